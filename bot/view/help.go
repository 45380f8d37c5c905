package view

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/procedure"
)

// HelpText is what help says to one person.
type HelpText struct {
	Command  string         // the slash command, as in /klacht
	All      bool           // every command, instead of the first few
	Number   string         // an example of a case number
	Lines    []string       // text ids, one for each thing that this person can ask for
	Officers []string       // whom to ask more
	Lead     complaint.Role // as which they can be asked

	Register *complaint.Register // of the procedure in force; nil: none is shown
}

// ExampleNumber is a case number to show in a sentence, as that procedure writes
// them in the year of now.
func ExampleNumber(p *procedure.Procedure, now time.Time) string {
	return fmt.Sprintf("%s-%d-0042", p.Prefix, now.Year())
}

// Help lists what the command can be asked for, and whom to ask more.
func Help(f *Frame, h HelpText) *Message {
	return &Message{Text: f.P.T("help.title"), Blocks: helpBlocks(f, h)}
}

// HelpModal is help in a window.
func HelpModal(f *Frame, h HelpText) *Modal {
	return &Modal{Title: f.P.T("help.title"), Close: f.P.T("words.ok.close"), Blocks: helpBlocks(f, h)}
}

// askLine says whom to ask about the procedure, and who they are in it.
func askLine(f *Frame, users []string, lead complaint.Role) string {
	return f.P.T("help.ask", "who", Escape(f.NameList(users)), "role", f.P.T("words.role."+string(lead)))
}

func helpBlocks(f *Frame, h HelpText) []slack.Block {
	lines := make([]string, len(h.Lines))
	for i, id := range h.Lines {
		lines[i] = "• " + f.P.T(id, "command", h.Command, "number", h.Number)
	}
	doubt := "_" + f.P.T("help.doubt") + "_\n" + f.P.T("help.private")
	if !h.All {
		doubt += "\n" + f.P.T("help.more", "command", h.Command)
	}
	blocks := []slack.Block{section(strings.Join(lines, "\n")), section(doubt)}
	if len(h.Officers) > 0 {
		blocks = append(blocks, section(askLine(f, h.Officers, h.Lead)))
	}
	if f.Contact != "" {
		blocks = append(blocks, section(f.P.T("help.contact", "contact", Escape(f.Contact))))
	}
	if h.Register != nil {
		blocks = append(blocks, note(writtenTitle(f, h.Register)+" · "+f.P.T("revision.next", "day", f.on(h.Register.Next))))
	}
	return append(blocks, note(f.P.T("help.threads")), note(f.P.T("card.house_rule_is")))
}
