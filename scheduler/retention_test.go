package scheduler

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
	"ombud/playground"
)

// withdrawn is a case of 5 March 2026 with a file, a copy of it, a handler and lines in
// its thread; its term is over on 6 March 2028.
func (f *firm) withdrawn() (number, id string) {
	f.t.Helper()
	number, id = f.fileShared("Letter of Anna.pdf", pdf)
	f.sendFor(1)
	f.asks(number, id, fatima, "2026-03-05T09:00")
	f.assign(number, milan)
	f.ends(number)
	f.sendFor(2)
	return number, id
}

func (f *firm) ends(number string) {
	f.t.Helper()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.MarkFiledInError("twice", member(sanne), now)
	})
}

// retains runs the job at a moment and sends what it asks for.
func (f *firm) retains(when string) string {
	f.t.Helper()
	said := f.run("retention", when)
	f.sendFor(2)
	return said
}

// ofUs counts what anybody sees of the app: messages in the channel, its threads and
// direct messages.
func (f *firm) ofUs() (n int) {
	f.t.Helper()
	channelSeen := f.slack.As(sanne).Messages(channel)
	for _, m := range channelSeen {
		channelSeen = append(channelSeen, f.slack.As(sanne).Thread(channel, m.TS)...)
	}
	for _, user := range []string{sanne, fatima, mees, milan, joost, lotte} {
		channelSeen = append(channelSeen, f.slack.As(user).DMs()...)
		n += len(f.ours(user))
	}
	for _, m := range channelSeen {
		if m.User == us && !m.Deleted {
			n++
		}
	}
	return n
}

// When the term of a case is over nothing of it is left in Slack that the app can take
// back: card, thread, direct messages, the file that somebody asked for. What people
// posted themselves is listed to whoever leads, until it is gone.
func TestRetentionTakesBackWhatWasPosted(t *testing.T) {
	f := newFirm(t)
	number, id := f.withdrawn()
	reply, err := f.slack.As(mees).Say(channel, "Let us call her", f.slack.As(sanne).Messages(channel)[0].TS)
	f.do("reply", err)
	if f.ofUs() < 5 {
		t.Fatalf("only %d messages were posted", f.ofUs())
	}
	before := f.ofUs()
	if said := f.retains("2028-03-05 04:15"); said != "" || f.ofUs() != before {
		t.Fatalf("a day early: %q, %d of %d messages are left", said, f.ofUs(), before)
	}
	said, err := f.Run(t.Context(), "retention", at("2028-03-06 04:15"), true)
	if want := "would erase " + number + ", which closed on 2026-03-05 and was kept until 2028-03-05"; err != nil || said != want {
		t.Errorf("dry: %q %v, want %q", said, err, want)
	}
	f.sendFor(1)
	if c, err := f.Store.Case(t.Context(), number); err != nil || c.Erased() || f.ofUs() != before {
		t.Fatal("a dry run erased something")
	}
	if said := f.retains("2028-03-06 04:15"); !strings.HasPrefix(said, "erased "+number) {
		t.Fatalf("the job says %q", said)
	}
	if n := f.ofUs(); n != 0 {
		t.Errorf("%d messages and files of the app are left\n%s", n, f.log)
	}
	f.retains("2028-03-07 04:15")
	told := f.slack.As(sanne).DMs()
	if len(told) != 1 {
		t.Fatalf("whoever leads was told %q", texts(told))
	}
	for _, want := range []string{number, "archives/" + channel, "/files/" + lotte + "/" + id} {
		if !strings.Contains(sentAs(told[0]), want) {
			t.Errorf("the list lacks %s: %s", want, sentAs(told[0]))
		}
	}
	if strings.Contains(sentAs(told[0]), "Letter") {
		t.Error("the link to a file tells its name")
	}
	for _, day := range []string{"08", "09", "13"} { // each new list takes the place of the old one, so one is there in any case
		f.retains("2028-03-" + day + " 04:15")
		if list := f.slack.As(sanne).DMs(); len(list) != 1 || list[0].TS != told[0].TS {
			t.Errorf("told again on March %s, within a week: %q", day, texts(list))
		}
	}
	f.do("delete", f.slack.As(mees).Erase(channel, reply.TS))
	f.slack.Fail(playground.Fault{Method: "files.info", Kind: playground.ErrorCode, Error: "file_deleted"})
	f.retains("2028-03-20 04:15")
	if left, err := f.Store.Expiring(t.Context(), at("2028-04-01 00:00")); err != nil || len(left) != 0 {
		t.Errorf("still looked after: %v %v", left, err)
	}
}

