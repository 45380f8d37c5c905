package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// askValue is what the button that asks somebody carries: ids only.
func askValue(number string, step complaint.Step, user string) string {
	return number + ":" + string(step) + ":" + user
}

// ParseAsk reads what the button carried. A forged one gives what no case has.
func ParseAsk(value string) (number string, step complaint.Step, user string) {
	number, rest, _ := strings.Cut(value, ":")
	name, user, _ := strings.Cut(rest, ":")
	return number, complaint.Step(name), user
}

// SorryAsk is Sorry with those who may take the step, each with a button that
// asks them.
func SorryAsk(f *Frame, text, number string, step complaint.Step, users []string) *Modal {
	m := Sorry(f.P, text)
	ask := f.P.T("ask.button")
	for _, u := range users {
		row := section("*" + Escape(f.Name(u)) + "*")
		speak := f.P.T("ask.speak", "who", f.Name(u))
		row.Accessory = slack.NewAccessory(button("case.ask", askValue(number, step, u), ask, speak+" · "+number))
		m.Blocks = append(m.Blocks, row)
	}
	m.Metadata = Metadata{Number: number, Lang: string(f.P.Language())}.String()
	return m
}

// Asked says that somebody was asked, or that it was too soon to ask again.
func Asked(f *Frame, user string, sent bool) *Modal {
	text := f.P.T("ask.again")
	if sent {
		text = ":white_check_mark: " + f.P.T("ask.done", "who", "*"+Escape(f.Name(user))+"*")
	}
	return &Modal{Title: f.P.T("ask.title"), Close: f.P.T("words.ok.close"), Blocks: []slack.Block{section(text)}}
}

// Nudge asks somebody to take a step that a colleague may not take.
func Nudge(f *Frame, c *complaint.Case, step complaint.Step, asker string) *Message {
	row := []slack.BlockElement{green(stepButton(f, c, step))}
	if step != complaint.StepOpenFile {
		row = append(row, stepButton(f, c, complaint.StepOpenFile))
	}
	text := f.P.T("ask.text", "who", "*"+Escape(f.Name(asker))+"*", "number", c.Number, "step", "*"+Escape(stepText(f, c, step))+"*")
	return &Message{Text: f.P.T("ask.told", "number", c.Number), Blocks: []slack.Block{section(":raised_hand: " + text), actions("next", row...)}}
}

// NudgeOver says of such a question that nothing is asked any more: with whom took the
// step, where taken is that.
func NudgeOver(f *Frame, c *complaint.Case, step complaint.Step, taken *complaint.Event) *Message {
	args := []any{"number", c.Number, "step", "*" + Escape(StepName(f.P, step)) + "*"}
	text := ""
	switch {
	case taken == nil:
		text = f.P.T("ask.over", args...)
	case taken.Actor == f.Viewer.ID:
		text = f.P.T("ask.taken.you", append(args, "when", f.P.DayClock(taken.Recorded))...)
	default:
		text = f.P.T("ask.taken.other", append(args, "when", f.P.DayClock(taken.Recorded), "who", "*"+Escape(f.Name(taken.Actor))+"*")...)
	}
	m := &Message{Text: f.P.T("ask.told.over", "number", c.Number), Blocks: []slack.Block{section(":white_check_mark: " + text)}}
	if f.offers(c, complaint.StepOpenFile) {
		m.Blocks = append(m.Blocks, actions("next", stepButton(f, c, complaint.StepOpenFile)))
	}
	return m
}
