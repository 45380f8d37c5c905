package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// CoOwner tells somebody that they are co-responsible for a case and who handles
// it, and later that they are it no more, or how it ended.
func CoOwner(f *Frame, c *complaint.Case) *Message {
	head := f.P.T("coowner.told", "number", c.Number)
	open := actions("open", stepButton(f, c, complaint.StepOpenFile))
	switch {
	case f.Viewer.ID != c.CoOwner():
		text := f.P.T("coowner.over", "number", c.Number)
		return &Message{Text: text, Blocks: []slack.Block{section(text)}}
	case !c.Open():
		text := f.P.T("coowner.ended", "state", lang.Inline(stateWord(f, c)))
		if into := c.MergedInto(); into != "" {
			text = f.P.T("coowner.merged", "number", into)
		}
		return &Message{Text: head, Blocks: []slack.Block{header(head), section(text), open}}
	}
	handler := f.P.T("words.nobody")
	if c.Handler != "" {
		handler = Escape(f.Name(c.Handler))
	}
	return &Message{Text: head, Blocks: []slack.Block{
		header(head), section(f.P.T("coowner.yours") + "\n*" + f.P.T("card.handler") + "* " + handler), open, note(f.P.T("coowner.note")),
	}}
}

// CoOwnerless asks who leads to name another one, and later says that somebody is
// co-responsible again, or that nobody has to be.
func CoOwnerless(f *Frame, c *complaint.Case) *Message {
	head := f.P.T("coowner.lost.head", "number", c.Number)
	if !c.LacksCoOwner() {
		return &Message{Text: head, Blocks: []slack.Block{header(head), section(f.P.T("coowner.lost.done"))}}
	}
	return &Message{Text: head, Blocks: []slack.Block{
		header(head), section(f.P.T("coowner.lost")),
		actions("next", green(stepButton(f, c, complaint.StepCoOwner)), stepButton(f, c, complaint.StepOpenFile)),
	}}
}

// CoOwnerTyped is what stands in the form that names another one.
type CoOwnerTyped struct{ User, Reason string }

// CoOwnerForm asks who is co-responsible from now on, and why.
func CoOwnerForm(f *Frame, c *complaint.Case, typed CoOwnerTyped) *Modal {
	var blocks []slack.Block
	if co := c.CoOwner(); co != "" {
		blocks = append(blocks, section(f.P.T("coowner.is", "who", "*"+Escape(f.Name(co))+"*")))
	}
	return &Modal{
		CallbackID: "case.coowner", Metadata: caseMetadata(f, c, complaint.StepCoOwner).String(),
		Title: f.P.T("coowner.title"), Submit: f.P.T("coowner.submit"), Close: f.P.T("filing.close"),
		Blocks: append(blocks,
			field{block: "user", label: f.P.T("coowner.user.label"), hint: f.P.T("coowner.user.hint")}.people(onlyUser(typed.User), f.P.T("away.deputy.placeholder"), 1),
			field{block: "reason", label: f.P.T("coowner.reason.label")}.text(typed.Reason, "", true, mostNote)),
	}
}

// keepField asks whether whoever received the complaint stays co-responsible; where the procedure
// or an earlier assignment says so, it tells that.
func keepField(f *Frame, c *complaint.Case, typed complaint.Assignment) []slack.Block {
	if co := c.CoOwner(); co != "" {
		return []slack.Block{note(f.P.T("coowner.is", "who", Escape(f.Name(co))))}
	}
	if !c.MayKeepFiler(typed.Handler, f.Now) {
		return nil
	}
	who := f.Name(c.Receiver())
	if c.Procedure.Assign.CoResponsible {
		return []slack.Block{note(f.P.T("coowner.stays", "who", Escape(who)))}
	}
	var ticked []string
	if typed.KeepFiler {
		ticked = []string{"filer"}
	}
	return []slack.Block{field{block: "keep", label: f.P.T("coowner.keep.label"), optional: true}.
		ticks([]Option{{Value: "filer", Text: f.P.T("coowner.keep.option", "who", who)}}, ticked...)}
}
