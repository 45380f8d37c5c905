package handlers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

func (o *office) away(user string) *complaint.Absence {
	o.t.Helper()
	r, err := o.store.Roster(o.t.Context())
	must(o.t, err)
	if own := r.OwnAbsences(user, o.now); len(own) > 0 {
		return &own[0]
	}
	return nil
}

func TestDaysIn(t *testing.T) {
	today := calendar.Day{Year: 2026, Month: 11, Day: 20}
	for typed, want := range map[string][]string{
		"":                            nil,
		"2026-11-23 2026-11-27 @Mees": {"2026-11-23", "2026-11-27"},
		"23-11 27-11":                 {"2026-11-23", "2026-11-27"},
		"23/11/2026, 4/1":             {"2026-11-23", "2027-01-04"},
		"23.11. 5.12.2026":            {"2026-11-23", "2026-12-05"},
		"99-99 1-2-3-4 x-y K-2026":    nil,
	} {
		var got []string
		for _, d := range daysIn(typed, today) {
			got = append(got, d.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is %v, want %v", typed, got, want)
		}
	}
}

func TestAwayIsSetChangedAndEnded(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"about": []string{mees}})
	p := o.as(sanne)
	p.command("/klacht", "afwezig 9-3 13-3 <@"+mees+">")
	o.shows(p, "Eerste dag afwezig", number, "Mees Vos wordt buiten deze zaken gehouden")
	p.fill(map[string]any{"deputy": []string{gast}})
	if seen := p.submit(); !strings.Contains(seen.Errors["deputy"], "Gasten") {
		t.Errorf("a guest: %v", seen.Errors)
	}
	p.fill(map[string]any{"deputy": []string{fatima}}) // she is away until the 9th
	p.fill(map[string]any{"from": "2026-03-08"})
	if seen := p.submit(); !strings.Contains(seen.Errors["deputy"], "Fatima El Idrissi is dan zelf afwezig, tot en met ") {
		t.Errorf("a deputy who is away: %v", seen.Errors)
	}
	p.fill(map[string]any{"from": "2026-03-09"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	o.shows(p, "Je bent afwezig van ma 9 maart tot en met vr 13 maart", "Fatima El Idrissi is gevraagd")
	a := o.away(sanne)
	if a == nil || a.Deputy != fatima || !a.Until.Equal(at(t, "2026-03-14 00:00")) {
		t.Fatalf("set %+v", a)
	}
	o.turn(at(t, "2026-03-10 09:00"))
	if seen := p.command("/klacht", "terug"); seen.Modal != nil && seen.Modal.CallbackID != "" {
		t.Errorf("back opens %s", seen.Modal.CallbackID)
	}
	if a := o.away(sanne); a != nil {
		t.Errorf("still away: %+v", a)
	}
}

func TestTheDeputyAnswers(t *testing.T) {
	o := newOffice(t)
	o.turn(at(t, "2026-03-10 09:00"))
	must(t, o.store.UpdateRoster(t.Context(), o.now, func(r *complaint.Roster) (_ []complaint.Notice, err error) {
		_, _, err = r.SetAway(complaint.Absence{User: milan, From: o.now, Until: at(t, "2026-03-20 00:00"), Deputy: fatima}, full(milan), o.now)
		return nil, err
	}))
	f := &view.Frame{Company: o.h.Company, P: lang.New(lang.NL, "", o.h.Company.Zone), Now: o.now}
	post := func() string {
		ts, _, err := o.h.Slack.Post(t.Context(), algemeen, "", view.AwayAsk(f, o.away(milan), view.AwayLoad{}), "")
		must(t, err)
		return ts
	}
	ts := post()
	p, stranger := o.as(fatima), o.as(lotte)
	stranger.presses(algemeen, ts, "away.take")
	o.shows(stranger, "niet aan jou gevraagd")
	p.presses(algemeen, ts, "away.take")
	if got := o.away(milan); got.Answer != complaint.DeputyTakes {
		t.Errorf("took over: %q", got.Answer)
	}
	p.presses(algemeen, ts, "away.cannot") // pressed on the message of before: she changed her mind
	if got := o.away(milan); got.Answer != complaint.DeputyCannot || got.Rev != 2 {
		t.Errorf("cannot: %q, revision %d", got.Answer, got.Rev)
	}
	o.turn(at(t, "2026-03-21 09:00"))
	p.presses(algemeen, ts, "away.take")
	o.shows(p, "niet meer nodig")
}

// The form opens from a button with what is set, and its own button ends that.
func TestBackByButton(t *testing.T) {
	o := newOffice(t)
	o.turn(at(t, "2026-03-10 09:00"))
	must(t, o.store.UpdateRoster(t.Context(), o.now, func(r *complaint.Roster) ([]complaint.Notice, error) {
		_, _, err := r.SetAway(complaint.Absence{User: sanne, From: o.now, Until: at(t, "2026-03-20 00:00"), Deputy: fatima}, full(sanne), o.now)
		return nil, err
	}))
	a := *o.away(sanne)
	a.Answer = complaint.DeputyCannot // whoever is away gets a button to choose somebody else
	f := &view.Frame{Company: o.h.Company, P: lang.New(lang.NL, "", o.h.Company.Zone), Now: o.now, Viewer: full(sanne)}
	ts, _, err := o.h.Slack.Post(t.Context(), algemeen, "", view.AwayAnswer(f, &a), "")
	must(t, err)
	p := o.as(sanne)
	p.presses(algemeen, ts, "away.open")
	o.shows(p, "Je bent afwezig van di 10 maart tot en met do 19 maart", "Ik ben terug")
	if state := string(p.Modal().State); !strings.Contains(state, "2026-03-19") || !strings.Contains(state, fatima) {
		t.Errorf("the form does not begin with what is set: %s", state)
	}
	p.inView("away.back")
	if got := o.away(sanne); got != nil {
		t.Errorf("still away: %+v", got)
	}
	o.shows(p, "niet meer als afwezig vermeld")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Ik ben terug") {
		t.Errorf("the form still says that she is away: %s", text)
	}
}

