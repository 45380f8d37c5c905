package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// delivery is one claimed notice on its way.
type delivery struct {
	s       *Scheduler
	n       db.Claimed
	now     time.Time       // business time
	c       *complaint.Case // nil for what belongs to no case
	f       *view.Frame
	members []string // of the channel, when it goes there
	channel string   // where it goes: Slack's id of the channel or direct message
	thread  string   // of the place where it was about to be said, if any
	still   bool     // the message said already what it is to say: Slack was not asked
}

// told is a message that is now as it should be. Without a ts nothing had to
// be said.
type told struct {
	channel, ts, purpose string
	at                   time.Time // when it arrived, as Slack says
	said                 string    // of a new one: what it says, see [db.Workspace.Sum]
}

// toldAgain is a message that was there and is now as it should be.
func toldAgain(m db.Message, now time.Time) told {
	return told{channel: m.Channel, ts: m.TS, purpose: m.Purpose, at: now}
}

// errNothing ends a delivery that is not to be told to anybody any more.
var errNothing = errors.New("nothing to tell")

// errPanic is a mistake in our own code that a delivery ran into.
var errPanic = errors.New("panic")

// tellers says how each kind of notice is told.
var tellers = map[complaint.NoticeKind]func(*delivery, context.Context) (told, error){
	complaint.NoticeCard:     (*delivery).card,
	complaint.NoticeRepost:   (*delivery).repost,
	complaint.NoticeLine:     (*delivery).line,
	complaint.NoticeStory:    (*delivery).story,
	complaint.NoticeReceipt:  (*delivery).receipt,
	complaint.NoticeDesk:     (*delivery).desk,
	complaint.NoticeApproval: (*delivery).approval,
	complaint.NoticeAsk:      (*delivery).ask,
	complaint.NoticeChanges:  (*delivery).changes,
	complaint.NoticeApproved: (*delivery).approved,
	complaint.NoticePromise:  (*delivery).promise,
	complaint.NoticeMeasure:  (*delivery).measure,
	complaint.NoticeRequest:  (*delivery).request,
	complaint.NoticeReminder: (*delivery).reminder,
	complaint.NoticeUnheard:  (*delivery).unheard,
	complaint.NoticeOverdue:  (*delivery).overdue,
	complaint.NoticeRemove:   (*delivery).remove,
	complaint.NoticeFile:     (*delivery).file,
	complaint.NoticeFileLost: (*delivery).fileLost,
	complaint.NoticeCopy:     (*delivery).copy,
	complaint.NoticeDigest:   (*delivery).tellDigest,
	complaint.NoticeDead:     (*delivery).dead,
	complaint.NoticeHeld:     (*delivery).held,
	complaint.NoticeTrouble:  (*delivery).trouble,
	complaint.NoticeErase:    (*delivery).erase,
	complaint.NoticeKeeping:  (*delivery).tellKeeping,

	complaint.NoticeAway:       (*delivery).away,
	complaint.NoticeAwayAnswer: (*delivery).awayAnswer,
	complaint.NoticeAwaySet:    (*delivery).awaySet,
	complaint.NoticeAwayGap:    (*delivery).awayGap,
	complaint.NoticeReturn:     (*delivery).back,
	complaint.NoticeConcerns:   (*delivery).concerns,
	complaint.NoticeLate:       (*delivery).tellLate,
	complaint.NoticeLeft:       (*delivery).left,
	complaint.NoticeNamed:      (*delivery).named,
	complaint.NoticeSight:      (*delivery).sight,
	complaint.NoticeHome:       (*delivery).home,
	complaint.NoticeNudge:      (*delivery).nudge,
	complaint.NoticeTalk:       (*delivery).talk,
	complaint.NoticeWeight:     (*delivery).weight,
	complaint.NoticeAdded:      (*delivery).added,
	complaint.NoticeTheirs:     (*delivery).theirs,
	complaint.NoticeVacant:     (*delivery).vacant,
	complaint.NoticeCoOwner:    (*delivery).coOwner,

	complaint.NoticeCoOwnerless: (*delivery).coOwnerless,
	complaint.NoticeColleague:   (*delivery).colleague,
	complaint.NoticeForget:      (*delivery).forget,
	complaint.NoticeBack:        (*delivery).seesAgain,
	complaint.NoticeHearing:     (*delivery).hearing,
	complaint.NoticeHeard:       (*delivery).heard,
	complaint.NoticeAgain:       (*delivery).makeAllTrue,
	complaint.NoticeDelay:       (*delivery).delay,
	complaint.NoticeDelayAsk:    (*delivery).delayAsk,
	complaint.NoticeRevision:    (*delivery).revision,
	complaint.NoticeRevised:     (*delivery).revised,
	complaint.NoticeCalendar:    (*delivery).calendar,
	complaint.NoticeSigned:      (*delivery).signed,
	complaint.NoticeMoves:       (*delivery).tellMoves,
	complaint.NoticeLink:        (*delivery).link,
	complaint.NoticeAdvice:      (*delivery).advice,
}

