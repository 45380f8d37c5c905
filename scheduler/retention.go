package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// retention erases the cases whose term is over, and looks after what is left of
// erased ones in Slack. Where somebody has to lend a hand for that, it tells whoever
// leads, once a week.
func (s *Scheduler) retention(ctx context.Context, t turn) (string, error) {
	numbers, err := s.Store.Expiring(ctx, t.at)
	if err != nil {
		return "", err
	}
	var did, homes []string
	err = each(numbers, func(number string) error {
		said, err := s.expire(ctx, number, t, &homes)
		if said != "" {
			did = append(did, said)
		}
		return err
	})
	if t.dry {
		return report(did), err
	}
	if err := errors.Join(err, s.Store.Overwrite(ctx), s.drawHomes(ctx, homes, t.at)); err != nil { // then it is done again, and ends the same
		return report(did), err
	}
	_, err = s.takeSlot(ctx, t)
	return report(did), err
}

// drawHomes asks for the Homes of those who may still read there what was erased.
func (s *Scheduler) drawHomes(ctx context.Context, users []string, at time.Time) error {
	slices.Sort(users)
	var errs []error
	for _, user := range slices.Compact(users) {
		n := complaint.Notice{Kind: complaint.NoticeHome, To: user, Ref: s.slotOf(at)}
		errs = append(errs, s.Store.Tell(ctx, "", n, at))
	}
	return errors.Join(errs...)
}

// expire sees to one case whose term may be over. Homes takes in whose Home may show a
// case that was erased.
func (s *Scheduler) expire(ctx context.Context, number string, t turn, homes *[]string) (string, error) {
	c, err := s.Store.Case(ctx, number)
	if err != nil {
		return "", err
	}
	refused := c.MayErase(t.at)
	switch {
	case c.Erased() && t.dry:
		return number + ": would look for what is left of it in Slack", nil
	case c.Erased():
		return "", s.clear(ctx, c, t.at)
	case c.Held(t.at):
		return number + ": on hold, to be looked at again by " + c.Hold().Day, nil
	case refused != nil && t.dry:
		return "", nil
	case refused != nil: // it closed before terms were kept: note when it is
		_, err := s.Store.VisitCase(ctx, number, t.at, func(*complaint.Case) error { return nil })
		return "", err
	}
	k, _ := c.Keeping()
	said := fmt.Sprintf("%s, which closed on %s and was kept until %s", number, k.Closed, k.Until)
	if t.dry {
		return "would erase " + said, nil
	}
	err = s.Store.Erase(ctx, number, t.at)
	if _, changed := errors.AsType[*complaint.Refusal](err); changed { // meanwhile
		return "", nil
	}
	if err == nil {
		*homes = append(*homes, c.Homes(t.at)...)
	}
	return "erased " + said, err
}

// tellWeekly is how often whoever leads is told of what is left in Slack.
const tellWeekly = 7 * 24 * time.Hour

// clear asks once more for what is left of an erased case in Slack to be deleted, and
// forgets what others deleted meanwhile.
func (s *Scheduler) clear(ctx context.Context, c *complaint.Case, at time.Time) error {
	left, err := s.leftovers(ctx, c.Number)
	if err != nil {
		return err
	}
	messages, err := s.Store.Messages(ctx, c.Number)
	if err != nil {
		return err
	}
	day := calendar.DayOf(at, s.zone()).String()
	for _, m := range messages {
		if m.Purpose == purposeTheirs {
			continue
		}
		if err := s.Store.Tell(ctx, c.Number, complaint.EraseAgain(m.Channel, m.TS, day), at); err != nil {
			return err
		}
	}
	if len(left) == 0 {
		return s.Store.SettleErased(ctx, c.Number)
	}
	for _, user := range s.leading(c.Roster, at) {
		_, err := s.Store.TellSince(ctx, "left/"+user, tellWeekly, "", complaint.Notice{Kind: complaint.NoticeKeeping, To: user, Ref: day}, at)
		if err != nil {
			return err
		}
	}
	return nil
}

// leading are those who lead cases, else the fallback.
func (s *Scheduler) leading(r *complaint.Roster, at time.Time) []string {
	var all []string
	for _, role := range []complaint.Role{complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement, complaint.RoleFallback} {
		users := r.Holding(role, at)
		there := slices.DeleteFunc(slices.Clone(users), func(u string) bool { return r.Absent(u, at) })
		if len(there) > 0 {
			return there
		}
		if len(all) == 0 {
			all = users
		}
	}
	return all
}

