package main

import (
	"strings"
	"testing"
	"time"

	"ombud/playground"
)

// TestNamedPersonInTheChannel: Joost, whom the complaint is about, reads along
// in the management channel. The case goes round him from its first moment.
func TestNamedPersonInTheChannel(t *testing.T) {
	onBoth(t, play{members: []string{"U0JOOST"}}, func(s *stage) {
		number := s.lotte.files("about", []string{s.joost.id})
		s.noWordInTheChannel(number)
		for _, p := range []*person{s.sanne, s.fatima} {
			p.dm(number, "case.readback.open")
		}
		s.mees.dm(number, "") // the card, without what is not management's to do
		s.milan.blind(number)
		if !s.kase(number).Confidential {
			s.fail("the case is not confidential")
		}
		s.lotte.readsBack(number)
		s.sanne.presses(s.sanne.dm(number, "case.assign.open"), "case.assign.open")
		s.sanne.chooses(s.milan)
		s.sanne.fills("deliverers", []string{s.joost.id})
		s.sanne.submits()
		s.rest()
		s.milan.contacts(s.milan.dm(number, "case.contact.open"), number, "2026-03-13")
		s.milan.drafts(s.milan.dm(number, "answer.draft.open"), answer1)
		s.mees.presses(s.mees.dm(number, "answer.approve"), "answer.approve")
		s.rest()
		s.sanne.dm(number, "answer.deliver.open")
		s.noWordInTheChannel(number)
	})
}

// noWordInTheChannel: neither Joost nor anybody else finds the case there.
func (s *stage) noWordInTheChannel(number string) {
	s.t.Helper()
	for _, m := range s.sanne.Messages(klachten) {
		if about(m, number) {
			s.fail("the channel shows %s", number)
		}
	}
	s.joost.blind("K-2026", customer, summary)
	s.alike(s.joost, number)
}

// TestNamedPersonJoinsLater: what the channel held of the case is taken back
// when Joost comes in, and goes on in direct messages.
func TestNamedPersonJoinsLater(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		number := s.lotte.files("deliverers", []string{s.joost.id})
		other := s.lotte.files("summary", "Phone never answered")
		s.lotte.readsBack(number)
		s.sanne.assigns(number, s.milan)
		s.milan.contacts(s.milan.dm(number, "case.contact.open"), number, "2026-03-13")
		s.milan.drafts(s.milan.dm(number, "answer.draft.open"), answer1)
		root := s.card(number).TS
		if len(s.thread(number)) < 4 {
			s.fail("the thread of the case is too short to show that it goes")
		}
		s.do("Joost joins", s.slack.Join(klachten, s.joost.id))
		s.until("the case to leave the channel", func() bool { return s.kase(number).Confidential })
		s.rest()
		if left := s.joost.Thread(klachten, root); len(left) != 0 {
			s.fail("the channel still holds %d messages of the case", len(left))
		}
		s.mees.presses(s.mees.dm(number, "answer.approve"), "answer.approve")
		s.rest()
		s.sanne.dm(number, "answer.deliver.open")
		if after := s.joost.Thread(klachten, root); len(after) != 0 {
			s.fail("something was posted after the case had left")
		}
		s.shows(other, "New", "case.readback.open")
		s.joost.blind(number, customer, summary, answer1, "Anna")
		s.alike(s.joost, number)
	})
}

// TestNamedPersonJoinsWhileNobodyLooks: no event tells of whoever comes in
// while the bot is down. It finds out when it starts, also of closed cases.
func TestNamedPersonJoinsWhileNobodyLooks(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		number := s.lotte.files("deliverers", []string{s.joost.id})
		s.card(number)
		s.stop()
		s.do("Joost joins", s.slack.Join(klachten, s.joost.id))
		s.start()
		s.until("the case to leave the channel", func() bool { return s.kase(number).Confidential })
		s.rest()
		s.noWordInTheChannel(number)
		s.sanne.dm(number, "case.readback.open")
	})
}

