package complaint

import (
	"maps"
	"slices"
	"time"
)

// stampLayout is how a moment stands in the data of a correction.
const stampLayout = "2006-01-02T15:04:05.000Z"

func stamp(t time.Time) string { return instant(t).Format(stampLayout) }

// correct lets the event that a correction is about count with its new value;
// false when the correction takes its effect in its own place instead, as
// words and people do. That two cases are apart again corrects what the one brought along.
func (c *Case) correct(e Event) bool {
	if e.Kind == Separated {
		return c.giveBack(e.Data.Case)
	}
	target := e.Data.Event
	if e.Kind != Corrected || target < 1 || target >= e.Seq {
		return false
	}
	fact := Fact{FactCode(e.Data.Why), target}
	if fact.Coded() {
		c.recode(e)
		return true
	}
	switch fact.Code {
	case FactReceived, FactAt:
		old := c.Events[target-1]
		at, noHour := c.Moment(e.Data.New)
		c.shift(e, at)
		if old.Kind == Received {
			flags := slices.DeleteFunc(slices.Clone(old.Data.Flags), func(flag string) bool { return flag == FlagDayOnly })
			c.Events[target-1].Data.Flags = append(flags, dayOnly(noHour)...)
		} else if !old.ByLetter() { // somebody says the hour now
			c.Events[target-1].Data.Flags = slices.DeleteFunc(slices.Clone(old.Data.Flags), func(flag string) bool { return flag == FlagPosted })
		}
	case FactResult:
		c.keepWritten(c.Events[target-1])
		c.resultIs(target, Kind(e.Data.New))
	case FactReached:
		c.reachedIs(e)
	case FactHappened:
		c.happenedIs(e)
	case FactPromise, FactBody, FactAskedBy, FactDocuments, FactNothing, FactChosen:
		c.respell(e)
	case FactOwner, FactInformed:
		c.meant(e)
	case FactVia:
		c.keepWritten(c.Events[target-1])
		c.Events[target-1].Data.Via = e.Data.New
	case FactDay:
		c.keepWritten(c.Events[target-1])
		c.Events[target-1].Data.Day = e.Data.New
		switch was := c.Events[target-1]; was.Kind {
		case Ruled: // it has a day of its own now
			c.Events[target-1].Data.Flags = nil
		case CommitmentMade:
			c.followPromise(was)
		}
	case FactInterest:
		c.keepWritten(c.Events[target-1])
		c.Events[target-1].Data.Users = e.Data.Users
	case FactContact, FactNote:
		c.retell(e)
		c.retime(e)
	case FactReceiver:
		c.receivedBy(e)
	case FactLink:
		c.unlink(target)
	default:
		return false
	}
	return true
}

// sameAct tells whether other was said in the same form as e, with no time of
// its own: what was agreed in a contact, or promised in it. What was agreed in one that was
// noted as a try names it.
func sameAct(e, other Event) bool {
	return other.Kind == PlanAgreed && other.Data.Event == e.Seq || slices.Contains([]Kind{PlanAgreed, CommitmentMade, TextCorrected}, other.Kind) &&
		other.Actor == e.Actor && other.Recorded.Equal(e.Recorded) && other.At.Equal(e.At)
}

func (c *Case) keepWritten(e Event) {
	if c.written == nil {
		c.written = map[int]Event{}
	}
	if _, kept := c.written[e.Seq]; !kept {
		c.written[e.Seq] = e
	}
}

// Written gives the event as it was written down, before any correction.
func (c *Case) Written(e Event) Event {
	if was, corrected := c.written[e.Seq]; corrected {
		return was
	}
	return e
}

// CorrectedBy lists the corrections of an event, by their numbers; none when
// it stands as it was written. What was agreed in a step goes with whether that was one.
func (c *Case) CorrectedBy(seq int) []int {
	var list []int
	for _, e := range c.Events {
		goes := e.Kind == Corrected && slices.Contains([]FactCode{FactReached, FactHappened}, FactCode(e.Data.Why)) && sameAct(c.Events[e.Data.Event-1], c.Events[seq-1])
		if e.Kind == Corrected && e.Data.Event == seq || goes && c.Events[seq-1].Data.Has(FlagMistaken) {
			list = append(list, e.Seq)
		}
	}
	return list
}

// CorrectionOf gives the words of a correction.
func (c *Case) CorrectionOf(e Event) Correction {
	var words Correction
	c.read(e.Entry, &words)
	return words
}

