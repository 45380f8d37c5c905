package playground

import (
	"context"
	"embed"
	"html/template"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// Persona is one of the people a visitor of the page can become.
type Persona struct {
	ID   string // of a user of the workspace
	Name string // first name, as the list shows it
	Role string // what they do in the procedure, in Page.Lang
	Note string // one sentence on what to try or to see as them, "" for none
}

// Starter is a shortcut of the app that the page offers as a button.
type Starter struct {
	Callback, Name string
	OnMessage      bool // offered at each message, else beside the composer
}

// Completion is a line that the composer offers to whoever types a slash.
type Completion struct {
	Text string // what is typed: "/klacht toon "
	Rest string // what the visitor adds, such as a number; "" for nothing
	Help string // what it does, in one line
}

// The steps of the business clock that Page.Advance is asked for.
const (
	StepHour    = "hour"    // one hour on
	StepWorkday = "workday" // to the same time on the next working day
	StepMessage = "message" // until the app says something to somebody
)

// Page shows a Slack in a browser, to anybody who can reach it: whoever looks
// chooses whom to be. Each viewer has an own address, /as/{user}/, so several tabs
// can be several people at once. Fill in the fields before Handler is called.
type Page struct {
	Slack *Slack
	Title string // name of the firm, default the workspace's
	Lang  string // of the page's own words: nl, da or en (default)

	Clock func() time.Time // business time
	Zone  *time.Location   // of the clock in the top bar, default UTC

	// Advance moves the business clock and runs what falls due on the way; it
	// returns the new time. Nil hides the buttons.
	Advance func(ctx context.Context, step string) (time.Time, error)
	// Reset begins anew. The page that was open is asked for again afterwards, so
	// another Page may answer. Nil hides the button.
	Reset func(ctx context.Context) error

	// Speak changes the language of everything. The page that was open is asked for
	// again afterwards, so another Page may answer. Nil hides the switch.
	Speak func(ctx context.Context, lang string) error

	People    []Persona
	Command   string                                              // offered beside the composer, such as /klacht
	Commands  func(ctx context.Context, user string) []Completion // what the composer offers to that person; nil for nothing
	Starters  []Starter
	Hint      string       // replaces "Type /klacht or press …" on the first screen
	Tour      *Tour        // nil for none
	Log       *slog.Logger // what went wrong beneath; nil: nowhere
	mu        sync.Mutex
	notes     map[string]*note  // by viewer
	sent      map[string]string // form submitted last, by viewer
	visit     *visit
	templates *template.Template
}

//go:embed page
var pageFiles embed.FS

// Handler serves the page; mount it at /. It answers only requests to a loopback
// name, so that no foreign site can reach it by a name of its own.
func (pg *Page) Handler() http.Handler {
	pg.templates = template.Must(template.ParseFS(pageFiles, "page/*.tmpl"))
	pg.mu.Lock()
	pg.notes, pg.sent = map[string]*note{}, map[string]string{}
	if pg.visit == nil {
		pg.visit = newVisit(pg.Tour)
	}
	pg.mu.Unlock()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", pg.serveStart)
	mux.HandleFunc("GET /page/{name}", serveAsset)
	mux.HandleFunc("GET /as/{user}/{$}", pg.serveLook)
	mux.HandleFunc("GET /as/{user}/home", pg.serveLook)
	mux.HandleFunc("GET /as/{user}/dm", pg.serveDM)
	mux.HandleFunc("GET /as/{user}/c/{channel}", pg.serveLook)
	mux.HandleFunc("GET /as/{user}/c/{channel}/{ts}", pg.serveLook)
	mux.HandleFunc("GET /as/{user}/file/{file}", pg.serveFile)
	mux.HandleFunc("GET /as/{user}/events", pg.serveHints)
	mux.HandleFunc("POST /as/{user}/say", pg.acting(pg.say))
	mux.HandleFunc("POST /as/{user}/press", pg.acting(pg.press))
	mux.HandleFunc("POST /as/{user}/home", pg.acting(pg.pressHome))
	mux.HandleFunc("POST /as/{user}/modal", pg.acting(pg.inModal))
	mux.HandleFunc("POST /as/{user}/options", pg.serveOptions)
	mux.HandleFunc("POST /as/{user}/shortcut", pg.acting(pg.shortcut))
	mux.HandleFunc("POST /as/{user}/join", pg.acting(pg.join))
	mux.HandleFunc("POST /as/{user}/clock", pg.acting(pg.advance))
	mux.HandleFunc("POST /as/{user}/reset", pg.acting(pg.reset))
	mux.HandleFunc("POST /as/{user}/speak", pg.acting(pg.speak))
	mux.HandleFunc("POST /as/{user}/tour", pg.acting(pg.inTour))
	mux.HandleFunc("POST /as/{user}/news", pg.acting(func(*act) {})) // any act takes the line away
	mux.HandleFunc("POST /as/{user}/payload", pg.acting(pg.inPayload))
	return Guarded(mux)
}

func (pg *Page) log() *slog.Logger {
	if pg.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return pg.Log
}

// serveStart sends a newcomer to the first persona, where a narrow screen shows the tour
// first if it is offered or open.
func (pg *Page) serveStart(w http.ResponseWriter, r *http.Request) {
	if len(pg.People) == 0 {
		http.Error(w, "nobody to be", http.StatusNotFound)
		return
	}
	begin := as(pg.People[0].ID)
	pg.mu.Lock()
	if pg.visit.tour != tourShut {
		begin += "?p=tour"
	}
	pg.mu.Unlock()
	http.Redirect(w, r, begin, http.StatusSeeOther)
}

// serveDM opens the viewer's direct message with the app.
func (pg *Page) serveDM(w http.ResponseWriter, r *http.Request) {
	u, ok := pg.viewer(w, r)
	if !ok {
		return
	}
	http.Redirect(w, r, as(u.ID)+"c/"+pg.Slack.DM(u.ID), http.StatusSeeOther)
}

// viewer returns the user named in the path, or answers 404.
func (pg *Page) viewer(w http.ResponseWriter, r *http.Request) (User, bool) {
	u, ok := pg.Slack.User(r.PathValue("user"))
	if !ok || u.Bot {
		http.NotFound(w, r)
		return User{}, false
	}
	return u, true
}

// as is the root of a viewer's addresses.
func as(user string) string { return "/as/" + user + "/" }
