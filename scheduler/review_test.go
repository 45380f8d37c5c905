package scheduler

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/procedure"
)

func reviewJob() job {
	for _, j := range jobs() {
		if j.name == "review" {
			return j
		}
	}
	panic("no review")
}

// reviewDue lets the schedule look after the review at a moment.
func (f *firm) reviewDue(when string) {
	f.t.Helper()
	f.business.Set(at(when))
	_, err := f.due(f.t.Context(), reviewJob(), f.Now())
	f.do("review", err)
	f.sendAll()
}

// promised lets the firm have a procedure of 8 April 2025 whose review is promised
// within a year: by Wednesday 8 April 2026.
func (f *firm) promised() {
	f.t.Helper()
	yaml, err := procedure.Preset("okonomi")
	f.do("preset", err)
	f.do("procedure", f.Store.SaveProcedure(f.t.Context(), bytes.Replace(yaml, []byte(`"2022-04-08"`), []byte(`"2025-04-08"`), 1), at("2024-02-01 00:00")))
}

// posted counts the messages that were newly posted with these words.
func (f *firm) posted(words string) (n int) {
	for _, call := range f.slack.Calls("chat.postMessage") {
		if strings.Contains(sent(call).text, words) {
			n++
		}
	}
	return n
}

func (f *firm) reviewed(day, outcome string) {
	f.t.Helper()
	g, err := f.Store.Register(f.t.Context(), f.Now(), amsterdam)
	f.do("register", err)
	v, err := complaint.RevisionForm{Day: day, Outcome: outcome, Findings: "It works."}.Review(g.Last, member(mees), f.Now(), amsterdam)
	f.do("review", err)
	v.Version = g.Number
	f.do("keep", f.Store.AddRevision(f.t.Context(), *v))
	f.sendAll()
}

// Thirty and seven days before, on the day and then each week management is
// reminded, each time once and the older message goes, until the review was
// recorded: then the message says so, and a year later it begins anew.
func TestRemindersOfTheReview(t *testing.T) {
	f := newFirm(t)
	f.promised()
	f.reviewDue("2026-03-05 10:00") // begins to count
	for _, tc := range []struct {
		when string
		due  int // messages that ask for it
		new  int // posted until then
	}{
		{"2026-03-06 09:00", 0, 0},
		{"2026-03-08 12:00", 0, 0},
		{"2026-03-09 08:59", 0, 0},
		{"2026-03-09 09:00", 1, 1}, // 30 days before
		{"2026-03-09 09:01", 1, 1},
		{"2026-03-10 09:00", 1, 1},
		{"2026-04-01 09:00", 1, 2}, // 7 days before
		{"2026-04-07 09:00", 1, 2}, // the day after Easter
		{"2026-04-08 09:00", 1, 3}, // the day
		{"2026-04-14 09:00", 1, 3},
		{"2026-04-15 09:00", 1, 4}, // a week late
		{"2026-04-22 09:00", 1, 5},
	} {
		f.reviewDue(tc.when)
		for _, u := range []string{sanne, mees} {
			posted := f.posted("of the procedure (version 1)") / 2
			if due := f.dmsSaying(u, "of the procedure (version 1)"); due != tc.due || posted != tc.new {
				t.Fatalf("%s: %s has %d requests of %d posted, want %d of %d: %q\n%s", tc.when, u, due, posted, tc.due, tc.new, f.said(u), f.log)
			}
		}
	}
	if f.dmsSaying(fatima, "procedure") != 0 || f.dmsSaying(milan, "procedure") != 0 {
		t.Error("others are reminded as well")
	}
	f.business.Set(at("2026-04-23 15:00"))
	f.reviewed("2026-04-23", complaint.RevisionSame)
	for _, u := range []string{sanne, mees} {
		if f.dmsSaying(u, "was due by") != 0 || f.dmsSaying(u, "Last review: Thu 23 April 2026, by MEES") != 1 || f.dmsSaying(u, "Next review by Fri 23 April 2027") != 1 {
			t.Errorf("afterwards %s reads %q", u, f.said(u))
		}
	}
	for _, when := range []string{"2026-04-29 09:00", "2027-03-23 09:00"} {
		f.reviewDue(when)
		if f.dmsSaying(mees, "by Fri 23 April 2027") != 1 {
			t.Errorf("%s: %q", when, f.said(mees))
		}
	}
	f.reviewDue("2027-03-24 09:00")
	if f.dmsSaying(mees, "Review of the procedure (version 1) by Fri 23 April 2027") != 1 || f.dmsSaying(mees, "Last review: Thu 23 April 2026, by MEES") < 2 {
		t.Errorf("a year later: %q", f.said(mees))
	}
}

