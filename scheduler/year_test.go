package scheduler

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// through runs every job as the clock goes from one moment to another, as the
// demo's clock buttons do, and gives the reminders that were recorded of a duty.
func (f *firm) through(number, duty, until string) []string {
	f.t.Helper()
	f.do("advance", f.Advance(f.t.Context(), f.Now(), at(until), f.business.Set))
	c, err := f.Store.Case(f.t.Context(), number)
	f.do("load", err)
	var told []string
	for _, e := range c.Events {
		if e.Kind == complaint.Reminded && e.Data.Duty == duty {
			told = append(told, e.At.In(amsterdam).Format("01-02 15:04 ")+e.Data.Stage+" "+strings.Join(e.Data.Users, " "))
		}
	}
	return told
}

// begin lets a case be with Milan from a moment on.
func (f *firm) begin(when string) string {
	f.t.Helper()
	f.business.Set(at(when))
	f.do("first slots", f.dueJobs(f.t.Context(), f.Now()))
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	return number
}

// The ladder keeps to the clock on the wall over both changes of summer time and
// over Christmas, and nobody is disturbed outside working hours.
func TestRemindersOverTheYear(t *testing.T) {
	for _, tc := range []struct {
		name, from, until string
		want              []string
	}{
		{"spring forward", "2026-03-26 11:00", "2026-04-07 12:00", []string{
			"03-27 09:00 day_before U0MILAN", "03-30 09:00 due_day U0MILAN", "03-30 15:30 two_hours U0MILAN",
			"03-31 08:30 overdue U0MILAN U0SANNE", "04-01 09:00 overdue_1 U0FATIMA U0SANNE", "04-03 09:00 overdue_3 U0MEES",
		}},
		{"fall back", "2026-10-22 11:00", "2026-10-31 12:00", []string{
			"10-23 09:00 day_before U0MILAN", "10-26 09:00 due_day U0MILAN", "10-26 15:30 two_hours U0MILAN",
			"10-27 08:30 overdue U0MILAN U0SANNE", "10-28 09:00 overdue_1 U0FATIMA U0SANNE", "10-30 09:00 overdue_3 U0MEES",
		}},
		{"Christmas", "2026-12-23 11:00", "2027-01-04 12:00", []string{
			"12-24 09:00 day_before U0MILAN", "12-28 09:00 due_day U0MILAN", "12-28 15:30 two_hours U0MILAN",
			"12-29 08:30 overdue U0MILAN U0SANNE", "12-30 09:00 overdue_1 U0FATIMA U0SANNE", "01-04 09:00 overdue_3 U0MEES",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			number := f.begin(tc.from)
			if diff := cmp.Diff(tc.want, f.through(number, "contact", tc.until)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			cal, err := f.Store.Calendar(t.Context(), f.Now())
			f.do("calendar", err)
			for _, user := range []string{milan, sanne, fatima, mees} {
				for _, m := range f.slack.As(user).DMs() {
					if when := slackTime(m.TS); !cal.InHours(when) {
						t.Errorf("%s was disturbed at %v with %q", user, when.In(amsterdam), m.Text)
					}
				}
			}
		})
	}
}

// Two processes at the same tick remind once.
func TestTwoWorkersAtTheSameTick(t *testing.T) {
	url := dbtest.SQLite(t)
	f := firmOn(t, url)
	number := f.begin("2026-03-05 11:00")
	other := openStore(t, url).In(workspace)
	f.business.Set(at("2026-03-06 09:00"))
	done := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := f.Run(t.Context(), "remind", f.Now(), false)
			done <- err
		}()
	}
	f.do("one", <-done)
	f.do("the other", <-done)
	c, err := other.Case(t.Context(), number)
	f.do("load", err)
	n := 0
	for _, e := range c.Events {
		if e.Kind == complaint.Reminded && e.Data.Duty == "contact" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("reminded %d times, want once", n)
	}
}

// One recipient whom Slack no longer knows holds up nobody else.
func TestOneRecipientUnreachable(t *testing.T) {
	f := newFirm(t)
	number := f.begin("2026-03-05 11:00")
	r := roster()
	r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleOfficer, User: "U0GONE"})
	f.do("roster", f.Store.SaveRoster(t.Context(), r))
	f.remindAt("2026-03-10 08:30")
	for range 3 {
		f.sendAll()
		f.machine.Add(maxWait)
	}
	for _, user := range []string{milan, sanne} {
		if n := len(f.reminders(user, "overdue: contact the customer")); n != 1 {
			t.Errorf("%s sees %d reminders of %s: %q", user, n, number, f.said(user))
		}
	}
	if b := f.backlog(); b.Waiting != 0 {
		t.Errorf("%d notices wait", b.Waiting)
	}
}

// An absence of three weeks over the deadline: everything goes to the deputy, and
// who was away reads it on the first morning back.
func TestThreeWeeksAway(t *testing.T) {
	f := newFirm(t)
	number := f.begin("2026-03-05 11:00")
	f.off(milan, fatima, "2026-03-06 00:00", "2026-03-28 00:00")
	told := f.through(number, "contact", "2026-03-30 08:30")
	for _, line := range told {
		if strings.Contains(line, milan) {
			t.Errorf("told while away: %s", line)
		}
	}
	if len(told) != 6 || !strings.Contains(told[0], "03-06 09:00 day_before "+fatima) {
		t.Errorf("told: %q", told)
	}
	if n := f.dmsSaying(milan, "While you were away"); n != 1 {
		t.Errorf("the return was told %d times", n)
	}
	if at := slackTime(f.slack.As(milan).DMs()[len(f.slack.As(milan).DMs())-1].TS); at.In(amsterdam).Format(time.DateTime) != "2026-03-30 08:30:00" {
		t.Errorf("it was told at %v", at.In(amsterdam))
	}
}
