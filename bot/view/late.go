package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/bot/limits"
	"ombud/complaint"
	"ombud/lang"
)

// lateLines bounds what the last in line reads at once: with what stands around them, all
// that a message may hold.
const lateLines = limits.MaxBlocksMessage - 3

// LateList is the daily list of what is late for days, for the last in line. Each line
// has a button: to ask for it, else to open the file, for whom either is.
func LateList(f *Frame, list []DueRow) *Message {
	blocks := []slack.Block{section(f.P.T("reminder.late", "n", len(list)))}
	for i, row := range list {
		if i == lateLines {
			blocks = append(blocks, section(f.P.T("home.rest", "n", len(list)-i)))
			break
		}
		blocks = append(blocks, lateLine(f, row))
	}
	return &Message{Text: f.P.T("reminder.late", "n", len(list)), Blocks: append(blocks, note(f.P.T("reminder.late_note")))}
}

func lateLine(f *Frame, row DueRow) slack.Block {
	c, d := row.Case, &row.Duty
	s := section("• " + strings.Join([]string{
		"*" + c.Number + "*", lang.Inline(f.DutyName(c.Procedure, d.Kind)), f.P.T("reminder.late_by", "when", f.day(c, c.Calendar.LastDay(d.Due))), f.owing(c.Owes(d, f.Now)),
	}, " · "))
	switch {
	case MayChase(f, c, d):
		s.Accessory = slack.NewAccessory(ChaseButton(f, c, d))
	case f.maySee(c, complaint.PartCard):
		s.Accessory = slack.NewAccessory(stepButton(f, c, complaint.StepOpenFile))
	}
	return s
}
