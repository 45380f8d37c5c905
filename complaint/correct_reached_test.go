package complaint

import (
	"slices"
	"testing"
	"time"
)

// firstCall is a case that waits for its first contact, which then was noted: as a contact,
// or as a try.
func firstCall(t *testing.T, reached bool) *walk {
	t.Helper()
	c := invented(t)
	w := &walk{t, c}
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process"}, member(sanne), at(t, "2026-03-05 11:00")))
	w.do("form", c.Delivered(FormSent, milan, at(t, "2026-03-05 11:01"), at(t, "2026-03-05 11:01")))
	f := ContactForm{At: at(t, "2026-03-06 09:30"), Via: "phone", Reached: reached, Note: "left a message"}
	if reached {
		f.How, f.Day = "we look into it", "2026-03-20"
	}
	w.do("contact", c.LogContact(f, member(milan), at(t, "2026-03-06 09:45")))
	return w
}

func reachedForm(c *Case, is Kind) CorrectForm {
	for _, f := range c.Facts() {
		if f.Code == FactReached {
			return CorrectForm{Fact: f, Code: string(is), Reason: "It was the voicemail"}
		}
	}
	return CorrectForm{Fact: Fact{FactReached, len(c.Events)}, Code: string(is), Reason: "It was the voicemail"}
}

