package main

import (
	"slices"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// The side roads are told on one database each: what the two do differently
// is tested where it differs.
func onOne(t *testing.T, story func(*stage)) {
	t.Helper()
	t.Parallel()
	story(newStage(t, play{url: "sqlite:" + t.TempDir() + "/ombud.db"}))
}

// more chooses a line of a card's menu.
func (p *person) more(number string, step complaint.Step) {
	p.s.t.Helper()
	card := p.s.card(number)
	seen, err := p.Press(card.Channel, card.TS, "case.more", playground.Choosing(view.MoreValue(number, step)))
	p.went("menu "+string(step), seen, err)
}

// inView presses a button of the window in sight.
func (p *person) inView(action string) {
	p.s.t.Helper()
	seen, err := p.PressInView(action)
	p.went("press "+action, seen, err)
}

// says checks that a text says each of these.
func (s *stage) says(what, text string, want ...string) {
	s.t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			s.fail("%s lacks %q:\n%s", what, w, text)
		}
	}
}

// answered is a case whose customer got the answer on the day it was filed.
func (s *stage) answered() string {
	s.t.Helper()
	number := s.awaitingApproval()
	s.mees.presses(s.inThread(number, "answer.approve"), "answer.approve")
	s.rest()
	s.milan.delivers(s.milan.dm(number, "answer.deliver.open"), "2026-03-05 11:00")
	return number
}

// TestWithdrawn: while the answer waits for approval the customer takes the
// complaint back. Everybody's message says so, nothing is owed any more, and
// an hour later it turns out to be another customer's.
func TestWithdrawn(t *testing.T) {
	onOne(t, func(s *stage) {
		number := s.awaitingApproval()
		request := s.inThread(number, "answer.approve")
		s.milan.more(number, complaint.StepAll)
		s.milan.inView("case.end.open")
		s.milan.fills("end", "withdrawn", "reason", "Leave it, we have no time for this", "with", customer)
		s.milan.submits()
		s.milan.closes()
		s.shows(number, "Withdrawn", "")
		s.says("Lotte's message", s.lotte.Text(s.lotte.dm(number, "")), "The customer withdrew the complaint.")
		s.says("Milan's message", s.milan.Text(headed(s.milan.DMs(), number)[0]), "The customer withdrew the complaint.")
		s.says("the request", s.sanne.Text(s.inThread(number, "Nothing is left to decide")), "Nothing is left to decide")
		s.mees.forgesPress("answer.approve", number+":v1") // the buttons of an hour ago
		if c := s.kase(number); c.Answers[0].Verdict != "" {
			s.fail("the answer of a withdrawn case was approved")
		}
		s.advance("2026-03-06 09:00") // nobody is reminded
		for _, e := range s.kase(number).Events {
			if e.Kind == complaint.Reminded {
				s.fail("somebody was reminded of %s", e.Data.Duty)
			}
		}
		s.joost.forgesPress("case.end.undo", number)
		s.shows(number, "Withdrawn", "")
		s.sanne.presses(s.card(number), "case.end.undo")
		s.shows(number, "In approval", "answer.review")
		if !hasButton(s.inThread(number, "answer.approve").Blocks, "answer.approve") || request.TS != s.inThread(number, "answer.approve").TS {
			s.fail("the request does not stand again where it stood")
		}
	})
}

// TestMerged: the customer wrote and called, and both were filed. The officer
// finds out, and the first case goes on with what the second one holds; whom
// the second is about is kept out of both.
func TestMerged(t *testing.T) {
	onOne(t, func(s *stage) {
		older := s.lotte.files("done", []string{"readback", "explained"})
		newer := s.lotte.files("about", []string{"U0JOOST"}, "received", at("2026-03-04 09:00"), "story", "She wrote the day before that nobody called her back.")
		s.sanne.more(newer, complaint.StepEnd)
		s.sanne.fills("end", "duplicate")
		options, err := s.sanne.Options("other", "")
		s.do("look for the other case", err)
		if len(options) != 1 || options[0].Value != older || strings.Contains(options[0].Text, "Anna") {
			s.fail("offered %+v, want %s and no name", options, older)
		}
		s.sanne.fills("other", older, "reason", "The same accounts")
		s.sanne.submits()
		s.shows(newer, "Duplicate", "")
		s.says("the pointer", s.sanne.Text(s.card(newer)), "It goes on as "+older)
		c := s.kase(older)
		if !c.ReceivedAt.Equal(at("2026-03-04 09:00")) || !c.IsInvolved("U0JOOST") {
			s.fail("%s was received %v, Joost is kept out: %v", older, c.ReceivedAt, c.IsInvolved("U0JOOST"))
		}
		if d := s.dutyOf(older, "decision", 1); !d.Due.Equal(at("2026-04-02 00:00")) {
			s.fail("the answer is due %v, want four weeks from the earlier receipt", d.Due)
		}
		s.sanne.presses(s.card(older), "case.assign.open")
		s.sanne.closes()
		s.sanne.more(older, complaint.StepOpenFile)
		s.says("the file", s.sanne.reads(), "nobody called her back", "Merged into this case: *"+newer)
		s.sanne.closes()
		s.alike(s.joost, older) // as if it were not there
		s.alike(s.joost, newer)
		s.sanne.more(older, complaint.StepEnd)
		s.sanne.fills("end", "duplicate")
		if _, err := s.sanne.Options("other", newer); err != nil {
			s.fail("look for a duplicate: %v", err)
		}
		s.sanne.fills("other", newer, "reason", "the other way round")
		if said := s.sanne.refusedAt("other"); !strings.Contains(said, newer+" is itself a duplicate. Choose "+older) {
			s.fail("into a duplicate: %q", said)
		}
	})
}

