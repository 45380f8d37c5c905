package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

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
	workspace = "T0FIRM"
	channel   = "C0KLACHTEN"
	us        = "U0OMBUD"

	sanne  = "U0SANNE"  // officer, management, admin
	fatima = "U0FATIMA" // deputy, handler
	mees   = "U0MEES"   // management, fallback
	milan  = "U0MILAN"  // handler
	joost  = "U0JOOST"  // handler, delivered the service
	lotte  = "U0LOTTE"  // files, calls afterwards
)

func TestMain(m *testing.M) {
	listen()
	dbtest.Main(m, everyKindWasTold)
}

func member(id string) complaint.Person { return complaint.Person{ID: id, Member: true} }

var amsterdam = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return zone
}()

// at reads a local time of the sample firm.
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, amsterdam)
	if err != nil {
		panic(err)
	}
	return t
}

// clock is a clock that tests move; it stands still otherwise.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = t
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// firm is a company with a database, a Slack and a scheduler that has not
// started.
type firm struct {
	*Scheduler
	t        testing.TB
	slack    *playground.Slack
	store    *db.Store
	business *clock
	machine  *clock
	log      *strings.Builder
	filed    int
	mornings map[string]func() // what else happens on the days of a walk
}

// newFirm opens for business on Thursday 5 March 2026, 10:00.
func newFirm(t testing.TB) *firm { return firmOn(t, dbtest.SQLite(t)) }

func firmOn(t testing.TB, url string, closed ...string) *firm {
	t.Helper()
	f := &firm{t: t, business: &clock{t: at("2026-03-05 10:00")}, machine: &clock{t: at("2026-11-20 12:00")}, log: &strings.Builder{}}
	f.slack = playground.New(playground.Config{Now: f.business.Now, Machine: f.machine.Now, NoRateLimits: true})
	for _, u := range []string{sanne, fatima, mees, milan, joost, lotte} {
		f.do("add user", f.slack.AddUser(playground.User{ID: u, Name: strings.ToLower(u), RealName: u[2:]}))
	}
	f.do("add channel", f.slack.AddChannel(playground.Channel{
		ID: channel, Name: "klachten", Private: true, Members: []string{sanne, mees, fatima, us},
	}))
	root, err := f.slack.Start("127.0.0.1:0")
	f.do("start Slack", err)
	t.Cleanup(f.slack.Close)
	f.store = openStore(t, url)
	ws := f.store.In(workspace)
	yaml, err := procedure.Preset("exactpi")
	f.do("preset", err)
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032, Closed: closed})
	f.do("calendar", err)
	f.do("procedure", ws.SaveProcedure(t.Context(), yaml, at("2024-01-01 00:00")))
	f.do("calendar", ws.SaveCalendar(t.Context(), cal, at("2024-01-01 00:00")))
	f.do("roster", ws.SaveRoster(t.Context(), roster()))
	f.Scheduler = f.scheduler(root, f.store)
	t.Cleanup(f.looksBack)
	return f
}

// scheduler makes one more scheduler of the firm, as another process has it.
func (f *firm) scheduler(root string, store *db.Store) *Scheduler {
	return &Scheduler{
		Store: store.In(workspace),
		Slack: bot.NewClient(bot.Config{BotToken: "xoxb-playground", URL: root, Now: f.machine.Now}),
		Company: view.Company{
			Name: "Noorderlicht Advies", Channel: channel, Language: lang.EN, Zone: amsterdam,
		},
		Now: f.business.Now, Machine: f.machine.Now, Wake: store.Wake(), Pace: -1,
		Log: slog.New(slog.NewTextHandler(&lockedWriter{w: f.log}, nil)),
	}
}

