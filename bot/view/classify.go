package view

import (
	"cmp"
	"slices"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// ClassifyForm asks what sort of case it is. Typed is what stands in the
// fields.
func ClassifyForm(f *Frame, c *complaint.Case, typed complaint.Classification) *Modal {
	var submitted, weights []Option
	for _, code := range complaint.Submissions {
		submitted = append(submitted, Option{Value: code, Text: submittedWord(f, c, code)})
	}
	for _, code := range complaint.Weights {
		weights = append(weights, Option{Value: code, Text: f.P.T("words.weight." + code)})
	}
	blocks := []slack.Block{
		section("*" + Escape(c.Filing().Summary) + "*"),
	}
	blocks = append(blocks, isFields(f, c)...)
	blocks = append(blocks, field{block: "submitted", label: f.P.T("classify.submitted.label")}.radio(submitted, cmp.Or(typed.Submitted, c.HowSubmitted())))
	blocks = append(blocks, natureFields(f, c, typed)...)
	blocks = append(blocks, partyFields(f, c, typed)...)
	blocks = append(blocks,
		field{block: "object", label: f.P.T("classify.object.label"), optional: true}.
			text(typed.Object, f.P.T("classify.object.placeholder"), false, mostAddress),
		field{block: "weight", label: f.P.T("classify.weight.label"), hint: f.P.T("classify.weight.hint")}.
			radio(weights, cmp.Or(typed.Weight, complaint.Weights[0])),
	)
	title := f.P.T("classify.title", "number", c.Number)
	if c.Procedure.Classify.Assess {
		title = f.P.T("classify.assess.title", "number", c.Number)
		blocks = append(blocks, assessFields(f, typed)...)
	}
	return &Modal{
		CallbackID: "case.classify", Metadata: caseMetadata(f, c, complaint.StepClassify).String(), Blocks: blocks,
		Title: title, Submit: f.P.T("classify.submit"), Close: f.P.T("filing.close"),
	}
}

// IsComplaint is the answer that a case is what it was filed as; the others are the
// ends of one that is not.
const IsComplaint = "yes"

// isFields ask whether it is a complaint at all, while the viewer may end the case
// as none.
func isFields(f *Frame, c *complaint.Case) []slack.Block {
	answers := []Option{{Value: IsComplaint, Text: f.P.T("classify.is.yes")}}
	for _, end := range c.Ends(f.Viewer, f.Now) {
		if end == complaint.EndQuestion || end == complaint.EndNoComplaint {
			answers = append(answers, Option{Value: string(end), Text: f.P.T("ending.end." + string(end)), Note: f.P.T("ending.note." + string(end))})
		}
	}
	if len(answers) == 1 {
		return nil
	}
	return []slack.Block{field{block: "is", label: f.P.T("classify.is.label"), redraws: true}.radio(answers, IsComplaint)}
}

// natureFields ask for the nature, for a second one and for the category, as far
// as the procedure has them.
func natureFields(f *Frame, c *complaint.Case, typed complaint.Classification) []slack.Block {
	var natures, categories []Option
	for _, code := range c.Procedure.Natures {
		for _, line := range natureLines(f, c.Procedure, code) {
			line.Text = numbered(c, code) + line.Text
			natures = append(natures, line)
		}
	}
	for _, code := range c.Procedure.Classify.Categories {
		categories = append(categories, Option{Value: code, Text: f.P.T("words.category." + code)})
	}
	var blocks []slack.Block
	if len(natures) > 0 {
		in := field{block: "nature", label: f.P.T("classify.nature.label")}
		if len(c.Procedure.Confidential) > 0 && !c.Confidential {
			in.hint = f.P.T("classify.nature.hint")
		}
		blocks = append(blocks, in.pick(natures, NatureValue(typed.Nature, typed.Against)))
	}
	if c.Procedure.Classify.Second {
		natures = slices.DeleteFunc(natures, func(o Option) bool { _, against := ParseNature(o.Value); return against != "" })
		blocks = append(blocks, field{block: "second", label: f.P.T("classify.second.label"), hint: f.P.T("classify.second.hint"), optional: true}.
			pick(natures, typed.Second))
	}
	if len(categories) > 0 {
		blocks = append(blocks, field{block: "category", label: f.P.T("classify.category.label"), hint: f.P.T("classify.category.hint")}.
			pick(categories, typed.Category))
	}
	return blocks
}

// partyFields ask who complains, and of who speaks for somebody else for whom.
func partyFields(f *Frame, c *complaint.Case, typed complaint.Classification) []slack.Block {
	var parties []Option
	for _, code := range c.Procedure.Classify.Parties {
		parties = append(parties, Option{Value: code, Text: f.P.T("words.party." + code)})
	}
	if len(parties) == 0 {
		return nil
	}
	blocks := []slack.Block{field{block: "party", label: f.P.T("classify.party.label")}.pick(parties, typed.Party)}
	if !slices.Contains(c.Procedure.Classify.Parties, complaint.PartyRepresentative) {
		return blocks
	}
	hint := f.P.T("classify.represents.hint")
	return append(blocks,
		field{block: "represents", label: f.P.T("classify.represents.label"), hint: hint, optional: true}.text(typed.Represents, "", false, mostName),
		field{block: "authority", label: f.P.T("classify.authority.label"), hint: hint, optional: true}.text(typed.Authority, "", false, mostAddress),
	)
}

// assessFields ask how urgent the case is, and what whoever leads it makes of it.
func assessFields(f *Frame, typed complaint.Classification) []slack.Block {
	ticked := ""
	if typed.Urgent {
		ticked = "urgent"
	}
	return []slack.Block{
		field{block: "urgent", label: f.P.T("classify.urgent.label"), optional: true}.
			ticks([]Option{{Value: "urgent", Text: f.P.T("classify.urgent.option")}}, ticked),
		field{block: "assessment", label: f.P.T("classify.assessment.label"), hint: f.P.T("classify.assessment.hint")}.
			text(typed.Assessment, "", true, mostNote),
	}
}

// romans number the natures of a procedure that numbers them.
var romans = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}

