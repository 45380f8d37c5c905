package playground

import "time"

// Config describes the workspace and the one app in it. The two clocks must be
// given; the zero value of every other field has a default, and with none of them
// set it is a working Slack in Socket Mode.
type Config struct {
	Now     func() time.Time // business time, for message times
	Machine func() time.Time // trigger ids, rate limits, signatures

	TeamID, TeamName, TeamDomain string // default T0FIRM, Noorderlicht Advies, noorderlicht
	AppID, AppName               string // default A0OMBUD, Ombud
	BotUserID, BotID             string // default U0OMBUD, B0OMBUD
	BotToken, AppToken           string // default xoxb-playground, xapp-playground
	SigningSecret                string // default playground-signing-secret

	Scopes    []string          // bot scopes, default DefaultScopes
	AppScopes []string          // app-level scopes, default connections:write
	Events    []string          // subscribed bot events, default DefaultEvents
	Commands  []string          // default /complaint /klacht /klage
	Shortcuts map[string]string // callback id to "global" or "message", default DefaultShortcuts
	NoEscape  bool              // commands come as typed: should_escape is off in the manifest

	// RequestURL is the base of the app's HTTP side (…/slack, to which /commands,
	// /interactions, /options and /events are added). Empty means Socket Mode.
	RequestURL string

	NoRateLimits  bool // for benchmarks, which must say so
	NoHome        bool // Home tab off: views.publish answers not_enabled
	NoMessagesTab bool // direct messages to the app off: messages_tab_disabled

	AckWithin  time.Duration   // default 3 s
	EventRetry []time.Duration // waits before each retry of an event; default 0, 1 min, 5 min
	PingEvery  time.Duration   // pings on sockets; default 5 s
	KeepCalls  int             // length of Log; default 2000
}

// DefaultScopes are the bot scopes of the app's manifest.
var DefaultScopes = []string{
	"commands", "chat:write", "im:write", "im:history", "groups:read", "groups:history",
	"channels:read", "users:read", "files:read", "files:write", "app_mentions:read",
}

// DefaultEvents are the bot events of the app's manifest.
var DefaultEvents = []string{
	"app_home_opened", "app_mention", "channel_archive", "channel_id_changed",
	"channel_shared", "group_archive", "member_joined_channel", "message.im", "user_change",
}

// DefaultShortcuts are the shortcuts of the app's manifest, by callback id.
var DefaultShortcuts = map[string]string{"case.file.global": "global", "case.file.message": "message", "case.note.message": "message"}

func (c Config) withDefaults() Config {
	for _, d := range []struct {
		field *string
		value string
	}{
		{&c.TeamID, "T0FIRM"}, {&c.TeamName, "Noorderlicht Advies"}, {&c.TeamDomain, "noorderlicht"},
		{&c.AppID, "A0OMBUD"}, {&c.AppName, "Ombud"}, {&c.BotUserID, "U0OMBUD"}, {&c.BotID, "B0OMBUD"},
		{&c.BotToken, "xoxb-playground"}, {&c.AppToken, "xapp-playground"},
		{&c.SigningSecret, "playground-signing-secret"},
	} {
		if *d.field == "" {
			*d.field = d.value
		}
	}
	orList(&c.Scopes, DefaultScopes)
	orList(&c.AppScopes, []string{"connections:write"})
	orList(&c.Events, DefaultEvents)
	orList(&c.Commands, []string{"/complaint", "/klacht", "/klage"})
	if c.Shortcuts == nil {
		c.Shortcuts = DefaultShortcuts
	}
	if c.AckWithin == 0 {
		c.AckWithin = 3 * time.Second
	}
	if c.EventRetry == nil {
		c.EventRetry = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	if c.PingEvery == 0 {
		c.PingEvery = 5 * time.Second
	}
	if c.KeepCalls == 0 {
		c.KeepCalls = 2000
	}
	return c
}

func orList(f *[]string, d []string) {
	if *f == nil {
		*f = d
	}
}
