package playground

import (
	"net/http"
	"strconv"
	"strings"
)

// serveAPI answers /api/{method}: read, faults, token, limits, scope, work.
func (s *Slack) serveAPI(w http.ResponseWriter, r *http.Request) {
	c, err := readCall(w, r, r.PathValue("method"))
	f := s.takeFault(c.method, c.args)
	if !s.before(w, r, f) {
		s.logCall(c, 0, nil)
		return
	}
	var answer obj
	if err == nil {
		answer, err = s.answer(c)
	}
	if f != nil && f.After {
		s.fault(w, f)
		s.logCall(c, f.Status, answer)
		return
	}
	s.write(w, c, answer, err)
}

func (s *Slack) write(w http.ResponseWriter, c *call, answer obj, err error) {
	status := http.StatusOK
	if err != nil {
		e := asSlackError(err)
		answer = obj{"ok": false, "error": e.code}
		for k, v := range e.more {
			answer[k] = v
		}
		if e.retry > 0 {
			status = http.StatusTooManyRequests
			w.Header().Set("Retry-After", strconv.Itoa(e.retry))
		}
	}
	if c.token == s.cfg.BotToken {
		w.Header().Set("X-OAuth-Scopes", strings.Join(s.scopes(), ","))
		w.Header().Set("X-Accepted-OAuth-Scopes", c.needed)
	}
	writeRaw(w, status, s.logCall(c, status, answer))
}

func writeJSON(w http.ResponseWriter, status int, v any) { writeRaw(w, status, encode(v)) }

func writeRaw(w http.ResponseWriter, status int, raw []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(raw)
}

// answer runs one call under the lock.
func (s *Slack) answer(c *call) (obj, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := methods[c.method]
	if !ok {
		return nil, fail("unknown_method")
	}
	if err := s.authorize(c, m); err != nil {
		return nil, err
	}
	if err := s.limit(c.method, m.tier); err != nil {
		return nil, err
	}
	if c.json && !m.json {
		c.args = args{} // a form method does not read a JSON body
	}
	if err := s.need(c, m.scopes...); err != nil {
		return nil, err
	}
	for _, k := range m.required {
		if _, there := c.args[k]; !there {
			return nil, invalid("invalid_arguments", "missing required field: "+k)
		}
	}
	answer, err := m.run(s, c)
	if err != nil {
		return nil, err
	}
	answer["ok"] = true
	if c.warning != "" {
		answer["warning"] = c.warning
		answer["response_metadata"] = obj{"warnings": []any{c.warning}}
	}
	return answer, nil
}

// authorize checks that the token is known, live and of the kind the method takes.
func (s *Slack) authorize(c *call, m method) error {
	switch {
	case c.token == "":
		return fail("not_authed")
	case c.token != s.cfg.BotToken && c.token != s.cfg.AppToken:
		return fail("invalid_auth")
	case s.app.removed:
		return fail("account_inactive")
	case s.app.revoked:
		return fail("token_revoked")
	case m.app != (c.token == s.cfg.AppToken) && c.method != "auth.test":
		return fail("not_allowed_token_type")
	}
	return nil
}

func (s *Slack) authTest(c *call) (obj, error) {
	if c.token == s.cfg.AppToken {
		return obj{"app_id": s.cfg.AppID, "app_name": s.cfg.AppName}, nil
	}
	return obj{
		"url": s.teamURL(), "team": s.cfg.TeamName, "user": s.users.byID[s.cfg.BotUserID].Name,
		"team_id": s.cfg.TeamID, "user_id": s.cfg.BotUserID, "bot_id": s.cfg.BotID,
		"is_enterprise_install": false,
	}, nil
}

// RevokeToken makes every later call answer token_revoked and tells the app.
func (s *Slack) RevokeToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.revoked = true
	s.emit("tokens_revoked", obj{"tokens": obj{"bot": []any{s.cfg.BotUserID}}})
}

// RemoveApp uninstalls the app: it is told, leaves its channels, and every later
// call answers account_inactive.
func (s *Slack) RemoveApp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("app_uninstalled", obj{})
	s.emit("tokens_revoked", obj{"tokens": obj{"bot": []any{s.cfg.BotUserID}}})
	s.app.removed = true
	for ch := range s.channels.all {
		if ch.partner == "" {
			ch.drop(s.cfg.BotUserID)
		}
	}
	s.changed(Change{Kind: "channels"})
}

// Reinstall undoes RevokeToken and RemoveApp; channel memberships are not restored.
func (s *Slack) Reinstall() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app = install{}
}
