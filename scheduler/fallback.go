package scheduler

import (
	"context"
	"errors"
	"slices"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// fallback is whom to tell that a notice found nobody: the first of those who
// answer for the case, then the company's fallback, who was not tried yet. Of
// one unreachable person each case says so once.
func (x *delivery) fallback(ctx context.Context) ([]complaint.Notice, error) {
	if x.c == nil && x.n.Number != "" { // the case is gone, and so is what there was to tell
		return nil, nil
	}
	list, err := x.standIns(ctx)
	if err != nil {
		return nil, err
	}
	ref := string(x.n.Kind) + " " + x.n.To
	if x.n.Kind == complaint.NoticeDead { // go on behind whoever could not be reached either
		ref = x.n.Ref
		list = list[slices.Index(list, x.n.To)+1:]
	}
	for _, user := range list {
		if user != x.n.To && !strings.HasSuffix(ref, " "+user) {
			return []complaint.Notice{{Kind: complaint.NoticeDead, To: user, Ref: ref}}, nil
		}
	}
	return nil, nil
}

// standIns lists who is told in place of others, the nearest first, those who
// are away last.
func (x *delivery) standIns(ctx context.Context) ([]string, error) {
	var users []string
	var r *complaint.Roster
	if x.c != nil {
		r = x.c.Roster
		users = x.c.Audience(x.now)
	} else {
		var err error
		if r, err = x.s.Store.Roster(ctx); err != nil {
			return nil, err
		}
		users = r.Holding(complaint.RoleAdmin, x.now)
	}
	for _, u := range r.Holding(complaint.RoleFallback, x.now) {
		if !slices.Contains(users, u) && (x.c == nil || !x.c.IsInvolved(u)) {
			users = append(users, u)
		}
	}
	away := func(u string) int {
		if r.Absent(u, x.now) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(users, func(a, b string) int { return away(a) - away(b) })
	return users, nil
}

// dead tells somebody that a message found nobody.
func (x *delivery) dead(ctx context.Context) (told, error) {
	kind, user, _ := strings.Cut(x.n.Ref, " ")
	if x.f.Names[user] == "" {
		if err := x.names(ctx, []string{user}); err != nil {
			return told{}, err
		}
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.Undelivered(x.f, x.n.Number, kind, user))
}

// hold tells of a channel that takes nothing: the admin once a day, and for a
// case that it cannot show whoever answers for it now, once for what is the matter.
func (x *delivery) hold(ctx context.Context, cause error) error {
	why, who := whyRefused, ""
	if bot.ClassOf(cause) == bot.Destination {
		why = whyGone
	}
	if u, ok := errors.AsType[*unfit](cause); ok {
		why, who = u.why, u.who
	}
	if err := x.s.tellTrouble(ctx, why, who); err != nil {
		return err
	}
	if x.c == nil || x.n.Kind != complaint.NoticeCard {
		return nil
	}
	now := x.s.Now()
	_, err := x.s.Store.TellOnce(ctx, "held", x.n.Number+" "+why, now, complaint.NoticeHeld, x.c.InCharge(now))
	return err
}

// tellTrouble tells the admin what is wrong with the channel, or with who is there,
// once a day. Who is whom it is about, each of whom is told of; or the kind of duty that
// nobody is reminded of, of which the first of the day is.
func (s *Scheduler) tellTrouble(ctx context.Context, why, who string) error {
	now := s.Now()
	r, err := s.Store.Roster(ctx)
	if err != nil {
		return err
	}
	day := calendar.DayOf(now, s.zone()).String()
	ref := strings.TrimSpace(why + " " + day + " " + who)
	once := ref
	if why == whyUnheard {
		once = why + " " + day
	}
	news, err := s.Store.CronRun(ctx, "trouble", once, now, func(slot *db.Slot) error {
		for _, user := range r.KeepersThere(now) {
			if err := slot.Enqueue(ctx, complaint.Notice{Kind: complaint.NoticeTrouble, To: user, Ref: ref}); err != nil {
				return err
			}
		}
		return nil
	})
	if news {
		s.Log.ErrorContext(ctx, "something is wrong that only the admin can mend", "why", why, "channel", s.Company.Channel)
	}
	return err
}

// held tells the officer of a case whose card waits.
func (x *delivery) held(ctx context.Context) (told, error) {
	number, why, _ := strings.Cut(x.n.Ref, " ")
	return x.list(ctx, view.Held(x.f, number, why), []string{number})
}

// trouble tells the admin why the channel takes nothing.
func (x *delivery) trouble(ctx context.Context) (told, error) {
	why, rest, _ := strings.Cut(x.n.Ref, " ")
	_, who, _ := strings.Cut(rest, " ")
	if who != "" && why != whyUnheard { // without a name the sentence does without
		x.f.Names, _ = x.s.Slack.Names(ctx, []string{who})
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.ChannelTrouble(x.f, why, who))
}
