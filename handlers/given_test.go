package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

// Both forms that say the procedure was explained begin with the address at which it can be
// read, and keep it, or the copy that was given instead (CY-12).
func TestSayWhatWasGivenToRead(t *testing.T) {
	o := underProcedure(t, "cygnus", complaint.Holder{Role: complaint.RolePartner, User: milan})
	o.h.Company.Published = []string{"https://noorderlicht.example/klachten"}
	given := func(number string) string {
		for _, e := range o.caseOf(number).Events {
			if e.Kind == complaint.Explained {
				return o.caseOf(number).Note(e).Text
			}
		}
		return "no explanation"
	}
	number := o.file(lotte, nil)
	o.does(number, func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Partner", Why: "partner"}, full(sanne), o.now)
	})
	p := o.as(milan)
	p.press(klachten, "case.explain.open", view.Desk, number)
	if seen := p.submitRaw(map[string]any{"given": " "}); !strings.Contains(seen.Errors["given"], "kopie") {
		t.Errorf("nothing given: %v", seen.Errors)
	}
	p.press(klachten, "case.explain.open", view.Desk, number)
	p.submit()
	if got := given(number); got != "https://noorderlicht.example/klachten" {
		t.Errorf("as proposed: %q", got)
	}
	l := o.as(lotte)
	l.command("/klacht", "")
	l.fill(phoned())
	l.fill(map[string]any{"done": []string{"explained"}})
	if seen := l.submitRaw(map[string]any{"given": " "}); !strings.Contains(seen.Errors["given"], "kopie") {
		t.Errorf("filed with nothing given: %v", seen.Errors)
	}
	_, err := l.CloseView()
	must(t, err)
	anew := o.file(lotte, map[string]any{"done": []string{"explained"}})
	if got := given(anew); got != "https://noorderlicht.example/klachten" {
		t.Errorf("filed as proposed: %q", got)
	}
}
