package handlers

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// reads lets Nora, who has no other role, read for privacy and audit.
func (o *office) reads() {
	o.t.Helper()
	must(o.t, o.AddUser(playground.User{ID: nora, Name: nora, RealName: "Nora Smit", Title: "Jurist"}))
	must(o.t, o.Join(algemeen, nora))
	o.changeRoster(func(r *complaint.Roster) {
		r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleReader, User: nora})
	})
}

// theirs are the forms of every colleague, which are of no case before they are sent.
var theirs = []string{"case.file", "away", "case.search", "case.note"}

// Whatever somebody who reads presses and sends, of a case they read: no form of it opens,
// nothing of it changes, and nothing of who holds which role.
func TestAReaderAtEveryEntry(t *testing.T) {
	for name, at := range map[string]func(*office) string{
		"filed": (*office).filedPlain, "handled": (*office).handled, "asked": (*office).asked, "told": (*office).told, "closed": (*office).closedCase,
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			number := at(o)
			o.reads()
			values := []string{number, view.Value(number, 1), number + ":1"}
			for _, step := range append(o.caseOf(number).More(), o.caseOf(number).Allowed(full(sanne), o.now)...) {
				values = append(values, view.MoreValue(number, step), fmt.Sprintf("%s:%s:%s", number, step, milan))
			}
			duties, err := o.caseOf(number).Duties()
			must(t, err)
			for i := range duties {
				values = append(values, view.DutyValue(o.caseOf(number), &duties[i]))
			}
			before := o.traces(number)
			for _, e := range o.entries() {
				if e.kind == bot.KindEvent {
					continue // nobody asks for anything there
				}
				for _, value := range values {
					resp, _ := o.use(e, nora, value, "toon "+number)
					for _, m := range []*view.Modal{resp.Open, resp.Push, resp.Update} {
						if m != nil && m.Submit != "" && !slices.Contains(theirs, m.CallbackID) {
							t.Errorf("%s, %s: opens %s: %s", e, value, m.CallbackID, m.Title)
						}
					}
				}
				if after := o.traces(number); fmt.Sprint(after) != fmt.Sprint(before) {
					t.Fatalf("%s: left %v, was %v", e, after, before)
				}
			}
		})
	}
}

// Their lists, their search, the case file and its History; a confidential case is in none
// of them, nor in a count.
func TestWhatAReaderFinds(t *testing.T) {
	o := newOffice(t)
	open := o.asked()
	hidden := o.filed(map[string]any{"about": []string{joost}})
	o.does(hidden, func(c *complaint.Case) error { return c.TakeConfidentialRoute([]string{joost}, o.now) })
	o.reads()
	for what, text := range map[string]string{
		"Home": o.homeOf(nora), "the list": o.asksFor(nora, "/klacht", "lijst"), "the newest": o.asksFor(nora, "/klacht", "toon"), "search": o.asksFor(nora, "/klacht", "zoek Vries"),
	} {
		if !strings.Contains(text, open) || strings.Contains(text, hidden) {
			t.Errorf("%s:\n%s", what, text)
		}
	}
	if text := o.homeOf(nora); strings.Contains(text, "wacht op") || !strings.Contains(text, "Alle zaken") || strings.Contains(text, "(2)") || strings.Contains(text, "(0)") {
		t.Errorf("Home:\n%s", text)
	}
	p := o.as(nora)
	p.Reload()
	p.command("/klacht", "toon "+open)
	o.shows(p, "Dossier "+open, "Joost Visser")
	p.inView("case.tab.answers")
	o.shows(p, "U heeft gelijk, wij vergoeden de boete.")
	p.inView("case.tab.history")
	o.shows(p, "Behandelaar toegewezen")
	one, _ := o.use(entry{kind: bot.KindCommand, route: "/klacht", handle: o.h.Routes().Commands["/klacht"]}, nora, hidden, "toon "+hidden)
	other, _ := o.use(entry{kind: bot.KindCommand, route: "/klacht", handle: o.h.Routes().Commands["/klacht"]}, nora, "K-2026-9999", "toon K-2026-9999")
	if a, b := sameBytes(t, one, hidden), sameBytes(t, other, "K-2026-9999"); a != b {
		t.Errorf("hidden  %s\nunknown %s", a, b)
	}
}

// Help says what is theirs: the list, and neither the retention of cases nor settings.
func TestHelpForAReader(t *testing.T) {
	o := newOffice(t)
	o.reads()
	resp, err := o.use(entry{kind: bot.KindCommand, route: "/klacht", handle: o.h.Routes().Commands["/klacht"]}, nora, "", "hulp alles")
	must(t, err)
	raw, err := json.Marshal(resp.Ephemeral)
	must(t, err)
	for word, has := range map[string]bool{"/klacht lijst": true, "/klacht zoek": true, "/klacht procedure": true, "/klacht bewaren": false, "/klacht instellingen": false, "/klacht herplaats": false} {
		if strings.Contains(string(raw), word) != has {
			t.Errorf("%s: %v in %s", word, !has, raw)
		}
	}
}
