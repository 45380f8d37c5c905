package complaint

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// The people of these tests are invented.
const (
	sanne  = "U0SANNE"  // officer, management
	fatima = "U0FATIMA" // deputy, handler
	mees   = "U0MEES"   // management, fallback
	milan  = "U0MILAN"  // handler
	joost  = "U0JOOST"  // handler, delivered the service
	lotte  = "U0LOTTE"  // files, calls afterwards
)

func member(id string) Person { return Person{ID: id, Member: true} }

// TestMain holds the tests to what [parsedOnce] asks of them.
func TestMain(m *testing.M) {
	code := m.Run()
	parsed.Range(func(name, kept any) bool {
		once := kept.(once)
		if fresh, err := procedure.Parse(once.source); err != nil || !reflect.DeepEqual(fresh, once.procedure) {
			fmt.Fprintf(os.Stderr, "FAIL: a test wrote into the procedure %s that others read\n", name)
			code = 1
		}
		return true
	})
	os.Exit(code)
}

func sampleRoster() *Roster {
	r := &Roster{People: map[string]Profile{milan: {Title: "head of accounts", Deputy: fatima}}}
	for role, users := range map[Role][]string{
		RoleOfficer: {sanne}, RoleDeputy: {fatima}, RoleManagement: {sanne, mees},
		RoleHandler: {milan, fatima, joost}, RoleFollowUp: {lotte}, RoleFallback: {mees}, RoleAdmin: {sanne},
	} {
		for _, u := range users {
			r.Holders = append(r.Holders, Holder{Role: role, User: u})
		}
	}
	return r
}

// parsed holds what was read already: reading takes longer than most tests.
var parsed sync.Map

type once struct {
	source    []byte
	procedure *procedure.Procedure
}

// parsedOnce gives a procedure of the test's own. Whole fields of it may be replaced;
// what a list of it holds is everybody's.
func parsedOnce(t testing.TB, name string, source func() ([]byte, error)) *procedure.Procedure {
	t.Helper()
	kept, ok := parsed.Load(name)
	if !ok {
		src, err := source()
		if err != nil {
			t.Fatal(err)
		}
		p, err := procedure.Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		kept = once{src, p}
		parsed.Store(name, kept)
	}
	own := *kept.(once).procedure
	return &own
}

func presetOf(t testing.TB, name string) *procedure.Procedure {
	t.Helper()
	return parsedOnce(t, name, func() ([]byte, error) { return procedure.Preset(name) })
}

func sampleProcedure(t testing.TB) *procedure.Procedure {
	t.Helper()
	return presetOf(t, "exactpi")
}

// inventedProcedure has the steps that the presets lack.
func inventedProcedure(t testing.TB) *procedure.Procedure {
	t.Helper()
	return parsedOnce(t, "invented", func() ([]byte, error) { return os.ReadFile("../procedure/testdata/invented.yml") })
}

func sampleCalendar(t testing.TB) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032})
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// at reads a local time of the sample company.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func newCase(t testing.TB) *Case {
	return New("T0FIRM", sampleProcedure(t), sampleCalendar(t), sampleRoster())
}

func registration(t testing.TB) Registration {
	return Registration{
		Filing: Filing{
			Name: "Anna de Vries", Phone: "+31 6 12345678", Email: "anna@bakkerijzon.example", Summary: "Annual accounts two months late",
			Story: "The accounts were promised for September and came in November.", Wish: "The fine back",
		},
		Via: "phone", ReceivedAt: at(t, "2026-03-05 10:00"),
	}
}

// walk is a case on its way down the straight road.
type walk struct {
	t testing.TB
	c *Case
}

func (w *walk) do(what string, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("%s: %v", what, err)
	}
}

