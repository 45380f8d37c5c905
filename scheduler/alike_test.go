package scheduler

import (
	"testing"

	"ombud/complaint"
)

// The card names the customer's other open cases, but in the channel none that
// is kept out of it.
func TestACardNamesCasesThatMayBelongTogether(t *testing.T) {
	f := newFirm(t)
	first := f.file()
	secret := f.file(func(r *complaint.Registration) { r.Nature = "discrimination" })
	stranger := f.file(func(r *complaint.Registration) { r.Phone, r.Email = "010 765 43 21", "bob@example.com" })
	last := f.file()
	f.sendAll()
	got := blocksOf(f.slack.As(sanne).Messages(channel))
	if count(got, last+" · New") != 1 || count(got, "May belong together with "+first) != 1 || count(got, secret) != 0 {
		t.Errorf("the channel shows %q", got)
	}
	if count(got, "together with "+stranger) != 0 {
		t.Errorf("another customer's case is named: %q", got)
	}
	if got := blocksOf(f.slack.As(mees).DMs()); count(got, secret) != 1 || count(got, "May belong together with "+last) != 1 {
		t.Errorf("Mees, who may see both, reads %q", got)
	}
}
