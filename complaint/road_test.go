package complaint

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestStraightRoad(t *testing.T) {
	for _, face := range road {
		t.Run(string(face), func(t *testing.T) {
			c := walkTo(t, face)
			again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			if diff := cmp.Diff(again.Face(), c.Face()); diff != "" {
				t.Errorf("loaded from its events the case differs (-loaded +walked):\n%s", diff)
			}
			got, err := again.Duties()
			if err != nil {
				t.Fatal(err)
			}
			want, err := c.Duties()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("duties differ after loading:\n%s", diff)
			}
		})
	}
}

func TestDutiesOfTheRoad(t *testing.T) {
	c := walkTo(t, FaceClosed)
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ kind, due, done string }{
		{"read_back", "2026-03-07 00:00", "2026-03-05 10:30"},
		{"explain", "2026-03-07 00:00", "2026-03-05 10:30"},
		{"assign", "2026-03-07 00:00", "2026-03-05 11:00"},
		{"contact", "2026-03-10 00:00", "2026-03-06 09:30"}, // from the form's arrival, not the receipt
		{"promised", "2026-03-21 00:00", "2026-03-13 10:00"},
		{"decision", "2026-04-03 00:00", "2026-03-13 10:00"},
		{"follow_up", "2026-03-21 00:00", "2026-03-18 11:00"},
	} {
		t.Run(tc.kind, func(t *testing.T) {
			for _, d := range duties {
				if d.Kind == tc.kind {
					if !d.Due.Equal(at(t, tc.due)) || !d.Done.Equal(at(t, tc.done)) {
						t.Errorf("due %v done %v, want %s and %s", d.Due.In(c.Zone()), d.Done.In(c.Zone()), tc.due, tc.done)
					}
					return
				}
			}
			t.Errorf("no such duty")
		})
	}
}

