package playground

import (
	"slices"
	"strings"
	"testing"
	"time"
)

const waitABit = 2 * time.Second

const hello = `[{"type":"section","text":{"type":"mrkdwn","text":"Hallo"}}]`

func TestPostRefusals(t *testing.T) {
	o := newOffice(t, Config{NoRateLimits: true})
	o.must(o.Archive(klachten))
	o.must(o.AddChannel(Channel{ID: "C0OPEN", Name: "open", Members: []string{"U0OMBUD"}}))
	ts := text(o.ok("chat.postMessage", "channel", "C0OPEN", "text", "ouder"), "ts")
	reply := text(o.ok("chat.postMessage", "channel", "C0OPEN", "text", "antwoord", "thread_ts", ts), "ts")
	for name, tc := range map[string]struct {
		want  string
		pairs []string
	}{
		"no channel":             {"invalid_arguments", []string{"text", "x"}},
		"unknown channel":        {"channel_not_found", []string{"channel", "C0NIETS", "text", "x"}},
		"private, not in it":     {"channel_not_found", []string{"channel", prive, "text", "x"}},
		"public, not in it":      {"not_in_channel", []string{"channel", elders, "text", "x"}},
		"archived":               {"is_archived", []string{"channel", klachten, "text", "x"}},
		"deactivated person":     {"user_disabled", []string{"channel", weg, "text", "x"}},
		"external stranger":      {"user_not_visible", []string{"channel", buiten, "text", "x"}},
		"bot":                    {"cannot_dm_bot", []string{"channel", "USLACKBOT", "text", "x"}},
		"nothing to say":         {"no_text", []string{"channel", "C0OPEN"}},
		"blocks no JSON":         {"invalid_blocks_format", []string{"channel", "C0OPEN", "blocks", "{["}},
		"blocks an object":       {"invalid_blocks_format", []string{"channel", "C0OPEN", "blocks", "{}"}},
		"header too long":        {"invalid_blocks", []string{"channel", "C0OPEN", "blocks", header(151)}},
		"51 blocks":              {"invalid_blocks", []string{"channel", "C0OPEN", "blocks", many(51)}},
		"second table":           {"only_one_table_allowed", []string{"channel", "C0OPEN", "blocks", tables(2)}},
		"markdown too long":      {"msg_too_long", []string{"channel", "C0OPEN", "markdown_text", strings.Repeat("x", 12_001)}},
		"unknown thread":         {"thread_not_found", []string{"channel", "C0OPEN", "text", "x", "thread_ts", "1.000001"}},
		"reply to a reply":       {"cannot_reply_to_message", []string{"channel", "C0OPEN", "text", "x", "thread_ts", reply}},
		"metadata no JSON":       {"invalid_metadata_format", []string{"channel", "C0OPEN", "text", "x", "metadata", "x"}},
		"metadata without type":  {"invalid_metadata_schema", []string{"channel", "C0OPEN", "text", "x", "metadata", `{"event_payload":{}}`}},
		"metadata upper case":    {"invalid_metadata_schema", []string{"channel", "C0OPEN", "text", "x", "metadata", `{"event_type":"n","event_payload":{"Id":"1"}}`}},
		"metadata nested":        {"invalid_metadata_schema", []string{"channel", "C0OPEN", "text", "x", "metadata", `{"event_type":"n","event_payload":{"a":{"b":{"c":1}}}}`}},
		"metadata too large":     {"metadata_too_large", []string{"channel", "C0OPEN", "text", "x", "metadata", `{"event_type":"n","event_payload":{"a":"` + strings.Repeat("x", 20000) + `"}}`}},
		"markdown and text":      {"markdown_text_conflict", []string{"channel", "C0OPEN", "text", "x", "markdown_text", "y"}},
		"attachments not a list": {"invalid_attachments", []string{"channel", "C0OPEN", "text", "x", "attachments", "{}"}},
	} {
		t.Run(name, func(t *testing.T) {
			o.t = t
			o.refused(tc.want, "chat.postMessage", tc.pairs...)
		})
	}
}

func header(n int) string {
	return `[{"type":"header","text":{"type":"plain_text","text":"` + strings.Repeat("x", n) + `"}}]`
}

func tables(n int) string {
	return "[" + strings.TrimSuffix(strings.Repeat(`{"type":"table","rows":[[{"type":"raw_text","text":"x"}]]},`, n), ",") + "]"
}

