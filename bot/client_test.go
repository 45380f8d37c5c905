package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPost(t *testing.T) {
	server := newSlack(t)
	c := server.client()
	ts, channel, err := c.Post(t.Context(), "C1", "1.0", &viewMessage, "n-7")
	if err != nil || ts != "1.5" || channel != "C1" {
		t.Fatal(ts, channel, err)
	}
	form := server.called("chat.postMessage")[0].form
	for key, want := range map[string]string{
		"channel": "C1", "thread_ts": "1.0", "text": "Filed.", "unfurl_links": "false", "unfurl_media": "false", "reply_broadcast": "",
		"metadata": `{"event_type":"ombud_notice","event_payload":{"key":"n-7"}}`,
	} {
		if got := form.Get(key); got != want {
			t.Errorf("%s = %q, want %q", key, got, want)
		}
	}
	if _, _, err = c.PostLoud(t.Context(), "C1", "1.0", &viewMessage, "n-8"); err != nil {
		t.Fatal(err)
	}
	if got := server.called("chat.postMessage")[1].form.Get("reply_broadcast"); got != "true" {
		t.Errorf("loud: reply_broadcast = %q", got)
	}
}

func TestGoneIsDeleted(t *testing.T) {
	server := newSlack(t)
	server.replies["chat.delete"] = `{"ok":false,"error":"message_not_found"}`
	server.replies["files.delete"] = `{"ok":false,"error":"file_not_found"}`
	c := server.client()
	if err := errors.Join(c.Delete(t.Context(), "C1", "1.1"), c.DeleteFile(t.Context(), "F1")); err != nil {
		t.Error(err)
	}
	server.replies["chat.delete"] = `{"ok":false,"error":"cant_delete_message"}`
	if err := c.Delete(t.Context(), "C1", "1.1"); ClassOf(err) != Uneditable {
		t.Error(err)
	}
}

// Messages of others are in the way: of elements slack-go cannot read, and with
// our key in the metadata of somebody else.
func TestFind(t *testing.T) {
	server := newSlack(t)
	const strange = `"blocks":[{"type":"actions","elements":[{"type":"hologram"}]}]`
	meta := func(key string) string {
		return `"metadata":{"event_type":"ombud_notice","event_payload":{"key":"` + key + `"}}`
	}
	pages := map[string]string{
		"":   `{"ok":true,"messages":[{"ts":"9.0","user":"U1",` + strange + `},{"ts":"8.0","bot_id":"B9",` + meta("n-7") + `},{"ts":"7.5","user":"U0BOT",` + meta("n-6") + `}],"has_more":true,"response_metadata":{"next_cursor":"p2"}}`,
		"p2": `{"ok":true,"messages":[{"ts":"7.0","bot_id":"B0BOT","user":"U0BOT",` + meta("n-7") + `}]}`,
	}
	page := func(w http.ResponseWriter, r *http.Request) {
		calls := server.called(strings.TrimPrefix(r.URL.Path, "/api/"))
		_, _ = io.WriteString(w, pages[calls[len(calls)-1].form.Get("cursor")])
	}
	server.handle["conversations.history"], server.handle["conversations.replies"] = page, page
	c := server.client()
	since := time.Unix(1_700_000_000, 0)
	for _, thread := range []string{"", "1.0"} {
		ts, found, err := c.Find(t.Context(), "C1", thread, "n-7", since)
		if err != nil || !found || ts != "7.0" {
			t.Errorf("thread %q: %q %v %v", thread, ts, found, err)
		}
		if _, found, err = c.Find(t.Context(), "C1", thread, "n-1", since); err != nil || found {
			t.Errorf("thread %q, unknown key: %v %v", thread, found, err)
		}
	}
	form := server.called("conversations.history")[0].form
	if form.Get("include_all_metadata") != "true" || form.Get("oldest") != "1699999940.000000" {
		t.Errorf("form %v", form)
	}
	if form := server.called("conversations.replies")[0].form; form.Get("ts") != "1.0" {
		t.Errorf("form %v", form)
	}
}

func TestFindFailsRatherThanGuesses(t *testing.T) {
	server := newSlack(t)
	server.replies["conversations.history"] = `{"ok":true,"messages":[],"response_metadata":{"next_cursor":"more"}}`
	if _, _, err := server.client().Find(t.Context(), "C1", "", "n", testNow); !errors.Is(err, ErrEndless) || ClassOf(err) != "" {
		t.Errorf("endless history: %v", err)
	}
	server.replies["conversations.history"] = `{"ok":false,"error":"not_in_channel"}`
	if _, _, err := server.client().Find(t.Context(), "C1", "", "n", testNow); ClassOf(err) != Destination {
		t.Errorf("unreadable history: %v", err)
	}
}

