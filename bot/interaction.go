package bot

import (
	"encoding/json"
	"fmt"
	"strings"
)

// interaction names what we need of the payload of a button, menu, form or
// shortcut.
type interaction struct {
	Type     string  `json:"type"`
	Callback string  `json:"callback_id"`
	Trigger  string  `json:"trigger_id"`
	Response string  `json:"response_url"`
	Team     *idOnly `json:"team"`
	User     struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Channel   *idOnly `json:"channel"`
	Container struct {
		MessageTS string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
		Channel   string `json:"channel_id"`
		Ephemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	Message *message        `json:"message"`
	View    *viewPayload    `json:"view"`
	Actions []element       `json:"actions"`
	State   json.RawMessage `json:"state"`

	// Of a menu that asks for its options.
	ActionID string `json:"action_id"`
	BlockID  string `json:"block_id"`
	Value    string `json:"value"`
}

type idOnly struct {
	ID string `json:"id"`
}

type message struct {
	Text     string        `json:"text"`
	User     string        `json:"user"`
	Bot      string        `json:"bot_id"`
	TS       string        `json:"ts"`
	ThreadTS string        `json:"thread_ts"`
	Files    []filePayload `json:"files"`
}

type viewPayload struct {
	ID       string `json:"id"`
	Root     string `json:"root_view_id"`
	Previous string `json:"previous_view_id"`
	Type     string `json:"type"`
	Hash     string `json:"hash"`
	Callback string `json:"callback_id"`
	Metadata string `json:"private_metadata"`
	State    *state `json:"state"`
}

type filePayload struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	MIME string `json:"mimetype"`
	Size int64  `json:"size"`
}

// parseInteraction reads the payload of a button, menu, form or shortcut. An
// unknown type gives a Request without a kind.
func parseInteraction(raw []byte) (*Request, error) {
	var in interaction
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, fmt.Errorf("interaction: %w", errMalformed)
	}
	if in.User.ID == "" {
		return nil, fmt.Errorf("interaction %q without user: %w", in.Type, errMalformed)
	}
	r := &Request{
		User: in.User.ID, UserTeam: in.User.Team,
		TriggerID: in.Trigger, ResponseURL: in.Response, Route: in.Callback,
	}
	if in.Team != nil {
		r.Team = in.Team.ID
	}
	in.place(r)
	if in.View != nil {
		r.View = in.View.view()
	}
	if err := in.kind(r); err != nil {
		return nil, err
	}
	return r, nil
}

// place says where it happened.
func (in *interaction) place(r *Request) {
	r.Channel = in.Container.Channel
	if in.Channel != nil && in.Channel.ID != "" {
		r.Channel = in.Channel.ID
	}
	m := Message{
		Channel: r.Channel, TS: in.Container.MessageTS, ThreadTS: in.Container.ThreadTS,
		Ephemeral: in.Container.Ephemeral,
	}
	if p := in.Message; p != nil {
		m.Text, _ = readable(p.Text)
		m.Author, m.Files = p.User, files(p.Files)
		if m.Author == "" {
			m.Author = p.Bot
		}
		if p.TS != "" {
			m.TS = p.TS
		}
		if p.ThreadTS != "" {
			m.ThreadTS = p.ThreadTS
		}
	}
	if m.TS != "" {
		r.Message = m
	}
}

// kind fills in what belongs to the type of the payload.
func (in *interaction) kind(r *Request) error {
	switch in.Type {
	case "shortcut":
		r.Kind, r.Dedupe = KindShortcut, in.Trigger
	case "message_action":
		r.Kind, r.Dedupe = KindMessageShortcut, in.Trigger
	case "block_actions":
		if len(in.Actions) == 0 {
			return fmt.Errorf("block_actions without action: %w", errMalformed)
		}
		var s *state
		// The state of a message is an extra; one we cannot read is left out.
		if json.Unmarshal(in.State, &s) == nil && s != nil && r.View.Values == nil {
			r.View.Values = s.fields()
		}
		r.Kind, r.Action = KindAction, in.Actions[0].action()
		r.Route = route(r, r.Action.ID, r.Action.BlockID)
	case "block_suggestion":
		r.Kind, r.Query = KindOptions, in.Value
		r.Action = Action{ID: in.ActionID, BlockID: in.BlockID}
		r.Route = route(r, in.ActionID, in.BlockID)
	case "view_submission":
		if in.View == nil || in.View.ID == "" {
			return fmt.Errorf("%s without view: %w", in.Type, errMalformed)
		}
		r.Kind, r.Route, r.Dedupe = KindSubmit, in.View.Callback, in.View.ID
	}
	return nil
}

// route names the element that was used; the inputs of a form share one action id.
func route(r *Request, action, block string) string {
	if action == InputAction {
		block, _, _ = strings.Cut(block, ".") // behind the dot stands which of several
		return r.View.CallbackID + ":" + block
	}
	return action
}

func (v *viewPayload) view() View {
	out := View{
		ID: v.ID, RootID: v.Root, BelowID: v.Previous, Modal: v.Type == "modal", Hash: v.Hash,
		CallbackID: v.Callback, Metadata: v.Metadata,
		Full: v.Previous != "" && v.Previous != v.Root, // one lies between this and the lowest
	}
	if v.State != nil {
		out.Values, out.Inputs = v.State.fields(), v.State.inputs()
	}
	return out
}

func files(payload []filePayload) []File {
	var out []File
	for _, f := range payload {
		out = append(out, File(f))
	}
	return out
}
