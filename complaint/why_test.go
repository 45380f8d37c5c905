package complaint

import (
	"slices"
	"testing"

	"ombud/calendar"
)

// codesOf are the steps of a derivation, and hold that the last of them which sets a
// day is the day on which the duty ends.
func codesOf(t *testing.T, c *Case, d *Duty) []string {
	t.Helper()
	var codes []string
	var last calendar.Day
	for _, s := range d.Steps {
		codes = append(codes, s.Code)
		if s.Code != StepTooLate {
			last = s.Day
		}
	}
	if end := c.Calendar.LastDay(d.Due); last != end {
		t.Errorf("%s ends on %s, and its steps lead to %s: %v", d.Kind, end, last, codes)
	}
	return codes
}

// However a due date came about, its steps say so: counted, agreed, extended, told of
// too late, brought forward by a duplicate.
func TestWhyADateIsWhatItIs(t *testing.T) {
	counted := []string{calendar.StepEvent, calendar.StepAdded, calendar.StepDue}
	told := at(t, "2026-03-20 12:00")
	dutchly := func(when string) *walk {
		w := dutch(t)
		w.extended(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek", Via: "phone", At: at(t, when)}, sanne, mees, at(t, when))
		return w
	}
	inTime, late := dutchly("2026-03-20 12:00"), dutchly("2026-03-30 12:00")
	again := dutchly("2026-03-20 12:00")
	again.extended(ExtensionForm{Day: "2026-05-01", Reason: "de deskundige is nog ziek", Via: "phone", At: at(t, "2026-04-10 12:00")}, sanne, mees, at(t, "2026-04-10 12:00"))
	talked := dutch(t)
	talked.talked()
	older, newer := twins(t)
	if err := Merge(newer, older, "same matter", member(sanne), at(t, "2026-03-20 12:00")); err != nil {
		t.Fatal(err)
	}
	older.joints[0].terms = []Term{{Kind: "decision", Start: older.ReceivedAt.UnixMilli(), Due: at(t, "2026-03-25 00:00").UnixMilli(), Literal: at(t, "2026-03-25 00:00").UnixMilli()}}
	older.derived = nil
	for _, tc := range []struct {
		name, kind string
		c          *Case
		want       []string
	}{
		{"counted", "decision", talked.c, counted},
		{"in hours", DutyContact, talked.c, []string{calendar.StepEvent, calendar.StepRan, calendar.StepClosed, calendar.StepRan, calendar.StepDue}},
		{"agreed", DutyPromised, talked.c, []string{StepAgreed}},
		{"extended", "decision", inTime.c, append(slices.Clone(counted), StepExtended)},
		{"extended twice", "decision", again.c, append(slices.Clone(counted), StepExtended, StepExtended)},
		{"told too late", "decision", late.c, append(slices.Clone(counted), StepTooLate)},
		{"merged", "decision", older, append(slices.Clone(counted), StepMerged)},
	} {
		d := dutyOf(t, tc.c, tc.kind)
		if got := codesOf(t, tc.c, &d); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
	steps := dutyOf(t, inTime.c, "decision").Steps
	if s := steps[len(steps)-1]; !s.At.Equal(told) || s.Day.String() != "2026-04-17" {
		t.Errorf("extended by %+v", s)
	}
	if d := dutyOf(t, talked.c, DutyContact); d.From != Received {
		t.Errorf("the clock of the contact started at %q", d.From)
	}
}

// Over Christmas a firm that closes would have to confirm the receipt later than it
// has to answer: then the answer's day counts for both, and says so (B4.10).
func TestAcknowledgementIsDueNoLaterThanTheAnswer(t *testing.T) {
	with := func(closed ...string) *Case {
		like := presetCase(t, "klachten", "Europe/Amsterdam")
		cal, err := calendar.New(calendar.Config{Set: "nl-office", Closed: closed, First: 2024, Last: 2032})
		if err != nil {
			t.Fatal(err)
		}
		c := leads(New("T0FIRM", like.Procedure, cal, like.Roster))
		r := registration(t)
		r.ReceivedAt = at(t, "2026-12-22 09:00")
		if err := c.Register(r, member(lotte), at(t, "2026-12-22 09:20")); err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, tc := range []struct {
		name, ack string
		c         *Case
		last      string
	}{
		{"open between the days", "2027-01-05 00:00", with(), calendar.StepDue},
		{"closed between the days", "2027-01-06 00:00", with("2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"), StepCapped},
	} {
		d, answer := dutyOf(t, tc.c, DutyConfirm), dutyOf(t, tc.c, "decision")
		codes := codesOf(t, tc.c, &d)
		if !d.Due.Equal(at(t, tc.ack)) || codes[len(codes)-1] != tc.last {
			t.Errorf("%s: due %s by %v, want %s by %s", tc.name, d.Due, codes, tc.ack, tc.last)
		}
		if !answer.Due.Equal(at(t, "2027-01-06 00:00")) || d.Due.After(answer.Due) {
			t.Errorf("%s: the answer is due %s", tc.name, answer.Due)
		}
	}
}

// Whoever sees the card may ask why; who is kept out may not, nor anybody once all is
// erased.
func TestWhoMayAskWhy(t *testing.T) {
	w, now := dutch(t), at(t, "2026-03-06 12:00")
	for user, want := range map[string]bool{sanne: true, mees: true, joost: false, "U0STRANGER": false} {
		if got := w.c.Allows(StepWhy, member(user), now); got != want {
			t.Errorf("%s may ask: %v", user, got)
		}
	}
	w.c.ErasedAt = now
	if w.c.Allows(StepWhy, member(sanne), now) {
		t.Error("of an erased case there is nothing to count")
	}
}