func many(n int) string {
	return "[" + strings.TrimSuffix(strings.Repeat(`{"type":"divider"},`, n), ",") + "]"
}

func TestInvalidBlocksSayWhere(t *testing.T) {
	o := newOffice(t, Config{})
	a := o.refused("invalid_blocks", "chat.postMessage", "channel", algemeen, "blocks", header(151))
	if msg, _ := at(a, "response_metadata.messages.0").(string); !strings.Contains(msg, "[json-pointer:/0/text") {
		t.Errorf("message %q", msg)
	}
}

func TestPostToPerson(t *testing.T) {
	o := newOffice(t, Config{})
	a := o.ok("chat.postMessage", "channel", sanne, "text", "Dag <@U0SANNE>")
	dm := text(a, "channel")
	if !strings.HasPrefix(dm, "D") || dm != o.DM(sanne) {
		t.Fatalf("answered channel %s", dm)
	}
	if ms := o.As(sanne).DMs(); len(ms) != 1 || o.As(sanne).Text(ms[0]) != "Dag @Sanne Bakker" {
		t.Errorf("DMs %+v", ms)
	}
	if ms := o.As(milan).Messages(dm); ms != nil {
		t.Errorf("another person reads the DM: %v", ms)
	}
	o.refused("channel_not_found", "chat.update", "channel", sanne, "ts", text(a, "ts"), "text", "x")
	o.ok("chat.update", "channel", dm, "ts", text(a, "ts"), "text", "x")
}

// What is said to one person alone belongs into a thread that there is, like any reply.
func TestWhispersKeepToTheirThread(t *testing.T) {
	o := newOffice(t, Config{})
	ts := text(o.ok("chat.postMessage", "channel", klachten, "text", "ouder"), "ts")
	reply := text(o.ok("chat.postMessage", "channel", klachten, "text", "antwoord", "thread_ts", ts), "ts")
	for thread, want := range map[string]string{"1.000001": "thread_not_found", reply: "cannot_reply_to_message"} {
		o.refused(want, "chat.postEphemeral", "channel", klachten, "user", sanne, "text", "x", "thread_ts", thread)
	}
	o.ok("chat.postEphemeral", "channel", klachten, "user", sanne, "text", "x", "thread_ts", ts)
}

// A form that asks for files needs the right to read them, wherever it is shown.
func TestFileInputNeedsItsScope(t *testing.T) {
	const form = `{"type":"modal","title":{"type":"plain_text","text":"F"},"submit":{"type":"plain_text","text":"S"},"blocks":[{"type":"input","block_id":"files","label":{"type":"plain_text","text":"Files"},"element":{"type":"file_input","action_id":"v"}}]}`
	without := newOffice(t, Config{Scopes: slices.DeleteFunc(slices.Clone(DefaultScopes), func(s string) bool { return s == "files:read" })})
	without.refused("missing_scope", "views.open", "trigger_id", "1.2.x", "view", form)
	with := newOffice(t, Config{})
	with.refused("invalid_trigger_id", "views.open", "trigger_id", "1.2.x", "view", form)
}

func TestMessagesTabOff(t *testing.T) {
	o := newOffice(t, Config{NoMessagesTab: true})
	o.refused("messages_tab_disabled", "chat.postMessage", "channel", sanne, "text", "x")
}

func TestLongTextIsCut(t *testing.T) {
	o := newOffice(t, Config{})
	a := o.ok("chat.postMessage", "channel", algemeen, "text", strings.Repeat("x", 40_001))
	if a["warning"] != "message_truncated" || len(at(a, "message.text").(string)) != 40_000 {
		t.Errorf("warning %v", a["warning"])
	}
}

