package view

import (
	"slices"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Talk answers somebody who wrote to the app in a direct message: that nobody reads
// it, what can be done instead, and whom to ask, who lead the cases in that role.
func Talk(f *Frame, officers []string, lead complaint.Role) *Message {
	file, mine, help := f.P.T("home.register.button"), f.P.T("home.mine"), f.P.T("home.help.button")
	m := &Message{Text: f.P.T("talk.told"), Blocks: []slack.Block{
		section(f.P.T("talk.intro")),
		section("• " + f.P.T("talk.can.file") + "\n• " + f.P.T("talk.can.act") + "\n• " + f.P.T("talk.can.keep")),
		actions("talk", green(button("case.file.open", "talk", file, file)),
			button("case.mine", "mine", mine, mine), button("home.help", "talk", help, help)),
	}}
	if others := slices.DeleteFunc(slices.Clone(officers), func(u string) bool { return u == f.Viewer.ID }); len(others) > 0 {
		m.Blocks = append(m.Blocks, note(askLine(f, others, lead)))
	}
	return m
}
