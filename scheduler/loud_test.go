package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// disputed walks a case to an answer that was told, and to a third party.
func (f *firm) disputed(confidential bool) string {
	f.t.Helper()
	number := f.answered()
	if confidential {
		f.step(number, func(c *complaint.Case, now timeT) error { return c.TakeConfidentialRoute([]string{joost}, now) })
	}
	f.business.Set(at("2026-03-12 16:00"))
	f.step(number, func(c *complaint.Case, now timeT) error { return c.Approve(1, member(mees), now) })
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(milan), now)
	})
	f.business.Set(at("2026-03-13 10:00"))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.HandOver(complaint.DisputeForm{Name: "Committee", Binding: "yes", AskedBy: "Anna de Vries", At: now, Day: "2026-06-01"}, member(sanne), now)
	})
	f.sendAll()
	return number
}

// That a case went to a third party shows in the channel too, once, and nothing
// else of its thread does.
func TestADisputeIsShownInTheChannel(t *testing.T) {
	f := newFirm(t)
	f.disputed(false)
	var loud []string
	for _, m := range f.thread() {
		if m.Broadcast {
			loud = append(loud, m.Text)
		}
	}
	if len(loud) != 1 || !strings.Contains(loud[0], "Handed to an independent third party") {
		t.Errorf("the channel sees %q of the thread, want the dispute alone\n%s", loud, f.log)
	}
}

// Of a confidential case nothing is shown to anybody but whose it is.
func TestADisputeOfAConfidentialCaseStaysInPrivate(t *testing.T) {
	f := newFirm(t)
	number := f.disputed(true)
	for _, m := range f.slack.As(sanne).Messages(channel) {
		if strings.Contains(sprint(m), number) {
			t.Errorf("the channel holds %q", m.Text)
		}
	}
	seen := 0
	for _, m := range f.slack.As(mees).DMs() {
		if m.Broadcast {
			t.Errorf("a direct message is shown beside its thread: %q", m.Text)
		}
		seen += strings.Count(m.Text, "Handed to an independent third party")
	}
	if seen != 1 {
		t.Errorf("whoever may know of it reads %d lines about it, want one", seen)
	}
}
