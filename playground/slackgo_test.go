package playground_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"ombud/playground"
)

// slackGo is a workspace and a slack-go client that knows nothing of it.
func slackGo(t *testing.T, cfg playground.Config) (*playground.Slack, *slack.Client) {
	t.Helper()
	s := playground.New(clocked(cfg))
	url, err := s.Start("127.0.0.1:0")
	check(t, err)
	t.Cleanup(s.Close)
	check(t, s.AddUser(playground.User{ID: "U0SANNE", Name: "sanne", RealName: "Sanne Bakker"}))
	check(t, s.AddChannel(playground.Channel{ID: "C0KLACHTEN", Name: "klachten", Private: true, Members: []string{"U0SANNE", "U0OMBUD"}}))
	return s, slack.New("xoxb-playground", slack.OptionAPIURL(url), slack.OptionAppLevelToken("xapp-playground"))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func section(s string) slack.Block {
	return slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, s, false, false), nil, nil)
}

func TestSlackGoPostsUpdatesAndReadsBack(t *testing.T) {
	s, api := slackGo(t, playground.Config{})
	ctx := context.Background()
	who, err := api.AuthTestContext(ctx)
	check(t, err)
	if who.UserID != "U0OMBUD" || who.BotID != "B0OMBUD" || who.TeamID != "T0FIRM" {
		t.Errorf("auth.test %+v", who)
	}
	meta := slack.SlackMetadata{EventType: "ombud_notice", EventPayload: map[string]any{"id": "n-42"}}
	ch, ts, err := api.PostMessageContext(ctx, "C0KLACHTEN", slack.MsgOptionText("kaart", false),
		slack.MsgOptionBlocks(section("*Kaart*")), slack.MsgOptionMetadata(meta), slack.MsgOptionDisableLinkUnfurl())
	check(t, err)
	_, _, err = api.PostMessageContext(ctx, ch, slack.MsgOptionText("in de draad", false), slack.MsgOptionTS(ts))
	check(t, err)
	_, _, _, err = api.UpdateMessageContext(ctx, ch, ts, slack.MsgOptionText("kaart 2", false), slack.MsgOptionBlocks(section("*Kaart 2*")))
	check(t, err)
	if got := s.As("U0SANNE").Text(s.As("U0SANNE").Messages(ch)[0]); got != "*Kaart 2*" {
		t.Errorf("Sanne reads %q", got)
	}
	h, err := api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: ch, IncludeAllMetadata: true, Oldest: ts, Inclusive: true})
	check(t, err)
	if len(h.Messages) != 1 || h.Messages[0].Metadata.EventPayload["id"] != "n-42" || h.Messages[0].ReplyCount != 1 {
		t.Errorf("history %+v", h.Messages)
	}
	replies, _, _, err := api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{ChannelID: ch, Timestamp: ts, IncludeAllMetadata: true})
	check(t, err)
	if len(replies) != 2 || replies[1].Text != "in de draad" {
		t.Errorf("replies %+v", replies)
	}
	dm, _, err := api.PostMessageContext(ctx, "U0SANNE", slack.MsgOptionText("ontvangst", false))
	check(t, err)
	if !strings.HasPrefix(dm, "D") {
		t.Errorf("channel of a DM: %s", dm)
	}
	_, _, err = api.DeleteMessageContext(ctx, ch, ts)
	check(t, err)
}

func TestSlackGoSeesRefusals(t *testing.T) {
	s, api := slackGo(t, playground.Config{})
	long := slack.NewHeaderBlock(slack.NewTextBlockObject(slack.PlainTextType, strings.Repeat("x", 151), false, false))
	_, _, err := api.PostMessage("C0KLACHTEN", slack.MsgOptionBlocks(long))
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) || refused.Err != "invalid_blocks" || len(refused.ResponseMetadata.Messages) == 0 {
		t.Errorf("error %#v", err)
	}
	_, err = api.GetTeamInfo()
	if !errors.As(err, &refused) || refused.Needed != "team:read" || refused.Provided == "" {
		t.Errorf("error %#v", err)
	}
	s.Fail(playground.Fault{Kind: playground.HTTPStatus, Status: 429, RetryAfter: 9})
	_, _, err = api.PostMessage("C0KLACHTEN", slack.MsgOptionText("x", false))
	var limited *slack.RateLimitedError
	if !errors.As(err, &limited) || limited.RetryAfter != 9*time.Second {
		t.Errorf("error %#v", err)
	}
	s.Fail(playground.Fault{Kind: playground.DropAfter, Method: "chat.postMessage"})
	if _, _, err = api.PostMessage("C0KLACHTEN", slack.MsgOptionText("dubbel?", false)); err == nil {
		t.Error("a cut connection gave no error")
	}
	if n := len(s.As("U0SANNE").Messages("C0KLACHTEN")); n != 1 {
		t.Errorf("%d messages after a cut connection", n)
	}
}

