package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/playground"
)

// lost lets the next message to a destination arrive without our knowing.
func (f *firm) lost(to string) {
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Channel: to, Kind: playground.DropAfter})
}

// patiently sends until every retry had its turn.
func (f *firm) patiently() {
	f.t.Helper()
	for range 5 {
		f.machine.Add(maxHold)
		f.sendAll()
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		f.t.Errorf("backlog %+v, want none\n%s", b, f.log)
	}
}

// reached has the handler tell of a first contact.
func (f *firm) reached(number, handler string) {
	f.t.Helper()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(handler), now)
	})
}

// A message may have arrived although Slack never said so. Whatever happened
// to the case in the meantime, nobody keeps reading what they must not.
func TestADoubtfulMessageThatMayNoLongerBeSaidIsTakenBack(t *testing.T) {
	confidential := func(f *firm, number string) {
		f.do("join", f.slack.Join(channel, joost))
		f.step(number, func(c *complaint.Case, now timeT) error { return c.TakeConfidentialRoute([]string{joost}, now) })
	}
	aboutJoost := func(r *complaint.Registration) { r.Deliverers = []string{joost} }
	for _, tc := range []struct {
		name, reader string
		until, then  func(f *firm, number string)
	}{
		{"the card, when the case turns confidential", "", func(f *firm, _ string) {
			f.lost(channel)
			f.sendAll()
		}, confidential},
		{"the card, when its time comes with somebody involved there", "", func(f *firm, _ string) {
			f.lost(channel)
			f.sendAll()
		}, func(f *firm, _ string) { f.do("join", f.slack.Join(channel, joost)) }},
		{"a line of the thread", "", func(f *firm, number string) {
			f.sendAll()
			f.assign(number, milan)
			f.lost(channel)
			f.sendAll()
		}, confidential},
		{"a line and the root that was posted for it", "", func(f *firm, number string) {
			f.sendAll()
			root := f.card(number)
			f.do("delete", f.Slack.Delete(f.t.Context(), channel, root.TS))
			f.do("forget", f.Store.DropMessage(f.t.Context(), root))
			f.assign(number, milan)
			f.lost(channel)
			f.sendAll()
		}, confidential},
		{"the desk of somebody who turns out to be involved", milan, func(f *firm, number string) {
			f.sendAll()
			f.assign(number, milan)
			f.lost(milan)
			f.sendAll()
		}, func(f *firm, number string) {
			f.step(number, func(c *complaint.Case, now timeT) error {
				return c.Assign(complaint.Assignment{
					Handler: fatima, Name: "Fatima El Idrissi", Title: "deputy", Why: "process",
					Deliverers: []string{joost, milan}, Skip: "the customer is on holiday",
				}, member(sanne), now)
			})
		}},
		{"the desk of somebody whose case passed on", milan, func(f *firm, number string) {
			f.sendAll()
			f.assign(number, milan)
			f.lost(milan)
			f.sendAll()
		}, func(f *firm, number string) { f.assign(number, fatima) }},
		{"a request that was decided before we knew", mees, func(f *firm, _ string) {
			f.lost(mees)
			f.sendAll()
		}, func(f *firm, number string) {
			f.step(number, func(c *complaint.Case, now timeT) error { return c.Approve(1, member(sanne), now) })
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			var number string
			if tc.reader == mees {
				number = f.answered()
			} else {
				number = f.file(aboutJoost)
			}
			tc.until(f, number)
			roots := f.slack.As(sanne).Messages(channel)
			tc.then(f, number)
			f.patiently()
			if tc.reader != "" {
				if got := f.said(tc.reader); len(got) != 0 {
					t.Errorf("%s still reads %q", tc.reader, got)
				}
				return
			}
			if got := texts(f.slack.As(joost).Messages(channel)); count(got, number) != 0 {
				t.Errorf("the channel still shows %q", got)
			}
			for _, root := range roots {
				if got := f.slack.As(joost).Thread(channel, root.TS); len(got) != 0 {
					t.Errorf("the thread still shows %q", texts(got))
				}
			}
		})
	}
}

func TestADoubtfulReminderOfADutyThatIsDoneIsTakenBack(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	before := len(f.said(milan))
	f.lost(milan)
	f.remindAt("2026-03-09 09:00")
	f.sendAll()
	if got := f.said(milan); len(got) != before+1 {
		t.Fatalf("Milan reads %q, want a reminder that we do not know of", got)
	}
	f.reached(number, milan)
	f.patiently()
	if got := f.said(milan); len(got) != before {
		t.Errorf("Milan still reads %q of a duty that is done", got)
	}
}

// card is the root of a case in the channel, as it is remembered.
func (f *firm) card(number string) db.Message {
	f.t.Helper()
	m, found, err := f.Store.Message(f.t.Context(), number, purpose(complaint.NoticeCard, complaint.ToChannel, ""))
	f.do("card", err)
	if !found {
		f.t.Fatalf("no card of %s", number)
	}
	return m
}

// A case that leaves the channel does not wait there for what waits, whatever for.
func TestWhatWaitsDoesNotKeepACaseInTheChannel(t *testing.T) {
	for name, wait := range map[string]func(f *firm){
		"in doubt": func(f *firm) {
			f.lost(channel)
			f.slack.Fail(playground.Fault{Method: "conversations.replies", Kind: playground.DropBefore, Times: -1})
		},
		"held": func(f *firm) {
			f.do("add user", f.slack.AddUser(playground.User{ID: "U0GAST", Restricted: true}))
			f.do("join", f.slack.Join(channel, "U0GAST"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			number := f.file(func(r *complaint.Registration) { r.Deliverers = []string{joost} })
			f.sendAll()
			root := f.thread()[0].TS
			wait(f)
			f.assign(number, milan)
			for range 6 {
				f.machine.Add(maxWait)
				f.sendAll()
			}
			if f.backlog().Waiting == 0 {
				t.Fatal("nothing waits")
			}
			f.slack.ClearFaults()
			_ = f.slack.Leave(channel, "U0GAST") // if he is there
			f.do("join", f.slack.Join(channel, joost))
			f.step(number, func(c *complaint.Case, now timeT) error { return c.TakeConfidentialRoute([]string{joost}, now) })
			f.sendAll()
			if got := f.slack.As(joost).Thread(channel, root); len(got) != 0 || len(f.inChannel()) != 0 {
				t.Errorf("he reads %q, the channel shows %q\n%s", texts(got), f.inChannel(), f.log)
			}
			if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
				t.Errorf("backlog %+v, want none", b)
			}
		})
	}
}

// Among more messages than can be looked through, what is in doubt is said again.
func TestADoubtThatCannotBeSettledEnds(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.lost(channel)
	f.sendAll()
	for range 4000 {
		_, err := f.slack.As(sanne).Say(channel, "and another thing", "")
		f.do("say", err)
	}
	f.machine.Add(maxWait)
	f.sendAll()
	if got := count(f.inChannel(), number); got != 2 {
		t.Errorf("the channel shows %d cards, want the one that was lost and the one that is known", got)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 || !strings.Contains(f.log.String(), "counts as not sent") {
		t.Errorf("backlog %+v, want none, and a line\n%s", b, f.log)
	}
}
