package bot

import "slices"

// Routes is the one table of what a person or Slack can cause. Nothing else
// registers a handler.
type Routes struct {
	Commands         map[string]Handler // by command with slash
	Shortcuts        map[string]Handler // by callback id
	MessageShortcuts map[string]Handler // by callback id
	Actions          map[string]Handler // by action id, or "callback:block" for an input
	Submits          map[string]Handler // by callback id
	Options          map[string]Handler // by action id, or "callback:block" for an input
	Events           map[string]Handler // by event type
}

// of returns the part of the table for a kind, nil for an unknown kind.
func (rs *Routes) of(k Kind) map[string]Handler {
	switch k {
	case KindCommand:
		return rs.Commands
	case KindShortcut:
		return rs.Shortcuts
	case KindMessageShortcut:
		return rs.MessageShortcuts
	case KindAction:
		return rs.Actions
	case KindSubmit:
		return rs.Submits
	case KindOptions:
		return rs.Options
	case KindEvent:
		return rs.Events
	}
	return nil
}

// Names returns the routes of a kind, sorted.
func (rs *Routes) Names(k Kind) []string {
	var names []string
	for name := range rs.of(k) {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
