package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/playground"
)

const continues = "Continues an older message."

// askAnew has the card posted anew, as the officer asks for it.
func (f *firm) askAnew(number string) {
	f.t.Helper()
	c, err := f.Store.Case(f.t.Context(), number)
	f.do("case", err)
	notices, err := c.Repost(member(sanne), f.Now())
	f.do("repost", err)
	for _, n := range notices {
		f.do("tell", f.Store.Tell(f.t.Context(), number, n, f.Now()))
	}
}

func TestRepostIsANewRootOncePerPress(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	f.askAnew(number)
	f.askAnew(number) // a double click
	f.sendAll()
	cards := f.slack.As(sanne).Messages(channel)
	if len(cards) != 2 {
		t.Fatalf("channel shows %q, want the old card and one new", texts(cards))
	}
	if got := sprint(cards[0].Blocks); !strings.Contains(got, "goes on in a newer message") || strings.Contains(got, "case.assign.open") {
		t.Errorf("the old card says %s, want that it goes on elsewhere and no step", got)
	}
	if got := sprint(cards[1].Blocks); !strings.Contains(got, continues) || !strings.Contains(got, "case.assign.open") {
		t.Errorf("the new card says %s, want the case and that it continues", got)
	}
	f.assign(number, milan)
	f.sendAll()
	cards = f.slack.As(sanne).Messages(channel)
	if got := sprint(cards[len(cards)-1].Blocks); len(cards) != 2 || !strings.Contains(got, continues) || !strings.Contains(got, "MILAN") {
		t.Errorf("the newest of %d cards says %s, want what is true now", len(cards), got)
	}
	if got := f.slack.As(sanne).Thread(channel, cards[1].TS); len(got) != 2 {
		t.Errorf("thread of the new card %q, want its line", texts(got))
	}
	f.business.Set(f.Now().Add(5 * 60e9))
	f.askAnew(number)
	f.sendAll()
	if got := f.inChannel(); len(got) != 3 {
		t.Errorf("channel shows %q, want one more for a press later", got)
	}
}

// What fails after the new card is out must not post it twice.
func TestRepostThatCannotMarkTheOldCardPostsOnce(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	f.slack.Fail(playground.Fault{Method: "chat.update", Channel: channel, Kind: playground.ErrorCode, Error: "internal_error"})
	f.askAnew(number)
	f.sendAll()
	f.machine.Add(firstWait)
	f.sendAll()
	cards := f.slack.As(sanne).Messages(channel)
	if len(cards) != 2 || !strings.Contains(sprint(cards[0].Blocks), "goes on") {
		t.Errorf("channel shows %q, want the marked old card and one new\n%s", texts(cards), f.log)
	}
}

func TestRepostOfAConfidentialCaseGoesToItsAudience(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	f.step(number, func(c *complaint.Case, now timeT) error { return c.TakeConfidentialRoute([]string{joost}, now) })
	f.sendAll()
	before := len(f.said(sanne))
	f.askAnew(number)
	f.sendAll()
	if got := f.said(sanne); len(got) != before+1 {
		t.Errorf("the officer reads %q, want one new card", got)
	}
	if got := f.inChannel(); len(got) != 0 {
		t.Errorf("channel shows %q, want nothing", got)
	}
	for _, m := range f.said(joost) {
		if strings.Contains(m, number) {
			t.Errorf("somebody involved reads %q", m)
		}
	}
}

// The admin is told once, with buttons to mend it; once mended and released,
// each card that waited goes out once, in the order of filing.
func TestWhatWaitedForTheChannelFollowsOnce(t *testing.T) {
	f := newFirm(t)
	f.do("archive", f.slack.Archive(channel))
	first, second := f.file(), f.file()
	f.sendAll()
	told := blocksOf(f.slack.As(sanne).DMs())
	for _, want := range []string{"outbox.retry", "outbox.how", "outbox.show"} {
		if count(told, want) != 1 {
			t.Errorf("the admin was told %q, want %s once", told, want)
		}
	}
	f.do("unarchive", f.slack.Unarchive(channel))
	f.machine.Add(4e9) // what was looked up is old; the wait is not over
	for range 2 {      // a double click
		_, err := f.Store.Release(t.Context())
		f.do("release", err)
		f.sendAll()
	}
	f.machine.Add(maxHold)
	f.sendAll()
	if got := f.inChannel(); len(got) != 2 || !strings.Contains(got[0], first) || !strings.Contains(got[1], second) {
		t.Errorf("channel shows %q, want %s and %s once each\n%s", got, first, second, f.log)
	}
	if b := f.backlog(); b.Held != 0 || b.Waiting != 0 {
		t.Errorf("backlog %+v, want nothing waiting", b)
	}
}
