package complaint

import (
	"slices"
	"time"
)

// NoticeBack tells somebody that they see the case again who were kept out of it by mistake.
const NoticeBack NoticeKind = "back"

// OfPeople tells whether the fact is who is kept out of the case, or may be why they are.
func (f Fact) OfPeople() bool {
	return f.Code == FactLink || f.Code == FactAbout || f.Code == FactDeliverers || f.Code == FactInterest
}

// keepsOut tells whether an event is about who is kept out of the case, and its people are
// those; of another correction they are somebody else.
func keepsOut(e Event) bool {
	fact := Fact{Code: FactCode(e.Data.Why)}
	return e.Kind != Corrected || fact.OfPeople() || fact.Code == FactLink
}

// reroute lets a correction of who is kept out decide whether the case may be in the
// management channel: it leaves it where somebody involved is there, and comes back when
// nothing keeps it away any more.
func (c *Case) reroute(channel []string, now time.Time) error {
	if err := c.TakeConfidentialRoute(channel, now); err != nil {
		return err
	}
	if c.routeOver(channel) {
		c.record(RouteEnded, Clock, now, now, Data{}, 0)
	}
	return nil
}

// routeOver tells whether nothing keeps the case out of the management channel: it left
// only because of people who were there, none of them is involved and nobody who is
// involved is there. Where it is not known who is there, or why it left, where its nature
// or another case keeps it away, it stays away.
func (c *Case) routeOver(channel []string) bool {
	if !c.Confidential || len(channel) == 0 || len(c.joints) > 0 || c.keepsConfidential(c.Nature) {
		return false
	}
	return !slices.ContainsFunc(channel, c.IsInvolved) && !slices.ContainsFunc(c.Events, func(e Event) bool {
		return e.Kind == RouteConfidential && !e.Data.Has(FlagMistaken) && (len(e.Data.Users) == 0 || slices.ContainsFunc(e.Data.Users, c.IsInvolved))
	})
}

// Effect is what a correction does besides moving deadlines: a code, and whom it concerns.
type Effect struct {
	Code   string
	Users  []string
	Duties []Duty // as they would stand
}

// The codes of effects.
const (
	EffectSees    = "sees"    // Users were kept out and may see the case again
	EffectFree    = "free"    // Users were kept out and may be given a part in it again
	EffectBarred  = "barred"  // Users are kept out from now on
	EffectLeaves  = "leaves"  // the case leaves the management channel
	EffectReturns = "returns" // it comes back into the management channel
	EffectShelved = "shelved" // it is over, and comes back there only when it goes on
	EffectStays   = "stays"   // it stays out of it all the same

	EffectOutcome  = "outcome"  // the case is listed under the new outcome, and what was told stays
	EffectApproval = "approval" // Users approved the outcome as it was
	EffectNature   = "nature"   // the case is listed under the new nature
	EffectHides    = "hides"    // it leaves the channel: cases of that nature are confidential
	EffectHidden   = "hidden"   // it stays out, though cases of that nature are not
	EffectHears    = "hears"    // Users of management hear how heavy it weighs
	EffectBound    = "bound"    // a ruling binds: nobody decides the case again
	EffectUnbound  = "unbound"  // none does: it may be taken up again

	EffectReceives = "receives" // what is asked of whoever received the complaint is asked of Users
	EffectAside    = "aside"    // Users received it and are kept out of the case all the same
	EffectCoOwner  = "co_owner" // Users are co-responsible instead
	EffectConsult  = "consult"  // the consultation of Users counts no more

	EffectAgain   = "again"   // what was told stays told, and is still to be told as the procedure asks
	EffectNext    = "next"    // the same, and the next answer does it: this one was not enough
	EffectUnmet   = "unmet"   // it was never told as the procedure asks
	EffectTerm    = "term"    // the customer was told another day, and that stays told
	EffectDelay   = "delay"   // Users agreed to the day as it was
	EffectKeeper  = "keeper"  // Users keep the promise from now on
	EffectPlan    = "plan"    // what was agreed in it counts no more
	EffectAddress = "address" // nobody knows where a letter went
	EffectEmail   = "email"   // nor an e-mail
	EffectAgreed  = "agreed"  // the agreed day, Duties, lies after the term, the other one, from now on
)

