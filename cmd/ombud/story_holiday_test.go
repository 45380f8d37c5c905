package main

import (
	"strings"
	"testing"

	"ombud/db/dbtest"
	"ombud/playground"
)

// TestOfficerOnHoliday: Sanne says by command that she will be away; Fatima takes
// over, gets her reminders, puts one off and does what is asked; Sanne comes back
// to a list of what happened.
func TestOfficerOnHoliday(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t), at: "2026-03-05 10:00"})
	s.sanne.types(general, "/complaint", "away 2026-03-06 2026-03-13 <@"+s.fatima.id+">")
	s.sanne.submits()
	if said := s.sanne.reads(); !strings.Contains(said, "Fatima El Idrissi was asked to stand in") {
		s.fail("Sanne reads %q", said)
	}
	s.sanne.closes()
	s.rest()
	s.fatima.presses(s.fatima.dmWith("away.take"), "away.take")
	s.rest()
	if !s.sanne.wasTold("Fatima El Idrissi stands in for you from Fri 6 March to Fri 13 March") {
		s.fail("Sanne is not told that Fatima takes over")
	}

	// A complaint that comes in meanwhile: whoever owed the officer's step owes it now.
	s.advance("2026-03-09 10:00")
	number := s.lotte.files("deliverers", []string{s.joost.id})
	s.lotte.readsBack(number)
	s.advance("2026-03-10 08:45") // she was reminded the afternoon before
	if n := len(s.sanne.reminders(number)); n != 0 {
		s.fail("Sanne has %d reminders on holiday", n)
	}
	due := s.fatima.dm(number, "case.assign.open")
	if said := s.fatima.Text(due); !strings.Contains(said, "You get this as deputy of Sanne Bakker") {
		s.fail("Fatima is reminded with %q", said)
	}

	// She puts it off until nine, and is reminded anew then.
	s.fatima.choosesOf(due, "snooze")
	s.rest()
	if now := s.fatima.dm(number, "case.assign.open"); now.TS != due.TS || !strings.Contains(s.fatima.Text(now), "You get it again on") {
		s.fail("the reminder does not say that it is put off")
	}
	s.advance("2026-03-10 15:30")
	again := s.fatima.dm(number, "case.assign.open")
	if again.TS == due.TS {
		s.fail("no new reminder came when the snooze was over")
	}
	s.fatima.presses(again, "case.assign.open")
	if _, err := s.fatima.Options("handler", "milan"); err != nil {
		s.fail("options: %v", err)
	}
	s.fatima.fills("handler", s.milan.id)
	s.fatima.submits()
	s.rest() // she is not of management, who agrees
	s.mees.presses(s.mees.dm(number, "agreement.grant"), "agreement.grant")
	s.rest()
	if !s.fatima.wasTold("Done: handler assigned (Mees Vos, Tue 10 March at 15:30)") {
		s.fail("Fatima's reminder does not say that it is done")
	}

	// Sanne is back on Monday morning.
	s.advance("2026-03-16 08:29")
	if s.sanne.wasTold("While you were away") {
		s.fail("Sanne is told before she is at work")
	}
	s.advance("2026-03-16 08:30")
	for _, words := range []string{"While you were away* (Fri 6 March to Fri 13 March)", number, "Handler assigned"} {
		if !s.sanne.wasTold(words) {
			s.fail("on her return Sanne does not read %q", words)
		}
	}
	s.joost.blind("K-2026")
}

// dmWith is the newest direct message of the app with a button.
func (p *person) dmWith(action string) playground.Message {
	p.s.t.Helper()
	all := p.DMs()
	for i := len(all) - 1; i >= 0; i-- {
		if hasButton(all[i].Blocks, action) {
			return all[i]
		}
	}
	p.s.fail("%s has no direct message with %q", p.name, action)
	return playground.Message{}
}

// choosesOf chooses the first line of a reminder's menu whose value speaks of it.
func (p *person) choosesOf(m playground.Message, do string) {
	p.s.t.Helper()
	for _, e := range elements(blocksOf(m.Blocks), "overflow") {
		options, _ := e["options"].([]any)
		for _, o := range options {
			if value, _ := o.(map[string]any)["value"].(string); strings.Contains(value, ":"+do) {
				seen, err := p.Press(m.Channel, m.TS, "rem.more", playground.Choosing(value))
				p.went("choose "+value, seen, err)
				return
			}
		}
	}
	p.s.fail("%s is not offered %q", p.name, do)
}

// TestAbsenceOutlivesARestart: what was set in Slack stays when the configuration
// is read again.
func TestAbsenceOutlivesARestart(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t), at: "2026-03-05 10:00"})
	s.milan.types(general, "/complaint", "away 2026-03-06 2026-03-13 <@"+s.fatima.id+">")
	s.milan.submits()
	s.milan.closes()
	s.rest()
	s.stop()
	s.start()
	r, err := s.ws().Roster(t.Context())
	s.do("roster", err)
	if got := r.ActingFor(s.fatima.id, at("2026-03-09 09:00")); len(got) != 1 || got[0].User != s.milan.id {
		s.fail("after the restart Fatima acts for %+v", got)
	}
}
