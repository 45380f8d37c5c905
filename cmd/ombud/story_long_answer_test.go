package main

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db/dbtest"
	"ombud/playground"
)

// The three parts of a long answer, and what somebody else makes of the second.
var longAnswer = []string{
	"You are right: the accounts were promised for September and came in November.",
	"A file lay with us unread for six weeks. We pay a part of the fine.",
	"From now on Milan de Wit looks at every incoming file within a day.",
}

const (
	fullFine   = "A file lay with us unread for six weeks. We pay the whole fine."
	notAPart   = "Not a part, all of it."
	wholeParts = "~a part of~ the *whole* fine."
)

// TestALongAnswerThroughManyHands: Milan writes an answer in three parts, Mees
// asks for changes and then edits it himself, Sanne compares and approves, and
// Milan reads all of it when he gives it.
func TestALongAnswerThroughManyHands(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t), config: standard})
	r := &road{stage: s, number: s.onMilansDesk()}
	s.milan.contacts(s.milan.dm(r.number, "case.contact.open"), r.number, "2026-03-13")
	r.inThreeParts()
	r.backWithAComment()
	r.editedByMees()
	r.comparedAndApproved()
	r.givenWhole()
}

// inThreeParts: Milan writes; the form grows as he goes.
func (r *road) inThreeParts() {
	r.t.Helper()
	r.milan.presses(r.milan.dm(r.number, "answer.draft.open"), "answer.draft.open")
	r.milan.fills("form", "letter", "outcome", "upheld", "text", longAnswer[0], "reasons", because)
	r.milan.inWindow("answer.draft.part")
	r.milan.fills("text2", longAnswer[1])
	r.milan.inWindow("answer.draft.part")
	r.milan.fills("text3", longAnswer[2], "what1", promise, "when1", "2026-04-13")
	r.milan.submits()
	r.shows(r.number, "In approval", "answer.review")
	request := r.sanne.Text(r.inThread(r.number, "answer.approve"))
	if !strings.Contains(request, longAnswer[0]) || !strings.Contains(request, "The handler is named") || strings.Contains(request, "Changed since") {
		r.fail("the request says %s", request)
	}
}

// backWithAComment: the thread quotes what must change, as the company's level
// allows.
func (r *road) backWithAComment() {
	r.t.Helper()
	r.mees.presses(r.inThread(r.number, "answer.approve"), "answer.changes.open")
	r.mees.fills("comment", notAPart)
	r.mees.submits()
	r.shows(r.number, "Changes asked", "answer.draft.open")
	if line := r.sanne.Text(r.inThread(r.number, "Changes asked by")); !strings.Contains(line, notAPart) {
		r.fail("the thread does not quote what must change: %s", line)
	}
	r.milan.presses(r.milan.dm(r.number, "answer.draft.open"), "answer.draft.open")
	state := string(r.milan.window().State)
	for _, part := range longAnswer {
		if !strings.Contains(state, part) {
			r.fail("the form does not begin with %q: %s", part, state)
		}
	}
	r.milan.submits()
	r.shows(r.number, "In approval", "answer.review")
	if request := r.sanne.Text(r.inThread(r.number, "answer.approve")); !strings.Contains(request, "*Changed since v1:* nothing") {
		r.fail("the second version is the first, and the request says %s", request)
	}
}

// fromMenu picks a line of the menu beside the decision on a version.
func (r *road) fromMenu(p *person, version int, do complaint.Step) {
	r.t.Helper()
	request := r.inThread(r.number, "answer.approve")
	seen, err := p.Press(klachten, request.TS, "answer.more", playground.Choosing(view.MoreValue(r.value(version), do)))
	p.went("choose "+string(do), seen, err)
}

// editedByMees: he mends it himself, and cannot approve what he wrote.
func (r *road) editedByMees() {
	r.t.Helper()
	r.fromMenu(r.mees, 2, view.AnswerEdit)
	r.mees.fills("text2", fullFine)
	r.mees.submits()
	r.rest()
	if a := r.kase(r.number).Answer(); a.Version != 3 || a.Author != r.mees.id || !a.Asked {
		r.fail("Mees's version is kept as %+v", a)
	}
	if why := r.mees.refused(r.inThread(r.number, "answer.approve"), "answer.approve"); !strings.Contains(why, "You wrote this answer") || !strings.Contains(why, "Sanne Bakker") {
		r.fail("Mees is refused with %q", why)
	}
	told := r.milan.dm(r.number, "answer.compare")
	r.milan.presses(told, "answer.compare")
	if !strings.Contains(r.milan.Text(told), "Mees Vos* edited your answer") || !strings.Contains(r.milan.reads(), wholeParts) {
		r.fail("Milan is told %q, and compares %s", r.milan.Text(told), r.milan.reads())
	}
	r.milan.closes()
}

// comparedAndApproved: Sanne sees what changed since the version before.
func (r *road) comparedAndApproved() {
	r.t.Helper()
	request := r.inThread(r.number, "answer.approve")
	if text := r.sanne.Text(request); !strings.Contains(text, "*Changed since v2:* the text (+1 and −3 words)") {
		r.fail("the request says %s", text)
	}
	r.fromMenu(r.sanne, 3, view.AnswerCompare)
	if said := r.sanne.reads(); !strings.Contains(said, wholeParts) {
		r.fail("Sanne compares %s", said)
	}
	r.sanne.closes()
	r.sanne.presses(request, "answer.approve")
	r.shows(r.number, "Approved", "answer.deliver.open")
	c := r.kase(r.number)
	if e := lastOf(c, complaint.Approved); e.Data.Version != 3 || e.Data.Hash != c.Answers[2].Hash || e.Data.Hash == c.Answers[1].Hash {
		r.fail("approved version %d with %s", e.Data.Version, e.Data.Hash)
	}
}

// givenWhole: Milan reads every part when he gives it, and finds all versions
// in the case file.
func (r *road) givenWhole() {
	r.t.Helper()
	m := r.milan.dm(r.number, "answer.deliver.open")
	r.milan.presses(m, "answer.deliver.open")
	for _, part := range []string{longAnswer[0], fullFine, longAnswer[2]} {
		if !strings.Contains(r.milan.reads(), part) {
			r.fail("the form of the delivery lacks %q: %s", part, r.milan.reads())
		}
	}
	r.milan.fills("via", "letter", "reaction", reaction)
	r.milan.submits()
	r.shows(r.number, "Answered", "followup.open")
	r.sanne.types(general, "/complaint", "show "+r.number)
	r.sanne.inWindow("case.tab.answers")
	r.sanne.inWindow("case.page.next")
	if said := r.sanne.reads(); !strings.Contains(said, fullFine) || !strings.Contains(said, "version 3") {
		r.fail("the case file says %s", said)
	}
	r.sanne.closes()
	for table, rows := range r.rows() {
		for _, row := range rows {
			if strings.Contains(row, "lay with us") || strings.Contains(row, "Not a part") {
				r.fail("%s says %s", table, row)
			}
		}
	}
}