type lockedWriter struct {
	mu sync.Mutex
	w  *strings.Builder
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

var keyset = sync.OnceValues(vault.NewKeyset)

func openStore(t testing.TB, url string) *db.Store {
	t.Helper()
	keys, err := keyset()
	if err != nil {
		t.Fatal(err)
	}
	v, err := vault.New(keys)
	if err != nil {
		t.Fatal(err)
	}
	s, err := db.Open(t.Context(), url, v)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func roster() *complaint.Roster {
	r := &complaint.Roster{People: map[string]complaint.Profile{milan: {Title: "head of accounts", Deputy: fatima}}}
	for _, in := range []struct {
		role  complaint.Role
		users []string
	}{
		{complaint.RoleOfficer, []string{sanne}}, {complaint.RoleDeputy, []string{fatima}},
		{complaint.RoleManagement, []string{sanne, mees}}, {complaint.RoleHandler, []string{milan, fatima, joost}},
		{complaint.RoleFollowUp, []string{lotte}}, {complaint.RoleFallback, []string{mees}}, {complaint.RoleAdmin, []string{sanne}},
	} {
		for _, u := range in.users {
			r.Holders = append(r.Holders, complaint.Holder{Role: in.role, User: u})
		}
	}
	return r
}

func (f *firm) do(what string, err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatalf("%s: %v", what, err)
	}
}

// file lets Lotte file a complaint now and gives its number.
func (f *firm) file(change ...func(*complaint.Registration)) string {
	f.t.Helper()
	r := complaint.Registration{
		Filing: complaint.Filing{
			Name: "Anna de Vries", Phone: "+31 6 12345678", Email: "anna@bakkerijzon.example", Summary: "Annual accounts two months late",
			Story: "The accounts were promised for September and came in November.",
		},
		Via: "phone", ReceivedAt: f.Now(),
	}
	for _, fn := range change {
		fn(&r)
	}
	f.filed++
	c, _, err := f.Store.CreateCase(f.t.Context(), fmt.Sprintf("view-%d", f.filed), r.ReceivedAt, func(c *complaint.Case) error {
		return c.Register(r, member(lotte), f.Now())
	})
	f.do("file", err)
	return c.Number
}

// step lets somebody do something to a case.
func (f *firm) step(number string, do func(*complaint.Case, time.Time) error) {
	f.t.Helper()
	_, err := f.Store.UpdateCase(f.t.Context(), number, func(c *complaint.Case) error { return do(c, f.Now()) })
	f.do("step", err)
}

// assign gives a case to a handler, although nobody read it back.
func (f *firm) assign(number, handler string) {
	f.t.Helper()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Assign(complaint.Assignment{
			Handler: handler, Name: "Milan de Wit", Title: "head of accounts", Why: "process",
			Deliverers: []string{joost}, Skip: "the customer is on holiday",
		}, member(sanne), now)
	})
}

// accept has the handler say that they take the case.
func (f *firm) accept(number, handler string) {
	f.t.Helper()
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.Accept(member(handler), now) })
}

// sendAll sends what can be sent at this moment of the standing clock.
func (f *firm) sendAll() {
	for f.sendNext(context.Background()) {
	}
}

// remindAt moves the business clock and runs what is due then.
func (f *firm) remindAt(when string) {
	f.t.Helper()
	f.business.Set(at(when))
	_, err := f.Run(f.t.Context(), "remind", f.Now(), false)
	f.do("remind", err)
}

// said lists the texts of what a channel shows to Sanne, oldest first.
func (f *firm) said(user string) []string { return texts(f.slack.As(user).DMs()) }

func (f *firm) inChannel() []string { return texts(f.slack.As(sanne).Messages(channel)) }

// thread is what hangs from the first card in the channel, the card first.
func (f *firm) thread() []playground.Message {
	f.t.Helper()
	cards := f.slack.As(sanne).Messages(channel)
	if len(cards) == 0 {
		f.t.Fatal("no card in the channel")
	}
	return f.slack.As(sanne).Thread(channel, cards[0].TS)
}

func texts(messages []playground.Message) []string {
	var out []string
	for _, m := range messages {
		out = append(out, m.Text)
	}
	return out
}

func count(list []string, part string) int {
	n := 0
	for _, s := range list {
		if strings.Contains(s, part) {
			n++
		}
	}
	return n
}

func (f *firm) backlog() db.Backlog {
	f.t.Helper()
	b, err := f.Store.Backlog(f.t.Context())
	f.do("backlog", err)
	return b
}

type timeT = time.Time

const (
	second = time.Second
	time10 = 10 * time.Second
)

func sprint(v any) string { return fmt.Sprint(v) }
