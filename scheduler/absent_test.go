package scheduler

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// buttons tells whether a message has a button of that action.
func buttons(m playground.Message, action string) bool {
	return strings.Contains(fmt.Sprint(m.Blocks), action)
}

// withButton counts the messages of somebody with such a button.
func (f *firm) withButton(user, action string) (n int) {
	for _, m := range f.slack.As(user).DMs() {
		if buttons(m, action) {
			n++
		}
	}
	return n
}

// A case that the channel cannot show is told to whoever answers for it and is there: with
// the officer away, to the deputy, whatever is the matter with the channel. With both away it
// is the last in line, and with nobody there the officer reads it on return.
func TestACaseThatTheChannelCannotShowReachesWhoIsThere(t *testing.T) {
	shut := map[string]func(*firm) error{
		"archived":   func(f *firm) error { return f.slack.Archive(channel) },
		"without us": func(f *firm) error { return f.slack.Leave(channel, us) },
		"shared":     func(f *firm) error { return f.slack.Share(channel, "T0OTHER") },
		"with a guest": func(f *firm) error {
			if err := f.slack.AddUser(playground.User{ID: "U0GAST", RealName: "Bo Gast", Restricted: true}); err != nil {
				return err
			}
			return f.slack.Join(channel, "U0GAST")
		},
		"gone as it is posted": func(f *firm) error {
			f.slack.Fail(playground.Fault{Method: "chat.postMessage", Channel: channel, Kind: playground.ErrorCode, Error: "is_archived", Times: -1})
			return nil
		},
	}
	for code, harm := range shut {
		for name, tc := range map[string]struct {
			away []string
			told string
		}{
			"the officer is there":       {nil, sanne},
			"the officer is away":        {[]string{sanne}, fatima},
			"the deputy is away as well": {[]string{sanne, fatima}, mees},
			"nobody is there":            {[]string{sanne, fatima, mees}, sanne},
		} {
			if code != "archived" && len(tc.away) != 1 {
				continue
			}
			t.Run(code+" "+name, func(t *testing.T) {
				f := newFirm(t)
				for _, u := range tc.away {
					f.off(u, joost, "2026-03-04 00:00", "2026-03-20 00:00")
				}
				f.do("away", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
					for i := range r.Away { // nobody stands in but those whom the roles name
						r.Away[i].Deputy = ""
					}
					return nil, nil
				}))
				f.do("harm", harm(f))
				number := f.file()
				for range 2 {
					f.sendAll()
					f.machine.Add(maxHold)
				}
				for _, u := range []string{sanne, fatima, mees, milan} {
					want := 0
					if u == tc.told {
						want = 1
					}
					if got := count(blocksOf(f.slack.As(u).DMs()), number); got != want {
						t.Errorf("%s is told of it %d times, want %d: %q", u, got, want, f.said(u))
					}
				}
			})
		}
	}
}

// While the handler is away, whoever stands in gets the news of an answer with the buttons
// that they may press, once; when the handler is back it says that it is theirs no more, and
// the handler's own message says how things stand.
func TestTheNewsOfAnAnswerReachesWhoeverStandsIn(t *testing.T) {
	for name, tc := range map[string]struct {
		decide func(*complaint.Case, time.Time) error
		button string
		place  string // says in whose place
	}{
		"changes asked": {func(c *complaint.Case, now time.Time) error {
			return c.AskChanges(1, "name the amount", member(mees), now)
		}, "answer.draft.open", "in the place of MILAN"},
		"approved": {func(c *complaint.Case, now time.Time) error { return c.Approve(1, member(mees), now) }, "answer.deliver.open", "You stand in for *MILAN*"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			number := f.answered()
			f.off(milan, bo(f), "2026-03-12 00:00", "2026-03-18 00:00")
			f.sendAll()
			if got := f.withButton("U0BO", tc.button); got != 0 {
				t.Fatalf("before anything was decided: %q", f.said("U0BO"))
			}
			f.step(number, tc.decide)
			f.sendAll()
			if got := f.withButton("U0BO", tc.button); got != 1 || f.withButton(milan, tc.button) == 0 {
				t.Errorf("whoever stands in has %d messages with that button: %q; the handler %q", got, f.said("U0BO"), f.said(milan))
			}
			if got := f.dmsSaying("U0BO", tc.place); got != 1 {
				t.Errorf("%d messages say in whose place: %q", got, blocksOf(f.slack.As("U0BO").DMs()))
			}
			f.step(number, func(c *complaint.Case, now time.Time) error { // a step of somebody else
				return c.AddNote(complaint.Excerpt{Text: "she rang", Author: lotte, Source: "C1/1"}, member(sanne), now)
			})
			f.sendAll()
			if got := f.withButton("U0BO", tc.button); got != 1 {
				t.Errorf("told again: %d messages with that button", got)
			}
			f.run("returns", "2026-03-18 10:00")
			if got := f.withButton("U0BO", tc.button); got != 0 || f.withButton(milan, tc.button) == 0 {
				t.Errorf("the handler is back: whoever stood in still has %d with the button, the handler %d", got, f.withButton(milan, tc.button))
			}
			if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
				t.Errorf("backlog %+v\n%s", b, f.log)
			}
		})
	}
}

