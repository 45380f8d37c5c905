package limits

import (
	"fmt"
	"strings"
	"testing"
)

func TestLength(t *testing.T) {
	for _, tc := range []struct {
		name, s string
		want    int
	}{
		{"empty", "", 0},
		{"ascii", "abc", 3},
		{"accents are one each", "één", 3},
		{"an emoji is two UTF-16 units", "👍", 2},
		{"a family is many", "👩‍👧", 5},
	} {
		if got := Length(tc.s); got != tc.want {
			t.Errorf("%s: Length(%q) = %d, want %d", tc.name, tc.s, got, tc.want)
		}
	}
}

// find reports whether a problem at path speaks of words.
func find(problems []Problem, path, words string) bool {
	for _, p := range problems {
		if p.Path == path && strings.Contains(p.Error, words) {
			return true
		}
	}
	return false
}

func plainText(n int) string {
	return fmt.Sprintf(`{"type":"plain_text","text":%q}`, strings.Repeat("x", n))
}

func options(n int) string {
	var l []string
	for i := range n {
		l = append(l, fmt.Sprintf(`{"text":{"type":"plain_text","text":"o%d"},"value":"v%d"}`, i, i))
	}
	return "[" + strings.Join(l, ",") + "]"
}

func repeat(s string, n int) string {
	return "[" + strings.Join(strings.Split(strings.Repeat(s+"\x00", n), "\x00")[:n], ",") + "]"
}

const section = `{"type":"section","text":{"type":"mrkdwn","text":"hi"}}`

