package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/lang"
)

// lateLines bounds what the last in line reads at once.
const lateLines = 15

// LateList is the daily list of what is late for days, for the last in line.
func LateList(f *Frame, list []DigestLine) *Message {
	lines := []string{f.P.T("reminder.late", "n", len(list))}
	for i, l := range list {
		if i == lateLines {
			lines = append(lines, f.P.T("home.rest", "n", len(list)-i))
			break
		}
		parts := []string{"*" + l.Number + "*", lang.Inline(f.DutyName(l.Kind)), f.P.T("reminder.late_by", "when", f.P.Day(l.Last.Start(f.Zone).Add(noon))), f.owing(l.User, l.Role)}
		lines = append(lines, "• "+strings.Join(parts, " · "))
	}
	return &Message{
		Text:   f.P.T("reminder.late", "n", len(list)),
		Blocks: []slack.Block{section(strings.Join(lines, "\n")), note(f.P.T("reminder.late_note"))},
	}
}
