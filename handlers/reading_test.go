package handlers

import (
	"slices"
	"strings"
	"testing"
)

// Who opened the file, or an answer in it, is kept and shown to who leads; a page turned
// in an open file is no second time, whoever sees no more than where the case stands read
// nothing, and nothing of it changes the case.
func TestWhoOpenedTheFile(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	before := len(o.caseOf(number).Events)
	m := o.as(milan)
	m.command("/klacht", "toon "+number)
	m.inView("case.tab.history")
	if text := m.ViewText(m.Modal()); strings.Contains(text, "Ingezien") {
		t.Errorf("the handler is offered who read the file:\n%s", text)
	}
	o.as(joost).command("/klacht", "toon "+number)
	o.as(mees).press(klachten, "answer.read", version(1), number)
	p := o.as(sanne)
	p.command("/klacht", "toon "+number)
	p.inView("case.tab.readers")
	o.shows(p, "Sanne Bakker", "Mees", "Milan de Wit")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Joost") {
		t.Errorf("whom it concerns is said to have read it:\n%s", text)
	}
	readings, err := o.store.Readings(t.Context(), number)
	must(t, err)
	var who []string
	for _, r := range readings {
		who = append(who, r.User)
	}
	if want := []string{mees, milan, sanne}; !slices.Equal(who, want) {
		t.Errorf("read by %v, want %v", who, want)
	}
	if after := len(o.caseOf(number).Events); after != before {
		t.Errorf("reading recorded %d events", after-before)
	}
}

// A forged page of readers shows none to whoever may not know them.
func TestReadersAreForWhoLeads(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	must(t, o.store.Read(t.Context(), number, fatima, o.now))
	turn := entry{"action", "case.tab.readers", o.h.Routes().Actions["case.tab.readers"]}
	resp, err := o.use(turn, milan, number, "")
	must(t, err)
	raw, err := resp.Update.JSON()
	must(t, err)
	if strings.Contains(string(raw), "Fatima") || strings.Contains(string(raw), "Ingezien") {
		t.Errorf("Milan is shown %s", raw)
	}
}
