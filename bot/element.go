package bot

import (
	"encoding/json"
	"slices"
	"strconv"
)

// state holds what stands in the inputs: block id, action id, element.
type state struct {
	Values map[string]map[string]element `json:"values"`
}

// element is any input, button or menu with what was chosen in it.
type element struct {
	Type      string          `json:"type"`
	ActionID  string          `json:"action_id"`
	BlockID   string          `json:"block_id"`
	Value     json.RawMessage `json:"value"` // text, or an object in elements we do not use
	Option    *chosen         `json:"selected_option"`
	Options   []chosen        `json:"selected_options"`
	User      string          `json:"selected_user"`
	Users     []string        `json:"selected_users"`
	Channel   string          `json:"selected_channel"`
	Channels  []string        `json:"selected_channels"`
	Talk      string          `json:"selected_conversation"`
	Talks     []string        `json:"selected_conversations"`
	Date      string          `json:"selected_date"`
	Clock     string          `json:"selected_time"`
	DateClock int64           `json:"selected_date_time"`
	Files     []filePayload   `json:"files"`
}

type chosen struct {
	Value string `json:"value"`
}

func (s *state) fields() map[string]Field {
	out := make(map[string]Field, len(s.Values))
	for block, elements := range s.Values {
		for action, e := range elements {
			f := e.field()
			if action == InputAction || len(elements) == 1 {
				out[block] = f
			}
			if action != InputAction {
				out[action] = f
			}
		}
	}
	return out
}

// inputs gives the blocks whose element has the action id of all inputs.
func (s *state) inputs() []string {
	var blocks []string
	for block, elements := range s.Values {
		if _, ok := elements[InputAction]; ok {
			blocks = append(blocks, block)
		}
	}
	slices.Sort(blocks)
	return blocks
}

func (e *element) field() Field {
	f := Field{
		Text: e.text(), At: e.DateClock, Date: e.Date, Clock: e.Clock,
		Users: e.Users, Files: files(e.Files),
	}
	if e.Option != nil {
		f.Option = e.Option.Value
	}
	for _, id := range []string{e.Channel, e.Talk} {
		if id != "" {
			f.Option = id
		}
	}
	for _, o := range e.Options {
		f.Options = append(f.Options, o.Value)
	}
	f.Options = append(append(f.Options, e.Channels...), e.Talks...)
	if e.User != "" {
		f.Users = []string{e.User}
	}
	return f
}

func (e *element) text() string {
	var s string
	if json.Unmarshal(e.Value, &s) != nil {
		return ""
	}
	return s
}

func (e *element) action() Action {
	f := e.field()
	a := Action{ID: e.ActionID, BlockID: e.BlockID, Type: e.Type}
	candidates := append([]string{f.Text, f.Option, f.Date, f.Clock}, f.Users...)
	candidates = append(candidates, f.Options...)
	for _, value := range candidates {
		if a.Value == "" {
			a.Value = value
		}
	}
	if a.Value == "" && f.At != 0 {
		a.Value = strconv.FormatInt(f.At, 10)
	}
	return a
}
