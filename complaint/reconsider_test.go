package complaint

import (
	"slices"
	"testing"
)

func TestWhoMayWithdrawAnApproval(t *testing.T) {
	for _, tc := range []struct {
		who  string
		face Face
		want string
	}{
		{mees, FaceApproved, ""},  // gave it
		{sanne, FaceApproved, ""}, // officer
		{milan, FaceApproved, "error.not_allowed"},
		{joost, FaceApproved, "none"},
		{"U0OTHER", FaceApproved, "none"},
		{mees, FaceInApproval, "error.wrong_state"},
		{mees, FaceAnswered, "error.wrong_state"}, // the customer has it
		{mees, FaceClosed, "error.wrong_state"},
	} {
		c := walkTo(t, tc.face)
		if got := refusalOf(c.WithdrawApproval(1, "wrong amount", member(tc.who), at(t, "2026-03-12 17:00"))); got != tc.want {
			t.Errorf("%s at %s: %q, want %q", tc.who, tc.face, got, tc.want)
		}
	}
	c := walkTo(t, FaceApproved)
	for _, v := range []int{0, 2} {
		if got := refusalOf(c.WithdrawApproval(v, "wrong", member(mees), at(t, "2026-03-12 17:00"))); got != "none" {
			t.Errorf("version %d: %q", v, got)
		}
	}
}

// Of two who have to agree the first has nothing to take back before the second
// agreed: they can ask for changes. Where nobody has to agree nothing offers it.
func TestWhatAnApprovalToWithdrawIs(t *testing.T) {
	now := at(t, "2026-03-12 17:00")
	c := serious(t, "legal")
	w := &walk{t, c}
	w.do("first", c.Approve(1, member(mees), now))
	if got := refusalOf(c.WithdrawApproval(1, "too early", member(mees), now)); got != "error.wrong_state" || c.MayAskChanges(1, member(mees), now) != nil {
		t.Errorf("one of two so far: %q", got)
	}
	w.do("second", c.Approve(1, member(sanne), now))
	w.do("withdraw", c.MayWithdrawApproval(1, member(mees), now))
	for _, tc := range []struct {
		c    *Case
		want bool
	}{{unasked(t), false}, {walkTo(t, FaceApproved), true}} {
		_, others := tc.c.Next()
		if slices.Contains(others, StepWithdraw) != tc.want || tc.c.Allows(StepWithdraw, member(sanne), now) != tc.want {
			t.Errorf("%s: %v beside the next step, allowed %v", tc.c.Procedure.Name, others, tc.c.Allows(StepWithdraw, member(sanne), now))
		}
	}
}

// unasked is an answer of okonomi that waits to be given, which nobody had to approve.
func unasked(t testing.TB) *Case {
	w := danish(t, "phone")
	w.handled()
	w.do("consult", hear(w.c, at(t, "2026-03-09 12:00")))
	w.do("draft", w.c.Prepare(inWriting(), member(sanne), at(t, "2026-03-09 12:00")))
	if w.c.Face() != FaceApproved {
		t.Fatalf("prepared, it is %s", w.c.Face())
	}
	return w.c
}

// Withdrawn, an answer cannot be told, goes back to its author with the reason,
// and only a new version brings it on.
func TestAWithdrawnApprovalSendsTheAnswerBack(t *testing.T) {
	c := walkTo(t, FaceApproved)
	w, now := &walk{t, c}, at(t, "2026-03-12 17:00")
	if got := refusalOf(c.WithdrawApproval(1, " ", member(mees), now)); got != "error.reason_missing" {
		t.Errorf("without a reason: %q", got)
	}
	w.do("withdraw", c.WithdrawApproval(1, "the amount is wrong", member(mees), now))
	if got := refusalOf(c.WithdrawApproval(1, "me too", member(sanne), now)); got != "error.already_decided" {
		t.Errorf("withdrawn twice: %q", got)
	}
	if c.Face() != FaceChangesAsked || c.Outcome != "" || c.Comment(1) != "the amount is wrong" {
		t.Errorf("%s, outcome %q, %q", c.Face(), c.Outcome, c.Comment(1))
	}
	told := map[NoticeKind]string{}
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		told[n.Kind] += n.To + " "
	}
	if told[NoticeChanges] != milan+" " || told[NoticeLine] != "" || told[NoticeApproval] != ToChannel+" " {
		t.Errorf("told %v", told)
	}
	if got := refusalOf(c.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now)); got != "error.wrong_state" {
		t.Errorf("told all the same: %q", got)
	}
	if got := refusalOf(c.Approve(1, member(mees), now)); got != "error.already_decided" {
		t.Errorf("approved again: %q", got)
	}
	w.do("revise", c.Prepare(draft(), member(milan), now))
	w.do("approve", c.Approve(2, member(sanne), now))
	if c.Face() != FaceApproved {
		t.Errorf("the second version stands at %s", c.Face())
	}
}

