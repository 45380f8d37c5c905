package playground

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/bot/limits"
)

// enter returns the state of an element after a person entered something, or
// refuses what the client would not let them enter. Several values come as
// []string; a moment as time.Time, or as epoch seconds in any form; nil, "" and
// an empty list clear the element.
func (p *Person) enter(at spot, v *view, entered any) (obj, error) {
	k := stateKinds[at.kind()]
	many, err := texts(entered)
	if err != nil {
		return nil, p.refuse("%v", err)
	}
	if !k.many && len(many) > 1 {
		return nil, p.refuse("%s takes one value", at.actionID())
	}
	if most := number(at.element, "max_selected_items", 0); most > 0 && len(many) > most {
		return nil, p.refuse("%s takes at most %d", at.actionID(), most)
	}
	var got []any
	for _, one := range many {
		content, err := p.enterOne(at, v, one)
		if err != nil {
			return nil, err
		}
		got = append(got, content)
	}
	if at.kind() == "file_input" && len(got) > number(at.element, "max_files", limits.MaxFiles) {
		return nil, p.refuse("too many files")
	}
	switch {
	case k.many && got != nil:
		return held(at.element, got), nil
	case len(got) == 1:
		return held(at.element, got[0]), nil
	}
	return held(at.element, nil), nil
}

// texts turns what was entered into strings.
func texts(entered any) ([]string, error) {
	switch e := entered.(type) {
	case nil:
		return nil, nil
	case string:
		if e == "" {
			return nil, nil
		}
		return []string{e}, nil
	case []string:
		return e, nil
	case time.Time:
		return []string{strconv.FormatInt(e.Unix(), 10)}, nil
	case int, int64:
		return []string{fmt.Sprint(e)}, nil
	}
	return nil, fmt.Errorf("%T cannot be entered", entered)
}

var pickers = map[string]*regexp.Regexp{
	"datepicker":     regexp.MustCompile(`^\d{4}-\d\d-\d\d$`),
	"timepicker":     regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`),
	"datetimepicker": regexp.MustCompile(`^\d{10}$`),
	"number_input":   regexp.MustCompile(`^-?\d+(\.\d+)?$`),
}

func (p *Person) enterOne(at spot, v *view, one string) (any, error) {
	kind := at.kind()
	if re := pickers[kind]; re != nil && !re.MatchString(one) {
		return nil, p.refuse("%q cannot be entered in a %s", one, kind)
	}
	switch {
	case kind == "datetimepicker":
		return json.Number(one), nil
	case kind == "datepicker":
		if _, err := time.Parse(time.DateOnly, one); err != nil {
			return nil, p.refuse("%s is no date", one)
		}
	case kind == "rich_text_input":
		return richText(one), nil
	case kind == "file_input":
		return p.attach(one)
	case strings.Contains(kind, "users_select"):
		return one, p.pickUser(one)
	case strings.Contains(kind, "conversations_select") || strings.Contains(kind, "channels_select"):
		if ch, ok := p.s.channels.get(one); !ok || !p.sees(ch) {
			return nil, p.refuse("channel %s is not in the list", one)
		}
	case stateKinds[kind].key == "selected_option" || stateKinds[kind].key == "selected_options":
		return p.pickOption(at, v, one)
	case isText(kind):
		if most := number(at.element, "max_length", limits.MaxInputText); limits.Length(one) > most {
			return nil, p.refuse("%s holds at most %d characters", at.actionID(), most)
		}
	}
	return one, nil
}

func richText(s string) obj {
	return obj{"type": "rich_text", "elements": []any{
		obj{"type": "rich_text_section", "elements": []any{obj{"type": "text", "text": s}}},
	}}
}

// pickUser allows whom Slack's menus list: all but the deactivated.
func (p *Person) pickUser(id string) error {
	if u, ok := p.s.users.get(id); !ok || u.Deleted {
		return p.refuse("user %s is not in the list", id)
	}
	return nil
}

// pickOption allows an option of the element, or of those the app suggested last.
func (p *Person) pickOption(at spot, v *view, value string) (any, error) {
	os := options(at.element)
	if strings.Contains(at.kind(), "external_select") && v != nil {
		os = slices.Concat(v.offered[at.blockID()+"\x00"+at.actionID()], chosen(initial(at.element)))
	}
	o, ok := findOption(os, value)
	if !ok {
		return nil, p.refuse("%q is not in the list", value)
	}
	return o, nil
}

// attach puts an uploaded file of the person in a file input.
func (p *Person) attach(id string) (any, error) {
	f := p.s.files[id]
	switch {
	case f == nil || f.Deleted || f.User != p.id:
		return nil, p.refuse("no file %s of theirs", id)
	case f.link != "":
		return nil, p.refuse("a file input takes what is uploaded, not a link")
	case f.Size > limits.MaxFileBytes:
		return nil, p.refuse("file is larger than %d bytes", limits.MaxFileBytes)
	}
	f.toApp = true
	return p.s.fileJSON(f), nil
}
