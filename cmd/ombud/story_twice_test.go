package main

import (
	"slices"
	"testing"

	"ombud/complaint"
)

// TestEverythingTwice sends every form twice, as a client does that got no
// answer, and finds one effect of each.
func TestEverythingTwice(t *testing.T) {
	t.Parallel()
	for _, over := range []string{"sockets", "http"} {
		t.Run(over, func(t *testing.T) {
			onBoth(t, play{http: over == "http"}, func(s *stage) {
				s.twice = true
				number := s.awaitingApproval()
				s.slack.DeliverTwice(1)
				s.mees.presses(s.inThread(number, "answer.approve"), "answer.approve")
				s.mees.Reload() // he is told that he was first himself
				s.rest()
				s.milan.delivers(s.milan.dm(number, "answer.deliver.open"), "2026-03-05 11:00")
				s.sanne.asks(s.card(number), "satisfied", happy)
				s.sanne.presses(s.card(number), "case.close.open")
				s.sanne.fills("handling", handling)
				s.sanne.submits()
				s.sanne.closes()
				s.happenedOnce(number)
			})
		})
	}
}

func (s *stage) happenedOnce(number string) {
	s.t.Helper()
	s.shows(number, "Closed", "")
	s.happened(number,
		complaint.Received, complaint.DelivererNamed, complaint.ReadBackApproved, complaint.Explained, complaint.HandlerAssigned,
		complaint.FormSent, complaint.Accepted, complaint.Contacted, complaint.PlanAgreed, complaint.Drafted, complaint.ApprovalAsked, complaint.Approved,
		complaint.Told, complaint.CommitmentMade, complaint.Satisfied, complaint.CaseClosed)
	if n := len(s.rows()["complaint"]); n != 1 {
		s.fail("%d cases were filed, want 1", n)
	}
	if n := len(headed(s.lotte.DMs(), number)); n != 1 {
		s.fail("Lotte got %d receipts", n)
	}
}

// TestSameEventTwice: Slack tells twice that Joost came into the channel.
func TestSameEventTwice(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		number := s.lotte.files("about", []string{s.joost.id})
		s.slack.DeliverTwice(1)
		s.do("Joost joins", s.slack.Join(klachten, s.joost.id))
		s.rest()
		s.until("the case to leave the channel", func() bool { return s.kase(number).Confidential })
		s.rest()
		moved := 0
		for _, e := range s.kase(number).Events {
			if e.Kind == complaint.RouteConfidential {
				moved++
			}
		}
		if n := len(headed(s.mees.DMs(), number)); moved != 1 || n != 1 {
			s.fail("the case moved %d times and Mees has %d cards", moved, n)
		}
	})
}

// TestAnotherFromTheSameWindow: the window that told of success files the next
// complaint, which is another one.
func TestAnotherFromTheSameWindow(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		var numbers []string
		s.lotte.opensForm()
		for range 3 {
			s.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale)
			numbers = append(numbers, s.lotte.submitsFiling())
			seen, err := s.lotte.PressInView("case.file.again")
			s.lotte.went("record another", seen, err)
		}
		s.rest()
		if !slices.Equal(numbers, []string{"K-2026-0001", "K-2026-0002", "K-2026-0003"}) {
			s.fail("the window filed %q", numbers)
		}
		for _, number := range numbers {
			s.card(number)
		}
	})
}
