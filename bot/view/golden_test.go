package view

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ombud/bot/limits"
	"ombud/lang"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// screen is what golden compares: a *Modal, a *Message or a *Home.
type screen interface{ JSON() ([]byte, error) }

// golden compares a screen with testdata/<name>.json, and holds it to Slack's
// limits and to our own: one green button, no mention, no name of a person
// where notifications and titles show it.
func golden(t *testing.T, name string, s screen) {
	t.Helper()
	raw, err := s.JSON()
	if err != nil {
		t.Fatal(err)
	}
	checkScreen(t, name, s, raw)
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, raw, "", " "); err != nil {
		t.Fatal(err)
	}
	pretty.WriteByte('\n')
	path := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, pretty.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; write it with -update and look at it", err)
	}
	if !bytes.Equal(want, pretty.Bytes()) {
		t.Errorf("%s differs; look at it with -update and git diff\n%s", path, pretty.Bytes())
	}
}

// inLanguages draws a screen in each language.
func inLanguages(t *testing.T, name, now string, draw func(*Frame) screen) {
	t.Helper()
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		t.Run(name+"."+string(l), func(t *testing.T) { golden(t, name+"."+string(l), draw(sampleFrame(t, l, now))) })
	}
}

func checkScreen(t *testing.T, name string, s screen, raw []byte) {
	t.Helper()
	var problems []limits.Problem
	var short string // what notifications, titles and Slack's logs show
	switch s := s.(type) {
	case *Modal:
		problems, short = limits.CheckModal(raw), s.Title+s.Submit+s.Metadata
	case *Home:
		problems, short = limits.CheckHome(raw), s.Metadata
	case *Message:
		blocks, err := json.Marshal(s.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		problems, short = limits.CheckEdit(s.Text, blocks), s.Text+headers(t, blocks)
		if strings.TrimSpace(s.Text) != s.Text {
			t.Errorf("%s: something is left out of %q", name, s.Text)
		}
		if n := limits.CountPrimary(raw); n > 1 {
			t.Errorf("%s: %d green buttons", name, n)
		}
	}
	for _, p := range problems {
		t.Errorf("%s: %s", name, p)
	}
	marks, legends := strings.Count(string(raw), houseSign), strings.Count(string(raw), `"⌂ hu`)+strings.Count(string(raw), `"⌂ ho`)
	if legends > 1 || (marks > 0) != (legends == 1) {
		t.Errorf("%s: %d marks of rules of the house, %d times what they mean", name, marks, legends)
	}
	for _, person := range append([]string{"Anna", "Bakkerij", "12345678"}, values(sampleNames)...) {
		if strings.Contains(short, person) {
			t.Errorf("%s: names %s where it shows to anybody: %q", name, person, short)
		}
	}
	quiet := withoutFoot(t, s, raw)
	for _, wrong := range []string{`<@`, `\u003c@`, `<b>`, "[card.", "%!"} {
		if bytes.Contains(quiet, []byte(wrong)) {
			t.Errorf("%s: contains %s", name, wrong)
		}
	}
	if id := missingText.Find(raw); id != nil {
		t.Errorf("%s: %s is no text", name, id)
	}
	checkLabels(t, name, raw)
}

// withoutFoot is what a screen shows but for the last line of a case's card, the
// one place where somebody may be called.
func withoutFoot(t *testing.T, s screen, raw []byte) []byte {
	t.Helper()
	m, ok := s.(*Message)
	if !ok || !bytes.Contains(raw, []byte("case.more")) {
		return raw
	}
	blocks, err := json.Marshal(m.Blocks[:len(m.Blocks)-1])
	if err != nil {
		t.Fatal(err)
	}
	return append(blocks, m.Text...)
}

// checkLabels holds every button of a case to say, for who listens to the
// screen, of which case it is, and every picture to be told in words.
func checkLabels(t *testing.T, name string, raw []byte) {
	t.Helper()
	var screen any
	if err := json.Unmarshal(raw, &screen); err != nil {
		t.Fatal(err)
	}
	does := map[string]string{}
	for _, e := range elements(screen) {
		value, _ := e["value"].(string)
		label, _ := e["accessibility_label"].(string)
		if number := caseNumber.FindString(value); e["type"] == "button" && !strings.Contains(label, number) {
			t.Errorf("%s: the button %s of %s is called %q", name, e["action_id"], number, label)
		}
		if what := fmt.Sprint(e["action_id"], " ", value); e["type"] == "button" && caseNumber.MatchString(value) && does[label] != "" && does[label] != what {
			t.Errorf("%s: %s and %s are both called %q", name, does[label], what, label)
		} else {
			does[label] = what
		}
		if e["type"] == "image" && e["alt_text"] == "" {
			t.Errorf("%s: a picture without words", name)
		}
	}
}

// caseNumber is a number as cases have it.
var caseNumber = regexp.MustCompile(`K-[0-9]{4}-[0-9]{4}`)

// elements lists every object in what JSON holds.
func elements(v any) (list []map[string]any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			list = append(list, elements(x)...)
		}
	case map[string]any:
		list = append(list, v)
		for _, x := range v {
			list = append(list, elements(x)...)
		}
	}
	return list
}

// headers joins the texts of the header blocks.
func headers(t *testing.T, blocks []byte) string {
	t.Helper()
	var list []struct {
		Type string
		Text struct{ Text string }
	}
	_ = json.Unmarshal(blocks, &list) // other blocks have other shapes of text
	out := ""
	for _, b := range list {
		if b.Type == "header" {
			out += b.Text.Text
		}
	}
	return out
}

func values(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// missingText is how a text that does not exist comes out.
var missingText = regexp.MustCompile(`\[[a-z]+\.[a-z0-9_.]+\]`)
