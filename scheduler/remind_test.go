package scheduler

import (
	"fmt"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/playground"
)

// reminders are the live messages to user that speak of a duty.
func (f *firm) reminders(user, duty string) []playground.Message {
	var out []playground.Message
	for _, m := range f.slack.As(user).DMs() {
		if strings.Contains(strings.ToLower(m.Text), duty) {
			out = append(out, m)
		}
	}
	return out
}

// Contact is due on Monday 9 March: 2 business days from the form's arrival.
func TestTheLadderKeepsOneLiveReminder(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.accept(number, milan)
	f.sendAll()
	const duty = "contact the customer"
	var last string
	for _, tc := range []struct {
		when    string
		live    int // reminders that the handler sees
		fresh   bool
		officer int
	}{
		{"2026-03-05 16:00", 0, false, 0},
		{"2026-03-06 09:00", 1, true, 0},  // one business day before
		{"2026-03-06 14:00", 1, false, 0}, // nothing new
		{"2026-03-09 09:00", 1, true, 0},  // the day itself
		{"2026-03-09 15:30", 1, true, 0},  // two hours before the end of work
		{"2026-03-10 08:30", 1, true, 1},  // too late, from the next working moment
	} {
		f.remindAt(tc.when)
		f.sendAll()
		got := f.reminders(milan, duty)
		// the desk speaks of the duty too
		got = got[min(1, len(got)):]
		if len(got) != tc.live {
			t.Fatalf("%s: handler sees %q, want %d reminders\n%s", tc.when, texts(got), tc.live, f.log)
		}
		if tc.live > 0 {
			if (got[0].TS != last) != tc.fresh {
				t.Errorf("%s: message is %s after %s, want new: %v", tc.when, got[0].TS, last, tc.fresh)
			}
			last = got[0].TS
		}
		if n := len(f.reminders(sanne, duty)); n != tc.officer {
			t.Errorf("%s: officer sees %d, want %d", tc.when, n, tc.officer)
		}
	}
	if n := count(texts(f.thread()), "Overdue: "+duty); n != 1 {
		t.Errorf("thread %q: %d lines about the late duty, want one", texts(f.thread()), n)
	}
	f.remindAt("2026-03-11 09:00") // a business day later: the deputy, and the channel
	f.sendAll()
	late := 0
	for _, m := range f.thread() {
		if strings.Contains(m.Text, "Overdue: "+duty) {
			late++
			if !m.Broadcast {
				t.Error("the later line is not shown in the channel")
			}
		}
	}
	if late != 1 {
		t.Errorf("thread %q: %d lines about the late duty, want the newest alone", texts(f.thread()), late)
	}
	if n := len(f.reminders(fatima, duty)); n != 1 {
		t.Errorf("deputy sees %d reminders, want one", n)
	}
	f.remindAt("2026-03-13 09:00") // the last in line: the thread hears, the channel not once more
	f.sendAll()
	late = 0
	for _, m := range f.thread() {
		if strings.Contains(m.Text, "Overdue: "+duty) {
			late++
			if m.Broadcast {
				t.Error("the channel is shown the late duty a second time")
			}
		}
	}
	if late != 1 {
		t.Errorf("thread %q: %d lines about the late duty at the end, want one", texts(f.thread()), late)
	}
}

// Whoever asks the customer has one message of it, with the button, from the answer on:
// the reminder takes its place.
func TestWhoAsksTheCustomerHasOneMessage(t *testing.T) {
	f := newFirm(t)
	number := f.told()
	f.sendAll()
	const duty = "follow up with the customer"
	var last string
	for _, tc := range []struct {
		when  string
		fresh bool
	}{{"2026-03-13 10:16", true}, {"2026-03-16 14:00", false}, {"2026-03-19 09:00", true}} {
		f.remindAt(tc.when)
		f.sendAll()
		got := f.reminders(lotte, duty)
		if len(got) != 1 || !strings.Contains(sprint(got[0].Blocks), "followup.open") {
			t.Fatalf("%s: she has %q", tc.when, texts(got))
		}
		if (got[0].TS != last) != tc.fresh {
			t.Errorf("%s: message %s after %s, want new: %v", tc.when, got[0].TS, last, tc.fresh)
		}
		last = got[0].TS
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: now, Via: "phone"}, member(lotte), now)
	})
	f.sendAll()
	for _, m := range f.slack.As(lotte).DMs() {
		if m.TS == last && strings.Contains(sprint(m.Blocks), "followup.open") {
			t.Errorf("asked, it still offers that: %s", m.Text)
		}
	}
}

