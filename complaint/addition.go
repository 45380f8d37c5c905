package complaint

import (
	"errors"
	"slices"
	"time"
)

// Addition is what somebody adds to a complaint that is on record already:
// words and documents, or a whole second complaint of the same matter.
type Addition struct {
	Registration
	Source string // of what it was sent by: the same source is added once
}

// MayAdd refuses whoever may not add information, and any to a case that is
// over: that is what reopening is for.
func (c *Case) MayAdd(by Person, now time.Time) error {
	if err := c.MayFillIn(PartFiling, by, now); err != nil {
		return err
	}
	if !c.Open() {
		return c.wrongState("add")
	}
	return nil
}

// MayAddNow is MayAdd for the form: a filer who plays no other part in the case
// has 24 hours, since later an addition belongs with whoever works on it.
func (c *Case) MayAddNow(by Person, now time.Time) error {
	if err := c.MayAdd(by, now); err != nil || by.ID == c.Filer && c.FreshlyFiled(now) {
		return err
	}
	return c.freshOver(c.may(by, now, PartFiling, RoleOfficer, RoleDeputy, RoleHandler), by, now)
}

// freshOver lets a refusal tell a filer that their time is over, beside who can: the
// button in their message outlives it.
func (c *Case) freshOver(err error, by Person, now time.Time) error {
	if r, refused := errors.AsType[*Refusal](err); refused && r.Text == "error.not_allowed" && by.ID == c.Filer && !c.FreshlyFiled(now) {
		return refuse("error.fresh_over", append(slices.Clone(r.Args), "until", c.FreshUntil())...)
	}
	return err
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
	a.trim()
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
	named, err := c.newlyNamed(a, by, now)
	if err != nil {
		return err
	}
	c.record(Added, by, a.ReceivedAt, now, Data{Via: a.Via, Source: a.Source}, c.put(a.Filing))
	if len(named) > 0 {
		c.record(InvolvedFound, by, now, now, Data{Users: named}, 0)
	}
	return nil
}

// newlyNamed lists whom a second complaint brings into a case: they are kept
// out of it from then on. It is refused where that cannot be, so that it
// becomes a case of its own: when one of them handles this case or decided on
// an answer, when nobody else is left to tell, and when it is of a nature that stays out of the channel.
func (c *Case) newlyNamed(a Addition, by Person, now time.Time) ([]string, error) {
	users := slices.Concat(a.About, a.Deliverers, a.Barred)
	if a.Interested {
		users = append(users, by.ID)
	}
	slices.Sort(users)
	users = slices.DeleteFunc(slices.Compact(users), c.IsInvolved)
	apart := refuse("error.add_apart", "number", c.Number)
	decided := slices.ContainsFunc(c.Answers, func(v AnswerVersion) bool { return slices.Contains(users, v.DecidedBy) })
	if decided || slices.Contains(users, c.Handler) || a.Apart(c.Procedure) && !c.Confidential {
		return nil, apart
	}
	if len(c.audienceWithout(users, now)) == 0 {
		return nil, apart
	}
	return users, nil
}

// Added gives the words and documents of an addition.
func (c *Case) Added(e Event) Filing {
	var f Filing
	c.read(e.Entry, &f)
	return f
}

// Attachments lists the documents of the case, each once, those that came with
// the complaint first, then those added later.
func (c *Case) Attachments() []Attachment {
	files := slices.Clone(c.Filing().Files)
	for _, e := range c.Events {
		for _, a := range c.filesOf(e) { // a letter may stay from version to version
			if !slices.ContainsFunc(files, func(known Attachment) bool { return known.ID == a.ID }) {
				files = append(files, a)
			}
		}
	}
	return files
}

// changeOfMind is how long a filer may add to what they filed, or take it
// back, from their own message about it.
const changeOfMind = 24 * time.Hour // hours by the clock, as the message says

// FreshlyFiled tells whether the filer may still use the buttons of their
// message: within 24 hours after the filing.
func (c *Case) FreshlyFiled(now time.Time) bool { return now.Before(c.FreshUntil()) }

// FreshUntil is when that ends.
func (c *Case) FreshUntil() time.Time { return c.RegisteredAt.Add(changeOfMind) }