// After a month of standing still the newest reminder comes, once.
func TestReviewAfterStandingStill(t *testing.T) {
	f := newFirm(t)
	f.promised()
	f.reviewDue("2026-03-05 10:00")
	f.reviewDue("2026-04-25 10:00") // Saturday: 15 and 22 April were missed as well
	if n := f.dmsSaying(mees, "was due by Wed 8 April 2026"); n != 1 {
		t.Errorf("told %d times: %q", n, f.said(mees))
	}
	f.reviewDue("2026-04-28 10:00")
	if n := f.posted("of the procedure (version 1)"); n != 2 {
		t.Errorf("%d posted to two people", n)
	}
}

// What waited while the review was recorded is not said any more, nor to whoever
// no longer sees to it.
func TestARemindedReviewThatIsDone(t *testing.T) {
	f := newFirm(t)
	f.promised()
	f.business.Set(at("2026-03-09 09:00"))
	if _, err := f.Run(t.Context(), "review", f.Now(), false); err != nil {
		t.Fatal(err)
	}
	g, err := f.Store.Register(t.Context(), f.Now(), amsterdam)
	f.do("register", err)
	f.do("keep", f.Store.AddRevision(t.Context(), complaint.Revision{
		N: g.Last.N + 1, Version: g.Number, Day: calendar.DayOf(f.Now(), amsterdam), By: sanne, Recorded: f.Now(), Outcome: complaint.RevisionSame,
	}))
	f.sendAll()
	if f.dmsSaying(mees, "procedure")+f.dmsSaying(sanne, "procedure") != 0 {
		t.Errorf("said all the same: %q", f.said(mees))
	}
	if f.backlog().Waiting != 0 {
		t.Error("something waits")
	}
}

// By hand, and dry: said is what would be told, and nothing is.
func TestReviewByHand(t *testing.T) {
	f := newFirm(t)
	if said := f.run("review", "2026-03-09 09:00"); said != "review due 2025-01-01: said for 2026-03-04 to U0SANNE U0MEES" {
		t.Errorf("a house rule that holds since 1 January 2024: %q", said)
	}
	f.promised()
	dry, err := f.Run(t.Context(), "review", at("2026-03-10 11:00"), true)
	if err != nil || dry != "review due 2026-04-08: said for 2026-03-09 to U0SANNE U0MEES" {
		t.Errorf("dry: %q, %v", dry, err)
	}
	if f.backlog().Waiting != 0 {
		t.Error("a dry run tells")
	}
	for _, want := range []string{dry, ""} {
		if said := f.run("review", "2026-03-10 11:00"); said != want {
			t.Errorf("it says %q, want %q", said, want)
		}
	}
	if n := f.dmsSaying(sanne, "by Wed 8 April 2026"); n != 1 {
		t.Errorf("told %d times: %q", n, f.said(sanne))
	}
	f.off(sanne, fatima, "2026-03-30 00:00", "2026-04-12 00:00")
	f.run("review", "2026-04-01 09:00")
	if f.dmsSaying(fatima, "by Wed 8 April 2026") != 1 || !strings.Contains(f.said(mees)[len(f.said(mees))-1], "Review of the procedure") {
		t.Errorf("who stands in reads %q", f.said(fatima))
	}
}

// What everybody is to hear and nobody is there for waits: it is told when somebody is back.
func TestWhatNobodyIsThereForWaits(t *testing.T) {
	looked := func(f *firm) { f.reviewed("2026-03-05", complaint.RevisionSame) }
	for name, tc := range map[string]struct {
		from, until, back string // everybody is away, and back
		before, happens   func(f *firm)
		says              string
	}{
		"the review of the procedure": {"2026-03-06 00:00", "2026-03-16 00:00", "2026-03-16 09:00", func(f *firm) { f.promised() }, func(f *firm) {}, "of the procedure (version 1)"},
		"what a closing day would move": {"2026-03-06 00:00", "2026-03-09 00:00", "2026-03-09 09:00", looked, func(f *firm) {
			f.assign(f.file(), milan)
			f.sendAll()
			f.closes("2026-03-06 08:00", "2026-04-02")
		}, "The calendar was changed"},
		"the closed days of next year": {"2026-10-31 00:00", "2026-11-06 00:00", "2026-11-06 09:00", looked, func(f *firm) {}, "closed days of 2027"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			tc.before(f)
			f.reviewDue("2026-03-05 10:00")
			tc.happens(f)
			r := roster()
			for _, u := range []string{sanne, fatima, mees, milan, joost, lotte} {
				r.Away = append(r.Away, complaint.Absence{ID: u, User: u, From: at(tc.from), Until: at(tc.until)})
			}
			f.do("away", f.Store.SaveRoster(t.Context(), r))
			before := f.posted(tc.says)
			for d := at(tc.from).Add(9 * time.Hour); d.Before(at(tc.until)); d = d.Add(48 * time.Hour) {
				f.reviewDue(d.Format("2006-01-02") + " 09:00")
			}
			if got := f.posted(tc.says) - before; got != 0 {
				t.Fatalf("told %d times while nobody is there", got)
			}
			f.reviewDue(tc.back)
			if got := f.posted(tc.says) - before; got == 0 {
				t.Error("nobody is told who is back")
			}
		})
	}
}
