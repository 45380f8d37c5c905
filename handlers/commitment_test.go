package handlers

import (
	"fmt"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

const bo = "U0BO" // a colleague without a role in the procedure

// promised is an answered case in which Bo is to send a letter.
func (o *office) promised() string {
	o.t.Helper()
	must(o.t, o.AddUser(playground.User{ID: bo, Name: "bo", RealName: "Bo Jansen"}))
	number := o.told()
	p := o.as(milan)
	p.press(klachten, "case.contact.open", view.Card, number)
	p.fill(map[string]any{"note": "Vroeg naar de brief", "what1": "Brief sturen", "who1": bo, "when1": "2026-03-06"})
	p.inView("contact.more")
	p.fill(map[string]any{"what2": "Terugbellen"})
	if seen := p.submit(); seen.Errors["when2"] == "" {
		o.t.Errorf("a promise without a day: %v", seen.Errors)
	}
	p.fill(map[string]any{"when2": "2026-03-10"})
	p.submit()
	return number
}

func TestPromiseInAContact(t *testing.T) {
	o := newOffice(t)
	c := o.caseOf(o.promised())
	if len(c.Commitments) != 2 {
		t.Fatalf("%d commitments", len(c.Commitments))
	}
	if p := c.Promise(1); p.What != "Brief sturen" || p.Who != "Bo Jansen" || c.CommitmentOwner(1) != bo {
		t.Errorf("kept %+v, owner %s", p, c.CommitmentOwner(1))
	}
	if p := c.Promise(2); p.Who != "Milan de Wit" || c.CommitmentOwner(2) != milan {
		t.Errorf("kept %+v, owner %s", p, c.CommitmentOwner(2))
	}
}

// Guests and people who are kept out cannot be named, by a forged form either.
func TestWhoCannotBeNamedForAPromise(t *testing.T) {
	o := newOffice(t)
	number := o.told()
	for _, user := range []string{gast, joost, "U0NOBODY"} {
		p := o.as(milan)
		p.press(klachten, "case.contact.open", view.Card, number)
		p.fill(map[string]any{"note": "Vroeg ernaar", "what1": "Brief sturen", "when1": "2026-03-06"})
		r := &bot.Request{Kind: bot.KindSubmit, User: milan, View: bot.View{ID: "V" + user, Metadata: view.Metadata{
			Number: number, Rev: o.caseOf(number).Rev(complaint.StepContact), Lang: "nl",
		}.String(), Values: map[string]bot.Field{
			"reached": {Option: "yes"}, "via": {Option: "phone"}, "when": {At: o.now.Unix()}, "note": {Text: "Vroeg ernaar"},
			"what1": {Text: "Brief sturen"}, "who1": {Users: []string{user}}, "when1": {Date: "2026-03-06"},
		}}}
		_, err := o.h.submitContact(t.Context(), r)
		resp, _ := o.h.Explain(r, err, "")
		if resp.Errors["who1"] == "" {
			t.Errorf("%s could be named: %v", user, err)
		}
	}
	if n := len(o.caseOf(number).Commitments); n != 0 {
		t.Errorf("%d commitments", n)
	}
}

// Whom a promise was made for finds it at home, reads it and says when it was
// done; nothing else of the case is theirs.
func TestTheNamedColleagueKeepsThePromise(t *testing.T) {
	o := newOffice(t)
	number := o.promised()
	p, before := o.as(bo), o.post(klachten, number, firstPromise)
	o.turn(at(t, "2026-03-09 09:00"))
	if home := o.homeOf(bo); !strings.Contains(home, "Kom de toezegging na") || !strings.Contains(home, number) {
		t.Fatalf("home: %s", home)
	}
	must(t, o.Join(algemeen, bo))
	p.press(algemeen, "commitment.done.open", firstPromise, number)
	o.shows(p, "Brief sturen", "Bo Jansen")
	p.fill(map[string]any{"when": at(t, "2026-03-05 09:00")})
	if seen := p.submit(); !strings.Contains(seen.Errors["when"], "toegezegd") {
		t.Errorf("done before it was promised: %v", seen.Errors)
	}
	p.fill(map[string]any{"when": at(t, "2026-03-06 16:00")})
	p.submit() // which asks why it is written down only after that day
	p.fill(map[string]any{"belated": "Zij was onderweg"})
	p.submit()
	m := o.caseOf(number).Commitment(1)
	if m.Verdict != complaint.CommitmentKept || !m.At.Equal(at(t, "2026-03-06 16:00")) || !m.Recorded.Equal(o.now) || m.By != bo {
		t.Errorf("kept as %+v", m)
	}
	if rows, err := o.store.OwnDuties(t.Context(), bo, 9); err != nil || len(rows) != 0 {
		t.Errorf("still owed: %+v, %v", rows, err)
	}
	o.as(milan).presses(klachten, before, "commitment.done.open")
	o.shows(o.as(milan), "Bo Jansen was je voor")
}

// Another's promise is nobody else's to settle, by a forged button either, and
// hidden and unknown ones are answered alike.
func TestForgedPromise(t *testing.T) {
	o := newOffice(t)
	number := o.promised()
	for _, tc := range []struct{ user, value, want string }{
		{bo, number + ":v2", "Er is geen zaak"},
		{bo, number + ":v9", "Er is geen zaak"},
		{joost, number + ":v1", "Er is geen zaak"},
		{lotte, number + ":v1", "Bo Jansen"},
		{mees, number + ":v2", "Milan de Wit"},
	} {
		for _, drop := range []bool{false, true} {
			r := &bot.Request{Kind: bot.KindAction, User: tc.user, Action: bot.Action{Value: tc.value}}
			_, err := o.h.openPromise(drop)(t.Context(), r)
			resp, _ := o.h.Explain(r, err, "")
			if resp.Open == nil {
				t.Fatalf("%s may settle %s", tc.user, tc.value)
			}
			raw, err := resp.Open.JSON()
			must(t, err)
			if !strings.Contains(string(raw), tc.want) {
				t.Errorf("%s on %s: %s", tc.user, tc.value, raw)
			}
			number, n := view.ParseValue(tc.value)
			form := view.Metadata{Number: number, Version: n, Lang: "nl"}
			s := &bot.Request{Kind: bot.KindSubmit, User: tc.user, View: bot.View{Metadata: form.String(), Values: map[string]bot.Field{
				"when": {At: o.now.Unix()}, "why": {Text: "zomaar"},
			}}}
			submit := o.h.submitKept
			if drop {
				submit = o.h.submitDropped
			}
			if _, err := submit(t.Context(), s); err == nil {
				t.Errorf("%s settled %s", tc.user, tc.value)
			}
		}
	}
}

func TestDropAPromise(t *testing.T) {
	o := newOffice(t)
	number := o.promised()
	p := o.as(sanne)
	p.command("/klacht", "toon "+number)
	p.inView("case.tab.promises")
	o.shows(p, "Brief sturen", "Terugbellen")
	seen, err := p.PressInView("commitment.drop.open", playground.InBlock("promise2"))
	must(t, err)
	p.fine(seen)
	p.fill(map[string]any{"why": "  "})
	if seen := p.submit(); seen.Errors["why"] == "" {
		t.Errorf("dropped without a reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"why": "De klant wil het niet meer"})
	p.submit()
	c := o.caseOf(number)
	if c.Commitment(2).Verdict != complaint.CommitmentDropped || c.WhyDropped(2) != "De klant wil het niet meer" {
		t.Errorf("dropped as %+v", c.Commitment(2))
	}
	if rows, err := o.store.OwnDuties(t.Context(), milan, 9); err != nil || len(rows) != 0 {
		t.Errorf("still owed: %+v, %v", rows, err)
	}
}

func firstPromise(f *view.Frame, c *complaint.Case) *view.Message { return view.Promise(f, c, 1) }

// The reminder of a promise has the menu of any other.
func TestReminderOfAPromise(t *testing.T) {
	o := newOffice(t)
	number := o.promised()
	o.turn(at(t, "2026-03-06 09:00")) // the last day of Bo's
	o.does(number, func(c *complaint.Case) error { return c.Remind(o.now) })
	draw := func(f *view.Frame, c *complaint.Case) *view.Message {
		d, err := c.Owed(complaint.DutyCommitment, 1)
		must(t, err)
		f.Viewer = full(bo)
		return view.Reminder(f, c, d, complaint.StageDueDay)
	}
	ts := o.post(algemeen, number, draw)
	must(t, o.Join(algemeen, bo))
	p := o.as(bo)
	later := at(t, "2026-03-06 11:00")
	p.presses(algemeen, ts, "rem.more", playground.Choosing(fmt.Sprintf("%s:commitment:1:snooze:%d", number, later.UnixMilli())))
	if p.Modal() != nil {
		t.Fatalf("a snooze says %q", p.ViewText(p.Modal()))
	}
	c := o.caseOf(number)
	d, err := c.Owed(complaint.DutyCommitment, 1)
	must(t, err)
	if got := c.SnoozedUntil(d, bo, o.now); !got.Equal(later) {
		t.Errorf("snoozed until %v", got)
	}
	p.presses(algemeen, ts, "rem.more", playground.Choosing(number+":commitment:1:open"))
	o.shows(p, number)
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Anna") || strings.Contains(text, "wij vergoeden") {
		t.Errorf("Bo reads what is not theirs:\n%s", text)
	}
}
