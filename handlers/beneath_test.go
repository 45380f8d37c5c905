package handlers

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// beneath waits until the window that lies n below the topmost says so.
func (p person) beneath(n int, want string) {
	p.o.t.Helper()
	text := ""
	ok := p.o.Wait(5*time.Second, func() bool {
		open := p.Modals()
		if len(open) <= n {
			return false
		}
		text = p.ViewText(&open[len(open)-1-n])
		return strings.Contains(text, want)
	})
	if !ok {
		p.o.t.Errorf("%d windows, the one %d below lacks %q:\n%s", len(p.Modals()), n, want, text)
	}
}

// opens opens the file, or the list of all actions, from the menu of a card.
func (p person) opens(number string, what complaint.Step) {
	p.o.t.Helper()
	p.presses(klachten, p.o.post(klachten, number, view.Card), "case.more", choosing(number, what))
}

// Whoever takes a step from the file of a case finds the file as the case is
// then: on the page where they were, in their language.
func TestTheFileShowsTheStepTakenFromIt(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"done": []string{"readback", "explained"}})
	p := o.as(sanne)
	p.opens(number, complaint.StepOpenFile)
	p.inView("case.assign.open")
	_, err := p.Options("handler", "mil")
	must(t, err)
	p.fill(map[string]any{"handler": milan})
	p.fill(map[string]any{"deliverers": []string{joost}})
	p.submit()
	o.shows(p, "Milan de Wit, Hoofd Samenstel")
	p.inView("case.contact.open")
	p.fill(map[string]any{"how": "We zoeken het uit", "day": "2026-03-20"})
	p.submit()
	o.shows(p, "We zoeken het uit")
	// A form that Slack sends again draws the file again, maybe after the page was turned.
	history := func() bool {
		p.inView("case.tab.history")
		views := p.Modals()
		return len(views) > 0 && strings.Contains(p.ViewText(&views[len(views)-1]), "Contact met de melder")
	}
	if !o.Wait(soon, history) {
		t.Error("the page of what happened does not tell of the contact")
	}
}

// The list of all actions and the file beneath it are both drawn again, after a
// form and after a button that acts at once.
func TestTheListOfActionsShowsTheStepTakenFromIt(t *testing.T) {
	o := newOffice(t)
	number := o.handedOut()
	p := o.as(milan)
	p.opens(number, complaint.StepAll)
	o.shows(p, "Toegewezen", "Ik behandel de zaak")
	p.inView("case.accept")
	gone := func() bool { return !strings.Contains(p.ViewText(p.Modal()), "Ik behandel de zaak") }
	if !o.Wait(5*time.Second, gone) {
		t.Error("what was done is still offered")
	}
	p.inView("case.open")
	p.inView("case.contact.open")
	p.fill(map[string]any{"how": "We zoeken het uit", "day": "2026-03-20"})
	p.submit()
	o.shows(p, "We zoeken het uit")
	p.beneath(1, "In behandeling")
}

// A step that somebody else took meanwhile is refused, and the file beneath
// shows what they did.
func TestTheFileShowsWhatSomebodyElseDid(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(sanne)
	p.opens(number, complaint.StepOpenFile)
	p.inView("answer.review")
	o.does(number, func(c *complaint.Case) error { return c.Approve(1, full(mees), o.now) })
	p.inView("answer.approve")
	p.beneath(1, "Akkoord van *Mees Vos*")
	p.beneath(2, "Vastleggen dat de melder het antwoord heeft")
}

// Who is kept out by their own word finds nothing of the case in the windows
// that lie open.
func TestTheFileIsClosedToWhoSteppedAside(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p := o.as(milan)
	p.opens(number, complaint.StepAll)
	p.inView("case.interest.open")
	p.fill(map[string]any{"how": "Mijn zus werkt daar"})
	p.submit()
	p.beneath(1, "Er is geen zaak "+number+" zichtbaar voor jou")
}

