package playground

// userJSON is the user object of the API; withLocale as include_locale asks.
func (s *Slack) userJSON(u *User, withLocale bool) obj {
	profile := obj{
		"title": u.Title, "phone": "", "real_name": u.RealName, "real_name_normalized": u.RealName,
		"display_name": u.DisplayName, "display_name_normalized": u.DisplayName, "team": u.TeamID,
		"status_text": "", "status_emoji": "",
	}
	if u.Email != "" && s.granted("users:read.email") {
		profile["email"] = u.Email
	}
	if u.GuestInvitedBy != "" {
		profile["guest_invited_by"] = u.GuestInvitedBy
	}
	j := obj{
		"id": u.ID, "team_id": u.TeamID, "name": u.Name, "deleted": u.Deleted, "real_name": u.RealName,
		"profile": profile, "is_bot": u.Bot, "is_app_user": false, "updated": s.cfg.Now().Unix(),
	}
	if u.Bot {
		profile["bot_id"], profile["api_app_id"] = s.cfg.BotID, s.cfg.AppID
	}
	if u.TeamID != s.cfg.TeamID {
		j["is_stranger"] = u.Stranger
	}
	if u.Deleted {
		return j // Slack leaves roles and zone out for the deactivated
	}
	_, offset := s.cfg.Now().In(u.zone()).Zone()
	more := obj{
		"tz": u.TZ, "tz_label": u.TZ, "tz_offset": offset, "is_admin": u.Admin, "is_owner": false,
		"is_primary_owner": false, "is_restricted": u.Restricted, "is_ultra_restricted": u.UltraRestricted,
		"is_email_confirmed": true, "color": "4bbe2e",
	}
	for k, v := range more {
		j[k] = v
	}
	if withLocale {
		j["locale"] = u.Locale
	}
	return j
}

func (s *Slack) usersInfo(c *call) (obj, error) {
	u, ok := s.users.get(c.args.str("user"))
	if !ok {
		return nil, fail("user_not_found")
	}
	return obj{"user": s.userJSON(u, c.args.boolean("include_locale"))}, nil
}

func (s *Slack) usersList(c *call) (obj, error) {
	keys, next, err := page(c, s.users.keys, 0, 1000)
	if err != nil {
		return nil, err
	}
	members := []any{}
	for _, id := range keys {
		members = append(members, s.userJSON(s.users.byID[id], c.args.boolean("include_locale")))
	}
	return obj{"members": members, "cache_ts": s.cfg.Now().Unix(), "response_metadata": obj{"next_cursor": next}}, nil
}

func (s *Slack) botsInfo(c *call) (obj, error) {
	if id := c.args.str("bot"); id != s.cfg.BotID {
		return nil, fail("bot_not_found")
	}
	return obj{"bot": obj{
		"id": s.cfg.BotID, "deleted": false, "name": s.cfg.AppName, "updated": s.cfg.Now().Unix(),
		"app_id": s.cfg.AppID, "user_id": s.cfg.BotUserID, "icons": obj{},
	}}, nil
}

func (s *Slack) teamInfo(*call) (obj, error) {
	return obj{"team": obj{
		"id": s.cfg.TeamID, "name": s.cfg.TeamName, "domain": s.cfg.TeamDomain,
		"url": s.teamURL(), "email_domain": "", "icon": obj{},
	}}, nil
}

func (s *Slack) teamURL() string { return "https://" + s.cfg.TeamDomain + ".slack.com/" }
