package complaint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// FactCode names a kind of recorded fact that can be corrected.
type FactCode string

// The facts, in the order in which the form offers them.
const (
	FactReceived   FactCode = "received" // when the complaint reached the company
	FactVia        FactCode = "via"      // how it came in
	FactReceiver   FactCode = "receiver" // whom the complaint reached first, where that was not whoever filed it
	FactName       FactCode = "name"
	FactPhone      FactCode = "phone"
	FactEmail      FactCode = "email"
	FactAddress    FactCode = "address"
	FactHandle     FactCode = "handle" // what they are called in a chat or on social media
	FactSummary    FactCode = "summary"
	FactStory      FactCode = "story"
	FactWish       FactCode = "wish"
	FactAbout      FactCode = "about"      // whom the complaint is about
	FactDeliverers FactCode = "deliverers" // who delivered the service
	FactAt         FactCode = "at"         // when a logged step truly happened
	FactContact    FactCode = "contact"    // of a step in which somebody was reached: how, with whom, what was said and agreed
	FactNote       FactCode = "note"       // of another step: what was written down of it
	FactDay        FactCode = "day"        // by when something is to be done or looked at, see dayBounds
	FactResult     FactCode = "result"     // what the complainant said when asked whether it is solved
	FactInterest   FactCode = "interest"   // who is involved, as declared or found later, or by a duplicate
	FactHandler    FactCode = "handler"    // what the handler was called when they were given the case
	FactTitle      FactCode = "function"   // what they do in the company, as it was written then
	FactOutcome    FactCode = "outcome"    // what was decided, of an answer that was told
	FactNature     FactCode = "nature"     // of a case that ended: what it was classified as last
	FactSecond     FactCode = "second"     // the nature beside that
	FactWeight     FactCode = "weight"     // how heavy it weighs
	FactCategory   FactCode = "category"   // what in the service it is about
	FactParty      FactCode = "party"      // who complains
	FactSubmitted  FactCode = "submitted"  // orally or in writing
	FactChecked    FactCode = "checked"    // how name and address were checked
	FactGrade      FactCode = "grade"      // how satisfied with the handling
	FactLink       FactCode = "link"       // that another case has to do with it
	FactReached    FactCode = "contacted"  // whether the complainant was reached, or it was only tried
	FactHappened   FactCode = "happened"   // whether a step happened at all, or was logged by mistake
	FactTicks      FactCode = "ticks"      // what was found besides when they were asked whether it is solved
	FactPoints     FactCode = "points"     // what whoever spoke with them, or told the answer, kept to
	FactBrief      FactCode = "brief"      // what the handler was told when they were given the case
	FactChosen     FactCode = "chosen"     // why it was them, in words
	FactInformed   FactCode = "informed"   // which colleague was told of the case
	FactPromise    FactCode = "promise"    // what was promised
	FactOwner      FactCode = "owner"      // who keeps a promise
	FactBody       FactCode = "body"       // which third party the complainant went to
	FactAskedBy    FactCode = "asked_by"   // who turned to it
	FactDocuments  FactCode = "documents"  // what was sent along
	FactNothing    FactCode = "nothing"    // why nothing of a ruling is carried out
	FactBinding    FactCode = "binding"    // whether the company has to follow what a third party rules
)

// filedFacts are those of the filing; reachFacts of them need a customer who
// is known.
var (
	filedFacts = []FactCode{
		FactReceived, FactVia, FactReceiver, FactName, FactPhone, FactEmail, FactAddress, FactHandle, FactSummary, FactStory, FactWish, FactAbout, FactDeliverers,
	}
	reachFacts = []FactCode{FactName, FactPhone, FactEmail, FactAddress, FactHandle}
)

// datedKinds are the events of which a person said when they truly happened.
var datedKinds = []Kind{
	ReadBackApproved, ReadBackRefused, ReadBackUnreachable, Explained, Acknowledged, Consulted, Attempted, Contacted, Told,
	Satisfied, Dissatisfied, NoReply, NoContact, Withdrawn, Disputed, Ruled, RulingDone, Reopened,
	DetailsChecked, Informed, Entered, Extended, CommitmentKept, MeasureDone, MeasureTold,
}

