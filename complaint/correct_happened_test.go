package complaint

import (
	"slices"
	"testing"
	"time"
)

func happenedForm(t *testing.T, c *Case, kind Kind, is string) CorrectForm {
	t.Helper()
	for _, e := range c.Events {
		if c.Written(e).Kind == kind {
			return CorrectForm{Fact: Fact{FactHappened, e.Seq}, Code: is, Reason: "It was another case"}
		}
	}
	t.Fatalf("no %s", kind)
	return CorrectForm{}
}

// A receipt that was logged by mistake never happened: it is owed as before and can be
// confirmed, what was agreed in it counts no more, and that is told before. Corrected back,
// all of it stands again.
func TestAReceiptThatWasNone(t *testing.T) {
	w := danish(t, "phone")
	c, now := w.c, at(t, "2026-03-06 10:00")
	w.do("acknowledge", c.Acknowledge(Receipt{
		At: at(t, "2026-03-05 11:00"), Via: "phone", With: "Anna de Vries", Said: "We look into it", Day: "2026-03-20", PassedOn: true,
	}, member(sanne), at(t, "2026-03-05 11:05")))
	face := c.Face()
	form, plan := happenedForm(t, c, Acknowledged, HappenedNot), seqOf(t, c, PlanAgreed)
	if on := c.OnRecord(form.Fact); on.Code != HappenedYes {
		t.Errorf("on record: %+v", on)
	}
	again := slices.ContainsFunc(c.Preview(form, now), func(m Move) bool { return m.After != nil && m.After.Kind == "acknowledge" && m.After.Open() })
	if !again || !slices.ContainsFunc(c.Effects(form, now), func(e Effect) bool { return e.Code == EffectPlan }) {
		t.Errorf("foreseen: %+v, %+v", c.Preview(form, now), c.Effects(form, now))
	}
	for code, want := range map[string]string{"": "error.happened_missing", HappenedYes: "error.correct_same"} {
		form := form
		form.Code = code
		if err := c.Correct(form, member(sanne), now); !refusedAs(err, want) {
			t.Errorf("%q: %v", code, err)
		}
	}
	w.do("correct", c.Correct(form, member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		e := c.Events[form.Fact.Seq-1]
		if e.Kind != NotDone || c.AsStep(e).Kind != Acknowledged || !c.ReceiptAt.IsZero() || c.Face() != FaceNew || c.MayAcknowledge(member(sanne), now) != nil {
			t.Errorf("%s: it is %s, the case %s, confirmed %v", how, e.Kind, c.Face(), c.ReceiptAt)
		}
		if d := dutyOf(t, c, "acknowledge"); !d.Open() {
			t.Errorf("%s: nobody owes the receipt", how)
		}
		if by := c.CorrectedBy(plan); c.PlanDay != "" || !slices.Equal(by, []int{len(c.Events)}) {
			t.Errorf("%s: agreed %q, which points to %v", how, c.PlanDay, by)
		}
		for _, f := range c.Facts() {
			if (f.Seq == form.Fact.Seq || f.Seq == plan) && f != form.Fact {
				t.Errorf("%s: %s of what counts no more can be corrected", how, f)
			}
		}
	}
	w.do("correct back", c.Correct(happenedForm(t, c, Acknowledged, HappenedYes), member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if !c.ReceiptAt.Equal(at(t, "2026-03-05 11:00")) || c.Face() != face || c.PlanDay != "2026-03-20" || len(c.CorrectedBy(plan)) > 0 {
			t.Errorf("%s, back: %s, confirmed %v, agreed %q", how, c.Face(), c.ReceiptAt, c.PlanDay)
		}
	}
}

// More time of which nobody told the customer moves no deadline: they are still to be told
// where it was agreed, and the answer is due when it was.
func TestAnExtensionThatNobodyTold(t *testing.T) {
	w := dutch(t)
	c, now := w.c, at(t, "2026-03-12 12:00")
	due := dutyOf(t, c, "decision").Due
	w.extended(ExtensionForm{Day: "2026-04-17", Reason: "an expert is ill", Via: "phone", At: now}, sanne, mees, now)
	form := happenedForm(t, c, Extended, HappenedNot)
	if len(c.Preview(form, now)) == 0 {
		t.Error("nothing is told before")
	}
	w.do("correct", c.Correct(form, member(sanne), now.Add(time.Hour)))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if d := dutyOf(t, c, "decision"); !d.Due.Equal(due) || c.Pending() == nil || c.ExtendedTimes() != 0 || c.MayExtend(member(sanne), now.Add(time.Hour)) != nil {
			t.Errorf("%s: due %v, want %v, waiting %+v, told %d times", how, d.Due, due, c.Pending(), c.ExtendedTimes())
		}
	}
}

// An explanation that was not given is owed again, also in a case that went on.
func TestAnExplanationThatWasNone(t *testing.T) {
	for _, face := range []Face{FaceConfirmed, FaceInProgress, FaceAnswered} {
		c := walkTo(t, face)
		now := at(t, "2026-03-19 12:00")
		must(t, c.Correct(happenedForm(t, c, Explained, HappenedNot), member(sanne), now))
		for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if err := c.MayExplain(member(sanne), now); !c.ExplainedAt.IsZero() || err != nil {
				t.Errorf("%s, %s: explained %v, again: %v", face, how, c.ExplainedAt, err)
			}
		}
	}
}

// What never happened in a duplicate does not cross; what came along and turned out not to
// have happened goes back with the rest.
func TestWhatNeverHappenedDoesNotCross(t *testing.T) {
	now := at(t, "2026-03-06 12:00")
	d, c := twoLetters(t)
	must(t, d.Correct(happenedForm(t, d, Acknowledged, HappenedNot), member(sanne), now))
	must(t, Merge(d, c, "the same letter", member(sanne), now))
	if c.newest(Acknowledged) != nil || !c.ReceiptAt.IsZero() {
		t.Errorf("confirmed %v", c.ReceiptAt)
	}
	d, c = twoLetters(t)
	must(t, Merge(d, c, "the same letter", member(sanne), now))
	form := happenedForm(t, c, Acknowledged, HappenedNot)
	must(t, c.Correct(form, member(sanne), now))
	must(t, Unmerge(d, c, member(sanne), now.Add(time.Hour)))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reloaded(c)} {
		if !c.WentBack(c.Events[form.Fact.Seq-1]) || slices.Contains(c.Facts(), form.Fact) {
			t.Errorf("%s: it is %s", how, c.Events[form.Fact.Seq-1].Kind)
		}
	}
}
