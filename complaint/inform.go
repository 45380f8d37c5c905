package complaint

import (
	"slices"
	"strings"
	"time"
)

// Informing is how the partner concerned heard that there is a complaint.
type Informing struct {
	User string // Slack id, if they are in Slack
	Name string // else how they are called
	At   time.Time
	Via  string
	Note string
	// Nobody: no partner is concerned, for the reason that Note gives.
	Nobody bool
}

// FlagNobody marks that no partner is concerned by the case, so that none was told.
const FlagNobody = "nobody"

// MayInform refuses whoever may not record it, and any where the procedure
// tells nobody or who is to be told was.
func (c *Case) MayInform(by Person, now time.Time) error {
	if err := c.may(by, now, PartCard, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if c.Procedure.Steps.Inform == "" || c.informedBy() != 0 || !c.Open() {
		return c.wrongState("inform")
	}
	return nil
}

// Inform records that the officer told the partner concerned of the complaint
// (CY-15). A partner who is given the case is told by that, one who filed it
// knows, as long as the case is about no partner. Each partner whom it is about is told by
// the officer in person: the case stays hidden from them, and that others of them know of
// it is not what they are owed. That no partner is concerned ends the duty as well, with the reason.
func (c *Case) Inform(f Informing, by Person, now time.Time) error {
	if err := c.MayInform(by, now); err != nil {
		return err
	}
	f.Name, f.Note = strings.TrimSpace(f.Name), strings.TrimSpace(f.Note)
	untold := c.ToInform()
	if len(untold) > 0 && (f.Nobody || !slices.Contains(untold, f.User)) {
		return Refusals{refuseField("who", "error.inform_named", "who", Users(untold))}
	}
	if f.Nobody {
		if f.Note == "" {
			return Refusals{refuseField("note", "error.inform_nobody")}
		}
		c.record(Informed, by, now, now, Data{Flags: []string{FlagNobody}}, c.put(Note{Text: f.Note}))
		return nil
	}
	rs := checkWay("via", f.Via)
	if f.User == "" && f.Name == "" || f.User == by.ID {
		rs = append(rs, refuseField("who", "error.inform_who"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(Informed, by, f.At, now, Data{User: f.User, Via: f.Via}, c.put(Note{Text: f.Note, With: f.Name}))
	return nil
}

// about takes whom the case is about from an event, and which of them are to be told of
// it: who was of that role when it was written down.
func (c *Case) about(e Event) {
	c.About, c.concerned = slices.Clone(e.Data.Users), nil
	if role := Role(c.Procedure.Steps.Inform); role != "" {
		c.concerned = slices.DeleteFunc(slices.Clone(e.Data.Users), func(u string) bool { return !c.Roster.Has(u, role, e.Recorded) })
	}
}

// ToInform lists the partners whom the case is about and who were not told so in person
// yet; none where it is about no partner.
func (c *Case) ToInform() []string {
	return slices.DeleteFunc(c.toTell(), func(u string) bool { return c.toldInPerson(u) != nil })
}

// toTell are the partners whom the case is about, or a duplicate of it was about without
// their being told there.
func (c *Case) toTell() []string {
	all := slices.Clone(c.concerned)
	for _, j := range c.joints {
		all = append(all, j.untold...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// toldInPerson is the event by which somebody was told of the case by a person, nil when
// none was: who was given the case, or filed it, was not.
func (c *Case) toldInPerson(user string) *Event {
	for i := range c.Events {
		if e := &c.Events[i]; e.Kind == Informed && e.Data.User == user && e.Data.Via != "" {
			return e
		}
	}
	return nil
}

// informedBy is the event, by its number, by which who is to be told of the case was; 0
// while somebody is to.
func (c *Case) informedBy() int { return c.toldAll(c.toTell()) }

// toldAll is the event, by its number, by which the last of these partners was told; of
// nobody the first that anybody heard. 0 while one is to be told.
func (c *Case) toldAll(partners []string) int {
	if len(partners) == 0 {
		i := slices.IndexFunc(c.Events, func(e Event) bool { return e.Kind == Informed && !e.Data.Has(FlagMistaken) })
		return i + 1
	}
	last := &Event{}
	for _, u := range partners {
		e := c.toldInPerson(u)
		if e == nil {
			return 0
		}
		if e.At.After(last.At) {
			last = e
		}
	}
	return last.Seq
}

// bringsAnew tells whether a duplicate brought partners who are to be told into a case
// whose own were in time: the term of that duty is the duplicate's then, for it is about them.
func (c *Case) bringsAnew(j joint, d *owed) bool {
	own := c.toldAll(c.concerned)
	return len(j.untold) > 0 && slices.Contains(c.Procedure.Duty(d.Kind).DoneBy, string(Informed)) && own != 0 && own < j.seq && c.Events[own-1].At.Before(d.Due)
}

// informsItself tells whether a partner who is given the case, or files it, is informed by
// that.
func (c *Case) informsItself() bool { return len(c.toTell()) == 0 && c.informedBy() == 0 }

// MayUpdate refuses whoever does not handle the case, and any where the
// procedure asks for no word or there is none to give. While nobody is there to give it
// for the handler, whoever leads notes how things stand: it is theirs to see to then.
func (c *Case) MayUpdate(by Person, now time.Time) error {
	roles := []Role{RoleHandler}
	if d, err := c.Owed(DutyUpdate, 1); err == nil && c.isOwedBy(d, by.ID, now) {
		roles = append(roles, RoleOfficer, RoleDeputy)
	}
	if err := c.may(by, now, PartAnswer, roles...); err != nil {
		return err
	}
	if !c.Procedure.Steps.Updates || !c.handled() {
		return c.wrongState("update")
	}
	return nil
}

// Update records how the handler goes on with the case, for the officer to know
// (CY-28).
func (c *Case) Update(words string, by Person, now time.Time) error {
	if err := c.MayUpdate(by, now); err != nil {
		return err
	}
	return c.recordWords(Updated, Data{}, words, refuseField("reason", "error.update_missing"), by, now)
}
