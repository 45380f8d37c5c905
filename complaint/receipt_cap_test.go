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
		}
	}
	w, now := ofKlachten("email")
	w.reachedBy(Told, "phone", later(now), func(f *CorrectForm) { f.Said = "All of it" })
	if d := dutyOf(t, w.c, DutyConfirm); !d.Open() || !w.c.ReceiptAt.IsZero() || !slices.Contains(stepsOffered(w.c), StepAck) {
		t.Errorf("put right to a call: open %v, receipt %v, steps %v", d.Open(), w.c.ReceiptAt, stepsOffered(w.c))
	}
}

// A receipt that was confirmed in time and is written down after the answer counts as of the
// moment it was sent, and is written down once; no button asks for it, and the list of all
// actions has it. One later than the answer changes nothing (OK-10, PK-12).
func TestAReceiptIsWrittenDownAfterTheAnswer(t *testing.T) {
	answer := at(t, "2026-03-16 10:00")
	for _, tc := range []struct {
		name    string
		receipt Receipt
		heard   string
		late    bool
	}{
		{"sent before the answer", Receipt{Via: "email", Said: "Vi har modtaget din klage.", At: at(t, "2026-03-05 11:00")}, "2026-03-05 11:00", false},
		{"called before the answer, and no day was said", Receipt{Via: "phone", With: "Anna", Said: "We have it", At: at(t, "2026-03-06 09:00")}, "2026-03-06 09:00", false},
		{"sent after the answer", Receipt{Via: "email", Said: "Vi har modtaget din klage.", At: answer.Add(time.Hour)}, "2026-03-16 10:00", true},
	} {
		w, now := danish(t, "phone"), answer.Add(24*time.Hour)
		w.do("assign", w.c.Assign(Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "klageansvarlig", Why: "officer"}, member(sanne), at(t, "2026-03-05 11:05")))
		w.do("consult", hear(w.c, answer))
		d := inWriting()
		d.Form = "email"
		w.do("write", w.c.Prepare(d, member(sanne), answer))
		w.do("tell", w.c.Deliver(Delivery{At: answer, Via: "email"}, member(sanne), answer))
		if d := dutyOf(t, w.c, DutyConfirm); !d.Done.Equal(answer) || d.Done.Before(d.Due) {
			t.Fatalf("with the answer alone: done %v, due %v", d.Done, d.Due)
		}
		if !slices.Contains(w.c.Allowed(member(sanne), now), StepAck) || slices.Contains(stepsOffered(w.c), StepAck) {
			t.Errorf("%s: all actions %v, offered %v", tc.name, w.c.Allowed(member(sanne), now), stepsOffered(w.c))
		}
		w.do(tc.name, w.c.Acknowledge(tc.receipt, member(sanne), now))
		for how, c := range map[string]*Case{"at hand": w.c, "loaded": reload(w.c)} {
			heard := at(t, tc.heard)
			if d := dutyOf(t, c, DutyConfirm); !d.Done.Equal(heard) || d.Done.Before(d.Due) == tc.late || !c.ReceiptAt.Equal(heard) || !c.ToldAt.Equal(answer) {
				t.Errorf("%s, %s: done %v, due %v, receipt %v, told %v", tc.name, how, d.Done, d.Due, c.ReceiptAt, c.ToldAt)
			}
			if err := c.MayAcknowledge(member(sanne), now); !refusedAs(err, "error.wrong_state") {
				t.Errorf("%s, %s: once more: %v", tc.name, how, err)
			}
		}
	}
}

// stepsOffered are the steps that a card offers.
func stepsOffered(c *Case) []Step {
	next, others := c.Next()
	return append([]Step{next}, others...)
}
