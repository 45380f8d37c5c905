package view

import (
	"slices"
	"testing"
	"time"

	"ombud/complaint"
)

func TestSearch(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	form := SearchForm{Words: "vries <@U0SANNE>", State: "open", Nature: "service", Handler: milan, Period: "year"}
	handlers := []string{milan, fatima}
	inLanguages(t, "search", "2026-03-10 09:00", func(f *Frame) screen { return Search(f, c.Procedure, SearchForm{}, nil, nil) })
	inLanguages(t, "search.found", "2026-03-10 09:00", func(f *Frame) screen {
		form.Words = "vries"
		return Search(f, c.Procedure, form, handlers, &SearchFound{Cases: []*complaint.Case{c}, Looked: 240, After: "1/U0MILAN/2026/42"})
	})
	inLanguages(t, "search.none", "2026-03-10 09:00", func(f *Frame) screen {
		return Search(f, c.Procedure, SearchForm{Words: "vries", Period: "month"}, handlers, &SearchFound{Looked: 1})
	})
	if n := form.Fields(); n != 5 {
		t.Errorf("%d fields, want 5", n)
	}
}

func TestDueModal(t *testing.T) {
	late, soon := caseAt(t, complaint.FaceNew), caseAt(t, complaint.FaceAssigned)
	late.Number = "K-2026-0037"
	var rows []DueRow
	for _, c := range []*complaint.Case{late, soon} {
		for _, d := range openDuties(c, 2) {
			rows = append(rows, DueRow{Case: c, Duty: d})
		}
	}
	inLanguages(t, "due", "2026-03-09 09:00", func(f *Frame) screen { return DueModal(f, DueQuery{}, rows, "1773000000000//2026/41") })
	inLanguages(t, "due.none", "2026-03-09 09:00", func(f *Frame) screen { return DueModal(f, DueQuery{Today: true}, nil, "") })
	var many []DueRow
	for _, row := range rows {
		many = append(many, slices.Repeat([]DueRow{row}, 100)...)
	}
	f := sampleFrame(t, "en", "2026-03-09 09:00")
	modal := DueModal(f, DueQuery{}, many, "")
	checkScreen(t, "due", modal, mustJSON(t, modal))
	if n := len(modal.Blocks); n > 100 {
		t.Errorf("%d blocks", n)
	}
	f.Now = f.Now.Add(-96 * time.Hour) // nothing is late yet: a heading for each day
	if got := len(headingsOf(DueModal(f, DueQuery{}, rows, ""))); got < 2 {
		t.Errorf("%d headings", got)
	}
}

// The button to a stretch of time, or to its next page, says which; a forged one gives
// the first page of the week.
func TestDueQuery(t *testing.T) {
	for _, q := range []DueQuery{{}, {Today: true}, {After: "1//2026/3"}, {Today: true, After: "1/U0MILAN/2026/3"}} {
		if got := ParseDueQuery(q.String()); got != q {
			t.Errorf("%+v came back as %+v", q, got)
		}
	}
	if got := ParseDueQuery("tomorrow"); got != (DueQuery{}) {
		t.Errorf("a forged value gives %+v", got)
	}
}

func headingsOf(m *Modal) []string {
	var list []string
	for _, b := range m.Blocks {
		if b.BlockType() == "header" {
			list = append(list, "")
		}
	}
	return list
}

func TestMineModal(t *testing.T) {
	lists := homeOf(t)["handler"]
	filed := caseAt(t, complaint.FaceNew)
	filed.Filer = sanne // who looks
	lists.Filed = some(1, filed)
	inLanguages(t, "mine", "2026-03-10 09:00", func(f *Frame) screen { return MineModal(f, lists) })
	inLanguages(t, "mine.none", "2026-03-10 09:00", func(f *Frame) screen { return MineModal(f, &HomeLists{}) })
}
