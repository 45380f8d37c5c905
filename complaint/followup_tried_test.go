package complaint

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// After enough tries that nobody answered the next step is to ask that the case may close,
// on the card and in the list of whoever asks the customer; who leads hears it once, and
// management when it is asked (EX-21). While they decide nothing is asked, and once they
// refused the customer is tried again.
func TestEnoughTriesAreFollowedByAsking(t *testing.T) {
	c := walkTo(t, FaceAnswered)
	tick(t, c, at(t, "2026-03-13 10:20"), at(t, "2026-03-18 10:00"))
	next := func(when string, want Step, beside ...Step) {
		t.Helper()
		got, others := c.Next()
		if got != want || slices.ContainsFunc(beside, func(s Step) bool { return !slices.Contains(others, s) }) {
			t.Errorf("%s: %s beside %v, want %s beside %v", when, got, others, want, beside)
		}
		if turn, ok := c.TurnOf(member(lotte), at(t, "2026-03-18 10:30")); !ok || turn.Step != want {
			t.Errorf("%s: the turn of whoever asks is %s", when, turn.Step)
		}
	}
	follow := dutyOf(t, c, DutyFollowUp)
	tries(t, c, threeDays[:2]...)
	next("after two", StepFollowUp, StepContact)
	if c.AsksToClose() || len(c.triedOf(&follow, at(t, "2026-03-17 10:05"))) > 0 {
		t.Error("two tries are enough")
	}
	tries(t, c, threeDays[2:]...)
	next("after three", StepAskClose, StepFollowUp, StepContact)
	before := told(c, DutyFollowUp)
	if wake, err := c.nextMoment(&follow, at(t, "2026-03-18 10:00")); err != nil || !wake.Equal(at(t, "2026-03-18 10:00")) {
		t.Errorf("somebody is told at %v, %v", wake, err)
	}
	tick(t, c, at(t, "2026-03-18 10:00"), at(t, "2026-03-18 18:00"))
	if diff := cmp.Diff([]string{"2026-03-18 10:00 tried [U0SANNE]"}, told(c, DutyFollowUp)[len(before):]); diff != "" {
		t.Errorf("who hears of it (-want +got):\n%s", diff)
	}
	now := at(t, "2026-03-19 10:00")
	must(t, c.AskClose("never answers", member(lotte), now))
	next("asked", StepFollowUp)
	must(t, c.Deny(c.Waits().Seq, "Try the other number", member(mees), at(t, "2026-03-19 11:00")))
	next("refused", StepFollowUp, StepAskClose)
	tries(t, c, "2026-03-19 15:00")
	next("tried again", StepAskClose, StepFollowUp)
	if list := c.triedOf(&follow, at(t, "2026-03-19 15:05")); len(list) > 0 {
		t.Errorf("%v hear it again", list)
	}
}

// Two tries on one day count once: it was tried enough with the try of the third day, from
// which on somebody is told (EX-21).
func TestItWasTriedEnoughOnTheLastDay(t *testing.T) {
	c := walkTo(t, FaceAnswered)
	tries(t, c, "2026-03-16 10:00", "2026-03-16 15:00", "2026-03-17 10:00")
	if e, ok := c.triedOut(); ok {
		t.Errorf("three tries on two days are enough, with that of %v", e.At)
	}
	tries(t, c, "2026-03-18 10:00", "2026-03-19 10:00")
	if e, ok := c.triedOut(); !ok || !e.At.Equal(at(t, "2026-03-18 10:00")) {
		t.Errorf("enough with the try of %v, %v, want that of 18 March", e.At, ok)
	}
}
