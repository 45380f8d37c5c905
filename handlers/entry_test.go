package handlers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// entry is one way into the program.
type entry struct {
	kind   bot.Kind
	route  string
	handle bot.Handler
}

func (e entry) String() string { return string(e.kind) + " " + e.route }

// entries are all ways in, whoever adds them.
func (o *office) entries() []entry {
	routes := o.h.Routes()
	var list []entry
	for _, part := range []struct {
		kind  bot.Kind
		table map[string]bot.Handler
	}{
		{bot.KindCommand, routes.Commands}, {bot.KindShortcut, routes.Shortcuts}, {bot.KindMessageShortcut, routes.MessageShortcuts},
		{bot.KindAction, routes.Actions}, {bot.KindSubmit, routes.Submits}, {bot.KindOptions, routes.Options}, {bot.KindEvent, routes.Events},
	} {
		for _, route := range slices.Sorted(maps.Keys(part.table)) {
			list = append(list, entry{part.kind, route, part.table[route]})
		}
	}
	return list
}

// use goes in as somebody, speaking of a case, and gives what Slack is answered.
func (o *office) use(e entry, user, number, typed string) (bot.Response, error) {
	r := &bot.Request{
		Kind: e.kind, Route: e.route, Team: firm, User: user, UserTeam: firm, Channel: algemeen, Text: typed,
		Action: bot.Action{ID: e.route, Value: number}, Message: bot.Message{Channel: algemeen, TS: "1772700000.000100"},
		Event: bot.Event{Type: e.route, User: user, Channel: algemeen, Tab: "home"},
		View:  bot.View{ID: "V1", Modal: true, Metadata: view.Metadata{Number: number, Lang: "nl"}.String(), Inputs: []string{"v"}},
	}
	if e.kind == bot.KindCommand {
		r.Command = e.route
	}
	resp, err := e.handle(context.Background(), r)
	if err != nil && e.kind != bot.KindOptions {
		resp, _ = o.h.Explain(r, err, "REF")
	}
	return resp, err
}

// turnedAway is how that sentence begins, by whether a command was typed.
var turnedAway = map[bool]string{
	true: "Deze opdracht is voor medewerkers van Noorderlicht Advies.", false: "Dit is voor medewerkers van Noorderlicht Advies.",
}

// Guests, people of other companies, bots and closed accounts come in nowhere:
// one sentence, no window, nothing of a case; and it is logged, by ids only.
func TestOutsidersAtEveryEntry(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	outsiders := map[string]playground.User{
		gast: {}, "U0BOT": {ID: "U0BOT", Name: "bot", RealName: "Bot", Bot: true},
		"U0WEG":   {ID: "U0WEG", Name: "weg", RealName: "Weg", Deleted: true},
		"U0ANDER": {ID: "U0ANDER", Name: "ander", RealName: "Ander", TeamID: "T0ANDER"},
	}
	for id, u := range outsiders {
		if id != gast {
			must(t, o.AddUser(u))
		}
	}
	silent := []string{"member_joined_channel", "channel_shared", "channel_archive", "group_archive", "channel_id_changed", "user_change"}
	for user := range outsiders {
		for _, e := range o.entries() {
			var said bytes.Buffer
			o.h.Log = slog.New(slog.NewTextHandler(&said, nil))
			resp, err := o.use(e, user, number, "toon "+number)
			if e.kind == bot.KindEvent && slices.Contains(silent, e.route) {
				continue // nobody asks for anything there
			}
			if resp.Open != nil || resp.Push != nil || resp.Update != nil || len(resp.Options) > 0 || len(resp.Errors) > 0 {
				t.Errorf("%s, %s: a window, options or errors: %+v", user, e, resp)
			}
			raw, jsonErr := json.Marshal(resp)
			if jsonErr != nil || strings.Contains(string(raw), number) {
				t.Errorf("%s, %s: tells of the case: %s %v", user, e, raw, jsonErr)
			}
			switch {
			case e.kind == bot.KindOptions:
			case e.route == "app_home_opened":
				if resp.Home == nil || !strings.Contains(string(raw), "medewerkers van") {
					t.Errorf("%s: Home says %s", user, raw)
				}
			case resp.Ephemeral == nil || !strings.HasPrefix(resp.Ephemeral.Text, turnedAway[e.kind == bot.KindCommand]):
				t.Errorf("%s, %s: hears %s (%v)", user, e, raw, err)
			}
			if !strings.Contains(said.String(), "turned away") || !strings.Contains(said.String(), user) || strings.Contains(said.String(), number) {
				t.Errorf("%s, %s: logged %q", user, e, said.String())
			}
		}
	}
}

// What is hidden from somebody is answered as what does not exist, at every
// entry, to people with a role and without.
func TestHiddenAndUnknownAlike(t *testing.T) {
	o := newOffice(t)
	hidden := o.filed(map[string]any{"about": []string{sanne, joost}})
	const unknown = "K-2026-9999"
	for _, user := range []string{joost, sanne, "U0ANNA"} {
		if user == "U0ANNA" {
			must(t, o.AddUser(playground.User{ID: user, Name: "anna", RealName: "Anna Smit"}))
		}
		for _, e := range o.entries() {
			if e.kind == bot.KindEvent {
				continue
			}
			for _, typed := range []string{"toon ", "zoek ", "herplaats ", ""} {
				if e.kind != bot.KindCommand && typed != "" {
					continue
				}
				one, oneErr := o.use(e, user, hidden, typed+hidden)
				other, otherErr := o.use(e, user, unknown, typed+unknown)
				if a, b := sameBytes(t, one, hidden), sameBytes(t, other, unknown); a != b {
					t.Errorf("%s, %s %s:\nhidden  %s\nunknown %s", user, e, typed, a, b)
				}
				if errors.Is(oneErr, complaint.ErrNotFound) != errors.Is(otherErr, complaint.ErrNotFound) {
					t.Errorf("%s, %s: %v and %v", user, e, oneErr, otherErr)
				}
			}
		}
	}
}

// sameBytes is a response as Slack gets it, without the number.
func sameBytes(t *testing.T, resp bot.Response, number string) string {
	t.Helper()
	raw, err := json.Marshal(resp)
	must(t, err)
	return strings.ReplaceAll(string(raw), number, "NUMBER")
}

// A mention in the thread of a hidden case is answered as one anywhere else.
func TestMentionInHiddenThread(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"about": []string{joost}})
	ts := o.post(klachten, number, view.Card)
	must(t, o.Join(klachten, joost))
	answer := func(thread string) string {
		r := &bot.Request{Kind: bot.KindEvent, Route: "app_mention", Team: firm, User: joost, Event: bot.Event{Channel: klachten, User: joost, ThreadTS: thread}}
		resp, err := o.h.mentioned(t.Context(), r)
		must(t, err)
		return sameBytes(t, resp, number)
	}
	if in, out := answer(ts), answer(""); in != out || !strings.Contains(in, "/klacht") {
		t.Errorf("in the thread %s, elsewhere %s", in, out)
	}
}

// holdsText tells whether a screen, or a block of one, holds that text.
func holdsText(t *testing.T, v any, text string) bool {
	t.Helper()
	raw, err := json.Marshal(v)
	must(t, err)
	return strings.Contains(string(raw), text)
}
