package complaint

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// effects are the codes of what a correction would do, each with whom it concerns.
func effects(c *Case, f CorrectForm, when string, t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for _, e := range c.Effects(f, at(t, when)) {
		found[e.Code] = e.Users
	}
	return found
}

// Of an outcome that was told the form says that what was told stays and who approved
// another; corrected back, what was approved is what stands.
func TestAnOutcomeIsCorrectedAndBack(t *testing.T) {
	c := walkTo(t, FaceClosed)
	w := &walk{t, c}
	hash := c.Answers[0].Hash
	form := CorrectForm{Fact: Fact{FactOutcome, seqOf(t, c, Told)}, Code: "partly", Reason: "Chose the wrong line"}
	want := map[string][]string{EffectOutcome: nil, EffectApproval: {mees}}
	if diff := cmp.Diff(want, effects(c, form, "2026-03-20 12:00", t)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if moved := c.Preview(form, at(t, "2026-03-20 12:00")); len(moved) > 0 {
		t.Errorf("it moves %+v", moved)
	}
	w.do("correct", c.Correct(form, member(sanne), at(t, "2026-03-20 12:00")))
	if e := c.Events[len(c.Events)-1]; e.Data.Old != "upheld" || e.Data.New != "partly" || c.Written(c.Events[form.Fact.Seq-1]).Data.Outcome != "upheld" {
		t.Errorf("recorded %+v", e.Data)
	}
	form.Code = "upheld"
	if diff := cmp.Diff(map[string][]string{EffectOutcome: nil}, effects(c, form, "2026-03-20 12:00", t)); diff != "" {
		t.Errorf("back: (-want +got)\n%s", diff)
	}
	w.do("back", c.Correct(form, member(sanne), at(t, "2026-03-20 12:10")))
	if a := reload(c).Answers[0]; a.Hash != hash || a.Restated || c.Outcome != "upheld" {
		t.Errorf("corrected back it is %+v", a)
	}
	form.Code = "forged"
	if err := c.Correct(form, member(sanne), at(t, "2026-03-20 12:20")); !refusedAs(err, "error.outcome_missing") {
		t.Errorf("of no outcome: %v", err)
	}
}

// The answer of an earlier round is put right without that of the last: the case stands
// under what was told last. What nobody was told yet is no fact.
func TestAnOutcomeIsOfItsOwnRound(t *testing.T) {
	can := func(c *Case) int {
		return len(slices.DeleteFunc(c.Facts(), func(f Fact) bool { return f.Code != FactOutcome }))
	}
	if c := walkTo(t, FaceApproved); can(c) > 0 {
		t.Error("of an answer that was not told it can be corrected")
	}
	c := walkTo(t, FaceAnswered)
	w := &walk{t, c}
	day := at(t, "2026-03-18 10:00")
	first := Fact{FactOutcome, seqOf(t, c, Told)}
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: day, Via: "phone", Note: "said so"}, member(lotte), day))
	again := draft()
	again.Promises, again.Outcome = nil, "goodwill"
	w.do("draft", c.Prepare(again, member(milan), day))
	w.do("approve", c.Approve(2, member(mees), day))
	w.do("deliver", c.Deliver(Delivery{At: day, Via: "phone"}, member(milan), day))
	w.do("correct", c.Correct(CorrectForm{Fact: first, Code: "partly", Reason: "wrong"}, member(sanne), day))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if c.Outcome != "goodwill" || c.Answers[0].Outcome != "partly" || c.Answers[1].Restated || can(c) != 2 {
			t.Errorf("%s it is %s, after %s", how, c.Outcome, c.Answers[0].Outcome)
		}
	}
}
