package main

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// request is one call of the bot's HTTP side, as nobody but an attacker or a
// broken proxy sends it.
type request struct {
	path, query, body string
	secret            string        // it is signed with; empty: not at all
	late              time.Duration // how old the signature is
	contentType       string
}

// sends sends it and gives the status.
func (s *stage) sends(r request) int {
	s.t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://"+s.bot.addr+r.path+r.query, strings.NewReader(r.body))
	s.do("request", err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if r.contentType != "" {
		req.Header.Set("Content-Type", r.contentType)
	}
	if r.secret != "" {
		ts := strconv.FormatInt(s.tick.Now().Add(-r.late).Unix(), 10)
		req.Header.Set("X-Slack-Request-Timestamp", ts)
		req.Header.Set("X-Slack-Signature", playground.Sign(r.secret, ts, []byte(r.body)))
	}
	resp, err := http.DefaultClient.Do(req)
	s.do("request", err)
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
	return resp.StatusCode
}

// approval is a signed press of Approve by Mees, in another workspace if so.
func (s *stage) approval(team, value string) string {
	p := s.mees.payload("block_actions", map[string]any{
		"actions": []any{map[string]any{"type": "button", "action_id": "answer.approve", "block_id": "decide", "value": value}},
	})
	p["team"] = map[string]any{"id": team}
	p["user"] = map[string]any{"id": s.mees.id, "team_id": team}
	return asJSON(p)
}

// TestRequestsThatAreNotSlacks: nothing that Slack did not sign, just now and
// for this workspace, has any effect.
func TestRequestsThatAreNotSlacks(t *testing.T) {
	onBoth(t, play{http: true}, func(s *stage) {
		number := s.awaitingApproval()
		ours := s.set.SigningSecret
		press := payloadForm(s.approval(s.cfg.Workspace, number+":v1"))
		for name, tc := range map[string]struct {
			request
			status int
		}{
			"no signature":          {request{path: "/slack/interactions", body: press}, 401},
			"another's signature":   {request{path: "/slack/interactions", body: press, secret: "guessed"}, 401},
			"six minutes old":       {request{path: "/slack/interactions", body: press, secret: ours, late: 6 * time.Minute}, 401},
			"six minutes ahead":     {request{path: "/slack/interactions", body: press, secret: ours, late: -6 * time.Minute}, 401},
			"payload in the query":  {request{path: "/slack/interactions", query: "?" + press, secret: ours}, 400},
			"larger than a form":    {request{path: "/slack/interactions", body: press + strings.Repeat("x", 2<<20), secret: ours}, 413},
			"no JSON":               {request{path: "/slack/interactions", body: "payload={", secret: ours}, 400},
			"no payload":            {request{path: "/slack/interactions", body: "load=1", secret: ours}, 400},
			"an event of nothing":   {request{path: "/slack/events", body: "[]", secret: ours, contentType: "application/json"}, 400},
			"a command of nobody":   {request{path: "/slack/commands", body: "command=%2Fklacht", secret: ours}, 400},
			"another's workspace":   {request{path: "/slack/interactions", body: payloadForm(s.approval("T0OTHER", number+":v1")), secret: ours}, 200},
			"another's command":     {request{path: "/slack/commands", body: "team_id=T0OTHER&user_id=U0MEES&command=%2Fklacht&trigger_id=1", secret: ours}, 200},
			"deep as a well":        {request{path: "/slack/interactions", body: payloadForm(strings.Repeat("[", 100000)), secret: ours}, 400},
			"a path of no business": {request{path: "/slack/admin", body: press, secret: ours}, 404},
		} {
			s.unchanged(name, func() {
				if got := s.sends(tc.request); got != tc.status {
					s.fail("%s was answered %d, want %d", name, got, tc.status)
				}
			})
		}
		if got := s.sends(request{path: "/slack/interactions", body: press, secret: ours}); got != 200 {
			s.fail("Slack's own request was answered %d", got)
		}
		s.shows(number, "Approved", "answer.deliver.open")
	})
}

func payloadForm(payload string) string { return "payload=" + url.QueryEscape(payload) }

// awaitingApproval brings a complaint to where its answer waits for a manager.
func (s *stage) awaitingApproval() string {
	s.t.Helper()
	number := s.onMilansDesk()
	s.milan.contacts(s.milan.dm(number, "case.contact.open"), number, "2026-03-13")
	s.milan.drafts(s.milan.dm(number, "answer.draft.open"), answer1)
	return number
}

// TestForgedValues: buttons and forms that carry what no client put there.
func TestForgedValues(t *testing.T) {
	onBoth(t, play{http: true}, func(s *stage) {
		number := s.awaitingApproval()
		strange := s.inAnotherWorkspace()
		values := []string{
			"", "K-2026-0777", strange, number + ":v0", number + ":v-1", number + ":v9", number + ":v99999999999999999999", number + "/../x", ":v1",
			"|||||", number + "'; DROP TABLE complaint; --", "K-2026-0001\x00", strings.Repeat("9", 2000),
		}
		for _, action := range []string{
			"case.open", "case.assign.open", "case.contact.open", "answer.draft.open", "answer.read", "answer.approve", "answer.changes.open",
			"answer.deliver.open", "followup.open", "case.close.open", "case.readback.open", "case.more", "case.page.next", "no.such.action",
		} {
			wrote := s.written(func() {
				for _, value := range values {
					s.mees.forgesPress(action, value)
					s.mees.closes()
				}
			})
			if len(wrote) > 0 && !slices.Equal(wrote, []string{"reading"}) { // of a file that is his to open
				s.fail("%s wrote to %v", action, wrote)
			}
		}
		s.forgedForms(number, strange)
		s.shows(number, "In approval", "answer.review")
	})
}

// forgedForms sends the form that asks for changes with metadata of its own.
func (s *stage) forgedForms(number, strange string) {
	s.t.Helper()
	for _, metadata := range []string{
		"", "|||||", number, number + "|x|1||en|", number + "|0|1||en", number + "|0|7||en|", number + "|0|-1||en|", strange + "|0|1||en|",
		"K-2026-0777|0|1||en|", number + "|0|99999999999999999999||en|", strings.Repeat("|", 2999),
	} {
		view := map[string]any{
			"id": "V0FORGED", "type": "modal", "callback_id": "answer.changes", "private_metadata": metadata, "hash": "1",
			"state": map[string]any{"values": map[string]any{"comment": map[string]any{"v": map[string]any{"type": "plain_text_input", "value": comment}}}},
		}
		s.unchanged("metadata "+metadata, func() { s.mees.forges(s.mees.payload("view_submission", map[string]any{"view": view})) })
	}
}

// inAnotherWorkspace files a case in another workspace of the same database
// and gives a number that only that one has.
func (s *stage) inAnotherWorkspace() string {
	s.t.Helper()
	ctx, other, now := context.Background(), s.store.In("T0OTHER"), s.clock.Now()
	s.do("procedure", other.SaveProcedure(ctx, s.cfg.yaml, now))
	s.do("calendar", other.SaveCalendar(ctx, s.cfg.cal, now))
	s.do("roster", other.SaveRoster(ctx, s.cfg.roster()))
	number := ""
	for _, source := range []string{"a", "b"} {
		c, _, err := other.CreateCase(ctx, source, now, func(c *complaint.Case) error {
			return c.Register(complaint.Registration{
				Via: "phone", ReceivedAt: now, Filing: complaint.Filing{Name: "Bo", Phone: "0612345678", Summary: "theirs", Story: tale},
			}, complaint.Person{ID: "U0LOTTE", Member: true}, now)
		})
		s.do("file elsewhere", err)
		number = c.Number
	}
	return number
}

// TestOutsiders: guests, people of other companies and bots are turned away at
// every door.
func TestOutsiders(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		number := s.lotte.files()
		s.unchanged("what outsiders do", func() {
			if said := s.guest.told(general, "/complaint", ""); !strings.Contains(said, "klantcontact@noorderlicht.example") {
				s.fail("the guest is told %q", said)
			}
			for _, p := range []*person{s.guest, s.external} {
				seen, err := p.Shortcut("case.file.global")
				if err == nil && seen.Modal != nil && seen.Modal.Title != sorry {
					s.fail("%s got the form", p.name)
				}
				p.Reload()
				p.forgesPress("case.open", number)
				p.forgesPress("case.assign.open", number)
				p.forges(p.payload("view_submission", map[string]any{"view": map[string]any{
					"id": "V0FORGED", "type": "modal", "callback_id": "case.file", "private_metadata": "|0|0||en|", "state": map[string]any{"values": map[string]any{}},
				}}))
				p.blind(number, customer)
			}
		})
	})
}