func TestNotSatisfiedOpensRoundTwo(t *testing.T) {
	c := walkTo(t, FaceAnswered)
	err := c.RecordFollowUp(FollowUpForm{
		Result: Dissatisfied, At: at(t, "2026-12-29 11:00"), Via: "phone", Note: "The fine is still open",
	}, member(lotte), at(t, "2026-12-29 11:05"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Round != 2 || c.Face() != FaceReopened {
		t.Fatalf("round %d, face %s; want round 2, reopened", c.Round, c.Face())
	}
	d := dutyOf(t, c, DutyRework)
	if want := at(t, "2027-01-01 00:00"); !d.Due.Equal(want) { // vector 42 of the calendar examples
		t.Errorf("rework due %v, want %v", d.Due.In(c.Zone()), want)
	}
	second := draft()
	second.Text = "The fine is refunded today; the bank confirmed it."
	second.Promises = nil
	w := &walk{t, c}
	w.do("draft", c.Prepare(second, member(milan), at(t, "2026-12-29 15:00")))
	w.do("approve", c.Approve(2, member(mees), at(t, "2026-12-29 16:00")))
	w.do("deliver", c.Deliver(Delivery{At: at(t, "2026-12-30 09:00"), Via: "phone"}, member(milan), at(t, "2026-12-30 09:05")))
	if d := dutyOf(t, c, DutyRework); d.Done.IsZero() {
		t.Error("rework is still owed after the second answer was told")
	}
	if c.Face() != FaceAnswered {
		t.Errorf("face %s, want answered: the customer is asked again", c.Face())
	}
	if d := dutyOf(t, c, DutyFollowUp); d.Round != 2 || !d.Open() {
		t.Errorf("follow-up of round %d open=%v, want round 2 open", d.Round, d.Open())
	}
}

// dutyOf gives the newest duty of a kind.
func dutyOf(t *testing.T, c *Case, kind string) Duty {
	t.Helper()
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	for i := len(duties) - 1; i >= 0; i-- {
		if duties[i].Kind == kind {
			return duties[i]
		}
	}
	t.Fatalf("no duty %s", kind)
	return Duty{}
}

// Every step in every face: allowed exactly where the table says, and a
// refused step records nothing.
func TestEveryStepInEveryFace(t *testing.T) {
	now := time.Time{}
	running := append(slices.Clone(road[:len(road)-1]), FaceChangesAsked, FaceReopened, FaceDispute, FaceRuled)
	unanswered := append(slices.Clone(road[:slices.Index(road, FaceAnswered)]), FaceChangesAsked)
	ours := slices.DeleteFunc(slices.Clone(running), func(f Face) bool { return f == FaceDispute || f == FaceRuled })
	kept := slices.DeleteFunc(slices.Clone(everyFace), func(f Face) bool { return f == FaceErased })
	steps := []struct {
		name    string
		allowed []Face
		by      string
		try     func(t *testing.T, c *Case, by Person) error
	}{
		{"read back", []Face{FaceNew}, lotte, func(t *testing.T, c *Case, by Person) error {
			f := c.Filing()
			return c.RecordReadBack(ReadBackForm{Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: now, Via: "phone", Explained: true}, by, now)
		}},
		{"assign", []Face{FaceNew, FaceConfirmed, FaceAssigned, FaceInProgress, FaceInApproval, FaceChangesAsked, FaceApproved, FaceReopened, FaceDispute}, sanne, func(t *testing.T, c *Case, by Person) error {
			return c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "officer", Deliverers: []string{joost}, Skip: "customer is on holiday"}, by, now)
		}},
		{"contact", running, sanne, func(t *testing.T, c *Case, by Person) error {
			return c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-06-01"}, by, now)
		}},
		{"draft", []Face{FaceInProgress, FaceInApproval, FaceChangesAsked, FaceApproved, FaceReopened}, sanne, func(t *testing.T, c *Case, by Person) error {
			return c.Prepare(draft(), by, now)
		}},
		{"approve", []Face{FaceInApproval}, mees, func(t *testing.T, c *Case, by Person) error { return c.Approve(1, by, now) }},
		{"ask changes", []Face{FaceInApproval}, mees, func(t *testing.T, c *Case, by Person) error {
			return c.AskChanges(1, "name the amount", by, now)
		}},
		{"deliver", []Face{FaceApproved}, sanne, func(t *testing.T, c *Case, by Person) error {
			return c.Deliver(Delivery{At: now, Via: "phone"}, by, now)
		}},
		{"follow up", []Face{FaceAnswered}, lotte, func(t *testing.T, c *Case, by Person) error {
			return c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, by, now)
		}},
		{"not satisfied", []Face{FaceAnswered, FaceReady}, lotte, func(t *testing.T, c *Case, by Person) error {
			return c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "the fine came again"}, by, now)
		}},
		{"close", []Face{FaceReady}, sanne, func(t *testing.T, c *Case, by Person) error {
			return c.Close(Report{Handling: "done"}, by, now)
		}},
		{"withdraw", ours, milan, func(t *testing.T, c *Case, by Person) error {
			if c.Handler == "" {
				by = member(sanne)
			}
			return c.Withdraw(withdrawal(now), by, now)
		}},
		{"filed in error", unanswered, fatima, func(t *testing.T, c *Case, by Person) error {
			return c.MarkFiledInError("twice", by, now)
		}},
		{"not a complaint", []Face{FaceNew, FaceConfirmed}, sanne, func(t *testing.T, c *Case, by Person) error {
			return c.NotAComplaint(question(now), by, now)
		}},
		{"undo", sideRoads[2 : len(sideRoads)-1], sanne, func(t *testing.T, c *Case, by Person) error { return c.UndoEnd(by, now) }},
		{"merge", unanswered, sanne, func(t *testing.T, c *Case, by Person) error {
			into := walkTo(t, FaceConfirmed)
			into.Number = "K-2026-0041"
			return Merge(c, into, "the same accounts", by, now)
		}},
		{"take in a duplicate", running, sanne, func(t *testing.T, c *Case, by Person) error {
			d := walkTo(t, FaceNew)
			d.Number = "K-2026-0041"
			return Merge(d, c, "the same accounts", by, now)
		}},
		{"reopen", []Face{FaceClosed}, milan, func(t *testing.T, c *Case, by Person) error { return c.Reopen("came back", now, by, now) }},
		{"reopen afterwards", []Face{FaceClosed}, sanne, func(t *testing.T, c *Case, by Person) error {
			return c.Reopen("came back", c.ClosedAt.AddDate(0, 1, 0), by, now.AddDate(1, 1, 0))
		}},
		{"file anew", []Face{FaceClosed}, milan, func(t *testing.T, c *Case, by Person) error {
			return c.FiledAnew("K-2027-0003", by, now.AddDate(1, 0, 0))
		}},
		{"go on without contact", nil, milan, func(t *testing.T, c *Case, by Person) error { return c.GoOn("no answer", by, now) }},
		{"ask to close", nil, lotte, func(t *testing.T, c *Case, by Person) error { return c.AskClose("no reply", by, now) }},
		{"decide on closing", nil, mees, func(t *testing.T, c *Case, by Person) error { return c.Grant(1, by, now) }},
		{"hand to a third party", []Face{FaceAnswered, FaceReopened, FaceReady, FaceClosed}, sanne, func(t *testing.T, c *Case, by Person) error {
			f := handOver(t)
			f.At = now
			return c.HandOver(f, by, now)
		}},
		{"rule", []Face{FaceDispute}, fatima, func(t *testing.T, c *Case, by Person) error {
			return c.RecordRuling(Ruling{Text: "Refund half", At: now, Nothing: "she has it already"}, by, now)
		}},
		{"carry out", []Face{FaceRuled}, milan, func(t *testing.T, c *Case, by Person) error { return c.CarryOut(now, by, now) }},
		{"correct", kept, fatima, func(t *testing.T, c *Case, by Person) error {
			return c.Correct(CorrectForm{Fact: Fact{FactName, 1}, Text: "Anna Vries", Reason: "misspelt"}, by, now)
		}},
		{"link", kept, sanne, func(t *testing.T, c *Case, by Person) error {
			other := walkTo(t, FaceConfirmed)
			other.Number = "K-2026-0041"
			return Relate(c, other, by, now)
		}},
	}
	now = at(t, "2026-03-20 12:00")
	for _, step := range steps {
		for _, face := range everyFace {
			t.Run(step.name+" when "+string(face), func(t *testing.T) {
				c := walkAside(t, face, now)
				before := len(c.Events)
				err := step.try(t, c, member(step.by))
				allowed := false
				for _, f := range step.allowed {
					allowed = allowed || f == face
				}
				if allowed && err != nil {
					t.Fatalf("refused: %v", err)
				}
				if !allowed && (err == nil || len(c.Events) != before) {
					t.Fatalf("allowed (error %v), %d events recorded", err, len(c.Events)-before)
				}
			})
		}
	}
}

