package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/handlers"
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
