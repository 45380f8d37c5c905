package complaint

import (
	"strings"
	"time"
)

// Excerpt is a message of Slack that belongs into the file.
type Excerpt struct {
	Text   string
	Author string    // Slack id
	At     time.Time // when it was written
	Link   string    // its address in Slack
	Source string    // channel and ts, which make it count once
}

// MayAddNote refuses whoever may not put anything into the file.
func (c *Case) MayAddNote(by Person, now time.Time) error {
	return c.may(by, now, PartFiling, c.confided(RoleHandler, RoleFiler, RoleOfficer, RoleDeputy, RoleManagement, RoleFollowUp)...)
}

// AddNote copies a message into the file, words, author, time and address. The
// same message is taken once; the second time is refused with who was first.
func (c *Case) AddNote(x Excerpt, by Person, now time.Time) error {
	if err := c.MayAddNote(by, now); err != nil {
		return err
	}
	if err := c.Unknown(x.Source); err != nil {
		return err
	}
	x.Text = strings.TrimSpace(x.Text)
	if x.Text == "" {
		return refuseField("text", "error.excerpt_empty")
	}
	at := x.At
	if at.IsZero() || at.After(now) {
		at = now
	}
	c.record(Noted, by, at, now, Data{User: x.Author, Source: x.Source}, c.put(Note{Text: x.Text, Link: x.Link}))
	return nil
}

// Author is the Slack id of who wrote the message that an event was taken from: what
// somebody put into the file, or a contact; empty for none.
func (e Event) Author() string {
	if e.Kind == Noted || e.Kind == Contacted || e.Kind == Attempted {
		return e.Data.User
	}
	return ""
}

// Unknown refuses a message of Slack that is in the file already, and not only because of
// a duplicate that went its own way since.
func (c *Case) Unknown(source string) error {
	for _, e := range c.Events {
		if source != "" && e.Data.Source == source && !c.WentBack(e) {
			return refuse("error.excerpt_known", "who", User(e.Actor), "at", e.Recorded)
		}
	}
	return nil
}

// filesOf lists the documents that came with a step after the filing.
func (c *Case) filesOf(e Event) []Attachment {
	switch e = c.AsStep(e); e.Kind {
	case Added:
		return c.Added(e).Files
	case Contacted, Attempted, Acknowledged:
		return c.Note(e).Files
	case Drafted:
		var a Answer
		if e.Data.File != "" {
			c.read(e.Entry, &a)
		}
		if a.Letter != nil {
			return []Attachment{*a.Letter}
		}
	}
	return nil
}

// Uploader gives who added a document.
func (c *Case) Uploader(file string) string {
	for _, e := range c.Events {
		for _, a := range c.filesOf(e) {
			if a.ID == file {
				return e.Actor
			}
		}
	}
	return c.Filer
}
