package view

import (
	"strconv"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// mostAnswer is the length of one part of an answer, in characters.
const mostAnswer = 3000

// AnyApprover is the choice "whoever may approve".
const AnyApprover = "any"

// DraftForm is where an answer is written: how it will be told, what it says,
// who promises what by when, and whether it goes up for approval. What an
// approver asked to change stands on top. Typed is what stands in the fields.
func DraftForm(f *Frame, c *complaint.Case, typed complaint.Draft, room Room) *Modal {
	blocks := append(append(takesOn(f, c), draftTop(f, c)...),
		field{block: "form", label: f.P.T("answer.form.label"), redraws: true}.pick(viaOptions(f, c.Procedure.Answer.Forms), typed.Form))
	blocks = append(append(blocks, addressed(f, c, typed.Form, typed.Address, true)...),
		field{block: "outcome", label: f.P.T("answer.outcome.label")}.pick(outcomeOptions(f, c), typed.Outcome),
	)
	if c.Procedure.Answer.FactsRequired {
		blocks = append(blocks, field{block: "facts", label: f.P.T("answer.facts.label"), hint: f.P.T("answer.facts.hint")}.text(typed.Facts, "", true, mostAnswer))
	}
	blocks = append(blocks, wordFields(f, c, typed, room)...)
	if c.Procedure.Answer.ReasonsRequired {
		blocks = append(blocks, field{block: "reasons", label: f.P.T("answer.reasons.label"), hint: f.P.T("answer.reasons.hint")}.text(typed.Reasons, "", true, mostAnswer))
	}
	if typed.Oral() {
		blocks = append(blocks, field{block: "oral_why", label: f.P.T("answer.oral_why.label"), hint: f.P.T("answer.oral_why.hint"), optional: !c.Procedure.Answer.Spoken.Reason}.
			text(typed.OralWhy, "", false, mostNote))
	}
	blocks = append(blocks, promiseFields(f, typed.Promises, room.Promises, "answer.draft.more")...)
	blocks = append(blocks, adviceFields(f, c, typed.Consulted)...)
	blocks = append(blocks, field{block: "internal", label: f.P.T("answer.internal.label"), hint: f.P.T("answer.internal.hint"), optional: true}.
		text(typed.Internal, "", true, mostNote))
	blocks = append(append(blocks, askFields(f, c, typed)...), draftHints(f, c, typed)...)
	m := caseMetadata(f, c, complaint.StepDraft)
	m.Version = len(c.Answers)
	return &Modal{
		CallbackID: "answer.draft", Metadata: m.String(), Blocks: blocks,
		Title: f.P.T("answer.title", "number", c.Number), Submit: f.P.T("answer.submit"), Close: f.P.T("filing.close"),
	}
}

// DraftSaved is what that form becomes once its version is kept and goes no further yet.
func DraftSaved(f *Frame, c *complaint.Case) *Modal {
	return &Modal{
		CallbackID: "answer.kept", Metadata: Metadata{Number: c.Number, Lang: string(f.P.Language())}.String(),
		Title: f.P.T("answer.title", "number", c.Number), Close: f.P.T("words.ok.close"),
		Blocks: append([]slack.Block{section(f.P.T("answer.kept", "version", len(c.Answers)))}, answerLacks(f, c)...),
	}
}

// Room is how much of a form that can grow is in sight. What is filled in shows
// anyhow.
type Room struct {
	Promises int // rows of who does what by when
	Parts    int // of the text
	Letter   bool
}

// wordFields are the answer itself: its text in as many parts as are wanted, as
// a field of Slack takes mostAnswer characters, its letter, and the buttons for
// more of them.
func wordFields(f *Frame, c *complaint.Case, typed complaint.Draft, room Room) []slack.Block {
	old := letterBefore(c)
	letter := room.Letter || old != nil
	texts := append([]string{typed.Text}, typed.More...)
	parts := min(max(room.Parts, len(texts)), complaint.Parts)
	texts = append(texts, make([]string, complaint.Parts)...)
	hint := "answer.text.hint"
	if c.Procedure.Answer.ReasonsRequired { // which have a field of their own
		hint = "answer.text_apart.hint"
	}
	blocks := []slack.Block{
		field{block: "text", label: f.P.T("answer.text.label"), hint: f.P.T(hint), optional: letter}.
			text(texts[0], "", true, mostAnswer),
	}
	for n := 2; n <= parts; n++ {
		in := field{block: PartBlock(n), label: f.P.T("answer.part.label", "n", n), optional: true}
		if n == parts {
			in.hint = f.P.T("answer.part.hint")
		}
		blocks = append(blocks, in.text(texts[n-1], "", true, mostAnswer))
	}
	if old != nil {
		keep := Option{Value: KeepLetter, Text: f.P.T("answer.letter.keep", "file", old.Name)}
		ticked := ""
		if typed.KeepLetter {
			ticked = KeepLetter
		}
		blocks = append(blocks, field{block: "letter", label: f.P.T("answer.letter.old"), optional: true}.ticks([]Option{keep}, ticked))
	}
	if letter {
		blocks = append(blocks, field{block: "files", label: f.P.T("answer.letter.label"), hint: f.P.T("answer.letter.hint"), optional: true}.
			files(complaint.LetterTypes, 1))
	}
	return append(blocks, moreWords(f, parts, letter)...)
}

// moreWords are the buttons for one part more and for a letter.
func moreWords(f *Frame, parts int, letter bool) []slack.Block {
	var row []slack.BlockElement
	if parts < complaint.Parts {
		text := f.P.T("answer.part.button", "n", parts+1)
		row = append(row, button("answer.draft.part", strconv.Itoa(parts), text, text))
	}
	if !letter {
		text := f.P.T("answer.letter.button")
		row = append(row, button("answer.draft.letter", "letter", text, text))
	}
	if len(row) == 0 {
		return nil
	}
	return []slack.Block{actions("part", row...)}
}

// letterBefore is the letter of the version that a new one takes the place of.
func letterBefore(c *complaint.Case) *complaint.Attachment {
	if a := c.Answer(); a != nil {
		return c.AnswerText(a.Version).Letter
	}
	return nil
}

// KeepLetter is the tick that lets a new version keep the letter of the one before.
const KeepLetter = "keep"

// PartBlock is the id of the block with part n of an answer, from 2.
func PartBlock(n int) string { return "text" + strconv.Itoa(n) }

// draftTop is what the writer must have in view: what must change, what the customer
// still misses, and what was agreed with them.
func draftTop(f *Frame, c *complaint.Case) []slack.Block {
	var blocks []slack.Block
	if a := c.Answer(); a != nil && a.SentBack() {
		blocks = append(blocks, section(decided(f, c, a)))
		blocks = append(blocks, quote(Escape(c.Comment(a.Version)))...)
	}
	blocks = append(blocks, stillMissing(f, c, c.Round)...)
	if plan, ok := agreedPlan(f, c); ok {
		blocks = append(blocks, section(plan))
	}
	return blocks
}

// agreedPlan is how and by when it will be solved, as agreed.
func agreedPlan(f *Frame, c *complaint.Case) (string, bool) {
	plan, day := c.Plan()
	if plan.How == "" && day == "" {
		return "", false
	}
	return f.P.T("answer.agreed", "how", Escape(cut(plan.How, 1000)), "when", f.civil(c, day)), true
}

// askFields ask what becomes of the version: up for approval, or kept.
func askFields(f *Frame, c *complaint.Case, typed complaint.Draft) []slack.Block {
	next := "keep"
	if typed.Ask {
		next = "ask"
	}
	if c.Procedure.Answer.Approval.Role == "" {
		ways := []Option{{Value: "ask", Text: f.P.T("answer.ready.option")}, {Value: "keep", Text: f.P.T("answer.keep.option")}}
		if c.AwaitsHearing(f.Viewer.ID, f.Now) { // until then it is no more than a draft
			ways, next = ways[1:], "keep"
		}
		return []slack.Block{field{block: "ask", label: f.P.T("answer.ask.label")}.radio(ways, next)}
	}
	able := c.ApproversFor(f.Viewer.ID, f.Now)
	lines := append([]Option{{Value: AnyApprover, Text: f.P.T("answer.anybody.option")}}, approverOptions(f, c, able)...)
	approver := typed.AskOf
	if approver == "" {
		approver = AnyApprover
	}
	ways := []Option{{Value: "ask", Text: f.P.T("answer.approval.option")}}
	if c.Writes(f.Viewer, f.Now) {
		ways = append(ways, Option{Value: "keep", Text: f.P.T("answer.keep.option")})
	}
	blocks := []slack.Block{
		field{block: "ask", label: f.P.T("answer.ask.label")}.radio(ways, next),
		field{block: "approver", label: f.P.T("answer.approver.label"), hint: f.P.T("answer.approver.hint"), optional: true}.pick(lines, approver),
	}
	if back, away := c.BackOn(able, f.Now); away {
		blocks = append(blocks, section(":hourglass_flowing_sand: "+f.P.T("answer.approver.none", "who", Escape(f.NameList(able)), "when", f.day(c, back))))
	}
	return blocks
}

// approverOptions are who can be asked to approve, with when somebody who is away is back: with
// them away the others are asked as well.
func approverOptions(f *Frame, c *complaint.Case, users []string) []Option {
	var lines []Option
	for _, u := range users {
		text := f.Name(u)
		if back, away := c.BackOn([]string{u}, f.Now); away {
			text = f.P.T("answer.approver.away", "name", text, "back", f.day(c, back))
		}
		lines = append(lines, Option{Value: u, Text: text})
	}
	return lines
}

// viaOptions are ways to tell something, in the order of the procedure.
func viaOptions(f *Frame, ways []string) []Option {
	list := make([]Option, len(ways))
	for i, via := range ways {
		list[i] = Option{Value: via, Text: f.P.T("words.via." + via)}
	}
	return list
}

func outcomeOptions(f *Frame, c *complaint.Case) []Option {
	list := make([]Option, len(c.Procedure.Answer.Outcomes))
	for i, outcome := range c.Procedure.Answer.Outcomes {
		list[i] = Option{Value: outcome, Text: f.P.T("words.outcome." + outcome)}
	}
	return list
}

// ChangesForm asks what must change in a version.
func ChangesForm(f *Frame, c *complaint.Case, version int) *Modal {
	m := caseMetadata(f, c, complaint.StepDraft)
	m.Version = version
	return &Modal{
		CallbackID: "answer.changes", Metadata: m.String(),
		Title: f.P.T("answer.changes.title"), Submit: f.P.T("answer.changes.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			section(f.P.T("answer.changes.about", "version", version, "number", c.Number)),
			field{block: "comment", label: f.P.T("answer.comment.label"), hint: f.P.T("answer.comment.hint")}.text("", "", true, mostNote),
		},
	}
}