// through tells the notice and writes down what came of it. It fails with errPanic
// when that writing panicked.
func (x *delivery) through(ctx context.Context) (err error) {
	defer x.caught(ctx, &err)
	d, err := x.tell(ctx)
	if err == nil {
		return x.done(ctx, d)
	}
	return x.failed(ctx, err)
}

// caught is deferred: it turns a panic into errPanic and logs where it was.
func (x *delivery) caught(ctx context.Context, err *error) {
	if r := recover(); r != nil {
		x.s.Log.ErrorContext(ctx, "a delivery panicked", "notice", x.n.ID, "kind", x.n.Kind, "case", x.n.Number,
			"panic", fmt.Sprintf("%T", r), "place", bot.PanicPlace())
		*err = errPanic
	}
}

// tell resolves the notice and says it.
func (x *delivery) tell(ctx context.Context) (d told, err error) {
	defer x.caught(ctx, &err)
	teller := tellers[x.n.Kind]
	if teller == nil {
		return told{}, fmt.Errorf("notice of kind %q: %w", x.n.Kind, errPanic)
	}
	if err = x.prepare(ctx); err == nil {
		d, err = teller(x, ctx)
	}
	if errors.Is(err, errNothing) {
		return told{}, x.retract(ctx)
	}
	return d, err
}

// prepare opens the case as it is now and finds out where the notice goes and
// whether it may.
func (x *delivery) prepare(ctx context.Context) error {
	if x.n.Kind == complaint.NoticeHome { // of many cases, and drawn elsewhere
		return nil
	}
	number := x.n.Number
	if x.n.Kind == complaint.NoticeHeld {
		number, _, _ = strings.Cut(x.n.Ref, " ")
	}
	if number != "" {
		c, err := x.s.Store.Case(ctx, number)
		if err != nil {
			return err
		}
		x.c = c
	}
	company := x.s.Company
	x.f = &view.Frame{Company: company, P: company.Printer(company.Language).In(x.s.zone()), Now: x.now}
	if x.c != nil && x.c.Erased() {
		if x.n.Kind == complaint.NoticeErase {
			return nil
		}
		return errNothing // there is nothing left to tell
	}
	if x.c != nil {
		x.f.CalledIn(x.c)
	}
	if err := x.place(ctx); err != nil || x.c == nil {
		return err
	}
	x.f.Others = x.others(ctx)
	return x.names(ctx, view.People(x.c, x.now))
}

// place finds the destination: nowhere for work of our own, the channel if it
// is safe, a person if they may still know of the case.
func (x *delivery) place(ctx context.Context) error {
	switch {
	case x.n.Kind == complaint.NoticeRemove && (x.n.To == "" || x.n.To == complaint.ToChannel):
		x.channel = x.s.Company.Channel
		return nil
	case x.n.To == "":
		return nil
	case x.n.To == complaint.ToChannel:
		return x.toChannel(ctx)
	case x.c != nil && !x.c.Confidential && slices.Contains(placed, x.n.Kind) && x.n.Kind != complaint.NoticeRequest:
		return errNothing // it is told in the channel again
	}
	return x.toPerson(ctx)
}

// names makes sure that people can be called by their names.
func (x *delivery) names(ctx context.Context, users []string) error {
	users = slices.DeleteFunc(users, func(u string) bool { return u == "" })
	names, err := x.s.Slack.Names(ctx, users)
	if err != nil {
		return err
	}
	x.f.Names = names
	return nil
}

// done marks the notice as told, with what its arrival means for the case.
func (x *delivery) done(ctx context.Context, d told) error {
	to := db.Delivery{Channel: d.channel, TS: d.ts, Purpose: d.purpose, Said: d.said, At: x.s.Now()}
	if d.ts != "" && !x.still {
		to.GateOpenAt = x.s.Machine().Add(x.s.pace())
	}
	err := x.s.Store.Done(ctx, x.n, to, func(c *complaint.Case) error {
		if d.ts == "" {
			return nil
		}
		return c.Delivered(x.n.OnDelivered, x.n.To, d.at, x.s.Now())
	})
	if err != nil {
		return err
	}
	if d.ts != "" && !x.still {
		x.s.figures.sent.Add(1)
		if x.s.halt.set(time.Time{}) {
			x.s.Log.InfoContext(ctx, "Slack takes messages again")
		}
	}
	return nil
}

// purpose is under what a message is remembered: what it is, for whom, and of
// what.
func purpose(kind complaint.NoticeKind, to, ref string) string {
	return strings.TrimSuffix(string(kind)+"/"+to+"/"+ref, "/")
}

// slackTime is the moment that Slack gave a message, the zero time if ts is
// none.
func slackTime(ts string) time.Time {
	seconds, micros, _ := strings.Cut(ts, ".")
	s, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return time.Time{}
	}
	us, _ := strconv.ParseInt(micros, 10, 64)
	return time.UnixMicro(s*1_000_000 + us).UTC()
}
