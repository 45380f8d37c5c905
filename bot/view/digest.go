package view

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
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
	Promises int          // closed cases with a late promise
	Waiting  int          // answered long ago and open still
	Measures MeasureCount // corrective actions, at the moment of the digest

	Confirmed, Answered, Satisfied InTime // in that week
	Needs                          []DigestLine
}

// InTime is how often something was done, and how often of these as it should be.
type InTime struct{ Well, All int }

// Quiet tells whether there is nothing to say: nothing is open or late and nothing
// happened.
func (d *DigestFigures) Quiet() bool {
	return d.Received == 0 && d.Closed == 0 && d.Open == 0 && d.Promises == 0 && d.Measures.Overdue == 0
}

// DigestLine is one duty that somebody must see to this week.
type DigestLine struct {
	Number  string
	Rules   *procedure.Procedure // that the case keeps
	Kind    string               // of the duty
	Last    calendar.Day         // last day on which the duty is met
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
	if d.Promises > 0 {
		counts = append(counts, f.P.T("digest.promises", "n", d.Promises))
	}
	if d.Waiting > 0 {
		counts = append(counts, f.P.T("digest.waiting", "n", d.Waiting))
	}
	says := strings.Join(counts, " · ")
	if line := f.inTime(d); line != "" {
		says += "\n" + line
	}
	blocks := []slack.Block{header(title), section(says)}
	if len(d.Needs) > 0 {
		blocks = append(blocks, section("*"+f.P.T("digest.needs")+"*\n"+strings.Join(f.digestLines(d.Needs), "\n")))
	} else {
		blocks = append(blocks, section(f.P.T("digest.nothing")))
	}
	if line := measureCount(f, d.Measures); line != "" {
		blocks = append(blocks, section(line))
	}
	list := f.P.T("digest.list.button")
	blocks = append(blocks, actions("digest", button("home.all", ParseListQuery("").String(), list, list)),
		note(f.P.T("digest.period", "from", f.P.Day(d.From), "to", f.P.Day(d.To.Add(-time.Millisecond)))))
	return &Message{Text: title + ": " + strings.Join(counts, ", ") + ".", Blocks: blocks}
}

// inTime says how much of the week's work was in time, as far as there was any.
func (f *Frame) inTime(d DigestFigures) string {
	var parts []string
	for _, n := range []struct {
		id string
		InTime
	}{{"digest.confirmed", d.Confirmed}, {"digest.answered", d.Answered}, {"digest.satisfied", d.Satisfied}} {
		if n.All > 0 {
			parts = append(parts, f.P.T(n.id, "well", n.Well, "all", n.All))
		}
	}
	return strings.Join(parts, " · ")
}

func (f *Frame) digestLines(needs []DigestLine) []string {
	var lines []string
	for _, n := range needs[:min(digestLines, len(needs))] {
		at, _ := n.Last.At(noon, f.Zone)
		what := f.P.T("duty.by", "what", lang.Inline(f.DutyName(n.Rules, n.Kind)), "when", f.P.Day(at))
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
