package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/playground"
)

func TestFilingReachesChannelAndFiler(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	if got := f.inChannel(); len(got) != 1 || !strings.Contains(got[0], number) {
		t.Errorf("channel shows %q, want one card of %s", got, number)
	}
	f.slack.As(lotte).Reload() // what only a window or a whisper said is gone
	if got := f.said(lotte); len(got) != 1 || !strings.Contains(got[0], number) {
		t.Errorf("the filer was told %q, want one receipt of %s", got, number)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
	if s := f.Stats(); s.Sent != 2 || s.Dead != 0 {
		t.Errorf("stats %+v, want 2 sent", s)
	}
}

func TestACaseIsOneCardWithAThread(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	f.assign(number, milan)
	f.sendAll()
	if got := f.inChannel(); len(got) != 1 {
		t.Errorf("channel shows %q, want the one card", got)
	}
	thread := f.thread()
	if len(thread) != 2 {
		t.Errorf("thread %q, want the card and a line", texts(thread))
	}
	if thread[0].Edited == "" {
		t.Error("the card was not brought up to date")
	}
	if got := f.said(milan); len(got) != 1 {
		t.Errorf("the handler was told %q, want one desk", got)
	}
	c, err := f.Store.Case(t.Context(), number)
	f.do("load", err)
	if !c.FormSentAt.Equal(f.Now()) {
		t.Errorf("the form arrived at %v, want %v, when Slack says", c.FormSentAt, f.Now())
	}
	if got := f.said(lotte); len(got) != 1 {
		t.Errorf("the filer was told %q, want one receipt", got)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}

func TestTheFormerHandlerIsToldThatItPassed(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.assign(number, fatima)
	f.sendAll()
	before, now := f.slack.As(milan).DMs(), f.slack.As(fatima).DMs()
	if len(before) != 1 || before[0].Edited == "" {
		t.Errorf("the former handler sees %q, want one message, changed", texts(before))
	}
	if len(now) != 1 {
		t.Errorf("the new handler sees %q, want one desk", texts(now))
	}
	updates := func() int { return count(requests(f.slack.Calls("chat.update")), before[0].TS) }
	n := updates()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(fatima), now)
	})
	f.sendAll()
	if got := updates(); got != n {
		t.Errorf("the former handler's message was changed %d times more: it passed once", got-n)
	}
}

func TestACardThatWasDeletedIsPostedAnew(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	card := f.thread()[0]
	f.do("delete", f.Slack.Delete(t.Context(), channel, card.TS))
	f.assign(number, milan)
	f.sendAll()
	if got := f.inChannel(); len(got) != 1 {
		t.Fatalf("channel shows %q, want a new card", got)
	}
	if got := f.thread(); len(got) != 2 {
		t.Errorf("thread %q, want the new card with its line", texts(got))
	}
}

func TestApprovalInThreadAndByDirectMessage(t *testing.T) {
	f := newFirm(t)
	number := f.answered()
	f.sendAll()
	if got := count(f.said(mees), number); got != 1 {
		t.Errorf("the approver was told %d times, want once: %q", got, f.said(mees))
	}
	f.business.Set(at("2026-03-12 16:00"))
	f.step(number, func(c *complaint.Case, now timeT) error { return c.AskChanges(1, "name the amount", member(mees), now) })
	f.sendAll()
	asks := f.slack.As(mees).DMs()
	if len(asks) != 1 || asks[0].Edited == "" {
		t.Errorf("the approver sees %q, want the request with its decision", texts(asks))
	}
	requests := 0
	for _, m := range f.thread() {
		if strings.Contains(m.Text, "answer version") || strings.Contains(m.Text, "version 1") || m.Edited != "" && m.ThreadTS != m.TS {
			requests++
		}
	}
	if requests != 1 {
		t.Errorf("thread %q: %d requests, want one, brought up to date", texts(f.thread()), requests)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}

// answered walks a case to the request for approval of Thursday 12 March.
func (f *firm) answered() string {
	f.t.Helper()
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.business.Set(at("2026-03-06 09:45"))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{
			At: now, Via: "phone", With: "Anna de Vries", Reached: true, How: "We check the file and call back", Day: "2026-03-20",
		}, member(milan), now)
	})
	f.business.Set(at("2026-03-12 15:00"))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Prepare(complaint.Draft{
			Answer: complaint.Answer{Text: "You are right, we refund the fine.", Reasons: "The file lay unread."}, Form: "phone", Outcome: "upheld", Ask: true,
		}, member(milan), now)
	})
	return number
}

