package complaint

import (
	"slices"
	"testing"
	"time"
)

// An answer whose approval went while leaving it in the file was asked for is not left
// there: nobody approved it any more (decision 0034).
func TestAnAnswerThatLostItsApprovalIsNotKept(t *testing.T) {
	for _, preset := range []string{"exactpi", "kerngroep", "okonomi"} {
		c := nobodyKnown(t, preset)
		now := at(t, "2026-03-09 10:00")
		asker := sanne
		if !c.MustAsk(AskUntold, member(asker), now) {
			asker = milan
		}
		must(t, c.KeepAnswer("no number", member(asker), now))
		r := c.Waits()
		if r == nil {
			continue // nobody else has to agree
		}
		approver := c.Answer().DecidedBy
		must(t, c.DeclareInterest(Interest{How: "an old friend"}, member(approver), now))
		for _, user := range c.DecidersOf(r, now) {
			if got := textOf(c.Grant(r.Seq, member(user), now)); got == "" {
				t.Errorf("%s: %s left an answer in the file that nobody approved", preset, user)
			}
		}
		if a := c.Answer(); c.KeptBack() || a.Asked && a.Verdict == Approved {
			t.Errorf("%s: kept %t, %s", preset, c.KeptBack(), c.Answer().Verdict)
		}
	}
}

// What people were told of a step that only the complainant could have ended is made true
// when the answer stays in the file, and again when a way to reach them is found.
func TestKeepingAnAnswerIsATurn(t *testing.T) {
	for _, kind := range []Kind{Untold, ReachFound} {
		if !slices.Contains(turns, kind) {
			t.Errorf("%s changes nothing that was told", kind)
		}
	}
	c := nobodyKnown(t, "exactpi")
	now := at(t, "2026-03-09 10:00")
	for range 40 * 24 {
		now = now.Add(time.Hour)
		must(t, c.Remind(now))
	}
	must(t, c.KeepAnswer("no number", member(mees), now))
	if w := c.Waits(); w != nil {
		must(t, c.Grant(w.Seq, member(c.DecidersOf(w, now)[0]), now))
	}
	i := slices.IndexFunc(c.Events, func(e Event) bool { return e.Kind == Untold })
	if out, late := c.remindedOf(c.Events[i]); len(out)+len(late) == 0 {
		t.Error("whoever was reminded of the answer goes on being reminded")
	}
}
