package bot

import (
	"bytes"
	"context"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"ombud/bot/limits"
)

var update = flag.Bool("update", false, "rewrite manifest.yml")

func TestManifestFile(t *testing.T) {
	want, err := Manifest("")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("../manifest.yml", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("../manifest.yml")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("manifest.yml is not what Manifest prints; run go test ./bot -update")
	}
}

// Slack's limits for a manifest; its published schema would refuse the same.
func TestManifestLimits(t *testing.T) {
	raw, err := Manifest("https://ombud.example.com/")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Display struct {
			Name  string `yaml:"name"`
			Short string `yaml:"description"`
			Long  string `yaml:"long_description"`
		} `yaml:"display_information"`
		Features struct {
			Commands  []map[string]any `yaml:"slash_commands"`
			Shortcuts []map[string]any `yaml:"shortcuts"`
		} `yaml:"features"`
		Settings struct {
			Socket bool `yaml:"socket_mode_enabled"`
		} `yaml:"settings"`
	}
	if err := yaml.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	length := func(what string, v any, least, most int) {
		t.Helper()
		s, _ := v.(string)
		if n := limits.Length(s); n < least || n > most {
			t.Errorf("%s has %d characters, want %d to %d", what, n, least, most)
		}
	}
	length("name", m.Display.Name, 1, 35)
	length("description", m.Display.Short, 1, 140)
	length("long_description", m.Display.Long, 175, 4000)
	for _, c := range m.Features.Commands {
		length("command", c["command"], 2, 32)
		length("command description", c["description"], 1, 2000)
		if c["url"] != "https://ombud.example.com/slack/commands" {
			t.Errorf("command url %v", c["url"])
		}
	}
	for _, s := range m.Features.Shortcuts {
		length("shortcut name", s["name"], 1, 24)
		length("shortcut description", s["description"], 1, 150)
	}
	if m.Settings.Socket {
		t.Error("socket mode is on in the manifest for HTTP")
	}
}

func TestManifestBase(t *testing.T) {
	for _, bad := range []string{"ombud.example.com", "ftp://x.example", "https://", "https://x.example?a=1", "https://x.example\nname: y"} {
		if _, err := Manifest(bad); err == nil {
			t.Errorf("Manifest(%q) accepted", bad)
		}
	}
}

func TestCompareManifest(t *testing.T) {
	nothing := func(context.Context, *Request) (Response, error) { return Response{}, nil }
	table := func(names ...string) map[string]Handler {
		m := map[string]Handler{}
		for _, n := range names {
			m[n] = nothing
		}
		return m
	}
	full := func() *Routes {
		return &Routes{
			Commands: table("/complaint", "/klacht", "/klage"), Shortcuts: table("case.file.global"),
			MessageShortcuts: table("case.file.message", "case.note.message"),
			Events: table("app_home_opened", "app_mention", "channel_archive", "channel_id_changed",
				"channel_shared", "group_archive", "member_joined_channel", "message.im", "user_change"),
		}
	}
	good, err := Manifest("")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name    string
		text    string
		change  func(*Routes)
		want    string
		nothing bool
	}{
		{name: "agrees", nothing: true},
		{name: "command without handler", change: func(r *Routes) { delete(r.Commands, "/klage") }, want: "command /klage is in the manifest, but not"},
		{name: "handler without command", change: func(r *Routes) { r.Commands["/x"] = nothing }, want: "command /x is in the program, but not"},
		{name: "shortcut of the other kind", change: func(r *Routes) { r.Shortcuts, r.MessageShortcuts = r.MessageShortcuts, r.Shortcuts }, want: "shortcut case.file.global is in the manifest"},
		{name: "event without handler", change: func(r *Routes) { delete(r.Events, "user_change") }, want: "event user_change is in the manifest"},
		{name: "scope missing", text: strings.Replace(string(good), "      - users:read\n", "", 1), want: "scope users:read is in the program"},
		{name: "event without scope", text: strings.Replace(string(good), "      - users:read\n", "", 1), want: "event user_change needs one of"},
		{name: "interactivity off", text: strings.Replace(string(good), "is_enabled: true", "is_enabled: false", 1), want: "interactivity is off"},
		{name: "no escape", text: strings.Replace(string(good), "should_escape: true", "should_escape: false", 1), want: "command /complaint has no should_escape"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			routes := full()
			if tc.change != nil {
				tc.change(routes)
			}
			text := good
			if tc.text != "" {
				text = []byte(tc.text)
			}
			got, err := CompareManifest(text, routes)
			if err != nil {
				t.Fatal(err)
			}
			if tc.nothing && len(got) > 0 {
				t.Errorf("differences: %q", got)
			}
			if !tc.nothing && !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, tc.want) }) {
				t.Errorf("got %q, want one beginning %q", got, tc.want)
			}
		})
	}
}