// Slack refuses, forgets to answer, is in a hurry, or somebody was quicker: whatever
// happens to a deletion, in the end the message is gone, or listed.
func TestRetentionOutlivesTheFailuresOfSlack(t *testing.T) {
	for _, tc := range []struct {
		name  string
		fault playground.Fault
		left  int
	}{
		{"too fast", playground.Fault{Kind: playground.HTTPStatus, Status: 429, RetryAfter: 20}, 0},
		{"out of order", playground.Fault{Kind: playground.HTTPStatus, Status: 503}, 0},
		{"cut before", playground.Fault{Kind: playground.DropBefore}, 0},
		{"cut after it was deleted", playground.Fault{Kind: playground.DropAfter}, 0},
		{"somebody was quicker", playground.Fault{Kind: playground.ErrorCode, Error: "message_not_found", After: true}, 0},
		{"not allowed", playground.Fault{Kind: playground.ErrorCode, Error: "cant_delete_message"}, 1},
		{"the channel is archived", playground.Fault{Kind: playground.ErrorCode, Error: "is_archived"}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			number := f.file()
			f.ends(number)
			f.sendFor(1)
			tc.fault.Method = "chat.delete"
			f.slack.Fail(tc.fault)
			f.retains("2028-03-06 04:15")
			f.sendFor(2)
			left, err := f.Store.Messages(t.Context(), number)
			if err != nil || len(left) != tc.left || f.ofUs() != tc.left {
				t.Fatalf("%d remembered, %d in Slack, want %d\n%s", len(left), f.ofUs(), tc.left, f.log)
			}
			f.slack.Fail(tc.fault) // what was refused one night is asked for in the next, and the one after
			f.retains("2028-03-07 04:15")
			if tc.left > 0 && count(f.said(sanne), "Kept and erased") != 1 {
				t.Errorf("whoever leads was told %q", f.said(sanne))
			}
			f.slack.ClearFaults()
			f.retains("2028-03-08 04:15")
			f.sendFor(2)
			if left, err := f.Store.Messages(t.Context(), number); err != nil || len(left) != 0 {
				t.Errorf("in the end %v %v is left\n%s", left, err, f.log)
			}
		})
	}
}

// What was on its way when a case was erased is not told any more, and what was told
// without our knowing is found and taken back.
func TestNothingIsToldOfAnErasedCase(t *testing.T) {
	f := newFirm(t)
	silent, doubtful := f.file(), f.file()
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Kind: playground.DropAfter})
	f.sendNext(t.Context())
	f.ends(silent)
	f.ends(doubtful)
	f.do("erase", errors.Join(f.Store.Erase(t.Context(), silent, at("2028-03-06 04:15")), f.Store.Erase(t.Context(), doubtful, at("2028-03-06 04:15"))))
	f.sendFor(3)
	if n := f.ofUs(); n != 0 {
		t.Errorf("%d messages of erased cases: %q %q\n%s", n, f.inChannel(), f.said(lotte), f.log)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v\n%s", b, f.log)
	}
}