func TestLettingSomebodyElseDecide(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	for _, tc := range []struct{ by, to, want string }{
		{mees, sanne, ""},
		{mees, "", "error.approver_missing"},
		{mees, mees, "error.approver_barred"},
		{mees, milan, "error.approver_barred"}, // wrote it, and handles the case
		{mees, joost, "error.approver_barred"}, // is kept out
		{mees, lotte, "error.approver_barred"},
		{milan, sanne, "error.own_answer"},
		{fatima, sanne, "error.not_allowed"},
		{joost, sanne, "none"},
	} {
		c := walkTo(t, FaceInApproval)
		if got := refusalOf(c.Delegate(1, tc.to, member(tc.by), now)); got != tc.want {
			t.Errorf("%s to %s: %q, want %q", tc.by, tc.to, got, tc.want)
		}
	}
}

// The new approver is asked and reminded; those asked before are told.
func TestWhoHearsThatSomebodyElseDecides(t *testing.T) {
	c := walkTo(t, FaceInApproval)
	w, now := &walk{t, c}, at(t, "2026-03-12 15:30")
	w.do("delegate", c.Delegate(1, mees, member(sanne), now))
	w.do("again", c.Delegate(1, mees, member(sanne), now))
	var asked []string
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeAsk { // each once
			asked = append(asked, n.To)
		}
	}
	slices.Sort(asked)
	if !slices.Equal(asked, []string{mees, sanne}) || c.PassedBy(1) != sanne || c.Answer().AskedOf != mees {
		t.Errorf("told %v, passed by %s, asked of %s", asked, c.PassedBy(1), c.Answer().AskedOf)
	}
	d := dutyOf(t, c, DutyApprove)
	if got := c.Recipients(&d, StageTwoHours, now); !slices.Equal(got, []string{mees}) {
		t.Errorf("reminded: %v", got)
	}
	w.do("who passed it on may still decide", c.Approve(1, member(sanne), now))
}

// The request in the thread is made true once the answer reached the customer, or
// the case ended before that, so that it offers nothing any more.
func TestADecidedRequestIsMadeTrue(t *testing.T) {
	now := at(t, "2026-03-12 17:00")
	for name, then := range map[string]func(*Case) error{
		"told": func(c *Case) error { return c.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now) },
		"ended": func(c *Case) error {
			return c.Withdraw(EndForm{End: EndWithdrawn, At: now, Via: "phone", With: "Anna", Reason: "It is solved"}, member(sanne), now)
		},
		"the end undone": func(c *Case) error {
			must(t, c.MarkFiledInError("twice", member(sanne), now))
			return c.UndoEnd(member(sanne), now)
		},
	} {
		c := walkTo(t, FaceApproved)
		before := len(c.Events)
		must(t, then(c))
		made, asked := 0, 0
		for _, e := range c.Events[before:] {
			for _, n := range c.Notices(e) {
				if n.Kind == NoticeApproval && n.Ref == "1" {
					made++
				}
				if n.Kind == NoticeAsk {
					asked++
				}
			}
		}
		if made == 0 || asked > 0 {
			t.Errorf("%s: made true %d times, %d asked", name, made, asked)
		}
	}
}

// Whoever let somebody else decide may still do so, and whoever was asked before hears what
// was decided: their message says no more that somebody else is asked.
func TestWhoLetAnotherDecideHearsTheDecision(t *testing.T) {
	for _, by := range []string{sanne, mees} {
		c, now := walkTo(t, FaceInProgress), at(t, "2026-03-12 15:00")
		d := draft()
		d.AskOf = mees
		must(t, c.Prepare(d, member(milan), now))
		must(t, c.Delegate(1, sanne, member(mees), now))
		must(t, c.Approve(1, member(by), now))
		asked := map[string]bool{}
		for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
			if n.Kind == NoticeAsk {
				asked[n.To] = true
			}
		}
		if !asked[sanne] || !asked[mees] {
			t.Errorf("approved by %s, who hears: %v", by, asked)
		}
	}
}
