package bot

import (
	"encoding/json"
	"net/url"
	"testing"
)

// What comes from outside may be refused, but must break nothing, and what is taken
// has a kind that can be routed.

func FuzzCommandForm(f *testing.F) {
	f.Add(commandForm("show <@U1|sanne> &lt;42"))
	f.Fuzz(func(t *testing.T, body string) {
		form, err := url.ParseQuery(body)
		if err != nil {
			return
		}
		if r, err := parseForm(form); err == nil && (r.Team == "" || r.User == "" || r.Route == "") {
			t.Errorf("taken without team, user or command: %+v", r)
		}
	})
}

func FuzzCommandJSON(f *testing.F) {
	f.Add([]byte(`{"command":"/complaint","team_id":"T1","user_id":"U1","text":"new"}`))
	f.Fuzz(func(_ *testing.T, raw []byte) { _, _ = parseCommand(raw) })
}

func FuzzInteraction(f *testing.F) {
	f.Add([]byte(submission("V1", testTeam)))
	f.Add([]byte(`{"type":"block_actions","user":{"id":"U1"},"team":null,"state":"x","actions":[{"action_id":"v","block_id":"b","value":{}}],"view":{"state":null}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := parseInteraction(raw)
		if err == nil && r.User == "" {
			t.Error("taken without user")
		}
		if err == nil && r.Kind == KindSubmit && r.Dedupe == "" {
			t.Error("submission without key")
		}
	})
}

func FuzzOptions(f *testing.F) {
	f.Add([]byte(`{"type":"block_suggestion","user":{"id":"U1"},"team":{"id":"T1"},"action_id":"v","block_id":"handler","value":"sa","view":{"callback_id":"c"}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := parseInteraction(raw)
		if err != nil || r.Kind != KindOptions {
			return
		}
		if r.Action.ID == InputAction && r.Route != r.View.CallbackID+":"+r.Action.BlockID {
			t.Errorf("route %q", r.Route)
		}
	})
}

func FuzzEvent(f *testing.F) {
	f.Add([]byte(`{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"user_change","user":{"id":"U1"},"channel":3}}`))
	f.Add([]byte(`{"type":"url_verification","challenge":"c"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if r, _, err := parseEvent(raw); err == nil && r != nil && (r.Dedupe == "" || r.Route == "") {
			t.Errorf("taken without id or type: %+v", r)
		}
	})
}

// A frame of the socket is refused by its payload, or is nothing to do.
func FuzzFrame(f *testing.F) {
	for _, kind := range []string{"slash_commands", "interactive", "events_api", "hello", "disconnect"} {
		f.Add([]byte(`{"type":"` + kind + `","envelope_id":"e1","reason":"warning","accepts_response_payload":true,"payload":` + submission("V1", testTeam) + `}`))
	}
	f.Add([]byte(`{"type":"interactive","payload":null}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var e envelope
		if json.Unmarshal(raw, &e) != nil {
			return
		}
		if r, err := e.request(); err == nil && r != nil && r.User == "" && r.Kind != KindEvent {
			t.Errorf("taken without a user: %+v", r)
		}
	})
}

func FuzzReadable(f *testing.F) {
	f.Add("<@U1|x> &amp; <#C1|> <")
	f.Fuzz(func(_ *testing.T, s string) { readable(s) })
}
