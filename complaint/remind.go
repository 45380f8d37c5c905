package complaint

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Stage is a rung of the reminder ladder.
type Stage string

// The rungs, in their order.
const (
	StageStart     Stage = "start"      // of a follow-up only: the customer has the answer, so that it can be asked
	StageHalf      Stage = "half"       // short duties only: half of the time is gone
	StageOnTrack   Stage = "on_track"   // while the customer can still be told in time that it takes longer, 09:00
	StageDayBefore Stage = "day_before" // one business day before the last day, 09:00
	StageDueDay    Stage = "due_day"    // the last day, 09:00
	StageTwoHours  Stage = "two_hours"  // two hours before the working deadline
	StageOverdue   Stage = "overdue"    // the time is over
	StageDeputy    Stage = "overdue_1"  // one business day later
	StageFallback  Stage = "overdue_3"  // three business days later
)

var ladder = []Stage{StageStart, StageHalf, StageOnTrack, StageDayBefore, StageDueDay, StageTwoHours, StageOverdue, StageDeputy, StageFallback}

// Late tells whether the stage comes after the deadline.
func (s Stage) Late() bool {
	return s == StageOverdue || s == StageDeputy || s == StageFallback
}

// Broadcast tells whether the thread line of this stage also shows in the
// channel: once, when the deputy is asked too.
func (s Stage) Broadcast() bool { return s == StageDeputy }

// StageChased is no rung: somebody asked that a late duty be done.
const StageChased Stage = "chased"

// StageTried is no rung: enough tries to hear the complainant got no reply (EX-21).
const StageTried Stage = "tried"

// Remind records the reminders that are due at now, for every open duty the
// newest stage only: after a pause nobody is told the same thing thrice. It
// records nothing in a recipient's quiet hours. It fails on a date beyond the
// case's calendar.
func (c *Case) Remind(now time.Time) error {
	duties, err := c.Duties()
	if err != nil {
		return err
	}
	for i := range duties {
		d := &duties[i]
		if !d.Open() {
			continue
		}
		stage, err := c.stageAt(d, now)
		if err != nil {
			return fmt.Errorf("case %s: remind of %s: %w", c.Number, d.Kind, err)
		}
		calls, err := c.untold(d, stage, now)
		if err != nil {
			return fmt.Errorf("case %s: remind of %s: %w", c.Number, d.Kind, err)
		}
		for _, call := range calls {
			c.remind(d, call.stage, call.users, now)
		}
		c.remind(d, StageChased, c.chasedOf(d, now), now)
		c.remind(d, StageTried, c.triedOf(d, now), now)
		if c.reachesNobody(d, stage, now) && c.AtWork("", now) {
			data := Data{Duty: d.Kind, Round: d.Round, Due: d.Due.UnixMilli(), Stage: string(stage)}
			if back := c.firstBack(d, stage, now); !back.IsZero() {
				data.Until = back.UnixMilli()
			}
			c.record(Unheard, Clock, now, now, data, 0)
		}
	}
	return nil
}

// reachesNobody tells whether nobody is there who could act on a reminder of that
// stage, nobody was before, and that was not said yet.
func (c *Case) reachesNobody(d *Duty, stage Stage, now time.Time) bool {
	if stage == "" || c.heard.unheard[keyOf(d, stage, "")] || len(c.Recipients(d, stage, now)) > 0 {
		return false
	}
	for key := range c.heard.told {
		if key == keyOf(d, stage, key.user) {
			return false
		}
	}
	return true
}

// firstBack is when somebody is back who could act on a reminder of that stage, the
// zero time when nobody knows.
func (c *Case) firstBack(d *Duty, stage Stage, now time.Time) time.Time {
	var back time.Time
	for _, a := range c.Roster.Away {
		sooner := a.Until.After(now) && (back.IsZero() || a.Until.Before(back))
		if sooner && len(c.Recipients(d, stage, a.Until)) > 0 {
			back = a.Until
		}
	}
	return back
}

