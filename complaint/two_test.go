package complaint

import (
	"slices"
	"testing"

	"ombud/procedure"
)

// serious is an answer of Milan's that waits for two people, by a procedure
// that asks that of serious and legal cases. Management is Sanne, Mees and the
// director.
func serious(t *testing.T, weight string) *Case {
	t.Helper()
	c := walkTo(t, FaceInApproval)
	c.Procedure.Answer.Approval.TwoFor = []string{"serious", "legal"}
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleManagement, User: director})
	classify(t, c, weight)
	return c
}

func classify(t *testing.T, c *Case, weight string) {
	t.Helper()
	must(t, c.Classify(Classification{Class: Class{Nature: "service", Weight: weight, Submitted: "oral"}}, member(sanne), at(t, "2026-03-12 15:10")))
}

// Who may agree with an answer, as one of two, and who not: each once, never
// the writer, the handler or somebody involved; the second decides.
func TestTwoApproveASeriousCase(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	for _, weight := range []string{"serious", "legal"} {
		c := serious(t, weight)
		must(t, c.Approve(1, member(mees), now))
		if c.Face() != FaceInApproval || c.Outcome != "" || !c.Lacks(1) || len(c.Agreed(1)) != 1 || !owes(t, c, DutyApprove) {
			t.Fatalf("%s: after one it is %s, outcome %q, agreed %+v", weight, c.Face(), c.Outcome, c.Agreed(1))
		}
		if got := refusedFor(c.MayDeliver(member(milan), now)); got != "error.wrong_state" {
			t.Errorf("%s: told after one: %q", weight, got)
		}
		for who, want := range map[string]string{
			mees: "error.approved_once", milan: "error.own_answer", joost: ErrNotFound.Error(), fatima: "error.not_allowed", "U0OTHER": ErrNotFound.Error(),
		} {
			if got := refusedFor(c.Approve(1, member(who), now)); got != want {
				t.Errorf("%s: %s: %q, want %q", weight, who, got, want)
			}
			if got := refusedFor(c.MayDecide(1, member(who), now)); got != want {
				t.Errorf("%s: the buttons of %s: %q, want %q", weight, who, got, want)
			}
		}
		if !c.ApprovedBy(1, member(mees)) || c.ApprovedBy(1, member(sanne)) {
			t.Error("who agreed is not known")
		}
		must(t, c.Approve(1, member(sanne), now))
		if c.Face() != FaceApproved || c.Outcome != "upheld" || owes(t, c, DutyApprove) || c.Answers[0].DecidedBy != sanne || c.Agreed(1)[0].By != mees {
			t.Fatalf("%s: after two it is %s, %+v", weight, c.Face(), c.Answers[0])
		}
		if got := refusedFor(c.Approve(1, member(director), now)); got != "error.already_decided" {
			t.Errorf("%s: a third: %q", weight, got)
		}
		again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
		if again.Face() != FaceApproved || !slices.Equal(again.Agreed(1), c.Agreed(1)) {
			t.Errorf("loaded it is %s, agreed %+v", again.Face(), again.Agreed(1))
		}
	}
}

// One is enough for a light case, and for any case where the procedure asks no
// more: of the preset too.
func TestOneApprovesElsewhere(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	light := serious(t, "minor")
	preset := walkTo(t, FaceInApproval)
	classify(t, preset, "legal")
	for name, c := range map[string]*Case{"light": light, "preset": preset} {
		if err := c.Approve(1, member(mees), now); err != nil || c.Face() != FaceApproved || c.Approvals() != 1 {
			t.Errorf("%s: %s, %v", name, c.Face(), err)
		}
	}
}

// Who is told what, and reminded: all who may agree, until two did; who agreed
// is asked no more.
func TestWhoHearsOfTwoApprovals(t *testing.T) {
	c, now := serious(t, "serious"), at(t, "2026-03-12 15:30")
	must(t, c.AskChanges(1, "Name the amount", member(mees), now))
	d := draft()
	d.AskOf = mees
	must(t, c.Prepare(d, member(milan), now))
	asked := func(e Event) []string {
		var users []string
		for _, n := range c.Notices(e) {
			if n.Kind == NoticeAsk && n.Ref == "2" {
				users = append(users, n.To)
			}
		}
		slices.Sort(users)
		return users
	}
	all := []string{director, mees, sanne}
	if got := asked(c.Events[len(c.Events)-1]); !slices.Equal(got, all) {
		t.Errorf("asked: %v, want %v", got, all)
	}
	due, err := c.Owed(DutyApprove, 1)
	must(t, err)
	if got := c.Recipients(due, StageDueDay, now); !slices.Contains(got, sanne) || !slices.Contains(got, mees) {
		t.Errorf("reminded: %v", got)
	}
	must(t, c.Approve(2, member(mees), now))
	if got := asked(c.Events[len(c.Events)-1]); !slices.Equal(got, all) {
		t.Errorf("hear of the first: %v, want %v", got, all)
	}
	if told := toldOf(c, c.Events[len(c.Events)-1]); c.DeskNews(c.Handler) != "" || slices.Contains(told, "line channel ") || !slices.Contains(told, "approval channel 2") {
		t.Errorf("told of the first: %v", told)
	}
	due, err = c.Owed(DutyApprove, 1)
	must(t, err)
	if got := c.Recipients(due, StageDueDay, now); slices.Contains(got, mees) || !slices.Contains(got, sanne) {
		t.Errorf("reminded after the first: %v", got)
	}
	must(t, c.Approve(2, member(director), now))
	if told := toldOf(c, c.Events[len(c.Events)-1]); !slices.Contains(told, "desk U0MILAN U0MILAN") || c.DeskNews(c.Handler) == "" {
		t.Errorf("told of the second: %v", told)
	}
}