// numbered is the number of a nature with a separator, empty where natures have
// none.
func numbered(c *complaint.Case, nature string) string {
	i := slices.Index(c.Procedure.Natures, nature)
	if !c.Procedure.Classify.Numbered || i < 0 || i >= len(romans) {
		return ""
	}
	return romans[i] + " · "
}

// submittedWord is how a complaint was made, with its letter where the procedure
// has letters.
func submittedWord(f *Frame, c *complaint.Case, code string) string {
	word := f.P.T("words.submitted." + code)
	if c.Procedure.Classify.Numbered {
		word = string(rune('A'+slices.Index(complaint.Submissions, code))) + " · " + word
	}
	return word
}

// judgementLines are what was said of the case when it was classified.
func judgementLines(f *Frame, c *complaint.Case) []string {
	j := c.Judgement()
	var lines []string
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, "*"+label+"* "+value)
		}
	}
	if c.Category != "" {
		add(f.P.T("classify.category"), f.P.T("words.category."+c.Category))
	}
	if c.Party != "" {
		add(f.P.T("classify.party"), f.P.T("words.party."+c.Party))
	}
	add(f.P.T("classify.object.label"), Escape(j.Object))
	add(f.P.T("classify.represents"), Escape(j.Represents))
	add(f.P.T("classify.authority"), Escape(j.Authority))
	add(f.P.T("classify.assessment"), Escape(cut(j.Assessment, 1000)))
	return lines
}

// Weighty tells management in private of a case that weighs heavily or came back twice,
// who leads of one that took long to reach its handler, and whoever is to solve it of one
// that is not solved yet.
func Weighty(f *Frame, c *complaint.Case, what string) *Message {
	text, why := "", f.P.T("classify.told.note")
	switch what {
	case complaint.ToldRound:
		text = f.P.T("classify.round", "number", c.Number)
	case complaint.ToldGap:
		text = f.P.T("classify.gap", "number", c.Number, "n", c.SentAfter())
		why = f.P.T("classify.gap.note", "role", f.P.T("words.role."+string(c.Roster.Leads())))
	case complaint.ToldAnew:
		text = f.P.T("classify.anew", "number", c.Number)
		why = f.P.T("classify.anew.note")
	default:
		text = f.P.T("classify.told", "number", c.Number, "weight", f.P.T("words.weight."+what))
	}
	return &Message{Text: text, Blocks: []slack.Block{
		header(text), actions("next", stepButton(f, c, complaint.StepOpenFile)), note(why),
	}}
}

// classChanges is what a classification changed, as lines of the history: old and new, or
// the new alone where nothing was said of it before.
func classChanges(f *Frame, c *complaint.Case, e complaint.Event) []string {
	before, after := c.ClassBefore(e), c.ClassOf(e)
	var lines []string
	add := func(what, old, now string, word func(code string) string) {
		switch {
		case old == now:
		case old == "":
			lines = append(lines, f.P.T("classify.said", "what", what, "new", word(now)))
		case now == "":
			lines = append(lines, f.P.T("classify.changed", "what", what, "old", word(old), "new", f.P.T("card.nature_open")))
		default:
			lines = append(lines, f.P.T("classify.changed", "what", what, "old", word(old), "new", word(now)))
		}
	}
	nature := func(code string) string { return numbered(c, code) + f.P.T("card.nature."+code) }
	add(f.P.T("card.nature"), before.Nature, after.Nature, nature)
	add(f.P.T("classify.second"), before.Second, after.Second, nature)
	if after.Category != "" {
		add(f.P.T("classify.category"), before.Category, after.Category, func(code string) string { return f.P.T("words.category." + code) })
	}
	if after.Party != "" {
		add(f.P.T("classify.party"), before.Party, after.Party, func(code string) string { return f.P.T("words.party." + code) })
	}
	add(f.P.T("classify.weight"), before.Weight, after.Weight, func(code string) string { return f.P.T("words.weight." + code) })
	if before.Submitted != "" {
		add(f.P.T("classify.submitted"), before.Submitted, after.Submitted, func(code string) string { return submittedWord(f, c, code) })
	}
	return lines
}
