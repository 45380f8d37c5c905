package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/lang"
)

// What is said to a person is in the language chosen in Home, else in that of
// the command, else in the company's.
func TestLanguageChoice(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	home := func(want string) {
		t.Helper()
		if text := o.homeOf(lotte); !o.Wait(soon, func() bool { return strings.Contains(p.ViewText(p.Home()), want) }) {
			t.Errorf("Home lacks %q:\n%.200s", want, text)
		}
	}
	opens := func(command, want string) {
		t.Helper()
		p.command(command, "")
		o.shows(p, want)
		_, err := p.CloseView()
		must(t, err)
	}
	home("Klacht vastleggen")
	opens("/klage", "Registrér en klage")
	home("Registrér en klage") // of the command last used
	p.choose("home.language", "en")
	if !o.Wait(soon, func() bool { return strings.Contains(p.ViewText(p.Home()), "Record a complaint") }) {
		t.Errorf("Home keeps its language:\n%.200s", p.ViewText(p.Home()))
	}
	opens("/klage", "Record a complaint")
	opens("/klacht", "Record a complaint")
	if said, chosen, err := o.store.Language(t.Context(), lotte); said != "en" || !chosen || err != nil {
		t.Errorf("kept %q, chosen %v, %v", said, chosen, err)
	}
}

// A form stays in the language it was opened in, whatever is chosen meanwhile;
// Home follows the choice.
func TestLanguageOfAForm(t *testing.T) {
	h := &Handlers{Company: view.Company{Language: lang.NL}}
	h.languages.Store(lotte, spoken{language: lang.DA, chosen: true})
	h.languages.Store(milan, spoken{language: lang.DA})
	english := view.Metadata{Lang: "en"}.String()
	for name, tc := range map[string]struct {
		r    bot.Request
		want lang.Language
	}{
		"form":                {bot.Request{User: lotte, View: bot.View{Modal: true, Metadata: english}}, lang.EN},
		"Home":                {bot.Request{User: lotte, View: bot.View{Metadata: english}}, lang.DA},
		"chosen":              {bot.Request{User: lotte, Command: "/klacht"}, lang.DA},
		"command":             {bot.Request{User: milan, Command: "/complaint"}, lang.EN},
		"command before":      {bot.Request{User: milan}, lang.DA},
		"company":             {bot.Request{User: mees}, lang.NL},
		"command of one more": {bot.Request{User: mees, Command: "/klage"}, lang.DA},
	} {
		if got := h.language(&tc.r); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}

// What another process learnt of somebody's language is seen here after a minute.
func TestLanguageLearntElsewhere(t *testing.T) {
	o := newOffice(t)
	speaks := func(want lang.Language) {
		t.Helper()
		o.h.learnLanguage(t.Context(), lotte)
		if got := o.h.language(&bot.Request{User: lotte}); got != want {
			t.Errorf("at %s: %s, want %s", o.now.Format("15:04:05"), got, want)
		}
	}
	speaks(lang.NL)
	must(t, o.store.ChooseLanguage(t.Context(), lotte, "da"))
	speaks(lang.NL)
	o.turn(o.now.Add(languageAge))
	speaks(lang.DA)
	must(t, o.store.ChooseLanguage(t.Context(), lotte, "en"))
	o.turn(o.now.AddDate(0, -1, 0)) // the demo's clock goes back
	speaks(lang.EN)
}