// walkTo takes a case to a face of the straight road.
func walkTo(t testing.TB, face Face) *Case {
	t.Helper()
	w := &walk{t, newCase(t)}
	c := w.c
	c.Number = "K-2026-0042"
	steps := []func(){
		func() { w.do("register", c.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20"))) },
		func() {
			f := c.Filing()
			w.do("read back", c.RecordReadBack(ReadBackForm{
				Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash,
				At: at(t, "2026-03-05 10:30"), Via: "phone", Explained: true,
			}, member(lotte), at(t, "2026-03-05 10:31")))
		},
		func() {
			w.do("assign", c.Assign(Assignment{
				Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost},
			}, member(sanne), at(t, "2026-03-05 11:00")))
			w.do("deliver form", c.Delivered(FormSent, milan, at(t, "2026-03-05 11:01"), at(t, "2026-03-05 11:01")))
		},
		func() {
			w.do("contact", c.LogContact(ContactForm{
				At: at(t, "2026-03-06 09:30"), Via: "phone", With: "Anna de Vries", Reached: true,
				How: "We check the file and call back", Day: "2026-03-20",
			}, member(milan), at(t, "2026-03-06 09:45")))
		},
		func() { w.do("draft", c.Prepare(draft(), member(milan), at(t, "2026-03-12 15:00"))) },
		func() { w.do("approve", c.Approve(1, member(mees), at(t, "2026-03-12 16:00"))) },
		func() {
			w.do("deliver", c.Deliver(Delivery{At: at(t, "2026-03-13 10:00"), Via: "phone", With: "Anna de Vries"}, member(milan), at(t, "2026-03-13 10:15")))
		},
		func() {
			w.do("follow up", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: at(t, "2026-03-18 11:00"), Via: "phone"}, member(lotte), at(t, "2026-03-18 11:05")))
		},
		func() {
			w.do("close", c.Close(Report{Handling: "Fine refunded, planning moved forward"}, member(sanne), at(t, "2026-03-18 12:00")))
		},
	}
	for _, step := range steps {
		step()
		if c.Face() == face {
			return c
		}
	}
	t.Fatalf("the straight road does not pass %q; it ends at %q", face, c.Face())
	return nil
}

func draft() Draft {
	return Draft{
		Answer: Answer{
			Text:     "You are right, the accounts came two months late. We refund the fine.",
			Reasons:  "The file lay unread",
			Promises: []Promise{{What: "refund", Who: "Milan de Wit", When: "2026-03-20"}},
		},
		Form: "phone", Outcome: "upheld", Ask: true, Address: "Kade 1, Utrecht",
	}
}

var road = []Face{
	FaceNew, FaceConfirmed, FaceAssigned, FaceInProgress, FaceInApproval, FaceApproved, FaceAnswered, FaceReady, FaceClosed,
}

// sideRoads are the faces that no step on the straight road leads to.
var sideRoads = []Face{FaceDispute, FaceRuled, FaceWithdrawn, FaceNoComplaint, FaceFiledInError, FaceDuplicate}

// everyFace is every face there is: those of the road, those to which it turns back,
// those of the side roads, and that of a case which was erased.
var everyFace = slices.Concat(road, []Face{FaceChangesAsked, FaceReopened}, sideRoads, []Face{FaceErased})

// walkAside is walkTo for any face: a side road begins at a confirmed case.
func walkAside(t testing.TB, face Face, now time.Time) *Case {
	t.Helper()
	switch face {
	case FaceDispute, FaceRuled:
		return walkOutside(t, face)
	case FaceChangesAsked, FaceReopened:
		return walkBack(t, face)
	case FaceErased:
		c := walkTo(t, FaceClosed)
		c.Procedure.Retention = presetOf(t, "kerngroep").Retention
		(&walk{t, c}).do("erase", c.Erase(at(t, "2028-06-01 09:00")))
		return Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, Anonymous(c.Events), nil)
	case FaceDuplicate:
		c, into := walkTo(t, FaceConfirmed), walkTo(t, FaceConfirmed)
		into.Number = "K-2026-0037"
		if err := Merge(c, into, "the same accounts", member(sanne), now); err != nil {
			t.Fatal(err)
		}
		return c
	}
	end := aside(now)[face]
	if end == nil {
		return walkTo(t, face)
	}
	c := walkTo(t, FaceConfirmed)
	if err := end(c); err != nil {
		t.Fatal(err)
	}
	return c
}

// walkBack takes a case to where an answer is to be written once more.
func walkBack(t testing.TB, face Face) *Case {
	t.Helper()
	if face == FaceChangesAsked {
		c := walkTo(t, FaceInApproval)
		(&walk{t, c}).do("ask changes", c.AskChanges(1, "name the amount", member(mees), at(t, "2026-03-12 16:00")))
		return c
	}
	c, asked := walkTo(t, FaceAnswered), at(t, "2026-03-18 11:00")
	f := FollowUpForm{Result: Dissatisfied, At: asked, Via: "phone", Note: "The fine is still open"}
	(&walk{t, c}).do("follow up", c.RecordFollowUp(f, member(lotte), asked))
	return c
}

// walkOutside takes a case to a third party, and to its ruling.
func walkOutside(t testing.TB, face Face) *Case {
	t.Helper()
	c, now := walkTo(t, FaceAnswered), at(t, "2026-03-19 11:00")
	w := &walk{t, c}
	w.do("hand over", c.HandOver(DisputeForm{Name: "Committee", Binding: "yes", AskedBy: "Anna", At: at(t, "2026-03-19 10:00"), Day: "2026-06-01"}, member(sanne), now))
	if face == FaceRuled {
		w.do("rule", c.RecordRuling(Ruling{Text: "Refund half", At: now, Day: "2026-06-10"}, member(sanne), now))
	}
	return c
}
