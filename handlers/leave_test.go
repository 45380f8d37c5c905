package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// left waits until the office knows, or not, that somebody left.
func (o *office) left(user string, want bool) {
	o.t.Helper()
	known := func() bool {
		r, err := o.store.Roster(o.t.Context())
		must(o.t, err)
		return r.HasLeft(user, o.now)
	}
	if !o.Wait(soon, func() bool { return known() == want }) {
		o.t.Fatalf("%s has left: %v, want %v", user, known(), want)
	}
}

// Somebody with cases leaves: who leads is told once, however often Slack says
// so; somebody without any is none of our business.
func TestSomebodyLeaves(t *testing.T) {
	o := staffed(t)
	number := o.handled()
	must(t, o.Deactivate(nora)) // holds no role, handles nothing
	must(t, o.Deactivate(milan))
	o.left(milan, true)
	must(t, o.ChangeUser(milan, func(u *playground.User) { u.Title = "weg" }))
	o.Settle(soon)
	o.left(nora, false)
	if n := o.notices(complaint.NoticeLeft); n != 2 { // officer and admin
		t.Errorf("told %d times, want two", n)
	}
	if slices.Contains(o.holding(complaint.RoleHandler), milan) || o.caseOf(number).Handler != milan {
		t.Error("he still holds a role, or the case lost its handler by itself")
	}
	must(t, o.ChangeUser(milan, func(u *playground.User) { u.Deleted = false }))
	o.left(milan, false)
	if !slices.Contains(o.holding(complaint.RoleHandler), milan) {
		t.Error("back, and no handler")
	}
}

// Somebody who has no role any more and still handles a case counts too, and so
// does one who becomes a guest.
func TestAHandlerWithoutARoleBecomesAGuest(t *testing.T) {
	o := staffed(t)
	o.handled()
	o.changeRoster(func(r *complaint.Roster) {
		r.Holders = slices.DeleteFunc(r.Holders, func(h complaint.Holder) bool { return h.User == milan })
	})
	must(t, o.ChangeUser(milan, func(u *playground.User) { u.Restricted = true }))
	o.left(milan, true)
	if n := o.notices(complaint.NoticeLeft); n != 1 { // the officer alone: no role is vacant
		t.Errorf("told %d times, want once", n)
	}
}

// taker chooses who takes the cases, from what the app suggests.
func (p person) taker(user string) {
	p.o.t.Helper()
	_, err := p.Options("to", "")
	must(p.o.t, err)
	p.fill(map[string]any{"to": user})
}

// All cases of who left are handed over at once; the one that concerns the new
// handler stays and says why.
func TestCasesAreHandedOverAtOnce(t *testing.T) {
	o := staffed(t)
	one, other, hers := o.handled(), o.handled(), o.handled()
	o.does(hers, func(c *complaint.Case) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{fatima}, How: "It was her client"}, full(sanne), o.now)
	})
	must(t, o.Deactivate(milan))
	o.left(milan, true)
	p := o.as(sanne)
	p.command("/klacht", "instellingen")
	o.shows(p, "is geen collega meer in Slack", "Er staan nog 3 open zaken")
	_, err := p.PressInView("people.handover", playground.WithValue(milan))
	must(t, err)
	o.shows(p, one, other, hers, "Wie neemt de zaken over?")
	p.taker(fatima)
	o.shows(p, "Deze zaken gaan niet mee", hers+"* · heeft er een eigen belang bij")
	p.submit()
	o.shows(p, "2 zaken zijn overgedragen aan *Fatima El Idrissi*", hers, "belang")
	for number, want := range map[string]string{one: fatima, other: fatima, hers: milan} {
		if got := o.caseOf(number).Handler; got != want {
			t.Errorf("%s is handled by %s, want %s", number, got, want)
		}
	}
	a := o.caseOf(one).Appointment()
	if a.Title != "Adviseur" || !strings.Contains(a.Why, "Neemt de zaken over van Milan de Wit") {
		t.Errorf("on record is %+v", a)
	}
	if text := o.homeOf(fatima); !strings.Contains(text, one) || !strings.Contains(text, "Ik behandel de zaak") {
		t.Errorf("Fatima's Home says %s", text)
	}
}

// A colleague who only changes work is chosen from the list; the form is refused
// for a guest, and without a function.
func TestHandingOverIsRefused(t *testing.T) {
	o := staffed(t)
	number := o.handled()
	p := o.as(fatima) // the deputy leads too
	p.command("/klacht", "instellingen")
	p.choose("people.handover", milan)
	o.shows(p, number)
	p.taker(gast)
	if seen := p.submit(); !strings.Contains(seen.Errors["to"], "Gasten") {
		t.Errorf("to a guest: %v", seen.Errors)
	}
	must(t, o.ChangeUser(fatima, func(u *playground.User) { u.Title = "" }))
	o.Settle(soon)
	p.taker(fatima)
	if seen := p.submit(); seen.Errors["title"] == "" {
		t.Errorf("without a function: %+v", seen.Errors)
	}
	p.fill(map[string]any{"title": "Jurist"})
	p.submit()
	if r := o.caseOf(number).Waits(); r == nil || r.User != fatima { // she is not of management
		t.Errorf("%s was not proposed for her: %+v", number, r)
	}
	lotte := o.as(lotte) // looks after the app, and leads nothing
	lotte.command("/klacht", "instellingen")
	if text := lotte.ViewText(lotte.Modal()); strings.Contains(text, "Zaken overdragen") {
		t.Errorf("the admin reads %s", text)
	}
}

