package handlers

import (
	"errors"
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
		o.filed(map[string]any{"done": []string{"readback", "explained"}}) // so that nothing more is hers to do
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
			"overdue|||": false, "open|due||": false, "unassigned|||": false, "mine|due||": true, "beside|||": true, "filed|||": true,
		} {
			resp, err := o.use(entry{"action", action, o.h.Routes().Actions[action]}, lotte, value, "")
			if drawn := err == nil && (resp.Open != nil || resp.Update != nil); drawn != allowed {
				t.Errorf("%s of %s for Lotte: drawn %v, %v", action, value, drawn, err)
			}
		}
	}
}

// Home shows the first of what somebody has to do; its button opens all of it, in the
// order of its time. To who leads, too, that is what is theirs, and not the company's.
func TestAllThatIsToDo(t *testing.T) {
	o := newOffice(t)
	given := o.handled() // Milan's to answer
	for range view.HomeTurns + 1 {
		o.filed(map[string]any{"done": []string{"readback", "explained"}}) // Sanne's to assign
	}
	text := o.homeOf(sanne)
	_, waits, _ := strings.Cut(text, "Dit wacht op jou\n")
	waits, _, _ = strings.Cut(waits, "Alle zaken")
	if strings.Count(waits, "Behandelaar toewijzen") != view.HomeTurns || strings.Contains(waits, given) || !strings.Contains(waits, "en nog 1") {
		t.Errorf("Sanne, who leads, has to do:\n%s", waits)
	}
	p := o.as(sanne)
	p.inView("home.own")
	o.shows(p, "Dit wacht op jou", "K-2026-0008")
	if all := p.ViewText(p.Modal()); strings.Count(all, "Behandelaar toewijzen") != view.HomeTurns+1 || strings.Contains(all, given) {
		t.Errorf("all of it is:\n%s", all)
	}
	if mine := o.homeOf(milan); strings.Count(mine, "*"+given) != 1 || !strings.Contains(mine, "Antwoord opstellen") || !strings.Contains(mine, "Dossier openen") {
		t.Errorf("Milan, whose case it is, reads:\n%s", mine)
	}
	p = o.as(milan)
	p.inView("case.open")
	o.shows(p, given)
}

// What Home says of erasing and of closed days opens there; a forged button opens neither
// to who has no say in them.
func TestErasingAndClosedDaysFromHome(t *testing.T) {
	o := newOffice(t)
	o.homeOf(sanne)
	p := o.as(sanne)
	for action, want := range map[string]string{"home.keeping": "Bewaren en wissen", "home.days": "Gesloten in 2026"} {
		p.inView(action)
		o.shows(p, want)
		_, err := p.CloseView()
		must(t, err)
		_, err = o.use(entry{"action", action, o.h.Routes().Actions[action]}, milan, "home", "")
		var refused *complaint.Refusal
		if !errors.As(err, &refused) || refused.Text != "error.not_your_command" {
			t.Errorf("%s for a handler: %v", action, err)
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
	if !o.Wait(soon, func() bool { text = p.ViewText(p.Home()); return strings.Contains(text, "Dit wacht op jou") }) ||
		!strings.Contains(text, number) || !strings.Contains(text, "1 zaak wacht op je akkoord") {
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
	_, waits, there := strings.Cut(text, "Dit wacht op jou\n")
	waits, _, _ = strings.Cut(waits, "Alle zaken")
	if !there || !strings.Contains(waits, last) || strings.Contains(waits, "K-2026-0001") {
		t.Errorf("Sanne reads:\n%s", text)
	}
	if text := o.homeOf(mees); !strings.Contains(text, "minstens 20 zaken op je") {
		t.Errorf("Mees, who may decide on all, reads:\n%.300s", text)
	}
	p := o.as(mees)
	p.inView("home.own")
	o.shows(p, "Dit wacht op jou", "K-2026-0001", "Antwoord beoordelen", "Latere termijnen")
	p.inView("due.page")
	o.shows(p, "Dit wacht op jou", last)
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
		n, err := l.counts(t.Context())
		must(t, err)
		list, err := l.list(t.Context(), tc.query, n)
		must(t, err)
		var got []string
		for _, c := range list.Cases {
			got = append(got, c.Number)
		}
		if !slices.Equal(got, tc.want) || list.Counts["overdue"] != 3 || list.LateClosed != 7 {
			t.Errorf("%+v: %v, %d overdue and %d closed; want %v, 3 and 7", tc.query, got, list.Counts["overdue"], list.LateClosed, tc.want)
		}
		if more := tc.query.After == "" && tc.query.Filter == "overdue" && tc.query.Handler == ""; (list.After == "closed/5") != more {
			t.Errorf("%+v: the next page begins at %q", tc.query, list.After)
		}
	}
	if text := o.asksFor(sanne, "/klacht", "lijst telaat"); !strings.Contains(text, "Te laat (3, en 7 afgesloten met een te late toezegging)") || !strings.Contains(text, closed[0]) {
		t.Errorf("the list holds:\n%s", text)
	}
	o.as(sanne).inView("list.page")
	o.shows(o.as(sanne), closed[5], closed[6])
	if text := o.asksFor(milan, "/klacht", "mijn"); !strings.Contains(text, "Kom de toezegging na") {
		t.Errorf("the handler reads:\n%s", text)
	}
}