// dayBounds are the events that hold a civil day by which something is done, with the
// refusal of a day before they were true and its name for that.
var dayBounds = map[Kind][2]string{
	PlanAgreed:     {"error.before_agreed", "agreed"},
	CommitmentMade: {"error.before_agreed", "agreed"},
	Disputed:       {"error.before_dispute", "at"},
	Ruled:          {"error.before_ruling", "ruled"},
	HoldSet:        {"error.before_hold", "held"},
	Extended:       {"error.extension_early", "current"},
}

// holdsDay tells whether the day of an event can be corrected. Until when a colleague is
// away is said with that, in its own place; a day that was agreed in what was no contact
// counts no more; and of the extensions the last decides.
func (c *Case) holdsDay(e Event) bool {
	_, dated := dayBounds[e.Kind]
	if !dated || e.Data.Day == "" || e.Data.Has(FlagAway) || e.Data.Has(FlagMistaken) {
		return false
	}
	return e.Kind != Extended || c.lastTerm() != nil && c.lastTerm().told == e.Seq
}

// Fact is one thing on record: which, and the event that carries it.
type Fact struct {
	Code FactCode
	Seq  int
}

// String is how a form names the fact.
func (f Fact) String() string { return fmt.Sprintf("%s:%d", f.Code, f.Seq) }

// ParseFact reads what String wrote. A forged one gives a fact that no case has.
func ParseFact(s string) Fact {
	code, seq, _ := strings.Cut(s, ":")
	n, err := strconv.Atoi(seq)
	if err != nil {
		return Fact{}
	}
	return Fact{FactCode(code), n}
}

// Dated tells whether the fact is a moment.
func (f Fact) Dated() bool { return f.Code == FactReceived || f.Code == FactAt }

// Moves tells whether deadlines are reckoned from the fact itself, so that a step could stand
// before what must have gone before it. Others move some as well, by what counts no more:
// how somebody was reached, who received the complaint, a link.
func (f Fact) Moves() bool {
	return f.Dated() || f.Code == FactVia || f.Code == FactDay || f.Code == FactResult || f.Code == FactReached || f.Code == FactHappened
}

// Field is the block in which a form asks for the new value. Facts have each
// their own, so that what was typed for one never stands in another.
func (f Fact) Field() string {
	switch {
	case f.Code == FactAt:
		return f.Part("when")
	case f.Coded(), f.Worded(), slices.Contains([]FactCode{FactDay, FactResult, FactReached, FactHappened, FactInterest, FactLink, FactInformed, FactOwner}, f.Code):
		return f.Part(string(f.Code))
	case f.Code == FactContact:
		return f.Part(PartWay)
	case f.Code == FactNote:
		return f.Part(PartNote)
	}
	return string(f.Code)
}

// Part is the block of one of the values that a fact of several has.
func (f Fact) Part(name string) string { return fmt.Sprintf("%s.%d", name, f.Seq) }

// Facts lists all that can be corrected: what was filed and who handles it, then the steps
// with what was agreed or said in them, as they were recorded.
func (c *Case) Facts() []Fact {
	filed, logged := c.facts()
	return append(filed, logged...)
}

// FactsLogged is how many of [Case.Facts], its last, are of steps.
func (c *Case) FactsLogged() int {
	_, logged := c.facts()
	return len(logged)
}