// A hold keeps the job away, an order brings it forward, and one case that cannot be
// read stops no other.
func TestRetentionHeldAndOrdered(t *testing.T) {
	f := newFirm(t)
	ordered, held, due := f.file(), f.file(), f.file()
	for _, number := range []string{held, ordered, due} {
		f.ends(number)
	}
	f.step(held, func(c *complaint.Case, _ time.Time) error {
		return c.PutOnHold(complaint.HoldForm{Reason: "a claim", Day: "2029-03-01"}, member(mees), at("2026-04-01 10:00"))
	})
	f.step(ordered, func(c *complaint.Case, _ time.Time) error {
		return c.OrderErase(complaint.EraseForm{Why: complaint.EraseRequest, Reason: "she asked", Number: ordered}, member(sanne), at("2026-04-01 10:00"))
	})
	if said := f.retains("2026-04-07 04:15"); said != "" {
		t.Errorf("within the week: %q", said)
	}
	if said := f.retains("2026-04-08 04:15"); !strings.HasPrefix(said, "erased "+ordered) {
		t.Errorf("after the week: %q", said)
	}
	f.do("remember", f.Store.PutMessage(t.Context(), db.Message{Number: ordered, Purpose: purposeTheirs, Channel: channel, TS: "1.1", At: f.Now()}))
	f.slack.Fail(playground.Fault{Method: "chat.getPermalink", Kind: playground.HTTPStatus, Status: 503})
	f.business.Set(at("2028-03-06 04:15"))
	said, err := f.Run(t.Context(), "retention", f.Now(), false)
	if err == nil || !strings.Contains(err.Error(), ordered) || !strings.Contains(said, held+": on hold, to be looked at again by 2029-03-01") || !strings.Contains(said, "erased "+due) {
		t.Errorf("%q, %v", said, err)
	}
	if c, err := f.Store.Case(t.Context(), held); err != nil || c.Erased() {
		t.Errorf("a case on hold was erased: %v", err)
	}
}

// sentAs is a message as it was sent, links and all.
func sentAs(m playground.Message) string {
	raw, _ := json.Marshal(m.Blocks)
	return string(raw)
}

// Once a month, on the first working day, those who lead hear what falls due until a week
// after the next list and what is on hold; when there is nothing, nothing.
func TestKeepingIsToldOnceAMonth(t *testing.T) {
	f := newFirm(t)
	due, held := f.file(), f.file()
	f.ends(due)
	f.ends(held)
	hidden := f.file(func(r *complaint.Registration) { r.About = []string{sanne} })
	f.step(hidden, func(c *complaint.Case, now time.Time) error {
		return c.MarkFiledInError("twice", member(fatima), now)
	})
	f.sendFor(1)
	jobs := jobs()
	j := jobs[slices.IndexFunc(jobs, func(j job) bool { return j.name == "keeping" })]
	tick := func(when string) {
		t.Helper()
		f.business.Set(at(when))
		_, err := f.due(t.Context(), j, f.Now())
		f.do("tick", err)
		f.sendFor(1)
	}
	tick("2027-12-01 09:00") // begins
	tick("2028-01-03 09:00")
	if n := count(f.said(sanne), "Kept and erased"); n != 0 {
		t.Fatalf("told %d times of nothing", n)
	}
	f.step(held, func(c *complaint.Case, _ time.Time) error {
		return c.PutOnHold(complaint.HoldForm{Reason: "a claim", Day: "2028-09-01"}, member(mees), f.Now())
	})
	f.sendFor(1)
	for _, when := range []string{"2028-03-01 08:59", "2028-03-01 09:00", "2028-03-02 09:00"} {
		tick(when)
	}
	told := slices.DeleteFunc(f.slack.As(sanne).DMs(), func(m playground.Message) bool { return m.Text != "Kept and erased" })
	if len(told) != 1 {
		t.Fatalf("told %d times in March", len(told))
	}
	blocks := sentAs(told[0])
	if !strings.Contains(blocks, due) || !strings.Contains(blocks, held) || strings.Contains(blocks, hidden) {
		t.Errorf("%s and %s, not %s: %s", due, held, hidden, blocks)
	}
	tick("2028-04-03 09:00") // the first is a Saturday
	again := slices.DeleteFunc(f.slack.As(sanne).DMs(), func(m playground.Message) bool { return m.Text != "Kept and erased" })
	if len(again) != 1 || again[0].TS == told[0].TS {
		t.Errorf("by April %d lists, want the newest alone", len(again))
	}
}

