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

// classified is a closed case of whose class the officer was wrong.
func classified(t *testing.T) *Case {
	t.Helper()
	c, now := walkTo(t, FaceReady), at(t, "2026-03-19 10:00")
	w := &walk{t, c}
	w.do("classify", c.Classify(Classification{Class: Class{Nature: "other", Weight: "minor", Submitted: "oral"}}, member(sanne), now))
	if slices.ContainsFunc(c.Facts(), Fact.ofClass) {
		t.Error("while the case runs its class is corrected in two places")
	}
	w.do("close", c.Close(Report{Handling: "done"}, member(sanne), now))
	return c
}

// What a closed case was classified as is put right: a nature that is confidential takes
// it out of the channel first, a weight is told to management, and nothing becomes due.
func TestTheClassOfAClosedCaseIsCorrected(t *testing.T) {
	now := "2026-03-20 12:00"
	for _, tc := range []struct {
		code        FactCode
		is, refused string
		want        map[string][]string
		out         bool
	}{
		{code: FactNature, is: "service", want: map[string][]string{EffectNature: nil}},
		{code: FactNature, is: "discrimination", want: map[string][]string{EffectNature: nil, EffectHides: nil}, out: true},
		{code: FactNature, is: "forged", refused: "error.nature_missing"},
		{code: FactNature, is: "other", refused: "error.correct_same"},
		{code: FactWeight, is: "legal", want: map[string][]string{EffectHears: {sanne, mees}}},
		{code: FactWeight, is: "", refused: "error.weight_missing"},
		{code: FactSecond, is: "service", refused: "error.fact_missing"}, // this procedure asks for none
	} {
		t.Run(string(tc.code)+" "+tc.is, func(t *testing.T) {
			c := classified(t)
			kept, _ := c.KeepUntil()
			form := CorrectForm{Fact: Fact{tc.code, seqOf(t, c, Classified)}, Code: tc.is, Reason: "Chose the wrong line"}
			got, moved := effects(c, form, now, t), c.Preview(form, at(t, now))
			err := c.Correct(form, member(fatima), at(t, now))
			if tc.refused != "" {
				if !refusedAs(err, tc.refused) || len(got) > 0 {
					t.Errorf("%v, would do %v", err, got)
				}
				return
			}
			must(t, err)
			if diff := cmp.Diff(tc.want, got); diff != "" || len(moved) > 0 {
				t.Errorf("moves %v, does (-want +got)\n%s", moved, diff)
			}
			last := c.Events[len(c.Events)-1]
			for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				until, _ := c.KeepUntil()
				if c.OnRecord(form.Fact).Code != tc.is || c.Confidential != tc.out || c.Face() != FaceClosed || until != kept {
					t.Errorf("%s: %+v, %s, confidential %v, kept until %v", how, c.Class, c.Face(), c.Confidential, until)
				}
			}
			if tc.out && c.Events[last.Seq-2].Kind != RouteConfidential {
				t.Error("the channel hears of it before the case leaves")
			}
			hears := slices.ContainsFunc(c.Notices(last), func(n Notice) bool { return n.Kind == NoticeWeight && n.To == mees && n.Ref == tc.is })
			if hears != (tc.code == FactWeight) {
				t.Errorf("told: %+v", c.Notices(last))
			}
			if c.Written(c.Events[form.Fact.Seq-1]).Data.class() == c.Class {
				t.Error("what was written is not kept")
			}
		})
	}
}

// A second nature is another than the first or none; a procedure that lets one role alone
// classify lets that one alone correct it; what is confidential no more stays away.
func TestTheClassOfAClosedCaseKeepsItsRules(t *testing.T) {
	c, now := classified(t), at(t, "2026-03-20 12:00")
	w := &walk{t, c}
	c.Procedure.Classify.Second = true
	second := CorrectForm{Fact: Fact{FactSecond, seqOf(t, c, Classified)}, Code: "other", Reason: "wrong"}
	if err := c.Correct(second, member(sanne), now); !refusedAs(err, "error.second_same") {
		t.Errorf("the first again: %v", err)
	}
	second.Code = "service"
	w.do("second", c.Correct(second, member(sanne), now))
	second.Code = ""
	w.do("none", c.Correct(second, member(sanne), now))
	nature := CorrectForm{Fact: Fact{FactNature, second.Fact.Seq}, Code: "discrimination", Reason: "wrong"}
	c.Procedure.Classify.By = string(RoleDeputy)
	if err := c.Correct(nature, member(sanne), now); err == nil {
		t.Error("the officer corrects what the deputy alone says")
	}
	c.Procedure.Classify.By = ""
	w.do("nature", c.Correct(nature, member(sanne), now))
	nature.Code = "service"
	if got := effects(c, nature, "2026-03-20 12:00", t); !slices.Contains(keysOf(got), EffectHidden) {
		t.Errorf("it does %v", got)
	}
	w.do("back", c.Correct(nature, member(sanne), now))
	if !c.Confidential {
		t.Error("what people were told in confidence comes into the channel")
	}
}

