package scheduler

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/db"
)

// post says something new. In doubt it looks first whether it was said.
func (x *delivery) post(ctx context.Context, purpose, thread string, m *view.Message) (told, error) {
	return x.postAs(ctx, purpose, thread, m, "", false)
}

// postAs is post for one of several messages of a notice, told apart by part;
// loud shows a thread's message in the channel too.
func (x *delivery) postAs(ctx context.Context, purpose, thread string, m *view.Message, part string, loud bool) (told, error) {
	key := x.key(part)
	x.thread = thread
	if x.n.Doubt {
		ts, found, err := x.find(ctx, x.channel, thread, key)
		if err != nil {
			return told{}, err
		}
		if found { // what it says may be older than what we know now
			_, err := x.change(ctx, db.Message{Channel: x.channel, TS: ts}, m)
			return told{x.channel, ts, purpose, slackTime(ts), x.sum(m)}, err
		}
	}
	send := x.s.Slack.Post
	if loud {
		send = x.s.Slack.PostLoud
	}
	ts, channel, err := send(ctx, x.channel, thread, m, key)
	if err != nil {
		return told{}, err
	}
	x.still = false
	return told{channel, ts, purpose, slackTime(ts), x.sum(m)}, nil
}

// since is from when a message of the notice may lie in Slack. A job that ran as if it
// were later caused a notice of the future; Slack dates what it gets by its own clock.
func (x *delivery) since() time.Time {
	if now := x.s.Machine(); x.n.Created.After(now) {
		return now.Add(-longestDoubt)
	}
	return x.n.Created
}

// longestDoubt is how long ago a message may have been posted whose notice is not of its time.
const longestDoubt = 24 * time.Hour

// key is the opaque name of a message in its metadata, which everybody in the
// workspace can read.
func (x *delivery) key(part string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%d/%s", x.n.Key, x.n.ID, x.n.Created.UnixMilli(), part))
	return hex.EncodeToString(sum[:16])
}

// makeTrue lets the message of a purpose say m: the one that is there is
// changed, and where there is none, or it can no longer be changed, a new one
// is posted. Fresh tells whether it is new.
func (x *delivery) makeTrue(ctx context.Context, purpose, thread string, m *view.Message) (d told, fresh bool, err error) {
	there, found, err := x.s.Store.Message(ctx, x.n.Number, purpose)
	if err != nil {
		return told{}, false, err
	}
	if x.again() && !found {
		return told{}, false, errNothing
	}
	if found && there.Channel == x.channel {
		changed, err := x.change(ctx, there, m)
		if changed || err != nil {
			return toldAgain(there, x.now), false, err
		}
	}
	d, err = x.post(ctx, purpose, thread, m)
	return d, true, err
}

// standing makes somebody's private message of a kind true. Who has none, because it never
// was theirs to act on or was over before they were told, gets one only when it is wanted.
func (x *delivery) standing(ctx context.Context, ref string, wanted bool, m *view.Message) (d told, fresh bool, err error) {
	p := purpose(x.n.Kind, x.n.To, ref)
	if !wanted {
		if _, there, err := x.s.Store.Message(ctx, x.n.Number, p); err != nil || !there {
			return told{}, false, cmp.Or(err, errNothing)
		}
	}
	return x.makeTrue(ctx, p, "", m)
}

// change lets a message say m. It is false when the message can no longer be changed.
// What is only made true again, and says that already, costs no call.
func (x *delivery) change(ctx context.Context, there db.Message, m *view.Message) (bool, error) {
	sum := x.sum(m)
	if x.again() && there.Said == sum {
		x.still = true
		return true, nil
	}
	err := x.s.Slack.Update(ctx, there.Channel, there.TS, m)
	if bot.ClassOf(err) == bot.Uneditable {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	x.still = false
	return true, x.s.Store.Said(ctx, there.Channel, there.TS, sum)
}

// sum is what a message says, to be compared with what it said before.
func (x *delivery) sum(m *view.Message) string {
	content, err := m.JSON()
	if err != nil { // then Slack refuses it too, for its form
		return ""
	}
	return x.s.Store.Sum(content)
}

// root gives the message that the case's thread hangs from in this place,
// posting the card when there is none yet.
func (x *delivery) root(ctx context.Context) (db.Message, error) {
	p := x.rootPurpose()
	roots, err := x.roots(ctx)
	if err != nil {
		return db.Message{}, err
	}
	if len(roots) > 0 {
		return roots[len(roots)-1], nil
	}
	d, err := x.postAs(ctx, p, "", view.Card(x.f, x.c), partRoot, false)
	if err != nil {
		return db.Message{}, err
	}
	root := db.Message{Number: x.n.Number, Purpose: p, Channel: d.channel, TS: d.ts, At: x.now, Said: d.said}
	return root, x.s.Store.PutMessage(ctx, root)
}

// inThread says something in the case's thread. A thread whose root somebody
// deleted is begun anew, once.
func (x *delivery) inThread(ctx context.Context, say func(thread string) (told, error)) (told, error) {
	root, err := x.root(ctx)
	if err != nil {
		return told{}, err
	}
	d, err := say(root.TS)
	if !threadGone(err) {
		return d, err
	}
	root.Purpose = purposeGone + x.n.To // so that the new one goes on saying that there was another
	if err := x.s.Store.PutMessage(ctx, root); err != nil {
		return told{}, err
	}
	x.f.Continues = true
	if root, err = x.root(ctx); err != nil {
		return told{}, err
	}
	return say(root.TS)
}

// threadGone tells whether a thread cannot be written in because of its root.
func threadGone(err error) bool {
	e, ok := errors.AsType[*bot.Error](err)
	return ok && (e.Code == "thread_not_found" || e.Code == "cannot_reply_to_message")
}

// messages lists what was posted about the case under purposes that begin so,
// oldest first.
func (x *delivery) messages(ctx context.Context, prefix string) ([]db.Message, error) {
	all, err := x.s.Store.Messages(ctx, x.n.Number)
	if err != nil {
		return nil, err
	}
	var found []db.Message
	for _, m := range all {
		if strings.HasPrefix(m.Purpose, prefix) {
			found = append(found, m)
		}
	}
	return found, nil
}

// unsayEarlier takes back what was said under purposes that begin so, but for one: of
// what is said again and again only the newest stays.
func (x *delivery) unsayEarlier(ctx context.Context, prefix, but string) error {
	before, err := x.messages(ctx, prefix)
	if err != nil {
		return err
	}
	return x.unsay(ctx, slices.DeleteFunc(before, func(m db.Message) bool { return m.Purpose == but }))
}

// unsay takes messages back and forgets them. What Slack no longer lets us
// delete stays remembered, to be listed when the case is erased.
func (x *delivery) unsay(ctx context.Context, messages []db.Message) error {
	for _, m := range messages {
		err := x.takeBack(ctx, m)
		if bot.ClassOf(err) == bot.Uneditable {
			continue
		}
		if err == nil {
			err = x.s.Store.DropMessage(ctx, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
