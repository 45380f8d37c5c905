package view

import (
	"cmp"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// ClassifyForm asks what sort of case it is. Typed is what stands in the
// fields.
func ClassifyForm(f *Frame, c *complaint.Case, typed complaint.Classification) *Modal {
	var submitted, natures, weights []Option
	for _, code := range complaint.Submissions {
		submitted = append(submitted, Option{Value: code, Text: f.P.T("words.submitted." + code)})
	}
	for _, code := range c.Procedure.Natures {
		natures = append(natures, Option{Value: code, Text: f.P.T("filing.nature." + code)})
	}
	for _, code := range complaint.Weights {
		weights = append(weights, Option{Value: code, Text: f.P.T("words.weight." + code)})
	}
	blocks := []slack.Block{
		section("*" + Escape(c.Filing().Summary) + "*"),
		field{block: "submitted", label: f.P.T("classify.submitted.label")}.radio(submitted, cmp.Or(typed.Submitted, c.HowSubmitted())),
	}
	if len(natures) > 0 {
		in := field{block: "nature", label: f.P.T("classify.nature.label")}
		if len(c.Procedure.Confidential) > 0 && !c.Confidential {
			in.hint = f.P.T("classify.nature.hint")
		}
		blocks = append(blocks, in.pick(natures, typed.Nature))
	}
	blocks = append(blocks,
		field{block: "object", label: f.P.T("classify.object.label"), optional: true}.
			text(typed.Object, f.P.T("classify.object.placeholder"), false, mostAddress),
		field{block: "weight", label: f.P.T("classify.weight.label"), hint: f.P.T("classify.weight.hint")}.
			radio(weights, cmp.Or(typed.Weight, complaint.Weights[0])),
	)
	return &Modal{
		CallbackID: "case.classify", Metadata: caseMetadata(f, c, complaint.StepClassify).String(), Blocks: blocks,
		Title: f.P.T("classify.title", "number", c.Number), Submit: f.P.T("classify.submit"), Close: f.P.T("filing.close"),
	}
}

// Weighty tells management in private of a case that weighs heavily.
func Weighty(f *Frame, c *complaint.Case, weight string) *Message {
	text := f.P.T("classify.told", "number", c.Number, "weight", f.P.T("words.weight."+weight))
	return &Message{Text: text, Blocks: []slack.Block{
		header(text), actions("next", stepButton(f, c, complaint.StepOpenFile)), note(f.P.T("classify.told.note")),
	}}
}

// classChanges is what a classification changed, old and new, as lines of the
// history.
func classChanges(f *Frame, c *complaint.Case, e complaint.Event) []string {
	before, after := c.ClassBefore(e), c.ClassOf(e)
	word := func(prefix, code string) string {
		if code == "" {
			return f.P.T("card.nature_open")
		}
		return f.P.T(prefix + code)
	}
	var lines []string
	add := func(what, old, now string) {
		if old != now {
			lines = append(lines, f.P.T("classify.changed", "what", what, "old", old, "new", now))
		}
	}
	add(f.P.T("card.nature"), word("card.nature.", before.Nature), word("card.nature.", after.Nature))
	add(f.P.T("classify.weight"), word("words.weight.", before.Weight), word("words.weight.", after.Weight))
	if before.Submitted != "" {
		add(f.P.T("classify.submitted"), word("words.submitted.", before.Submitted), word("words.submitted.", after.Submitted))
	}
	return lines
}
