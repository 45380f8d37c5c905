package playground

import (
	"net/http"
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	o := newOffice(t, Config{})
	for name, tc := range map[string]struct {
		method, kind, body, bearer string
		want                       string
	}{
		"form token":             {"auth.test", formType, "token=xoxb-playground", "", ""},
		"header token":           {"auth.test", formType, "", "xoxb-playground", ""},
		"header token with JSON": {"auth.test", "application/json; charset=utf-8", "{}", "xoxb-playground", ""},
		"none":                   {"auth.test", formType, "", "", "not_authed"},
		"in JSON":                {"auth.test", "application/json", `{"token":"xoxb-playground"}`, "", "not_authed"},
		"in query":               {"auth.test?token=xoxb-playground", formType, "", "", "not_authed"},
		"wrong":                  {"auth.test", formType, "token=xoxb-wrong", "", "invalid_auth"},
		"app token for chat":     {"chat.postMessage", formType, "token=xapp-playground&channel=" + klachten, "", "not_allowed_token_type"},
		"bot token for sockets":  {"apps.connections.open", formType, "token=xoxb-playground", "", "not_allowed_token_type"},
		"unknown method":         {"chat.shout", formType, "token=xoxb-playground", "", "unknown_method"},
		"broken JSON":            {"auth.test", "application/json", `{`, "xoxb-playground", "invalid_json"},
		"array":                  {"auth.test", "application/json", `[]`, "xoxb-playground", "json_not_object"},
		"other body":             {"auth.test", "text/plain", `hello`, "xoxb-playground", "invalid_post_type"},
		"form-only method with JSON": {"users.info", "application/json", `{"user":"U0SANNE"}`, "xoxb-playground",
			"invalid_arguments"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, a := o.request(tc.method, tc.kind, tc.body, tc.bearer)
			if got := text(a, "error"); got != tc.want {
				t.Errorf("error %q, want %q in %v", got, tc.want, a)
			}
		})
	}
}

func TestScopes(t *testing.T) {
	o := newOffice(t, Config{Scopes: []string{"chat:write", "channels:read"}})
	a := o.refused("missing_scope", "users.info", "user", sanne)
	wantAt(t, a, map[string]any{"needed": "users:read", "provided": "chat:write,channels:read"})
	o.ok("conversations.info", "channel", algemeen)
	a = o.refused("missing_scope", "conversations.info", "channel", klachten)
	wantAt(t, a, map[string]any{"needed": "groups:read"})
	o.refused("missing_scope", "conversations.history", "channel", klachten)
	o.refused("missing_scope", "files.info", "file", "F0")
	o.refused("missing_scope", "conversations.open", "users", sanne)

	_, h, _ := o.request("auth.test", formType, "token=xoxb-playground", "")
	if got := h.Get("X-OAuth-Scopes"); got != "chat:write,channels:read" {
		t.Errorf("X-OAuth-Scopes %q", got)
	}
}

func TestInstallation(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	o.ok("auth.test")
	o.RevokeToken()
	o.refused("token_revoked", "auth.test")
	o.Reinstall()
	o.ok("auth.test")
	o.RemoveApp()
	o.refused("account_inactive", "auth.test")
	o.Settle(waitABit)
	if len(o.app.events("app_uninstalled")) != 1 {
		t.Error("app was not told that it was removed")
	}
	if seen, err := o.As(sanne).Command(algemeen, "/klacht", ""); err != nil || seen.Failure != FailDispatch {
		t.Errorf("command of a removed app: %v %v", seen.Failure, err)
	}
}

func TestLogMasksTokens(t *testing.T) {
	o := newOffice(t, Config{})
	o.ok("chat.postMessage", "channel", algemeen, "text", "hallo")
	calls := o.Calls("chat.postMessage")
	if len(calls) != 1 || calls[0].Status != http.StatusOK || !strings.Contains(string(calls[0].Request), "hallo") {
		t.Fatalf("calls %+v", calls)
	}
	for _, c := range o.Log() {
		if strings.Contains(string(c.Request), "xoxb-") {
			t.Errorf("token in %s", c.Request)
		}
	}
}

func TestLogIsBounded(t *testing.T) {
	o := newOffice(t, Config{KeepCalls: 8, NoRateLimits: true})
	for range 40 {
		o.ok("auth.test")
	}
	if n := len(o.Log()); n != 8 {
		t.Errorf("%d calls kept", n)
	}
}
