package complaint

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// WentBack is what an event that a duplicate had brought along is from the moment that
// the two are apart again. It is never written down: the event stays as it was, see
// [Case.Written].
const WentBack Kind = "went_back"

// crossing is what becomes of an event of a duplicate in the case that goes on.
type crossing int

const (
	// It is of the duplicate alone, or comes along in what absorb says itself.
	staysBehind crossing = iota
	// It is told in the file of the case that goes on, and nothing follows from it.
	isTold
	// It is as true there, by whom and when it was, and meets what it met. Where not,
	// [Case.crosses] says so.
	holdsHere
)

// crossings are the kinds of which something crosses; any other stays. A customer who heard
// that we have the complaint, was called, or was told how it goes, heard it of the
// complaint, whatever its number. What was read to them, agreed, or told as an answer
// was the duplicate's own words and days: of those the day is a deadline of both.
var crossings = map[Kind]crossing{
	Received: holdsHere, Added: holdsHere, Noted: holdsHere, FileKept: holdsHere, FileLost: holdsHere,
	TakenOver: holdsHere, Acknowledged: holdsHere, Classified: holdsHere, Explained: holdsHere, Informed: holdsHere, Consulted: holdsHere,
	HandlerAssigned: holdsHere, FormSent: holdsHere, Accepted: holdsHere, Updated: holdsHere, Entered: holdsHere,
	Attempted: holdsHere, Contacted: holdsHere, CoOwnerNamed: holdsHere,

	ReadBackApproved: isTold, ReadBackRefused: isTold, ReadBackUnreachable: isTold, PlanAgreed: isTold, Extended: isTold,
	Told: isTold, Untold: isTold, Satisfied: isTold, Dissatisfied: isTold, NoReply: isTold, NoContact: isTold, Reopened: isTold, Ruled: isTold,
}

// Carried tells whether an event happened in a duplicate of the case, which is Data.Case.
func (e *Event) Carried() bool { return e.Data.Case != "" && crossings[e.Kind] == holdsHere }

// Logged is when somebody wrote the event down, in a duplicate that brought it along
// where one did.
func (e *Event) Logged() time.Time {
	if e.Data.Logged > 0 {
		return time.UnixMilli(e.Data.Logged).UTC()
	}
	return e.Recorded
}

// Carried is what was said in a duplicate and of which nothing follows in the case that
// goes on.
type Carried struct {
	Contacts []CarriedContact `json:"contacts,omitempty"`
}

// CarriedContact is one event of a duplicate with its words.
type CarriedContact struct {
	Event Event  `json:"event"`
	Note  Note   `json:"note"`
	How   string `json:"how,omitempty"` // what was agreed
}

// Carried gives what a duplicate brought along, of the event that tells so.
func (c *Case) Carried(e Event) Carried {
	var list Carried
	c.read(e.Entry, &list)
	return list
}

// absorb takes in what a duplicate holds: each event as crosses says. What this case did
// itself before stands as it did it.
func (c *Case) absorb(d *Case, terms []Term, by Person, now time.Time) {
	var told Carried
	var cross []Event
	takes := c.takesHandler(d, now)
	for _, e := range d.Events {
		if e.Kind == Absorbed && !d.WentBack(e) { // what it had taken in itself
			told.Contacts = append(told.Contacts, d.Carried(e).Contacts...)
		}
		if e.Data.Has(FlagMistaken) || d.WentBack(e) {
			continue
		}
		switch c.crosses(d, e, takes) {
		case isTold:
			told.Contacts = append(told.Contacts, d.carriedContact(e))
		case holdsHere:
			cross = append(cross, e)
		}
	}
	promised := -1
	if c.GoesOn() { // the answer that would keep a promise was told already (KG-06)
		promised = slices.IndexFunc(terms, func(t Term) bool { return t.Kind == DutyPromised })
	}
	if promised >= 0 {
		c.promiseOn(told, terms[promised], by, now)
		terms = slices.Delete(terms, promised, promised+1)
	}
	c.record(Absorbed, by, d.ReceivedAt, now, Data{Case: d.Number, Via: d.Via, User: d.ReceivedBy(), Users: d.Involved(), Untold: d.ToInform(), Terms: terms, Flags: dayOnly(d.DayOnly)}, c.put(told))
	if d.Confidential {
		c.hide(now)
	}
	for _, e := range cross {
		c.carry(d, e, by, now)
	}
	if user := d.CoOwner(); c.takesCoOwner(user) {
		c.record(CoOwnerNamed, by, now, now, Data{User: user, Case: d.Number}, 0)
	}
}

