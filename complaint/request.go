package complaint

import (
	"crypto/rand"
	"slices"
	"time"
)

// Ask is what a request asks to agree with.
type Ask string

// What nobody does on their own word, as far as the procedure says so.
const (
	AskNoReply   Ask = "no_reply"   // close, though nobody heard whether the complainant is satisfied
	AskNoContact Ask = "no_contact" // the same of one who wants to be asked no more
	AskUnreached Ask = "unreached"  // go on, though the complainant was never reached
	AskHandler   Ask = "handler"    // give the case to somebody

	AskQuestion    Ask = "question"     // see EndQuestion
	AskNoComplaint Ask = "no_complaint" // see EndNoComplaint
)

// FlagAlone marks that somebody agreed with what was theirs, because nobody else
// was left and the procedure allows that.
const FlagAlone = "alone"

// Request asks those whom the procedure names to agree with one step, as it was
// worded. One request waits at a time; the first decision wins.
type Request struct {
	Seq       int // of the event that asked
	Round     int
	What      Ask
	By        string
	At        time.Time
	User      string // whom the case would be given to
	Hash      string // of what was asked, binds the decision
	Verdict   Kind   // AgreementGiven, AgreementDenied; empty: none yet
	DecidedBy string
	DecidedAt time.Time
	Alone     bool // see FlagAlone
	Moot      bool // what was asked is not needed, or not possible, any more
	entry     int
	comment   int
	end       int // the event that decided it, or left nothing to decide
	again     int // the event by which who agreed was found to be involved, so that it waits anew
}

// void lets the request wait for a decision once more since event by, or says that there is
// no need of one.
func (r *Request) void(by int, needless bool) {
	r.Verdict, r.DecidedBy, r.DecidedAt, r.Alone, r.end = "", "", time.Time{}, false, 0
	if r.again, r.Moot = by, needless; needless {
		r.end = by
	}
}

// Petition is what a request asks for, in words.
type Petition struct {
	Text   string      `json:"text,omitempty"`
	Assign *Assignment `json:"assign,omitempty"`
	Reply  *Reply      `json:"reply,omitempty"` // see [Ending]
	Salt   string      `json:"salt,omitempty"`  // see salted
}

// Waiting tells whether the request still waits for a decision.
func (r *Request) Waiting() bool { return r != nil && r.Verdict == "" && !r.Moot }

// Request gives the one that event seq made, nil when it made none.
func (c *Case) Request(seq int) *Request {
	for i := range c.Requests {
		if c.Requests[i].Seq == seq {
			return &c.Requests[i]
		}
	}
	return nil
}

// requestAnew gives the request that waits, or waited, anew since event e, nil when none does.
func (c *Case) requestAnew(e *Event) *Request {
	for i := range c.Requests {
		if e.Seq > 0 && c.Requests[i].again == e.Seq {
			return &c.Requests[i]
		}
	}
	return nil
}

// approvesAnew tells whether an answer waits, or waited, for approval anew since event e.
func (c *Case) approvesAnew(e *Event) bool {
	return e.Seq > 0 && slices.ContainsFunc(c.Answers, func(a AnswerVersion) bool { return slices.Contains(a.again, e.Seq) })
}

// waitsAnew tells whether a request, more time or an answer waits or waited anew since event e.
func (c *Case) waitsAnew(e *Event) bool {
	return c.requestAnew(e) != nil || c.delaysAnew(e) || c.approvesAnew(e)
}

// Waits gives the request that waits for a decision, nil when none does.
func (c *Case) Waits() *Request {
	if n := len(c.Requests); n > 0 && c.Requests[n-1].Waiting() {
		return &c.Requests[n-1]
	}
	return nil
}

// waitsFor tells whether a request for one of these waits.
func (c *Case) waitsFor(what ...Ask) bool {
	r := c.Waits()
	return r != nil && slices.Contains(what, r.What)
}

