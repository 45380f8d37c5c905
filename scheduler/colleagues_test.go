package scheduler

import (
	"fmt"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// Accounts are closed while nobody listens and nothing is sent there: the next day who
// leads hears of each, once, though two processes ask; who is back is a colleague again.
func TestAClosedAccountIsFoundWithoutAMessage(t *testing.T) {
	f := newFirm(t)
	other := f.scheduler(f.slack.APIURL(), f.store)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	daily := func(when string) {
		t.Helper()
		f.machine.Add(time.Hour)
		f.run("colleagues", when)
		_, err := other.Run(t.Context(), "colleagues", at(when), false)
		f.do("colleagues", err)
		f.sendAll()
	}
	daily("2026-03-05 10:05")
	for _, u := range []string{milan, lotte, mees} { // he handles, she filed, he is in a role
		f.do("gone", f.slack.Deactivate(u))
	}
	daily("2026-03-05 16:00") // asked today already
	if n := f.dmsSaying(sanne, "is no longer a colleague"); n != 0 {
		t.Errorf("she reads %q", f.said(sanne))
	}
	daily("2026-03-06 09:00")
	daily("2026-03-07 09:00")
	for _, name := range []string{"MILAN", "LOTTE", "MEES"} {
		if n := f.dmsSaying(sanne, name+"* is no longer a colleague in Slack"); n != 1 {
			t.Errorf("of %s she reads %d times: %q", name, n, f.said(sanne))
		}
	}
	f.do("back", f.slack.ChangeUser(mees, func(u *playground.User) { u.Deleted = false }))
	daily("2026-03-08 09:00")
	r, err := f.Store.Roster(t.Context())
	if f.do("roster", err); r.HasLeft(mees, f.Now()) || !r.HasLeft(milan, f.Now()) {
		t.Errorf("left: %v", r.Left)
	}
	if f.dmsSaying(sanne, "MEES* is no longer a colleague in Slack") != 0 {
		t.Errorf("she still reads that he is gone: %q", f.said(sanne))
	}
}

// Slack is asked about a few people a minute, and what it refuses for being asked too
// much comes the next minute.
func TestSlackIsAskedAboutAFewAMinute(t *testing.T) {
	f := newFirm(t)
	f.do("roster", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		for i := range 30 {
			id := fmt.Sprintf("U0MANY%02d", i)
			f.do("add", f.slack.AddUser(playground.User{ID: id, RealName: id}))
			r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleHandler, User: id})
		}
		return nil, nil
	}))
	f.sendAll()
	asked := func(when string) int {
		t.Helper()
		before := len(f.slack.Calls("users.info"))
		f.run("colleagues", when)
		return len(f.slack.Calls("users.info")) - before
	}
	if n := asked("2026-03-05 10:05"); n != asksAMinute {
		t.Errorf("asked about %d in a minute", n)
	}
	f.slack.Fail(playground.Fault{Method: "users.info", Kind: playground.HTTPStatus, Status: 429, RetryAfter: 1, Times: 1})
	if n := asked("2026-03-05 10:06"); n > 1 {
		t.Errorf("asked on %d times while Slack wants a pause", n)
	}
	f.machine.Add(time.Minute)
	first, again := asked("2026-03-05 10:07"), asked("2026-03-05 10:08")
	if first == 0 || first > 16 || again != 0 {
		t.Errorf("then about %d, and %d", first, again)
	}
	f.machine.Add(time.Hour)
	if n := asked("2026-03-06 00:00"); n != asksAMinute {
		t.Errorf("the next day about %d", n)
	}
}
