package handlers

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
	"ombud/lang"
	"ombud/playground"
	"ombud/procedure"
	"ombud/vault"
)

// The people of these tests are invented.
const (
	firm   = "T0FIRM"
	sanne  = "U0SANNE"  // officer, management
	fatima = "U0FATIMA" // deputy, handler
	mees   = "U0MEES"   // management, fallback
	milan  = "U0MILAN"  // handler
	joost  = "U0JOOST"  // handler, delivered the service
	lotte  = "U0LOTTE"  // files, calls afterwards
	gast   = "U0GAST"   // a guest who is in the list of handlers by mistake

	klachten, algemeen = "C0KLACHTEN", "C0ALGEMEEN"
)

// office is a firm at work: the handlers behind the imitated Slack, on a
// database of their own. Nothing sends notices.
type office struct {
	*playground.Slack
	t     testing.TB
	now   time.Time                 // business time; see turn
	shown atomic.Pointer[time.Time] // the same, for whoever works beside the test
	store *db.Workspace
	h     *Handlers
	api   string
}

// turn sets the clock. What was asked of the app may still be under way.
func (o *office) turn(now time.Time) {
	o.now = now
	o.shown.Store(&now)
}

func (o *office) clock() time.Time { return *o.shown.Load() }

// client is one of the app that remembers nothing yet.
func (o *office) client() *bot.Client {
	return bot.NewClient(bot.Config{BotToken: o.Config().BotToken, URL: o.api, Now: time.Now})
}

func newOffice(t *testing.T) *office {
	t.Helper()
	return officeOn(t, dbtest.SQLite(t))
}

func officeOn(t testing.TB, url string) *office {
	t.Helper()
	o := &office{t: t}
	o.turn(at(t, "2026-03-05 10:20"))
	app := httptest.NewUnstartedServer(nil)
	slack := playground.New(playground.Config{
		RequestURL: "http://" + app.Listener.Addr().String() + "/slack", Now: func() time.Time { return o.clock() }, Machine: time.Now,
	})
	api, err := slack.Start("127.0.0.1:0")
	must(t, err)
	o.Slack, o.api = slack, api
	o.furnish()
	o.settle(url)
	client := o.client()
	log := slog.New(slog.NewTextHandler(testLog{t}, nil))
	o.h = &Handlers{
		Store: o.store, Slack: client, Now: func() time.Time { return o.clock() }, Log: log,
		Company: view.Company{Name: "Noorderlicht Advies", Channel: klachten, Language: lang.NL, Zone: o.now.Location()},
	}
	router := &bot.Router{Team: firm, Routes: o.h.Routes(), Client: client, Explain: o.h.Explain, Log: log}
	app.Config.Handler = (&bot.HTTP{Router: router, Secret: slack.Config().SigningSecret, Now: time.Now}).Handler()
	app.Start()
	t.Cleanup(func() {
		must(t, router.Stop(context.Background())) // the test's own context is over
		app.Close()
		slack.Close()
	})
	return o
}

// testLog shows what was logged with the test that caused it.
type testLog struct{ t testing.TB }

func (l testLog) Write(p []byte) (int, error) {
	l.t.Log(strings.TrimSpace(string(p)))
	return len(p), nil
}

func (o *office) furnish() {
	for id, name := range map[string]string{
		sanne: "Sanne Bakker", fatima: "Fatima El Idrissi", mees: "Mees Vos", milan: "Milan de Wit", joost: "Joost Visser", lotte: "Lotte Jansen",
	} {
		must(o.t, o.AddUser(playground.User{ID: id, Name: strings.ToLower(id), RealName: name, Title: "Adviseur"}))
	}
	must(o.t, o.AddUser(playground.User{ID: gast, Name: "gast", RealName: "Gast", UltraRestricted: true}))
	app := o.Config().BotUserID
	must(o.t, o.AddChannel(playground.Channel{ID: klachten, Name: "klachten", Private: true, Members: []string{sanne, fatima, mees, milan, app}}))
	must(o.t, o.AddChannel(playground.Channel{ID: algemeen, Name: "algemeen", Members: []string{sanne, milan, lotte, joost, gast, app}}))
}

// settle opens the database and saves what cases are judged by.
func (o *office) settle(url string) {
	keys, err := vault.NewKeyset()
	must(o.t, err)
	v, err := vault.New(keys)
	must(o.t, err)
	store, err := db.Open(o.t.Context(), url, v)
	must(o.t, err)
	o.t.Cleanup(func() { must(o.t, store.Close()) })
	o.store = store.In(firm)
	from := at(o.t, "2026-01-01 00:00")
	yaml, err := procedure.Preset("exactpi")
	must(o.t, err)
	must(o.t, o.store.SaveProcedure(o.t.Context(), yaml, from))
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032})
	must(o.t, err)
	must(o.t, o.store.SaveCalendar(o.t.Context(), cal, from))
	must(o.t, o.store.SaveRoster(o.t.Context(), o.roster()))
}

func (o *office) roster() *complaint.Roster {
	r := &complaint.Roster{
		People: map[string]complaint.Profile{milan: {Title: "Hoofd Samenstel", Deputy: fatima}},
		Away:   []complaint.Absence{{User: fatima, From: at(o.t, "2026-03-01 00:00"), Until: at(o.t, "2026-03-09 00:00")}},
	}
	for _, in := range []struct {
		role  complaint.Role
		users []string
	}{
		{complaint.RoleOfficer, []string{sanne}}, {complaint.RoleDeputy, []string{fatima}},
		{complaint.RoleManagement, []string{sanne, mees}}, {complaint.RoleHandler, []string{milan, fatima, joost, gast}},
		{complaint.RoleProcessOwner, []string{milan}}, {complaint.RoleFollowUp, []string{lotte}}, {complaint.RoleFallback, []string{mees}}, {complaint.RoleAdmin, []string{sanne}},
	} {
		for _, u := range in.users {
			r.Holders = append(r.Holders, complaint.Holder{Role: in.role, User: u})
		}
	}
	return r
}

