package complaint

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// older lets the request for the version before the newest shrink to a line,
// and tells who was asked about it that it is no longer theirs to decide.
func (w *wording) older() {
	for v := len(w.c.Answers) - 1; v >= 1; v-- {
		a := w.c.Answers[v-1]
		if !a.Asked {
			continue
		}
		w.everywhere(NoticeApproval, fmt.Sprint(v))
		switch a.Verdict {
		case "":
			for _, user := range w.c.toldAbout(v, w.e.Recorded) {
				w.add(NoticeAsk, user, fmt.Sprint(v))
			}
		case ChangesAsked, ApprovalWithdrawn:
			w.add(NoticeChanges, a.Author, fmt.Sprint(v))
		}
		return
	}
}

// letter draws the request for an answer anew whose letter was fetched, or lost.
func (w *wording) letter() {
	if a := w.c.Answer(); a != nil && a.Verdict == "" {
		if l := w.c.AnswerText(a.Version).Letter; l != nil && l.ID == w.e.Data.File {
			w.approval()
		}
	}
}

// approved tells whoever tells answers that this one was approved and is theirs to give
// now, and later what became of that; not who said so themselves, nor the handler, or who
// hears in their place, whose own message says it.
func (w *wording) approved() {
	c := w.c
	changed := append([]Kind{Approved, ApprovalWithdrawn, Drafted}, turns...)
	again := w.e.Kind == ApprovalAsked && c.Lacks(w.e.Data.Version) || w.e.Kind == InvolvedFound // what may go to the customer waits once more
	if !again && !slices.Contains(changed, w.e.Kind) {
		return
	}
	tellers := c.Tellers(w.e.Recorded)
	for _, user := range slices.Clone(tellers) {
		tellers = append(tellers, c.instead(user, w.e.Recorded)...)
	}
	for _, a := range slices.Backward(c.Answers) {
		if a.Verdict != Approved && a.Verdict != ApprovalWithdrawn && (!again || a.Version != len(c.Answers)) {
			continue
		}
		for _, user := range tellers {
			if a.Asked && a.Round == c.Round && a.DecidedBy != user && user != c.Handler && !c.ActsFor(user, c.Handler, w.e.Recorded) && !c.IsInvolved(user) {
				w.put(NoticeApproved, user, fmt.Sprint(a.Version))
			}
		}
		return
	}
}

// Tellers lists who tells the complainant the answer, here or away.
func (c *Case) Tellers(at time.Time) []string { return c.whoPlays(c.teller(), at) }

// teller is the role that tells the complainant the answer.
func (c *Case) teller() Role { return Role(cmp.Or(c.Procedure.Answer.ToldBy, string(RoleHandler))) }

// DeskNews names what the message of the handler, or of who hears in their place, comes
// anew for, since an edited one is overlooked: the round that began, and what somebody else
// decided about their case, see [Case.DecidedByOthers]. It is empty for neither.
func (c *Case) DeskNews(user string) string {
	news := ""
	if c.Round > 1 {
		news = fmt.Sprint(c.Round)
	}
	if e := c.DecidedByOthers(user); e != nil {
		news += fmt.Sprint("v", e.Seq)
	}
	return news
}

// DecidedByOthers is the decision that changes what the handler has to do now, and that was
// not recorded by user: the approval of an answer, whoever may give it, or the ruling of a
// third party that is to be carried out. It is nil for none.
func (c *Case) DecidedByOthers(user string) *Event {
	var e *Event
	switch v := len(c.Answers); {
	case c.Face() == FaceRuled:
		e = c.newest(Ruled)
	case c.ToTell(v) && c.Answers[v-1].Asked:
		e = c.newest(Approved)
	}
	if e == nil || e.Actor == user {
		return nil
	}
	return e
}

// DeskIsNews tells whether an event from seq on is one of which somebody hears by the
// handler's message who had none, in the handler's place: the case was given to somebody who
// is away, goes on after its end, or somebody decided what changes their work. Not of what
// they did themselves.
func (c *Case) DeskIsNews(seq int, user string, at time.Time) bool {
	if seq < 1 || !c.ActsFor(user, c.Handler, at) {
		return false
	}
	decided := c.DecidedByOthers(user)
	return slices.ContainsFunc(c.Events[min(seq-1, len(c.Events)):], func(e Event) bool {
		switch {
		case e.Actor == user:
			return false
		case decided != nil && e.Seq == decided.Seq:
			return true
		}
		return e.Kind == HandlerAssigned && e.Data.User == c.Handler || e.opensRound()
	})
}

// ApprovedBefore tells whether the version that waits was approved once already: the case
// weighs more by now, or who approved it turned out to be involved.
func (c *Case) ApprovedBefore() bool {
	a := c.Answer()
	return a != nil && a.Verdict == "" && slices.ContainsFunc(c.Events, func(e Event) bool {
		return e.Kind == Approved && e.Data.Version == a.Version
	})
}

// ToTell tells whether version v is approved and the complainant waits for it.
func (c *Case) ToTell(v int) bool {
	return v >= 1 && v == len(c.Answers) && c.Answers[v-1].Verdict == Approved && c.Face() == FaceApproved
}

// edited tells the author of a version that waited, and the thread, that
// somebody else wrote another in its place.
func (w *wording) edited() {
	n := len(w.c.Answers)
	if n < 2 {
		return
	}
	was := w.c.Answers[n-2]
	if !was.Asked || was.Verdict != "" || was.Author == w.e.Actor || was.Round != w.c.Round {
		return
	}
	w.line()
	if !w.c.IsInvolved(was.Author) {
		w.add(NoticeChanges, was.Author, fmt.Sprint(was.Version))
	}
}

// askedAbout lists who got a direct message about version v: who was asked by name alone,
// and with them away the others as well.
func (c *Case) askedAbout(v int, at time.Time) []string {
	a := c.Answers[v-1]
	when := c.askedAt(v)
	if a.AskedOf != "" && !c.asksTwo() && !c.Roster.Absent(a.AskedOf, when) && !c.Roster.Absent(a.AskedOf, at) {
		return []string{a.AskedOf}
	}
	return c.approversBut(c.hands(v), c.Approvals(), a.AskedAt)
}

// toldAbout lists whoever has a direct message about version v: who is asked, and who let
// somebody else decide.
func (c *Case) toldAbout(v int, at time.Time) []string {
	users := c.askedAbout(v, at)
	for _, e := range c.Events {
		if e.Kind != ApprovalPassed || e.Data.Version != v {
			continue
		}
		for _, user := range c.askedBefore(v, e) {
			if !slices.Contains(users, user) {
				users = append(users, user)
			}
		}
	}
	return users
}

// askedAt is when somebody was last asked to decide on version v.
func (c *Case) askedAt(v int) time.Time {
	for _, e := range slices.Backward(c.Events) {
		if e.Data.Version == v && (e.Kind == ApprovalAsked || e.Kind == ApprovalPassed) {
			return e.Recorded
		}
	}
	return c.Answers[v-1].AskedAt
}

// toAsk lists who is asked to decide on version v now: who was named, else, or with them
// away, all who may; where two have to agree, all in any case.
func (c *Case) toAsk(v int, at time.Time) []string {
	if a := c.Answers[v-1]; a.AskedOf != "" && c.Approvals() == 1 && !c.Roster.Absent(a.AskedOf, at) {
		return []string{a.AskedOf}
	}
	return c.askedAbout(v, at)
}
