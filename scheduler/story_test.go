package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// corrects rewrites what the customer told.
func (f *firm) corrects(number, story string) {
	f.t.Helper()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Correct(complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactStory, Seq: 1}, Text: story, Reason: "misheard"}, member(sanne), now)
	})
	f.sendAll()
}

// What the customer told stands in the thread at level standard alone: once, as it
// was corrected, and nowhere once the case left the channel.
func TestTheStoryInTheThread(t *testing.T) {
	const told, corrected = "promised for September", "They were promised for August, in writing."
	f := newFirm(t)
	minimal := f.file()
	f.corrects(minimal, corrected)
	if all := texts(f.thread()); count(all, "What the customer told") != 0 {
		t.Errorf("at level minimal the thread holds %q", all)
	}
	f.Company.Standard = true
	number := f.file()
	f.sendAll()
	cards := f.slack.As(sanne).Messages(channel)
	thread := func() string {
		return strings.Join(blocksOf(f.slack.As(sanne).Thread(channel, cards[len(cards)-1].TS)), "\n")
	}
	if got := thread(); strings.Count(got, told) != 1 || !strings.Contains(got, "Read everything") {
		t.Fatalf("the thread holds %q", got)
	}
	f.corrects(number, corrected)
	if got := thread(); strings.Contains(got, told) || strings.Count(got, corrected) != 1 {
		t.Errorf("corrected, the thread holds %q", got)
	}
	f.Company.Standard = false
	f.corrects(number, told+" they were.")
	if got := thread(); strings.Contains(got, told) || strings.Contains(got, corrected) || !strings.Contains(got, "see the case file") {
		t.Errorf("at level minimal again the thread holds %q", got)
	}
	f.Company.Standard = true
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{fatima}, How: "her sister", Channel: []string{sanne, fatima}}, member(sanne), now)
	})
	f.corrects(number, corrected)
	if got := strings.Join(blocksOf(f.slack.As(fatima).Messages(channel)), "\n") + thread(); strings.Contains(got, corrected) || strings.Contains(got, "What the customer told") {
		t.Errorf("outside the channel, it still holds %q", got)
	}
}
