package complaint

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The calendar of a case ends; what is owed then is reminded of all the same, on its
// weekdays. The one of these tests ends with 2032.
func TestRemindersGoOnBeyondTheCalendar(t *testing.T) {
	for _, tc := range []struct {
		name, duty string
		owe        func(*Case) error
		from, end  string
		want       []string
	}{
		{"a day agreed in its last days", "promised", func(c *Case) error {
			when := at(t, "2032-12-20 10:00")
			return c.LogContact(ContactForm{At: when, Via: "phone", Reached: true, With: "Anna", How: "we call", Day: "2032-12-31"}, member(milan), when)
		}, "2032-12-20 10:30", "2033-01-08 00:00", []string{
			"2032-12-30 09:00 day_before [U0MILAN]", "2032-12-31 09:00 due_day [U0MILAN]", "2032-12-31 15:30 two_hours [U0MILAN]",
			"2033-01-03 08:30 overdue [U0MILAN U0SANNE]", "2033-01-04 09:00 overdue_1 [U0FATIMA U0SANNE]", "2033-01-06 09:00 overdue_3 [U0MEES]",
		}},
		{"a hold that outlives it", DutyHold, func(c *Case) error {
			return c.PutOnHold(HoldForm{"a claim", "2033-02-02"}, member(sanne), at(t, "2032-12-20 10:00"))
		}, "2033-01-31 12:00", "2033-02-05 00:00", []string{
			"2033-02-01 09:00 day_before [U0SANNE]", "2033-02-02 09:00 due_day [U0SANNE]", "2033-02-02 15:30 two_hours [U0SANNE]",
			"2033-02-03 08:30 overdue [U0SANNE]", "2033-02-04 09:00 overdue_1 [U0FATIMA U0SANNE]",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInProgress)
			must(t, tc.owe(c))
			for now := at(t, tc.from); now.Before(at(t, tc.end)); now = now.Add(30 * time.Minute) {
				wake, err := c.WakeAt(now)
				if err != nil || wake.IsZero() {
					t.Fatalf("at %s it wakes at %v, %v", now, wake, err)
				}
				must(t, c.Remind(now))
			}
			if diff := cmp.Diff(tc.want, told(c, tc.duty)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A claim may outlive the calendar under which the case was received: it is kept all the
// same, for ten years ahead at most.
func TestAHoldOutlivesTheCalendar(t *testing.T) {
	for _, tc := range []struct{ name, now, day, want string }{
		{"beyond the calendar", "2031-06-02 10:00", "2034-03-01", ""},
		{"once the calendar has ended", "2034-06-01 10:00", "2034-06-02", ""},
		{"to the last day", "2026-04-01 10:00", "2036-12-31", ""},
		{"too far", "2026-04-01 10:00", "2037-01-01", "error.day_far"},
		{"past", "2034-06-01 10:00", "2034-05-31", "error.plan_day_past"},
		{"no day", "2034-06-01 10:00", "", "error.day_missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, now := walkTo(t, FaceClosed), at(t, tc.now)
			err := c.PutOnHold(HoldForm{"a claim", tc.day}, member(mees), now)
			if tc.want != "" {
				if rs := (Refusals{}); !errors.As(err, &rs) || len(rs) != 1 || rs[0].Text != tc.want {
					t.Fatalf("%v, want %s", err, tc.want)
				}
				return
			}
			must(t, err)
			if c.MayErase(now.AddDate(20, 0, 0)) == nil {
				t.Error("the case is erased")
			}
			d := dutyOf(t, c, DutyHold)
			if wake, err := c.WakeAt(now); err != nil || wake.Before(now) || c.FirstDuty() == nil || text(c.Calendar.LastDay(d.Due)) != tc.day {
				t.Errorf("owed by %s, wakes at %s, %v", d.Due, wake, err)
			}
			must(t, c.PutOnHold(HoldForm{"longer", now.AddDate(1, 0, 0).Format(time.DateOnly)}, member(mees), now))
		})
	}
}
