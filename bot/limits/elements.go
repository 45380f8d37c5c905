package limits

import (
	"maps"
	"reflect"
	"slices"
)

// Which elements may stand in which block.
var (
	selects = []string{"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
	multis  = []string{"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select"}
	boxes   = []string{"checkboxes", "radio_buttons", "datepicker", "timepicker"}

	sectionElements = slices.Concat([]string{"button", "overflow", "image"}, selects, multis, boxes)
	actionElements  = slices.Concat([]string{"button", "overflow", "datetimepicker"}, selects, boxes)
	inputElements   = slices.Concat([]string{"plain_text_input", "email_text_input", "url_text_input", "number_input",
		"rich_text_input", "file_input", "datetimepicker"}, selects, multis, boxes)
)

// elementShape is what one type of element holds.
type elementShape struct {
	keys keys
	also func(c *checker, path string, m map[string]any)
}

var elementShapes map[string]elementShape

func init() {
	elementShapes = map[string]elementShape{
		"button": {keys: keys{
			"text": {true, text(plain, MaxButtonText)}, "value": {false, str(0, MaxButtonValue)},
			"url": {false, str(1, MaxURL)}, "style": {false, oneOf("primary", "danger")},
			"confirm": {false, confirm}, "accessibility_label": {false, str(1, MaxAccessibleLabel)},
		}},
		"overflow": {keys: keys{
			"options": {true, list(1, MaxOverflow, option(plain, "url"))}, "confirm": {false, confirm},
		}},
		"image":                      {keys: imageKeys(nil), also: oneImage},
		"static_select":              {keys: menuKeys(staticKeys("initial_option", option(plain))), also: oneSource},
		"multi_static_select":        {keys: menuKeys(multiKeys(staticKeys("initial_options", list(1, MaxOptions, option(plain))))), also: oneSource},
		"external_select":            {keys: menuKeys(externalKeys("initial_option", option(plain)))},
		"multi_external_select":      {keys: menuKeys(multiKeys(externalKeys("initial_options", list(1, MaxOptions, option(plain)))))},
		"users_select":               {keys: menuKeys(keys{"initial_user": {false, str(1, MaxID)}})},
		"multi_users_select":         {keys: menuKeys(multiKeys(keys{"initial_users": {false, list(0, MaxOptions, str(1, MaxID))}}))},
		"channels_select":            {keys: menuKeys(keys{"initial_channel": {false, str(1, MaxID)}, "response_url_enabled": {false, boolean}})},
		"multi_channels_select":      {keys: menuKeys(multiKeys(keys{"initial_channels": {false, list(0, MaxOptions, str(1, MaxID))}}))},
		"conversations_select":       {keys: menuKeys(conversationKeys("initial_conversation", str(1, MaxID)))},
		"multi_conversations_select": {keys: menuKeys(multiKeys(conversationKeys("initial_conversations", list(0, MaxOptions, str(1, MaxID)))))},
		"checkboxes":                 {keys: boxKeys("initial_options", list(1, MaxBoxes, option(rich))), also: initialKnown},
		"radio_buttons":              {keys: boxKeys("initial_option", option(rich)), also: initialKnown},
		"datepicker":                 {keys: menuKeys(keys{"initial_date": {false, pattern(`^\d{4}-\d\d-\d\d$`, "a date YYYY-MM-DD")}})},
		"timepicker": {keys: menuKeys(keys{
			"initial_time": {false, pattern(`^\d\d:\d\d$`, "a time HH:mm")}, "timezone": {false, str(1, MaxID)},
		})},
		"datetimepicker": {keys: keys{
			"initial_date_time": {false, integer(1_000_000_000, 9_999_999_999)},
			"confirm":           {false, confirm}, "focus_on_load": {false, focus},
		}},
		"plain_text_input": {keys: inputKeys(keys{
			"multiline": {false, boolean}, "initial_value": {false, str(0, MaxInputText)},
			"min_length": {false, integer(0, MaxInputText)}, "max_length": {false, integer(1, MaxInputText)},
		}), also: lengthsInOrder},
		"email_text_input": {keys: inputKeys(keys{"initial_value": {false, str(0, MaxInputText)}})},
		"url_text_input":   {keys: inputKeys(keys{"initial_value": {false, str(0, MaxInputText)}})},
		"number_input": {keys: inputKeys(keys{
			"is_decimal_allowed": {true, boolean}, "initial_value": {false, str(0, MaxInputText)},
			"min_value": {false, str(1, MaxID)}, "max_value": {false, str(1, MaxID)},
		})},
		"rich_text_input": {keys: inputKeys(keys{"initial_value": {false, anything}})},
		"file_input": {keys: keys{
			"filetypes": {false, list(1, 100, str(1, MaxID))}, "max_files": {false, integer(1, MaxFiles)},
		}},
	}
}

func elementOf(block string, allowed []string) check {
	return func(c *checker, path string, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			c.add(path, "must be an object")
			return
		}
		name, _ := m["type"].(string)
		shape, known := elementShapes[name]
		if !known {
			c.add(path+"/type", "unknown element type %q", name)
			return
		}
		if !slices.Contains(allowed, name) {
			c.add(path+"/type", "an element of type %q cannot stand in a block of type %q", name, block)
		}
		all := keys{"type": {check: anything}}
		if name != "image" {
			all["action_id"] = rule{check: str(1, MaxID)}
		}
		maps.Copy(all, shape.keys)
		object(all)(c, path, m)
		if shape.also != nil {
			shape.also(c, path, m)
		}
	}
}