func TestBlocksRefused(t *testing.T) {
	button := func(more string) string {
		return `[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Go"}` + more + `}]}]`
	}
	input := func(element string) string {
		return `[{"type":"input","label":{"type":"plain_text","text":"L"},"element":` + element + `}]`
	}
	for _, tc := range []struct {
		name, blocks string
		on           Surface
		path, words  string
	}{
		{"not JSON", `[`, InMessage, "", "is not JSON"},
		{"not a list", `{}`, InMessage, "", "must be a list"},
		{"block of a wrong kind", `[3]`, InMessage, "/0", "must be an object"},
		{"51 blocks in a message", repeat(section, 51), InMessage, "", "has 51"},
		{"101 blocks in a view", repeat(section, 101), InHome, "", "has 101"},
		{"unknown block", `[{"type":"carousel"}]`, InMessage, "/0/type", "unknown block"},
		{"unknown key", `[{"type":"divider","colour":"red"}]`, InMessage, "/0/colour", "not a key"},
		{"same block_id twice", `[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]`, InModal, "/1/block_id", "already used at /0/block_id"},
		{"long block_id", `[{"type":"divider","block_id":"` + strings.Repeat("a", 256) + `"}]`, InModal, "/0/block_id", "has 256"},
		{"header with mrkdwn", `[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]`, InMessage, "/0/text/type", "plain_text"},
		{"header too long", `[{"type":"header","text":` + plainText(151) + `}]`, InMessage, "/0/text/text", "has 151"},
		{"section too long", `[{"type":"section","text":` + plainText(3001) + `}]`, InMessage, "/0/text/text", "has 3001"},
		{"section too long in UTF-16", `[{"type":"header","text":{"type":"plain_text","text":"` + strings.Repeat("👍", 76) + `"}}]`, InMessage, "/0/text/text", "has 152"},
		{"empty text", `[{"type":"section","text":{"type":"mrkdwn","text":""}}]`, InMessage, "/0/text/text", "has 0"},
		{"emoji in mrkdwn", `[{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":false}}]`, InMessage, "/0/text/emoji", "plain_text only"},
		{"section without text", `[{"type":"section"}]`, InMessage, "/0", "text or fields"},
		{"eleven fields", `[{"type":"section","fields":` + repeat(plainText(1), 11) + `}]`, InMessage, "/0/fields", "has 11"},
		{"field too long", `[{"type":"section","fields":[` + plainText(2001) + `]}]`, InMessage, "/0/fields/0/text", "has 2001"},
		{"eleven context elements", `[{"type":"context","elements":` + repeat(plainText(1), 11) + `}]`, InMessage, "/0/elements", "has 11"},
		{"no actions", `[{"type":"actions","elements":[]}]`, InMessage, "/0/elements", "has 0"},
		{"text input in actions", `[{"type":"actions","elements":[{"type":"plain_text_input"}]}]`, InModal, "/0/elements/0/type", "cannot stand"},
		{"datetimepicker beside a section", `[{"type":"section","text":` + plainText(1) + `,"accessory":{"type":"datetimepicker"}}]`, InModal, "/0/accessory/type", "cannot stand"},
		{"same action_id twice in a block", `[{"type":"actions","elements":[{"type":"datepicker","action_id":"a"},{"type":"datepicker","action_id":"a"}]}]`, InMessage, "/0/elements/1/action_id", "already used"},
		{"button text", `[{"type":"actions","elements":[{"type":"button","text":` + plainText(76) + `}]}]`, InMessage, "/0/elements/0/text/text", "has 76"},
		{"button value", button(`,"value":"` + strings.Repeat("v", 2001) + `"`), InMessage, "/0/elements/0/value", "has 2001"},
		{"button style", button(`,"style":"green"`), InMessage, "/0/elements/0/style", "primary"},
		{"button label", button(`,"accessibility_label":"` + strings.Repeat("v", 76) + `"`), InMessage, "/0/elements/0/accessibility_label", "has 76"},
		{"confirm without deny", button(`,"confirm":{"title":` + plainText(1) + `,"text":` + plainText(1) + `,"confirm":` + plainText(1) + `}`), InMessage, "/0/elements/0/confirm/deny", "required"},
		{"confirm button too long", button(`,"confirm":{"title":` + plainText(1) + `,"text":` + plainText(301) + `,"confirm":` + plainText(31) + `,"deny":` + plainText(1) + `}`), InMessage, "/0/elements/0/confirm/confirm/text", "has 31"},
		{"101 options", `[{"type":"actions","elements":[{"type":"static_select","options":` + options(101) + `}]}]`, InMessage, "/0/elements/0/options", "has 101"},
		{"six in an overflow", `[{"type":"actions","elements":[{"type":"overflow","options":` + options(6) + `}]}]`, InMessage, "/0/elements/0/options", "has 6"},
		{"eleven radio buttons", `[{"type":"actions","elements":[{"type":"radio_buttons","options":` + options(11) + `}]}]`, InMessage, "/0/elements/0/options", "has 11"},
		{"url in a select", `[{"type":"actions","elements":[{"type":"static_select","options":[{"text":` + plainText(1) + `,"value":"v","url":"https://a.example"}]}]}]`, InMessage, "/0/elements/0/options/0/url", "not a key"},
		{"mrkdwn in a select", `[{"type":"actions","elements":[{"type":"static_select","options":[{"text":{"type":"mrkdwn","text":"x"},"value":"v"}]}]}]`, InMessage, "/0/elements/0/options/0/text/type", "plain_text"},
		{"option value too long", `[{"type":"actions","elements":[{"type":"static_select","options":[{"text":` + plainText(1) + `,"value":"` + strings.Repeat("v", 76) + `"}]}]}]`, InMessage, "/0/elements/0/options/0/value", "has 76"},
		{"option text too long", `[{"type":"actions","elements":[{"type":"static_select","options":[{"text":` + plainText(76) + `,"value":"v"}]}]}]`, InMessage, "/0/elements/0/options/0/text/text", "has 76"},
		{"select without options", `[{"type":"actions","elements":[{"type":"static_select"}]}]`, InMessage, "/0/elements/0", "either options"},
		{"preselected is not offered", `[{"type":"actions","elements":[{"type":"static_select","options":` + options(2) + `,"initial_option":{"text":{"type":"plain_text","text":"o0"},"value":"v1"}}]}]`, InMessage, "/0/elements/0", "not among"},
		{"placeholder too long", `[{"type":"actions","elements":[{"type":"external_select","placeholder":` + plainText(151) + `}]}]`, InMessage, "/0/elements/0/placeholder/text", "has 151"},
		{"bad date", `[{"type":"actions","elements":[{"type":"datepicker","initial_date":"6 March"}]}]`, InMessage, "/0/elements/0/initial_date", "YYYY-MM-DD"},
		{"milliseconds in a datetimepicker", input(`{"type":"datetimepicker","initial_date_time":1795093800000}`), InModal, "/0/element/initial_date_time", "must be"},
		{"input in a message", input(`{"type":"plain_text_input"}`), InMessage, "/0/type", "cannot stand in a message"},
		{"button as input", input(`{"type":"button","text":` + plainText(1) + `}`), InModal, "/0/element/type", "cannot stand"},
		{"max_length too large", input(`{"type":"plain_text_input","max_length":3001}`), InModal, "/0/element/max_length", "is 3001"},
		{"min over max", input(`{"type":"plain_text_input","max_length":3,"min_length":4}`), InModal, "/0/element/min_length", "larger"},
		{"initial_value too long", input(`{"type":"plain_text_input","initial_value":"` + strings.Repeat("x", 3001) + `"}`), InModal, "/0/element/initial_value", "has 3001"},
		{"file_input in Home", input(`{"type":"file_input"}`), InHome, "/0/element", "modal only"},
		{"eleven files", input(`{"type":"file_input","max_files":11}`), InModal, "/0/element/max_files", "is 11"},
		{"label with mrkdwn", `[{"type":"input","label":{"type":"mrkdwn","text":"L"},"element":{"type":"plain_text_input"}}]`, InModal, "/0/label/type", "plain_text"},
		{"hint too long", `[{"type":"input","label":` + plainText(1) + `,"hint":` + plainText(2001) + `,"element":{"type":"plain_text_input"}}]`, InModal, "/0/hint/text", "has 2001"},
		{"image without alt", `[{"type":"image","image_url":"https://a.example/b.png"}]`, InMessage, "/0/alt_text", "required"},
		{"second table", repeat(`{"type":"table","rows":[[{"type":"raw_text","text":"x"}]]}`, 2), InMessage, "/1", "one table"},
		{"table in a view", `[{"type":"table","rows":[[{"type":"raw_text","text":"x"}]]}]`, InModal, "/0/type", "cannot stand"},
		{"markdown together too long", repeat(`{"type":"markdown","text":"`+strings.Repeat("x", 7000)+`"}`, 2), InMessage, "/1/text", "together"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := CheckBlocks([]byte(tc.blocks), tc.on); !find(got, tc.path, tc.words) {
				t.Errorf("got %v, want a problem at %q about %q", got, tc.path, tc.words)
			}
		})
	}
}

