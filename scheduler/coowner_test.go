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
}
