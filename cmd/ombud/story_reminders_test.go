package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/playground"
)

// onMilansDesk brings a complaint to where Milan must call the customer by
// Monday evening, and he does not.
func (s *stage) onMilansDesk() string {
	s.t.Helper()
	number := s.lotte.files("deliverers", []string{s.joost.id})
	s.at("2026-03-05 10:30")
	s.lotte.readsBack(number)
	s.at("2026-03-05 11:00")
	s.sanne.assigns(number, s.milan)
	s.milan.presses(s.milan.dm(number, "case.accept"), "case.accept")
	s.rest()
	return number
}

// reminders lists the live reminders of a case in somebody's direct messages:
// they have buttons and, unlike cards and receipts, no header.
func (p *person) reminders(number string) []playground.Message {
	return slices.DeleteFunc(p.DMs(), func(m playground.Message) bool {
		return !about(m, number) || headerOf(m) != "" || len(buttons(m.Blocks)) == 0
	})
}

// reminded checks who has a live reminder of the case: one each, no others.
func (s *stage) reminded(number, words string, who ...*person) {
	s.t.Helper()
	for _, p := range s.people() {
		live := p.reminders(number)
		want := slices.Contains(who, p)
		if len(live) > 1 || want != (len(live) == 1) {
			s.fail("%s has %d live reminders at %s", p.name, len(live), s.clock.Now().In(amsterdam))
		}
		if want && !strings.Contains(p.Text(live[0]), words) {
			s.fail("%s is reminded with %q, want %q in it", p.name, p.Text(live[0]), words)
		}
	}
}

// TestReminderLadder walks every rung for one duty that nobody does, over a
// weekend, and sees all of it settled when it is done.
func TestReminderLadder(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		number := s.onMilansDesk()
		s.reminded(number, "")
		for _, rung := range []struct {
			at, words string
			who       []*person
			late      int // lines about it in the thread
		}{
			{"2026-03-06 08:59", "", nil, 0},
			{"2026-03-06 09:00", "Due in 1 working day* · Contact the customer", []*person{s.milan}, 0},
			{"2026-03-08 12:00", "Due in 1 working day", []*person{s.milan}, 0},
			{"2026-03-09 09:00", "Due today", []*person{s.milan}, 0},
			{"2026-03-09 15:30", "Due today", []*person{s.milan}, 0},
			{"2026-03-10 08:29", "Due today", []*person{s.milan}, 0},
			{"2026-03-10 08:30", "*Overdue* · Contact the customer by Mon 9 March", []*person{s.milan, s.sanne}, 1},
			{"2026-03-11 09:00", "*Overdue* · Contact the customer by Mon 9 March", []*person{s.milan, s.sanne, s.fatima}, 1},
			{"2026-03-13 09:00", "*Overdue* · Contact the customer by Mon 9 March", []*person{s.milan, s.sanne, s.fatima, s.mees}, 1},
		} {
			s.advance(rung.at)
			s.reminded(number, rung.words, rung.who...)
			if n := len(s.lateLines(number)); n != rung.late {
				s.fail("the thread has %d lines about the late duty, want %d", n, rung.late)
			}
			once := rung.at == "2026-03-11 09:00" // when the deputy is asked too
			if rung.late > 0 && s.lateLines(number)[0].Broadcast != once {
				s.fail("the channel is shown the late duty: %v, want %v", !once, once)
			}
		}
		s.inWorkingHours()
		s.milan.contacts(s.milan.dm(number, "case.contact.open"), number, "2026-03-20")
		s.reminded(number, "")
		for _, p := range []*person{s.milan, s.sanne, s.fatima, s.mees} {
			if !p.wasTold("Done: customer contacted (Milan de Wit, Fri 13 March at 09:00)") {
				s.fail("%s is not told that it is done", p.name)
			}
		}
		if n := len(s.lateLines(number)); n != 0 {
			s.fail("the thread still has %d lines about a late duty", n)
		}
		s.joost.blind("K-2026")
	})
}

