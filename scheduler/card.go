package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// card makes the case's root message in this place true.
func (x *delivery) card(ctx context.Context) (told, error) {
	if err := x.together(ctx); err != nil {
		return told{}, err
	}
	all, err := x.messages(ctx, "")
	if err == nil {
		err = x.answered(ctx, all)
	}
	if err != nil {
		return told{}, err
	}
	if roots := x.rootsAmong(all); len(roots) > 0 {
		newest := roots[len(roots)-1]
		changed, err := x.change(ctx, newest, view.Card(x.f, x.c))
		if changed || err != nil {
			return toldAgain(newest, x.now), err
		}
		x.f.Continues = true
	}
	if x.n.To == complaint.ToChannel && x.f.Tells(x.c) { // told once; before the card, lest it is forgotten
		if err := x.s.Store.Tell(ctx, x.n.Number, complaint.Notice{Kind: complaint.NoticeStory, To: x.n.To}, x.now); err != nil {
			return told{}, err
		}
	}
	return x.post(ctx, x.rootPurpose(), "", view.Card(x.f, x.c))
}

// story makes the customer's words in the thread true. At the lowest level they
// never were there, or give way to where they stand.
func (x *delivery) story(ctx context.Context) (told, error) {
	p := purpose(x.n.Kind, x.n.To, "")
	_, there, err := x.s.Store.Message(ctx, x.n.Number, p)
	if err != nil || !there && !x.f.Tells(x.c) {
		return told{}, cmp.Or(err, errNothing)
	}
	return x.inThread(ctx, func(thread string) (told, error) {
		d, _, err := x.makeTrue(ctx, p, thread, view.Story(x.f, x.c))
		return d, err
	})
}

// repost posts the case's root message anew. What was one says from then on
// that there is a newer one.
func (x *delivery) repost(ctx context.Context) (told, error) {
	if err := x.together(ctx); err != nil {
		return told{}, err
	}
	older, err := x.roots(ctx)
	if err != nil {
		return told{}, err
	}
	x.f.Continues = x.f.Continues || len(older) > 0
	d, err := x.post(ctx, x.rootPurpose(), "", view.Card(x.f, x.c))
	if err != nil {
		return told{}, err
	}
	x.n.Doubt = true // it is out: should the rest fail, look before it is said again
	for _, there := range older {
		if there.TS == d.ts {
			continue
		}
		if _, err := x.change(ctx, there, view.GoesOn(x.f, x.c)); err != nil {
			return told{}, err
		}
	}
	return d, nil
}

// rootPurpose is under what the root messages in this place are remembered.
func (x *delivery) rootPurpose() string { return purpose(complaint.NoticeCard, x.n.To, "") }

// purposeGone begins the purpose of a root message that somebody deleted.
const purposeGone = "gone/"

// roots lists the root messages that the case has in this place, the newest
// last: that one is kept true, and says so when it is not the first.
func (x *delivery) roots(ctx context.Context) ([]db.Message, error) {
	all, err := x.messages(ctx, "")
	if err != nil {
		return nil, err
	}
	return x.rootsAmong(all), nil
}

func (x *delivery) rootsAmong(all []db.Message) []db.Message {
	var roots []db.Message
	gone := 0
	for _, m := range all {
		switch {
		case m.Channel != x.channel:
		case m.Purpose == x.rootPurpose():
			roots = append(roots, m)
		case m.Purpose == purposeGone+x.n.To:
			gone++
		}
	}
	x.f.Continues = len(roots) > 1 || gone > 0
	return roots
}

// together finds out whether other open cases may belong to this one, as far as
// everybody who sees the card may know of them: of the channel those that live
// there too. The card does not name them, since they may be moved away later.
func (x *delivery) together(ctx context.Context) error {
	if !x.c.Open() {
		return nil
	}
	filing := x.c.Filing()
	others, err := x.s.Store.AlikeOpen(ctx, filing.Email, filing.Phone, x.c.Number)
	for _, other := range others {
		open := !other.Confidential && !x.c.Confidential && x.n.To == complaint.ToChannel
		known := x.n.To != complaint.ToChannel && other.MaySee(x.f.Viewer, complaint.PartCard, x.now)
		linked := slices.Contains(x.c.Related, other.Number) // then it is known already
		x.f.Together = x.f.Together || (open || known) && !linked
	}
	return err
}

