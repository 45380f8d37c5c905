package complaint

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// FlagMistaken marks what followed from a fact that was corrected, and counts no more: what
// somebody was told or asked because they had received the complaint, as it was thought,
// that a case is hidden because of one that has nothing to do with it, and what was agreed
// in what was no contact, or never happened.
const FlagMistaken = "mistaken"

// received reads who received the complaint from a form: nobody where that is whoever
// filed it.
func (c *Case) received(users []string) []string {
	users = people(users)
	if len(users) != 1 || users[0] == c.Filer { // a form takes one
		return nil
	}
	return users
}

// receivedBy lets the case count as received by whom correction e names. What the other one
// was told or asked as the receiver counts for them no more, and what the right one was
// counts again.
func (c *Case) receivedBy(e Event) {
	first, user := c.Events[0], strings.Join(e.Data.Users, "")
	is := cmp.Or(user, first.Actor)
	c.keepWritten(first)
	c.Events[0].Data.User = user
	for i := range c.Events[:e.Seq-1] {
		other := c.Events[i]
		if !c.askedAsReceiver(other) {
			continue
		}
		c.keepWritten(other)
		flags := slices.DeleteFunc(slices.Clone(other.Data.Flags), func(flag string) bool { return flag == FlagMistaken })
		if other.Data.User != is && !slices.Contains(other.Data.Were, is) {
			flags = append(flags, FlagMistaken)
		}
		c.Events[i].Data.Flags = flags
	}
}

// askedAsReceiver tells whether event e is about whoever received the complaint, and not
// whoever filed it, as such: they knew of it by receiving it (CY-21), or were consulted
// about the answer (OK-13), themselves or who stood in for them.
func (c *Case) askedAsReceiver(e Event) bool {
	first := c.Events[0]
	switch e.Kind {
	case Informed:
		return e.At.Equal(first.Recorded) && e.Data.Via == "" && e.Data.User != first.Actor // as it reached them, see informFirst
	case Consulted:
		return Role(c.Procedure.Answer.Consult) == RoleFiler && e.Data.Why == string(RoleFiler)
	}
	return false
}

// informFirst records that somebody who is to be told of the case knows of it, as it
// reached them first.
func (c *Case) informFirst(by Person, at, now time.Time) {
	role := Role(c.Procedure.Steps.Inform)
	if role == "" {
		return
	}
	for _, user := range []string{c.Receiver(), c.Filer} {
		if c.informsItself() && c.Roster.Has(user, role, at) && !c.IsInvolved(user) {
			c.record(Informed, by, at, now, Data{User: user}, 0)
		}
	}
}

// handToReceiver records what goes to whoever received the complaint, once that was
// corrected: that they know of it, and are co-responsible where whom it was thought to have
// reached first was for that (KG-26).
func (c *Case) handToReceiver(was string, by Person, now time.Time) {
	c.informFirst(by, c.RegisteredAt, now)
	is := c.Receiver()
	switch named := c.newest(CoOwnerNamed); {
	case !c.Open() || c.Handler == "" || is == was || c.lost(is):
	case c.coOwner == "":
		c.keepFiler(false, by, now)
	case named.Entry == 0: // no leader chose them
		c.record(CoOwnerNamed, by, now, now, Data{User: is}, 0)
	}
}

// newReceiver is what a correction of who received the complaint does, when the case stands
// as after.
func (c *Case) newReceiver(after *Case, now time.Time) []Effect {
	var list []Effect
	add := func(is bool, code string, users ...string) {
		if is {
			list = append(list, Effect{Code: code, Users: users})
		}
	}
	was, is := c.Receiver(), after.Receiver()
	sees := func(c *Case, user string) bool { return c.MaySee(Person{ID: user, Member: true}, PartFiling, now) }
	add(after.receiving() != c.receiving() && after.receiving() != "", EffectReceives, after.receiving())
	add(sees(c, was) && !sees(after, was), EffectBarred, was)
	add(after.IsInvolved(is), EffectAside, is)
	add(after.CoOwner() != c.CoOwner() && after.CoOwner() != "", EffectCoOwner, after.CoOwner())
	if advice, counts := c.Advice(); counts {
		add(c.Open() && after.Consultation == "", EffectConsult, advice.Data.User)
	} else if h := c.Unconfirmed(); h != nil {
		add(after.Unconfirmed() == nil, EffectConsult, h.With)
	}
	return list
}

// notTheirs takes back what somebody was told as the receiver who was not, as a correction
// says: the rest they have is made true like all else.
func (w *wording) notTheirs() {
	if w.e.Kind != Corrected || FactCode(w.e.Data.Why) != FactReceiver {
		return
	}
	for _, user := range w.e.Data.Were {
		w.add(NoticeForget, "", user)
	}
}
