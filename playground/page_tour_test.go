package playground

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// guided is a page with a tour of three steps, done by what the test says.
type guided struct {
	*pageOffice
	mu   sync.Mutex
	done []bool
	do   func(ctx context.Context, step int, look func(Pointer)) error
}

func newGuided(t *testing.T) *guided {
	t.Helper()
	o := &guided{pageOffice: newPageOffice(t), done: make([]bool, 3)}
	o.page.Tour = &Tour{
		Steps: []TourStep{{"Vastleggen", "Lotte legt vast."}, {"Kiezen", "Sanne kiest."}, {"Sluiten", "Sanne sluit."}},
		Done: func(context.Context) []bool {
			o.mu.Lock()
			defer o.mu.Unlock()
			return append([]bool(nil), o.done...)
		},
		Next: func(_ context.Context, step int) Pointer {
			return []Pointer{
				{User: lotte, Path: "c/" + algemeen, Action: PointComposer, Say: "Typ hier."},
				{User: sanne, Path: "c/" + klachten, Action: "case.assign.open", Case: "K-2026-0042", Say: "Druk hier."},
				{User: sanne, Path: "home", Say: "Kijk hier."},
			}[step]
		},
		Do: func(ctx context.Context, step int, look func(Pointer)) error { return o.do(ctx, step, look) },
	}
	o.page.visit = newVisit(o.page.Tour)
	return o
}

func (o *guided) set(step int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.done[step] = true
}

// presses sends one of the tour's buttons and gives the page that comes back.
func (o *guided) presses(user, do string) string {
	_, _, page := o.post(as(user)+"tour", url.Values{"do": {do}, "back": {as(user) + "c/" + algemeen}})
	return page
}

// On a phone the clock's buttons are in the menu: to show one is to open it.
func TestTheTourOpensTheMenuForTheClock(t *testing.T) {
	o := newGuided(t)
	o.page.Advance = func(context.Context, string) (time.Time, error) { return o.clk.now(), nil }
	o.page.Tour.Next = func(context.Context, int) Pointer {
		return Pointer{User: lotte, Path: "c/" + algemeen, Action: PointWorkday, Say: "Druk hier."}
	}
	o.presses(lotte, "open")
	wantHTML(t, o.presses(lotte, "show"), `data-panel="tools"`, `data-point="page.workday"`, "Druk hier.")
}

func TestTourIsOfferedBegunAndShut(t *testing.T) {
	o := newGuided(t)
	_, _, page := o.get(as(lotte))
	wantHTML(t, page, "De hele weg in twee minuten", `value="open"`)
	wantNone(t, page, "Stap 1 van 3")
	page = o.presses(lotte, "open")
	wantHTML(t, page, "Stap 1 van 3", "<h3>Vastleggen</h3>", `aria-current="step"`, "Doe het voor me", "Laat zien", "Overslaan")
	_, _, page = o.get(as(milan)) // it goes along when the visitor becomes somebody else
	wantHTML(t, page, "Stap 1 van 3")
	page = o.presses(milan, "shut")
	wantNone(t, page, `id="tour"`)
	o.page.visit = newVisit(&Tour{Begun: true})
	_, _, page = o.get(as(lotte))
	wantHTML(t, page, "Stap 1 van 3")
}

func TestTourFollowsTheWorld(t *testing.T) {
	o := newGuided(t)
	o.presses(lotte, "open")
	for _, c := range []struct {
		done int
		want string
	}{{0, "Stap 2 van 3"}, {2, "Dat was de hele weg"}} { // a later step shows that the one before was done
		o.set(c.done)
		_, _, page := o.get(as(lotte))
		wantHTML(t, page, c.want)
	}
	page := o.presses(lotte, "do") // nothing is left to do
	wantHTML(t, page, "Dat was de hele weg")
	wantNone(t, page, "data-running")
}

func TestTourSkips(t *testing.T) {
	o := newGuided(t)
	o.presses(lotte, "open")
	page := o.presses(lotte, "skip")
	wantHTML(t, page, "Stap 2 van 3")
	page = o.presses(lotte, "skip")
	wantHTML(t, page, "Stap 3 van 3")
	page = o.presses(lotte, "skip")
	wantHTML(t, page, "Dat was de hele weg", "Overgeslagen stappen tonen")
	page = o.presses(lotte, "again")
	wantHTML(t, page, "Stap 1 van 3")
}

