package scheduler

import (
	"testing"
	"time"

	"ombud/complaint"
)

func (f *firm) nudges(number, user, ref string) {
	f.t.Helper()
	f.do("ask", f.Store.Tell(f.t.Context(), number, complaint.Notice{Kind: complaint.NoticeNudge, To: user, Ref: ref}, f.Now()))
	f.sendAll()
}

// A colleague's question reaches who was asked, with the step as a button; what
// they may not do, or no longer, is not asked.
func TestNudge(t *testing.T) {
	f := newFirm(t)
	number, hidden := f.file(), f.file(func(r *complaint.Registration) { r.About = []string{sanne} })
	over := f.file()
	f.step(over, func(c *complaint.Case, now time.Time) error {
		filing := c.Filing()
		return c.RecordReadBack(complaint.ReadBackForm{
			Verdict: complaint.ReadBackApproved, Summary: filing.Summary, Story: filing.Story, At: now, Via: "phone", Explained: true, Hash: c.TextHash,
		}, member(lotte), now)
	})
	f.assign(number, milan)
	f.sendAll()
	before := len(f.said(lotte))
	for _, tc := range []struct {
		name, number, to, ref string
		want                  int
	}{
		{"who may", number, sanne, "assign/" + milan + "/1", 1},
		{"the same once more", number, sanne, "assign/" + milan + "/1", 1},
		{"who may not", number, lotte, "assign/" + milan + "/2", 0},
		{"who filed it", number, lotte, "readback/" + mees + "/3", 1},
		{"a step that is over", over, fatima, "readback/" + milan + "/3", 0},
		{"who filed it, once it is over", over, lotte, "readback/" + mees + "/3", 1}, // the one from before
		{"a case about them", hidden, sanne, "assign/" + milan + "/4", 1},
		{"a step that is none", number, fatima, "dance", 0},
	} {
		f.nudges(tc.number, tc.to, tc.ref)
		if n := f.dmsSaying(tc.to, "asks you to take this step"); n != tc.want {
			t.Errorf("%s: %d questions, want %d: %q", tc.name, n, tc.want, f.said(tc.to))
		}
	}
	if n := len(f.said(lotte)); n != before+1 { // who may see no card keeps their receipt, and all else
		t.Errorf("who filed it has %d messages, had %d and was asked once: %q", n, before, f.said(lotte))
	}
	if n := f.dmsSaying(sanne, "*MILAN*"); n == 0 {
		t.Errorf("who asks is not said: %q", f.said(sanne))
	}
	if b := f.backlog(); b.Dead != 0 {
		t.Errorf("%d messages were given up", b.Dead)
	}
}
