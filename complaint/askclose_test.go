package complaint

import (
	"slices"
	"testing"
	"time"
)

// tries logs a call that nobody answered on each of these days.
func tries(t *testing.T, c *Case, days ...string) {
	t.Helper()
	for _, day := range days {
		when := at(t, day)
		if err := c.RecordFollowUp(FollowUpForm{Result: NoReply, At: when, Via: "phone"}, member(lotte), when); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTriesBeforeNoReply(t *testing.T) {
	for _, tc := range []struct {
		name string
		days []string
		n    int
	}{
		{"none", nil, 0},
		{"one", threeDays[:1], 1},
		{"three on one day", []string{"2026-03-16 09:00", "2026-03-16 12:00", "2026-03-16 16:00"}, 1},
		{"on a Saturday", []string{"2026-03-14 10:00", "2026-03-16 10:00", "2026-03-17 10:00"}, 2},
		{"three on three days", threeDays, 3},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, now := walkTo(t, FaceAnswered), at(t, "2026-03-19 10:00")
			tries(t, c, tc.days...)
			if c.Tries() != tc.n {
				t.Errorf("%d tries, want %d", c.Tries(), tc.n)
			}
			want := "error.no_reply_early"
			if tc.n >= 3 {
				want = ""
			}
			if got := textOf(c.AskClose("never answers", member(milan), now)); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if _, others := c.Next(); slices.Contains(others, StepAskClose) {
				t.Error("a request that waits is offered again")
			}
		})
	}
}

// asksClose is a case for which the handler asked to close without a reply.
func asksClose(t *testing.T, by string) *Case {
	t.Helper()
	c := walkTo(t, FaceAnswered)
	tries(t, c, threeDays...)
	if err := c.AskClose("never answers", member(by), at(t, "2026-03-19 10:00")); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestClosedUnverified(t *testing.T) {
	c, now := asksClose(t, lotte), at(t, "2026-03-19 11:00")
	w, seq := &walk{t, c}, lastRequest(c).Seq
	if d := dutyOf(t, c, DutyDecide); !d.Open() {
		t.Error("nobody owes a decision")
	}
	w.do("grant", c.Grant(seq, member(mees), now))
	if got := textOf(c.Deny(seq, "no", member(sanne), now)); got != "error.already_decided" {
		t.Errorf("decided twice: %q", got)
	}
	if c.Face() != FaceReady || !c.Unverified() || owes(t, c, DutyFollowUp) || owes(t, c, DutyDecide) {
		t.Errorf("face %s, unverified %v", c.Face(), c.Unverified())
	}
	w.do("close", c.Close(Report{Handling: "refunded"}, member(sanne), now))
	if again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries); again.FollowedUp != NoReply {
		t.Errorf("counted as %q, want %q", again.FollowedUp, NoReply)
	}
}

func TestWhoDecidesOnClosingUnverified(t *testing.T) {
	now := at(t, "2026-03-19 11:00")
	for _, tc := range []struct{ asked, decides, want string }{
		{lotte, mees, ""}, {lotte, sanne, ""},
		{sanne, sanne, "error.own_request"},  // never who asked
		{milan, milan, "error.own_request"},  // nor the handler
		{lotte, milan, "error.not_allowed"},  // the handler, of another's request
		{lotte, fatima, "error.not_allowed"}, // no management
		{lotte, joost, "no such case"},       // delivered the service
		{lotte, "U0OTHER", "no such case"},   // has nothing to do with it
		{lotte, "guest of the house", "no such case"},
	} {
		t.Run(tc.decides+" on the request of "+tc.asked, func(t *testing.T) {
			c := asksClose(t, tc.asked)
			if got := textOf(c.Grant(lastRequest(c).Seq, member(tc.decides), now)); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// Refused, the customer is asked again; heard after all, nothing is left to
// decide, and nobody is told of it who must not be.
func TestWaiverRefusedOrMoot(t *testing.T) {
	now := at(t, "2026-03-19 11:00")
	c := asksClose(t, lotte)
	seq := lastRequest(c).Seq
	if got := textOf(c.Deny(seq, " ", member(mees), now)); got != "error.reason_missing" {
		t.Errorf("refused without a reason: %q", got)
	}
	w := &walk{t, c}
	w.do("deny", c.Deny(seq, "write a letter", member(mees), now))
	if c.Face() != FaceAnswered || c.RequestComment(lastRequest(c)) != "write a letter" || !owes(t, c, DutyFollowUp) {
		t.Errorf("face %s, comment %q", c.Face(), c.RequestComment(lastRequest(c)))
	}
	w.do("ask again", c.AskClose("the letter came back", member(milan), now))
	w.do("heard", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(lotte), now))
	if got := textOf(c.Grant(lastRequest(c).Seq, member(mees), now)); got != "error.wrong_state" {
		t.Errorf("decided though the customer was heard: %q", got)
	}
	if c.FollowedUp != Satisfied || owes(t, c, DutyDecide) {
		t.Errorf("followed up %q, decision owed %v", c.FollowedUp, owes(t, c, DutyDecide))
	}
	told := 0
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeRequest {
			told++
		}
	}
	if told != 4 { // the thread, Sanne, Mees, and Milan, who asked
		t.Errorf("%d messages say that nothing is left to decide", told)
	}
}

func TestWantsNoContact(t *testing.T) {
	now := at(t, "2026-03-16 10:00")
	form := FollowUpForm{Result: NoContact, At: now, Via: "phone"}
	c := walkTo(t, FaceAnswered)
	if got := textOf(c.RecordFollowUp(form, member(lotte), now)); got != "error.followup_note" {
		t.Errorf("without a note: %q", got)
	}
	form.Note = "Do not call me again"
	w := &walk{t, c}
	w.do("no contact", c.RecordFollowUp(form, member(lotte), now))
	if c.Face() != FaceAnswered || !lastRequest(c).Waiting() || c.Petition(lastRequest(c)).Text != form.Note {
		t.Fatalf("face %s, request %+v", c.Face(), c.Requests)
	}
	w.do("grant", c.Grant(lastRequest(c).Seq, member(mees), now))
	if c.FollowedUp != NoContact || c.Face() != FaceReady {
		t.Errorf("followed up %q, face %s", c.FollowedUp, c.Face())
	}
}

// A request that waited when the case ended waits again once that is undone.
func TestUndoBringsTheRequestBack(t *testing.T) {
	c, now := asksClose(t, lotte), at(t, "2026-03-19 11:00")
	w := &walk{t, c}
	w.do("withdraw", c.Withdraw(withdrawal(now), member(sanne), now))
	if lastRequest(c).Waiting() {
		t.Error("it waits though the case ended")
	}
	w.do("undo", c.UndoEnd(member(sanne), now.Add(time.Hour)))
	if !lastRequest(c).Waiting() || !owes(t, c, DutyDecide) {
		t.Error("it does not wait again")
	}
}
