package handlers

import (
	"bytes"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/playground"
	"ombud/procedure"
)

// reviews opens the form from somebody's Home.
func (o *office) reviews(user string) person {
	o.t.Helper()
	o.homeOf(user)
	p := o.as(user)
	p.inView("procedure.review.open")
	return p
}

func (o *office) revisions() []complaint.Revision {
	o.t.Helper()
	list, err := o.store.Revisions(o.t.Context(), 10)
	must(o.t, err)
	return list
}

// Management reviews the procedure from Home: what was found is needed, and only
// that moves the date.
func TestReviewingTheProcedure(t *testing.T) {
	o := newOffice(t)
	o.h.Company.Document = "https://noorderlicht.example/procedure.pdf"
	o.filedPlain()
	o.turn(at(t, "2026-03-05 11:00"))
	if text := o.homeOf(mees); !strings.Contains(text, "Volgende herziening uiterlijk vr 1 januari 2027") {
		t.Fatalf("Home says %s", text)
	}
	p := o.as(mees)
	p.inView("procedure.review.open")
	o.shows(p, "Klachtenprocedure, versie 1", "1 klacht ontvangen, 0 afgesloten. 0 van 0 termijnen gemist.", "daar staat versie 1")
	p.fill(map[string]any{"outcome": complaint.RevisionSame, "findings": "  "})
	if seen := p.submit(); !strings.Contains(seen.Errors["findings"], "ook als er niets verandert") || len(o.revisions()) != 0 {
		t.Fatalf("without findings: %v", seen.Errors)
	}
	p.fill(map[string]any{"findings": "Wij bellen te laat.", "changes": "Twee nabellers vanaf april.", "outcome": complaint.RevisionChanges, "attested": []string{"yes"}})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	o.shows(p, "De volgende is uiterlijk vr 5 maart 2027", "als nieuwe versie")
	kept := o.revisions()
	if len(kept) != 1 || kept[0].By != mees || kept[0].Version != 1 || !kept[0].Attested || kept[0].Words.Address != o.h.Company.Document || kept[0].Words.Findings != "Wij bellen te laat." {
		t.Fatalf("kept are %+v", kept)
	}
	if text := o.homeOf(sanne); !strings.Contains(text, "Laatste herziening: do 5 maart 2026, door Mees Vos. Er moet iets veranderen. Het document") {
		t.Errorf("Home says %s", text)
	}
	again := o.as(sanne)
	again.inView("procedure.review.open")
	o.shows(again, "Eerdere herzieningen", "Wij bellen te laat.", "Twee nabellers vanaf april.", "besloot Mees Vos dat er iets moet veranderen. Versie 1 geldt nog steeds")
	if said := o.as(lotte).whispers("/klacht", "procedure"); !strings.Contains(said, "door Mees Vos") || strings.Contains(said, "Wij bellen") {
		t.Errorf("a colleague reads %s", said)
	}
	if said := o.as(lotte).whispers("/klacht", "hulp"); !strings.Contains(said, "Volgende herziening uiterlijk vr 5 maart 2027") {
		t.Errorf("help says %s", said)
	}
}

// The button stands beside the procedure for who may press it, and is refused to
// others.
func TestWhoReviewsFromTheCommand(t *testing.T) {
	o := newOffice(t)
	sees := func(user string) *playground.Message {
		p := o.as(user)
		p.whispers("/klacht", "procedure")
		list := p.Ephemerals(algemeen)
		return &list[len(list)-1]
	}
	m := sees(sanne)
	seen, err := o.as(sanne).Press(algemeen, m.TS, "procedure.review.open")
	must(t, err)
	o.as(sanne).fine(seen)
	o.shows(o.as(sanne), "Procedure herzien", "Er is nog geen herziening vastgelegd")
	if strings.Contains(o.as(lotte).Text(*sees(lotte)), "Herzien\n") {
		t.Error("who files may review")
	}
	if text := o.homeOf(milan); strings.Contains(text, "Vastgelegde procedure") {
		t.Errorf("a handler's Home: %s", text)
	}
	r := o.request(milan)
	if _, err := o.h.openRevision(t.Context(), r); err == nil {
		t.Error("a handler may review")
	}
	if _, err := o.h.submitRevision(t.Context(), r); err == nil || len(o.revisions()) != 0 {
		t.Error("a handler's forged form is taken")
	}
}

// Of two who review at once the second sees what the first recorded, with what
// they typed; and a new version of the procedure is not reviewed unseen.
func TestTwoReviewAtOnce(t *testing.T) {
	o := newOffice(t)
	first, second := o.reviews(mees), o.reviews(sanne)
	for _, p := range []person{first, second} {
		p.fill(map[string]any{"findings": "Alles werkt.", "outcome": complaint.RevisionSame})
	}
	first.submit()
	second.submit()
	o.shows(second, "Iemand anders legde zojuist een herziening vast", "door Mees Vos")
	if kept := o.revisions(); len(kept) != 1 {
		t.Fatalf("kept are %+v", kept)
	}
	yaml, err := procedure.Preset("exactpi")
	must(t, err)
	must(t, o.store.SaveProcedure(t.Context(), bytes.Replace(yaml, []byte(`version: "1"`), []byte(`version: "2"`), 1), o.now))
	second.submit()
	o.shows(second, "of de procedure is gewijzigd", "versie 2")
	second.submit() // now that they have seen it
	if kept := o.revisions(); len(kept) != 2 || kept[0].By != sanne || kept[0].Version != 2 || kept[0].Words.Findings != "Alles werkt." {
		t.Errorf("kept are %+v", kept)
	}
}
