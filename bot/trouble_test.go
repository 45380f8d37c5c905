package bot

import "testing"

func TestChannelTrouble(t *testing.T) {
	for _, tc := range []struct {
		name    string
		channel Channel
		want    string
	}{
		{"in order", Channel{Member: true, Private: true}, ""},
		{"the app is not in it", Channel{Private: true}, ChannelGone},
		{"not in it and archived", Channel{Private: true, Archived: true}, ChannelGone},
		{"archived", Channel{Member: true, Private: true, Archived: true}, ChannelArchived},
		{"public", Channel{Member: true}, ChannelPublic},
		{"public and shared", Channel{Member: true, Shared: true}, ChannelPublic},
		{"shared", Channel{Member: true, Private: true, Shared: true}, ChannelShared},
		{"about to be shared", Channel{Member: true, Private: true, PendingShared: true}, ChannelShared},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.channel.Trouble(); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
