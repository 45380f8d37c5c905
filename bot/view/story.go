package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Story is what the customer told, in the thread of the case at level standard: how
// it begins, and the way to the rest.
func Story(f *Frame, c *complaint.Case) *Message {
	text := c.Number + " · " + f.P.T("card.story")
	m := &Message{Text: text, Blocks: []slack.Block{section(f.P.T("card.about"))}}
	if f.Tells(c) {
		s := section("*" + f.P.T("card.story") + "*\n" + beginning(f, c.Filing().Story))
		s.Accessory = slack.NewAccessory(button("case.open", c.Number, f.P.T("approval.read.button"), f.P.T("approval.read.button")+" · "+c.Number))
		m.Blocks = []slack.Block{s}
	}
	return m
}
