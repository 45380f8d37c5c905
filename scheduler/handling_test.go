package scheduler

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/lang"
	"ombud/playground"
)

// invented lets the firm work by the procedure that has the steps which the
// presets lack.
func (f *firm) invented() {
	f.t.Helper()
	yaml, err := os.ReadFile("../procedure/testdata/invented.yml")
	f.do("procedure", err)
	f.do("procedure", f.Store.SaveProcedure(f.t.Context(), yaml, at("2025-01-01 00:00")))
}

// inHand is a case of that procedure that Milan works on.
func (f *firm) inHand() string {
	f.t.Helper()
	f.invented()
	number := f.file()
	f.assign(number, milan)
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call back", Day: "2026-03-20"}, member(milan), now)
	})
	f.sendAll()
	return number
}

// newest is the newest of what somebody was told in private.
func (f *firm) newest(user string) string {
	f.t.Helper()
	all := f.slack.As(user).DMs()
	if len(all) == 0 {
		f.t.Fatalf("%s was told nothing", user)
	}
	return f.slack.As(user).Text(all[len(all)-1])
}

func TestManagementHearsOfAWeightyCase(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	classify := func(weight string) {
		f.step(number, func(c *complaint.Case, now time.Time) error {
			return c.Classify(complaint.Classification{Class: complaint.Class{Nature: "service", Weight: weight, Submitted: "oral"}}, member(fatima), now)
		})
		f.sendAll()
	}
	classify("minor")
	if got := count(f.said(mees), "classified"); got != 0 {
		t.Errorf("a minor case is told: %q", f.said(mees))
	}
	classify("serious")
	for _, user := range []string{sanne, mees} {
		if got := f.newest(user); !strings.Contains(got, number+" was classified as: Serious") {
			t.Errorf("%s was told %q", user, got)
		}
	}
	before := len(f.said(mees))
	f.step(number, func(c *complaint.Case, now time.Time) error { // the same weight is no news
		return c.Classify(complaint.Classification{Class: complaint.Class{Nature: "other", Weight: "serious", Submitted: "oral"}}, member(fatima), now)
	})
	f.sendAll()
	if got := f.said(mees); len(got) != before {
		t.Errorf("told again: %q", got)
	}
}

func TestTheOfficerHearsThatAHandlerIsNeeded(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.Decline("on leave", member(milan), now) })
	f.sendAll()
	if got := f.newest(sanne); !strings.Contains(got, "needs another handler") || strings.Contains(got, "on leave") {
		t.Errorf("the officer was told %q", got)
	}
	if got := f.newest(milan); !strings.Contains(got, "no longer handle") {
		t.Errorf("who declined reads %q", got)
	}
	told := len(f.said(sanne))
	f.assign(number, fatima)
	f.sendAll()
	if got := f.newest(sanne); !strings.Contains(got, "There is a handler again") || len(f.said(sanne)) != told {
		t.Errorf("the officer still reads %q", got)
	}
}

// The message does not go out any more when somebody was assigned first.
func TestAVacancyThatIsFilledIsNotTold(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.Decline("on leave", member(milan), now) })
	f.assign(number, fatima)
	f.sendAll()
	if got := count(f.said(sanne), "another handler"); got != 0 {
		t.Errorf("told of a vacancy that is none: %q", f.said(sanne))
	}
}

// Whoever declares an interest loses everything they were told, and nobody
// else does; the filer keeps the receipt.
func TestWhatAnInvolvedPersonWasToldGoes(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	if len(f.said(milan)) == 0 || len(f.said(lotte)) == 0 {
		t.Fatal("nobody was told")
	}
	for _, user := range []string{milan, lotte} {
		f.step(number, func(c *complaint.Case, now time.Time) error {
			return c.DeclareInterest(complaint.Interest{How: "my sister"}, member(user), now)
		})
		f.sendAll()
	}
	if got := f.said(milan); len(got) != 0 {
		t.Errorf("the handler still reads %q", got)
	}
	if got := f.said(lotte); len(got) != 1 || !strings.Contains(got[0], number) {
		t.Errorf("the filer reads %q, want number and state", got)
	}
	if got := f.newest(sanne); !strings.Contains(got, "turns out") {
		t.Errorf("the officer was told %q", got)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v\n%s", b, f.log)
	}
}

// Who received a complaint that somebody else recorded has a message of it at once, and keeps
// none once it turns out to concern them: they filed nothing.
func TestAReceiverHearsOfItUntilTheyAreInvolved(t *testing.T) {
	f := newFirm(t)
	number := f.file(func(r *complaint.Registration) { r.Receiver = milan })
	f.sendAll()
	if got := f.newest(milan); !strings.Contains(got, number) || !strings.Contains(got, "recorded it") {
		t.Fatalf("who received it reads %q", got)
	}
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.DeclareInterest(complaint.Interest{How: "my sister"}, member(milan), now)
	})
	f.sendAll()
	if got := f.said(milan); len(got) != 0 {
		t.Errorf("they still read %q", got)
	}
	if got := f.newest(lotte); !strings.Contains(got, "Your turn") {
		t.Errorf("the filer reads %q", got)
	}
}

