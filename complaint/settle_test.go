package complaint

import (
	"fmt"
	"testing"

	"ombud/procedure"
)

// closing is what closing a case owes in a round, "" when that is nobody's yet.
func closing(t *testing.T, c *Case, round int) string {
	t.Helper()
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range duties {
		if d.Kind == "close" && d.Round == round {
			return fmt.Sprintf("%s by %s, open %v, void %v", d.Owner, d.Due.In(c.Zone()).Format("01-02 15:04"), d.Open(), d.Void)
		}
	}
	return ""
}

// Whichever way a case comes to its end, somebody owes its closing from then on.
func TestWhatOnlyHasToBeClosedIsOwed(t *testing.T) {
	satisfied := func(w *walk, when string) {
		w.do("ask", w.c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: at(t, when), Via: "phone"}, member(lotte), at(t, when)))
	}
	for _, tc := range []struct {
		name string
		from Face
		to   func(w *walk)
		want string
	}{
		{"an answer that waits for what the customer says", FaceAnswered, func(*walk) {}, ""},
		{"a satisfied customer", FaceAnswered, func(w *walk) { satisfied(w, "2026-03-17 11:00") }, "officer by 03-25 00:00, open true, void false"},
		{"an answer written down late keeps its own day", FaceAnswered, func(w *walk) {
			w.do("ask", w.c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: at(t, "2026-03-16 11:00"), Via: "phone"}, member(lotte), at(t, "2026-03-19 11:00")))
		}, "officer by 03-24 00:00, open true, void false"},
		{"three tries alone", FaceAnswered, func(w *walk) { tries(t, w.c, threeDays...) }, ""},
		{"management agrees that nobody answers", FaceAnswered, func(w *walk) {
			tries(t, w.c, threeDays...)
			w.do("ask", w.c.AskClose("never answers", member(lotte), at(t, "2026-03-19 10:00")))
			w.do("grant", w.c.Grant(lastRequest(w.c).Seq, member(mees), at(t, "2026-03-19 11:00")))
		}, "officer by 03-27 00:00, open true, void false"},
		{"a ruling that asks for nothing", FaceAnswered, func(w *walk) {
			w.do("hand over", w.c.HandOver(handOver(t), member(sanne), at(t, "2026-03-19 11:00")))
			w.do("rule", w.c.RecordRuling(Ruling{Text: "No", Nothing: "the claim was denied", At: at(t, "2026-05-20 10:00")}, member(sanne), at(t, "2026-05-20 10:00")))
		}, "officer by 05-29 00:00, open true, void false"},
		{"a ruling that is not carried out", FaceAnswered, func(w *walk) {
			w.do("hand over", w.c.HandOver(handOver(t), member(sanne), at(t, "2026-03-19 11:00")))
			w.do("rule", w.c.RecordRuling(Ruling{Text: "Half", At: at(t, "2026-05-20 10:00"), Day: "2026-06-10"}, member(sanne), at(t, "2026-05-20 10:00")))
		}, ""},
		{"a ruling that is", FaceAnswered, func(w *walk) {
			w.do("hand over", w.c.HandOver(handOver(t), member(sanne), at(t, "2026-03-19 11:00")))
			w.do("rule", w.c.RecordRuling(Ruling{Text: "Half", At: at(t, "2026-05-20 10:00"), Day: "2026-06-10"}, member(sanne), at(t, "2026-05-20 10:00")))
			w.do("carry out", w.c.CarryOut(at(t, "2026-06-01 10:00"), member(milan), at(t, "2026-06-01 10:00")))
		}, "officer by 06-09 00:00, open true, void false"},
		{"a satisfied customer who goes to a third party all the same", FaceReady, func(w *walk) {
			w.do("hand over", w.c.HandOver(handOver(t), member(sanne), at(t, "2026-03-19 11:00")))
		}, ""},
		{"a closed case", FaceClosed, func(*walk) {}, "officer by 03-26 00:00, open false, void false"},
		{"withdrawn after all", FaceReady, func(w *walk) {
			w.do("end", w.c.EndCase(EndForm{End: EndWithdrawn, Reason: "It is fine", With: "Anna", Via: "phone", At: at(t, "2026-03-19 10:00")}, member(sanne), at(t, "2026-03-19 11:00")))
		}, "officer by 03-26 00:00, open false, void true"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.from)
			tc.to(&walk{t, c})
			again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			for how, c := range map[string]*Case{"walked": c, "loaded": again} {
				if got := closing(t, c, 1); got != tc.want {
					t.Errorf("%s: closing is owed %q, want %q", how, got, tc.want)
				}
			}
		})
	}
}

// Round two owes its own closing; that of round one is kept as it was.
func TestClosingIsOwedInEachRound(t *testing.T) {
	c := walkTo(t, FaceClosed)
	w := &walk{t, c}
	w.do("reopen", c.Reopen("It broke again", at(t, "2026-04-01 10:00"), member(sanne), at(t, "2026-04-01 10:00")))
	if one, two := closing(t, c, 1), closing(t, c, 2); one != "officer by 03-26 00:00, open false, void false" || two != "" {
		t.Errorf("reopened, it owes %q of round 1 and %q of round 2", one, two)
	}
	d := draft()
	d.Promises = nil
	w.do("draft", c.Prepare(d, member(milan), at(t, "2026-04-01 15:00")))
	w.do("approve", c.Approve(2, member(mees), at(t, "2026-04-01 16:00")))
	w.do("deliver", c.Deliver(Delivery{At: at(t, "2026-04-02 10:00"), Via: "phone", With: "Anna"}, member(milan), at(t, "2026-04-02 10:05")))
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: at(t, "2026-04-07 11:00"), Via: "phone"}, member(lotte), at(t, "2026-04-07 11:00")))
	if got := closing(t, c, 2); got != "officer by 04-15 00:00, open true, void false" {
		t.Errorf("round 2 owes %q", got)
	}
	if step, _ := c.Next(); step != StepClose {
		t.Errorf("next is %s", step)
	}
}

// Each procedure says by when, and who. Somebody is reminded like of anything else.
func TestEachProcedureSaysWhoCloses(t *testing.T) {
	for name, owner := range map[string]Role{"exactpi": RoleOfficer, "okonomi": RoleOfficer, "cygnus": RoleOfficer, "klachten": RoleManagement, "kerngroep": RoleManagement} {
		t.Run(name, func(t *testing.T) {
			c := presetCase(t, name, "Europe/Amsterdam")
			d := c.Procedure.Duty("close")
			if d == nil || d.StartsOn != procedure.Settled || Role(d.Owner) != owner || !d.House || d.Quiet {
				t.Errorf("it says %+v", d)
			}
		})
	}
	c, now := walkTo(t, FaceReady), at(t, "2026-03-26 09:30")
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range duties {
		if d.Kind == "close" && (!d.Overdue(now) || len(c.Recipients(&d, StageOverdue, now)) == 0) {
			t.Errorf("nobody hears that the case should have been closed: %+v", d)
		}
	}
}