func keysOf(m map[string][]string) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

// Whether a ruling binds decides whether the case can be taken up again; one after which
// that happened cannot have bound anybody.
func TestWhetherARulingBindsIsCorrected(t *testing.T) {
	c, now := walkTo(t, FaceAnswered), at(t, "2026-03-20 12:00")
	w := &walk{t, c}
	w.do("hand over", c.HandOver(handOver(t), member(sanne), at(t, "2026-03-19 11:00")))
	form := CorrectForm{Fact: Fact{FactBinding, seqOf(t, c, Disputed)}, Code: "no", Reason: "Misread their rules"}
	if got := effects(c, form, "2026-03-19 12:00", t); len(got) > 0 {
		t.Errorf("before there is a ruling it does %v", got)
	}
	w.do("rule", c.RecordRuling(Ruling{Text: "No", At: at(t, "2026-03-19 12:00"), Nothing: "nothing was asked"}, member(sanne), at(t, "2026-03-19 12:00")))
	w.do("close", c.Close(Report{Handling: "done"}, member(sanne), at(t, "2026-03-19 13:00")))
	kept, _ := c.KeepUntil()
	if diff := cmp.Diff(map[string][]string{EffectUnbound: nil}, effects(c, form, "2026-03-20 12:00", t)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if err := c.MayReopen(member(sanne), now); !refusedAs(err, "error.reopen_ruled") {
		t.Errorf("bound: %v", err)
	}
	w.do("correct", c.Correct(form, member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		_, binding, _ := c.Dispute()
		if until, _ := c.KeepUntil(); c.Bound() || binding != "no" || until != kept || c.MayReopen(member(sanne), now) != nil {
			t.Errorf("%s it is %s, kept until %v", how, binding, until)
		}
	}
	form.Code = "yes"
	if diff := cmp.Diff(map[string][]string{EffectBound: nil}, effects(c, form, "2026-03-20 12:00", t)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	w.do("reopen", c.Reopen("came back", now, member(sanne), now))
	if err := c.Correct(form, member(sanne), now); !refusedAs(err, "error.binding_followed") {
		t.Errorf("decided again since: %v", err)
	}
	form.Code = "unknown"
	w.do("not known", c.Correct(form, member(sanne), now))
}

// An answer that was told twice, as its way was put right, has one outcome: it is put right
// in one place, where it counts, and back.
func TestTheOutcomeOfAnAnswerThatWasToldTwice(t *testing.T) {
	w := answeredInWriting(t)
	c, now := w.c, at(t, "2026-03-13 09:00")
	hash := c.Answers[0].Hash
	w.reachedBy(Told, "phone", at(t, "2026-03-10 09:00"), func(f *CorrectForm) { f.Said = "All of it" })
	w.do("tell again", c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now))
	var offered []int
	for _, f := range c.Facts() {
		if f.Code == FactOutcome {
			offered = append(offered, f.Seq)
		}
	}
	if again := seqOf(t, c, Told); !slices.Equal(offered, []int{again}) {
		t.Fatalf("offered of events %v, told again in %d", offered, again)
	}
	for _, is := range []string{"goodwill", "upheld"} {
		w.do(is, c.Correct(CorrectForm{Fact: Fact{FactOutcome, offered[0]}, Code: is, Reason: "Chose the wrong line"}, member(sanne), now))
		for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			a := c.Answers[0]
			if c.Outcome != is || a.Restated != (is == "goodwill") || (a.Hash == hash) == a.Restated {
				t.Errorf("%s: it is %s, want %s; restated %v", how, c.Outcome, is, a.Restated)
			}
			for _, e := range c.Events {
				if e.Kind == Told && e.Data.Outcome != is {
					t.Errorf("%s: event %d told %s", how, e.Seq, e.Data.Outcome)
				}
			}
		}
	}
}
