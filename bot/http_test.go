package bot

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func testIntake(t *testing.T, routes *Routes) (http.Handler, *Router, *slackServer, *logBuffer) {
	server := newSlack(t)
	router, log := newRouter(routes, server.client())
	t.Cleanup(func() { _ = router.Stop(context.Background()) })
	h := &HTTP{Router: router, Secret: testSecret, Now: func() time.Time { return testNow }}
	return h.Handler(), router, server, log
}

func TestHTTPRefusals(t *testing.T) {
	runs := 0
	routes := &Routes{
		Commands: map[string]Handler{"/complaint": done(Response{}, &runs)},
		Submits:  map[string]Handler{"case.file": done(Response{}, &runs)},
		Events:   map[string]Handler{"app_mention": done(Response{}, &runs)},
	}
	h, _, _, log := testIntake(t, routes)
	form := commandForm("")
	at := func(d time.Duration) func(*http.Request) {
		return func(r *http.Request) { sign(r, form, testNow.Add(d)) }
	}
	for _, tc := range []struct {
		name, path, body string
		change           func(*http.Request)
		status           int
	}{
		{"forged signature", "/slack/commands", form, func(r *http.Request) { r.Header.Set("X-Slack-Signature", "v0="+strings.Repeat("0", 64)) }, 401},
		{"no signature", "/slack/commands", form, func(r *http.Request) { r.Header.Del("X-Slack-Signature") }, 401},
		{"no timestamp", "/slack/commands", form, func(r *http.Request) { r.Header.Del("X-Slack-Request-Timestamp") }, 401},
		{"signature of another version", "/slack/commands", form, func(r *http.Request) {
			r.Header.Set("X-Slack-Signature", strings.Replace(r.Header.Get("X-Slack-Signature"), "v0", "v1", 1))
		}, 401},
		{"signature of another body", "/slack/commands", form + "&text=x", func(r *http.Request) { sign(r, form, testNow) }, 401},
		{"signature cut short", "/slack/commands", form, func(r *http.Request) {
			r.Header.Set("X-Slack-Signature", r.Header.Get("X-Slack-Signature")[:20])
		}, 401},
		{"too old", "/slack/commands", form, at(-5*time.Minute - time.Second), 401},
		{"from the future", "/slack/commands", form, at(5*time.Minute + time.Second), 401},
		{"ssl_check without signature", "/slack/commands", "ssl_check=1", func(r *http.Request) { r.Header.Del("X-Slack-Signature") }, 401},
		{"challenge without signature", "/slack/events", `{"type":"url_verification","challenge":"c"}`, func(r *http.Request) { r.Header.Del("X-Slack-Signature") }, 401},
		{"too large", "/slack/commands", strings.Repeat("x", maxBody+1), nil, 413},
		{"GET", "/slack/commands", "", func(r *http.Request) { r.Method = http.MethodGet }, 405},
		{"unknown path", "/slack/other", form, nil, 404},
		{"payload in the query", "/slack/interactions", "", func(r *http.Request) { r.URL.RawQuery = payload(submission("V1", testTeam)) }, 400},
		{"command in the query", "/slack/commands", "", func(r *http.Request) { r.URL.RawQuery = form }, 400},
		{"body is no form", "/slack/commands", "%zz", nil, 400},
		{"payload is no JSON", "/slack/interactions", payload("{"), nil, 400},
		{"payload without user", "/slack/interactions", payload(`{"type":"shortcut"}`), nil, 400},
		{"actions without action", "/slack/interactions", payload(`{"type":"block_actions","user":{"id":"U1"}}`), nil, 400},
		{"submission without view", "/slack/interactions", payload(`{"type":"view_submission","user":{"id":"U1"}}`), nil, 400},
		{"event is no JSON", "/slack/events", "{", nil, 400},
		{"event without id", "/slack/events", `{"type":"event_callback","team_id":"T0FIRM","event":{"type":"app_mention"}}`, nil, 400},
		{"another workspace", "/slack/interactions", payload(submission("V1", "T0OTHER")), nil, 200},
		{"no workspace", "/slack/interactions", payload(`{"type":"view_submission","team":null,"user":{"id":"U1"},"view":{"id":"V1","callback_id":"case.file"}}`), nil, 200},
		{"unknown command", "/slack/commands", strings.Replace(form, "complaint", "other", 1), nil, 200},
		{"unknown interaction", "/slack/interactions", payload(`{"type":"dialog_submission","team":{"id":"T0FIRM"},"user":{"id":"U1"},"state":"x"}`), nil, 200},
		{"unknown event", "/slack/events", `{"type":"event_callback","event_id":"Ev1","team_id":"T0FIRM","event":{"type":"tea_time"}}`, nil, 200},
		{"rate limit notice", "/slack/events", `{"type":"app_rate_limited","team_id":"T0FIRM"}`, nil, 200},
		{"ssl_check", "/slack/commands", "ssl_check=1&token=x", nil, 200},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := post(h, tc.path, tc.body, tc.change)
			if w.Code != tc.status {
				t.Errorf("status %d, want %d", w.Code, tc.status)
			}
			if w.Code == 200 && w.Body.Len() > 0 {
				t.Errorf("body %q, want none", w.Body)
			}
		})
	}
	if runs != 0 {
		t.Errorf("%d handlers ran for requests that are refused", runs)
	}
	for _, line := range []string{"another workspace", `route=/other`, `route=tea_time`} {
		if !strings.Contains(log.String(), line) {
			t.Errorf("log lacks %q:\n%s", line, log)
		}
	}
}

// The vector that Slack publishes.
func TestSignatureOfSlack(t *testing.T) {
	const body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar" +
		"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands" +
		"%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	h := http.Header{
		"X-Slack-Request-Timestamp": {"1531420618"},
		"X-Slack-Signature":         {"v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"},
	}
	at := time.Unix(1531420618, 0)
	if err := checkSignature(h, []byte(body), testSecret, at.Add(5*time.Minute)); err != nil {
		t.Error(err)
	}
	mac := hmac.New(sha256.New, nil)
	mac.Write([]byte("v0:1531420618:" + body))
	h.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	if checkSignature(h, []byte(body), "", at) == nil {
		t.Error("an empty secret signs for everybody")
	}
}

func TestChallenge(t *testing.T) {
	h, _, _, _ := testIntake(t, &Routes{})
	w := post(h, "/slack/events", `{"type":"url_verification","challenge":"3eZbrw1a","token":"x"}`, nil)
	if w.Body.String() != `{"challenge":"3eZbrw1a"}` {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

// The acknowledgement reaches Slack before what is said afterwards.
func TestAnswerBeforeWhisper(t *testing.T) {
	runs := 0
	h, _, server, _ := testIntake(t, &Routes{Commands: map[string]Handler{"/complaint": done(Response{Ephemeral: &viewMessage}, &runs)}})
	front := httptest.NewServer(h)
	defer front.Close()
	answered := make(chan bool)
	server.handle["hook"] = func(http.ResponseWriter, *http.Request) {
		select {
		case <-answered:
		case <-time.After(3 * time.Second):
			t.Error("said before the acknowledgement was out")
		}
	}
	body := commandForm("") + "&response_url=" + server.URL + "/api/hook"
	req, _ := http.NewRequest(http.MethodPost, front.URL+"/slack/commands", strings.NewReader(body))
	sign(req, body, testNow)
	resp, err := http.DefaultClient.Do(req)
	if err != nil || resp.StatusCode != 200 {
		t.Fatal(resp, err)
	}
	resp.Body.Close()
	close(answered)
	eventually(t, "whisper", func() bool { return len(server.called("hook")) == 1 })
}