func TestARequestForMoreTime(t *testing.T) {
	f := newFirm(t)
	number := f.inHand()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Extend(complaint.ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill"}, member(milan), now)
	})
	f.sendAll()
	for name, got := range map[string]string{"officer": f.newest(sanne), "thread": f.lastInThread()} {
		if !strings.Contains(got, "Thu 2 April") || !strings.Contains(got, "Mon 20 April") || !strings.Contains(got, "Agree") || strings.Contains(got, "expert") {
			t.Errorf("%s reads %q", name, got)
		}
	}
	handler, officer := len(f.said(milan)), len(f.said(sanne))
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.AgreeExtension(1, member(sanne), now) })
	f.sendAll()
	if got := f.newest(milan); len(f.said(milan)) != handler+1 || !strings.Contains(got, "Now tell the customer by Thu 26 March") {
		t.Errorf("the handler was told %q", got)
	}
	if got := f.newest(sanne); len(f.said(sanne)) != officer || strings.Contains(got, "[Agree]") || !strings.Contains(got, "Agreed by") {
		t.Errorf("the officer's message says %q", got)
	}
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Extend(complaint.ExtensionForm{Via: "phone", At: now}, member(milan), now)
	})
	f.sendAll()
	if got := f.slack.As(sanne).Text(f.thread()[0]); !strings.Contains(got, "Mon 20 April (extended once)") {
		t.Errorf("the card says %q", got)
	}
	texts := texts(f.thread())
	if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "customer told") }) {
		t.Errorf("thread %q", texts)
	}
}

// lastInThread is the newest message of the thread.
func (f *firm) lastInThread() string {
	all := f.thread()
	return f.slack.As(sanne).Text(all[len(all)-1])
}

// offers tells whether there is one reminder, beside the message that the case is theirs,
// which has that button.
func (f *firm) offers(said []playground.Message, action string) bool {
	said = slices.DeleteFunc(said, func(m playground.Message) bool { return strings.Contains(m.Text, "yours") })
	return len(said) == 1 && strings.Contains(sprint(said[0].Blocks), action)
}

// Of an assignment that they do not answer the handler is reminded, and the officer hears
// once the day is over.
func TestAnUnansweredAssignmentIsTold(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	for _, when := range []string{"2026-03-06 09:05", "2026-03-06 15:35"} {
		f.remindAt(when)
	}
	f.sendAll()
	if got := f.reminders(milan, "accept the case"); !f.offers(got, "case.accept") {
		t.Errorf("the handler was reminded: %q", texts(got))
	}
	if got := f.reminders(sanne, "accept the case"); len(got) != 0 {
		t.Errorf("the officer hears before it is late: %q", texts(got))
	}
	f.remindAt("2026-03-09 09:00")
	f.sendAll()
	if got := f.reminders(sanne, "accept the case"); !f.offers(got, "case.assign.open") {
		t.Errorf("the officer was told %q", texts(got))
	}
	if got := f.reminders(milan, "accept the case"); !f.offers(got, "case.accept") {
		t.Errorf("the handler was told: %q", texts(got))
	}
}

// A document that comes with a logged contact is kept like one of the filing.
func TestAFileOfAContactIsKept(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	id, err := f.slack.As(lotte).Upload("mail.txt", "text/plain", []byte("She writes again."))
	f.do("upload", err)
	f.do("share", f.share(id))
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.LogContact(complaint.ContactForm{
			At: now, Via: "email", Reached: true, How: "call back", Day: "2026-03-20",
			Files: []complaint.Attachment{{ID: id, Name: "mail.txt", MIME: "text/plain", Size: 17}},
		}, member(milan), now)
	})
	f.sendAll()
	c, err := f.Store.Case(t.Context(), number)
	f.do("case", err)
	if !slices.Contains(c.FilesKept, id) {
		t.Fatalf("kept %v, lost %v\n%s", c.FilesKept, c.FilesLost, f.log)
	}
	var data strings.Builder
	f.do("read", f.Store.File(t.Context(), number, id, &data))
	if data.String() != "She writes again." {
		t.Errorf("kept %q", data.String())
	}
}

// The card of a case has the words of the version that the case keeps, whatever is in
// force.
func TestACaseIsToldInTheWordsOfItsVersion(t *testing.T) {
	f := newFirm(t)
	f.Company.Language = lang.NL
	f.Company.Words = lang.Words{Language: lang.NL, Texts: map[string]string{"words.customer.the": "de inzender"}}
	number := f.file()
	f.sendAll()
	card := f.inChannel()[0]
	if !strings.Contains(card, "de melder") || strings.Contains(card, "inzender") {
		t.Errorf("the card of %s says %q", number, card)
	}
}

// A handler who is not in the channel is told of what is added to their case, once; of
// what they add themselves, not.
func TestTheHandlerIsToldOfWhatIsAdded(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	for i, by := range []string{lotte, milan} {
		f.step(number, func(c *complaint.Case, now time.Time) error {
			return c.AddInformation(complaint.Addition{Registration: complaint.Registration{Filing: complaint.Filing{Story: "She rang: the fine has come."}}, Source: by}, member(by), now)
		})
		f.sendAll()
		if n := f.dmsSaying(milan, "added something to "+number); n != 1 {
			t.Errorf("after %d additions told %d times: %q", i+1, n, f.said(milan))
		}
	}
	if told := blocksOf(f.slack.As(milan).DMs()); count(told, "fine") != 0 {
		t.Errorf("what was added stands in %q", told)
	}
}
