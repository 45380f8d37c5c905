package view

import (
	"encoding/json"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func TestHomeTab(t *testing.T) {
	late, due := caseAt(t, complaint.FaceAssigned), caseAt(t, complaint.FaceAssigned)
	late.Number = "K-2026-0037"
	waiting, unassigned := caseAt(t, complaint.FaceInApproval), caseAt(t, complaint.FaceConfirmed)
	row := func(c *complaint.Case) HomeRow { return HomeRow{Case: c} }
	lists := HomeLists{
		Leads: true, Handles: true,
		Due:       []HomeRow{{late, dutyOf(t, late, "contact")}},
		Approvals: []HomeRow{row(waiting)}, Unassigned: []HomeRow{row(unassigned)},
		Open: []HomeRow{row(due), row(waiting)}, After: "K-2026-0040",
		Mine: []HomeRow{row(due)}, Filed: []HomeRow{row(due)},
	}
	inLanguages(t, "home.officer", "2026-03-10 09:00", func(f *Frame) screen { return HomeTab(f, lists) })
	inLanguages(t, "home.empty", "2026-03-10 09:00", func(f *Frame) screen { return HomeTab(f, HomeLists{Leads: true, Handles: true}) })
	inLanguages(t, "home.filer", "2026-03-10 09:00", func(f *Frame) screen {
		f.Viewer = member(lotte)
		return HomeTab(f, HomeLists{Filed: []HomeRow{row(due)}})
	})
	inLanguages(t, "home.outside", "2026-03-10 09:00", func(f *Frame) screen { return HomeOutside(f) })
}

// Whatever the number of cases, Home stays within a hundred blocks, has one
// green button, and begins with what is overdue.
func TestHomeOfManyCases(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	var rows, due []HomeRow
	for range 500 {
		rows, due = append(rows, HomeRow{Case: c}), append(due, HomeRow{c, dutyOf(t, c, "contact")})
	}
	lists := HomeLists{
		Leads: true, Handles: true, Due: due, Approvals: rows, Unassigned: rows, Open: rows[:HomePage], After: "K-2026-0001",
		Mine: rows, Filed: rows[:HomePage],
	}
	home := HomeTab(sampleFrame(t, lang.EN, "2026-03-10 09:00"), lists)
	raw := mustJSON(t, home)
	checkScreen(t, "home", home, raw)
	if n := strings.Count(string(raw), `"style":"primary"`); n != 1 {
		t.Errorf("%d green buttons", n)
	}
	start, err := json.Marshal(home.Blocks[:12])
	if err != nil || !strings.Contains(string(start), "Overdue since") {
		t.Errorf("the first twelve blocks show nothing overdue: %v", err)
	}
}

func TestButtons(t *testing.T) {
	for _, face := range []complaint.Face{complaint.FaceAssigned, complaint.FaceClosed} {
		c := caseAt(t, face)
		inLanguages(t, "thread.buttons."+string(face), "2026-03-18 12:05", func(f *Frame) screen { return Buttons(f, c) })
	}
}
