package complaint

import (
	"fmt"
	"slices"
	"testing"
)

// missed logs a call that nobody answered on each of these days.
func (w *walk) missed(by string, days ...string) {
	w.t.Helper()
	for _, day := range days {
		when := at(w.t, day)
		w.do("try on "+day, w.c.LogContact(ContactForm{At: when, Via: "phone", Note: "voicemail"}, member(by), when))
	}
}

var threeTries = []string{"2026-03-09 10:00", "2026-03-10 10:00", "2026-03-11 10:00"}

func TestTriesBeforeGoingOnWithoutContact(t *testing.T) {
	for _, tc := range []struct {
		name string
		days []string
		want string
	}{
		{"none", nil, "error.unreached_early"},
		{"two", threeTries[:2], "error.unreached_early"},
		{"three on one day", []string{"2026-03-09 09:00", "2026-03-09 12:00", "2026-03-09 16:00"}, "error.unreached_early"},
		{"one on a Saturday", []string{"2026-03-07 10:00", "2026-03-09 10:00", "2026-03-10 10:00"}, "error.unreached_early"},
		{"three on three days", threeTries, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, now := &walk{t, walkTo(t, FaceAssigned)}, at(t, "2026-03-12 09:00")
			w.missed(milan, tc.days...)
			_, others := w.c.Next()
			if offered := slices.Contains(others, StepUnreached); offered != (tc.want == "") {
				t.Errorf("the card offers it: %v", offered)
			}
			if got := refusedFor(w.c.GoOn("moved, no other number", member(milan), now)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
			if _, others := w.c.Next(); slices.Contains(others, StepUnreached) {
				t.Error("it is offered though it waits, or is too early")
			}
		})
	}
}

// A customer whom nobody reaches holds no case up: after the tries somebody of
// management lets it go on, the answer goes to the address that is known, and the
// file says that there was no contact. Both procedures that need a first contact.
func TestACustomerWhoIsNeverReached(t *testing.T) {
	for _, tc := range []struct {
		name, by, own string
		case_         func(t *testing.T) *walk
	}{
		{"exactpi", milan, "error.own_request", func(t *testing.T) *walk { return &walk{t, walkTo(t, FaceAssigned)} }},
		{"kerngroep", lotte, "no such case", func(t *testing.T) *walk { return dutch(t) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, now := tc.case_(t), at(t, "2026-03-12 09:00")
			c := w.c
			if got := refusedFor(c.Prepare(draft(), member(sanne), now)); got != "error.contact_first" {
				t.Errorf("an answer before any contact: %q", got)
			}
			w.missed(tc.by, threeTries...)
			if got := refusedFor(c.GoOn(" ", member(tc.by), now)); got != "reason error.reason_missing" {
				t.Errorf("without a reason: %q", got)
			}
			w.do("ask", c.GoOn("no answer, no other number", member(tc.by), now))
			r := c.Waits()
			if d := dutyOf(t, c, DutyDecide); !d.Open() || !slices.Equal(c.Recipients(&d, "", now), []string{sanne, mees}) {
				t.Errorf("%v are reminded of %+v", c.Recipients(&d, "", now), d)
			}
			if got := textOf(c.Grant(r.Seq, member(tc.by), now)); got != tc.own {
				t.Errorf("whoever asked decides: %q", got)
			}
			w.do("agree", c.Grant(r.Seq, member(mees), now))
			if d := dutyOf(t, c, DutyContact); d.Open() || !d.Done.IsZero() || !c.Unreached() || c.AwaitsContact() {
				t.Errorf("contact still owed %v, met %v; unreached %v", d.Open(), !d.Done.IsZero(), c.Unreached())
			}
			if tc.name == "kerngroep" {
				how := checked(t)
				how.How = "register"
				w.do("details", c.CheckDetails(how, member(lotte), now))
				w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
			}
			if c.Face() != FaceInProgress {
				t.Fatalf("it is %s", c.Face())
			}
			d := draft()
			d.Form, d.Promises = "letter", nil
			w.do("draft", c.Prepare(d, member(milan), now))
			w.do("approve", c.Approve(1, member(mees), now))
			w.do("deliver", c.Deliver(Delivery{At: now, Via: "letter"}, member(milan), now))
			w.do("follow up", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "letter"}, member(lotte), now))
			for _, cond := range c.ClosingConditions() {
				if !cond.Met || cond.Text == "close.contact_logged" || cond.Text == "close.point.sorry" {
					t.Errorf("condition %s, met %v", cond.Text, cond.Met)
				}
			}
			w.do("close", c.Close(Report{Handling: "refunded", Archive: "map 1"}, member(sanne), now))
			if again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries); !again.Unreached() {
				t.Error("loaded, it is as any other")
			}
		})
	}
}

