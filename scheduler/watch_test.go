package scheduler

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
	"ombud/playground"
)

func (f *firm) watches(dry bool) string {
	f.t.Helper()
	f.machine.Add(time10)
	said, err := f.Run(f.t.Context(), "watch", f.Now(), dry)
	f.do("watch", err)
	return said
}

func TestWhoeverCameUnnoticedIsFound(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	other := f.file()
	f.sendAll()
	if said := f.watches(false); said != "" {
		t.Fatalf("did %q although nobody came", said)
	}
	f.do("join", f.slack.Join(channel, joost))
	if said := f.watches(true); !strings.Contains(said, number) || len(f.inChannel()) != 2 {
		t.Errorf("dry it says %q", said)
	}
	if said := f.watches(false); !strings.Contains(said, number) || strings.Contains(said, other) {
		t.Errorf("did %q, want %s moved", said, number)
	}
	f.sendAll()
	if got := texts(f.slack.As(joost).Messages(channel)); count(got, number) != 0 || count(got, other) != 1 {
		t.Errorf("the channel shows %q, want %s alone", got, other)
	}
	if got := count(f.said(sanne), number); got != 1 {
		t.Errorf("officer was told %q, want the card", f.said(sanne))
	}
	if said := f.watches(false); said != "" {
		t.Errorf("did %q once more", said)
	}
}

// With nobody left to tell, the case leaves the channel all the same, thread and
// card, and the admin hears of it; it comes back when whom it concerns has gone.
func TestWithNobodyLeftTheChannelIsClearedAllTheSame(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	other := f.file()
	f.assign(number, milan)
	f.sendAll()
	if got := f.thread(); len(got) < 2 {
		t.Fatalf("the thread is %q, too short to show that it goes", texts(got))
	}
	f.do("roster", f.store.In(workspace).SaveRoster(t.Context(), &complaint.Roster{Holders: []complaint.Holder{
		{Role: complaint.RoleHandler, User: milan}, {Role: complaint.RoleAdmin, User: sanne},
	}}))
	f.do("join", f.slack.Join(channel, joost))
	for range 2 {
		f.machine.Add(time10)
		if _, err := f.Run(t.Context(), "watch", f.Now(), false); err == nil {
			t.Error("the watch says that all is well")
		}
		f.sendAll()
	}
	if got := texts(f.slack.As(joost).Messages(channel)); count(got, number) != 0 || count(got, other) != 1 {
		t.Errorf("the channel shows %q, want %s alone", got, other)
	}
	if got := blocksOf(f.slack.As(sanne).DMs()); count(got, "involved too") != 1 {
		t.Errorf("the admin was told %q, want once that nobody is left", got)
	}
	f.do("leave", f.slack.Leave(channel, joost))
	f.machine.Add(time10)
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(milan), now)
	})
	f.sendAll()
	if got := f.inChannel(); count(got, number) != 1 {
		t.Errorf("with him gone the channel shows %q, want one card of %s", got, number)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}

// What was on its way to the channel while it was cleared is gone a minute later, and
// what is in doubt is looked for although the case stays where it is.
func TestWithNobodyLeftWhatCameLateGoesToo(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	f.lost(channel)
	f.sendAll() // the card is there without our knowing
	f.do("roster", f.store.In(workspace).SaveRoster(t.Context(), &complaint.Roster{Holders: []complaint.Holder{{Role: complaint.RoleAdmin, User: sanne}}}))
	f.do("join", f.slack.Join(channel, joost))
	f.machine.Add(time10)
	f.sendAll()
	if got := texts(f.slack.As(joost).Messages(channel)); count(got, number) != 0 {
		t.Errorf("the channel shows %q, which was in doubt", got)
	}
	ts, _, err := f.Slack.Post(t.Context(), channel, "", &view.Message{Text: number}, "late")
	f.do("post", err)
	f.do("remember", f.Store.PutMessage(t.Context(), db.Message{
		Number: number, Purpose: purpose(complaint.NoticeCard, complaint.ToChannel, ""), Channel: channel, TS: ts, At: f.Now(),
	}))
	for range 2 {
		f.business.Add(time.Minute)
		if _, err := f.Run(t.Context(), "watch", f.Now(), false); err == nil {
			t.Error("the watch says that all is well")
		}
		f.sendAll()
		if got := texts(f.slack.As(joost).Messages(channel)); count(got, number) != 0 {
			t.Errorf("the channel shows %q, which came late", got)
		}
	}
	if got := len(f.slack.Calls("chat.delete")); got != 2 {
		t.Errorf("%d messages were taken back, want the one in doubt and the late one, once", got)
	}
}

