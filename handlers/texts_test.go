package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/procedure"
)

// Who confirms a receipt reads the letter in the company's own words; a case keeps those
// of the version that was in force when it came in, and what was sent is what is kept (D19).
func TestALetterIsInTheWordsOfItsVersion(t *testing.T) {
	o := newOffice(t)
	yaml, err := procedure.Preset("okonomi")
	must(t, err)
	worded := func(version, words string) []byte {
		text := strings.Replace(string(yaml), `version: "1"`, `version: "`+version+`"`, 1)
		return []byte(text + "texts:\n  letter.rules: " + words + " ({{.version}}).\n")
	}
	must(t, o.store.SaveProcedure(t.Context(), worded("2", "Vi følger vores egen bog"), at(t, "2026-01-02 00:00")))
	o.file(lotte, nil)
	o.turn(o.now.AddDate(0, 0, 1))
	must(t, o.store.SaveProcedure(t.Context(), worded("3", "Vi følger den nye bog"), o.now))
	o.turn(o.now.AddDate(0, 0, 1))
	o.file(lotte, map[string]any{"received": o.now.Unix()})
	for number, want := range map[string]string{"K-2026-0001": "Vi følger vores egen bog (version 2", "K-2026-0002": "Vi følger den nye bog (version 3"} {
		p := o.as(sanne)
		p.press(klachten, "case.ack.open", view.Card, number)
		p.fill(map[string]any{"how": view.ConfirmedSent})
		if form := string(p.Modal().State); !strings.Contains(form, want) || strings.Contains(form, "efter vores forretningsgang") {
			t.Errorf("%s: the form says %s", number, form)
		}
		p.submit()
		c := o.caseOf(number)
		if e := c.Events[len(c.Events)-1]; e.Kind != complaint.Acknowledged || !strings.Contains(c.Note(e).Text, want) {
			t.Errorf("%s: kept %q", number, c.Note(e).Text)
		}
	}
}
