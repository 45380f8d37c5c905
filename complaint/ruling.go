package complaint

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/calendar"
)

// Ruling is what the third party decided.
type Ruling struct {
	Text string
	At   time.Time
	Day  string // by which the company carries it out, civil day; empty: nothing to do
	// Nothing is why nothing is to be carried out, or why one that does not bind is not
	// followed; needed where there is no day and nobody does anything.
	Nothing string
	// Promises are who does what of it by when.
	Promises []Promise
	// Undecided: there is no ruling, for the reason that Text gives: not taken up, settled
	// there, or taken back.
	Undecided bool
}

// FlagUndecided marks that a third party that had the case did not rule on it.
const FlagUndecided = "undecided"

// MayRule tells whether this person may record the ruling, with the reason
// when not. By the officer or deputy.
func (c *Case) MayRule(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if c.State != StateDispute {
		return c.wrongState("ruling")
	}
	return nil
}

// rulingDays is how many business days what a ruling asks for is proposed to take: ours,
// where the procedure says quickly and no number (KG-22).
const rulingDays = 5

// ProposedDay is the day for carrying out a ruling that may bind, empty when it
// does not or the calendar ends before.
func (c *Case) ProposedDay(now time.Time) string {
	if _, binding, ok := c.Dispute(); !ok || binding == "no" {
		return ""
	}
	day, err := c.Calendar.AddBusinessDays(calendar.DayOf(now, c.Zone()), rulingDays)
	if err != nil {
		return ""
	}
	return day.String()
}

// RecordRuling ends the dispute. What the ruling asks for is owed by its day, with none
// by the last of the days on which somebody does something of it (KG-22); the case can
// close once that is done, and nobody does any of it later than that day. That nothing
// follows from a ruling is said with its reason. Who does what is owed as any promise is.
// Where the third party did not rule, the case goes on from where it stood, and nothing
// binds anybody.
func (c *Case) RecordRuling(r Ruling, by Person, now time.Time) error {
	if err := c.MayRule(by, now); err != nil {
		return err
	}
	var rs Refusals
	missing := "error.ruling_missing"
	if r.Undecided {
		missing = "error.undecided_why"
		r.Day, r.Nothing, r.Promises = "", "", nil
	}
	if r.Text = strings.TrimSpace(r.Text); r.Text == "" {
		rs = append(rs, refuseField("text", missing))
	}
	if bad := c.checkSince(r.At, c.Events[c.disputed-1].At, now, "error.before_dispute", "at"); bad != nil {
		rs = append(rs, bad)
	}
	if bad := c.checkDayAhead("day", r.Day, now, false); bad != nil {
		rs = append(rs, bad)
	}
	promises, partly := c.wholePromises(r.Promises, calendar.DayOf(now, c.Zone()))
	rs = append(append(rs, partly...), c.guardPromises(r.Promises)...)
	rs = append(rs, tasksTooLate(r)...)
	_, binding, _ := c.Dispute()
	r.Nothing = strings.TrimSpace(r.Nothing)
	switch follows := r.Day != "" || len(promises) > 0 || len(partly) > 0; {
	case follows && r.Nothing != "":
		rs = append(rs, refuseField("nothing", "error.ruling_both"))
	case follows || r.Undecided || r.Nothing != "":
	case binding == "yes":
		rs = append(rs, refuseField("nothing", "error.ruling_nothing"))
	default:
		rs = append(rs, refuseField("nothing", "error.ruling_follow"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	data := Data{Day: r.Day}
	if r.Day == "" && len(promises) > 0 {
		for _, p := range promises {
			data.Day = max(data.Day, p.When)
		}
		if !slices.ContainsFunc(promises, c.promised) { // of what was promised before this is no part
			data.Flags = []string{FlagLastDay}
		}
	}
	if r.Undecided {
		data.Flags = []string{FlagUndecided}
	}
	c.record(Ruled, by, r.At, now, data, c.put(Note{Text: r.Text, Nothing: r.Nothing}))
	c.commit(promises, 0, by, r.At, now)
	return nil
}

// MayCarryOut tells whether this person may say that the ruling was carried
// out, with the reason when not. By the handler, officer or deputy.
func (c *Case) MayCarryOut(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleHandler, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if c.Face() != FaceRuled {
		return c.wrongState("carry_out")
	}
	return nil
}

// tasksTooLate refuses what somebody does later than on the day by which all of the ruling
// is carried out, and names both days.
func tasksTooLate(r Ruling) Refusals {
	var rs Refusals
	last, err := calendar.ParseDay(r.Day)
	if err != nil {
		return nil
	}
	for i, p := range r.Promises {
		if day, err := calendar.ParseDay(p.When); err == nil && day.After(last) {
			rs = append(rs, refuseField("when"+strconv.Itoa(i+1), "error.ruling_task_late", "day", day, "last", last))
		}
	}
	return rs
}

// RulingTasks lists who does what of the ruling that was made last, in the order in which it
// was written down.
func (c *Case) RulingTasks() []Commitment {
	ruling, ok := c.ruled()
	if !ok {
		return nil
	}
	var tasks []Commitment
	for _, e := range c.Events[ruling.Seq:] {
		if e.Kind == CommitmentMade && sameAct(ruling, e) {
			tasks = append(tasks, *c.Commitment(e.Data.Index))
		}
	}
	return tasks
}

// CarryOut records that what the ruling asked for was done, and when. It is refused while
// somebody has yet to do something of it.
func (c *Case) CarryOut(at time.Time, by Person, now time.Time) error {
	if err := c.MayCarryOut(by, now); err != nil {
		return err
	}
	if bad := c.checkSince(at, c.RuledAt, now, "error.before_ruling", "ruled"); bad != nil {
		return Refusals{bad}
	}
	var open []Promise
	for _, m := range c.RulingTasks() {
		if m.Verdict == "" {
			open = append(open, c.Promise(m.N))
		}
	}
	if len(open) > 0 {
		return Refusals{refuseField("when", "error.ruling_open", "n", len(open), "tasks", open)}
	}
	c.record(RulingDone, by, at, now, Data{}, 0)
	return nil
}

// RulingText is what the third party decided last, empty before it did.
func (c *Case) RulingText() string { return c.ruling().Text }

// RulingNothing is why nothing of it is to be carried out, empty where something is or
// nobody had to say.
func (c *Case) RulingNothing() string { return c.ruling().Nothing }

func (c *Case) ruling() Note {
	e, _ := c.ruled()
	return c.Note(e)
}

// ruled is the newest ruling, false before there is one.
func (c *Case) ruled() (Event, bool) {
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == Ruled && !e.Undecided() {
			return e, true
		}
	}
	return Event{}, false
}
