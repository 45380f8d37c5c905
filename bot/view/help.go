package view

import "github.com/slack-go/slack"

// Help lists what the command can be asked for, and whom to ask more.
func Help(f *Frame, command, number string, officers []string) *Message {
	lines := "• " + f.P.T("help.line.new", "command", command) +
		"\n• " + f.P.T("help.line.show", "command", command, "number", number)
	blocks := []slack.Block{section(lines), section("_" + f.P.T("help.doubt") + "_\n" + f.P.T("help.private"))}
	if len(officers) > 0 {
		blocks = append(blocks, section(f.P.T("help.ask", "who", Escape(f.NameList(officers)))))
	}
	return &Message{Text: f.P.T("help.title"), Blocks: append(blocks, note(f.P.T("help.threads")))}
}
