package view

import (
	"strings"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// dutyOf finds a duty of the case by its kind.
func dutyOf(t *testing.T, c *complaint.Case, kind string) *complaint.Duty {
	t.Helper()
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	for i := range duties {
		if duties[i].Kind == kind && duties[i].Past == 0 {
			return &duties[i]
		}
	}
	t.Fatalf("no duty %s", kind)
	return nil
}

func TestReminder(t *testing.T) {
	tests := []struct {
		name  string
		face  complaint.Face
		duty  string
		stage complaint.Stage
		now   string
		user  string
		then  func(*testing.T, *complaint.Case) // between the reminder and its being shown
	}{
		{"day_before", complaint.FaceAssigned, "contact", complaint.StageDayBefore, "2026-03-06 09:00", milan, nil},
		{"due_day", complaint.FaceAssigned, "contact", complaint.StageDueDay, "2026-03-09 09:00", milan, nil},
		{"two_hours", complaint.FaceAssigned, "contact", complaint.StageTwoHours, "2026-03-09 16:20", milan, nil},
		{"overdue", complaint.FaceAssigned, "contact", complaint.StageOverdue, "2026-03-10 08:30", sanne, nil},
		{"fallback", complaint.FaceAssigned, "contact", complaint.StageFallback, "2026-03-13 09:00", mees, nil},
		{"approve", complaint.FaceInApproval, "approve", complaint.StageTwoHours, "2026-03-13 15:30", mees, nil},
		{"filer", complaint.FaceNew, "read_back", complaint.StageHalf, "2026-03-05 17:00", lotte, nil},
		{"follow_up_start", complaint.FaceAnswered, "follow_up", complaint.StageStart, "2026-03-13 11:00", lotte, nil},
		{"follow_up", complaint.FaceAnswered, "follow_up", complaint.StageDueDay, "2026-03-20 09:00", lotte, nil},
		{"stand_in", complaint.FaceAssigned, "contact", complaint.StageDueDay, "2026-03-09 09:00", fatima, func(t *testing.T, c *complaint.Case) {
			c.Roster.Away = []complaint.Absence{{User: milan, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-20 00:00")}}
		}},
		{"snoozed", complaint.FaceAssigned, "contact", complaint.StageDueDay, "2026-03-09 09:00", milan, func(t *testing.T, c *complaint.Case) {
			must(t, c.Snooze("contact", 1, at(t, "2026-03-09 13:00"), member(milan), at(t, "2026-03-09 09:00")))
		}},
		{"chased", complaint.FaceAssigned, "contact", complaint.StageChased, "2026-03-10 09:30", milan, func(t *testing.T, c *complaint.Case) {
			must(t, c.Chase("contact", 1, member(sanne), at(t, "2026-03-10 09:30")))
		}},
		{"passed", complaint.FaceAssigned, "contact", complaint.StageDueDay, "2026-03-09 09:00", milan, func(t *testing.T, c *complaint.Case) {
			must(t, c.PassOn("contact", 1, member(milan), at(t, "2026-03-09 09:00")))
		}},
		{"done", complaint.FaceInProgress, "contact", complaint.StageDueDay, "2026-03-09 09:00", milan, nil},
	}
	for _, tc := range tests {
		c := caseAt(t, tc.face)
		must(t, c.Remind(at(t, tc.now)))
		if tc.then != nil {
			tc.then(t, c)
		}
		d := dutyOf(t, c, tc.duty)
		inLanguages(t, "reminder."+tc.name, tc.now, func(f *Frame) screen {
			f.Viewer = member(tc.user)
			return Reminder(f, c, d, tc.stage)
		})
	}
}

// What is asked besides: whether the day stands while that can still be told, and
// what became of a case in which nothing happens.
func TestRemindersOfPresets(t *testing.T) {
	milans := func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-05 11:00"))
	}
	for _, tc := range []struct {
		preset, duty, now, user string
		stage                   complaint.Stage
		steps                   []func(*complaint.Case) error
	}{
		{"kerngroep", "decision", "2026-03-19 09:00", milan, complaint.StageOnTrack, []func(*complaint.Case) error{milans}},
		{"okonomi", complaint.DutySilence, "2026-03-13 08:30", sanne, complaint.StageOverdue, nil},
	} {
		c := presetCase(t, tc.preset, tc.steps...)
		d := dutyOf(t, c, tc.duty)
		inLanguages(t, "reminder."+tc.preset, tc.now, func(f *Frame) screen {
			f.Viewer = member(tc.user)
			return Reminder(f, c, d, tc.stage)
		})
	}
	late := sampleFrame(t, lang.EN, "2026-03-27 00:00") // it can no longer be told in time
	c := presetCase(t, "kerngroep", milans)
	late.Viewer = member(milan)
	if text := asJSON(t, Reminder(late, c, dutyOf(t, c, "decision"), complaint.StageOnTrack)); strings.Contains(text, "must hear so") {
		t.Errorf("too late to tell in time: %s", text)
	}
}

// A reminder in another time zone speaks of the clock there, but of the company's days.
func TestReminderInAnotherZone(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	c.Roster.People[milan] = complaint.Profile{Zone: "America/New_York"}
	must(t, c.Remind(at(t, "2026-03-06 15:00")))
	d := dutyOf(t, c, "contact")
	inLanguages(t, "reminder.zone", "2026-03-06 15:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return Reminder(f, c, d, complaint.StageDayBefore)
	})
}

func TestDutyValues(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	value := DutyValue(c, dutyOf(t, c, "contact"))
	if got, want := ParseDuty(value+":snooze:1773043200000"), (DutyChoice{c.Number, "contact", 1, DoSnooze, time.UnixMilli(1773043200000)}); got != want {
		t.Errorf("read back %+v, want %+v", got, want)
	}
	for _, forged := range []string{"", "K-2026-0042", "::::", "K-2026-0042:contact", "K-2026-0042:contact:x:snooze:y"} {
		if got := ParseDuty(forged); got.Round != 0 || !got.Until.IsZero() {
			t.Errorf("%q is read as %+v", forged, got)
		}
	}
	if number, version := ParseValue(value); number != c.Number || version != 0 {
		t.Errorf("the button speaks of %q, version %d", number, version)
	}
}

func TestChased(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	must(t, c.Chase("contact", 1, member(sanne), at(t, "2026-03-10 09:30")))
	inLanguages(t, "chase.told", "2026-03-10 09:30", func(f *Frame) screen { return Chased(f, c, "contact", 1) })
	c.Roster.People[milan] = complaint.Profile{Zone: "America/New_York"}
	inLanguages(t, "chase.later", "2026-03-10 09:30", func(f *Frame) screen { return Chased(f, c, "contact", 1) })
}

// A duty that the end of the case took away was neither met nor missed.
func TestReminderOfAVoidDuty(t *testing.T) {
	c := caseAt(t, complaint.FaceClosed)
	d := *dutyOf(t, c, "approve")
	d.Done, d.Void = time.Time{}, true
	inLanguages(t, "reminder.void", "2026-03-19 09:00", func(f *Frame) screen { return Reminder(f, c, &d, complaint.StageDueDay) })
}

func TestOverdue(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	d := dutyOf(t, c, "contact")
	inLanguages(t, "reminder.thread", "2026-03-11 09:00", func(f *Frame) screen { return Overdue(f, c, d, complaint.StageDeputy) })
	done := caseAt(t, complaint.FaceInProgress)
	over := dutyOf(t, done, "contact")
	inLanguages(t, "reminder.thread.done", "2026-03-11 09:00", func(f *Frame) screen { return Overdue(f, done, over, complaint.StageDeputy) })
}

func TestRemoved(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	inLanguages(t, "card.removed", "2026-03-09 09:00", func(f *Frame) screen { return Removed(f, c) })
}

func TestDigest(t *testing.T) {
	rules := presetOf(t, "exactpi")
	figures := DigestFigures{
		From: at(t, "2026-03-02 00:00"), To: at(t, "2026-03-09 00:00"), Received: 4, Closed: 1, Open: 9, Overdue: 2,
		Promises: 1, Waiting: 2, Measures: MeasureCount{Open: 1}, Confirmed: InTime{4, 4}, Answered: InTime{2, 3}, Satisfied: InTime{2, 2},
		Needs: []DigestLine{
			{"K-2026-0037", rules, "decision", calendar.Day{Year: 2026, Month: 3, Day: 4}, true, milan, complaint.RoleHandler},
			{"K-2026-0042", rules, "contact", calendar.Day{Year: 2026, Month: 3, Day: 9}, false, "", complaint.RoleManagement},
		},
	}
	inLanguages(t, "digest", "2026-03-09 09:00", func(f *Frame) screen { return Digest(f, figures) })
	for range 12 {
		figures.Needs = append(figures.Needs, figures.Needs[1])
	}
	inLanguages(t, "digest.many", "2026-03-09 09:00", func(f *Frame) screen { return Digest(f, figures) })
	quiet := DigestFigures{From: figures.From, To: figures.To, Open: 1}
	inLanguages(t, "digest.quiet", "2026-03-09 09:00", func(f *Frame) screen { return Digest(f, quiet) })
	for name, loud := range map[string]DigestFigures{
		"received": {Received: 1}, "closed": {Closed: 1}, "open": {Open: 1}, "a late promise": {Promises: 1}, "a late measure": {Measures: MeasureCount{1, 1}},
	} {
		if loud.Quiet() {
			t.Errorf("%s: there is nothing to say", name)
		}
	}
	if nothing := (DigestFigures{Measures: MeasureCount{Open: 1}}); !nothing.Quiet() {
		t.Error("there is something to say about nothing")
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A reminder has one button that gets the duty done. Where its form asks when that was, the
// small print says so; of what is decided here and now it does not.
func TestOneDoorToEachStep(t *testing.T) {
	for _, tc := range []struct {
		face       complaint.Face
		kind, user string
		now        string
		says       bool
	}{
		{complaint.FaceAssigned, complaint.DutyContact, milan, "2026-03-09 09:00", true},
		{complaint.FaceInApproval, complaint.DutyApprove, mees, "2026-03-13 09:00", false},
		{complaint.FaceConfirmed, "assign", sanne, "2026-03-06 09:00", false},
	} {
		c := caseAt(t, tc.face)
		d := dutyOf(t, c, tc.kind)
		f := sampleFrame(t, lang.EN, tc.now)
		f.Viewer = member(tc.user)
		m := Reminder(f, c, d, complaint.StageDueDay)
		raw := string(mustJSON(t, m))
		if n := strings.Count(raw, `"type":"button"`); n != 1 || strings.Contains(raw, "Done already? Enter in the form when.") != tc.says {
			t.Errorf("%s: %d buttons, want one, and that its form asks when: %v\n%s", tc.kind, n, tc.says, raw)
		}
	}
}

// Lateness is told with one date, the last on which it was in time, and in what is drawn
// today with the working days since: none on a Saturday.
func TestOneDateForWhatIsLate(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed) // a handler is due on Fri 6 March
	for now, want := range map[string]string{
		"2026-03-07 11:00": ":red_circle: *Overdue* · Assign a handler by Fri 6 March ⌂",
		"2026-03-09 09:00": ":red_circle: *1 working day late* · Assign a handler by Fri 6 March ⌂",
		"2026-03-11 09:00": ":red_circle: *3 working days late* · Assign a handler by Fri 6 March ⌂",
	} {
		f, d := sampleFrame(t, lang.EN, now), dutyOf(t, c, "assign")
		if got := owedToday(f, c, d); got != want {
			t.Errorf("%s: %q, want %q", now, got, want)
		}
		if got, always := owedLine(f, c, d), ":red_circle: *Overdue* · Assign a handler by Fri 6 March ⌂"; got != always {
			t.Errorf("%s, in a message: %q, want %q", now, got, always)
		}
	}
}
