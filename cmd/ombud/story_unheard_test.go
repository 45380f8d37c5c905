package main

import (
	"errors"
	"testing"
	"time"

	"ombud/complaint"
)

// TestKilledUnheard kills the real process when what it was asked is committed and Slack
// has no answer yet. Slack asks the process that is started next the same again: a
// command with its trigger id, a form with that of its window, an event with its own, and
// a button. Each has one effect.
func TestKilledUnheard(t *testing.T) { onBoth(t, play{process: true}, killedUnheard) }

// TestKilledUnheardOverHTTP is the same with requests over HTTP.
func TestKilledUnheardOverHTTP(t *testing.T) {
	onBoth(t, play{process: true, http: true}, killedUnheard)
}

func killedUnheard(s *stage) {
	p := newChild(s)
	number := p.unheardFiling()
	p.unheardForms(number)
	p.unheardCommand(number)
	p.unheardEvents(number)
}

// unheard lets an act reach the process, kills it unheard, and lets Slack ask the next.
func (p *child) unheard(what string, act func() error) {
	p.t.Helper()
	lost, again, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	p.slack.LoseAnswer(func() { close(lost); <-again })
	go func() { done <- act() }()
	select {
	case <-lost:
	case err := <-done:
		p.fail("%s: nothing was asked: %v", what, err)
	case <-time.After(patience):
		p.fail("%s: no answer to lose", what)
	}
	p.kill()
	p.ahead += 90 * time.Second // what the process held is free by then
	p.tick.Set(time.Now().Add(p.ahead))
	p.start()
	close(again)
	p.do(what, <-done)
	p.rest()
}

// unheardFiling records a complaint, of which the window then tells.
func (p *child) unheardFiling() string {
	p.t.Helper()
	p.lotte.opensForm()
	p.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale, "deliverers", []string{p.joost.id})
	p.unheard("file", func() error { _, err := p.lotte.Submit(); return err })
	number := numberPattern.FindString(p.lotte.reads())
	if filed := p.rows()["complaint"]; p.lotte.window().CallbackID != "case.filed" || len(filed) != 1 || number == "" {
		p.fail("%d cases were filed, and Lotte reads %s", len(filed), p.lotte.reads())
	}
	p.lotte.closes()
	p.card(number)
	if n := len(headed(p.lotte.DMs(), number)); n != 1 {
		p.fail("Lotte has %d receipts", n)
	}
	return number
}

// unheardForms takes a case to its handler with forms and buttons that nobody heard of.
func (p *child) unheardForms(number string) {
	p.t.Helper()
	p.lotte.presses(p.lotte.dm(number, "case.readback.open"), "case.readback.open")
	p.lotte.fills("verdict", "readback_approved", "done", []string{"explained"})
	p.unheard("read back", func() error { _, err := p.lotte.Submit(); return err })
	p.sanne.presses(p.card(number), "case.assign.open")
	p.sanne.chooses(p.milan)
	p.unheard("assign", func() error { _, err := p.sanne.Submit(); return err })
	form := p.milan.dm(number, "case.accept")
	p.unheard("accept", func() error { _, err := p.milan.Press(form.Channel, form.TS, "case.accept"); return err })
	p.milan.closes()
	p.happened(number, complaint.Received, complaint.DelivererNamed, complaint.ReadBackApproved, complaint.Explained,
		complaint.HandlerAssigned, complaint.FormSent, complaint.Accepted)
	p.lines(number, 3)
}

// unheardCommand has the card posted anew: once.
func (p *child) unheardCommand(number string) {
	p.t.Helper()
	before := len(p.sanne.Messages(klachten))
	p.unheard("repost", func() error { _, err := p.sanne.Command(general, "/complaint", "repost "+number); return err })
	if n := len(p.sanne.Messages(klachten)); n != before+1 {
		p.fail("the channel has %d messages more", n-before)
	}
	p.card(number)
}

// unheardEvents: the bot is asked in the thread of the case, which it says no more than
// once; whom the complaint is about comes into the channel, and the case leaves it once.
func (p *child) unheardEvents(number string) {
	p.t.Helper()
	card, before := p.card(number), len(p.sanne.Ephemerals(klachten))
	p.unheard("mention", p.event(func() error {
		_, err := p.sanne.Mention(klachten, "<@"+p.slack.Config().BotUserID+"> what now?", card.TS)
		return err
	}))
	if n := len(p.sanne.Ephemerals(klachten)) - before; n > 1 {
		p.fail("Sanne is answered %d times", n)
	}
	p.unheard("join", p.event(func() error { return p.slack.Join(klachten, p.joost.id) }))
	moved := 0
	for _, e := range p.kase(number).Events {
		if e.Kind == complaint.RouteConfidential {
			moved++
		}
	}
	if n := len(headed(p.mees.DMs(), number)); moved != 1 || n != 1 {
		p.fail("the case moved %d times, and Mees has %d cards", moved, n)
	}
}

// event is an act that Slack tells of in its own time, until it is answered.
func (p *child) event(act func() error) func() error {
	return func() error {
		if err := act(); err != nil {
			return err
		}
		if !p.slack.Settle(patience) {
			return errors.New("not answered")
		}
		return nil
	}
}
