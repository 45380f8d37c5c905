package playground

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// wantRefusal checks that the client itself did not let the person do it.
func wantRefusal(t *testing.T, err error, part string) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) || !strings.Contains(r.Why, part) {
		t.Errorf("error %v, want a refusal with %q", err, part)
	}
}

func TestCommandPayload(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	_, err := o.As(sanne).Command(klachten, "/klacht", "lijst 42")
	o.must(err)
	g := o.app.last("/slack/commands")
	for k, want := range map[string]string{
		"command": "/klacht", "text": "lijst 42", "user_id": sanne, "user_name": "sanne", "team_id": "T0FIRM",
		"team_domain": "noorderlicht", "channel_id": klachten, "channel_name": "privategroup", "api_app_id": "A0OMBUD",
		"is_enterprise_install": "false",
	} {
		if got := g.form.Get(k); got != want {
			t.Errorf("%s = %q, want %q", k, got, want)
		}
	}
	for _, k := range []string{"trigger_id", "response_url", "token"} {
		if g.form.Get(k) == "" {
			t.Errorf("no %s", k)
		}
	}
	_, err = o.As(sanne).Command(algemeen, "/klacht", "@milan <@U0LOTTE> #algemeen #klachten a&b @niemand")
	o.must(err)
	want := "<@U0MILAN|milan> <@U0LOTTE> <#C0ALGEMEEN|algemeen> <#C0KLACHTEN|> a&amp;b @niemand"
	if got := o.app.last("/slack/commands").form.Get("text"); got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	_, err = o.As(sanne).Command(o.DM(sanne), "/klacht", "")
	o.must(err)
	if n := o.app.last("/slack/commands").form.Get("channel_name"); n != "directmessage" {
		t.Errorf("channel_name %q", n)
	}
}

func TestCommandAnswers(t *testing.T) {
	for name, tc := range map[string]struct {
		status        int
		kind, body    string
		shown         string // ephemeral
		posted        int    // messages in the channel
		failure       string
		ephemeralsAre int
	}{
		"empty":          {200, "", "", "", 0, "", 0},
		"plain text":     {200, "text/plain", "Genoteerd", "Genoteerd", 0, "", 1},
		"ephemeral JSON": {200, "application/json", `{"text":"K-1"}`, "K-1", 0, "", 1},
		"in channel":     {200, "application/json", `{"response_type":"in_channel","text":"K-1"}`, "", 2, "", 0},
		"bad blocks":     {200, "application/json", `{"blocks":` + header(151) + `}`, "", 0, FailResponse, 0},
		"error":          {500, "", "", "", 0, FailService, 0},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, Config{RequestURL: "http"})
			o.app.says(func(_ got, w http.ResponseWriter) {
				w.Header().Set("Content-Type", tc.kind)
				w.WriteHeader(tc.status)
				_, _ = fmt.Fprint(w, tc.body)
			})
			seen, err := o.As(sanne).Command(klachten, "/klacht", "geheim verhaal")
			o.must(err)
			if seen.Failure != tc.failure || len(seen.Ephemerals) != tc.ephemeralsAre {
				t.Fatalf("seen %+v", seen)
			}
			if tc.shown != "" && seen.Ephemerals[0].Text != tc.shown {
				t.Errorf("shown %q", seen.Ephemerals[0].Text)
			}
			if n := len(o.As(milan).Messages(klachten)); n != tc.posted {
				t.Errorf("%d messages in the channel", n)
			}
		})
	}
}

func TestCommandRefusals(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	for name, tc := range map[string]struct{ user, channel, command, why string }{
		"not a member":    {lotte, klachten, "/klacht", "not in their list"},
		"not joined":      {lotte, elders, "/klacht", "has not joined"},
		"guest elsewhere": {gast, algemeen, "/klacht", "not in their list"},
		"unknown command": {sanne, klachten, "/kaas", "not a valid command"},
		"deactivated":     {weg, algemeen, "/klacht", "deactivated"},
		"bot":             {"U0OMBUD", algemeen, "/klacht", "bot"},
		"nobody":          {"U0NIETS", algemeen, "/klacht", "no such user"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := o.As(tc.user).Command(tc.channel, tc.command, "")
			wantRefusal(t, err, tc.why)
		})
	}
	o.must(o.Join(algemeen, buiten))
	_, err := o.As(buiten).Command(algemeen, "/klacht", "")
	wantRefusal(t, err, "members of the workspace")
	o.must(o.Join(algemeen, gast))
	_, err = o.As(gast).Command(algemeen, "/klacht", "")
	o.must(err) // guests are members: the bot has to refuse them
}