// bo adds a colleague without a role, who can stand in.
func bo(f *firm) string {
	f.t.Helper()
	f.do("add user", f.slack.AddUser(playground.User{ID: "U0BO", RealName: "Bo Jansen"}))
	return "U0BO"
}

// What whoever stands in was told ends with what ends it for the handler: it is done, by
// them or by somebody else.
func TestWhatWhoeverStandsInWasToldEnds(t *testing.T) {
	for name, by := range map[string]string{"by whoever stands in": "U0BO", "by the officer": sanne} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			number := f.answered()
			f.off(milan, bo(f), "2026-03-12 00:00", "2026-03-30 00:00")
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.AskChanges(1, "name the amount", member(mees), now)
			})
			f.sendAll()
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.Prepare(complaint.Draft{
					Answer: complaint.Answer{Text: "We refund 100 euro.", Reasons: "The file lay unread."}, Form: "phone", Outcome: "upheld", Ask: true,
				}, member(by), now)
			})
			f.sendAll()
			if got := f.withButton("U0BO", "answer.draft.open"); got != 0 {
				t.Errorf("they can still change version 1: %q", f.said("U0BO"))
			}
			f.step(number, func(c *complaint.Case, now time.Time) error { return c.Approve(2, member(mees), now) })
			f.sendAll()
			if got := f.withButton("U0BO", "answer.deliver.open"); got != 1 {
				t.Errorf("%d messages offer to tell it: %q", got, f.said("U0BO"))
			}
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(by), now)
			})
			f.sendAll()
			if got := f.withButton("U0BO", "answer.deliver.open"); got != 0 {
				t.Errorf("told, and they are still offered to: %q", f.said("U0BO"))
			}
		})
	}
}

// A case that is given to a handler who is away reaches whoever stands in, as its handler's
// message; a promise of somebody who is away reaches theirs.
func TestWhatIsGivenToSomebodyWhoIsAway(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.off(milan, bo(f), "2026-03-05 00:00", "2026-03-30 00:00")
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process",
			Deliverers: []string{joost}, Skip: "the customer is on holiday", KeepAway: true}, member(sanne), now)
	})
	f.sendAll()
	desks := f.desks("U0BO")
	if len(desks) != 1 || len(f.desks(milan)) != 1 || !buttons(desks[0], "contact") {
		t.Fatalf("whoever stands in has %q, the handler %q", texts(desks), texts(f.desks(milan)))
	}
	c, err := f.Store.Case(t.Context(), number)
	f.do("load", err)
	if c.FormSentAt.IsZero() {
		t.Error("the handler's clock did not begin")
	}
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", With: "Anna de Vries", Reached: true, How: "call back", Day: "2026-03-20",
			Promises: []complaint.Promise{{What: "send a copy", User: milan, When: "2026-03-24"}}}, member("U0BO"), now)
	})
	f.sendAll()
	if again := f.desks("U0BO"); len(again) != 1 || again[0].TS != desks[0].TS || again[0].Edited == "" {
		t.Errorf("after a step of theirs: %q", texts(again))
	}
	if f.withButton("U0BO", "commitment.done.open") != 0 || f.withButton(milan, "commitment.done.open") != 1 {
		t.Error("they are told of a promise that they made themselves, or its owner is not")
	}
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", With: "Anna de Vries", Reached: true, How: "call back", Day: "2026-03-21",
			Promises: []complaint.Promise{{What: "send the letter", User: milan, When: "2026-03-24"}}}, member(sanne), now)
	})
	f.sendAll()
	if f.withButton("U0BO", "commitment.done.open") != 1 || f.withButton(milan, "commitment.done.open") != 2 {
		t.Errorf("of a promise that somebody else made: %q", blocksOf(f.slack.As("U0BO").DMs()))
	}
	f.step(number, func(c *complaint.Case, now time.Time) error {
		if err := c.KeepCommitment(1, now, member("U0BO"), now); err != nil {
			return err
		}
		return c.KeepCommitment(2, now, member("U0BO"), now)
	})
	f.sendAll()
	if got := f.withButton("U0BO", "commitment.done.open"); got != 0 {
		t.Error("a promise that was kept still asks for it")
	}
	f.assign(number, fatima)
	f.sendAll()
	if got := f.desks("U0BO"); len(got) != 0 || f.dmsSaying("U0BO", "no longer yours") != 1 {
		t.Errorf("somebody else handles it, and they have %q", blocksOf(f.slack.As("U0BO").DMs()))
	}
}

