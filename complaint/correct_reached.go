package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// reachedKinds are a contact and a try, which can take each other's place.
var reachedKinds = []Kind{Contacted, Attempted}

// ReachedOrNot lists them as codes.
func ReachedOrNot() []string { return []string{string(Contacted), string(Attempted)} }

// afterContact are the steps that a case takes because somebody spoke with the complainant.
var afterContact = []Kind{ApprovalAsked, Approved, Told, Untold}

// reachedStands tells whether event e is a contact or a try of which that may still be
// corrected: nothing that was done since rests on it. On a contact rests an answer that
// was decided on or told, unless there was another contact before that; on a try that the
// case goes on without one, which somebody agrees to for the tries that there were.
func (c *Case) reachedStands(e Event) bool {
	switch e.Kind {
	case Contacted:
		rests := slices.IndexFunc(c.Events[e.Seq:], func(later Event) bool { return slices.Contains(afterContact, later.Kind) })
		return rests < 0 || slices.ContainsFunc(c.Events[:e.Seq+rests], func(other Event) bool {
			return other.Seq != e.Seq && (other.Kind == Contacted || other.Kind == Unreached)
		})
	case Attempted:
		return !slices.ContainsFunc(c.Events[e.Seq:], func(later Event) bool {
			return later.Kind == Unreached || later.Kind == AgreementAsked && Ask(later.Data.Why) == AskUnreached
		})
	}
	return false
}

// WantsPlan tells whether a form that makes a try a contact asks how and by when the matter
// is solved: it is the first contact, of which that has to be known (EX-14, EX-15).
func (c *Case) WantsPlan(f CorrectForm) bool {
	if f.Fact.Code != FactReached || Kind(f.Code) != Contacted || !c.AwaitsContact() {
		return false
	}
	e := c.Events[f.Fact.Seq-1]
	return e.Kind == Attempted && !slices.ContainsFunc(c.Events[e.Seq:], func(other Event) bool {
		return other.Kind == PlanAgreed && sameAct(e, other) // which counts again
	})
}

// orNot is a contact that is noted as a try, or a try as a contact, held to what is asked
// when it is logged; flags are what is noted with a contact. A promise that was made in it is
// dropped first: it is owed, and nobody made it.
func (c *Case) orNot(f CorrectForm, e Event, now time.Time) (words Correction, flags []string, rs Refusals) {
	field := f.Fact.Field()
	switch {
	case !slices.Contains(reachedKinds, Kind(f.Code)):
		return words, nil, Refusals{refuseField(field, "error.reached_missing")}
	case Kind(f.Code) == e.Kind:
		return words, nil, nil
	case e.Kind == Contacted:
		for _, m := range c.OpenCommitments() {
			if i := slices.IndexFunc(c.Events, func(made Event) bool { return made.Kind == CommitmentMade && made.Data.Index == m.N }); sameAct(e, c.Events[i]) {
				rs = append(rs, refuseField(field, "error.reached_promised", "what", c.Promise(m.N).What))
			}
		}
		return words, nil, rs
	case !e.Data.Has(FlagInbound) && c.gated(e.Actor, e.At):
		role := c.Procedure.Contact.Consult
		return words, nil, Refusals{refuseField(field, "error.consult_first", "role", role, "who", Users(c.whoPlays(Role(role), now)))}
	}
	if c.unadvised(Person{ID: e.Actor, Member: true}, e.At, now) {
		flags = []string{FlagUnadvised}
	}
	if !c.WantsPlan(f) {
		return words, flags, nil
	}
	plan := &Plan{How: strings.TrimSpace(f.How), With: c.Note(e).With}
	words.Agreed = plan
	if plan.How == "" {
		rs = append(rs, refuseField(f.Fact.Part(PartAgreed), "error.plan_missing"))
	} else if c.guardsTalk() {
		rs = append(rs, c.guardWords(f.Fact.Part(PartAgreed), plan.How, c.asName(plan.With))...)
	}
	switch day, err := calendar.ParseDay(f.Day); {
	case err != nil:
		rs = append(rs, refuseField(f.Fact.Part(PartUntil), "error.plan_day_missing"))
	case day.Before(calendar.DayOf(e.At, c.Zone())):
		rs = append(rs, refuseField(f.Fact.Part(PartUntil), "error.before_agreed", "agreed", calendar.DayOf(e.At, c.Zone())))
	case !c.Calendar.Covers(day):
		rs = append(rs, c.tooFar(f.Fact.Part(PartUntil)))
	}
	return words, flags, rs
}

// agree records what was agreed in a contact that was noted as a try, when that was.
func (c *Case) agree(data Data, words Correction, by Person, now time.Time) {
	if words.Agreed == nil {
		return
	}
	e := c.Events[data.Event-1]
	c.record(PlanAgreed, by, e.At, now, Data{Day: data.Day, Via: e.Data.Via, Event: e.Seq}, c.put(*words.Agreed))
}

// reachedIs lets an event count as the contact, or the try, that its correction e says it
// was, and what was agreed in it only where it was one.
func (c *Case) reachedIs(e Event) {
	i := e.Data.Event - 1
	c.keepWritten(c.Events[i])
	c.Events[i].Kind = Kind(e.Data.New)
	without := func(flags []string, flag string) []string {
		return slices.DeleteFunc(slices.Clone(flags), func(is string) bool { return is == flag })
	}
	c.Events[i].Data.Flags = append(without(c.Events[i].Data.Flags, FlagUnadvised), e.Data.Flags...)
	for j, other := range c.Events[:e.Seq-1] {
		if other.Kind != PlanAgreed || !sameAct(c.Events[i], other) {
			continue
		}
		c.keepWritten(other)
		c.Events[j].Data.Flags = without(other.Data.Flags, FlagMistaken)
		if Kind(e.Data.New) == Attempted {
			c.Events[j].Data.Flags = append(c.Events[j].Data.Flags, FlagMistaken)
		}
	}
}
