package complaint

import (
	"slices"
	"testing"
	"time"

	"ombud/calendar"
)

// The wrong result was pressed: until something rests on it the case goes on from the
// right one, in its round and with its duties, at hand and when it is loaded.
func TestTheResultOfAFollowUpIsCorrected(t *testing.T) {
	now := at(t, "2026-03-18 09:00")
	for _, tc := range []struct {
		was, is Kind
		face    Face
		round   int
		tries   int
	}{
		{Satisfied, Dissatisfied, FaceReopened, 2, 0},
		{Satisfied, NoReply, FaceAnswered, 1, 1},
		{Dissatisfied, Satisfied, FaceReady, 1, 0},
		{Dissatisfied, NoReply, FaceAnswered, 1, 1},
		{NoReply, Satisfied, FaceReady, 1, 0},
		{NoReply, Dissatisfied, FaceReopened, 2, 0},
	} {
		t.Run(string(tc.was)+" was "+string(tc.is), func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			w := &walk{t, c}
			asked := at(t, "2026-03-17 11:00")
			w.do("ask", c.RecordFollowUp(FollowUpForm{Result: tc.was, At: asked, Via: "phone", Note: "said"}, member(lotte), asked))
			w.do("measure", c.TakeMeasure(MeasureForm{What: "call sooner", Owner: fatima, Who: "Fatima", Day: "2026-04-20", Changes: ChangesNothing}, member(sanne), asked))
			fact := Fact{FactResult, seqOf(t, c, tc.was)}
			form := CorrectForm{Fact: fact, Code: string(tc.is), Reason: "Pressed the wrong one"}
			moved := c.Preview(form, now)
			w.do("correct", c.Correct(form, member(sanne), now))
			e := c.Events[len(c.Events)-1]
			if e.Data.Old != string(tc.was) || e.Data.New != string(tc.is) || len(moved) == 0 {
				t.Errorf("recorded %+v, would move %+v", e.Data, moved)
			}
			for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				if c.Face() != tc.face || c.Round != tc.round || c.Tries() != tc.tries || c.Unanswered() != tc.tries {
					t.Errorf("%s it is %s in round %d after %d tries", how, c.Face(), c.Round, c.Tries())
				}
				duties, err := c.Duties()
				must(t, err)
				owed := slices.ContainsFunc(duties, func(d Duty) bool { return d.Kind == DutyRework && d.Open() && d.Start.Equal(asked) })
				if owed != (tc.is == Dissatisfied) || (closing(t, c, 1) != "") != (tc.is == Satisfied) {
					t.Errorf("%s: putting right is owed %v, closing %q", how, owed, closing(t, c, 1))
				}
			}
			if c.Written(c.Events[fact.Seq-1]).Kind != tc.was {
				t.Error("what was written is not kept")
			}
		})
	}
}

// What the case goes on from is no result to be corrected any more: neither once it is
// closed, nor once somebody works at it again, nor of an earlier try.
func TestAResultThatOthersRestOnStands(t *testing.T) {
	can := func(c *Case) bool {
		return slices.ContainsFunc(c.Facts(), func(f Fact) bool { return f.Code == FactResult })
	}
	if c := walkTo(t, FaceReady); !can(c) {
		t.Error("of a case that is ready it cannot be corrected")
	}
	if c := walkTo(t, FaceClosed); can(c) {
		t.Error("of a closed case it can be corrected")
	}
	again := walkBack(t, FaceReopened)
	if !can(again) {
		t.Error("of a case that was only just reopened it cannot be corrected")
	}
	day := again.Events[len(again.Events)-1].Recorded
	d := draft()
	d.Promises = nil
	(&walk{t, again}).do("draft", again.Prepare(d, member(milan), day.AddDate(0, 0, 1)))
	if can(again) {
		t.Error("somebody works at it again, and it can be corrected")
	}
	tried := walkTo(t, FaceAnswered)
	tries(t, tried, threeDays...)
	facts := slices.DeleteFunc(tried.Facts(), func(f Fact) bool { return f.Code != FactResult })
	if len(facts) != 1 || facts[0].Seq != seqOf(t, tried, NoReply) {
		t.Errorf("of three tries these can be corrected: %v", facts)
	}
}

