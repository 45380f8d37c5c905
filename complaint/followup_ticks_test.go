package complaint

import (
	"slices"
	"testing"
	"time"
)

// That all promises were kept cannot be ticked, nor forged, while one of them is open.
func TestKeptIsAskedOnlyWhenNothingIsOpen(t *testing.T) {
	c := walkTo(t, FaceAnswered)
	now := c.Events[len(c.Events)-1].Recorded.Add(time.Hour)
	form := FollowUpForm{Result: Satisfied, At: now, Via: "phone", Ticks: []string{"kept"}}
	if got := textOf(c.RecordFollowUp(form, member(lotte), now)); slices.Contains(c.FollowUpTicks(), "kept") || got != "error.result_missing" {
		t.Errorf("with an open promise %v, forged %q", c.FollowUpTicks(), got)
	}
	for _, m := range c.OpenCommitments() {
		must(t, c.KeepCommitment(m.N, now, member(milan), now))
	}
	if !slices.Contains(c.FollowUpTicks(), "kept") {
		t.Errorf("with none %v", c.FollowUpTicks())
	}
	must(t, c.RecordFollowUp(form, member(lotte), now))
}
