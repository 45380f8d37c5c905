package scheduler

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/playground"
)

func TestACardThatCannotBeEditedIsPostedAnewAndRemembered(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	f.slack.Fail(playground.Fault{Method: "chat.update", Channel: channel, Kind: playground.ErrorCode, Error: "edit_window_closed"})
	f.assign(number, milan)
	f.sendAll()
	if got := f.inChannel(); len(got) != 2 {
		t.Fatalf("channel shows %q, want the old card and a new one", got)
	}
	cards := f.slack.As(sanne).Messages(channel)
	if got := f.slack.As(sanne).Thread(channel, cards[1].TS); len(got) != 2 {
		t.Errorf("thread of the new card %q, want its line", texts(got))
	}
	if got := sprint(cards[1].Blocks); !strings.Contains(got, continues) {
		t.Errorf("the new card says %s, want that it continues another", got)
	}
	all, err := f.Store.Messages(t.Context(), number)
	f.do("messages", err)
	n := 0
	for _, m := range all {
		if m.Purpose == purpose(complaint.NoticeCard, complaint.ToChannel, "") {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d cards are remembered, want both: they are erased with the case", n)
	}
}

func TestAThreadWithoutItsRootIsBegunAnew(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	before := f.thread()
	f.business.Set(at("2026-03-06 09:45"))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(milan), now)
	})
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Channel: channel, Kind: playground.ErrorCode, Error: "thread_not_found"})
	f.sendAll()
	cards := f.slack.As(sanne).Messages(channel)
	if len(cards) != 2 {
		t.Fatalf("channel shows %q after %q, want a new card", texts(cards), texts(before))
	}
	if got := f.slack.As(sanne).Thread(channel, cards[1].TS); len(got) < 2 {
		t.Errorf("thread of the new card %q, want the line", texts(got))
	}
	if got := sprint(cards[1].Blocks); !strings.Contains(got, continues) {
		t.Errorf("the new card says %s, want that it continues another", got)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v\n%s", b, f.log)
	}
}

func TestPaceIsKeptPerDestination(t *testing.T) {
	f := newFirm(t)
	f.Pace = 0
	first, second := f.file(), f.file()
	f.sendAll()
	if got := f.inChannel(); len(got) != 1 || !strings.Contains(got[0], first) {
		t.Fatalf("channel shows %q at once, want %s alone", got, first)
	}
	if got := len(f.said(lotte)); got != 1 {
		t.Errorf("the filer got %d messages at once, want one", got)
	}
	f.machine.Add(slackPace - time.Millisecond)
	f.sendAll()
	if got := f.inChannel(); len(got) != 1 {
		t.Errorf("channel shows %q before a second passed", got)
	}
	f.machine.Add(time.Millisecond)
	f.sendAll()
	if got := f.inChannel(); len(got) != 2 || !strings.Contains(got[1], second) {
		t.Errorf("channel shows %q, want %s too", got, second)
	}
}

func TestMetadataAndPurposesHoldNoNumberOrName(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	for _, m := range slices.Concat(f.slack.As(sanne).Messages(channel), f.slack.As(lotte).DMs()) {
		meta := sprint(m.Metadata)
		if !strings.Contains(meta, "key") || strings.Contains(meta, number) || strings.Contains(meta, lotte) {
			t.Errorf("metadata %s, want an opaque key and nothing else", meta)
		}
	}
}

func TestANoticeNobodyCanWordIsGivenUp(t *testing.T) {
	f := newFirm(t)
	_, err := f.Store.CronRun(t.Context(), "test", "1", f.Now(), func(s *db.Slot) error {
		return s.Enqueue(t.Context(), complaint.Notice{Kind: "unheard of", To: sanne, Ref: "1"})
	})
	f.do("enqueue", err)
	f.sendAll()
	if b := f.backlog(); b.Dead != 1 {
		t.Errorf("backlog %+v, want it dead", b)
	}
}

func TestSlackTime(t *testing.T) {
	for _, tc := range []struct{ ts, want string }{
		{"1772701200.000100", "2026-03-05T09:00:00.0001Z"},
		{"1772701200", "2026-03-05T09:00:00Z"},
		{"", "0001-01-01T00:00:00Z"},
		{"x.1", "0001-01-01T00:00:00Z"},
	} {
		if got := slackTime(tc.ts).Format(time.RFC3339Nano); got != tc.want {
			t.Errorf("slackTime(%q) = %s, want %s", tc.ts, got, tc.want)
		}
	}
}

func TestTidy(t *testing.T) {
	f := newFirm(t)
	f.file()
	f.sendAll()
	f.do("begin", f.dueJobs(t.Context(), f.Now()))
	for range 3 {
		f.business.Set(f.Now().AddDate(0, 0, 1))
		f.do("jobs", f.dueJobs(t.Context(), f.Now()))
	}
	f.sendAll()
	f.business.Set(f.Now().AddDate(0, 0, keepDays+2))
	report, err := f.Run(t.Context(), "tidy", f.Now(), false)
	f.do("tidy", err)
	if strings.Contains(report, " 0 slots") || strings.Contains(report, " 0 sent") {
		t.Errorf("tidy says %q, want slots and notices forgotten", report)
	}
	if last, err := f.Store.LastSlot(t.Context(), "followup"); err != nil || last == "" {
		t.Errorf("the newest slot went too (%v): it would be caught up again", err)
	}
}

// A root that Slack no longer lets us delete says no more than that the case
// left, and stays remembered.
func TestARootThatCannotBeDeletedKeepsOneSentence(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	f.sendAll()
	f.slack.Fail(playground.Fault{Method: "chat.delete", Kind: playground.ErrorCode, Error: "cant_delete_message"})
	f.step(number, func(c *complaint.Case, now timeT) error { return c.TakeConfidentialRoute([]string{joost}, now) })
	f.sendAll()
	if got := f.inChannel(); len(got) != 1 || got[0] != number+" is handled outside this channel." {
		t.Errorf("channel shows %q, want one sentence", got)
	}
	all, err := f.Store.Messages(t.Context(), number)
	f.do("messages", err)
	if !slices.ContainsFunc(all, func(m db.Message) bool { return m.Purpose == purposeRemoved }) {
		t.Errorf("remembered are %v, want what is left in the channel", all)
	}
}
