package calendar

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func TestParsePeriod(t *testing.T) {
	for _, s := range []string{"2bd", "24bh", "4wh", "72h", "14d", "4w", "1mo", "3y", "100y", "2500bd"} {
		p, err := ParsePeriod(s)
		if err != nil || p.String() != s {
			t.Errorf("%q: got %q, %v", s, p, err)
		}
	}
	for _, s := range []string{
		"", "2", "bd", "0bd", "-2bd", "+2bd", "02bd", "2 bd", " 2bd", "2bd ", "2BD", "2m", "2bdd", "1.5h", "2h30",
		"101y", "2501bd", "9223372036854775807y", "99999999999999999999h", "٢bd",
	} {
		if p, err := ParsePeriod(s); err == nil {
			t.Errorf("%q was read as %s", s, p)
		}
	}
}

func TestPeriodIsHours(t *testing.T) {
	for s, want := range map[string]bool{
		"2bd": false, "24bh": true, "4wh": true, "72h": true, "14d": false, "4w": false, "1mo": false, "3y": false,
	} {
		if got := period(t, s).IsHours(); got != want {
			t.Errorf("%s: got %v, want %v", s, got, want)
		}
	}
}

type yamlDuty struct {
	Within Period `yaml:"within"`
	Roll   Roll   `yaml:"roll"`
	On     Day    `yaml:"date"`
}

func TestYAML(t *testing.T) {
	var got yamlDuty
	if err := yaml.Unmarshal([]byte("within: 2bd\nroll: none\ndate: 2026-03-10\n"), &got); err != nil {
		t.Fatal(err)
	}
	if want := (yamlDuty{period(t, "2bd"), RollNone, Day{2026, 3, 10}}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	text, err := yaml.Marshal(got)
	if err != nil || string(text) != "within: 2bd\nroll: none\ndate: \"2026-03-10\"\n" {
		t.Errorf("written back: %q, %v", text, err)
	}
}

func TestYAMLErrorsKeepTheirPlace(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"period", "roll: none\nwithin: 2bx\n", "[2:9]"},
		{"period without a unit", "within: 14\n", "[1:9]"},
		{"period is a list", "within: [2bd]\n", "[1:9]"},
		{"empty period", "within: ''\n", "[1:9]"},
		{"roll", "roll: back\n", "[1:7]"},
		{"day", "roll: none\n\ndate: 2026-02-30\n", "[3:7]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var d yamlDuty
			err := yaml.Unmarshal([]byte(tt.text), &d)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error at %s", err, tt.want)
			}
		})
	}
}

func TestPeriodJSON(t *testing.T) {
	type record struct {
		Within, None Period
		Roll         Roll
	}
	in := record{Within: period(t, "24bh"), Roll: RollNone}
	data, err := json.Marshal(in)
	if err != nil || string(data) != `{"Within":"24bh","None":"","Roll":"none"}` {
		t.Fatalf("got %s, %v", data, err)
	}
	var out record
	if err := json.Unmarshal(data, &out); err != nil || out != in {
		t.Errorf("got %v, %v", out, err)
	}
}
