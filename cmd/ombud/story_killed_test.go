package main

import (
	"testing"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/playground"
)

// TestKilled kills the real process with SIGKILL between the commit and the
// message, and between the message and the mark that it is out. After each
// start everything is there, and nothing twice.
func TestKilled(t *testing.T) { onBoth(t, play{process: true}, killed) }

// TestKilledOverHTTP is the same with requests over HTTP.
func TestKilledOverHTTP(t *testing.T) { onBoth(t, play{process: true, http: true}, killed) }

func killed(s *stage) {
	p := newChild(s)
	first := p.killedWhileFiling("about to post the card", klachten, false)
	second := p.killedWhileFiling("card posted, nobody knows", klachten, true)
	third := p.killedWhileFiling("receipt posted, nobody knows", p.slack.DM(p.lotte.id), true)
	p.killedWhileAssigning(third)
	p.killedOnTheWayToTheEnd(third)
	for _, number := range []string{first, second, third} {
		p.card(number)
		if n := len(headed(p.lotte.DMs(), number)); n != 1 {
			p.fail("Lotte has %d receipts of %s", n, number)
		}
	}
	if roots := p.inChannel(); len(roots) != 3 {
		p.fail("the channel has %d messages for three cases", len(roots))
	}
}

// killedWhileFiling records a complaint, kills the process at its message to
// a place and starts it anew.
func (p *child) killedWhileFiling(when, place string, answer bool) string {
	p.t.Helper()
	var number string
	p.killedAt(place, answer, func() {
		p.lotte.opensForm()
		p.lotte.fills("name", customer, "phone", phone, "email", email, "summary", summary, "story", tale, "deliverers", []string{p.joost.id})
		number = p.lotte.submitsFiling()
		p.lotte.closes()
	})
	before := headed(p.slack.As(p.sanne.id).Messages(klachten), number)
	if place == klachten && (len(before) == 1) != answer {
		p.fail("%s: the channel held %d cards when the process was killed", when, len(before))
	}
	p.again()
	card := p.card(number)
	if len(before) == 1 && before[0].TS != card.TS {
		p.fail("%s: the card moved", when)
	}
	p.lotte.dm(number, "case.readback.open")
	return number
}

// killedWhileAssigning kills the process twice on the way of one assignment:
// at a line of the thread, and at the form whose arrival starts a clock.
func (p *child) killedWhileAssigning(number string) {
	p.t.Helper()
	p.killedAt("Customer approved", true, func() {
		p.lotte.presses(p.lotte.dm(number, "case.readback.open"), "case.readback.open")
		p.lotte.fills("verdict", "readback_approved", "done", []string{"explained"})
		p.lotte.submits()
	})
	p.again()
	p.lines(number, 1)
	p.killedAt(p.slack.DM(p.milan.id), true, func() {
		p.sanne.presses(p.card(number), "case.assign.open")
		p.sanne.chooses(p.milan)
		p.sanne.submits()
	})
	forms := headed(p.milan.DMs(), number)
	if len(forms) != 1 {
		p.fail("Milan had %d forms when the process was killed", len(forms))
	}
	p.again()
	p.lines(number, 2)
	p.oneForm(number, forms[0])
}

// killedOnTheWayToTheEnd kills the process at the request for approval, at the approval,
// at the delivery and at the closing.
func (p *child) killedOnTheWayToTheEnd(number string) {
	p.t.Helper()
	day, err := p.cfg.cal.AddBusinessDays(calendar.DayOf(p.tick.Now(), p.cfg.cal.Zone()), 3)
	p.do("three days on", err)
	p.milan.contacts(p.milan.dm(number, "case.contact.open"), number, day.String())
	p.killedAt(p.slack.DM(p.mees.id), true, func() {
		p.milan.presses(p.milan.dm(number, "answer.draft.open"), "answer.draft.open")
		p.milan.fills("form", "email", "outcome", "upheld", "text", answer3, "reasons", because, "ask", "ask")
		p.milan.submits()
	})
	p.again()
	if n := len(headed(p.mees.DMs(), number)); n != 1 {
		p.fail("Mees is asked %d times", n)
	}
	p.killedAt(p.slack.DM(p.milan.id), false, func() { // the handler's message comes anew
		p.mees.presses(p.mees.dm(number, "answer.review"), "answer.review")
		_, err := p.mees.PressInView("answer.approve")
		p.do("approve", err)
	})
	p.again()
	p.killedAt("Answer given", true, func() {
		p.milan.presses(p.milan.dm(number, "answer.deliver.open"), "answer.deliver.open")
		p.milan.fills("via", "email", "when", p.tick.Now().Add(-time.Minute), "reaction", reaction)
		p.milan.submits()
	})
	p.again()
	p.sanne.asks(p.card(number), "satisfied", happy)
	p.killedAt("Case closed", false, func() {
		p.sanne.presses(p.card(number), "case.close.open")
		p.sanne.fills("handling", handling, "lesson", lesson)
		p.sanne.submits()
	})
	p.again()
	p.shows(number, "Closed", "")
	p.lines(number, 8)
	p.happened(number,
		complaint.Received, complaint.DelivererNamed, complaint.ReadBackApproved, complaint.Explained, complaint.HandlerAssigned,
		complaint.FormSent, complaint.Accepted, complaint.Contacted, complaint.PlanAgreed, complaint.Drafted, complaint.ApprovalAsked, complaint.Approved,
		complaint.Told, complaint.Satisfied, complaint.CaseClosed)
}

func (p *child) lines(number string, want int) {
	p.t.Helper()
	if n := len(p.thread(number)); n != want {
		p.fail("the thread of %s has %d lines, want %d", number, n, want)
	}
}

// oneForm: the form that arrived before the kill is the one, and the clock
// runs from its arrival.
func (p *child) oneForm(number string, form playground.Message) {
	p.t.Helper()
	if after := headed(p.milan.DMs(), number); len(after) != 1 || after[0].TS != form.TS {
		p.fail("Milan has %d forms", len(after))
	}
	sent := 0
	for _, e := range p.kase(number).Events {
		if e.Kind == complaint.FormSent {
			sent++
			if e.At.UnixMilli() != tsMillis(form.TS) {
				p.fail("the form arrived at %s, the case says %s", time.UnixMilli(tsMillis(form.TS)), e.At)
			}
		}
	}
	if sent != 1 {
		p.fail("the arrival of the form is recorded %d times", sent)
	}
}
