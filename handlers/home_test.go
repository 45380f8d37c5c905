package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// soon bounds what a test waits for Slack to bring.
const soon = 5 * time.Second

// homeOf opens somebody's Home and gives its text.
func (o *office) homeOf(user string) string {
	o.t.Helper()
	p := o.as(user)
	_, err := p.OpenHome()
	must(o.t, err)
	if !o.Wait(soon, func() bool { return p.Home() != nil }) {
		o.t.Fatalf("no Home for %s", user)
	}
	return p.ViewText(p.Home())
}

func TestHomeByRole(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	secrets := []string{"Hoofd Samenstel", "wij vergoeden", "Vries"}
	tests := []struct {
		user      string
		has, lack []string
	}{
		{sanne, []string{"Klacht vastleggen", "1 zaak wacht op je akkoord", "Dit wacht op jou", number, "Antwoord beoordelen", "Gesloten dagen", "Bewaren en wissen"}, nil},
		{mees, []string{"1 zaak wacht op je akkoord", number, "Bewaren en wissen"}, nil},
		{milan, []string{"Mijn zaken", number, "Beoordeel het antwoord", "Zo behandelen we klachten", "Dossier openen"}, []string{"Alle zaken", "Bewaren en wissen", "Gesloten dagen"}},
		{lotte, []string{"Door mij vastgelegd", number, "Wacht op akkoord"}, []string{"Milan", "Alle zaken"}},
		{joost, []string{"Klacht vastleggen"}, []string{number}},
		{gast, []string{"medewerkers van Noorderlicht Advies"}, []string{number, "Klacht vastleggen"}},
	}
	for _, tc := range tests {
		t.Run(tc.user, func(t *testing.T) {
			text := o.homeOf(tc.user)
			for _, w := range tc.has {
				if !strings.Contains(text, w) {
					t.Errorf("lacks %q:\n%s", w, text)
				}
			}
			for _, w := range append(tc.lack, secrets...) {
				if strings.Contains(text, w) {
					t.Errorf("tells %q:\n%s", w, text)
				}
			}
		})
	}
}

// Whoever is involved finds no trace of the case in their lists, and nobody is
// asked to approve what they wrote.
func TestHomeKeepsOut(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"about": []string{sanne}})
	o.turn(at(t, "2026-03-10 09:00"))
	if text := o.homeOf(sanne); strings.Contains(text, number) || !strings.Contains(text, "Je hebt niets wat te laat is") {
		t.Errorf("Sanne, whom it is about, reads:\n%s", text)
	}
	if text := o.homeOf(mees); !strings.Contains(text, number) {
		t.Errorf("Mees does not find it:\n%s", text)
	}
	other := o.handled()
	o.does(other, func(c *complaint.Case) error { return c.Prepare(answer(), full(sanne), o.now) })
	if text := o.homeOf(fatima); strings.Contains(text, "je akkoord") {
		t.Errorf("the deputy may not approve, and reads:\n%s", text)
	}
	p := o.as(sanne)
	o.homeOf(sanne)
	if !o.Wait(soon, func() bool { return strings.Contains(p.ViewText(p.Home()), other) }) ||
		strings.Contains(p.ViewText(p.Home()), "je akkoord") {
		t.Errorf("Sanne is asked to approve her own words:\n%s", p.ViewText(p.Home()))
	}
}

// What falls due comes to the top of the officer's Home, one row per case.
func TestHomeShowsWhatIsLate(t *testing.T) {
	o := newOffice(t)
	late, fresh := o.filed(nil), o.handled()
	o.turn(at(t, "2026-03-10 09:00"))
	text := o.homeOf(sanne)
	first := strings.Index(text, "werkdagen te laat*")
	if first < 0 || strings.Index(text, late) > strings.Index(text, fresh) {
		t.Errorf("%s is not on top:\n%s", late, text)
	}
	if n := strings.Count(text[:strings.Index(text, "Alle zaken")], late); n != 1 {
		t.Errorf("%s has %d rows among what is late:\n%s", late, n, text)
	}
}

// Whoever took a complaint finds what they still owe in it on top, and is not told that
// nothing is late.
func TestHomeOfAFilerWhoIsLate(t *testing.T) {
	o := newOffice(t)
	fresh := o.filed(nil)
	for _, tc := range []struct{ now, says string }{
		{"2026-03-06 09:00", "In 1 zaak moet vandaag iets af"}, {"2026-03-10 09:00", "In 1 zaak is iets te laat"},
	} {
		o.turn(at(t, tc.now))
		p := o.as(lotte)
		o.homeOf(lotte)
		if !o.Wait(soon, func() bool { return strings.Contains(p.ViewText(p.Home()), tc.says) }) {
			t.Fatalf("at %s Lotte, who has to read it back, reads:\n%s", tc.now, p.ViewText(p.Home()))
		}
		_, part, _ := strings.Cut(p.ViewText(p.Home()), "Dit wacht op jou\n")
		part, _, _ = strings.Cut(part, "Door mij vastgelegd")
		if !strings.Contains(part, fresh) || !strings.Contains(part, "Instemming van de klant vastleggen") {
			t.Errorf("at %s there waits:\n%s", tc.now, part)
		}
	}
	o.does(fresh, func(c *complaint.Case) error {
		return c.EndCase(complaint.EndForm{End: complaint.EndInError, Reason: "Dubbel"}, full(sanne), o.now)
	})
	if text := o.homeOf(lotte); o.Wait(soon, func() bool { return !strings.Contains(o.as(lotte).ViewText(o.as(lotte).Home()), "te laat.") }) == false {
		t.Errorf("it is over, and Lotte reads:\n%s", text)
	}
}

