package complaint

import (
	"slices"
	"time"
)

// TakeConfidentialRoute moves the case out of the management channel because
// somebody involved in it is, or comes, there (design rule: nobody sees what
// they must not), a closed case too. Doing so twice records nothing. With nobody uninvolved left
// to tell, it is refused, loudly.
func (c *Case) TakeConfidentialRoute(found []string, now time.Time) error {
	if c.Confidential || !slices.ContainsFunc(found, c.IsInvolved) {
		return nil
	}
	if len(c.Audience(now)) == 0 {
		return refuse("error.nobody_left")
	}
	there := slices.DeleteFunc(people(found), func(u string) bool { return !c.IsInvolved(u) })
	c.record(RouteConfidential, Clock, now, now, Data{Users: there}, 0)
	return nil
}
