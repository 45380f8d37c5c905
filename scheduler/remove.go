package scheduler

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// purposeRemoved is what remains in the channel of a case that left it.
const purposeRemoved = "removed/" + complaint.ToChannel

// remove takes back what the channel holds of the case: first the thread, then
// its root, since whoever the case concerns must not learn that there is one.
// A root that Slack lets us change but not delete keeps one sentence.
func (x *delivery) remove(ctx context.Context) (told, error) {
	all, err := x.messages(ctx, "")
	if err != nil {
		return told{}, err
	}
	if x.n.To != "" && x.n.To != complaint.ToChannel {
		return told{}, x.removeFrom(ctx, all)
	}
	root := purpose(complaint.NoticeCard, complaint.ToChannel, "")
	var roots, others []db.Message
	for _, m := range all {
		switch {
		case m.Channel != x.s.Company.Channel || m.Purpose == purposeRemoved || m.Purpose == purposeTheirs:
		case m.Purpose == root:
			if err := x.keepTheirs(ctx, m); err != nil {
				return told{}, err
			}
			roots = append(roots, m)
		default:
			others = append(others, m)
		}
	}
	if err := x.unsay(ctx, append(others, roots...)); err != nil {
		return told{}, err
	}
	if err := x.settleRoots(ctx, root); err != nil {
		return told{}, err
	}
	return told{}, x.tellTheirs(ctx)
}

// placed are the kinds of what is told where a case lives, besides to whom it is a turn.
var placed = []complaint.NoticeKind{
	complaint.NoticeCard, complaint.NoticeLine, complaint.NoticeApproval, complaint.NoticeRequest, complaint.NoticeDelay, complaint.NoticeOverdue,
}

// removeFrom takes back what somebody had of a confidential case as others have it of one
// in the channel, where it lives from now on.
func (x *delivery) removeFrom(ctx context.Context, all []db.Message) error {
	return x.unsay(ctx, slices.DeleteFunc(all, func(m db.Message) bool {
		kind, rest, _ := strings.Cut(m.Purpose, "/")
		to, _, _ := strings.Cut(rest, "/")
		return to != x.n.To || !slices.Contains(placed, complaint.NoticeKind(kind))
	}))
}

// seesAgain tells somebody that they see the case again who were kept out by mistake.
func (x *delivery) seesAgain(ctx context.Context) (told, error) {
	return x.post(ctx, purpose(x.n.Kind, x.n.To, fmt.Sprint(x.n.Seq)), "", view.SeesAgain(x.f, x.c))
}

// tellTheirs lets whoever leads know of what colleagues wrote in the thread, which stays
// in sight of whom the case concerns.
func (x *delivery) tellTheirs(ctx context.Context) error {
	theirs, err := x.messages(ctx, purposeTheirs)
	if err != nil || len(theirs) == 0 {
		return err
	}
	for _, user := range x.c.Audience(x.now) {
		n := complaint.Notice{Kind: complaint.NoticeTheirs, To: user, Seq: x.n.Seq}
		if err := x.s.Store.Tell(ctx, x.n.Number, n, x.now); err != nil {
			return err
		}
	}
	return nil
}

// theirs lists what colleagues wrote about the case that is still in the channel.
func (x *delivery) theirs(ctx context.Context) (told, error) {
	messages, err := x.messages(ctx, purposeTheirs)
	if err != nil {
		return told{}, err
	}
	var left []view.Leftover
	for _, m := range messages {
		l, gone, err := x.s.leftMessage(ctx, m)
		if err != nil {
			return told{}, err
		}
		if !gone {
			left = append(left, l)
		}
	}
	if len(left) == 0 {
		return told{}, errNothing
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, fmt.Sprint(x.n.Seq)), "", view.StillThere(x.f, x.c, left))
}

// settleRoots lets the roots that are still there say that the case left.
func (x *delivery) settleRoots(ctx context.Context, root string) error {
	left, err := x.messages(ctx, root)
	if err != nil {
		return err
	}
	for _, m := range left {
		if m.Channel != x.s.Company.Channel {
			continue
		}
		changed, err := x.change(ctx, m, view.Removed(x.f, x.c))
		if err == nil && changed {
			m.Purpose = purposeRemoved
			err = x.s.Store.PutMessage(ctx, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
