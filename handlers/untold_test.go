package handlers

import (
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

// Of a caller whom nobody knows the handler leaves the answer in the file, once management
// agreed; found before the case closes, they are told after all.
func TestAnAnswerToNobodyStaysInTheFile(t *testing.T) {
	o := newPreset(t, "okonomi")
	number := o.file(lotte, map[string]any{"unknown": []string{"unknown"}})
	o.does(number, func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "klageansvarlig", Why: "officer"}, full(sanne), o.now)
	})
	o.does(number, func(c *complaint.Case) error {
		return c.Consult(complaint.Consultation{With: lotte, At: o.now, Said: "En mand", Impossible: true}, full(sanne), o.now)
	})
	o.does(number, func(c *complaint.Case) error {
		d := complaint.Draft{Answer: complaint.Answer{Text: "Du har ret.", Facts: "Regnskabet kom i november.", Reasons: "Det var for sent."}, Form: "letter", Outcome: "upheld", Ask: true}
		return c.Prepare(d, full(sanne), o.now)
	})
	p := o.as(sanne)
	p.press(klachten, "case.untold.open", view.Card, number)
	if seen := p.submitRaw(map[string]any{"reason": " "}); seen.Errors["reason"] == "" {
		t.Errorf("without a reason: %v", seen.Errors)
	}
	p.submitRaw(map[string]any{"reason": "Skjult nummer"})
	if c := o.caseOf(number); c.Waits() == nil || c.KeptBack() {
		t.Fatalf("it is %s, and waits for nobody", c.Face())
	}
	request := o.post(klachten, number, func(f *view.Frame, c *complaint.Case) *view.Message {
		return view.RequestForAgreement(f, c, lastRequest(c).Seq)
	})
	o.as(mees).presses(klachten, request, "agreement.grant")
	if c := o.caseOf(number); !c.KeptBack() || c.Face() != complaint.FaceReady {
		t.Fatalf("agreed, it is %s", c.Face())
	}
	p.press(klachten, "case.reach.open", view.Card, number)
	p.submitRaw(map[string]any{"name": "Anna", "phone": "+45 12 34 56 78"})
	if c := o.caseOf(number); c.KeptBack() || c.Face() != complaint.FaceApproved {
		t.Errorf("found, it is %s", c.Face())
	}
}
