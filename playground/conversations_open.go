package playground

import "strings"

func (s *Slack) conversationsOpen(c *call) (obj, error) {
	if err := s.need(c, "im:write"); err != nil {
		return nil, err
	}
	if id := c.args.str("channel"); id != "" {
		ch, err := s.visible(id)
		if err != nil {
			return nil, err
		}
		return s.opened(c, ch, true), nil
	}
	users, err := c.userList("users")
	if err != nil {
		return nil, err
	}
	switch {
	case len(users) == 0:
		return nil, fail("users_list_not_supplied")
	case len(users) > 8:
		return nil, fail("too_many_users")
	case len(users) > 1:
		if err := s.need(c, "mpim:write"); err != nil {
			return nil, err
		}
		return nil, fail("invalid_user_combination") // group messages are not imitated
	}
	u, ok := s.users.get(users[0])
	if !ok {
		return nil, fail("user_not_found")
	}
	if err := s.reachable(u); err != nil {
		return nil, err
	}
	had := s.findDM(u.ID) != nil
	return s.opened(c, s.dm(u.ID), had), nil
}

func (s *Slack) opened(c *call, ch *channel, had bool) obj {
	answer := obj{"channel": obj{"id": ch.ID}}
	if c.args.boolean("return_im") {
		answer["channel"] = s.channelJSON(ch)
	}
	if had {
		answer["no_op"], answer["already_open"] = true, true
	}
	return answer
}

// userList reads ids separated by commas, or an array of them from JSON.
func (c *call) userList(key string) ([]string, error) {
	var ids []string
	if l, ok := c.args[key].([]any); ok {
		for _, v := range l {
			id, isText := v.(string)
			if !isText {
				return nil, fail("invalid_arguments")
			}
			ids = append(ids, id)
		}
		return ids, nil
	}
	for _, id := range strings.Split(c.args.str(key), ",") {
		if id = strings.TrimSpace(id); id != "" {
			ids = append(ids, id)
		}
	}
	return ids, nil
}
