package handlers

import (
	"fmt"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

// asksFor types a command and gives what the window says.
func (o *office) asksFor(user, command, typed string) string {
	o.t.Helper()
	p := o.as(user)
	p.Reload()
	p.command(command, typed)
	if p.Modal() == nil {
		o.t.Fatalf("%s %s opened nothing for %s", command, typed, user)
	}
	return p.ViewText(p.Modal())
}

// refusedOrder types a command and gives what is said instead of a window.
func (o *office) refusedOrder(user, command, typed string) string {
	o.t.Helper()
	p := o.as(user)
	p.Reload()
	p.command(command, typed)
	if !o.Wait(soon, func() bool { return len(p.Ephemerals(algemeen)) > 0 }) || p.Modal() != nil {
		o.t.Fatalf("%s %s was not refused to %s", command, typed, user)
	}
	said := p.Ephemerals(algemeen)
	return p.Text(said[len(said)-1])
}

func TestListCommand(t *testing.T) {
	o := newOffice(t)
	must(t, o.Join(algemeen, mees))
	late, handled := o.filed(nil), o.handled()
	hidden := o.filed(map[string]any{"about": []string{mees}})
	o.turn(at(t, "2026-03-09 09:00"))
	for _, tc := range []struct {
		user, command, typed string
		has, lacks           string
	}{
		{sanne, "/klacht", "lijst", handled, ""},
		{sanne, "/klacht", "lijst nieuw", late, handled},
		{sanne, "/klage", "liste forsinket", late, handled},
		{sanne, "/complaint", "list closed", "There is no case here", late},
		{sanne, "/klacht", "lijst open <@" + milan + ">", handled, late},
		{mees, "/klacht", "lijst", late, hidden},
	} {
		text := o.asksFor(tc.user, tc.command, tc.typed)
		if !strings.Contains(text, tc.has) || tc.lacks != "" && strings.Contains(text, tc.lacks) {
			t.Errorf("%s %s, for %s, wants %s and not %s:\n%s", tc.command, tc.typed, tc.user, tc.has, tc.lacks, text)
		}
	}
	p := o.as(sanne)
	o.asksFor(sanne, "/klacht", "lijst")
	p.choose("list.filter", "unassigned|due||")
	o.shows(p, late, "Niet toegewezen (2)")
	p.choose("list.sort", "unassigned|new||")
	if text := p.ViewText(p.Modal()); strings.Index(text, hidden) > strings.Index(text, late) {
		t.Errorf("not the newest first:\n%s", text)
	}
	for _, tc := range [][4]string{
		{lotte, "/klacht", "lijst", "Sanne Bakker, Fatima El Idrissi en Mees Vos"},
		{milan, "/complaint", "list", "Sanne Bakker"},
		{sanne, "/klacht", "lijst iets", "Ik ken 'iets' hier niet"},
		{sanne, "/klacht", "termijn morgen", "Ik ken 'morgen' hier niet"},
		{sanne, "/klacht", "rapport", "`/klacht rapport` is er nog niet"},
	} {
		if said := o.refusedOrder(tc[0], tc[1], tc[2]); !strings.Contains(said, tc[3]) {
			t.Errorf("%s %s says %q", tc[1], tc[2], said)
		}
	}
	resp, err := o.use(entry{"action", "list.page", o.h.Routes().Actions["list.page"]}, lotte, "open|due||", "")
	if err == nil || resp.Update != nil {
		t.Errorf("a forged button shows Lotte the list: %+v", resp)
	}
}

func TestMineAndDue(t *testing.T) {
	o := newOffice(t)
	fresh, handled := o.filed(nil), o.handled()
	o.turn(at(t, "2026-03-06 09:00"))
	for _, tc := range []struct {
		user, typed string
		has, lacks  []string
	}{
		{milan, "mijn", []string{"Mijn zaken", handled}, []string{fresh}},
		{lotte, "mijn", []string{"Door mij vastgelegd", fresh, handled}, []string{"Milan"}},
		{joost, "mijn", []string{"Je hebt nu geen zaken"}, []string{fresh, handled}},
		{sanne, "termijn vandaag", []string{fresh, "Vandaag", "Wijs een behandelaar toe"}, []string{handled}},
		{sanne, "termijn", []string{fresh}, nil},
		{lotte, "termijn vandaag", []string{fresh, "Leg het verslag voor"}, []string{"Wijs een behandelaar toe", handled}},
		{milan, "termijn week", []string{"Er is niets wat de komende zeven dagen af moet"}, []string{fresh}},
		{joost, "termijn", []string{"Er is niets wat de komende zeven dagen af moet"}, []string{fresh}},
	} {
		text := o.asksFor(tc.user, "/klacht", tc.typed)
		for _, w := range tc.has {
			if !strings.Contains(text, w) {
				t.Errorf("%s, %s, lacks %q:\n%s", tc.user, tc.typed, w, text)
			}
		}
		for _, w := range tc.lacks {
			if strings.Contains(text, w) {
				t.Errorf("%s, %s, tells %q:\n%s", tc.user, tc.typed, w, text)
			}
		}
	}
	p := o.as(milan)
	o.turn(at(t, "2026-03-19 09:00"))
	o.asksFor(milan, "/klacht", "termijn vandaag")
	p.inView("due.week")
	o.shows(p, handled, "Beantwoord de klacht zoals afgesproken")
}

// Help holds only what the person may use.
func TestHelpByRole(t *testing.T) {
	o := newOffice(t)
	for user, wants := range map[string]bool{sanne: true, milan: false, lotte: false} {
		said := o.refusedOrder(user, "/klacht", "hulp alles")
		if strings.Contains(said, "/klacht lijst") != wants || !strings.Contains(said, "/klacht zoek") || strings.Contains(said, "rapport") {
			t.Errorf("%s reads:\n%s", user, said)
		}
	}
	if said := o.refusedOrder(sanne, "/klacht", "hulp"); strings.Contains(said, "lijst") || !strings.Contains(said, "hulp alles") {
		t.Errorf("the short help:\n%s", said)
	}
	p := o.as(lotte)
	o.homeOf(lotte)
	p.inView("home.help")
	o.shows(p, "/klacht zoek")
}

// Help about one thing says that, in the words of any language; about what somebody may
// not use it says who may.
func TestHelpAboutOneThing(t *testing.T) {
	o := newOffice(t)
	for _, tc := range []struct{ user, command, topic, has, lacks string }{
		{lotte, "/klacht", "hulp zoek", "/klacht zoek", "/klacht mijn"},
		{lotte, "/klage", "hjælp søg", "/klage søg", "/klage mine"},
		{lotte, "/complaint", "help Search", "/complaint search", "/complaint mine"},
		{lotte, "/complaint", "help termijn", "/complaint due", "/complaint mine"},
		{sanne, "/klacht", "hulp lijst", "/klacht lijst", "/klacht zoek`"},
		{lotte, "/klacht", "hulp lijst", "Sanne Bakker", "/klacht lijst"},
		{lotte, "/klacht", "hulp zoej", "/klacht zoek", "Mijn zaken"},
		{lotte, "/klacht", "hulp", "hulp zoek", "lijst"},
	} {
		if said := o.refusedOrder(tc.user, tc.command, tc.topic); !strings.Contains(said, tc.has) || strings.Contains(said, tc.lacks) {
			t.Errorf("%s, %s %s, lacks %q or tells %q:\n%s", tc.user, tc.command, tc.topic, tc.has, tc.lacks, said)
		}
	}
}

// Show without a number asks which, and lists what the person may see, the newest first:
// closed cases too, and nothing that is hidden from them.
func TestShowWithoutANumber(t *testing.T) {
	o := newOffice(t)
	fresh, handled := o.filed(nil), o.handled()
	about, other := o.filed(map[string]any{"about": []string{sanne}}), "K-2026-0004"
	o.file(joost, nil)
	closed := o.closedCase()
	for _, tc := range []struct {
		user, command, typed, asks string
		has, lacks                 []string
	}{
		{sanne, "/klacht", "toon", "Welke zaak wil je zien?", []string{fresh, handled, other, closed}, []string{about}},
		{lotte, "/klage", "vis", "Hvilken sag vil du se?", []string{fresh, handled, about, closed}, []string{other}},
		{milan, "/complaint", "show", "Which case", []string{handled}, []string{fresh, other, about}},
	} {
		text := o.asksFor(tc.user, tc.command, tc.typed)
		for _, w := range append(tc.has, tc.asks) {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %q:\n%s", tc.user, w, text)
			}
		}
		for _, w := range tc.lacks {
			if strings.Contains(text, w) {
				t.Errorf("%s finds %q:\n%s", tc.user, w, text)
			}
		}
	}
	first := o.asksFor(sanne, "/klacht", "toon")
	if strings.Index(first, closed) > strings.Index(first, fresh) {
		t.Errorf("not the newest first:\n%s", first)
	}
}

