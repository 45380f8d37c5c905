package bot

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReadable(t *testing.T) {
	for _, tc := range []struct {
		name, in, want string
		users          []string
	}{
		{"plain", "list overdue", "list overdue", nil},
		{"mention with name", "list <@U0SANNE|sanne>", "list @sanne", []string{"U0SANNE"}},
		{"mention without name", "<@U1> and <@U2>", "@U1 and @U2", []string{"U1", "U2"}},
		{"channels", "<#C1|general> <#C2|>", "#general #C2", nil},
		{"entities", "a &lt; b &amp;amp; c", "a < b &amp; c", nil},
		{"typed angle brackets are no markup", "&lt;@U1&gt;", "<@U1>", nil},
		{"links", "<https://a.example|a.example> <https://b.example> <mailto:x@a.example|x@a.example> <mailto:y@a.example>", "a.example https://b.example x@a.example y@a.example", nil},
		{"broadcast", "<!channel> <!subteam^S1|@team>", "@channel @team", nil},
		{"date", "<!date^1^{time}|noon>", "noon", nil},
		{"empty brackets", "<> <|x>", " x", nil},
		{"unclosed", "a < b <@U1", "a < b <@U1", nil},
	} {
		got, users := readable(tc.in)
		if got != tc.want || !cmp.Equal(users, tc.users) {
			t.Errorf("%s: %q %v, want %q %v", tc.name, got, users, tc.want, tc.users)
		}
	}
}

func TestParseCommand(t *testing.T) {
	form, err := url.ParseQuery(commandForm("show <@U0SANNE|sanne> 42"))
	if err != nil {
		t.Fatal(err)
	}
	want := &Request{
		Kind: KindCommand, Route: "/complaint", Command: "/complaint", Team: testTeam, User: testUser, UserTeam: testTeam,
		Channel: "C1", TriggerID: "1.2.abc", Text: "show @sanne 42", Mentions: []string{"U0SANNE"}, Dedupe: "1.2.abc",
	}
	got, err := parseForm(form)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("form: %v %s", err, diff)
	}
	fields := map[string]any{"is_enterprise_install": "false"}
	for name := range form {
		fields[name] = form.Get(name)
	}
	raw, _ := json.Marshal(fields)
	got, err = parseCommand(raw)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("socket: %v %s", err, diff)
	}
}

const who = `"team":{"id":"T0FIRM","domain":"x"},"user":{"id":"U0MILAN","username":"milan","team_id":"T0FIRM"},"trigger_id":"t1"`

// An element that slack-go does not know makes it refuse the whole payload.
const strange = `"blocks":[{"type":"actions","elements":[{"type":"hologram"}]}]`

