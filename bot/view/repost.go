package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// GoesOn is what stays of a card whose case has a newer message.
func GoesOn(f *Frame, c *complaint.Case) *Message {
	text := f.P.T("repost.goes_on", "number", c.Number)
	return &Message{Text: text, Blocks: []slack.Block{section(text), openRow(f, c.Number)}}
}

// Reposted tells who asked that a new card is on its way.
func Reposted(f *Frame, c *complaint.Case) *Message {
	return Sentence(f.P.T("repost.coming", "number", c.Number))
}

// RepostedModal is Reposted in the window in which it was asked.
func RepostedModal(f *Frame, c *complaint.Case) *Modal {
	return &Modal{
		Title: f.P.T("ending.all.title", "number", c.Number), Close: f.P.T("answer.done.close"),
		Blocks: []slack.Block{section(f.P.T("repost.coming", "number", c.Number))},
	}
}