// rebuild derives the case anew from its events.
func (c *Case) rebuild() {
	events := c.Events
	*c = Case{
		Workspace: c.Workspace, Number: c.Number, Procedure: c.Procedure, Calendar: c.Calendar, Roster: c.Roster,
		Entries: c.Entries, saved: c.saved, newEntries: c.newEntries, written: c.written, reworded: c.reworded,
	}
	for _, e := range events {
		c.Events = append(c.Events, e)
		c.apply(e)
	}
}

// applyCorrected takes the effect of a correction of words or people.
func (c *Case) applyCorrected(e Event) {
	fact := Fact{FactCode(e.Data.Why), e.Data.Event}
	switch fact.Code {
	case FactHandler, FactTitle, FactBrief:
		c.appointmentEntry = e.Entry
		return
	case FactAbout:
		c.about(e)
		return
	case FactDeliverers:
		c.Deliverers = slices.Clone(e.Data.Users)
	case FactName, FactAddress: // what was checked is no more
		c.DetailsAt = time.Time{}
	}
	if new(Filing).words(fact.Code) == nil { // it took its effect in its own place
		return
	}
	c.filingEntry = e.Entry
	if e.Data.Hash == "" {
		return
	}
	c.TextHash = e.Data.Hash
	switch {
	case c.ReadBack != ReadBackApproved:
	case c.ApprovedHash == c.TextHash: // corrected back
		c.unread = 0
	case c.unread == 0:
		c.unread = e.Seq
	}
	if c.State == StateConfirmed && c.Procedure.Steps.ReadBack && !c.readBackSettled() {
		c.State = StateRecorded
	}
	c.confirm()
}

// with gives a copy of the case in which the correction was made.
func (c *Case) with(data Data, words Correction, now time.Time) *Case {
	after := c.copied()
	after.record(Corrected, Clock, now, now, data, after.put(words))
	switch FactCode(data.Why) {
	case FactReceiver:
		after.handToReceiver(c.Receiver(), Clock, now)
	case FactReached:
		after.agree(data, words, Clock, now)
	}
	return after
}

// copied gives the case once more, to try something on.
func (c *Case) copied() *Case {
	events := slices.Clone(c.Events)
	for i := range events {
		events[i] = c.Written(events[i])
	}
	return Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, events, maps.Clone(c.Entries))
}

// Move is one deadline that a correction, or a merge, moves.
type Move struct {
	Before, After *Duty // nil: not owed before, or no longer
	Late          bool  // the deadline is missed by the correction
}

// Preview tells what a correction would do to the deadlines, and changes
// nothing; a value that would be refused moves none.
func (c *Case) Preview(f CorrectForm, now time.Time) []Move {
	f.KeepOld = true
	judged := c.under(f.Rules)
	data, words, rs := judged.correction(f, now)
	if len(rs) > 0 || len(judged.fits(f, data, words, now)) > 0 {
		return nil
	}
	before, err := c.Duties()
	if err != nil {
		return nil
	}
	after, err := judged.with(data, words, now).Duties()
	if err != nil {
		return nil
	}
	return moves(before, after, now)
}

// moves compares two lists of duties, as they stand.
func moves(before, after []Duty, now time.Time) []Move {
	var list []Move
	for i := range after {
		d := &after[i]
		if d.Past > 0 {
			continue
		}
		old := sameDuty(before, d)
		if old != nil && old.Due.Equal(d.Due) && old.Done.Equal(d.Done) && old.Void == d.Void && old.Left == d.Left {
			continue
		}
		missed := d.missed(now)
		list = append(list, Move{Before: old, After: d, Late: missed && (old == nil || !old.missed(now))})
	}
	for i := range before {
		if before[i].Past == 0 && sameDuty(after, &before[i]) == nil {
			list = append(list, Move{Before: &before[i]})
		}
	}
	return list
}

// missed tells whether the duty was not done before its time was over.
func (d *Duty) missed(now time.Time) bool {
	return d.Overdue(now) || d.Left && !d.Ended.Before(d.Due) || !d.Void && !d.Done.IsZero() && !d.Done.Before(d.Due)
}

func sameDuty(duties []Duty, d *Duty) *Duty {
	for i := range duties {
		if duties[i].Is(d.Kind, d.Round) {
			return &duties[i]
		}
	}
	return nil
}

// FilingBefore gives the filing as it stood before an event.
func (c *Case) FilingBefore(e Event) Filing {
	var f Filing
	for _, other := range c.Events[:e.Seq-1] {
		fact := FactCode(other.Data.Why)
		words := f.words(fact) != nil
		if slices.Contains([]Kind{Received, TextCorrected, ReachFound}, other.Kind) ||
			other.Kind == Corrected && words || other.Kind == DetailsChecked && other.Entry > 0 {
			f = Filing{}
			c.read(other.Entry, &f)
		}
	}
	return f
}
