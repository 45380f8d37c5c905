package playground

import (
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"
)

// The secret, body, time and signature Slack publishes as an example.
func TestSignMatchesSlacksExample(t *testing.T) {
	body := "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	want := "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
	if got := Sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", []byte(body)); got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
}

func TestWrongSecretIsRefusedByTheApp(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http", SigningSecret: "another"})
	seen, err := o.As(sanne).Command(algemeen, "/klacht", "")
	o.must(err)
	if seen.Failure != FailService {
		t.Errorf("failure %q", seen.Failure)
	}
}

func TestEventEnvelope(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http", Events: []string{"app_mention", "message.groups"}})
	_, err := o.As(sanne).Mention(klachten, "lijst", "")
	o.must(err)
	o.Settle(waitABit)
	g := o.app.last("/slack/events")
	wantAt(t, g.payload, map[string]any{
		"type": "event_callback", "team_id": "T0FIRM", "api_app_id": "A0OMBUD", "is_ext_shared_channel": false,
		"authorizations.0.user_id": "U0OMBUD",
	})
	if text(g.payload, "event_id") == "" || g.header.Get("X-Slack-Retry-Num") != "" {
		t.Errorf("envelope %v", g.payload)
	}
	wantAt(t, o.app.events("app_mention")[0], map[string]any{"user": sanne, "channel": klachten, "text": "<@U0OMBUD> lijst"})
	wantAt(t, o.app.events("message")[0], map[string]any{"channel_type": "group"})
}

func TestEventsAreRetriedThenLost(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	var n atomic.Int32
	o.app.says(func(_ got, w http.ResponseWriter) {
		n.Add(1)
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	o.must(o.ChangeUser(milan, func(u *User) { u.Title = "Hoofd" }))
	o.Wait(waitABit, func() bool { return len(o.Calls("user_change")) == 4 })
	g := o.app.last("/slack/events")
	if g.header.Get("X-Slack-Retry-Num") != "3" || g.header.Get("X-Slack-Retry-Reason") != "http_error" {
		t.Errorf("headers %v", g.header)
	}
	time.Sleep(60 * time.Millisecond)
	if n.Load() != 4 {
		t.Errorf("%d attempts", n.Load())
	}
}

func TestNoRetryHeaderStops(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	o.app.says(func(_ got, w http.ResponseWriter) {
		w.Header().Set("X-Slack-No-Retry", "1")
		w.WriteHeader(http.StatusInternalServerError)
	})
	o.must(o.ChangeUser(milan, func(u *User) { u.Title = "Hoofd" }))
	o.Settle(waitABit)
	time.Sleep(50 * time.Millisecond)
	if n := len(o.Calls("user_change")); n != 1 {
		t.Errorf("%d attempts", n)
	}
}

func TestHandshakes(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	if o.VerifyURL() == nil {
		t.Error("no challenge, no error")
	}
	o.app.says(func(g got, w http.ResponseWriter) {
		_, _ = io.WriteString(w, text(g.payload, "challenge"))
	})
	o.must(o.VerifyURL())
	o.must(o.SSLCheck())
	if got := o.app.last("/slack/commands").form.Get("ssl_check"); got != "1" {
		t.Errorf("ssl_check %q", got)
	}
}

func TestForge(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	a, err := o.Forge(KindInteraction, []byte(`{"type":"block_actions","user":{"id":"U0NIETS"}}`))
	o.must(err)
	if a.Status != 200 {
		t.Errorf("answer %+v", a)
	}
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"user.id": "U0NIETS"})
	_, err = o.Forge(KindCommand, []byte(`{"command":"/klacht","text":"x"}`))
	o.must(err)
	if o.app.last("/slack/commands").form.Get("text") != "x" {
		t.Error("command form")
	}
	if _, err = o.Forge(KindEvent, []byte(`[]`)); err == nil {
		t.Error("an array was delivered")
	}
}

func TestDeliverTwice(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	o.DeliverTwice(1)
	_, err := o.As(sanne).Command(algemeen, "/klacht", "")
	o.must(err)
	_, err = o.As(sanne).Command(algemeen, "/klacht", "")
	o.must(err)
	if n := len(o.Calls("/klacht")); n != 3 {
		t.Errorf("%d deliveries of two commands, one doubled", n)
	}
	o.DeliverTwice(1)
	o.must(o.ChangeUser(milan, func(u *User) { u.Title = "Hoofd" }))
	o.Settle(waitABit)
	if g := o.app.last("/slack/events"); g.header.Get("X-Slack-Retry-Num") != "1" || len(o.app.events("user_change")) != 2 {
		t.Errorf("second delivery of an event: %v", g.header)
	}
}

// Slack hears the second answer only, and what happens between the two deliveries happens
// after the first was handled.
func TestLoseAnswer(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	handled := 0
	o.LoseAnswer(func() { handled = len(o.Calls("/klacht")) })
	_, err := o.As(sanne).Command(algemeen, "/klacht", "")
	o.must(err)
	if n := len(o.Calls("/klacht")); handled != 1 || n != 2 {
		t.Errorf("%d deliveries before, %d in all", handled, n)
	}
	_, err = o.As(sanne).Command(algemeen, "/klacht", "")
	o.must(err)
	if n := len(o.Calls("/klacht")); n != 3 {
		t.Errorf("%d deliveries of two commands", n)
	}
}
