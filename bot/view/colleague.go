package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// ColleagueTyped is what stands in the form that tells a colleague something.
type ColleagueTyped struct{ User, Text string }

// ColleagueForm asks which colleague is told what a case asks of them.
func ColleagueForm(f *Frame, c *complaint.Case, typed ColleagueTyped) *Modal {
	var chosen []string
	if typed.User != "" {
		chosen = []string{typed.User}
	}
	return &Modal{
		CallbackID: "case.colleague", Metadata: caseMetadata(f, c, complaint.StepColleague).String(),
		Title: f.P.T("colleague.title"), Submit: f.P.T("colleague.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			section(f.P.T("colleague.about", "number", c.Number)),
			field{block: "user", label: f.P.T("colleague.user.label"), hint: f.P.T("colleague.user.hint")}.people(chosen, f.P.T("away.deputy.placeholder"), 1),
			field{block: "text", label: f.P.T("colleague.text.label"), hint: f.P.T("colleague.text.hint")}.text(typed.Text, "", true, mostNote),
		},
	}
}

// Colleague tells a colleague what a case asks of them, in the officer's words.
func Colleague(f *Frame, c *complaint.Case, e complaint.Event) *Message {
	_, text, _ := c.ColleagueToldOf(e)
	head := f.P.T("colleague.told", "number", c.Number)
	blocks := []slack.Block{header(head), section(f.P.T("colleague.by", "who", "*"+Escape(f.Name(e.Actor))+"*"))}
	blocks = append(blocks, quote(Escape(text))...)
	return &Message{Text: head, Blocks: append(blocks, note(f.P.T("colleague.note", "who", Escape(f.Name(e.Actor)))))}
}