// takesCoOwner tells whether whoever is co-responsible for a duplicate is so here from now
// on: where nobody is. Otherwise this case keeps its own (KG-26).
func (c *Case) takesCoOwner(user string) bool {
	return user != "" && c.Handler != "" && user != c.Handler && c.CoOwner() == "" && !c.lost(user)
}

// carry has an event of a duplicate happen here too, by whom and when it was.
func (c *Case) carry(d *Case, e Event, by Person, now time.Time) {
	data, kind, entry := e.Data, e.Kind, 0
	data.Case, data.Event = d.Number, 0
	switch e.Kind {
	case Received:
		kind, entry = Added, c.put(d.Filing())
		data = Data{Round: e.Data.Round, Case: d.Number, Via: e.Data.Via, Source: d.Number + "/filing", Flags: dayOnly(e.DayOnly())}
	case Added:
		entry, data.Source = c.put(d.Added(e)), d.Number+"/"+e.Data.Source
	case HandlerAssigned:
		entry = c.put(d.Appointment())
	case Classified:
		if words := d.Judgement(); words != (Judgement{}) {
			entry = c.put(words)
		}
	case Consulted: // one that had to be confirmed was
		data.Flags = slices.DeleteFunc(slices.Clone(data.Flags), func(f string) bool { return f == FlagToConfirm })
		entry = c.put(d.Note(e))
	default:
		if e.Entry != 0 { // below 0 where its words were put right
			entry = c.put(d.Note(e))
		}
	}
	data.Belated = 0
	if why := d.BelatedWhy(e); why != "" {
		data.Belated = c.put(Note{Text: why})
	}
	data.Logged = e.Logged().UnixMilli()
	c.record(kind, Person{ID: e.Actor}, e.At, now, data, entry)
	switch kind {
	case Classified:
		c.weighMore(by, now)
	case HandlerAssigned:
		c.keepFiler(false, by, now)
	}
}

// crosses is what becomes of event e of a duplicate here; takes says that its handler
// handles this case from now on.
func (c *Case) crosses(d *Case, e Event, takes bool) crossing {
	if crossings[e.Kind] != holdsHere {
		return crossings[e.Kind]
	}
	orElse := func(other crossing, ok bool) crossing {
		if ok {
			return holdsHere
		}
		return other
	}
	switch e.Kind {
	case Acknowledged:
		return orElse(isTold, c.sameCustomer(d) && c.Acknowledges() && !c.acknowledged())
	case Explained:
		return orElse(isTold, c.sameCustomer(d) && c.ExplainedAt.IsZero())
	case Attempted, Contacted:
		return orElse(isTold, c.sameCustomer(d) && c.ContactedAt.IsZero())
	case Consulted:
		return orElse(isTold, c.adviceHolds(d, e))
	case TakenOver:
		return orElse(staysBehind, c.TakenOverAt.IsZero())
	case Informed:
		return orElse(isTold, c.informedBy() == 0)
	case Classified:
		newest := d.newest(Classified).Seq == e.Seq && c.newest(Classified) == nil
		return orElse(staysBehind, newest && len(c.checkClass(Classification{Class: e.Data.class(), Judgement: d.Judgement()})) == 0)
	case HandlerAssigned, FormSent, Accepted, Updated: // of whoever handles the duplicate now
		return orElse(staysBehind, takes && e.Seq >= d.handledSince())
	case CoOwnerNamed: // see takesCoOwner
		return staysBehind
	case Entered:
		return orElse(isTold, c.newest(Entered) == nil)
	case Noted:
		return orElse(staysBehind, c.Unknown(e.Data.Source) == nil)
	case FileKept, FileLost:
		return orElse(staysBehind, !slices.Contains(c.FilesKept, e.Data.File))
	}
	return holdsHere
}

