package view

import (
	"slices"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// mostRead is how much of the story somebody reads who reviews an answer; the
// rest is in the file.
const mostRead = 1000

// underReview is what an answer is judged by: what the customer complained about
// and wishes, what they still miss where an answer did not solve it, what was agreed with
// them, and which changes were asked for in the version before.
func underReview(f *Frame, c *complaint.Case, version int) []slack.Block {
	if !f.maySee(c, complaint.PartFiling) {
		return nil
	}
	filing := c.Filing()
	blocks := []slack.Block{section("*" + f.P.T("answer.read.complaint") + "* " + Escape(filing.Summary))}
	blocks = append(blocks, quote(Escape(cut(filing.Story, mostRead)))...)
	if filing.Wish != "" {
		blocks = append(blocks, section("*"+f.P.T("casefile.wish")+"* "+Escape(cut(filing.Wish, mostRead))))
	}
	blocks = append(blocks, stillMissing(f, c, c.Answers[version-1].Round)...)
	if plan, ok := agreedPlan(f, c); ok && f.maySee(c, complaint.PartAnswer) {
		blocks = append(blocks, section(plan))
	}
	if before := answerVersion(c, version-1); before != nil && c.Comment(before.Version) != "" {
		blocks = append(blocks, section(decided(f, c, before)))
		blocks = append(blocks, quote(Escape(c.Comment(before.Version)))...)
	}
	return append(blocks, slack.NewDividerBlock())
}

// stillMissing is what the customer said is not solved, with which a round began; nothing of
// the first round, and for whoever may not see what is written down of contacts.
func stillMissing(f *Frame, c *complaint.Case, round int) []slack.Block {
	e, again := c.OpenedBy(round)
	words := c.Note(e).Text
	if !again || words == "" || !f.maySee(c, complaint.PartAnswer) {
		return nil
	}
	return append([]slack.Block{section(missingLine(f, e))}, quote(Escape(words))...)
}

// missingLine names what follows, with who recorded it and when.
func missingLine(f *Frame, e complaint.Event) string {
	return ":leftwards_arrow_with_hook: *" + f.P.T("answer.missing") + "* · " + Escape(f.Name(e.Actor)) + " · " + bothTimes(f, e, lateEntry)
}

// deskMissing tells the handler that the case is theirs to put right: what is missing, in a
// few words at level standard, and where it stands whole.
func deskMissing(f *Frame, c *complaint.Case) []slack.Block {
	e, again := c.OpenedBy(c.Round)
	words := c.Note(e).Text
	toWrite := []complaint.Face{complaint.FaceReopened, complaint.FaceInProgress, complaint.FaceChangesAsked}
	if !again || words == "" || !slices.Contains(toWrite, c.Face()) || !f.offers(c, complaint.StepDraft) {
		return nil
	}
	text := missingLine(f, e)
	if f.Tells(c) {
		text += "\n" + quoted(Escape(cut(words, mostComment)))
	}
	return []slack.Block{section(text), note(f.P.T("answer.missing.in_form"))}
}
