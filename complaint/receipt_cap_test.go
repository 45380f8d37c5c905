package complaint

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// Seven business days end after two weeks where a company closes between the years. An
// answer ends the duty to confirm the receipt, so that is due with the answer (B4.10), also
// where the company's own file does not say so.
func TestTheReceiptIsDueNoLaterThanTheAnswer(t *testing.T) {
	src, err := procedure.Preset("klachten")
	must(t, err)
	text := strings.Replace(string(src), "\n    not_after: decision", "", 1)
	if text == string(src) {
		t.Fatal("the preset says no more that the receipt comes before the answer")
	}
	cal, err := calendar.New(calendar.Config{
		Set: "nl-office", Closed: []string{"2026-12-24", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"}, First: 2024, Last: 2032,
	})
	must(t, err)
	for name, read := range map[string]func([]byte) (*procedure.Procedure, error){"a new file": procedure.Parse, "one that was kept": procedure.Stored} {
		p, err := read([]byte(text))
		must(t, err)
		c := leads(New("T0FIRM", p, cal, sampleRoster()))
		r := reported(t)
		r.ReceivedAt = at(t, "2026-12-22 09:00")
		must(t, c.Register(r, member(lotte), r.ReceivedAt.Add(time.Minute)))
		confirm, answer := dutyOf(t, c, DutyConfirm), dutyOf(t, c, "decision")
		if want := at(t, "2027-01-06 00:00"); !answer.Due.Equal(want) || !confirm.Due.Equal(want) {
			t.Errorf("%s: the receipt is due %s, the answer %s, want both %s", name, confirm.Due.In(c.Zone()), answer.Due.In(c.Zone()), want)
		}
	}
}

// Whoever has the answer knows that we have the complaint: told in a form in which the
// procedure has the receipt confirmed it ends that duty, at the moment it was told, and no
// button asks for it any more. In another form the confirmation is still owed, with its
// button; so it is when the form is put right to such a one (OK-10, PK-12).
func TestAnAnswerConfirmsTheReceipt(t *testing.T) {
	later := func(p time.Time) time.Time { return p.Add(24 * time.Hour) }
	ofOkonomi := func(via string) (*walk, time.Time) {
		w, now := danish(t, "phone"), at(t, "2026-03-06 10:00")
		w.do("assign", w.c.Assign(Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "klageansvarlig", Why: "officer"}, member(sanne), at(t, "2026-03-05 11:05")))
		w.do("consult", hear(w.c, now))
		d := inWriting()
		d.Form, d.OralWhy = via, "She cannot read it"
		w.do("write", w.c.Prepare(d, member(sanne), now))
		w.do("tell", w.c.Deliver(Delivery{At: now, Via: via, Said: "All of it"}, member(sanne), now))
		return w, now
	}
	ofKlachten := func(via string) (*walk, time.Time) {
		w, now := &walk{t, klachten(t)}, at(t, "2026-03-04 10:00")
		w.do("assess", w.c.Classify(assessed(), member(mees), now))
		w.do("assign", w.c.Assign(Assignment{Handler: mees, Name: "Mees", Title: "director", Why: "officer"}, member(mees), now))
		d := draft()
		d.Form, d.Reasons = via, "Nobody called back."
		w.do("write", w.c.Prepare(d, member(mees), now))
		w.do("approve", w.c.Approve(1, member(sanne), now))
		w.do("tell", w.c.Deliver(Delivery{At: now, Via: via, Said: "All of it"}, member(mees), now))
		return w, now
	}
	for _, tc := range []struct {
		name, via string
		of        func(via string) (*walk, time.Time)
		confirms  bool
	}{
		{"okonomi", "email", ofOkonomi, true}, {"okonomi", "phone", ofOkonomi, true},
		{"klachten", "email", ofKlachten, true}, {"klachten", "phone", ofKlachten, false},
	} {
		w, now := tc.of(tc.via)
		for how, c := range map[string]*Case{"at hand": w.c, "loaded": reload(w.c)} {
			d, offered := dutyOf(t, c, DutyConfirm), slices.Contains(stepsOffered(c), StepAck)
			if d.Open() == tc.confirms || offered == tc.confirms || c.ReceiptAt.Equal(now) != tc.confirms || tc.confirms && !d.Done.Equal(now) {
				t.Errorf("%s by %s, %s: open %v, done %v, offered %v, receipt %v", tc.name, tc.via, how, d.Open(), d.Done, offered, c.ReceiptAt)
			}
			if err := c.MayAcknowledge(member(mees), later(now)); tc.name == "klachten" && (err == nil) == tc.confirms {
				t.Errorf("%s by %s: confirming it again: %v", tc.name, tc.via, err)
			}
		}
	}
	w, now := ofKlachten("email")
	w.reachedBy(Told, "phone", later(now), func(f *CorrectForm) { f.Said = "All of it" })
	if d := dutyOf(t, w.c, DutyConfirm); !d.Open() || !w.c.ReceiptAt.IsZero() || !slices.Contains(stepsOffered(w.c), StepAck) {
		t.Errorf("put right to a call: open %v, receipt %v, steps %v", d.Open(), w.c.ReceiptAt, stepsOffered(w.c))
	}
}

// stepsOffered are the steps that a card offers.
func stepsOffered(c *Case) []Step {
	next, others := c.Next()
	return append([]Step{next}, others...)
}