// What the configuration says of one absence keeps nobody from setting another, and what
// is set for other days stays.
func TestAwayMoreThanOnce(t *testing.T) {
	o := newOffice(t)
	must(t, o.store.UpdateRoster(t.Context(), o.now, func(r *complaint.Roster) ([]complaint.Notice, error) {
		r.Away = append(r.Away, complaint.Absence{User: lotte, From: at(t, "2026-04-01 00:00"), Until: at(t, "2026-04-08 00:00"), File: true})
		return nil, nil
	}))
	p := o.as(lotte)
	for i, days := range []string{"23-3 27-3", "4-5 8-5"} {
		p.command("/klacht", "afwezig "+days+" <@"+milan+">")
		o.shows(p, "Volgens de configuratie van het bedrijf ben je afwezig van wo 1 april", "Eerste dag afwezig")
		if seen := p.submit(); len(seen.Errors) > 0 {
			t.Fatalf("%s is not taken: %v", days, seen.Errors)
		}
		o.turn(o.now.Add(time.Minute))
		r, err := o.store.Roster(t.Context())
		must(t, err)
		if own := r.OwnAbsences(lotte, o.now); len(own) != i+2 {
			t.Errorf("after %s there are %+v", days, own)
		}
	}
	p.command("/klacht", "afwezig")
	o.shows(p, "Je bent afwezig van ma 23 maart", "Je bent afwezig van ma 4 mei", "Toch niet weg")
}