// remind records that those of users who are at work are told.
func (c *Case) remind(d *Duty, stage Stage, users []string, now time.Time) {
	users = slices.DeleteFunc(users, func(u string) bool { return !c.AtWork(u, now) })
	if len(users) == 0 {
		return
	}
	c.record(Reminded, Clock, now, now, Data{
		Duty: d.Kind, Round: d.Round, Due: d.Due.UnixMilli(), Stage: string(stage), Users: users,
	}, 0)
}

// stageAt gives the newest rung that a duty reached, empty before the first.
func (c *Case) stageAt(d *Duty, now time.Time) (Stage, error) { return c.stageIn(d, c.Zone(), now) }

// stageIn gives the newest rung that a duty reached for somebody in that time zone.
func (c *Case) stageIn(d *Duty, there *time.Location, now time.Time) (Stage, error) {
	newest := Stage("")
	for _, s := range ladder {
		at, applies, err := c.momentIn(d, s, there)
		if err != nil {
			return "", err
		}
		if applies && !now.Before(at) {
			newest = s
		}
	}
	return newest, nil
}

// call is a rung of the ladder and who is to hear of it.
type call struct {
	stage Stage
	users []string
}

// untold lists the recipients of the newest stage who were not told of it yet, or want
// to hear it again now. Before the deadline the newest stage is that of each recipient's
// own time zone, which may be further than the company's.
func (c *Case) untold(d *Duty, company Stage, now time.Time) ([]call, error) {
	var calls []call
	for _, u := range c.Recipients(d, company, now) {
		stage := company
		if !company.Late() {
			own, err := c.stageIn(d, c.ZoneOf(u), now)
			if err != nil {
				return nil, err
			}
			stage = own
		}
		if stage == "" || !c.wants(d, stage, u, now) {
			continue
		}
		i := slices.IndexFunc(calls, func(other call) bool { return other.stage == stage })
		if i < 0 {
			i, calls = len(calls), append(calls, call{stage: stage})
		}
		calls[i].users = append(calls[i].users, u)
	}
	return calls, nil
}

// wants tells whether somebody was not told of a stage yet, or wants to hear it again now.
func (c *Case) wants(d *Duty, stage Stage, user string, now time.Time) bool {
	until := c.heard.snoozed[snoozeOf(d, user)]
	at, told := c.heard.told[keyOf(d, stage, user)]
	return !now.Before(until) && (!told || at.Before(until))
}

// WakeAt is the earliest moment at which the clock could have something to do
// with the case as things stand; the job looks then and decides. The zero time
// means never. It fails when what is owed falls due beyond the case's calendar.
func (c *Case) WakeAt(now time.Time) (time.Time, error) {
	if c.Erased() {
		return time.Time{}, nil
	}
	duties, err := c.Duties()
	if err != nil {
		return time.Time{}, err
	}
	wake, err := c.followUpMoment(duties)
	if err != nil {
		return time.Time{}, err
	}
	sooner := func(at time.Time) {
		if !at.IsZero() && (wake.IsZero() || at.Before(wake)) {
			wake = at
		}
	}
	sooner(c.lapseMoment())
	for i := range duties {
		d := &duties[i]
		if !d.Open() {
			continue
		}
		at, err := c.nextMoment(d, now)
		if err != nil {
			return time.Time{}, fmt.Errorf("case %s: wake for %s: %w", c.Number, d.Kind, err)
		}
		sooner(at)
	}
	return wake, nil
}

