package complaint

import (
	"fmt"
	"slices"
)

// handling covers the steps beside the straight road: what sort of case it is,
// who may work on it, and until when.
func (w *wording) handling() {
	c, e := w.c, w.e
	switch e.Kind {
	case Classified:
		w.line()
		if before := c.ClassBefore(e); slices.Contains(c.Procedure.Confidant, before.Nature) && !c.Confides() {
			for _, user := range c.Roster.Holding(RoleConfidant, e.Recorded) { // it is not theirs to know after all
				if !c.MaySee(Person{ID: user, Member: true}, PartCard, e.Recorded) {
					w.add(NoticeForget, "", user)
				}
			}
		}
	case HandlerNeeded:
		w.line()
		if user := e.Data.User; !c.IsInvolved(user) {
			w.add(NoticeDesk, user, user)
		}
	case Extended:
		w.line()
		n := len(c.Extensions)
		w.delay(n)
		if x := c.Extensions[n-1]; x.Verdict != "" {
			w.add(NoticeDelayAsk, x.DecidedBy, fmt.Sprint(n))
			w.asker(NoticeDelayAsk, x.AskedBy, fmt.Sprint(n))
		}
	case ExtensionAsked:
		w.delay(len(c.Extensions))
		for _, user := range c.Deciders(&c.Extensions[len(c.Extensions)-1], e.Recorded) {
			w.add(NoticeDelayAsk, user, fmt.Sprint(len(c.Extensions)))
		}
	case ExtensionAgreed, ExtensionRefused, ExtensionWithdrawn:
		n := e.Data.Attempt
		w.delay(n)
		x := &c.Extensions[n-1]
		for _, user := range c.Deciders(x, x.AskedAt) {
			w.add(NoticeDelayAsk, user, fmt.Sprint(n))
		}
		w.asker(NoticeDelayAsk, x.AskedBy, fmt.Sprint(n))
	}
}

// delayAgain asks for agreement with more time once more, since whoever gave it turned out to
// be involved, and tells who asked.
func (w *wording) delayAgain() {
	n := len(w.c.Extensions)
	if n == 0 || w.c.Extensions[n-1].again != w.e.Seq {
		return
	}
	w.delay(n)
	x := &w.c.Extensions[n-1]
	for _, user := range w.c.Deciders(x, w.e.Recorded) {
		w.add(NoticeDelayAsk, user, fmt.Sprint(n))
	}
	w.asker(NoticeDelayAsk, x.AskedBy, fmt.Sprint(n))
}

// receipts make the messages true of who filed the case and of who received it: of the
// latter only while they may know of it.
func (w *wording) receipts() {
	w.add(NoticeReceipt, w.c.Filer, "")
	if r := w.c.Receiver(); r != w.c.Filer && !w.c.lost(r) {
		w.add(NoticeReceipt, r, "")
	}
}

// assigned tells who handles the case now, and who no longer does. The first
// delivery to the new handler is the form, where the procedure sends one.
func (w *wording) assigned() {
	c := w.c
	w.line()
	w.receipts()
	if before := w.before(); before != "" {
		w.add(NoticeDesk, before, before)
	}
	w.standing()
	w.approved()
	w.coOwner()
	w.desk()
	if c.Procedure.Assign.SendForm && !w.e.Data.Has(FlagAnswered) {
		w.form()
	}
}

// delay makes the request for an extension true where it was made.
func (w *wording) delay(n int) {
	if x := w.c.Extensions[n-1]; x.Verdict == "" && !x.ToldAt.IsZero() {
		return // it needed nobody's agreement
	}
	w.everywhere(NoticeDelay, fmt.Sprint(n))
}

// Handled tells whether the case is, or was, given to that person to handle.
func (c *Case) Handled(user string) bool {
	return slices.ContainsFunc(c.Events, func(e Event) bool { return e.Kind == HandlerAssigned && e.Data.User == user })
}

// TakenFrom tells whether the case went from whoever is away to another handler meanwhile,
// or to nobody yet. Of somebody who is kept out of it now it does not.
func (c *Case) TakenFrom(a *Absence) bool {
	return c.Handler != a.User && !c.IsInvolved(a.User) && slices.ContainsFunc(c.Events, func(e Event) bool {
		before := ""
		switch e.Kind {
		case HandlerAssigned:
			before = c.handlerBefore(e)
		case HandlerNeeded:
			before = e.Data.User
		}
		return before == a.User && a.In(e.Recorded)
	})
}

// handlerBefore gives who handled the case until assignment e, if anybody did.
func (c *Case) handlerBefore(e Event) string {
	before := ""
	for _, other := range c.Events {
		if other.Kind == HandlerAssigned && other.Seq < e.Seq {
			before = other.Data.User
		}
	}
	return before
}

// LastDuring is the last that somebody did in the case while a colleague was away, nil where
// nobody did anything: that a button of the case went by itself, or who was reminded, is no
// news of it.
func (c *Case) LastDuring(a *Absence) *Event {
	for i := range slices.Backward(c.Events) {
		e := &c.Events[i]
		if e.Actor != "" && !e.Kind.AboutReminders() && !e.Recorded.Before(a.From) && e.Recorded.Before(a.Until) {
			return e
		}
	}
	return nil
}