// No face and no state is forgotten in the tables above: what the source names stands
// there.
func TestTheTablesKnowEveryFaceAndState(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	known := map[string]map[string]bool{"Face": {}, "State": {}}
	for _, face := range everyFace {
		c := walkAside(t, face, now)
		if c.Face() != face {
			t.Errorf("the way to %s ends at %s", face, c.Face())
		}
		known["Face"][string(c.Face())], known["State"][string(c.State)] = true, true
	}
	for kind, file := range map[string]string{"Face": "face.go", "State": "case.go"} {
		values := constantsOf(t, file, kind)
		if len(values) < 10 {
			t.Errorf("%s names %q, too few to be all", file, values)
		}
		for _, value := range values {
			if !known[kind][value] {
				t.Errorf("%s %q stands in no table of these tests", kind, value)
			}
		}
	}
}

// constantsOf are the values of the constants of a type in a source file.
func constantsOf(t *testing.T, file, kind string) (values []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	must(t, err)
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); ok && of.Name == kind {
			for _, v := range spec.Values {
				value, err := strconv.Unquote(v.(*ast.BasicLit).Value)
				must(t, err)
				values = append(values, value)
			}
		}
		return true
	})
	return values
}

// Nobody without the role, nobody involved and nobody from outside takes a
// step; the involved learn nothing, not even that the case is there.
func TestWhoMayTakeWhichStep(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		name string
		face Face
		by   Person
		want string
		try  func(c *Case, by Person) error
	}{
		{"guest files", "", Person{ID: "U0GAST"}, "error.guest", func(c *Case, by Person) error { return c.Register(registration(t), by, now) }},
		{"deliverer assigns", FaceAssigned, member(joost), "no such case", func(c *Case, by Person) error { return c.Assign(Assignment{}, by, now) }},
		{"filer assigns", FaceConfirmed, member(lotte), "error.not_allowed", func(c *Case, by Person) error { return c.Assign(Assignment{}, by, now) }},
		{"outsider guesses", FaceConfirmed, member("U0OTHER"), "no such case", func(c *Case, by Person) error { return c.Assign(Assignment{}, by, now) }},
		{"author approves", FaceInApproval, member(milan), "error.own_answer", func(c *Case, by Person) error { return c.Approve(1, by, now) }},
		{"deputy approves", FaceInApproval, member(fatima), "error.not_allowed", func(c *Case, by Person) error { return c.Approve(1, by, now) }},
		{"deliverer approves", FaceInApproval, member(joost), "no such case", func(c *Case, by Person) error { return c.Approve(1, by, now) }},
		{"deliverer follows up", FaceAnswered, member(joost), "no such case", func(c *Case, by Person) error {
			return c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, by, now)
		}},
		{"handler follows up without a reason", FaceAnswered, member(milan), "error.handler_asks", func(c *Case, by Person) error {
			return c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, by, now)
		}},
		{"filer closes", FaceReady, member(lotte), "error.not_allowed", func(c *Case, by Person) error { return c.Close(Report{Handling: "x"}, by, now) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := newCase(t)
			if tc.face != "" {
				c = walkTo(t, tc.face)
			}
			err := tc.try(c, tc.by)
			var one *Refusal
			var many Refusals
			got := ""
			switch {
			case errors.As(err, &one):
				got = one.Text
			case errors.As(err, &many):
				got = many[0].Text
			case err != nil:
				got = err.Error()
			}
			if got != tc.want {
				t.Errorf("got %q (%v), want %q", got, err, tc.want)
			}
		})
	}
}

// The four weeks end when the customer is told, not when the answer was approved (KG-27).
func TestTheFourWeeksEndWhenTheCustomerIsTold(t *testing.T) {
	w, now := dutch(t), at(t, "2026-03-12 12:00")
	w.talked()
	w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
	w.do("draft", w.c.Prepare(draft(), member(milan), now))
	w.do("approve", w.c.Approve(1, member(mees), now))
	if d := dutyOf(t, w.c, "decision"); !d.Open() {
		t.Errorf("approved, it is done since %v", d.Done)
	}
	told := at(t, "2026-03-16 10:00")
	w.do("tell", w.c.Deliver(Delivery{At: told, Via: "phone"}, member(milan), told))
	if d := dutyOf(t, w.c, "decision"); !d.Done.Equal(told) {
		t.Errorf("told, it is done at %v", d.Done)
	}
}
