package view

import (
	"cmp"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// DeliverForm records that the customer got the answer. All that they are told stands
// on top, to be read out or copied. Typed is what stands in the fields.
func DeliverForm(f *Frame, c *complaint.Case, typed complaint.Delivery) *Modal {
	m := caseMetadata(f, c, complaint.StepDraft)
	intro := "deliver.intro"
	if decidesAlone(c) {
		intro = "deliver.intro_own"
	}
	blocks := []slack.Block{section(f.P.T(intro))}
	if a := c.Answer(); a != nil {
		m.Version = a.Version
		answer := c.AnswerText(a.Version)
		blocks = append(blocks, toldBlocks(f, c, answer)...)
		if !complaint.Spoken(cmp.Or(typed.Via, a.Form)) {
			blocks = append(blocks, section(strings.Join(append([]string{"*" + f.P.T("deliver.below") + "*"}, theirLanguage(f, c)...), "\n")+"\n"+quoted(Escape(BelowAnswer(f, c)))))
		}
	}
	with := "deliver.to.label"
	if complaint.Spoken(typed.Via) {
		with = "deliver.with.label"
	}
	blocks = append(blocks, field{block: "via", label: f.P.T("deliver.via.label"), redraws: true}.pick(viaOptions(f, c.Procedure.Answer.Forms), typed.Via))
	blocks = append(append(blocks, addressed(f, c, typed.Via, typed.Address, false)...),
		reached(f, typed),
		field{block: "with", label: f.P.T(with), optional: true}.text(typed.With, "", false, mostName),
	)
	if c.Procedure.Answer.Spoken.Note && complaint.Spoken(typed.Via) {
		blocks = append(blocks, field{block: "said", label: f.P.T("deliver.said.label"), hint: talkHint(f, c)}.text(typed.Said, "", true, mostNote))
	}
	blocks = append(blocks, ticksOf(f, pointsLabel(typed.Via), c.Unkept(), typed.Points)...)
	blocks = append(blocks,
		field{block: "reaction", label: f.P.T("deliver.reaction.label"), hint: talkHint(f, c), optional: true}.text(typed.Reaction, "", true, mostNote),
	)
	if c.Procedure.Close.Report {
		blocks = append(blocks, field{block: "handling", label: f.P.T("close.handling.label"), hint: f.P.T("deliver.handling.hint"), optional: true}.
			text(typed.Handling, "", true, mostNote))
	}
	return &Modal{
		CallbackID: "answer.deliver", Metadata: m.String(), Blocks: blocks,
		Title: f.P.T("deliver.title", "number", c.Number), Submit: f.P.T("deliver.submit"), Close: f.P.T("filing.close"),
	}
}

// pointsLabel asks what was kept to: in a conversation, or with an answer in writing, of
// which closing asks the same (KG-16, KG-25).
func pointsLabel(via string) string {
	if complaint.Spoken(via) {
		return "contact.points.label"
	}
	return "deliver.points.label"
}

// reached asks when the answer reached the customer: of a letter on which day it was posted,
// which nobody knows to the minute.
func reached(f *Frame, typed complaint.Delivery) slack.Block {
	if typed.Via == "letter" {
		return field{block: "day", label: f.P.T("deliver.day.label"), hint: f.P.T("deliver.day.hint")}.day(typed.Day)
	}
	return field{block: "when", label: f.P.T("deliver.when.label"), hint: f.P.T("deliver.when.hint")}.moment(typed.At)
}

// addressed asks where a letter or an e-mail goes, where no address for it is on record. A
// draft may be kept without: later tells by when it is needed. Each has a block of its own,
// so that Slack does not keep the one for the other.
func addressed(f *Frame, c *complaint.Case, via, typed string, later bool) []slack.Block {
	if !c.WantsAddress(via) {
		return nil
	}
	fact := complaint.AddressOf(via)
	in, example := field{block: string(fact), label: f.P.T("deliver.address.label"), optional: later}, f.P.T("filing.address.placeholder")
	if fact == complaint.FactEmail {
		in.label, example = f.P.T("filing.email.label"), f.P.T("filing.email.placeholder")
	}
	if later && c.Procedure.Answer.Approval.Role != "" {
		in.hint = f.P.T("answer.address.hint")
	} else if later {
		in.hint = f.P.T("answer.address_ready.hint")
	}
	return []slack.Block{in.text(typed, example, false, mostName)}
}