func TestADoneDutySaysSoToEverybodyReminded(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	for _, when := range []string{"2026-03-09 09:00", "2026-03-10 08:30", "2026-03-11 09:00"} {
		f.remindAt(when)
		f.sendAll()
	}
	f.business.Set(at("2026-03-11 10:00"))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(milan), now)
	})
	f.sendAll()
	for _, user := range []string{milan, sanne, fatima} {
		over := 0
		for _, m := range f.slack.As(user).DMs() {
			if strings.Contains(sprint(m.Blocks), "Contacted") || strings.Contains(sprint(m.Blocks), "ontact") && strings.Contains(m.Text, "done") {
				over++
				if strings.Contains(sprint(m.Blocks), "button") {
					t.Errorf("%s still has buttons under what is done: %v", user, m.Blocks)
				}
			}
		}
		if over != 1 {
			t.Errorf("%s sees %q, want one message that says it is done", user, texts(f.slack.As(user).DMs()))
		}
	}
	if n := count(texts(f.thread()), "Overdue: contact"); n != 0 {
		t.Errorf("thread %q still calls it overdue", texts(f.thread()))
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v\n%s", b, f.log)
	}
}

func TestAfterFiveDaysDownTheNewestStageOnce(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.remindAt("2026-03-12 11:00") // nobody ran since
	f.sendAll()
	if got := f.reminders(mees, "contact the customer"); len(got) > 1 {
		t.Errorf("fallback sees %q, want at most one", texts(got))
	}
	posts := len(f.slack.Calls("chat.postMessage"))
	f.remindAt("2026-03-12 11:01")
	f.sendAll()
	if got := len(f.slack.Calls("chat.postMessage")); got != posts {
		t.Errorf("%d more messages a minute later", got-posts)
	}
	for _, user := range []string{milan, sanne, fatima, mees} {
		seen := map[string]int{}
		for _, m := range f.slack.As(user).DMs() {
			seen[m.Text]++
			if seen[m.Text] > 1 {
				t.Errorf("%s reads %q twice", user, m.Text)
			}
		}
	}
}

// Slack does not answer for days while reminders fall due: afterwards each
// person has the newest one, once.
func TestSlackDownForFiveDays(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.accept(number, milan)
	f.sendAll()
	before := len(f.slack.As(milan).DMs())
	f.slack.Fail(playground.Fault{Method: "chat.postMessage", Kind: playground.HTTPStatus, Status: 503, Times: -1})
	for _, when := range []string{"2026-03-06 09:00", "2026-03-09 09:00", "2026-03-09 15:30", "2026-03-10 08:30", "2026-03-11 09:00"} {
		f.remindAt(when)
		f.sendAll()
		f.machine.Add(maxWait)
	}
	f.slack.ClearFaults()
	f.machine.Add(maxWait)
	for range 5 {
		f.sendAll()
		f.machine.Add(maxWait)
	}
	if got := f.slack.As(milan).DMs(); len(got) != before+1 {
		t.Errorf("handler sees %q, want one reminder more than %d", texts(got), before)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v\n%s", b, f.log)
	}
}

func TestWhoIsAwayHearsNothingNew(t *testing.T) {
	f := newFirm(t)
	r := roster()
	r.Away = []complaint.Absence{{User: milan, From: at("2026-03-05 12:00"), Until: at("2026-03-16 00:00"), Deputy: fatima}}
	f.do("roster", f.Store.SaveRoster(t.Context(), r))
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	desks := len(f.slack.As(milan).DMs())
	f.remindAt("2026-03-06 09:00")
	f.sendAll()
	if got := f.slack.As(milan).DMs(); len(got) != desks {
		t.Errorf("who is away was told %q", texts(got))
	}
	if got := f.reminders(fatima, "contact the customer"); len(got) != 1 {
		t.Errorf("the deputy sees %q, want the reminder", texts(got))
	}
}

// Whoever looks after the app hears once a day what it is that nobody is there to be
// reminded of, and nothing of the case.
func TestWhatNobodyIsThereForIsNamed(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.accept(number, milan)
	f.sendAll()
	r := roster()
	r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleAdmin, User: lotte})
	for _, user := range []string{milan, sanne, mees, fatima} {
		r.Away = append(r.Away, complaint.Absence{User: user, From: at("2026-03-05 12:00"), Until: at("2026-03-16 00:00")})
	}
	f.do("roster", f.Store.SaveRoster(t.Context(), r))
	f.remindAt("2026-03-06 09:00")
	f.sendAll()
	f.remindAt("2026-03-06 15:00")
	f.sendAll()
	var said []string
	for _, m := range f.slack.As(lotte).DMs() {
		if strings.Contains(m.Text, "Nobody is available for the deadlines") {
			said = append(said, fmt.Sprint(m.Blocks))
		}
	}
	if len(said) != 1 || !strings.Contains(said[0], "This at least waits now: contact the customer.") || strings.Contains(said[0], number) {
		t.Errorf("told %q", said)
	}
}

