package complaint

import "slices"

// NotDone is what a step that was logged by mistake is from the moment that a correction
// says so. It is never written down: the event stays as it was, see [Case.Written].
const NotDone Kind = "not_done"

// The codes of whether a step happened.
const (
	HappenedYes = "yes"
	HappenedNot = "no"
)

// HappenedOrNot lists them.
func HappenedOrNot() []string { return []string{HappenedYes, HappenedNot} }

// happenedKinds are the steps of which a correction may say that they never happened: the
// case owes them then as before, and nothing that was done since rests on them.
var happenedKinds = []Kind{Acknowledged, Explained, Extended, Consulted}

// mayNotHave tells whether event e is one of them, or was before a correction.
func (e Event) mayNotHave() bool { return e.Kind == NotDone || slices.Contains(happenedKinds, e.Kind) }

func (e Event) happened() string {
	if e.Kind == NotDone {
		return HappenedNot
	}
	return HappenedYes
}

// AsStep gives event e as the step that it was: one that counts no more as it was written
// down, any other as it stands.
func (c *Case) AsStep(e Event) Event {
	if e.Kind == NotDone || e.Kind == WentBack {
		return c.Written(e)
	}
	return e
}

// happenedIs lets a step count or not as its correction e says, with what was agreed in it.
func (c *Case) happenedIs(e Event) {
	step := &c.Events[e.Data.Event-1]
	c.keepWritten(*step)
	step.Kind = c.Written(*step).Kind
	if e.Data.New == HappenedNot {
		step.Kind = NotDone
	}
	c.countAgreed(e, e.Data.New == HappenedYes)
}

// countAgreed lets what was agreed in the step that correction e is about count, or no more.
func (c *Case) countAgreed(e Event, counts bool) {
	step := c.Events[e.Data.Event-1]
	for i, other := range c.Events[:e.Seq-1] {
		if other.Kind != PlanAgreed || !sameAct(step, other) {
			continue
		}
		c.keepWritten(other)
		flags := withoutFlag(other.Data.Flags, FlagMistaken)
		if !counts {
			flags = append(flags, FlagMistaken)
		}
		c.Events[i].Data.Flags = flags
	}
}

// withoutFlag gives flags but for that one.
func withoutFlag(flags []string, flag string) []string {
	return slices.DeleteFunc(slices.Clone(flags), func(is string) bool { return is == flag })
}