// The handler hears that the case is theirs again, and management of a third round.
func TestACorrectedResultIsTold(t *testing.T) {
	correct := func(w *walk, when time.Time) Event {
		w.t.Helper()
		fact := Fact{FactResult, seqOf(w.t, w.c, Satisfied)}
		w.do("correct", w.c.Correct(CorrectForm{Fact: fact, Code: "dissatisfied", Reason: "wrong"}, member(sanne), when))
		return w.c.Events[len(w.c.Events)-1]
	}
	first := &walk{t, walkTo(t, FaceReady)}
	last := correct(first, at(t, "2026-03-19 09:00"))
	notices := first.c.Notices(last)
	if !slices.ContainsFunc(notices, func(n Notice) bool { return n.Kind == NoticeDesk && n.To == milan }) {
		t.Errorf("told: %+v", notices)
	}
	if slices.ContainsFunc(notices, func(n Notice) bool { return n.Ref == ToldRound }) {
		t.Errorf("of a second round is told: %+v", notices)
	}
	third := &walk{t, walkTo(t, FaceAnswered)}
	ask := func(result Kind, when string) {
		day := at(t, when)
		third.do("ask", third.c.RecordFollowUp(FollowUpForm{Result: result, At: day, Via: "phone", Note: "said so"}, member(lotte), day))
	}
	ask(Dissatisfied, "2026-03-18 10:00")
	again, day := draft(), at(t, "2026-03-18 11:00")
	again.Promises = nil
	third.do("draft", third.c.Prepare(again, member(milan), day))
	third.do("approve", third.c.Approve(2, member(mees), day))
	third.do("deliver", third.c.Deliver(Delivery{At: day, Via: "phone"}, member(milan), day))
	ask(Satisfied, "2026-03-20 10:00")
	last = correct(third, at(t, "2026-03-23 09:00"))
	if third.c.Round != toldRound {
		t.Fatalf("corrected, it is in round %d", third.c.Round)
	}
	if !slices.ContainsFunc(third.c.Notices(last), func(n Notice) bool { return n.Kind == NoticeWeight && n.To == mees && n.Ref == ToldRound }) {
		t.Errorf("of a third round is told: %+v", third.c.Notices(last))
	}
	last.Data.Why = string(FactVia) // of another fact that happens to have that value nobody hears
	if slices.ContainsFunc(third.c.Notices(last), func(n Notice) bool { return n.Ref == ToldRound }) {
		t.Errorf("of another fact is told: %+v", third.c.Notices(last))
	}
}

// When the customer was told of an extension says whether that was in time, whichever
// way it is corrected; nobody is told before it was agreed.
func TestCorrectingWhenAnExtensionWasTold(t *testing.T) {
	c := inHand(t)
	c.Procedure.Extend.Announce = period(t, "3w")
	w := &walk{t, c}
	now := at(t, "2026-03-30 10:00")
	f := ExtensionForm{Day: "2026-04-17", Reason: "an expert is ill", Via: "phone", At: now}
	late := c.NeedsAgreement()
	if late {
		w.do("ask", c.Extend(f, member(milan), at(t, "2026-03-10 10:00")))
		w.do("agree", c.AgreeExtension(1, member(c.Deciders(&c.Extensions[0], at(t, "2026-03-11 10:00"))[0]), at(t, "2026-03-11 10:00")))
	}
	w.do("tell", c.Extend(f, member(milan), now))
	answer := c.Procedure.Extend.Of
	first := dutyOf(t, c, answer).Due
	seq := seqOf(t, c, Extended)
	correct := func(when string) error {
		return c.Correct(CorrectForm{Fact: Fact{FactAt, seq}, At: at(t, when), Reason: "Told sooner"}, member(sanne), at(t, "2026-04-01 10:00"))
	}
	if !c.Extensions[0].Late {
		t.Fatalf("told %v, and not late", c.Extensions[0].ToldAt)
	}
	want := "error.before_receipt"
	early := "2026-03-01 10:00"
	if late {
		want, early = "error.before_agreement", "2026-03-11 09:00"
	}
	if err := correct(early); !refusedAs(err, want) {
		t.Errorf("told at %s: %v", early, err)
	}
	w.do("in time", correct("2026-03-20 10:00"))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if x := c.Extensions[0]; x.Late || !x.ToldAt.Equal(at(t, "2026-03-20 10:00")) || c.Calendar.LastDay(dutyOf(t, c, answer).Due) != (calendar.Day{Year: 2026, Month: 4, Day: 17}) {
			t.Errorf("%s: %+v, due %v", how, x, dutyOf(t, c, answer).Due)
		}
	}
	w.do("late after all", correct("2026-03-28 10:00"))
	if x := reload(c).Extensions[0]; !x.Late || !dutyOf(t, c, answer).Due.Equal(first) {
		t.Errorf("late after all: %+v, due %v", x, dutyOf(t, c, answer).Due)
	}
}

