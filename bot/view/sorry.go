package view

import (
	"github.com/slack-go/slack"

	"ombud/lang"
)

// Sorry is a small window that says one sentence: who can, what is missing,
// which date is allowed.
func Sorry(p *lang.Printer, text string) *Modal {
	return &Modal{
		Title:  p.T("words.sorry.title"),
		Close:  p.T("words.ok.close"),
		Blocks: []slack.Block{section(Escape(text))},
	}
}

// Sentence is a message of one sentence.
func Sentence(text string) *Message {
	return &Message{Text: cut(Escape(text), 3000), Blocks: []slack.Block{section(Escape(text))}}
}

// Outdated puts a warning over a form that was drawn again because somebody
// changed the case while it was open.
func Outdated(m *Modal, warning string) *Modal {
	m.Blocks = append([]slack.Block{section(":warning: " + Escape(warning))}, m.Blocks...)
	return m
}

// Belated adds to a form the question why something is written down only after its deadline
// that was done before it, with what was typed there.
func Belated(f *Frame, m *Modal, why string) *Modal {
	m.Blocks = append(m.Blocks, field{block: "belated", label: f.P.T("belated.label"), hint: f.P.T("belated.hint")}.text(why, "", true, mostNote))
	return m
}

// ToldLate adds to the form of a telling the question why the answer took longer than its
// deadline, with what was typed there.
func ToldLate(f *Frame, m *Modal, why string) *Modal {
	m.Blocks = append(m.Blocks, field{block: "late", label: f.P.T("deliver.late.label"), hint: f.P.T("deliver.late.hint")}.text(why, "", true, mostNote))
	return m
}
