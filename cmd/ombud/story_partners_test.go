package main

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// onPeople is onPreset with other people in the roles.
func onPeople(t *testing.T, name string, change ...string) *stage {
	t.Helper()
	change = append(change, "procedure: exactpi", "procedure: "+name, "language: en", "language: nl")
	return newStage(t, play{url: dbtest.SQLite(t), config: strings.NewReplacer(change...).Replace})
}

// By klachten: management takes the case over, assesses and confirms it by letter,
// one of them writes a position with reasons, the other agrees, and it is told
// within two weeks.
func TestStoryOfKlachten(t *testing.T) {
	t.Parallel()
	s := onPeople(t, "klachten", "  officer: [U0SANNE]\n", "")
	number := s.lotte.filesWith("/klacht")
	s.shows(number, "Nieuw", "case.takeover")
	s.mees.presses(s.card(number), "case.takeover")
	s.rest()
	s.mees.does(number, "case.classify.open", "nature", "treatment", "category", "duration", "party", "prospect", "assessment", "Beide kanten horen")
	s.shows(number, "Nieuw", "case.ack.open")
	s.at("2026-03-10 10:00")
	s.mees.does(number, "case.ack.open", "via", "letter", "address", "Molenstraat 1, Utrecht", "posted", "2026-03-10")
	s.shows(number, "Bevestigd", "case.assign.open")
	s.sanne.assigns(number, s.mees)
	s.shows(number, "In behandeling", "answer.draft.open")
	s.mees.does(number, "answer.draft.open", "form", "letter", "outcome", "partly", "text", "U had gebeld moeten worden.", "reasons", "Dat was twee keer toegezegd.")
	s.sanne.presses(s.inThread(number, "answer.approve"), "answer.approve")
	s.rest()
	position := "U had gebeld moeten worden."
	s.read("/klacht", number, append([]reading{
		{who: s.lotte, says: []string{customer}, not: []string{position, "Antwoorden"}},
		{who: s.mees, tab: "answers", says: []string{position}},
		{who: s.sanne, tab: "answers", says: []string{position, "Dat was twee keer toegezegd."}},
		{who: s.fatima, tab: "answers", says: []string{position}}, // the deputy
	}, nothing(s.milan, s.joost, s.guest, s.external)...)...)
	s.at("2026-03-13 11:00")
	s.mees.does(number, "answer.deliver.open", "via", "letter", "day", "2026-03-13")
	if d := s.dutyOf(number, "decision", 1); !d.Due.Equal(at("2026-03-20 00:00")) || d.Open() {
		s.fail("the position was due %s, open %v", d.Due, d.Open())
	}
	s.at("2026-03-18 11:00")
	s.sanne.does(number, "followup.open", "result", "satisfied")
	s.mees.does(number, "case.close.open", "lesson", "Binnen een dag terugbellen", "archive", "Kast 4")
	if c := s.kase(number); c.Face() != complaint.FaceClosed || c.Handler != s.mees.id {
		s.fail("it ends as %s with %s", c.Face(), c.Handler)
	}
	s.joost.blind(number+" ·", customer)
	s.guest.blind(number+" ·", customer)
}

// By cygnus: the officer classifies and gives the case to a partner, who asks
// before trying and tells how it goes; after two weeks the officer takes over,
// decides in writing, tells it, and closes.
func TestStoryOfCygnus(t *testing.T) {
	t.Parallel()
	s := onPeople(t, "cygnus", "roles:\n", "roles:\n  partner: [U0MILAN]\n", "{deputy: U0FATIMA}", "{deputy: U0FATIMA, employer: Noorderlicht Advies}")
	number := s.lotte.filesWith("/klacht")
	s.shows(number, "Nieuw", "case.classify.open")
	s.sanne.does(number, "case.classify.open", "nature", "quality", "party", "client")
	s.sanne.does(number, "case.enter.open", "reason", "Relatie 1187")
	s.read("/klacht", number, reading{who: s.sanne, says: []string{"*Klantsysteem* Relatie 1187"}})
	s.sanne.assigns(number, s.milan)
	s.milan.presses(s.milan.dm(number, "case.explain.open"), "case.explain.open")
	s.milan.fills("given", "kopie meegegeven")
	s.milan.submits()
	s.rest()
	s.milan.presses(s.card(number), "case.contact.open")
	s.milan.fills("note", "Over laten doen aangeboden")
	if why := s.milan.refusedAt("when"); !strings.Contains(why, "Eerst overleggen") {
		s.fail("a try before consulting is refused with %q", why)
	}
	s.milan.closes()
	s.milan.does(number, "case.consult.open", "with", s.sanne.id, "done", "yes", "said", "Bied aan het over te doen")
	s.at("2026-03-05 14:00")
	s.milan.does(number, "case.contact.open", "note", "Over laten doen aangeboden")
	s.at("2026-03-10 10:00")
	s.milan.does(number, "case.update.open", "reason", "De klant denkt erover na")
	tried := []string{"Over laten doen aangeboden", "Bied aan het over te doen"}
	s.read("/klacht", number, append([]reading{
		{who: s.lotte, says: []string{customer}, not: []string{"Contactmomenten"}},
		{who: s.sanne, tab: "contacts", says: tried},
		{who: s.fatima, tab: "contacts", says: tried},
		{who: s.mees, tab: "contacts", says: tried},
		{who: s.milan, tab: "contacts", says: tried}, // the partner
	}, nothing(s.joost, s.guest, s.external)...)...)

	s.at("2026-03-20 10:00")
	if d := s.dutyOf(number, "step_in", 1); !d.Due.Equal(at("2026-03-20 00:00")) || !d.Open() {
		s.fail("the officer takes over by %s, open %v", d.Due, d.Open())
	}
	s.sanne.assigns(number, s.sanne)
	s.read("/klacht", number, reading{who: s.milan}) // it is the partner's no more
	s.sanne.does(number, "answer.draft.open", "form", "letter", "address", "Molenstraat 1, Utrecht", "outcome", "upheld", "text", "Wij doen het over.", "reasons", "Het kwam te laat.")
	s.mees.presses(s.inThread(number, "answer.approve"), "answer.approve")
	s.rest()
	s.milan.presses(s.card(number), "answer.deliver.open")
	if said := s.milan.reads(); !strings.Contains(said, "Dat kan niet") {
		s.fail("a partner who does not handle it any more tells the decision: %s", said)
	}
	s.milan.closes()
	s.sanne.does(number, "answer.deliver.open", "via", "letter", "day", "2026-03-20")
	s.at("2026-03-25 11:00")
	s.sanne.does(number, "followup.open", "result", "satisfied")
	s.sanne.does(number, "case.close.open", "handling", "Over gedaan")
	if c := s.kase(number); c.Face() != complaint.FaceClosed || c.Handler != s.sanne.id {
		s.fail("it ends as %s with %s", c.Face(), c.Handler)
	}
	s.joost.blind(number+" ·", customer)
}
