package handlers

import (
	"fmt"
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// A firm of twenty role holders opens forms while Slack needs a quarter of a second
// for each person.
func TestFormsOpenInALargeFirm(t *testing.T) {
	o := newOffice(t)
	r := o.roster()
	for i := range 20 {
		id := fmt.Sprintf("U0EXTRA%02d", i)
		must(t, o.AddUser(playground.User{ID: id, Name: id, RealName: fmt.Sprintf("Collega %02d", i)}))
		r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleHandler, User: id})
	}
	must(t, o.store.SaveRoster(t.Context(), r))
	number := o.filed(map[string]any{"done": []string{"readback", "explained"}})
	for _, delay := range []time.Duration{250 * time.Millisecond, 600 * time.Millisecond} {
		o.h.Slack = o.client() // nobody is known yet
		o.Fail(playground.Fault{Method: "users.info", Kind: playground.Delay, Delay: delay, Times: 40})
		p := o.as(sanne)
		began := time.Now()
		p.press(klachten, "case.assign.open", view.Card, number)
		o.shows(p, number)
		if took := time.Since(began); took >= 3*time.Second {
			t.Errorf("at %v a person the form took %v", delay, took)
		}
		o.ClearFaults()
		_, err := p.CloseView()
		must(t, err)
	}
}
