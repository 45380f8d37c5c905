package complaint

import (
	"slices"
	"testing"
)

// Whom a duplicate is about is put right in the case that goes on: who was named by mistake
// is let in again, and nobody has to tell them of it (CY-15). That holds once the two are
// apart as well, and back again.
func TestWhomADuplicateBroughtIsCorrected(t *testing.T) {
	d, c, who, now := cygnus(t, lotte, joost), cygnus(t, lotte), joost, at(t, "2026-03-02 12:30")
	d.Number, c.Number = "C-2026-0041", "C-2026-0042"
	must(t, Merge(d, c, "one matter", member(sanne), now))
	if !c.IsInvolved(who) || !slices.Equal(c.ToInform(), []string{who}) {
		t.Fatalf("involved %v, to be told %v", c.Involved(), c.ToInform())
	}
	fact := Fact{FactInterest, seqOf(t, c, Absorbed)}
	if on := c.OnRecord(fact); !slices.Contains(on.Users, who) {
		t.Fatalf("on record %+v", on)
	}
	correct := func(users ...string) {
		t.Helper()
		must(t, c.Correct(CorrectForm{Fact: fact, Users: users, Reason: "another firm's partner"}, member(sanne), now))
	}
	correct()
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if c.IsInvolved(who) || len(c.ToInform()) > 0 {
			t.Errorf("%s: involved %v, to be told %v", how, c.Involved(), c.ToInform())
		}
	}
	correct(who)
	if !slices.Equal(c.ToInform(), []string{who}) {
		t.Errorf("back: to be told %v", c.ToInform())
	}
	must(t, Unmerge(d, c, member(sanne), now.Add(1)))
	if !c.IsInvolved(who) || len(c.ToInform()) > 0 {
		t.Errorf("apart: involved %v, to be told %v", c.Involved(), c.ToInform())
	}
	correct()
	if c.IsInvolved(who) {
		t.Error("apart and put right: still kept out")
	}
}
