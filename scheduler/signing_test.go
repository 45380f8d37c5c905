package scheduler

import (
	"context"
	"strings"
	"testing"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/db/dbtest"
	"ombud/procedure"
)

// closes lets the company close more days from a moment on, as a start does that
// finds another configuration.
func (f *firm) closes(when string, days ...string) {
	f.t.Helper()
	f.business.Set(at(when))
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032, Closed: days})
	f.do("calendar", err)
	f.do("calendar", f.Store.SaveCalendar(f.t.Context(), cal, f.Now()))
}

// In November officer and admin are asked once whether the closed days of the next
// year are right, again in December, and no more once somebody said so; another list
// is another question.
func TestTheClosedDaysOfNextYear(t *testing.T) {
	f := newFirm(t)
	f.reviewed("2026-03-05", complaint.RevisionSame)
	const ask = "Are the closed days of 2027 right?"
	asked := func() int { return f.posted(ask) }
	f.reviewDue("2026-10-29 10:00")
	for _, tc := range []struct {
		when string
		want int
	}{
		{"2026-10-30 10:00", 0}, {"2026-11-02 08:59", 0}, {"2026-11-02 09:00", 1}, {"2026-11-03 09:00", 1}, {"2026-11-30 09:00", 1}, {"2026-12-01 09:00", 2}, {"2026-12-02 09:00", 2},
	} {
		f.reviewDue(tc.when)
		if got := asked(); got != tc.want || f.dmsSaying(sanne, ask) != min(tc.want, 1) {
			t.Fatalf("%s: asked %d times, want %d: %q", tc.when, got, tc.want, f.said(sanne))
		}
	}
	if f.dmsSaying(sanne, "King's Day") != 1 || f.dmsSaying(mees, ask) != 0 {
		t.Errorf("the officer reads %q", f.said(sanne))
	}
	cal, err := f.Store.Calendar(t.Context(), f.Now())
	f.do("calendar", err)
	f.do("sign", f.Store.SignYear(t.Context(), 2027, cal.YearHash(2027), fatima, f.Now()))
	f.sendAll()
	if f.dmsSaying(sanne, "Confirmed by FATIMA") != 1 || f.dmsSaying(sanne, "days.sign") != 0 {
		t.Errorf("once it is signed: %v", f.slack.As(sanne).DMs())
	}
	f.reviewDue("2026-12-07 09:00")
	if got := asked(); got != 2 {
		t.Errorf("asked %d times after it was signed", got)
	}
	f.closes("2026-12-08 08:00", "2027-12-24")
	f.reviewDue("2026-12-08 09:00")
	if got := asked(); got != 3 || f.dmsSaying(sanne, "Fri 24 December · closed") != 1 {
		t.Errorf("another list is asked about %d times: %q", got-2, f.said(sanne))
	}
}

// A closing day that is added later is told once with what it would move, and
// moves nothing; who looks after the app reads no case by it.
func TestAClosingDayAddedLater(t *testing.T) {
	f := firmOn(t, dbtest.SQLite(t))
	f.reviewed("2026-03-05", complaint.RevisionSame)
	r := roster()
	for i := range r.Holders {
		if r.Holders[i].Role == complaint.RoleAdmin {
			r.Holders[i].User = lotte
		}
	}
	f.do("roster", f.Store.SaveRoster(t.Context(), r))
	f.reviewDue("2026-03-05 10:00")
	number := f.file()
	f.assign(number, milan)
	other := f.file(func(r *complaint.Registration) { r.Deliverers = []string{sanne} }) // whom the officer must not know of
	f.sendAll()
	f.closes("2026-03-06 08:00", "2026-04-02")
	dry, err := f.Run(t.Context(), "review", at("2026-03-06 08:30"), true)
	if err != nil || !strings.Contains(dry, number+": decision until 2026-04-02, by the new calendar until 2026-04-03; not moved") || f.backlog().Waiting != 0 {
		t.Errorf("dry: %q, %v", dry, err)
	}
	for _, when := range []string{"2026-03-06 09:00", "2026-03-09 09:00"} {
		f.reviewDue(when)
	}
	if n := f.posted("The calendar was changed"); n != 2 || f.dmsSaying(sanne, number+"* · answer the complaint · now Thu 2 April, would be Fri 3 April") != 1 {
		t.Errorf("told %d times: the officer reads %v", n, f.slack.As(sanne).DMs())
	}
	if f.dmsSaying(sanne, other+"*") != 0 || f.dmsSaying(sanne, "more case") != 0 {
		t.Error("the officer reads of a case that they are kept out of")
	}
	for _, m := range f.slack.As(lotte).DMs() {
		if said := sprint(m.Blocks); strings.Contains(said, "calendar was changed") && (strings.Contains(said, "K-2026") || !strings.Contains(said, "and deadlines in 2 more cases")) {
			t.Errorf("who looks after the app reads %s", said)
		}
	}
	c, err := f.Store.Case(t.Context(), number)
	f.do("case", err)
	if d, err := c.Owed("decision", 1); err != nil || c.Calendar.LastDay(d.Due).String() != "2026-04-02" {
		t.Errorf("it was moved: %v", err)
	}
	f.closes("2026-03-10 08:00", "2026-04-02", "2027-12-24") // moves nothing in these cases but what was told
	f.closes("2026-03-10 08:01")                             // taken back
	f.reviewDue("2026-03-10 09:00")
	if n := f.posted("The calendar was changed"); n != 2 {
		t.Errorf("told %d times though nothing would move", n)
	}
}

