package handlers

import (
	"slices"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// Home shows where a list begins; its button opens the whole list, which has pages. The
// lists of the company stay with those who lead.
func TestWholeListsFromHome(t *testing.T) {
	o := newOffice(t)
	for range view.ListPage + 2 {
		o.file(lotte, nil)
	}
	p := o.as(lotte)
	if text := o.homeOf(lotte); !strings.Contains(text, "K-2026-0010") || strings.Contains(text, "K-2026-0001") || !strings.Contains(text, "Er zijn er meer.") {
		t.Fatalf("Lotte, who filed ten, reads:\n%s", text)
	}
	p.inView("home.all")
	o.shows(p, "Door mij vastgelegd", "K-2026-0010", "Volgende 8 zaken")
	p.inView("list.page")
	o.shows(p, "K-2026-0001", "K-2026-0002")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "K-2026-0003") || strings.Contains(text, "Volgende") {
		t.Errorf("the second page:\n%s", text)
	}
	p.inView("list.first")
	o.shows(p, "K-2026-0010")
	for _, action := range []string{"home.all", "list.page"} {
		for value, allowed := range map[string]bool{
			"overdue|||": false, "open|due||": false, "unassigned|||": false, "mine|due||": true, "approvals|||": true, "today|||": true, "beside|||": true, "changes|||": true,
		} {
			resp, err := o.use(entry{"action", action, o.h.Routes().Actions[action]}, lotte, value, "")
			if drawn := err == nil && (resp.Open != nil || resp.Update != nil); drawn != allowed {
				t.Errorf("%s of %s for Lotte: drawn %v, %v", action, value, drawn, err)
			}
		}
	}
}

// Whoever may decide now finds the answer among what waits for them: also the fallback,
// when nobody of management may; not who is fallback while management can.
func TestAFallbackFindsWhatWaitsForIt(t *testing.T) {
	o := newOffice(t)
	must(t, o.AddUser(playground.User{ID: lies, Name: "lies", RealName: "Lies Smit"}))
	must(t, o.Join(algemeen, lies))
	o.changeRoster(func(r *complaint.Roster) {
		r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleFallback, User: lies})
	})
	number := o.asked()
	if text := o.homeOf(lies); strings.Contains(text, number) {
		t.Errorf("the fallback is asked while management can:\n%s", text)
	}
	for _, manager := range []string{sanne, mees} {
		o.does(number, func(c *complaint.Case) error {
			return c.DeclareInterest(complaint.Interest{Users: []string{manager}, How: "family"}, full(fatima), o.now)
		})
	}
	p := o.as(lies)
	text := o.homeOf(lies)
	if !o.Wait(soon, func() bool { text = p.ViewText(p.Home()); return strings.Contains(text, "Wacht op mijn akkoord") }) ||
		!strings.Contains(text, number) || !strings.Contains(text, "1 wacht op je akkoord") {
		t.Errorf("the fallback, who alone may decide, reads:\n%s", text)
	}
}

// What waits for somebody's approval is found behind any number of answers that are not
// theirs to decide on.
func TestApprovalsBehindTheFirstTwenty(t *testing.T) {
	o := newOffice(t)
	var last string
	for n := range 24 {
		number := o.handled()
		who := sanne // management too, and so barred from her own words
		if n == 23 {
			who, last = milan, number
		}
		o.does(number, func(c *complaint.Case) error { return c.Prepare(answer(), full(who), o.now) })
	}
	text := o.homeOf(sanne)
	_, waits, there := strings.Cut(text, "Wacht op mijn akkoord\n")
	waits, _, _ = strings.Cut(waits, "Alle zaken")
	if !there || !strings.Contains(waits, last) || strings.Contains(waits, "K-2026-0001") {
		t.Errorf("Sanne reads:\n%s", text)
	}
	if text := o.homeOf(mees); !strings.Contains(text, "meer dan 5 wachten op je akkoord") {
		t.Errorf("Mees, who may decide on all, reads:\n%.300s", text)
	}
	p := o.as(mees)
	p.inView("home.all")
	o.shows(p, "Wacht op mijn akkoord", "K-2026-0001", "Volgende 8 zaken")
}

