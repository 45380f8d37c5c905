package complaint

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// code is a fact that is one of a few codes in the data of its event.
type code struct {
	get     func(*Data) string
	set     func(*Data, string)
	of      func(*Case) []string // what it can be, in the order of its own form
	missing string               // the refusal of what is none of them
	none    bool                 // it may be none of them
	all     func(*Case) []string // of one that may be several, with spaces between them: each there is
}

var coded = map[FactCode]code{
	FactOutcome:   codeAt(func(d *Data) *string { return &d.Outcome }, func(c *Case) []string { return c.Procedure.Answer.Outcomes }, "error.outcome_missing"),
	FactNature:    codeAt(func(d *Data) *string { return &d.Why }, natures, "error.nature_missing"),
	FactSecond:    orNone(codeAt(func(d *Data) *string { return &d.Second }, natures, "error.nature_missing")),
	FactCategory:  codeAt(func(d *Data) *string { return &d.Category }, func(c *Case) []string { return c.Procedure.Classify.Categories }, "error.category_missing"),
	FactParty:     codeAt(func(d *Data) *string { return &d.Party }, func(c *Case) []string { return c.Procedure.Classify.Parties }, "error.party_missing"),
	FactWeight:    codeAt(func(d *Data) *string { return &d.Weight }, func(*Case) []string { return Weights }, "error.weight_missing"),
	FactSubmitted: codeAt(func(d *Data) *string { return &d.Form }, func(*Case) []string { return Submissions }, "error.submitted_missing"),
	FactBinding:   codeAt(func(d *Data) *string { return &d.Why }, func(*Case) []string { return Bindings }, "error.binding_missing"),
	FactChecked:   codeAt(func(d *Data) *string { return &d.Why }, func(*Case) []string { return DetailHows }, "error.details_how"),
	FactGrade:     orNone(code{get: graded, set: regrade, of: grades, missing: "error.grade"}),
	FactTicks:     {of: (*Case).TicksAsked, all: func(*Case) []string { return FollowUpTicks }, missing: "error.result_missing", none: true},
	FactPoints:    {of: points, all: points, missing: "error.fact_missing", none: true},
}

// codeAt is a code that stands there as it is.
func codeAt(at func(*Data) *string, of func(*Case) []string, missing string) code {
	return code{get: func(d *Data) string { return *at(d) }, set: func(d *Data, is string) { *at(d) = is }, of: of, missing: missing}
}

func orNone(f code) code {
	f.none = true
	return f
}

func graded(d *Data) string {
	if d.Grade == 0 {
		return ""
	}
	return strconv.Itoa(d.Grade)
}

func regrade(d *Data, is string) { d.Grade, _ = strconv.Atoi(is) } // one of grades, or none

func grades(*Case) []string {
	var list []string
	for _, grade := range Grades {
		list = append(list, strconv.Itoa(grade))
	}
	return list
}

func natures(c *Case) []string { return c.Procedure.Natures }

func points(c *Case) []string { return c.Procedure.Contact.Points }

// Coded tells whether the fact is one of a few codes, see [Case.Choices].
func (f Fact) Coded() bool { return coded[f.Code].of != nil }

// Several tells whether a coded fact is any of its codes, with spaces between them.
func (f Fact) Several() bool { return coded[f.Code].all != nil }

// ofClass tells whether the fact is what sort of case it is.
func (f Fact) ofClass() bool {
	return slices.Contains([]FactCode{FactNature, FactSecond, FactCategory, FactParty, FactWeight, FactSubmitted}, f.Code)
}

// Choices lists what a coded fact can be, in the order of its own form. One that is
// [Fact.Optional] may also be none. What is on record of one that is [Fact.Several] stays
// among them.
func (c *Case) Choices(f Fact) []string {
	if !f.Coded() {
		return nil
	}
	list := coded[f.Code].of(c)
	if !f.Several() {
		return list
	}
	on := strings.Fields(c.codeOf(f, c.Events[f.Seq-1]))
	return slices.DeleteFunc(slices.Clone(coded[f.Code].all(c)), func(code string) bool {
		return !slices.Contains(list, code) && !slices.Contains(on, code)
	})
}

