package scheduler

import (
	"strings"
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
)

// off lets somebody be away, as the form does.
func (f *firm) off(user, deputy, from, until string) {
	f.t.Helper()
	f.sends(user, user, deputy, from, until)
}

// sends lets by set that somebody is away.
func (f *firm) sends(by, user, deputy, from, until string) {
	f.t.Helper()
	f.do("away", f.Store.UpdateRoster(f.t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		a, before, err := r.SetAway(complaint.Absence{User: user, From: at(from), Until: at(until), Deputy: deputy}, member(by), f.Now())
		return complaint.AwayNotices(a, before...), err
	}))
	f.sendAll()
}

// run runs a job at a moment and sends what comes of it.
func (f *firm) run(job, when string) string {
	f.t.Helper()
	f.business.Set(at(when))
	said, err := f.Run(f.t.Context(), job, f.Now(), false)
	f.do(job, err)
	f.sendAll()
	return said
}

func (f *firm) dmsSaying(user, words string) (n int) {
	for _, m := range f.slack.As(user).DMs() {
		if strings.Contains(sprint(m.Blocks), words) {
			n++
		}
	}
	return n
}

func TestTheDeputyIsAskedAndEverybodyToldTheAnswer(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.off(milan, fatima, "2026-03-06 00:00", "2026-03-14 00:00")
	if n := f.dmsSaying(fatima, "Open cases: 1 · deadlines in these days: 2"); n != 1 {
		t.Fatalf("the deputy reads %q", f.said(fatima))
	}
	answer := func(a complaint.DeputyAnswer) {
		f.do("answer", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
			one, err := r.AnswerAway(r.OwnAbsences(milan, f.Now())[0].ID, a, member(fatima), f.Now())
			if err != nil {
				return nil, err
			}
			return r.AnswerNotices(one, f.Now()), nil
		}))
		f.sendAll()
	}
	answer(complaint.DeputyTakes)
	if f.dmsSaying(milan, "stands in for you") != 1 || f.dmsSaying(sanne, "stand in") != 0 || f.dmsSaying(fatima, "You stand in for") != 1 {
		t.Errorf("taken: milan %q, sanne %q, fatima %q", f.said(milan), f.said(sanne), f.said(fatima))
	}
	answer(complaint.DeputyCannot)
	if f.dmsSaying(milan, "Choose somebody else") != 1 || f.dmsSaying(sanne, "cannot stand in for") != 1 || f.dmsSaying(fatima, "You stand in for") != 0 {
		t.Errorf("refused: milan %q, sanne %q, fatima %q", f.said(milan), f.said(sanne), f.said(fatima))
	}
	f.off(milan, mees, "2026-03-06 00:00", "2026-03-14 00:00")
	if f.dmsSaying(fatima, "need not stand in") != 1 || f.dmsSaying(mees, "asks you to stand in") != 1 {
		t.Errorf("another deputy: fatima %q, mees %q", f.said(fatima), f.said(mees))
	}
}

// Management says that a colleague is ill: they read it in one message and so does the
// deputy, whose answer both hear; when it is taken back they hear of that too.
func TestAnAbsenceThatManagementSet(t *testing.T) {
	f := newFirm(t)
	f.sends(mees, milan, fatima, "2026-03-06 00:00", "2026-03-14 00:00")
	read := func(user, words string, want int) {
		t.Helper()
		if n := f.dmsSaying(user, words); n != want {
			t.Errorf("%s reads %q %d times, want %d: %q", user, words, n, want, f.said(user))
		}
	}
	read(milan, "MEES recorded that you are away from Fri 6 March to Fri 13 March", 1)
	read(fatima, "MEES asks you to stand in", 1)
	var id string
	decide := func(do func(r *complaint.Roster) ([]complaint.Notice, error)) {
		t.Helper()
		f.do("roster", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
			id = r.OwnAbsences(milan, f.Now())[0].ID
			return do(r)
		}))
		f.sendAll()
	}
	decide(func(r *complaint.Roster) ([]complaint.Notice, error) {
		a, err := r.AnswerAway(id, complaint.DeputyTakes, member(fatima), f.Now())
		return r.AnswerNotices(a, f.Now()), err
	})
	read(milan, "stands in for you", 1)
	read(mees, "FATIMA stands in for MILAN", 1)
	decide(func(r *complaint.Roster) ([]complaint.Notice, error) {
		a, err := r.Back(id, member(mees), f.Now())
		return complaint.AwayNotices(a), err
	})
	read(milan, "MEES took back an absence", 1)
	read(fatima, "need not stand in", 1)
	if n := len(f.slack.As(milan).DMs()); n != 2 { // of his absence, and of his deputy
		t.Errorf("Milan has %d messages: %q", n, f.said(milan))
	}
}

