package complaint

import (
	"slices"
	"strings"
	"time"
)

// End names a side road by which a case may end.
type End string

// The side roads, in the order in which the form offers them.
const (
	EndWithdrawn   End = "withdrawn"
	EndInError     End = "filed_in_error"
	EndQuestion    End = "question"     // it was a question, not a complaint
	EndNoComplaint End = "no_complaint" // nobody complained of anything
	EndDuplicate   End = "duplicate"    // of a case that goes on, see Merge
)

// undoTime is how long an end can be undone: clock hours, night and weekend
// included.
const undoTime = 24 * time.Hour

// endings are the events that end a case.
var endings = []Kind{CaseClosed, Withdrawn, NoComplaint, FiledInError, Duplicate}

// EndForm says that a case ends by a side road, and why.
type EndForm struct {
	End    End
	Reason string // for a withdrawal the complainant's own words
	With   string // who withdrew it
	Reply  string // of a question: what was answered
	Via    string // how they said so, or were answered
	At     time.Time
}

// Ends lists the side roads that this person may take with the case now.
func (c *Case) Ends(by Person, now time.Time) []End {
	return slices.DeleteFunc([]End{EndWithdrawn, EndDuplicate, EndInError, EndQuestion, EndNoComplaint}, func(end End) bool {
		return c.mayEndAs(end, by, now) != nil
	})
}

// MayEnd tells whether this person may end the case by any side road, with
// the reason when not.
func (c *Case) MayEnd(by Person, now time.Time) error {
	if len(c.Ends(by, now)) > 0 {
		return nil
	}
	return c.freshOver(c.mayEndAs(EndInError, by, now), by, now)
}

// mayEndAs is who may take which side road, and when. Somebody involved may
// take none: for them the case does not exist.
func (c *Case) mayEndAs(end End, by Person, now time.Time) error {
	part, roles := PartFiling, []Role{RoleOfficer, RoleDeputy}
	switch {
	case end == EndWithdrawn:
		part, roles = PartAnswer, append(roles, RoleHandler)
	case end == EndDuplicate:
		part = PartAnswer
	case end == EndInError && c.FreshlyFiled(now) && !c.workedOn():
		roles = append(roles, RoleFiler)
	case (end == EndQuestion || end == EndNoComplaint) && c.Agrees(Ask(end)) != "":
		roles = append(roles, c.Agrees(Ask(end)))
	}
	if err := c.may(by, now, part, roles...); err != nil {
		return err
	}
	if !c.Open() {
		return c.takenAlready("end", endings...)
	}
	switch {
	case (end == EndQuestion || end == EndNoComplaint) && c.State != StateRecorded && c.State != StateConfirmed,
		end == EndInError && !c.ToldAt.IsZero(),
		end == EndWithdrawn && (c.State == StateDispute || c.binds):
		return c.wrongState("end")
	case end == EndDuplicate && c.GoesOn():
		return refuse("error.merge_answered", "number", c.Number)
	}
	return nil
}

// GoesOn tells whether the case has come so far that it is no duplicate of another any
// more: with an answer, or a ruling, comes what only this case owes, which the other one
// would not (KG-21, KG-22, EX-19). Another that was not answered may be one of this.
func (c *Case) GoesOn() bool { return !c.ToldAt.IsZero() || c.KeptBack() }

// workedOn tells whether somebody worked on the complaint: then it is no longer for the filer
// alone to say that it was none. Once the customer has an answer it is for nobody, as a
// case that was answered closes by asking the customer (D13).
func (c *Case) workedOn() bool {
	return slices.ContainsFunc(c.Events, func(e Event) bool {
		return e.Kind == Contacted || e.Kind == Attempted || e.Kind == Drafted
	})
}

// EndCase takes the side road that the form names.
func (c *Case) EndCase(f EndForm, by Person, now time.Time) error {
	switch f.End {
	case EndWithdrawn:
		return c.Withdraw(f, by, now)
	case EndInError:
		return c.MarkFiledInError(f.Reason, by, now)
	case EndQuestion, EndNoComplaint:
		return c.NotAComplaint(f, by, now)
	}
	if err := c.MayEnd(by, now); err != nil { // a case that is hidden stays so for a forged form too
		return err
	}
	return Refusals{refuseField("end", "error.end_missing")}
}

