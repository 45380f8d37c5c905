package handlers

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/db"
	"ombud/playground"
)

// closes closes every window of somebody.
func (p person) closes() {
	p.o.t.Helper()
	for p.Modal() != nil {
		_, err := p.CloseView()
		must(p.o.t, err)
	}
}

func (o *office) drafts(user string) []db.Draft {
	o.t.Helper()
	list, err := o.store.Drafts(o.t.Context(), user)
	must(o.t, err)
	return list
}

// begun is Lotte's form, kept when the phone rang.
func begun(o *office) person {
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	p.inView("case.draft.save")
	return p
}

func TestDraftIsKeptAndContinued(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "")
	if p.inView("case.draft.save"); len(o.drafts(lotte)) != 0 {
		t.Error("an empty form was kept")
	}
	o.shows(p, "niets te bewaren")
	p.closes()
	p = begun(o)
	o.shows(p, "Bewaard om 10:20", "Alleen jij")
	if p.closes(); len(o.drafts(lotte)) != 1 {
		t.Fatal("nothing was kept")
	}
	o.turn(o.now.Add(time.Hour))
	p.command("/klacht", "")
	o.shows(p, "Verder met concept van 10:20", "Nieuw beginnen", "Jaarrekening te laat")
	p.inView("case.draft.continue")
	state := string(p.Modal().State)
	for _, typed := range []string{"Anna de Vries", "+31 6 12345678", "Jaarrekening te laat", "twee maanden te laat"} {
		if !strings.Contains(state, typed) {
			t.Errorf("lost %q", typed)
		}
	}
	p.fill(map[string]any{"wish": "De boete terug"})
	p.inView("case.draft.save") // the same draft, not another one
	p.inView("case.draft.continue")
	if kept := o.drafts(lotte); len(kept) != 1 || kept[0].Registration.Wish != "De boete terug" {
		t.Fatalf("drafts %+v", kept)
	}
	p.submit()
	o.shows(p, "K-2026-0001")
	if c := o.caseOf("K-2026-0001"); c.Filing().Wish != "De boete terug" || len(o.drafts(lotte)) != 0 {
		t.Errorf("on record %+v, left %v", c.Filing(), o.drafts(lotte))
	}
}

func TestDraftOrNew(t *testing.T) {
	o := newOffice(t)
	p := begun(o)
	p.closes()
	p.command("/klacht", "")
	p.inView("case.file.new")
	if state := string(p.Modal().State); strings.Contains(state, "Anna") || p.Modal().CallbackID != "case.file" {
		t.Errorf("the new form holds %s", state)
	}
	p.closes()
	p.command("/klacht", "de klant belde over een rekening") // must not be lost over the draft
	if !strings.Contains(string(p.Modal().State), "over een rekening") {
		t.Error("the typed story is lost")
	}
	p.closes()
	seen, err := p.Shortcut("case.file.global")
	must(t, err)
	p.fine(seen)
	p.inView("case.draft.drop")
	if p.Modal().CallbackID != "case.file" || len(o.drafts(lotte)) != 0 {
		t.Error("after throwing the last one away the empty form comes")
	}
}

func TestDraftInHome(t *testing.T) {
	o := newOffice(t)
	begun(o).closes()
	home := o.homeOf(lotte)
	if !strings.Contains(home, "Mijn concepten") || !strings.Contains(home, "Verder met concept van 10:20") {
		t.Errorf("her Home: %s", home)
	}
	if home := o.homeOf(sanne); strings.Contains(home, "concept") || strings.Contains(home, "Anna") {
		t.Errorf("somebody else's Home shows the draft: %s", home)
	}
}

// A draft belongs to whoever wrote it, whatever id somebody names.
func TestForgedDraft(t *testing.T) {
	o := newOffice(t)
	begun(o).closes()
	id := o.drafts(lotte)[0].ID
	handle := o.h.Routes().Actions
	forged := &bot.Request{Kind: bot.KindAction, Team: firm, User: sanne, Action: bot.Action{Value: id}, View: bot.View{Modal: true, ID: "V9", Metadata: view.Metadata{Lang: "nl", Draft: id}.String()}}
	if _, err := handle["case.draft.continue"](t.Context(), forged); !errors.Is(err, draftGone) {
		t.Errorf("opened for somebody else: %v", err)
	}
	_, err := handle["case.draft.drop"](t.Context(), forged)
	must(t, err)
	if len(o.drafts(lotte)) != 1 {
		t.Error("somebody else threw it away")
	}
	forged.View.Values = map[string]bot.Field{"story": {Text: "mine now"}}
	_, err = handle["case.draft.save"](t.Context(), forged)
	must(t, err)
	if d := o.drafts(lotte); len(d) != 1 || d[0].Registration.Name != "Anna de Vries" {
		t.Errorf("somebody else wrote over it: %+v", d)
	}
	guest := *forged
	guest.User = gast
	if _, err := handle["case.draft.continue"](t.Context(), &guest); err == nil || errors.Is(err, draftGone) {
		t.Errorf("a guest is told %v", err)
	}
}

