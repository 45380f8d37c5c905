package view

import (
	"cmp"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
)

// expiringRows is how many cases or messages a part of the list shows.
const expiringRows = 12

// ExpiringDays is how far the list looks ahead, unless it says otherwise, in civil days.
const ExpiringDays = 30

// ExpiringUntil is the moment up to which the list of a company in that zone looks
// ahead: the end of a day.
func ExpiringUntil(now time.Time, zone *time.Location) time.Time {
	return calendar.DayOf(now, zone).AddDays(ExpiringDays).End(zone)
}

// Expiring is what whoever leads must know of how long cases are kept.
type Expiring struct {
	Due  []*complaint.Case // to be erased within the days that the list looks ahead
	Held []*complaint.Case // on hold
	Left []Leftover        // of erased cases
	Days int               // how many civil days it looks ahead; 0: [ExpiringDays]
}

func (e *Expiring) days() int { return cmp.Or(e.Days, ExpiringDays) }

// Keeping is how much of that the line of Home counts.
type Keeping struct {
	Soon int // cases whose term is over within the days that the list looks ahead
}

// keepingRow is that line, with the way to the list.
func keepingRow(f *Frame, k *Keeping) []slack.Block {
	if k == nil {
		return nil
	}
	line := f.P.T("home.keeping.none", "days", ExpiringDays)
	if k.Soon > 0 {
		line = f.P.T("home.keeping", "n", k.Soon, "days", ExpiringDays)
	}
	s := section("*" + f.P.T("expiring.title") + "*\n" + line)
	show := f.P.T("people.open.button")
	s.Accessory = slack.NewAccessory(button("home.keeping", "home", show, show+" · "+f.P.T("expiring.title")))
	return []slack.Block{s}
}

// Empty tells whether there is nothing to say.
func (e *Expiring) Empty() bool { return len(e.Due)+len(e.Held)+len(e.Left) == 0 }

// Leftover is something of an erased case that Slack does not let us delete.
type Leftover struct {
	Number string
	File   bool   // else a message
	Link   string // to it; empty: it was not looked up
}

// ExpiringMessage tells it to one who leads.
func ExpiringMessage(f *Frame, e *Expiring) *Message {
	head := f.P.T("expiring.title")
	return &Message{Text: head, Blocks: append([]slack.Block{header(head)}, expiringBlocks(f, e, false)...)}
}

// ExpiringModal shows it to one who asked.
func ExpiringModal(f *Frame, e *Expiring) *Modal {
	return &Modal{
		CallbackID: "case.expiring", Title: f.P.T("expiring.title"), Close: f.P.T("words.ok.close"),
		Metadata: Metadata{Lang: string(f.P.Language())}.String(), Blocks: expiringBlocks(f, e, true),
	}
}

// expiringBlocks name what a case is about only in a window (decision 0019).
func expiringBlocks(f *Frame, e *Expiring, window bool) []slack.Block {
	if e.Empty() {
		return []slack.Block{section(f.P.T("expiring.none", "n", e.days()))}
	}
	var blocks []slack.Block
	cases := func(head string, list []*complaint.Case) {
		if len(list) == 0 {
			return
		}
		blocks = append(blocks, section("*"+head+"*"))
		for _, c := range list[:min(expiringRows, len(list))] {
			about := "*" + c.Number + "* · " + stateWord(f, c)
			if window {
				about = rowHead(f, c)
			}
			s := section(about + "\n" + keepLine(f, c))
			s.Accessory = slack.NewAccessory(stepButton(f, c, complaint.StepOpenFile))
			blocks = append(blocks, s)
		}
		blocks = append(blocks, moreRows(f, len(list))...)
	}
	cases(f.P.T("expiring.due", "n", e.days()), e.Due)
	cases(f.P.T("expiring.held"), e.Held)
	if len(e.Left) > 0 {
		lines := "*" + f.P.T("expiring.left") + "*\n" + f.P.T("expiring.left.about")
		for _, l := range e.Left[:min(expiringRows, len(e.Left))] {
			lines += "\n• " + leftover(f, l)
		}
		blocks = append(append(blocks, section(lines)), moreRows(f, len(e.Left))...)
	}
	return blocks
}

func moreRows(f *Frame, n int) []slack.Block {
	if n <= expiringRows {
		return nil
	}
	return []slack.Block{note(f.P.T("expiring.more", "n", n-expiringRows))}
}

// leftover is one line: which case, what it is, and the way there.
func leftover(f *Frame, l Leftover) string {
	what := f.P.T("expiring.message")
	if l.File {
		what = f.P.T("expiring.file")
	}
	if l.Link != "" {
		what = "<" + l.Link + "|" + what + ">"
	}
	return l.Number + " · " + what
}

// mostStill is how many links one message holds.
const mostStill = 15

// StillThere tells whoever leads a case that left the channel what colleagues wrote about
// it there, which is still in sight of whom it concerns.
func StillThere(f *Frame, c *complaint.Case, left []Leftover) *Message {
	head := f.P.T("expiring.theirs", "number", c.Number)
	lines := make([]string, 0, mostStill+1)
	for _, l := range left[:min(len(left), mostStill)] {
		lines = append(lines, leftover(f, l))
	}
	if rest := len(left) - mostStill; rest > 0 {
		lines = append(lines, f.P.T("home.rest", "n", rest))
	}
	return &Message{Text: head, Blocks: []slack.Block{
		section(":warning: *" + head + "*"), section(strings.Join(lines, "\n")), note(f.P.T("expiring.left.about")),
	}}
}
