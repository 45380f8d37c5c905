package view

import (
	"github.com/slack-go/slack"

	"ombud/procedure"
)

// Signs tells by what one knows a complaint (PK-08): the word or another one for
// it, strong words of a customer or a prospect, blame of the firm for what it did
// or left undone, blame of a colleague for how they were. One is enough.
func Signs(f *Frame) *Message {
	text := f.P.T("signs.head")
	lines := "*" + text + "*"
	for _, sign := range procedure.Signs {
		lines += "\n• " + f.P.T("signs."+sign)
	}
	file := f.P.T("home.register.button")
	return &Message{Text: text, Blocks: []slack.Block{
		section(lines), note(f.P.T("signs.doubt")), actions("signs", green(button("case.file.open", "signs", file, file))),
	}}
}
