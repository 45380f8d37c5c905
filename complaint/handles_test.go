package complaint

import (
	"slices"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// toHandle is a case of a preset that may be given to somebody. Each role is held by one
// person of that name, who holds no other.
func toHandle(t *testing.T, preset string) (*Case, time.Time) {
	t.Helper()
	p := presetOf(t, preset)
	cal, err := calendar.New(calendar.Config{Set: p.Calendar, Zone: "Europe/Amsterdam", First: 2024, Last: 2032})
	must(t, err)
	c, r, now := New("T0FIRM", p, cal, oneEach(p)), filled(t), at(t, "2026-03-05 10:20")
	r.About, r.Via = nil, p.Intake.Channels[0].Name
	must(t, c.Register(r, member("filer"), now))
	return c, now.Add(10 * time.Minute)
}

// given is the choice of that handler, without what an earlier step would have said.
func given(handler, why string) Assignment {
	return Assignment{Handler: handler, Name: "Somebody", Title: "adviser", Why: why, Deliverers: []string{joost}, Skip: "she is abroad"}
}

// Whoever handles by the written procedure may be given a case by that role alone, and
// nobody else may (PK-04, CY-26, KG-05, EX-09, OK-13).
func TestWhoMayBeGivenACase(t *testing.T) {
	for preset, want := range map[string][]string{
		"okonomi": {"officer", "deputy"}, "klachten": {"management"}, "cygnus": {"partner", "officer"},
		"kerngroep": {"handler", "management"}, "exactpi": {"officer", "process_owner", "handler"},
	} {
		t.Run(preset, func(t *testing.T) {
			for _, role := range append(slices.Clone(procedure.Roles), "filer") {
				c, now := toHandle(t, preset)
				giver := member(string(c.Roster.Leads()))
				err := c.Assign(given(role, c.Procedure.Assign.Reasons[0]), giver, now)
				if may := slices.Contains(want, role); may && err != nil || !may && refusedFor(err) != "handler error.outsider_handler" {
					t.Errorf("%s: %v", role, err)
				}
			}
		})
	}
}

// The relationship manager and who owns the process take a case to its answer, with no
// other role than that (EX-09).
func TestWhoHandlesByOneRole(t *testing.T) {
	for who, why := range map[string]string{"officer": "officer", "process_owner": "process", "handler": "other"} {
		t.Run(who, func(t *testing.T) {
			c, now := toHandle(t, "exactpi")
			w := &walk{t, c}
			if got := c.WhyOf(who, now); got != why {
				t.Errorf("proposes %q as the reason", got)
			}
			a := given(who, why)
			a.WhyText = "she knows the customer"
			w.do("propose", c.Assign(a, member("deputy"), now))
			w.do("agree", c.Grant(c.Waits().Seq, member("management"), now))
			w.do("form", c.Delivered(FormSent, who, now, now))
			w.do("accept", c.Accept(member(who), now))
			now = now.Add(time.Hour)
			w.do("contact", c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, How: "we rebuild it", Day: "2026-03-20"}, member(who), now))
			w.do("draft", c.Prepare(draft(), member(who), now))
			w.do("approve", c.Approve(1, member("management"), now))
			w.do("tell", c.Deliver(Delivery{At: now, Via: "email", Handling: "refunded"}, member(who), now))
			if c.Handler != who || c.Face() != FaceAnswered {
				t.Errorf("%s handles, it is %s", c.Handler, c.Face())
			}
		})
	}
}
