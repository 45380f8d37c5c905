package handlers

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/complaint"
	"ombud/db"
)

// wrote is the event of what somebody wrote to the app.
func wrote(user, ts, thread string) *bot.Request {
	return &bot.Request{
		Kind: bot.KindEvent, Route: "message.im", Team: firm, User: user, Channel: "D1", Text: "Mevrouw Zwaluw belde",
		Event: bot.Event{Type: "message", User: user, Channel: "D1", TS: ts, ThreadTS: thread, Text: "Mevrouw Zwaluw belde"},
	}
}

// Whoever writes to the app is answered once, not each line, and again another day:
// in the thread in which they wrote. What they wrote is no part of it.
func TestWritingToTheApp(t *testing.T) {
	o := newOffice(t)
	for i, tc := range []struct {
		name   string
		user   string
		later  time.Duration
		thread string
		want   string
	}{
		{"the first line", lotte, 0, "", "talk U0LOTTE 1.1"},
		{"the next", lotte, time.Minute, "", ""},
		{"somebody else", milan, 0, "0.5", "talk U0MILAN 1.3/0.5"},
		{"at the end of the day", lotte, 23 * time.Hour, "", ""},
		{"a day later", lotte, time.Hour, "", "talk U0LOTTE 1.5"},
		{"and on", lotte, 5 * time.Hour, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o.turn(o.now.Add(tc.later))
			resp, err := o.h.talked(t.Context(), wrote(tc.user, fmt.Sprintf("1.%d", i+1), tc.thread))
			if err != nil || resp.Ephemeral != nil {
				t.Fatalf("answered %+v, %v: want a message that stays", resp, err)
			}
			claimed, err := o.store.Claim(t.Context(), time.Now(), time.Minute, 5)
			must(t, err)
			var told string
			for _, n := range claimed {
				told += fmt.Sprintf("%s %s %s", n.Kind, n.To, n.Ref)
				must(t, o.store.Done(t.Context(), n, db.Delivery{At: o.now}, nil))
				if strings.Contains(fmt.Sprint(n), "Zwaluw") {
					t.Errorf("the words are kept: %v", n)
				}
			}
			if told != tc.want {
				t.Errorf("told %q, want %q", told, tc.want)
			}
		})
	}
}

// Guests and people of other companies hear for whom the app is, once a day too,
// and nothing of what colleagues can do.
func TestAGuestWritingToTheApp(t *testing.T) {
	o := newOffice(t)
	for i, tc := range []struct {
		later time.Duration
		want  bool
	}{{0, true}, {time.Minute, false}, {24 * time.Hour, true}} {
		o.turn(o.now.Add(tc.later))
		_, err := o.h.talked(t.Context(), wrote(gast, fmt.Sprintf("1.%d", i), ""))
		if told := errors.Is(err, errOutsider); told != tc.want || err != nil && !told {
			t.Errorf("line %d: %v, want told %v", i, err, tc.want)
		}
	}
	if n := o.notices(complaint.NoticeTalk); n != 0 {
		t.Errorf("told %d times what colleagues can do", n)
	}
}

// The way there is Slack's: what people write reaches the handler, what the app says
// itself does not.
func TestTheWayOfADirectMessage(t *testing.T) {
	o := newOffice(t)
	p := o.as(gast)
	dm, err := o.h.Slack.OpenDM(t.Context(), gast)
	must(t, err)
	_, err = p.Say(dm, "hallo", "")
	must(t, err)
	if !o.Wait(soon, func() bool { return len(p.Ephemerals(dm)) > 0 }) {
		t.Fatal("a guest hears nothing")
	}
	if text := p.Text(p.Ephemerals(dm)[0]); !strings.Contains(text, "medewerkers van Noorderlicht Advies") {
		t.Errorf("a guest hears %q", text)
	}
}
