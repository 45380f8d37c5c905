package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// The card says that the customer has other open cases, in the channel only of
// those that live there too, and names none: one may be moved away tomorrow.
func TestACardSaysThatCasesMayBelongTogether(t *testing.T) {
	f := newFirm(t)
	first := f.file()
	secret := f.file(func(r *complaint.Registration) { r.Nature, r.Against = "discrimination", "employee" })
	stranger := f.file(func(r *complaint.Registration) { r.Phone, r.Email = "010 765 43 21", "bob@example.com" })
	last := f.file()
	f.sendAll()
	const hint = "May belong together with another open case"
	got := blocksOf(f.slack.As(sanne).Messages(channel))
	if count(got, hint) != 2 || count(got, first+" · New") != 1 || count(got, last+" · New") != 1 || count(got, secret) != 0 {
		t.Errorf("the channel shows %q", got)
	}
	for _, card := range got {
		for _, one := range []string{first, last, stranger} {
			for _, other := range []string{first, last, stranger} {
				if one != other && strings.Contains(card, one) && strings.Contains(card, other) {
					t.Errorf("the card of one case names another: %s", card)
				}
			}
		}
		if strings.Contains(card, stranger) && strings.Contains(card, hint) {
			t.Errorf("a customer's only case is said to belong to another: %s", card)
		}
	}
	if got := blocksOf(f.slack.As(mees).DMs()); count(got, secret) != 1 || count(got, hint) != 1 {
		t.Errorf("Mees, who may see all, reads %q", got)
	}
}