// Somebody of management lets it go on in person, but not as the handler: then
// another one agrees.
func TestManagementGoesOnInPerson(t *testing.T) {
	now := at(t, "2026-03-12 09:00")
	for _, tc := range []struct {
		name, handler, by string
		waits             bool
	}{
		{"of management", milan, sanne, false},
		{"of management, and the handler", sanne, sanne, true},
		{"the deputy", milan, fatima, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, walkTo(t, FaceConfirmed)}
			w.c.Roster.Holders = append(w.c.Roster.Holders, Holder{Role: RoleHandler, User: sanne})
			w.do("assign", w.c.Assign(Assignment{Handler: tc.handler, Name: "somebody", Title: "head", Why: "process", Deliverers: []string{joost}}, member(sanne), at(t, "2026-03-05 11:00")))
			w.missed(tc.handler, threeTries...)
			w.do("go on", w.c.GoOn("no answer", member(tc.by), now))
			if waits := w.c.Waits() != nil; waits != tc.waits || w.c.Unreached() == waits {
				t.Errorf("waits %v, unreached %v", waits, w.c.Unreached())
			}
		})
	}
	w := &walk{t, walkTo(t, FaceAssigned)}
	w.missed(milan, threeTries...)
	for who, want := range map[string]string{joost: "no such case", "U0OTHER": "no such case", lotte: "error.not_allowed"} {
		if got := textOf(w.c.GoOn("no answer", member(who), now)); got != want {
			t.Errorf("%s: %q, want %q", who, got, want)
		}
	}
}

// The customer is reached after all: nothing is left to decide, and a case that went
// on without is as any other, with all that a contact asks.
func TestReachedAfterAll(t *testing.T) {
	now := at(t, "2026-03-12 09:00")
	spoke := ContactForm{At: now, Via: "phone", Reached: true, How: "we call on Friday", Day: "2026-03-20", Note: "back from abroad", Folder: "Customers/De Vries"}
	w := &walk{t, walkTo(t, FaceAssigned)}
	w.missed(milan, threeTries...)
	w.do("ask", w.c.GoOn("no answer", member(milan), now))
	seq := w.c.Waits().Seq
	w.do("speak", w.c.LogContact(spoke, member(milan), now))
	if got := refusalOf(w.c.Grant(seq, member(mees), now)); got != "error.wrong_state" || !w.c.Request(seq).Moot {
		t.Errorf("decided though the customer was reached: %q", got)
	}
	if told := toldOf(w.c, find(t, w.c, Contacted)); !slices.Contains(told, fmt.Sprint("request U0MEES ", seq)) {
		t.Errorf("nobody is told that nothing is left to decide: %v", told)
	}

	late := dutch(t)
	late.missed(lotte, threeTries...)
	late.do("go on", late.c.GoOn("no answer", member(sanne), now))
	if d := dutyOf(t, late.c, DutyAdvise); d.Open() || late.c.AwaitsAdvice() {
		t.Error("management is still to be consulted before a call that nobody makes")
	}
	late.do("speak", late.c.LogContact(spoke, member(lotte), now))
	if late.c.Unreached() {
		t.Error("reached, it still counts as unreached")
	}
	open := map[string]bool{}
	for _, cond := range late.c.ClosingConditions() {
		open[cond.Text] = !cond.Met
	}
	if open["close.contact_logged"] || !open["close.point.sorry"] {
		t.Errorf("open are %v", open)
	}
}
