package complaint

import (
	"strings"
	"time"
)

// NoticeColleague tells a colleague what a case asks of them. Ref is the event.
const NoticeColleague NoticeKind = "colleague"

// MayTellColleague tells whether this person may tell a colleague what the case asks of
// them, with the reason when not. By the officer or deputy; of a closed case too.
func (c *Case) MayTellColleague(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if !c.Open() && c.State != StateClosed {
		return c.wrongState("colleague")
	}
	return nil
}

// TellColleague tells a colleague what the case asks of them, in words that the officer
// writes for them: they see nothing else of it. How to reach the customer is never
// among these words, and nobody involved is told.
func (c *Case) TellColleague(user, text string, by Person, now time.Time) error {
	if err := c.MayTellColleague(by, now); err != nil {
		return err
	}
	text = strings.TrimSpace(text)
	var rs Refusals
	switch {
	case user == "" || c.Roster.HasLeft(user, now):
		rs = append(rs, refuseField("user", "error.colleague_missing"))
	case user == by.ID:
		rs = append(rs, refuseField("user", "error.colleague_self"))
	case c.IsInvolved(user):
		rs = append(rs, refuseField("user", "error.colleague_involved", "who", User(user)))
	}
	switch address := c.Filing().Address; {
	case text == "":
		rs = append(rs, refuseField("text", "error.colleague_empty"))
	case personal(text) || address != "" && mentions(text, address):
		rs = append(rs, refuseField("text", "error.colleague_personal"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(ColleagueTold, by, now, now, Data{User: user}, c.put(Note{Text: text}))
	return nil
}

// ColleagueToldOf gives what a colleague was told in event e, false when it is none such.
func (c *Case) ColleagueToldOf(e Event) (user, text string, ok bool) {
	if e.Kind != ColleagueTold {
		return "", "", false
	}
	return e.Data.User, c.Note(e).Text, true
}
