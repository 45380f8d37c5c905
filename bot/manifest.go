package bot

import (
	"bytes"
	_ "embed" // the manifest's text
	"fmt"
	"net/url"
	"slices"
	"strings"
	"text/template"

	"github.com/goccy/go-yaml"
)

//go:embed manifest.tmpl
var manifestText string

var manifestTemplate = template.Must(template.New("manifest").Parse(manifestText))

// Manifest returns the YAML that creates the app in Slack: for Socket Mode when base
// is empty, else with its addresses under base, an absolute http or https address. The
// dropped slash commands are left out.
func Manifest(base string, dropped ...string) ([]byte, error) {
	base = strings.TrimRight(base, "/")
	if base != "" {
		u, err := url.Parse(base)
		if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" ||
			strings.ContainsAny(base, " #\"'\n") {
			return nil, fmt.Errorf("manifest: %q is not an address like https://ombud.example.com", base)
		}
	}
	drop := map[string]bool{}
	for _, name := range dropped {
		drop[name] = true
	}
	var b bytes.Buffer
	if err := manifestTemplate.Execute(&b, map[string]any{"Base": base, "Scopes": Scopes, "Drop": drop}); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	return b.Bytes(), nil
}

// manifest is the part of the YAML that must agree with the program.
type manifest struct {
	Features struct {
		Commands []struct {
			Command string `yaml:"command"`
			Escape  bool   `yaml:"should_escape"`
		} `yaml:"slash_commands"`
		Shortcuts []struct {
			Type     string `yaml:"type"`
			Callback string `yaml:"callback_id"`
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
		Interactivity struct {
			Enabled bool `yaml:"is_enabled"`
		} `yaml:"interactivity"`
	} `yaml:"settings"`
}

// eventScopes are the scopes of which an event needs one; none for the others.
var eventScopes = map[string][]string{
	"app_home_opened": nil, "app_uninstalled": nil, "tokens_revoked": nil,
	"app_mention":           {"app_mentions:read"},
	"channel_archive":       {"channels:read"},
	"channel_id_changed":    {"channels:read", "groups:read"},
	"channel_shared":        {"channels:read", "groups:read"},
	"channel_unshared":      {"channels:read", "groups:read"},
	"group_archive":         {"groups:read"},
	"member_joined_channel": {"channels:read", "groups:read"},
	"member_left_channel":   {"channels:read", "groups:read"},
	"message.im":            {"im:history"},
	"user_change":           {"users:read"},
}

// CompareManifest returns how a manifest differs from what the program answers to and
// needs, a line each; none when they agree.
func CompareManifest(text []byte, routes *Routes) ([]string, error) {
	var m manifest
	if err := yaml.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	var commands, shortcuts, messages, differences []string
	for _, c := range m.Features.Commands {
		commands = append(commands, c.Command)
		if !c.Escape {
			differences = append(differences, "command "+c.Command+" has no should_escape, so mentions in it would not be ids")
		}
	}
	for _, s := range m.Features.Shortcuts {
		if s.Type == "message" {
			messages = append(messages, s.Callback)
		} else {
			shortcuts = append(shortcuts, s.Callback)
		}
	}
	differences = append(differences, compare("command", commands, routes.Names(KindCommand))...)
	differences = append(differences, compare("shortcut", shortcuts, routes.Names(KindShortcut))...)
	differences = append(differences, compare("message shortcut", messages, routes.Names(KindMessageShortcut))...)
	differences = append(differences, compare("event", m.Settings.Events.Bot, routes.Names(KindEvent))...)
	differences = append(differences, compare("scope", m.OAuth.Scopes.Bot, Scopes)...)
	for _, event := range m.Settings.Events.Bot {
		scopes, known := eventScopes[event]
		granted := func(s string) bool { return slices.Contains(m.OAuth.Scopes.Bot, s) }
		if !known {
			differences = append(differences, "event "+event+" is not known to need which scope")
		} else if len(scopes) > 0 && !slices.ContainsFunc(scopes, granted) {
			differences = append(differences, "event "+event+" needs one of the scopes "+strings.Join(scopes, " "))
		}
	}
	if !m.Settings.Interactivity.Enabled {
		differences = append(differences, "interactivity is off")
	}
	return differences, nil
}

func compare(what string, declared, registered []string) []string {
	var out []string
	for _, name := range declared {
		if !slices.Contains(registered, name) {
			out = append(out, what+" "+name+" is in the manifest, but not in the program")
		}
	}
	for _, name := range registered {
		if !slices.Contains(declared, name) {
			out = append(out, what+" "+name+" is in the program, but not in the manifest")
		}
	}
	return out
}
