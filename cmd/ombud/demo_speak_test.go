package main

import (
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
	"ombud/playground"
)

// The composer offers what the bot understands, in the words of its language.
func TestCompletionsAreUnderstood(t *testing.T) {
	d := inProcess(t, &DemoCmd{Procedure: "exactpi", Lang: "en", At: "2026-03-05T10:20"})
	p := d.world.slack.As(lotte)
	for language, command := range map[lang.Language]string{lang.NL: "/klacht", lang.DA: "/klage", lang.EN: "/complaint"} {
		offered := d.world.completions(t.Context(), lang.New(language, "", d.world.zone), lotte, command)
		if len(offered) < 2 {
			t.Errorf("%s: only %d lines", language, len(offered))
		}
		for _, c := range offered {
			if !strings.HasPrefix(c.Text, command) || c.Help == "" || strings.ContainsAny(c.Help+c.Text, "`{<") {
				t.Errorf("%s: %+v", language, c)
			}
			before := len(p.Ephemerals(hall))
			typed := strings.TrimSpace(strings.TrimPrefix(c.Text, command) + c.Rest)
			seen, err := p.Command(hall, command, typed)
			if err != nil || seen.Failure != "" {
				t.Errorf("%s %s: %v %s", command, typed, err, seen.Failure)
			}
			for p.Modal() != nil {
				if _, err := p.CloseView(); err != nil {
					t.Fatal(err)
				}
			}
			for _, m := range p.Ephemerals(hall)[before:] {
				if unknown := lang.New(language, "", d.world.zone).T("error.unknown_command", "word", typed, "command", ""); strings.HasPrefix(p.Text(m), strings.SplitN(unknown, "`", 2)[0]) {
					t.Errorf("%s %s: %s", command, typed, p.Text(m))
				}
			}
		}
	}
}

// The composer offers each person what help tells them of, and nothing to a guest.
func TestCompletionsByRole(t *testing.T) {
	d := inProcess(t, &DemoCmd{Procedure: "exactpi", Lang: "en", At: "2026-03-05T10:20"})
	words := lang.New(lang.EN, "", d.world.zone)
	for user, want := range map[string]map[string]bool{
		lotte: {"mine": true, "list": false, "repost ": false, "settings": false}, milan: {"mine": true, "list": false, "settings": false},
		sanne: {"mine": true, "list": true, "repost ": true, "settings": true}, "U0GAST": {"mine": false, "": false}, "U0NOBODY": {"mine": false},
	} {
		var offered []string
		for _, c := range d.world.completions(t.Context(), words, user, "/complaint") {
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
	d := inProcess(t, &DemoCmd{Procedure: "exactpi", Lang: "nl", At: "2026-03-05T10:20"})
	first := d.world
	title := func() string {
		u, _ := d.world.slack.User(lotte)
		return u.Title + ", " + u.Locale
	}
	if got := title(); got != "Receptie, nl-NL" {
		t.Errorf("in Dutch Lotte is %s", got)
	}
	roles := func(language, file string) {
		t.Helper()
		s := d.world.service.Load()
		r, err := s.store.In(s.cfg.Workspace).Roster(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for role, user := range map[complaint.Role]string{complaint.RoleDeputy: fatima, complaint.RoleFollowUp: lotte} {
			if got := r.Holding(role, d.world.clock.Now()); r.InFile(role) || !slices.Equal(got, []string{user}) || r.People[user].Title == "" {
				t.Errorf("%s: %s is held by %v, %+v; only in the configuration: %t", language, role, got, r.People[user], r.InFile(role))
			}
			if err := r.MayName(role, complaint.Person{ID: sanne, Member: true}, d.world.clock.Now()); err != nil {
				t.Errorf("%s: Sanne cannot change who is %s: %v", language, role, err)
			}
		}
		if got := s.cfg.company().File; got != file || !r.InFile(complaint.RoleOfficer) {
			t.Errorf("%s: the other roles stand in %q", language, got)
		}
	}
	roles("nl", "de configuratie van de demo")
	page := first.page
	page.Handler() // a visitor has it open
	if seen, err := first.slack.As(lotte).Command(hall, "/complaint", ""); err != nil || seen.Modal == nil || seen.Modal.Title != "Record a complaint" {
		t.Errorf("an English command is answered %v %+v", err, seen)
	}
	_, err := first.slack.As(lotte).CloseView()
	ok(t, err)
	ok(t, page.Speak(t.Context(), "da"))
	if d.world != first || first.page == page || first.page.Lang != "da" || first.page.Command != "/klage" || first.page.Tour.Steps[0].Title != "Registrér en opringning" {
		t.Errorf("the page speaks %s and offers %s", first.page.Lang, first.page.Command)
	}
	if got := title(); got != "Reception, da-DK" {
		t.Errorf("in Danish Lotte is %s", got)
	}
	if s := first.service.Load(); s != nil { // the button counts for more than the command before it
		if said, _, err := s.store.In(s.cfg.Workspace).Language(t.Context(), lotte); said != "" || err != nil {
			t.Errorf("Lotte still reads %q, %v", said, err)
		}
	}
	seen, err := first.slack.As(lotte).Command(hall, "/klage", "")
	if err != nil || seen.Modal == nil || seen.Modal.Title != "Registrér en klage" {
		t.Errorf("after the change the bot answers %v %+v", err, seen)
	}
	roles("da", "demoens konfiguration")
	ok(t, first.page.Reset(t.Context()))
	if d.world == first || d.world.page.Lang != "da" {
		t.Error("a Reset forgets the language")
	}
	if err := first.page.Speak(t.Context(), "en"); err == nil {
		t.Error("a world that has ended speaks")
	}
	if _, err := first.advance(t.Context(), playground.StepHour, nil); err == nil {
		t.Error("the clock of a world that has ended moves")
	}
}

// On its way to the next deadline the clock stops where the app reminds somebody of it.
func TestTheClockStopsAtTheNextReminder(t *testing.T) {
	d := inProcess(t, &DemoCmd{Procedure: "exactpi", Lang: "en", At: "2026-03-05T10:20", Cases: 12})
	w := d.world
	s := w.service.Load()
	before := 0
	for range 3 {
		from := w.clock.Now()
		wake, err := s.store.In(s.cfg.Workspace).NextWake(t.Context(), from)
		ok(t, err)
		due, err := w.nextDeadline(t.Context(), from, s.cfg.cal)
		ok(t, err)
		want := due
		if !wake.IsZero() && wake.Before(due) {
			want, before = wake, before+1
		}
		got, err := w.nextStop(t.Context(), from, s.cfg.cal)
		ok(t, err)
		if !got.Equal(want) || !got.After(from) {
			t.Errorf("from %v the clock stops at %v, want %v", from, got, want)
		}
		if _, err := w.advance(t.Context(), playground.StepDeadline, s.cfg.cal); err != nil {
			t.Fatal(err)
		}
	}
	if before == 0 {
		t.Error("nobody was reminded of any deadline")
	}
}
