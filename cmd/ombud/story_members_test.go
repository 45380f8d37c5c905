package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/db/dbtest"
	"ombud/playground"
)

// TestAGuestOfWhomNoEventTold: a colleague in the channel becomes a guest, and another
// process heard of it. Half a minute later nothing is posted there any more.
func TestAGuestOfWhomNoEventTold(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t), slack: func(c *playground.Config) {
		c.Events = slices.DeleteFunc(slices.Clone(c.Events), func(e string) bool { return e == "user_change" })
	}})
	first := s.lotte.files()
	s.rest()
	s.card(first)
	s.do("become a guest", s.slack.ChangeUser(s.fatima.id, func(u *playground.User) { u.Restricted = true }))
	s.later(31 * time.Second)
	second := s.lotte.filesOnly()
	s.until("word to the admin", func() bool { return len(headedBy(s.sanne.DMs(), "guest")) > 0 })
	if n := len(headed(s.sanne.Messages(klachten), second)); n != 0 {
		s.fail("%s is in a channel with a guest", second)
	}
}

// TestACrowdedChannel: a channel with more members than can be looked up before each
// message gets nothing, its members are not asked for, and the admin is told why.
func TestACrowdedChannel(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t)})
	s.rest()
	for i := range bot.MostMembers {
		id := fmt.Sprintf("U0CROWD%d", i)
		s.do("account", s.slack.AddUser(playground.User{ID: id, RealName: id, TZ: "Europe/Amsterdam"}))
		s.do("join", s.slack.Join(klachten, id))
	}
	s.later(5 * time.Second)
	number := s.lotte.filesOnly()
	s.until("word to the admin", func() bool { return len(headedBy(s.sanne.DMs(), "More than "+strconv.Itoa(bot.MostMembers))) > 0 })
	if n := len(headed(s.sanne.Messages(klachten), number)); n != 0 {
		s.fail("%s is in a channel with a crowd", number)
	}
	for _, c := range s.slack.Log() {
		if c.Method == "users.info" && strings.Contains(string(c.Request), "U0CROWD") {
			s.fail("one of the crowd was asked for")
		}
	}
}

// headedBy are the messages that hold the words.
func headedBy(messages []playground.Message, words string) (found []playground.Message) {
	for _, m := range messages {
		if strings.Contains(fmt.Sprintf("%s %s", m.Text, m.Blocks), words) {
			found = append(found, m)
		}
	}
	return found
}

// filesOnly files, and does not wait for what is to be told of it.
func (p *person) filesOnly() string {
	p.s.t.Helper()
	p.opensForm()
	p.fills("name", customer, "phone", phone, "email", email, "summary", summary, "story", tale, "deliverers", []string{p.s.joost.id})
	number := p.submitsFiling()
	p.closes()
	return number
}
