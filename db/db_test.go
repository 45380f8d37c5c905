package db_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
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
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func member(id string) complaint.Person { return complaint.Person{ID: id, Member: true} }

var amsterdam = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return zone
}()

// at reads a local time of the sample company.
func at(s string) time.Time {
	when, err := time.ParseInLocation("2006-01-02 15:04", s, amsterdam)
	if err != nil {
		panic(err)
	}
	return when
}

var machine = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) // machine time of outbox tests

func roster() *complaint.Roster {
	r := &complaint.Roster{People: map[string]complaint.Profile{milan: {Title: "head of accounts", Deputy: fatima}}}
	for _, in := range []struct {
		role  complaint.Role
		users []string
	}{
		{complaint.RoleOfficer, []string{sanne}}, {complaint.RoleDeputy, []string{fatima}},
		{complaint.RoleManagement, []string{sanne, mees}}, {complaint.RoleHandler, []string{milan, fatima, joost}},
		{complaint.RoleFollowUp, []string{lotte}}, {complaint.RoleFallback, []string{mees}},
	} {
		for _, u := range in.users {
			r.Holders = append(r.Holders, complaint.Holder{Role: in.role, User: u})
		}
	}
	return r
}

func preset(t testing.TB, name string) []byte {
	t.Helper()
	yaml, err := procedure.Preset(name)
	if err != nil {
		t.Fatal(err)
	}
	return yaml
}

func house(t testing.TB, closed ...string) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032, Closed: closed})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newVault(t testing.TB) *vault.Vault {
	t.Helper()
	keyset, err := vault.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	v, err := vault.New(keyset)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func open(t testing.TB, url string, v *vault.Vault) *db.Store {
	t.Helper()
	s, err := db.Open(t.Context(), url, v)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// settle gives a workspace its procedure, calendar and roster.
func settle(t testing.TB, w *db.Workspace) {
	t.Helper()
	must(t, w.SaveProcedure(t.Context(), preset(t, "exactpi"), at("2025-01-01 00:00")))
	must(t, w.SaveCalendar(t.Context(), house(t), at("2025-01-01 00:00")))
	must(t, w.SaveRoster(t.Context(), roster()))
}

// desk opens a database with one settled workspace.
func desk(t testing.TB, url string) *db.Workspace {
	t.Helper()
	w := open(t, url, newVault(t)).In(firm)
	settle(t, w)
	return w
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func registration() complaint.Registration {
	return complaint.Registration{
		Filing: complaint.Filing{
			Name: "Anna de Vries", Phone: "+31 6 12345678", Email: "anna@example.com", Summary: "Annual accounts two months late",
			Story: "The accounts were promised for September and came in November.", Wish: "The fine back",
			Files: []complaint.Attachment{{ID: "F0SCAN", Name: "late-accounts.pdf", MIME: "application/pdf", Size: 1234}},
		},
		Via: "phone", ReceivedAt: at("2026-03-05 10:00"),
	}
}

func register(now time.Time) func(*complaint.Case) error {
	return func(c *complaint.Case) error { return c.Register(registration(), member(lotte), now) }
}

// file files a complaint under a source.
func file(t testing.TB, w *db.Workspace, source string) *complaint.Case {
	t.Helper()
	c, created, err := w.CreateCase(t.Context(), source, at("2026-03-05 10:00"), register(at("2026-03-05 10:20")))
	if err != nil || !created {
		t.Fatalf("CreateCase(%s) = created %v, %v; want a new case", source, created, err)
	}
	return c
}

type step struct {
	name string
	do   func(*complaint.Case) error
}

// road is the straight road of a case from filing to closing.
func road() []step {
	return []step{
		{"read back", func(c *complaint.Case) error {
			f := c.Filing()
			return c.RecordReadBack(complaint.ReadBackForm{
				Verdict: complaint.ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash,
				At: at("2026-03-05 10:30"), Via: "phone", Explained: true,
			}, member(lotte), at("2026-03-05 10:31"))
		}},
		{"file", func(c *complaint.Case) error { return c.KeepFile("F0SCAN", at("2026-03-05 10:32")) }},
		{"assign", func(c *complaint.Case) error {
			return c.Assign(complaint.Assignment{
				Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost},
			}, member(sanne), at("2026-03-05 11:00"))
		}},
		{"form", func(c *complaint.Case) error {
			return c.Delivered(complaint.FormSent, milan, at("2026-03-05 11:01"), at("2026-03-05 11:01"))
		}},
		{"contact", func(c *complaint.Case) error {
			return c.LogContact(complaint.ContactForm{
				At: at("2026-03-06 09:30"), Via: "phone", With: "Anna de Vries", Reached: true,
				How: "We check the file and call back", Day: "2026-03-20",
			}, member(milan), at("2026-03-06 09:45"))
		}},
		{"draft", func(c *complaint.Case) error {
			return c.Prepare(complaint.Draft{
				Answer: complaint.Answer{Text: "You are right. We refund the fine.", Reasons: "The file lay unread."}, Form: "phone", Outcome: "upheld", Ask: true,
			}, member(milan), at("2026-03-12 15:00"))
		}},
		{"approve", func(c *complaint.Case) error { return c.Approve(1, member(mees), at("2026-03-12 16:00")) }},
		{"deliver", func(c *complaint.Case) error {
			return c.Deliver(complaint.Delivery{At: at("2026-03-13 10:00"), Via: "phone", With: "Anna de Vries"}, member(milan), at("2026-03-13 10:15"))
		}},
		{"follow up", func(c *complaint.Case) error {
			return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: at("2026-03-18 11:00"), Via: "phone"},
				member(lotte), at("2026-03-18 11:05"))
		}},
		{"close", func(c *complaint.Case) error {
			return c.Close(complaint.Report{Handling: "Fine refunded"}, member(sanne), at("2026-03-18 12:00"))
		}},
	}
}

// walkTo takes a case down the road, the named step included.
func walkTo(t testing.TB, w *db.Workspace, number, last string) *complaint.Case {
	t.Helper()
	for _, s := range road() {
		c, err := w.UpdateCase(t.Context(), number, s.do)
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		if s.name == last {
			return c
		}
	}
	t.Fatalf("the road has no step %q", last)
	return nil
}

// drain sends everything that waits and tells what went out.
func drain(t testing.TB, w *db.Workspace) []db.Claimed {
	t.Helper()
	var sent []db.Claimed
	for n := 1; ; n++ {
		claimed, err := w.Claim(t.Context(), machine, time.Minute, 50)
		must(t, err)
		if len(claimed) == 0 {
			return sent
		}
		for i, c := range claimed {
			must(t, w.Done(t.Context(), c, db.Delivery{
				Channel: "C0", TS: fmt.Sprintf("%d.%06d", n, i), Purpose: string(c.Kind), At: at("2026-03-05 10:21"),
			}, nil))
		}
		sent = append(sent, claimed...)
	}
}

var errStop = errors.New("stop")

func background() context.Context { return context.Background() }
