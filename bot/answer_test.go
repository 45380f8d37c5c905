package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"ombud/bot/limits"
	"ombud/bot/view"
)

func TestWhereAnswersGo(t *testing.T) {
	hook := ""
	inModal := View{ID: "V1", Modal: true, Hash: "h1", CallbackID: "case.file"}
	for _, tc := range []struct {
		name  string
		r     Request
		resp  Response
		fails string // method that fails
		want  []string
	}{
		{"command opens", Request{Kind: KindCommand, TriggerID: "t"}, Response{Open: modal("F")}, "", []string{"views.open"}},
		{"button in a message opens", Request{Kind: KindAction, TriggerID: "t"}, Response{Open: modal("F")}, "", []string{"views.open"}},
		{"button in a modal lays on top", Request{Kind: KindAction, TriggerID: "t", View: inModal}, Response{Open: modal("F")}, "", []string{"views.push"}},
		{"button in a modal updates it", Request{Kind: KindAction, View: inModal}, Response{Update: modal("F")}, "", []string{"views.update"}},
		{"modal closed meanwhile", Request{Kind: KindAction, View: inModal, ResponseURL: "hook"}, Response{Update: modal("F")}, "views.update", []string{"views.update"}},
		{"said by response URL", Request{Kind: KindCommand, ResponseURL: "hook"}, Response{Ephemeral: &viewMessage}, "", []string{"hook"}},
		{"said in the thread", Request{Kind: KindEvent, Channel: "C1", Event: Event{ThreadTS: "1.1"}}, Response{Ephemeral: &viewMessage}, "", []string{"chat.postEphemeral"}},
		{"said by direct message", Request{Kind: KindShortcut}, Response{Ephemeral: &viewMessage}, "", []string{"conversations.open", "chat.postMessage"}},
		{"not in the channel, so by direct message", Request{Kind: KindEvent, Channel: "C1"}, Response{Ephemeral: &viewMessage}, "chat.postEphemeral", []string{"chat.postEphemeral", "conversations.open", "chat.postMessage"}},
		{"replaced", Request{Kind: KindAction, ResponseURL: "hook"}, Response{Replace: &viewMessage}, "", []string{"hook"}},
		{"home", Request{Kind: KindEvent, View: View{Hash: "h1"}}, Response{Home: &view.Home{}}, "", []string{"views.publish"}},
		{"modal refused is told", Request{Kind: KindCommand, TriggerID: "t", ResponseURL: "hook"}, Response{Open: modal("F")}, "views.open", []string{"views.open", "hook"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := newSlack(t)
			hook = server.URL + "/api/hook"
			if tc.fails != "" {
				server.replies[tc.fails] = `{"ok":false,"error":"channel_not_found"}`
				if tc.fails == "views.update" {
					server.replies[tc.fails] = `{"ok":false,"error":"hash_conflict"}`
				}
			}
			routes := &Routes{}
			h := func(context.Context, *Request) (Response, error) { return tc.resp, nil }
			routes.Commands, routes.Actions, routes.Events, routes.Shortcuts = map[string]Handler{"r": h}, map[string]Handler{"r": h}, map[string]Handler{"r": h}, map[string]Handler{"r": h}
			router, _ := newRouter(routes, server.client())
			r := tc.r
			r.Route, r.Team, r.User = "r", testTeam, testUser
			if r.ResponseURL != "" {
				r.ResponseURL = hook
			}
			before := -1
			router.take(&r, func(a *reply) {
				if a.failed {
					t.Error("not acknowledged")
				}
				before = len(server.methods())
			})
			if err := router.Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := server.methods(); !slices.Equal(got, tc.want) {
				t.Errorf("called %v, want %v", got, tc.want)
			}
			views := len(server.called("views.open")) + len(server.called("views.push")) + len(server.called("views.update"))
			if before != views {
				t.Errorf("%d calls before the acknowledgement, want the %d views", before, views)
			}
		})
	}
}

// What lies beneath an answered form is drawn again afterwards, also when the
// form was refused; a window that is closed by then is no failure.
func TestWhatLiesBeneathIsRedrawn(t *testing.T) {
	beneath := func(context.Context) (Redrawn, error) {
		return Redrawn{Windows: map[string]*view.Modal{"V0": modal("File")}, Home: &view.Home{}}, nil
	}
	for name, tc := range map[string]struct {
		err    error
		reply  string
		logged string
	}{
		"sent":             {},
		"refused":          {err: errRefused},
		"closed meanwhile": {reply: `{"ok":false,"error":"not_found"}`},
		"out of order":     {reply: `{"ok":false,"error":"invalid_arguments"}`, logged: "not said"},
	} {
		t.Run(name, func(t *testing.T) {
			server := newSlack(t)
			if tc.reply != "" {
				server.replies["views.update"] = tc.reply
			}
			routes := &Routes{Submits: map[string]Handler{"case.file": func(context.Context, *Request) (Response, error) {
				return Response{Redraw: beneath}, tc.err
			}}}
			router, log := newRouter(routes, server.client())
			early := 0
			router.take(submitOf("V1"), func(*reply) { early = len(server.methods()) })
			if err := router.Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
			updates := server.called("views.update")
			if n := len(server.called("views.publish")); n != 1 {
				t.Errorf("Home published %d times", n)
			}
			if early != 0 || len(updates) != 1 || !strings.Contains(string(updates[0].body), `"view_id":"V0"`) {
				t.Errorf("%d calls before the acknowledgement, then %v", early, updates)
			}
			if logged := strings.Contains(log.String(), "not said"); logged != (tc.logged != "") {
				t.Errorf("logged: %s", log)
			}
		})
	}
}

func TestLargeViewOnASocket(t *testing.T) {
	for _, action := range []string{"update", "push"} {
		t.Run(action, func(t *testing.T) {
			big := modal("Case")
			big.Submit = "Send"
			for range 20 {
				text := slack.NewTextBlockObject(slack.MarkdownType, strings.Repeat("x", 2500), false, false)
				big.Blocks = append(big.Blocks, slack.NewSectionBlock(text, nil, nil))
			}
			a := reply{form: viewAnswer(action, big)}
			if err := a.encode(); err != nil {
				t.Fatal(err)
			}
			whole, err := a.fit(limits.MaxAckBytes)
			if err != nil {
				t.Fatal(err)
			}
			body := a.body
			if len(body) >= limits.MaxAckBytes || whole == nil || len(whole.Blocks.BlockSet) != 21 {
				t.Fatalf("%d bytes, whole %v", len(body), whole)
			}
			var got struct {
				Action string `json:"response_action"`
				View   json.RawMessage
			}
			if err := json.Unmarshal(body, &got); err != nil || got.Action != action {
				t.Fatalf("%v %s", err, got.Action)
			}
			if problems := limits.CheckModal(got.View); problems != nil {
				t.Error(problems)
			}
			var sent struct {
				Submit     any    `json:"submit"`
				ExternalID string `json:"external_id"`
				Blocks     []any  `json:"blocks"`
			}
			if err := json.Unmarshal(got.View, &sent); err != nil {
				t.Fatal(err)
			}
			if sent.Submit != nil || len(sent.Blocks) < 5 {
				t.Errorf("stub can be sent (%v) or is needlessly small (%d blocks)", sent.Submit, len(sent.Blocks))
			}
			if (action == "push") != (sent.ExternalID != "") || sent.ExternalID != whole.ExternalID {
				t.Errorf("external id %q, whole %q", sent.ExternalID, whole.ExternalID)
			}
		})
	}
}