func TestSlackGoUploadsAndDownloads(t *testing.T) {
	s, api := slackGo(t, playground.Config{})
	ctx := context.Background()
	f, err := api.UploadFileContext(ctx, slack.UploadFileParameters{
		Filename: "rapport.txt", FileSize: 5, Content: "cijfs", Channel: "C0KLACHTEN", Title: "Rapport", InitialComment: "Kwartaal 4",
	})
	check(t, err)
	if c, err := s.As("U0SANNE").Content(f.ID); err != nil || string(c) != "cijfs" {
		t.Errorf("Sanne reads %q, %v", c, err)
	}
	info, _, _, err := api.GetFileInfoContext(ctx, f.ID, 0, 0)
	check(t, err)
	var b strings.Builder
	check(t, api.GetFileContext(ctx, info.URLPrivateDownload, &b))
	if b.String() != "cijfs" || info.Title != "Rapport" || info.Size != 5 {
		t.Errorf("downloaded %q of %+v", b.String(), info)
	}
	check(t, api.DeleteFileContext(ctx, f.ID))
}

func TestSlackGoLooksUp(t *testing.T) {
	_, api := slackGo(t, playground.Config{})
	u, err := api.GetUserInfo("U0SANNE")
	check(t, err)
	if u.RealName != "Sanne Bakker" || u.IsRestricted || u.TZOffset == 0 {
		t.Errorf("user %+v", u)
	}
	c, err := api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C0KLACHTEN"})
	check(t, err)
	if !c.IsPrivate || c.IsExtShared || !c.IsMember {
		t.Errorf("channel %+v", c)
	}
	members, _, err := api.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C0KLACHTEN", Limit: 1})
	check(t, err)
	if len(members) != 1 || members[0] != "U0SANNE" {
		t.Errorf("members %v", members)
	}
	im, _, _, err := api.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0SANNE"}, ReturnIM: true})
	check(t, err)
	if im.User != "U0SANNE" {
		t.Errorf("im %+v", im)
	}
	users, err := api.GetUsers(slack.GetUsersOptionLimit(1))
	check(t, err)
	if len(users) != 3 {
		t.Errorf("%d users", len(users))
	}
	link, err := api.GetPermalink(&slack.PermalinkParameters{Channel: "C0KLACHTEN", Ts: "1.000001"})
	if err == nil {
		t.Errorf("permalink %s of nothing", link)
	}
}

// modal is a form as a bot would build it.
func modal(title string) slack.ModalViewRequest {
	name := slack.NewPlainTextInputBlockElement(nil, "v")
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: "case.file", Title: slack.NewTextBlockObject(slack.PlainTextType, title, false, false),
		Submit: slack.NewTextBlockObject(slack.PlainTextType, "OK", false, false),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock("name", slack.NewTextBlockObject(slack.PlainTextType, "Naam", false, false), nil, name),
		}},
	}
}

