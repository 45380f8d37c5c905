package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// Closing is what the form of closing asks for.
type Closing struct {
	complaint.Report
	Takes   bool // a corrective action follows
	Measure complaint.MeasureForm
}

// ClosingOf is what the form begins with: what is on record already.
func ClosingOf(c *complaint.Case) Closing {
	return Closing{Report: complaint.Report{Archive: cmp.Or(c.Folder(), c.CustomerFile()), Handling: c.Reported()}}
}

// CloseForm ends a case: what must be true for that, met or not, the report of
// how it was handled, and whether a corrective action follows. While something
// is open there is nothing to send, and the window is a page that is drawn anew when a step
// from it was taken. Typed is what stands in the fields.
func CloseForm(f *Frame, c *complaint.Case, typed Closing) *Modal {
	conditions := c.ClosingConditions()
	list, met := checklist(f, conditions)
	modal := &Modal{
		CallbackID: "case.close", Metadata: caseMetadata(f, c, complaint.StepClose).String(),
		Title: f.P.T("close.title", "number", c.Number), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{section(list)},
	}
	if lines := promisedLines(f, c, true); lines != "" {
		modal.Blocks = append(modal.Blocks, section(f.P.T("close.promises")+"\n"+lines))
	}
	if lines := undoneLines(f, c); lines != "" {
		modal.Blocks = append(modal.Blocks, section(lines))
	}
	if row := meetingRow(f, c, conditions); len(row) > 0 {
		modal.Blocks = append(modal.Blocks, actions("meet", row...))
	}
	modal.Blocks = append(modal.Blocks, note(f.P.T(mayClose(f, c, met))))
	if !met {
		m := caseMetadata(f, c, complaint.StepClose)
		m.Pages = []string{pageName(pageClose, 1)}
		modal.Metadata = m.String()
		return modal
	}
	modal.Submit = f.P.T("close.submit")
	lesson := f.P.T("close.lesson.hint")
	if !c.Procedure.Close.Lesson {
		lesson = f.P.T("close.lesson.optional")
	}
	modal.Blocks = append(modal.Blocks,
		field{block: "handling", label: f.P.T("close.handling.label"), hint: f.P.T("close.handling.hint"), optional: !c.Procedure.Close.Report}.
			text(typed.Handling, "", true, mostNote),
		field{block: "lesson", label: f.P.T("close.lesson.label"), hint: lesson, optional: !c.Procedure.Close.Lesson}.
			text(typed.Lesson, "", true, mostNote),
	)
	if c.Procedure.Close.Archive {
		modal.Blocks = append(modal.Blocks, field{block: "archive", label: f.P.T("close.archive.label"), hint: f.P.T("close.archive.hint")}.
			text(typed.Archive, "", false, mostAddress))
	}
	modal.Blocks = append(modal.Blocks, closingMeasure(f, c, typed)...)
	return modal
}

// mayClose is the one sentence on whether the case can be closed now: not yet, although
// something is left undone, or with all of it done.
func mayClose(f *Frame, c *complaint.Case, met bool) string {
	switch {
	case !met:
		return "close.not_yet"
	case undoneLines(f, c) != "":
		return "close.left.note"
	}
	return "close.ready"
}

// closingMeasure asks whether a corrective action follows and, where that needs
// a reason, why none does. Those that were recorded before are shown instead.
func closingMeasure(f *Frame, c *complaint.Case, typed Closing) []slack.Block {
	if lines := measureLines(f, c); len(lines) > 0 {
		return append([]slack.Block{section("*" + f.P.T("casefile.tab.measures") + "*")}, lines...)
	}
	answer := "no"
	if typed.Takes {
		answer = "yes"
	}
	blocks := []slack.Block{field{block: "measure", label: f.P.T("close.measure.label"), hint: f.P.T("close.measure.hint"), redraws: true}.
		radio(coded(f, "close.measure.", []string{"no", "yes"}), answer)}
	switch {
	case typed.Takes:
		blocks = append(blocks, measureFields(f, typed.Measure)...)
	case c.AsksWhyNoMeasure():
		blocks = append(blocks, field{block: "no_measure", label: f.P.T("close.no_measure.label"), hint: f.P.T("close.no_measure.hint")}.
			text(typed.NoMeasure, "", true, mostNote))
	}
	return blocks
}

// checklist words the closing conditions, and tells whether all are met.
func checklist(f *Frame, conditions []complaint.Condition) (text string, met bool) {
	met = true
	var lines []string
	for _, cond := range conditions {
		line := ":white_check_mark: " + ConditionText(f.P, cond)
		if !cond.Met {
			line, met = ":black_square_button: "+f.P.T("close.missing", "what", ConditionText(f.P, cond)), false
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n"), met
}

// unmet words the conditions that are still open.
func unmet(f *Frame, c *complaint.Case) []string {
	var words []string
	for _, cond := range c.ClosingConditions() {
		if !cond.Met {
			words = append(words, ConditionText(f.P, cond))
		}
	}
	return words
}

// undoneLines are the duties that would be left if the case closed now, other than
// those without which it cannot.
func undoneLines(f *Frame, c *complaint.Case) string {
	var lines []string
	for _, d := range c.Undone() {
		if !slices.Contains(c.Procedure.Close.Duties, d.Kind) {
			lines = append(lines, ":warning: "+f.P.T("close.left", "what", lang.Inline(owed(f, c, &d)))+HouseRule(f.P, d.House))
		}
	}
	return strings.Join(lines, "\n")
}

// meetingRow are the steps that meet what is still open, as far as the viewer may
// take them: an open line would be a dead end without.
func meetingRow(f *Frame, c *complaint.Case, conditions []complaint.Condition) []slack.BlockElement {
	var steps []complaint.Step
	for _, cond := range conditions {
		step := c.Meets(cond)
		if !cond.Met && !slices.Contains(steps, step) && c.Allows(step, f.Viewer, f.Now) {
			steps = append(steps, step)
		}
	}
	for _, d := range c.Undone() {
		if step := c.StepOf(&d); !slices.Contains(steps, step) && c.Allows(step, f.Viewer, f.Now) {
			steps = append(steps, step)
		}
	}
	row := make([]slack.BlockElement, len(steps))
	for i, step := range steps {
		row[i] = stepButton(f, c, step)
	}
	return row
}

// ClosedCase says that the case is closed and when its personal data goes.
func ClosedCase(f *Frame, c *complaint.Case) *Modal {
	text := f.P.T("close.closed", "number", c.Number)
	if line := keepLine(f, c); line != "" {
		text += "\n" + line
	}
	return &Modal{
		CallbackID: "case.closed", Title: f.P.T("close.title", "number", c.Number), Close: f.P.T("words.ok.close"),
		Metadata: caseMetadata(f, c, complaint.StepClose).String(), Blocks: []slack.Block{section(text)},
	}
}
