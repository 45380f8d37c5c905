package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

// closedWith gives the report that a case was closed with by who leads it, with what stood
// in the form, once the customer was satisfied.
func (o *office) closedWith(number string) string {
	o.does(number, func(c *complaint.Case) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: o.now, Via: "phone"}, full(lotte), o.now)
	})
	s := o.as(sanne)
	s.press(klachten, "case.close.open", view.Card, number)
	s.submit()
	c := o.caseOf(number)
	return c.Report(c.LastClosing()).Handling
}

// What the handler reports when the answer was given stands in the form that closes the
// case (EX-17), which somebody else fills in.
func TestTheHandlerReports(t *testing.T) {
	o := newOffice(t)
	number := o.approved()
	p := o.as(milan)
	p.press(klachten, "answer.deliver.open", view.Card, number)
	p.fill(map[string]any{"when": o.now.Unix(), "handling": "Boete vergoed, planning aangepast"})
	p.submit()
	if got := o.closedWith(number); got != "Boete vergoed, planning aangepast" {
		t.Errorf("closed with the report %q", got)
	}
}

// A handler who told the answer without reporting is asked by a step of its own, and what
// they write is what closing begins with (EX-17).
func TestTheHandlerIsAskedToReport(t *testing.T) {
	o := newOffice(t)
	number := o.approved()
	o.does(number, func(c *complaint.Case) error {
		return c.Deliver(complaint.Delivery{At: o.now, Via: "phone"}, full(milan), o.now)
	})
	p := o.as(milan)
	p.press(algemeen, "case.report.open", view.Desk, number)
	o.shows(p, "Hoe is het afgehandeld?")
	if seen := p.submitRaw(map[string]any{"reason": " "}); !strings.Contains(seen.Errors["reason"], "afgehandeld") {
		t.Errorf("nothing written: %v", seen.Errors)
	}
	p.fill(map[string]any{"reason": "Boete vergoed"})
	p.submit()
	if got := o.closedWith(number); got != "Boete vergoed" {
		t.Errorf("closed with the report %q", got)
	}
}
