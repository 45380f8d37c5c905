package scheduler

import (
	"context"

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
	root := purpose(complaint.NoticeCard, complaint.ToChannel, "")
	var roots, others []db.Message
	for _, m := range all {
		switch {
		case m.Channel != x.s.Company.Channel || m.Purpose == purposeRemoved:
		case m.Purpose == root:
			roots = append(roots, m)
		default:
			others = append(others, m)
		}
	}
	if err := x.unsay(ctx, append(others, roots...)); err != nil {
		return told{}, err
	}
	return told{}, x.settleRoots(ctx, root)
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