// Withdraw ends an open case because the complainant takes the complaint
// back, in their own words; that they were silent is no withdrawal. What lies with a third
// party is taken back there, see [Ruling]; a ruling that binds is carried out, whatever
// they say (KG-22). By the handler, officer or deputy.
func (c *Case) Withdraw(f EndForm, by Person, now time.Time) error {
	if err := c.mayEndAs(EndWithdrawn, by, now); err != nil {
		return err
	}
	f.Reason, f.With = strings.TrimSpace(f.Reason), strings.TrimSpace(f.With)
	rs := checkWay("via", f.Via)
	if f.Reason == "" {
		rs = append(rs, refuseField("reason", "error.withdrawal_words"))
	}
	if f.With == "" {
		rs = append(rs, refuseField("with", "error.withdrawal_who"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(Withdrawn, by, f.At, now, Data{Via: f.Via}, c.put(Ending{Text: f.Reason, With: f.With}))
	return nil
}

// NotAComplaint ends a case in which nothing was handled yet: it was a
// question, or nobody complained. It stays on record and is counted apart; a question
// with what was answered to it, and how (OK-20): until then nobody may lose it.
// By the officer or deputy, who ask for it where another role agrees (PK-07).
func (c *Case) NotAComplaint(f EndForm, by Person, now time.Time) error {
	if err := c.mayEndAs(f.End, by, now); err != nil {
		return err
	}
	var rs Refusals
	if f.Reason = strings.TrimSpace(f.Reason); f.Reason == "" {
		rs = append(rs, refuseField("reason", "error.reason_missing"))
	}
	reply, wrong := c.replied(f, now)
	if err := append(rs, wrong...).orNil(); err != nil {
		return err
	}
	if !c.MustAsk(Ask(f.End), by, now) {
		c.record(NoComplaint, by, now, now, Data{Why: string(f.End)}, c.put(Ending{Text: f.Reason, Reply: reply}))
		return nil
	}
	if err := c.mayAsk(Ask(f.End), "", by, now); err != nil {
		return err
	}
	c.ask(Ask(f.End), Petition{Text: f.Reason, Reply: reply}, by, now)
	return nil
}

// replied is what was answered to a question, with what is wrong with that; nil of any
// other end.
func (c *Case) replied(f EndForm, now time.Time) (*Reply, Refusals) {
	if f.End != EndQuestion {
		return nil, nil
	}
	rs := append(checkWay("via", f.Via), c.checkPost(f.Via)...)
	if f.Reply = strings.TrimSpace(f.Reply); f.Reply == "" {
		rs = append(rs, refuseField("reply", "error.question_reply"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	return &Reply{Text: f.Reply, Via: f.Via, At: instant(f.At)}, append(rs, c.guardTalk("reply", f.Reply, "")...)
}

// MarkFiledInError ends an open case that should never have been filed, as long as it was
// not answered. By the officer or deputy, and by its filer within 24 hours of filing, until
// somebody began to work on it.
func (c *Case) MarkFiledInError(reason string, by Person, now time.Time) error {
	if err := c.mayEndAs(EndInError, by, now); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return Refusals{refuseField("reason", "error.reason_missing")}
	}
	c.record(FiledInError, by, now, now, Data{}, c.put(Ending{Text: reason}))
	return nil
}

// Ending gives the event that ended the case by a side road, and why; false
// when none did.
func (c *Case) Ending() (Event, Ending, bool) {
	if c.ending == 0 {
		return Event{}, Ending{}, false
	}
	e := c.Events[c.ending-1]
	var why Ending
	c.read(e.Entry, &why)
	return e, why, true
}

// MayUndoEnd tells whether this person may take back that the case ended by a
// side road, with the reason when not: within 24 hours, the officer or
// deputy, and a filer who marked it as their own mistake.
func (c *Case) MayUndoEnd(by Person, now time.Time) error {
	e, _, ended := c.Ending()
	roles := []Role{RoleOfficer, RoleDeputy}
	if ended && e.Kind == FiledInError && c.brought(e.Actor) {
		roles = append(roles, RoleFiler)
	}
	if err := c.may(by, now, PartFiling, roles...); err != nil {
		return err
	}
	switch {
	case !ended:
		return c.wrongState("undo")
	case !c.Undoable(now):
		return refuse("error.undo_late", "at", e.Recorded)
	}
	return nil
}

// Undoable tells whether the end of the case is young enough to be undone.
func (c *Case) Undoable(now time.Time) bool {
	e, _, ended := c.Ending()
	return ended && now.Sub(e.Recorded) < undoTime
}

// UndoEnd brings a case that ended by a side road back to where it stood, its
// deadlines too.
func (c *Case) UndoEnd(by Person, now time.Time) error {
	if err := c.MayUndoEnd(by, now); err != nil {
		return err
	}
	if c.MergedInto() != "" { // two cases are to be undone, see Unmerge
		return ErrConflict
	}
	c.record(EndUndone, by, now, now, Data{}, 0)
	return nil
}

// endStates is the state that an event of a side road leads to.
var endStates = map[Kind]State{
	Withdrawn: StateWithdrawn, NoComplaint: StateNoComplaint, FiledInError: StateFiledInError, Duplicate: StateDuplicate,
}

func (c *Case) applyEnding(e Event) {
	if e.Kind == EndUndone {
		if into := c.MergedInto(); into != "" {
			c.joints = slices.DeleteFunc(slices.Clone(c.joints), func(j joint) bool { return j.number == into })
		}
		c.State, c.Requests, c.ending, c.ClosedAt = c.unending, c.unasked, 0, time.Time{}
		return
	}
	if e.Kind == Duplicate {
		c.applyJoint(e)
	}
	c.unending, c.ending = c.State, e.Seq
	// A withdrawal may be written down later than it was said; it ended the case
	// when it was written down, so that a week's figures never miss it.
	c.State, c.ClosedAt = endStates[e.Kind], e.Recorded
}
