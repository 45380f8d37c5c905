package view

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Whatever the number of cases, Home stays within a hundred blocks, has one
// green button, and begins with what is overdue, for each role.
func TestHomeOfManyCases(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	rows := many(c, 500)
	list := &CaseList{Leads: true, Query: ListQuery{Filter: "open", Sort: "due", After: "x"}, Cases: rows.Cases[:ListPage], After: "y"}
	acting := []Acting{{User: mees, Until: at(t, "2026-03-16 00:00")}}
	turns := numberedTurns(t, MostTurns)
	everything := &HomeLists{
		Leads: true, Handles: true, Turns: turns, More: true, Late: 500, Others: rows, Mine: rows, Beside: rows, Acts: MeasureCount{Open: 90, Overdue: 20},
		Drafts: []Draft{{ID: "D1", SavedAt: at(t, "2026-03-09 10:00")}, {ID: "D2", SavedAt: at(t, "2026-03-09 11:00")}, {ID: "D3", SavedAt: at(t, "2026-03-09 12:00")}},
		Filed:  rows, All: list, Acting: slices.Repeat(acting, 5), AwayTill: at(t, "2026-03-12 00:00"), How: c.Procedure,
		Health: &Health{Dead: 23, Held: 2, Oldest: at(t, "2026-03-06 15:10"), Channel: "archived", Unmanned: complaint.Roles},
		Staff:  &Staff{Roster: &complaint.Roster{}}, Keeping: &Keeping{Soon: 12}, Days: []YearList{{Year: 2026}, {Year: 2027}},
	}
	handler := *everything
	handler.Leads, handler.All, handler.Late, handler.Others, handler.Health, handler.Staff, handler.Keeping, handler.Days = false, nil, 0, Rows{}, nil, nil, nil, nil
	for role, lists := range map[string]*HomeLists{
		"everything": everything,
		"officer":    {Leads: true, Turns: turns, Late: 500, Others: rows, Filed: rows, All: list, Acting: acting, How: c.Procedure},
		"handler":    &handler,
		"admin":      {Health: everything.Health, Staff: everything.Staff, Filed: rows, Turns: turns[:3], How: c.Procedure},
		"filer":      {Filed: rows, How: c.Procedure},
	} {
		t.Run(role, func(t *testing.T) {
			home := HomeTab(sampleFrame(t, lang.EN, "2026-03-10 09:00"), lists)
			raw := mustJSON(t, home)
			checkScreen(t, "home", home, raw)
			if n := strings.Count(string(raw), `"style":"primary"`); n != 1 {
				t.Errorf("%d green buttons", n)
			}
			if len(home.Blocks) > 100 {
				t.Errorf("%d blocks", len(home.Blocks))
			}
			start, err := json.Marshal(home.Blocks[:min(12, len(home.Blocks))])
			if n := strings.Count(string(start), "day late*") + strings.Count(string(start), "days late*"); err != nil || len(lists.Turns) > 0 && n < min(4, len(lists.Turns)) {
				t.Errorf("%d overdue rows are within the first twelve blocks, %v", n, err)
			}
		})
	}
}

// numberedTurns are so many late turns of the handler.
func numberedTurns(t *testing.T, n int) []Turn {
	t.Helper()
	var turns []Turn
	one := turn(t, caseAt(t, complaint.FaceAssigned), milan, "2026-03-10 09:00")
	for i := range n {
		c := *one.Case
		c.Number = fmt.Sprintf("K-2026-%04d", i+1)
		turns = append(turns, Turn{&c, one.Turn})
	}
	return turns
}

// However full Home is, each list that is cut short goes on behind a button, and one that
// is not full stands whole.
func TestAFullHomeHidesNothing(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	rows := many(c, 20)
	full := &HomeLists{Leads: true, Handles: true, Turns: numberedTurns(t, MostTurns), Others: rows, Mine: rows, Beside: rows, Filed: rows,
		All: &CaseList{Leads: true, Query: ParseListQuery(""), Cases: rows.Cases[:ListPage]}}
	f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
	raw := string(mustJSON(t, HomeTab(f, full)))
	for _, list := range []string{"own|", "overdue|||", ListMine + "|||", ListBeside + "|||", ListFiled + "|||"} {
		if !strings.Contains(raw, `"value":"`+list+`"`) {
			t.Errorf("no way to all of %q", list)
		}
	}
	if raw := string(mustJSON(t, HomeTab(f, &HomeLists{Handles: true, Turns: numberedTurns(t, HomeTurns), Mine: many(c, HomeMine), Filed: many(c, HomeMine)}))); strings.Contains(raw, `"home.all"`) || strings.Contains(raw, `"home.own"`) {
		t.Error("a list that has room is cut short")
	}
}
