package complaint

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestRegisterRefuses(t *testing.T) {
	now := at(t, "2026-03-05 10:20")
	for _, tc := range []struct {
		name, field, text string
		change            func(*Registration)
	}{
		{"receipt in the future", "received", "error.future_receipt", func(r *Registration) { r.ReceivedAt = now.Add(time.Minute) }},
		{"receipt more than a year ago", "received", "error.old_receipt", func(r *Registration) { r.ReceivedAt = now.AddDate(-2, 0, 0) }},
		{"unknown channel", "via", "error.channel", func(r *Registration) { r.Via = "pigeon" }},
		{"no name", "name", "error.name_missing", func(r *Registration) { r.Name = "  " }},
		{"no way to reach", "phone", "error.no_contact", func(r *Registration) { r.Phone, r.Email = "", "" }},
		{"no way to reach, by e-mail", "email", "error.no_contact", func(r *Registration) { r.Phone, r.Email, r.Via = "", "", "email" }},
		{"letters in the phone number", "phone", "error.phone", func(r *Registration) { r.Phone = "call me" }},
		{"address without an at", "email", "error.email", func(r *Registration) { r.Email = "anna" }},
		{"no summary", "summary", "error.summary_missing", func(r *Registration) { r.Summary = "" }},
		{"mail address in the summary", "summary", "error.summary_personal", func(r *Registration) { r.Summary = "anna@bakkerijzon.example is angry" }},
		{"phone number like years", "summary", "error.summary_personal", func(r *Registration) { r.Summary = "call 2012-2034" }},
		{"phone number that ends like years", "summary", "error.summary_personal", func(r *Registration) { r.Summary = "call 06-2012-2014" }},
		{"phone number abroad", "summary", "error.summary_personal", func(r *Registration) { r.Summary = "+45 2012-2014 wants news" }},
		{"phone number after a word", "summary", "error.summary_personal", func(r *Registration) { r.Summary = "tel-0612-345678" }},
		{"phone number in the summary", "summary", "error.summary_personal", func(r *Registration) { r.Summary = "call 06 12345678" }},
		{"short story", "story", "error.story_short", func(r *Registration) { r.Story = "too late" }},
		{"a long word and a number", "story", "error.story_short", func(r *Registration) { r.Story = "Administratiekosten 2026, 140" }},
		{"interest without words", "interest", "error.interest_text", func(r *Registration) { r.Interested = true }},
		{"letter without scan", "files", "error.letter_scan", func(r *Registration) { r.Via, r.Address = "letter", "Kade 1" }},
		{"letter with a scan of the wrong kind", "files", "error.letter_scan", func(r *Registration) {
			r.Via, r.Files = "letter", []Attachment{{ID: "F1", Name: "letter.docx", Size: 9}}
		}},
		{"file too big", "files", "error.file_big", func(r *Registration) { r.Files = []Attachment{{ID: "F1", Name: "a.pdf", Size: 14 << 20}} }},
		{"file that runs", "files", "error.file_type", func(r *Registration) { r.Files = []Attachment{{ID: "F1", Name: "run.exe", Size: 9}} }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, r := newCase(t), registration(t)
			tc.change(&r)
			err := c.Register(r, member(lotte), now)
			var rs Refusals
			if !errors.As(err, &rs) {
				t.Fatalf("error = %v, want refusals", err)
			}
			if rs[0].Field != tc.field || rs[0].Text != tc.text {
				t.Errorf("refused %s %s, want %s %s", rs[0].Field, rs[0].Text, tc.field, tc.text)
			}
			if len(c.Events) != 0 {
				t.Error("a refused filing left events")
			}
		})
	}
}

func TestRegisterAccepts(t *testing.T) {
	now := at(t, "2026-03-05 10:20")
	for _, tc := range []struct {
		name   string
		change func(*Registration)
	}{
		{"as the sample", func(*Registration) {}},
		{"a short whole sentence", func(r *Registration) { r.Story = "The bill is wrong." }},
		{"old receipt, asked again", func(r *Registration) { r.ReceivedAt, r.KeepOld = now.AddDate(-2, 0, 0), true }},
		{"unknown customer", func(r *Registration) { r.Unknown, r.Name, r.Phone = true, "", "" }},
		{"scanned letter with a gist", func(r *Registration) {
			r.Via, r.Story, r.Files = "letter", "Too late.", []Attachment{{ID: "F1", Name: "Letter.PDF", Size: 9}}
		}},
		{"a price in the summary", func(r *Registration) { r.Summary = "Invoice of 2026-03-01 wrong by 1250" }},
		{"a span of years in the summary", func(r *Registration) { r.Summary = "Annual accounts 2024-2025 late" }},
		{"another case in the summary", func(r *Registration) { r.Summary = "See K-2026-0042, accounts 2024 - 2025" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, r := newCase(t), registration(t)
			tc.change(&r)
			if err := c.Register(r, member(lotte), now); err != nil {
				t.Fatalf("refused: %v", err)
			}
		})
	}
}

// Events and notices are kept open; what was said must not lie in them.
func TestEventsAndNoticesHoldNoWords(t *testing.T) {
	c := walkTo(t, FaceClosed)
	secrets := []string{"Anna", "Vries", "12345678", "accounts", "fine", "refund", "Milan de Wit", "head of"}
	for _, e := range c.Events {
		for _, n := range c.Notices(e) {
			for _, s := range secrets {
				if strings.Contains(n.Key(c.Number), s) {
					t.Errorf("notice %s holds %q", n.Key(c.Number), s)
				}
			}
		}
		for _, s := range secrets {
			d := e.Data
			for _, v := range append([]string{d.Via, d.User, d.Why, d.Hash, d.Form, d.Outcome, d.Day, d.Duty, d.Stage, d.File}, append(d.Users, d.Flags...)...) {
				if strings.Contains(v, s) {
					t.Errorf("event %d %s holds %q", e.Seq, e.Kind, s)
				}
			}
		}
	}
}

func TestReadBackIsBoundToTheWords(t *testing.T) {
	c := walkTo(t, FaceNew)
	now := at(t, "2026-03-05 12:00")
	f := c.Filing()
	stale := ReadBackForm{Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: "0000", At: now, Via: "phone"}
	if err := c.RecordReadBack(stale, member(lotte), now); !errors.Is(err, ErrConflict) {
		t.Errorf("approval of other words: %v, want a conflict", err)
	}
	corrected := stale
	corrected.Hash, corrected.Story, corrected.Explained = c.TextHash, f.Story+" It cost 385 euro.", true
	if err := c.RecordReadBack(corrected, member(lotte), now); err != nil {
		t.Fatal(err)
	}
	if c.ApprovedHash != c.TextHash || c.Face() != FaceConfirmed {
		t.Errorf("approved %s, text %s, face %s", c.ApprovedHash, c.TextHash, c.Face())
	}
	if got := c.Filing().Story; got != corrected.Story {
		t.Errorf("story = %q, want the corrected one", got)
	}
}
