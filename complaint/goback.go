package complaint

import (
	"slices"
	"time"
)

// standing is where a case stood before it went to a third party.
type standing struct {
	state                         State
	followedUp                    Kind
	closedAt, ruledAt, rulingDone time.Time
	rulingDay                     string
	disputed, settled             int
}

// goBack puts the case where it stood before it went to a third party. One that was closed
// is so again since it closed: its terms run on as if nothing had been, but for the days
// in which those who lead can see that they are over (KG-11).
func (c *Case) goBack(at time.Time) {
	was := c.before
	c.State, c.FollowedUp, c.ClosedAt, c.disputed = was.state, was.followedUp, was.closedAt, was.disputed
	if !c.ClosedAt.IsZero() {
		c.backAt = at
	}
	c.RuledAt, c.RulingDoneAt, c.RulingDay = was.ruledAt, was.rulingDone, was.rulingDay
	if was.settled > 0 {
		c.settled[c.Round] = was.settled
		c.unsettled = slices.DeleteFunc(slices.Clone(c.unsettled), func(s spell) bool { return s.from == was.settled })
	}
}