// Whom a case concerns learns nothing of it by handing over: neither that there
// is one, nor that it stayed.
func TestHandingOverHidesWhatConcernsTheOfficer(t *testing.T) {
	o := staffed(t)
	hidden := o.handled()
	o.does(hidden, func(c *complaint.Case) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{sanne}, How: "It was her client"}, full(sanne), o.now)
	})
	must(t, o.Deactivate(milan))
	o.left(milan, true)
	p := o.as(sanne)
	p.command("/klacht", "instellingen")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "geen collega meer in Slack.") {
		t.Errorf("the list says %s", text)
	}
	form, err := o.h.handOver(t.Context(), o.request(sanne), milan, view.HandOverTyped{}) // by a button from before
	must(t, err)
	if raw, err := form.JSON(); err != nil || strings.Contains(string(raw), hidden) || !strings.Contains(string(raw), "Er staan geen open zaken op deze naam") {
		t.Errorf("the form says %s, %v", raw, err)
	}
}

// The list of handlers may be longer than a menu: it is searched by name, and
// neither the leaver, nor who is away, nor who left is among it.
func TestWhoMayTakeTheCases(t *testing.T) {
	o := staffed(t)
	o.handled()
	o.changeRoster(func(r *complaint.Roster) {
		for i := range 120 {
			r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleHandler, User: fmt.Sprintf("U%04d", i)})
		}
		r.Away = []complaint.Absence{{User: joost, From: o.now.Add(-time.Hour), Until: o.now.AddDate(0, 0, 7), File: true}}
		r.Left = map[string]time.Time{gast: o.now}
	})
	p := o.as(sanne)
	p.command("/klacht", "instellingen")
	p.choose("people.handover", milan)
	for query, want := range map[string][]string{"fatima": {fatima}, " EL IDR": {fatima}, "milan": nil, "joost": nil, "gast": nil, "nobody": nil} {
		found, err := p.Options("to", query)
		must(t, err)
		var got []string
		for _, option := range found {
			got = append(got, option.Value)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
	if found, err := p.Options("to", ""); err != nil || len(found) != 100 {
		t.Errorf("without a name it offers %d, %v", len(found), err)
	}
	r := o.request(lotte) // looks after the app, and leads nothing
	r.View = bot.View{Metadata: view.Metadata{Hash: milan}.String()}
	if resp, err := o.h.takerOptions(t.Context(), r); err == nil || len(resp.Options) > 0 {
		t.Errorf("the admin finds %v, %v", resp.Options, err)
	}
}

// Above what is opened at once, the number of open cases is still true.
func TestMoreCasesThanAreOpened(t *testing.T) {
	o := staffed(t)
	for range 3 {
		o.handled()
	}
	hidden := o.handled()
	o.does(hidden, func(c *complaint.Case) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{sanne}, How: "It was her client"}, full(fatima), o.now)
	})
	for user, all := range map[string]int{sanne: 3, fatima: 4} {
		l, err := o.h.lister(t.Context(), full(user))
		must(t, err)
		for _, most := range []int{1, 2, 3, 4, 25} {
			cases, more, err := l.held(t.Context(), milan, most)
			if err != nil || len(cases) != min(most, all) || len(cases)+more != all {
				t.Errorf("%s, at most %d: %d and %d more, %v; want %d in all", user, most, len(cases), more, err, all)
			}
		}
	}
}

// A hand-over that fails half-way tells what passed on so far; sent again it does the
// rest, and sent once more there is nothing to do.
func TestAHandOverThatFailsHalfWay(t *testing.T) {
	o := staffed(t)
	numbers := []string{o.handled(), o.handled(), o.handled()}
	must(t, o.Deactivate(milan))
	o.left(milan, true)
	o.notices(complaint.NoticeLeft)
	r := &bot.Request{Kind: bot.KindSubmit, Route: "people.handover", Team: firm, User: sanne, View: bot.View{
		ID: "V1", Modal: true, Metadata: view.Metadata{Hash: milan, Lang: "nl"}.String(),
		Values: map[string]bot.Field{"to": {Option: fatima}, "title": {Text: "Jurist"}},
	}}
	passed := func() (n int) {
		for _, number := range numbers {
			if o.caseOf(number).Handler == fatima {
				n++
			}
		}
		return n
	}
	for _, tc := range []struct {
		name   string
		breaks bool
		passed int
		told   int
	}{{"half-way", true, 1, 1}, {"again", false, 3, 2}, {"once more", false, 3, 0}} {
		ctx, cancel := context.WithCancel(t.Context())
		o.turn(o.now.Add(time.Minute))
		o.h.Now = func() time.Time {
			if tc.breaks && passed() == 1 { // the first is saved: the connection goes
				cancel()
			}
			return o.clock()
		}
		_, err := o.h.submitHandOver(ctx, r)
		cancel()
		o.h.Now = o.clock
		if (err != nil) != tc.breaks || passed() != tc.passed {
			t.Errorf("%s: %d passed on, want %d (%v)", tc.name, passed(), tc.passed, err)
		}
		if n := o.notices(complaint.NoticeAgain); n != tc.told { // the lists that name the case
			t.Errorf("%s: %d lists were made true, want %d", tc.name, n, tc.told)
		}
	}
}