// codeOf is what a coded fact of event e is.
func (c *Case) codeOf(f Fact, e Event) string {
	of := coded[f.Code]
	if of.all == nil {
		return of.get(&e.Data)
	}
	return strings.Join(slices.DeleteFunc(slices.Clone(of.all(c)), func(code string) bool { return !e.Data.Has(code) }), " ")
}

// inOrder is the code of a form as it is kept: of several in their own order, and what is
// none of them after those.
func (c *Case) inOrder(f CorrectForm) string {
	if !f.Fact.Several() {
		return f.Code
	}
	given, list := strings.Fields(f.Code), c.Choices(f.Fact)
	known := slices.DeleteFunc(slices.Clone(list), func(code string) bool { return !slices.Contains(given, code) })
	return strings.Join(append(known, slices.DeleteFunc(given, func(code string) bool { return slices.Contains(list, code) })...), " ")
}

// Optional tells whether a coded fact may be none of its codes.
func (f Fact) Optional() bool { return coded[f.Code].none }

// codedFacts are those that event e carries. While a case runs it is classified anew
// instead; once it ended what it was classified as last can be corrected.
func (c *Case) codedFacts(e Event) []Fact {
	switch {
	case e.Kind == Told && e.Data.Outcome != "":
		facts := c.pointsAsked(e)
		if !c.toldAgain(e) { // it has one outcome, told twice too
			facts = append([]Fact{{FactOutcome, e.Seq}}, facts...)
		}
		return facts
	case e.Kind == Contacted:
		return c.pointsAsked(e)
	case e.Kind == Disputed:
		return []Fact{{FactBinding, e.Seq}}
	case e.Kind == DetailsChecked:
		return []Fact{{FactChecked, e.Seq}}
	case Heard(e.Kind):
		return []Fact{{FactGrade, e.Seq}, {FactTicks, e.Seq}}
	case slices.Contains(FollowUpKinds, e.Kind):
		return []Fact{{FactTicks, e.Seq}}
	case e.Kind != Classified || c.Open() || c.newest(Classified).Seq != e.Seq:
		return nil
	}
	list := []Fact{{FactNature, e.Seq}, {FactWeight, e.Seq}, {FactSubmitted, e.Seq}}
	if c.Procedure.Classify.Second {
		list = append(list, Fact{FactSecond, e.Seq})
	}
	if len(c.Procedure.Classify.Categories) > 0 {
		list = append(list, Fact{FactCategory, e.Seq})
	}
	if len(c.Procedure.Classify.Parties) > 0 {
		list = append(list, Fact{FactParty, e.Seq})
	}
	return list
}

// pointsAsked is which points of the procedure were kept to in event e, where it has any.
func (c *Case) pointsAsked(e Event) []Fact {
	if len(points(c)) == 0 {
		return nil
	}
	return []Fact{{FactPoints, e.Seq}}
}

// checkCode refuses what the fact cannot be: a code that there is not, a second nature
// that is the first, a nature that leaves nobody to tell, and a ruling that binds after which the case was decided again (KG-21).
func (c *Case) checkCode(f CorrectForm, now time.Time) Refusals {
	refused := func(text string) Refusals { return Refusals{refuseField(f.Fact.Field(), text)} }
	none := f.Fact.Optional() && f.Code == ""
	given := []string{f.Code}
	if f.Fact.Several() {
		given = strings.Fields(f.Code)
	}
	choices := c.Choices(f.Fact)
	class := c.Class
	switch f.Fact.Code {
	case FactNature:
		class.Nature = f.Code
	case FactSecond:
		class.Second = f.Code
	}
	switch {
	case !none && slices.ContainsFunc(given, func(code string) bool { return !slices.Contains(choices, code) }):
		return refused(coded[f.Fact.Code].missing)
	case f.Fact.Code == FactParty && f.Code == PartyRepresentative && c.Judgement().Represents == "":
		return refused("error.represents_missing")
	case f.Fact.ofClass() && class.Nature == class.Second:
		return refused("error.second_same")
	case c.hides(f) && len(c.Audience(now)) == 0:
		return refused("error.nobody_left")
	case f.Fact.Code == FactBinding && f.Code == "yes" && c.decidedAfter(f.Fact.Seq):
		return refused("error.binding_followed")
	}
	return nil
}

