package view

import (
	"fmt"
	"strings"
	"testing"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// keptCase is a case that closed on 18 March 2026 under terms of one to three years,
// two as a house rule.
func keptCase(t testing.TB) *complaint.Case {
	t.Helper()
	c := caseAt(t, complaint.FaceClosed)
	for s, p := range map[string]**calendar.Period{"1y": &c.Procedure.Retention.Min, "3y": &c.Procedure.Retention.Max} {
		period, err := calendar.ParsePeriod(s)
		if err != nil {
			t.Fatal(err)
		}
		*p = &period
	}
	return c
}

func heldCase(t testing.TB) *complaint.Case {
	t.Helper()
	c := keptCase(t)
	if err := c.PutOnHold(complaint.HoldForm{Reason: "Anna de Vries went to <court>", Day: "2026-09-10"}, member(mees), at(t, "2026-04-01 09:30")); err != nil {
		t.Fatal(err)
	}
	return c
}

func orderedCase(t testing.TB) *complaint.Case {
	t.Helper()
	c := keptCase(t)
	form := complaint.EraseForm{Why: complaint.EraseRequest, Reason: "Anna de Vries asked us to", Number: c.Number}
	if err := c.OrderErase(form, member(fatima), at(t, "2027-06-01 09:30")); err != nil {
		t.Fatal(err)
	}
	return c
}

// erasedCase is what is left of it two years later.
func erasedCase(t testing.TB) *complaint.Case {
	t.Helper()
	c := keptCase(t)
	if err := c.Erase(at(t, "2028-03-19 04:15")); err != nil {
		t.Fatal(err)
	}
	return complaint.Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, complaint.Anonymous(c.Events), nil)
}

func TestKeepingScreens(t *testing.T) {
	const now = "2026-04-02 10:00"
	closed, held, ordered := keptCase(t), heldCase(t), orderedCase(t)
	inLanguages(t, "keeping.file", now, func(f *Frame) screen { return CaseFile(f, closed, TabOverview, 1) })
	inLanguages(t, "keeping.held.file", now, func(f *Frame) screen { return CaseFile(f, held, TabOverview, 1) })
	inLanguages(t, "keeping.held.card", now, func(f *Frame) screen { return Card(f, held) })
	inLanguages(t, "keeping.held.all", now, func(f *Frame) screen { return AllActions(f, held) })
	inLanguages(t, "keeping.ordered.file", "2027-06-02 10:00", func(f *Frame) screen { return CaseFile(f, ordered, TabOverview, 1) })
	inLanguages(t, "keeping.ordered.card", "2027-06-02 10:00", func(f *Frame) screen { return Card(f, ordered) })
	inLanguages(t, "keeping.ordered.history", "2027-06-02 10:00", func(f *Frame) screen { return CaseFile(f, ordered, TabHistory, 1) })
	inLanguages(t, "keeping.hold", now, func(f *Frame) screen {
		return HoldForm(f, held, complaint.HoldForm{Reason: held.HoldReason(), Day: "2026-09-10"})
	})
	inLanguages(t, "keeping.release", now, func(f *Frame) screen { return ReasonForm(f, held, complaint.StepRelease, Reason{}) })
	inLanguages(t, "keeping.erase", "2027-06-01 09:00", func(f *Frame) screen {
		return EraseForm(f, closed, complaint.EraseForm{Why: complaint.EraseWrong, Reason: "A colleague's note", Number: "K-2026"})
	})
	reminded := heldCase(t)
	if err := reminded.Remind(at(t, "2026-09-10 09:05")); err != nil {
		t.Fatal(err)
	}
	duty, err := reminded.Owed(complaint.DutyHold, 1)
	if err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "keeping.reminder", "2026-09-10 09:05", func(f *Frame) screen { return Reminder(f, reminded, duty, complaint.StageDueDay) })
	if err := reminded.Release("settled", member(sanne), at(t, "2026-09-10 10:00")); err != nil {
		t.Fatal(err)
	}
	duties, err := reminded.Duties()
	if err != nil {
		t.Fatal(err)
	}
	over := duties[len(duties)-1]
	inLanguages(t, "keeping.looked", "2026-09-10 10:05", func(f *Frame) screen { return Reminder(f, reminded, &over, complaint.StageDueDay) })
}

