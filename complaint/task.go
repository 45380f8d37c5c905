package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// Task is something small that one colleague does by a day: a promise to the
// complainant, or a corrective action. It is owed like a duty of the procedure,
// and the end of the case does not end it.
type Task struct {
	N        int    // 1, 2, 3 … of its sort in the case
	Owner    string // Slack id of the colleague named; empty: the handler
	Day      string // civil day by which it is done, 2006-01-02
	MadeAt   time.Time
	Verdict  Kind      // how it ended; empty: still owed
	At       time.Time // when that was true
	Recorded time.Time // when that was written down
	By       string    // who wrote it down
	entry    int
	note     int
}

func newTask(e Event, n int) Task {
	return Task{N: n, Owner: e.Data.User, Day: e.Data.Day, MadeAt: e.At, entry: e.Entry}
}

func (t *Task) settle(e Event) {
	t.Verdict, t.At, t.Recorded, t.By, t.note = e.Kind, e.At, e.Recorded, e.Actor, e.Entry
}

// settledBy tells whether that very person said so already.
func (t *Task) settledBy(verdict Kind, by Person) bool {
	return by.Member && t.Verdict == verdict && t.By == by.ID
}

// ownerOf is who answers for a task: the colleague named, unless they must be
// kept out of the case, else the handler, who may be nobody.
func (c *Case) ownerOf(t *Task) string {
	if t.Owner != "" && !c.IsInvolved(t.Owner) {
		return t.Owner
	}
	return c.Handler
}

// named tells whether a task is, or was, this person's, or of somebody whom
// they stand in for.
func (c *Case) named(t *Task, user string, at time.Time) bool {
	return t.Owner != "" && (t.Owner == user || c.standsIn(user, t.Owner, at))
}

// owns tells whether one of the tasks of the case is this person's.
func (c *Case) owns(user string, at time.Time) bool {
	return slices.ContainsFunc(c.Commitments, func(m Commitment) bool { return c.named(&m.Task, user, at) }) ||
		slices.ContainsFunc(c.Measures, func(m Measure) bool { return c.named(&m.Task, user, at) })
}

// maySeeTask: whoever reads answers, and its owner.
func (c *Case) maySeeTask(p Person, t *Task, at time.Time) bool {
	return c.MaySee(p, PartPromise, at) && (c.named(t, p.ID, at) || c.MaySee(p, PartAnswer, at))
}

// maySettle tells whether this person may say how a task ended, with the
// reason when not: its owner, where that is theirs to say, and these roles.
func (c *Case) maySettle(t *Task, owners bool, roles []Role, by Person, now time.Time) error {
	owner := c.ownerOf(t)
	mine := owners && owner != "" && (by.ID == owner || c.standsIn(by.ID, owner, now))
	if !mine && !c.acts(by, now, PartAnswer, roles) {
		var able Users
		if owners && owner != "" {
			able = c.eligible([]string{owner})
		}
		for _, u := range c.Responsible(RoleOfficer, now) {
			if !slices.Contains(able, u) {
				able = append(able, u)
			}
		}
		return refuse("error.not_yours", "who", able)
	}
	if t.Verdict != "" {
		return refuse("error.promise_settled", "who", User(t.By), "verdict", string(t.Verdict), "at", t.Recorded)
	}
	return nil
}

// checkDone refuses that a task was done in the future, or before it was
// given, which the text early says.
func (c *Case) checkDone(t *Task, early string, at, now time.Time) *Refusal {
	return c.checkSince(at, t.MadeAt, now, early, "made")
}

// taskDuty derives the duty that a task is. Its Round is the number of the task.
func (c *Case) taskDuty(kind string, t *Task, dropped Kind) (Duty, error) {
	d, err := c.byDay(kind, t.N, c.ownerOf(t), t.MadeAt, t.Day)
	switch t.Verdict {
	case "":
	case dropped:
		d.Void = true
	default:
		d.Done = t.At
	}
	return d, err
}

// byDay is a duty of one person that is met by the end of a civil day.
func (c *Case) byDay(kind string, n int, user string, start time.Time, text string) (Duty, error) {
	day, err := calendar.ParseDay(text)
	if err != nil {
		return Duty{}, err
	}
	due := c.agreedOn(day, start)
	d := Duty{Kind: kind, Round: n, Owner: RoleHandler, User: user, Start: start, Due: due.Due, Literal: due.Literal, Steps: due.Steps}
	if !d.Start.Before(d.Due) { // told later than it promised to be done
		d.Start = day.Start(c.Zone())
	}
	return d, nil
}
