package scheduler

import (
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// Slack, or something between, refuses for a reason that we do not know: what there was
// to tell follows once that is over.
func TestARefusalThatPassesLosesNothing(t *testing.T) {
	for _, tc := range []struct {
		name    string
		fault   playground.Fault
		trouble bool // the admin hears of it
	}{
		{"a proxy before the channel", playground.Fault{Method: "chat.postMessage", Channel: channel, Kind: playground.HTTPStatus, Status: 403}, true},
		{"a new code in the channel", playground.Fault{Method: "chat.postMessage", Channel: channel, Kind: playground.ErrorCode, Error: "it_is_tuesday"}, true},
		{"a new code for the card in the channel", playground.Fault{Method: "chat.update", Channel: channel, Kind: playground.ErrorCode, Error: "it_is_tuesday"}, true},
		{"members that cannot be listed", playground.Fault{Method: "conversations.members", Kind: playground.ErrorCode, Error: "fetch_members_failed"}, false},
		{"a proxy before a person", playground.Fault{Method: "chat.postMessage", Channel: milan, Kind: playground.HTTPStatus, Status: 403}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			number := f.file()
			if tc.fault.Method == "chat.update" {
				f.sendAll()
			}
			tc.fault.Times = -1
			f.slack.Fail(tc.fault)
			f.assign(number, milan)
			for range 30 { // a quarter of an hour
				f.sendAll()
				f.machine.Add(30 * time.Second)
			}
			if b := f.backlog(); b.Waiting == 0 || b.Dead != 0 {
				t.Errorf("backlog %+v, want what is refused waiting", b)
			}
			if got := count(blocksOf(f.slack.As(sanne).DMs()), "Ask whoever manages your network"); (got == 1) != tc.trouble || got > 1 {
				t.Errorf("the admin was told %d times, want %t", got, tc.trouble)
			}
			f.slack.ClearFaults()
			f.machine.Add(maxHold)
			f.sendAll()
			if got := f.thread(); len(f.inChannel()) != 1 || len(got) != 2 || len(f.said(milan)) != 1 {
				t.Errorf("the thread shows %q, the handler reads %q; want card, line and desk\n%s", texts(got), f.said(milan), f.log)
			}
			if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
				t.Errorf("backlog %+v, want none", b)
			}
		})
	}
}

// For a person there is somebody else to tell, after some hours; for the channel nobody.
func TestARefusalThatLastsIsToldToSomebodyElse(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	for _, to := range []string{channel, milan} {
		f.slack.Fail(playground.Fault{Method: "chat.postMessage", Channel: to, Kind: playground.HTTPStatus, Status: 403, Times: -1})
	}
	f.assign(number, milan)
	began := f.machine.Now()
	for f.backlog().Dead == 0 && f.machine.Now().Sub(began) < 24*time.Hour {
		f.sendAll()
		f.machine.Add(maxWait)
	}
	if took := f.machine.Now().Sub(began); took < 2*time.Hour || took > 6*time.Hour {
		t.Errorf("given up after %v, want some hours", took)
	}
	f.sendAll()
	if told := blocksOf(f.slack.As(sanne).DMs()); count(told, "assignment") != 1 {
		t.Errorf("officer was told %q, want once that the assignment did not arrive", told)
	}
	lost, err := f.Store.Undelivered(t.Context(), 0, 9)
	f.do("list", err)
	for _, n := range lost {
		if n.To == complaint.ToChannel {
			t.Errorf("%s for the channel was given up", n.Kind)
		}
	}
}

// A message of ours that is wrong is said plainly; while that is refused it waits.
func TestAPlainSentenceThatIsRefusedWaits(t *testing.T) {
	f := newFirm(t)
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Channel: channel, Kind: playground.ErrorCode, Error: "invalid_blocks"})
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Channel: channel, Kind: playground.HTTPStatus, Status: 403})
	f.file()
	f.sendAll()
	if b := f.backlog(); b.Waiting != 1 || b.Dead != 0 {
		t.Errorf("backlog %+v, want the card waiting", b)
	}
	f.machine.Add(firstWait)
	f.sendAll()
	if got := f.inChannel(); len(got) != 1 {
		t.Errorf("channel shows %q, want the card\n%s", got, f.log)
	}
}
