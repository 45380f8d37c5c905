package complaint

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Management stays silent when it is to be consulted: after four working hours somebody
// new is asked, well before the day for the call is over, and consulting them counts
// (KG-05).
func TestASubstituteIsConsultedWhenManagementIsSilent(t *testing.T) {
	deputy := func(*Case) {}
	for _, tc := range []struct {
		name string
		set  func(*Case)
		want string
	}{
		{"the deputy", deputy, fatima},
		{"who is away: their own deputy", func(c *Case) { c.Roster.Away = []Absence{week(t, fatima, joost)} }, joost},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := dutch(t).c
			tc.set(c)
			if err := c.MayConsult(member(tc.want), at(t, "2026-03-09 10:59")); refusedFor(err) == "" {
				t.Error("consulted before management had its time")
			}
			tick(t, c, at(t, "2026-03-09 08:00"), at(t, "2026-03-09 11:20"))
			got := told(c, DutyAdvise)
			want := "2026-03-09 11:00 overdue [U0SANNE U0MEES " + tc.want + "]"
			if diff := cmp.Diff(want, got[len(got)-1]); diff != "" {
				t.Errorf("reminders (-want +got):\n%s", diff)
			}
			now := at(t, "2026-03-09 11:30")
			if !slices.Contains(c.Advisers(lotte, now), tc.want) || !now.Before(dutyOf(t, c, DutyContact).Due) {
				t.Errorf("Lotte consults %v", c.Advisers(lotte, now))
			}
			must(t, c.MayConsult(member(tc.want), now))
			must(t, c.Consult(Consultation{With: tc.want, At: now, Said: "Call her before four"}, member(lotte), now))
			if d := dutyOf(t, c, DutyAdvise); c.AwaitsAdvice() || d.Open() {
				t.Error("it does not count")
			}
			form := talk(t)
			form.At = now
			must(t, c.LogContact(form, member(lotte), now))
		})
	}
	c := dutch(t).c
	c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.Role == RoleDeputy })
	d := dutyOf(t, c, DutyAdvise)
	if got := c.Recipients(&d, StageOverdue, at(t, "2026-03-09 11:00")); !slices.Equal(got, []string{sanne, mees}) {
		t.Errorf("with nobody else there: %v", got)
	}
}