// nextMoment is when a duty next needs a look: its next rung, the end of a
// snooze, when somebody who was not told of the newest stage is next at work, or
// when somebody goes away, comes back, or gets or leaves a role, as then the
// newest stage may be for somebody else.
func (c *Case) nextMoment(d *Duty, now time.Time) (time.Time, error) {
	newest, err := c.stageAt(d, now)
	if err != nil {
		return time.Time{}, err
	}
	var next time.Time
	sooner := func(at time.Time) {
		if next.IsZero() || at.Before(next) {
			next = at
		}
	}
	calls, err := c.untold(d, newest, now)
	if err != nil {
		return time.Time{}, err
	}
	for _, u := range slices.Concat(c.chasedOf(d, now), c.triedOf(d, now), usersOf(calls)) {
		at, err := c.NextAtWork(u, now)
		if err != nil {
			return time.Time{}, err
		}
		sooner(at)
	}
	if newest != "" || len(c.heard.chased) > 0 {
		if at := c.Roster.nextTurn(now); !at.IsZero() {
			sooner(at)
		}
	}
	if c.reachesNobody(d, newest, now) {
		at, err := c.NextAtWork("", now)
		if err != nil {
			return time.Time{}, err
		}
		sooner(at)
	}
	for _, until := range c.snoozes(d) {
		if until.After(now) {
			sooner(until)
		}
	}
	for _, there := range c.zones() {
		for _, s := range ladder {
			at, applies, err := c.momentIn(d, s, there)
			if err != nil {
				return time.Time{}, err
			}
			if applies && at.After(now) {
				sooner(at)
			}
		}
	}
	return next, nil
}

// usersOf lists everybody who is to hear of something.
func usersOf(calls []call) []string {
	var users []string
	for _, call := range calls {
		users = append(users, call.users...)
	}
	return users
}

// reminderOf is a message that once reminded somebody of a duty.
type reminderOf struct{ user, ref string }

// remindedOf lists the reminders whose duty ended with event e, and which of
// these duties the thread was told were late.
func (c *Case) remindedOf(e Event) (out []reminderOf, late []string) {
	if len(c.heard.told) == 0 {
		return nil, nil
	}
	duties, err := c.Duties()
	if err != nil {
		return nil, nil
	}
	for key := range c.heard.told {
		for i := range duties {
			d := &duties[i]
			if !d.Is(key.duty, key.round) || d.Open() || !c.endedBy(d, e) {
				continue
			}
			r := reminderOf{key.user, fmt.Sprintf("%s:%d", key.duty, key.round)}
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
			if key.stage.Late() && !slices.Contains(late, r.ref) {
				late = append(late, r.ref)
			}
		}
	}
	slices.Sort(late)
	slices.SortFunc(out, func(a, b reminderOf) int {
		if a.user != b.user {
			return cmp.Compare(a.user, b.user)
		}
		return cmp.Compare(a.ref, b.ref)
	})
	return out, late
}

// voiding are the events that end duties of a case that goes on.
var voiding = []Kind{Satisfied, Dissatisfied, AgreementGiven, Unreached, Untold, Disputed}

// endedBy tells whether e is what ended the duty.
func (c *Case) endedBy(d *Duty, e Event) bool {
	if e.Kind == CaseErased { // its reminders are taken back
		return false
	}
	if d.Kind == DutyCommitment {
		return (e.Kind == CommitmentKept || e.Kind == CommitmentDropped) && e.Data.Index == d.Round
	}
	if d.Kind == DutyMeasure || d.Kind == DutyTellMeasure || d.Kind == DutyAdvice {
		return endsMeasure(d, e)
	}
	if d.Kind == DutyHearing {
		return c.HearingOf(d).endedBy(e)
	}
	if d.Kind == DutyHold {
		return (e.Kind == HoldSet || e.Kind == HoldReleased) && d.Done.Equal(e.At)
	}
	if d.Left && e.Kind == CaseClosed {
		return true
	}
	if d.Void || d.Left {
		return slices.Contains(voiding, e.Kind) || slices.Contains(endings, e.Kind) ||
			d.Kind == DutyDecide && slices.Contains([]Kind{HandlerAssigned, Contacted, Told, ReachFound, InvolvedFound, Drafted, ApprovalAsked, ApprovalWithdrawn}, e.Kind)
	}
	spec := c.Procedure.Duty(d.Kind)
	return c.Fulfils(&e, spec) && d.Done.Equal(e.At)
}