func TestUpdateAndDelete(t *testing.T) {
	o := newOffice(t, Config{})
	ts := text(o.ok("chat.postMessage", "channel", klachten, "text", "kaart", "blocks", hello,
		"metadata", `{"event_type":"notice","event_payload":{"id":"n1"}}`), "ts")
	theirs, err := o.As(sanne).Say(klachten, "mijn bericht", "")
	o.must(err)

	o.refused("message_not_found", "chat.update", "channel", klachten, "ts", "1.000001", "text", "x")
	o.refused("cant_update_message", "chat.update", "channel", klachten, "ts", theirs.TS, "text", "x")
	o.refused("msg_too_long", "chat.update", "channel", klachten, "ts", ts, "text", strings.Repeat("x", 4001))
	o.refused("msg_too_long", "chat.update", "channel", klachten, "ts", ts, "text", strings.Repeat("😀", 2001)) // two units each
	o.refused("no_text", "chat.update", "channel", klachten, "ts", ts)
	o.refused("cant_delete_message", "chat.delete", "channel", klachten, "ts", theirs.TS)

	o.ok("chat.update", "channel", klachten, "ts", ts, "text", "nieuw")
	m := o.As(sanne).Messages(klachten)[0]
	if m.Text != "nieuw" || len(m.Blocks) != 1 || m.Edited == "" || m.Metadata == nil {
		t.Errorf("after update %+v", m)
	}
	o.ok("chat.update", "channel", klachten, "ts", ts, "text", "kaal", "blocks", "[]", "metadata", "{}")
	if m = o.As(sanne).Messages(klachten)[0]; len(m.Blocks) != 0 || m.Metadata != nil {
		t.Errorf("blocks or metadata stayed: %+v", m)
	}
	o.must(o.Archive(klachten))
	o.refused("is_inactive", "chat.update", "channel", klachten, "ts", ts, "text", "x")
	o.must(o.Unarchive(klachten))
	o.ok("chat.delete", "channel", klachten, "ts", ts)
	o.refused("message_not_found", "chat.delete", "channel", klachten, "ts", ts)
}

func TestDeletedParentLeavesTombstone(t *testing.T) {
	o := newOffice(t, Config{})
	ts := text(o.ok("chat.postMessage", "channel", klachten, "text", "geheim"), "ts")
	reply, err := o.As(sanne).Say(klachten, "antwoord", ts)
	o.must(err)
	o.ok("chat.delete", "channel", klachten, "ts", ts)
	th := o.As(milan).Thread(klachten, ts)
	if len(th) != 2 || !th[0].Deleted || strings.Contains(th[0].Text, "geheim") {
		t.Fatalf("thread %+v", th)
	}
	o.must(o.As(sanne).Erase(klachten, reply.TS))
	if th = o.As(milan).Thread(klachten, ts); len(th) != 0 {
		t.Errorf("tombstone without replies stays: %+v", th)
	}
}

func TestEphemeral(t *testing.T) {
	o := newOffice(t, Config{})
	o.refused("user_not_in_channel", "chat.postEphemeral", "channel", klachten, "user", lotte, "text", "x")
	o.ok("chat.postEphemeral", "channel", klachten, "user", sanne, "text", "alleen jij")
	if ms := o.As(sanne).Ephemerals(klachten); len(ms) != 1 || ms[0].Text != "alleen jij" {
		t.Errorf("Sanne sees %+v", ms)
	}
	if ms := o.As(milan).Ephemerals(klachten); len(ms) != 0 {
		t.Errorf("Milan sees %+v", ms)
	}
	a := o.ok("conversations.history", "channel", klachten)
	if n := len(list(a, "messages")); n != 0 {
		t.Errorf("%d messages in history", n)
	}
}

func TestPermalink(t *testing.T) {
	o := newOffice(t, Config{})
	ts := text(o.ok("chat.postMessage", "channel", klachten, "text", "x"), "ts")
	a := o.ok("chat.getPermalink", "channel", klachten, "message_ts", ts)
	want := "https://noorderlicht.slack.com/archives/C0KLACHTEN/p" + strings.Replace(ts, ".", "", 1)
	if a["permalink"] != want {
		t.Errorf("permalink %v, want %s", a["permalink"], want)
	}
	o.refused("message_not_found", "chat.getPermalink", "channel", klachten, "message_ts", "1.000001")
}

func TestTimesRiseWhenTheClockStandsStill(t *testing.T) {
	o := newOffice(t, Config{NoRateLimits: true})
	var last string
	for range 20 {
		ts := text(o.ok("chat.postMessage", "channel", algemeen, "text", "x"), "ts")
		if ts <= last {
			t.Fatalf("%s after %s", ts, last)
		}
		last = ts
	}
	o.clk.add(-time.Hour)
	if ts := text(o.ok("chat.postMessage", "channel", algemeen, "text", "x"), "ts"); ts <= last {
		t.Errorf("clock set back: %s after %s", ts, last)
	}
}
