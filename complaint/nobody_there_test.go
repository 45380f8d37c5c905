package complaint

import (
	"slices"
	"testing"
)

// Where everybody is away who could take up a new case, whoever looks after the app is told
// at once, not at the first reminder; and who is back first is known.
func TestACaseFiledWhileEverybodyIsAway(t *testing.T) {
	until := map[string]string{sanne: "2026-03-17 00:00", fatima: "2026-03-24 00:00", mees: "2026-03-24 00:00"}
	filed := at(t, "2026-03-05 10:20")
	for _, there := range []string{"", sanne, fatima, mees} {
		c := newCase(t)
		for user, day := range until {
			if user != there {
				c.Roster.Away = append(c.Roster.Away, Absence{User: user, From: at(t, "2026-03-02 00:00"), Until: at(t, day)})
			}
		}
		must(t, c.Register(registration(t), member(lotte), filed))
		alarm := slices.Contains(c.Notices(c.Events[0]), Notice{Kind: NoticeUnheard, Seq: 1})
		if alarm != (there == "") || c.NobodyThere(filed) != alarm {
			t.Errorf("%q is there: told %v, nobody there %v", there, alarm, c.NobodyThere(filed))
		}
		if there != "" {
			continue
		}
		users, back := c.FirstBack(filed)
		if !slices.Equal(users, []string{sanne}) || !back.Equal(at(t, "2026-03-17 00:00")) || len(c.AwayFrom(filed)) != len(until) {
			t.Errorf("first back: %v on %v; away: %v", users, back, c.AwayFrom(filed))
		}
	}
}
