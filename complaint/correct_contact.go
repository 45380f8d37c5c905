package complaint

import (
	"encoding/json"
	"slices"
	"strings"
)

// Conversation is what was written down of a step: the report with who was spoken to, and
// what was agreed in it, if anything was.
type Conversation struct {
	Note Note  `json:"note"`
	Plan *Plan `json:"plan,omitempty"`
}

// conversation is what stands on record of the step that event e is.
func (c *Case) conversation(e Event) Conversation {
	was := Conversation{Note: c.Note(e)}
	if agreed := c.agreedIn(e); agreed != nil {
		plan := c.PlanOf(*agreed)
		was.Plan = &plan
	}
	return was
}

// agreedIn is the event of what was agreed in the step that e is, nil when nothing was.
func (c *Case) agreedIn(e Event) *Event {
	for i, other := range c.Events[e.Seq:] {
		if other.Kind == PlanAgreed && sameAct(e, other) && !other.Data.Has(FlagMistaken) {
			return &c.Events[e.Seq+i]
		}
	}
	return nil
}

// retold is what was written down of event e with its words, its person and its way as a
// form has them, held to what is asked when it is logged. That the procedure wants no
// letter to an address that nobody checked is no reason to keep a wrong way on record.
func (c *Case) retold(f CorrectForm, e Event) (Correction, Refusals) {
	was := c.conversation(e)
	is := Conversation{Note: was.Note}
	for _, part := range c.Parts(f) {
		if word := is.Note.of(part); word != nil {
			*word = strings.TrimSpace(*f.Of(part))
		}
	}
	words := Correction{Contact: &is, Before: &was}
	if was.Plan != nil {
		is.Plan = &Plan{How: strings.TrimSpace(f.How), Note: was.Plan.Note, With: is.Note.With}
		if e.Kind == Acknowledged { // one sentence says both
			is.Plan.How = is.Note.Text
		}
	}
	if f.Fact.Code == FactNote {
		return words, c.checkNoted(f.Fact, is.Note.Text)
	}
	return words, append(checkWay(f.Fact.Part(PartWay), f.Code), c.checkRetold(f, e, is)...)
}

// checkNoted refuses to leave nothing of what had to be said.
func (c *Case) checkNoted(fact Fact, text string) Refusals {
	if text == "" {
		return Refusals{refuseField(fact.Part(PartNote), "error.reason_missing")}
	}
	return c.guardTalk(fact.Part(PartNote), text, "")
}

// checkRetold refuses what the form of that step does not take.
func (c *Case) checkRetold(f CorrectForm, e Event, is Conversation) Refusals {
	note := is.Note
	var rs Refusals
	lacks := func(what bool, part, text string) {
		if what {
			rs = append(rs, refuseField(f.Fact.Part(part), text))
		}
	}
	switch e.Kind {
	case Contacted, Attempted:
		return c.checkContacted(f.Fact, e, is)
	case Acknowledged:
		lacks(Spoken(f.Code) && note.With == "", PartWith, "error.ack_with")
		lacks(Spoken(f.Code) && note.Text == "", PartNote, "error.ack_said")
		if !Spoken(f.Code) { // which the complainant has as it stands
			return append(rs, c.guardWords(f.Fact.Part(PartNote), note.Text)...)
		}
	case Told:
		lacks(f.Code == letterVia && c.Filing().Unknown, PartWay, "error.letter_unknown")
		lacks(Spoken(f.Code) && c.Procedure.Answer.Spoken.Note && note.Said == "", PartSaid, "error.spoken_note")
		rs = append(rs, c.guardTalk(f.Fact.Part(PartSaid), note.Said, note.With)...)
	case ReadBackRefused, ReadBackUnreachable:
		lacks(note.Text == "", PartNote, "error.reason_missing")
	case Dissatisfied, NoContact:
		lacks(note.Text == "", PartNote, "error.followup_note")
	case Informed:
		lacks(note.With == "" && e.Data.User == "", PartWith, "error.inform_who")
	case Explained: // a name or an address, in which no word is held against anybody
		lacks(note.Text == "" && c.Note(e).Text != "", PartNote, "error.given_missing")
		return rs
	case Withdrawn:
		lacks(note.Text == "", PartNote, "error.withdrawal_words")
		lacks(note.With == "", PartWith, "error.withdrawal_who")
		return rs
	}
	if slices.Contains(FollowUpKinds, e.Kind) && c.Note(e).With != "" {
		lacks(note.With == "", PartWhy, "error.handler_asks")
	}
	return append(rs, c.guardTalk(f.Fact.Part(PartNote), note.Text, note.With)...)
}

func (c *Case) checkContacted(fact Fact, e Event, is Conversation) Refusals {
	logged := ContactForm{Note: is.Note.Text, Reached: e.Kind == Contacted, Solved: e.Data.Has(FlagSolved)}
	if is.Plan != nil {
		logged.How = is.Plan.How
	}
	rs := c.checkNote(fact.Part(PartNote), logged)
	rs = append(rs, c.guardTalk(fact.Part(PartNote), logged.Note, is.Note.With)...)
	switch {
	case is.Plan == nil:
	case logged.How == "" && c.PlanOf(c.Written(*c.agreedIn(e))).How != "": // it had to be said
		rs = append(rs, refuseField(fact.Part(PartHow), "error.plan_missing"))
	case c.guardsTalk():
		rs = append(rs, c.guardWords(fact.Part(PartHow), logged.How, c.asName(is.Note.With))...)
	}
	return rs
}

// retells tells whether a correction changes the words of a step or whose they are.
func (w Correction) retells() bool {
	if w.Contact == nil {
		return false
	}
	old, is := w.Before, w.Contact
	for _, part := range []string{PartWith, PartSaid, PartNote, PartHandling} {
		if *old.Note.of(part) != *is.Note.of(part) {
			return true
		}
	}
	return old.Plan != nil && *old.Plan != *is.Plan
}

// retell lets a step, with what was agreed in it, count as its correction e has it.
func (c *Case) retell(e Event) {
	step, is := c.Events[e.Data.Event-1], c.CorrectionOf(e).Contact
	for i, other := range c.Events[:e.Seq-1] {
		agreed := other.Kind == PlanAgreed && sameAct(step, other)
		if other.Seq != step.Seq && !agreed {
			continue
		}
		c.keepWritten(other)
		if FactCode(e.Data.Why) == FactContact {
			c.Events[i].Data.Via = e.Data.New
		}
		if other.Kind == Told {
			flagReport(&c.Events[i], c.reports(e))
		}
		switch {
		case is == nil: // its words are erased
		case !agreed:
			c.reword(i, is.Note, spokenWords...)
		case is.Plan != nil:
			c.reword(i, *is.Plan, spokenWords...)
		}
	}
}

// spokenWords are the names of the words that a form asks of how somebody was reached.
var spokenWords = []string{"text", "with", "said", "handling", "how"}

// reword lets an event count with other words: those of its entry, with the words of these
// in their place and without the others of those names, and with what else there is besides.
func (c *Case) reword(i int, is any, names ...string) {
	e := &c.Events[i]
	words := map[string]json.RawMessage{}
	c.read(e.Entry, &words)
	for _, name := range names {
		delete(words, name)
	}
	raw, _ := json.Marshal(is) // plain structs always marshal
	_ = json.Unmarshal(raw, &words)
	raw, _ = json.Marshal(words)
	if c.reworded == nil {
		c.reworded = map[int]json.RawMessage{}
	}
	e.Entry = -e.Seq
	c.reworded[e.Seq] = raw
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