func TestRespondURL(t *testing.T) {
	server := newSlack(t)
	c := server.client()
	if err := c.RespondURL(t.Context(), server.URL+"/api/hook", "1.0", &viewMessage, true); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(server.called("hook")[0].body, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"response_type": "ephemeral", "replace_original": true, "thread_ts": "1.0", "text": "Filed."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, address := range []string{"", "https://evil.example/x", "http://hooks.slack.com/x", "https://slack.com.evil.example/", "https://notslack.com/"} {
		if err := c.RespondURL(t.Context(), address, "", &viewMessage, false); ClassOf(err) != OurBug {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestOpenDMIsRemembered(t *testing.T) {
	server := newSlack(t)
	c := server.client()
	for range 2 {
		if id, err := c.OpenDM(t.Context(), testUser); err != nil || id != "D0MILAN" {
			t.Fatal(id, err)
		}
	}
	if n := len(server.called("conversations.open")); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestDownloadIsBounded(t *testing.T) {
	server := newSlack(t)
	server.handle["files/F1"] = func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer xoxb-test" {
			w.WriteHeader(http.StatusForbidden)
		}
		_, _ = w.Write(bytes.Repeat([]byte("x"), 70_000))
	}
	server.replies["files.info"] = `{"ok":true,"file":{"id":"F1","name":"a.pdf","mimetype":"application/pdf","size":7,"url_private_download":"` + server.URL + `/api/files/F1"}}`
	c := server.client()
	f, err := c.FileInfo(t.Context(), "F1")
	if err != nil || f.Name != "a.pdf" || f.Size != 7 {
		t.Fatal(f, err)
	}
	if data, err := c.Download(t.Context(), f, 70_000); err != nil || len(data) != 70_000 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if _, err := c.Download(t.Context(), f, 69_999); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
	f.URL = "https://evil.example/F1"
	if _, err := c.Download(t.Context(), f, 70_000); err == nil {
		t.Error("sent the token elsewhere")
	}
}

func TestUpload(t *testing.T) {
	server := newSlack(t)
	server.replies["files.getUploadURLExternal"] = `{"ok":true,"upload_url":"` + server.URL + `/api/put","file_id":"F9"}`
	server.handle["put"] = func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "OK - 3") }
	server.replies["files.completeUploadExternal"] = `{"ok":true,"files":[{"id":"F9","title":"Report"}]}`
	id, early := "", false
	begun := func(file string) error {
		id, early = file, len(server.called("files.completeUploadExternal")) == 0
		return nil
	}
	if err := server.client().Upload(t.Context(), "C1", "1.0", "r.pdf", "Report", []byte("pdf"), begun); err != nil || id != "F9" || !early {
		t.Fatal(id, early, err)
	}
	if form := server.called("files.completeUploadExternal")[0].form; form.Get("channel_id") != "C1" || form.Get("thread_ts") != "1.0" {
		t.Errorf("form %v", form)
	}
	if got := server.called("put")[0].body; !bytes.Contains(got, []byte("pdf")) {
		t.Error("content not sent")
	}
	refuse := func(string) error { return errRefused }
	err := server.client().Upload(t.Context(), "C1", "1.0", "r.pdf", "Report", []byte("pdf"), refuse)
	if n := len(server.called("files.completeUploadExternal")); !errors.Is(err, errRefused) || n != 1 {
		t.Errorf("shared %d times although the second was not to be: %v", n, err)
	}
}

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

func TestCheckStart(t *testing.T) {
	auth := func(scopes, reply string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-OAuth-Scopes", scopes)
			_, _ = io.WriteString(w, reply)
		}
	}
	const ok = `{"ok":true,"team_id":"T0FIRM","user_id":"U0BOT","bot_id":"B0BOT"}`
	all := strings.Join(Scopes, ",")
	for _, tc := range []struct {
		name, bot, app string
		auth           http.HandlerFunc
		want           string // part of the error; "" for none
	}{
		{"fine", "xoxb-1", "xapp-1", auth(all, ok), ""},
		{"no socket", "xoxb-1", "", auth(strings.ReplaceAll(all, ",", ", "), ok), ""},
		{"scopes not told", "xoxb-1", "", auth("", ok), ""},
		{"no token", "", "", nil, "SLACK_BOT_TOKEN is not set"},
		{"user token", "xoxp-1", "", nil, "SLACK_BOT_TOKEN is a user token"},
		{"swapped", "xapp-1", "xoxb-1", nil, "SLACK_BOT_TOKEN is an app-level token"},
		{"bot token for the app", "xoxb-1", "xoxb-2", nil, "SLACK_APP_TOKEN is a bot token"},
		{"no token at all", "hello", "", nil, "must begin with xoxb-"},
		{"refused", "xoxb-1", "", auth("", `{"ok":false,"error":"invalid_auth"}`), "SLACK_BOT_TOKEN is refused: slack auth.test: invalid_auth"},
		{"scopes missing", "xoxb-1", "", auth(strings.ReplaceAll(all, "im:write,", ""), ok), "lacks the scopes im:write;"},
		{"no bot", "xoxb-1", "", auth(all, `{"ok":true,"team_id":"T1","user_id":"U1"}`), "belongs to no bot"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := newSlack(t)
			server.handle["auth.test"] = tc.auth
			c := NewClient(Config{BotToken: tc.bot, AppToken: tc.app, URL: server.URL + "/api", Now: time.Now})
			err := c.CheckStart(context.Background())
			if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
			if tc.bot != "" && err != nil && strings.Contains(err.Error(), tc.bot) {
				t.Errorf("the error shows the token: %v", err)
			}
		})
	}
}

// A new connection costs more than most calls.
func TestConnectionsAreKept(t *testing.T) {
	var opened atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(5 * time.Millisecond) // so that those of a round overlap
		_, _ = fmt.Fprint(w, `{"ok":true}`)
	}))
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	c := NewClient(Config{BotToken: "xoxb-1", URL: server.URL + "/api/", Now: time.Now})
	const atOnce = 8
	for range 5 {
		var calls sync.WaitGroup
		for range atOnce {
			calls.Go(func() {
				if err := c.RespondURL(t.Context(), server.URL+"/respond", "", &viewMessage, false); err != nil {
					t.Error(err)
				}
			})
		}
		calls.Wait()
	}
	if n := opened.Load(); n > atOnce {
		t.Errorf("%d connections for %d calls at once", n, atOnce)
	}
}