// Effects tells what a correction would do besides moving deadlines, and changes nothing;
// a value that would be refused does nothing.
func (c *Case) Effects(f CorrectForm, now time.Time) []Effect {
	f.KeepOld = true
	judged := c.under(f.Rules)
	data, words, rs := judged.correction(f, now)
	if len(rs) > 0 {
		return nil
	}
	after := judged.with(data, words, now)
	var list []Effect
	if f.Fact.OfPeople() {
		was := slices.DeleteFunc(c.Involved(), after.IsInvolved)
		blind := func(u string) bool { return !after.MaySee(Person{ID: u, Member: true}, PartFiling, now) }
		sees := slices.DeleteFunc(slices.Clone(was), blind)
		free := slices.DeleteFunc(was, func(u string) bool { return slices.Contains(sees, u) })
		for _, e := range []Effect{{Code: EffectSees, Users: sees}, {Code: EffectFree, Users: free}, {Code: EffectBarred, Users: slices.DeleteFunc(after.Involved(), c.IsInvolved)}} {
			if len(e.Users) > 0 {
				list = append(list, e)
			}
		}
		list = append(list, c.routes(after, f.Channel)...)
	}
	if f.Fact.Code == FactReceiver {
		list = append(list, c.newReceiver(after, now)...)
	}
	list = append(list, c.recodes(f, after, now)...)
	if f.Fact.Code == FactContact {
		list = append(list, c.retellings(f, after)...)
	}
	if f.Fact.Code == FactReceived {
		list = append(list, c.rejudged(after)...)
	}
	list = append(append(list, c.otherTerm(f)...), c.otherKeeper(f, after)...)
	none := f.Fact.Code == FactReached && Kind(f.Code) == Attempted || f.Fact.Code == FactHappened && f.Code == HappenedNot
	if none && c.agreedIn(c.Events[f.Fact.Seq-1]) != nil {
		list = append(list, Effect{Code: EffectPlan})
	}
	return append(list, c.overtakes(after)...)
}

// rejudged is what becomes of where the case lives by the versions in force at its receipt.
func (c *Case) rejudged(after *Case) []Effect {
	was, is := c.keepsConfidential(c.Nature), after.keepsConfidential(after.Nature)
	switch {
	case is && !c.Confidential:
		return []Effect{{Code: EffectHides}}
	case was && !is && c.Confidential:
		return []Effect{{Code: EffectHidden}}
	}
	return nil
}

// overtakes tells of a day agreed with the complainant that lies after the term of the
// answer when the case stands as after, and did not before: the term holds all the same,
// and who corrects is told to talk to the complainant.
func (c *Case) overtakes(after *Case) []Effect {
	agreed, term := after.agreedAndTerm()
	if agreed == nil || term == nil || !agreed.Due.After(term.Due) {
		return nil
	}
	if agreed, term := c.agreedAndTerm(); agreed != nil && term != nil && agreed.Due.After(term.Due) {
		return nil
	}
	return []Effect{{Code: EffectAgreed, Duties: []Duty{*agreed, *term}}}
}

// agreedAndTerm are the day agreed with the complainant by which the answer is owed, and
// the first by which the procedure asks for it, each nil where it is not owed.
func (c *Case) agreedAndTerm() (agreed, term *Duty) {
	duties, err := c.Duties()
	if err != nil {
		return nil, nil
	}
	for i := range duties {
		d := &duties[i]
		spec := c.Procedure.Duty(d.Kind)
		switch {
		case spec == nil || !d.Open() || d.Past > 0 || !slices.Equal(spec.DoneBy, []string{string(Told)}):
		case spec.Agreed != "":
			agreed = d
		case !d.Quiet && (term == nil || d.Due.Before(term.Due)):
			term = d
		}
	}
	return agreed, term
}

// routes is what becomes of where the case lives when it stands as after.
func (c *Case) routes(after *Case, channel []string) []Effect {
	switch {
	case !c.Confidential && slices.ContainsFunc(channel, after.IsInvolved):
		return []Effect{{Code: EffectLeaves}}
	case after.routeOver(channel):
		if !c.Open() {
			return []Effect{{Code: EffectShelved}}
		}
		return []Effect{{Code: EffectReturns}}
	case c.Confidential && len(after.Involved()) < len(c.Involved()):
		return []Effect{{Code: EffectStays}}
	}
	return nil
}

// seesAgain lists who may see the case again since event e, a correction.
func (c *Case) seesAgain(e Event) []string {
	return slices.DeleteFunc(slices.Clone(e.Data.Were), func(u string) bool {
		return slices.Contains(e.Data.Users, u) || c.IsInvolved(u) || !c.knows(Person{ID: u, Member: true}, PartFiling, e.Recorded)
	})
}

// back tells those who see the case again that they do, and shows them what there is.
func (w *wording) back() {
	if w.e.Kind != Corrected || !keepsOut(w.e) {
		return
	}
	for _, user := range w.c.seesAgain(w.e) {
		w.add(NoticeBack, user, "")
		for _, n := range w.c.CatchUp(user, w.e.Recorded) {
			w.add(n.Kind, n.To, n.Ref)
		}
	}
}

// routeEnded shows the case in the channel again, with what waits there for a decision,
// and takes back the cards that people had of it instead. A case that is over does not
// appear there as if it were new: it has its card again when it goes on.
func (w *wording) routeEnded() {
	for _, user := range w.c.Audience(w.e.Recorded) {
		w.add(NoticeRemove, user, "")
	}
	if !w.c.Open() {
		return
	}
	w.card()
	w.line()
	w.standing()
	w.request()
	w.receipts()
	w.desk()
}
