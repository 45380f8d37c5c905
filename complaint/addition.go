package complaint

import (
	"slices"
	"strings"
	"time"
)

// Addition is what somebody adds to a complaint that is on record already.
type Addition struct {
	Filing               // the words and documents; of a second complaint also who sent it
	Via        string    // how it came in; empty when the filer just remembered it
	ReceivedAt time.Time // when the company got it; the zero time stands for now
	Source     string    // of what it was sent by: the same source is added once
}

// MayAdd refuses whoever may not add information, and any to a case that is
// over: that is what reopening is for.
func (c *Case) MayAdd(by Person, now time.Time) error {
	if !c.MaySee(by, PartFiling, now) {
		return ErrNotFound
	}
	if !c.Open() {
		return c.wrongState("add")
	}
	return nil
}

// AddInformation keeps what was learnt after the filing beside the story,
// which stays as it was read back: an addition voids no approval. By anybody
// who may see what was filed. The same source adds once and then changes
// nothing, however often it is sent.
func (c *Case) AddInformation(a Addition, by Person, now time.Time) error {
	if a.Source != "" && slices.ContainsFunc(c.Events, func(e Event) bool { return e.Kind == Added && e.Data.Source == a.Source }) {
		return nil
	}
	if err := c.MayAdd(by, now); err != nil {
		return err
	}
	for _, s := range []*string{&a.Summary, &a.Story, &a.Wish, &a.Name, &a.Phone, &a.Email, &a.Address, &a.Handle} {
		*s = strings.TrimSpace(*s)
	}
	if a.ReceivedAt.IsZero() {
		a.ReceivedAt = now
	}
	var rs Refusals
	if a.Story == "" && len(a.Files) == 0 {
		rs = append(rs, refuseField("story", "error.addition_empty"))
	}
	rs = append(rs, checkFiles(a.Files, false)...)
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(Added, by, a.ReceivedAt, now, Data{Via: a.Via, Source: a.Source}, c.put(a.Filing))
	return nil
}

// Added gives the words and documents of an addition.
func (c *Case) Added(e Event) Filing {
	var f Filing
	c.read(e.Entry, &f)
	return f
}

// Attachments lists the documents of the case, those that came with the
// complaint first, then those added later.
func (c *Case) Attachments() []Attachment {
	files := slices.Clone(c.Filing().Files)
	for _, e := range c.Events {
		if e.Kind == Added {
			files = append(files, c.Added(e).Files...)
		}
	}
	return files
}

// changeOfMind is how long a filer may add to what they filed, or take it
// back, from their own message about it.
const changeOfMind = 24 * time.Hour // hours by the clock, as the message says

// FreshlyFiled tells whether the filer may still use the buttons of their
// message: within 24 hours after the filing.
func (c *Case) FreshlyFiled(now time.Time) bool { return now.Before(c.RegisteredAt.Add(changeOfMind)) }