// Whatever is opened of an erased case says that it is erased and since when, and holds
// no button that would do anything; of a confidential one it does not say of what nature.
func TestErasedScreens(t *testing.T) {
	const now = "2028-03-20 10:00"
	c := erasedCase(t)
	inLanguages(t, "erased.file", now, func(f *Frame) screen { return CaseFile(f, c, TabHistory, 1) })
	inLanguages(t, "erased.card", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "erased.list", now, func(f *Frame) screen {
		return CasesModal(f, &CaseList{Leads: true, Query: ParseListQuery(""), Cases: []*complaint.Case{c}})
	})
	hidden := erasedCase(t)
	hidden.Confidential = true
	inLanguages(t, "erased.confidential", now, func(f *Frame) screen { return CaseFile(f, hidden, TabOverview, 1) })
	for _, page := range Tabs {
		raw, err := CaseFile(sampleFrame(t, lang.EN, now), c, page, 1).JSON()
		if err != nil {
			t.Fatal(err)
		}
		for _, gone := range []string{"Anna", "fine", "Milan", "Lotte", "Open case file", "case.tab"} {
			if strings.Contains(string(raw), gone) {
				t.Errorf("page %s still says %q", page, gone)
			}
		}
		if !strings.Contains(string(raw), "Personal data erased") {
			t.Errorf("page %s does not say that the case is erased", page)
		}
	}
}

// Every screen of a case can be drawn of an erased one: what is gone is left out, and
// nothing runs into it.
func TestNoScreenRunsIntoWhatIsErased(t *testing.T) {
	c := erasedCase(t)
	for name, draw := range map[string]func(f *Frame) screen{
		"all":     func(f *Frame) screen { return AllActions(f, c) },
		"receipt": func(f *Frame) screen { return Receipt(f, c) },
		"desk":    func(f *Frame) screen { return Desk(f, c) },
		"closed":  func(f *Frame) screen { return ClosedCase(f, c) },
		"list":    func(f *Frame) screen { return ExpiringMessage(f, &Expiring{Due: []*complaint.Case{c}}) },
	} {
		if _, err := draw(sampleFrame(t, lang.NL, "2028-03-20 10:00")).JSON(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	f := sampleFrame(t, lang.EN, "2028-03-20 10:00")
	for _, e := range c.Events {
		if m := Line(f, c, e); m == nil {
			t.Errorf("event %d %s has no line", e.Seq, e.Kind)
		}
		historyPiece(f, c, e)
	}
}

func TestExpiringScreens(t *testing.T) {
	const now = "2028-03-01 09:00"
	held := heldCase(t)
	held.Number = "K-2026-0043"
	full := &Expiring{Due: []*complaint.Case{keptCase(t)}, Held: []*complaint.Case{held}, Left: []Leftover{
		{Number: "K-2025-0007", Link: "https://firm.slack.example/archives/C0KLACHTEN/p1"}, {Number: "K-2025-0007", File: true, Link: "https://firm.slack.example/files/U0LOTTE/F1"},
		{Number: "K-2025-0009", File: true},
	}}
	inLanguages(t, "expiring.message", now, func(f *Frame) screen { return ExpiringMessage(f, full) })
	inLanguages(t, "expiring.modal", now, func(f *Frame) screen { return ExpiringModal(f, full) })
	inLanguages(t, "expiring.none", now, func(f *Frame) screen { return ExpiringModal(f, &Expiring{}) })
	many := &Expiring{}
	for i := range 40 {
		c := keptCase(t)
		c.Number = fmt.Sprintf("K-2026-%04d", i+1)
		many.Due, many.Held = append(many.Due, c), append(many.Held, held)
		many.Left = append(many.Left, Leftover{Number: c.Number, Link: "https://firm.slack.example/archives/C0KLACHTEN/p1772704800123456?thread_ts=1772704800.123456&cid=C0KLACHTEN"})
	}
	inLanguages(t, "expiring.many", now, func(f *Frame) screen { return ExpiringMessage(f, many) })
}

// What colleagues wrote about a case that left the channel is listed, without their words.
func TestStillThere(t *testing.T) {
	c := keptCase(t)
	one := []Leftover{{Number: c.Number, Link: "https://firm.slack.example/archives/C0KLACHTEN/p1"}, {Number: c.Number}}
	inLanguages(t, "theirs", "2026-03-06 10:00", func(f *Frame) screen { return StillThere(f, c, one) })
	many := make([]Leftover, 40)
	for i := range many {
		many[i] = Leftover{Number: c.Number, Link: "https://firm.slack.example/archives/C0KLACHTEN/p1772704800123456?thread_ts=1772704800.123456&cid=C0KLACHTEN"}
	}
	inLanguages(t, "theirs.many", "2026-03-06 10:00", func(f *Frame) screen { return StillThere(f, c, many) })
}