// A voicemail that was noted as a contact is a try: the first contact is owed as before,
// and what was agreed in it counts no more. Corrected back, all of it stands again.
func TestAContactThatWasNoneIsATry(t *testing.T) {
	w := firstCall(t, true)
	c, now := w.c, at(t, "2026-03-09 10:00")
	if c.PlanDay == "" || c.AwaitsContact() || owesContact(t, c) {
		t.Fatalf("it begins with plan %q", c.PlanDay)
	}
	form := reachedForm(c, Attempted)
	plan := seqOf(t, c, PlanAgreed)
	gone := slices.ContainsFunc(c.Preview(form, now), func(m Move) bool { return m.After != nil && m.After.Kind == DutyContact && m.After.Open() })
	if !gone || !slices.ContainsFunc(c.Effects(form, now), func(e Effect) bool { return e.Code == EffectPlan }) {
		t.Errorf("foreseen: %+v, %+v", c.Preview(form, now), c.Effects(form, now))
	}
	w.do("correct", c.Correct(form, member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if !c.AwaitsContact() || !c.ContactedAt.IsZero() || c.PlanDay != "" || !owesContact(t, c) || c.ContactTries() != 1 {
			t.Errorf("%s: contacted %v, plan %q, %d tries", how, c.ContactedAt, c.PlanDay, c.ContactTries())
		}
		if by := c.CorrectedBy(plan); !slices.Equal(by, []int{len(c.Events)}) {
			t.Errorf("%s: what was agreed points to %v", how, by)
		}
		for _, f := range c.Facts() {
			if f.Seq == plan {
				t.Errorf("%s: %s of what counts no more can be corrected", how, f)
			}
		}
		duties, err := c.Duties()
		must(t, err)
		if slices.ContainsFunc(duties, func(d Duty) bool { return d.From == PlanAgreed && !d.Void }) {
			t.Errorf("%s: the agreed day is owed", how)
		}
	}
	w.do("correct back", c.Correct(reachedForm(c, Contacted), member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if c.AwaitsContact() || c.PlanDay != "2026-03-20" || len(c.CorrectedBy(plan)) > 0 || owesContact(t, c) {
			t.Errorf("%s, back: plan %q, corrected by %v", how, c.PlanDay, c.CorrectedBy(plan))
		}
	}
}

// A try in which somebody was reached after all is a contact: of the first one has to be
// said how and by when it is solved, as when it is logged, and the duty is met when it was.
func TestATryThatReachedSomebodyIsAContact(t *testing.T) {
	w := firstCall(t, false)
	c, now := w.c, at(t, "2026-03-09 10:00")
	form := reachedForm(c, Contacted)
	if !c.WantsPlan(form) || c.WantsPlan(reachedForm(c, Attempted)) {
		t.Error("what was agreed is not asked")
	}
	for _, tc := range []struct{ how, day, want string }{
		{" ", "2026-03-20", "error.plan_missing"},
		{"refund", "", "error.plan_day_missing"},
		{"refund", "2026-03-05", "error.before_agreed"},
		{"refund", "2126-03-05", "error.day_far"},
	} {
		form.How, form.Day = tc.how, tc.day
		if err := c.Correct(form, member(sanne), now); !refusedAs(err, tc.want) {
			t.Errorf("%q by %q: %v", tc.how, tc.day, err)
		}
	}
	form.How, form.Day = "refund", "2026-03-20"
	if len(c.Preview(form, now)) == 0 {
		t.Error("nothing is told before")
	}
	w.do("correct", c.Correct(form, member(sanne), now))
	then := at(t, "2026-03-06 09:30")
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		plan, day := c.Plan()
		if !c.ContactedAt.Equal(then) || plan.How != "refund" || day != "2026-03-20" || !dutyOf(t, c, DutyContact).Done.Equal(then) || c.Face() != FaceInProgress {
			t.Errorf("%s: contacted %v, agreed %+v %s, it is %s", how, c.ContactedAt, plan, day, c.Face())
		}
		on := c.OnRecord(Fact{FactContact, form.Fact.Seq})
		if on.How != "refund" {
			t.Errorf("%s: what was agreed cannot be corrected: %+v", how, on)
		}
	}
	w.do("a try after all", c.Correct(reachedForm(c, Attempted), member(sanne), now))
	if c = reload(c); c.PlanDay != "" || !c.AwaitsContact() {
		t.Errorf("a try after all: agreed %q", c.PlanDay)
	}
}

// What the case went on from is corrected no more: a contact on which an answer rests,
// unless there was another, and a try for which somebody agreed to go on without one.
func TestAContactThatOthersRestOnStands(t *testing.T) {
	can := func(c *Case, seq int) bool { return slices.Contains(c.Facts(), Fact{FactReached, seq}) }
	c := walkTo(t, FaceInProgress)
	first := seqOf(t, c, Contacted)
	if !can(c, first) {
		t.Error("before there is an answer it cannot be corrected")
	}
	told := walkTo(t, FaceAnswered)
	if can(told, seqOf(t, told, Contacted)) {
		t.Error("an answer was told since, and it can be corrected")
	}
	later := at(t, "2026-03-16 10:00")
	(&walk{t, told}).do("call", told.LogContact(ContactForm{At: later, Via: "phone", Reached: true, Note: "asked how she is"}, member(milan), later))
	if !can(told, seqOf(t, told, Contacted)) {
		t.Error("a later contact, on which nothing rests, cannot be corrected")
	}
	if form := reachedForm(told, Attempted); told.Correct(form, member(sanne), later.Add(time.Hour)) != nil || told.Face() != FaceAnswered {
		t.Errorf("corrected it is %s", told.Face())
	}
	w := firstCall(t, false)
	w.c.Procedure.FollowUp.Attempts = 1
	try := seqOf(t, w.c, Attempted)
	if !can(w.c, try) {
		t.Error("a try cannot be corrected")
	}
	w.do("go on", w.c.GoOn("nobody answers", member(mees), at(t, "2026-03-09 10:00")))
	if can(w.c, try) {
		t.Error("somebody agreed to go on for that try, and it can be corrected")
	}
}

// What was promised in a contact is dropped before that is a try.
func TestATryPromisesNothing(t *testing.T) {
	w := firstCall(t, true)
	day, now := at(t, "2026-03-06 15:00"), at(t, "2026-03-09 10:00")
	w.do("promise", w.c.LogContact(ContactForm{
		At: day, Via: "phone", Reached: true, Note: "asked how it goes", Promises: []Promise{{What: "Send the file", Who: "Milan", When: "2026-03-12"}},
	}, member(milan), day))
	form := CorrectForm{Fact: Fact{FactReached, seqOf(t, w.c, Contacted)}, Code: string(Attempted), Reason: "Voicemail"}
	if err := w.c.Correct(form, member(sanne), now); !refusedAs(err, "error.reached_promised") {
		t.Errorf("refused: %v", err)
	}
	w.do("drop", w.c.DropCommitment(1, "never said", member(sanne), now))
	w.do("correct", w.c.Correct(form, member(sanne), now))
	form.Code = "letter"
	if err := w.c.Correct(form, member(sanne), now); !refusedAs(err, "error.reached_missing") {
		t.Errorf("neither of the two: %v", err)
	}
}

// A contact before anybody was consulted is noted as such also where it was a try at first.
func TestAContactThatWasATryIsUnadvised(t *testing.T) {
	w := firstCall(t, false)
	w.c.Procedure.Contact.Consult = string(RoleOfficer)
	form := reachedForm(w.c, Contacted)
	form.How, form.Day = "refund", "2026-03-20"
	gated := *w.c.Procedure
	gated.Contact.Gate = true
	other := reload(w.c)
	other.Procedure = &gated
	if err := other.Correct(form, member(sanne), at(t, "2026-03-09 10:00")); !refusedAs(err, "error.consult_first") {
		t.Errorf("where somebody is consulted first: %v", err)
	}
	w.do("correct", w.c.Correct(form, member(sanne), at(t, "2026-03-09 10:00")))
	if e := reload(w.c).Events[form.Fact.Seq-1]; !e.Data.Has(FlagUnadvised) {
		t.Errorf("noted with %v", e.Data.Flags)
	}
}

func owesContact(t *testing.T, c *Case) bool {
	t.Helper()
	d := dutyOf(t, c, DutyContact)
	return d.Open()
}