// Each month the addresses are looked at; one that does not answer is told at once
// and every week, and when it answers again that is told, and then no more.
func TestWhetherThePublicationAnswers(t *testing.T) {
	f := newFirm(t)
	f.reviewed("2026-03-05", complaint.RevisionSame)
	const page, file = "https://noorderlicht.example/klachten", "https://noorderlicht.example/regeling.pdf"
	f.Company.Document, f.Company.Published = file, []string{page, file}
	state, looks := "", map[string]int{}
	f.Look = func(_ context.Context, address string) string {
		if looks[address]++; address == page {
			return state
		}
		return ""
	}
	f.reviewDue("2026-03-05 10:00")
	for _, tc := range []struct {
		when, state  string
		looks        int
		dead, mended int // told until then
	}{
		{"2026-03-06 09:00", "", 1, 0, 0},
		{"2026-03-31 09:00", "404", 1, 0, 0}, // not looked at
		{"2026-04-01 09:00", "404", 2, 1, 0},
		{"2026-04-07 09:00", "404", 2, 1, 0},
		{"2026-04-08 09:00", "timeout", 3, 2, 0},
		{"2026-04-15 09:00", "", 4, 2, 1},
		{"2026-04-22 09:00", "", 4, 2, 1},
		{"2026-05-01 09:00", "", 5, 2, 1},
	} {
		state = tc.state
		f.reviewDue(tc.when)
		dead, mended := f.posted("does not answer"), f.posted("answers again")
		if looks[page] != tc.looks || dead != tc.dead || mended != tc.mended {
			t.Fatalf("%s: %d looks, told %d and %d times; want %d, %d, %d", tc.when, looks[page], dead, mended, tc.looks, tc.dead, tc.mended)
		}
	}
	if looks[file] != 3 || f.dmsSaying(sanne, page) != 1 || f.dmsSaying(sanne, file) != 0 {
		t.Errorf("the document was looked at %d times; the officer reads %q", looks[file], f.said(sanne))
	}
	dry, err := f.Run(t.Context(), "review", at("2026-06-02 09:00"), true)
	if err != nil || dry != "would look at "+file+"\nwould look at "+page || looks[page] != 5 {
		t.Errorf("dry: %q, %v", dry, err)
	}
}

// What the procedure promises and the configuration has no address for is told once
// a month until it has one.
func TestAPromisedAddressThatIsMissing(t *testing.T) {
	f := newFirm(t)
	yaml, err := procedure.Preset("cygnus")
	f.do("preset", err)
	f.do("procedure", f.Store.SaveProcedure(t.Context(), yaml, at("2026-01-05 00:00")))
	f.reviewDue("2026-03-05 10:00")
	told := func() int { return f.posted("whose address is missing") }
	for _, tc := range []struct {
		when string
		want int
	}{{"2026-03-06 09:00", 1}, {"2026-03-09 09:00", 1}, {"2026-03-31 09:00", 1}, {"2026-04-01 09:00", 2}} {
		f.reviewDue(tc.when)
		if got := told(); got != tc.want {
			t.Fatalf("%s: told %d times, want %d: %s", tc.when, got, tc.want, f.log)
		}
	}
	if f.dmsSaying(sanne, "website mentions the procedure") != 1 {
		t.Errorf("the officer reads %v", f.slack.As(sanne).DMs())
	}
	f.Company.Published = []string{"https://noorderlicht.example/klachten"}
	f.reviewDue("2026-05-04 09:00")
	if got := told(); got != 2 {
		t.Errorf("told %d times though it is there", got)
	}
}
