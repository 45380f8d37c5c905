package main

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db/dbtest"
	"ombud/playground"
)

// TestSocketsComeAndGo walks to an assigned case while Slack renews all connections
// beneath each step, or cuts them before it. Every step is answered, also over a
// connection that is about to end, and has one effect; operators see when none is open.
func TestSocketsComeAndGo(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t)})
	s.connected(2)
	var number string
	for i, step := range []func(){
		s.lotte.opensForm,
		func() {
			s.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale, "done", []string{"readback", "explained"})
		},
		func() { number = s.lotte.submitsFiling() },
		s.lotte.closes,
		func() { s.sanne.presses(s.card(number), "case.assign.open") },
		func() { s.sanne.chooses(s.milan) },
		func() { s.sanne.fills("deliverers", []string{s.joost.id}, "brief", brief) },
		func() { s.sanne.submits() },
	} {
		s.later(time.Hour) // so old that Slack wants them renewed
		if i%3 == 2 {
			s.slack.CutSockets()
			s.connected(2)
			step()
		} else {
			end := s.slack.RefreshSockets()
			s.connected(4)
			for range 4 { // over each of them
				s.mees.types(general, "/complaint", "help")
			}
			step()
			end()
			s.connected(2)
		}
		s.rest()
	}
	s.shows(number, "Assigned", "case.contact.open")
	s.happened(number, complaint.Received, complaint.ReadBackApproved, complaint.Explained, complaint.DelivererNamed, complaint.HandlerAssigned, complaint.FormSent)
	s.tellsOperators()
}

// connected waits until so many connections are open.
func (s *stage) connected(n int) {
	s.t.Helper()
	s.until("connections as they should be", func() bool { return s.slack.Sockets() == n })
}

// tellsOperators: without a connection the bot is not ready, and says so.
func (s *stage) tellsOperators() {
	s.t.Helper()
	ready := s.asks("/readyz", http.StatusNoContent, "")
	alone := s.asks("/readyz", http.StatusServiceUnavailable, "no connection to Slack")
	s.until("readiness", ready)
	s.slack.Fail(playground.Fault{Method: "apps.connections.open", Kind: playground.ErrorCode, Error: "internal_error", Times: -1})
	s.slack.CutSockets()
	s.until("to be called alone", alone)
	for _, figure := range []string{"ombud_sockets_live 0", "ombud_sender_halted 0", "ombud_notices_waiting 0", "ombud_deliveries_failed_total 0"} {
		if !s.asks("/metrics", http.StatusOK, figure)() {
			s.fail("the figures lack %s", figure)
		}
	}
	s.slack.ClearFaults()
	s.until("readiness again", ready)
}

// asks gives a question of operators, which is true when it is answered so.
func (s *stage) asks(path string, status int, part string) func() bool {
	mux := http.NewServeMux()
	s.bot.health(mux)
	return func() bool {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w.Code == status && strings.Contains(w.Body.String(), part)
	}
}

// happened fails unless these events, and no others, make up a case; of reminders, which
// go by the minute where a process runs by itself, it knows nothing.
func (s *stage) happened(number string, want ...complaint.Kind) {
	s.t.Helper()
	var got []complaint.Kind
	for _, e := range s.kase(number).Events {
		if e.Kind != complaint.Reminded {
			got = append(got, e.Kind)
		}
	}
	if !slices.Equal(got, want) {
		s.fail("this happened: %q\nwant %q", got, want)
	}
}