// A deputy goes away: whoever they stand in for, and who leads, read that another one is
// needed, and no more once there is one.
func TestSomebodyNeedsAnotherDeputy(t *testing.T) {
	f := newFirm(t)
	f.off(milan, lotte, "2026-03-06 00:00", "2026-03-14 00:00")
	f.do("away", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		a, _, err := r.SetAway(complaint.Absence{User: lotte, From: at("2026-03-12 00:00"), Until: at("2026-03-20 00:00"), Deputy: joost}, member(lotte), f.Now())
		return r.GapNotices(a, f.Now()), err
	}))
	f.sendAll()
	for user, words := range map[string]string{
		milan: "LOTTE stands in for you and is away from Thu 12 March to Fri 13 March", sanne: "LOTTE stands in for MILAN and is away",
	} {
		if n := f.dmsSaying(user, words); n != 1 {
			t.Errorf("%s reads %q", user, f.said(user))
		}
	}
	f.off(milan, fatima, "2026-03-06 00:00", "2026-03-14 00:00")
	for _, user := range []string{milan, sanne} {
		if n := f.dmsSaying(user, "LOTTE stands in for"); n != 0 || f.dmsSaying(user, "changed since") != 1 {
			t.Errorf("with another deputy %s still reads %q: %s", user, f.said(user), blocksOf(f.slack.As(user).DMs()))
		}
	}
}

// What a deputy would take over holds what somebody was named for, and not what
// others were named for in the cases of whoever goes.
func TestWhatADeputyWouldTakeOver(t *testing.T) {
	f := newFirm(t)
	number := f.inHand()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.LogContact(complaint.ContactForm{
			At: now, Via: "phone", Reached: true, Note: "asked about the fine",
			Promises: []complaint.Promise{
				{What: "send the letter", Who: "Lotte", User: lotte, When: "2026-03-10"},
				{What: "call back", Who: "Milan", User: milan, When: "2026-03-10"},
			},
		}, member(milan), now)
	})
	f.sendAll()
	x := &delivery{s: f.Scheduler, now: f.Now()}
	r, err := f.Store.Roster(t.Context())
	f.do("roster", err)
	for user, want := range map[string]view.AwayLoad{lotte: {Cases: 1, Dates: 1}, milan: {Cases: 1, Dates: 1}, mees: {}} {
		got, err := x.load(t.Context(), r, &complaint.Absence{User: user, Deputy: fatima, From: at("2026-03-09 00:00"), Until: at("2026-03-12 00:00")})
		f.do("load", err)
		if got != want {
			t.Errorf("of %s: %+v, want %+v", user, got, want)
		}
	}
	if got, err := x.load(t.Context(), r, &complaint.Absence{User: lotte, Deputy: joost, From: at("2026-03-09 00:00"), Until: at("2026-03-12 00:00")}); err != nil || got.Cases != 0 {
		t.Errorf("who is kept out of the case hears of %+v, %v", got, err)
	}
}

func TestWhoIsBackReadsWhatHappenedOnceAtWork(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.off(milan, fatima, "2026-03-06 00:00", "2026-03-14 00:00")
	f.business.Set(at("2026-03-09 10:00"))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(fatima), now)
	})
	f.sendAll()
	for _, when := range []string{"2026-03-13 12:00", "2026-03-14 00:00", "2026-03-15 12:00", "2026-03-16 08:29"} {
		f.run("returns", when)
		if n := f.dmsSaying(milan, "While you were away"); n != 0 {
			t.Fatalf("told at %s", when)
		}
	}
	for range 2 {
		f.run("returns", "2026-03-16 08:30")
	}
	if n := f.dmsSaying(milan, "While you were away"); n != 1 || f.dmsSaying(milan, "FATIMA") != 1 || f.dmsSaying(milan, number) < 1 {
		t.Errorf("told %d times: %v", n, f.slack.As(milan).DMs())
	}
}

func TestAdminHearsWeeklyOfAnOfficerWithoutDeputy(t *testing.T) {
	f := newFirm(t)
	f.run("cover", "2026-03-09 09:00")
	if n := f.dmsSaying(sanne, "Nobody stands in"); n != 0 {
		t.Error("told although all is well")
	}
	r := roster()
	r.Away = []complaint.Absence{{User: fatima, From: at("2026-03-10 00:00"), Until: at("2026-04-01 00:00")}}
	f.do("roster", f.Store.SaveRoster(t.Context(), r))
	f.run("cover", "2026-03-16 09:00")
	f.run("cover", "2026-03-16 09:00")
	if n := f.dmsSaying(sanne, "Nobody stands in for SANNE"); n != 1 {
		t.Errorf("told %d times, want once", n)
	}
	f.run("cover", "2026-03-23 09:00")
	if n := f.dmsSaying(sanne, "Nobody stands in for SANNE"); n != 2 {
		t.Errorf("a week later told %d times in all, want twice", n)
	}
}

