package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// withoutMilan is a case at that face while its handler is away and Lotte stands in.
func withoutMilan(t *testing.T, face complaint.Face) *complaint.Case {
	t.Helper()
	c := caseAt(t, face)
	r := *c.Roster
	r.Away = []complaint.Absence{{ID: "a", User: milan, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-04-01 00:00"), Deputy: lotte}}
	c.Roster = &r
	return c
}

// Whoever hears in the place of somebody who is away has that person's message with the
// buttons that they may press, and reads in whose place it is.
func TestMessagesInTheHandlersPlace(t *testing.T) {
	const now = "2026-03-12 16:30"
	back := withoutMilan(t, complaint.FaceInApproval)
	must(t, back.AskChanges(1, "Name the amount", member(mees), at(t, now)))
	for name, draw := range map[string]func(f *Frame) screen{
		"desk":    func(f *Frame) screen { return Desk(f, withoutMilan(t, complaint.FaceApproved)) },
		"changes": func(f *Frame) screen { return Changes(f, back, 1) },
	} {
		drawn := func(f *Frame) screen {
			f.Viewer = member(lotte)
			return draw(f)
		}
		inLanguages(t, "instead."+name, now, drawn)
		f := sampleFrame(t, lang.EN, now)
		if text := string(mustJSON(t, drawn(f))); !strings.Contains(text, "Milan") {
			t.Errorf("%s: it does not say in whose place: %s", name, text)
		}
	}
}

// Who is asked to approve may be away, which stands beside their name where they are chosen.
func TestApproversWhoAreAway(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	r := *c.Roster
	r.Away = []complaint.Absence{{ID: "a", User: mees, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-20 00:00")}}
	c.Roster = &r
	inLanguages(t, "instead.approvers", "2026-03-12 10:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, c, complaint.Draft{Ask: true}, Room{})
	})
}

// While nobody is there who may approve, whoever asks, whoever waits and whoever may not
// decide read from which working day on somebody is.
func TestNobodyIsThereToApprove(t *testing.T) {
	asked := caseAt(t, complaint.FaceInApproval)
	writing := caseAt(t, complaint.FaceInProgress)
	away := []complaint.Absence{
		{ID: "a", User: mees, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-21 00:00")}, // a Saturday
		{ID: "b", User: sanne, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-04-01 00:00")},
	}
	draws := map[string]func(f *Frame) screen{
		"form":  func(f *Frame) screen { return DraftForm(f, writing, complaint.Draft{Ask: true}, Room{}) },
		"card":  func(f *Frame) screen { return Card(f, asked) },
		"desk":  func(f *Frame) screen { return Desk(f, asked) },
		"read":  func(f *Frame) screen { return ReadAnswer(f, asked, 1) },
		"there": func(f *Frame) screen { return ApprovalRequest(f, asked, 1) },
	}
	says := func(name string, f *Frame) bool { // but for what stands beside each name in a list
		return strings.Contains(strings.ReplaceAll(string(mustJSON(t, draws[name](f))), "· away, back on Mon 23 March", ""), "23 March")
	}
	for gone := range 3 {
		for _, c := range []*complaint.Case{asked, writing} {
			r := *c.Roster
			r.Away = away[:gone]
			c.Roster = &r
		}
		for name := range draws {
			f := sampleFrame(t, lang.EN, "2026-03-12 16:30")
			if f.Viewer = member(milan); name == "card" || name == "there" {
				f.Viewer = complaint.Person{}
			}
			if got, want := says(name, f), gone == 2; got != want {
				t.Errorf("with %d of two away, %s says when somebody is back: %v\n%s", gone, name, got, mustJSON(t, draws[name](f)))
			}
		}
	}
	inLanguages(t, "instead.nobody", "2026-03-12 10:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return draws["form"](f)
	})
	inLanguages(t, "instead.nobody.read", "2026-03-12 16:30", func(f *Frame) screen {
		f.Viewer = member(milan)
		return draws["read"](f)
	})
}
