package handlers

import (
	"strings"
	"sync"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/procedure"
)

// two lets the written procedure ask that two people agree with the answer of a
// heavy case, and gives one that waits for them.
func (o *office) two() string {
	o.t.Helper()
	yaml, err := procedure.Preset("exactpi")
	must(o.t, err)
	own := strings.Replace(string(yaml), "approval: {role: management, house: true}", "approval: {role: management, house: true, two_for: [serious, legal]}", 1)
	must(o.t, o.store.SaveProcedure(o.t.Context(), []byte(own), at(o.t, "2026-01-02 00:00")))
	number := o.asked()
	o.does(number, func(c *complaint.Case) error {
		return c.Classify(complaint.Classification{Class: complaint.Class{Nature: "service", Weight: "serious", Submitted: "oral"}}, full(sanne), o.now)
	})
	return number
}

// Two people press, each counts once, and whoever pressed before hears who else
// can; only then the handler may tell the customer.
func TestTwoApprovers(t *testing.T) {
	o := newOffice(t)
	number := o.two()
	ts := o.post(klachten, number, version(1))
	p := o.as(mees)
	for range 2 { // a second click is no second person
		p.presses(klachten, ts, "answer.approve")
		if m := p.Modal(); m != nil {
			t.Fatalf("says %q", p.ViewText(m))
		}
	}
	c := o.caseOf(number)
	if c.Face() != complaint.FaceInApproval || len(c.Agreed(1)) != 1 {
		t.Fatalf("after one it is %s, agreed %+v", c.Face(), c.Agreed(1))
	}
	p.press(klachten, "answer.review", func(f *view.Frame, c *complaint.Case) *view.Message {
		f.Viewer = full(sanne)
		return view.Ask(f, c, 1)
	}, number)
	o.shows(p, "1 van 2: *Mees Vos*", "ernstig")
	m := o.as(milan)
	m.presses(klachten, ts, "answer.approve")
	o.shows(m, "Jij schreef dit antwoord", "Sanne Bakker")
	o.as(sanne).presses(klachten, ts, "answer.approve")
	c = o.caseOf(number)
	if c.Face() != complaint.FaceApproved || c.Answer().DecidedBy != sanne || c.Agreed(1)[0].By != mees {
		t.Errorf("after two it is %s, %+v", c.Face(), c.Answer())
	}
}

// Both press in the same moment: both count. One who presses twice does not.
func TestTwoApproveAtOnce(t *testing.T) {
	for _, users := range [][]string{{sanne, mees}, {mees, mees}} {
		o := newOffice(t)
		number := o.two()
		var wg sync.WaitGroup
		errs := make([]error, len(users))
		for i, user := range users {
			wg.Go(func() {
				_, errs[i] = o.h.update(t.Context(), number, func(c *complaint.Case) error {
					if c.ApprovedBy(1, full(user)) {
						return nil
					}
					return c.Approve(1, full(user), o.now)
				})
			})
		}
		wg.Wait()
		want := map[bool]complaint.Face{true: complaint.FaceApproved, false: complaint.FaceInApproval}[users[0] != users[1]]
		if c := o.caseOf(number); c.Face() != want || errs[0] != nil || errs[1] != nil {
			t.Errorf("%v: %s, %v", users, c.Face(), errs)
		}
	}
}

// Who agreed first may still ask for changes.
func TestTheFirstOfTwoAsksForChanges(t *testing.T) {
	o := newOffice(t)
	number := o.two()
	ts := o.post(klachten, number, version(1))
	p := o.as(mees)
	p.presses(klachten, ts, "answer.approve")
	p.presses(klachten, ts, "answer.changes.open")
	p.fill(map[string]any{"comment": "Het bedrag ontbreekt"})
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceChangesAsked || c.Comment(1) != "Het bedrag ontbreekt" {
		t.Errorf("%s, %q", c.Face(), c.Comment(1))
	}
}
