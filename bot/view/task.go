package view

import (
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// taskLine is one promise or corrective action: what, who, by when, and how it
// stands; once it ended, what over says of that.
func taskLine(f *Frame, c *complaint.Case, kind string, t *complaint.Task, what, who, over string) string {
	line := "*" + Escape(cut(what, 1000)) + "* · " + Escape(who) + " · " + f.civil(c, t.Day)
	switch t.Verdict {
	case "":
		d, err := c.Owed(kind, t.N)
		if err != nil {
			return line
		}
		mark, word := counted(f, c, d)
		return mark + " " + line + "\n*" + word + "*"
	case complaint.CommitmentDropped, complaint.MeasureDropped:
		return ":heavy_minus_sign: " + line + "\n" + over
	}
	return ":white_check_mark: " + line + "\n" + over
}

// openLine counts the tasks of a kind that are still owed, with the nearest day,
// empty when there are none.
func openLine(f *Frame, c *complaint.Case, kind, text string) string {
	open := nearest(c, func(d complaint.Duty) bool { return d.Open() && d.Kind == kind })
	if len(open) == 0 {
		return ""
	}
	mark, word := standing(f, c, &open[0])
	if open[0].Overdue(f.Now) {
		mark += " *" + word + "* ·"
	}
	return mark + " " + f.P.T(text, "n", len(open), "when", f.Deadline(c, &open[0]))
}

// taskPiece is one task on its page of the case file, with what may be said of it.
func taskPiece(line, block string, n int, row []slack.BlockElement) []slack.Block {
	blocks := []slack.Block{section(line)}
	if len(row) > 0 {
		blocks = append(blocks, actions(block+strconv.Itoa(n), row...))
	}
	return blocks
}

// called is what somebody is called: by the name they are known by now, else as
// they were called then.
func (f *Frame) called(user, then string) string {
	switch {
	case user != "" && f.Names[user] != "":
		return f.Name(user)
	case then != "":
		return then
	}
	return f.P.T("words.nobody")
}

// taskTimes says when a task ended, and when that was written down.
func taskTimes(f *Frame, t *complaint.Task) string {
	return bothTimes(f, complaint.Event{At: t.At, Recorded: t.Recorded}, time.Minute)
}
