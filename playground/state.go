package playground

import "maps"

// stateKind says under which key an element keeps what was entered, and which of
// its fields is the value it starts with.
type stateKind struct {
	key, initial string
	many         bool
}

var stateKinds = map[string]stateKind{
	"plain_text_input":           {"value", "initial_value", false},
	"email_text_input":           {"value", "initial_value", false},
	"url_text_input":             {"value", "initial_value", false},
	"number_input":               {"value", "initial_value", false},
	"rich_text_input":            {"rich_text_value", "initial_value", false},
	"static_select":              {"selected_option", "initial_option", false},
	"external_select":            {"selected_option", "initial_option", false},
	"radio_buttons":              {"selected_option", "initial_option", false},
	"users_select":               {"selected_user", "initial_user", false},
	"conversations_select":       {"selected_conversation", "initial_conversation", false},
	"channels_select":            {"selected_channel", "initial_channel", false},
	"checkboxes":                 {"selected_options", "initial_options", true},
	"multi_static_select":        {"selected_options", "initial_options", true},
	"multi_external_select":      {"selected_options", "initial_options", true},
	"multi_users_select":         {"selected_users", "initial_users", true},
	"multi_conversations_select": {"selected_conversations", "initial_conversations", true},
	"multi_channels_select":      {"selected_channels", "initial_channels", true},
	"datepicker":                 {"selected_date", "initial_date", false},
	"timepicker":                 {"selected_time", "initial_time", false},
	"datetimepicker":             {"selected_date_time", "initial_date_time", false},
	"file_input":                 {"files", "", true},
}

// values is state.values: by block, by action, the object Slack sends.
type values map[string]map[string]obj

func (v values) get(p spot) (obj, bool) {
	o, ok := v[p.blockID()][p.actionID()]
	return o, ok
}

func (v values) set(p spot, o obj) {
	if v[p.blockID()] == nil {
		v[p.blockID()] = map[string]obj{}
	}
	v[p.blockID()][p.actionID()] = o
}

// copied copies the two levels that change; the objects themselves never do.
func (v values) copied() values {
	c := make(values, len(v))
	for k, m := range v {
		c[k] = maps.Clone(m)
	}
	return c
}

// held is the state object of an element of a kind with this content.
func held(el obj, content any) obj {
	k := stateKinds[text(el, "type")]
	if content == nil && k.many {
		content = []any{}
	}
	o := obj{"type": el["type"], k.key: content}
	if tz := text(el, "timezone"); tz != "" {
		o["timezone"] = tz
	}
	return o
}

// initial is what an element holds before anybody touched it.
func initial(el obj) obj {
	return held(el, el[stateKinds[text(el, "type")].initial])
}

// empty tells whether a state object holds nothing.
func empty(o obj) bool {
	switch v := o[stateKinds[text(o, "type")].key].(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	}
	return false
}

// chosen returns the options a state object holds.
func chosen(o obj) []obj {
	if one := child(o, "selected_option"); one != nil {
		return []obj{one}
	}
	many, _ := objects(list(o, "selected_options"))
	return many
}