// others finds out of which other cases whoever reads this may know: in the channel of those
// that live there too and keep out nobody who reads along.
// One that cannot be read is not known either.
func (x *delivery) others(ctx context.Context) map[string]bool {
	seen := map[string]bool{}
	for _, number := range x.c.Links() {
		switch other, err := x.s.Store.Case(ctx, number); {
		case err != nil:
		case x.n.To == complaint.ToChannel:
			seen[number] = !other.Confidential && !other.Erased() && !slices.ContainsFunc(x.members, other.IsInvolved)
		default:
			seen[number] = other.KnownTo(x.f.Viewer, x.now)
		}
	}
	return seen
}

// line says one step in the case's thread.
func (x *delivery) line(ctx context.Context) (told, error) {
	e, ok := x.event()
	if !ok {
		return told{}, errNothing
	}
	m := view.Line(x.f, x.c, e)
	if m == nil {
		return told{}, errNothing
	}
	return x.inThread(ctx, func(thread string) (told, error) {
		loud := e.Kind.Loud() && x.n.To == complaint.ToChannel
		return x.postAs(ctx, purpose(x.n.Kind, x.n.To, fmt.Sprint(x.n.Seq)), thread, m, "", loud)
	})
}

// event is what caused the notice.
func (x *delivery) event() (complaint.Event, bool) {
	if x.n.Seq < 1 || x.n.Seq > len(x.c.Events) {
		return complaint.Event{}, false
	}
	return x.c.Events[x.n.Seq-1], true
}

// desk makes the handler's message true. Whoever handled the case before is
// told, once, that it passed to somebody else. Who hears in the place of a handler who is
// away has such a message from the first thing on that is news to them.
func (x *delivery) desk(ctx context.Context) (told, error) {
	if err := x.passed(ctx); err != nil {
		return told{}, err
	}
	if !x.isFor(x.c.Handler) {
		return told{}, errNothing
	}
	p, err := x.deskNow(ctx)
	if p == "" || err != nil {
		return told{}, cmp.Or(err, errNothing)
	}
	d, _, err := x.makeTrue(ctx, p, "", view.Desk(x.f, x.c))
	return d, err
}

// deskNow is under what that message is remembered, empty for whoever gets none. An edited
// message alone is overlooked: for each thing that is news the older message is taken back,
// once, and the new one comes in its place.
func (x *delivery) deskNow(ctx context.Context) (string, error) {
	ref := x.c.DeskNews(x.n.To)
	news := purpose(x.n.Kind, x.n.To, ref)
	desks, err := x.desksOf(ctx, x.n.To)
	instead := x.n.To != x.c.Handler
	isNews := instead && x.c.DeskIsNews(x.n.Seq, x.n.To, x.now)
	switch {
	case err == nil && len(desks) == 0 && instead && !isNews:
		return "", nil
	case err != nil || len(desks) == 0 || slices.ContainsFunc(desks, func(m db.Message) bool { return m.Purpose == news }):
		return news, err
	}
	round, _, approved := strings.Cut(ref, "v")
	last := desks[len(desks)-1].Purpose
	before, _, _ := strings.Cut(strings.Trim(strings.TrimPrefix(last, purpose(x.n.Kind, x.n.To, "")), "/"), "v")
	if x.again() || before == round && !approved || instead && !isNews {
		return last, nil
	}
	return news, x.unsay(ctx, desks)
}

// desksOf lists what somebody has as such a message.
func (x *delivery) desksOf(ctx context.Context, user string) ([]db.Message, error) {
	desks, err := x.messages(ctx, string(complaint.NoticeDesk)+"/")
	return slices.DeleteFunc(desks, func(m db.Message) bool { return toldBy(m).To != user }), err
}

// passed settles the desks of those who no longer handle the case, in person or in the
// place of who does.
func (x *delivery) passed(ctx context.Context) error {
	prefix := string(complaint.NoticeDesk) + "/"
	desks, err := x.messages(ctx, prefix)
	if err != nil {
		return err
	}
	for _, there := range desks {
		user, _, _ := strings.Cut(strings.TrimPrefix(there.Purpose, prefix), "/")
		if user == x.c.Handler || x.c.ActsFor(user, x.c.Handler, x.now) {
			continue
		}
		f := *x.f
		f.Viewer = complaint.Person{ID: user, Member: true}
		if err := x.speak(ctx, &f, user); err != nil {
			return err
		}
		if _, err := x.change(ctx, there, view.Desk(&f, x.c)); err != nil {
			return err
		}
		there.Purpose = "passed/" + user
		if err := x.s.Store.PutMessage(ctx, there); err != nil {
			return err
		}
	}
	return nil
}
