package complaint

import (
	"cmp"
	"slices"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// owed is a duty of the procedure on its way to being derived.
type owed struct {
	Duty
	start *Event       // with the moment at which its clock started
	first calendar.Due // before anything moved it
}

// earliest is when the duty was due before it was put off, and as counted; never later
// than as it stands.
func (o *owed) earliest() (due, literal time.Time) {
	if o.first.Due.Before(o.Due) {
		return o.first.Due, o.first.Literal
	}
	return o.Due, o.Literal
}

// happening is an event in its place among the others.
type happening struct {
	*Event
	minute int64 // in which it happened
}

// happened lists what may start or end a duty in the order in which it happened, whatever
// the order in which it was written down. Within one minute, which is what people enter,
// that order holds, and so it does among what was written down when it happened: two
// clocks may differ.
func (c *Case) happened() []happening {
	list, latest, sorted := make([]happening, 0, len(c.Events)), int64(0), true
	for i := range c.Events {
		e := &c.Events[i]
		if e.Kind.AboutReminders() {
			continue
		}
		h := happening{e, e.At.Unix() / 60}
		if c.waitsAnew(e) {
			h.minute = e.Recorded.Unix() / 60
		}
		if e.At.Equal(e.Recorded) {
			latest = max(latest, h.minute)
			h.minute = latest
		}
		sorted = sorted && (len(list) == 0 || list[len(list)-1].minute <= h.minute)
		list = append(list, h)
	}
	if !sorted {
		slices.SortStableFunc(list, func(a, b happening) int { return cmp.Compare(a.minute, b.minute) })
	}
	return list
}

// runner follows one duty of one round through what happened, from each event that starts
// its clock to the next.
type runner struct {
	c     *Case
	spec  *procedure.Duty
	round int

	handler string // who handles the case by then
	now     owed   // as it runs; without a start it does not yet
	counted bool   // whether its dates are, which takes long
	done    *Event
	idle    []*Event // what would have ended it, and came when it did not run
	list    []owed   // with its earlier runs
}

// runs adds a duty in one round to the list: the run that stands, and before it each
// earlier one that was done, or late, when its clock started anew: a promise that was
// missed is not kept by another start (EX-13, KG-06). One that was neither is put off
// without a trace, but for a day agreed with the complainant, which the next one keeps.
func (c *Case) runs(list []owed, spec *procedure.Duty, round int, events []happening) ([]owed, error) {
	r := runner{c: c, spec: spec, round: round, list: list}
	if err := r.follow(events); err != nil {
		return nil, err
	}
	if e := c.inherited(spec.Kind, round); r.now.start == nil && e != nil {
		if err := r.begin(e); err != nil {
			return nil, err
		}
	}
	if r.now.start == nil {
		return r.list, nil
	}
	if err := r.count(); err != nil {
		return nil, err
	}
	switch {
	case r.done == nil:
	case spec.Kind == DutyAdvise && r.done.Kind == Contacted && c.Unadvised(r.done): // it can come no more, and did not
		r.now.fallAway(r.done.At)
	default:
		r.now.Done = r.done.At
	}
	return append(r.list, r.now), nil
}

// startOf is the event at which the clock of a duty started last in a round, nil when
// none did, or a date lies beyond the calendar.
func (c *Case) startOf(spec *procedure.Duty, round int) *Event {
	r := runner{c: c, spec: spec, round: round}
	if err := r.follow(c.happened()); err != nil {
		return nil
	}
	return r.now.start
}

// follow lets everything that happened in the round happen to the duty.
func (r *runner) follow(events []happening) error {
	if r.reads() { // what is approved are the words as they stood when it was recorded
		events = slices.Clone(events)
		slices.SortFunc(events, func(a, b happening) int { return a.Seq - b.Seq })
	}
	for _, e := range events {
		if !r.c.inRound(r.spec, e.Event, r.round) {
			continue
		}
		if err := r.see(e.Event); err != nil {
			return err
		}
	}
	return nil
}

// reads tells whether the duty is to have the complainant approve the words.
func (r *runner) reads() bool { return slices.Contains(r.spec.DoneBy, string(ReadBackApproved)) }

// see lets one event end, put off or start the duty.
func (r *runner) see(e *Event) error {
	switch e.Kind {
	case HandlerAssigned:
		same := r.handler == e.Data.User
		r.handler = e.Data.User
		if same && slices.Contains(r.spec.DoneBy, string(Accepted)) { // they are asked nothing anew, and what they said holds
			return nil
		}
	case HandlerNeeded:
		r.handler = ""
	}
	ends := r.c.Fulfils(e, r.spec) && (e.Kind != Informed || e.Seq == r.c.informedBy())
	switch {
	case !ends:
	case r.now.start != nil && r.done == nil:
		r.done = e
	default:
		r.idle = append(r.idle, e)
	}
	if e.Kind == Extended {
		if err := r.putOff(e); err != nil {
			return err
		}
	}
	if r.spec.StartsOn == procedure.Settled && slices.ContainsFunc(r.c.unsettled, func(s spell) bool { return s.round == r.round && s.until == e.Seq }) {
		return r.stop(e)
	}
	switch {
	case r.decidesAgain(e), e.Kind == Corrected && (r.readAgain(e) || r.checkAgain(e)):
		return r.begin(e.whenRecorded())
	case r.spec.StartsOn == string(ExtensionAgreed) && r.c.delaysAnew(e): // there is nothing to tell until somebody else agrees
		return r.stop(e.whenRecorded())
	}
	if r.starts(e, ends) {
		return r.begin(e)
	}
	return nil
}

// starts tells whether the clock of the duty starts, or starts anew, at an event: a new
// form or a new agreement does that.
func (r *runner) starts(e *Event, ends bool) bool {
	running := r.now.start != nil
	if r.spec.StartsOn == procedure.Settled {
		return e.Seq == r.c.settled[r.round] || slices.ContainsFunc(r.c.unsettled, func(s spell) bool { return s.round == r.round && s.from == e.Seq })
	}
	if r.knowsLater() { // until then there is nobody whose name to check
		return e.Kind == ReachFound && !running
	}
	starts := string(e.Kind) == r.spec.StartsOn && !r.c.toldBefore(e) && !reportedWith(e, r.spec) // the same answer again starts nothing anew
	if (starts || r.explains(e)) && r.c.holds(r.spec.While, e) && !e.Data.Has(FlagAnswered) && !e.Data.Has(FlagMistaken) {
		return (r.spec.Agreed == "" || e.Data.Day != "") && // else nothing was agreed that time
			!(running && (e.Kind == ReadBackApproved || r.explains(e))) // reading the words again starts nothing anew
	}
	return running && !ends && (r.done == nil || e.opensRound() && r.holdsNow(e)) && e.restarts(r.spec)
}

// holdsNow tells whether who handles the case at an event that opens a round has the role
// that the duty is limited to: it is theirs anew as it was when they got the case (CY-26).
func (r *runner) holdsNow(e *Event) bool {
	return r.spec.While == "" || r.c.Roster.Has(r.handler, Role(r.spec.While), e.At)
}

// explains tells whether the explanation that follows the approval of the words is owed after
// a refusal of them: who does not approve them hears how they are handled all the same, and
// the case goes on only then (EX-07).
func (r *runner) explains(e *Event) bool {
	return e.Kind == ReadBackRefused && r.spec.StartsOn == string(ReadBackApproved) && slices.Contains(r.spec.DoneBy, string(Explained))
}

// checks tells whether the duty is to check name and address of the complainant.
func (r *runner) checks() bool { return slices.Contains(r.spec.DoneBy, string(DetailsChecked)) }

// knowsLater tells whether the duty is to check who the complainant is, of whom nobody
// knew.
func (r *runner) knowsLater() bool { return r.checks() && r.c.flagged(FlagUnknownCustomer) }

// readAgain tells whether a correction made the approval of the words void: they are read
// back again.
func (r *runner) readAgain(e *Event) bool {
	return r.reads() && (e.Seq == r.c.unread || slices.Contains(r.c.reread, e.Seq))
}

// checkAgain tells whether a correction in a running case changed a name or an address that
// was checked: it is checked again (KG-13).
func (r *runner) checkAgain(e *Event) bool {
	checked := []FactCode{FactName, FactAddress}
	return r.checks() && r.done != nil && slices.Contains(checked, FactCode(e.Data.Why)) && (r.c.ClosedAt.IsZero() || e.Recorded.Before(r.c.ClosedAt))
}

// whenRecorded is the event as of when it was written down, whatever it speaks of.
func (e *Event) whenRecorded() *Event {
	again := *e
	again.At = e.Recorded
	return &again
}

// decidesAgain tells whether what was decided, or approved, waits for a decision anew, since
// whoever agreed turned out to be involved.
func (r *runner) decidesAgain(e *Event) bool {
	switch r.spec.Kind {
	case DutyDecide:
		q := r.c.requestAnew(e)
		return q != nil && q.end != e.Seq
	case DutyDecideDelay:
		return r.c.delaysAnew(e)
	case DutyApprove:
		return r.c.approvesAnew(e)
	}
	return false
}

// begin starts the clock at an event, and keeps what ran before.
func (r *runner) begin(e *Event) error {
	if e.Kind == Received && !e.At.Equal(r.c.ReceivedAt) { // a duplicate may have come in earlier
		earliest := *e
		earliest.At = r.c.ReceivedAt
		e = &earliest
	}
	first := r.now.start == nil
	kept, err := r.keep(e.At)
	if err != nil {
		return err
	}
	before := r.now
	r.now, r.counted, r.done = owed{start: e}, false, nil
	for _, end := range r.idle { // written down later than the start, though true before it
		if r.done == nil && end.Seq > e.Seq && (first || end.Kind == Told) {
			r.done = end
		}
	}
	if first || kept || r.spec.Agreed == "" {
		return nil
	}
	if err := r.count(); err != nil {
		return err
	}
	r.now.Was = before.Was
	if !r.now.Due.Equal(before.Due) {
		r.now.Was = append(slices.Clone(before.Was), before.Due)
	}
	return nil
}

// stop has nothing owed any more, and keeps what ran until then.
func (r *runner) stop(e *Event) error {
	_, err := r.keep(e.At)
	r.now, r.counted, r.done = owed{}, false, nil
	return err
}

// keep puts the run that a moment ends among the earlier ones if it was done, or late by
// then, and tells whether it did.
func (r *runner) keep(at time.Time) (bool, error) {
	start := r.now.start
	if start == nil || r.done == nil && r.spec.Within != nil && at.Sub(start.At) < r.spec.Within.Least() {
		return false, nil
	}
	if err := r.count(); err != nil {
		return false, err
	}
	switch {
	case r.done != nil:
		r.now.Done = r.done.At
	case !at.Before(r.now.Due):
		r.now.Left, r.now.Ended = true, at
	default:
		return false, nil
	}
	n := len(r.list)
	if r.now.Past = 1; n > 0 && r.list[n-1].Kind == r.spec.Kind && r.list[n-1].Round == r.round {
		r.now.Past = r.list[n-1].Past + 1
	}
	r.list = append(r.list, r.now)
	return true, nil
}

// putOff gives a day agreed with the complainant another one when they were told, in
// time, that the answer takes longer (KG-06). One that is over is missed all the same.
func (r *runner) putOff(e *Event) error {
	told := slices.ContainsFunc(r.c.Extensions, func(x Extension) bool { return x.told == e.Seq && x.holds() })
	if r.spec.Agreed == "" || !told || r.now.start == nil || r.done != nil || !slices.Contains(r.spec.DoneBy, string(Told)) {
		return nil
	}
	day, err := calendar.ParseDay(e.Data.Day)
	if err != nil {
		return err
	}
	if err := r.count(); err != nil {
		return err
	}
	end := day.End(r.c.Zone())
	if !r.now.Due.Before(end) {
		return nil
	}
	kept, err := r.keep(e.At)
	if err != nil {
		return err
	}
	if r.now.Was = append(slices.Clone(r.now.Was), r.now.Due); kept {
		r.now.Past, r.now.Left, r.now.Ended, r.now.Was, r.now.Start = 0, false, time.Time{}, nil, e.At
	}
	r.now.moved(end, end, calendar.Step{Code: StepExtended, Day: day, At: e.At})
	return nil
}

// count derives when the run is due.
func (r *runner) count() error {
	if r.counted {
		return nil
	}
	start := r.now.start
	due, err := r.c.dueOf(r.spec, start)
	if err != nil {
		return err
	}
	r.counted, r.now.first = true, due
	r.now.Duty = Duty{
		Kind: r.spec.Kind, Round: r.round, Owner: Role(r.spec.Owner), Clause: r.spec.Clause, House: r.spec.House, Quiet: r.spec.Quiet,
		Start: start.At, From: start.Kind, Hours: r.spec.Within != nil && r.spec.Within.IsHours(),
		Due: due.Due, Literal: due.Literal, Steps: due.Steps,
	}
	switch {
	case r.spec.Kind == r.c.Procedure.Extend.Of:
		return r.c.extend(&r.now.Duty)
	case start.Kind == ExtensionAgreed:
		return r.c.hurry(&r.now.Duty, start.Data.Attempt)
	}
	return nil
}

// dueOf is when a duty is due that started at an event.
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