func TestTourPoints(t *testing.T) {
	o := newGuided(t)
	o.presses(lotte, "open")
	page := o.presses(sanne, "show") // leads to Lotte, who can see what is meant
	wantHTML(t, page, `data-root="`+as(lotte)+`"`, `data-point="page.composer"`, "Typ hier.")
	_, _, page = o.get(as(sanne) + "c/" + klachten)
	wantHTML(t, page, `data-point="person `+lotte+`"`)
	o.set(0) // what is pointed at belongs to the step
	_, _, page = o.get(as(sanne) + "c/" + klachten)
	wantNone(t, page, "data-point", "Druk hier.")
	page = o.presses(lotte, "show")
	wantHTML(t, page, `data-root="`+as(sanne)+`"`, `data-point="case.assign.open K-2026-0042"`, "Druk hier.")
	page = o.presses(sanne, "shut")
	wantNone(t, page, "data-point")
}

func TestTourDoesAStep(t *testing.T) {
	o := newGuided(t)
	o.presses(lotte, "open")
	looked, goOn := make(chan bool), make(chan error)
	o.do = func(_ context.Context, step int, look func(Pointer)) error {
		look(Pointer{User: sanne, Path: "c/" + klachten})
		looked <- step == 0
		return <-goOn
	}
	page := o.presses(milan, "do")
	wantHTML(t, page, "data-running", "Kijk wat er gebeurt")
	if !<-looked {
		t.Error("another step is done than the first")
	}
	_, _, page = o.get(as(lotte))
	wantHTML(t, page, `data-follow="`+as(sanne)+"c/"+klachten+`"`)
	page = o.presses(lotte, "do") // once more meanwhile: nothing
	wantHTML(t, page, "data-running")
	goOn <- errors.New("het knopje is weg")
	rested := func() bool {
		_, _, page = o.get(as(lotte))
		return !strings.Contains(page, "data-running")
	}
	if !o.Wait(2*time.Second, rested) {
		t.Fatal("the tour does not rest")
	}
	wantHTML(t, page, "Dat lukte niet.")
	wantNone(t, page, "het knopje is weg") // that is for the log
	page = o.presses(lotte, "skip")
	wantNone(t, page, "Dat lukte niet.")
}

func TestAPageWithoutATour(t *testing.T) {
	o := newPageOffice(t)
	_, _, page := o.post(as(lotte)+"tour", url.Values{"do": {"open"}, "back": {as(lotte)}})
	wantNone(t, page, `id="tour"`, "Rondleiding")
}

// A page in another language goes on where the one before was.
func TestPageSpeaksAnotherLanguage(t *testing.T) {
	o := newGuided(t)
	_, _, page := o.get(as(lotte))
	wantNone(t, page, `aria-label="Taal"`)
	var asked []string
	o.page.Speak = func(_ context.Context, code string) error {
		asked = append(asked, code)
		if code == "en" {
			return errors.New("no words")
		}
		return nil
	}
	_, _, page = o.get(as(lotte))
	wantHTML(t, page, `aria-label="Taal"`, `lang="da" title="Dansk"`, `lang="nl" title="Nederlands" aria-label="Nederlands" aria-pressed="true"`)
	for _, code := range []string{"da", "fr", "nl"} { // one that nobody speaks, and the one that is spoken
		o.post(as(lotte)+"speak", url.Values{"lang": {code}, "back": {as(lotte)}})
	}
	_, _, page = o.post(as(lotte)+"speak", url.Values{"lang": {"en"}, "back": {as(lotte)}})
	wantHTML(t, page, "De app antwoordde niet zoals het hoort.")
	before := len(o.app.events("app_home_opened"))
	o.post(as(lotte)+"speak", url.Values{"lang": {"da"}, "back": {as(lotte) + "home"}}, "X-Refresh", "1")
	o.Settle(waitABit)
	if n := len(o.app.events("app_home_opened")) - before; n != 1 {
		t.Errorf("Home was drawn anew %d times for whoever looks at it", n)
	}
	if got := strings.Join(asked, " "); got != "da en da" {
		t.Errorf("asked to speak %q", got)
	}
	o.presses(lotte, "open")
	o.presses(lotte, "skip")
	next := &Page{Slack: o.Slack, Lang: "da", Tour: o.page.Tour}
	next.Keep(o.page)
	next.Handler()
	if at, _ := next.tourAt(t.Context()); at != 1 || next.visit.tour != tourOpen {
		t.Errorf("the page in Danish stands at step %d, %s", at, next.visit.tour)
	}
}
