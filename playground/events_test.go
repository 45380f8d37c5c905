package playground

import (
	"slices"
	"testing"
)

func TestWorldEvents(t *testing.T) {
	for name, tc := range map[string]struct {
		do    func(*office) error
		event string
		want  map[string]any
	}{
		"join":     {func(o *office) error { return o.Join(klachten, lotte) }, "member_joined_channel", map[string]any{"user": lotte, "channel": klachten, "channel_type": "G", "team": "T0FIRM"}},
		"bot join": {func(o *office) error { return o.Join(elders, "U0OMBUD") }, "member_joined_channel", map[string]any{"user": "U0OMBUD", "channel_type": "C"}},
		"leave":    {func(o *office) error { return o.Leave(klachten, milan) }, "member_left_channel", map[string]any{"user": milan}},
		"bot left": {func(o *office) error { return o.Leave(klachten, "U0OMBUD") }, "group_left", map[string]any{"channel": klachten}},
		"archive":  {func(o *office) error { return o.Archive(klachten) }, "group_archive", map[string]any{"channel": klachten}},
		"public":   {func(o *office) error { return o.Archive(algemeen) }, "channel_archive", map[string]any{"channel": algemeen}},
		"share":    {func(o *office) error { return o.Share(klachten, "T0ANDERS") }, "channel_shared", map[string]any{"connected_team_id": "T0ANDERS"}},
		"new id":   {func(o *office) error { return o.ChangeChannelID(klachten, "C0NIEUW") }, "channel_id_changed", map[string]any{"old_channel_id": klachten, "new_channel_id": "C0NIEUW"}},
		"user":     {func(o *office) error { return o.Deactivate(milan) }, "user_change", map[string]any{"user.id": milan, "user.deleted": true}},
		"newcomer": {func(o *office) error { return o.Welcome(User{ID: "U0NIEUW", Name: "nieuw"}) }, "team_join", map[string]any{"user.id": "U0NIEUW"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, Config{RequestURL: "http", Events: []string{tc.event}})
			o.must(tc.do(o))
			o.Settle(waitABit)
			es := o.app.events(tc.event)
			if len(es) != 1 {
				t.Fatalf("%d events %s", len(es), tc.event)
			}
			wantAt(t, es[0], tc.want)
		})
	}
}

func TestEventsTheAppMayNotHear(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http", Events: []string{"message.groups", "member_joined_channel", "user_change"}, Scopes: []string{"groups:history"}})
	_, err := o.As(sanne).Say(prive, "onder ons", "")
	o.must(err)
	_, err = o.As(sanne).Say(algemeen, "niet geabonneerd", "")
	o.must(err)
	o.must(o.Join(klachten, lotte))
	o.must(o.ChangeUser(milan, func(u *User) { u.Title = "x" }))
	_, err = o.As(sanne).Say(klachten, "hoorbaar", "")
	o.must(err)
	o.Settle(waitABit)
	if n := len(o.app.all); n != 1 || len(o.app.events("message")) != 1 {
		t.Errorf("%d events: %v", n, o.app.all)
	}
}

func TestDeactivatedLeavesChannels(t *testing.T) {
	o := newOffice(t, Config{})
	o.must(o.Deactivate(milan))
	c, _ := o.Channel(klachten)
	if slices.Contains(c.Members, milan) {
		t.Errorf("members %v", c.Members)
	}
	if o.As(milan).Channels() != nil {
		t.Error("a deactivated person still sees channels")
	}
}

func TestWorldRefusesNonsense(t *testing.T) {
	o := newOffice(t, Config{})
	for name, err := range map[string]error{
		"user twice":     o.AddUser(User{ID: sanne}),
		"user no id":     o.AddUser(User{}),
		"unknown user":   o.ChangeUser("U0NIETS", func(*User) {}),
		"channel twice":  o.AddChannel(Channel{ID: klachten}),
		"unknown member": o.AddChannel(Channel{ID: "C0X", Members: []string{"U0NIETS"}}),
		"no channel":     o.Join("C0NIETS", sanne),
		"no member":      o.Leave(klachten, lotte),
		"id taken":       o.ChangeChannelID(klachten, algemeen),
		"joins unknown":  o.Join(klachten, "U0NIETS"),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTheAppHearsItself(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http", Events: []string{"message.im"}})
	a := o.ok("chat.postMessage", "channel", sanne, "text", "een")
	dm, ts := text(a, "channel"), text(a, "ts")
	o.ok("chat.update", "channel", dm, "ts", ts, "text", "twee")
	o.ok("chat.delete", "channel", dm, "ts", ts)
	_, err := o.As(sanne).Say(dm, "help", "")
	o.must(err)
	o.Settle(waitABit)
	bySubtype := map[string]obj{}
	for _, e := range o.app.events("message") {
		bySubtype[text(e, "subtype")+" "+text(e, "bot_id")] = e
	}
	wantAt(t, bySubtype[" B0OMBUD"], map[string]any{"text": "een", "channel": dm, "channel_type": "im", "app_id": "A0OMBUD"})
	wantAt(t, bySubtype["message_changed "], map[string]any{"message.text": "twee", "previous_message.text": "een", "hidden": true})
	wantAt(t, bySubtype["message_deleted "], map[string]any{"deleted_ts": ts, "previous_message.text": "twee"})
	wantAt(t, bySubtype[" "], map[string]any{"user": sanne, "text": "help", "blocks.0.type": "rich_text"})
}
