package complaint

import (
	"errors"
	"testing"
)

// A handler who is quicker than Slack has done what the form would ask for.
func TestContactBeforeTheFormArrived(t *testing.T) {
	c := walkTo(t, FaceConfirmed)
	w := &walk{t, c}
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process", Deliverers: []string{joost}}, member(sanne), at(t, "2026-03-05 11:00")))
	w.do("contact", c.LogContact(ContactForm{At: at(t, "2026-03-05 11:10"), Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(milan), at(t, "2026-03-05 11:12")))
	w.do("form", c.Delivered(FormSent, milan, at(t, "2026-03-05 11:15"), at(t, "2026-03-05 11:15")))
	duties, err := c.Duties()
	w.do("duties", err)
	for _, d := range duties {
		if d.Kind == DutyContact && d.Open() {
			t.Errorf("first contact is owed by %v though it was made", d.Due)
		}
	}
}

func TestAssigningTheSameHandlerMovesNoDate(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	before := dutyOf(t, c, DutyContact).Due
	w, now := &walk{t, c}, at(t, "2026-03-09 15:00")
	w.do("assign again", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost}}, member(sanne), now))
	w.do("form again", c.Delivered(FormSent, milan, now, now))
	if after := dutyOf(t, c, DutyContact).Due; !after.Equal(before) {
		t.Errorf("first contact due %v, was %v", after, before)
	}
}

// Whoever began an answer as a draft approves no version of it: with nobody
// else left, the administrator names someone, as the refusal says.
func TestWhoBeganTheDraftMayNotApprove(t *testing.T) {
	c := newCase(t)
	w, now := &walk{t, c}, at(t, "2026-03-06 10:00")
	r := registration(t)
	r.About = []string{mees} // only Sanne is left to approve
	w.do("register", c.Register(r, member(lotte), now))
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process", Deliverers: []string{joost}, Skip: "on holiday"}, member(sanne), now))
	w.do("contact", c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(milan), now))
	kept := draft()
	kept.Ask = false
	w.do("draft by the officer", c.Prepare(kept, member(sanne), now))
	if got := refusedFor(c.Prepare(draft(), member(milan), now)); got != "ask error.no_approver" {
		t.Errorf("put up with nobody left: %q", got)
	}
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleManagement, User: director})
	w.do("draft by the handler", c.Prepare(draft(), member(milan), now))
	if got := refusalOf(c.Approve(2, member(sanne), now)); got != "error.own_part" {
		t.Errorf("approved by the officer: %q", got)
	}
	w.do("approval by who was named", c.Approve(2, member(director), now))
}

// Codes lie unsealed, so only codes that a form offers are taken.
func TestForgedCodesAreRefused(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		name string
		face Face
		try  func(c *Case) error
	}{
		{"way of a contact", FaceAssigned, func(c *Case) error {
			return c.LogContact(ContactForm{At: now, Via: "Anna 0612345678", Reached: true, How: "x", Day: "2026-04-01"}, member(milan), now)
		}},
		{"way of a read-back", FaceNew, func(c *Case) error {
			f := c.Filing()
			return c.RecordReadBack(ReadBackForm{Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: now, Via: "Anna"}, member(lotte), now)
		}},
		{"reason of an assignment", FaceConfirmed, func(c *Case) error {
			return c.Assign(Assignment{Handler: milan, Name: "M", Title: "head", Why: "Anna says so", Deliverers: []string{joost}}, member(sanne), now)
		}},
		{"tick of a follow-up", FaceAnswered, func(c *Case) error {
			return c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone", Ticks: []string{"Anna"}}, member(lotte), now)
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			before := len(c.Events)
			var rs Refusals
			if err := tc.try(c); !errors.As(err, &rs) || len(c.Events) != before {
				t.Errorf("error %v, %d events more; want a refusal and none", err, len(c.Events)-before)
			}
		})
	}
}

func TestReceiptBeforeTheCalendarIsRefused(t *testing.T) {
	c, r := newCase(t), registration(t)
	r.ReceivedAt, r.KeepOld = at(t, "2023-05-05 10:00"), true
	var rs Refusals
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); !errors.As(err, &rs) || rs[0].Text != "error.receipt_beyond" {
		t.Errorf("error %v, want a refusal under the field", err)
	}
}

func TestAClosedCaseLeavesTheChannelToo(t *testing.T) {
	c := walkTo(t, FaceClosed)
	if err := c.TakeConfidentialRoute([]string{joost}, at(t, "2026-04-01 10:00")); err != nil {
		t.Fatal(err)
	}
	e := c.Events[len(c.Events)-1]
	notices := c.Notices(e)
	if e.Kind != RouteConfidential || len(notices) != 1 || notices[0].Kind != NoticeRemove {
		t.Errorf("event %s, notices %v; want the channel's messages taken back", e.Kind, notices)
	}
}
