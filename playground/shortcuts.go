package playground

// Shortcut starts a global shortcut of the app.
func (p *Person) Shortcut(callbackID string) (Seen, error) {
	return p.act(KindInteraction, func() (obj, error) {
		u, err := p.user()
		if err != nil {
			return nil, err
		}
		if err := p.mayStart(u, callbackID, "global"); err != nil {
			return nil, err
		}
		j := p.s.interaction("shortcut", u)
		delete(j, "api_app_id") // Slack leaves it out here
		j["callback_id"], j["action_ts"] = callbackID, p.s.actionTS()
		j["trigger_id"] = p.s.newTrigger(p.id, "")
		return j, nil
	}, nil)
}

// MessageShortcut starts a shortcut of the app on a message.
func (p *Person) MessageShortcut(callbackID, channelID, ts string) (Seen, error) {
	return p.act(KindInteraction, func() (obj, error) {
		u, ch, err := p.in(channelID)
		if err != nil {
			return nil, err
		}
		if err := p.mayStart(u, callbackID, "message"); err != nil {
			return nil, err
		}
		m := ch.byTS[ts]
		if m == nil || m.Deleted {
			return nil, p.refuse("no message %s in %s", ts, channelID)
		}
		j := p.s.interaction("message_action", u)
		j["callback_id"], j["action_ts"], j["message_ts"] = callbackID, p.s.actionTS(), ts
		j["trigger_id"] = p.s.newTrigger(p.id, "")
		j["response_url"] = p.s.newHook("app", p.id, ch.ID, ts)
		j["channel"], j["message"] = p.s.channelRef(ch), p.s.messageJSON(m, false)
		return j, nil
	}, nil)
}

func (p *Person) mayStart(u *User, callbackID, kind string) error {
	if u.TeamID != p.s.cfg.TeamID {
		return p.refuse("shortcuts are for members of the workspace")
	}
	if !p.s.granted("commands") || p.s.cfg.Shortcuts[callbackID] != kind {
		return p.refuse("no %s shortcut %q", kind, callbackID)
	}
	return nil
}
