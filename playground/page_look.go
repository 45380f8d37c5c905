package playground

import (
	"bytes"
	"cmp"
	"maps"
	"net/http"
	"strings"
	"time"
)

// look is all that one rendering for one viewer needs.
type look struct {
	*Page
	W      words
	Me     User
	As     Persona
	Person *Person
	Note   *note
	Root   string // of the viewer's addresses
	Path   string // of what is shown, to come back to
	Panel  string // side, talk, thread, tour, payload or tools: what a narrow screen shows
	At     string // channel id, "" in Home
	TS     string // parent of the open thread, "" for none
	people map[string]User
	tints  map[string]int // of faces, in the order people came
	files  map[string]File
	now    time.Time

	Met    bool         // who the viewer is was said before
	Offers []Completion // what this person may type after a slash

	visited visit // as it was when the rendering began
	guide   *guide
}

// note is what the last act of a viewer left to be shown: it goes with the next.
type note struct {
	Failure string // a sentence
	Detail  string // what the machine says, small
	view    string // the modal that errors belongs to
	errors  map[string]string
	typed   map[string][]string // what was refused, by block
	offered map[string][]Option // suggestions, by block
	asked   map[string]string   // what they were asked with
	kept    map[string]string   // composer texts that were not sent, by address
}

func (pg *Page) note(user string) *note {
	pg.mu.Lock()
	defer pg.mu.Unlock()
	if n := pg.notes[user]; n != nil {
		return n
	}
	return &note{}
}

func (pg *Page) setNote(user string, n *note) {
	pg.mu.Lock()
	defer pg.mu.Unlock()
	pg.notes[user] = n
}

// serveLook renders the page: a channel, perhaps with a thread, or Home.
func (pg *Page) serveLook(w http.ResponseWriter, r *http.Request) {
	u, ok := pg.viewer(w, r)
	if !ok {
		return
	}
	l := pg.look(u, r)
	if l.TS == "" && l.AtHome() && r.Header.Get("X-Refresh") == "" {
		pg.openHome(l.Person)
	}
	if l.At == "" && !l.AtHome() {
		l.At = l.first()
	}
	if l.At != "" {
		if ch, ok := pg.Slack.Channel(l.At); !ok || !l.sees(ch.ID) {
			http.Redirect(w, r, l.Root, http.StatusSeeOther)
			return
		}
		l.Person.catchUp(l.At)
	}
	l.Met = !pg.met(u.ID, l.At)
	l.stand(r.Context())
	if pg.Commands != nil {
		l.Offers = pg.Commands(r.Context(), u.ID)
	}
	l.choosePanel(r.URL.Query().Get("p"))
	var b bytes.Buffer
	if err := pg.templates.ExecuteTemplate(&b, "page.tmpl", l); err != nil {
		http.Error(w, "page: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes())
}

func (pg *Page) look(u User, r *http.Request) *look {
	l := &look{
		Page: pg, W: in(pg.Lang), Me: u, Person: pg.Slack.As(u.ID), Note: pg.note(u.ID), Root: as(u.ID), Path: r.URL.Path,
		At: r.PathValue("channel"), TS: r.PathValue("ts"), now: pg.now(),
		people: map[string]User{}, tints: map[string]int{}, files: map[string]File{},
	}
	l.As = Persona{ID: u.ID, Name: u.shown()}
	for _, p := range pg.People {
		if p.ID == u.ID {
			l.As = p
		}
	}
	for i, other := range pg.Slack.Users() {
		l.tints[other.ID] = i
		l.people[other.ID] = other
	}
	for _, f := range l.Person.Files() {
		l.files[f.ID] = f
	}
	pg.mu.Lock()
	l.visited = *pg.visit
	l.visited.picked = maps.Clone(pg.visit.picked)
	pg.mu.Unlock()
	return l
}

// choosePanel decides what a narrow screen shows: what was asked for if it is
// there, else the thread when one is open, else the conversation.
func (l *look) choosePanel(asked string) {
	l.Panel = "talk"
	if l.TS != "" {
		l.Panel = "thread"
	}
	if asked == "side" || asked == "talk" || asked == "tools" || asked == "tour" && l.Guide() != nil || asked == "payload" && l.PayloadOpen() {
		l.Panel = asked
	}
}

// Third tells whether anything stands in the third column.
func (l *look) Third() bool { return l.TS != "" || l.Guide() != nil || l.PayloadOpen() }

// Languages are the languages that a visitor can choose.
func (l *look) Languages() []choice {
	if l.Speak == nil {
		return nil
	}
	var cs []choice
	for _, code := range []string{"nl", "da", "en"} {
		cs = append(cs, choice{Value: code, Text: languages[code].Language, Chosen: code == l.W.Code})
	}
	return cs
}

func (pg *Page) now() time.Time {
	if pg.Clock != nil {
		return pg.Clock()
	}
	return pg.Slack.cfg.Now()
}

// AtHome tells whether Home is shown.
func (l *look) AtHome() bool { return strings.HasSuffix(l.Path, "/home") }

// Firm is the name in the top bar.
func (l *look) Firm() string { return cmp.Or(l.Title, l.Slack.cfg.TeamName) }

// AppName is the app's name.
func (l *look) AppName() string { return l.Slack.cfg.AppName }

// Day and Time are the business clock in the page's zone.
func (l *look) Day() string  { return l.W.day(l.clock()) }
func (l *look) Time() string { return l.clock().Format(l.Person.clock()) }

func (l *look) clock() time.Time { return l.here(l.now) }

// here is a moment in the page's zone.
func (l *look) here(t time.Time) time.Time {
	if l.Zone == nil {
		return t.UTC()
	}
	return t.In(l.Zone)
}

// Steps are the buttons of the clock.
func (l *look) Steps() []choice {
	if l.Advance == nil {
		return nil
	}
	return []choice{
		{Value: StepHour, Text: l.W.Hour}, {Value: StepWorkday, Text: l.W.Workday}, {Value: StepMessage, Text: l.W.NextMessage},
	}
}

// CanReset tells whether the demo can begin anew.
func (l *look) CanReset() bool { return l.Reset != nil }

// openHome tells the app that a person opens Home and gives it a moment to publish.
func (pg *Page) openHome(p *Person) {
	before := ""
	if h := p.Home(); h != nil {
		before = h.Hash
	}
	if _, err := p.OpenHome(); err != nil {
		return
	}
	pg.Slack.Wait(400*time.Millisecond, func() bool {
		h := p.Home()
		return h != nil && h.Hash != before
	})
}

func (l *look) sees(channel string) bool {
	for _, ch := range l.Person.Channels() {
		if ch.ID == channel {
			return true
		}
	}
	return false
}
