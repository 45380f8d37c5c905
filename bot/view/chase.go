package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// ChaseButton asks those who owe a late duty to do it.
func ChaseButton(f *Frame, c *complaint.Case, d *complaint.Duty) *slack.ButtonBlockElement {
	text := f.P.T("chase.button")
	return button("case.chase", DutyValue(c, d), text, text+" · "+c.Number)
}

// MayChase tells whether the viewer is offered to chase: for a late duty of
// somebody else, in a role that may.
func MayChase(f *Frame, c *complaint.Case, d *complaint.Duty) bool {
	return c.MayChase(d, f.Viewer, f.Now) == nil
}

// Chased tells who asked for a late duty when those who owe it hear of that.
func Chased(f *Frame, c *complaint.Case, kind string, round int) *Modal {
	m := &Modal{Title: f.P.T("chase.title"), Close: f.P.T("words.ok.close")}
	e := c.LastChase(kind, round)
	if e == nil {
		return m
	}
	for _, user := range e.Data.Users {
		name := Escape(f.Name(user))
		at, err := c.NextAtWork(user, e.Recorded)
		text := f.P.T("chase.told", "who", name)
		if err == nil && at.After(e.Recorded) {
			text = f.P.T("chase.later", "who", name, "when", f.P.DayClock(at))
		}
		m.Blocks = append(m.Blocks, section(text))
	}
	return m
}