// takesHandler tells whether whoever handles a duplicate handles this case from now on:
// where nobody does, and nothing stands in the way.
func (c *Case) takesHandler(d *Case, now time.Time) bool {
	u := d.Handler
	return u != "" && c.Handler == "" && !c.GoesOn() && !c.IsInvolved(u) && !c.Roster.HasLeft(u, now) && !slices.Contains(c.waitingApprovers(), u)
}

// handledSince is the number of the event by which whoever handles the case got it.
func (c *Case) handledSince() (seq int) {
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == HandlerAssigned && e.Data.User != c.Handler || e.Kind == HandlerNeeded {
			break
		}
		if e.Kind == HandlerAssigned {
			seq = e.Seq
		}
	}
	return seq
}

// adviceHolds tells whether a consultation of a duplicate is the one that the procedure
// asks for here too: of whoever advises in this case, confirmed where it had to be.
func (c *Case) adviceHolds(d *Case, e Event) bool {
	h := d.Hearing(e.Seq)
	if c.IsInvolved(e.Data.User) || h != nil && h.Says != ConsultConfirmed {
		return false
	}
	answer := d.settlesConsultation(e) && c.Consultation == "" && c.advisesAnswer(e.Data.User, e.At)
	return answer || !d.settlesConsultation(e) && e.Data.Has(FlagBeforeContact) && c.AwaitsAdvice()
}

// sameCustomer tells whether both are of one complainant, by name or by a way to reach
// them: what one heard another did not.
func (c *Case) sameCustomer(d *Case) bool {
	a, b := c.Filing(), d.Filing()
	same := func(x, y string) bool {
		x = strings.TrimSpace(x)
		return x != "" && strings.EqualFold(x, strings.TrimSpace(y))
	}
	return !a.Unknown && !b.Unknown && (same(a.Name, b.Name) || same(a.Email, b.Email) || same(a.Phone, b.Phone))
}

// carriedContact is an event with its words, as another case tells of it.
func (c *Case) carriedContact(e Event) CarriedContact {
	one := CarriedContact{Event: e, Note: c.Note(e)}
	switch e.Kind {
	case PlanAgreed:
		one.How = c.PlanOf(e).How
	case Extended:
		one.Note.Text = c.DelayOf(e).Reason
	}
	one.Event.Entry, one.Event.Data.Belated, one.Event.Data.Case = 0, 0, "" // of this case
	return one
}

// promiseOn has the case owe by itself what a duplicate promised.
func (c *Case) promiseOn(told Carried, t Term, by Person, now time.Time) {
	p := Promise{Who: c.Appointment().Name, When: calendar.DayOf(time.UnixMilli(t.Due-1), c.Zone()).String()}
	for _, contact := range told.Contacts {
		p.What = cmp.Or(contact.How, p.What)
	}
	c.commit([]Promise{p}, 0, by, time.UnixMilli(t.Start).UTC(), now)
}

// WentBack tells whether a duplicate that had brought event e along went its own way since.
// Of what was written and added there the words stay, and its files, which nobody erases.
func (c *Case) WentBack(e Event) bool {
	if e.Kind != Absorbed && e.Kind != Added && e.Kind != Noted || e.Data.Case == "" {
		return e.Kind == WentBack
	}
	return slices.ContainsFunc(c.Events[e.Seq:], func(other Event) bool { return other.Kind == Separated && other.Data.Case == e.Data.Case })
}

// giveBack lets what a duplicate brought along count no more once the two are apart, and
// tells whether anything did: words and files stay, see [Case.WentBack].
func (c *Case) giveBack(number string) bool {
	back := false
	for i, e := range c.Events {
		if step := c.AsStep(e); e.Data.Case != number || !step.Carried() || slices.Contains([]Kind{Added, Noted, FileKept, FileLost}, e.Kind) {
			continue
		}
		c.keepWritten(e)
		c.Events[i].Kind, back = WentBack, true
	}
	return back
}

// broughtBy is who was named by such an event with a duplicate of that number, which is none
// any more: as its handler, or as co-responsible; empty for nobody.
func (c *Case) broughtBy(number string, kind Kind) string {
	for _, e := range c.Events {
		if was := c.Written(e); e.Kind == WentBack && was.Data.Case == number && was.Kind == kind {
			return was.Data.User
		}
	}
	return ""
}
