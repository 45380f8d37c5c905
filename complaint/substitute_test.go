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
		{"another one, where the first is away", func(c *Case) {
			c.Roster.Away = []Absence{week(t, fatima, milan)}
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleDeputy, User: joost})
		}, joost},
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
	t.Run("the last in line, where there is no deputy", func(t *testing.T) {
		c := dutch(t).c
		c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.Role == RoleDeputy || h.Role == RoleFallback })
		c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFallback, User: joost})
		if c.MaySee(member(joost), PartCard, at(t, "2026-03-09 10:50")) {
			t.Error("he sees the case before it is his to see to")
		}
		tick(t, c, at(t, "2026-03-09 08:00"), at(t, "2026-03-09 11:20"))
		got, now := told(c, DutyAdvise), at(t, "2026-03-09 11:30")
		if want := "2026-03-09 11:00 overdue [U0SANNE U0MEES U0JOOST]"; got[len(got)-1] != want {
			t.Errorf("reminders %v", got)
		}
		if !c.MaySee(member(joost), PartFiling, now) || !slices.Contains(c.Advisers(lotte, now), joost) {
			t.Error("he cannot read what he is consulted about, or is not among whom she consults")
		}
		must(t, c.Consult(Consultation{With: joost, At: now, Said: "Call her before four"}, member(lotte), now))
		if d := dutyOf(t, c, DutyAdvise); d.Open() || c.MaySee(member(joost), PartCard, now) {
			t.Error("it does not count, or he sees the case still")
		}
	})
	c := dutch(t).c
	c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.Role == RoleDeputy })
	d := dutyOf(t, c, DutyAdvise)
	if got := c.Recipients(&d, StageOverdue, at(t, "2026-03-09 11:00")); !slices.Equal(got, []string{sanne, mees}) {
		t.Errorf("with nobody else there: %v", got)
	}
}
