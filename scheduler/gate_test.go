package scheduler

import (
	"testing"

	"ombud/playground"
)

// Slack's wait for a method holds for every delivery of every process; what
// needs other methods goes on.
func TestAMethodIsLeftAloneForAsLongAsSlackSays(t *testing.T) {
	f := newFirm(t)
	other := f.scheduler(f.slack.APIURL(), f.store)
	first := f.file()
	f.sendAll() // the channel and the filer are known from now on
	calls := func() int { return len(f.slack.Calls("conversations.open")) }
	before := calls()
	f.slack.Fail(playground.Fault{Method: "conversations.open", Times: -1, Kind: playground.HTTPStatus, Status: 429, RetryAfter: 30})
	later := f.file()
	f.assign(first, milan)
	f.assign(later, fatima)
	f.machine.Add(second)
	for range 4 {
		f.sendAll()
		for other.sendNext(t.Context()) {
		}
		f.machine.Add(5 * second)
	}
	if got := calls() - before; got != 1 {
		t.Errorf("%d calls while Slack wants none, want the one that it refused", got)
	}
	if got := f.inChannel(); len(got) != 2 {
		t.Errorf("channel shows %q, want both cards: it needs no such call", got)
	}
	f.slack.ClearFaults()
	f.machine.Add(30 * second)
	f.sendAll()
	for _, user := range []string{milan, fatima} {
		if got := f.said(user); len(got) != 1 {
			t.Errorf("%s was told %q, want the desk", user, got)
		}
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}