// An answered case is handed over too: the customer may come back.
func TestAnAnsweredCaseIsHandedOver(t *testing.T) {
	o := staffed(t)
	number := o.told()
	must(t, o.Deactivate(milan))
	o.left(milan, true)
	p := o.as(sanne)
	p.command("/klacht", "instellingen")
	_, err := p.PressInView("people.handover", playground.WithValue(milan))
	must(t, err)
	o.shows(p, number)
	p.taker(fatima)
	p.submit()
	o.shows(p, "1 zaak is overgedragen aan *Fatima El Idrissi*")
	if c := o.caseOf(number); c.Handler != fatima || !c.Accepted {
		t.Errorf("handled by %s, accepted %v", c.Handler, c.Accepted)
	}
}

// Where the choice of a handler is agreed with, whoever is not of management proposes
// each case anew: form and result say so, and management decides on each.
func TestAHandOverIsProposed(t *testing.T) {
	o := staffed(t)
	one, other := o.handled(), o.handled()
	must(t, o.Deactivate(milan))
	o.left(milan, true)
	o.changeRoster(func(r *complaint.Roster) { // the deputy, who is not of management
		r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleHandler, User: lotte})
	})
	p := o.as(fatima)
	p.command("/klacht", "instellingen")
	_, err := p.PressInView("people.handover", playground.WithValue(milan))
	must(t, err)
	o.shows(p, one, other, "Eerst moet iemand anders akkoord gaan, in de rol directie")
	p.taker(lotte)
	p.fill(map[string]any{"title": "Adviseur"})
	p.submit()
	o.shows(p, "2 zaken zijn voorgesteld voor *Lotte Jansen*", "akkoord is van: directie")
	for _, number := range []string{one, other} {
		c := o.caseOf(number)
		if r := c.Waits(); c.Handler != milan || r == nil || r.User != lotte {
			t.Fatalf("%s is handled by %s, waits for %+v", number, c.Handler, c.Waits())
		}
		o.does(number, func(c *complaint.Case) error { return c.Grant(c.Waits().Seq, full(mees), o.now) })
		if got := o.caseOf(number).Handler; got != lotte {
			t.Errorf("agreed, and %s is handled by %s", number, got)
		}
	}
}

// Whoever handles cases by the procedure can take those of who left, and be looked for, in
// each procedure.
func TestWhoHandlesByTheProcedureTakesOver(t *testing.T) {
	for _, name := range []string{"okonomi", "klachten", "cygnus", "kerngroep", "exactpi"} {
		t.Run(name, func(t *testing.T) {
			o := newPreset(t, name)
			var parts map[string]any
			if name == "kerngroep" {
				parts = map[string]any{"street": "Markt 1", "postcode": "1234 AB", "town": "Utrecht", "wish": "De boete terug"}
			}
			c := o.caseOf(o.filed(parts))
			got := takers(&view.Leaving{User: milan, Cases: []*complaint.Case{c}}, o.now)
			want := slices.DeleteFunc(c.Candidates(o.now), func(u string) bool { return u == milan || c.Roster.Absent(u, o.now) })
			if len(got) == 0 || !slices.Equal(got, want) {
				t.Errorf("offered are %q, want %q", got, want)
			}
			modal, err := o.h.searched(t.Context(), o.request(sanne), full(sanne), view.SearchForm{}, false, "")
			must(t, err)
			raw, err := modal.JSON()
			must(t, err)
			for _, u := range c.Candidates(o.now) {
				if !strings.Contains(string(raw), `"value":"`+u+`"`) {
					t.Errorf("nobody can look for the cases of %s", u)
				}
			}
		})
	}
}

// A second click on what somebody agreed with changes nothing, and says nothing.
func TestAgreeingTwice(t *testing.T) {
	o := newOffice(t)
	number := closeAsked(o)
	r := &bot.Request{Kind: bot.KindAction, Route: "agreement.grant", Team: firm, User: mees,
		Action: bot.Action{Value: view.Value(number, lastRequest(o.caseOf(number)).Seq)}}
	for range 2 {
		if _, err := o.h.grantRequest(t.Context(), r); err != nil {
			t.Error(err)
		}
	}
}
