package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Onward is the case that goes on where another is its duplicate: its line in a list, and
// the deadlines in it that the merge would move.
type Onward struct {
	Option
	Case  *complaint.Case
	Moves []complaint.Move
}

// EndForm ends a case by a side road. Which roads it offers is what the
// viewer may take; the one chosen says which fields there are. Typed is what
// stands in them, other the case that goes on, nil for none.
func EndForm(f *Frame, c *complaint.Case, typed complaint.EndForm, other *Onward) *Modal {
	var roads []Option
	for _, end := range c.Ends(f.Viewer, f.Now) {
		roads = append(roads, Option{Value: string(end), Text: f.P.T("ending.end." + string(end)), Note: f.P.T("ending.note." + string(end))})
	}
	blocks := []slack.Block{field{block: "end", label: f.P.T("ending.end.label"), redraws: true}.radio(roads, string(typed.End))}
	switch typed.End {
	case "":
	case complaint.EndWithdrawn:
		blocks = append(blocks, withdrawalFields(f, typed)...)
	default:
		if typed.End == complaint.EndDuplicate {
			blocks = append(blocks, onwardFields(f, other)...)
		}
		blocks = append(blocks, field{block: "reason", label: f.P.T("ending.reason.label"), hint: f.P.T("ending.reason.hint")}.
			text(typed.Reason, "", true, mostNote))
		if typed.End == complaint.EndQuestion {
			blocks = append(blocks, field{block: "reply", label: f.P.T("ending.reply.label"), hint: also(f.P.T("ending.reply.hint"), talkHint(f, c))}.text(typed.Reply, "", true, mostNote))
			blocks = append(blocks, wayFields(f, typed)...)
		}
	}
	modal := &Modal{
		CallbackID: "case.end", Metadata: caseMetadata(f, c, complaint.StepEnd).String(),
		Title: f.P.T("ending.title", "number", c.Number), Close: f.P.T("filing.close"), Submit: f.P.T("ending.submit"),
	}
	if c.GoesOn() && c.MayMergeInto(f.Viewer, f.Now) == nil { // where the duplicate is not among the roads
		blocks = append(blocks, note(f.P.T("error.merge_answered", "number", c.Number)))
	}
	if other != nil && len(other.Moves) > 0 && typed.End == complaint.EndDuplicate {
		modal.Metadata = shownMoves(modal.Metadata, other.Case.Number)
	}
	modal.Blocks = append(blocks, note(f.P.T("ending.undo.note")))
	if typed.End != complaint.EndQuestion && typed.End != complaint.EndNoComplaint {
		return modal
	}
	if first := asksFirst(f, c, complaint.Ask(typed.End)); first != nil {
		modal.Blocks, modal.Submit = append(modal.Blocks, first...), f.P.T("request.submit")
	}
	return modal
}

// onwardFields ask which case goes on, and tell what of it would move.
func onwardFields(f *Frame, other *Onward) []slack.Block {
	in := field{block: "other", label: f.P.T("ending.other.label"), hint: f.P.T("ending.other.hint"), redraws: true}
	if other == nil {
		return []slack.Block{otherField(f, in, nil)}
	}
	blocks := []slack.Block{otherField(f, in, &other.Option)}
	if len(other.Moves) > 0 {
		text := "*" + f.P.T("ending.moves", "number", other.Case.Number) + "*\n" + strings.Join(moveLines(f, other.Case, other.Moves), "\n")
		blocks = append(blocks, section(text))
	}
	return blocks
}

// shownMoves lets a form remember of which case it told what moves.
func shownMoves(metadata, number string) string {
	m, err := ParseMetadata(metadata)
	if err != nil {
		return metadata
	}
	m.Hash = ":" + number
	return m.String()
}

// withdrawalFields ask for the complainant's own words: silence is none.
func withdrawalFields(f *Frame, typed complaint.EndForm) []slack.Block {
	return append([]slack.Block{
		field{block: "reason", label: f.P.T("ending.words.label"), hint: f.P.T("ending.words.hint")}.text(typed.Reason, "", true, mostNote),
		field{block: "with", label: f.P.T("ending.with.label")}.text(typed.With, "", false, mostName),
	}, wayFields(f, typed)...)
}

