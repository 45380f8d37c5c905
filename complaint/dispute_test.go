package complaint

import (
	"errors"
	"slices"
	"testing"

	"ombud/procedure"
)

func TestReopen(t *testing.T) {
	c := walkTo(t, FaceClosed)
	now := at(t, "2026-04-01 10:00")
	for by, want := range map[string]string{lotte: "error.not_allowed", joost: "no such case", mees: "error.not_allowed"} {
		if got := textOf(c.Reopen("came back", now, member(by), now)); got != want {
			t.Errorf("%s: %q, want %q", by, got, want)
		}
	}
	if got := textOf(c.Reopen(" ", now, member(sanne), now)); got != "error.reopen_reason" {
		t.Errorf("without a reason: %q", got)
	}
	received, told := c.ReceivedAt, c.ToldAt
	w := &walk{t, c}
	w.do("reopen", c.Reopen("The fine came again", now, member(milan), now))
	if c.Face() != FaceReopened || c.Round != 2 || !c.Open() || !c.ClosedAt.IsZero() || c.FollowedUp != "" {
		t.Errorf("face %s, round %d, closed %v", c.Face(), c.Round, c.ClosedAt)
	}
	if !c.ReceivedAt.Equal(received) || !c.ToldAt.Equal(told) {
		t.Error("the original times are gone")
	}
	if d := dutyOf(t, c, DutyReopened); !d.Open() || d.Round != 2 || !d.Due.Equal(at(t, "2026-04-04 00:00")) {
		t.Errorf("due %v in round %d", d.Due, d.Round)
	}
	if got := textOf(c.Reopen("again", now, member(milan), now)); got != "error.wrong_state" {
		t.Errorf("twice: %q", got)
	}
}

// The year in which a closed case can be reopened ends with its last day.
func TestReopenInTime(t *testing.T) {
	for when, want := range map[string]string{"2027-03-18 23:59": "", "2027-03-19 00:00": "error.reopen_term"} {
		if got := textOf(walkTo(t, FaceClosed).Reopen("came back", at(t, when), member(sanne), at(t, when))); got != want {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
}

// Whichever form asks for a day, one beyond the calendar is refused with the
// last that can be chosen.
func TestAFarDayNamesTheLast(t *testing.T) {
	const far = "2099-03-20"
	now := at(t, "2026-03-19 10:00")
	who := member(sanne)
	row := []Promise{{What: "refund", Who: "Milan de Wit", When: far}}
	for name, try := range map[string]func() error{
		"agreed": func() error {
			return walkTo(t, FaceAssigned).LogContact(ContactForm{At: now, Via: "phone", Reached: true, How: "x", Day: far}, who, now)
		},
		"promised": func() error {
			return walkTo(t, FaceAssigned).LogContact(ContactForm{At: now, Via: "phone", Reached: true, How: "x", Day: "2026-03-20", Promises: row}, who, now)
		},
		"outside": func() error {
			return walkTo(t, FaceAnswered).HandOver(DisputeForm{Name: "The chamber", Binding: "no", AskedBy: "Anna", At: now, Day: far}, who, now)
		},
		"corrected": func() error {
			c := walkTo(t, FaceInProgress)
			return c.Correct(CorrectForm{Fact: Fact{FactDay, seqOf(t, c, PlanAgreed)}, Code: far, Reason: "typed wrong"}, who, now)
		},
		"receipt": func() error {
			f := called(t)
			f.Day = far
			return invented(t).Acknowledge(f, who, at(t, "2026-03-05 13:00"))
		},
	} {
		var rs Refusals
		if err := try(); !errors.As(err, &rs) || len(rs) != 1 || rs[0].Text != "error.day_far" || !slices.Equal(rs[0].Args, []any{"year", 2032}) {
			t.Errorf("%s: %v %+v", name, err, rs)
		}
	}
}

// notSatisfied has the customer call again in the same round.
func notSatisfied(t *testing.T, c *Case, when string) {
	t.Helper()
	err := c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: at(t, when), Via: "phone", Note: "still open"}, member(lotte), at(t, when))
	if err != nil {
		t.Fatal(err)
	}
}

func handOver(t testing.TB) DisputeForm {
	return DisputeForm{Name: "Committee", Binding: "yes", AskedBy: "Anna de Vries", Documents: "all of it", At: at(t, "2026-03-19 10:00"), Day: "2026-06-01"}
}

