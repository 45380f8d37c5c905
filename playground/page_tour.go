package playground

import (
	"cmp"
	"context"
	"errors"
	"strings"
)

// Tour is a walk through what the app does, offered beside the conversation.
type Tour struct {
	Steps []TourStep
	Begun bool // open at the first look; else it is offered

	// Done tells which steps are done, by the state of the world: by whomever, in
	// whatever way.
	Done func(ctx context.Context) []bool
	// Next is what to press next in a step that is not done.
	Next func(ctx context.Context, step int) Pointer
	// Do does a step as the people in it would, and calls look before each of their
	// acts with where that is to be seen.
	Do func(ctx context.Context, step int, look func(Pointer)) error
}

// TourStep is one step as it is announced.
type TourStep struct {
	Title, Text string
}

// Pointer is a place on somebody's page, and a thing there.
type Pointer struct {
	User   string
	Path   string // after the user's root, as it stays: home, c/C1 or c/C1/1700000000.000100
	Action string // action id of the thing, or one of the names below; "": the place itself
	Case   string // of several with that action id, the one whose value begins so
	Say    string // one sentence on what to do with it
}

// Things of the page itself that a Pointer may name.
const (
	PointCard     = "page.card"     // the case's own message
	PointComposer = "page.composer" // where messages and commands are typed
	PointWorkday  = "page.workday"  // the clock's button for a working day
)

// The states in which the tour stands on the page.
const (
	tourOffered = "offered"
	tourOpen    = "open"
	tourShut    = "shut"
)

// visit is what the visitor has open beside the conversation. There is one for all
// the people they become.
type visit struct {
	tour    string
	skipped map[int]bool
	shown   int               // step for which something is pointed at, -1 for none
	running bool              // a step is being done
	at      Pointer           // where a step that is or was done is to be seen
	failed  bool              // a step could not be done
	news    *news             // nil for none
	met     map[string]string // the first channel that each viewer looked at, "" once they did something
	payload bool
	picked  map[string]string // message chosen for the inspector, by viewer: channel/ts
}

func newVisit(t *Tour) *visit {
	v := &visit{tour: tourOffered, skipped: map[int]bool{}, shown: -1, picked: map[string]string{}, met: map[string]string{}}
	if t == nil {
		v.tour = tourShut
	} else if t.Begun {
		v.tour = tourOpen
	}
	return v
}

// Keep takes over what the visitor has open on another page of the same Slack, for
// a page in another language. Call it before Handler.
func (pg *Page) Keep(old *Page) {
	old.mu.Lock()
	defer old.mu.Unlock()
	pg.visit = old.visit
}

// inTour takes what was pressed in the panel of the tour.
func (pg *Page) inTour(a *act) {
	if pg.Tour == nil {
		return
	}
	at, _ := pg.tourAt(a.Context())
	pg.mu.Lock()
	defer pg.mu.Unlock()
	v, do := pg.visit, a.PostFormValue("do")
	v.failed = false
	switch {
	case do == "open":
		v.tour = tourOpen
	case do == "shut":
		if v.tour == tourOffered {
			delete(v.met, a.p.id) // whoever looks around alone is told what to try
		}
		v.tour, v.shown = tourShut, -1
	case do == "again":
		v.skipped, v.shown, v.tour = map[int]bool{}, -1, tourOpen
	case v.running || at >= len(pg.Tour.Steps):
	case do == "skip":
		v.skipped[at], v.shown = true, -1
	case do == "show":
		p := pg.Tour.Next(a.Context(), at)
		v.shown, a.back = at, as(p.User)+p.Path
		if p.Action == PointWorkday { // on a phone the clock's buttons are in the menu
			a.back += "?p=tools"
		}
	case do == "do":
		v.running, v.shown = true, -1
		v.at = pg.Tour.Next(a.Context(), at)
		a.back = as(v.at.User) + v.at.Path
		go pg.doStep(at)
	}
}

