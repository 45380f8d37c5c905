package bot

import (
	"encoding/json"
	"fmt"
)

// eventPayload names what we need of an event's envelope.
type eventPayload struct {
	Type      string `json:"type"`
	Challenge string `json:"challenge"`
	Team      string `json:"team_id"`
	ID        string `json:"event_id"`
	// The installation it is meant for; in a shared channel team_id may be the
	// other company.
	Authorizations []struct {
		Team string `json:"team_id"`
	} `json:"authorizations"`
	Event json.RawMessage `json:"event"`
}

type innerEvent struct {
	Type       string       `json:"type"`
	Subtype    string       `json:"subtype"`
	Family     string       `json:"channel_type"` // of a message: im, group …
	BotID      string       `json:"bot_id"`
	User       idOrObject   `json:"user"`
	Channel    idOrObject   `json:"channel"`
	OldChannel string       `json:"old_channel_id"`
	NewChannel string       `json:"new_channel_id"`
	TS         string       `json:"ts"`
	ThreadTS   string       `json:"thread_ts"`
	Text       string       `json:"text"`
	Tab        string       `json:"tab"`
	UserTeam   string       `json:"user_team"`
	Team       idOrObject   `json:"team"`
	View       *viewPayload `json:"view"`
}

// idOrObject is an id that some events give bare and some inside an object.
type idOrObject string

func (id *idOrObject) UnmarshalJSON(raw []byte) error {
	var bare string
	if json.Unmarshal(raw, &bare) == nil {
		*id = idOrObject(bare)
		return nil
	}
	var object idOnly
	// What is neither is not needed.
	_ = json.Unmarshal(raw, &object)
	*id = idOrObject(object.ID)
	return nil
}

// parseEvent reads the body of the Events API. For the check of a new address it
// returns the challenge and no Request; an envelope that is no event, or tells of a
// message of ours, gives neither.
func parseEvent(raw []byte) (r *Request, challenge string, err error) {
	var p eventPayload
	if err := json.Unmarshal(raw, &p); err != nil {
		return nil, "", fmt.Errorf("event: %w", errMalformed)
	}
	switch p.Type {
	case "url_verification":
		return nil, p.Challenge, nil
	case "event_callback":
	case "":
		return nil, "", fmt.Errorf("event without type: %w", errMalformed)
	default:
		return nil, "", nil
	}
	var in innerEvent
	if json.Unmarshal(p.Event, &in) != nil || in.Type == "" || p.ID == "" {
		return nil, "", fmt.Errorf("event without id or type: %w", errMalformed)
	}
	if in.Type == "message" && !in.typed() {
		return nil, "", nil
	}
	return p.request(&in), "", nil
}

// typed tells whether a message is somebody's own and new: Slack tells of ours too,
// and of each that is changed or deleted.
func (in *innerEvent) typed() bool {
	return in.BotID == "" && in.User != "" && (in.Subtype == "" || in.Subtype == "file_share")
}

// route is the name under which an app subscribes to the event.
func (in *innerEvent) route() string {
	if in.Type == "message" && in.Family != "" {
		return in.Type + "." + in.Family
	}
	return in.Type
}

func (p *eventPayload) request(in *innerEvent) *Request {
	e := Event{
		ID: p.ID, Type: in.Type, User: string(in.User), Channel: string(in.Channel),
		OldChannel: in.OldChannel, TS: in.TS, ThreadTS: in.ThreadTS, Tab: in.Tab,
	}
	if in.NewChannel != "" {
		e.Channel = in.NewChannel
	}
	r := &Request{
		Kind: KindEvent, Route: in.route(), Team: p.Team, User: e.User, Channel: e.Channel,
		UserTeam: in.UserTeam, Dedupe: p.ID,
	}
	if r.UserTeam == "" {
		r.UserTeam = string(in.Team)
	}
	if len(p.Authorizations) > 0 && p.Authorizations[0].Team != "" {
		r.Team = p.Authorizations[0].Team
	}
	e.Text, r.Mentions = readable(in.Text)
	r.Text, r.Event = e.Text, e
	if in.View != nil {
		r.View = in.View.view()
	}
	return r
}
