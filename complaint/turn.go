package complaint

import (
	"slices"
	"time"
)

// Turn is what one person has to do next in a case.
type Turn struct {
	Duty *Duty // whose time it is done in; nil: no day is set for it
	Step Step
	More int // how many other duties of theirs they could do now
}

// TurnOf gives what this person has to do next in the case: of the duties that are theirs,
// and whose step they may take now, the one due first; else what waits for a decision, for
// changes or for whoever leads, without a day. It is false when nothing of the case waits
// for them. Promises and corrective actions are named for one person, and none of it.
func (c *Case) TurnOf(by Person, now time.Time) (Turn, bool) {
	if turn := c.dutyOf(by, now); turn.Duty != nil {
		return turn, true
	}
	if list := c.ToDecide(by, now); len(list) > 0 {
		if list[0].Version > 0 {
			return Turn{Step: StepReview}, true
		}
		return Turn{Step: StepOpenFile}, true
	}
	if a := c.Answer(); a != nil && c.Face() == FaceChangesAsked && a.Author == by.ID && c.Allows(StepDraft, by, now) {
		return Turn{Step: StepDraft}, true
	}
	next, _ := c.Next()
	if (next == StepAssign || next == StepClose) && c.isOwedBy(&Duty{Owner: RoleOfficer}, by.ID, now) && c.Allows(next, by, now) {
		return Turn{Step: next}, true
	}
	return Turn{}, false
}

// dutyOf is their turn by a duty, without one when none is theirs to do now.
func (c *Case) dutyOf(by Person, now time.Time) (turn Turn) {
	duties, err := c.Duties()
	if err != nil {
		return turn // its dates lie beyond its calendar: none rather than a guess
	}
	for i := range duties {
		d := &duties[i]
		if !d.Open() || d.Quiet || d.ByName() || !c.isOwedBy(d, by.ID, now) {
			continue
		}
		step, can := c.doable(d, by, now)
		if !can {
			continue
		}
		switch {
		case turn.Duty == nil:
			turn.Duty, turn.Step = d, step
		case d.Due.Before(turn.Duty.Due):
			turn.Duty, turn.Step, turn.More = d, step, turn.More+1
		default:
			turn.More++
		}
	}
	return turn
}

// doable is the step with which this person gets a duty done, empty for what only they can
// say and which is no step of the case; false when they cannot now.
func (c *Case) doable(d *Duty, by Person, now time.Time) (Step, bool) {
	if h := c.HearingOf(d); h != nil && h.With == by.ID {
		return "", c.MaySayHeard(h.Seq, by, now) == nil
	}
	step := c.StepFor(d, by, now)
	return step, c.Allows(step, by, now)
}

// ByName tells whether a duty is a promise or a corrective action, which lists show by
// their own words and for whom somebody is named.
func (d *Duty) ByName() bool {
	return slices.Contains([]string{DutyCommitment, DutyMeasure, DutyTellMeasure, DutyAdvice}, d.Kind)
}

// isOwedBy tells whether a duty is user's to do: not only to hear of, as whoever is
// co-responsible does.
func (c *Case) isOwedBy(d *Duty, user string, at time.Time) bool {
	return slices.ContainsFunc(c.owing(d, "", at), func(r Recipient) bool { return r.User == user }) ||
		c.Roster.Absent(user, at) && slices.Contains(c.Owners(d, at), user)
}