// doStep does a step while the page looks on.
func (pg *Page) doStep(step int) {
	ctx := pg.Slack.ctx // a Reset ends it
	err := pg.Tour.Do(ctx, step, func(p Pointer) {
		pg.mu.Lock()
		pg.visit.at = p
		pg.mu.Unlock()
		pg.Slack.tell(Change{Kind: "tour"})
	})
	pg.mu.Lock()
	pg.visit.running = false
	if err != nil && !errors.Is(err, context.Canceled) {
		pg.visit.failed = true
		pg.log().ErrorContext(ctx, "tour", "step", step, "error", err)
	}
	pg.mu.Unlock()
	pg.Slack.tell(Change{Kind: "tour"})
}

// tourAt is the step that comes next: the first that is neither done nor skipped,
// where a later one that is done shows that the earlier ones were. Skipped tells whether
// some that were skipped are still to be done.
func (pg *Page) tourAt(ctx context.Context) (at int, skipped bool) {
	done := pg.Tour.Done(ctx)
	pg.mu.Lock()
	defer pg.mu.Unlock()
	for i := range pg.Tour.Steps {
		if i < len(done) && done[i] {
			at = i + 1
		}
	}
	for pg.visit.skipped[at] {
		at, skipped = at+1, true
	}
	return at, skipped
}

// guide is the tour as one rendering shows it.
type guide struct {
	*look
	At      int // step that comes next; the number of steps when all are done
	Offered bool
	Running bool
	Skipped bool // some step was, and is not done since
	Failed  bool
	Point   *Pointer // what to press, once that was asked for
}

// dot is one step in the row of steps.
type dot struct {
	Title      string
	Done, Here bool
}

// Guide is the tour when it is open or offered, nil otherwise.
func (l *look) Guide() *guide {
	if l.Tour == nil || l.visited.tour == tourShut {
		return nil
	}
	return l.guide
}

// stand looks once per rendering where the tour stands.
func (l *look) stand(ctx context.Context) {
	if l.Tour == nil {
		return
	}
	at, skipped := l.tourAt(ctx)
	g := &guide{look: l, At: at, Skipped: skipped, Offered: l.visited.tour == tourOffered, Running: l.visited.running, Failed: l.visited.failed}
	if g.At < len(l.Tour.Steps) && l.visited.shown == g.At && !g.Running {
		p := l.Tour.Next(ctx, g.At)
		g.Point = &p
	}
	l.guide = g
}

// Dots are the steps in a row.
func (g *guide) Dots() []dot {
	var ds []dot
	for i, s := range g.Tour.Steps {
		ds = append(ds, dot{Title: s.Title, Done: i < g.At, Here: i == g.At})
	}
	return ds
}

// Step is the step that comes next, nil when all are done.
func (g *guide) Step() *TourStep {
	if g.At >= len(g.Tour.Steps) {
		return nil
	}
	return &g.Tour.Steps[g.At]
}

// Count says which step of how many it is.
func (g *guide) Count() string { return g.W.count(g.W.TourCount, g.At+1, len(g.Tour.Steps)) }

// Follow is where the page looks on while a step is done, "" for nowhere.
func (l *look) Follow() string {
	if l.visited.at.User == "" {
		return ""
	}
	return strings.TrimSuffix(as(l.visited.at.User)+l.visited.at.Path, "/")
}

// FollowCase is the case that is looked at there, "" for none.
func (l *look) FollowCase() string { return l.visited.at.Case }

// Running tells whether a step is being done.
func (l *look) Running() bool { return l.visited.running }

// PointAt is what the page points at for this viewer: an action, or the entry of
// the person to become first.
func (l *look) PointAt() string {
	if l.guide == nil || l.guide.Point == nil || l.visited.tour != tourOpen {
		return ""
	}
	p := l.guide.Point
	if p.User != l.Me.ID {
		return "person " + p.User
	}
	return strings.TrimSpace(cmp.Or(p.Action, "place") + " " + p.Case)
}
