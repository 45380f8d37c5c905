package scheduler

import (
	"testing"

	"ombud/complaint"
	"ombud/playground"
)

// An account that was closed while nobody listened is found by the first message to it:
// who leads hears of it, what is owed falls to who stands in, and nothing is told there
// any more.
func TestAnAccountClosedUnheardIsFound(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.do("gone", f.slack.Deactivate(milan))
	f.remindAt("2026-03-06 09:00")
	f.sendAll()
	r, err := f.Store.Roster(t.Context())
	if f.do("roster", err); !r.HasLeft(milan, f.Now()) {
		t.Fatalf("left: %v", r.Left)
	}
	if n := f.dmsSaying(sanne, "MILAN* is no longer a colleague in Slack"); n != 1 {
		t.Errorf("sanne reads %q", f.said(sanne))
	}
	f.remindAt("2026-03-06 09:01")
	f.sendAll()
	if n := len(f.reminders(fatima, "contact the customer")); n != 1 {
		t.Errorf("who stands in reads %q", f.said(fatima))
	}
	for _, when := range []string{"2026-03-09 09:00", "2026-03-10 09:00", "2026-03-11 09:00"} {
		f.remindAt(when)
		f.sendAll()
	}
	if b := f.backlog(); b.Dead+b.Waiting > 0 {
		t.Errorf("backlog %+v", b)
	}
}

// The same of somebody who only filed: what the filer owes falls to who leads.
func TestAFilerWhoLeftIsFound(t *testing.T) {
	const nora = "U0NORA"
	f := newFirm(t)
	f.do("add", f.slack.AddUser(playground.User{ID: nora, Name: "nora", RealName: "NORA"}))
	c, _, err := f.Store.CreateCase(t.Context(), "view-nora", f.Now(), func(c *complaint.Case) error {
		return c.Register(complaint.Registration{Filing: complaint.Filing{Name: "Anna de Vries", Phone: "+31 6 12345678", Summary: "Annual accounts two months late",
			Story: "The accounts were promised for September and came in November."}, Via: "phone", ReceivedAt: f.Now()}, member(nora), f.Now())
	})
	f.do("file", err)
	f.sendAll()
	f.do("gone", f.slack.Deactivate(nora))
	f.remindAt("2026-03-06 09:30")
	f.sendAll()
	f.assign(c.Number, milan)
	f.sendAll()
	f.step(c.Number, acts["contact"])
	f.sendAll()
	after, err := f.Store.Case(t.Context(), c.Number)
	f.do("case", err)
	duties, err := after.Duties()
	f.do("duties", err)
	for i := range duties {
		if d := &duties[i]; d.Open() {
			for _, user := range after.Recipients(d, "", f.Now()) {
				if user == nora {
					t.Errorf("%s is still owed by who left", d.Kind)
				}
			}
		}
	}
	if b := f.backlog(); b.Dead+b.Waiting > 0 {
		t.Errorf("backlog %+v", b)
	}
}