// What is late is counted whole, however little of it is listed.
func TestHomeCountsAll(t *testing.T) {
	o := newOffice(t)
	const all = 65
	for range all {
		o.file(lotte, nil)
	}
	o.filed(map[string]any{"about": []string{sanne}}) // of which she sees nothing
	o.turn(at(t, "2026-03-10 09:00"))
	for _, tc := range []struct{ user, want string }{
		{sanne, fmt.Sprintf("in %d zaken iets te laat", all)},
		{mees, fmt.Sprintf("in %d zaken iets te laat", all+1)},
		{sanne, "zaken op je"},
		{mees, "Er zijn er meer"},
	} {
		if text := o.homeOf(tc.user); !strings.Contains(text, tc.want) {
			t.Errorf("%s lacks %q:\n%.200s", tc.user, tc.want, text)
		}
	}
}

// A case that only has to be closed waits for whoever closes it, and is in the list of
// those that are ready and its count, no longer among those that wait for the customer.
func TestHomeShowsWhatIsReadyToClose(t *testing.T) {
	o := newOffice(t)
	told := o.told()
	number := o.satisfied()
	for user, closes := range map[string]bool{sanne: true, mees: false} {
		text := o.homeOf(user)
		_, waits, _ := strings.Cut(text, "Dit wacht op jou\n")
		waits, _, _ = strings.Cut(waits, "Alle zaken")
		if strings.Contains(waits, number) != closes || strings.Contains(waits, "Zaak afsluiten") != closes || strings.Contains(waits, told) {
			t.Errorf("%s reads:\n%s", user, text)
		}
	}
	if text := o.asksFor(sanne, "/klacht", "lijst klaar"); !strings.Contains(text, number) || strings.Contains(text, told) || !strings.Contains(text, "Klaar om af te sluiten (1)") {
		t.Errorf("the list holds:\n%s", text)
	}
	o.as(sanne).choose("list.filter", "waiting|due||")
	o.shows(o.as(sanne), told, "Wacht op de klant (1)")
	if text := o.homeOf(milan); strings.Contains(text, "Zaak afsluiten") {
		t.Errorf("the handler, who does not close, reads:\n%s", text)
	}
}

// A case that was answered and is open for more than five business days after it is said
// in Home and in a list of its own, to who leads alone.
func TestHomeTellsWhatIsLeftOpen(t *testing.T) {
	o := newOffice(t)
	other := o.file(lotte, nil)
	number := o.told() // on Thursday 5 March
	const said = "meer dan 5 werkdagen geleden beantwoord en staat nog open"
	for _, tc := range []struct {
		now  string
		long bool
	}{{"2026-03-12 12:00", false}, {"2026-03-13 12:00", true}} {
		o.turn(at(t, tc.now))
		for _, user := range []string{sanne, mees, milan} {
			o.homeOf(user) // which may be the one of before, for a moment
			p, want := o.as(user), tc.long && user != milan
			if !o.Wait(soon, func() bool { return strings.Contains(p.ViewText(p.Home()), said) == want }) {
				t.Errorf("at %s %s reads:\n%.300s", tc.now, user, p.ViewText(p.Home()))
			}
		}
		text := o.asksFor(sanne, "/klacht", "lijst beantwoord")
		if strings.Contains(text, number) != tc.long || strings.Contains(text, other) {
			t.Errorf("at %s the list holds:\n%s", tc.now, text)
		}
	}
}

// The list of all cases has pages, filters and orders.
func TestHomeList(t *testing.T) {
	o := newOffice(t)
	for range view.ListPage + 1 {
		o.file(lotte, nil)
	}
	o.homeOf(sanne)
	p := o.as(sanne)
	listed := func() string {
		text := p.ViewText(p.Home())
		text = text[strings.Index(text, "Alle zaken"):]
		return text[:strings.Index(text, "Mensen en rollen")]
	}
	shows := func(what string, now func() bool) {
		t.Helper()
		if !o.Wait(soon, now) {
			t.Errorf("%s:\n%s", what, listed())
		}
	}
	if text := listed(); strings.Contains(text, "K-2026-0009") || !strings.Contains(text, "Open (9)") || !strings.Contains(text, "Volgende 8 zaken") {
		t.Fatalf("the first page:\n%s", text)
	}
	p.inView("home.page")
	shows("the page was not turned", func() bool {
		return strings.Contains(listed(), "K-2026-0009") && !strings.Contains(listed(), "K-2026-0001") && !strings.Contains(listed(), "Volgende")
	})
	p.inView("home.first")
	shows("not back at the beginning", func() bool { return strings.Contains(listed(), "K-2026-0001") })
	p.choose("home.sort", "open|new||")
	shows("not sorted", func() bool {
		return !strings.Contains(listed(), "K-2026-0001") && strings.Contains(listed(), "K-2026-0009")
	})
	p.choose("home.filter", "closed|new||")
	shows("not filtered", func() bool { return strings.Contains(listed(), "Hier staat nu geen zaak") })
	p.choose("home.filter", "mine|new||")
	shows("not filtered", func() bool { return strings.Contains(listed(), "Hier staat nu geen zaak") })
}

