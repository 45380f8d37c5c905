package scheduler

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"ombud/complaint"
	"ombud/db/dbtest"
	"ombud/playground"
)

func TestRun(t *testing.T) {
	f := newFirm(t)
	f.file()
	for _, tc := range []struct{ job, want string }{
		{"send", "2 told, 0 given up, 0 still wait"},
		{"remind", ""},
		{"followup", ""},
		{"digest", "1 received, 0 closed, 1 open"},
		{"report", "no job"},
	} {
		when := f.Now()
		if tc.job == "digest" {
			when = at("2026-03-09 09:00")
		}
		report, err := f.Run(t.Context(), tc.job, when, false)
		if err != nil {
			report = err.Error()
		}
		if !strings.Contains(report, tc.want) {
			t.Errorf("%s says %q, want %q", tc.job, report, tc.want)
		}
	}
}

// The clock jumps over a fortnight; every reminder on the way is sent at its
// own time.
func TestAdvanceSkipsNothing(t *testing.T) {
	f := newFirm(t)
	f.Schedules = map[string]string{"digest": "15 11 * * 1"} // when no case wakes
	f.do("begin", f.dueJobs(t.Context(), f.Now()))
	number := f.file()
	f.assign(number, milan)
	to := at("2026-03-16 12:00")
	var steps []time.Time
	f.do("advance", f.Advance(t.Context(), f.Now(), to, func(when time.Time) {
		steps = append(steps, when)
		f.business.Set(when)
	}))
	if !f.Now().Equal(to) {
		t.Errorf("the clock stands at %v, want %v", f.Now(), to)
	}
	c, err := f.Store.Case(t.Context(), number)
	f.do("load", err)
	got := map[string]string{}
	for _, e := range c.Events {
		if e.Kind == complaint.Reminded && e.Data.Duty == "contact" {
			got[e.Data.Stage] = e.Recorded.In(amsterdam).Format("Mon 15:04")
		}
	}
	for stage, want := range map[string]string{
		"day_before": "Fri 09:00", "due_day": "Mon 09:00", "two_hours": "Mon 15:30",
		"overdue": "Tue 08:30", "overdue_1": "Wed 09:00", "overdue_3": "Fri 09:00",
	} {
		if got[stage] != want {
			t.Errorf("stage %s recorded at %q, want %s (all: %v)", stage, got[stage], want, got)
		}
	}
	if n := f.digests(); n != 2 {
		t.Errorf("%d digests, want those of 9 and 16 March", n)
	}
	for i := 1; i < len(steps); i++ {
		if !steps[i].After(steps[i-1]) {
			t.Errorf("the clock went from %v to %v", steps[i-1], steps[i])
		}
	}
	for _, m := range f.slack.As(sanne).Messages(channel) {
		if strings.Contains(m.Text, "week 10") && slackTime(m.TS).In(amsterdam).Format("2006-01-02 15:04") != "2026-03-09 11:15" {
			t.Errorf("digest %s posted at %v", m.Text, slackTime(m.TS))
		}
	}
}

// In London the clock shows half past one twice in autumn: that is one slot.
func TestAnHourThatComesTwiceIsOneSlot(t *testing.T) {
	f := newFirm(t)
	london, err := time.LoadLocation("Europe/London")
	f.do("zone", err)
	f.Company.Zone, f.Schedules = london, map[string]string{"followup": "30 1 * * *"}
	first := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC) // 01:30 summer time
	_, err = f.takeSlot(t.Context(), turn{job: "followup", at: first})
	f.do("first", err)
	for _, j := range jobs() {
		if j.name != "followup" {
			continue
		}
		if slot, err := f.missed(t.Context(), j, first.Add(time.Hour)); err != nil || !slot.IsZero() {
			t.Errorf("the second half past one is slot %v (%v), want none", slot, err)
		}
		if slot, err := f.missed(t.Context(), j, first.Add(25*time.Hour)); err != nil || f.slotOf(slot) != "2026-10-26T01:30" {
			t.Errorf("the next day's is %v (%v)", slot, err)
		}
	}
}

