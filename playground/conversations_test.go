package playground

import (
	"fmt"
	"testing"
)

func TestHistoryPagesAndMetadata(t *testing.T) {
	o := newOffice(t, Config{NoRateLimits: true})
	var all []string
	for i := range 5 {
		all = append(all, text(o.ok("chat.postMessage", "channel", klachten, "text", fmt.Sprint(i),
			"metadata", fmt.Sprintf(`{"event_type":"notice","event_payload":{"id":"n%d"}}`, i)), "ts"))
	}
	o.ok("chat.postMessage", "channel", klachten, "text", "antwoord", "thread_ts", all[0])
	o.ok("chat.postMessage", "channel", klachten, "text", "ook in kanaal", "thread_ts", all[0], "reply_broadcast", "true")

	a := o.ok("conversations.history", "channel", klachten, "limit", "5", "include_all_metadata", "1")
	wantAt(t, a, map[string]any{
		"messages.0.text": "ook in kanaal", "messages.1.text": "4", "has_more": true,
		"messages.1.metadata.event_payload.id": "n4", "messages.1.metadata.event_type": "notice",
	})
	next, _ := at(a, "response_metadata.next_cursor").(string)
	a = o.ok("conversations.history", "channel", klachten, "limit", "5", "cursor", next)
	wantAt(t, a, map[string]any{
		"messages.0.text": "0", "messages.1": nil, "messages.0.metadata": nil, "has_more": false,
		"messages.0.reply_count": "2", "messages.0.thread_ts": all[0],
	})
	a = o.ok("conversations.history", "channel", klachten, "oldest", all[3])
	wantAt(t, a, map[string]any{"messages.1.text": "4", "messages.2": nil})
	a = o.ok("conversations.history", "channel", klachten, "oldest", all[3], "latest", all[4], "inclusive", "true")
	wantAt(t, a, map[string]any{"messages.0.text": "4", "messages.1.text": "3", "messages.2": nil})
	a = o.ok("conversations.replies", "channel", klachten, "ts", all[0])
	wantAt(t, a, map[string]any{"messages.0.text": "0", "messages.1.text": "antwoord", "messages.1.parent_user_id": "U0OMBUD"})
}

func TestHistoryRefusals(t *testing.T) {
	o := newOffice(t, Config{})
	o.refused("channel_not_found", "conversations.history", "channel", prive)
	o.refused("invalid_cursor", "conversations.history", "channel", klachten, "cursor", "?")
	o.refused("invalid_limit", "conversations.history", "channel", klachten, "limit", "1000")
	o.refused("invalid_ts_oldest", "conversations.history", "channel", klachten, "oldest", "gisteren")
	o.refused("thread_not_found", "conversations.replies", "channel", klachten, "ts", "1.000001")
	o.refused("missing_scope", "conversations.history", "channel", algemeen)
}

func TestHistoryNeedsMembership(t *testing.T) {
	o := newOffice(t, Config{Scopes: []string{"channels:history"}})
	o.refused("not_in_channel", "conversations.history", "channel", elders)
}

func TestInfoAndMembers(t *testing.T) {
	o := newOffice(t, Config{})
	o.must(o.InviteTeam(klachten))
	wantAt(t, o.ok("conversations.info", "channel", klachten), map[string]any{
		"channel.is_pending_ext_shared": true, "channel.is_ext_shared": false, "channel.is_private": true, "channel.is_member": true,
	})
	o.must(o.Share(klachten, "T0ANDERS"))
	wantAt(t, o.ok("conversations.info", "channel", klachten), map[string]any{
		"channel.is_pending_ext_shared": false, "channel.is_ext_shared": true, "channel.connected_team_ids.0": "T0ANDERS",
	})
	o.refused("channel_not_found", "conversations.info", "channel", prive)
	o.refused("missing_scope", "conversations.info", "channel", o.DM(sanne))
	a := o.ok("conversations.members", "channel", algemeen, "limit", "3")
	wantAt(t, a, map[string]any{"members.0": sanne, "members.2": lotte, "members.3": nil})
	a = o.ok("conversations.members", "channel", algemeen, "limit", "3", "cursor", at(a, "response_metadata.next_cursor").(string))
	wantAt(t, a, map[string]any{"members.0": "U0OMBUD", "response_metadata.next_cursor": ""})
}