func TestLanesKeepTheirOrderThroughRetryAfter(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Channel: channel, Kind: playground.HTTPStatus, Status: 429, RetryAfter: 30})
	f.sendAll()
	other := f.file() // goes to the same channel
	f.sendAll()
	if got := f.inChannel(); len(got) != 0 {
		t.Fatalf("channel shows %q although Slack asked to wait", got)
	}
	if got := f.said(lotte); len(got) != 2 {
		t.Errorf("the filer was told %q: a channel that waits must hold up nobody else", got)
	}
	f.machine.Add(29 * second)
	f.sendAll()
	if got := len(f.slack.Calls("chat.postMessage")); got != 4 { // the refused one, two receipts and the desk
		t.Errorf("%d posts after 29 s, want 4: Slack said 30", got)
	}
	f.machine.Add(2 * second)
	f.sendAll()
	if got := f.thread(); len(got) != 2 || got[0].ThreadTS != got[0].TS {
		t.Errorf("thread %q, want the card, then its line", texts(got))
	}
	if got := f.inChannel(); len(got) != 2 || !strings.Contains(got[1], other) {
		t.Errorf("channel shows %q, want both cards", got)
	}
}

func TestAnAnswerThatWasCutIsNotSaidTwice(t *testing.T) {
	for _, tc := range []struct {
		name  string
		fault playground.Fault
	}{
		{"connection cut after it took effect", playground.Fault{Kind: playground.DropAfter}},
		{"500 after it took effect", playground.Fault{Kind: playground.HTTPStatus, Status: 500, After: true}},
		{"fatal_error after it took effect", playground.Fault{Kind: playground.ErrorCode, Error: "fatal_error", After: true}},
		{"connection cut before", playground.Fault{Kind: playground.DropBefore}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			number := f.file()
			f.assign(number, milan)
			tc.fault.Method, tc.fault.Times = "chat.postMessage", 3
			f.slack.Fail(tc.fault)
			for range 8 {
				f.sendAll()
				f.machine.Add(time10)
			}
			if got := f.inChannel(); len(got) != 1 {
				t.Errorf("channel shows %q, want one card", got)
			}
			if got := f.thread(); len(got) != 2 {
				t.Errorf("thread %q, want card and line", texts(got))
			}
			for _, user := range []string{lotte, milan} {
				if got := f.said(user); len(got) != 1 {
					t.Errorf("%s was told %q, want one message", user, got)
				}
			}
			if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
				t.Errorf("backlog %+v, want none\n%s", b, f.log)
			}
		})
	}
}

func TestASenderKilledBetweenPostAndMark(t *testing.T) {
	f := newFirm(t)
	f.file()
	claimed, err := f.Store.Claim(t.Context(), f.Machine(), lease, 10)
	f.do("claim", err)
	for _, n := range claimed { // everything but done
		x := &delivery{s: f.Scheduler, n: n, now: f.Now()}
		_, err := x.tell(t.Context())
		f.do("tell", err)
	}
	f.sendAll()
	if got := f.backlog().Waiting; got != 2 {
		t.Fatalf("%d wait, want 2 until their lease is over", got)
	}
	f.machine.Add(lease + second)
	f.sendAll()
	if got := f.inChannel(); len(got) != 1 {
		t.Errorf("channel shows %q, want one card", got)
	}
	if got := f.said(lotte); len(got) != 1 {
		t.Errorf("the filer was told %q, want one receipt", got)
	}
	if b := f.backlog(); b.Waiting != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}
