package scheduler

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// Nothing is posted in a channel that not only colleagues can read; the case
// is filed all the same, the admin and the officer hear of it once.
func TestAnUnfitChannelGetsNothing(t *testing.T) {
	outsider := func(u playground.User) func(*firm) error {
		return func(f *firm) error {
			if err := f.slack.AddUser(u); err != nil {
				return err
			}
			return f.slack.Join(channel, u.ID)
		}
	}
	for _, tc := range []struct {
		name   string
		harm   func(*firm) error
		mend   func(*firm) error
		saying string
	}{
		{"shared", func(f *firm) error { return f.slack.Share(channel, "T0OTHER") }, func(f *firm) error { return f.slack.Unshare(channel) }, "shared"},
		{"about to be shared", func(f *firm) error { return f.slack.InviteTeam(channel) }, func(f *firm) error { return f.slack.Unshare(channel) }, "shared"},
		{"archived", func(f *firm) error { return f.slack.Archive(channel) }, func(f *firm) error { return f.slack.Unarchive(channel) }, "archived"},
		{"without the app", func(f *firm) error { return f.slack.Leave(channel, us) }, func(f *firm) error { return f.slack.Join(channel, us) }, "cannot find"},
		{"with a guest", outsider(playground.User{ID: "U0GAST", RealName: "Bo Gast", Restricted: true}), func(f *firm) error { return f.slack.Leave(channel, "U0GAST") }, "Bo Gast"},
		{"with somebody of another company", outsider(playground.User{ID: "U0VREEMD", TeamID: "T0OTHER"}), func(f *firm) error { return f.slack.Leave(channel, "U0VREEMD") }, "guest"},
		{"with another bot", outsider(playground.User{ID: "U0ROBOT", Bot: true}), func(f *firm) error { return f.slack.Leave(channel, "U0ROBOT") }, "another app"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			f.do("harm", tc.harm(f))
			number := f.file()
			for range 4 {
				f.sendAll()
				f.machine.Add(maxHold)
			}
			if calls := f.slack.Calls("chat.postMessage"); count(requests(calls), channel) != 0 {
				t.Errorf("posted in the channel: %q", requests(calls))
			}
			if got := f.said(lotte); len(got) != 1 {
				t.Errorf("the filer was told %q, want the receipt", got)
			}
			told := blocksOf(f.slack.As(sanne).DMs())
			officers := slices.IndexFunc(told, func(text string) bool { return strings.Contains(text, number) })
			if count(told, number) != 1 || count(told, tc.saying)-count(told[officers:officers+1], tc.saying) != 1 {
				t.Fatalf("admin and officer were told %q, want %q once and %s once", told, tc.saying, number)
			}
			matter := tc.saying // but for who it is about, which is for the admin to know
			if matter == "Bo Gast" {
				matter = "guest"
			}
			if text := told[officers]; !strings.Contains(text, matter) || strings.Contains(text, "Bo Gast") || !strings.Contains(text, "next step") {
				t.Errorf("the officer was told %q, want %q and what to do", text, matter)
			}
			if got := f.backlog(); got.Waiting != 1 || got.Dead != 0 {
				t.Errorf("backlog %+v, want the card waiting", got)
			}
			f.do("mend", tc.mend(f))
			f.machine.Add(maxHold)
			f.sendAll()
			if got := f.inChannel(); len(got) != 1 {
				t.Errorf("once mended the channel shows %q, want the card\n%s", got, f.log)
			}
		})
	}
}

func requests(calls []playground.Call) []string {
	var out []string
	for _, c := range calls {
		out = append(out, string(c.Request))
	}
	return out
}

// blocksOf gives all that messages show, as one string each.
func blocksOf(messages []playground.Message) []string {
	var out []string
	for _, m := range messages {
		var b strings.Builder
		b.WriteString(m.Text)
		for _, block := range m.Blocks {
			b.WriteString(" " + sprint(block))
		}
		out = append(out, b.String())
	}
	return out
}

