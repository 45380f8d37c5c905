package handlers

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// answered is a case whose customer got the answer on 5 March.
func (o *office) answered() string {
	o.t.Helper()
	number := o.handled()
	draft := complaint.Draft{Answer: complaint.Answer{Text: "U heeft gelijk.", Reasons: "Het dossier bleef liggen."}, Form: "phone", Outcome: "upheld", Ask: true}
	o.does(number, func(c *complaint.Case) error { return c.Prepare(draft, full(milan), o.now) })
	o.does(number, func(c *complaint.Case) error { return c.Approve(1, full(mees), o.now) })
	o.does(number, func(c *complaint.Case) error {
		return c.Deliver(complaint.Delivery{At: o.now, Via: "phone"}, full(milan), o.now)
	})
	return number
}

// workday is the same hour of the next working day.
func (o *office) workday() {
	o.turn(o.now.AddDate(0, 0, 1))
	for o.now.Weekday() == time.Saturday || o.now.Weekday() == time.Sunday {
		o.turn(o.now.AddDate(0, 0, 1))
	}
}

// tried calls on so many working days, and nobody answers.
func (o *office) tried(number string, times int) {
	o.t.Helper()
	for range times {
		o.workday()
		o.does(number, func(c *complaint.Case) error {
			return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.NoReply, At: o.now, Via: "phone"}, full(lotte), o.now)
		})
	}
}

// lastRequest is what was asked last.
func lastRequest(c *complaint.Case) *complaint.Request { return &c.Requests[len(c.Requests)-1] }

func TestNoReplyIsDecidedOnce(t *testing.T) {
	o := newOffice(t)
	number := o.answered()
	o.tried(number, 2)
	p := o.as(milan)
	o.post(klachten, number, view.Card)
	if text := p.Text(p.Messages(klachten)[len(p.Messages(klachten))-1]); strings.Contains(text, "Afsluiten zonder reactie") {
		t.Error("offered after two tries")
	}
	if _, err := o.h.Routes().Actions["case.askclose.open"](t.Context(), &bot.Request{Kind: bot.KindAction, Team: firm, User: milan, Action: bot.Action{Value: number}}); err == nil || !strings.Contains(err.Error(), "no_reply_early") {
		t.Errorf("after two tries: %v", err)
	}
	o.tried(number, 1)
	card := o.post(klachten, number, view.Card)
	p.presses(klachten, card, "case.askclose.open")
	p.fill(map[string]any{"reason": "Neemt nooit op"})
	p.submit()
	p.presses(klachten, card, "case.askclose.open")
	o.shows(p, "Afsluiten zonder reactie kan nu niet")
	request := o.post(klachten, number, func(f *view.Frame, c *complaint.Case) *view.Message {
		return view.RequestForAgreement(f, c, lastRequest(c).Seq)
	})
	p.presses(klachten, request, "agreement.grant") // the handler asked, and handles
	o.shows(p, "dus een ander beslist")
	// Sanne and Mees decide at once.
	value := view.Value(number, lastRequest(o.caseOf(number)).Seq)
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i, user := range []string{sanne, mees} {
		both.Go(func() {
			_, errs[i] = o.h.grantRequest(t.Context(), &bot.Request{Kind: bot.KindAction, Team: firm, User: user, Action: bot.Action{Value: value}})
		})
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("both: %v, %v", errs[0], errs[1])
	}
	if c := o.caseOf(number); c.Face() != complaint.FaceReady || c.FollowedUp != complaint.NoReply {
		t.Errorf("it is %s, followed up %q", c.Face(), c.FollowedUp)
	}
}

func TestNoReplyIsRefused(t *testing.T) {
	o := newOffice(t)
	number := o.answered()
	o.tried(number, 3)
	o.does(number, func(c *complaint.Case) error { return c.AskClose("Neemt nooit op", full(milan), o.now) })
	p := o.as(sanne)
	request := o.post(klachten, number, func(f *view.Frame, c *complaint.Case) *view.Message {
		return view.RequestForAgreement(f, c, lastRequest(c).Seq)
	})
	p.presses(klachten, request, "agreement.deny.open")
	p.fill(map[string]any{"reason": "Stuur eerst een brief"})
	p.submit()
	p.presses(klachten, request, "agreement.grant") // an old message
	o.shows(p, "Sanne Bakker was je voor")
	if c := o.caseOf(number); c.Face() != complaint.FaceAnswered || c.RequestComment(lastRequest(c)) != "Stuur eerst een brief" {
		t.Errorf("it is %s, %q", c.Face(), c.RequestComment(lastRequest(c)))
	}
	forged := &bot.Request{Kind: bot.KindSubmit, Team: firm, User: joost, View: bot.View{
		Metadata: view.Metadata{Number: number, Version: lastRequest(o.caseOf(number)).Seq}.String(), Values: map[string]bot.Field{"reason": {Text: "x"}},
	}}
	if _, err := o.h.submitDenyRequest(t.Context(), forged); err == nil || !strings.Contains(err.Error(), "no such case") {
		t.Errorf("forged by whom it concerns: %v", err)
	}
}

