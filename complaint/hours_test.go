package complaint

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/calendar"
)

// Working hours are the company's, read on the clock where the person is; both
// changes of summer time lie between, and New York changes on other days.
func TestNextAtWorkOnTheClockOfThePerson(t *testing.T) {
	for _, tc := range []struct{ name, zone, now, want string }{
		{"at work", "", "2026-03-09 10:00", "2026-03-09 10:00"},
		{"before work", "", "2026-03-09 07:00", "2026-03-09 08:30"},
		{"at the end of work", "", "2026-03-09 17:30", "2026-03-10 08:30"},
		{"on a Friday evening", "", "2026-03-06 20:00", "2026-03-09 08:30"},
		{"before Easter", "", "2026-04-03 18:00", "2026-04-07 08:30"},
		{"on King's Day", "", "2026-04-27 10:00", "2026-04-28 08:30"},
		{"before Christmas", "", "2026-12-24 18:00", "2026-12-28 08:30"},
		{"the night that has no hour from two to three", "", "2026-03-28 23:00", "2026-03-30 08:30"},
		{"the night that has it twice", "", "2026-10-24 23:00", "2026-10-26 08:30"},
		{"New York, while both have winter time", "America/New_York", "2026-03-05 09:00", "2026-03-05 14:30"},
		{"New York, which has summer time already", "America/New_York", "2026-03-10 09:00", "2026-03-10 13:30"},
		{"a Saturday beyond the calendar", "", "2033-01-01 00:00", "2033-01-03 08:30"},
		{"Tokyo, where the day is over", "Asia/Tokyo", "2026-03-10 10:00", "2026-03-11 00:30"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := newCase(t)
			c.Roster.People[milan] = Profile{Zone: tc.zone}
			now := at(t, tc.now)
			got, err := c.NextAtWork(milan, now)
			if err != nil || !got.Equal(at(t, tc.want)) {
				t.Errorf("next at work %v (%v), want %s", got.In(c.Zone()), err, tc.want)
			}
			if !c.AtWork(milan, got) || c.AtWork(milan, now) != got.Equal(now) {
				t.Errorf("at work then %v, now %v", c.AtWork(milan, got), c.AtWork(milan, now))
			}
		})
	}
}

// filedAt is a case that was received and filed at a moment and that nobody reads
// back, so that the filer owes that within one business day.
func filedAt(t *testing.T, when string) *Case {
	t.Helper()
	c := newCase(t)
	r := registration(t)
	r.ReceivedAt = at(t, when)
	must(t, c.Register(r, member(lotte), at(t, when)))
	return c
}