// Two windows continue the same draft: the second is a filing as well, since
// it may say something else; and one whose draft was thrown away files.
func TestDraftInTwoWindows(t *testing.T) {
	o := newOffice(t)
	begun(o).closes()
	d := o.drafts(lotte)[0]
	reg := d.Registration
	submit := func(window, story string) {
		values := map[string]bot.Field{
			"via": {Option: "phone"}, "received": {At: reg.ReceivedAt.Unix()}, "name": {Text: reg.Name}, "address": {Text: "Dorpsstraat 1"},
			"summary": {Text: reg.Summary}, "story": {Text: story},
		}
		r := &bot.Request{
			Kind: bot.KindSubmit, Route: "case.file", Team: firm, User: lotte,
			View: bot.View{ID: window, Modal: true, Metadata: view.Metadata{Lang: "nl", Draft: d.ID}.String(), Values: values},
		}
		for range 2 { // and Slack delivers each twice
			_, err := o.h.Routes().Submits["case.file"](t.Context(), r)
			must(t, err)
		}
	}
	submit("V8", "De jaarrekening kwam veel te laat.")
	submit("V9", "De jaarrekening kwam veel te laat, en de boete ook.")
	numbers, err := o.store.Number(t.Context(), "3", o.now, o.now.Location())
	must(t, err)
	if o.caseOf("K-2026-0002").Filing().Story == o.caseOf("K-2026-0001").Filing().Story || len(numbers) != 0 || len(o.drafts(lotte)) != 0 {
		t.Errorf("third case %v, drafts %v", numbers, o.drafts(lotte))
	}
}

// Whatever breaks, what was typed is kept and the person is told where it is.
func TestWhatWasTypedSurvivesAFailure(t *testing.T) {
	for name, tc := range map[string]struct {
		said string
		fail func(o *office)
	}{
		"Slack does not tell who it is": {"niet vastgelegd", func(o *office) {
			o.Fail(playground.Fault{Method: "users.info", Kind: playground.ErrorCode, Error: "internal_error", Times: -1})
		}},
		"something panics, before the commit or after it": {"niet zeker of de klacht is vastgelegd", func(o *office) {
			cal := o.h.Now
			calls := 0
			o.h.Now = func() time.Time {
				if calls++; calls == 2 { // the door asks first, then the filing
					panic("no clock")
				}
				return cal()
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			p := o.as(lotte)
			p.command("/klacht", "")
			p.fill(phoned())
			client := o.client() // remembers nobody
			o.h.Slack = client
			tc.fail(o)
			seen := p.submit()
			if len(seen.Stack) != 2 {
				t.Fatalf("%d windows: %v", len(seen.Stack), seen.Errors)
			}
			o.shows(p, tc.said, "bewaard als concept", "nog in het formulier")
			if d := o.drafts(lotte); len(d) != 1 || d[0].Registration.Name != "Anna de Vries" {
				t.Fatalf("kept %+v", d)
			}
			o.ClearFaults()
			o.h.Now = func() time.Time { return o.clock() }
			_, err := p.CloseView()
			must(t, err)
			p.submit() // from the form that lay behind
			o.shows(p, "K-2026-0001")
			if left := o.drafts(lotte); len(left) != 0 {
				t.Errorf("left %v", left)
			}
		})
	}
}

// A refusal is no failure: the form is open, and nothing is kept of it.
func TestARefusedFormIsNotADraft(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	p.fill(map[string]any{"story": "Te laat."})
	if seen := p.submit(); seen.Errors["story"] == "" || len(o.drafts(lotte)) != 0 {
		t.Errorf("errors %v, drafts %v", seen.Errors, o.drafts(lotte))
	}
}

// The claim is only made when it is true.
func TestKeptIsNotClaimedOfOlderWords(t *testing.T) {
	o := newOffice(t)
	values := map[string]bot.Field{"story": {Text: "first"}}
	r := &bot.Request{Kind: bot.KindSubmit, Route: "case.file", User: lotte, View: bot.View{ID: "V1", Metadata: view.Metadata{Lang: "nl"}.String(), Values: values}}
	if got := o.h.filingFailed(r, errors.New("disk full")); got != "draft.failed" {
		t.Errorf("nothing kept: %s", got)
	}
	_, err := o.h.keep(t.Context(), r, view.Metadata{}, o.h.registration(&r.View))
	must(t, err)
	if got := []string{o.h.filingFailed(r, errors.New("disk full")), o.h.filingFailed(r, bot.ErrSlow)}; !slices.Equal(got, []string{"draft.failed_kept", "draft.uncertain_kept"}) {
		t.Errorf("kept: %v", got)
	}
	values["story"] = bot.Field{Text: "second"}
	if got := o.h.filingFailed(r, bot.ErrSlow); got != "draft.uncertain" {
		t.Errorf("older words kept: %s", got)
	}
}

// The documents of a draft are offered again, since Slack lets nobody fill in
// a file input for somebody.
func TestDraftOffersItsDocuments(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	id, err := p.Upload("brief.pdf", "application/pdf", []byte("%PDF-1.7"))
	must(t, err)
	p.fill(map[string]any{"files": []string{id}})
	p.inView("case.draft.save")
	p.inView("case.draft.continue")
	o.shows(p, "Meenemen uit Slack", "brief.pdf")
	p.fill(map[string]any{"via": "letter"}) // redrawn, still ticked
	p.submit()
	o.shows(p, "K-2026-0001")
	if files := o.caseOf("K-2026-0001").Filing().Files; len(files) != 1 || files[0].Name != "brief.pdf" || files[0].ID != id {
		t.Errorf("files %+v", files)
	}
}