func TestSlackGoSocketMode(t *testing.T) {
	s, api := slackGo(t, playground.Config{})
	ctx, cancel := context.WithCancel(context.Background())
	client := socketmode.New(api)
	ended := make(chan struct{})
	go func() { _ = client.RunContext(ctx); close(ended) }()
	go serve(ctx, t, api, client)
	t.Cleanup(func() { cancel(); <-ended })
	if !s.Wait(5*time.Second, func() bool { return s.Sockets() == 1 }) {
		t.Fatal("no socket")
	}
	p := s.As("U0SANNE")
	seen, err := p.Command("C0KLACHTEN", "/klacht", "")
	check(t, err)
	if seen.Modal == nil || seen.Modal.Title != "Klacht" {
		t.Fatalf("seen %+v", seen)
	}
	_, err = p.Fill("name", "Zon")
	check(t, err)
	seen, err = p.Submit()
	check(t, err)
	if seen.Failure != "" || seen.Modal == nil || seen.Modal.Title != "Gedaan: Zon" {
		t.Errorf("seen %+v", seen)
	}
	s.CutSockets()
	s.Wait(5*time.Second, func() bool { return s.Sockets() == 0 })
	if !s.Wait(5*time.Second, func() bool { return s.Sockets() == 1 }) {
		t.Fatal("slack-go did not reconnect")
	}
	seen, err = p.Command("C0KLACHTEN", "/klacht", "")
	check(t, err)
	if seen.Failure != "" {
		t.Errorf("after a reconnect %+v", seen)
	}
}

// serve opens a form on a command and answers its submission in the ack.
func serve(ctx context.Context, t *testing.T, api *slack.Client, client *socketmode.Client) {
	for {
		var e socketmode.Event
		select {
		case <-ctx.Done():
			return
		case e = <-client.Events:
		}
		switch d := e.Data.(type) {
		case slack.SlashCommand:
			if _, err := api.OpenViewContext(ctx, d.TriggerID, modal("Klacht")); err != nil {
				t.Errorf("views.open: %v", err)
			}
			_ = client.Ack(*e.Request)
		case slack.InteractionCallback:
			view := modal("Gedaan: " + d.View.State.Values["name"]["v"].Value)
			_ = client.Ack(*e.Request, slack.NewUpdateViewSubmissionResponse(&view))
		}
	}
}

func TestSlackGoOverHTTP(t *testing.T) {
	var api *slack.Client
	app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		v, err := slack.NewSecretsVerifier(r.Header, "playground-signing-secret")
		if err == nil {
			_, _ = v.Write(body)
			err = v.Ensure()
		}
		if err != nil {
			t.Errorf("signature: %v", err)
		}
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		if r.URL.Path == "/slack/commands" {
			c, err := slack.SlashCommandParse(r)
			if err == nil {
				_, err = api.OpenView(c.TriggerID, modal("Klacht"))
			}
			if err != nil {
				t.Errorf("command: %v", err)
			}
			return
		}
		cb, err := slack.InteractionCallbackParse(r)
		if err != nil {
			t.Errorf("interaction: %v", err)
		}
		if cb.User.TeamID != "T0FIRM" || cb.Team.ID != "T0FIRM" {
			t.Errorf("team %q of user, %q of payload", cb.User.TeamID, cb.Team.ID)
		}
		_ = json.NewEncoder(w).Encode(slack.NewErrorsViewSubmissionResponse(map[string]string{"name": "Onbekend"}))
	}))
	defer app.Close()
	var s *playground.Slack
	s, api = slackGo(t, playground.Config{RequestURL: app.URL + "/slack"})
	p := s.As("U0SANNE")
	seen, err := p.Command("C0KLACHTEN", "/klacht", "")
	check(t, err)
	if seen.Modal == nil {
		t.Fatalf("seen %+v", seen)
	}
	_, err = p.Fill("name", "Zon")
	check(t, err)
	seen, err = p.Submit()
	check(t, err)
	if seen.Errors["name"] != "Onbekend" {
		t.Errorf("seen %+v", seen)
	}
	view, err := api.UpdateView(modal("Nieuw"), "", seen.Modal.Hash, seen.Modal.ID)
	check(t, err)
	if view.State.Values["name"]["v"].Value != "Zon" {
		t.Errorf("state %+v", view.State)
	}
	_, err = api.PublishView("U0SANNE", slack.HomeTabViewRequest{
		Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{section("Welkom")}},
	}, "")
	check(t, err)
	if got := p.ViewText(p.Home()); got != "Welkom" {
		t.Errorf("Home %q", got)
	}
}

func init() { log.SetOutput(io.Discard) } // slack-go's own log

func clocked(cfg playground.Config) playground.Config {
	cfg.Now, cfg.Machine = time.Now, time.Now
	return cfg
}
