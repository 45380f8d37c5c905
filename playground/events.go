package playground

import "time"

// emitIn tells the app of something in a channel, if it can see the channel.
func (s *Slack) emitIn(ch *channel, kind string, inner obj) {
	if ch.has(s.cfg.BotUserID) || !ch.Private && kind != "message" && kind != "member_joined_channel" && kind != "member_left_channel" {
		s.emitAs(ch, kind, kind, inner)
	}
}

// emit tells the app of something that belongs to no channel.
func (s *Slack) emit(kind string, inner obj) { s.emitAs(nil, kind, kind, inner) }

// emitAs sends an event if the app subscribed to it under the name subscribed,
// which for messages says where they were written. The lock must be held.
func (s *Slack) emitAs(ch *channel, kind, subscribed string, inner obj) {
	if s.app.removed || !s.wants(subscribed, ch) {
		return
	}
	inner["type"] = kind
	if inner["event_ts"] == nil {
		inner["event_ts"] = microTS(s.cfg.Now().UnixMicro())
	}
	outer := obj{
		"token": "verification", "team_id": s.cfg.TeamID, "context_team_id": s.cfg.TeamID, "context_enterprise_id": nil,
		"api_app_id": s.cfg.AppID, "event": inner, "type": "event_callback", "event_id": s.id("Ev"),
		"event_time": s.cfg.Now().Unix(), "is_ext_shared_channel": ch != nil && ch.ExtShared,
		"authorizations": []any{obj{
			"enterprise_id": nil, "team_id": s.cfg.TeamID, "user_id": s.cfg.BotUserID,
			"is_bot": true, "is_enterprise_install": false,
		}},
	}
	if s.ctx.Err() != nil {
		return
	}
	s.inflight++
	s.work.Go(func() { s.bring(outer) })
}

// bring delivers one event, again after each wait until it is acknowledged; then
// it is lost.
func (s *Slack) bring(outer obj) {
	a := s.deliver(KindEvent, outer, retry{})
	s.mu.Lock()
	s.inflight--
	s.changed(Change{Kind: "delivered"})
	s.mu.Unlock()
	for i, wait := range s.cfg.EventRetry {
		if a.Failure == "" || a.noRetry {
			return
		}
		t := time.NewTimer(wait)
		select {
		case <-t.C:
		case <-s.ctx.Done():
			t.Stop()
			return
		}
		a = s.deliver(KindEvent, outer, retry{n: i + 1, reason: retryReason[a.Failure]})
	}
}

var retryReason = map[string]string{
	FailTimeout: "http_timeout", FailDispatch: "connection_failed", FailService: "http_error",
}