func TestBlocksAllowed(t *testing.T) {
	for name, blocks := range map[string]string{
		"nothing":         `[]`,
		"fifty sections":  repeat(section, 50),
		"longest section": `[{"type":"section","text":` + plainText(3000) + `}]`,
		"hundred options": `[{"type":"actions","elements":[{"type":"static_select","options":` + options(100) + `}]}]`,
		"overflow with mrkdwn beside it": `[{"type":"section","text":{"type":"mrkdwn","text":"*x*"},"accessory":{"type":"overflow","action_id":"m","options":[
			{"text":{"type":"plain_text","text":"Open","emoji":true},"value":"open","url":"https://a.example"}]}}]`,
		"boxes with mrkdwn": `[{"type":"actions","elements":[{"type":"checkboxes","options":[{"text":{"type":"mrkdwn","text":"*x*"},"value":"a"}],
			"initial_options":[{"text":{"type":"mrkdwn","text":"*x*"},"value":"a"}]}]}]`,
		"context of image and text": `[{"type":"context","elements":[{"type":"image","image_url":"https://a.example/b.png","alt_text":"b"},{"type":"mrkdwn","text":"x"}]}]`,
	} {
		if got := CheckBlocks([]byte(blocks), InMessage); got != nil {
			t.Errorf("%s: got %v, want none", name, got)
		}
	}
}