func TestRemindTouchesOnlyWhatWoke(t *testing.T) {
	f := newFirm(t)
	early := f.file()
	f.business.Set(at("2026-03-09 10:00"))
	late := f.file()
	f.business.Set(at("2026-03-06 09:00"))
	report, err := f.Run(t.Context(), "remind", f.Now(), true)
	f.do("dry run", err)
	if !strings.Contains(report, early) || strings.Contains(report, late) {
		t.Errorf("dry run says %q, want %s alone", report, early)
	}
	before := f.backlog().Waiting
	if _, err := f.Run(t.Context(), "remind", f.Now(), true); err != nil || f.backlog().Waiting != before {
		t.Errorf("a dry run wrote something (%v)", err)
	}
	f.remindAt("2026-03-06 09:00")
	c, err := f.Store.Case(t.Context(), late)
	f.do("load", err)
	if n := len(c.Events); c.Events[n-1].Kind == complaint.Reminded {
		t.Error("a case that sleeps was reminded of")
	}
	woken, err := f.Store.Waking(t.Context(), f.Now(), 10)
	f.do("waking", err)
	if len(woken) != 0 {
		t.Errorf("%v would wake again at once", woken)
	}
}

func TestRemindGoesThroughMoreThanOneBatch(t *testing.T) {
	f := newFirm(t)
	for range batch + 5 {
		f.file()
	}
	f.business.Set(at("2026-03-06 09:00"))
	report, err := f.Run(t.Context(), "remind", f.Now(), false)
	f.do("remind", err)
	if n := strings.Count(report, " read_back "); n != batch+5 {
		t.Errorf("%d cases reminded of, want %d", n, batch+5)
	}
}

func TestFollowUpStarts(t *testing.T) {
	for _, job := range []string{"remind", "followup"} {
		t.Run(job, func(t *testing.T) {
			f := newFirm(t)
			number := f.told()
			f.business.Set(at("2026-03-18 08:59"))
			_, err := f.Run(t.Context(), job, f.Now(), false)
			f.do("too early", err)
			if c, _ := f.Store.Case(t.Context(), number); c.State != complaint.StateDecided {
				t.Fatalf("state %s before its morning", c.State)
			}
			f.business.Set(at("2026-03-18 09:00")) // two business days before Friday 20 March
			_, err = f.Run(t.Context(), job, f.Now(), false)
			f.do("run", err)
			if c, _ := f.Store.Case(t.Context(), number); c.State != complaint.StateFollowUp {
				t.Errorf("state %s, want %s", c.State, complaint.StateFollowUp)
			}
		})
	}
}

// told walks a case to Friday 13 March, when the customer got the answer.
func (f *firm) told() string {
	f.t.Helper()
	number := f.answered()
	f.business.Set(at("2026-03-12 16:00"))
	f.step(number, func(c *complaint.Case, now timeT) error { return c.Approve(1, member(mees), now) })
	f.business.Set(at("2026-03-13 10:15"))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(milan), now)
	})
	return number
}

func TestOneBadCaseDoesNotStopTheNext(t *testing.T) {
	f := newFirm(t)
	good := f.file()
	f.sendAll()
	f.business.Set(at("2026-03-06 09:00"))
	numbers := []string{}
	_, err := f.visit(t.Context(), turn{at: f.Now()}, func(c *complaint.Case) error {
		numbers = append(numbers, c.Number)
		return errNothing
	})
	if err == nil || !strings.Contains(err.Error(), good) || len(numbers) != 1 {
		t.Errorf("visited %v with %v, want the error with the number of its case", numbers, err)
	}
}

func TestWhatIsDoneBeforeItWasSaidIsNotSaid(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	before := len(f.slack.As(milan).DMs())
	f.remindAt("2026-03-06 09:00")
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(milan), now)
	})
	f.sendAll()
	if got := f.slack.As(milan).DMs(); len(got) != before {
		t.Errorf("handler sees %q, want no reminder of what is done", texts(got))
	}
}

func TestWhoWentAwayBeforeItWasSaidHearsNothing(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	before := len(f.slack.As(milan).DMs())
	f.remindAt("2026-03-06 09:00")
	r := roster()
	r.Away = []complaint.Absence{{User: milan, From: at("2026-03-06 08:00"), Until: at("2026-03-16 00:00"), Deputy: fatima}}
	f.do("roster", f.Store.SaveRoster(t.Context(), r))
	f.sendAll()
	if got := f.slack.As(milan).DMs(); len(got) != before {
		t.Errorf("who is away was told %q", texts(got))
	}
}
