package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// MeasureMoveForm asks who sees to corrective action n from now on, and by when.
func MeasureMoveForm(f *Frame, c *complaint.Case, n int, typed complaint.MeasureMove) *Modal {
	m := caseMetadata(f, c, complaint.StepMeasure)
	m.Version = n
	blocks := []slack.Block{
		section(measureLine(f, c, c.Measure(n))),
		field{block: "owner", label: f.P.T("measure.owner.label"), hint: f.P.T("measure.owner.hint")}.person(typed.Owner),
		field{block: "day", label: f.P.T("measure.day.label")}.day(typed.Day),
		field{block: "why", label: f.P.T("measure.move.why.label"), hint: f.P.T("measure.move.why.hint"), optional: true}.text(typed.Why, "", true, mostNote),
	}
	if !c.Measure(n).ToldAt.IsZero() {
		blocks = append(blocks, note(f.P.T("measure.move.told")))
	}
	return &Modal{
		CallbackID: "measure.move", Metadata: m.String(), Blocks: blocks,
		Title: f.P.T("measure.title", "number", c.Number), Submit: f.P.T("measure.submit"), Close: f.P.T("filing.close"),
	}
}

// measureMoved is what a move changed: from whom to whom, and from which day.
func measureMoved(f *Frame, c *complaint.Case, e complaint.Event) string {
	text := ""
	if before := append(e.Data.Were, "")[0]; before != e.Data.User {
		text = arrow(f, nameOrNobody(f, before), f.Name(e.Data.User))
	}
	if e.Data.Old == e.Data.Day {
		return text
	}
	days := arrow(f, f.civil(c, e.Data.Old), f.civil(c, e.Data.Day))
	if text == "" {
		return days
	}
	return text + "\n" + days
}

func nameOrNobody(f *Frame, user string) string {
	if user == "" {
		return ""
	}
	return f.Name(user)
}

// measurePassed tells who saw to an action that it is somebody else's now.
func measurePassed(f *Frame, c *complaint.Case) *Message {
	return Sentence(f.P.T("measure.passed", "number", c.Number))
}

// measureWas says by when it was to be done before it was moved, empty when
// the day is as it was at first.
func measureWas(f *Frame, c *complaint.Case, n int) string {
	e := c.LastMove(n)
	if e == nil || e.Data.Old == e.Data.Day {
		return ""
	}
	return "\n" + f.P.T("measure.was", "when", f.civil(c, e.Data.Old))
}
