package main

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ombud/cmd/ombud/demo"
	"ombud/complaint"
	"ombud/lang"
	"ombud/playground"
)

// The composer offers what the bot understands, in the words of its language.
func TestCompletionsAreUnderstood(t *testing.T) {
	d := inProcess(t, demo.Options{Procedure: "exactpi", Lang: "en", At: "2026-03-05T10:20"})
	p := d.slack().As(lotte)
	for language, command := range map[lang.Language]string{lang.NL: "/klacht", lang.DA: "/klage", lang.EN: "/complaint"} {
		if d.Page().Lang != string(language) {
			ok(t, d.Page().Speak(t.Context(), string(language)))
		}
		offered := d.Page().Commands(t.Context(), lotte)
		if len(offered) < 2 {
			t.Errorf("%s: only %d lines", language, len(offered))
		}
		for _, c := range offered {
			if !strings.HasPrefix(c.Text, command) || c.Help == "" || strings.ContainsAny(c.Help+c.Text, "`{<") {
				t.Errorf("%s: %+v", language, c)
			}
			before := len(p.Ephemerals(general))
			typed := strings.TrimSpace(strings.TrimPrefix(c.Text, command) + c.Rest)
			seen, err := p.Command(general, command, typed)
			if err != nil || seen.Failure != "" {
				t.Errorf("%s %s: %v %s", command, typed, err, seen.Failure)
			}
			for p.Modal() != nil {
				if _, err := p.CloseView(); err != nil {
					t.Fatal(err)
				}
			}
			for _, m := range p.Ephemerals(general)[before:] {
				if unknown := lang.New(language, "", nil).T("error.unknown_command", "word", typed, "command", ""); strings.HasPrefix(p.Text(m), strings.SplitN(unknown, "`", 2)[0]) {
					t.Errorf("%s %s: %s", command, typed, p.Text(m))
				}
			}
		}
	}
}

// The composer offers each person what help tells them of, and nothing to a guest.
func TestCompletionsByRole(t *testing.T) {
	d := inProcess(t, demo.Options{Procedure: "exactpi", Lang: "en", At: "2026-03-05T10:20"})
	for user, want := range map[string]map[string]bool{
		lotte: {"mine": true, "list": false, "repost ": false, "settings": false}, milan: {"mine": true, "list": false, "settings": false},
		sanne: {"mine": true, "list": true, "repost ": true, "settings": true}, "U0GAST": {"mine": false, "": false}, "U0NOBODY": {"mine": false},
	} {
		var offered []string
		for _, c := range d.Page().Commands(t.Context(), user) {
			offered = append(offered, strings.TrimPrefix(strings.TrimPrefix(c.Text, "/complaint"), " "))
		}
		for word, has := range want {
			if slices.Contains(offered, word) != has {
				t.Errorf("%s is offered %q, want %q: %v", user, offered, word, has)
			}
		}
	}
}

// Another language changes page, people and dates; a Reset keeps it, and a world that
// has ended speaks no more.
func TestDemoSpeaks(t *testing.T) {
	d := inProcess(t, demo.Options{Procedure: "exactpi", Lang: "nl", At: "2026-03-05T10:20"})
	page, slack := d.Page(), d.slack()
	title := func() string {
		u, _ := slack.User(lotte)
		return u.Title + ", " + u.Locale
	}
	if got := title(); got != "Receptie, nl-NL" {
		t.Errorf("in Dutch Lotte is %s", got)
	}
	roles := func(language, file string) {
		t.Helper()
		r, err := d.bot.Store.Roster(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for role, user := range map[complaint.Role]string{complaint.RoleDeputy: fatima, complaint.RoleFollowUp: lotte} {
			if got := r.Holding(role, d.now()); r.InFile(role) || !slices.Equal(got, []string{user}) || r.People[user].Title == "" {
				t.Errorf("%s: %s is held by %v, %+v; only in the configuration: %t", language, role, got, r.People[user], r.InFile(role))
			}
			if err := r.MayName(role, complaint.Person{ID: sanne, Member: true}, d.now()); err != nil {
				t.Errorf("%s: Sanne cannot change who is %s: %v", language, role, err)
			}
		}
		if got := d.firm.Company.File; got != file || !r.InFile(complaint.RoleOfficer) {
			t.Errorf("%s: the other roles stand in %q", language, got)
		}
	}
	roles("nl", "de configuratie van de demo")
	page.Handler() // a visitor has it open
	if seen, err := slack.As(lotte).Command(general, "/complaint", ""); err != nil || seen.Modal == nil || seen.Modal.Title != "Record a complaint" {
		t.Errorf("an English command is answered %v %+v", err, seen)
	}
	_, err := slack.As(lotte).CloseView()
	ok(t, err)
	ok(t, page.Speak(t.Context(), "da"))
	danish := d.Page()
	if d.slack() != slack || danish == page || danish.Lang != "da" || danish.Command != "/klage" || danish.Tour.Steps[0].Title != "Registrér en opringning" {
		t.Errorf("the page speaks %s and offers %s", danish.Lang, danish.Command)
	}
	if got := title(); got != "Reception, da-DK" {
		t.Errorf("in Danish Lotte is %s", got)
	}
	if said, _, err := d.bot.Store.Language(t.Context(), lotte); said != "" || err != nil { // the button counts for more than the command before it
		t.Errorf("Lotte still reads %q, %v", said, err)
	}
	seen, err := slack.As(lotte).Command(general, "/klage", "")
	if err != nil || seen.Modal == nil || seen.Modal.Title != "Registrér en klage" {
		t.Errorf("after the change the bot answers %v %+v", err, seen)
	}
	roles("da", "demoens konfiguration")
	ok(t, danish.Reset(t.Context()))
	if d.slack() == slack || d.Page().Lang != "da" {
		t.Error("a Reset forgets the language")
	}
	if err := danish.Speak(t.Context(), "en"); err == nil {
		t.Error("a world that has ended speaks")
	}
	if _, err := danish.Advance(t.Context(), playground.StepHour); err == nil {
		t.Error("the clock of a world that has ended moves")
	}
}

// The clock's third button stops as soon as the app has told somebody something, and not
// before: whoever presses it always sees why time went on.
func TestTheClockStopsAtTheNextMessage(t *testing.T) {
	d := inProcess(t, demo.Options{Procedure: "exactpi", Lang: "en", At: "2026-03-05T10:20", Cases: 12})
	d.slack().Wait(patience, func() bool {
		return strings.Contains(d.slack().As(sanne).Text(d.slack().As(sanne).Messages(klachten)[0]), "K-2026")
	})
	for range 4 {
		from := d.now()
		got, err := d.Page().Advance(t.Context(), playground.StepMessage)
		ok(t, err)
		said := d.slack().SaidSince(from)
		if len(said) == 0 || d.now().Sub(got) > patience {
			t.Fatalf("from %s to %s, and by now %s, nobody was told anything", from, got, d.now())
		}
		for _, m := range said {
			if before := got.Sub(moment(t, m.TS)); before > patience {
				t.Errorf("the clock went on for %s after %q", before, m.Text)
			}
		}
	}
}

// moment is when a message was said.
func moment(t *testing.T, ts string) time.Time {
	t.Helper()
	sec, _, _ := strings.Cut(ts, ".")
	n, err := strconv.ParseInt(sec, 10, 64)
	ok(t, err)
	return time.Unix(n, 0)
}
