package scheduler

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/playground"
)

// What is said in all tests of this package is looked at when each ends: every
// kind of notice, however it came about, keeps names, addresses and numbers out
// of what shows beside the message, and says nothing of the case to Slack.

// spoken are the kinds of notices that a test has had told.
var spoken = struct {
	sync.Mutex
	kinds map[complaint.NoticeKind]bool
}{kinds: map[complaint.NoticeKind]bool{}}

// wordless kinds post no message of their own.
var wordless = []complaint.NoticeKind{complaint.NoticeFile, complaint.NoticeUnheard, complaint.NoticeForget, complaint.NoticeAgain, complaint.NoticeRemove, complaint.NoticeSight, complaint.NoticeRevised, complaint.NoticeErase, complaint.NoticeSigned, complaint.NoticeHome}

// listen notes which kinds of notices are told.
func listen() {
	for kind, tell := range tellers {
		tellers[kind] = func(x *delivery, ctx context.Context) (told, error) {
			d, err := tell(x, ctx)
			if err == nil && d.ts != "" {
				spoken.Lock()
				spoken.kinds[kind] = true
				spoken.Unlock()
			}
			return d, err
		}
	}
}

// everyKindWasTold fails when the tests of this package never told a kind.
func everyKindWasTold() error {
	var silent []complaint.NoticeKind
	for kind := range tellers {
		if !spoken.kinds[kind] && !slices.Contains(wordless, kind) {
			silent = append(silent, kind)
		}
	}
	if len(silent) > 0 {
		return fmt.Errorf("no test tells notices of kind %q", silent)
	}
	return nil
}

// personal are the words that stand in the message alone: who complained, how
// they are reached, and what colleagues are called.
var personal = []string{"Anna", "de Vries", "12345678", "Milan de Wit", " LOTTE", " SANNE", " FATIMA", " MEES", " MILAN", " JOOST"}

// looksBack holds all that was said in a test to that.
func (f *firm) looksBack() {
	for _, call := range slices.Concat(f.slack.Calls("chat.postMessage"), f.slack.Calls("chat.update")) {
		m := sent(call)
		beside := " " + m.text
		for _, b := range m.blocks {
			if b.Type == "header" {
				beside += " " + b.Text.Text
			}
		}
		for _, word := range personal {
			if strings.Contains(beside, word) {
				f.t.Errorf("%s shows %q beside the message: %s", call.Method, word, beside)
			}
		}
		if m.text == "" {
			f.t.Errorf("%s says nothing where only its text is shown", call.Method)
		}
		for _, word := range append([]string{"K-2026", "U0"}, personal...) {
			if strings.Contains(m.metadata, word) {
				f.t.Errorf("the metadata holds %q: %s", word, m.metadata)
			}
		}
		if call.Method == "chat.postMessage" && call.Error == "" && !strings.Contains(m.metadata, `"key"`) {
			f.t.Errorf("a message cannot be found again: %s", m.metadata)
		}
	}
	numbers := []string{""}
	rows, err := f.Store.Cases(context.Background(), db.Filter{})
	for _, row := range rows {
		numbers = append(numbers, row.Number)
	}
	for _, number := range numbers {
		messages, lost := f.Store.Messages(context.Background(), number)
		if err != nil || lost != nil {
			return // the database of this test is gone
		}
		for _, m := range messages {
			what, _ := strings.CutPrefix(m.Purpose, string(complaint.NoticeHeld)) // which names its case: it belongs to none
			if what == m.Purpose && strings.Contains(what, "K-2026") || slices.ContainsFunc(personal, func(word string) bool { return strings.Contains(what, word) }) {
				f.t.Errorf("a message is remembered as %q", m.Purpose)
			}
		}
	}
}

type sentMessage struct {
	text, metadata string
	blocks         []struct {
		Type string
		Text struct{ Text string }
	}
}

// sent reads what a call said; parts of it may be JSON in a string.
func sent(call playground.Call) (m sentMessage) {
	var args map[string]json.RawMessage
	_ = json.Unmarshal(call.Request, &args)
	plain := func(raw json.RawMessage) json.RawMessage {
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return json.RawMessage(s)
		}
		return raw
	}
	_ = json.Unmarshal(args["text"], &m.text)
	_ = json.Unmarshal(plain(args["blocks"]), &m.blocks)
	m.metadata = string(plain(args["metadata"]))
	return m
}

// What was promised to a customer is told to whom it falls, and management is
// asked whether a case may close whose customer wants no more contact; neither
// says so beside the message.
func TestAPromiseAndARequestToCloseAreTold(t *testing.T) {
	f := newFirm(t)
	number := f.answered()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.LogContact(complaint.ContactForm{
			At: now, Via: "phone", Reached: true, How: "as agreed", Day: "2026-03-20",
			Promises: []complaint.Promise{{What: "Send Anna the corrected accounts", User: fatima, Who: "Fatima", When: "2026-03-25"}},
		}, member(milan), now)
	})
	f.business.Set(at("2026-03-12 16:00"))
	f.step(number, func(c *complaint.Case, now timeT) error { return c.Approve(1, member(mees), now) })
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(milan), now)
	})
	f.business.Set(at("2026-03-17 10:00"))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.NoContact, At: now, Via: "phone", Note: "Anna wants to be left alone"}, member(lotte), now)
	})
	f.sendAll()
	if got := f.said(fatima); count(got, "A promise to the customer") != 1 {
		t.Errorf("whoever promised hears %q", got)
	}
	if got := f.said(mees); count(got, "close") == 0 {
		t.Errorf("management hears %q", got)
	}
	for _, m := range slices.Concat(f.thread(), f.slack.As(fatima).DMs(), f.slack.As(mees).DMs()) {
		if said := sprint(m.Blocks); strings.Contains(said, "left alone") || strings.Contains(said, "corrected accounts") {
			t.Errorf("at the level that tells least a message says %s", said)
		}
	}
}
