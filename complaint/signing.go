package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// The notices about the calendar and about where customers find the procedure, of
// which no case knows.
const (
	NoticeCalendar NoticeKind = "calendar" // ask for a look at next year's closed days, Ref is the day of the request
	NoticeSigned   NoticeKind = "signed"   // let these requests say that it was signed, Ref is the year and its hash
	NoticeMoves    NoticeKind = "moves"    // tell what a changed calendar would move, Ref is its version
	NoticeLink     NoticeKind = "link"     // tell how an address stands at which customers find the procedure, Ref is the day and the address
)

// Overseers lists who sees to the calendar and to what is published, at that
// moment: who leads the cases, and who looks after the app.
func (r *Roster) Overseers(at time.Time) []string {
	return r.there(append(append([]string{}, r.leaders(at)...), r.Keepers(at)...), at)
}

// MaySign refuses whoever has no say in which days the company is closed.
func (r *Roster) MaySign(by Person, now time.Time) error { return r.MayLookAtPeople(by, now) }

// Signature says who looked at the closed days of a year, and when. The zero
// Signature: nobody did.
type Signature struct {
	Person string
	At     time.Time
}

// Link is an address at which customers find the procedure, as it was last seen.
type Link struct {
	Address string
	Checked time.Time
	Status  string    // why it does not answer, as in 404 or unreachable; empty: it does
	Dead    time.Time // since when it does not answer, the zero time while it does
}

// WouldMove lists the open duties that another calendar would have due at another
// time. Nothing is moved: the case keeps the calendar that it began with. It fails
// when a date lies beyond one of the two.
func (c *Case) WouldMove(to *calendar.Calendar, now time.Time) ([]Move, error) {
	before, err := c.Duties()
	if err != nil {
		return nil, err
	}
	other := *c
	other.Calendar, other.derived = to, nil
	after, err := other.Duties()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(moves(before, after, now), func(m Move) bool {
		return m.Before == nil || m.After == nil || !m.Before.Open() || m.Before.Quiet
	}), nil
}