func (c *Case) facts() (filed, logged []Fact) {
	appointed := 0
	unknown := c.Filing().Unknown
	for _, code := range filedFacts {
		if !unknown || !slices.Contains(reachFacts, code) {
			filed = append(filed, Fact{code, 1})
		}
	}
	for _, e := range c.Events {
		if slices.Contains(datedKinds, e.Kind) {
			logged = append(logged, Fact{FactAt, e.Seq})
		}
		if fact, ok := c.writtenFact(e); ok {
			logged = append(logged, fact)
		}
		if e.Kind == InvolvedFound || e.Kind == Absorbed && len(c.Written(e).Data.Users) > 0 {
			logged = append(logged, Fact{FactInterest, e.Seq})
		}
		if e.Kind == RelatedTo && e.Data.Case != "" {
			logged = append(logged, Fact{FactLink, e.Seq})
		}
		logged = append(logged, c.codedFacts(e)...)
		logged = append(logged, c.wordedFacts(e)...)
		if e.Kind == CommitmentMade && !e.Data.Has(FlagAway) {
			logged = append(logged, Fact{FactOwner, e.Seq})
		}
		if e.Kind == Informed && e.Data.User != "" && e.Data.Via != "" {
			logged = append(logged, Fact{FactInformed, e.Seq})
		}
		if c.reachedStands(e) {
			logged = append(logged, Fact{FactReached, e.Seq})
		}
		if e.mayNotHave() {
			logged = append(logged, Fact{FactHappened, e.Seq})
		}
		if c.holdsDay(e) {
			logged = append(logged, Fact{FactDay, e.Seq})
		}
		if c.resultStands(e) {
			logged = append(logged, Fact{FactResult, e.Seq})
		}
		if e.Kind == HandlerAssigned && c.Handler != "" {
			appointed = e.Seq
		}
	}
	if appointed > 0 {
		filed = append(filed, Fact{FactHandler, appointed}, Fact{FactTitle, appointed})
		if c.Appointment().Brief != "" {
			filed = append(filed, Fact{FactBrief, appointed})
		}
	}
	return filed, logged
}

// words gives the field of the filing that a fact of words is about, nil for
// another fact.
func (f *Filing) words(code FactCode) *string {
	switch code {
	case FactName:
		return &f.Name
	case FactPhone:
		return &f.Phone
	case FactEmail:
		return &f.Email
	case FactAddress:
		return &f.Address
	case FactHandle:
		return &f.Handle
	case FactSummary:
		return &f.Summary
	case FactStory:
		return &f.Story
	case FactWish:
		return &f.Wish
	case FactDeliverers:
		return &f.Deliverer
	}
	return nil
}

// OnRecord gives what stands on record for a fact, as a form would hold it.
func (c *Case) OnRecord(fact Fact) CorrectForm {
	f := CorrectForm{Fact: fact}
	if !slices.Contains(c.Facts(), fact) {
		return CorrectForm{}
	}
	e, filing := c.Events[fact.Seq-1], c.Filing()
	if fact.Coded() {
		f.Code = c.codeOf(fact, e)
		return f
	}
	switch fact.Code {
	case FactReceived, FactAt:
		f.At, f.DayOnly = e.At, e.NoHour()
	case FactVia:
		f.Code = e.Data.Via
	case FactDay:
		f.Code = e.Data.Day
	case FactResult, FactReached:
		f.Code = string(e.Kind)
	case FactHappened:
		f.Code = e.happened()
	case FactContact, FactNote:
		said := c.conversation(e)
		f.Code, f.With, f.Text, f.Said, f.Handling = e.Data.Via, said.Note.With, said.Note.Text, said.Note.Said, said.Note.Handling
		if said.Plan != nil {
			f.How = said.Plan.How
		}
	case FactHandler:
		f.Text = c.Appointment().Name
	case FactTitle:
		f.Text = c.Appointment().Title
	case FactBrief:
		f.Text = c.Appointment().Brief
	case FactInformed:
		f.Users = one(e.Data.User)
	case FactOwner:
		f.Users, f.Text = one(e.Data.User), c.wordIn(e, "who")
	case FactInterest:
		f.Users = e.Data.Users
	case FactLink:
		f.With = e.Data.Case
	case FactAbout:
		f.Users = c.About
	case FactReceiver:
		f.Users = c.received([]string{c.Receiver()})
	case FactPromise, FactBody, FactAskedBy, FactDocuments, FactNothing, FactChosen:
		f.Text = c.wordIn(e, fact.word().name)
	default:
		f.Text = *filing.words(fact.Code)
		if fact.Code == FactDeliverers {
			f.Users = c.Deliverers
		}
	}
	return f
}