func TestSearch(t *testing.T) {
	o := newOffice(t)
	must(t, o.Join(algemeen, mees))
	first := o.filed(map[string]any{"name": "Renée Østergaard", "phone": "+45 12 34 56 78", "email": "renee@example.com", "story": "Factuur 20264711 klopt niet en niemand belt terug."})
	second := o.handled()
	hidden := o.filed(map[string]any{"about": []string{sanne}, "name": "Zeldzaam"})
	for _, tc := range []struct {
		user, typed string
		has, lacks  string
	}{
		{sanne, first, first, second},
		{sanne, "1", first, second},
		{sanne, "renee OSTERGAARD", first, second},
		{sanne, "Renee@Example.com", first, second},
		{sanne, "12345678", first, hidden},
		{sanne, "20264711", first, second}, // no case has that number, and one speaks of it
		{sanne, "vries jaarrekening", second, first},
		{sanne, "zeldzaam", "Geen zaak gevonden. Probeer iets anders", hidden},
		{mees, "zeldzaam", hidden, first},
		{milan, "jaarrekening", second, first},
		{lotte, "renee", first, second},
		{joost, "jaarrekening", "Geen zaak gevonden", second},
	} {
		text := o.asksFor(tc.user, "/klacht", "zoek "+tc.typed)
		_, found, _ := strings.Cut(text, "Gevonden")
		if !strings.Contains(found, tc.has) || strings.Contains(found, tc.lacks) {
			t.Errorf("%s searches %q, wants %s and not %s:\n%s", tc.user, tc.typed, tc.has, tc.lacks, text)
		}
	}
	p := o.as(sanne)
	p.Reload()
	o.homeOf(sanne)
	p.inView("home.search")
	if seen := p.submit(); seen.Errors["words"] == "" {
		t.Errorf("an empty search is answered with %v", seen.Errors)
	}
	p.fill(map[string]any{"handler": milan, "period": "year", "state": "open"})
	p.submit()
	o.shows(p, second, "Gevonden")
	p.fill(map[string]any{"words": second, "handler": fatima})
	p.submit()
	o.shows(p, "Geen zaak past bij alles wat je invulde")
}