// person is somebody at their desk; what cannot be done fails the test.
type person struct {
	*playground.Person
	o *office
}

func (o *office) as(user string) person { return person{o.As(user), o} }

func (p person) command(name, rest string) playground.Seen {
	p.o.t.Helper()
	seen, err := p.Command(algemeen, name, rest)
	must(p.o.t, err)
	return p.fine(seen)
}

func (p person) fill(fields map[string]any) {
	p.o.t.Helper()
	must(p.o.t, p.FillAll(fields))
}

func (p person) submit() playground.Seen {
	p.o.t.Helper()
	seen, err := p.Submit()
	must(p.o.t, err)
	p.o.sentAgain()
	return p.fine(seen)
}

// sentAgain has Slack bring the last form once more when it was taken, as when
// the answer was lost: it is answered as before and has no second effect (decision D7).
func (o *office) sentAgain() {
	o.t.Helper()
	calls := o.Calls("view_submission")
	last := calls[len(calls)-1]
	var form struct {
		View struct {
			CallbackID string `json:"callback_id"`
			Metadata   string `json:"private_metadata"`
		}
	}
	must(o.t, json.Unmarshal(last.Request, &form))
	m, err := view.ParseMetadata(form.View.Metadata)
	shownAnew := fmt.Sprintf(`"callback_id":%q`, form.View.CallbackID) // as it was outdated
	if form.View.CallbackID == "case.file" {                           // its own tests send it twice; where the command was typed it is whispered again
		return
	}
	if err != nil || last.Error != "" || slices.ContainsFunc([]string{`"errors"`, `"push"`, shownAnew}, func(s string) bool { return bytes.Contains(last.Response, []byte(s)) }) {
		return
	}
	before := o.traces(m.Number)
	again, err := o.Forge(playground.KindInteraction, last.Request)
	must(o.t, err)
	same := string(again.Body) == string(last.Response)
	if form.View.CallbackID == "people.name" { // who came and went is not known any more
		same = bytes.Contains(again.Body, []byte(":white_check_mark:"))
	}
	if !same || again.Failure != "" {
		o.t.Errorf("%s sent again: %q %s, first %q", form.View.CallbackID, again.Body, again.Failure, last.Response)
	}
	if diff := cmp.Diff(before, o.traces(m.Number)); diff != "" {
		o.t.Errorf("%s sent again has a second effect\n%s", form.View.CallbackID, diff)
	}
}

// traces are what a form may have left: in its case, in who holds which role and who is
// away, and in the reviews.
func (o *office) traces(number string) map[string]any {
	roster, err := o.store.Roster(o.t.Context())
	must(o.t, err)
	raw, err := json.Marshal(roster)
	must(o.t, err)
	reviews, err := o.store.Revisions(o.t.Context(), 9)
	must(o.t, err)
	left := map[string]any{"roster": string(raw), "reviews": len(reviews)}
	if number != "" {
		left["events"] = len(o.caseOf(number).Events)
	}
	return left
}

func (p person) inView(action string) playground.Seen {
	p.o.t.Helper()
	seen, err := p.PressInView(action)
	must(p.o.t, err)
	return p.fine(seen)
}

// request is a bare command of somebody.
func (o *office) request(user string) *bot.Request {
	return &bot.Request{Kind: bot.KindCommand, Route: "/klacht", Command: "/klacht", Team: firm, User: user, Channel: algemeen}
}

// choose picks a line of a menu that acts at once.
func (p person) choose(action, value string) playground.Seen {
	p.o.t.Helper()
	seen, err := p.PressInView(action, playground.Choosing(value))
	must(p.o.t, err)
	return p.fine(seen)
}

func (p person) fine(seen playground.Seen) playground.Seen {
	p.o.t.Helper()
	if seen.Failure != "" {
		p.o.t.Fatalf("Slack shows a failure: %s", seen.Failure)
	}
	return seen
}

// press presses a button of a message of the case, which is posted first.
func (p person) press(channel, action string, message func(*view.Frame, *complaint.Case) *view.Message, number string) playground.Seen {
	p.o.t.Helper()
	f := &view.Frame{Company: p.o.h.Company, P: lang.New(lang.NL, "", p.o.h.Company.Zone), Now: p.o.now, Viewer: complaint.Person{ID: p.o.caseOf(number).Handler, Member: true}}
	c := p.o.caseOf(number)
	m := message(f, c)
	if raw, err := m.JSON(); err != nil || !strings.Contains(string(raw), action) { // what the channel shows is for nobody in particular
		f.Viewer = complaint.Person{}
		m = message(f, c)
	}
	ts, _, err := p.o.h.Slack.Post(p.o.t.Context(), channel, "", m, "")
	must(p.o.t, err)
	seen, err := p.Press(channel, ts, action)
	must(p.o.t, err)
	return p.fine(seen)
}

func (o *office) caseOf(number string) *complaint.Case {
	o.t.Helper()
	c, err := o.store.Case(o.t.Context(), number)
	must(o.t, err)
	return c
}

// shows tells whether the topmost window says all that, or does so soon: some
// are drawn again after the answer.
func (o *office) shows(p person, want ...string) {
	o.t.Helper()
	for _, w := range want {
		p.beneath(0, w)
	}
}

func at(t testing.TB, s string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	must(t, err)
	when, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	must(t, err)
	return when
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