// Of what is set one button fills in the days, which are then moved; the empty fields
// are for other days.
func TestAnAbsenceIsMoved(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "afwezig 23-3 27-3 <@"+milan+">")
	p.submit()
	p.command("/klacht", "afwezig")
	o.shows(p, "Andere dagen", "Je bent afwezig van ma 23 maart")
	if state := string(p.Modal().State); strings.Contains(state, "2026-03-23") {
		t.Errorf("the fields for other days hold those of a period that stays: %s", state)
	}
	p.inView("away.open")
	o.shows(p, "Wijzig de dagen of de vervanger")
	p.fill(map[string]any{"from.change": "2026-04-06", "until.change": "2026-04-03"})
	if seen := p.submit(); !strings.Contains(seen.Errors["until.change"], "ligt vóór de eerste") {
		t.Errorf("a last day before the first: %v", seen.Errors)
	}
	p.fill(map[string]any{"until.change": "2026-04-10", "deputy.change": []string{gast}})
	if seen := p.submit(); !strings.Contains(seen.Errors["deputy.change"], "Gasten") {
		t.Errorf("a guest: %v", seen.Errors)
	}
	p.fill(map[string]any{"deputy.change": []string{sanne}})
	o.turn(o.now.Add(time.Minute))
	p.submit()
	o.shows(p, "Je bent afwezig van ma 6 april tot en met vr 10 april", "Sanne Bakker is gevraagd")
	r, err := o.store.Roster(t.Context())
	must(t, err)
	if own := r.OwnAbsences(lotte, o.now); len(own) != 1 || own[0].Deputy != sanne {
		t.Errorf("moved to %+v", own)
	}
}

// Management says that a colleague is away: by command or by choosing them in the form,
// which nobody else is offered; what it takes back is over.
func TestManagementSetsAColleagueAway(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	o.turn(at(t, "2026-03-10 09:00"))
	must(t, o.Join(algemeen, mees))
	p := o.as(mees)
	p.command("/klacht", "afwezig <@"+milan+"> 10-3 13-3 <@"+fatima+">")
	o.shows(p, "Milan de Wit krijgt bericht", number)
	p.fill(map[string]any{"tell": []string{"tell"}})
	p.submit()
	o.shows(p, "Milan de Wit is afwezig van di 10 maart tot en met vr 13 maart", "Vastgelegd door Mees Vos", number)
	if a := o.away(milan); a == nil || a.By != mees || a.Deputy != fatima {
		t.Fatalf("set %+v", a)
	}
	if open := o.caseOf(number).OpenCommitments(); len(open) != 1 || o.caseOf(number).CommitmentOwner(open[0].N) != fatima {
		t.Errorf("the customer is told by %+v", open)
	}
	p.command("/klacht", "afwezig")
	p.fill(map[string]any{"about": milan})
	o.shows(p, "Milan de Wit is afwezig van di 10 maart", "Weer terug")
	p.inView("away.back")
	o.shows(p, "Milan de Wit krijgt bericht")
	if a := o.away(milan); a != nil {
		t.Errorf("still away: %+v", a)
	}
	p.fill(map[string]any{"about": gast, "from": "2026-03-16", "until": "2026-03-17", "deputy": []string{fatima}})
	if seen := p.submit(); !strings.Contains(seen.Errors["about"], "Gasten") {
		t.Errorf("a guest is away: %v", seen.Errors)
	}
	other := o.as(lotte)
	other.command("/klacht", "afwezig <@"+milan+"> 16-3 17-3")
	if text := other.ViewText(other.Modal()); strings.Contains(text, "Wie is afwezig") || !strings.Contains(string(other.Modal().State), milan) {
		t.Errorf("Lotte chooses who is away: %s", text)
	}
	other.submit()
	if a, own := o.away(milan), o.away(lotte); a != nil || own == nil || own.Deputy != milan {
		t.Errorf("set %+v and %+v", a, own)
	}
}