func TestAChannelThatBecomesSharedIsFoundOutBeforeTheNextMessage(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	f.do("share", f.slack.Share(channel, "T0OTHER"))
	f.machine.Add(time10 * 6)
	f.assign(number, milan)
	f.sendAll()
	if got := f.thread(); len(got) != 1 || got[0].Edited != "" {
		t.Errorf("thread %q was written in although it is shared", texts(got))
	}
	if got := f.said(milan); len(got) != 1 {
		t.Errorf("the handler was told %q, want the desk: filing goes on", got)
	}
}

func TestAMemberWhoIsInvolvedNeverSeesTheCase(t *testing.T) {
	f := newFirm(t)
	f.do("join", f.slack.Join(channel, joost))
	number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	f.sendAll()
	if got := f.inChannel(); len(got) != 0 {
		t.Errorf("channel shows %q, want nothing", got)
	}
	for _, user := range []string{sanne, fatima, mees} {
		if got := f.said(user); count(got, number) != 1 {
			t.Errorf("%s was told %q, want the card", user, got)
		}
	}
	if got := f.said(joost); len(got) != 0 {
		t.Errorf("the person concerned was told %q", got)
	}
	f.assign(number, milan)
	f.sendAll()
	if got := f.slack.As(sanne).DMs(); len(got) != 2 || got[1].ThreadTS != got[0].TS {
		t.Errorf("officer sees %q, want the card with its line", texts(got))
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}

func TestACaseLeavesTheChannelWhenSomebodyInvolvedComes(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	f.assign(number, milan)
	f.sendAll()
	if got := f.thread(); len(got) < 2 {
		t.Fatalf("thread %q, want card and lines", texts(got))
	}
	root := f.thread()[0].TS
	f.do("join", f.slack.Join(channel, joost))
	f.machine.Add(time10 * 6)
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(milan), now)
	})
	f.sendAll()
	if got := texts(f.slack.As(joost).Messages(channel)); len(got) != 0 {
		t.Errorf("channel holds %q, want nothing", got)
	}
	if got := f.slack.As(joost).Thread(channel, root); len(got) != 0 {
		t.Errorf("the thread holds %q, want nothing", texts(got))
	}
	if got := count(f.said(sanne), number); got == 0 {
		t.Errorf("officer was told %q, want the card", f.said(sanne))
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}

func TestWhoeverTurnsOutToBeInvolvedKeepsNothing(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Assign(complaint.Assignment{
			Handler: fatima, Name: "Fatima El Idrissi", Title: "deputy", Why: "process", Deliverers: []string{joost, milan}, Skip: "the customer is on holiday",
		}, member(sanne), now)
	})
	f.sendAll()
	if got := f.said(milan); len(got) != 0 {
		t.Errorf("who is involved now still reads %q", got)
	}
}

// What colleagues wrote about a case in the channel is not ours to delete: whoever leads
// hears at once that it is there still, once, with links to each.
func TestWhatColleaguesWroteIsStillThere(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.About = []string{joost} })
	f.assign(number, milan)
	f.sendAll()
	root := f.thread()[0].TS
	for _, words := range []string{"Joost did this to her twice", "And to others"} {
		_, err := f.slack.As(mees).Say(channel, words, root)
		f.do("say", err)
	}
	f.do("join", f.slack.Join(channel, joost))
	for range 2 {
		f.step(number, func(c *complaint.Case, now timeT) error { return c.TakeConfidentialRoute([]string{joost}, now) })
		f.sendAll()
	}
	const said = "what colleagues wrote about it is still there"
	for _, user := range []string{sanne, fatima, mees} {
		if n := f.dmsSaying(user, said); n != 1 {
			t.Errorf("%s was told %d times: %q", user, n, f.said(user))
		}
	}
	if n := f.dmsSaying(milan, said) + f.dmsSaying(joost, said); n != 0 {
		t.Errorf("told %d times to others", n)
	}
	told := blocksOf(f.slack.As(sanne).DMs())
	if n := strings.Count(strings.Join(told, " "), "|message"); n != 2 {
		t.Errorf("%d links in %q, want one to each", n, told)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}