func TestExternalRoad(t *testing.T) {
	c, now := walkTo(t, FaceAnswered), at(t, "2026-03-19 11:00")
	if _, others := c.Next(); slices.Contains(others, StepDispute) || !slices.Contains(c.More(), StepDispute) || len(c.More()) > 5 {
		t.Errorf("offered in round 1: %v, menu %v", others, c.More())
	}
	notSatisfied(t, c, "2026-03-18 10:00")
	if _, others := c.Next(); !slices.Contains(others, StepDispute) {
		t.Error("not offered from round 2")
	}
	if got := textOf(c.HandOver(DisputeForm{}, member(sanne), now)); got != "error.body_missing" {
		t.Errorf("an empty form: %q", got)
	}
	w := &walk{t, c}
	w.do("hand over", c.HandOver(handOver(t), member(sanne), now))
	duties, err := c.Duties()
	w.do("duties", err)
	for _, d := range duties {
		if d.Open() != (d.Kind == DutyRuling || d.Kind == DutyCommitment) { // what was promised stays promised
			t.Errorf("%s of round %d is open: %v", d.Kind, d.Round, d.Open())
		}
	}
	if d := dutyOf(t, c, DutyRuling); !d.Due.Equal(at(t, "2026-06-02 00:00")) || c.Face() != FaceDispute || !c.Open() {
		t.Errorf("ruling due %v, face %s", d.Due, c.Face())
	}
	if err := c.Close(Report{Handling: "x"}, member(sanne), now); textOf(err) != "error.close_blocked" {
		t.Errorf("closed before the ruling: %v", err)
	}
	later := at(t, "2026-05-20 10:00")
	half := Ruling{Text: "Refund half", At: later, Promises: []Promise{{What: "Refund half", User: lotte, When: "2026-06-10"}, {What: "Write to her", When: "2026-06-05"}, {}}}
	bad := half
	bad.Promises = []Promise{{What: "Refund half"}}
	if got := refusedFor(c.RecordRuling(bad, member(sanne), later)); got != "when1 error.promise_part" {
		t.Errorf("a task without a day: %q", got)
	}
	w.do("rule", c.RecordRuling(half, member(sanne), later))
	if open := c.OpenCommitments(); len(open) != 3 || c.CommitmentOwner(2) != lotte || c.RulingDay != "2026-06-10" {
		t.Errorf("tasks %+v, all of it by %s", open, c.RulingDay)
	}
	if c.Face() != FaceRuled || owes(t, c, DutyRuling) || !owes(t, c, DutyRulingMeasure) {
		t.Errorf("face %s after the ruling", c.Face())
	}
	if got := textOf(c.RecordRuling(Ruling{Text: "x", At: later}, member(sanne), later)); got != "error.wrong_state" {
		t.Errorf("ruled twice: %q", got)
	}
	if err := c.Close(Report{Handling: "half refunded", NoMeasure: "the ruling says what changes"}, member(sanne), later); textOf(err) != "error.close_blocked" {
		t.Errorf("closed before it was carried out: %v", err)
	}
	if got := refusedFor(c.CarryOut(later, member(milan), later)); got != "when error.ruling_open" || c.Face() != FaceRuled {
		t.Errorf("carried out with its tasks open: %q, face %s", got, c.Face())
	}
	tasks := c.RulingTasks()
	if len(tasks) != 2 || c.Promise(tasks[0].N).What != "Refund half" || c.Promise(tasks[1].N).What != "Write to her" {
		t.Fatalf("the tasks of the ruling: %+v, the answer promised one before", tasks)
	}
	w.do("refund", c.KeepCommitment(tasks[0].N, later, member(lotte), later))
	if got := refusedFor(c.CarryOut(later, member(milan), later)); got != "when error.ruling_open" {
		t.Errorf("carried out with one task open: %q", got)
	}
	w.do("drop the letter", c.DropCommitment(tasks[1].N, "she was called", member(sanne), later))
	w.do("carry out", c.CarryOut(later, member(milan), later))
	if open := c.OpenCommitments(); c.Face() != FaceReady || len(open) != 1 {
		t.Errorf("face %s once it is carried out, still owed %+v", c.Face(), open)
	}
	w.do("close", c.Close(Report{Handling: "half refunded", NoMeasure: "the ruling says what changes"}, member(sanne), later))
}

// A ruling that asks for nothing leaves nothing to be done.
func TestRulingWithoutAMeasure(t *testing.T) {
	c, now := walkTo(t, FaceClosed), at(t, "2026-03-19 11:00")
	c.Procedure.External = []procedure.Body{{Name: "Arbiter", URL: "https://arbiter.example", Binding: "no"}}
	f := handOver(t)
	f.Body, f.Name, f.Binding = "0", "", ""
	w := &walk{t, c}
	w.do("hand over", c.HandOver(f, member(fatima), now))
	if d, binding, ok := c.Dispute(); !ok || d.Name != "Arbiter" || binding != "no" || !c.ClosedAt.IsZero() {
		t.Errorf("at %+v, binding %q, closed %v", d, binding, c.ClosedAt)
	}
	if got := textOf(c.RecordRuling(Ruling{Text: "no", At: at(t, "2026-03-18 10:00")}, member(sanne), now)); got != "error.before_dispute" {
		t.Errorf("ruled before it was asked: %q", got)
	}
	w.do("rule", c.RecordRuling(Ruling{Text: "Nothing to pay", Nothing: "the claim was denied", At: now}, member(sanne), now))
	if c.Face() != FaceReady {
		t.Errorf("face %s", c.Face())
	}
}

