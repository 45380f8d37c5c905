package playground

import (
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
)

// The imitated app has exactly what the manifest asks for: a scope or an event
// that is missing there must be missing here.
func TestDefaultsAreTheManifest(t *testing.T) {
	raw, err := os.ReadFile("../manifest.yml")
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
				Type string `yaml:"type"`
				ID   string `yaml:"callback_id"`
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
	c := Config{}.withDefaults()
	var commands []string
	for _, x := range m.Features.Commands {
		commands = append(commands, x.Command)
		if x.Escape == c.NoEscape {
			t.Errorf("%s: should_escape %v", x.Command, x.Escape)
		}
	}
	shortcuts := map[string]string{}
	for _, x := range m.Features.Shortcuts {
		shortcuts[x.ID] = x.Type
	}
	for what, pair := range map[string][2][]string{
		"scopes": {c.Scopes, m.OAuth.Scopes.Bot}, "events": {c.Events, m.Settings.Events.Bot}, "commands": {c.Commands, commands},
	} {
		if !slices.Equal(slices.Sorted(slices.Values(pair[0])), slices.Sorted(slices.Values(pair[1]))) {
			t.Errorf("%s %v, in the manifest %v", what, pair[0], pair[1])
		}
	}
	if !maps.Equal(c.Shortcuts, shortcuts) {
		t.Errorf("shortcuts %v, in the manifest %v", c.Shortcuts, shortcuts)
	}
}
