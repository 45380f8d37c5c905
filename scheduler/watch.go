package scheduler

import (
	"context"
	"errors"
	"slices"

	"ombud/bot"
	"ombud/complaint"
	"ombud/db"
)

// watch moves the cases that concern members of the management channel out of
// it. An event tells of whoever comes in, but not while nobody listens. Those
// whose cases were looked at are not looked at again until they come anew: who
// is named later is found out when that is told.
func (s *Scheduler) watch(ctx context.Context, t turn) (string, error) {
	if s.Company.Channel == "" || !s.halt.until(s.Machine()).IsZero() {
		return "", nil
	}
	asking := ctx
	if !t.dry { // a gate is written down
		asking = s.withGate(ctx)
	}
	members, err := s.checkChannel(asking)
	bad, unsafe := errors.AsType[*unfit](err)
	if err != nil && !unsafe {
		return "", err
	}
	var errs []error
	if !unsafe && !t.dry {
		errs = append(errs, s.watchRoles(ctx, members), s.watchLeaders(ctx, members))
	}
	if unsafe && !t.dry {
		errs = append(errs, s.tellTrouble(ctx, bad.why, bad.who))
	}
	s.looked.Range(func(m, _ any) bool {
		if !slices.Contains(members, m.(string)) {
			s.looked.Delete(m)
		}
		return true
	})
	var lines []string
	for _, m := range members {
		if _, done := s.looked.Load(m); done {
			continue
		}
		moved, err := s.keepFrom(ctx, m, t)
		if err == nil && !t.dry {
			s.looked.Store(m, true)
		}
		lines, errs = append(lines, moved...), append(errs, err)
	}
	return report(lines), errors.Join(errs...)
}

// keepFrom moves what concerns one member out of the channel.
func (s *Scheduler) keepFrom(ctx context.Context, member string, t turn) ([]string, error) {
	numbers, err := s.Store.Involving(ctx, member)
	if err != nil {
		return nil, err
	}
	var lines []string
	err = each(numbers, func(number string) error {
		c, err := s.Store.Case(ctx, number)
		if err != nil || c.Confidential {
			return err
		}
		if !t.dry {
			err = s.moveOut(ctx, number, []string{member})
		}
		if err == nil {
			lines = append(lines, number+" "+string(complaint.RouteConfidential))
		}
		return err
	})
	return lines, err
}

// moveOut lets a case take the confidential route. With nobody left to tell it
// fails with *unfit, what the channel holds of the case goes all the same, and the
// admin is told.
func (s *Scheduler) moveOut(ctx context.Context, number string, involved []string) error {
	_, err := s.Store.UpdateCase(ctx, number, func(c *complaint.Case) error {
		return c.TakeConfidentialRoute(involved, s.Now())
	})
	if _, refused := errors.AsType[*complaint.Refusal](err); refused {
		return errors.Join(&unfit{why: bot.ChannelNobody}, s.takeBack(ctx, number), s.tellTrouble(ctx, bot.ChannelNobody, ""))
	}
	return err
}

// takeBack removes what the channel holds of a case that cannot be told to anybody
// else: nobody sees before the wrong one does. A message that was on its way then is
// found the next minute.
func (s *Scheduler) takeBack(ctx context.Context, number string) error {
	said, err := s.Store.Messages(ctx, number)
	if err != nil || !slices.ContainsFunc(said, func(m db.Message) bool {
		return m.Channel == s.Company.Channel && m.Purpose != purposeRemoved
	}) {
		return err
	}
	now := s.Now()
	return s.Store.TakeBack(ctx, number, now.UTC().Format("2006-01-02T15:04"), now)
}

// leaders are those whom the card of a new case tells of it.
var leaders = []complaint.Role{complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement}

// watchLeaders tells the admin, once of each, of those who lead cases and are not in the
// channel: no card reaches them.
func (s *Scheduler) watchLeaders(ctx context.Context, members []string) error {
	now := s.Now()
	r, err := s.Store.Roster(ctx)
	if err != nil {
		return err
	}
	for _, u := range r.HoldingAny(now, leaders...) {
		if slices.Contains(members, u) {
			continue
		}
		// a matter of its own, as only the newest ref of a matter is remembered for good
		if _, err := s.Store.TellOnce(ctx, whyMissing+"/"+u, whyMissing+" once "+u, now, complaint.NoticeTrouble, r.KeepersThere(now)); err != nil {
			return err
		}
	}
	return nil
}

// watchRoles tells the admin of a member of the channel who plays no part in the
// procedure, whatever the cards tell there.
func (s *Scheduler) watchRoles(ctx context.Context, members []string) error {
	who, err := s.roleless(ctx, members)
	if err == nil && who != "" {
		err = s.tellTrouble(ctx, whyRoleless, who)
	}
	return err
}
