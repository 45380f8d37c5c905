package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// leaves lets somebody leave the company, as the event does.
func (f *firm) leaves(user string) {
	f.t.Helper()
	f.do("leave", f.slack.Deactivate(user))
	f.do("leave", f.Store.UpdateRoster(f.t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		return r.Leave(user, f.Now()), nil
	}))
	f.sendAll()
}

// The officer reads what somebody who left leaves behind, and the message says
// how it stands once the cases are handed over.
func TestTheOfficerReadsWhatWhoLeftLeavesBehind(t *testing.T) {
	f := newFirm(t)
	one, hidden := f.file(), f.file(func(r *complaint.Registration) { r.About = []string{sanne} })
	f.assign(one, milan)
	f.sendAll()
	f.leaves(milan)
	f.leaves(milan) // said twice, told once
	if n := f.dmsSaying(sanne, "is no longer a colleague in Slack"); n != 1 || f.dmsSaying(sanne, "1 open case is in this name") != 1 || f.dmsSaying(sanne, one) == 0 {
		t.Fatalf("sanne reads %q", f.said(sanne))
	}
	for _, text := range f.said(sanne) {
		if strings.Contains(text, hidden) {
			t.Errorf("she reads of a case about herself: %s", text)
		}
	}
	f.step(one, func(c *complaint.Case, now timeT) error {
		return c.Reassign(milan, complaint.Assignment{Handler: fatima, Name: "Fatima", Title: "lawyer", WhyText: "takes over"}, member(sanne), now)
	})
	f.sendAll()
	if f.dmsSaying(sanne, "is no longer a colleague in Slack") != 1 || f.dmsSaying(sanne, "No open cases are in this name") != 1 {
		t.Errorf("once handed over sanne reads %q", f.said(sanne))
	}
	if b := f.backlog(); b.Dead != 0 {
		t.Errorf("%d messages to who left were given up", b.Dead)
	}
}

// Whoever comes back before it was told is not spoken of.
func TestBackBeforeItWasTold(t *testing.T) {
	f := newFirm(t)
	f.do("leave and back", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		list := r.Leave(milan, f.Now())
		r.Rejoin(milan)
		return list, nil
	}))
	f.sendAll()
	if n := f.dmsSaying(sanne, "no longer a colleague"); n != 0 {
		t.Errorf("sanne reads %q", f.said(sanne))
	}
}

// Reminders of who left go to their deputy.
func TestRemindersOfWhoLeftGoToTheDeputy(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.leaves(milan)
	f.remindAt("2026-03-10 09:30")
	if f.dmsSaying(fatima, number) == 0 && f.dmsSaying(sanne, number) == 0 {
		t.Errorf("nobody hears: fatima %q, sanne %q", f.said(fatima), f.said(sanne))
	}
	if b := f.backlog(); b.Dead != 0 {
		t.Errorf("%d messages were given up", b.Dead)
	}
}