var interactions = []struct {
	name, in string
	want     Request
}{
	{
		"global shortcut", `{"type":"shortcut","callback_id":"case.file.global",` + who + `}`,
		Request{Kind: KindShortcut, Route: "case.file.global", TriggerID: "t1", Dedupe: "t1"},
	},
	{
		"message shortcut", `{"type":"message_action","callback_id":"case.file.message",` + who + `,"response_url":"https://hooks.slack.com/x",
			"channel":{"id":"C1","name":"x"},"message_ts":"1.1","message":{"type":"message","user":"U9","ts":"1.1","thread_ts":"1.0","text":"too late &amp; rude",
			` + strange + `,"files":[{"id":"F1","name":"a.pdf","mimetype":"application/pdf","size":7}]}}`,
		Request{
			Kind: KindMessageShortcut, Route: "case.file.message", TriggerID: "t1", Dedupe: "t1", Channel: "C1", ResponseURL: "https://hooks.slack.com/x",
			Message: Message{Channel: "C1", TS: "1.1", ThreadTS: "1.0", Text: "too late & rude", Author: "U9", Files: []File{{"F1", "a.pdf", "application/pdf", 7}}},
		},
	},
	{
		"button on a message", `{"type":"block_actions",` + who + `,"container":{"type":"message","message_ts":"1.1","channel_id":"C1","is_ephemeral":true},
			"channel":{"id":"C1"},"message":{"bot_id":"B1","ts":"1.1",` + strange + `},
			"actions":[{"type":"button","action_id":"case.ack.open","block_id":"next","value":"K-2026-0042:3","text":{"type":"plain_text"}}],"state":{"values":{}}}`,
		Request{
			Kind: KindAction, Route: "case.ack.open", TriggerID: "t1", Channel: "C1",
			Action:  Action{ID: "case.ack.open", BlockID: "next", Type: "button", Value: "K-2026-0042:3"},
			Message: Message{Channel: "C1", TS: "1.1", Author: "B1", Ephemeral: true}, View: View{Values: map[string]Field{}},
		},
	},
	{
		"overflow", `{"type":"block_actions",` + who + `,"actions":[{"type":"overflow","action_id":"case.more","block_id":"b","selected_option":{"text":{},"value":"open"}}]}`,
		Request{Kind: KindAction, Route: "case.more", TriggerID: "t1", Action: Action{ID: "case.more", BlockID: "b", Type: "overflow", Value: "open"}},
	},
	{
		"input of a form changed", `{"type":"block_actions",` + who + `,"view":{"id":"V1","root_view_id":"V0","previous_view_id":"V0","type":"modal","hash":"h","callback_id":"case.file","private_metadata":"m",
			"state":{"values":{"via":{"v":{"type":"static_select","selected_option":{"value":"letter"}}}}}},
			"actions":[{"type":"static_select","action_id":"v","block_id":"via","selected_option":{"value":"letter"}}]}`,
		Request{
			Kind: KindAction, Route: "case.file:via", TriggerID: "t1", Action: Action{ID: "v", BlockID: "via", Type: "static_select", Value: "letter"},
			View: View{ID: "V1", RootID: "V0", BelowID: "V0", Modal: true, Hash: "h", CallbackID: "case.file", Metadata: "m", Inputs: []string{"via"}, Values: map[string]Field{"via": {Option: "letter"}}},
		},
	},
	{
		"menu of the Home tab", `{"type":"block_actions",` + who + `,"view":{"id":"V1","type":"home","state":{"values":{"filters":{
			"home.filter":{"type":"static_select","selected_option":{"value":"mine"}},"home.sort":{"type":"static_select","selected_option":null}}}}},
			"actions":[{"type":"static_select","action_id":"home.filter","block_id":"filters","selected_option":{"value":"mine"}}]}`,
		Request{
			Kind: KindAction, Route: "home.filter", TriggerID: "t1", Action: Action{ID: "home.filter", BlockID: "filters", Type: "static_select", Value: "mine"},
			View: View{ID: "V1", Values: map[string]Field{"home.filter": {Option: "mine"}, "home.sort": {}}},
		},
	},
	{
		"menu asks for options", `{"type":"block_suggestion",` + who + `,"action_id":"v","block_id":"handler","value":"sa","view":{"id":"V1","type":"modal","callback_id":"case.assign"}}`,
		Request{
			Kind: KindOptions, Route: "case.assign:handler", TriggerID: "t1", Query: "sa", Action: Action{ID: "v", BlockID: "handler"},
			View: View{ID: "V1", Modal: true, CallbackID: "case.assign"},
		},
	},
	{
		"a form with every input", `{"type":"view_submission",` + who + `,"view":{"id":"V1","root_view_id":"V7","previous_view_id":"V4","type":"modal","callback_id":"case.file","state":{"values":{
			"name":{"v":{"type":"plain_text_input","value":" Anna "}},"mail":{"v":{"type":"email_text_input","value":null}},
			"about":{"v":{"type":"multi_users_select","selected_users":["U1","U2"]}},"who":{"v":{"type":"users_select","selected_user":"U3"}},
			"received":{"v":{"type":"datetimepicker","selected_date_time":1795093800}},"day":{"v":{"type":"datepicker","selected_date":"2026-03-10"}},
			"hour":{"v":{"type":"timepicker","selected_time":"09:30"}},"done":{"v":{"type":"checkboxes","selected_options":[{"value":"readback"},{"value":"contact"}]}},
			"where":{"v":{"type":"conversations_select","selected_conversation":"C7"}},"rich":{"v":{"type":"rich_text_input","value":{"x":1}}},
			"files":{"v":{"type":"file_input","files":[{"id":"F1","name":"a.pdf","mimetype":"application/pdf","size":7}]}}}}}}`,
		Request{
			Kind: KindSubmit, Route: "case.file", TriggerID: "t1", Dedupe: "V1",
			View: View{ID: "V1", RootID: "V7", BelowID: "V4", Full: true, Modal: true, CallbackID: "case.file", Inputs: []string{
				"about", "day", "done", "files", "hour", "mail", "name", "received", "rich", "where", "who",
			}, Values: map[string]Field{
				"name": {Text: " Anna "}, "mail": {}, "about": {Users: []string{"U1", "U2"}}, "who": {Users: []string{"U3"}},
				"received": {At: 1795093800}, "day": {Date: "2026-03-10"}, "hour": {Clock: "09:30"},
				"done": {Options: []string{"readback", "contact"}}, "where": {Option: "C7"}, "rich": {},
				"files": {Files: []File{{"F1", "a.pdf", "application/pdf", 7}}},
			}},
		},
	},
	{"unknown type", `{"type":"workflow_step_edit",` + who + `,"callback_id":"x"}`, Request{Route: "x", TriggerID: "t1"}},
}