// Who is back reads of a case that went to somebody else meanwhile its number and where it
// stands, and no more.
func TestWhoIsBackReadsWhatWasHandedOn(t *testing.T) {
	f := newFirm(t)
	passed, barred := f.file(), f.file()
	for _, n := range []string{passed, barred} {
		f.assign(n, milan)
	}
	f.off(milan, fatima, "2026-03-09 00:00", "2026-03-12 00:00")
	f.business.Set(at("2026-03-10 10:00"))
	f.assign(passed, fatima)
	f.assign(barred, fatima)
	f.step(barred, func(c *complaint.Case, now time.Time) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{milan}, How: "a friend"}, member(sanne), now)
	})
	f.sendAll()
	f.run("returns", "2026-03-12 10:00")
	all := blocksOf(f.slack.As(milan).DMs())
	i := slices.IndexFunc(all, func(text string) bool { return strings.Contains(text, "While you were away") })
	if i < 0 {
		t.Fatalf("told %q", all)
	}
	text := all[i]
	_, line, found := strings.Cut(text, passed)
	line, _, _ = strings.Cut(line, "• ")
	if !found || !strings.Contains(line, "handed over") || strings.Contains(line, "Fatima") || strings.Contains(line, "Sanne") {
		t.Errorf("of the case that was handed on: %q", text)
	}
	if strings.Contains(text, barred) || strings.Contains(text, "Nothing happened") {
		t.Errorf("it names a case that they are kept out of, or says that nothing happened: %q", text)
	}
}

// A corrective action of somebody who is away reaches whoever stands in; given to another one,
// it is told to who had it, and to nobody who never heard of it.
func TestACorrectiveActionOfSomebodyWhoIsAway(t *testing.T) {
	f := newFirm(t)
	number := f.toldCase()
	take := func(owner string) {
		f.step(number, func(c *complaint.Case, now time.Time) error {
			return c.TakeMeasure(complaint.MeasureForm{What: "Plan the accounts in June", Owner: owner, Who: "Somebody", Day: "2026-06-30", Changes: complaint.ChangesNothing}, member(sanne), now)
		})
		f.sendAll()
	}
	move := func(n int, owner string) {
		f.step(number, func(c *complaint.Case, now time.Time) error {
			return c.MoveMeasure(n, complaint.MeasureMove{Owner: owner, Who: "Somebody else", Day: "2026-06-30"}, member(sanne), now)
		})
		f.sendAll()
	}
	take(mees)
	f.off(mees, bo(f), "2026-03-19 00:00", "2026-03-30 00:00")
	before := len(f.said("U0BO"))
	move(1, lotte)
	if got := f.said("U0BO"); len(got) != before {
		t.Errorf("told of what they never heard of: %q", got)
	}
	take(mees)
	if f.withButton("U0BO", "measure.done") != 1 || f.withButton(mees, "measure.done") != 1 || f.dmsSaying("U0BO", "in the place of") != 1 {
		t.Fatalf("whoever stands in has %q, the owner %q", blocksOf(f.slack.As("U0BO").DMs()), f.said(mees))
	}
	move(2, lotte)
	if got := f.withButton("U0BO", "measure.done"); got != 0 || f.withButton(mees, "measure.done") != 0 {
		t.Errorf("given to somebody else, and %d still ask whoever stands in", got)
	}
}