// TestUnsafeChannel: a channel that others may read gets nothing at all, in
// every way in which it may come to that. Filing goes on, those who must act
// are told, and once it is mended everything follows, once.
func TestUnsafeChannel(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		harm, mend func(*stage) error
		told       string
		matter     string // as the officer of a case reads it
	}{
		"about to be shared": {
			func(s *stage) error { return s.slack.InviteTeam(klachten) }, func(s *stage) error { return s.slack.Unshare(klachten) }, "shared",
			"The channel is shared with another company, or is about to be.",
		},
		"shared": {
			func(s *stage) error { return s.slack.Share(klachten, "T0OTHER") }, func(s *stage) error { return s.slack.Unshare(klachten) }, "shared",
			"The channel is shared with another company, or is about to be.",
		},
		"a guest in it": {
			func(s *stage) error { return s.slack.Join(klachten, s.guest.id) }, func(s *stage) error { return s.slack.Leave(klachten, s.guest.id) }, "guest",
			"A guest, somebody of another company or another app is in the channel.",
		},
		"archived": {
			func(s *stage) error { return s.slack.Archive(klachten) }, func(s *stage) error { return s.slack.Unarchive(klachten) }, "archived",
			"The channel is archived.",
		},
		"without the app": {
			func(s *stage) error { return s.slack.Leave(klachten, app) }, func(s *stage) error { return s.slack.Join(klachten, app) }, "no longer in it",
			"I cannot find the channel, or I am no longer in it.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, play{}, func(s *stage) {
				first := s.lotte.files()
				ts := s.card(first).TS
				s.do("harm the channel", tc.harm(s))
				s.slack.Settle(patience)
				s.later(3 * time.Second) // no event tells of an invitation to share
				second := s.filedAnyway()
				s.until("word of the trouble", func() bool { return s.sanne.wasTold("Nothing is posted in the complaints channel") })
				s.until("word of the case", func() bool { return s.sanne.wasTold("cannot show case " + second + " at present. " + tc.matter) })
				if !s.sanne.wasTold(tc.told) {
					s.fail("Sanne is not told why")
				}
				s.lotte.dm(second, "case.readback.open")
				if n := len(s.inChannel()); n != 1 || s.inChannel()[0].TS != ts {
					s.fail("the channel holds %d messages of the app", n)
				}
				s.do("mend the channel", tc.mend(s))
				s.later(time.Hour)
				s.rest()
				s.card(second)
				if n := len(s.inChannel()); n != 2 || s.card(first).TS != ts {
					s.fail("the channel holds %d messages of the app, want two cards", n)
				}
			})
		})
	}
}

// filedAnyway records a complaint although the channel takes nothing.
func (s *stage) filedAnyway() string {
	s.t.Helper()
	s.lotte.opensForm()
	s.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale)
	number := s.lotte.submitsFiling()
	s.lotte.closes()
	s.until("the receipt", func() bool { return len(headed(s.lotte.DMs(), number)) == 1 })
	return number
}

// inChannel is what the app said in the management channel, read past the
// people who could no longer see it.
func (s *stage) inChannel() []playground.Message {
	var ours []playground.Message
	for _, m := range s.sanne.Messages(klachten) {
		if m.BotID != "" {
			ours = append(ours, m)
		}
	}
	return ours
}

// wasTold tells whether a direct message holds some words.
func (p *person) wasTold(words string) bool {
	for _, m := range p.DMs() {
		if strings.Contains(p.Text(m), words) {
			return true
		}
	}
	return false
}

// TestNobodyLeftToTell: everybody who could hear of the case is concerned by
// it. It is recorded, the channel gets nothing, and that is said aloud.
func TestNobodyLeftToTell(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		s.lotte.opensForm()
		s.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale, "about", []string{s.sanne.id, s.mees.id, s.fatima.id})
		number := s.lotte.submitsFiling()
		s.lotte.closes()
		s.until("word of the trouble", func() bool { return s.sanne.wasTold("everybody else who could be told is involved too") })
		for _, p := range []*person{s.sanne, s.mees, s.fatima, s.milan} {
			p.blind(number, customer, summary)
		}
		s.until("the receipt", func() bool { return len(headed(s.lotte.DMs(), number)) > 0 })
		s.lotte.dm(number, "case.readback.open")
	})
}

// TestNamedManager: the complaint is about Mees, who is management, the
// fallback and a member of the channel. He loses every right to it.
func TestNamedManager(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		number := s.lotte.files("about", []string{s.mees.id})
		s.lotte.readsBack(number)
		s.sanne.presses(s.sanne.dm(number, "case.assign.open"), "case.assign.open")
		s.sanne.chooses(s.milan)
		s.sanne.fills("deliverers", []string{s.mees.id})
		s.sanne.submits()
		s.rest()
		s.milan.contacts(s.milan.dm(number, "case.contact.open"), number, "2026-03-13")
		s.milan.drafts(s.milan.dm(number, "answer.draft.open"), answer1)
		s.unchanged("what Mees tries", func() {
			for _, action := range []string{"answer.approve", "answer.read", "case.open", "answer.changes.open", "case.close.open"} {
				s.mees.forgesPress(action, number+":v1")
				s.mees.closes()
			}
		})
		_, err := s.mees.OpenHome()
		s.do("Mees opens Home", err)
		s.rest()
		s.advance("2026-03-20 10:00") // every rung of every duty would have reached him
		s.mees.blind(number, customer, summary, answer1)
		s.alike(s.mees, number)
		s.sanne.presses(s.sanne.dm(number, "answer.approve"), "answer.approve")
		s.rest()
		if a := s.kase(number).Answer(); a.DecidedBy != s.sanne.id {
			s.fail("the answer was decided by %q", a.DecidedBy)
		}
	})
}
