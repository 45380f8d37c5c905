package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// ContactForm is one contact with the complainant, or a try.
type ContactForm struct {
	At      time.Time
	Via     string
	With    string
	Reached bool   // they spoke or wrote to each other; voicemail is no contact
	Inbound bool   // the customer took the initiative
	Solved  bool   // settled there and then
	How     string // what was agreed
	Day     string // until when, civil day 2006-01-02
	Note    string
	Folder  string // where that lies in the customer's own folder
	// Promises are what the complainant was promised besides, when reached.
	Promises []Promise
	Files    []Attachment
	Quoted   *Quoted  // the message of Slack that it is taken from; nil: none
	Points   []string // of the procedure, as far as whoever spoke kept to them
	// KeepUnadvised: asked again and kept, nobody was consulted before.
	KeepUnadvised bool
}

// MayLogContact refuses whoever may not log contacts, and any on a closed case.
func (c *Case) MayLogContact(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, c.speakers()...); err != nil {
		return err
	}
	if !c.Open() {
		return c.wrongState("contact")
	}
	return nil
}

// AwaitsContact tells whether the first contact of the procedure is still to
// come: that of the handler, or where its clock runs from the receipt, anybody's.
func (c *Case) AwaitsContact() bool {
	if !c.Procedure.Steps.FirstContact || c.Unreached() {
		return false
	}
	if d := c.Procedure.Duty(DutyContact); d != nil && d.StartsOn == string(Received) {
		return c.ContactedAt.IsZero()
	}
	return c.State == StateAssigned
}

// LogContact records a contact with the complainant (EX-13). The first one
// by the handler must solve the matter or agree how and by when (EX-14,
// EX-15), after who must be asked first was (CY-18), unless the complainant took
// the initiative. By it a handler who was asked takes the case on. A try that reached nobody is kept and stops no clock. By the
// handler, officer or deputy, at any time while the case is open.
func (c *Case) LogContact(f ContactForm, by Person, now time.Time) error {
	if err := c.MayLogContact(by, now); err != nil {
		return err
	}
	if err := c.Unknown(f.Quoted.source()); err != nil {
		return err
	}
	for _, s := range []*string{&f.With, &f.How, &f.Note, &f.Folder} {
		*s = strings.TrimSpace(*s)
	}
	rs := c.checkContact(f, by, now)
	if f.Reached {
		var missing Refusals
		f.Promises, missing = c.wholePromises(f.Promises, calendar.DayOf(f.At, c.Zone()))
		rs = append(rs, missing...)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.takeOn(by, f.At, now)
	data, words := Data{Via: f.Via, Source: f.Quoted.source()}, Note{Text: f.Note, With: f.With, Folder: f.Folder, Files: f.Files}
	if q := f.Quoted; q != nil {
		data.User, words.Link = q.Author, q.Link
	}
	if !f.Reached {
		c.record(Attempted, by, f.At, now, data, c.put(words))
		return nil
	}
	if f.Solved {
		data.Flags = append(data.Flags, FlagSolved)
	}
	if f.Inbound {
		data.Flags = append(data.Flags, FlagInbound)
	}
	data.Flags = append(data.Flags, c.pointsOf(f.Points)...)
	if c.unadvised(by, f.At, now) {
		data.Flags = append(data.Flags, FlagUnadvised)
	}
	c.record(Contacted, by, f.At, now, data, c.put(words))
	switch {
	case f.Day != "" && c.PastAnswer():
		f.Promises = append(f.Promises, Promise{What: f.How, Who: c.Appointment().Name, When: f.Day})
	case f.Day != "":
		c.record(PlanAgreed, by, f.At, now, Data{Day: f.Day, Via: f.Via}, c.put(Plan{How: f.How, With: f.With}))
	}
	c.commit(f.Promises, 0, by, f.At, now)
	return nil
}

// PastAnswer tells whether no answer is to come that would keep what is agreed now: it is
// a promise of its own, which is kept, or dropped with a reason, whatever becomes of the
// case (KG-06, EX-15).
func (c *Case) PastAnswer() bool { return c.answered() || c.State == StateDispute }

// What a contact was besides: the matter was settled in it, the customer took
// the initiative.
const (
	FlagSolved  = "solved"
	FlagInbound = "inbound"
)

func (c *Case) checkContact(f ContactForm, by Person, now time.Time) Refusals {
	rs := append(checkWay("via", f.Via), checkFiles(f.Files, false)...)
	rs = append(append(rs, c.checkConversation(f, by, now)...), c.guardContact(f)...)
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	rs = append(rs, c.checkNote("note", f)...)
	if !f.Reached {
		return rs
	}
	if c.Procedure.Contact.Folder && f.Folder == "" {
		rs = append(rs, refuseField("folder", "error.folder_missing"))
	}
	first := c.AwaitsContact()
	if !f.Solved && f.How == "" && (first || f.Day != "" && c.PastAnswer()) {
		rs = append(rs, refuseField("how", "error.plan_missing"))
	}
	if first && !f.Solved && f.Day == "" {
		rs = append(rs, refuseField("day", "error.plan_day_missing"))
	}
	if f.Day != "" {
		rs = append(rs, c.checkDay("day", f.Day, "error.plan_day_missing", now)...)
	}
	return rs
}

// Folder is where the last report of a contact lies in the customer's own folder, empty
// while there is none (KG-09).
func (c *Case) Folder() string {
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == Contacted {
			if place := c.Note(e).Folder; place != "" {
				return place
			}
		}
	}
	return ""
}

// checkNote wants to read what was said where the procedure asks for that or nothing else
// of the contact says it, what was tried, and how it was settled there and then.
func (c *Case) checkNote(field string, f ContactForm) Refusals {
	switch {
	case f.Note != "":
	case f.Reached && (c.Procedure.Contact.NoteRequired || f.mute()):
		return Refusals{refuseField(field, "error.contact_report")}
	case !f.Reached, f.Solved && f.How == "":
		return Refusals{refuseField(field, "error.note_missing")}
	}
	return nil
}

// mute tells whether nothing of a contact says what it was about: with nothing agreed,
// settled, ticked, promised or kept of it, it would be on record and tell nobody anything.
func (f *ContactForm) mute() bool {
	return !f.Solved && f.How == "" && f.Day == "" && len(f.Points)+len(f.Files) == 0 && f.Quoted == nil &&
		!slices.ContainsFunc(f.Promises, func(p Promise) bool { return strings.TrimSpace(p.What) != "" })
}
