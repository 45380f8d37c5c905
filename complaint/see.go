package complaint

import (
	"fmt"
	"slices"
	"time"
)

// Part is a piece of a case that some may see and others not.
type Part string

// The parts, from the least to the most that is told.
const (
	PartAsked  Part = "asked"  // the number, and that they are asked whether they were heard
	PartState  Part = "state"  // number and state word
	PartCard   Part = "card"   // what the channel shows: dates, handler, buttons
	PartFiling Part = "filing" // the complainant, the story, contact details
	PartAnswer Part = "answer" // drafts, comments, notes of contacts
	// PartPromise is what was promised to the customer; of it a colleague who is
	// named for one promise sees that one.
	PartPromise Part = "promise"
	PartReaders Part = "readers" // who opened the file, for whoever keeps it
)

// Reading is that somebody opened the file of a case. The store keeps it beside the
// case: it is nothing that happened to it.
type Reading struct {
	User string    // Slack id
	At   time.Time // UTC
}

// MaySee tells whether user may see that part of the case. It is the one
// answer for card, thread, Home, search, list, report, export and file.
// Whoever is involved sees nothing, except that a filer keeps number and
// state of what they filed. Who reads for privacy and audit sees what one of
// management does, and nothing of a confidential case.
func (c *Case) MaySee(p Person, part Part, at time.Time) bool {
	return c.knows(p, part, at) || c.onlyReads(p, part, at)
}

// KnownTo tells whether this person may read in another case that it has to do with this one:
// whoever sees more of it than its state, and of one that was erased whoever may know of it.
func (c *Case) KnownTo(p Person, at time.Time) bool {
	if c.Erased() {
		return c.MaySee(p, PartState, at)
	}
	return c.MaySee(p, PartCard, at) || c.MaySee(p, PartFiling, at)
}

// onlyReads lets whoever reads for privacy and audit see the case (GDPR articles 38(2) and
// 39(1)(b), ISO 10002:2018 clause 8.5). They have no part in it, so that what is told in
// confidence is not told to them, and nobody stands in for them.
func (c *Case) onlyReads(p Person, part Part, at time.Time) bool {
	switch {
	case !p.Member || p.ID == "" || c.Confidential || !c.Roster.Has(p.ID, RoleReader, at):
		return false
	case c.Erased(): // as for others: who it concerned nobody knows any more
		return part == PartState || part == PartAsked || part == PartCard
	}
	return !c.IsInvolved(p.ID)
}

// knows tells whether user may see that part of the case by leading cases or by a part that
// they have in this one. It is the question of every step: to read alone is no ground for one.
func (c *Case) knows(p Person, part Part, at time.Time) bool {
	if !p.Member || p.ID == "" {
		return false
	}
	if part == PartAsked {
		return !c.Erased() && !c.IsInvolved(p.ID) && c.WasAsked(p.ID) || c.knows(p, PartState, at)
	}
	if c.Erased() { // who it concerned nobody knows any more
		return c.Roster.HasAny(p.ID, at, keepers...) && (part == PartState || part == PartCard && !c.Confidential)
	}
	if c.IsInvolved(p.ID) {
		return part == PartState && p.ID == c.Filer
	}
	if part == PartReaders {
		return c.plays(p.ID, at, []Role{RoleOfficer, RoleDeputy, RoleManagement})
	}
	if c.Roster.HasAny(p.ID, at, RoleOfficer, RoleDeputy, RoleManagement) || c.asConfidant(p.ID, at) {
		return true
	}
	if co := c.CoOwner(); co != "" && (p.ID == co || c.standsIn(p.ID, co, at)) {
		return true
	}
	if p.ID == c.Handler || c.isAsked(p.ID, at) || c.actsInCharge(p.ID, at) || c.actsAsOfficer(p.ID, at) {
		return true
	}
	switch part {
	case PartPromise:
		return c.owns(p.ID, at) || c.maySeeForFollowUp(p.ID, at)
	case PartCard, PartAnswer:
		return c.maySeeForFollowUp(p.ID, at)
	case PartState, PartFiling: // the filer reads back their own report, or the receiver does
		if part == PartState && c.owns(p.ID, at) {
			return true
		}
		return c.plays(p.ID, at, []Role{RoleFiler}) || c.maySeeForFollowUp(p.ID, at)
	}
	return false
}

