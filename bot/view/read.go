package view

import (
	"errors"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
)

// ReadAnswer shows one version of the answer in full. Whoever may decide on
// it finds the two buttons at the end.
func ReadAnswer(f *Frame, c *complaint.Case, version int) *Modal {
	m := caseMetadata(f, c, complaint.StepDraft)
	m.Version, m.Pages = version, []string{pageName(pageAnswer, version)}
	modal := &Modal{
		CallbackID: "answer.shown", Metadata: m.String(),
		Title: f.P.T("answer.read.title", "version", version), Close: f.P.T("answer.done.close"),
	}
	a := answerVersion(c, version)
	if a == nil {
		modal.Blocks = []slack.Block{section(c.Number)}
		return modal
	}
	modal.Blocks = append(append(underReview(f, c, version), answerBlocks(f, c, a)...), promisedBefore(f, c, version)...)
	switch {
	case a.Verdict != "":
		modal.Blocks = append(append(modal.Blocks, section(decided(f, c, a))), withdrawRow(f, c, a)...)
		modal.Blocks = append(modal.Blocks, compareRow(f, c, version)...)
	case c.MayDecide(version, f.Viewer, f.Now) == nil:
		modal.Blocks = append(append(modal.Blocks, twoBlocks(f, c, version)...), lookedOver(f, c, version, true, true)...)
		row := decisionButtons(f, c, version)
		if passed := decidedByAnother(f, c, a); passed != "" {
			modal.Blocks = append(modal.Blocks, section(passed))
			row[0].(*slack.ButtonBlockElement).Style = ""
		} else if passed := passedToYou(f, c, a); passed != "" {
			modal.Blocks = append(modal.Blocks, section(passed))
		}
		modal.Blocks = append(modal.Blocks, actions("decide", row...))
	default:
		modal.Blocks = append(append(modal.Blocks, twoBlocks(f, c, version)...), compareRow(f, c, version)...)
		modal.Blocks = append(modal.Blocks, note(whyNotDecide(f, c, version)+houseNote(f, c)))
	}
	return modal
}

// whyNotDecide says why the viewer does not decide on a version: they had a part in it, or
// it is for a role that they do not have; and, where whoever does is away, until when.
func whyNotDecide(f *Frame, c *complaint.Case, version int) string {
	refusal, ok := errors.AsType[*complaint.Refusal](c.MayDecide(version, f.Viewer, f.Now))
	able := Escape(f.NameList(c.Approvers(f.Now)))
	absent := ""
	if back, away := c.BackOn(c.Approvers(f.Now), f.Now); away {
		absent = " " + f.P.T("approval.away", "when", f.day(c, back))
	}
	switch {
	case !ok:
	case refusal.Text == "error.own_answer", refusal.Text == "error.own_part", refusal.Text == "error.handler_approves":
		return f.P.T(refusal.Text, "able", able) + absent
	case refusal.Text == "error.not_allowed":
		return f.P.T(refusal.Text, "roles", f.P.T("words.role."+c.Procedure.Answer.Approval.Role), "who", able) + absent
	}
	return f.P.T("approval.rule")
}

// answerBlocks are all the words of one version.
func answerBlocks(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) []slack.Block {
	answer := c.AnswerText(a.Version)
	head := "*" + c.Number + "* · " + f.P.T("thread.version", "version", a.Version)
	if c.Round > 1 {
		head += " · " + f.P.T("answer.round", "n", a.Round)
	}
	blocks := []slack.Block{
		section(head + " · " + verdictWord(f, c, a) + "\n" + asked(f, c, a) + " · " + f.P.T("hint.outcome", "outcome", outcomeOf(f, a)) + toldLines(f, c, a)),
	}
	blocks = append(blocks, toldBlocks(f, c, answer)...)
	if answer.OralWhy != "" {
		blocks = append(blocks, section("*"+f.P.T("answer.oral_why.label")+"*\n"+Escape(answer.OralWhy)))
	}
	if answer.Internal != "" {
		blocks = append(blocks, section("*"+f.P.T("answer.internal.label")+"*"))
		blocks = append(blocks, quote(Escape(answer.Internal))...)
	}
	return blocks
}

// toldBlocks are all that the customer is told by an answer, each part under its name: what
// was established, the answer, its reasons, and who does what by when (OK-01, PK-15).
func toldBlocks(f *Frame, c *complaint.Case, answer complaint.Answer) []slack.Block {
	var blocks []slack.Block
	if answer.Facts != "" {
		blocks = append([]slack.Block{section("*" + f.P.T("answer.facts.label") + "*")}, quote(Escape(answer.Facts))...)
		if answer.Text != "" { // which else stands first
			blocks = append(blocks, section("*"+f.P.T("answer.text.label")+"*"))
		}
	}
	blocks = append(blocks, wholeAnswer(f, c, answer)...)
	if answer.Reasons != "" {
		blocks = append(blocks, section("*"+f.P.T("answer.reasons.label")+"*"))
		blocks = append(blocks, quote(Escape(answer.Reasons))...)
	}
	if lines := promiseLines(f, c, answer.Promises); lines != "" {
		blocks = append(blocks, section("*"+f.P.T("answer.promises")+"*\n"+lines))
	}
	return blocks
}

// tellings are when a version was given to the customer; of the form that the procedure asks
// for, where the first was not that, a second time.
func tellings(c *complaint.Case, version int) []complaint.Event {
	var list []complaint.Event
	for _, e := range c.Events {
		if e.Kind == complaint.Told && e.Data.Version == version {
			list = append(list, e)
		}
	}
	return list
}

// toldLines say how, by whom and when a version was given, each on a line of its own.
func toldLines(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	text := ""
	for _, e := range tellings(c, a.Version) {
		text += "\n" + eventLineAt(f, c, e, time.Minute) + correctedMark(f, c, e)
	}
	return text
}

// promisedBefore lists what the customer was promised and is still owed, whatever a version
// that waits says: what that one promises is not owed yet.
func promisedBefore(f *Frame, c *complaint.Case, version int) []slack.Block {
	lines := promisedLines(f, c, true)
	if lines == "" || version < len(c.Answers) || len(tellings(c, version)) > 0 {
		return nil
	}
	return []slack.Block{section("*" + f.P.T("answer.promised_before") + "*\n" + lines)}
}

// wholeAnswer is the text of an answer with all its parts, and the letter.
func wholeAnswer(f *Frame, c *complaint.Case, answer complaint.Answer) []slack.Block {
	var blocks []slack.Block
	if answer.Text != "" {
		blocks = quote(Escape(answer.Whole()))
	}
	if answer.Letter != nil {
		blocks = append(blocks, section("*"+f.P.T("answer.letter")+"*"), filePiece(f, c, *answer.Letter))
	}
	return blocks
}

// promiseLines lists who does what by when.
func promiseLines(f *Frame, c *complaint.Case, promises []complaint.Promise) string {
	lines := make([]string, len(promises))
	for i, p := range promises {
		lines[i] = "• " + Escape(p.What) + " · " + Escape(p.Who) + " · " + f.civil(c, p.When)
	}
	return strings.Join(lines, "\n")
}

// civil shows a day kept as 2006-01-02; what is no day is shown as it is.
func (f *Frame) civil(c *complaint.Case, day string) string {
	d, err := calendar.ParseDay(day)
	if err != nil {
		return Escape(day)
	}
	return f.day(c, d)
}
