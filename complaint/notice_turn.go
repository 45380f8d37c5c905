package complaint

import (
	"fmt"
	"slices"
)

// turns are the events after which a step that somebody was told of may be over, or
// somebody else's.
var turns = append([]Kind{
	HandlerAssigned, HandlerNeeded, InvolvedFound, Corrected, Rejudged, RouteEnded, Absorbed, Separated, Told, Untold, ReachFound, Dissatisfied, Disputed, Ruled, Reopened, EndUndone,
}, endings...)

// standing makes true, after such an event, whatever somebody was told of a step in
// private, whoever has it, and in the thread with its buttons. It names those whom what
// waits may concern from now on: they hear only of what is theirs to do.
func (w *wording) standing() {
	w.hearings()
	if !slices.Contains(turns, w.e.Kind) {
		return
	}
	before := w.before()
	w.undecided(before)
	w.delays()
	w.vacant()
	w.passedOn(before)
	w.add(NoticeAgain, "", "")
}

// before is who handled the case until this event, empty when that did not change.
func (w *wording) before() string {
	before := ""
	switch w.e.Kind {
	case HandlerAssigned:
		before = w.c.handlerBefore(w.e)
	case HandlerNeeded:
		before = w.e.Data.User
	case Separated:
		before = w.c.broughtBy(w.e.Data.Case, HandlerAssigned)
	}
	if before == w.c.Handler {
		return ""
	}
	return before
}

// undecided makes what was said of the newest answer true: to who is asked to decide, and
// to who would change it.
func (w *wording) undecided(before string) {
	w.approval()
	a := w.c.Answer()
	if a == nil || !a.Asked {
		return
	}
	told, kind := append(w.c.toldAbout(a.Version, w.e.Recorded), w.handlerAsked(a)...), NoticeAsk
	switch {
	case a.SentBack():
		told, kind = []string{a.Author, before, w.c.Handler}, NoticeChanges
	case a.Verdict != "":
		return
	}
	for _, user := range told {
		if user != "" && !w.c.IsInvolved(user) {
			w.add(kind, user, fmt.Sprint(a.Version))
		}
	}
}

// handlerAsked is who handles the case from this event on, if they may have been asked to
// decide on the answer before.
func (w *wording) handlerAsked(a *AnswerVersion) []string {
	asked := w.c.Roster.HoldingAny(a.AskedAt, Role(w.c.Procedure.Answer.Approval.Role), RoleFallback)
	if w.e.Kind != HandlerAssigned || !slices.Contains(asked, w.c.Handler) {
		return nil
	}
	return []string{w.c.Handler}
}

// delays makes the request for more time true of which the customer was not told.
func (w *wording) delays() {
	n := len(w.c.Extensions)
	if n == 0 || !w.c.Extensions[n-1].untold() {
		return
	}
	w.delay(n)
	x := &w.c.Extensions[n-1]
	for _, user := range w.c.Deciders(x, x.AskedAt) {
		w.add(NoticeDelayAsk, user, fmt.Sprint(n))
	}
	w.asker(NoticeDelayAsk, x.AskedBy, fmt.Sprint(n))
}

// vacant tells the officers that nobody handles the case, since the last time that
// this came to be.
func (w *wording) vacant() {
	if w.c.Handler != "" || !w.c.Open() {
		return
	}
	for i := w.e.Seq; i >= 1; i-- {
		if w.c.Events[i-1].Kind != HandlerNeeded {
			continue
		}
		for _, user := range w.c.Recipients(&Duty{Owner: RoleOfficer}, "", w.e.Recorded) {
			w.add(NoticeVacant, user, fmt.Sprint(i))
		}
		return
	}
}

// passedOn tells of the promises that nobody is named for, or nobody who may know of
// them, whose they are now: the handler's, and no longer of who was it before.
func (w *wording) passedOn(before string) {
	for _, m := range w.c.OpenCommitments() {
		if m.Owner != "" && !w.c.IsInvolved(m.Owner) || before == "" && !slices.Contains(w.e.Data.Users, m.Owner) {
			continue
		}
		for _, user := range []string{before, w.c.Handler} {
			if user != "" && !w.c.IsInvolved(user) {
				w.add(NoticePromise, user, fmt.Sprint(m.N))
			}
		}
	}
}

// unanswerable tells whoever looks after the app that nobody is left to agree with the
// answer. Who leads reads it on the card.
func (w *wording) unanswerable() {
	if w.c.Unanswerable(w.e.Recorded) {
		w.add(NoticeUnheard, "", NobodyAgrees)
	}
}

// keptOut takes back what those were told who are kept out of the case from now on.
func (w *wording) keptOut() {
	switch w.e.Kind {
	case InvolvedFound, DelivererNamed, Corrected, Absorbed, Duplicate:
		if !keepsOut(w.e) {
			return
		}
		for _, user := range w.e.Data.Users {
			if !slices.Contains(w.e.Data.Were, user) {
				w.add(NoticeForget, "", user)
			}
		}
		w.unanswerable()
	}
}
