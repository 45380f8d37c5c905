package complaint

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// Until it is closed a case hears that the customer is not satisfied after all, whichever
// way it came to be ready; what they said before is no result any more.
func TestNotSatisfiedAfterAll(t *testing.T) {
	now := at(t, "2026-03-20 10:00")
	for _, tc := range []struct {
		name string
		to   func(w *walk)
		want []Kind
	}{
		{"answered", nil, []Kind{Satisfied, Dissatisfied, NoReply, NoContact}},
		{"satisfied", func(w *walk) {
			w.do("ask", w.c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: at(t, "2026-03-17 11:00"), Via: "phone"}, member(lotte), at(t, "2026-03-17 11:00")))
		}, []Kind{Dissatisfied}},
		{"unverified", func(w *walk) {
			tries(t, w.c, threeDays...)
			w.do("ask", w.c.AskClose("never answers", member(lotte), at(t, "2026-03-19 10:00")))
			w.do("grant", w.c.Grant(lastRequest(w.c).Seq, member(mees), at(t, "2026-03-19 11:00")))
		}, []Kind{Satisfied, Dissatisfied}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			w := &walk{t, c}
			if tc.to != nil {
				tc.to(w)
			}
			ready := c.Face() == FaceReady
			if got := c.FollowUpResults(); !slices.Equal(got, tc.want) {
				t.Errorf("can be recorded: %v, want %v", got, tc.want)
			}
			if _, others := c.Next(); ready != slices.Contains(others, StepFollowUp) || ready == (tc.to == nil) {
				t.Errorf("ready %v, offered %v", ready, others)
			}
			for _, result := range []Kind{Satisfied, NoReply, NoContact} {
				form := FollowUpForm{Result: result, At: now, Via: "phone", Note: "said"}
				if err := c.checkFollowUp(form, member(lotte), now).orNil(); slices.Contains(tc.want, result) != (err == nil) || err != nil && !refusedAs(err, "error.result_known") {
					t.Errorf("%s: %v", result, err)
				}
			}
			w.do("after all", c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now.Add(-time.Hour), Via: "phone", Note: "the fine came again"}, member(lotte), now))
			if c.Face() != FaceReopened || c.Round != 2 || c.FollowedUp != "" || c.Unverified() {
				t.Errorf("it is %s in round %d", c.Face(), c.Round)
			}
			if d := dutyOf(t, c, DutyRework); d.Round != 2 || !d.Start.Equal(now.Add(-time.Hour)) {
				t.Errorf("to be put right since %v in round %d", d.Start, d.Round)
			}
			if one, two := closing(t, c, 1), closing(t, c, 2); ready && !strings.HasSuffix(one, "open false, void true") || two != "" {
				t.Errorf("closing is owed %q in round 1 and %q in round 2", one, two)
			}
			if err := c.Close(Report{Handling: "done"}, member(sanne), now); refusedWith(t, err) != "error.close_blocked" {
				t.Errorf("closed all the same: %v", err)
			}
			again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			if again.Face() != c.Face() || again.Round != c.Round {
				t.Errorf("loaded it is %s in round %d", again.Face(), again.Round)
			}
		})
	}
}

// Nobody asks again after a ruling, nor who may not ask at all.
func TestWhoHearsThatItIsNotSolved(t *testing.T) {
	now := at(t, "2026-06-10 10:00")
	form := FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "the fine came again"}
	ready := walkTo(t, FaceReady)
	for _, by := range []Person{member(joost), member(mees), {ID: lotte}} {
		if err := ready.RecordFollowUp(form, by, now); err == nil {
			t.Errorf("%v may", by)
		}
	}
	ruled := walkTo(t, FaceAnswered)
	w := &walk{t, ruled}
	w.do("hand over", ruled.HandOver(handOver(t), member(sanne), at(t, "2026-03-19 11:00")))
	w.do("rule", ruled.RecordRuling(Ruling{Text: "No", Nothing: "denied", At: at(t, "2026-05-20 10:00")}, member(sanne), at(t, "2026-05-20 10:00")))
	if _, others := ruled.Next(); ruled.Face() != FaceReady || slices.Contains(others, StepFollowUp) {
		t.Errorf("ruled, it is %s and offers %v", ruled.Face(), others)
	}
	if err := ruled.RecordFollowUp(form, member(lotte), now); refusedWith(t, err) != "error.wrong_state" {
		t.Errorf("after a ruling: %v", err)
	}
}

// What happened outside may have been earlier than it is written down, not before what
// it follows on: both times are kept, and a clock starts at the first.
func TestComingBackAndCarryingOutHaveTheirOwnTime(t *testing.T) {
	closed := walkTo(t, FaceClosed)
	now := at(t, "2026-03-30 10:00")
	for when, want := range map[string]string{"2026-03-01 10:00": "error.before_closing", "2026-03-30 10:01": "error.future"} {
		if err := closed.Reopen("came back", at(t, when), member(sanne), now); !refusedAs(err, want) {
			t.Errorf("back at %s: %v", when, err)
		}
	}
	if err := closed.Reopen("came back", time.Time{}, member(sanne), now); !refusedAs(err, "error.before_closing") {
		t.Errorf("without a moment: %v", err)
	}
	(&walk{t, closed}).do("reopen", closed.Reopen("came back", at(t, "2026-03-27 10:00"), member(sanne), now))
	if e := closed.Events[len(closed.Events)-1]; !e.At.Equal(at(t, "2026-03-27 10:00")) || !e.Recorded.Equal(now) {
		t.Errorf("back %v, written down %v", e.At, e.Recorded)
	}
	ruled := walkTo(t, FaceAnswered)
	w := &walk{t, ruled}
	w.do("hand over", ruled.HandOver(handOver(t), member(sanne), at(t, "2026-03-19 11:00")))
	w.do("rule", ruled.RecordRuling(Ruling{Text: "Half", At: at(t, "2026-05-20 10:00"), Day: "2026-06-10"}, member(sanne), at(t, "2026-05-20 10:00")))
	now = at(t, "2026-06-11 10:00")
	for when, want := range map[string]string{"2026-05-20 09:59": "error.before_ruling", "2026-06-11 10:01": "error.future"} {
		if err := ruled.CarryOut(at(t, when), member(milan), now); !refusedAs(err, want) {
			t.Errorf("carried out at %s: %v", when, err)
		}
	}
	w.do("carry out", ruled.CarryOut(at(t, "2026-06-09 16:00"), member(milan), now))
	d := dutyOf(t, ruled, DutyRulingMeasure)
	if !d.Done.Equal(at(t, "2026-06-09 16:00")) || !d.Done.Before(d.Due) || !ruled.RulingDoneAt.Equal(d.Done) {
		t.Errorf("carried out %v, due %v", d.Done, d.Due)
	}
}