// A form that was forged says nothing of others: neither whom it is about nor which
// absence it changes.
func TestNobodySetsOthersAwayByAForgedForm(t *testing.T) {
	o := newOffice(t)
	o.turn(at(t, "2026-03-10 09:00"))
	must(t, o.store.UpdateRoster(t.Context(), o.now, func(r *complaint.Roster) ([]complaint.Notice, error) {
		_, _, err := r.SetAway(complaint.Absence{User: milan, From: o.now, Until: at(t, "2026-03-20 00:00"), Deputy: fatima}, full(milan), o.now)
		return nil, err
	}))
	id := o.away(milan).ID
	f := &view.Frame{Company: o.h.Company, P: lang.New(lang.NL, "", o.h.Company.Zone), Now: o.now, Viewer: full(milan)}
	a := *o.away(milan)
	a.Answer = complaint.DeputyCannot
	ts, _, err := o.h.Slack.Post(t.Context(), algemeen, "", view.AwayAnswer(f, &a), "")
	must(t, err)
	p := o.as(lotte)
	p.presses(algemeen, ts, "away.open")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Milan") {
		t.Errorf("Lotte opens that of Milan: %s", text)
	}
	for name, in := range map[string]bot.View{
		"about": {Metadata: view.Metadata{Lang: "nl"}.String(), Values: map[string]bot.Field{"about": {Users: []string{milan}}, "from": {Date: "2026-03-23"}, "until": {Date: "2026-03-24"}, "deputy": {Users: []string{joost}}}},
		"changes": {
			Metadata: view.Metadata{Hash: id, Lang: "nl"}.String(),
			Values:   map[string]bot.Field{"from.change": {Date: "2026-03-23"}, "until.change": {Date: "2026-03-24"}, "deputy.change": {Users: []string{joost}}},
		},
	} {
		r := o.request(lotte)
		r.Kind, r.View = bot.KindSubmit, in
		if _, err := o.h.submitAway(t.Context(), r); err == nil || !strings.Contains(err.Error(), "error.not_allowed") {
			t.Errorf("%s: %v", name, err)
		}
		r.Action.Value = id
		if _, err := o.h.pressBack(t.Context(), r); err == nil || !strings.Contains(err.Error(), "error.not_allowed") {
			t.Errorf("%s, back: %v", name, err)
		}
	}
	if now := o.away(milan); now == nil || now.ID != id {
		t.Errorf("of Milan there is %+v", now)
	}
}

// The button of an old message about an absence that was changed since opens no form: the
// one that would open sets whoever pressed it away.
func TestAnAbsenceThatIsGoneOpensNoForm(t *testing.T) {
	o := newOffice(t)
	set := func(deputy string) complaint.Absence {
		t.Helper()
		must(t, o.store.UpdateRoster(t.Context(), o.now, func(r *complaint.Roster) ([]complaint.Notice, error) {
			_, _, err := r.SetAway(complaint.Absence{User: milan, From: o.now, Until: at(t, "2026-03-20 00:00"), Deputy: deputy}, full(sanne), o.now)
			return nil, err
		}))
		return *o.away(milan)
	}
	o.turn(at(t, "2026-03-10 09:00"))
	a := set(fatima)
	a.Answer = complaint.DeputyCannot
	f := &view.Frame{Company: o.h.Company, P: lang.New(lang.NL, "", o.h.Company.Zone), Now: o.now, Viewer: full(sanne)}
	a.By = sanne
	ts, _, err := o.h.Slack.Post(t.Context(), algemeen, "", view.AwayAnswer(f, &a), "")
	must(t, err)
	o.turn(at(t, "2026-03-10 09:05"))
	set(lotte) // somebody else was chosen
	p := o.as(sanne)
	p.presses(algemeen, ts, "away.open")
	if text := p.ViewText(p.Modal()); !strings.Contains(text, "Deze afwezigheid is voorbij") || strings.Contains(string(p.Modal().State), sanne) {
		t.Errorf("it opens %s", text)
	}
}

// Whoever stands in and goes away on some of these days reads once for whom, and which
// days; sent again it is kept.
func TestADeputyIsWarnedBeforeGoingAway(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "afwezig 23-3 27-3 <@"+milan+">")
	p.submit()
	q := o.as(milan)
	q.command("/klacht", "afwezig 26-3 30-3 <@"+sanne+">")
	seen := q.submit()
	for _, want := range []string{"vervangt", "van do 26 maart tot en met vr 27 maart", "Verstuur opnieuw"} {
		if text := fmt.Sprint(seen.Errors); !strings.Contains(text, want) {
			t.Errorf("the warning lacks %q: %s", want, text)
		}
	}
	if got := o.away(milan); got != nil {
		t.Fatalf("set before it was confirmed: %+v", got)
	}
	if seen := q.submit(); len(seen.Errors) > 0 {
		t.Fatalf("sent again: %v", seen.Errors)
	}
	if got := o.away(milan); got == nil {
		t.Error("not kept")
	}
	if n := o.notices(complaint.NoticeAwayGap); n != 2 {
		t.Errorf("%d are told, want Lotte and the officer", n)
	}
}
