package bot

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPersons(t *testing.T) {
	user := func(more string) string {
		return `{"ok":true,"user":{"id":"U1","team_id":"T0FIRM","name":"m","tz":"Europe/Amsterdam","profile":{"real_name":"Milan de Wit","title":"Hoofd"}` + more + `}}`
	}
	good := Person{ID: "U1", Team: "T0FIRM", Name: "Milan de Wit", Title: "Hoofd", TZ: "Europe/Amsterdam"}
	with := func(change func(*Person)) Person {
		p := good
		change(&p)
		return p
	}
	const grid = `{"ok":true,"team_id":"T0FIRM","user_id":"U0BOT","bot_id":"B0BOT","enterprise_id":"E1"}`
	for _, tc := range []struct {
		name, reply, auth string
		want              Person
		colleague         bool
	}{
		{"colleague", user(``), "", good, true},
		{"guest", user(`,"is_restricted":true`), "", with(func(p *Person) { p.Guest = true }), false},
		{"single-channel guest", user(`,"is_ultra_restricted":true`), "", with(func(p *Person) { p.Guest = true }), false},
		{"stranger", user(`,"is_stranger":true`), "", with(func(p *Person) { p.External = true }), false},
		{"of another company", user(`,"team_id":"T0OTHER","is_stranger":false`), "", with(func(p *Person) { p.Team, p.External = "T0OTHER", true }), false},
		{"of another workspace of our grid", user(`,"team_id":"T0SISTER","enterprise_user":{"enterprise_id":"E1"}`), grid, with(func(p *Person) { p.Team = "T0SISTER" }), true},
		{"of another grid", user(`,"team_id":"T0SISTER","enterprise_user":{"enterprise_id":"E2"}`), grid, with(func(p *Person) { p.Team, p.External = "T0SISTER", true }), false},
		{"bot", user(`,"is_bot":true`), "", with(func(p *Person) { p.Bot = true }), false},
		{"gone", user(`,"deleted":true`), "", with(func(p *Person) { p.Deleted = true }), false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := newSlack(t)
			server.replies["users.info"], server.replies["auth.test"] = tc.reply, tc.auth
			got, err := server.client().Person(t.Context(), "U1")
			if diff := cmp.Diff(tc.want, got); diff != "" || err != nil || got.Colleague() != tc.colleague {
				t.Errorf("%v, colleague %v\n%s", err, got.Colleague(), diff)
			}
		})
	}
}

func TestChannels(t *testing.T) {
	for _, tc := range []struct {
		name, info string
		want       Channel
	}{
		{"private", `"is_private":true,"is_member":true`, Channel{Private: true, Member: true}},
		{"public", `"is_private":false`, Channel{}},
		{"shared outside", `"is_private":true,"is_ext_shared":true,"is_shared":true`, Channel{Private: true, Shared: true}},
		{"about to be shared", `"is_private":true,"is_pending_ext_shared":true`, Channel{Private: true, PendingShared: true}},
		{"another company invited", `"is_private":true,"pending_connected_team_ids":["T2"]`, Channel{Private: true, PendingShared: true}},
		{"shared inside a grid", `"is_private":true,"is_shared":true,"is_org_shared":true`, Channel{Private: true}},
		{"shared in a way not told", `"is_private":true,"is_shared":true`, Channel{Private: true, Shared: true}},
		{"archived", `"is_private":true,"is_archived":true`, Channel{Private: true, Archived: true}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := newSlack(t)
			server.replies["conversations.info"] = `{"ok":true,"channel":{"id":"C1",` + tc.info + `}}`
			server.handle["conversations.members"] = func(w http.ResponseWriter, _ *http.Request) {
				reply := `{"ok":true,"members":["U1"],"response_metadata":{"next_cursor":"p2"}}`
				if calls := server.called("conversations.members"); calls[len(calls)-1].form.Get("cursor") == "p2" {
					reply = `{"ok":true,"members":["U2"]}`
				}
				_, _ = io.WriteString(w, reply)
			}
			want := tc.want
			want.ID, want.Members = "C1", []string{"U1", "U2"}
			got, err := server.client().Channel(t.Context(), "C1")
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Error(err, diff)
			}
		})
	}
}

func TestLookupsFailClosedAndAge(t *testing.T) {
	server := newSlack(t)
	now := testNow
	c := NewClient(Config{BotToken: "xoxb-test", URL: server.URL + "/api/", Now: func() time.Time { return now }})
	router, _ := newRouter(&Routes{}, c)
	server.replies["conversations.info"] = `{"ok":true,"channel":{"id":"C1","is_private":true}}`
	server.replies["users.info"] = `{"ok":true,"user":{"id":"U1","team_id":"T0FIRM"}}`
	look := func() (persons, channels int) {
		t.Helper()
		_, err1 := c.Person(t.Context(), "U1")
		_, err2 := c.Channel(t.Context(), "C1")
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		return len(server.called("users.info")), len(server.called("conversations.info"))
	}
	event := func(inner string) {
		r, _, err := parseEvent([]byte(fmt.Sprintf(`{"type":"event_callback","event_id":"E","team_id":"T0FIRM","event":%s}`, inner)))
		if err != nil {
			t.Fatal(err)
		}
		router.serve(r)
	}
	for _, step := range []struct {
		name              string
		do                func()
		persons, channels int
	}{
		{"first", func() {}, 1, 1},
		{"again", func() {}, 1, 1},
		{"after 31 seconds", func() { now = now.Add(31 * time.Second) }, 1, 2},
		{"after five minutes", func() { now = now.Add(5 * time.Minute) }, 2, 3},
		{"somebody joined", func() { event(`{"type":"member_joined_channel","user":"U9","channel":"C1"}`) }, 2, 4},
		{"channel got another id", func() { event(`{"type":"channel_id_changed","old_channel_id":"C1","new_channel_id":"C2"}`) }, 2, 5},
		{"person changed", func() { event(`{"type":"user_change","user":{"id":"U1"}}`) }, 3, 5},
	} {
		step.do()
		if p, ch := look(); p != step.persons || ch != step.channels {
			t.Errorf("%s: asked %d and %d times, want %d and %d", step.name, p, ch, step.persons, step.channels)
		}
	}
	server.replies["users.info"], server.replies["conversations.members"] = `{"ok":false,"error":"user_not_found"}`, `{"ok":false,"error":"fetch_members_failed"}`
	now = now.Add(time.Hour)
	if _, err := c.Person(t.Context(), "U1"); ClassOf(err) != Destination {
		t.Errorf("person: %v", err)
	}
	if _, err := c.Channel(t.Context(), "C1"); err == nil {
		t.Error("channel without its members")
	}
}