// The customer comes back after closing, is not satisfied and goes outside.
func TestReopenedThenOutside(t *testing.T) {
	o := newOffice(t)
	number := o.answered()
	o.does(number, func(c *complaint.Case) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: o.now, Via: "phone"}, full(lotte), o.now)
	})
	o.does(number, func(c *complaint.Case) error {
		return c.Close(complaint.Report{Handling: "Hersteld"}, full(sanne), o.now)
	})
	p := o.as(milan)
	closed := o.post(klachten, number, view.Card)
	p.presses(klachten, closed, "case.reopen.open")
	p.fill(map[string]any{"reason": "De boete kwam opnieuw", "when": o.now.Add(-time.Hour * 24 * 40).Unix()})
	if seen := p.submit(); !strings.Contains(seen.Errors["when"], "voordat de zaak was afgesloten") {
		t.Errorf("back before it was closed: %v", seen.Errors)
	}
	p.fill(map[string]any{"when": o.now.Unix()})
	p.submit()
	p.presses(klachten, closed, "case.reopen.open") // twice
	o.shows(p, "De zaak heropenen kan nu niet")
	stale := &bot.Request{Kind: bot.KindSubmit, Team: firm, User: sanne, View: bot.View{Metadata: view.Metadata{Number: number}.String(), Values: map[string]bot.Field{"reason": {Text: "x"}}}}
	if _, err := o.h.Routes().Submits["case.reopen"](t.Context(), stale); err == nil || !strings.Contains(err.Error(), "wrong_state") {
		t.Errorf("a form from before: %v", err)
	}
	if c := o.caseOf(number); c.Face() != complaint.FaceReopened || c.Round != 2 {
		t.Fatalf("it is %s in round %d", c.Face(), c.Round)
	}
	s := o.as(sanne)
	s.presses(klachten, o.post(klachten, number, view.Card), "case.dispute.open")
	s.fill(map[string]any{"name": "Geschillencommissie", "binding": "yes", "initiative": "company", "asked_by": "Anna de Vries", "day": "2026-06-01"})
	if seen := s.submitRaw(nil); !strings.Contains(seen.Errors["initiative"], "dat doet alleen de melder") {
		t.Errorf("of the firm's own accord: %v", seen.Errors)
	}
	s.fill(map[string]any{"initiative": "customer"})
	s.submit()
	ruling := o.post(klachten, number, view.Card)
	s.presses(klachten, ruling, "case.ruling.open")
	s.fill(map[string]any{"undecided": []string{"undecided"}})
	s.fill(map[string]any{"text": " "})
	o.shows(s, "Waarom is er geen uitspraak?")
	if seen := s.submitRaw(nil); !strings.Contains(seen.Errors["text"], "waarom er geen uitspraak is") {
		t.Errorf("no ruling and no reason: %v", seen.Errors)
	}
	s.fill(map[string]any{"undecided": []string{}})
	s.fill(map[string]any{"text": "Helft terug", "day": ""})
	if seen := s.submitRaw(nil); !strings.Contains(seen.Errors["nothing"], "De uitspraak is bindend") {
		t.Errorf("binding, and nothing follows: %v", seen.Errors)
	}
	s.fill(map[string]any{"text": "Helft terug", "day": "2026-04-01", "what1": "Helft overmaken", "who1": lotte, "when1": "2026-04-02"})
	if seen := s.submitRaw(nil); !strings.Contains(seen.Errors["when1"], "o 2 april is later dan de laatste dag om de uitspraak uit te voeren (wo 1 april)") {
		t.Errorf("a task after the last day: %v", seen.Errors)
	}
	s.fill(map[string]any{"when1": "2026-03-30"})
	s.inView("ruling.more")
	s.fill(map[string]any{"what2": "Haar schrijven", "when2": "2026-04-01"})
	s.submit()
	if c := o.caseOf(number); len(c.OpenCommitments()) != 2 || c.CommitmentOwner(1) != lotte || c.RulingDay != "2026-04-01" {
		t.Errorf("tasks %+v, all of it by %s", c.OpenCommitments(), c.RulingDay)
	}
	s.presses(klachten, ruling, "case.ruling.open")
	o.shows(s, "De uitspraak vastleggen kan nu niet")
	ruled := o.post(klachten, number, view.Card)
	p.presses(klachten, ruled, "case.ruling.done")
	p.fill(map[string]any{"when": o.now.Add(-time.Hour * 24 * 40).Unix()})
	if seen := p.submit(); !strings.Contains(seen.Errors["when"], "vóór de uitspraak") {
		t.Errorf("carried out before the ruling: %v", seen.Errors)
	}
	ruledAt := o.now
	o.turn(o.now.Add(time.Hour))
	p.fill(map[string]any{"when": ruledAt.Unix()})
	if seen := p.submit(); !strings.Contains(seen.Errors["when"], "Nog niet gedaan: Helft overmaken (Lotte Jansen); Haar schrijven (Milan de Wit)") {
		t.Errorf("carried out with its tasks open: %v", seen.Errors)
	}
	for range o.caseOf(number).OpenCommitments() {
		o.does(number, func(c *complaint.Case) error {
			return c.KeepCommitment(c.OpenCommitments()[0].N, ruledAt, full(milan), o.now)
		})
	}
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceReady || !c.RulingDoneAt.Equal(ruledAt.Truncate(time.Minute)) {
		t.Errorf("it is %s, carried out %v", c.Face(), c.RulingDoneAt)
	}
}