// hides tells whether a correction makes a case of the channel one that the procedure
// keeps out of it.
func (c *Case) hides(f CorrectForm) bool {
	return f.Fact.Code == FactNature && c.keepsConfidential(f.Code) && !c.Confidential
}

// decidedAfter tells whether the case was taken up again, or went to a third party again,
// since the ruling on the dispute of that number.
func (c *Case) decidedAfter(dispute int) bool {
	ruled := slices.IndexFunc(c.Events[dispute:], func(e Event) bool { return e.Kind == Ruled })
	return ruled >= 0 && !c.Events[dispute+ruled].Undecided() && slices.ContainsFunc(c.Events[dispute+ruled:], func(e Event) bool {
		return e.opensRound() || e.Kind == Disputed
	})
}

// recode lets an event count with the code that its correction e gives, and a version that
// was told twice with one outcome both times.
func (c *Case) recode(e Event) {
	step, fact := c.Events[e.Data.Event-1], FactCode(e.Data.Why)
	for i, other := range c.Events[:e.Seq-1] {
		if other.Seq == step.Seq || fact == FactOutcome && sameAnswer(step, other) {
			c.keepWritten(other)
			c.setCode(coded[fact], &c.Events[i].Data, e.Data.New)
		}
	}
}

// setCode has an event count with a code, or with those of a list in the place of the others.
func (c *Case) setCode(of code, data *Data, value string) {
	if of.all == nil {
		of.set(data, value)
		return
	}
	all := of.all(c)
	flags := slices.DeleteFunc(slices.Clone(data.Flags), func(flag string) bool { return slices.Contains(all, flag) })
	data.Flags = append(flags, strings.Fields(value)...)
}

// decidedAs lets a version that was told stand with the outcome of that event. One that
// was corrected nobody approved: no approval is bound to it any more.
func (c *Case) decidedAs(e Event) {
	if e.Data.Outcome == "" {
		return
	}
	a := &c.Answers[e.Data.Version-1]
	if e.Data.Outcome == a.Outcome {
		return
	}
	a.Outcome, a.Hash, a.Restated = e.Data.Outcome, "", true
	c.decided()
}

// recodes is what a correction of a coded fact does, when the case stands as after.
func (c *Case) recodes(f CorrectForm, after *Case, now time.Time) []Effect {
	var list []Effect
	add := func(is bool, code string, users ...string) {
		if is {
			list = append(list, Effect{Code: code, Users: users})
		}
	}
	switch f.Fact.Code {
	case FactOutcome:
		add(true, EffectOutcome)
		a := &c.Answers[c.Events[f.Fact.Seq-1].Data.Version-1]
		add(a.Asked && after.Answers[a.Version-1].Restated && !a.Restated, EffectApproval, a.approvers()...)
	case FactNature:
		add(true, EffectNature)
		add(c.hides(f), EffectHides)
		add(c.Confidential && c.keepsConfidential(c.Nature) && !c.keepsConfidential(f.Code), EffectHidden)
	case FactWeight:
		heard := c.eligible(c.Roster.Holding(RoleManagement, now))
		add(f.Code != Weights[0] && len(heard) > 0, EffectHears, heard...)
	case FactBinding:
		add(after.Bound() && !c.Bound(), EffectBound)
		add(c.Bound() && !after.Bound(), EffectUnbound)
	}
	return list
}
