package scheduler

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/complaint"
)

// unfit is the error of a channel that nothing may be posted in now.
type unfit struct {
	why string
	who string // whose being there it is, if that is why
}

func (u *unfit) Error() string { return "the channel is unsafe: " + u.why }

// What is wrong with a channel. These are codes: they name the sentence that the
// admin reads.
const (
	whyGone     = bot.ChannelGone
	whyOutsider = bot.ChannelOutsider // a guest, a person of another company or a bot is in it
	whyRefused  = "refused"           // Slack refuses, for a reason that we do not know

	whyRoleless = "roleless" // safe, but somebody without a role is in it: little is told
	whyUnheard  = "unheard"  // of people: whoever could be reminded is away
	whyMissing  = "missing"  // safe, but somebody who leads cases is not in it
)

// roles are those of whom the channel may tell more than the minimum.
var roles = []complaint.Role{
	complaint.RoleHandler, complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement, complaint.RoleFollowUp,
	complaint.RoleProcessOwner, complaint.RolePartner, complaint.RoleReader, complaint.RoleAdmin, complaint.RoleFallback,
}

// toChannel lets a notice go to the management channel, if that is safe. A
// case that is not for the eyes of one of its members leaves the channel.
func (x *delivery) toChannel(ctx context.Context) error {
	if x.c != nil && x.c.Confidential {
		return errNothing // what is left to tell goes to people
	}
	members, err := x.s.checkChannel(ctx)
	if _, bad := errors.AsType[*unfit](err); err != nil && !bad {
		return err
	}
	if x.c != nil {
		if movedErr := x.keepFromInvolved(ctx, members); movedErr != nil {
			return movedErr
		}
	}
	if err == nil && x.f.Standard {
		err = x.keepMinimal(ctx, members)
	}
	if err == nil { // only now: whatever goes wrong before says nothing there
		x.channel, x.members = x.s.Company.Channel, members
	}
	return err
}

// keepMinimal tells no more than the minimum while somebody reads along who
// plays no part in the procedure, and lets the admin know.
func (x *delivery) keepMinimal(ctx context.Context, members []string) error {
	who, err := x.s.roleless(ctx, members)
	if err != nil || who == "" {
		return err
	}
	x.f.Standard = false
	return x.s.tellTrouble(ctx, whyRoleless, who)
}

// roleless gives the first member of the channel who plays no part in the procedure,
// empty when each does.
func (s *Scheduler) roleless(ctx context.Context, members []string) (string, error) {
	self, err := s.Slack.Self(ctx)
	if err != nil {
		return "", err
	}
	r, err := s.Store.Roster(ctx)
	if err != nil {
		return "", err
	}
	for _, m := range members {
		if m != self.User && !r.HasAny(m, s.Now(), roles...) {
			return m, nil
		}
	}
	return "", nil
}

// keepFromInvolved moves the case out of a channel in which somebody is whom
// it concerns. The notices of that move tell the others.
func (x *delivery) keepFromInvolved(ctx context.Context, members []string) error {
	var involved []string
	for _, m := range members {
		if x.c.IsInvolved(m) {
			involved = append(involved, m)
		}
	}
	if len(involved) == 0 {
		return nil
	}
	if err := x.s.moveOut(ctx, x.n.Number, involved); err != nil {
		return errors.Join(err, x.retract(ctx))
	}
	return errNothing
}

// checkChannel lists the members of the management channel, and fails with
// *unfit, members and all, when not everybody in it may read of complaints.
// Whatever cannot be found out counts as unsafe or as a failure.
func (s *Scheduler) checkChannel(ctx context.Context) ([]string, error) {
	ch, err := s.Slack.Channel(ctx, s.Company.Channel)
	if bot.ClassOf(err) == bot.Destination {
		return nil, &unfit{why: whyGone}
	}
	if err != nil {
		return nil, err
	}
	if why := ch.Trouble(); why != "" {
		return ch.Members, &unfit{why: why}
	}
	who, err := s.Slack.Outsider(ctx, ch.Members)
	if err == nil && who != "" {
		err = &unfit{whyOutsider, who}
	}
	return ch.Members, err
}
