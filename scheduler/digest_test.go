package scheduler

import (
	"strings"
	"testing"
	"time"

	"ombud/complaint"
)

func digestJob() job {
	for _, j := range jobs() {
		if j.name == "digest" {
			return j
		}
	}
	panic("no digest")
}

func (f *firm) digestDue(when string) {
	f.t.Helper()
	f.business.Set(at(when))
	_, err := f.due(f.t.Context(), digestJob(), f.Now())
	f.do("digest", err)
	f.sendAll()
}

func (f *firm) digests() int { return count(f.inChannel(), "Complaints · week") }

func TestDigest(t *testing.T) {
	f := newFirm(t)
	f.digestDue("2026-03-05 10:00") // begins to count
	f.file()
	f.sendAll()
	f.digestDue("2026-03-09 08:59")
	if n := f.digests(); n != 0 {
		t.Fatalf("%d digests before Monday morning", n)
	}
	f.digestDue("2026-03-09 09:00")
	f.digestDue("2026-03-09 09:01")
	if n := f.digests(); n != 1 {
		t.Fatalf("%d digests, want one: %q\n%s", n, f.inChannel(), f.log)
	}
	if text := f.inChannel()[1]; !strings.Contains(text, "1 received") || !strings.Contains(text, "1 open") {
		t.Errorf("digest says %q", text)
	}
	f.digestDue("2026-04-01 12:00") // three were missed
	if n := f.digests(); n != 2 {
		t.Errorf("%d digests after a pause, want 2: only the newest is caught up", n)
	}
}

func TestADigestOnAClosedDayComesOnTheNext(t *testing.T) {
	f := newFirm(t)
	f.file()
	f.digestDue("2026-04-02 10:00")
	f.digestDue("2026-04-06 12:00") // Easter Monday
	if n := f.digests(); n != 0 {
		t.Fatalf("%d digests on a closed day", n)
	}
	f.digestDue("2026-04-07 09:00")
	if n := f.digests(); n != 1 {
		t.Errorf("%d digests on the day after, want one", n)
	}
}

func TestNoDigestWhenNothingHappened(t *testing.T) {
	f := newFirm(t)
	f.digestDue("2026-03-05 10:00")
	f.digestDue("2026-03-09 09:00")
	if n := f.digests(); n != 0 || f.backlog().Waiting != 0 {
		t.Errorf("%d digests about nothing", n)
	}
	f.file()
	f.digestDue("2026-03-09 09:05") // the slot is done all the same
	if n := f.digests(); n != 0 {
		t.Errorf("%d digests for a slot that was skipped", n)
	}
}

func TestTheDigestNamesNoConfidentialCase(t *testing.T) {
	f := newFirm(t)
	f.digestDue("2026-03-05 10:00")
	f.do("join", f.slack.Join(channel, joost))
	hidden := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	shown := f.file()
	f.sendAll()
	f.do("leave", f.slack.Leave(channel, joost))
	f.machine.Add(time.Minute)
	f.digestDue("2026-03-09 09:00")
	var digest string
	for i, text := range f.inChannel() {
		if strings.Contains(text, "week") {
			digest = blocksOf(f.slack.As(sanne).Messages(channel))[i]
		}
	}
	if !strings.Contains(digest, shown) || strings.Contains(digest, hidden) {
		t.Errorf("digest says %q, want %s and not %s", digest, shown, hidden)
	}
}

// What was promised and is late stands in the digest though its case is closed and none
// is open, beside how much of the week was in time.
func TestTheDigestTellsOfWhatIsLateAfterClosing(t *testing.T) {
	f := newFirm(t)
	f.digestDue("2026-03-05 10:00")
	number := f.told()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, Note: "asked", Promises: []complaint.Promise{{What: "write", User: milan, When: "2026-03-20"}}}, member(milan), now)
	})
	f.business.Set(at("2026-03-16 09:30"))
	f.askedAgain(number, complaint.Satisfied)
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Close(complaint.Report{Handling: "refunded"}, member(sanne), now)
	})
	f.sendAll()
	newest := func() string {
		all := blocksOf(f.slack.As(sanne).Messages(channel))
		return all[len(all)-1]
	}
	f.digestDue("2026-03-23 09:00")
	if got := newest(); !strings.Contains(got, "Customers satisfied: 1 of 1") || !strings.Contains(got, "1 closed case with a promise overdue") || !strings.Contains(got, number) {
		t.Errorf("digest of the week in which it closed:\n%s", got)
	}
	f.digestDue("2026-03-30 09:00")
	if n := f.digests(); n < 2 || !strings.Contains(newest(), "0 open · 0 overdue · 1 closed case with a promise overdue") || !strings.Contains(newest(), "Open the list") {
		t.Errorf("%d digests, the last:\n%s", n, newest())
	}
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.KeepCommitment(1, now, member(milan), now) })
	before := f.digests()
	f.digestDue("2026-04-07 09:00")
	if n := f.digests(); n != before {
		t.Errorf("%d digests once the promise was kept, want %d", n, before)
	}
}
