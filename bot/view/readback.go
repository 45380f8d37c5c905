package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// ReadBackForm shows the report as it was noted, to be read to the customer
// and corrected, and asks how they took it. What is in typed is what the
// person entered; when the report is not the one that they read any more, it is shown
// above the fields as it stands.
func ReadBackForm(f *Frame, c *complaint.Case, typed complaint.ReadBackForm) *Modal {
	p := c.Procedure
	blocks := []slack.Block{section(f.P.T("readback.intro", "number", c.Number))}
	if typed.Hash != c.TextHash {
		now := c.Filing()
		blocks = append(blocks, section("*"+Escape(now.Summary)+"*"))
		blocks = append(blocks, quote(Escape(now.Story))...)
	}
	blocks = append(blocks,
		summaryField(f, c.Procedure, typed.Summary),
		field{block: "story", label: f.P.T("readback.story.label"), hint: f.P.T("readback.story.hint")}.text(typed.Story, "", true, mostStory),
		field{block: "verdict", label: f.P.T("readback.verdict.label")}.radio([]Option{
			{Value: string(complaint.ReadBackApproved), Text: f.P.T("readback.approved.option")},
			{Value: string(complaint.ReadBackRefused), Text: f.P.T("readback.refused.option")},
			{Value: string(complaint.ReadBackUnreachable), Text: f.P.T("readback.unreachable.option")},
		}, string(typed.Verdict)),
		field{block: "via", label: f.P.T("readback.via.label")}.pick(contactOptions(f), typed.Via),
		field{block: "when", label: f.P.T("readback.when.label")}.moment(typed.At),
		field{block: "note", label: f.P.T("readback.note.label"), hint: f.P.T("readback.note.hint"), optional: true}.
			text(typed.Note, "", true, mostNote),
	)
	if complaint.ExplainedBeside(p) && c.ExplainedAt.IsZero() {
		ticked := ""
		if typed.Explained {
			ticked = "explained"
		}
		blocks = append(blocks, field{block: "done", label: f.P.T("readback.done.label"), optional: true}.
			ticks([]Option{{Value: "explained", Text: f.P.T("filing.explained.option")}}, ticked))
	}
	m := caseMetadata(f, c, complaint.StepReadBack)
	m.Hash = c.TextHash
	return &Modal{
		CallbackID: "case.readback", Metadata: m.String(), Blocks: blocks,
		Title: f.P.T("readback.title"), Submit: f.P.T("readback.submit"), Close: f.P.T("filing.close"),
	}
}

// ExplainForm records that the procedure was explained, when only that is left. It begins
// with what can be said, and asks what was given where the procedure wants that.
func ExplainForm(f *Frame, c *complaint.Case, typed complaint.Explanation) *Modal {
	m := &Modal{
		CallbackID: "case.explain", Metadata: caseMetadata(f, c, complaint.StepReadBack).String(),
		Title: f.P.T("readback.explain.title"), Submit: f.P.T("readback.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			section(f.P.T("readback.explain", "number", c.Number)),
			section(strings.Join(append([]string{"*" + f.P.T("readback.explain.say") + "*"}, theirLanguage(f, c)...), "\n") + "\n" + quoted(Escape(ExplainText(f, c)))),
			field{block: "via", label: f.P.T("readback.via.label")}.pick(contactOptions(f), typed.Via),
			field{block: "when", label: f.P.T("readback.when.label")}.moment(typed.At),
		},
	}
	if c.Procedure.Close.Explained {
		m.Blocks = append(m.Blocks, givenField(f, typed.Given))
	}
	return m
}

// givenField asks what the customer was given to read of the procedure (CY-12).
func givenField(f *Frame, given string) slack.Block {
	return field{block: "given", label: f.P.T("readback.given.label"), hint: f.P.T("readback.given.hint")}.text(given, "", false, mostWish)
}

// ReachForm asks how a customer can be reached who was unknown until now. It
// begins with what was found so far.
func ReachForm(f *Frame, c *complaint.Case, found complaint.Filing) *Modal {
	blocks := []slack.Block{
		section(f.P.T("readback.reach", "number", c.Number)),
		field{block: "name", label: f.P.T("filing.name.label")}.text(found.Name, f.P.T("filing.name.placeholder"), false, mostName),
	}
	blocks = append(blocks, reachFields(f, "phone", f.P.T("filing.reach.hint"), found, true)...)
	handle := field{block: "handle", label: f.P.T("readback.handle.label"), optional: true}
	return &Modal{
		CallbackID: "case.reach", Metadata: caseMetadata(f, c, complaint.StepReadBack).String(),
		Title: f.P.T("readback.reach.title"), Submit: f.P.T("readback.submit"), Close: f.P.T("filing.close"),
		Blocks: append(blocks, handle.text(found.Handle, "", false, mostName)),
	}
}

// caseMetadata is what a form about a step of a case remembers.
func caseMetadata(f *Frame, c *complaint.Case, s complaint.Step) Metadata {
	return Metadata{Number: c.Number, Rev: c.Rev(s), Lang: string(f.P.Language())}
}

// contactOptions are the ways to speak or write to a customer.
func contactOptions(f *Frame) []Option {
	var list []Option
	for _, via := range complaint.Ways {
		list = append(list, Option{Value: via, Text: f.P.T("words.via." + via)})
	}
	return list
}