// The last in line hears of a duty on the third day, and from then on once a
// working day in one list, until it is done.
func TestTheLastInLineGetsOneListADay(t *testing.T) {
	f := newFirm(t)
	first, second := f.file(), f.file()
	f.assign(first, milan)
	f.assign(second, milan)
	f.sendAll()
	list := func() int { return f.dmsSaying(mees, "over for days") }
	for _, tc := range []struct {
		when string
		want int
	}{
		{"2026-03-13 09:00", 0}, // that morning each is told by itself
		{"2026-03-14 10:00", 0}, // Saturday
		{"2026-03-16 08:59", 0},
		{"2026-03-16 09:00", 1},
		{"2026-03-16 15:00", 1},
		{"2026-03-17 09:00", 1}, // the older one goes
	} {
		f.remindAt(tc.when)
		f.run("late", tc.when)
		if n := list(); n != tc.want {
			t.Errorf("%s: %d lists, want %d: %q", tc.when, n, tc.want, f.said(mees))
		}
	}
	for _, number := range []string{first, second} {
		if f.dmsSaying(mees, number) == 0 {
			t.Errorf("%s is not named", number)
		}
		f.step(number, func(c *complaint.Case, now timeT) error {
			return c.MarkFiledInError("it was a test", member(sanne), now)
		})
	}
	f.sendAll()
	posts := len(f.slack.Calls("chat.postMessage"))
	f.run("late", "2026-03-18 09:00")
	if n := len(f.slack.Calls("chat.postMessage")); n != posts {
		t.Errorf("a list of nothing was sent: %q", f.said(mees))
	}
}

func TestASnoozedReminderComesAnew(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.remindAt("2026-03-09 09:00")
	f.sendAll()
	before := f.reminders(milan, "due today")
	if len(before) != 1 {
		t.Fatalf("handler sees %q", f.said(milan))
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Snooze("contact", 1, at("2026-03-09 13:00"), member(milan), now)
	})
	f.sendAll()
	if got := f.reminders(milan, "due today"); len(got) != 1 || got[0].TS != before[0].TS || f.dmsSaying(milan, "You get it again on") != 1 {
		t.Errorf("the message does not say that it is snoozed: %q", f.said(milan))
	}
	f.remindAt("2026-03-09 13:00")
	f.sendAll()
	if got := f.reminders(milan, "due today"); len(got) != 1 || got[0].TS == before[0].TS {
		t.Errorf("no new message at the end of the snooze: %q", f.said(milan))
	}
}

func TestAPassedOnReminderSaysSoAndTheDeputyHasIt(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.remindAt("2026-03-09 09:00")
	f.sendAll()
	f.step(number, func(c *complaint.Case, now timeT) error { return c.PassOn("contact", 1, member(milan), now) })
	f.remindAt("2026-03-09 09:01")
	f.sendAll()
	if f.dmsSaying(milan, "Now with FATIMA") != 1 || f.dmsSaying(fatima, "as deputy of MILAN") != 1 {
		t.Errorf("milan %q, fatima %q", f.said(milan), f.said(fatima))
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(fatima), now)
	})
	f.sendAll()
	if f.dmsSaying(milan, "Done: customer contacted") != 1 || f.dmsSaying(fatima, "Done: customer contacted") != 1 {
		t.Errorf("milan %q, fatima %q", f.said(milan), f.said(fatima))
	}
}

// Of roles that nobody holds the admin hears weekly too, until they are given.
func TestAdminHearsWeeklyOfVacantRoles(t *testing.T) {
	f := newFirm(t)
	r := roster()
	r.Holders = []complaint.Holder{{Role: complaint.RoleAdmin, User: lotte}}
	f.do("roster", f.Store.SaveRoster(t.Context(), r))
	f.run("cover", "2026-03-09 09:00")
	if n := f.dmsSaying(lotte, "Not named yet: complaints officer, management and fallback person"); n != 1 {
		t.Errorf("told %d times: %v", n, f.slack.As(lotte).DMs())
	}
	f.do("roster", f.Store.SaveRoster(t.Context(), roster()))
	f.run("cover", "2026-03-16 09:00")
	if n := f.dmsSaying(lotte, "Something is wrong with"); n != 1 {
		t.Errorf("with every role given told %d times in all", n)
	}
}