// actsInCharge lets whoever stands in for the handler or an officer see what these see. A
// deputy stands in in person: nobody sees a case in their place (decision 0042).
func (c *Case) actsInCharge(user string, at time.Time) bool {
	return c.standsIn(user, c.Handler, at) || c.standsInForAny(user, at, RoleOfficer)
}

// isAsked lets whoever may decide on what waits read what it is about, also the last in line
// because those before them may not or are away; and, as long as the round runs, who did.
// Where nothing waits for them, it is none of their business (decision 0030).
func (c *Case) isAsked(user string, at time.Time) bool {
	if !c.Open() {
		return false
	}
	return c.decidedOne(user, at) && c.reaches(user, at) || slices.ContainsFunc(c.Undecided(), func(d Decision) bool { return slices.Contains(c.able(d, at), user) })
}

// maySeeForFollowUp lets the follow-up caller read what they call about, from the moment
// the answer was told until the outcome is known, and until the case is over if they
// called. A confidential case has to reach them besides (EX-01).
func (c *Case) maySeeForFollowUp(user string, at time.Time) bool {
	called := func(e Event) bool { return e.Actor == user && slices.Contains(FollowUpKinds, e.Kind) }
	return (c.Face() == FaceAnswered || c.Open() && slices.ContainsFunc(c.Events, called)) &&
		(c.Roster.Has(user, RoleFollowUp, at) || c.standsInForAny(user, at, RoleFollowUp)) && c.reaches(user, at)
}

// mayCall tells whether a follow-up caller, or who stands in for one, can be asked to call in
// this case: of a confidential one only whom it reaches, and who brought it.
func (c *Case) mayCall(user string, at time.Time) bool {
	return !c.gradesOwn(user) && (c.brought(user) || c.reaches(user, at))
}

// Responsible lists who plays a role in this case at that moment: holders who
// are not involved, else who stands in for them, else the fallback. It is
// empty only when nobody uninvolved is left. Absence does not empty it.
func (c *Case) Responsible(role Role, at time.Time) []string {
	switch role {
	case RoleHandler:
		if c.Handler != "" {
			return []string{c.Handler}
		}
		role = RoleOfficer
	case RoleFiler:
		if user := c.receiving(); user != "" {
			return []string{user}
		}
		role = RoleOfficer
	case RoleFollowUp:
		callers := slices.DeleteFunc(c.Roster.Holding(role, at), func(u string) bool { return !c.brought(u) && !c.reaches(u, at) })
		if users := slices.DeleteFunc(c.eligible(callers), c.gradesOwn); len(users) > 0 {
			return users
		}
		leads := c.falling(RoleOfficer, at)
		others := slices.DeleteFunc(slices.Clone(leads), c.gradesOwn)
		switch asker := c.asker(); {
		case asker != "" && (len(callers) > 0 || len(others) == 0):
			return []string{asker}
		case len(others) > 0:
			return others
		}
		return leads
	}
	return c.falling(role, at)
}

// falling lists the holders of a role to whom the case may be known, else those to whom
// what is theirs falls.
func (c *Case) falling(role Role, at time.Time) []string {
	for _, r := range []Role{role, RoleOfficer, RoleDeputy, RoleManagement, RoleFallback} {
		if users := c.eligible(c.Roster.Holding(r, at)); len(users) > 0 {
			return users
		}
	}
	return nil
}

// asker is who of those who received and filed the case may ask what became of it, where
// nobody else may: not about their own handling (EX-18). Empty for nobody.
func (c *Case) asker() string {
	for _, user := range []string{c.receiver, c.Filer} {
		if user != "" && !c.IsInvolved(user) && !c.gradesOwn(user) && (user == c.Filer || !c.lost(user)) {
			return user
		}
	}
	return ""
}

