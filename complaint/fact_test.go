package complaint

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestParseFact(t *testing.T) {
	for _, tc := range []struct {
		text string
		want Fact
	}{
		{"received:1", Fact{FactReceived, 1}},
		{"at:12", Fact{FactAt, 12}},
		{"day:7", Fact{FactDay, 7}},
		{"", Fact{}},
		{"at", Fact{}},
		{"at:", Fact{}},
		{"at:x", Fact{}},
		{"at:1:2", Fact{}},
	} {
		t.Run(tc.text, func(t *testing.T) {
			got := ParseFact(tc.text)
			if got != tc.want {
				t.Errorf("reads as %+v, want %+v", got, tc.want)
			}
			if tc.want != (Fact{}) && got.String() != tc.text {
				t.Errorf("%+v is written %q", got, got.String())
			}
		})
	}
}

// Two facts never share the field in which their new value is typed.
func TestFactsHaveFieldsOfTheirOwn(t *testing.T) {
	c := walkTo(t, FaceClosed)
	fields := map[string]Fact{}
	for _, f := range c.Facts() {
		if other, taken := fields[f.Field()]; taken {
			t.Errorf("%s and %s share the field %s", f, other, f.Field())
		}
		fields[f.Field()] = f
		on := c.OnRecord(f)
		if on.Fact != f {
			t.Errorf("nothing is on record for %s", f)
		}
		if f.Dated() == on.At.IsZero() {
			t.Errorf("%s stands at %v", f, on.At)
		}
	}
	if got := c.OnRecord(Fact{FactAt, 1}); got.Fact != (Fact{}) {
		t.Errorf("a forged fact stands on record as %+v", got)
	}
}

// What can be corrected follows what was recorded: of an unknown customer there
// is no name yet, and of very many steps each.
func TestFacts(t *testing.T) {
	codes := func(c *Case) []string {
		var list []string
		for _, f := range c.Facts() {
			list = append(list, string(f.Code))
		}
		return list
	}
	c := walkTo(t, FaceNew)
	want := []string{"received", "via", "receiver", "name", "phone", "email", "address", "handle", "summary", "story", "wish", "about", "deliverers"}
	if got := codes(c); !slices.Equal(got, want) {
		t.Errorf("of a new case: %v", got)
	}
	unknown := newCase(t)
	r := registration(t)
	r.Unknown = true
	w := &walk{t, unknown}
	w.do("register", unknown.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
	if got := codes(unknown); slices.Contains(got, "name") || slices.Contains(got, "phone") || !slices.Contains(got, "story") {
		t.Errorf("of an unknown customer: %v", got)
	}
	if got := codes(walkTo(t, FaceReady)); len(got) != len(want)+21 { // the handler and their function, read-back, explained and whether it was, contact, told with its outcome and satisfied with that result, a grade and what was found besides, each with what was written of it, plan, a promise with its words, its owner and its day
		t.Errorf("of a case that was followed up: %v", got)
	}
	now := at(t, "2026-03-06 09:00")
	for i := range 120 {
		now = now.Add(time.Minute)
		w.do("try", c.LogContact(ContactForm{At: now, Via: "phone", Note: fmt.Sprint("try ", i)}, member(sanne), now))
	}
	facts := c.Facts()
	if len(facts) != len(want)+3*120 || c.FactsLogged() != 3*120 || facts[len(facts)-1].Seq != len(c.Events) {
		t.Errorf("%d facts, %d of steps, the last of event %d", len(facts), c.FactsLogged(), facts[len(facts)-1].Seq)
	}
	for _, f := range facts {
		if c.OnRecord(f).Fact != f {
			t.Errorf("%s cannot be corrected", f)
		}
	}
}

// The filing as it stood before each change of it.
func TestFilingBefore(t *testing.T) {
	c, now := walkTo(t, FaceNew), at(t, "2026-03-06 09:00")
	w := &walk{t, c}
	first := c.Filing().Story
	second, third := "The accounts came in December.", "The accounts came in January."
	w.do("read back", c.RecordReadBack(ReadBackForm{
		Verdict: ReadBackApproved, Summary: c.Filing().Summary, Story: second, Hash: c.TextHash, At: now, Via: "phone",
	}, member(lotte), now))
	w.do("correct who it is about", c.Correct(CorrectForm{Fact: Fact{FactAbout, 1}, Users: []string{joost}, Reason: "x"}, member(sanne), now))
	w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactStory, 1}, Text: third, Reason: "x"}, member(sanne), now))
	w.do("correct back", c.Correct(CorrectForm{Fact: Fact{FactStory, 1}, Text: second, Reason: "x"}, member(sanne), now))
	var stories []string
	for _, e := range c.Events {
		if e.Kind == TextCorrected || e.Kind == Corrected {
			stories = append(stories, c.FilingBefore(e).Story)
		}
	}
	if want := []string{first, second, second, third}; !slices.Equal(stories, want) {
		t.Errorf("before each change: %q, want %q", stories, want)
	}
}

// A card of a case that went on asks again for the approval that a correction
// made void.
func TestTheCardAsksForTheReadBackAgain(t *testing.T) {
	c, now := walkTo(t, FaceInProgress), at(t, "2026-03-09 09:00")
	offered := func() bool {
		_, others := c.Next()
		return slices.Contains(others, StepReadBack)
	}
	if offered() {
		t.Fatal("asked though it was approved")
	}
	w := &walk{t, c}
	w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactStory, 1}, Text: "The accounts came in December.", Reason: "x"}, member(sanne), now))
	if !offered() || c.Face() != FaceInProgress {
		t.Errorf("not asked; the case is %s", c.Face())
	}
	if err := c.MayReadBack(member(lotte), now); err != nil {
		t.Errorf("the filer may not: %v", err)
	}
	f := c.Filing()
	w.do("read back", c.RecordReadBack(ReadBackForm{
		Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: now, Via: "phone",
	}, member(lotte), now))
	if offered() {
		t.Error("asked though it was approved again")
	}
}

// What was corrected in a case that takes in a duplicate, or in the duplicate,
// still counts: the earliest receipt of both.
func TestCorrectedReceiptOfMergedCases(t *testing.T) {
	d, c := twins(t)
	now := at(t, "2026-03-05 12:00")
	w := &walk{t, c}
	correct := func(c *Case, when string) {
		t.Helper()
		w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, when), Reason: "x"}, member(sanne), now))
	}
	correct(d, "2026-03-03 09:00")
	w.do("merge", Merge(d, c, "the same accounts", member(sanne), now))
	if !c.ReceivedAt.Equal(at(t, "2026-03-03 09:00")) {
		t.Errorf("merged it was received %v", c.ReceivedAt)
	}
	correct(c, "2026-03-02 09:00")
	if again := reload(c); !c.ReceivedAt.Equal(at(t, "2026-03-02 09:00")) || !again.ReceivedAt.Equal(c.ReceivedAt) {
		t.Errorf("corrected it was received %v, loaded %v", c.ReceivedAt, again.ReceivedAt)
	}
	correct(c, "2026-03-04 09:00")
	if !c.ReceivedAt.Equal(at(t, "2026-03-03 09:00")) {
		t.Errorf("corrected past the duplicate it was received %v", c.ReceivedAt)
	}
}