// A duty of one business day is short: half of its time, and two hours before the
// working deadline. Before the deadline quiet time is avoided by coming earlier,
// after it by coming later; a half that would then lie before the receipt, or soon after
// it, is none.
func TestLadderOfAShortDuty(t *testing.T) {
	for _, tc := range []struct {
		name, filed, until string
		want               []string
	}{
		{"receipt Friday 23:59", "2026-03-06 23:59", "2026-03-11 12:00", []string{
			"2026-03-09 15:30 two_hours [U0LOTTE]",
			"2026-03-10 08:30 overdue [U0LOTTE U0SANNE]",
			"2026-03-11 09:00 overdue_1 [U0FATIMA U0SANNE]",
		}},
		{"receipt on a Saturday", "2026-03-07 11:00", "2026-03-10 12:00", []string{
			"2026-03-09 15:30 two_hours [U0LOTTE]",
			"2026-03-10 08:30 overdue [U0LOTTE U0SANNE]",
		}},
		{"receipt on 31 December", "2026-12-31 16:00", "2027-01-06 12:00", []string{
			"2027-01-04 15:30 two_hours [U0LOTTE]",
			"2027-01-05 08:30 overdue [U0LOTTE U0SANNE]",
			"2027-01-06 09:00 overdue_1 [U0FATIMA U0SANNE]",
		}},
		{"over Easter Monday", "2026-04-02 10:00", "2026-04-08 12:00", []string{
			"2026-04-02 16:30 half [U0LOTTE]", // Good Friday is a working day here
			"2026-04-03 15:30 two_hours [U0LOTTE]",
			"2026-04-07 08:30 overdue [U0LOTTE U0SANNE]",
			"2026-04-08 09:00 overdue_1 [U0FATIMA U0SANNE]",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := filedAt(t, tc.filed)
			tick(t, c, at(t, tc.filed).Truncate(time.Hour).Add(time.Hour), at(t, tc.until))
			if diff := cmp.Diff(tc.want, told(c, "read_back")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The first contact of a case whose form came before Christmas.
func TestLadderOverChristmas(t *testing.T) {
	c := newCase(t)
	r := registration(t)
	r.ReceivedAt, r.Filing.Wish = at(t, "2026-12-23 10:00"), ""
	must(t, c.Register(r, member(lotte), at(t, "2026-12-23 10:05")))
	must(t, c.Assign(Assignment{
		Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost}, Skip: "on holiday",
	}, member(sanne), at(t, "2026-12-23 11:00")))
	must(t, c.Delivered(FormSent, milan, at(t, "2026-12-23 11:00"), at(t, "2026-12-23 11:00")))
	tick(t, c, at(t, "2026-12-23 11:05"), at(t, "2027-01-05 12:00"))
	want := []string{
		"2026-12-24 09:00 day_before [U0MILAN]",
		"2026-12-28 09:00 due_day [U0MILAN]",
		"2026-12-28 15:30 two_hours [U0MILAN]",
		"2026-12-29 08:30 overdue [U0MILAN U0SANNE]",
		"2026-12-30 09:00 overdue_1 [U0FATIMA U0SANNE]",
		"2027-01-04 09:00 overdue_3 [U0MEES]",
	}
	if diff := cmp.Diff(want, told(c, "contact")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHalfIsForListsOnlyAndRemindersAreCounted(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	long, short := dutyOf(t, c, "decision"), dutyOf(t, filedAt(t, "2026-03-05 10:00"), "read_back")
	for _, tc := range []struct {
		now  string
		want bool
	}{{"2026-03-18 12:00", false}, {"2026-03-20 12:00", true}} {
		if got := c.PastHalf(&long, at(t, tc.now)); got != tc.want {
			t.Errorf("%s: past half %v, want %v", tc.now, got, tc.want)
		}
	}
	tick(t, c, at(t, "2026-03-18 12:00"), at(t, "2026-03-27 12:00"))
	if got := told(c, "decision"); got != nil {
		t.Errorf("a long duty is told of at half its time: %q", got)
	}
	long.Done = at(t, "2026-03-19 12:00")
	if c.PastHalf(&long, at(t, "2026-03-20 12:00")) {
		t.Error("what is done is past half")
	}
	long.Done = time.Time{}
	for _, tc := range []struct {
		duty  Duty
		stage Stage
		n, of int
	}{
		{long, StageDayBefore, 1, 3}, {long, StageDueDay, 2, 3}, {long, StageTwoHours, 3, 3}, {long, StageOverdue, 0, 3},
		{short, StageHalf, 1, 2}, {short, StageTwoHours, 2, 2}, {short, StageDueDay, 0, 2},
	} {
		if n, of := c.Count(&tc.duty, tc.stage); n != tc.n || of != tc.of {
			t.Errorf("%s of %s is %d of %d, want %d of %d", tc.stage, tc.duty.Kind, n, of, tc.n, tc.of)
		}
	}
}

// An hour clock ends at its moment, a day clock at the end of the working day.
func TestWorkingDeadline(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	d := dutyOf(t, c, "contact")
	if got := c.WorkingDeadline(&d); !got.Equal(at(t, "2026-03-09 17:30")) {
		t.Errorf("a day: %v", got.In(c.Zone()))
	}
	d.Hours, d.Due = true, at(t, "2026-03-09 03:00")
	if got := c.WorkingDeadline(&d); !got.Equal(at(t, "2026-03-09 03:00")) {
		t.Errorf("an hour: %v", got.In(c.Zone()))
	}
}

// A company that closes for three weeks keeps what it promised in working days behind
// them, is late only then, and goes on counting the days of the week for the rest.
func TestThreeWeeksClosed(t *testing.T) {
	var closed []string
	for day := (calendar.Day{Year: 2026, Month: 7, Day: 20}); day.Before(calendar.Day{Year: 2026, Month: 8, Day: 8}); day = day.AddDays(1) {
		closed = append(closed, day.String())
	}
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032, Closed: closed})
	must(t, err)
	like := newCase(t)
	c := New(like.Workspace, like.Procedure, cal, like.Roster)
	r, now := registration(t), at(t, "2026-07-17 16:00")
	r.ReceivedAt = now
	must(t, c.Register(r, member(lotte), now))
	for kind, want := range map[string]string{"assign": "2026-08-11 00:00", "decision": "2026-08-15 00:00"} {
		d := dutyOf(t, c, kind)
		if !d.Due.Equal(at(t, want)) {
			t.Errorf("%s is due %v, want %s", kind, d.Due.In(cal.Zone()), want)
		}
		if d.Overdue(at(t, "2026-08-09 12:00")) || cal.WorkingDeadline(d.Due).Before(at(t, "2026-08-10 09:00")) {
			t.Errorf("%s is late, or its last moment of work lies, while nobody works", kind)
		}
	}
}
