package complaint

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A handler who sets to work takes the case on by that, and has confirmed that they
// have no interest in it; nobody else does so for them.
func TestSettingToWorkTakesTheCaseOn(t *testing.T) {
	const noon = "2026-03-06 12:00"
	reached := ContactForm{Via: "phone", Reached: true, How: "we look into it", Day: "2026-03-20"}
	tried := ContactForm{Via: "phone", Note: "left a voicemail"}
	contact := func(f ContactForm, by, when string) func(t *testing.T, c *Case) error {
		return func(t *testing.T, c *Case) error {
			f.At = at(t, when)
			return c.LogContact(f, member(by), at(t, noon))
		}
	}
	for _, tc := range []struct {
		name string
		set  func(t *testing.T, c *Case) error
		do   func(t *testing.T, c *Case) error
		by   string
		want []Kind
		when string // of the acceptance
	}{
		{"the handler speaks with the customer", nil, contact(reached, milan, "2026-03-06 09:30"), milan, []Kind{Accepted, Contacted, PlanAgreed}, "2026-03-06 09:30"},
		{"the handler tries to", nil, contact(tried, milan, "2026-03-06 09:30"), milan, []Kind{Accepted, Attempted}, "2026-03-06 09:30"},
		{"a contact from before the case was theirs", nil, contact(reached, milan, "2026-03-05 10:40"), milan, []Kind{Accepted, Contacted, PlanAgreed}, "2026-03-05 11:00"},
		{"the officer notes it", nil, contact(reached, sanne, "2026-03-06 09:30"), sanne, []Kind{Contacted, PlanAgreed}, ""},
		{"whoever stands in", func(t *testing.T, c *Case) error {
			c.Roster.Away = []Absence{{User: milan, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-09 00:00"), Deputy: mees}}
			return nil
		}, contact(reached, mees, "2026-03-06 09:30"), mees, []Kind{Contacted, PlanAgreed}, ""},
		{"who accepted", func(t *testing.T, c *Case) error { return c.Accept(member(milan), at(t, "2026-03-05 12:00")) },
			contact(reached, milan, "2026-03-06 09:30"), milan, []Kind{Contacted, PlanAgreed}, ""},
		{"an answer after the officer's contact", contact(reached, sanne, "2026-03-06 09:30"), func(t *testing.T, c *Case) error {
			return c.Prepare(draft(), member(milan), at(t, noon))
		}, milan, []Kind{Accepted, Drafted, ApprovalAsked}, noon},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAssigned)
			if tc.set != nil {
				if err := tc.set(t, c); err != nil {
					t.Fatal(err)
				}
			}
			before := len(c.Events)
			said := c.TakesOn(member(tc.by), at(t, noon))
			if err := tc.do(t, c); err != nil {
				t.Fatal(err)
			}
			var got []Kind
			for _, e := range c.Events[before:] {
				got = append(got, e.Kind)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("recorded (-want +got):\n%s", diff)
			}
			if first := c.Events[before]; tc.when != "" && (!first.At.Equal(at(t, tc.when)) || first.Actor != milan || first.Data.User != milan) {
				t.Errorf("taken on at %v by %s for %s, want %s by the handler", first.At, first.Actor, first.Data.User, tc.when)
			}
			if said != (tc.want[0] == Accepted) {
				t.Errorf("the form says so: %v", said)
			}
			if tc.by == milan && (!c.Accepted || c.TakesOn(member(milan), at(t, noon).Add(time.Hour))) || tc.by != milan && c.Accepted {
				t.Errorf("accepted: %v", c.Accepted)
			}
		})
	}
}

// What is refused takes nothing on.
func TestARefusedContactTakesNothingOn(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	before := len(c.Events)
	now := at(t, "2026-03-06 12:00")
	if got := refusedFor(c.LogContact(ContactForm{At: now, Via: "phone"}, member(milan), now)); got != "note error.note_missing" {
		t.Errorf("refused for %q", got)
	}
	if c.Accepted || len(c.Events) != before {
		t.Errorf("accepted: %v, %d events more", c.Accepted, len(c.Events)-before)
	}
}
