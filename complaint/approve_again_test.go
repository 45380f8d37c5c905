package complaint

import (
	"slices"
	"testing"
)

// An answer of which the approval is void is to be reviewed anew, by a day, by somebody who
// is reminded of it; one that was stored before that was the rule stands as it stood. What
// one of two agreed to is owed still, by the day that it was (EX-10).
func TestAVoidApprovalIsOwedAnew(t *testing.T) {
	c := walkTo(t, FaceApproved)
	by := c.Answer().DecidedBy
	now := at(t, "2026-03-18 13:00")
	before := fates(t, c, DutyApprove)
	must(t, c.DeclareInterest(Interest{How: "her brother", Users: []string{by}}, member(lead(by)), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if got, want := fates(t, c, DutyApprove), before+", 03-19 owed"; got != want {
			t.Errorf("%s: %s, want %s", how, got, want)
		}
		d := dutyOf(t, c, DutyApprove)
		who := c.Recipients(&d, "", now)
		if len(who) == 0 || slices.Contains(who, by) || !slices.Contains(who, lead(by)) {
			t.Errorf("%s: %v are reminded", how, who)
		}
	}
	old := slices.Clone(c.Events)
	for i := range old {
		old[i].Data.Flags = withoutFlag(old[i].Data.Flags, FlagAsksAnew)
	}
	if got := fates(t, Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, old, c.Entries), DutyApprove); got != before {
		t.Errorf("as it was stored: %s, want %s", got, before)
	}
	must(t, c.Approve(1, member(lead(by)), at(t, "2026-03-20 09:00")))
	if got, want := fates(t, c, DutyApprove), before+", 03-19 late 03-20"; got != want {
		t.Errorf("approved anew: %s, want %s", got, want)
	}
}

// lead is who else of management may approve.
func lead(but string) string {
	if but == sanne {
		return mees
	}
	return sanne
}
