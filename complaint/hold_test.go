package complaint

import "testing"

// A hold that was set while nobody knew when the case would close is looked at again
// before the longest term is over, unless management set it; nothing else brings it back.
func TestAHoldSetBeforeClosingKeepsToTheLongestTerm(t *testing.T) {
	for _, tc := range []struct {
		name, by, day, want string
	}{
		{"the deputy, far beyond", fatima, "2030-01-07", "2029-03-18"},
		{"the deputy, to the last day", fatima, "2029-03-18", "2029-03-18"},
		{"the deputy, before it", fatima, "2027-01-04", "2027-01-04"},
		{"management, beyond", mees, "2030-04-01", "2030-04-01"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceReady)
			c.Procedure.Retention = presetOf(t, "kerngroep").Retention
			w, now := &walk{t, c}, at(t, "2026-03-18 12:00")
			w.do("hold", c.PutOnHold(HoldForm{"a claim", tc.day}, member(tc.by), now))
			if h := c.Hold(); h.Day != tc.day {
				t.Errorf("while the case runs it is looked at again by %s", h.Day)
			}
			w.do("close", c.Close(Report{Handling: "done"}, member(sanne), now))
			again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			for how, c := range map[string]*Case{"walked": c, "loaded": again} {
				if h, d := c.Hold(), dutyOf(t, c, DutyHold); h.Day != tc.want || text(c.Calendar.LastDay(d.Due)) != tc.want {
					t.Errorf("%s: looked at again by %s, owed %s, want %s", how, h.Day, c.Calendar.LastDay(d.Due), tc.want)
				}
			}
			w.do("reopen", c.Reopen("came back", at(t, "2026-09-01 10:00"), member(milan), at(t, "2026-09-01 10:00")))
			if h := c.Hold(); h.Day != tc.day {
				t.Errorf("taken up again it is looked at by %s", h.Day)
			}
			w.do("release", c.Release("settled", member(mees), at(t, "2026-09-02 10:00")))
			if c.Hold() != nil {
				t.Error("released, it holds")
			}
		})
	}
}