// A colleague who stands in for the officer finds what the officer would find, in Home,
// in lists and their counts, in search and by deadline: but nothing of a case that is
// about them. When the officer is back that is over.
func TestWhoStandsInForTheOfficer(t *testing.T) {
	o := newOffice(t)
	must(t, o.AddUser(playground.User{ID: lies, Name: "lies", RealName: "Lies Smit"}))
	must(t, o.Join(algemeen, lies))
	number, about := o.handled(), o.filed(map[string]any{"about": []string{lies}})
	if said := o.refusedOrder(lies, "/klacht", "lijst"); !strings.Contains(said, "Sanne Bakker") {
		t.Errorf("Lies, who stands in for nobody, is told %q", said)
	}
	o.changeRoster(func(r *complaint.Roster) {
		r.Away = append(r.Away, complaint.Absence{User: sanne, Deputy: lies, From: at(t, "2026-03-02 00:00"), Until: at(t, "2026-03-26 00:00")})
	})
	for _, typed := range []string{"lijst", "termijn week", "zoek jaarrekening", "toon " + number} {
		o.turn(at(t, "2026-03-19 09:00"))
		if text := o.asksFor(lies, "/klacht", typed); !strings.Contains(text, number) || strings.Contains(text, about) {
			t.Errorf("%s gives the deputy:\n%s", typed, text)
		}
	}
	if text := o.homeOf(lies); !strings.Contains(text, "Alle zaken") || !strings.Contains(text, "Open (1)") || strings.Contains(text, about) {
		t.Errorf("Home of the deputy:\n%s", text)
	}
	if text := o.as(lies).whispers("/klacht", "hulp alles"); !strings.Contains(text, "lijst") {
		t.Errorf("help of the deputy:\n%s", text)
	}
	o.turn(at(t, "2026-03-26 09:00"))
	o.refusedOrder(lies, "/klacht", "lijst")
}

// Deadlines have pages, so that none is left out.
func TestDeadlinesHavePages(t *testing.T) {
	o := newOffice(t)
	for range dueCases + 1 {
		o.file(lotte, nil)
	}
	o.turn(at(t, "2026-03-06 09:00"))
	for _, user := range []string{sanne, lotte} {
		p := o.as(user)
		first := o.asksFor(user, "/klacht", "termijn week")
		if !strings.Contains(first, "K-2026-0001") || strings.Contains(first, "K-2026-0016") || !strings.Contains(first, "Latere termijnen") {
			t.Fatalf("the first page of %s:\n%s", user, first)
		}
		p.inView("due.page")
		o.shows(p, "K-2026-0016")
		if text := p.ViewText(p.Modal()); strings.Contains(text, "K-2026-0001") || strings.Contains(text, "Latere") {
			t.Errorf("the second page of %s:\n%s", user, text)
		}
	}
}

// Behind "Show all" of what is late come the closed cases in which a promise is, page
// after page, and they are counted with the others.
func TestLatePromisesOfClosedCasesAreBehindShowAll(t *testing.T) {
	o := newOffice(t)
	var closed []string
	for range 7 {
		number := o.told()
		o.does(number, func(c *complaint.Case) error {
			return c.LogContact(complaint.ContactForm{At: o.now, Via: "phone", Reached: true, Note: "ok", Promises: []complaint.Promise{{What: "Brief", User: milan, When: "2026-03-06"}}}, full(milan), o.now)
		})
		o.does(number, func(c *complaint.Case) error {
			return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: o.now, Via: "phone"}, full(lotte), o.now)
		})
		o.does(number, func(c *complaint.Case) error {
			return c.Close(complaint.Report{Handling: "Hersteld"}, full(sanne), o.now)
		})
		closed = append(closed, number)
	}
	open := []string{o.filed(nil), o.filed(nil), o.filed(nil)}
	o.turn(at(t, "2026-03-10 09:00"))
	l := o.listerOf(sanne)
	for _, tc := range []struct {
		query view.ListQuery
		want  []string
	}{
		{view.ListQuery{Filter: "overdue"}, append(slices.Clone(open), closed[:5]...)},
		{view.ListQuery{Filter: "overdue", After: "closed/5"}, closed[5:]},
		{view.ListQuery{Filter: "overdue", After: "closed/-3"}, closed},
		{view.ListQuery{Filter: "overdue", After: "closed/99"}, nil},
		{view.ListQuery{Filter: "overdue", Handler: milan}, closed},
		{view.ListQuery{Filter: "overdue", Handler: fatima}, nil},
		{view.ListQuery{Filter: "open"}, open},
	} {
		today, err := l.todayEnd(t.Context())
		must(t, err)
		n, err := l.counts(t.Context(), today)
		must(t, err)
		list, err := l.list(t.Context(), tc.query, n, today)
		must(t, err)
		var got []string
		for _, c := range list.Cases {
			got = append(got, c.Number)
		}
		if !slices.Equal(got, tc.want) || list.Counts["overdue"] != 10 {
			t.Errorf("%+v: %v, %d overdue; want %v, 10", tc.query, got, list.Counts["overdue"], tc.want)
		}
		if more := tc.query.After == "" && tc.query.Filter == "overdue" && tc.query.Handler == ""; (list.After == "closed/5") != more {
			t.Errorf("%+v: the next page begins at %q", tc.query, list.After)
		}
	}
	if text := o.asksFor(sanne, "/klacht", "lijst telaat"); !strings.Contains(text, "Te laat (10)") || !strings.Contains(text, closed[0]) {
		t.Errorf("the list holds:\n%s", text)
	}
	o.as(sanne).inView("list.page")
	o.shows(o.as(sanne), closed[5], closed[6])
	if text := o.asksFor(milan, "/klacht", "mijn"); !strings.Contains(text, "Wat ik klanten heb toegezegd") {
		t.Errorf("the handler reads:\n%s", text)
	}
}
