package handlers

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// Whoever may not take a step asks somebody who may: once in a quarter of an hour,
// and is told so.
func TestAskingForAStep(t *testing.T) {
	o := newOffice(t)
	o.turn(at(t, "2026-03-10 09:00"))
	number := o.asked()
	p := o.as(milan)
	refused := func() {
		t.Helper()
		p.press(klachten, "answer.approve", func(f *view.Frame, c *complaint.Case) *view.Message { return view.ApprovalRequest(f, c, 1) }, number)
		o.shows(p, "Sanne Bakker", "Mees Vos", "Vraag het")
	}
	refused()
	press := func(user string) {
		t.Helper()
		seen, err := p.PressInView("case.ask", playground.WithValue(number+":review:"+user))
		must(t, err)
		p.fine(seen)
	}
	press(sanne)
	o.shows(p, "krijgt een bericht met je vraag")
	o.turn(o.now.Add(10 * time.Minute))
	refused()
	press(mees) // somebody else, but the same question
	o.shows(p, "minder dan een kwartier geleden")
	if n := o.notices(complaint.NoticeNudge); n != 1 {
		t.Errorf("asked %d times", n)
	}
	o.turn(o.now.Add(6 * time.Minute))
	refused()
	press(mees)
	if n := o.notices(complaint.NoticeNudge); n != 1 {
		t.Errorf("after a quarter of an hour asked %d times more", n)
	}
}

// A form that may not be sent keeps what was typed below the question.
func TestAskingFromAForm(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p := o.as(sanne)
	o.turn(at(t, "2026-03-10 09:00"))
	p.press(klachten, "case.assign.open", view.Card, number)
	_, err := p.Options("handler", "fat")
	must(t, err)
	p.fill(map[string]any{"handler": fatima})
	p.fill(map[string]any{"title": "Jurist"})
	o.changeRoster(func(r *complaint.Roster) { // she is officer no more while the form is open
		for i := range r.Holders {
			if r.Holders[i].Role == complaint.RoleOfficer {
				r.Holders[i].User = mees
			}
		}
	})
	p.submit()
	o.shows(p, "Mees Vos", "Vraag het")
	if len(o.caseOf(number).Events) == 0 || o.caseOf(number).Handler != milan {
		t.Error("the case was assigned all the same")
	}
}

// Nothing is said, and nobody is asked, on behalf of somebody who does not know
// of the case or whom it concerns; a forged button is no way in.
func TestAskingTellsNothing(t *testing.T) {
	o := newOffice(t)
	o.turn(at(t, "2026-03-10 09:00"))
	number := o.handled()
	o.does(number, func(c *complaint.Case) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{lotte}, How: "Her sister"}, full(sanne), o.now)
	})
	asks := func(user, value string) error {
		r := &bot.Request{Kind: bot.KindAction, Route: "case.ask", Team: firm, User: user, Action: bot.Action{Value: value}}
		_, err := o.h.ask(t.Context(), r)
		return err
	}
	for _, tc := range []struct {
		name, user, value, want string
	}{
		{"a colleague who knows nothing", nora, number + ":assign:" + sanne, "error.unknown"},
		{"whom it concerns", joost, number + ":assign:" + sanne, "error.unknown"},
		{"who filed it and whom it concerns", lotte, number + ":assign:" + sanne, "error.unknown"},
		{"a case that is not there", milan, "K-2026-9999:assign:" + sanne, "error.unknown"},
		{"somebody who may not take the step", milan, number + ":assign:" + lotte, "error.ask_over"},
		{"somebody whom it concerns", milan, number + ":assign:" + joost, "error.ask_over"},
		{"a step that is none", milan, number + ":dance:" + sanne, "error.ask_over"},
		{"nobody", milan, number, "error.ask_over"},
		{"nonsense", milan, ":::", "error.unknown"},
		{"a guest", gast, number + ":assign:" + sanne, "error.outsider"},
	} {
		if tc.user == nora {
			must(t, o.AddUser(playground.User{ID: nora, Name: nora, RealName: "Nora Smit"}))
		}
		err := asks(tc.user, tc.value)
		got := "nothing"
		if refusal, ok := errors.AsType[*complaint.Refusal](err); ok {
			got = refusal.Text
		} else if errors.Is(err, complaint.ErrNotFound) {
			got = "error.unknown"
		}
		if got != tc.want {
			t.Errorf("%s: %v, want %s", tc.name, err, tc.want)
		}
	}
	if n := o.notices(complaint.NoticeNudge); n != 0 {
		t.Errorf("%d were asked", n)
	}
}

// The sentence of a refusal comes without buttons where the case is not theirs to
// know of: the card in the channel shows that there is one, and no more.
func TestRefusedWithoutAsking(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	must(t, o.AddUser(playground.User{ID: nora, Name: nora, RealName: "Nora Smit"}))
	must(t, o.Join(klachten, nora))
	p := o.as(nora)
	p.press(klachten, "case.assign.open", view.Card, number)
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Vraag het") || !strings.Contains(text, "Sanne Bakker") {
		t.Errorf("she reads %s", text)
	}
}