// The month's list in the table of jobs: on the first, at nine.
const keepingName, keepingSpec = "keeping", "0 9 1 * *"

// listedBefore is how many civil days before it is erased a case stands on a list at the
// latest, so that somebody can put it on hold.
const listedBefore = 7

// looksAhead is how far a list that is told then looks, in civil days and as the end of the
// last: what would be erased before the next one could be acted on is on this one.
func (s *Scheduler) looksAhead(ctx context.Context, at time.Time) (days int, until time.Time, err error) {
	schedule, err := s.schedule(ctx, job{name: keepingName, spec: keepingSpec, workdays: true}, at)
	if err != nil {
		return 0, until, err
	}
	today, days := calendar.DayOf(at, s.zone()), view.ExpiringDays
	if next := schedule.Next(at.In(s.zone())); !next.IsZero() {
		for last := calendar.DayOf(next, s.zone()).AddDays(listedBefore); today.AddDays(days).Before(last); {
			days++
		}
	}
	return days, today.AddDays(days).End(s.zone()), nil
}

// keeping tells whoever leads, once a month, what is erased soon, on hold, or left in
// Slack, if there is any.
func (s *Scheduler) keeping(ctx context.Context, t turn) (string, error) {
	r, err := s.Store.Roster(ctx)
	if err != nil {
		return "", err
	}
	_, until, err := s.looksAhead(ctx, t.at)
	if err != nil {
		return "", err
	}
	soon, err := s.Store.Expiring(ctx, until)
	if err != nil {
		return "", err
	}
	holds, err := s.Store.Holds(ctx)
	if err != nil {
		return "", err
	}
	users := s.leading(r, t.at)
	said := fmt.Sprintf("%d cases to be erased soon or on hold, told to %d", len(soon)+len(holds), len(users))
	quiet := len(soon)+len(holds) == 0
	if t.dry {
		return said, nil
	}
	ran, err := s.Store.CronRun(ctx, t.job, s.slotOf(t.at), t.at, func(slot *db.Slot) error {
		for _, user := range users {
			if quiet {
				break
			}
			if err := slot.Enqueue(ctx, complaint.Notice{Kind: complaint.NoticeKeeping, To: user, Ref: s.slotOf(t.at)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || !ran || quiet {
		return "", err
	}
	return said, nil
}

// erase deletes one message or file of an erased case from Slack. What others wrote
// beneath it is remembered, since it stays. What Slack does not let us delete stays
// remembered too, and is listed.
func (x *delivery) erase(ctx context.Context) (told, error) {
	all, err := x.messages(ctx, "")
	if err != nil {
		return told{}, err
	}
	for _, m := range all {
		if !x.n.Erases(m.Channel, m.TS) {
			continue
		}
		if err := x.keepTheirs(ctx, m); err != nil {
			return told{}, err
		}
		err := x.takeBack(ctx, m)
		switch bot.ClassOf(err) {
		case bot.Uneditable, bot.Destination, bot.Stale:
			x.s.Log.WarnContext(ctx, "a message of an erased case stays in Slack", "case", x.n.Number, "error", err)
			return told{}, nil
		}
		if err == nil {
			err = x.s.Store.DropMessage(ctx, m)
		}
		return told{}, err
	}
	return told{}, nil // gone already
}

// keepTheirs remembers what others wrote in the thread of a message that goes.
func (x *delivery) keepTheirs(ctx context.Context, m db.Message) error {
	inside := func(kind complaint.NoticeKind) bool { return strings.HasPrefix(m.Purpose, string(kind)+"/") }
	if slices.Contains(lists, toldBy(m).Kind) { // it stays, without the case
		return nil
	}
	if isCopy(m) || inside(complaint.NoticeLine) || inside(complaint.NoticeOverdue) { // nothing hangs from these
		return nil
	}
	theirs, err := x.s.Slack.OthersIn(ctx, m.Channel, m.TS)
	if class := bot.ClassOf(err); class == bot.Destination { // nobody reads there any more
		return nil
	}
	if err != nil {
		return err
	}
	for _, ts := range theirs {
		if ts == m.TS {
			continue
		}
		if err := x.s.Store.PutMessage(ctx, db.Message{Number: m.Number, Purpose: purposeTheirs, Channel: m.Channel, TS: ts, At: x.now}); err != nil {
			return err
		}
	}
	return nil
}
