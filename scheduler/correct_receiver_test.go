package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// Who was thought to have received the complaint loses the message with its buttons and the
// reminder; who did is told once. Somebody who may see the case anyhow keeps what they have
// for another reason.
func TestTheReceiversMessageFollowsWhoItWas(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.Receiver = milan })
	f.sendAll()
	f.remindAt("2026-03-06 12:00")
	f.sendAll()
	if got := strings.Join(f.said(milan), " "); !strings.Contains(got, number) || len(f.said(milan)) < 2 {
		t.Fatalf("who received it reads %q", f.said(milan))
	}
	receivedBy := func(users ...string) {
		t.Helper()
		f.step(number, func(c *complaint.Case, now timeT) error {
			fact := complaint.Fact{Code: complaint.FactReceiver, Seq: 1}
			return c.Correct(complaint.CorrectForm{Fact: fact, Users: users, Reason: "it was not"}, member(fatima), now)
		})
		f.sendAll()
	}
	receivedBy(sanne)
	for _, m := range f.slack.As(milan).DMs() {
		if blocks := sprint(m.Blocks); strings.Contains(blocks, "case.readback.open") || strings.Contains(blocks, "tips") {
			t.Errorf("who did not receive it can still press %s", blocks)
		}
	}
	if n := f.dmsSaying(milan, "Filed by LOTTE"); n != 0 {
		t.Errorf("he still has the message: %q", f.said(milan))
	}
	had := len(f.said(sanne))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.AddInformation(complaint.Addition{Registration: complaint.Registration{Filing: complaint.Filing{Story: "She called again."}, Via: "phone", ReceivedAt: now}, Source: "x"}, member(lotte), now)
	})
	f.sendAll()
	if got := len(f.said(sanne)); got != had || had == 0 {
		t.Errorf("she reads %d messages, then %d: %q", had, got, f.said(sanne))
	}
	f.assign(number, milan)
	f.sendAll()
	desk := len(f.said(milan))
	receivedBy(milan)
	receivedBy()
	if got := len(f.said(milan)); got != desk {
		t.Errorf("the handler had %d messages, and then %d: %q", desk, got, f.said(milan))
	}
	if f.dmsSaying(sanne, "receipt") > 0 {
		t.Errorf("she keeps the receiver's message: %q", f.said(sanne))
	}
}