// Agrees gives the role whose holders agree with what is asked; empty: nobody has to.
func (c *Case) Agrees(what Ask) Role {
	switch rules := c.Procedure.Agreement; what {
	case AskUnreached, AskUntold:
		return Role(rules.Unreached)
	case AskHandler:
		return Role(rules.Handler)
	case AskQuestion, AskNoComplaint:
		return Role(rules.NoComplaint)
	}
	return Role(c.Procedure.Agreement.Unverified)
}

// MustAsk tells whether this person asks others before that is done: whoever plays
// the role that agrees decides in person, but for what spares themselves as handler
// the work.
func (c *Case) MustAsk(what Ask, by Person, now time.Time) bool {
	role := c.Agrees(what)
	return role != "" && ((what == AskUnreached || what == AskUntold) && by.ID == c.Handler || !c.plays(by.ID, now, []Role{role}))
}

// deciders lists who may agree with what that person asks: never they themselves,
// the handler, who would be the handler or anybody involved. One is enough,
// whatever the case weighs.
func (c *Case) deciders(what Ask, by, proposed string, at time.Time) []string {
	return c.agreeing(c.Agrees(what), []string{by, proposed}, 1, at)
}

// DecidersOf lists who may decide on a request.
func (c *Case) DecidersOf(r *Request, at time.Time) []string {
	return c.deciders(r.What, r.By, r.User, at)
}

// mayAsk refuses a request while another waits, and one that nobody could decide.
func (c *Case) mayAsk(what Ask, proposed string, by Person, now time.Time) error {
	if r := c.Waits(); r != nil {
		return refuse("error.request_waits", "who", Users(c.DecidersOf(r, now)))
	}
	if len(c.deciders(what, by.ID, proposed, now)) == 0 {
		return refuse("error.no_approver")
	}
	return nil
}

// ask records a request, bound to its words.
func (c *Case) ask(what Ask, p Petition, by Person, now time.Time) {
	p.Salt = rand.Text()
	data := Data{Why: string(what), Hash: p.hash()}
	if p.Assign != nil {
		data.User = p.Assign.Handler
	}
	c.record(AgreementAsked, by, now, now, data, c.put(p))
}

// Because is why something is asked for, in words.
func (p Petition) Because() string {
	if p.Assign != nil {
		return p.Assign.because()
	}
	return p.Text
}

// hash binds a decision to everything that is asked for.
func (p Petition) hash() string { return salted(p.Salt, p.Text, p.Assign, p.Reply) }

// Petition is what a request asks for. Erased, it is empty.
func (c *Case) Petition(r *Request) Petition {
	var p Petition
	c.read(r.entry, &p)
	return p
}

// PetitionOf is what event e asked for.
func (c *Case) PetitionOf(e Event) Petition {
	var p Petition
	c.read(e.Entry, &p)
	return p
}

// RequestComment is what was written with the refusal, if anything.
func (c *Case) RequestComment(r *Request) string {
	var n Note
	c.read(r.comment, &n)
	return n.Text
}

// MayDecideRequest tells whether a decision on the request of that event is by this
// person's hand, with the reason when it is not. The first decision wins.
func (c *Case) MayDecideRequest(seq int, by Person, now time.Time) error {
	r := c.Request(seq)
	if r == nil {
		return ErrNotFound
	}
	able := c.DecidersOf(r, now)
	switch {
	case !c.MaySee(by, PartCard, now) && !c.cameSecond(by, r.Verdict, able):
		return ErrNotFound
	case by.ID == r.By && !slices.Contains(able, by.ID):
		return refuse("error.own_request", "able", Users(able))
	case !slices.Contains(able, by.ID):
		return c.Roster.only(able, c.Agrees(r.What))
	case r.Verdict != "":
		return refuseDecided(r.DecidedBy, r.DecidedAt, r.Verdict)
	case !r.Waiting():
		return c.wrongState("request")
	case r.Hash != c.Petition(r).hash():
		return ErrConflict
	}
	return nil
}

// Granted tells whether that very person agreed with the request of that event.
func (c *Case) Granted(seq int, by Person) bool {
	r := c.Request(seq)
	return r != nil && r.Verdict == AgreementGiven && r.DecidedBy == by.ID
}

