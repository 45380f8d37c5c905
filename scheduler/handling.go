package scheduler

import (
	"context"
	"strconv"
	"strings"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// weight tells management of a case that weighs heavily.
func (x *delivery) weight(ctx context.Context) (told, error) {
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.Weighty(x.f, x.c, x.n.Ref))
}

// vacant makes the officer's message about a case that needs a handler true.
// Nobody is told of it once there is one again.
func (x *delivery) vacant(ctx context.Context) (told, error) {
	seq := x.number()
	if seq < 1 || seq > len(x.c.Events) {
		return told{}, errNothing
	}
	d, _, err := x.standing(ctx, x.n.Ref, x.c.Handler == "" && x.c.Open(), view.Vacant(x.f, x.c, x.c.Events[seq-1].Data.Why))
	return d, err
}

// added tells the handler, and who hears in their place, what kind of thing somebody put
// into the file.
func (x *delivery) added(ctx context.Context) (told, error) {
	e, ok := x.event()
	if !ok || !x.isFor(x.c.Handler) {
		return told{}, errNothing
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.PutInto(x.f, x.c, e))
}

// coOwner makes the message true of who is, or was, co-responsible. Nobody is told
// that they are it no more who never heard of it.
func (x *delivery) coOwner(ctx context.Context) (told, error) {
	d, _, err := x.standing(ctx, "", x.n.To == x.c.CoOwner() && x.c.Open(), view.CoOwner(x.f, x.c))
	return d, err
}

// coOwnerless makes the message true that asks for another one who is co-responsible.
func (x *delivery) coOwnerless(ctx context.Context) (told, error) {
	p := purpose(x.n.Kind, x.n.To, "")
	_, there, err := x.s.Store.Message(ctx, x.n.Number, p)
	if err != nil {
		return told{}, err
	}
	if !there && !x.c.LacksCoOwner() {
		return told{}, errNothing
	}
	d, _, err := x.makeTrue(ctx, p, "", view.CoOwnerless(x.f, x.c))
	return d, err
}

// colleague tells somebody what the case asks of them.
func (x *delivery) colleague(ctx context.Context) (told, error) {
	e, ok := x.event()
	if !ok || e.Kind != complaint.ColleagueTold || e.Data.User != x.n.To {
		return told{}, errNothing
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.Colleague(x.f, x.c, e))
}

// forget takes back what somebody was told of a case of which they may know less from now
// on; what says no more than they may know stays.
func (x *delivery) forget(ctx context.Context) (told, error) {
	all, err := x.messages(ctx, "")
	if err != nil {
		return told{}, err
	}
	var gone []db.Message
	for _, m := range all {
		_, rest, _ := strings.Cut(m.Purpose, "/")
		to, _, _ := strings.Cut(rest, "/")
		if to == x.n.Ref && !x.harmless(m.Purpose, to) && !x.staysWith(toldBy(m)) {
			gone = append(gone, m)
		}
	}
	return told{}, x.unsay(ctx, gone)
}

// staysWith tells whether what that notice told somebody is still for them to have.
func (x *delivery) staysWith(n complaint.Notice) bool {
	if x.c.IsInvolved(n.To) || n.Kind == complaint.NoticeReceipt && n.To != x.c.Filer && n.To != x.c.Receiver() {
		return false
	}
	theirs := delivery{s: x.s, n: x.n, c: x.c, f: &view.Frame{Viewer: complaint.Person{ID: n.To, Member: true}}, now: x.now}
	theirs.n.Notice = n
	return theirs.mayKnow()
}

// harmless tells whether a message of that purpose to somebody says no more than they may
// know when they are kept out of the case: the receipt of what they filed, and the question
// whether they were heard, asked again too.
func (x *delivery) harmless(purpose, to string) bool {
	n := toldBy(db.Message{Purpose: purpose})
	return n.Kind == complaint.NoticeReceipt && to == x.c.Filer || n.Kind == complaint.NoticeHearing || x.asks(n.Kind, n.Ref, to)
}

// asks tells whether a notice reminds somebody that they were asked whether they were heard.
func (x *delivery) asks(kind complaint.NoticeKind, ref, to string) bool {
	duty, round, _ := strings.Cut(ref, ":")
	n, _ := strconv.Atoi(round) // of a number that is none there is no consultation
	h := x.c.HearingOf(&complaint.Duty{Kind: duty, Round: n})
	return kind == complaint.NoticeReminder && h != nil && h.With == to
}

// delay makes the request for an extension in the thread true.
func (x *delivery) delay(ctx context.Context) (told, error) {
	return x.inThread(ctx, func(thread string) (told, error) {
		d, _, err := x.makeTrue(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), thread, view.ExtensionRequest(x.f, x.c, x.number()))
		return d, err
	})
}

// delayAsk makes the private message about such a request true: of who decides
// and, once decided, of who asked.
func (x *delivery) delayAsk(ctx context.Context) (told, error) {
	n := x.number()
	if n < 1 || n > len(x.c.Extensions) {
		return told{}, errNothing
	}
	e := &x.c.Extensions[n-1]
	wanted := e.Verdict != "" && x.isFor(e.AskedBy) || x.c.MayDecideExtension(n, x.f.Viewer, x.now) == nil
	d, _, err := x.standing(ctx, x.n.Ref, wanted, view.ExtensionRequest(x.f, x.c, n))
	return d, err
}

// number is the number that the notice refers to, 0 for none.
func (x *delivery) number() int {
	n, err := strconv.Atoi(x.n.Ref)
	if err != nil {
		return 0
	}
	return n
}
