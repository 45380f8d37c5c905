package complaint

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/procedure"
)

// beside are the steps beside the straight road, each as somebody may take it
// who plays the right part.
func beside(now time.Time) map[string]struct {
	by  string
	try func(c *Case, by Person) error
} {
	type step = struct {
		by  string
		try func(c *Case, by Person) error
	}
	return map[string]step{
		"classify": {sanne, func(c *Case, by Person) error {
			return c.Classify(Classification{Class: Class{Nature: "other", Weight: "serious", Submitted: "oral"}}, by, now)
		}},
		"acknowledge": {sanne, func(c *Case, by Person) error {
			return c.Acknowledge(Receipt{At: now, Via: "phone", With: "her", Said: "we call back", Day: "2026-06-01"}, by, now)
		}},
		"accept":  {milan, func(c *Case, by Person) error { return c.Accept(by, now) }},
		"decline": {milan, func(c *Case, by Person) error { return c.Decline("on leave", by, now) }},
		"interest": {sanne, func(c *Case, by Person) error {
			return c.DeclareInterest(Interest{Users: []string{fatima}, How: "her sister"}, by, now)
		}},
		"consult": {sanne, func(c *Case, by Person) error {
			return c.Consult(Consultation{With: lotte, At: now, Said: "she was promised September"}, by, now)
		}},
		"extend": {sanne, func(c *Case, by Person) error {
			return c.Extend(ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill", Via: "phone", At: now}, by, now)
		}},
		"note": {lotte, func(c *Case, by Person) error {
			return c.AddNote(Excerpt{Text: "she called", Author: milan, At: now, Source: "C1:1"}, by, now)
		}},
	}
}

// besideIn says in which faces of the straight road a step may be taken, with
// the preset and with the invented procedure.
var besideIn = map[string]map[string][]Face{
	"exactpi": {
		"classify": {FaceNew, FaceConfirmed, FaceAssigned, FaceInProgress, FaceInApproval, FaceApproved, FaceAnswered, FaceReady},
		"accept":   {FaceAssigned}, "decline": {FaceAssigned},
		"interest": road, "note": road,
		"consult": {FaceNew, FaceConfirmed, FaceAssigned, FaceInProgress, FaceInApproval, FaceApproved, FaceAnswered, FaceReady},
	},
	"invented": {
		"classify":    {FaceNew, FaceAssigned, FaceInProgress},
		"acknowledge": {FaceNew, FaceAssigned, FaceInProgress},
		"accept":      {FaceAssigned}, "decline": {FaceAssigned},
		"interest": {FaceNew, FaceAssigned, FaceInProgress}, "note": {FaceNew, FaceAssigned, FaceInProgress},
		"consult": {FaceNew, FaceAssigned, FaceInProgress}, "extend": {FaceNew, FaceAssigned, FaceInProgress},
	},
}

// caseIn is a case of that procedure with that face.
func caseIn(t *testing.T, procedure string, face Face) *Case {
	t.Helper()
	if procedure == "exactpi" {
		return walkTo(t, face)
	}
	c := invented(t)
	w := &walk{t, c}
	if face == FaceNew {
		return c
	}
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process"}, member(sanne), at(t, "2026-03-05 11:00")))
	if face == FaceInProgress {
		w.do("contact", c.LogContact(ContactForm{At: at(t, "2026-03-06 09:30"), Via: "phone", Reached: true, How: "we look into it", Day: "2026-03-20"}, member(milan), at(t, "2026-03-06 09:45")))
	}
	if c.Face() != face {
		t.Fatalf("%s, want %s", c.Face(), face)
	}
	return c
}

// Every step beside the road in every face: allowed exactly where the table
// says; refused steps record nothing, and nobody takes one who may not.
func TestEveryStepBesideTheRoad(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	faces := map[string][]Face{"exactpi": road, "invented": {FaceNew, FaceAssigned, FaceInProgress}}
	for procedure, allowed := range besideIn {
		for name, step := range beside(now) {
			for _, face := range faces[procedure] {
				t.Run(fmt.Sprintf("%s when %s in %s", name, face, procedure), func(t *testing.T) {
					for _, other := range []string{joost, "U0OTHER"} {
						c := caseIn(t, procedure, face)
						c.Interested = append(c.Interested, joost)
						before := len(c.Events)
						if err := step.try(c, member(other)); refusedFor(err) != ErrNotFound.Error() || len(c.Events) != before {
							t.Errorf("%s: %v", other, err)
						}
					}
					c := caseIn(t, procedure, face)
					before := len(c.Events)
					err := step.try(c, member(step.by))
					may := false
					for _, f := range allowed[name] {
						may = may || f == face
					}
					if may && err != nil {
						t.Fatalf("refused: %v", err)
					}
					if !may && (err == nil || len(c.Events) != before) {
						t.Fatalf("allowed (error %v), %d events recorded", err, len(c.Events)-before)
					}
				})
			}
		}
	}
}

// Who knows of the case and plays another part is told who may.
func TestWhoMayTakeStepsBeside(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct{ step, by, want string }{
		{"classify", milan, "error.not_allowed"},
		{"classify", mees, "error.not_allowed"},
		{"classify", fatima, ""},
		{"acknowledge", milan, "error.not_allowed"},
		{"acknowledge", fatima, ""},
		{"accept", sanne, "error.not_allowed"},
		{"decline", fatima, "error.not_allowed"},
		{"interest", milan, "error.not_allowed"}, // of somebody else
		{"consult", milan, ""},
		{"consult", mees, "error.not_allowed"},
		{"consult", lotte, "error.not_allowed"},
		{"extend", fatima, ""}, // who needs the officer's agreement, and so asks
		{"extend", mees, "error.not_allowed"},
		{"extend", lotte, "error.not_allowed"},
		{"note", mees, ""},
		{"note", milan, ""},
	} {
		t.Run(tc.step+" by "+tc.by, func(t *testing.T) {
			c := caseIn(t, "invented", FaceAssigned)
			if got := refusedFor(beside(now)[tc.step].try(c, member(tc.by))); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

// toldOf lists who hears of the last event, and of what, in order.
func toldOf(c *Case, e Event) []string {
	var all []string
	for _, n := range c.Notices(e) {
		all = append(all, string(n.Kind)+" "+n.To+" "+n.Ref)
	}
	return all
}

// find gives the newest event of a kind.
func find(t *testing.T, c *Case, kind Kind) Event {
	t.Helper()
	for i := len(c.Events) - 1; i >= 0; i-- {
		if c.Events[i].Kind == kind {
			return c.Events[i]
		}
	}
	t.Fatalf("no %s", kind)
	return Event{}
}

func TestWhoHearsOfStepsBeside(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		step string
		kind Kind
		want []string
	}{
		{"acknowledge", Acknowledged, []string{"card channel ", "line channel ", "receipt U0LOTTE ", "desk U0MILAN U0MILAN"}},
		{"classify", Classified, []string{"card channel ", "line channel ", "receipt U0LOTTE ", "desk U0MILAN U0MILAN", "weight U0MEES serious"}},
		{"accept", Accepted, []string{"card channel ", "line channel ", "receipt U0LOTTE ", "desk U0MILAN U0MILAN"}},
		{"decline", HandlerNeeded, []string{"card channel ", "line channel ", "desk U0MILAN U0MILAN", "vacant U0SANNE 6", "again  ", "receipt U0LOTTE ", "home U0MILAN "}},
		{"consult", Consulted, []string{"card channel ", "line channel ", "receipt U0LOTTE ", "desk U0MILAN U0MILAN"}},
		{"interest", InvolvedFound, []string{"card channel ", "forget  U0FATIMA", "again  ", "receipt U0LOTTE ", "desk U0MILAN U0MILAN", "home U0FATIMA "}},
		{"extend", ExtensionAsked, []string{"card channel ", "delay channel 1", "delayask U0MEES 1", "receipt U0LOTTE ", "desk U0MILAN U0MILAN"}},
		{"note", Noted, []string{"card channel ", "line channel ", "added U0MILAN 5", "receipt U0LOTTE ", "desk U0MILAN U0MILAN"}},
	} {
		t.Run(tc.step, func(t *testing.T) {
			c := caseIn(t, "invented", FaceAssigned)
			w := &walk{t, c}
			w.do("form", c.Delivered(FormSent, milan, now, now))
			w.do("log", c.LogContact(ContactForm{At: now, Via: "phone", Note: "no reply"}, member(sanne), now))
			step := beside(now)[tc.step]
			w.do(tc.step, step.try(c, member(step.by)))
			if got := toldOf(c, find(t, c, tc.kind)); !cmp.Equal(got, tc.want) {
				t.Errorf("tells %s", cmp.Diff(tc.want, got))
			}
		})
	}
}

func TestWhoHearsOfAnExtension(t *testing.T) {
	now := at(t, "2026-03-10 12:00")
	c := inHand(t)
	w := &walk{t, c}
	form := ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill"}
	w.do("ask", c.Extend(form, member(milan), now))
	want := []string{"card channel ", "delay channel 1", "delayask U0SANNE 1", "receipt U0LOTTE ", "desk U0MILAN U0MILAN"}
	if got := toldOf(c, find(t, c, ExtensionAsked)); !cmp.Equal(got, want) {
		t.Errorf("asked: %s", cmp.Diff(want, got))
	}
	w.do("agree", c.AgreeExtension(1, member(sanne), now))
	want = []string{"card channel ", "delay channel 1", "delayask U0SANNE 1", "delayask U0MILAN 1", "receipt U0LOTTE ", "desk U0MILAN U0MILAN"}
	if got := toldOf(c, find(t, c, ExtensionAgreed)); !cmp.Equal(got, want) {
		t.Errorf("agreed: %s", cmp.Diff(want, got))
	}
	w.do("tell", c.Extend(ExtensionForm{Via: "phone", At: now}, member(milan), now))
	want = []string{"card channel ", "line channel ", "delay channel 1", "delayask U0SANNE 1", "delayask U0MILAN 1", "receipt U0LOTTE ", "desk U0MILAN U0MILAN"}
	if got := toldOf(c, find(t, c, Extended)); !cmp.Equal(got, want) {
		t.Errorf("told: %s", cmp.Diff(want, got))
	}
}

// Once somebody else handles the case, the officer's message about that says so.
func TestTheVacancyIsSettledByTheNextAssignment(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	c := walkTo(t, FaceAssigned)
	w := &walk{t, c}
	w.do("decline", c.Decline("on leave", member(milan), now))
	const vacant = "again  " // whoever has it
	w.do("assign", c.Assign(Assignment{Handler: fatima, Title: "deputy", Why: "officer"}, member(sanne), now))
	found := false
	for _, line := range toldOf(c, find(t, c, HandlerAssigned)) {
		found = found || line == vacant
	}
	if !found {
		t.Errorf("nothing says %q: %v", vacant, toldOf(c, find(t, c, HandlerAssigned)))
	}
	if d := dutyOf(t, c, DutyReassign); d.Open() {
		t.Error("a new handler is still owed")
	}
}

// Who is asked to handle a case owes it to say so like anything else: they are reminded of
// it before the deadline, and once it is late, who leads hears too and finds somebody else.
func TestAnUnansweredAssignment(t *testing.T) {
	c := walkTo(t, FaceAssigned) // on Thursday 5 March
	d := dutyOf(t, c, DutyAccept)
	if d.Quiet || !d.Due.Equal(at(t, "2026-03-07 00:00")) {
		t.Fatalf("%+v", d)
	}
	for by, want := range map[string]Step{milan: StepAccept, sanne: StepAssign} {
		if got := c.StepFor(&d, member(by), at(t, "2026-03-06 09:00")); got != want {
			t.Errorf("%s does it by %s, want %s", by, got, want)
		}
	}
	own := &procedure.Procedure{Duties: []procedure.Duty{{Kind: "say_yes", DoneBy: []string{"accepted"}}}}
	for by, want := range map[string]Step{milan: StepAccept, sanne: StepAssign} { // a company's own duty too
		seen := *c
		seen.Procedure = own
		if got := seen.StepFor(&Duty{Kind: "say_yes"}, member(by), at(t, "2026-03-06 09:00")); got != want {
			t.Errorf("%s does what the company asks by %s, want %s", by, got, want)
		}
	}
	for _, tc := range []struct {
		when string
		want []string
	}{
		{"2026-03-05 12:00", nil}, {"2026-03-05 17:00", []string{milan}}, {"2026-03-06 09:05", nil}, {"2026-03-06 16:00", []string{milan}}, {"2026-03-09 09:00", []string{milan, sanne}},
	} {
		now := at(t, tc.when)
		before := len(c.Events)
		if err := c.Remind(now); err != nil {
			t.Fatal(err)
		}
		var users []string
		for _, e := range c.Events[before:] {
			if e.Data.Duty == DutyAccept {
				users = append(users, e.Data.Users...)
			}
		}
		if !cmp.Equal(users, tc.want) {
			t.Errorf("%s: told %v, want %v", tc.when, users, tc.want)
		}
	}
	if first := c.FirstDuty(); first == nil || first.Kind != DutyAccept {
		t.Errorf("lists show %+v", first)
	}
}

// A case built again from its events has what the steps beside the road left.
func TestStepsBesideSurviveStorage(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for name, step := range beside(now) {
		t.Run(name, func(t *testing.T) {
			c := caseIn(t, "invented", FaceAssigned)
			if err := step.try(c, member(step.by)); err != nil {
				t.Fatal(err)
			}
			again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			for what, pair := range map[string][2]any{
				"class":      {c.Class, again.Class},
				"receipt":    {c.ReceiptAt, again.ReceiptAt},
				"extensions": {len(c.Extensions), len(again.Extensions)},
				"handler":    {c.Handler, again.Handler},
				"accepted":   {c.Accepted, again.Accepted},
				"involved":   {c.Involved(), again.Involved()},
				"consulted":  {c.Consultation, again.Consultation},
				"face":       {c.Face(), again.Face()},
			} {
				if !cmp.Equal(pair[0], pair[1]) {
					t.Errorf("%s: %v, after loading %v", what, pair[0], pair[1])
				}
			}
		})
	}
}

// Who handles a case and is given it once more is asked nothing anew: what they said holds,
// and so does the day by which they were to say it.
func TestTheSameHandlerIsAskedOnce(t *testing.T) {
	for name, accepted := range map[string]bool{"who took it": true, "who did not yet": false} {
		c := walkTo(t, FaceAssigned)
		if accepted {
			must(t, c.Accept(member(milan), at(t, "2026-03-05 12:00")))
		}
		must(t, c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "officer", Brief: "look at the fine", Deliverers: []string{joost}, Skip: "away"}, member(sanne), at(t, "2026-03-06 10:00")))
		if d := dutyOf(t, c, DutyAccept); d.Open() == accepted || !d.Due.Equal(at(t, "2026-03-07 00:00")) {
			t.Errorf("%s: %+v", name, d)
		}
	}
}
