package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// How the receipt of a complaint was confirmed: in a conversation, or by
// something that was sent.
const (
	ConfirmedCalled = "called"
	ConfirmedSent   = "sent"
)

// ReceiptForm records that the customer knows that the complaint arrived. How
// is one of the two ways; typed is what stands in the fields.
func ReceiptForm(f *Frame, c *complaint.Case, how string, typed complaint.Receipt) *Modal {
	spoken, written := confirmForms(c)
	var ways []Option
	if len(spoken) > 0 {
		ways = append(ways, Option{Value: ConfirmedCalled, Text: f.P.T("ack.called.option")})
	}
	if len(written) > 0 {
		ways = append(ways, Option{Value: ConfirmedSent, Text: f.P.T("ack.sent.option")})
	}
	if len(ways) == 1 {
		how = ways[0].Value
	}
	blocks := []slack.Block{section(contactTop(f, c)), field{block: "how", label: f.P.T("ack.how.label"), redraws: true}.radio(ways, how)}
	forms := spoken
	if how == ConfirmedSent {
		forms = written
	}
	via := typed.Via
	if !slices.Contains(forms, via) {
		via = forms[0]
	}
	blocks = append(blocks, field{block: "via", label: f.P.T("ack.via.label"), redraws: how == ConfirmedSent && len(written) > 1}.pick(viaOptions(f, forms), via))
	blocks = append(blocks, addressed(f, c, via, typed.Address, false)...)
	if via == "letter" {
		blocks = append(blocks, posted(f, "ack.posted.hint", typed.Posted))
	} else {
		blocks = append(blocks, field{block: "when", label: f.P.T("ack.when.label"), hint: f.P.T("ack.when.hint")}.moment(typed.At))
	}
	if how == ConfirmedSent {
		blocks = append(blocks, sentFields(f, c, typed)...)
	} else {
		blocks = append(blocks, calledFields(f, c, typed)...)
	}
	return &Modal{
		CallbackID: "case.ack", Metadata: caseMetadata(f, c, complaint.StepAck).String(), Blocks: blocks,
		Title: f.P.T("ack.title", "number", c.Number), Submit: f.P.T("ack.submit"), Close: f.P.T("filing.close"),
	}
}

// confirmForms are the procedure's ways to confirm, spoken and written.
func confirmForms(c *complaint.Case) (spoken, written []string) {
	for _, form := range c.Procedure.Confirm.Forms {
		if complaint.Spoken(form) {
			spoken = append(spoken, form)
		} else {
			written = append(written, form)
		}
	}
	return spoken, written
}

// calledFields ask what was said. Whoever stands in for an officer who is away reads first
// what to say of that (OK-12), and ticks that they did.
func calledFields(f *Frame, c *complaint.Case, typed complaint.Receipt) []slack.Block {
	blocks := passedFields(f, c, typed)
	return append(blocks,
		field{block: "with", label: f.P.T("ack.with.label")}.text(typed.With, "", false, mostName),
		field{block: "said", label: f.P.T("ack.said.label"), hint: talkHint(f, c)}.text(typed.Said, "", true, mostWish),
		field{block: "day", label: f.P.T("ack.day.label"), hint: f.P.T("ack.day.hint"), optional: !c.PromisesDay()}.day(typed.Day),
	)
}

// passedFields are the sentence that tells the customer to whom the complaint was passed, in
// the language of the procedure, and whether it was said; nil where nobody stands in.
func passedFields(f *Frame, c *complaint.Case, typed complaint.Receipt) []slack.Block {
	says := PassedText(f, c)
	if says == "" {
		return nil
	}
	said := ""
	if typed.PassedOn {
		said = complaint.FlagPassedOn
	}
	return []slack.Block{
		section(f.P.T("ack.passed.say") + "\n" + quoted(Escape(says))),
		field{block: "passed", label: f.P.T("ack.passed.label"), optional: true}.ticks([]Option{{Value: complaint.FlagPassedOn, Text: f.P.T("ack.passed.option")}}, said),
	}
}

// posted asks on which day a letter was posted, and says what counts from it.
func posted(f *Frame, hint, typed string) slack.Block {
	return field{block: "posted", label: f.P.T("deliver.day.label"), hint: f.P.T(hint)}.day(typed)
}

// sentFields hold the text to copy. Its block is another one than that of a
// conversation, so that Slack does not keep the words of one for the other.
func sentFields(f *Frame, c *complaint.Case, typed complaint.Receipt) []slack.Block {
	text := typed.Said
	if text == "" {
		text = ReceiptText(f, c)
	}
	return []slack.Block{
		field{block: "text", label: f.P.T("ack.text.label"), hint: strings.Join(append([]string{f.P.T("ack.text.hint")}, theirLanguage(f, c)...), " "), optional: true}.text(text, "", true, mostStory),
		field{block: "files", label: f.P.T("ack.files.label"), optional: true}.files(complaint.FileTypes, complaint.MaxFiles),
	}
}
