package handlers

import (
	"strings"
	"sync"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// nobodyAnswers logs a try of the first contact on so many working days.
func (o *office) nobodyAnswers(number, by string, times int) {
	o.t.Helper()
	for range times {
		o.workday()
		o.does(number, func(c *complaint.Case) error {
			return c.LogContact(complaint.ContactForm{At: o.now, Via: "phone", Note: "Voicemail"}, full(by), o.now)
		})
	}
}

// In both procedures that begin with a call, a customer whom nobody reaches holds no
// case up: the refusal of an answer says how it goes on, the card offers it, management
// agrees, and the answer can be written.
func TestACustomerWhomNobodyReaches(t *testing.T) {
	address := map[string]any{"street": "Markt 1", "postcode": "1234 AB", "town": "Utrecht", "wish": "De boete terug"}
	for _, tc := range []struct {
		procedure, by string
		filing        map[string]any
		message       func(*view.Frame, *complaint.Case) *view.Message
	}{
		{"exactpi", milan, map[string]any{"done": []string{"readback", "explained"}}, view.Desk},
		{"kerngroep", lotte, address, view.Receipt},
	} {
		t.Run(tc.procedure, func(t *testing.T) {
			o := newPreset(t, tc.procedure)
			number := o.filed(tc.filing)
			assign := func() {
				o.does(number, func(c *complaint.Case) error {
					return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Adviseur", Why: "process", Deliverers: []string{joost}}, full(sanne), o.now)
				})
			}
			if tc.procedure == "exactpi" {
				assign()
			}
			o.nobodyAnswers(number, tc.by, 2)
			s := o.as(sanne)
			o.refusesDraft(sanne, number, "na 3 op 3 verschillende werkdagen (nu: 2)")
			o.nobodyAnswers(number, tc.by, 1)
			p := o.as(tc.by)
			p.press(algemeen, "case.unreached.open", tc.message, number)
			o.shows(p, "naar het adres dat bekend is", "Akkoord vragen")
			p.fill(map[string]any{"reason": "Verhuisd, geen ander nummer"})
			p.submit()
			request := o.post(klachten, number, func(f *view.Frame, c *complaint.Case) *view.Message {
				return view.RequestForAgreement(f, c, lastRequest(c).Seq)
			})
			m := o.as(mees)
			m.presses(klachten, request, "agreement.grant")
			if c := o.caseOf(number); !c.Unreached() {
				t.Fatalf("agreed, it is %s", c.Face())
			}
			if tc.procedure == "kerngroep" {
				assign()
			}
			s.closes()
			s.press(klachten, "answer.draft.open", view.Card, number)
			o.shows(s, "Antwoord")
		})
	}
}

// refusesDraft opens the form of an answer, which is refused with how the case goes on.
func (o *office) refusesDraft(user, number, want string) {
	o.t.Helper()
	_, err := o.h.openDraft(o.t.Context(), &bot.Request{Kind: bot.KindAction, Team: firm, User: user, Action: bot.Action{Value: number}})
	resp, failed := o.h.Explain(&bot.Request{Kind: bot.KindAction, User: user}, err, "x")
	if failed || resp.Open == nil {
		o.t.Fatalf("an answer before any contact: %v", err)
	}
	raw, err := resp.Open.JSON()
	must(o.t, err)
	if !strings.Contains(string(raw), want) {
		o.t.Errorf("the refusal lacks %q: %s", want, raw)
	}
}

// The deputy proposes a handler; two of management decide at once, one of them does,
// and the other hears who was first. Whom it concerns forges in vain.
func TestAHandlerIsAgreed(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"done": []string{"readback", "explained"}})
	p := o.as(fatima)
	p.press(klachten, "case.assign.open", view.Card, number)
	o.shows(p, "Eerst moet iemand anders akkoord gaan, in de rol directie", "Akkoord vragen")
	_, err := p.Options("handler", "mil")
	must(t, err)
	p.fill(map[string]any{"handler": milan, "deliverers": []string{joost}})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if c.Handler != "" || c.Waits() == nil || c.Waits().User != milan {
		t.Fatalf("handled by %q, asked %+v", c.Handler, c.Requests)
	}
	value := view.Value(number, c.Waits().Seq)
	press := func(user string) error {
		_, err := o.h.grantRequest(t.Context(), &bot.Request{Kind: bot.KindAction, Team: firm, User: user, Action: bot.Action{Value: value}})
		return err
	}
	if err := press(joost); err == nil || !strings.Contains(err.Error(), "no such case") {
		t.Errorf("whom it concerns: %v", err)
	}
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i, user := range []string{sanne, mees} {
		both.Go(func() { errs[i] = press(user) })
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("both: %v, %v", errs[0], errs[1])
	}
	if c := o.caseOf(number); c.Handler != milan || c.Face() != complaint.FaceAssigned {
		t.Errorf("it is %s with %s", c.Face(), c.Handler)
	}
}