func TestAPersonWhoLeftIsReplaced(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	f.do("deactivate", f.slack.Deactivate(milan))
	f.assign(number, milan)
	f.sendAll()
	told := blocksOf(f.slack.As(sanne).DMs())
	if count(told, "assignment") != 1 {
		t.Errorf("officer was told %q, want once that the assignment did not arrive", told)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v: what found who left no more is put away\n%s", b, f.log)
	}
	if s := f.Stats(); s.Dead == 0 {
		t.Errorf("stats %+v, want the dead counted", s)
	}
}

func TestAnUnreachableStandInIsPassedOver(t *testing.T) {
	f := newFirm(t)
	for _, u := range []string{milan, sanne, fatima} {
		f.do("deactivate", f.slack.Deactivate(u))
	}
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	if told := blocksOf(f.slack.As(mees).DMs()); count(told, number) != 1 {
		t.Errorf("management was told %q, want once that a message about %s found nobody\n%s", told, number, f.log)
	}
	if b := f.backlog(); b.Waiting != 0 {
		t.Errorf("backlog %+v, want none waiting", b)
	}
}

func TestAPublicChannelGetsNothing(t *testing.T) {
	f := newFirm(t)
	f.do("add channel", f.slack.AddChannel(playground.Channel{ID: "C0OPEN", Name: "open", Members: []string{sanne, us}}))
	f.Company.Channel = "C0OPEN"
	f.file()
	f.sendAll()
	if got := f.slack.As(sanne).Messages("C0OPEN"); len(got) != 0 {
		t.Errorf("a public channel shows %q", texts(got))
	}
	if got := f.backlog().Waiting; got != 1 {
		t.Errorf("%d wait, want the card", got)
	}
}

// The check and the message are two calls: the channel may change in between.
func TestAChannelThatRefusesOnlyTheMessageIsWaitedFor(t *testing.T) {
	f := newFirm(t)
	f.file()
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Channel: channel, Kind: playground.ErrorCode, Error: "is_archived"})
	f.sendAll()
	if b := f.backlog(); b.Waiting != 1 || b.Dead != 0 {
		t.Errorf("backlog %+v, want the card waiting", b)
	}
	f.machine.Add(maxHold)
	f.sendAll()
	if got := f.inChannel(); len(got) != 1 {
		t.Errorf("channel shows %q, want the card", got)
	}
}

// Whoever it was about has left the channel again, the case stays out of it.
func TestAConfidentialCaseDoesNotComeBack(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
	f.step(number, func(c *complaint.Case, now timeT) error { return c.TakeConfidentialRoute([]string{joost}, now) })
	f.sendAll()
	if got := f.inChannel(); len(got) != 0 {
		t.Errorf("channel shows %q of a confidential case", got)
	}
	if got := count(f.said(sanne), number); got != 1 {
		t.Errorf("officer was told %q, want the card", f.said(sanne))
	}
}

func TestAColleagueWhoBecameAGuestGetsNothing(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	f.do("change", f.slack.ChangeUser(milan, func(u *playground.User) { u.Restricted = true }))
	f.assign(number, milan)
	f.machine.Add(6 * time10 * 6)
	f.sendAll()
	if got := f.said(milan); len(got) != 0 {
		t.Errorf("a guest was told %q", got)
	}
	if told := blocksOf(f.slack.As(sanne).DMs()); count(told, "assignment") != 1 {
		t.Errorf("officer was told %q, want that the assignment did not arrive", told)
	}
}

// What waits for the channel when the case becomes one of discrimination never comes into it (EX-01).
func TestWhatWaitsForTheChannelStaysOut(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Classify(complaint.Classification{Class: complaint.Class{Nature: "discrimination", Against: "client", Weight: "minor", Submitted: "oral"}}, member(sanne), now)
	})
	f.sendAll()
	if calls := f.slack.Calls("chat.postMessage"); count(requests(calls), channel) != 0 {
		t.Errorf("posted in the channel: %q", requests(calls))
	}
	if n := count(blocksOf(f.slack.As(sanne).DMs()), number); n == 0 {
		t.Error("who leads was told nothing")
	}
}
