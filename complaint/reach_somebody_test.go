package complaint

import (
	"slices"
	"testing"
)

// Whoever owes a step and is away or involved, with no deputy named for them: each duty of
// each procedure reaches somebody who is there, who leads the case or is the last in line.
func TestEachDutyReachesSomebodyWithoutADeputy(t *testing.T) {
	now := at(t, "2026-03-10 12:00")
	for _, name := range []string{"okonomi", "klachten", "cygnus", "kerngroep", "exactpi"} {
		for _, role := range append([]Role{RoleFiler}, Roles...) {
			for _, how := range []string{"away", "involved"} {
				c := presetCase(t, name, "Europe/Amsterdam")
				must(t, c.Register(reported(t), member(lotte), at(t, "2026-03-09 09:00")))
				c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.Role == RoleDeputy || h.Role == RoleFallback })
				c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFallback, User: "U0LAST"})
				c.Roster.People, c.Handler = nil, milan
				out := append(c.Roster.Holding(role, now), map[Role]string{RoleFiler: lotte, RoleHandler: milan}[role])
				for _, u := range out {
					switch {
					case u == "" || u == "U0LAST":
					case how == "away":
						c.Roster.Away = append(c.Roster.Away, Absence{User: u, From: at(t, "2026-03-10 00:00"), Until: at(t, "2026-03-20 00:00")})
					default:
						c.About = append(c.About, u)
					}
				}
				if how == "involved" && slices.Contains(out, milan) { // then the case is no longer his
					c.Handler = ""
				}
				for _, spec := range c.Procedure.Duties {
					d := &Duty{Kind: spec.Kind, Round: 1, Owner: Role(spec.Owner)}
					if spec.Kind == DutyApprove || spec.Kind == DutyDecide || spec.Kind == DutyDecideDelay { // nothing waits for a decision here
						continue
					}
					got := c.Recipients(d, StageDueDay, now)
					if len(got) == 0 || slices.ContainsFunc(got, func(u string) bool { return slices.Contains(out, u) && u != "U0LAST" }) {
						t.Errorf("%s: %s of the %s, with the %s %s: %v hear of it", name, spec.Kind, spec.Owner, role, how, got)
					}
				}
			}
		}
	}
}
