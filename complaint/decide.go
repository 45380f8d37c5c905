package complaint

import (
	"slices"
	"time"
)

// Decision is something that waits for somebody to agree with it: one of these.
type Decision struct {
	Version int // of the answer
	Request int // the event that asked, see [Request]
	Delay   int // the number of an extension, counted from 1
}

// Undecided lists what waits for a decision, whoever takes it, the answer last.
func (c *Case) Undecided() []Decision {
	if !c.Open() {
		return nil
	}
	var list []Decision
	if r := c.Waits(); r != nil {
		list = append(list, Decision{Request: r.Seq})
	}
	if x := c.Pending(); x != nil && x.Verdict == "" {
		list = append(list, Decision{Delay: len(c.Extensions)})
	}
	if a := c.Answer(); a != nil && a.Asked && a.Verdict == "" && c.State == StatePrepared {
		list = append(list, Decision{Version: a.Version})
	}
	return list
}

// ToDecide lists what of it this person may decide on now.
func (c *Case) ToDecide(by Person, now time.Time) []Decision {
	return slices.DeleteFunc(c.Undecided(), func(d Decision) bool {
		switch {
		case d.Request > 0:
			return c.MayDecideRequest(d.Request, by, now) != nil
		case d.Delay > 0:
			return c.MayDecideExtension(d.Delay, by, now) != nil
		}
		return c.MayDecide(d.Version, by, now) != nil
	})
}
