package scheduler

import (
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// reads lists what somebody's direct messages, or the channel, still say of a case.
func (f *firm) reads(messages []playground.Message, number string) []string {
	var found []string
	for _, m := range messages {
		if all := m.Text + " " + sentAs(m); strings.Contains(all, number) {
			found = append(found, all)
		}
	}
	return found
}

// Whoever turns out to be involved in a case keeps nothing of it, in the lists that name
// several cases neither; the others they go on reading of.
func TestWhoIsInvolvedKeepsNoList(t *testing.T) {
	late := func(f *firm) {
		for _, when := range []string{"2026-03-10 09:30", "2026-03-11 09:30", "2026-03-13 09:30"} {
			f.remindAt(when)
		}
		f.sendAll()
		f.run("late", "2026-03-16 09:10")
	}
	for name, tc := range map[string]struct {
		user string
		told func(f *firm, one, other string)
	}{
		"late for days": {mees, func(f *firm, _, _ string) { late(f) }},
		"while away": {sanne, func(f *firm, one, other string) {
			f.off(sanne, fatima, "2026-03-06 00:00", "2026-03-10 00:00")
			f.business.Set(at("2026-03-06 12:00"))
			f.step(one, acts["contact"])
			f.step(other, acts["contact"])
			f.sendAll()
			f.run("returns", "2026-03-10 09:00")
		}},
		"who left": {sanne, func(f *firm, _, _ string) { f.leaves(milan) }},
		"held": {sanne, func(f *firm, one, other string) {
			for _, number := range []string{one, other} {
				_, err := f.Store.TellOnce(t.Context(), "held", number, f.Now(), complaint.NoticeHeld, []string{sanne})
				f.do("held", err)
			}
			f.sendAll()
		}},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			one, other := f.file(), f.file(func(r *complaint.Registration) { r.Phone = "+31 6 87654321" })
			f.assign(one, milan)
			f.assign(other, milan)
			f.sendAll()
			tc.told(f, one, other)
			if len(f.reads(f.slack.As(tc.user).DMs(), one)) == 0 || len(f.reads(f.slack.As(tc.user).DMs(), other)) == 0 {
				t.Fatalf("nothing to take back: %q", f.said(tc.user))
			}
			f.step(one, func(c *complaint.Case, now time.Time) error { return interest(c, tc.user, now) })
			f.sendAll()
			if left := f.reads(f.slack.As(tc.user).DMs(), one); len(left) > 0 {
				t.Errorf("of the case that concerns them they read %q", left)
			}
			if len(f.reads(f.slack.As(tc.user).DMs(), other)) == 0 {
				t.Error("of the other case they read nothing any more")
			}
			if b := f.backlog(); b.Dead+b.Waiting > 0 {
				t.Errorf("backlog %+v", b)
			}
		})
	}
}

// A case that leaves the channel is named in no digest there, and an erased one in no
// list.
func TestACaseThatIsGoneIsInNoList(t *testing.T) {
	f := newFirm(t)
	f.digestDue("2026-03-05 10:00") // begins to count
	one, other := f.file(), f.file(func(r *complaint.Registration) { r.Phone = "+31 6 87654321" })
	f.assign(one, milan)
	f.assign(other, milan)
	f.digestDue("2026-03-09 09:00")
	digests := func(number string) (n int) {
		for _, m := range f.slack.As(sanne).Messages(channel) {
			if strings.Contains(m.Text, "Complaints · week") && strings.Contains(sentAs(m), number) {
				n++
			}
		}
		return n
	}
	if digests(one) != 1 || digests(other) != 1 {
		t.Fatalf("the channel reads %q", f.inChannel())
	}
	f.step(one, func(c *complaint.Case, now time.Time) error { return c.TakeConfidentialRoute([]string{joost}, now) })
	f.sendAll()
	if digests(one) != 0 || digests(other) != 1 {
		t.Errorf("the digest names the case that left: %d, the other one: %d", digests(one), digests(other))
	}
}

// What is erased is named in no list either, however long ago that was told; what can be
// told again without it stays.
func TestAnErasedCaseIsInNoList(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.off(sanne, fatima, "2026-03-06 00:00", "2026-03-10 00:00")
	f.business.Set(at("2026-03-06 12:00"))
	f.ends(number)
	f.sendAll()
	f.run("returns", "2026-03-10 09:00")
	f.run("keeping", "2028-03-01 09:00")
	back := func() int { return count(f.said(sanne), "What happened while") }
	if back() != 1 || len(f.reads(f.slack.As(sanne).DMs(), number)) < 2 {
		t.Fatalf("sanne reads %q", f.said(sanne))
	}
	f.retains("2028-03-10 04:00")
	if left := f.reads(f.slack.As(sanne).DMs(), number); len(left) > 0 || back() != 1 {
		t.Errorf("once it is erased sanne reads %q", f.said(sanne))
	}
	if all, err := f.Store.Messages(t.Context(), number); err != nil || len(all) > 0 {
		t.Errorf("remembered of it: %+v, %v", all, err)
	}
}
