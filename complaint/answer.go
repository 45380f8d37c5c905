package complaint

import (
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// Draft is an answer as its author hands it in.
type Draft struct {
	Answer
	Form    string // how it will be told: email letter phone meeting
	Outcome string
	Ask     bool   // put it up for approval; else it stays with the author
	AskOf   string // an approver by name; empty: whoever may

	Address string // where it goes, of a letter or e-mail to a complainant whose address is not on record

	KeepLetter bool // that of the version before, unless there is a new one

	Consulted Consultation // noted with it; nothing said: none
}

// Prepare keeps a new version of the answer and, when asked, puts it up for
// approval. A version after an approval drops that approval. By the handler
// or the officer, who may keep it as a draft, and by whoever may decide on the
// version that waits: theirs goes up at once, for somebody else to decide.
func (c *Case) Prepare(d Draft, by Person, now time.Time) error {
	if err := c.MayPrepare(by, now); err != nil {
		return err
	}
	d.trim()
	c.settleLetter(&d)
	d.Ask = d.Ask || !c.Writes(by, now)
	d.Consulted.Said = strings.TrimSpace(d.Consulted.Said)
	whole, rs := c.wholePromises(d.Promises, calendar.DayOf(now, c.Zone()))
	d.Promises = whole
	rs = append(c.checkDraft(d, by, now), append(c.checkAdvice(d, by, now), rs...)...)
	if err := rs.orNil(); err != nil {
		return err
	}
	c.takeOn(by, now, now)
	c.keepAddress(d.Form, d.Address, by, now)
	if d.Consulted.Said != "" {
		c.noteConsultation(d.Consulted, by, now)
	}
	d.Salt = rand.Text()
	data := Data{Version: len(c.Answers) + 1, Form: d.Form, Outcome: d.Outcome, Hash: d.hash()}
	if d.Letter != nil {
		data.File = d.Letter.ID
	}
	c.record(Drafted, by, now, now, data, c.put(d.Answer))
	if !d.Ask {
		return nil
	}
	if c.Procedure.Answer.Approval.Role == "" { // no one's agreement is needed
		c.record(Approved, by, now, now, Data{Version: len(c.Answers), Hash: d.hash()}, 0)
		return nil
	}
	c.record(ApprovalAsked, by, now, now, Data{Version: len(c.Answers), User: d.AskOf, Hash: d.hash()}, 0)
	return nil
}

// MayPrepare tells whether this person may write an answer now, with the
// reason when not.
func (c *Case) MayPrepare(by Person, now time.Time) error {
	err := c.may(by, now, PartAnswer, writers...)
	switch {
	case err == nil && c.noContact(now) != nil:
		return c.noContact(now)
	case err == nil && !slices.Contains([]State{StateHandling, StatePrepared, StateRework}, c.State):
		return c.wrongState("draft")
	case err != nil && c.MayDecide(len(c.Answers), by, now) == nil: // instead of asking for changes
		return nil
	}
	return err
}

// writers write the answers; somebody who may decide on one may edit it.
var writers = []Role{RoleHandler, RoleOfficer}

// Writes tells whether this person writes the answers of the case, and so may
// keep one as a draft.
func (c *Case) Writes(by Person, now time.Time) bool {
	return c.may(by, now, PartAnswer, writers...) == nil
}

func (c *Case) checkDraft(d Draft, by Person, now time.Time) Refusals {
	var rs Refusals
	add := func(field, text string, args ...any) { rs = append(rs, refuseField(field, text, args...)) }
	if !slices.Contains(c.Procedure.Answer.Forms, d.Form) {
		add("form", "error.form_missing")
	}
	if !slices.Contains(c.Procedure.Answer.Outcomes, d.Outcome) {
		add("outcome", "error.outcome_missing")
	}
	if d.Text == "" && d.Letter == nil {
		add("text", "error.answer_missing")
	}
	if c.Procedure.Answer.FactsRequired && d.Facts == "" {
		add("facts", "error.facts_missing")
	}
	if c.Procedure.Answer.ReasonsRequired && d.Reasons == "" {
		add("reasons", "error.reasons_missing")
	}
	rs = append(rs, checkLetter(d.Letter)...)
	if !d.Ask {
		return append(rs, c.checkMail(d.Form, d.Address)...)
	}
	rs = append(append(append(rs, c.checkSpoken(d, by, now)...), c.checkAddress(d.Form, d.Address)...), c.guardDraft(d)...)
	able := c.ApproversFor(by.ID, now)
	switch {
	case c.Procedure.Answer.Approval.Role == "":
	case len(able) == 0:
		add("ask", "error.no_approver")
	case len(able) < c.Approvals():
		add("ask", "error.two_approvers", "able", Users(able))
	case d.AskOf != "" && !slices.Contains(able, d.AskOf):
		add("approver", "error.approver_barred", "who", User(d.AskOf), "able", Users(able))
	}
	return rs
}

// checkSpoken looks at an answer that is to be told in a conversation: where
// the procedure wants answers in writing, one role alone decides so, with the
// reason (OK-14, OK-15).
func (c *Case) checkSpoken(d Draft, by Person, now time.Time) Refusals {
	rule := c.Procedure.Answer.Spoken
	var rs Refusals
	if !d.Oral() {
		return nil
	}
	if rule.By != "" && !c.plays(by.ID, now, []Role{Role(rule.By)}) {
		rs = append(rs, refuseField("form", "error.spoken_by", "role", rule.By, "who", Users(c.whoPlays(Role(rule.By), now))))
	}
	if rule.Reason && d.OralWhy == "" {
		rs = append(rs, refuseField("oral_why", "error.spoken_reason"))
	}
	return rs
}

// Approve agrees with version v of the answer, as it was worded (hash). The
// first decision wins, but where two have to agree each counts once, and it is
// the second that decides. Never by whoever had a hand in it, the handler or
// anybody involved.
func (c *Case) Approve(v int, by Person, now time.Time) error {
	a, err := c.decidable(v, by, now)
	if err != nil {
		return err
	}
	if c.agreedAlready(v, by.ID) {
		return c.oneMore(now)
	}
	if c.IsInvolved(a.Author) {
		return refuse("error.author_approve")
	}
	kind := Approved
	if len(c.Agreed(v))+1 < c.Approvals() {
		kind = ApprovalGiven
	}
	data := Data{Version: v, Hash: a.Hash}
	if by.ID == c.Handler || slices.Contains(c.hands(v), by.ID) {
		data.Flags = []string{FlagAlone}
	}
	c.record(kind, by, now, now, data, 0)
	return nil
}

// ApprovedBy tells whether version v was approved by that very person, as one of
// two or alone.
func (c *Case) ApprovedBy(v int, by Person) bool {
	return c.agreedAlready(v, by.ID) || v >= 1 && v <= len(c.Answers) && c.Answers[v-1].Verdict == Approved && c.Answers[v-1].DecidedBy == by.ID
}

// AskChanges sends version v back to its author with a comment, which is
// required. The first decision wins.
func (c *Case) AskChanges(v int, comment string, by Person, now time.Time) error {
	a, err := c.decidable(v, by, now)
	if err != nil {
		return err
	}
	return c.recordWords(ChangesAsked, Data{Version: v, Hash: a.Hash}, comment, refuseField("comment", "error.comment_empty"), by, now)
}

// MayDecide tells whether a decision on version v is by this person's hand,
// with the reason when it is not.
func (c *Case) MayDecide(v int, by Person, now time.Time) error {
	_, err := c.decidable(v, by, now)
	if err == nil && c.agreedAlready(v, by.ID) {
		return c.oneMore(now)
	}
	return err
}

// MayAskChanges is MayDecide for a version that somebody may have agreed with
// before they saw what must change.
func (c *Case) MayAskChanges(v int, by Person, now time.Time) error {
	_, err := c.decidable(v, by, now)
	return err
}

// decidable gives version v if it waits for a decision that by may take.
func (c *Case) decidable(v int, by Person, now time.Time) (*AnswerVersion, error) {
	if v < 1 || v > len(c.Answers) {
		return nil, ErrNotFound
	}
	a, able := &c.Answers[v-1], c.Approvers(now)
	if !c.MaySee(by, PartAnswer, now) {
		if v == len(c.Answers) && c.cameSecond(by, a.Verdict, able) {
			return nil, refuseDecided(a.DecidedBy, a.DecidedAt, a.Verdict)
		}
		return nil, ErrNotFound
	}
	barred := !c.knows(by, PartAnswer, now) || !slices.Contains(able, by.ID) && !c.agreedAlready(v, by.ID)
	switch {
	case barred && by.ID == a.Author:
		return nil, refuse("error.own_answer", "able", Users(able))
	case barred && by.ID == c.Handler:
		return nil, refuse("error.handler_approves", "able", Users(able))
	case barred && slices.Contains(c.hands(v), by.ID):
		return nil, refuse("error.own_part", "able", Users(able))
	case barred:
		return nil, c.Roster.only(able, Role(c.Procedure.Answer.Approval.Role))
	case a.Verdict != "":
		return nil, refuseDecided(a.DecidedBy, a.DecidedAt, a.Verdict)
	case v != len(c.Answers) || a.Round != c.Round:
		return nil, refuse("error.newer_version", "version", len(c.Answers))
	case !a.Asked || c.State != StatePrepared:
		return nil, c.wrongState("approve")
	}
	return a, nil
}

// cameSecond tells whether somebody who sees nothing of the case still hears who decided
// first, and how: they could have decided themselves.
func (c *Case) cameSecond(by Person, verdict Kind, able []string) bool {
	return c.Open() && verdict != "" && slices.Contains(able, by.ID)
}

// refuseDecided says who decided first, and how.
func refuseDecided(who string, at time.Time, verdict Kind) *Refusal {
	return refuse("error.already_decided", "who", User(who), "at", at, "verdict", string(verdict))
}

// hash binds an approval to everything the complainant will be told. An answer without
// facts, as all were before these had a place, has the hash that it had then.
func (d Draft) hash() string {
	words := []any{d.Form, d.Outcome, d.Text, d.More, d.Letter, d.Reasons, d.Promises}
	if d.Facts != "" {
		words = append(words, d.Facts)
	}
	return salted(d.Salt, words...)
}

// Delivery is how the approved answer reached the complainant.
type Delivery struct {
	At       time.Time
	Day      string // of a letter the day on which it was posted, as 2006-01-02, in the place of At
	Via      string // email letter phone meeting
	Address  string // see [Draft]
	With     string
	Reaction string
	Said     string   // in a conversation: what was said
	Points   []string // of the conversation, see [ContactForm]: those that closing asks for
	Handling string   // how it was handled, for the report that closing asks for
	Late     string   // why it took longer, for ourselves: of one told after its deadline
}

// Deliver records that the approved answer was told; the clocks of the
// decision stop at that moment and the follow-up starts (EX-17, EX-18). After its
// deadline it is refused without why it took longer (OK-16). What
// the complainant knew already, in no form that the procedure takes, only
// stops those. By the handler or the officer.
func (c *Case) Deliver(d Delivery, by Person, now time.Time) error {
	if err := c.MayDeliver(by, now); err != nil {
		return err
	}
	a := c.Answer()
	var rs Refusals
	if !slices.Contains(c.Procedure.Answer.Forms, d.Via) {
		rs = append(rs, refuseField("via", "error.form_missing"))
	}
	text, name, since := c.tellable(a)
	when := reaching{via: d.Via, at: d.At, day: d.Day, field: "day"}
	if r := c.checkReached(&when, since, now, text, name); r != nil {
		rs = append(rs, r)
	}
	d.At = when.at
	rs = append(append(append(append(rs, c.checkTelling(a, &d)...), c.checkPost(d.Via)...), c.checkSent(d.Via, d.Address)...), c.guardTalk("reaction", d.Reaction, d.With)...)
	if err := rs.orNil(); err != nil {
		return err
	}
	if err := c.checkLate(&d); err != nil {
		return err
	}
	c.keepAddress(d.Via, d.Address, by, now)
	flags := append(c.pointsOf(d.Points), when.flags()...)
	if d.Handling = strings.TrimSpace(d.Handling); d.Handling != "" {
		flags = append(flags, FlagReported)
	}
	c.record(Told, by, d.At, now, Data{Via: d.Via, Version: a.Version, Outcome: a.Outcome, Flags: flags},
		c.put(Note{Text: strings.TrimSpace(d.Reaction), With: strings.TrimSpace(d.With), Said: d.Said, Handling: d.Handling, Late: d.Late}))
	if !c.toldBefore(c.newest(Told)) { // what was promised by it stands already
		c.commit(c.AnswerText(a.Version).Promises, a.Version, by, d.At, now)
	}
	return nil
}

// tellable is the moment before which a version cannot have been told, with the refusal
// that says so and the name of the moment in it: its approval, where somebody gave one.
// What nobody has to approve may be written down after it was told, by what opened its
// round (procedures: a clock stops when the outside world was reached).
func (c *Case) tellable(a *AnswerVersion) (text, name string, since time.Time) {
	if a.Asked {
		return "error.before_approval", "approved", a.DecidedAt
	}
	if e, again := c.OpenedBy(a.Round); again {
		return "error.before_return", "returned", e.At
	}
	return "error.before_receipt", "received", c.ReceivedAt
}

// checkTelling refuses a conversation in the place of the writing that was
// approved, where talking is the exception, and one of which nothing is noted.
func (c *Case) checkTelling(a *AnswerVersion, d *Delivery) Refusals {
	var rs Refusals
	d.Said = strings.TrimSpace(d.Said)
	if !Spoken(d.Via) {
		d.Said = ""
		return nil
	}
	if c.spokenInstead(a, d.Via) {
		rs = append(rs, refuseField("via", "error.spoken_instead"))
	}
	if c.Procedure.Answer.Spoken.Note && d.Said == "" {
		rs = append(rs, refuseField("said", "error.spoken_note"))
	}
	return append(rs, c.guardTalk("said", d.Said, d.With)...)
}

// MayDeliver tells whether this person may log the delivery of the answer
// now, with the reason when not.
func (c *Case) MayDeliver(by Person, now time.Time) error {
	roles := []Role{RoleHandler, RoleOfficer}
	if alone := c.Procedure.Answer.ToldBy; alone != "" {
		roles = []Role{Role(alone)} // CY-19, CY-31
	}
	if err := c.may(by, now, PartAnswer, roles...); err != nil {
		return err
	}
	again := c.OwesForm()
	if !again && (c.State == StateDecided || c.State == StateFollowUp) {
		return c.takenAlready("deliver", Told, Untold)
	}
	if a := c.Answer(); a == nil || a.Verdict != Approved || c.State != StatePrepared && !again {
		return c.wrongState("deliver")
	}
	if c.AuthorInvolved() {
		return refuse("error.author_tell")
	}
	if c.LostAdvice() {
		if c.awaitsHearing() {
			return refuse("error.deliver_unconfirmed", "who", User(c.Unconfirmed().With))
		}
		return refuse("error.deliver_unadvised", "role", c.Procedure.Answer.Consult, "who", Users(c.ToConsult(now)))
	}
	return nil
}

// AuthorInvolved tells whether whoever wrote the answer that waits to be approved or told
// turned out to be involved: whoever handles the case now writes another, or takes it on as
// a version of theirs (EX-10).
func (c *Case) AuthorInvolved() bool {
	a := c.Answer()
	return a != nil && c.State == StatePrepared && c.IsInvolved(a.Author)
}
