package complaint

import (
	"slices"
	"testing"
)

// lastRequest is what was asked last, nil for nothing.
func lastRequest(c *Case) *Request {
	if len(c.Requests) == 0 {
		return nil
	}
	return &c.Requests[len(c.Requests)-1]
}

var threeDays = []string{"2026-03-16 10:00", "2026-03-17 10:00", "2026-03-18 10:00"}

// owes tells whether the newest duty of a kind is open.
func owes(t *testing.T, c *Case, kind string) bool {
	t.Helper()
	d := dutyOf(t, c, kind)
	return d.Open()
}

// proposal is what the deputy, who is not of management, proposes.
func proposal(handler string) Assignment {
	return Assignment{Handler: handler, Name: "Somebody", Title: "head of accounts", Why: "process", Deliverers: []string{joost}, Brief: "Call her"}
}

// Who handles the case is for management to agree with, where the procedure says so:
// others propose, and the case is given when somebody agrees (EX-09).
func TestTheChoiceOfAHandlerIsAgreed(t *testing.T) {
	now := at(t, "2026-03-05 11:00")
	w := &walk{t, walkTo(t, FaceConfirmed)}
	c := w.c
	if got := refusedFor(c.Assign(proposal(joost), member(fatima), now)); got != "handler error.handler_delivered" {
		t.Errorf("proposes who delivered the service: %q", got)
	}
	w.do("propose", c.Assign(proposal(milan), member(fatima), now))
	r := c.Waits()
	if c.Face() != FaceConfirmed || c.Handler != "" || r == nil || r.User != milan || c.Petition(r).Assign.Brief != "Call her" {
		t.Fatalf("proposed, it is %s with %q: %+v", c.Face(), c.Handler, r)
	}
	if got := toldOf(c, c.Events[r.Seq-1]); !slices.Equal(got[:4], []string{"card channel ", "request channel 5", "request U0SANNE 5", "request U0MEES 5"}) {
		t.Errorf("tells %v", got)
	}
	if got := refusalOf(c.Assign(proposal(fatima), member(fatima), now)); got != "error.request_waits" {
		t.Errorf("another one while it waits: %q", got)
	}
	for who, want := range map[string]string{fatima: "error.own_request", milan: "no such case", joost: "no such case", lotte: "no such case"} {
		if got := textOf(c.Grant(r.Seq, member(who), now)); got != want {
			t.Errorf("%s decides: %q, want %q", who, got, want)
		}
	}
	w.do("agree", c.Grant(r.Seq, member(mees), now))
	if c.Face() != FaceAssigned || c.Handler != milan || c.Appointment().Title != "head of accounts" || c.Accepted {
		t.Errorf("agreed, it is %s with %s, accepted %v", c.Face(), c.Handler, c.Accepted)
	}
	if got := toldOf(c, find(t, c, AgreementGiven)); !slices.Contains(got, "request U0FATIMA 5") {
		t.Errorf("who asked is not told: %v", got)
	}
	if got := refusalOf(c.Deny(r.Seq, "no", member(sanne), now)); got != "error.already_decided" {
		t.Errorf("decided twice: %q", got)
	}
}

// What may come between a proposal and the decision on it.
func TestBetweenProposalAndDecision(t *testing.T) {
	now := at(t, "2026-03-05 11:00")
	for _, tc := range []struct {
		name, handler string
		between       func(*Case) error
		by, want      string
		handles       string
	}{
		{"nothing", milan, nil, mees, "", milan},
		{"for themselves, who need not be asked then", fatima, nil, mees, "", fatima},
		{"another is given the case in person", milan, func(c *Case) error { return c.Assign(proposal(fatima), member(sanne), now) }, mees, "error.wrong_state", fatima},
		{"the one proposed turns out to be involved", milan, func(c *Case) error {
			return c.DeclareInterest(Interest{Users: []string{milan}, How: "her brother"}, member(sanne), now)
		}, mees, "handler error.handler_interest", ""},
		{"who decides turns out to be involved", milan, func(c *Case) error {
			return c.DeclareInterest(Interest{Users: []string{mees}, How: "her brother"}, member(sanne), now)
		}, mees, "no such case", ""},
		{"its words are no longer those that were asked", milan, func(c *Case) error {
			c.Entries[c.Waits().entry] = []byte(`{"assign":{"Handler":"U0FATIMA"}}`)
			return nil
		}, mees, ErrConflict.Error(), ""},
		{"the customer takes it back", milan, func(c *Case) error { return c.Withdraw(withdrawal(now), member(sanne), now) }, mees, "error.wrong_state", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, walkTo(t, FaceConfirmed)}
			w.do("propose", w.c.Assign(proposal(tc.handler), member(fatima), now))
			r := *w.c.Waits()
			if tc.between != nil {
				w.do(tc.name, tc.between(w.c))
			}
			err := w.c.Grant(r.Seq, member(tc.by), now)
			got := refusedFor(err)
			if got == "" && err != nil {
				got = err.Error()
			}
			if got != tc.want || w.c.Handler != tc.handles {
				t.Errorf("%q with %q, want %q with %q", got, w.c.Handler, tc.want, tc.handles)
			}
			if tc.handler == fatima && !w.c.Accepted {
				t.Error("who proposed themselves is asked whether they take it")
			}
		})
	}
}