func TestChangedIDIsGone(t *testing.T) {
	o := newOffice(t, Config{})
	ts := text(o.ok("chat.postMessage", "channel", klachten, "text", "x"), "ts")
	o.must(o.ChangeChannelID(klachten, "C0NIEUW"))
	o.refused("channel_not_found", "conversations.info", "channel", klachten)
	o.ok("chat.update", "channel", "C0NIEUW", "ts", ts, "text", "y")
}

func TestOpenConversation(t *testing.T) {
	o := newOffice(t, Config{})
	a := o.ok("conversations.open", "users", sanne)
	if a["no_op"] != nil {
		t.Error("first time is no no_op")
	}
	b := o.ok("conversations.open", "users", sanne, "return_im", "true")
	wantAt(t, b, map[string]any{"channel.id": at(a, "channel.id"), "channel.user": sanne, "no_op": true})
	o.refused("user_not_found", "conversations.open", "users", "U0NIETS")
	o.refused("user_disabled", "conversations.open", "users", weg)
	o.refused("user_not_visible", "conversations.open", "users", buiten)
	o.refused("cannot_dm_bot", "conversations.open", "users", "U0OMBUD")
	o.refused("users_list_not_supplied", "conversations.open")
	o.refused("missing_scope", "conversations.open", "users", sanne+","+milan)
	o.refused("too_many_users", "conversations.open", "users", "a,b,c,d,e,f,g,h,i")
}

func TestJoinAndList(t *testing.T) {
	o := newOffice(t, Config{Scopes: []string{"channels:join", "channels:read", "groups:read"}})
	o.refused("method_not_supported_for_channel_type", "conversations.join", "channel", klachten)
	o.ok("conversations.join", "channel", elders)
	a := o.ok("users.conversations", "types", "public_channel,private_channel")
	wantAt(t, a, map[string]any{"channels.0.id": algemeen, "channels.1.id": elders, "channels.2.id": klachten, "channels.3": nil})
	o.refused("missing_scope", "users.conversations", "types", "im")
	o.refused("invalid_types", "users.conversations", "types", "club")
}

func TestUserObjects(t *testing.T) {
	o := newOffice(t, Config{})
	wantAt(t, o.ok("users.info", "user", sanne, "include_locale", "true"), map[string]any{
		"user.real_name": "Sanne Bakker", "user.is_admin": true, "user.tz": "Europe/Amsterdam", "user.tz_offset": "3600",
		"user.locale": "nl-NL", "user.profile.title": "Klachtenfunctionaris", "user.profile.email": nil,
	})
	wantAt(t, o.ok("users.info", "user", gast), map[string]any{"user.is_restricted": true, "user.is_ultra_restricted": true})
	wantAt(t, o.ok("users.info", "user", buiten), map[string]any{"user.is_stranger": true, "user.team_id": "T0ANDERS"})
	wantAt(t, o.ok("users.info", "user", weg), map[string]any{"user.deleted": true, "user.is_restricted": nil})
	wantAt(t, o.ok("users.info", "user", "U0OMBUD"), map[string]any{"user.is_bot": true})
	o.refused("user_not_found", "users.info", "user", "U0NIETS")
	a := o.ok("users.list", "limit", "2")
	wantAt(t, a, map[string]any{"members.0.id": "USLACKBOT", "members.2": nil})
	a = o.ok("users.list", "limit", "200", "cursor", at(a, "response_metadata.next_cursor").(string))
	wantAt(t, a, map[string]any{"members.0.id": sanne, "response_metadata.next_cursor": ""})
	wantAt(t, o.ok("bots.info", "bot", "B0OMBUD"), map[string]any{"bot.user_id": "U0OMBUD"})
	o.refused("bot_not_found", "bots.info", "bot", "B0X")
	o.refused("missing_scope", "team.info")
}
