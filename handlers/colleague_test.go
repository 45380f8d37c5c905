package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// The officer informs a colleague from the list of all actions; a guest is refused, and
// the second officer at once sees what the first did.
func TestInformingAColleague(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	opens := func(user string) person {
		t.Helper()
		p := o.as(user)
		p.presses(klachten, o.post(klachten, number, view.Card), "case.more", playground.Choosing(view.MoreValue(number, complaint.StepAll)))
		p.inView("case.colleague.open")
		return p
	}
	first, second := opens(sanne), opens(fatima)
	for _, tc := range []struct{ user, text, field, want string }{
		{gast, "Stuur de planning", "user", "Gasten"},
		{joost, "Stuur de planning", "user", "betrokken"},
		{mees, "Bel haar op 06 12345678", "text", "telefoonnummer"},
	} {
		first.fill(map[string]any{"user": []string{tc.user}, "text": tc.text})
		if seen := first.submit(); !strings.Contains(seen.Errors[tc.field], tc.want) {
			t.Errorf("%s, %s: %v", tc.user, tc.text, seen.Errors)
		}
	}
	o.notices(complaint.NoticeColleague)
	first.fill(map[string]any{"user": []string{mees}, "text": "Stuur de planning van vorig jaar"})
	first.submit()
	c := o.caseOf(number)
	if user, text, ok := c.ColleagueToldOf(c.Events[len(c.Events)-1]); !ok || user != mees || text != "Stuur de planning van vorig jaar" {
		t.Errorf("on record: %s, %q", user, text)
	}
	if n := o.notices(complaint.NoticeColleague); n != 1 {
		t.Errorf("told %d times", n)
	}
	second.fill(map[string]any{"user": []string{mees}, "text": "Stuur de planning"})
	second.submit()
	o.shows(second, "Sanne Bakker wijzigde")
}
