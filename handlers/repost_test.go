package handlers

import (
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// notices claims the waiting notices and counts those of a kind.
func (o *office) notices(kind complaint.NoticeKind) (n int) {
	o.t.Helper()
	for {
		claimed, err := o.store.Claim(o.t.Context(), time.Now(), time.Minute, 50)
		must(o.t, err)
		if len(claimed) == 0 {
			return n
		}
		for _, c := range claimed {
			if c.Kind == kind {
				n++
			}
			must(o.t, o.store.Done(o.t.Context(), c, db.Delivery{At: o.now}, nil))
		}
	}
}

// whispers gives a command and waits for what is said to its person alone.
func (p person) whispers(name, rest string) string {
	p.o.t.Helper()
	before := len(p.Ephemerals(algemeen))
	p.command(name, rest)
	for range 500 {
		if list := p.Ephemerals(algemeen); len(list) > before {
			return p.Text(list[before])
		}
		time.Sleep(10 * time.Millisecond)
	}
	return ""
}

func TestRepost(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	for _, tc := range []struct {
		name, user, typed string
		says              string
		cards             int
	}{
		{"by number", sanne, "herplaats " + number, "Er komt een nieuwe kaart van " + number, 1},
		{"again at once", sanne, "herplaats 1", "Er komt een nieuwe kaart van " + number, 0},
		{"without a number", sanne, "herplaats", "/klacht herplaats K-2026-0042", 0},
		{"a number that is not there", sanne, "repost 99", "Er is geen zaak", 0},
		{"who only filed it", lotte, "herplaats " + number, "Sanne Bakker", 0},
		{"a handler", milan, "genopslå " + number, "Sanne Bakker", 0},
	} {
		p := o.as(tc.user)
		said := p.whispers("/klacht", tc.typed)
		if !strings.Contains(said, tc.says) {
			t.Errorf("%s: says %q, want %q", tc.name, said, tc.says)
		}
		if n := o.notices(complaint.NoticeRepost); n != tc.cards {
			t.Errorf("%s: %d new cards, want %d", tc.name, n, tc.cards)
		}
	}
}

func TestRepostFromTheListOfActions(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p := o.as(sanne)
	ts := o.post(klachten, number, view.Card)
	p.presses(klachten, ts, "case.more", choosing(number, complaint.StepAll))
	p.inView("case.repost")
	o.shows(p, "Er komt een nieuwe kaart van "+number)
	if n := o.notices(complaint.NoticeRepost); n != 1 {
		t.Errorf("%d new cards, want one", n)
	}
}

// A command that somebody sends again, as one who caught it could, posts no second card.
func TestTheSameCommandRepostsOnce(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	r := &bot.Request{Kind: bot.KindCommand, Dedupe: "1.2.abc", User: sanne, Text: "repost " + number}
	for range 2 {
		if _, err := o.h.repostTyped(t.Context(), r, complaint.Person{ID: sanne, Member: true}, number); err != nil {
			t.Fatal(err)
		}
		o.now = o.now.Add(2 * time.Minute)
	}
	if n := o.notices(complaint.NoticeRepost); n != 1 {
		t.Errorf("%d new cards, want one", n)
	}
}
