package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const address = "https://noorderlicht.example/klachtenregeling"

// What the client was given to read is kept, sealed, with the explanation, and has to be
// said (CY-12): whoever explains it when they file says it there.
func TestWhatWasGivenToRead(t *testing.T) {
	now := at(t, "2026-03-06 16:20")
	explained := func(given string) (*Case, error) {
		c := cygnus(t, lotte)
		return c, c.Explain(Explanation{At: now, Via: "phone", Given: given}, member(sanne), now)
	}
	filed := func(given string) (*Case, error) {
		c, r := presetCase(t, "cygnus", "Europe/Amsterdam"), reported(t)
		r.Explained, r.Given = true, given
		return c, c.Register(r, member(lotte), now)
	}
	for how, explain := range map[string]func(string) (*Case, error){"explained": explained, "filed": filed} {
		if c, err := explain(" "); refusedFor(err) != "given error.given_missing" || !c.ExplainedAt.IsZero() {
			t.Errorf("%s without: %v", how, err)
		}
		for _, given := range []string{address, "kopie meegegeven"} {
			c, err := explain(" " + given + "\n")
			if err != nil {
				t.Fatalf("%s: %v", how, err)
			}
			e := reload(c).newest(Explained)
			if got := c.Note(*e).Text; got != given {
				t.Errorf("%s: given %q, want %q", how, got, given)
			}
			if events := fmt.Sprintf("%+v", c.Events); strings.Contains(events, given) {
				t.Errorf("%s: it is not sealed: %s", how, events)
			}
		}
	}
}

// What was given can be put right, with a reason, but not be taken off the record; of an
// explanation that was logged before that was asked it can be added.
func TestCorrectWhatWasGiven(t *testing.T) {
	now := at(t, "2026-03-06 16:20")
	for _, given := range []string{"", address} {
		c := cygnus(t, lotte)
		c.explained(Explanation{At: now, Via: "phone", Given: given}, member(sanne), now)
		f := c.OnRecord(Fact{FactContact, c.newest(Explained).Seq})
		if f.Text != given || !slices.Equal(c.Parts(f), []string{PartWay, PartNote}) {
			t.Fatalf("on record %+v of %v", f, c.Parts(f))
		}
		f.Reason, f.Text, f.Code = "It was a copy", " ", "meeting"
		err := c.Correct(f, member(sanne), now)
		if want := f.Fact.Part(PartNote) + " error.given_missing"; given != "" && refusedFor(err) != want || given == "" && err != nil {
			t.Errorf("%q is taken off: %v", given, err)
		}
		f.Text = "kopie meegegeven"
		if err := c.Correct(f, member(sanne), now); err != nil {
			t.Fatal(err)
		}
		if e := reload(c).newest(Explained); e.Data.Via != "meeting" || c.Note(*c.newest(Explained)).Text != "kopie meegegeven" {
			t.Errorf("corrected: %+v %+v", e, c.Note(*e))
		}
	}
}

// A procedure that closes without the explanation asks nothing more of it, nor when it is
// corrected; a read-back says no explanation of which more is asked.
func TestNothingGivenToRead(t *testing.T) {
	c := newCase(t)
	if err := c.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	filing, when := c.Filing(), at(t, "2026-03-05 10:30")
	read := ReadBackForm{Verdict: ReadBackApproved, Summary: filing.Summary, Story: filing.Story, Hash: c.TextHash, At: when, Via: "phone", Explained: true}
	c.explained(Explanation{At: when, Via: "phone", Given: address}, member(lotte), when)
	e := c.newest(Explained)
	if f := (CorrectForm{Fact: Fact{FactContact, e.Seq}}); e.Entry != 0 || !slices.Equal(c.Parts(f), []string{PartWay}) {
		t.Errorf("kept %d, asked %v", e.Entry, c.Parts(f))
	}
	c = newCase(t)
	p := *c.Procedure
	p.Close.Explained = true
	c.Procedure = &p
	if err := c.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	read.Hash = c.TextHash
	if err := c.RecordReadBack(read, member(lotte), when); err != nil || !c.ExplainedAt.IsZero() {
		t.Errorf("read back and explained without a word of what was given: %v, %v", err, c.ExplainedAt)
	}
}
