package main

import (
	"regexp"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// onPreset is a stage on which a firm works by a preset, in its language.
func onPreset(t *testing.T, name, language, more string) *stage {
	t.Helper()
	return newStage(t, play{url: dbtest.SQLite(t), config: func(yaml string) string {
		yaml = strings.NewReplacer("procedure: exactpi", "procedure: "+name, "language: en", "language: "+language).Replace(yaml) + more
		if p, err := procedureOf(name); err == nil && p.Lead != "" {
			yaml = strings.Replace(yaml, "  officer: [U0SANNE]\n", "", 1)
		}
		return yaml
	}})
}

// filesWith records a complaint with a command of that language.
func (p *person) filesWith(command string, more ...any) string {
	p.s.t.Helper()
	p.types(general, command, "")
	p.fills("name", customer, "phone", phone, "email", email, "summary", "Regnskab / jaarrekening", "story", tale, "wish", wish)
	p.fills(more...)
	p.submits()
	number := regexp.MustCompile(`[KM]-\d{4}-\d{4}`).FindString(p.reads())
	p.closes()
	p.s.rest()
	return number
}

// does presses a button of the card, fills the form and sends it.
func (p *person) does(number, action string, fields ...any) {
	p.s.t.Helper()
	p.presses(p.s.card(number), action)
	p.fills(fields...)
	p.submits()
	p.closes()
	p.s.rest()
}

// By okonomi: the officer is on holiday, so the deputy confirms the receipt and
// says so, asks whoever received the complaint and answers in writing; the customer is
// asked whether it is solved, and the deputy closes.
func TestStoryOfOkonomi(t *testing.T) {
	t.Parallel()
	s := onPreset(t, "okonomi", "da", "away: [{who: U0SANNE, from: 2026-03-02, until: 2026-03-20, deputy: U0FATIMA}]\n")
	number := s.lotte.filesWith("/klage")
	s.shows(number, "Ny", "case.ack.open")
	s.fatima.presses(s.card(number), "case.ack.open")
	s.fatima.fills("how", "sent")
	if text := string(s.fatima.window().State); !strings.Contains(text, "Sanne Bakker (klageansvarlig) er fraværende") || !strings.Contains(text, "sendt videre til Sanne Bakker") {
		s.fail("the deputy's text does not say who is away (OK-12): %s", text)
	}
	s.fatima.submits()
	s.rest()
	s.shows(number, "Bekræftet", "case.assign.open")
	s.read("/klage", number, append([]reading{
		{who: s.lotte, says: []string{customer, "Bekræftet"}, not: []string{"Kontakter"}},
		{who: s.sanne, tab: "contacts", says: []string{"Fatima El Idrissi"}},
		{who: s.fatima, tab: "contacts", says: []string{"Fatima El Idrissi"}},
		{who: s.mees, says: []string{customer, "Bekræftet"}},
	}, nothing(s.milan, s.joost, s.guest, s.external)...)...)
	s.fatima.presses(s.card(number), "case.assign.open")
	s.fatima.chooses(s.fatima)
	s.fatima.submits()
	s.rest()
	s.fatima.does(number, "case.consult.open", "with", s.lotte.id, "done", "yes", "said", "Hun var lovet regnskabet i september")
	s.lotte.presses(s.lotte.dm(number, "heard.deny.open"), "heard.deny.open")
	s.lotte.fills("words", "Vi har ikke talt sammen endnu")
	s.lotte.submits()
	s.rest()
	if told := s.fatima.Text(s.fatima.dm(number, "case.consult.open")); !strings.Contains(told, "drøftelse ikke bekræftet") {
		s.fail("the deputy is told %q (OK-13)", told)
	}
	s.fatima.does(number, "case.consult.open", "with", s.lotte.id, "done", "yes", "said", "Hun var lovet regnskabet i september")
	s.lotte.presses(s.lotte.dm(number, "heard.confirm"), "heard.confirm")
	s.rest()
	s.fatima.does(number, "answer.draft.open", "form", "email", "outcome", "upheld", "facts", "Regnskabet kom i november; planlægningen viser hvorfor.", "text", "Du har ret.", "reasons", "Regnskabet kom for sent.")
	s.read("/klage", number, reading{who: s.sanne, tab: "answers", says: []string{"Hvad vi har konstateret", "planlægningen viser hvorfor", "Begrundelse for udfaldet", "Regnskabet kom for sent."}})
	s.fatima.does(number, "answer.deliver.open", "via", "email")
	s.shows(number, "Besvaret", "followup.open")
	s.advance("2026-03-10 10:00")
	s.lotte.presses(s.lotte.dm(number, "followup.open"), "followup.open")
	s.lotte.fills("result", "satisfied")
	s.lotte.submits()
	s.rest()
	s.fatima.does(number, "case.close.open")
	if c := s.kase(number); c.Face() != complaint.FaceClosed || c.Handler != s.fatima.id {
		s.fail("it ends as %s with %s", c.Face(), c.Handler)
	}
	s.joost.blind(number+" ·", customer)
	s.guest.blind(number+" ·", customer)
}

// By exactpi: the complainant agrees with the report, management with the answer; when
// asked the customer is not satisfied, and a second round puts it right within two days.
func TestStoryOfExactpi(t *testing.T) {
	t.Parallel()
	s := onPreset(t, "exactpi", "nl", "")
	number := s.lotte.filesWith("/klacht", "deliverers", []string{s.joost.id})
	s.shows(number, "Nieuw", "case.readback.open")
	s.lotte.readsBack(number)
	s.shows(number, "Bevestigd", "case.assign.open")
	s.sanne.assigns(number, s.milan)
	s.milan.contacts(s.milan.dm(number, "case.contact.open"), number, "2026-03-13")
	s.milan.drafts(s.milan.dm(number, "answer.draft.open"), "De jaarrekening lag bij ons.")
	if ask := s.mees.Text(s.mees.dm(number, "answer.review")); !strings.Contains(ask, "akkoord") {
		s.fail("management is asked with %q", ask)
	}
	s.mees.presses(s.inThread(number, "answer.approve"), "answer.approve")
	s.rest()
	s.milan.delivers(s.milan.dm(number, "answer.deliver.open"), "2026-03-05 10:00")
	s.shows(number, "Beantwoord", "followup.open")
	s.advance("2026-03-13 10:00")
	s.lotte.asks(s.lotte.dm(number, "followup.open"), "dissatisfied", "De boete is er nog steeds.")
	s.shows(number, "Heropend", "answer.draft.open")
	if d := s.dutyOf(number, complaint.DutyRework, 2); !d.Due.Equal(at("2026-03-18 00:00")) {
		s.fail("the second answer is due %s", d.Due)
	}
	if desk := s.milan.Text(s.milan.dm(number, "answer.draft.open")); !strings.Contains(desk, "di 17 maart") {
		s.fail("the handler reads %q", desk)
	}
	s.milan.drafts(s.milan.dm(number, "answer.draft.open"), "De boete is vandaag betaald.")
	s.mees.presses(s.inThread(number, "answer.approve"), "answer.approve")
	s.rest()
	s.milan.delivers(s.milan.dm(number, "answer.deliver.open"), "2026-03-13 10:00")
	s.advance("2026-03-20 10:00")
	s.lotte.asks(s.lotte.dm(number, "followup.open"), "satisfied", "Zij is tevreden.")
	s.sanne.does(number, "case.close.open", "handling", "Boete betaald.", "no_measure", "Een eenmalig verzuim.")
	if c := s.kase(number); c.Face() != complaint.FaceClosed || c.Round != 2 {
		s.fail("it ends as %s in round %d", c.Face(), c.Round)
	}
	s.joost.blind(number, customer)
	s.guest.blind(number, customer)
}

// By kerngroep: management is consulted and the receiver calls, more time is
// announced in the third week, and in the end a third party rules and binds.
func TestStoryOfKerngroep(t *testing.T) {
	t.Parallel()
	s := onPreset(t, "kerngroep", "nl", "")
	number := s.lotte.filesWith("/klacht", "street", "Markt 1", "postcode", "1234 AB", "town", "Utrecht")
	s.mees.does(number, "case.consult.open", "done", "yes", "said", "Bel haar voor de middag")
	s.lotte.presses(s.lotte.dm(number, "case.contact.open"), "case.contact.open")
	s.lotte.fills("how", "Wij zoeken het uit", "day", "2026-04-01", "note", "Zij had september verwacht", "folder", "Klantmap De Vries", "points", []string{"sorry", "own_card"})
	s.lotte.submits()
	s.rest()
	s.lotte.presses(s.lotte.dm(number, "case.details.open"), "case.details.open")
	s.lotte.submits()
	s.rest()
	s.sanne.assigns(number, s.milan)
	s.shows(number, "In behandeling", "answer.draft.open")

	s.at("2026-03-24 10:00")
	s.milan.does(number, "case.extend.open", "day", "2026-04-17", "reason", "Een deskundige is ziek")
	s.mees.presses(s.mees.dm(number, "extension.agree"), "extension.agree")
	s.rest()
	s.milan.does(number, "case.extend.open", "via", "phone")
	if d := s.dutyOf(number, "decision", 1); !d.Due.Equal(at("2026-04-18 00:00")) || s.kase(number).Extensions[0].Late {
		s.fail("with the later day it is due %s", d.Due)
	}
	told := []string{"Een deskundige is ziek"}
	s.read("/klacht", number, append([]reading{
		{who: s.lotte, tab: "contacts", says: told}, // co-responsible
		{who: s.sanne, tab: "contacts", says: told},
		{who: s.mees, tab: "contacts", says: told},
		{who: s.milan, tab: "contacts", says: told},
		{who: s.milan, says: []string{customer, "17 april"}},
	}, nothing(s.joost, s.guest, s.external)...)...)

	s.milan.presses(s.card(number), "answer.draft.open")
	s.milan.fills("form", "phone", "outcome", "partly", "text", "Uw klacht is deels terecht.", "reasons", "De aangifte kwam twee maanden te laat.")
	if why := s.milan.refusedAt("text"); !strings.Contains(why, "melding") {
		s.fail("a word that is kept from customers is refused with %q", why)
	}
	s.milan.fills("text", "Uw melding is deels terecht.")
	s.milan.submits()
	s.rest()
	s.mees.presses(s.inThread(number, "answer.approve"), "answer.approve")
	s.rest()
	s.milan.does(number, "answer.deliver.open")

	s.sanne.more(number, complaint.StepDispute)
	s.sanne.fills("body", "0")
	s.sanne.fills("known", "2026-03-06", "accepted", "yes", "initiative", "customer", "asked_by", customer, "day", "2026-06-01")
	s.sanne.submits()
	s.rest()
	s.sanne.does(number, "case.ruling.open", "text", "De helft van de boete terug", "day", "2026-03-31")
	s.milan.does(number, "case.ruling.done")
	s.rest()
	s.sanne.does(number, "case.close.open", "archive", "Klantmap 12")
	if _, binding, _ := s.kase(number).Dispute(); binding != "yes" || s.kase(number).Face() != complaint.FaceClosed {
		s.fail("it ends as %s", s.kase(number).Face())
	}
	s.joost.blind(number+" ·", customer)
	s.guest.blind(number+" ·", customer)
}
