package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// Who is co-responsible hears it at the assignment, is reminded like the handler, and
// hears when somebody else is it instead; of a confidential case in private all the same.
func TestTheCoResponsibleIsTold(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Assign(complaint.Assignment{
			Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost}, Skip: "on holiday", KeepFiler: true,
		}, member(sanne), now)
	})
	f.sendAll()
	reads := func(user, words string) int { return count(f.said(user), number+": you are "+words) }
	if reads(lotte, "co-responsible") != 1 {
		t.Errorf("the filer reads %q\n%s", f.said(lotte), f.log)
	}
	f.remindAt("2026-03-09 09:00")
	f.sendAll()
	for _, user := range []string{milan, lotte} {
		if n := count(f.said(user), "Due today: contact"); n != 1 {
			t.Errorf("%s has %d reminders: %q", user, n, f.said(user))
		}
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.ReplaceCoOwner(mees, "on leave", member(sanne), now)
	})
	f.sendAll()
	if reads(lotte, "co-responsible") != 0 || reads(lotte, "no longer co-responsible") != 1 || reads(mees, "co-responsible") != 1 {
		t.Errorf("who was it reads %q, who is it %q", f.said(lotte), f.said(mees))
	}
	for _, m := range f.slack.As(lotte).DMs() {
		if strings.Contains(m.Text, "contact the customer") && strings.Contains(sprint(m.Blocks), "button") {
			t.Errorf("the reminder of who was it still has buttons: %q", m.Text)
		}
	}
}

// Somebody who turns out to be involved loses what they were told.
func TestACoResponsibleWhoIsInvolved(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Assign(complaint.Assignment{
			Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost}, Skip: "on holiday", KeepFiler: true,
		}, member(sanne), now)
	})
	f.sendAll()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{lotte}, How: "her sister"}, member(sanne), now)
	})
	f.sendAll()
	if n := count(f.said(lotte), "co-responsible"); n != 0 {
		t.Errorf("she reads %q", f.said(lotte))
	}
	if n := f.dmsSaying(sanne, "Name somebody else"); n != 1 {
		t.Errorf("the officer is asked %d times for another one: %q", n, f.said(sanne))
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.ReplaceCoOwner(mees, "in her place", member(sanne), now)
	})
	f.sendAll()
	if f.dmsSaying(sanne, "Name somebody else") != 0 || f.dmsSaying(sanne, "That is settled") != 1 {
		t.Errorf("once there is one the officer reads %q", f.said(sanne))
	}
}

// Who leads reads for which cases somebody who left was co-responsible.
func TestACoResponsibleWhoLeaves(t *testing.T) {
	f := newFirm(t)
	one, other := f.file(), f.file()
	for _, number := range []string{one, other} {
		f.step(number, func(c *complaint.Case, now timeT) error {
			return c.Assign(complaint.Assignment{
				Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost}, Skip: "on holiday", KeepFiler: number == one,
			}, member(sanne), now)
		})
	}
	f.sendAll()
	f.leaves(lotte)
	if f.dmsSaying(sanne, "Co-responsible for one open case: "+one) != 1 {
		t.Errorf("the officer reads %q", f.said(sanne))
	}
}

// With everybody away whoever looks after the app hears once a day that reminders reach
// nobody, whatever the case, and nothing about it.
func TestTheKeeperHearsThatNobodyIsThere(t *testing.T) {
	f := newFirm(t)
	numbers := []string{f.file(), f.file()}
	f.sendAll()
	f.do("away", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		for _, user := range []string{sanne, fatima, mees, lotte} {
			r.Away = append(r.Away, complaint.Absence{ID: user, User: user, From: at("2026-03-06 00:00"), Until: at("2026-03-20 00:00")})
		}
		return nil, nil
	}))
	f.remindAt("2026-03-09 09:30")
	f.sendAll()
	const said = "A complaint or a reminder reached nobody"
	if n := f.dmsSaying(sanne, said); n != 1 {
		t.Errorf("who looks after the app reads it %d times: %q\n%s", n, f.said(sanne), f.log)
	}
	for _, m := range f.slack.As(sanne).DMs() {
		for _, number := range numbers {
			if text := sprint(m.Blocks); strings.Contains(text, said) && strings.Contains(text, number) {
				t.Errorf("it names a case: %s", text)
			}
		}
	}
	f.remindAt("2026-03-10 09:30")
	f.sendAll()
	if n := f.dmsSaying(sanne, said); n != 2 {
		t.Errorf("the next day it was said %d times", n)
	}
}