// The first may still ask for changes; the version after it begins anew, and
// so does another that takes its place.
func TestAnAgreementEndsWithItsVersion(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	c := serious(t, "serious")
	must(t, c.Approve(1, member(mees), now))
	must(t, c.AskChanges(1, "I overlooked the amount", member(mees), now))
	must(t, c.Prepare(draft(), member(milan), now))
	if len(c.Agreed(2)) != 0 {
		t.Errorf("agreed with version 2: %+v", c.Agreed(2))
	}
	must(t, c.Approve(2, member(mees), now))
	must(t, c.Prepare(draft(), member(milan), now))
	must(t, c.Approve(3, member(sanne), now))
	if c.Face() != FaceInApproval {
		t.Errorf("%s: an agreement with another version counts", c.Face())
	}
	if got := refusedFor(c.Approve(2, member(director), now)); got != "error.newer_version" {
		t.Errorf("version 2: %q", got)
	}
}

// Where management is too few, the fallback is the second; with nobody left,
// asking says what can be done.
func TestTwoApproversMustBeThere(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	c := walkTo(t, FaceInProgress)
	c.Procedure.Answer.Approval.TwoFor = []string{"serious"}
	classify(t, c, "serious")
	c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.Role == RoleManagement && h.User == mees })
	if got := c.ApproversFor(milan, now); !slices.Equal(got, []string{sanne, mees}) {
		t.Errorf("may approve: %v, want Sanne and the fallback", got)
	}
	c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.User == mees })
	if got := refusedFor(c.Prepare(draft(), member(milan), now)); got != "ask error.two_approvers" {
		t.Errorf("asked of one: %q", got)
	}
	classify(t, c, "minor")
	must(t, c.Prepare(draft(), member(milan), now))
}

// The weight of a case is judged when somebody agrees, and a case that comes to
// weigh more before the customer hears takes a second; the first counts.
func TestTheWeightChangesBetween(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	lighter := serious(t, "serious")
	must(t, lighter.Approve(1, member(mees), now))
	classify(t, lighter, "minor")
	must(t, lighter.Approve(1, member(mees), now))
	if lighter.Face() != FaceApproved {
		t.Errorf("lighter, it is %s", lighter.Face())
	}
	classify(t, lighter, "serious") // the same person twice is one
	if lighter.Face() != FaceInApproval || len(lighter.Agreed(1)) != 1 {
		t.Errorf("heavy again, it is %s, agreed %+v", lighter.Face(), lighter.Agreed(1))
	}
	heavier := serious(t, "minor")
	must(t, heavier.Approve(1, member(mees), now))
	classify(t, heavier, "legal")
	if heavier.Face() != FaceInApproval || heavier.Outcome != "" || !owes(t, heavier, DutyApprove) || !heavier.Lacks(1) {
		t.Errorf("heavier, it is %s, agreed %+v", heavier.Face(), heavier.Agreed(1))
	}
	if told := toldOf(heavier, heavier.Events[len(heavier.Events)-1]); !heavier.ApprovedBefore() || !slices.Contains(told, "desk U0MILAN U0MILAN") || !slices.Contains(told, "ask U0SANNE 1") {
		t.Errorf("told of it: %v", told)
	}
	if got := refusedFor(heavier.Approve(1, member(mees), now)); got != "error.approved_once" {
		t.Errorf("the first again: %q", got)
	}
	must(t, heavier.Approve(1, member(sanne), now))
	if heavier.Face() != FaceApproved {
		t.Errorf("after the second: %s", heavier.Face())
	}
	classify(t, heavier, "serious")
	if heavier.Face() != FaceApproved {
		t.Errorf("between two heavy weights: %s", heavier.Face())
	}
	// what the customer heard is not asked again
	must(t, heavier.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now))
	classify(t, heavier, "legal")
	if heavier.Face() != FaceAnswered {
		t.Errorf("after it was told: %s", heavier.Face())
	}
}

// Who turns out to be involved counts no more, and cannot be left out of what
// they approved unnoticed.
func TestAnAgreementOfSomebodyInvolved(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	c := serious(t, "serious")
	must(t, c.Approve(1, member(mees), now))
	c.Interested = append(c.Interested, mees)
	if c.Lacks(1) || len(c.Agreed(1)) != 0 {
		t.Errorf("still counted: %+v", c.Agreed(1))
	}
	must(t, c.Approve(1, member(sanne), now))
	if c.Face() != FaceInApproval {
		t.Errorf("%s after one that counts", c.Face())
	}
	both := serious(t, "serious")
	must(t, both.Approve(1, member(mees), now))
	must(t, both.Approve(1, member(sanne), now))
	f := CorrectForm{Fact: Fact{FactAbout, 1}, Users: []string{mees}, Reason: "it was about him too"}
	if got := refusedFor(both.Correct(f, member(sanne), now)); got != f.Fact.Field()+" error.correct_decider" {
		t.Errorf("the first of two is found to be involved: %q", got)
	}
	w := &walk{t, both}
	w.do("the first of two has an interest", both.DeclareInterest(Interest{Users: []string{mees}, How: "his neighbour"}, member(mees), now))
	if got := textOf(both.MayDeliver(member(milan), now)); both.Answer().Verdict == Approved || got == "" {
		t.Errorf("the answer is %q, may be given: %q", both.Answer().Verdict, got)
	}
}

// The weights that procedures name are those of cases.
func TestWeightsOfProcedures(t *testing.T) {
	if !slices.Equal(procedure.Weights, Weights) {
		t.Errorf("procedures know %v, cases %v", procedure.Weights, Weights)
	}
}
