package main

import (
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// TestTheSecondCall: Lotte's telephone rings while she writes down what a
// customer says. She goes on later, hears that the customer has a case, and
// adds it there. The next one is another matter: a case of its own, to which
// she adds a file, and which turns out to be a mistake.
func TestTheSecondCall(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t)})
	old := s.lotte.files()
	s.lotte.opensForm()
	s.lotte.fills("name", customer, "phone", phone, "summary", "Nobody calls back", "story", said)
	s.lotte.inWindow("case.draft.save")
	s.lotte.closes()
	s.keptFromOthers(said, "Nobody calls back")

	s.at("2026-03-05 11:30")
	s.lotte.types(general, "/complaint", "")
	s.lotte.inWindow("case.draft.continue")
	s.lotte.submits()
	if n := len(s.rows()["complaint"]); n != 1 || !strings.Contains(s.lotte.reads(), old) {
		s.fail("%d cases, and Lotte reads %q", n, s.lotte.reads())
	}
	s.lotte.inWindow("case.alike.add")
	s.lotte.closes()
	s.rest()
	c := s.kase(old)
	if e := lastOf(c, complaint.Added); c.Added(e).Story != said || len(s.rows()["draft"]) != 0 {
		s.fail("added %+v, drafts %q", c.Added(e), s.rows()["draft"])
	}
	if line := s.sanne.Text(s.inThread(old, "Information added")); strings.Contains(line, said) {
		s.fail("the thread quotes: %s", line)
	}

	number := s.anotherMatter(old)
	s.addsAFile(number)
	s.lotte.presses(s.lotte.dm(number, "case.end.open"), "case.end.open")
	s.lotte.fills("end", "filed_in_error", "reason", "I pressed the wrong button")
	s.lotte.submits()
	s.rest()
	if s.kase(number).Open() || !s.kase(old).Open() {
		s.fail("the wrong case ended")
	}
	if strings.Contains(asJSON(s.card(old).Blocks), number) {
		s.fail("the old card still speaks of the case that was a mistake")
	}
	s.joost.blind(append(slices.Clone(theirs), "K-2026", "wrong button")...)
}

// inWindow presses a button of the window in sight.
func (p *person) inWindow(action string) {
	p.s.t.Helper()
	seen, err := p.PressInView(action)
	p.went("press "+action, seen, err)
}

// keptFromOthers: nobody but Lotte sees what she began, and the database does
// not say it.
func (s *stage) keptFromOthers(words ...string) {
	s.t.Helper()
	s.rest()
	for _, p := range []*person{s.sanne, s.milan, s.mees, s.fatima} {
		p.blind(words...)
	}
	rows := strings.Join(s.rows()["draft"], "\n")
	for _, w := range words {
		if rows == "" || strings.Contains(rows, w) {
			s.fail("the draft is stored as %q", rows)
		}
	}
}

// anotherMatter files a new case for the same customer; the officer's card says
// that the two may belong together.
func (s *stage) anotherMatter(old string) string {
	s.t.Helper()
	s.lotte.opensForm()
	s.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale)
	number := s.lotte.submitsFiling()
	s.lotte.closes()
	s.rest()
	if text := s.sanne.Text(s.card(number)); !strings.Contains(text, "May belong together with another") || strings.Contains(text, old) {
		s.fail("the card says nothing of another case, or names it: %s", text)
	}
	return number
}

// addsAFile adds words and a file from the receipt; they come sealed.
func (s *stage) addsAFile(number string) {
	s.t.Helper()
	id, err := s.lotte.Upload("letter.pdf", "application/pdf", scan)
	s.do("upload", err)
	s.lotte.presses(s.lotte.dm(number, "case.add.open"), "case.add.open")
	s.lotte.fills("story", brief, "files", []string{id})
	s.lotte.submits()
	s.rest()
	s.keptSealed(number, id)
}
