package complaint

import (
	"slices"
	"testing"
	"time"

	"ombud/procedure"
)

// outOfOrder gives the first two events of a case that come in an order in which
// procedure check says they cannot, or an answer of a case that nobody was given.
func outOfOrder(events []Event) (event, after Kind) {
	var before []Kind
	assigned := false
	for i := range events {
		e := &events[i]
		for _, k := range before {
			if known(e.Kind) && k != e.Kind && !procedure.Comes(string(e.Kind), string(k)) {
				return e.Kind, k
			}
		}
		assigned = assigned || e.Kind == HandlerAssigned
		if e.Kind == Told && !assigned {
			return Told, Received
		}
		if e.opensRound() || e.Kind == Disputed || e.Undecided() || e.Kind == EndUndone { // taken up again
			before = nil
		}
		if known(e.Kind) {
			before = append(before, e.Kind)
		}
	}
	return "", ""
}

func known(k Kind) bool { return slices.Contains(procedure.Events, string(k)) }

// Two steps that check holds for possible in that order are found by walking each road to
// its end; what random people do is compared in the test of random steps.
func TestRoadsGoInTheOrderThatCheckKnows(t *testing.T) {
	for _, face := range []Face{FaceInProgress, FaceAnswered, FaceReady, FaceClosed} {
		c := walkTo(t, face)
		if e, after := outOfOrder(c.Events); e != "" {
			t.Errorf("%s: %s came after %s", face, e, after)
		}
	}
	events := walkTo(t, FaceClosed).Events
	told := slices.IndexFunc(events, func(e Event) bool { return e.Kind == Told })
	again := append(slices.Clone(events), events[told])
	if e, after := outOfOrder(again); e != Told || after == "" {
		t.Errorf("told once more after it was closed: %s after %s", e, after)
	}
}

// The days that check knows of are those that the steps record.
func TestDaysAreThoseThatCheckKnows(t *testing.T) {
	for _, tc := range []struct {
		starts Kind
		found  bool
	}{{PlanAgreed, false}, {Disputed, false}, {Ruled, false}, {Received, true}, {Contacted, true}, {HandlerAssigned, true}} {
		fs := procedure.Check("own.yml", []byte(under("")+"duties:\n  - {kind: promised, starts_on: "+string(tc.starts)+", agreed: day, done_by: [closed], owner: officer}\n"), func(string) bool { return true }, time.Now())
		if found := slices.ContainsFunc(fs, func(f *procedure.Fault) bool {
			return f.Says == `duty "promised" is never reached: no day is agreed with `+string(tc.starts)
		}); found != tc.found {
			t.Errorf("a day with %s: found %v, want %v in %v", tc.starts, found, tc.found, fs)
		}
	}
	for _, c := range []*Case{walkTo(t, FaceClosed), walkTo(t, FaceReady)} {
		for _, e := range c.Events {
			if e.Data.Day != "" && known(e.Kind) && !slices.Contains([]Kind{PlanAgreed, Disputed, Ruled}, e.Kind) {
				t.Errorf("%s carries a day, and check does not know", e.Kind)
			}
		}
	}
}