const card = `[{"type":"section","block_id":"s","text":{"type":"mrkdwn","text":"Kaart"},"accessory":{"type":"overflow","action_id":"case.more",
  "options":[{"text":{"type":"plain_text","text":"Dossier"},"value":"open"},{"text":{"type":"plain_text","text":"Alles"},"value":"all"}]}},
 {"type":"actions","block_id":"next","elements":[
  {"type":"button","action_id":"case.open","text":{"type":"plain_text","text":"A"},"value":"K-1"},
  {"type":"button","action_id":"case.ack","text":{"type":"plain_text","text":"B"},"value":"K-1:3","style":"primary"},
  {"type":"static_select","action_id":"filter","options":[{"text":{"type":"plain_text","text":"Open"},"value":"open"},{"text":{"type":"plain_text","text":"Mijn"},"value":"mine"}]}]},
 {"type":"actions","block_id":"other","elements":[{"type":"button","action_id":"case.open","text":{"type":"plain_text","text":"C"},"value":"K-2"}]}]`

func TestPressPayload(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	ts := text(o.ok("chat.postMessage", "channel", klachten, "blocks", card, "text", "K-1"), "ts")
	p := o.As(milan)

	_, err := p.Press(klachten, ts, "case.ack")
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{
		"type": "block_actions", "user.id": milan, "user.team_id": "T0FIRM", "user.username": "milan", "user.name": "milan",
		"team.id": "T0FIRM", "team.domain": "noorderlicht", "api_app_id": "A0OMBUD", "container.type": "message",
		"container.message_ts": ts, "container.channel_id": klachten, "container.is_ephemeral": false,
		"channel.id": klachten, "channel.name": "privategroup", "message.ts": ts, "message.blocks.0.text.text": "Kaart",
		"actions.0.action_id": "case.ack", "actions.0.block_id": "next", "actions.0.value": "K-1:3", "actions.0.type": "button",
		"actions.0.text.text": "B", "actions.0.style": "primary", "state.values.next.filter.selected_option": nil, "actions.1": nil,
	})
	_, err = p.Press(klachten, ts, "case.more", Choosing("all"))
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{
		"actions.0.type": "overflow", "actions.0.selected_option.value": "all", "actions.0.selected_option.text.text": "Alles",
	})
	_, err = p.Press(klachten, ts, "filter", Choosing("mine"))
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{
		"actions.0.selected_option.value": "mine", "state.values.next.filter.selected_option.value": "mine",
	})
	_, err = p.Press(klachten, ts, "case.open", WithValue("K-2"))
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"actions.0.block_id": "other"})
	_, err = p.Press(klachten, ts, "case.open", InBlock("next"))
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"actions.0.value": "K-1"})
}

func TestPressRefusals(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	ts := text(o.ok("chat.postMessage", "channel", klachten, "blocks", card, "text", "K-1"), "ts")
	said, err := o.As(sanne).Say(klachten, "hoi", "")
	o.must(err)
	for name, tc := range map[string]struct {
		user, ts, action string
		picks            []Pick
		why              string
	}{
		"not a member":    {lotte, ts, "case.ack", nil, "not in their list"},
		"no such button":  {milan, ts, "case.close", nil, "0 elements"},
		"ambiguous":       {milan, ts, "case.open", nil, "2 elements"},
		"no such option":  {milan, ts, "case.more", []Pick{Choosing("weg")}, "not in the menu"},
		"not in the list": {milan, ts, "filter", []Pick{Choosing("weg")}, "not in the list"},
		"no message":      {milan, "1.000001", "case.ack", nil, "no message"},
		"not the app's":   {milan, said.TS, "case.ack", nil, "no message"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := o.As(tc.user).Press(klachten, tc.ts, tc.action, tc.picks...)
			wantRefusal(t, err, tc.why)
		})
	}
	o.must(o.Join(klachten, buiten))
	_, err = o.As(buiten).Press(klachten, ts, "case.ack")
	o.must(err) // outsiders in a shared channel can press: the bot has to refuse them
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"user.team_id": "T0ANDERS", "team.id": "T0FIRM"})
}