// Somebody whom a case concerns comes into the channel: the case leaves it.
func TestInvolvedPersonJoins(t *testing.T) {
	o := newOffice(t)
	about := o.filed(map[string]any{"about": []string{joost}})
	other, hers := o.filed(nil), o.filed(map[string]any{"about": []string{fatima}})
	must(t, o.Join(klachten, joost))
	if !o.Wait(soon, func() bool { return o.caseOf(about).Confidential }) {
		t.Error("the case stays in the channel")
	}
	if o.caseOf(other).Confidential {
		t.Error("a case that does not concern him left the channel")
	}
	must(t, o.Join(algemeen, fatima)) // of no concern: another channel
	o.Settle(soon)
	if o.caseOf(hers).Confidential {
		t.Error("a case left the channel because somebody joined another one")
	}
	notices := 0
	for _, e := range o.caseOf(about).Events {
		if e.Kind == complaint.RouteConfidential {
			notices++
		}
	}
	if notices != 1 {
		t.Errorf("moved %d times", notices)
	}
	p := o.as(sanne)
	p.command("/klacht", "toon "+about)
	p.inView("case.tab.history")
	o.shows(p, "Vertrouwelijke route: buiten het kanaal om")
	p.command("/klacht", "toon "+other)
	p.inView("case.tab.history")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Vertrouwelijke route") {
		t.Errorf("the history of a case in the channel:\n%s", text)
	}
}

// With nobody left to tell, what the channel holds of the case is taken back all the
// same, and the admin is told: once for an event, however often it comes.
func TestInvolvedPersonJoinsWithNobodyLeft(t *testing.T) {
	o := newOffice(t)
	about := o.filed(map[string]any{"about": []string{joost}})
	must(t, o.store.SaveRoster(t.Context(), &complaint.Roster{Holders: []complaint.Holder{{Role: complaint.RoleAdmin, User: mees}}}))
	waiting := func() int {
		t.Helper()
		b, err := o.store.Backlog(t.Context())
		must(t, err)
		return b.Waiting
	}
	before := waiting()
	r := &bot.Request{Kind: bot.KindEvent, Event: bot.Event{ID: "Ev9", User: joost, Channel: klachten}}
	for range 2 {
		_, err := o.h.Routes().Events["member_joined_channel"](t.Context(), r)
		must(t, err)
	}
	if got := waiting() - before; got != 2 {
		t.Errorf("%d notices more, want one that clears the channel and one for the admin", got)
	}
	if o.caseOf(about).Confidential {
		t.Error("the case took a route on which nobody is")
	}
}

// The admin hears once that the channel takes nothing any more.
func TestChannelArchived(t *testing.T) {
	o := newOffice(t)
	for _, step := range []struct {
		channel string
		want    int
	}{{algemeen, 0}, {klachten, 1}} {
		must(t, o.Archive(step.channel))
		o.Settle(soon)
		b, err := o.store.Backlog(t.Context())
		must(t, err)
		if b.Waiting != step.want {
			t.Errorf("after %s went %d notices wait for the admin, want %d", step.channel, b.Waiting, step.want)
		}
	}
}

// In the thread of a case the app's name brings its buttons, to whoever may
// see its card; elsewhere, and to others, it brings help.
func TestMention(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	must(t, o.Join(klachten, lotte))
	ts := o.post(klachten, number, view.Card)
	must(t, o.store.PutMessage(t.Context(), db.Message{Number: number, Purpose: "card", Channel: klachten, TS: ts, At: o.now}))
	hears := func(user, channel, thread string) string {
		t.Helper()
		p := o.as(user)
		before := len(p.Ephemerals(channel))
		_, err := p.Mention(channel, "<@"+o.Config().BotUserID+"> en nu?", thread)
		must(t, err)
		if !o.Wait(soon, func() bool { return len(p.Ephemerals(channel)) > before }) {
			t.Fatalf("%s hears nothing", user)
		}
		heard := p.Ephemerals(channel)
		return p.Text(heard[len(heard)-1])
	}
	if text := hears(milan, klachten, ts); !strings.Contains(text, number) || !strings.Contains(text, "Antwoord opstellen") {
		t.Errorf("in the thread Milan hears %s", text)
	}
	for _, place := range []struct{ user, channel, thread string }{{lotte, klachten, ts}, {milan, algemeen, ""}} {
		if text := hears(place.user, place.channel, place.thread); strings.Contains(text, number) || !strings.Contains(text, "/klacht") {
			t.Errorf("%s hears %s", place.user, text)
		}
	}
}
