package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"ombud/bot"
	"ombud/handlers"
	"ombud/playground"
)

// TestManifestAgreesWithTheProgram compares what the app is allowed and told
// with what it answers to and needs, for both ways in.
func TestManifestAgreesWithTheProgram(t *testing.T) {
	stored, err := os.ReadFile(filepath.Join("..", "..", "manifest.yml"))
	if err != nil {
		t.Fatal(err)
	}
	http, err := bot.Manifest("https://ombud.example")
	if err != nil {
		t.Fatal(err)
	}
	routes := (&handlers.Handlers{}).Routes()
	for name, text := range map[string][]byte{"manifest.yml": stored, "over http": http} {
		differences, err := bot.CompareManifest(text, routes)
		if err != nil || len(differences) > 0 {
			t.Errorf("%s: %v\n%s", name, err, strings.Join(differences, "\n"))
		}
	}
	if printed, err := bot.Manifest(""); err != nil || string(printed) != string(stored) {
		t.Errorf("manifest.yml is not what `ombud manifest` prints; %v", err)
	}
	delete(routes.Events, "app_home_opened")
	if differences, _ := bot.CompareManifest(stored, routes); len(differences) != 1 {
		t.Errorf("an event without a handler makes %d differences, want 1", len(differences))
	}
}

// TestPlaygroundTakesTheAppForWhatItIs: what the imitated Slack assumes of the app
// where nothing else is said stands in the manifest.
func TestPlaygroundTakesTheAppForWhatItIs(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "manifest.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Features struct {
			Commands []struct {
				Command string `yaml:"command"`
				Escape  bool   `yaml:"should_escape"`
			} `yaml:"slash_commands"`
			Shortcuts []struct {
				ID   string `yaml:"callback_id"`
				Type string `yaml:"type"`
			} `yaml:"shortcuts"`
		} `yaml:"features"`
		OAuth struct {
			Scopes struct {
				Bot []string `yaml:"bot"`
			} `yaml:"scopes"`
		} `yaml:"oauth_config"`
		Settings struct {
			Events struct {
				Bot []string `yaml:"bot_events"`
			} `yaml:"event_subscriptions"`
		} `yaml:"settings"`
	}
	if err := yaml.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	var commands []string
	escapes, shortcuts := true, map[string]string{}
	for _, c := range m.Features.Commands {
		commands, escapes = append(commands, c.Command), escapes && c.Escape
	}
	for _, s := range m.Features.Shortcuts {
		shortcuts[s.ID] = s.Type
	}
	got := playground.New(playground.Config{Now: time.Now, Machine: time.Now}).Config()
	for what, pair := range map[string][2]any{
		"scopes": {got.Scopes, m.OAuth.Scopes.Bot}, "events": {got.Events, m.Settings.Events.Bot},
		"commands": {got.Commands, commands}, "shortcuts": {got.Shortcuts, shortcuts}, "escaping": {!got.NoEscape, escapes},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s of the app: %v, in the manifest %v", what, pair[0], pair[1])
		}
	}
}