// Whatever the month, the weekday and the closed days, each case stands on a list at least a
// week before it is erased, and a list looks thirty days ahead at least: it is the chance to
// put a case on hold.
func TestEachErasureIsListedInTime(t *testing.T) {
	for name, tc := range map[string]struct {
		spec   string
		closed []string
	}{
		"on the first":         {},
		"closed over New Year": {closed: []string{"2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07", "2027-01-08"}},
		"each quarter":         {spec: "0 9 1 */3 *"},
	} {
		t.Run(name, func(t *testing.T) {
			f := firmOn(t, dbtest.SQLite(t), tc.closed...)
			if tc.spec != "" {
				f.Schedules = map[string]string{keepingName: tc.spec}
			}
			schedule, err := f.schedule(t.Context(), job{name: keepingName, spec: keepingSpec, workdays: true}, at("2026-06-01 09:00"))
			f.do("schedule", err)
			var listed time.Time // up to when it was, by the newest list that is a week old
			from := at("2026-06-01 08:00")
			slot := schedule.Next(from)
			for day := calendar.DayOf(slot, f.zone()).AddDays(listedBefore); day.Year < 2029; day = day.AddDays(1) {
				erased := day.Start(f.zone())
				for !slot.After(erased.AddDate(0, 0, -listedBefore).Add(9 * time.Hour)) {
					days, until, err := f.looksAhead(t.Context(), slot)
					f.do("look ahead", err)
					if days < 30 {
						t.Fatalf("on %s it looks %d days ahead", slot, days)
					}
					listed, slot = until, schedule.Next(slot)
				}
				if erased.After(listed) {
					t.Fatalf("what is erased on %s was on no list a week before", day)
				}
			}
		})
	}
}

// Whoever may still read an erased case in their Home gets it drawn anew, each once
// however many cases went; where Slack knows them no more, nobody hears of it.
func TestErasingDrawsHomesAnew(t *testing.T) {
	f := newFirm(t)
	for range 2 {
		f.ends(f.file())
	}
	f.sendFor(2)
	drawn := map[string]int{}
	f.Home = func(_ context.Context, user string) (*view.Home, error) {
		drawn[user]++
		if user == mees {
			return nil, &bot.Error{Method: "users.info", Code: "user_not_found", Class: bot.Destination}
		}
		return &view.Home{CallbackID: "home", Blocks: []slack.Block{slack.NewDividerBlock()}}, nil
	}
	f.retains("2028-03-06 04:15")
	for _, user := range []string{sanne, fatima, mees, lotte} {
		if drawn[user] != 1 {
			t.Errorf("the Home of %s was drawn %d times", user, drawn[user])
		}
	}
	if f.slack.As(lotte).Home() == nil {
		t.Error("what was drawn is not shown")
	}
	if b := f.backlog(); b.Waiting+b.Dead != 0 {
		t.Errorf("the outbox holds %+v", b)
	}
}

// Whoever is found to be involved loses the case from their Home as soon as that is
// known, though they do not open it; one drawing is enough for what waits.
func TestAHomeLosesACase(t *testing.T) {
	f := newFirm(t)
	first, second := f.file(), f.file()
	f.assign(first, milan)
	f.assign(second, milan)
	f.sendFor(1)
	var drawn []string
	f.Home = func(_ context.Context, user string) (*view.Home, error) {
		drawn = append(drawn, user)
		return &view.Home{CallbackID: "home", Blocks: []slack.Block{slack.NewDividerBlock()}}, nil
	}
	for _, number := range []string{first, second} {
		f.step(number, func(c *complaint.Case, now time.Time) error {
			return c.DeclareInterest(complaint.Interest{How: "My sister works there", Channel: []string{sanne, mees, fatima}}, member(milan), now)
		})
	}
	f.sendFor(1)
	if !slices.Equal(drawn, []string{milan}) {
		t.Errorf("drawn anew: %q", drawn)
	}
}
