package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/handlers"
)

func rightConfig(t testing.TB, extra string) *Config {
	t.Helper()
	cfg, err := demoConfig(&DemoCmd{Procedure: "exactpi", Lang: "en"}, at("2026-03-05 10:00"))
	if err == nil {
		cfg, err = parseConfig("ombud.yml", append(cfg.src, extra...), at("2026-03-05 10:00"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// TestDroppedCommand: a command that the company dropped is neither answered
// nor created in Slack.
func TestDroppedCommand(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		extra string
		left  []string
	}{
		"all are the default": {"", []string{"/complaint", "/klacht", "/klage"}},
		"one is dropped":      {"commands: [/klacht, /complaint]\n", []string{"/complaint", "/klacht"}},
		"one is left":         {"commands: [/klage]\n", []string{"/klage"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := rightConfig(t, tc.extra)
			routes := cfg.routes((&handlers.Handlers{}).Routes())
			if got := routes.Names(bot.KindCommand); !slices.Equal(got, tc.left) {
				t.Errorf("the program answers to %v, want %v", got, tc.left)
			}
			file := filepath.Join(t.TempDir(), "ombud.yml")
			(&office{t: t, file: file}).write(string(cfg.src))
			for _, args := range [][]string{{"manifest"}, {"manifest", "--url", "https://ombud.example"}} {
				code, out, errs := called(t.Context(), map[string]string{"OMBUD_CONFIG": file}, at("2026-03-05 10:00"), args...)
				differences, err := bot.CompareManifest([]byte(out), routes)
				if code != 0 || err != nil || len(differences) > 0 {
					t.Errorf("%v: exit code %d, %v, %s\n%s", args, code, err, errs, strings.Join(differences, "\n"))
				}
			}
		})
	}
}

// TestManifestOfAWrongConfiguration ends by the file that is wrong.
func TestManifestOfAWrongConfiguration(t *testing.T) {
	t.Parallel()
	code, out, errs := called(t.Context(), map[string]string{"OMBUD_CONFIG": "/no/such/file"}, at("2026-03-05 10:00"), "manifest")
	if code != 2 || out != "" || !strings.Contains(errs, "OMBUD_CONFIG: open /no/such/file") {
		t.Errorf("exit code %d; it said\n%s%s", code, out, errs)
	}
}

// The zone is that of the country whose calendar counts, unless the company says another.
func TestTheZoneFollowsTheCalendar(t *testing.T) {
	t.Parallel()
	for extra, want := range map[string]string{
		"procedure: exactpi\n":                                                    "Europe/Amsterdam",
		"procedure: okonomi\n":                                                    "Europe/Copenhagen",
		"procedure: exactpi\ncalendar: dk-office\n":                               "Europe/Copenhagen",
		"procedure: okonomi\nzone: Europe/London\n":                               "Europe/London",
		"procedure: okonomi\nzone: ''\n":                                          "Europe/Copenhagen",
		"procedure: okonomi\nzone: Local\n":                                       "",
		"procedure: okonomi\nzone: Europe/Kopenhagen\n":                           "",
		"procedure: exactpi\ncalendar: dk-office\nclosed: ['2026-12-23 12:00']\n": "Europe/Copenhagen",
	} {
		roles := "roles: {officer: [U0SANNE], deputy: [U0FATIMA], management: [U0SANNE, U0MEES], handler: [U0MILAN], follow_up: [U0LOTTE], admin: [U0SANNE], fallback: [U0MEES]}\n"
		cfg, err := parseConfig("ombud.yml", []byte("workspace: T0FIRM\ncompany: Noord\nchannel: C0KLACHT\n"+roles+extra), at("2026-03-05 10:00"))
		switch {
		case want == "" && (err == nil || !strings.Contains(err.Error(), "unknown time zone")):
			t.Errorf("%q: %v", extra, err)
		case want != "" && err != nil:
			t.Errorf("%q: %v", extra, err)
		case want != "" && (cfg.Zone != want || cfg.cal.Zone().String() != want):
			t.Errorf("%q: %s, counted in %s", extra, cfg.Zone, cfg.cal.Zone())
		}
	}
}

// TestProcedureFile: a company's own procedure is found beside the
// configuration and at its full path.
func TestProcedureFile(t *testing.T) {
	t.Parallel()
	cfg, dir := rightConfig(t, ""), t.TempDir()
	file := filepath.Join(dir, "own.yml")
	(&office{t: t, file: file}).write(string(cfg.yaml))
	for name, path := range map[string]string{"beside": "./own.yml", "full path": file} {
		src := strings.Replace(string(cfg.src), "procedure: exactpi", "procedure: "+path, 1)
		if _, err := parseConfig(filepath.Join(dir, "ombud.yml"), []byte(src), at("2026-03-05 10:00")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The configuration that the README shows can be used as it stands.
func TestStartAsInTheReadme(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(readme), "```yaml\n")
	example, _, closed := strings.Cut(after, "```")
	example = strings.ReplaceAll("\n"+example, "\n   ", "\n") // it stands within a list
	cfg, err := parseConfig("README.md", []byte(example), at("2026-03-05 10:00"))
	if err != nil || !found || !closed || cfg.People["U0MILAN"].Deputy != "U0FATIMA" {
		t.Errorf("the example is no configuration: %v\n%s", err, example)
	}
}

// FuzzParseConfig: whatever stands in the file, it is a configuration or wrong
// usage, and what was taken can be used.
func FuzzParseConfig(f *testing.F) {
	right := string(rightConfig(f, "").src)
	for _, s := range []string{
		"", "roles: [", "a: &a [*a]", "---\n---\n", "company: !!binary x", "people: {U0MILAN: }", "closed: [2026-02-30]", "\x00", "- - -", "? :",
		"roles: {officer: !x}", "roles:\n  officer: !00\n0",
		right, right + "commands: [/klage]\n", right + "schedules: {'a.b': \"0 9 * * 1\", \"a'b\": x, '': y}\n", right + "closed: ['2026-12-24 12:00', good friday]\nopen: [ascension day]\n",
		strings.Replace(right, "officer:", "'[*]':", 1), strings.Replace(right, "{deputy", "{<<: *x, deputy", 1),
		strings.Replace(right, "Europe/Amsterdam", "Local", 1), strings.Replace(right, "08:30-17:30", "00:00-24:00", 1),
	} {
		f.Add(s)
	}
	path := filepath.Join(f.TempDir(), "ombud.yml")
	f.Fuzz(func(t *testing.T, src string) {
		cfg, err := parseConfig(path, []byte(src), at("2026-03-05 10:00"))
		if err != nil {
			var wrong usageError
			if !errors.As(err, &wrong) || !strings.HasPrefix(err.Error(), path) {
				t.Errorf("not wrong usage of the file: %v", err)
			}
			return
		}
		if cfg.company().Zone == nil || len(cfg.roster().Holders) == 0 || len(cfg.routes((&handlers.Handlers{}).Routes()).Commands) == 0 {
			t.Errorf("taken, but not usable: %+v", cfg)
		}
	})
}
