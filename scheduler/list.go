package scheduler

import (
	"context"
	"slices"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// lists are the kinds of messages that name several cases and belong to none. Each is
// remembered under the cases that it names too: what takes back or erases what was said
// of a case lets them be told without it.
var lists = []complaint.NoticeKind{
	complaint.NoticeDigest, complaint.NoticeKeeping, complaint.NoticeLate, complaint.NoticeLeft, complaint.NoticeMoves, complaint.NoticeReturn,
}

// list makes the list of the notice say m, which names these cases, or with nil takes it
// back.
func (x *delivery) list(ctx context.Context, m *view.Message, cases []string) (told, error) {
	p := purpose(x.n.Kind, x.n.To, x.n.Ref)
	there, found, err := x.s.Store.Message(ctx, "", p)
	if err != nil {
		return told{}, err
	}
	if m == nil {
		if err := x.retract(ctx); err != nil || !found {
			return told{}, err
		}
		return told{}, x.unsay(ctx, []db.Message{there})
	}
	d, _, err := x.makeTrue(ctx, p, "", m)
	if err != nil {
		return told{}, err
	}
	if found && d.ts != there.TS { // it names what it should not, perhaps, and cannot be changed
		if err := x.unsay(ctx, []db.Message{there}); err != nil {
			return told{}, err
		}
	}
	slices.Sort(cases)
	here := db.Message{Purpose: p, Channel: d.channel, TS: d.ts, At: x.now}
	return d, x.s.Store.NameCases(ctx, here, slices.Compact(cases))
}

// onlyNewest takes back the lists of this kind that their reader got before.
func (x *delivery) onlyNewest(ctx context.Context) error {
	if x.again() {
		return nil
	}
	prefix := purpose(x.n.Kind, x.n.To, "") + "/"
	return x.unsayEarlier(ctx, prefix, prefix+x.n.Ref)
}

// takeBack deletes a message. One that names other cases too is told anew instead.
func (x *delivery) takeBack(ctx context.Context, m db.Message) error {
	n := toldBy(m)
	if m.Number == "" || !slices.Contains(lists, n.Kind) {
		return x.delete(ctx, m)
	}
	return x.s.Store.Tell(ctx, "", x.makingTrue(n), x.now)
}