// What a form forgot to say changes nothing beneath it, and neither does a
// window whose private field is forged.
func TestNothingIsRedrawnWithoutReason(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	lies := view.Metadata{Number: number, Pages: []string{"", "overview.1"}}.String()
	page := view.Metadata{Number: number, Pages: []string{"overview.1"}}.String()
	for name, tc := range map[string]struct {
		kind bot.Kind
		meta string
		resp bot.Response
		err  error
		want int
	}{
		"sent":             {bot.KindSubmit, lies, bot.Response{}, nil, 1},
		"taken by another": {bot.KindSubmit, lies, bot.Response{}, &complaint.Refusal{Text: "error.state"}, 1},
		"lacks a field":    {bot.KindSubmit, lies, bot.Response{}, complaint.Refusals{{Text: "error.reason", Field: "reason"}}, 0},
		"lacks one":        {bot.KindSubmit, lies, bot.Response{}, &complaint.Refusal{Text: "error.reason", Field: "reason"}, 0},
		"all closed":       {bot.KindSubmit, lies, bot.Response{Clear: true}, nil, 0},
		"drawn for more":   {bot.KindAction, lies, bot.Response{Update: &view.Modal{}}, nil, 0},
		"options":          {bot.KindOptions, page, bot.Response{}, nil, 0},
		"a form opened":    {bot.KindAction, page, bot.Response{Open: &view.Modal{}}, nil, 0},
		"done at once":     {bot.KindAction, page, bot.Response{}, nil, 1},
		"another page":     {bot.KindAction, page, bot.Response{Update: &view.Modal{}}, nil, 0},
		"forged":           {bot.KindSubmit, "x", bot.Response{}, nil, 0},
	} {
		r := &bot.Request{Kind: tc.kind, Team: firm, User: sanne, View: bot.View{Modal: true, ID: "V2", BelowID: "V1", RootID: "V1", Metadata: tc.meta}}
		resp, _ := o.h.restacked(func(context.Context, *bot.Request) (bot.Response, error) { return tc.resp, tc.err })(t.Context(), r)
		n := 0
		if resp.Redraw != nil {
			windows, err := resp.Redraw(t.Context())
			must(t, err)
			n = len(windows.Windows)
		}
		if n != tc.want {
			t.Errorf("%s: %d windows drawn again, want %d", name, n, tc.want)
		}
	}
}

// homeSays waits until the person's Home, which they do not open anew, has all of this
// and nothing of what is gone.
func (p person) homeSays(want []string, gone ...string) {
	p.o.t.Helper()
	text := ""
	ok := p.o.Wait(soon, func() bool {
		text = p.ViewText(p.Home())
		lacks := slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(text, w) })
		return !lacks && !slices.ContainsFunc(gone, func(w string) bool { return strings.Contains(text, w) })
	})
	if !ok {
		p.o.t.Errorf("want %q and nothing of %q in Home:\n%s", want, gone, text)
	}
}

// Whoever takes a step from Home finds Home as the case is then: after a form, after a
// form on a window that was opened there, and after a button that acts at once. What
// they had chosen in the list stays.
func TestHomeShowsTheStepTakenFromIt(t *testing.T) {
	o := newOffice(t)
	o.asked()
	fresh := o.filed(map[string]any{"done": []string{"readback", "explained"}})
	o.homeOf(sanne)
	p := o.as(sanne)
	none := "Hier staat nu geen zaak"
	p.choose("home.filter", "closed|due||")
	p.homeSays([]string{"Antwoord beoordelen", none})
	p.inView("answer.review")
	p.inView("answer.approve")
	p.homeSays([]string{none}, "Antwoord beoordelen")
	_, err := p.CloseView()
	must(t, err)

	p.choose("home.filter", "unassigned|due||")
	p.homeSays([]string{"Behandelaar toewijzen"}, none)
	p.inView("case.assign.open")
	_, err = p.Options("handler", "mil")
	must(t, err)
	p.fill(map[string]any{"handler": milan})
	p.fill(map[string]any{"deliverers": []string{joost}})
	_, err = p.Submit() // once: each time draws Home anew, soon
	must(t, err)
	p.homeSays([]string{"Niet toegewezen (0)", none}, "Behandelaar toewijzen")
	if got := o.caseOf(fresh).Handler; got != milan {
		t.Fatalf("handled by %q", got)
	}
	o.turn(o.now.Add(time.Hour))
	_, err = p.OpenHome()
	must(t, err)
	p.homeSays([]string{none, "om 11:20"}) // as it was left
}
