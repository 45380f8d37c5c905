package view

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// digestLines is the number of cases a digest lists.
const digestLines = 10

// DigestFigures is what the weekly digest tells. Confidential cases are
// counted in it and never listed.
type DigestFigures struct {
	From, To time.Time    // the week: From inclusive, To exclusive
	Received int          // in that week
	Closed   int          // in that week
	Open     int          // at the moment of the digest
	Overdue  int          // open cases with at least one late duty
	Measures MeasureCount // corrective actions, at the moment of the digest
	Needs    []DigestLine
}

// DigestLine is one duty that somebody must see to this week.
type DigestLine struct {
	Number  string
	Kind    string       // of the duty
	Last    calendar.Day // last day on which the duty is met
	Overdue bool
	User    string         // Slack id of who alone owes it; empty: whoever has the role
	Role    complaint.Role // that owes it
}

// Digest is the weekly message in the channel: how many came, went and stand
// open, and what needs somebody this week. It names no customer.
func Digest(f *Frame, d DigestFigures) *Message {
	_, week := d.From.In(f.Zone).ISOWeek()
	title := f.P.T("digest.header", "week", week)
	counts := []string{
		f.P.T("digest.received", "n", d.Received), f.P.T("digest.closed", "n", d.Closed),
		f.P.T("digest.open", "n", d.Open), f.P.T("digest.overdue", "n", d.Overdue),
	}
	last := d.To.Add(-time.Millisecond)
	blocks := []slack.Block{
		header(title),
		section(strings.Join(counts, " · ")),
	}
	if len(d.Needs) > 0 {
		blocks = append(blocks, section("*"+f.P.T("digest.needs")+"*\n"+strings.Join(f.digestLines(d.Needs), "\n")))
	} else {
		blocks = append(blocks, section(f.P.T("digest.nothing")))
	}
	if line := measureCount(f, d.Measures); line != "" {
		blocks = append(blocks, section(line))
	}
	blocks = append(blocks, note(f.P.T("digest.period", "from", f.P.Day(d.From), "to", f.P.Day(last))))
	return &Message{Text: title + ": " + strings.Join(counts, ", ") + ".", Blocks: blocks}
}

func (f *Frame) digestLines(needs []DigestLine) []string {
	var lines []string
	for _, n := range needs[:min(digestLines, len(needs))] {
		at, _ := n.Last.At(noon, f.Zone)
		what := f.P.T("duty.by", "what", lang.Inline(f.DutyName(n.Kind)), "when", f.P.Day(at))
		if n.Overdue {
			what = ":red_circle: *" + f.P.T("duty.overdue") + "* · " + what
		}
		lines = append(lines, fmt.Sprintf("• *%s* · %s · %s", n.Number, what, f.owing(n.User, n.Role)))
	}
	if rest := len(needs) - digestLines; rest > 0 {
		lines = append(lines, f.P.T("digest.more", "n", rest))
	}
	return lines
}
