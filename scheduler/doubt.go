package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"ombud/bot"
	"ombud/complaint"
	"ombud/db"
)

// The parts of a notice: the messages that one notice may post besides its
// own, which has none.
const (
	partRoot  = "root"  // the card that a thread needed
	partPlain = "plain" // the sentence in place of a message that Slack refuses
)

// retract looks for what an earlier try may have said without our knowing,
// and deletes it: it may not be said, or is not true, any more. What is
// remembered is left to those who remember it.
func (x *delivery) retract(ctx context.Context) error {
	if !x.n.Doubt || x.n.To == "" {
		return nil
	}
	place := x.s.Company.Channel
	if x.n.To != complaint.ToChannel {
		var err error
		if place, err = x.s.Slack.OpenDM(ctx, x.n.To); err != nil {
			return err
		}
	}
	known, err := x.messages(ctx, "")
	if err != nil {
		return err
	}
	unknown, err := x.search(ctx, place, "", known)
	if err != nil {
		return err
	}
	var replies []db.Message
	for _, root := range slices.Concat(known, unknown) {
		if root.Channel != place || root.Purpose != purpose(complaint.NoticeCard, x.n.To, "") {
			continue
		}
		found, err := x.search(ctx, place, root.TS, known)
		if bot.ClassOf(err) == bot.Uneditable { // the thread is gone
			continue
		}
		if err != nil {
			return err
		}
		replies = append(replies, found...)
	}
	all := append(replies, unknown...)
	for _, m := range all { // what cannot be deleted now is then not forgotten
		if err := x.s.Store.PutMessage(ctx, m); err != nil {
			return err
		}
	}
	return x.unsay(ctx, all)
}

// search gives the messages of this notice in a place, or in a thread of it,
// that are not among the known.
func (x *delivery) search(ctx context.Context, place, thread string, known []db.Message) ([]db.Message, error) {
	var found []db.Message
	for _, part := range []string{"", partPlain, partRoot} {
		if thread != "" && part == partRoot {
			continue
		}
		ts, there, err := x.find(ctx, place, thread, x.key(part))
		if err != nil {
			return nil, err
		}
		m := db.Message{Number: x.n.Number, Purpose: fmt.Sprintf("doubt/%d", x.n.ID), Channel: place, TS: ts, At: x.now}
		if !there || slices.ContainsFunc(known, func(k db.Message) bool {
			return k.Channel == place && k.TS == ts && k.Purpose != m.Purpose
		}) {
			continue
		}
		if part == partRoot {
			m.Purpose = purpose(complaint.NoticeCard, x.n.To, "")
		}
		found = append(found, m)
	}
	return found, nil
}

// find looks for a message of this notice. Among more messages than can be looked
// through it counts as never sent: to say it twice is better than never, and a doubt
// without end would keep all that waits behind it unsaid.
func (x *delivery) find(ctx context.Context, place, thread, key string) (ts string, found bool, err error) {
	ts, found, err = x.s.Slack.Find(ctx, place, thread, key, x.since())
	if errors.Is(err, bot.ErrEndless) {
		x.s.Log.ErrorContext(ctx, "a notice in doubt cannot be looked for and counts as not sent",
			"notice", x.n.ID, "kind", x.n.Kind, "case", x.n.Number, "channel", place)
		return "", false, nil
	}
	return ts, found, err
}
