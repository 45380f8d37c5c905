package view

import (
	"slices"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// tellField asks whether the customers who were promised something are told.
func tellField(f *Frame, typed *AwayTyped, numbers []string) slack.Block {
	list, who := f.P.List(shown(f, numbers)), Escape(f.Name(typed.User))
	option := Option{Value: "tell", Text: f.P.T("tellaway.option")}
	tick := field{block: typed.Block("tell"), label: f.P.T("tellaway.label"), hint: f.P.T("tellaway.hint", "numbers", list), optional: true}
	if typed.User != f.Viewer.ID {
		option.Text = f.P.T("tellaway.option_other")
		tick.label, tick.hint = f.P.T("tellaway.label_other"), f.P.T("tellaway.hint_other", "who", who, "numbers", list)
	}
	if typed.Tell {
		return tick.ticks([]Option{option}, "tell")
	}
	return tick.ticks([]Option{option})
}

// mostNumbers bounds how many cases are named in one sentence.
const mostNumbers = 4

// shown are as many numbers as a sentence takes, with how many more there are.
func shown(f *Frame, numbers []string) []string {
	if len(numbers) <= mostNumbers {
		return numbers
	}
	return append(slices.Clone(numbers[:mostNumbers]), f.P.T("tellaway.rest", "n", len(numbers)-mostNumbers))
}

// TellWord is what a customer is to be told of an absence, in the company's language:
// it stands in the case file.
func TellWord(f *Frame, a *complaint.Absence, deputy string) string {
	_, last := f.daysOf(a)
	if deputy == "" {
		return f.P.T("tellaway.word", "who", f.Name(a.User), "until", last)
	}
	return f.P.T("tellaway.word_deputy", "who", f.Name(a.User), "until", last, "deputy", f.Name(deputy))
}
