package playground

import (
	"fmt"
	"time"
)

// triggerLife is how long a trigger id can be exchanged for a view.
const triggerLife = 3 * time.Second

// trigger is the right to open one view on the screen of a person.
type trigger struct {
	user  string
	at    time.Time // machine time
	spent bool
	view  string // the open modal it came from, for views.push
}

// newTrigger makes a trigger id for what a person did just now.
func (s *Slack) newTrigger(user, view string) string {
	now := s.cfg.Machine()
	if len(s.triggers) > 4096 {
		for id, t := range s.triggers {
			if now.Sub(t.at) > time.Minute {
				delete(s.triggers, id)
			}
		}
	}
	s.counter++
	id := fmt.Sprintf("%d.%d.%s", now.UnixMilli(), s.counter, secret())
	s.triggers[id] = &trigger{user: user, at: now, view: view}
	return id
}

// exchange spends a trigger id. It is spent only when the view is shown, so the
// caller marks it.
func (s *Slack) exchange(id string) (*trigger, error) {
	t, ok := s.triggers[id]
	switch {
	case !ok:
		return nil, fail("invalid_trigger_id")
	case t.spent:
		return nil, fail("exchanged_trigger_id")
	case s.cfg.Machine().Sub(t.at) > triggerLife:
		return nil, fail("expired_trigger_id")
	}
	return t, nil
}