// gradesOwn tells whether user would ask about their own handling, which the procedure
// leaves to somebody else wherever anybody is left (EX-18).
func (c *Case) gradesOwn(user string) bool { return slices.Contains(c.graded(), user) }

// AsksAboutOwn tells whether somebody who asks the complainant says why nobody else does:
// they handle the case or told the answer, and the procedure wants somebody independent.
func (c *Case) AsksAboutOwn(p Person) bool { return c.gradesOwn(p.ID) }

// graded lists about whose handling the complainant is asked: who handles the case, and who
// told the answer of this round. It is empty where the procedure lets them ask.
func (c *Case) graded() []string {
	if c.Procedure.FollowUp.HandlerMayAsk {
		return nil
	}
	users := []string{c.Handler}
	for _, e := range c.Events {
		if e.Kind == Told && e.Data.Round == max(c.Round, 1) {
			users = append(users, e.Actor)
		}
	}
	return slices.DeleteFunc(people(users), func(u string) bool { return u == "" })
}

// Approvers lists who may approve the newest answer: management, but never
// whoever had a hand in it, the handler or anybody involved, nor who agreed
// already where one more has to.
func (c *Case) Approvers(at time.Time) []string {
	a := c.Answer()
	if a == nil {
		return c.approversBut(nil, c.Approvals(), at)
	}
	able := c.approversBut(c.hands(a.Version), c.Approvals(), at)
	return slices.DeleteFunc(able, func(u string) bool { return c.agreedAlready(a.Version, u) })
}

