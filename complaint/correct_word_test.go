package complaint

import "testing"

// Why the handler was chosen is what stands by now, also where their name was put right first.
func TestWhyTheHandlerWasChosenIsTheNewest(t *testing.T) {
	c, now := walkTo(t, FaceNew), at(t, "2026-03-09 09:00")
	w := &walk{t, c}
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "other", WhyText: "He knows her", Unknown: "nobody knows", Skip: "on holiday"}, member(sanne), now))
	fact := Fact{FactChosen, seqOf(t, c, HandlerAssigned)}
	w.do("name", c.Correct(CorrectForm{Fact: Fact{FactHandler, fact.Seq}, Text: "Milan de Wit", Reason: "Typed wrong"}, member(sanne), now))
	w.do("why", c.Correct(CorrectForm{Fact: fact, Text: "He knows the file", Reason: "Typed wrong"}, member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if a := c.Appointment(); a.Why != "He knows the file" || a.Name != "Milan de Wit" || a.Title != "head" {
			t.Errorf("%s: %+v", how, a)
		}
	}
}