// TestNoReply: three calls on three days reach nobody. Lotte asks to close,
// management agrees, and the case is counted as not verified.
func TestNoReply(t *testing.T) {
	onOne(t, func(s *stage) {
		number := s.answered()
		for i, day := range []string{"2026-03-10 10:00", "2026-03-11 10:00", "2026-03-12 10:00"} {
			s.advance(day)
			if i < 2 && slices.ContainsFunc(buttons(s.card(number).Blocks), func(b button) bool { return b.action == "case.askclose.open" }) {
				s.fail("closing without a reply is offered after %d calls", i)
			}
			s.sanne.asks(s.card(number), "no_reply", "")
		}
		s.sanne.presses(s.card(number), "case.askclose.open")
		s.sanne.fills("reason", "The bakery is shut for a month")
		s.sanne.submits()
		s.rest()
		request := s.inThread(number, "agreement.grant")
		if !strings.Contains(s.sanne.refused(request, "agreement.grant"), "someone else decides") {
			s.fail("Sanne agrees with herself")
		}
		s.mees.presses(s.mees.dm(number, "agreement.grant"), "agreement.grant")
		s.rest()
		s.says("the request", s.sanne.Text(s.inThread(number, "Mees Vos* agreed")), "counts as not verified")
		s.shows(number, "Ready to close", "case.close.open")
		s.sanne.presses(s.card(number), "case.close.open")
		s.sanne.fills("handling", handling)
		s.sanne.submits()
		s.sanne.closes()
		s.shows(number, "Closed", "")
		s.says("the closed card", s.sanne.Text(s.card(number)), "Customer: not verified, no reply")
		if c := s.kase(number); c.FollowedUp != complaint.NoReply {
			s.fail("it is counted as %q", c.FollowedUp)
		}
	})
}

// TestNotSatisfiedTwiceThenOutside: after the second "not satisfied" the
// customer goes to a third party. What the house owed ends, the ruling is
// carried out, and the case closes.
func TestNotSatisfiedTwiceThenOutside(t *testing.T) {
	onOne(t, func(s *stage) {
		number := s.answered()
		s.advance("2026-03-09 10:00")
		s.sanne.asks(s.card(number), "dissatisfied", unhappy)
		s.milan.drafts(s.milan.dm(number, "answer.draft.open"), answer3)
		s.mees.presses(s.inThread(number, "answer.approve"), "answer.approve")
		s.rest()
		s.milan.delivers(s.milan.dm(number, "answer.deliver.open"), "2026-03-09 10:00")
		s.advance("2026-03-12 10:00")
		s.sanne.presses(s.card(number), "followup.open")
		s.says("the form", s.sanne.reads(), "The customer can also turn to an independent third party")
		s.sanne.closes()
		s.sanne.asks(s.card(number), "dissatisfied", unhappy)
		if c := s.kase(number); c.Round != 3 {
			s.fail("round %d, want 3", c.Round)
		}
		s.sanne.presses(s.card(number), "case.dispute.open")
		s.sanne.fills("name", "Disputes Committee", "binding", "yes", "initiative", "customer", "asked_by", customer, "day", "2026-05-01")
		s.sanne.submits()
		s.shows(number, "With third party", "case.ruling.open")
		duties, err := s.kase(number).Duties()
		s.do("duties", err)
		for _, d := range duties {
			if d.Open() && d.Kind != complaint.DutyRuling && d.Kind != complaint.DutyCommitment {
				s.fail("%s is still owed while the case is outside", d.Kind)
			}
		}
		s.advance("2026-04-14 10:00")
		s.sanne.presses(s.card(number), "case.ruling.open")
		s.sanne.fills("text", "The firm pays half of the fine", "day", "2026-04-21")
		s.sanne.submits()
		s.shows(number, "Ruled", "case.ruling.done")
		s.milan.presses(s.card(number), "case.ruling.done")
		s.milan.submits()
		s.shows(number, "Ready to close", "case.close.open")
		s.sanne.presses(s.card(number), "case.close.open")
		s.sanne.fills("handling", handling, "no_measure", "The ruling says what changes")
		s.sanne.submits()
		s.sanne.closes()
		s.shows(number, "Closed", "")
	})
}
