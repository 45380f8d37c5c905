package complaint

import "testing"

// Whom a proposal names as who delivered the service hands the case on at once, and nobody
// names themselves: they could neither read on nor hear why (EX-10).
func TestWhomAProposalNamesHandsItOn(t *testing.T) {
	now := at(t, "2026-03-09 11:00")
	c := walkTo(t, FaceInProgress)
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleHandler, User: lotte})
	a := proposal(lotte)
	a.Deliverers = []string{fatima}
	if got := refusedFor(c.Assign(a, member(fatima), now)); got != "deliverers error.proposer_involved" {
		t.Errorf("herself: %q", got)
	}
	a.Deliverers = []string{milan}
	must(t, c.Assign(a, member(fatima), now))
	reassign := dutyOf(t, c, DutyReassign)
	if c.Handler == milan || !reassign.Open() {
		t.Errorf("handled by %q, a new handler is owed: %v", c.Handler, reassign.Open())
	}
}

// Who comes second to a decision hears who was first, also where the case is none of their
// business any more.
func TestTheSecondOfTwoSubstitutesHearsWhoWasFirst(t *testing.T) {
	c, now := walkTo(t, FaceInApproval), at(t, "2026-03-12 15:30")
	fromOutside(c)
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFallback, User: "U0SECOND"})
	gone(c, sanne, mees)
	must(t, c.Approve(1, member(director), now))
	if got := refusedFor(c.Approve(1, member("U0SECOND"), now)); got != "error.already_decided" {
		t.Errorf("the second: %q", got)
	}
	if got := refusedFor(c.Approve(1, member(joost), now)); got != "no such case" {
		t.Errorf("somebody else: %q", got)
	}
}

// An approval of whoever turned out to be involved while a third party had the case does not
// hold when it comes back undecided.
func TestAnApprovalFromBeforeAThirdParty(t *testing.T) {
	w := &walk{t, walkBack(t, FaceReopened)}
	c := w.c
	w.do("draft", c.Prepare(draft(), member(milan), at(t, "2026-03-19 10:00")))
	w.do("approve", c.Approve(2, member(mees), at(t, "2026-03-19 10:30")))
	w.do("hand over", c.HandOver(handOver(t), member(sanne), at(t, "2026-03-19 11:00")))
	w.do("involved", c.DeclareInterest(Interest{How: "her brother", Users: []string{mees}}, member(sanne), at(t, "2026-04-19 11:00")))
	back := at(t, "2026-05-20 10:00")
	w.do("not taken up", c.RecordRuling(Ruling{Text: "Not taken up", At: back, Undecided: true}, member(sanne), back))
	if c.MayDeliver(member(milan), back) == nil || c.Answer().Verdict != "" {
		t.Errorf("it is %s, approved by %q, and may be told", c.Face(), c.Answer().DecidedBy)
	}
}
