package scheduler

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// action is what becomes of a delivery that failed.
type action string

const (
	actWait  action = "wait"  // nothing happened: again when Slack says
	actDoubt action = "doubt" // it may have happened: again, and look first
	actHalt  action = "halt"  // our token is broken: nothing is sent until it works
	actRetry action = "retry" // again, for hours; then as actDead, in the channel as actHold
	actDead  action = "dead"  // this destination never: tell somebody else
	actHold  action = "hold"  // not while the channel is as it is
	actPlain action = "plain" // our own mistake: say it plainly, once
)

// actions is the one table of what a failure means.
var actions = map[bot.Class]action{
	bot.Wait:        actWait,
	bot.Doubtful:    actDoubt,
	bot.Install:     actHalt,
	bot.Destination: actDead,
	bot.OurBug:      actPlain,
	bot.Uneditable:  actRetry,
	bot.Stale:       actRetry,
	bot.Other:       actRetry,
}

const (
	fewTries  = 6  // of what may pass, before the admin hears that the channel takes nothing: a minute
	maxTries  = 40 // of what may pass, before it is given up: some three hours
	firstWait = 2 * time.Second
	maxWait   = 5 * time.Minute
	haltWait  = time.Minute
	firstHold = 30 * time.Second
	maxHold   = 10 * time.Minute
)

// actionOn looks the failure of a delivery up.
func (x *delivery) actionOn(err error) action {
	if _, bad := errors.AsType[*unfit](err); bad {
		return actHold
	}
	if errors.Is(err, errPanic) {
		return actPlain
	}
	if errors.Is(err, complaint.ErrNotFound) {
		return actDead // erased or never there: trying again finds nothing
	}
	a, known := actions[bot.ClassOf(err)]
	switch {
	case !known: // the database, or time ran out
		return actDoubt
	case a == actDoubt && x.n.Kind == complaint.NoticeFile: // to fetch it twice does no harm
		a = actRetry
	}
	switch {
	case x.n.To == complaint.ToChannel && (a == actDead || a == actRetry && x.n.Attempts >= fewTries):
		return actHold
	case a == actRetry && x.n.Attempts >= maxTries:
		return actDead
	}
	return a
}

// failed writes down what becomes of a delivery that ended in err.
func (x *delivery) failed(ctx context.Context, err error) error {
	ctx, cancel := writing(ctx)
	defer cancel()
	class := bot.ClassOf(err)
	a := x.actionOn(err)
	log := x.s.Log.With("notice", x.n.ID, "kind", x.n.Kind, "case", x.n.Number, "try", x.n.Attempts, "error", err)
	now := x.s.Machine()
	retry := db.Retry{Class: string(class), Doubt: x.n.Doubt}
	switch a {
	case actWait:
		retry.Until = now.Add(x.waitOf(err))
		retry.GateOpenAt = retry.Until
	case actDoubt:
		retry.Until, retry.Doubt = now.Add(backoff(x.n.Attempts, firstWait, maxWait)), true
		log.WarnContext(ctx, "a delivery is in doubt")
	case actRetry:
		retry.Until = now.Add(backoff(x.n.Attempts, firstWait, maxWait))
		log.WarnContext(ctx, "a delivery failed")
	case actHalt:
		retry.Until = now.Add(haltWait)
		if x.s.halt.set(retry.Until) {
			log.ErrorContext(ctx, "Slack refuses our token: nothing is sent until it is mended, and nothing is lost")
		}
	case actHold:
		retry.Until, retry.Class = now.Add(backoff(x.n.Attempts, firstHold, maxHold)), string(actHold)
		if err := x.hold(ctx, err); err != nil {
			return errors.Join(err, x.s.Store.Later(ctx, x.n, retry))
		}
	case actPlain:
		log.ErrorContext(ctx, "a message that we built is wrong")
		return x.plainly(ctx)
	case actDead:
		log.WarnContext(ctx, "a notice found nobody")
		if x.again() { // it would have told nothing new
			return x.done(ctx, told{})
		}
		return errors.Join(x.giveUp(ctx, string(class)), x.unknown(ctx, err))
	}
	x.s.figures.waiting.Add(1)
	return x.s.Store.Later(ctx, x.n, retry)
}

// putBack lets a notice wait that our own mistake kept from being told or written down:
// it may have been said.
func (x *delivery) putBack(ctx context.Context) error {
	ctx, cancel := writing(ctx)
	defer cancel()
	return x.s.Store.Later(ctx, x.n, db.Retry{
		Until: x.s.Machine().Add(backoff(x.n.Attempts, firstWait, maxWait)), Class: string(bot.OurBug), Doubt: true,
	})
}

// writing is the time for writing down what came of a delivery, which may have used up
// its own.
func writing(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), lease-patience-time.Second)
}

// waitOf is how long Slack wants us to wait; where it does not say, longer and
// longer.
func (x *delivery) waitOf(err error) time.Duration {
	e, ok := errors.AsType[*bot.Error](err)
	if !ok {
		return firstWait
	}
	if e.RetryAfter == bot.WaitUnsaid {
		return max(e.RetryAfter, backoff(x.n.Attempts, firstWait, haltWait))
	}
	return e.RetryAfter
}

// backoff doubles a wait with each try, up to a most.
func backoff(tries int, first, most time.Duration) time.Duration {
	wait := first
	for range tries - 1 {
		if wait *= 2; wait >= most {
			return most
		}
	}
	return wait
}

// plainly says one sentence in place of a message that Slack refuses for its
// form. Sending that again would be useless.
func (x *delivery) plainly(ctx context.Context) error {
	if x.n.Kind == complaint.NoticeFile || x.n.Kind == complaint.NoticeRemove || x.channel == "" {
		return x.giveUp(ctx, string(bot.OurBug))
	}
	d, err := x.postAs(ctx, fmt.Sprintf("plain/%d", x.n.ID), x.thread, view.Plain(x.f, x.n.Number), partPlain, false)
	if err == nil {
		return x.done(ctx, d)
	}
	if a := x.actionOn(err); a == actPlain || a == actDead {
		return x.giveUp(ctx, string(bot.OurBug))
	}
	return x.putBack(ctx)
}

// giveUp marks the notice as dead and tells somebody else of it.
func (x *delivery) giveUp(ctx context.Context, class string) error {
	if x.n.Kind == complaint.NoticeFile && x.c != nil {
		if err := x.lose(ctx, lostFar); err != nil {
			return errors.Join(err, x.s.Store.Later(ctx, x.n, db.Retry{Until: x.s.Machine().Add(maxWait), Class: class}))
		}
	}
	fallback, err := x.fallback(ctx)
	if err != nil {
		return errors.Join(err, x.s.Store.Later(ctx, x.n, db.Retry{Until: x.s.Machine().Add(maxWait), Class: class}))
	}
	if err := x.s.Store.Dead(ctx, x.n, class, x.s.Now(), fallback); err != nil {
		return err
	}
	x.s.figures.dead.Add(1)
	return nil
}

// unknown notes that whoever the notice went to left, where that is why it found nobody:
// Slack tells of it once, and not while nobody listens.
func (x *delivery) unknown(ctx context.Context, cause error) error {
	if !isGone(cause) || x.n.To == "" || x.n.To == complaint.ToChannel {
		return nil
	}
	_, err := x.s.Store.NoteMembers(ctx, map[string]bool{x.n.To: false}, x.s.Now())
	return err
}
