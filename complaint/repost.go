package complaint

import "time"

// MayRepost refuses whoever may not have the card of the case posted anew. It
// is allowed wherever the case stands: what Slack no longer shows can be shown
// again.
func (c *Case) MayRepost(by Person, now time.Time) error {
	return c.may(by, now, PartCard, RoleOfficer, RoleDeputy)
}

// Repost gives the notices that post the card anew wherever the case lives,
// once a minute however often it is asked. Nothing of the case changes by it.
func (c *Case) Repost(by Person, now time.Time) ([]Notice, error) {
	if err := c.MayRepost(by, now); err != nil {
		return nil, err
	}
	var notices []Notice
	for _, to := range c.Places(now) {
		notices = append(notices, Notice{Kind: NoticeRepost, To: to, Ref: now.UTC().Format("2006-01-02T15:04")})
	}
	return notices, nil
}