func TestViews(t *testing.T) {
	const in = `{"type":"input","block_id":"a","label":{"type":"plain_text","text":"L"},"element":{"type":"plain_text_input","focus_on_load":true}}`
	modal := func(more, blocks string) string {
		return `{"type":"modal","title":{"type":"plain_text","text":"T"}` + more + `,"blocks":[` + blocks + `]}`
	}
	for _, tc := range []struct {
		name, view, path, words string
	}{
		{"no submit", modal("", in), "/submit", "required"},
		{"no title", `{"type":"modal","blocks":[]}`, "/title", "required"},
		{"wrong type", `{"type":"home","title":` + plainText(1) + `,"blocks":[]}`, "/type", "modal"},
		{"title too long", `{"type":"modal","title":` + plainText(25) + `,"blocks":[]}`, "/title/text", "has 25"},
		{"metadata too long", modal(`,"private_metadata":"`+strings.Repeat("m", 3001)+`"`, ""), "/private_metadata", "has 3001"},
		{"two focused", modal(`,"submit":`+plainText(2), in+","+strings.Replace(in, `"a"`, `"b"`, 1)), "", "focus_on_load"},
		{"too large", modal("", "") + strings.Repeat(" ", MaxViewBytes), "", "bytes"},
		{"key of another object", modal(`,"hash":"x"`, ""), "/hash", "not a key"},
	} {
		if got := CheckModal([]byte(tc.view)); !find(got, tc.path, tc.words) {
			t.Errorf("%s: got %v, want a problem at %q about %q", tc.name, got, tc.path, tc.words)
		}
	}
	if got := CheckModal([]byte(modal(`,"submit":`+plainText(2)+`,"notify_on_close":true`, in))); got != nil {
		t.Errorf("good modal: %v", got)
	}
	if got := CheckHome([]byte(`{"type":"home","blocks":[` + section + `]}`)); got != nil {
		t.Errorf("good home: %v", got)
	}
	if got := CheckHome([]byte(`{"type":"home","title":` + plainText(1) + `,"blocks":[]}`)); !find(got, "/title", "not a key") {
		t.Errorf("home with a title: %v", got)
	}
}

func TestMessages(t *testing.T) {
	long := strings.Repeat("x", MaxEditText+1)
	if got := CheckMessage("", nil); !find(got, "", "text or blocks") {
		t.Errorf("empty message: %v", got)
	}
	if got := CheckMessage("hi", []byte("["+section+"]")); got != nil {
		t.Errorf("good message: %v", got)
	}
	if got := CheckMessage(long, nil); got != nil {
		t.Errorf("long new message: %v", got)
	}
	if got := CheckEdit(long, nil); !find(got, "/text", "4000") {
		t.Errorf("long edit: %v", got)
	}
	if got := CheckMessage("x", []byte(`[{"type":"nope"}]`)); !find(got, "/blocks/0/type", "unknown") {
		t.Errorf("bad block: %v", got)
	}
}

func TestOptions(t *testing.T) {
	if got := CheckOptions([]byte(`{"options":[]}`)); got != nil {
		t.Errorf("no options: %v", got)
	}
	if got := CheckOptions([]byte(`{}`)); !find(got, "", "either") {
		t.Errorf("empty object: %v", got)
	}
	if got := CheckOptions([]byte(`{"options":` + options(101) + `}`)); !find(got, "/options", "has 101") {
		t.Errorf("101 options: %v", got)
	}
}

func TestCountPrimary(t *testing.T) {
	const b = `{"type":"button","style":"primary","text":{"type":"plain_text","text":"x"}}`
	if got := CountPrimary([]byte(`{"blocks":[{"type":"actions","elements":[` + b + `,{"type":"button"}]},{"type":"section","accessory":` + b + `}]}`)); got != 2 {
		t.Errorf("got %d, want 2", got)
	}
	if got := CountPrimary([]byte(`[`)); got != 0 {
		t.Errorf("bad JSON: got %d, want 0", got)
	}
}

func FuzzCheckModal(f *testing.F) {
	f.Add([]byte(`{"type":"modal","blocks":[{"type":"input","element":{"type":"static_select","options":[null]}}]}`))
	f.Fuzz(func(_ *testing.T, raw []byte) {
		CheckModal(raw)
		CheckBlocks(raw, InMessage)
		CheckOptions(raw)
		CountPrimary(raw)
	})
}