// Two processes on one database: every slot once, every message once, whoever
// sends it.
func TestTwoSchedulersAtOnce(t *testing.T) {
	url := dbtest.Postgres(t)
	f := firmOn(t, url)
	f.do("begin", f.dueJobs(t.Context(), f.Now()))
	var numbers []string
	for range 6 {
		number := f.file()
		f.assign(number, milan)
		numbers = append(numbers, number)
	}
	other := f.scheduler(f.slack.APIURL(), openStore(t, url))
	f.business.Set(at("2026-03-09 09:00"))
	var both sync.WaitGroup
	for _, s := range []*Scheduler{f.Scheduler, other} {
		both.Go(func() {
			if err := s.dueJobs(context.Background(), f.Now()); err != nil {
				t.Error(err)
			}
			for range 3 {
				for s.sendNext(context.Background()) {
				}
				time.Sleep(20 * time.Millisecond)
			}
		})
	}
	both.Wait()
	f.sendAll()
	if n := f.digests(); n != 1 {
		t.Errorf("%d digests, want one", n)
	}
	for _, number := range numbers {
		if n := count(f.inChannel(), number); n != 1 {
			t.Errorf("%s has %d cards, want one", number, n)
		}
		if n := count(f.said(lotte), number); n != 1+1 { // the receipt, and the reminder to explain or read back
			t.Logf("%s: the filer reads %q", number, f.said(lotte))
		}
	}
	seen := map[string]int{}
	for _, user := range []string{lotte, milan, sanne} {
		for _, text := range f.said(user) {
			if seen[user+text]++; seen[user+text] > 1 {
				t.Errorf("%s reads %q twice", user, text)
			}
		}
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}

func TestStartAndStop(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	t.Run("while it runs", func(t *testing.T) {
		f := newFirm(t)
		f.Machine = time.Now
		f.do("start", f.Start(t.Context()))
		f.file()
		if !f.slack.Wait(5*time.Second, func() bool { return len(f.inChannel()) == 1 && len(f.said(lotte)) == 1 }) {
			t.Errorf("channel %q, filer %q\n%s", f.inChannel(), f.said(lotte), f.log)
		}
		f.Stop()
		f.file()
		time.Sleep(50 * time.Millisecond)
		if got := f.inChannel(); len(got) != 1 {
			t.Errorf("after Stop the channel shows %q", got)
		}
		f.Stop() // a second time does nothing
	})
}

// With Slack's limits on and the pace of the product nothing is refused.
func TestThePaceIsSlowEnoughForSlack(t *testing.T) {
	f := newFirm(t)
	strict := playground.New(playground.Config{Now: f.business.Now, Machine: time.Now})
	for _, u := range f.slack.Users() {
		if !u.Bot && u.ID != "USLACKBOT" {
			f.do("add user", strict.AddUser(u))
		}
	}
	f.do("add channel", strict.AddChannel(playground.Channel{ID: channel, Name: "klachten", Private: true, Members: []string{sanne, mees, us}}))
	root, err := strict.Start("127.0.0.1:0")
	f.do("start Slack", err)
	defer strict.Close()
	s := f.scheduler(root, f.store)
	s.Machine, s.Pace = time.Now, 0
	for range 7 { // more than the burst that Slack forgives
		f.file()
	}
	f.do("drain", s.drain(context.Background()))
	if got := strict.As(sanne).Messages(channel); len(got) != 7 {
		t.Errorf("%d cards, want 7\n%s", len(got), f.log)
	}
	for _, c := range strict.Log() {
		if c.Error == "ratelimited" || c.Status == 429 {
			t.Errorf("Slack refused %s for its pace", c.Method)
		}
	}
}

func TestStopWithoutStart(*testing.T) { new(Scheduler).Stop() }

func TestABrokenTokenStopsTheSenderAndLosesNothing(t *testing.T) {
	f := newFirm(t)
	f.file()
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Kind: playground.ErrorCode, Error: "token_revoked", Times: 2})
	f.sendAll()
	if s := f.Stats(); !s.Halted {
		t.Errorf("stats %+v, want halted", s)
	}
	if n := len(f.slack.Calls("chat.postMessage")); n != 1 {
		t.Errorf("%d tries with a broken token, want one", n)
	}
	f.machine.Add(haltWait + second)
	f.sendAll()
	f.machine.Add(haltWait + second)
	f.sendAll()
	if n := strings.Count(f.log.String(), "refuses our token"); n != 1 {
		t.Errorf("told the log %d times, want once:\n%s", n, f.log)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 || f.Stats().Halted {
		t.Errorf("backlog %+v, want all sent once the token works\n%s", b, f.log)
	}
}

func TestAMessageThatSlackRefusesForItsFormIsSaidPlainly(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Channel: channel, Kind: playground.ErrorCode, Error: "invalid_blocks"})
	f.sendAll()
	got := f.inChannel()
	if len(got) != 1 || !strings.Contains(got[0], number) || !strings.Contains(got[0], "could not be shown") {
		t.Errorf("channel shows %q, want one plain sentence about %s", got, number)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none", b)
	}
	if !strings.Contains(f.log.String(), "case="+number) || strings.Contains(f.log.String(), "Anna") {
		t.Errorf("log %q, want the case and nobody's name", f.log)
	}
}

// Where time is moved by hand the missed slots are caught up at the start, and no
// minute of the machine runs a job after it.
func TestByHandNothingTicks(t *testing.T) {
	for byHand, want := range map[bool]int{false: len(jobs()) - 1, true: 0} { // the sender waits for no minute
		f := newFirm(t)
		f.ByHand = byHand
		f.do("start", f.Start(t.Context()))
		if n := len(f.clock.Entries()); n != want {
			t.Errorf("by hand %v: %d jobs tick, want %d", byHand, n, want)
		}
		f.Stop()
	}
}
