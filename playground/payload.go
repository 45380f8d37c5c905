package playground

import "fmt"

// who is the user object of an interaction.
func (s *Slack) who(u *User) obj {
	return obj{"id": u.ID, "username": u.Name, "name": u.Name, "team_id": u.TeamID}
}

// interaction is what all interactions have in common.
func (s *Slack) interaction(kind string, u *User) obj {
	return obj{
		"type": kind, "token": "verification", "api_app_id": s.cfg.AppID,
		"team": obj{"id": s.cfg.TeamID, "domain": s.cfg.TeamDomain}, "user": s.who(u),
		"enterprise": nil, "is_enterprise_install": false,
	}
}

// actionTS is the time of an action in machine time.
func (s *Slack) actionTS() string { return microTS(s.cfg.Machine().UnixMicro()) }

func (s *Slack) channelRef(ch *channel) obj {
	return obj{"id": ch.ID, "name": ch.payloadName()}
}

// command is the flat payload of a slash command.
func (s *Slack) command(u *User, ch *channel, name, rest string) obj {
	return obj{
		"token": "verification", "team_id": s.cfg.TeamID, "team_domain": s.cfg.TeamDomain,
		"channel_id": ch.ID, "channel_name": ch.payloadName(), "user_id": u.ID, "user_name": u.Name,
		"command": name, "text": s.escaped(rest), "api_app_id": s.cfg.AppID, "is_enterprise_install": "false",
		"response_url": s.newHook("commands", u.ID, ch.ID, ""), "trigger_id": s.newTrigger(u.ID, ""),
	}
}

// action is one entry of actions for an element and what was chosen in it.
func (s *Slack) action(p spot, state obj) obj {
	a := obj{
		"type": p.kind(), "action_id": p.actionID(), "block_id": p.blockID(), "action_ts": s.actionTS(),
	}
	for _, k := range []string{"text", "value", "style", "placeholder", "confirm"} {
		if p.element[k] != nil {
			a[k] = p.element[k]
		}
	}
	k, stateful := stateKinds[p.kind()]
	if stateful && p.element[k.initial] != nil {
		a[k.initial] = p.element[k.initial]
	}
	for key, v := range state {
		if key != "type" {
			a[key] = v
		}
	}
	return a
}

// inMessage is a block_actions payload from a message.
func (s *Slack) inMessage(u *User, ch *channel, m *Message, p spot, state obj) obj {
	j := s.interaction("block_actions", u)
	box := obj{"type": "message", "message_ts": m.TS, "channel_id": ch.ID, "is_ephemeral": m.Ephemeral}
	if m.ThreadTS != "" {
		box["thread_ts"] = m.ThreadTS
	}
	j["container"], j["channel"] = box, s.channelRef(ch)
	if !m.Ephemeral {
		j["message"] = s.messageJSON(m, false)
	}
	j["state"] = obj{"values": s.menuState(u.ID, m)}
	j["response_url"] = s.newHook("actions", u.ID, ch.ID, m.TS)
	j["trigger_id"] = s.newTrigger(u.ID, "")
	j["actions"] = []any{s.action(p, state)}
	return j
}

// inView is a block_actions payload from a modal or Home.
func (s *Slack) inView(u *User, v *view, p spot, state obj) obj {
	j := s.interaction("block_actions", u)
	j["container"] = obj{"type": "view", "view_id": v.id}
	j["view"] = s.viewJSON(v)
	j["trigger_id"] = s.newTrigger(u.ID, openModal(v))
	j["actions"] = []any{s.action(p, state)}
	return j
}

// openModal is the id of a modal on which another may be pushed, "" for Home.
func openModal(v *view) string {
	if v.kind == "modal" {
		return v.id
	}
	return ""
}

// menuState is state.values of a message: its menus as this person sees them.
func (s *Slack) menuState(user string, m *Message) values {
	state, mine := values{}, s.screen(user).picked[m.Channel+m.TS]
	for _, p := range spots(m.Blocks, func(p spot) bool { _, ok := stateKinds[p.kind()]; return ok }) {
		picked, ok := mine.get(p)
		if !ok {
			picked = initial(p.element)
		}
		state.set(p, picked)
	}
	return state
}

// Refusal says that Slack's client would not let the person do something; the app
// hears nothing of it.
type Refusal struct {
	Who, Why string
	kind     string // Why before what it is about was filled in
}

func (r *Refusal) Error() string { return fmt.Sprintf("%s cannot do this: %s", r.Who, r.Why) }
