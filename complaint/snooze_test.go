package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// refusedWith gives the text id of a refusal, "" for nil.
func refusedWith(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	if errors.Is(err, ErrNotFound) {
		return "not found"
	}
	var r *Refusal
	if !errors.As(err, &r) {
		t.Fatalf("no refusal: %v", err)
	}
	return r.Text
}

// contactOwed is a case whose first contact Milan owes by Monday 9 March, and of
// which everybody was told who had to be until a moment.
func contactOwed(t *testing.T, until string) *Case {
	t.Helper()
	c := walkTo(t, FaceAssigned)
	tick(t, c, at(t, "2026-03-05 11:05"), at(t, until).Add(time.Second))
	return c
}

func TestSnoozeTimesEndBeforeTheDeadline(t *testing.T) {
	for _, tc := range []struct {
		name, now, zone string
		want            []string
	}{
		{"a day before: later today, or tomorrow", "2026-03-06 09:00", "", []string{"2026-03-06 11:00", "2026-03-09 09:00"}},
		{"on the day: later today", "2026-03-09 09:00", "", []string{"2026-03-09 11:00", "2026-03-09 13:00"}},
		{"two hours before: once more", "2026-03-09 15:30", "", []string{"2026-03-09 16:30"}},
		{"an hour before: never", "2026-03-09 16:15", "", nil},
		{"overdue: today, or the next working morning", "2026-03-10 08:30", "", []string{"2026-03-10 11:00", "2026-03-11 09:00"}},
		{"in New York: on the clock there", "2026-03-06 15:00", "America/New_York", []string{"2026-03-06 17:00", "2026-03-09 14:00"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := contactOwed(t, tc.now)
			c.Roster.People[milan] = Profile{Deputy: fatima, Zone: tc.zone}
			d := dutyOf(t, c, "contact")
			var got []string
			for _, when := range c.SnoozeTimes(&d, milan, at(t, tc.now)) {
				got = append(got, when.In(c.Zone()).Format("2006-01-02 15:04"))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSnoozeIsRefused(t *testing.T) {
	for _, tc := range []struct {
		name, now, until string
		by               string
		want             string
	}{
		{"when it is too late for any", "2026-03-09 16:45", "2026-03-09 13:00", milan, "error.snooze_deadline"},
		{"to the evening", "2026-03-06 09:30", "2026-03-06 19:00", milan, "error.snooze_past"},
		{"to a Saturday", "2026-03-06 09:30", "2026-03-07 10:00", milan, "error.snooze_past"},
		{"past the working deadline", "2026-03-06 09:30", "2026-03-10 09:00", milan, "error.snooze_deadline"},
		{"late, for more than a working day", "2026-03-10 09:30", "2026-03-11 11:00", milan, "error.snooze_long"},
		{"by who was not reminded", "2026-03-06 09:30", "2026-03-06 11:00", sanne, "not found"},
		{"by who delivered the service", "2026-03-06 09:30", "2026-03-06 11:00", joost, "not found"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := contactOwed(t, tc.now)
			err := c.Snooze("contact", 1, at(t, tc.until), member(tc.by), at(t, tc.now))
			if got := refusedWith(t, err); got != tc.want {
				t.Errorf("refused with %q, want %q", got, tc.want)
			}
		})
	}
}

// A menu may be older than the moments that it offers: a past one stands for the next.
func TestAPastSnoozeIsTheNextOne(t *testing.T) {
	for _, tc := range []struct{ now, pressed, want string }{
		{"2026-03-09 14:00", "2026-03-09 11:00", "2026-03-09 15:00"},
		{"2026-03-06 17:00", "2026-03-06 13:00", "2026-03-09 09:00"},
		{"2026-03-10 16:10", "2026-03-10 11:00", "2026-03-11 09:00"}, // overdue
	} {
		c := contactOwed(t, tc.now)
		must(t, c.Snooze("contact", 1, at(t, tc.pressed), member(milan), at(t, tc.now)))
		d := dutyOf(t, c, "contact")
		if until := c.SnoozedUntil(&d, milan, at(t, tc.now)); !until.Equal(at(t, tc.want)) {
			t.Errorf("at %s %s puts it off until %s, want %s", tc.now, tc.pressed, until, tc.want)
		}
	}
}

func TestSnoozeTellsAgainAtThatMomentAndNotBefore(t *testing.T) {
	c := contactOwed(t, "2026-03-09 09:00")
	must(t, c.Snooze("contact", 1, at(t, "2026-03-09 16:30"), member(milan), at(t, "2026-03-09 09:10")))
	tick(t, c, at(t, "2026-03-09 09:15"), at(t, "2026-03-10 12:00"))
	want := []string{
		"2026-03-06 09:00 day_before [U0MILAN]",
		"2026-03-09 09:00 due_day [U0MILAN]",
		"2026-03-09 16:30 two_hours [U0MILAN]", // the rung of 15:30 waited for him
		"2026-03-10 08:30 overdue [U0MILAN U0SANNE]",
	}
	if diff := cmp.Diff(want, told(c, "contact")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestALateSnoozeIsForOnePersonAndOnce(t *testing.T) {
	c := contactOwed(t, "2026-03-10 08:30")
	now := at(t, "2026-03-10 09:00")
	must(t, c.Snooze("contact", 1, at(t, "2026-03-10 15:00"), member(sanne), now))
	if err := c.Snooze("contact", 1, at(t, "2026-03-11 09:00"), member(sanne), now.Add(time.Minute)); refusedWith(t, err) != "error.snooze_twice" {
		t.Errorf("a second time: %v", err)
	}
	line, redrawn := false, false
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		line = line || n.Kind == NoticeLine && n.To == ToChannel
		redrawn = redrawn || n.Kind == NoticeReminder && n.To == sanne && n.Ref == "contact:1"
	}
	if !line || !redrawn {
		t.Errorf("thread told %v, message redrawn %v; want both", line, redrawn)
	}
	tick(t, c, at(t, "2026-03-10 09:05"), at(t, "2026-03-11 12:00"))
	want := []string{
		"2026-03-10 08:30 overdue [U0MILAN U0SANNE]",
		"2026-03-10 15:00 overdue [U0SANNE]",
		"2026-03-11 09:00 overdue_1 [U0FATIMA U0SANNE]",
	}
	if got := told(c, "contact"); !slices.Equal(got[len(got)-3:], want) {
		t.Errorf("got %q, want %q at the end", got, want)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A double click is one snooze, also of what is late, and is no refusal.
func TestASnoozePressedTwiceIsOne(t *testing.T) {
	for _, tc := range []struct{ name, now, until string }{
		{"before the deadline", "2026-03-09 09:00", "2026-03-09 13:00"},
		{"overdue", "2026-03-10 08:30", "2026-03-10 13:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := contactOwed(t, tc.now)
			now := at(t, tc.now)
			before := len(c.Events)
			for range 2 {
				must(t, c.Snooze("contact", 1, at(t, tc.until), member(milan), now))
				now = now.Add(time.Second)
			}
			if n := len(c.Events) - before; n != 1 {
				t.Errorf("recorded %d times, want once", n)
			}
		})
	}
}

// A snooze is of one due date: when the clock starts anew, so do the reminders.
func TestASnoozeEndsWhenTheDueDateMoves(t *testing.T) {
	c := contactOwed(t, "2026-03-09 09:00")
	must(t, c.Snooze("contact", 1, at(t, "2026-03-09 16:30"), member(milan), at(t, "2026-03-09 09:10")))
	again := at(t, "2026-03-09 09:20")
	c.record(FormSent, Clock, again, again, Data{User: milan}, 0)
	d := dutyOf(t, c, "contact")
	if !c.SnoozedUntil(&d, milan, at(t, "2026-03-09 09:30")).IsZero() || !d.Due.Equal(at(t, "2026-03-12 00:00")) {
		t.Errorf("due %v, still snoozed until %v", d.Due.In(c.Zone()), c.SnoozedUntil(&d, milan, at(t, "2026-03-09 09:30")))
	}
	tick(t, c, again, at(t, "2026-03-10 12:00"))
	got := told(c, "contact")
	if last := got[len(got)-1]; last != "2026-03-10 09:00 day_before [U0MILAN]" {
		t.Errorf("the new date is first told with %q", last)
	}
	if n := len(got); n != 3 {
		t.Errorf("told %d times in all, want three: %q", n, got)
	}
}