func TestParseInteractions(t *testing.T) {
	for _, tc := range interactions {
		t.Run(tc.name, func(t *testing.T) {
			want := tc.want
			want.Team, want.User, want.UserTeam = testTeam, testUser, testTeam
			got, err := parseInteraction([]byte(tc.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOutsiderPressesAButton(t *testing.T) {
	r, err := parseInteraction([]byte(`{"type":"shortcut","team":{"id":"T0FIRM"},"user":{"id":"U1","team_id":"T0OTHER"}}`))
	if err != nil || !r.Outsider() {
		t.Errorf("%v, outsider %v", err, r.Outsider())
	}
}

func TestFormAccessors(t *testing.T) {
	v := View{Values: map[string]Field{
		"name": {Text: " Anna \n"}, "via": {Option: "phone"}, "done": {Options: []string{"a"}}, "who": {Users: []string{"U1"}}, "at": {At: 1795093800},
	}}
	if v.Text("name") != "Anna" || v.Text("none") != "" || v.Option("via") != "phone" || v.User("who") != "U1" || v.User("none") != "" {
		t.Error("text, option or user")
	}
	if !v.Ticked("done", "a") || !v.Ticked("via", "phone") || v.Ticked("done", "b") || v.Ticked("none", "") {
		t.Error("ticked")
	}
	if at, ok := v.Time("at"); !ok || !at.Equal(time.Date(2026, 11, 19, 13, 10, 0, 0, time.UTC)) || at.Location() != time.UTC {
		t.Errorf("time %v", at)
	}
	if _, ok := v.Time("none"); ok {
		t.Error("time of an empty field")
	}
}

func TestParseEvents(t *testing.T) {
	outer := func(inner string) string {
		return `{"type":"event_callback","event_id":"Ev1","event_time":7,"team_id":"T0OTHER","authorizations":[{"team_id":"T0FIRM"}],"event":` + inner + `}`
	}
	for _, tc := range []struct {
		name, in string
		user     string
		event    Event
	}{
		{"mention in a thread", `{"type":"app_mention","user":"U1","channel":"C1","ts":"2.0","thread_ts":"1.0","text":"<@U0BOT> hi","team":"T0FIRM"}`, "U1",
			Event{User: "U1", Channel: "C1", TS: "2.0", ThreadTS: "1.0", Text: "@U0BOT hi"}},
		{"home opened", `{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home","view":{"id":"V1","type":"home","hash":"h"}}`, "U1",
			Event{User: "U1", Channel: "D1", Tab: "home"}},
		{"person changed", `{"type":"user_change","user":{"id":"U1","is_restricted":true,"profile":{}}}`, "U1", Event{User: "U1"}},
		{"channel moved", `{"type":"channel_id_changed","old_channel_id":"G1","new_channel_id":"C1"}`, "", Event{Channel: "C1", OldChannel: "G1"}},
		{"channel as an object", `{"type":"channel_rename","channel":{"id":"C1","name":"x"}}`, "", Event{Channel: "C1"}},
		{"written to us", `{"type":"message","channel_type":"im","user":"U1","channel":"D1","ts":"2.0","text":"hi","team":"T0FIRM"}`, "U1",
			Event{User: "U1", Channel: "D1", TS: "2.0", Text: "hi"}},
		{"no user at all", `{"type":"tokens_revoked","tokens":{"bot":["U0BOT"]}}`, "", Event{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r, _, err := parseEvent([]byte(outer(tc.in)))
			if err != nil {
				t.Fatal(err)
			}
			want := tc.event
			want.ID, want.Type = "Ev1", strings.TrimSuffix(r.Route, ".im")
			if diff := cmp.Diff(want, r.Event); diff != "" {
				t.Error(diff)
			}
			if r.Team != testTeam || r.User != tc.user || r.Dedupe != "Ev1" || r.Kind != KindEvent {
				t.Errorf("request %+v", r)
			}
		})
	}
}

// Of messages those count that a person just wrote: ours come back to us, and so
// does each change of them.
func TestMessagesThatNobodyWrote(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		route    string
	}{
		{"a person's", `{"type":"message","channel_type":"im","user":"U1","channel":"D1","ts":"1.0","text":"hi"}`, "message.im"},
		{"with a file", `{"type":"message","subtype":"file_share","channel_type":"im","user":"U1","channel":"D1","ts":"1.0"}`, "message.im"},
		{"in a group", `{"type":"message","channel_type":"group","user":"U1","channel":"G1","ts":"1.0","text":"hi"}`, "message.group"},
		{"ours", `{"type":"message","channel_type":"im","user":"U0BOT","bot_id":"B1","channel":"D1","ts":"1.0","text":"hi"}`, ""},
		{"changed", `{"type":"message","subtype":"message_changed","channel_type":"im","channel":"D1","hidden":true,"message":{"user":"U1"}}`, ""},
		{"deleted", `{"type":"message","subtype":"message_deleted","channel_type":"im","user":"U1","channel":"D1","hidden":true}`, ""},
		{"somebody's status", `{"type":"message","subtype":"channel_join","channel_type":"im","user":"U1","channel":"D1"}`, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r, _, err := parseEvent([]byte(`{"type":"event_callback","event_id":"Ev1","team_id":"T0FIRM","event":` + tc.in + `}`))
			if err != nil {
				t.Fatal(err)
			}
			route := ""
			if r != nil {
				route = r.Route
			}
			if route != tc.route {
				t.Errorf("%q, want %q", route, tc.route)
			}
		})
	}
}
