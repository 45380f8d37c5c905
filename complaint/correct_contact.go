package complaint

import (
	"strings"
)

// Conversation is what was written down of a contact: the report with who was spoken
// to, and what was agreed in it, if anything was.
type Conversation struct {
	Note Note  `json:"note"`
	Plan *Plan `json:"plan,omitempty"`
}

// conversation is what stands on record of the contact that event e is.
func (c *Case) conversation(e Event) Conversation {
	was := Conversation{Note: c.Note(e)}
	if agreed := c.agreedIn(e); agreed != nil {
		plan := c.PlanOf(*agreed)
		was.Plan = &plan
	}
	return was
}

// agreedIn is the event of what was agreed in the contact that e is, nil when nothing was.
func (c *Case) agreedIn(e Event) *Event {
	for i, other := range c.Events[e.Seq:] {
		if other.Kind == PlanAgreed && sameAct(e, other) {
			return &c.Events[e.Seq+i]
		}
	}
	return nil
}

// retold is the contact of event e with its words, its person and its way as a form has
// them, held to what is asked when one is logged. That the procedure wants no letter to
// an address that nobody checked is no reason to keep a wrong way on record.
func (c *Case) retold(f CorrectForm, e Event) (Correction, Refusals) {
	was := c.conversation(e)
	is := Conversation{Note: was.Note}
	is.Note.Text, is.Note.With = strings.TrimSpace(f.Text), strings.TrimSpace(f.With)
	words := Correction{Contact: &is, Before: &was}
	if was.Plan != nil {
		is.Plan = &Plan{How: strings.TrimSpace(f.How), Note: was.Plan.Note, With: is.Note.With}
	}
	return words, c.checkRetold(f.Fact, e, is, f.Code)
}

func (c *Case) checkRetold(fact Fact, e Event, is Conversation, way string) Refusals {
	logged := ContactForm{Note: is.Note.Text, Reached: e.Kind == Contacted, Solved: e.Data.Has(FlagSolved)}
	if is.Plan != nil {
		logged.How = is.Plan.How
	}
	rs := append(checkWay(fact.Part("via"), way), c.checkNote(fact.Part("note"), logged)...)
	rs = append(rs, c.guardTalk(fact.Part("note"), logged.Note, is.Note.With)...)
	switch {
	case is.Plan == nil:
	case logged.How == "" && c.PlanOf(c.Written(*c.agreedIn(e))).How != "": // it had to be said
		rs = append(rs, refuseField(fact.Part("how"), "error.plan_missing"))
	case c.guardsTalk():
		rs = append(rs, c.guardWords(fact.Part("how"), logged.How, is.Note.With)...)
	}
	return rs
}

// retells tells whether a correction changes the words of a contact or whose they are.
func (w Correction) retells() bool {
	if w.Contact == nil {
		return false
	}
	old, is := w.Before, w.Contact
	return old.Note.Text != is.Note.Text || old.Note.With != is.Note.With || old.Plan != nil && *old.Plan != *is.Plan
}

// retell lets a contact, with what was agreed in it, count as its correction e has it.
func (c *Case) retell(e Event) {
	contact := c.Events[e.Data.Event-1]
	for i, other := range c.Events[:e.Seq-1] {
		if other.Seq == contact.Seq || other.Kind == PlanAgreed && sameAct(contact, other) {
			c.keepWritten(other)
			c.Events[i].Data.Via, c.Events[i].Entry = e.Data.New, e.Entry
		}
	}
}

// FlagLastDay marks a ruling without a day of its own: it is carried out by the last of
// the days on which somebody does something of it.
const FlagLastDay = "last_day"

// followPromise lets such a ruling follow what was promised of it.
func (c *Case) followPromise(made Event) {
	for i, ruling := range c.Events[:made.Seq-1] {
		if ruling.Kind != Ruled || !ruling.Data.Has(FlagLastDay) || !sameAct(ruling, made) {
			continue
		}
		c.keepWritten(ruling)
		c.Events[i].Data.Day = ""
		for _, other := range c.Events[i+1:] {
			if other.Kind == CommitmentMade && sameAct(ruling, other) {
				c.Events[i].Data.Day = max(c.Events[i].Data.Day, other.Data.Day)
			}
		}
	}
}