// A form that was open while somebody else handed the case over shows that.
func TestStaleDispute(t *testing.T) {
	o := newOffice(t)
	number := o.answered()
	windows := 0
	submit := func(metadata view.Metadata) (bot.Response, error) {
		windows++
		return o.h.submitDispute(t.Context(), &bot.Request{Kind: bot.KindSubmit, Team: firm, User: sanne, View: bot.View{
			ID: fmt.Sprint("V", windows), Metadata: metadata.String(), Values: map[string]bot.Field{
				"name": {Text: "Commissie"}, "binding": {Option: "no"}, "asked_by": {Text: "Anna"}, "day": {Date: "2026-06-01"}, "when": {At: o.now.Unix()},
			},
		}})
	}
	resp, err := submit(view.Metadata{Number: number, Rev: 5})
	must(t, err)
	if raw, err := resp.Update.JSON(); err != nil || !strings.Contains(string(raw), ":warning:") || !strings.Contains(string(raw), "Commissie") {
		t.Errorf("%s, %v", raw, err)
	}
	_, err = submit(view.Metadata{Number: number})
	must(t, err)
	if _, err = submit(view.Metadata{Number: number}); err == nil || !strings.Contains(err.Error(), "wrong_state") {
		t.Errorf("handed over twice: %v", err)
	}
}

// Somebody who wants no more contact is asked no more; management decides.
func TestWantsNoContactThroughTheForm(t *testing.T) {
	o := newOffice(t)
	number := o.answered()
	p := o.as(sanne)
	card := o.post(klachten, number, view.Card)
	p.presses(klachten, card, "followup.open")
	p.fill(map[string]any{"result": "no_contact"})
	o.shows(p, "de directie beslist of de zaak zo mag worden afgesloten")
	p.fill(map[string]any{"note": "Bel me niet meer"})
	p.submit()
	if c := o.caseOf(number); c.Waits() == nil || c.Waits().What != complaint.AskNoContact {
		t.Fatalf("asked %+v", c.Requests)
	}
	m := o.as(mees)
	m.presses(klachten, o.post(klachten, number, view.Card), "case.more", choosing(number, complaint.StepOpenFile))
	o.shows(m, "De melder wil geen contact meer", "Bel me niet meer")
	m.inView("agreement.grant")
	if c := o.caseOf(number); c.Face() != complaint.FaceReady || c.FollowedUp != complaint.NoContact {
		t.Errorf("it is %s, followed up %q", c.Face(), c.FollowedUp)
	}
}
