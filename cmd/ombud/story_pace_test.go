package main

import (
	"strings"
	"testing"
)

// TestUnderSlacksLimits keeps to the pace and the limits of the real Slack:
// when much happens at once, everything arrives, in order and once.
func TestUnderSlacksLimits(t *testing.T) {
	onBoth(t, play{limits: true}, func(s *stage) {
		var numbers []string
		for range 3 {
			s.lotte.opensForm()
			s.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale, "done", []string{"readback", "explained"})
			numbers = append(numbers, s.lotte.submitsFiling())
			s.lotte.closes()
		}
		for _, number := range numbers {
			s.until("the card of "+number, func() bool { return len(s.roots(number)) == 1 })
			s.sanne.presses(s.card(number), "case.assign.open")
			s.sanne.chooses(s.milan)
			s.sanne.fills("deliverers", []string{s.joost.id})
			s.sanne.submits()
		}
		s.rest()
		for _, number := range numbers {
			s.shows(number, "Assigned", "case.contact.open")
			var said []string
			for _, m := range s.thread(number) {
				said = append(said, strings.TrimPrefix(m.Text, number+" · "))
			}
			if strings.Join(said, ", ") != "Customer approved the report, Handler assigned" && strings.Join(said, ", ") != "Handler assigned" {
				s.fail("the thread of %s says %q", number, said)
			}
			if n := len(headed(s.milan.DMs(), number)); n != 1 {
				s.fail("Milan has %d forms of %s", n, number)
			}
		}
		if n := len(s.inChannel()); n != len(numbers) {
			s.fail("the channel holds %d messages for %d cases", n, len(numbers))
		}
	})
}
