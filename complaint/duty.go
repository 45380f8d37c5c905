package complaint

import (
	"fmt"
	"slices"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// Duty is one promise of the procedure in this case: what, by whom, by when.
// Duties are derived from the events, never counted on; the same events give
// the same duties.
type Duty struct {
	Kind    string
	Round   int // for a commitment or corrective action: its number
	Owner   Role
	User    string          // who alone answers for it; empty: whoever plays Owner
	Clause  string          // obligation it keeps
	House   bool            // our rule, not the company's promise
	Quiet   bool            // no list shows it; once it is late, the officer is told
	Start   time.Time       // when the clock started
	Due     time.Time       // exclusive: met when done before it
	Literal time.Time       // exclusive, before rolling to a business day
	Done    time.Time       // when the outside world was reached; zero: open
	Void    bool            // ended by the end of the case, neither met nor missed
	Left    bool            // not done when the case was closed, and so never met
	Hours   bool            // the clock counts hours, so the time of day matters
	From    Kind            // the event at which it started; empty: none of the procedure's
	Steps   []calendar.Step // why Due is when it is: the calendar's, then our own
	Was     []time.Time     // earlier Due of one that was put off, oldest first
}

// Open tells whether the duty is still owed.
func (d *Duty) Open() bool { return d.Done.IsZero() && !d.Void && !d.Left }

// FirstDuty gives the open duty that falls due first, nil when nothing is owed.
// A corrective action, which has a list of its own, makes no complaint late. A case whose dates lie beyond its calendar gives none rather than a guess.
func (c *Case) FirstDuty() *Duty {
	duties, err := c.Duties()
	if err != nil {
		return nil
	}
	var first *Duty
	for i := range duties {
		if d := &duties[i]; d.Open() && !d.Quiet && d.Kind != DutyMeasure && d.Kind != DutyAdvice && (first == nil || d.Due.Before(first.Due)) {
			first = d
		}
	}
	return first
}

// Overdue tells whether the duty is owed and its time is over at that moment.
func (d *Duty) Overdue(now time.Time) bool { return d.Open() && !now.Before(d.Due) }

// Duties derives all that the case owes or owed, in the order of the
// procedure and then of the rounds. It fails when a date lies beyond the
// pinned calendar, which is an error and not a guess.
func (c *Case) Duties() ([]Duty, error) {
	if c.derivedAt != len(c.Events) || c.derived == nil {
		duties, err := c.derive()
		if err != nil {
			return nil, err
		}
		c.derived, c.derivedAt = duties, len(c.Events)
	}
	return slices.Clone(c.derived), nil
}

func (c *Case) derive() ([]Duty, error) {
	duties := []Duty{}
	for i := range c.Procedure.Duties {
		spec := &c.Procedure.Duties[i]
		if spec.Only != "" && spec.Only != c.Via || spec.OnlyIf != "" && !c.flagged(spec.OnlyIf) {
			continue
		}
		if spec.Agreed != "" && spec.Per != procedure.PerRound {
			agreed, err := c.agreedDuties(spec)
			if err != nil {
				return nil, fmt.Errorf("case %s: duty %s: %w", c.Number, spec.Kind, err)
			}
			duties = append(duties, agreed...)
			continue
		}
		last := 1
		if spec.Per == procedure.PerRound {
			last = max(c.Round, 1)
		}
		for round := 1; round <= last; round++ {
			d, ok, err := c.duty(spec, round)
			if err != nil {
				return nil, fmt.Errorf("case %s: duty %s round %d: %w", c.Number, spec.Kind, round, err)
			}
			if ok {
				duties = append(duties, d)
			}
		}
	}
	c.capDuties(duties)
	c.tighten(duties)
	promised, err := c.commitmentDuties()
	if err != nil {
		return nil, fmt.Errorf("case %s: commitments: %w", c.Number, err)
	}
	measures, err := c.measureDuties()
	if err != nil {
		return nil, fmt.Errorf("case %s: corrective actions: %w", c.Number, err)
	}
	held, err := c.holdDuties()
	if err != nil {
		return nil, fmt.Errorf("case %s: holds: %w", c.Number, err)
	}
	duties = slices.Concat(duties, promised, measures, held)
	for i := range duties { // nothing is owed in a case of which nothing is left
		d := &duties[i]
		d.Void = d.Void || c.Erased() && d.Open()
	}
	return duties, nil
}

// flagged tells whether the filing carries a flag.
func (c *Case) flagged(flag string) bool {
	return len(c.Events) > 0 && slices.Contains(c.Events[0].Data.Flags, flag)
}

// duty derives one duty in one round; false when its clock has not started.
func (c *Case) duty(spec *procedure.Duty, round int) (Duty, bool, error) {
	start := c.startOf(spec, round)
	if start == nil {
		return Duty{}, false, nil
	}
	if spec.Agreed != "" && start.Data.Day == "" { // nothing was agreed that time
		return Duty{}, false, nil
	}
	d, err := c.begun(spec, start, round)
	if err != nil {
		return Duty{}, false, err
	}
	if spec.Kind == c.Procedure.Extend.Of {
		if err := c.extend(&d); err != nil {
			return Duty{}, false, err
		}
	}
	for _, e := range c.Events {
		if e.Ends(spec) && c.inRound(spec, e, round) && e.Seq > start.Seq {
			d.Done = e.At
			break
		}
	}
	aside := !c.Open() && c.State != StateClosed
	d.Void = d.Done.IsZero() && (aside || spec.Per == procedure.PerRound && round < c.Round ||
		c.disputed > start.Seq && ofAnswer(spec) || spec.Kind == DutyFollowUp && c.Unverified() ||
		spec.Kind == DutyDecide && c.mootAt(start.Seq) || c.Unreached() && ofContact(spec.Kind) || c.KeptBack() && needsComplainant(spec))
	d.Left = d.Open() && c.State == StateClosed
	return d, true, nil
}

// begun is a duty as its start makes it, before anything moves or ends it.
func (c *Case) begun(spec *procedure.Duty, start *Event, round int) (Duty, error) {
	due, err := c.dueOf(spec, start)
	return Duty{
		Kind: spec.Kind, Round: round, Owner: Role(spec.Owner), Clause: spec.Clause, House: spec.House, Quiet: spec.Quiet,
		Start: start.At, From: start.Kind, Hours: spec.Within != nil && spec.Within.IsHours(),
		Due: due.Due, Literal: due.Literal, Steps: due.Steps,
	}, err
}

// startOf is the event at which the clock of a duty started in a round, nil when none did.
func (c *Case) startOf(spec *procedure.Duty, round int) *Event {
	start := c.lastIn(spec, round)
	if start == nil {
		start = c.inherited(spec.Kind, round)
	}
	if start != nil && slices.Contains(spec.DoneBy, string(DetailsChecked)) && c.flagged(FlagUnknownCustomer) {
		start = c.reached() // until then there is nobody whose name to check
	}
	if start == nil {
		return nil
	}
	if again := c.readAgain(); again != nil && slices.Contains(spec.DoneBy, string(ReadBackApproved)) {
		start = again
	}
	if start.Kind == Received { // a duplicate may have come in earlier
		earliest := *start
		earliest.At = c.ReceivedAt
		start = &earliest
	}
	return start
}

// reached is the event by which a way to reach an unknown customer was found, nil for
// none.
func (c *Case) reached() *Event {
	for i := range c.Events {
		if c.Events[i].Kind == ReachFound {
			return &c.Events[i]
		}
	}
	return nil
}

// ofAnswer tells whether a duty is about the answer, from writing it to asking what the
// complainant makes of it: what a third party takes out of our hands. The rest is owed
// as before, as closing asks for it.
func ofAnswer(spec *procedure.Duty) bool {
	return slices.ContainsFunc([]Kind{Drafted, Told, Approved, Satisfied, AgreementGiven}, func(k Kind) bool { return slices.Contains(spec.DoneBy, string(k)) })
}

// lastIn finds the event that starts the clock: the newest of its kind in the
// round, because a new form or a new agreement starts it anew.
func (c *Case) lastIn(spec *procedure.Duty, round int) *Event {
	if spec.StartsOn == procedure.Settled {
		if seq := c.settled[round]; seq > 0 {
			return &c.Events[seq-1]
		}
		return nil
	}
	var last *Event
	over := false
	for i := range c.Events {
		e := &c.Events[i]
		starts := string(e.Kind) == spec.StartsOn && c.holds(spec.While, *e) && !slices.Contains(e.Data.Flags, FlagAnswered)
		again := last != nil && (!over || e.opensRound()) && e.restarts(spec)
		if !starts && !again || !c.inRound(spec, *e, round) {
			over = over || e.Ends(spec)
			continue
		}
		over = false
		if last = e; e.Kind == ReadBackApproved { // reading corrected words again starts nothing anew
			break
		}
	}
	return last
}

// Ends tells whether an event gets a duty done that had begun.
func (e *Event) Ends(spec *procedure.Duty) bool {
	return slices.Contains(spec.DoneBy, string(e.Kind)) ||
		slices.Contains(spec.DoneBy, procedure.Advised) && e.Kind == Consulted && slices.Contains(e.Data.Flags, FlagBeforeContact)
}

// restarts tells whether an event starts the clock of a duty anew, which one that
// ends it does not.
func (e *Event) restarts(spec *procedure.Duty) bool {
	if e.Ends(spec) {
		return false
	}
	if slices.Contains(spec.RestartsOn, string(e.Kind)) {
		return true
	}
	return e.Actor != Clock.ID && !e.Kind.AboutReminders() && slices.Contains(spec.RestartsOn, entryAny)
}

// opensRound tells whether an event begins another round, so that what was done is owed
// anew.
func (e *Event) opensRound() bool { return e.Kind == Dissatisfied || e.Kind == Reopened }

// correctedTo tells whether an event corrects what the customer said of the answer to that.
func (e *Event) correctedTo(result Kind) bool {
	return e.Kind == Corrected && FactCode(e.Data.Why) == FactResult && e.Data.New == string(result)
}

// entryAny is what a procedure calls whatever a person puts into the file.
const entryAny = "entry"

// holds tells whether who is assigned in e has the role that a duty is limited
// to. Other events start such a duty for whoever it is.
func (c *Case) holds(role string, e Event) bool {
	return role == "" || e.Kind != HandlerAssigned && e.Kind != FormSent || c.Roster.Has(e.Data.User, Role(role), e.At)
}

// inRound tells whether e counts for a duty in that round. What made the
// customer dissatisfied belongs to the round that it opens.
func (c *Case) inRound(spec *procedure.Duty, e Event, round int) bool {
	if spec.Per != procedure.PerRound {
		return true
	}
	if e.opensRound() && spec.StartsOn == string(e.Kind) {
		return e.Data.Round+1 == round
	}
	return e.Data.Round == round
}

func (c *Case) dueOf(spec *procedure.Duty, start *Event) (calendar.Due, error) {
	if spec.Agreed != "" {
		day, err := calendar.ParseDay(start.Data.Day)
		if err != nil {
			return calendar.Due{}, err
		}
		return c.agreedOn(day, start.At), nil
	}
	return c.Calendar.Due(start.At, *spec.Within, spec.Roll)
}

// capDuties keeps a duty from falling due after the one it must precede.
func (c *Case) capDuties(duties []Duty) {
	for i := range duties {
		spec := c.Procedure.Duty(duties[i].Kind)
		if spec.NotAfter == "" {
			continue
		}
		for _, other := range duties {
			if other.Kind == spec.NotAfter && other.Due.Before(duties[i].Due) {
				duties[i].moved(other.Due, other.Literal, calendar.Step{Code: StepCapped, Name: other.Kind, Day: c.Calendar.LastDay(other.Due)})
			}
		}
	}
}

// The duties that the rules themselves speak of. Procedures may have others.
const (
	DutyReadBack = "read_back"
	DutyConfirm  = "acknowledge"
	dutyTakeOver = "take_over"
	DutyAccept   = "accept"
	DutyReassign = "reassign"
	DutyContact  = "contact"
	DutyAdvise   = "advise" // before the first contact
	DutyPromised = "promised"
	DutyApprove  = "approve"
	DutyFollowUp = "follow_up"
	DutyRework   = "rework"
	DutySilence  = "silence" // nothing was put into the file for some time (OK-16)
	// DutyCommitment is no duty of a procedure: see [Commitment].
	DutyCommitment = "commitment"
	// DutyMeasure and DutyTellMeasure are none either: see [Measure].
	DutyMeasure     = "measure"
	DutyTellMeasure = "tell_measure"
	DutyAdvice      = "advice" // answer a recommendation, see [Case.Recommend]

	DutyReopened    = "reopened"
	DutyDecideDelay = "decide_extension" // decide whether the answer may take longer
	DutyDecide      = "decide_request"   // decide on a request, see [Request]
	DutyRuling      = "ruling"
	// DutyRulingMeasure is no commitment: the case does not close before it is
	// done, and nobody drops it.
	DutyRulingMeasure = "ruling_measure"
)