func contextElement(c *checker, path string, v any) {
	if m, _ := v.(map[string]any); m["type"] == "image" {
		elementOf("context", []string{"image"})(c, path, v)
		return
	}
	text(rich, MaxText)(c, path, v)
}

func option(k kind, more ...string) check {
	shape := keys{
		"text":        {true, text(k, MaxOptionText)},
		"value":       {true, str(1, MaxOptionValue)},
		"description": {false, text(k, MaxOptionNote)},
	}
	if slices.Contains(more, "url") {
		shape["url"] = rule{check: str(1, MaxURL)}
	}
	return object(shape)
}

func optionGroup(c *checker, path string, v any) {
	object(keys{
		"label":   {true, text(plain, MaxGroupLabel)},
		"options": {true, list(1, MaxOptions, option(plain))},
	})(c, path, v)
}

func confirm(c *checker, path string, v any) {
	object(keys{
		"title":   {true, text(plain, MaxConfirmTitle)},
		"text":    {true, text(rich, MaxConfirmText)},
		"confirm": {true, text(plain, MaxConfirmButton)},
		"deny":    {true, text(plain, MaxConfirmButton)},
		"style":   {false, oneOf("primary", "danger")},
	})(c, path, v)
}

func focus(c *checker, path string, v any) {
	boolean(c, path, v)
	if v == true {
		c.focused++
	}
}

func with(base, more keys) keys {
	all := maps.Clone(base)
	maps.Copy(all, more)
	return all
}

func menuKeys(more keys) keys {
	return with(keys{
		"placeholder":   {false, text(plain, MaxPlaceholder)},
		"confirm":       {false, confirm},
		"focus_on_load": {false, focus},
	}, more)
}

func multiKeys(more keys) keys {
	return with(keys{"max_selected_items": {false, integer(1, MaxOptions)}}, more)
}

func staticKeys(initial string, c check) keys {
	return keys{
		"options":       {false, list(1, MaxOptions, option(plain))},
		"option_groups": {false, list(1, MaxOptionGroups, optionGroup)},
		initial:         {false, c},
	}
}

func externalKeys(initial string, c check) keys {
	return keys{"min_query_length": {false, integer(0, MaxInputText)}, initial: {false, c}}
}

func conversationKeys(initial string, c check) keys {
	return keys{
		"default_to_current_conversation": {false, boolean}, "response_url_enabled": {false, boolean},
		"filter": {false, anything}, initial: {false, c},
	}
}

func boxKeys(initial string, c check) keys {
	return keys{
		"options": {true, list(1, MaxBoxes, option(rich))}, initial: {false, c},
		"confirm": {false, confirm}, "focus_on_load": {false, focus},
	}
}

func inputKeys(more keys) keys {
	return with(keys{
		"placeholder":            {false, text(plain, MaxPlaceholder)},
		"dispatch_action_config": {false, anything},
		"focus_on_load":          {false, focus},
	}, more)
}

func imageKeys(more keys) keys {
	return with(keys{
		"image_url":  {false, str(1, MaxURL)},
		"slack_file": {false, anything},
		"alt_text":   {true, str(1, MaxAltText)},
	}, more)
}

func oneImage(c *checker, path string, m map[string]any) {
	if (m["image_url"] == nil) == (m["slack_file"] == nil) {
		c.add(path, "needs either image_url or slack_file")
	}
}

func oneSource(c *checker, path string, m map[string]any) {
	if (m["options"] == nil) == (m["option_groups"] == nil) {
		c.add(path, "needs either options or option_groups")
	}
	initialKnown(c, path, m)
}

// initialKnown holds a preselected option to be exactly one of the offered ones,
// else Slack refuses the whole view.
func initialKnown(c *checker, path string, m map[string]any) {
	offered, _ := m["options"].([]any)
	groups, _ := m["option_groups"].([]any)
	for _, g := range groups {
		gm, _ := g.(map[string]any)
		more, _ := gm["options"].([]any)
		offered = append(slices.Clip(offered), more...)
	}
	chosen, _ := m["initial_options"].([]any)
	if one := m["initial_option"]; one != nil {
		chosen = append(slices.Clip(chosen), one)
	}
	for _, want := range chosen {
		if !slices.ContainsFunc(offered, func(o any) bool { return reflect.DeepEqual(o, want) }) {
			c.add(path, "the preselected option is not among the options")
		}
	}
}

func lengthsInOrder(c *checker, path string, m map[string]any) {
	least, a := m["min_length"].(float64)
	most, b := m["max_length"].(float64)
	if a && b && least > most {
		c.add(path+"/min_length", "is larger than max_length")
	}
}
