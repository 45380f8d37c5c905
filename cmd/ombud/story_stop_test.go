package main

import (
	"strings"
	"testing"
	"time"

	"ombud/db/dbtest"
	"ombud/playground"
)

// held starts the bot anew with its calls through a holder.
func (s *stage) held() *holder {
	s.t.Helper()
	h := newHolder(s)
	s.stop()
	s.set.SlackURL = h.server.URL + "/api/"
	s.start()
	return h
}

// TestStopDoesNotWaitForEver: a message that Slack does not answer holds the end up for a
// bounded time. What became of it is found out after the next start, and it is there once.
func TestStopDoesNotWaitForEver(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		h := s.held()
		s.lotte.opensForm()
		s.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale, "deliverers", []string{s.joost.id})
		h.next <- hold{words: klachten, answer: true}
		number := s.lotte.submitsFiling()
		<-h.held
		s.bot.patience = 200 * time.Millisecond
		begun := time.Now()
		err := s.bot.stop()
		if took := time.Since(begun); err == nil || !strings.Contains(err.Error(), "stop the sender") || took > 5*time.Second {
			s.fail("after %v it ended with %v", took, err)
		}
		close(h.free)
		s.start()
		s.later(2 * time.Minute) // whoever was about to send it has it no longer
		s.rest()
		if n := len(headed(s.sanne.Messages(klachten), number)); n != 1 {
			s.fail("%d cards of %s", n, number)
		}
	})
}

// TestStopAnswersWhatCameIn: while the last handlers run, whoever presses is still answered.
func TestStopAnswersWhatCameIn(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t)})
	h := s.held()
	h.next <- hold{method: "views.open"}
	opened, ended := make(chan playground.Seen, 1), make(chan error, 1)
	go func() {
		seen, _ := s.lotte.Command(general, "/complaint", "")
		opened <- seen
	}()
	<-h.held
	bot := s.bot
	go func() { ended <- bot.stop() }()
	time.Sleep(200 * time.Millisecond) // it has begun, and the form is still on its way
	seen, err := s.mees.Command(general, "/complaint", "help")
	s.mees.went("help at the last moment", seen, err)
	close(h.free)
	if first := <-opened; first.Failure != "" || first.Modal == nil {
		s.fail("the form that was on its way: %s", first.Failure)
	}
	s.do("stop", <-ended)
	s.bot = nil
}
