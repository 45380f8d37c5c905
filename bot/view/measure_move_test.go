package view

import (
	"maps"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// movedOn is a case whose first action went from one colleague to another and to
// a later day, and whose second, of which the customer knows, to the officer.
func movedOn(t *testing.T) *complaint.Case {
	t.Helper()
	c, now := improving(t, complaint.FaceAnswered), at(t, "2026-03-20 09:00")
	later := complaint.MeasureMove{Owner: lotte, Who: "Lotte Jansen", Day: "2026-07-15", Why: "The <new> system comes in July & not before"}
	for _, err := range []error{c.MoveMeasure(1, later, member(sanne), now), c.MoveMeasure(4, complaint.MeasureMove{Owner: sanne, Who: "Sanne Bakker", Day: "2026-03-20"}, member(sanne), now)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// knowsBo is a frame in which the colleague without a role has a name.
func knowsBo(f *Frame) *Frame {
	f.Names = maps.Clone(f.Names)
	f.Names[boek] = "Bo Jansen"
	return f
}

func TestMovedMeasure(t *testing.T) {
	c, early := movedOn(t), improving(t, complaint.FaceAnswered)
	const now = "2026-03-20 10:00"
	inLanguages(t, "measure.move", now, func(f *Frame) screen {
		return MeasureMoveForm(f, early, 1, complaint.MeasureMove{Owner: boek, Day: "2026-06-30"})
	})
	inLanguages(t, "measure.move.told", now, func(f *Frame) screen {
		return MeasureMoveForm(f, early, 2, complaint.MeasureMove{Owner: milan, Day: "2026-05-31", Why: "Not ready & not tested"})
	})
	inLanguages(t, "measure.moved", now, func(f *Frame) screen { f.Viewer = member(lotte); return Measure(f, c, 1) })
	inLanguages(t, "measure.passed", now, func(f *Frame) screen { f.Viewer = member(boek); return Measure(f, c, 1) })
	inLanguages(t, "measure.moved.history", now, func(f *Frame) screen { return CaseFile(knowsBo(f), c, TabHistory, 1) })
}

// The history says old and new of what changed and of nothing else, and why to
// who reads the answers.
func TestHistoryOfAMove(t *testing.T) {
	c := movedOn(t)
	f := knowsBo(sampleFrame(t, lang.EN, "2026-03-20 10:00"))
	var lines []string
	for _, e := range c.Events {
		if e.Kind == complaint.MeasureMoved {
			lines = append(lines, string(mustJSON(t, &Modal{Blocks: historyPiece(f, c, e)})))
		}
	}
	for i, want := range [][]string{
		{"Bo Jansen → Lotte Jansen", "30 June", "→ Wed 15 July", "comes in July"},
		{"Fatima El Idrissi → Sanne Bakker"},
	} {
		for _, w := range want {
			if !strings.Contains(lines[i], w) {
				t.Errorf("lacks %q:\n%s", w, lines[i])
			}
		}
	}
	if strings.Contains(lines[1], "March →") || strings.Count(lines[1], "→") != 1 {
		t.Errorf("says that the day moved:\n%s", lines[1])
	}
}