func TestSlowAppTimesOut(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http", AckWithin: 50 * time.Millisecond})
	release := make(chan struct{})
	o.app.says(func(got, http.ResponseWriter) { <-release })
	seen, err := o.As(sanne).Command(klachten, "/klacht", "")
	close(release)
	o.must(err)
	if seen.Failure != FailTimeout {
		t.Errorf("failure %q", seen.Failure)
	}
}

func TestShortcuts(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	_, err := o.As(lotte).Shortcut("case.file.global")
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"type": "shortcut", "callback_id": "case.file.global", "user.id": lotte})
	_, err = o.As(lotte).Shortcut("case.file.message")
	wantRefusal(t, err, "no global shortcut")

	said, err := o.As(sanne).Say(klachten, "de klant &amp; co belde", "")
	o.must(err)
	_, err = o.As(milan).MessageShortcut("case.file.message", klachten, said.TS)
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{
		"type": "message_action", "message.text": "de klant &amp; co belde", "message.user": sanne, "message_ts": said.TS, "channel.id": klachten,
	})
	_, err = o.As(lotte).MessageShortcut("case.file.message", klachten, said.TS)
	wantRefusal(t, err, "not in their list")
}

func TestResponseURL(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	_, err := o.As(sanne).Command(klachten, "/klacht", "")
	o.must(err)
	hook := o.app.last("/slack/commands").form.Get("response_url")
	send := func(body string) int {
		resp, err := http.Post(hook, "application/json", strings.NewReader(body))
		o.must(err)
		_ = resp.Body.Close()
		return resp.StatusCode
	}
	if n := send(`{"blocks":[{"type":"header"}]}`); n != 400 {
		t.Errorf("invalid blocks: %d", n)
	}
	if n := send(`{"text":"x","thread_ts":"1.000001"}`); n != 400 {
		t.Errorf("unknown thread: %d", n)
	}
	for range 5 {
		if n := send(`{"text":"ontvangen","metadata":{"event_type":"","event_payload":null},"blocks":null}`); n != 200 {
			t.Fatalf("status %d", n)
		}
	}
	if n := send(`{"text":"zesde"}`); n != 404 {
		t.Errorf("sixth use: %d", n)
	}
	if n := len(o.As(sanne).Ephemerals(klachten)); n != 5 {
		t.Errorf("%d ephemerals", n)
	}
	_, err = o.As(sanne).Command(klachten, "/klacht", "")
	o.must(err)
	hook = o.app.last("/slack/commands").form.Get("response_url")
	o.clk.add(hookLife + 1)
	if n := send(`{"text":"te laat"}`); n != 404 {
		t.Errorf("after half an hour: %d", n)
	}
}

func TestResponseURLReplacesItsMessage(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	ts := text(o.ok("chat.postEphemeral", "channel", klachten, "user", sanne, "text", "x", "blocks", card), "message_ts")
	p := o.As(sanne)
	press := func(body string) {
		t.Helper()
		o.app.says(func(g got, _ http.ResponseWriter) {
			resp, err := http.Post(text(g.payload, "response_url"), "application/json", strings.NewReader(body))
			if err == nil {
				_ = resp.Body.Close()
			}
		})
		_, err := p.Press(klachten, ts, "case.ack")
		o.must(err)
	}
	press(`{"replace_original":true,"text":"nieuw"}`)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"container.is_ephemeral": true, "message": nil})
	if ms := p.Ephemerals(klachten); len(ms) != 1 || ms[0].Text != "nieuw" {
		t.Fatalf("ephemerals %+v", ms)
	}
	press(`{"delete_original":true}`)
	if ms := p.Ephemerals(klachten); len(ms) != 0 {
		t.Errorf("ephemerals %+v", ms)
	}
}
