package main

import (
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// TestKilled kills the real process with SIGKILL between the commit and the
// message, and between the message and the mark that it is out. After each
// start everything is there, and nothing twice.
func TestKilled(t *testing.T) {
	onBoth(t, play{process: true}, func(s *stage) {
		p := newChild(s)
		first := p.killedWhileFiling("about to post the card", klachten, false)
		second := p.killedWhileFiling("card posted, nobody knows", klachten, true)
		third := p.killedWhileFiling("receipt posted, nobody knows", p.slack.DM(p.lotte.id), true)
		p.killedWhileAssigning(third)
		for _, number := range []string{first, second, third} {
			p.card(number)
			if n := len(headed(p.lotte.DMs(), number)); n != 1 {
				p.fail("Lotte has %d receipts of %s", n, number)
			}
		}
		if roots := p.inChannel(); len(roots) != 3 {
			p.fail("the channel has %d messages for three cases", len(roots))
		}
	})
}

// killedWhileFiling records a complaint, kills the process at its message to
// a place and starts it anew.
func (p *child) killedWhileFiling(when, place string, answer bool) string {
	p.t.Helper()
	var number string
	p.killedAt(place, answer, func() {
		p.lotte.opensForm()
		p.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale, "deliverers", []string{p.joost.id})
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
