package complaint

import (
	"slices"
	"testing"
	"time"
)

// The menu of a card has room for five lines, whatever the case is at, and
// never offers the end of what has ended, or lies with a third party, or was ruled on.
func TestTheMenuFitsEveryFace(t *testing.T) {
	now := at(t, "2026-03-19 12:00")
	for _, face := range everyFace {
		t.Run(string(face), func(t *testing.T) {
			c := walkAside(t, face, now)
			menu := c.More()
			if len(menu) > 5 || menu[0] != StepOpenFile || menu[len(menu)-1] != StepAll {
				t.Errorf("menu %v", menu)
			}
			ends := c.Open() && face != FaceDispute && face != FaceRuled
			if slices.Contains(menu, StepEnd) != ends || slices.Contains(menu, StepContact) != c.Open() {
				t.Errorf("open %v, menu %v", c.Open(), menu)
			}
		})
	}
}

// On the confidential route the request to close unverified goes to each of
// the audience once, though they may decide as well, and to nobody else.
func TestAConfidentialRequestIsToldOnce(t *testing.T) {
	c := walkTo(t, FaceAnswered)
	tries(t, c, threeDays...)
	if err := c.TakeConfidentialRoute([]string{joost}, at(t, "2026-03-19 09:00")); err != nil {
		t.Fatal(err)
	}
	if err := c.AskClose("never answers", member(lotte), at(t, "2026-03-19 10:00")); err != nil {
		t.Fatal(err)
	}
	told := map[string]int{}
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeRequest {
			told[n.To]++
		}
	}
	if len(told) != 3 || told[sanne] != 1 || told[fatima] != 1 || told[mees] != 1 {
		t.Errorf("told %v, want the officer, the deputy and management once each", told)
	}
}

// A merge is undone within a day although the case that went on has ended.
func TestUnmergeFromACaseThatEnded(t *testing.T) {
	d, c := twins(t)
	w, now := &walk{t, c}, at(t, "2026-03-05 12:00")
	w.do("merge", Merge(d, c, "the same accounts", member(sanne), now))
	w.do("withdraw", c.Withdraw(withdrawal(now), member(sanne), now))
	w.do("unmerge", Unmerge(d, c, member(sanne), now.Add(time.Hour)))
	if !d.Open() || c.Open() || len(c.Absorbs()) != 0 || len(d.Links()) != 0 {
		t.Errorf("%s is open: %v, %s: %v, absorbs %v", d.Number, d.Open(), c.Number, c.Open(), c.Absorbs())
	}
}
