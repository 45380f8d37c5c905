package handlers

import (
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

// What the handler reports when the answer was given stands in the form that closes the
// case (EX-17), which somebody else fills in.
func TestTheHandlerReports(t *testing.T) {
	o := newOffice(t)
	number := o.approved()
	p := o.as(milan)
	p.press(klachten, "answer.deliver.open", view.Card, number)
	p.fill(map[string]any{"when": o.now.Unix(), "handling": "Boete vergoed, planning aangepast"})
	p.submit()
	o.does(number, func(c *complaint.Case) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: o.now, Via: "phone"}, full(lotte), o.now)
	})
	s := o.as(sanne)
	s.press(klachten, "case.close.open", view.Card, number)
	s.submit()
	c := o.caseOf(number)
	if got := c.Report(c.LastClosing()).Handling; got != "Boete vergoed, planning aangepast" {
		t.Errorf("closed with the report %q", got)
	}
}
