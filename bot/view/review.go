package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// mostRead is how much of the story somebody reads who reviews an answer; the
// rest is in the file.
const mostRead = 1000

// underReview is what an answer is judged by: what the customer complained about
// and wishes, what was agreed with them, and which changes were asked for in the version before.
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
	if plan, ok := agreedPlan(f, c); ok && f.maySee(c, complaint.PartAnswer) {
		blocks = append(blocks, section(plan))
	}
	if before := answerVersion(c, version-1); before != nil && c.Comment(before.Version) != "" {
		blocks = append(blocks, section(decided(f, c, before)))
		blocks = append(blocks, quote(Escape(c.Comment(before.Version)))...)
	}
	return append(blocks, slack.NewDividerBlock())
}
