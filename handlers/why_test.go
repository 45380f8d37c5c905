package handlers

import (
	"errors"
	"testing"

	"ombud/bot"
	"ombud/complaint"
)

// From the list of all actions, and from the file, one reads why a date is what it is;
// whoever must not know of the case is told that there is none.
func TestAskWhyADateIsWhatItIs(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{})
	p := o.as(sanne)
	p.opens(number, complaint.StepAll)
	p.inView("case.why")
	o.shows(p, "Klacht ontvangen. Vanaf dat moment loopt de termijn.", "Nederlandse feestdagen", "die geldt voor wat op do 5 maart 2026 binnenkwam")
	p.inView("case.tab.overview")
	p.inView("case.tab.dates")
	o.shows(p, "Vanaf dat moment loopt de termijn.")
	for _, user := range []string{joost, gast} {
		r := &bot.Request{Kind: bot.KindAction, User: user, Action: bot.Action{Value: number}}
		if _, err := o.h.lookAt("dates", complaint.PartCard)(t.Context(), r); err == nil || user == joost && !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("%s is answered with %v", user, err)
		}
	}
}