// A third party of a certain kind of case is none of another: what is forged in the form
// counts as nothing chosen.
func TestThirdPartiesByKind(t *testing.T) {
	bodies := []procedure.Body{
		{Name: "For the service", Binding: "yes", For: []string{"service"}},
		{Name: "For prospects", Binding: "no", For: []string{"prospect", "other"}},
		{Name: "For all", Binding: "unknown"},
	}
	for _, tc := range []struct {
		name  string
		class Class
		fit   []int
		body  string
		want  string // of handing over to body
	}{
		{"nobody said yet", Class{}, []int{2}, "0", "error.body_missing"},
		{"by its nature", Class{Nature: "service"}, []int{0, 2}, "0", ""},
		{"by its second nature", Class{Nature: "discrimination", Second: "service"}, []int{0, 2}, "0", ""},
		{"by who complains", Class{Nature: "service", Party: "prospect"}, []int{0, 1, 2}, "1", ""},
		{"of another kind", Class{Nature: "service"}, []int{0, 2}, "1", "error.body_missing"},
		{"for all", Class{Nature: "other"}, []int{1, 2}, "2", ""},
		{"beyond the list", Class{Nature: "service"}, []int{0, 2}, "3", "error.body_missing"},
		{"forged", Class{Nature: "service"}, []int{0, 2}, "-1", "error.body_missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			c.Procedure.External, c.Class = bodies, tc.class
			if fit := c.Bodies(); !slices.Equal(fit, tc.fit) {
				t.Errorf("may go to %v, want %v", fit, tc.fit)
			}
			form := DisputeForm{
				Body: tc.body, Binding: "no", AskedBy: "Anna de Vries", At: at(t, "2026-03-19 10:00"), Day: "2026-06-01",
				Known: "2026-03-13", Accepted: "yes",
			}
			if got := textOf(c.HandOver(form, member(sanne), at(t, "2026-03-19 11:00"))); got != tc.want {
				t.Errorf("handed over: %q, want %q", got, tc.want)
			}
		})
	}
}

// Who is not satisfied with an answer goes to a third party whenever they want to, also while
// the next answer is being made: what waited for a decision does no more, and waits again
// where the third party does not take it up (KG-20).
func TestAThirdPartyInALaterRound(t *testing.T) {
	for _, tc := range []struct {
		name    string
		to      func(w *walk)
		face    Face
		decides bool // whether an answer waits for a decision
	}{
		{"nothing written yet", func(*walk) {}, FaceReopened, false},
		{"waiting for approval", func(w *walk) { w.do("draft", w.c.Prepare(draft(), member(milan), at(w.t, "2026-03-19 10:00"))) }, FaceInApproval, true},
		{"changes asked", func(w *walk) {
			w.do("draft", w.c.Prepare(draft(), member(milan), at(w.t, "2026-03-19 10:00")))
			w.do("changes", w.c.AskChanges(2, "name the amount", member(mees), at(w.t, "2026-03-19 10:30")))
		}, FaceChangesAsked, false},
		{"approved", func(w *walk) {
			d := draft()
			d.Outcome = "not_upheld"
			w.do("draft", w.c.Prepare(d, member(milan), at(w.t, "2026-03-19 10:00")))
			w.do("approve", w.c.Approve(2, member(mees), at(w.t, "2026-03-19 10:30")))
		}, FaceApproved, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, now := walkBack(t, FaceReopened), at(t, "2026-03-19 11:00")
			first := c.Answers[0].Outcome
			w := &walk{t, c}
			tc.to(w)
			if _, others := c.Next(); c.Face() != tc.face || !slices.Contains(others, StepDispute) || !slices.Contains(c.More(), StepDispute) {
				t.Fatalf("%s: offered %v, in the menu %v", c.Face(), others, c.More())
			}
			w.do("hand over", c.HandOver(handOver(t), member(sanne), now))
			if c.Face() != FaceDispute || len(c.Undecided()) > 0 || owes(t, c, DutyApprove) || !owes(t, c, DutyRuling) {
				t.Errorf("%s: undecided %v", c.Face(), c.Undecided())
			}
			if asked := slices.ContainsFunc(c.Notices(*c.newest(Disputed)), func(n Notice) bool { return n.Kind == NoticeAsk && n.To == mees }); asked != tc.decides {
				t.Errorf("what was asked is made true: %v", asked)
			}
			back := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			later := at(t, "2026-05-20 10:00")
			(&walk{t, back}).do("not taken up", back.RecordRuling(Ruling{Text: "Not taken up", At: later, Undecided: true}, member(sanne), later))
			if back.Face() != tc.face || (len(back.Undecided()) > 0) != tc.decides || owes(t, back, DutyApprove) != tc.decides {
				t.Errorf("back at %s, undecided %v", back.Face(), back.Undecided())
			}
			w.do("rule", c.RecordRuling(Ruling{Text: "Refund half", At: later, Nothing: "paid already"}, member(sanne), later))
			if c.Face() != FaceReady || c.Outcome != first || len(c.Undecided()) > 0 {
				t.Errorf("%s with outcome %q, was told %q", c.Face(), c.Outcome, first)
			}
		})
	}
}