// lateLines are the lines of the thread about a duty that is late.
func (s *stage) lateLines(number string) []playground.Message {
	s.t.Helper()
	return slices.DeleteFunc(s.thread(number), func(m playground.Message) bool { return !strings.Contains(s.sanne.Text(m), "Overdue") })
}

// inWorkingHours: no direct message came when people are not at work.
func (s *stage) inWorkingHours() {
	s.t.Helper()
	for _, p := range s.people() {
		for _, m := range p.DMs() {
			if at := time.UnixMilli(tsMillis(m.TS)); !s.cfg.cal.InHours(at) {
				s.fail("%s was disturbed at %s", p.name, at.In(amsterdam))
			}
		}
	}
}

// TestDownForFiveDays: the bot comes back when three rungs have passed. The
// newest is told, once, and a second start tells nothing more.
func TestDownForFiveDays(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		number := s.onMilansDesk()
		s.stop()
		s.at("2026-03-11 10:00")
		for range 2 {
			s.start()
			s.until("the reminders", func() bool { return len(s.fatima.reminders(number)) == 1 && len(s.sanne.reminders(number)) == 1 })
			s.until("the digest", func() bool { return len(s.digests()) > 0 })
			s.rest()
			s.reminded(number, "*Overdue* · Contact the customer by Mon 9 March", s.sanne, s.fatima)
			if n := len(s.lateLines(number)); n != 1 {
				s.fail("the thread has %d lines about the late duty, want 1", n)
			}
			if n := len(s.digests()); n != 1 {
				s.fail("%d digests came for one week, want 1", n)
			}
			s.stop()
		}
		s.start()
		for _, p := range []*person{s.sanne, s.fatima} {
			if n := posts(s, p); n != 1 {
				s.fail("%s was sent %d messages, want 1", p.name, n)
			}
		}
	})
}

// posts counts the direct messages that were ever sent to somebody, also
// those that were taken back.
func posts(s *stage, p *person) int {
	dm := s.slack.DM(p.id)
	return len(slices.DeleteFunc(s.slack.Calls("chat.postMessage"), func(c playground.Call) bool {
		return !strings.Contains(string(c.Request), `"`+dm+`"`)
	}))
}

// digests are the weekly messages in the channel.
func (s *stage) digests() []playground.Message {
	return headed(s.sanne.Messages(klachten), "Complaints · week")
}

// TestWeeklyDigest: on Mondays at nine, on the next working day when that is
// a holiday, and not at all when there is nothing to tell.
func TestWeeklyDigest(t *testing.T) {
	onBoth(t, play{at: "2026-03-19 10:00"}, func(s *stage) {
		s.advance("2026-03-24 10:00")
		if n := len(s.digests()); n != 0 {
			s.fail("%d digests of nothing", n)
		}
		number := s.lotte.files()
		s.advance("2026-03-30 08:59")
		if n := len(s.digests()); n != 0 {
			s.fail("a digest came before Monday nine o'clock")
		}
		s.advance("2026-03-30 09:00")
		all := s.digests()
		if len(all) != 1 || tsMillis(all[0].TS) != at("2026-03-30 09:00").UnixMilli() {
			s.fail("%d digests on Monday morning, want 1 at nine", len(all))
		}
		said := s.sanne.Text(all[0])
		for _, words := range []string{"week 13", "1 received", "0 closed", "1 open", "1 overdue", number} {
			if !strings.Contains(said, words) {
				s.fail("the digest does not say %q", words)
			}
		}
		s.advance("2026-04-07 08:59") // the 6th is Easter Monday
		if n := len(s.digests()); n != 1 {
			s.fail("a digest came on a holiday")
		}
		s.advance("2026-04-07 09:00")
		if n := len(s.digests()); n != 2 {
			s.fail("%d digests after Easter Monday, want 2", n)
		}
		for _, m := range s.digests() {
			if strings.Contains(asJSON(m), customer) || strings.Contains(asJSON(m), summary) {
				s.fail("the digest tells of a customer")
			}
		}
	})
}