// Whoever is kept out of a case gets byte for byte the answer of no match,
// whatever is searched for.
func TestSearchFindsNothingForTheInvolved(t *testing.T) {
	o := newOffice(t)
	o.filed(nil)
	search := func(user, typed string) string {
		resp, err := o.h.search(t.Context(), o.request(user), complaint.Person{ID: user, Member: true}, typed)
		must(t, err)
		return sameBytes(t, resp, "NUMBER")
	}
	words := []string{"K-2026-0002", "2", "20264711", "zeldzaam", "zeldzaam@example.com", "+31 6 99887766"}
	before := map[string]string{}
	for _, w := range words {
		before[w] = search(sanne, w)
	}
	o.filed(map[string]any{
		"about": []string{sanne}, "name": "Zeldzaam", "email": "zeldzaam@example.com", "phone": "+31 6 99887766",
		"story": "Factuur 20264711 klopt niet en niemand belt terug.",
	})
	for _, w := range words {
		if after := search(sanne, w); after != before[w] {
			t.Errorf("searching %q tells:\n%s\nand before:\n%s", w, after, before[w])
		}
		if found := search(mees, w); !strings.Contains(found, "K-2026-0002") {
			t.Errorf("Mees does not find %q: %s", w, found)
		}
	}
}

// A search for words stops after so many cases, says so, and goes on from there.
func TestSearchIsBounded(t *testing.T) {
	o := newOffice(t)
	o.file(lotte, map[string]any{"name": "Zeldzaam"})
	for range view.ListPage + 2 {
		o.file(lotte, map[string]any{"name": "Gewoon"})
	}
	o.asksFor(sanne, "/klacht", "zoek gewoon")
	p := o.as(sanne)
	o.shows(p, "K-2026-0011", fmt.Sprintf("%d zaken bekeken", view.ListPage), "Verder zoeken")
	p.inView("search.next")
	o.shows(p, "K-2026-0002", "3 zaken bekeken")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Verder zoeken") || strings.Contains(text, "K-2026-0011") {
		t.Errorf("the last page:\n%s", text)
	}
}
