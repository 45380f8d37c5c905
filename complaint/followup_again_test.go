package complaint

import (
	"slices"
	"testing"
)

// nobodyAsks is a case of a procedure that asks nobody whether it is solved, with its answer
// told.
func nobodyAsks(t *testing.T) *walk {
	t.Helper()
	w := &walk{t, walkTo(t, FaceApproved)}
	w.c.Procedure.FollowUp.Required = false
	w.do("deliver", w.c.Deliver(Delivery{At: at(t, "2026-03-13 10:00"), Via: "phone"}, member(milan), at(t, "2026-03-13 10:15")))
	return w
}

// Where nobody asks whether it is solved, a case that was taken up again closes only with
// the answer of that round, and none while a third party has it: what was told before
// answers nothing any more.
func TestNoCaseClosesOnTheAnswerOfAnEarlierRound(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	second := draft()
	second.Promises = nil
	report := Report{Handling: "refunded", NoMeasure: "one slip"}
	reopened := func(w *walk) {
		w.do("close", w.c.Close(report, member(sanne), at(t, "2026-03-18 12:00")))
		w.do("reopen", w.c.Reopen("the fine came again", now, member(sanne), now))
	}
	drafted := func(w *walk) { w.do("draft", w.c.Prepare(second, member(milan), now)) }
	approved := func(w *walk) { w.do("approve", w.c.Approve(2, member(mees), now)) }
	told := func(w *walk) {
		w.do("deliver", w.c.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now))
	}
	out := func(w *walk) { w.do("hand over", w.c.HandOver(handOver(t), member(sanne), now)) }
	ruled := func(w *walk) {
		w.do("rule", w.c.RecordRuling(Ruling{Text: "No", Nothing: "denied", At: now}, member(sanne), now))
	}
	const answer, ruling = "close.answer_told", "close.ruling_done"
	for _, tc := range []struct {
		name  string
		steps []func(*walk)
		want  []string // unmet
		next  Step     // what meets the first of them
	}{
		{"answered", nil, nil, ""},
		{"taken up again", []func(*walk){reopened}, []string{answer}, StepDraft},
		{"the new answer is written", []func(*walk){reopened, drafted}, []string{answer}, StepReview},
		{"the new answer is approved", []func(*walk){reopened, drafted, approved}, []string{answer}, StepDeliver},
		{"the new answer was told", []func(*walk){reopened, drafted, approved, told}, nil, ""},
		{"a third party has it", []func(*walk){out}, []string{ruling}, StepRuling},
		{"a third party ruled", []func(*walk){out, ruled}, nil, ""},
		{"a third party has it, taken up again", []func(*walk){reopened, out}, []string{answer, ruling}, StepRuling},
		{"a third party ruled instead of the new answer", []func(*walk){reopened, out, ruled}, nil, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := nobodyAsks(t)
			for _, step := range tc.steps {
				step(w)
			}
			var unmet []string
			for _, cond := range w.c.ClosingConditions() {
				if !cond.Met {
					unmet = append(unmet, cond.Text)
				}
			}
			if !slices.Equal(unmet, tc.want) {
				t.Fatalf("unmet %v, want %v", unmet, tc.want)
			}
			if len(unmet) > 0 && w.c.Meets(Condition{Text: unmet[0]}) != tc.next {
				t.Errorf("%s is met by %s, want %s", unmet[0], w.c.Meets(Condition{Text: unmet[0]}), tc.next)
			}
			err := w.c.Close(report, member(sanne), now)
			if got := refusalOf(err); (got == "error.close_blocked") != (tc.want != nil) || tc.want == nil && err != nil {
				t.Errorf("closing says %v", err)
			}
		})
	}
}

// What is agreed once the answer was told is a promise of its own: it is kept, or dropped
// with a reason, and goes on when the case closes. Until the answer, and again once the
// customer came back, it is the day of the answer (KG-06, EX-15).
func TestADayAgreedAfterTheAnswerIsAPromise(t *testing.T) {
	contact := func(how string) ContactForm {
		return ContactForm{At: at(t, "2026-03-18 09:00"), Via: "phone", Reached: true, How: how, Day: "2026-03-25"}
	}
	now := at(t, "2026-03-18 09:05")
	for face, promise := range map[Face]bool{
		FaceInProgress: false, FaceApproved: false, FaceAnswered: true, FaceReady: true, FaceReopened: false, FaceDispute: true, FaceRuled: true,
	} {
		t.Run(string(face), func(t *testing.T) {
			c, when := walkAside(t, face, now), now
			f := contact("the bank pays the fine back")
			if face == FaceDispute || face == FaceRuled || face == FaceReady || face == FaceReopened {
				when, f.At, f.Day = at(t, "2026-03-20 09:05"), at(t, "2026-03-20 09:00"), "2026-03-27"
			}
			before := len(c.OpenCommitments())
			if err := c.LogContact(f, member(milan), when); err != nil {
				t.Fatal(err)
			}
			last := c.Events[len(c.Events)-1]
			if (last.Kind == CommitmentMade) != promise || (last.Kind == PlanAgreed) == promise {
				t.Fatalf("recorded %s", last.Kind)
			}
			if !promise {
				return
			}
			m := c.Commitments[len(c.Commitments)-1]
			if p := c.Promise(m.N); p.What != f.How || p.Who != "Milan de Wit" || p.When != f.Day || len(c.OpenCommitments()) != before+1 {
				t.Errorf("promised %+v", p)
			}
			if d := dutyOf(t, c, DutyPromised); d.Open() {
				t.Error("the day of the answer is owed once more")
			}
		})
	}
	c := walkTo(t, FaceAnswered)
	if got := refusedFor(c.LogContact(contact(""), member(milan), now)); got != "how error.plan_missing" {
		t.Errorf("a day for nothing: %q", got)
	}
}

// A duty that began after the answer, which only another answer would end, is named
// when the case closes and stands on record as left.
func TestADutyAfterTheAnswerIsNamedAtClosing(t *testing.T) {
	c, now := walkTo(t, FaceReady), at(t, "2026-03-18 12:00")
	c.record(PlanAgreed, member(milan), at(t, "2026-03-18 11:30"), at(t, "2026-03-18 11:30"), Data{Day: "2026-03-25"}, 0) // by an older version
	if got := kindsOf(c.Undone()); !slices.Equal(got, []string{DutyPromised}) {
		t.Fatalf("undone %v", got)
	}
	if err := c.Close(Report{Handling: "done"}, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	if got := c.LastClosing().Data.Undone; !slices.Equal(got, []string{DutyPromised}) || !slices.Equal(left(t, c), got) {
		t.Errorf("on record %v, left %v", got, left(t, c))
	}
	before := walkTo(t, FaceInProgress) // the answer itself is still asked for, and so is all that it ends
	if got := kindsOf(before.Undone()); len(got) > 0 {
		t.Errorf("before the answer %v", got)
	}
}