// Grant agrees with a request, which is done at once.
func (c *Case) Grant(seq int, by Person, now time.Time) error {
	if err := c.MayDecideRequest(seq, by, now); err != nil {
		return err
	}
	r := *c.Request(seq)
	if c.IsInvolved(r.By) {
		return refuse("error.asker_involved")
	}
	p := c.Petition(&r)
	if r.What == AskHandler { // somebody may have turned out to be involved since
		p.Assign.KeepAway = true // which was asked then, as was all that an assignment needs
		if err := c.checkAssignment(*p.Assign, true, now).orNil(); err != nil {
			return err
		}
	}
	if r.What == AskUntold && c.AuthorInvolved() {
		return refuse("error.author_tell")
	}
	if a := c.Answer(); r.What == AskUntold && (a == nil || a.Verdict != Approved || c.State != StatePrepared) {
		return c.wrongState("untold") // its approval went meanwhile
	}
	data := Data{Why: string(r.What), User: r.User, Hash: r.Hash}
	if by.ID == r.By {
		data.Flags = []string{FlagAlone}
	}
	c.record(AgreementGiven, by, now, now, data, 0)
	switch r.What {
	case AskHandler:
		if c.Events[r.Seq-2].Kind != DelivererNamed { // they were named when it was asked
			c.nameDeliverers(*p.Assign, by, now)
		}
		c.give(*p.Assign, Person{ID: r.By, Member: true}, by, now)
	case AskUnreached:
		c.record(Unreached, by, now, now, Data{}, r.entry)
	case AskUntold:
		c.record(Untold, by, now, now, Data{}, r.entry)
	case AskQuestion, AskNoComplaint:
		c.record(NoComplaint, by, now, now, Data{Why: string(r.What)}, r.entry)
	}
	return nil
}

// Deny refuses a request, with the reason.
func (c *Case) Deny(seq int, reason string, by Person, now time.Time) error {
	if err := c.MayDecideRequest(seq, by, now); err != nil {
		return err
	}
	r := c.Request(seq)
	return c.recordWords(AgreementDenied, Data{Why: string(r.What), User: r.User, Hash: r.Hash}, reason, refuseField("reason", "error.reason_missing"), by, now)
}

func (c *Case) applyRequest(e Event) {
	if e.Kind == AgreementAsked {
		c.Requests = append(c.Requests, Request{
			Seq: e.Seq, Round: e.Data.Round, What: Ask(e.Data.Why), By: e.Actor, At: e.At, User: e.Data.User, Hash: e.Data.Hash, entry: e.Entry,
		})
		return
	}
	r := &c.Requests[len(c.Requests)-1]
	r.Verdict, r.DecidedBy, r.DecidedAt, r.comment = e.Kind, e.Actor, e.At, e.Entry
	r.Alone, r.end = e.Data.Has(FlagAlone), e.Seq
	if e.Kind == AgreementGiven && (r.What == AskNoReply || r.What == AskNoContact) {
		c.FollowedUp = Kind(r.What)
	}
}

// moot takes back the request that waits when event e leaves nothing to decide;
// undoing the end of a case brings it back.
func (c *Case) moot(e Event) {
	over := slices.Contains(endings, e.Kind)
	if over {
		c.unasked = c.Requests
	}
	r := c.Waits()
	if r == nil {
		return
	}
	switch r.What {
	case AskNoReply, AskNoContact:
		over = over || slices.Contains([]Kind{Satisfied, Dissatisfied, Reopened, Disputed}, e.Kind)
	case AskUnreached:
		over = over || e.Kind == Contacted || e.Kind == Unreached || e.Kind == ReachFound
	case AskUntold:
		over = over || slices.Contains([]Kind{Told, Untold, ReachFound, Drafted, ApprovalAsked, ApprovalWithdrawn, Disputed}, e.Kind)
	case AskHandler:
		over = over || e.Kind == HandlerAssigned || e.Kind == Told
	default:
		over = over || e.Kind == HandlerAssigned
	}
	if over {
		c.Requests = slices.Clone(c.Requests)
		last := &c.Requests[len(c.Requests)-1]
		last.Moot, last.end = true, e.Seq
	}
}
