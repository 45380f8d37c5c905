package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// letterVia and mailVia are the ways of telling that go to an address.
const (
	letterVia = "letter"
	mailVia   = "email"
)

// addressed are they, with the fact of [AddressOf], and what refuses them without one or to
// somebody unknown.
var addressed = map[string]struct {
	fact             FactCode
	missing, unknown string
}{
	letterVia: {FactAddress, "error.letter_address", "error.letter_unknown"},
	mailVia:   {FactEmail, "error.mail_address", "error.mail_unknown"},
}

// AddressOf is the fact that has the address to which that way of telling goes, which is also
// the field of a form that asks for it; empty where it goes to none.
func AddressOf(via string) FactCode { return addressed[via].fact }

// WantsAddress tells whether a form has to ask where a letter or an e-mail goes: it is the
// way chosen, and no such address is on record of a complainant who is known.
func (c *Case) WantsAddress(via string) bool {
	f, to := c.Filing(), addressed[via]
	return to.fact != "" && *f.words(to.fact) == "" && !f.Unknown
}

// checkAddress refuses a letter or an e-mail to a complainant of whom no address for it is
// on record, and none was given in the form: it would reach nobody. An answer for somebody
// unknown may stay in the file, see [Case.KeepAnswer].
func (c *Case) checkAddress(via, address string) Refusals {
	if c.WantsAddress(via) && strings.TrimSpace(address) == "" {
		return Refusals{refuseField(string(addressed[via].fact), addressed[via].missing)}
	}
	return c.checkMail(via, address)
}

// checkMail refuses what was given for an e-mail address and can be none.
func (c *Case) checkMail(via, address string) Refusals {
	if via != mailVia || !c.WantsAddress(via) {
		return nil
	}
	return CheckReach("", strings.TrimSpace(address))
}

// checkSent is checkAddress of an answer that is said to have gone out: by letter or e-mail
// to nobody known it did not.
func (c *Case) checkSent(via, address string) Refusals {
	if to := addressed[via]; to.fact != "" && c.Filing().Unknown {
		return Refusals{refuseField("via", to.unknown)}
	}
	return c.checkAddress(via, address)
}

// keepAddress puts the address that a form asked for on record, as a correction of what
// was filed. What was checked before is to be checked again.
func (c *Case) keepAddress(via, address string, by Person, now time.Time) {
	address = strings.TrimSpace(address)
	if address == "" || !c.WantsAddress(via) {
		return
	}
	words, fact := Correction{Filing: c.Filing(), New: address}, addressed[via].fact
	*words.words(fact) = address
	filed := c.newest(Received)
	c.record(Corrected, by, now, now, Data{Why: string(fact), Event: filed.Seq}, c.put(words))
}

// FlagPosted marks what was handed to the post on the day of its event: an answer, a receipt
// that was confirmed, a notice that it takes longer. With that it counts as told (procedures
// B4.7, decision 0053). Nobody said the hour of it.
const FlagPosted = "posted"

// reaching is when something reached the complainant, as a form says it: a moment, or of a
// letter the day on which it was posted.
type reaching struct {
	via    string
	at     time.Time // zero of what was posted, until checkReached sets it
	day    string    // 2006-01-02
	field  string    // that asks for the day
	posted bool      // so it was a letter of which the day is known
}

// flags are those of the event that records it.
func (r *reaching) flags() []string {
	if r.posted {
		return []string{FlagPosted}
	}
	return nil
}

// checkReached refuses what lies before since, which text and arg speak of, and in the
// future. Of a letter it sets the moment from the day on which it was posted: noon, yet not
// before since, nor after now, on those days themselves.
func (c *Case) checkReached(w *reaching, since, now time.Time, text, arg string) *Refusal {
	if w.via != letterVia || !w.at.IsZero() {
		return c.checkSince(w.at, since, now, text, arg)
	}
	day, err := calendar.ParseDay(w.day)
	if err != nil {
		return refuseField(w.field, "error.day_missing")
	}
	w.posted = true
	w.at = c.within(day, since, now)
	r := c.checkSince(w.at, since, now, text, arg)
	if r != nil {
		r.Field = w.field
	}
	return r
}

// within is the moment that stands for a day of which no hour is known: noon, yet not before
// since, nor after until, on those days themselves.
func (c *Case) within(day calendar.Day, since, until time.Time) time.Time {
	at := day.Start(c.Zone()).Add(12 * time.Hour)
	if at.Before(since) && day == calendar.DayOf(since, c.Zone()) {
		at = since
	}
	if at.After(until) && day == calendar.DayOf(until, c.Zone()) {
		at = until
	}
	return at
}

// postedOn is when a letter, event e, counts as told where its day is put right to that of
// at: as it did where that is the same day.
func (c *Case) postedOn(e Event, at time.Time) time.Time {
	day := calendar.DayOf(at, c.Zone())
	switch {
	case at.IsZero():
		return at
	case day == calendar.DayOf(e.At, c.Zone()):
		return e.At
	}
	_, _, since := c.bound(e)
	return c.within(day, since, e.Recorded)
}

// firstTold is when the complainant came to know the answer that they have last, the event
// of ToldAt: told again in another form it is no other answer. It is nil before any.
func (c *Case) firstTold() *Event {
	for i := range slices.Backward(c.Events) {
		if e := &c.Events[i]; e.Kind == Told && !c.toldBefore(e) {
			return e
		}
	}
	return nil
}

// Posted tells whether the answer that the complainant has last was handed to the post on
// the day of ToldAt.
func (c *Case) Posted() bool {
	e := c.firstTold()
	return e != nil && e.Posted()
}

// ToldDayOnly tells whether of ToldAt the day is to be said and no hour, see [Event.NoHour].
func (c *Case) ToldDayOnly() bool {
	e := c.firstTold()
	return e != nil && e.NoHour()
}

// Posted tells whether an event is a letter that was handed to the post on its day. One of
// which the way was put right was not; its day is then still all that is known of it.
func (e *Event) Posted() bool { return e.Data.Has(FlagPosted) && e.ByLetter() }

// ByLetter tells whether an event is an answer by letter, or something else that was posted,
// of which the day is known.
func (e *Event) ByLetter() bool {
	return e.Data.Via == letterVia && (e.Kind == Told || e.Data.Has(FlagPosted))
}
