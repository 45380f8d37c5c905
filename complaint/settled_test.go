package complaint

import (
	"testing"
)

// What was late and then done is told to each who was reminded, and in the
// thread only if the thread knew that it was late.
func TestADoneDutyIsSettledWhereItWasTold(t *testing.T) {
	for _, tc := range []struct {
		name     string
		reminded []string
		overdue  int
	}{
		{"never reminded", nil, 0},
		{"reminded in time", []string{"2026-03-09 09:00"}, 0},
		{"reminded when late", []string{"2026-03-09 09:00", "2026-03-10 09:00"}, 1},
		{"reminded when late twice", []string{"2026-03-10 09:00", "2026-03-11 09:00"}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAssigned)
			for _, when := range tc.reminded {
				if err := c.Remind(at(t, when)); err != nil {
					t.Fatal(err)
				}
			}
			now := at(t, "2026-03-11 10:00")
			if err := c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(milan), now); err != nil {
				t.Fatal(err)
			}
			overdue, reminders := 0, map[string]int{}
			for _, e := range c.Events {
				if e.Kind == Reminded {
					continue
				}
				for _, n := range c.Notices(e) {
					switch {
					case n.Kind == NoticeOverdue && n.Ref == "contact:1":
						overdue++
					case n.Kind == NoticeReminder && n.Ref == "contact:1":
						reminders[n.To]++
					}
				}
			}
			if overdue != tc.overdue {
				t.Errorf("%d lines for the thread, want %d", overdue, tc.overdue)
			}
			if want := min(1, len(tc.reminded)); reminders[milan] != want {
				t.Errorf("the handler hears %d times that it is done, want %d", reminders[milan], want)
			}
		})
	}
}