// Moments of what was done beside the straight road are corrected as others are, and
// never before what they follow on.
func TestCorrectingWhenTheRestWasDone(t *testing.T) {
	now := at(t, "2026-07-01 10:00")
	ruled := func(t *testing.T) *Case {
		c := walkTo(t, FaceAnswered)
		w := &walk{t, c}
		w.do("hand over", c.HandOver(handOver(t), member(sanne), at(t, "2026-03-19 11:00")))
		w.do("rule", c.RecordRuling(Ruling{Text: "Half", At: at(t, "2026-05-20 10:00"), Day: "2026-06-10"}, member(sanne), at(t, "2026-05-20 10:00")))
		w.do("carry out", c.CarryOut(at(t, "2026-06-12 10:00"), member(milan), at(t, "2026-06-12 10:00")))
		return c
	}
	reopened := func(t *testing.T) *Case {
		c := walkTo(t, FaceClosed)
		(&walk{t, c}).do("reopen", c.Reopen("came back", at(t, "2026-04-01 10:00"), member(sanne), at(t, "2026-04-01 10:00")))
		return c
	}
	kept := func(t *testing.T) *Case {
		c := walkTo(t, FaceAnswered)
		(&walk{t, c}).do("keep", c.KeepCommitment(1, at(t, "2026-03-20 10:00"), member(milan), at(t, "2026-03-20 10:00")))
		return c
	}
	measured := func(t *testing.T) *Case {
		c := walkTo(t, FaceAnswered)
		w := &walk{t, c}
		w.do("measure", c.TakeMeasure(MeasureForm{What: "call sooner", Owner: fatima, Who: "Fatima", Day: "2026-04-20", Changes: ChangesNothing}, member(sanne), at(t, "2026-03-19 10:00")))
		w.do("done", c.FinishMeasure(1, at(t, "2026-03-25 10:00"), "done", member(fatima), at(t, "2026-03-25 10:00")))
		return c
	}
	for _, tc := range []struct {
		kind         Kind
		of           func(*testing.T) *Case
		early, right string
		want         string
	}{
		{RulingDone, ruled, "2026-05-20 09:00", "2026-06-09 10:00", "error.before_ruling"},
		{Reopened, reopened, "2026-03-01 09:00", "2026-03-31 10:00", "error.reopen_term"},
		{CommitmentKept, kept, "2026-03-12 09:00", "2026-03-19 10:00", "error.before_promise"},
		{MeasureDone, measured, "2026-03-18 09:00", "2026-03-24 10:00", "error.before_measure"},
	} {
		t.Run(string(tc.kind), func(t *testing.T) {
			c := tc.of(t)
			form := CorrectForm{Fact: Fact{FactAt, seqOf(t, c, tc.kind)}, At: at(t, tc.early), Reason: "Read it wrong"}
			if err := c.Correct(form, member(sanne), now); !refusedAs(err, tc.want) {
				t.Errorf("too early: %v", err)
			}
			form.At = at(t, tc.right)
			(&walk{t, c}).do("correct", c.Correct(form, member(sanne), now))
			for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				duties, err := c.Duties()
				must(t, err)
				moved := slices.ContainsFunc(duties, func(d Duty) bool { return d.Done.Equal(form.At) || d.Start.Equal(form.At) })
				if !c.Events[form.Fact.Seq-1].At.Equal(form.At) || !moved {
					t.Errorf("%s it was done %v", how, c.Events[form.Fact.Seq-1].At)
				}
			}
		})
	}
}
