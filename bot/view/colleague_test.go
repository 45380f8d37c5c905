package view

import (
	"strings"
	"testing"

	"ombud/complaint"
)

func TestColleague(t *testing.T) {
	const now = "2026-03-06 12:05"
	c := caseAt(t, complaint.FaceInProgress)
	inLanguages(t, "colleague.form", now, func(f *Frame) screen { return ColleagueForm(f, c, ColleagueTyped{}) })
	inLanguages(t, "colleague.typed", now, func(f *Frame) screen {
		return ColleagueForm(f, c, ColleagueTyped{User: mees, Text: "Send the <planning>"})
	})
	must(t, c.TellColleague(mees, "Please send the <planning> & the letter.", member(sanne), at(t, now)))
	e := c.Events[len(c.Events)-1]
	inLanguages(t, "colleague.told", now, func(f *Frame) screen {
		f.Viewer = member(mees)
		m := Colleague(f, c, e)
		if raw := string(mustJSON(t, m)); strings.Contains(raw, c.Filing().Name) || strings.Contains(raw, "action_id") {
			t.Errorf("they read more than the officer wrote: %s", raw)
		}
		return m
	})
	inLanguages(t, "colleague.line", now, func(f *Frame) screen { return Line(f, c, e) })
}
