package main

import (
	"strings"
	"sync"
	"testing"

	"ombud/complaint"
	"ombud/playground"
)

// answered: two versions of an answer, one way each through the approval.
func (r *road) answered() {
	r.t.Helper()
	r.advance("2026-03-09 10:00")
	r.milan.drafts(r.milan.dm(r.number, "answer.draft.open"), answer1)
	r.shows(r.number, "In approval", "answer.review")
	request := r.inThread(r.number, "answer.approve")
	r.noneButManagers(request, 1)
	r.changesAsked(request)
	r.milan.drafts(r.milan.dm(r.number, "answer.draft.open"), answer2)
	r.shows(r.number, "In approval", "answer.review")
	r.oneLine(request.TS)
	r.oneOfTwoApproves()
	r.shows(r.number, "Approved", "answer.deliver.open")
	r.sameCard()
}

// noneButManagers: neither its author nor somebody involved decides on an
// answer, whatever they press or forge.
func (r *road) noneButManagers(request playground.Message, version int) {
	r.t.Helper()
	before := len(r.kase(r.number).Events)
	if why := r.milan.refused(request, "answer.approve"); !strings.Contains(why, "Mees Vos") {
		r.fail("the author is refused with %q, which does not name who can", why)
	}
	r.joost.forgesPress("answer.approve", r.value(version))
	r.guest.forgesPress("answer.approve", r.value(version))
	r.rest()
	if c := r.kase(r.number); c.State != complaint.StatePrepared || len(c.Events) != before {
		r.fail("somebody decided who may not")
	}
	r.alike(r.joost, r.number)
	r.outsidersSeeNothing()
}

func (r *road) value(version int) string {
	return r.number + ":v" + string(rune('0'+version))
}

// changesAsked: Mees sends the answer back; without a comment that is no help.
func (r *road) changesAsked(request playground.Message) {
	r.t.Helper()
	r.mees.presses(request, "answer.changes.open")
	r.mees.fills("comment", "   ")
	if why := r.mees.refusedAt("comment"); why == "" {
		r.fail("changes were asked without a word")
	}
	r.mees.fills("comment", comment)
	r.mees.submits()
	r.shows(r.number, "Changes asked", "answer.draft.open")
	request = r.inThread(r.number, "Changes asked by *Mees Vos*")
	if hasButton(request.Blocks, "answer.approve") || hasButton(request.Blocks, "answer.changes.open") {
		r.fail("a decided request still has decision buttons")
	}
	note := r.milan.dm(r.number, "answer.draft.open")
	if !strings.Contains(r.milan.Text(note), "Revise answer") {
		r.fail("Milan is not asked to revise the answer")
	}
	r.milan.presses(note, "answer.draft.open")
	if !strings.Contains(r.milan.reads(), comment) {
		r.fail("the comment does not stand on top of the form")
	}
	r.milan.closes()
}

// oneLine: an older version shrinks to one line.
func (r *road) oneLine(ts string) {
	r.t.Helper()
	for _, m := range r.thread(r.number) {
		if m.TS == ts && (len(m.Blocks) != 1 || len(buttons(m.Blocks)) != 0) {
			r.fail("version 1 did not shrink to one line:\n%s", r.sanne.Text(m))
		}
	}
}

// oneOfTwoApproves: Sanne and Mees press Approve at the same moment. One of
// them decides, the other learns who did.
func (r *road) oneOfTwoApproves() {
	r.t.Helper()
	request := r.inThread(r.number, "answer.approve")
	before := len(r.kase(r.number).Events)
	var both sync.WaitGroup
	for _, p := range []*person{r.sanne, r.mees} {
		both.Go(func() { _, _ = p.Press(klachten, request.TS, "answer.approve") })
	}
	both.Wait()
	r.rest()
	c := r.kase(r.number)
	winner, loser := r.sanne, r.mees
	if c.Answers[1].DecidedBy == r.mees.id {
		winner, loser = r.mees, r.sanne
	}
	if c.Answers[1].Verdict != complaint.Approved || c.Answers[1].DecidedBy != winner.id || len(c.Events) != before+1 {
		r.fail("two approvals left %d events and the verdict %q", len(c.Events)-before, c.Answers[1].Verdict)
	}
	if winner.Modal() != nil {
		r.fail("%s won and is told off", winner.name)
	}
	if !strings.Contains(loser.reads(), winner.name) {
		r.fail("%s is not told that %s was first", loser.name, winner.name)
	}
	loser.closes()
	if m := r.inThread(r.number, "Approved by *"+winner.name+"*"); hasButton(m.Blocks, "answer.approve") {
		r.fail("the approved request still has its button")
	}
}

// delivered: Milan logs at noon that the mail went out at eleven.
func (r *road) delivered() {
	r.t.Helper()
	r.at("2026-03-10 12:00")
	r.milan.delivers(r.milan.dm(r.number, "answer.deliver.open"), "2026-03-10 11:00")
	c := r.kase(r.number)
	e := lastOf(c, complaint.Told)
	if !e.At.Equal(at("2026-03-10 11:00")) || !e.Recorded.Equal(at("2026-03-10 12:00")) {
		r.fail("the delivery was at %s and recorded at %s", e.At, e.Recorded)
	}
	if d := r.duty(complaint.DutyFollowUp, 1); !d.Start.Equal(e.At) || !d.Due.Equal(at("2026-03-18 00:00")) {
		r.fail("the follow-up runs from %s until %s", d.Start, d.Due)
	}
	r.milan.does(r.number, "case.report.open", "reason", "Fine refunded")
	if d := r.duty("report", 1); d.Open() {
		r.fail("the handling was reported, and is still to be")
	}
	r.shows(r.number, "Answered", "followup.open")
	r.sameCard()
}

// TestNobodyApprovesTheirOwn: Sanne may write an answer and, as management,
// approve answers; not both of one.
func TestNobodyApprovesTheirOwn(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		number := s.onMilansDesk()
		s.milan.contacts(s.milan.dm(number, "case.contact.open"), number, "2026-03-13")
		s.sanne.drafts(s.card(number), answer1)
		request := s.inThread(number, "answer.approve")
		if why := s.sanne.refused(request, "answer.approve"); !strings.Contains(why, "Mees Vos") {
			s.fail("the author is refused with %q, which does not name who can", why)
		}
		s.sanne.forgesPress("answer.approve", number+":v1")
		if c := s.kase(number); c.State != complaint.StatePrepared || c.Answers[0].Verdict != "" {
			s.fail("Sanne approved her own answer")
		}
		s.mees.presses(request, "answer.approve")
		s.shows(number, "Approved", "answer.deliver.open")
	})
}

// lastOf is the newest event of a kind.
func lastOf(c *complaint.Case, kind complaint.Kind) complaint.Event {
	for i := len(c.Events) - 1; i >= 0; i-- {
		if c.Events[i].Kind == kind {
			return c.Events[i]
		}
	}
	return complaint.Event{}
}