// wayFields ask how and when the complainant said so, or was answered.
func wayFields(f *Frame, typed complaint.EndForm) []slack.Block {
	return []slack.Block{
		field{block: "via", label: f.P.T("ending.via.label")}.pick(contactOptions(f), typed.Via),
		field{block: "when", label: f.P.T("ending.when.label")}.moment(typed.At),
	}
}

// endedCard is what stays of a card when a case ended by a side road: how and
// by whom, and while it can be undone the button for that.
func endedCard(f *Frame, c *complaint.Case) *Message {
	e, why, _ := c.Ending()
	lines := []string{endedLine(f, c)}
	if into := c.MergedInto(); f.Others[into] {
		lines[0] += " " + f.P.T("ending.link.into", "number", into)
	}
	if f.Tells(c) && why.Text != "" {
		lines = append(lines, quoted(Escape(cut(why.Text, excerpt))))
	}
	if c.Filer != "" && !c.IsInvolved(c.Filer) {
		lines = append(lines, f.P.T("ending.filed", "name", Escape(f.Name(c.Filer)), "when", f.P.DayClock(c.RegisteredAt)))
	}
	lines = append(lines, f.P.T("ending.by", "name", Escape(f.Name(e.Actor)), "when", f.P.DayClock(e.Recorded)))
	if line := keepLine(f, c); line != "" {
		lines = append(lines, line)
	}
	row := []slack.BlockElement{stepButton(f, c, complaint.StepOpenFile)}
	if c.Undoable(f.Now) && f.offers(c, complaint.StepUndo) {
		row = append(row, stepButton(f, c, complaint.StepUndo))
	}
	if c.BecomesAnother(f.Now) && f.offers(c, complaint.StepAnew) { // a question that turns out to be a complaint
		row = append(row, stepButton(f, c, complaint.StepAnew))
	}
	return &Message{Text: title(f, c), Blocks: []slack.Block{
		header(title(f, c)), section(strings.Join(lines, "\n")), actions("next", row...),
	}}
}

// endedLine says in one sentence how a case ended by a side road.
func endedLine(f *Frame, c *complaint.Case) string {
	e, _, _ := c.Ending()
	if e.Kind == complaint.NoComplaint {
		return f.P.T("ending.line." + e.Data.Why)
	}
	return f.P.T("ending.line." + string(e.Kind))
}

// endedFor is that sentence for one person of the case, for a viewer who may know of the one
// that goes on in place of a duplicate with its number, and for those who see who handles this
// one also who handled that one when they became one.
func endedFor(f *Frame, c *complaint.Case, user string) string {
	line, into, by := endedLine(f, c), c.MergedInto(), c.GoesOnBy()
	if !f.Others[into] {
		return line
	}
	line += " " + f.P.T("ending.link.into", "number", into)
	switch {
	case by == "" || !c.MaySee(complaint.Person{ID: user, Member: true}, complaint.PartCard, f.Now):
		return line
	case by == user:
		return line + " " + f.P.T("ending.goes_on.yours")
	}
	return line + " " + f.P.T("ending.goes_on.by", "name", Escape(f.Name(by)))
}

// endingBlocks are how and why a case ended by a side road, for its file.
func endingBlocks(f *Frame, c *complaint.Case) []slack.Block {
	_, why, ended := c.Ending()
	if !ended {
		return nil
	}
	line := "*" + endedLine(f, c) + "*"
	if why.With != "" {
		line += " · " + f.P.T("casefile.with", "name", Escape(why.With))
	}
	blocks := []slack.Block{section(line)}
	if why.Text != "" && f.maySee(c, complaint.PartFiling) {
		blocks = append(blocks, quote(Escape(why.Text))...)
		blocks = append(blocks, replyBlocks(f, why.Reply)...)
	}
	return blocks
}

// replyBlocks are what a question was answered, how and when; none of any other end.
func replyBlocks(f *Frame, r *complaint.Reply) []slack.Block {
	if r == nil {
		return nil
	}
	line := f.P.T("ending.replied", "way", f.P.T("words.via."+r.Via), "when", f.P.DayClock(r.At))
	return append([]slack.Block{section(line)}, quote(Escape(r.Text))...)
}