// WaitsFor lists whose decision on the answer is waited for: who was asked by name, as long
// as they may decide and are there, else whoever may and is. While all of them are away it
// is theirs all the same.
func (c *Case) WaitsFor(at time.Time) []string {
	able := c.Approvers(at)
	here := c.Roster.here(able, at)
	for _, list := range [][]string{here, able} {
		if a := c.Answer(); a != nil && c.Approvals() == 1 && slices.Contains(list, a.AskedOf) {
			return []string{a.AskedOf}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// ApproversFor lists who may approve what that person asks agreement for now:
// an answer may hold words of the version that it takes the place of.
func (c *Case) ApproversFor(author string, at time.Time) []string {
	but := []string{author}
	if a := c.Answer(); a != nil && a.Verdict == "" {
		but = append(but, c.hands(a.Version)...)
	}
	return c.approversBut(but, c.Approvals(), at)
}

// hands lists who had a hand in version v: its author, and those of the
// versions before it back to the last that was decided on. Their words may
// stand in it still, so that none of them approves it.
func (c *Case) hands(v int) []string {
	a := c.Answers[v-1]
	users := []string{a.Author}
	for n := v - 1; n >= 1; n-- {
		before := c.Answers[n-1]
		if before.Verdict != "" || before.Round != a.Round {
			break
		}
		users = append(users, before.Author)
	}
	return users
}

// approversBut lists who may approve an answer without those who are barred, where
// n of them have to.
func (c *Case) approversBut(barred []string, n int, at time.Time) []string {
	return c.agreeing(Role(c.Procedure.Answer.Approval.Role), barred, n, at)
}

// agreeing lists who of a role may agree with what somebody asks, without the
// handler and those who are barred; where fewer than n are left and there, the fallback
// stands in. It is the one answer for answers, requests and extensions. In a company in which
// one person is all of them, that person agrees with what is theirs, where the
// procedure or the company allows it; it is kept that they did so alone.
func (c *Case) agreeing(role Role, barred []string, n int, at time.Time) []string {
	all := c.eligible(c.Roster.Holding(role, at))
	if role == RoleOfficer {
		for _, u := range c.onDuty(&Duty{Owner: role}, role, at) { // or who stands in for one
			if !slices.Contains(all, u.User) {
				all = append(all, u.User)
			}
		}
	}
	able := func(users []string) []string {
		return slices.DeleteFunc(slices.Clone(users), func(u string) bool { return u == c.Handler || slices.Contains(barred, u) })
	}
	if users := able(all); len(c.Roster.here(users, at)) >= n {
		return users
	}
	for _, u := range c.eligible(c.Roster.Holding(RoleFallback, at)) {
		if !slices.Contains(all, u) {
			all = append(all, u)
		}
	}
	if len(all) == 1 && n == 1 && (c.Procedure.Agreement.Alone || c.Roster.Alone) {
		return all
	}
	return able(all)
}

// Unanswerable tells whether nobody could agree with the answer of the case, whoever of
// those who may handle it wrote that: somebody else is to be named first (PK-20).
func (c *Case) Unanswerable(at time.Time) bool {
	role := Role(c.Procedure.Answer.Approval.Role)
	if role == "" || !c.Open() || c.PastAnswer() {
		return false
	}
	able := append(c.eligible(c.Roster.HoldingAny(at, role, RoleFallback)), c.Responsible(role, at)...)
	if len(able) > 0 && (c.Procedure.Agreement.Alone || c.Roster.Alone) {
		return false
	}
	handlers := c.Handlers(at)
	return len(handlers) > 0 && !slices.ContainsFunc(handlers, func(h string) bool {
		return slices.ContainsFunc(able, func(u string) bool { return u != h })
	})
}

// eligible leaves out who is involved in this case.
func (c *Case) eligible(users []string) []string {
	return slices.DeleteFunc(slices.Clone(users), c.IsInvolved)
}

// Audience lists who gets the card of a confidential case by direct message:
// officers, deputies and management who are not involved, with whoever stands in
// for an officer; with none of these there, the fallback; and the confidant of what is
// theirs to know, as long as anybody is left to act.
func (c *Case) Audience(at time.Time) []string {
	var users []string
	add := func(user string) {
		if user != "" && !slices.Contains(users, user) {
			users = append(users, user)
		}
	}
	for _, role := range []Role{RoleOfficer, RoleDeputy, RoleManagement} {
		for _, u := range c.eligible(c.Roster.Holding(role, at)) {
			add(u)
			add(c.actingFor(u, role, at))
		}
	}
	if len(c.Roster.here(users, at)) == 0 {
		for _, u := range c.eligible(c.Roster.Holding(RoleFallback, at)) {
			add(u)
			add(c.actingFor(u, RoleFallback, at))
		}
	}
	if len(users) > 0 {
		for _, u := range c.Confidants(at) {
			add(u)
		}
	}
	return users
}

// audienceWithout is the audience once these people are kept out of the case.
func (c *Case) audienceWithout(users []string, at time.Time) []string {
	without := *c
	without.Interested = slices.Concat(c.Interested, users)
	return without.Audience(at)
}

// CatchUp is what somebody is told who sees a running confidential case from now on:
// its card, and what waits for a decision.
func (c *Case) CatchUp(user string, now time.Time) []Notice {
	if !c.Confidential || !c.Open() || !slices.Contains(c.Audience(now), user) {
		return nil
	}
	seq := int(now.Unix()) // of no event: the same case may be caught up with again
	list := []Notice{{Kind: NoticeCard, To: user, Seq: seq}}
	for _, d := range c.Undecided() {
		switch {
		case d.Request > 0:
			list = append(list, Notice{Kind: NoticeRequest, To: user, Seq: seq, Ref: fmt.Sprint(d.Request)})
		case d.Delay > 0:
			list = append(list, Notice{Kind: NoticeDelayAsk, To: user, Seq: seq, Ref: fmt.Sprint(d.Delay)})
		default:
			list = append(list, Notice{Kind: NoticeApproval, To: user, Seq: seq, Ref: fmt.Sprint(d.Version)})
		}
	}
	return list
}

// actingFor is who sees a case in the place of an officer who is away, or of the fallback,
// if anybody: management and deputies are there in person.
func (c *Case) actingFor(user string, role Role, at time.Time) string {
	if role == RoleManagement || role == RoleDeputy || !c.Roster.Absent(user, at) {
		return ""
	}
	if deputy := c.Roster.DeputyOf(user, at); c.canStandIn(deputy, at) {
		return deputy
	}
	return ""
}
