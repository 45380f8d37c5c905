package scheduler

import (
	"context"
	"slices"
	"strings"
	"time"

	"ombud/complaint"
	"ombud/db"
)

// keepTrue is for how long a message of no case is made true: what it speaks of, an
// absence as a rule, is forgotten then.
const keepTrue = 90 * 24 * time.Hour

// makeAllTrue has every private message made true that may say something else since the
// case took a turn, or who holds which role and who is away. It asks for those that
// people have, whoever was to get them; what says already what it should costs no call.
func (x *delivery) makeAllTrue(ctx context.Context) (told, error) {
	held, err := x.posted(ctx)
	if err != nil {
		return told{}, err
	}
	r, err := x.s.Store.Roster(ctx)
	if err != nil {
		return told{}, err
	}
	notices := map[string][]complaint.Notice{}
	for _, m := range held {
		if x.n.Number == "" && m.Said == "" { // from before what it says was kept: its case says when that changes
			continue
		}
		n := toldBy(m)
		number := m.Number
		if slices.Contains(lists, n.Kind) {
			number = ""
		}
		n = x.makingTrue(n)
		switch {
		case !n.Kind.Standing() || m.Channel == x.s.Company.Channel || n.To == "" || r.HasLeft(n.To, x.now): // who left reads nothing any more
		case !slices.Contains(notices[number], n):
			notices[number] = append(notices[number], n)
		}
	}
	return told{}, x.s.Store.TellMany(ctx, notices, x.now)
}

// posted lists what was posted of the case, or of all that goes on.
func (x *delivery) posted(ctx context.Context) ([]db.Message, error) {
	if x.n.Number != "" {
		return x.messages(ctx, "")
	}
	return x.s.Store.HeldMessages(ctx, x.s.Company.Channel, x.now.Add(-keepTrue))
}

// again tells whether the notice says nothing new: it only makes true what somebody has.
func (x *delivery) again() bool { return x.n.Seq < 0 }

// makingTrue is the notice that only makes a message true which somebody has, once for
// the one that is being delivered.
func (x *delivery) makingTrue(n complaint.Notice) complaint.Notice {
	n.Seq = -int(x.n.ID)
	return n
}

// toldBy is the notice that tells what a message says.
func toldBy(m db.Message) complaint.Notice {
	kind, rest, _ := strings.Cut(m.Purpose, "/")
	to, ref, _ := strings.Cut(rest, "/")
	n := complaint.Notice{Kind: complaint.NoticeKind(kind), To: to, Ref: ref}
	switch n.Kind {
	case complaint.NoticeReminder, complaint.NoticeAwaySet, complaint.NoticeAwayAnswer: // what follows is the stage, or a number
		n.Ref, _, _ = strings.Cut(ref, "/")
	case complaint.NoticeDesk: // what follows is the round
		n.Ref = to
	}
	return n
}
