package scheduler

import (
	"fmt"
	"slices"
	"strings"
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
	before, at := len(f.said(lotte)), func(n int64) string { return fmt.Sprint(f.Now().UnixMilli() + n) }
	for _, tc := range []struct {
		name, number, to, ref string
		want                  int
	}{
		{"who may", number, sanne, "assign/" + milan + "/" + at(1), 1},
		{"the same once more", number, sanne, "assign/" + milan + "/" + at(1), 1},
		{"who may not", number, lotte, "assign/" + milan + "/" + at(2), 0},
		{"who filed it", number, lotte, "readback/" + mees + "/" + at(3), 1},
		{"a step that is over", over, fatima, "readback/" + milan + "/" + at(3), 0},
		{"who filed it, once it is over", over, lotte, "readback/" + mees + "/" + at(3), 1}, // the one from before
		{"a case about them", hidden, sanne, "assign/" + milan + "/" + at(4), 1},
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

// A question loses its button, and says why, once the step was taken, by whomever, or the
// case went where it cannot be; other steps leave it as it is.
func TestAQuestionIsAnswered(t *testing.T) {
	for _, tc := range []struct {
		name, to, step string
		then           func(f *firm, number string)
		want           string // empty: it stays
	}{
		{"somebody else did it", fatima, "assign", func(f *firm, number string) { f.hands(number, sanne) }, "No longer needed in case K-2026-0001: *Assign handler*. *SANNE* did it, Thu 5 March at 10:10."},
		{"who was asked did it", sanne, "assign", func(f *firm, number string) { f.hands(number, sanne) }, "Done in case K-2026-0001: *Assign handler*"},
		{"a step that can be taken again", milan, "contact", func(f *firm, number string) {
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "x", Day: "2026-03-20"}, member(sanne), now)
			})
		}, "*SANNE* did it"},
		{"the case ended", sanne, "assign", func(f *firm, number string) {
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.EndCase(complaint.EndForm{End: complaint.EndWithdrawn, Reason: "x", With: "Anna", Via: "phone", At: now}, member(fatima), now)
			})
		}, "The case has moved on."},
		{"another step", sanne, "assign", func(f *firm, number string) {
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.DeclareInterest(complaint.Interest{Users: []string{mees}, How: "x"}, member(fatima), now)
			})
		}, ""},
		{"they are kept out since", sanne, "assign", func(f *firm, number string) {
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.DeclareInterest(complaint.Interest{Users: []string{sanne}, How: "x"}, member(fatima), now)
			})
		}, "gone"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			number := f.file()
			f.assign(number, milan)
			f.sendAll()
			f.nudges(number, tc.to, fmt.Sprintf("%s/%s/%d", tc.step, lotte, f.Now().UnixMilli()))
			f.business.Set(f.Now().Add(10 * time.Minute))
			tc.then(f, number)
			f.sendAll()
			asks := f.dmsSaying(tc.to, "asks you to take this step")
			if open := tc.want == ""; (asks == 1) != open {
				t.Errorf("%d questions: %q", asks, f.said(tc.to))
			}
			if over := f.dmsSaying(tc.to, tc.want); tc.want != "" && (over == 1) != (tc.want != "gone") {
				for _, m := range f.slack.As(tc.to).DMs() {
					t.Errorf("they read %s", f.slack.As(tc.to).Text(m))
				}
			}
			for _, m := range f.slack.As(tc.to).DMs() {
				if text := f.slack.As(tc.to).Text(m); strings.Contains(text, "did it") && strings.Contains(text, "[Assign") {
					t.Errorf("still to press: %s", text)
				}
			}
			all, err := f.Store.Messages(t.Context(), number)
			f.do("messages", err)
			if asked := slices.ContainsFunc(purposes(all), func(p string) bool { return strings.HasPrefix(p, "nudge/") }); asked != (tc.want == "") {
				t.Errorf("looked at again: %v, of %q", asked, purposes(all))
			}
			was := strings.Join(f.said(tc.to), "|")
			f.business.Set(f.Now().Add(10 * time.Minute))
			if tc.want != "gone" {
				f.step(number, func(c *complaint.Case, now time.Time) error {
					return c.DeclareInterest(complaint.Interest{Users: []string{lotte}, How: "y"}, member(fatima), now)
				})
			}
			f.sendAll()
			if b := f.backlog(); b.Dead != 0 || strings.Join(f.said(tc.to), "|") != was && tc.want != "" && tc.want != "gone" {
				t.Errorf("%d given up; they read %q, and read %s", b.Dead, f.said(tc.to), was)
			}
		})
	}
}

// hands gives the case to Fatima.
func (f *firm) hands(number, by string) {
	f.t.Helper()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Assign(complaint.Assignment{Handler: fatima, Name: "Fatima", Title: "x", Why: "process"}, member(by), now)
	})
}
