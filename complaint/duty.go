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
// the same duties, in whatever order they were recorded.
type Duty struct {
	Kind    string
	Round   int // for a commitment or corrective action: its number
	Past    int // 0: as it stands; 1, 2, 3 …: it was done or late before it began anew, oldest first
	Owner   Role
	User    string          // who alone answers for it; empty: whoever plays Owner
	Clause  string          // obligation it keeps
	House   bool            // our rule, not the company's promise
	Quiet   bool            // no list shows it; once it is late, the officer is told
	Start   time.Time       // when the clock started
	Due     time.Time       // exclusive: met when done before it
	Literal time.Time       // exclusive, before rolling to a business day
	Done    time.Time       // when the outside world was reached; zero: open
	Void    bool            // it fell away before it was due, neither met nor missed
	Left    bool            // late when it fell away or began anew, or not done when the case was closed: never met
	Ended   time.Time       // when one that is void or left was over
	Hours   bool            // the clock counts hours, so the time of day matters
	From    Kind            // the event at which it started; empty: none of the procedure's
	Steps   []calendar.Step // why Due is when it is: the calendar's, then our own
	Was     []time.Time     // earlier Due of one that was put off, oldest first
}

// Open tells whether the duty is still owed.
func (d *Duty) Open() bool { return d.Done.IsZero() && !d.Void && !d.Left }

// Is tells whether a duty is the one of that kind and round, as it stands.
func (d *Duty) Is(kind string, round int) bool {
	return d.Past == 0 && d.Kind == kind && d.Round == round
}

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
	owed, err := c.ofProcedure()
	if err != nil {
		return nil, err
	}
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
	duties := make([]Duty, 0, len(owed)+len(promised)+len(measures)+len(held)+len(c.Hearings))
	for i := range owed {
		c.end(&owed[i])
		c.passToTeller(&owed[i].Duty)
		duties = append(duties, owed[i].Duty)
	}
	duties = append(append(append(duties, promised...), measures...), held...)
	hearings, err := c.hearingDuties(duties)
	if err != nil {
		return nil, fmt.Errorf("case %s: consultations: %w", c.Number, err)
	}
	duties = append(duties, hearings...)
	if c.Erased() { // nothing is owed in a case of which nothing is left
		for i := range duties {
			if d := &duties[i]; d.Open() {
				d.fallAway(c.ErasedAt)
			}
		}
	}
	return duties, nil
}

// ofProcedure derives what the procedure asks of the case, before it ends.
func (c *Case) ofProcedure() ([]owed, error) {
	events := c.happened()
	list := make([]owed, 0, len(c.Procedure.Duties)+4)
	for i := range c.Procedure.Duties {
		spec := &c.Procedure.Duties[i]
		if spec.Only != "" && !c.cameBy(spec.Only) || spec.OnlyIf != "" && !c.flagged(spec.OnlyIf) {
			continue
		}
		last := 1
		if spec.Per == procedure.PerRound {
			last = max(c.Round, 1)
		}
		for round := 1; round <= last; round++ {
			var err error
			if list, err = c.runs(list, spec, round, events); err != nil {
				return nil, fmt.Errorf("case %s: duty %s round %d: %w", c.Number, spec.Kind, round, err)
			}
		}
	}
	if err := c.giveWay(list, events); err != nil {
		return nil, fmt.Errorf("case %s: days agreed: %w", c.Number, err)
	}
	c.capDuties(list)
	c.tighten(list)
	return list, nil
}

// flagged tells whether the filing carries a flag.
func (c *Case) flagged(flag string) bool {
	return len(c.Events) > 0 && c.Events[0].Data.Has(flag)
}

// Ends tells whether an event is one of those that get a duty done, see [Case.Fulfils].
func (e *Event) Ends(spec *procedure.Duty) bool {
	return !e.Data.Has(FlagMistaken) && (slices.Contains(spec.DoneBy, string(e.Kind)) ||
		slices.Contains(spec.DoneBy, procedure.Advised) && e.Kind == Consulted && e.Data.Has(FlagBeforeContact))
}

// restarts tells whether an event that does not end a duty starts its clock anew.
func (e *Event) restarts(spec *procedure.Duty) bool {
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
func (c *Case) holds(role string, e *Event) bool {
	return role == "" || e.Kind != HandlerAssigned && e.Kind != FormSent || c.Roster.Has(e.Data.User, Role(role), e.At)
}

// inRound tells whether e counts for a duty in that round. What made the
// customer dissatisfied belongs to the round that it opens.
func (c *Case) inRound(spec *procedure.Duty, e *Event, round int) bool {
	if spec.Per != procedure.PerRound {
		return true
	}
	if e.opensRound() && spec.StartsOn == string(e.Kind) {
		return e.Data.Round+1 == round
	}
	return e.Data.Round == round
}

// capDuties keeps a duty from falling due after the one it must precede, as that was
// due before it was put off: more time for the answer is none for the receipt.
func (c *Case) capDuties(duties []owed) {
	for i := range duties {
		spec := c.Procedure.Duty(duties[i].Kind)
		if spec.NotAfter == "" {
			continue
		}
		for j := range duties {
			other := &duties[j]
			if other.Kind != spec.NotAfter || other.Past > 0 {
				continue
			}
			if due, literal := other.earliest(); due.Before(duties[i].Due) {
				duties[i].moved(due, literal, calendar.Step{Code: StepCapped, Name: other.Kind, Day: c.Calendar.LastDay(due)})
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
	DutyUpdate   = "update" // how it goes on, for whoever leads (CY-28)
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