// Whoever left and comes back is somebody who comes.
func TestWhoeverComesBackIsFound(t *testing.T) {
	f := newFirm(t)
	f.do("join", f.slack.Join(channel, joost))
	f.watches(false)
	f.do("leave", f.slack.Leave(channel, joost))
	f.watches(false)
	number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	f.sendAll()
	f.do("join", f.slack.Join(channel, joost))
	if said := f.watches(false); !strings.Contains(said, number) {
		t.Errorf("did %q, want %s moved", said, number)
	}
}

func TestAnUnsafeChannelIsReportedThoughNothingIsSaid(t *testing.T) {
	f := newFirm(t)
	f.do("share", f.slack.Share(channel, "T0OTHER"))
	f.watches(false)
	f.watches(false)
	f.sendAll()
	if got := blocksOf(f.slack.As(sanne).DMs()); count(got, "shared") != 1 {
		t.Errorf("admin was told %q, want once that the channel is shared", got)
	}
}

// Design: what only roles may read is not for whoever sits in the channel
// without one.
func TestAMemberWithoutARoleMakesCardsMinimal(t *testing.T) {
	const klaas, summary = "U0KLAAS", "two months late"
	f := newFirm(t)
	f.Company.Standard = true
	f.file()
	f.sendAll()
	if got := blocksOf(f.slack.As(sanne).Messages(channel)); count(got, summary) != 1 {
		t.Fatalf("the channel shows %q, want what standard tells", got)
	}
	f.do("add", f.slack.AddUser(playground.User{ID: klaas, RealName: "Klaas"}))
	f.do("join", f.slack.Join(channel, klaas))
	f.machine.Add(time10)
	second := f.file()
	f.file()
	f.sendAll()
	got := blocksOf(f.slack.As(klaas).Messages(channel))
	if count(got, second+" · New") != 1 || count(got, summary) != 1 || count(got, "Anna") != 1 {
		t.Errorf("Klaas, without a role, reads %q, want minimal cards from now on", got)
	}
	if told := blocksOf(f.slack.As(sanne).DMs()); count(told, "without a role") != 1 {
		t.Errorf("admin was told %q, want once that somebody has no role", told)
	}
	f.do("leave", f.slack.Leave(channel, klaas))
	f.machine.Add(time10)
	f.file()
	f.sendAll()
	if got := blocksOf(f.slack.As(sanne).Messages(channel)); count(got, summary) != 2 {
		t.Errorf("the channel shows %q, want what standard tells again", got)
	}
	f.do("read", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleReader, User: klaas})
		return nil, nil
	}))
	f.do("join", f.slack.Join(channel, klaas))
	f.machine.Add(time10)
	f.file()
	f.sendAll()
	if got := blocksOf(f.slack.As(sanne).Messages(channel)); count(got, summary) != 3 {
		t.Errorf("the channel shows %q, want what standard tells: who reads for privacy and audit has a role", got)
	}
}

// A member without a role is reported by name whatever the cards tell, once a day.
func TestAMemberWithoutARoleIsReportedAtEachLevel(t *testing.T) {
	f := newFirm(t)
	f.do("add", f.slack.AddUser(playground.User{ID: "U0KLAAS", RealName: "Klaas Vis"}))
	f.do("join", f.slack.Join(channel, "U0KLAAS"))
	f.watches(true)
	f.sendAll()
	if told := blocksOf(f.slack.As(sanne).DMs()); count(told, "Klaas Vis") != 0 {
		t.Fatalf("told when nothing was to be done: %q", told)
	}
	f.watches(false)
	f.watches(false)
	f.sendAll()
	if told := blocksOf(f.slack.As(sanne).DMs()); count(told, "Klaas Vis") != 1 || count(told, "with the minimum") != 1 {
		t.Errorf("the admin was told %q, want once who has no role", told)
	}
}

// Whoever leads cases and is not in the channel gets no card: the admin hears that once,
// on whatever day.
func TestWhoLeadsIsInTheChannel(t *testing.T) {
	f := newFirm(t)
	f.watches(false)
	f.sendAll()
	const missing = "is not in the complaints channel"
	if told := blocksOf(f.slack.As(sanne).DMs()); count(told, missing) != 0 {
		t.Fatalf("all are there, and told was %q", told)
	}
	f.do("leave", f.slack.Leave(channel, fatima))
	for i, day := range []string{"2026-03-05 11:00", "2026-03-06 11:00", "2026-05-06 11:00"} {
		f.business.Set(at(day))
		if i == 0 { // another of whom it is told, later in the alphabet
			f.do("leave", f.slack.Leave(channel, mees))
		}
		f.watches(false)
		f.sendAll()
		_, slots := f.Store.PruneSlots(t.Context(), f.Now())
		_, notices := f.Store.PruneNotices(t.Context(), f.Now())
		f.do("prune", errors.Join(slots, notices))
	}
	if told := blocksOf(f.slack.As(sanne).DMs()); count(told, missing) != 2 || count(told, "FATIMA") != 1 {
		t.Errorf("the admin was told %q, want once of each who is missing", told)
	}
}
