package view

import (
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Draft is what somebody began to write down and has not filed.
type Draft struct {
	ID      string
	SavedAt time.Time
	complaint.Registration
}

// when is the time of day it was kept, with the day when that is not today.
func (d *Draft) when(f *Frame) string {
	if f.P.Day(d.SavedAt) == f.P.Day(f.Now) {
		return f.P.Clock(d.SavedAt)
	}
	return f.P.DayClock(d.SavedAt)
}

// DraftKept is what the filing form becomes once it is kept for later. Command
// is the one that finds it again.
func DraftKept(f *Frame, d Draft, command string, m Metadata) *Modal {
	m.Draft, m.Files = d.ID, nil
	text := f.P.T("draft.kept", "when", d.when(f), "command", command) + "\n" + f.P.T("draft.private")
	return &Modal{
		CallbackID: "case.draft", Title: f.P.T("draft.kept.title"), Close: f.P.T("words.ok.close"), Metadata: m.String(),
		Blocks: []slack.Block{section(text), actions("drafts", continueButton(f, d))},
	}
}

// DraftChoice asks, before a form opens, whether to go on with what was begun.
func DraftChoice(f *Frame, drafts []Draft, m Metadata) *Modal {
	blocks := []slack.Block{section(f.P.T("draft.found", "n", len(drafts)))}
	for i, d := range drafts {
		b := continueButton(f, d)
		if i == 0 {
			green(b)
		}
		drop := f.P.T("draft.drop.button")
		blocks = append(blocks, section(draftLine(f, &d)), slack.NewActionBlock("draft/"+d.ID, b,
			button("case.draft.drop", d.ID, drop, drop+" · "+d.when(f))))
	}
	fresh := f.P.T("draft.new.button")
	return &Modal{
		CallbackID: "case.draft", Title: f.P.T("filing.title"), Close: f.P.T("filing.close"), Metadata: m.String(),
		Blocks: append(blocks, slack.NewDividerBlock(), actions("drafts", button("case.file.new", "new", fresh, fresh)), note(f.P.T("draft.private"))),
	}
}

func continueButton(f *Frame, d Draft) *slack.ButtonBlockElement {
	text := f.P.T("draft.continue.button", "when", d.when(f))
	return button("case.draft.continue", d.ID, text, text)
}

// draftLine tells one draft from another, for the one who wrote it.
func draftLine(f *Frame, d *Draft) string {
	about := d.Summary
	for _, s := range []string{d.Name, d.Story} {
		if about == "" {
			about = s
		}
	}
	line := "*" + d.when(f) + "*"
	if d.Via != "" {
		line += " · " + f.P.T("words.via."+d.Via)
	}
	if about != "" {
		line += " · " + Escape(cut(about, 100))
	}
	if n := len(d.Files); n > 0 {
		line += "\n" + f.P.T("draft.files", "n", n)
	}
	return line
}

// draftRows are a person's drafts in their Home.
func draftRows(f *Frame, drafts []Draft) []slack.Block {
	if len(drafts) == 0 {
		return nil
	}
	blocks := []slack.Block{header(f.P.T("draft.home"))}
	for _, d := range drafts {
		s := section(draftLine(f, &d))
		s.Accessory = slack.NewAccessory(continueButton(f, d))
		blocks = append(blocks, s)
	}
	return blocks
}