// That it is no complaint is for management to say (PK-07): the deputy asks.
func TestNoComplaintIsAgreed(t *testing.T) {
	now := at(t, "2026-03-05 11:00")
	for _, end := range []End{EndQuestion, EndNoComplaint} {
		t.Run(string(end), func(t *testing.T) {
			w := &walk{t, walkTo(t, FaceConfirmed)}
			c := w.c
			form := question(now)
			form.End, form.Reason = end, "asked for a date"
			bare := form
			bare.Reason = " "
			for _, by := range []string{fatima, mees} {
				if got := refusedFor(c.EndCase(bare, member(by), now)); got != "reason error.reason_missing" {
					t.Errorf("%s, without a reason: %q", by, got)
				}
			}
			w.do("ask", c.EndCase(form, member(fatima), now))
			r := c.Waits()
			if c.Face() != FaceConfirmed || r == nil || string(r.What) != string(end) {
				t.Fatalf("asked, it is %s: %+v", c.Face(), r)
			}
			if got := refusedFor(c.Deny(r.Seq, " ", member(mees), now)); got != "reason error.reason_missing" {
				t.Errorf("refused without a reason: %q", got)
			}
			w.do("agree", c.Grant(r.Seq, member(mees), now))
			if e, why, ok := c.Ending(); !ok || c.Face() != FaceNoComplaint || e.Data.Why != string(end) || why.Text != "asked for a date" {
				t.Errorf("agreed, it is %s as %s because %q", c.Face(), e.Data.Why, why.Text)
			} else if answered := why.Reply != nil && why.Reply.Text == form.Reply; answered != (end == EndQuestion) {
				t.Errorf("agreed, it holds the answer %+v", why.Reply)
			}
			w.do("undo", c.UndoEnd(member(fatima), now))
			if c.Face() != FaceConfirmed || c.Waits() != nil {
				t.Errorf("undone, it is %s and waits for %+v", c.Face(), c.Waits())
			}
			w.do("management does it in person", c.EndCase(form, member(mees), now))
			if c.Face() != FaceNoComplaint {
				t.Errorf("it is %s", c.Face())
			}
		})
	}
}

// One person who is all of a company agrees with what is theirs where the procedure
// allows it, and everything says so; with two, or without that, nobody does.
func TestAgreeingAlone(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	for _, tc := range []struct {
		name  string
		alone bool
		firm  bool // the company allows it, whatever the procedure says
		more  []Holder
		want  string
	}{
		{"one person, allowed", true, false, nil, ""},
		{"one person, allowed by the company", false, true, nil, ""},
		{"one person, not allowed", false, false, nil, "ask error.no_approver"},
		{"a second one, and the company allows it", false, true, []Holder{{Role: RoleManagement, User: mees}}, ""},
		{"a second one, who handles", true, false, []Holder{{Role: RoleManagement, User: mees}}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, walkTo(t, FaceInProgress)}
			c := w.c
			c.Procedure.Agreement.Alone = tc.alone
			c.Roster = &Roster{Holders: tc.more, Alone: tc.firm}
			for _, role := range []Role{RoleOfficer, RoleManagement, RoleHandler, RoleFollowUp, RoleFallback, RoleAdmin} {
				c.Roster.Holders = append(c.Roster.Holders, Holder{Role: role, User: sanne})
			}
			c.Handler = sanne
			d := draft()
			d.Promises = nil
			if got := refusedFor(c.Prepare(d, member(sanne), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want != "" {
				return
			}
			able := c.Approvers(now)
			if len(tc.more) > 0 {
				if got := refusalOf(c.Approve(1, member(sanne), now)); got != "error.own_answer" || !slices.Equal(able, []string{mees}) {
					t.Errorf("%q though %v may", got, able)
				}
				return
			}
			w.do("approve", c.Approve(1, member(sanne), now))
			e := c.Events[len(c.Events)-1]
			if !slices.Equal(able, []string{sanne}) || !c.Answers[0].Alone || !e.Data.Has(FlagAlone) {
				t.Errorf("approved by %v, on record %+v", able, e)
			}
			w.do("deliver", c.Deliver(Delivery{At: now, Via: "phone"}, member(sanne), now))
			w.do("no contact", c.RecordFollowUp(FollowUpForm{Result: NoContact, At: now, Via: "phone", Note: "do not call", Why: "nobody else"}, member(sanne), now))
			w.do("agree", c.Grant(c.Waits().Seq, member(sanne), now))
			if r := lastRequest(c); !r.Alone || !c.Unverified() {
				t.Errorf("on record %+v", r)
			}
		})
	}
}

// A procedure may have somebody else agree that a case closes unheard.
func TestWhoAgreesIsForTheProcedure(t *testing.T) {
	now := at(t, "2026-03-19 10:00")
	c := walkTo(t, FaceAnswered)
	c.Procedure.Agreement.Unverified = "deputy"
	tries(t, c, threeDays...)
	w := &walk{t, c}
	w.do("ask", c.AskClose("never answers", member(lotte), now))
	if able := c.DecidersOf(c.Waits(), now); !slices.Equal(able, []string{fatima}) {
		t.Errorf("%v agree", able)
	}
	if got := refusalOf(c.Grant(c.Waits().Seq, member(mees), now)); got != "error.not_allowed" {
		t.Errorf("management: %q", got)
	}
	w.do("agree", c.Grant(c.Waits().Seq, member(fatima), now))
}
