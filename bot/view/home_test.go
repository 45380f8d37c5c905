package view

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// some are rows of one case over and over, of which there are so many in all.
func some(all int, cases ...*complaint.Case) Rows { return Rows{Cases: cases, All: all} }

func many(c *complaint.Case, n int) Rows {
	rows := Rows{All: n}
	for range n {
		rows.Cases = append(rows.Cases, c)
	}
	return rows
}

// homeOf is what each role finds in Home.
func homeOf(t *testing.T) map[string]*HomeLists {
	const now = "2026-03-10 09:00"
	late, due := caseAt(t, complaint.FaceAssigned), caseAt(t, complaint.FaceAssigned)
	late.Number = "K-2026-0037"
	waiting, nobody, changes := caseAt(t, complaint.FaceInApproval), caseAt(t, complaint.FaceConfirmed), caseAt(t, complaint.FaceChangesAsked)
	fresh, promised := caseAt(t, complaint.FaceNew), caseAt(t, complaint.FaceClosed)
	ready := caseAt(t, complaint.FaceReady)
	shared := sharedAt(t, complaint.FaceConfirmed)
	putRight := improving(t, complaint.FaceClosed)
	for i, c := range []*complaint.Case{nobody, ready, changes, fresh} { // each has a number of its own
		c.Number = fmt.Sprintf("K-2026-005%d", i)
	}
	all := &CaseList{
		Leads: true,
		Query: ParseListQuery(""), Cases: []*complaint.Case{due, waiting}, After: "1772000000000/U0MILAN/2026/40",
		Counts:     map[string]int{"open": 9, "overdue": 1, "mine": 0, "unassigned": 1, "waiting": 2, "ready": 1, "answered": 1, "closed": 33},
		LateClosed: 2,
	}
	days := []YearList{{Year: 2026, Signed: complaint.Signature{Person: sanne, At: at(t, "2025-11-03 10:00")}}, {Year: 2027}}
	return map[string]*HomeLists{
		"officer": {
			Leads: true, Turns: []Turn{turn(t, nobody, sanne, now), turn(t, ready, sanne, now), turn(t, waiting, sanne, now)}, Late: 3, Answered: 1, Others: some(7, late, due),
			Acts: MeasureCount{Open: 2, Overdue: 1}, All: all, Filed: some(1, due), How: due.Procedure, Acting: []Acting{{User: mees, Until: at(t, "2026-03-16 00:00")}},
			Keeping: &Keeping{Soon: 3}, Days: days,
		},
		"handler": {
			Handles: true, Turns: []Turn{
				turn(t, late, milan, now), turn(t, changes, milan, now), byName(promised, dutyOf(t, promised, complaint.DutyCommitment)),
				byName(putRight, owedDuty(t, putRight, complaint.DutyTellMeasure, 1)), byName(putRight, owedDuty(t, putRight, complaint.DutyMeasure, 4)),
			}, More: true, Mine: some(20, waiting), How: due.Procedure, AwayTill: at(t, "2026-03-12 00:00"),
		},
		"filer":  {Turns: []Turn{turn(t, fresh, lotte, now)}, Filed: some(1, due), How: due.Procedure},
		"beside": {Beside: some(7, shared), How: due.Procedure},
		"empty":  {Leads: true, Handles: true, All: &CaseList{Leads: true, Query: ParseListQuery(""), Counts: map[string]int{"open": 0}}, How: due.Procedure, Keeping: &Keeping{}},
		"idle":   {Handles: true},
	}
}

func TestHomeTab(t *testing.T) {
	for role, lists := range homeOf(t) {
		inLanguages(t, "home."+role, "2026-03-10 09:00", func(f *Frame) screen {
			if who := map[string]string{"filer": lotte, "beside": lotte, "handler": milan}[role]; who != "" {
				f.Viewer = member(who)
			}
			return HomeTab(f, lists)
		})
	}
	inLanguages(t, "home.standard", "2026-03-10 19:00", func(f *Frame) screen {
		f.Standard, f.Viewer = true, member(lotte)
		return HomeTab(f, homeOf(t)["filer"])
	})
	inLanguages(t, "home.outside", "2026-03-10 14:00", func(f *Frame) screen { return HomeOutside(f) })
}

// Whoever filed a case that concerns them finds number and state word.
func TestHomeOfAnInvolvedFiler(t *testing.T) {
	c := caseAt(t, complaint.FaceNew)
	f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
	f.Viewer = member(lotte)
	if text := rowOfFiler(t, f, c); !strings.Contains(text, "Annual accounts") || !strings.Contains(text, "Read the report back") {
		t.Errorf("the filer reads %s", text)
	}
	c.Interested = []string{lotte}
	if text := rowOfFiler(t, f, c); strings.Contains(text, "Annual") || strings.Contains(text, "Overdue") || !strings.Contains(text, "New") {
		t.Errorf("involved, the filer reads %s", text)
	}
}

// A row says what a case is about to whoever may read that, at the level of the
// cards that tell least; of a confidential case it does not, and messages say no
// more than before (decision 0019).
func TestRowsSayWhatACaseIsAbout(t *testing.T) {
	const about = "Annual accounts"
	c := caseAt(t, complaint.FaceInApproval)
	duties := openDuties(c, 1)
	for viewer, told := range map[string]bool{sanne: true, mees: true, milan: true, joost: false} {
		f := sampleFrame(t, lang.EN, "2026-03-12 15:30")
		f.Viewer = member(viewer)
		for _, secret := range []bool{false, true} {
			c.Confidential = secret
			one := []*complaint.Case{c}
			for name, rows := range map[string][]slack.Block{
				"task": {taskRow(f, c)}, "case": {caseRow(f, c)}, "turn": turnRow(f, Turn{Case: c, Turn: complaint.Turn{Duty: &duties[0], Step: complaint.StepReview}}), "beside": besideRow(f, c), "filed": {filedRow(f, c)}, "due": dueBlocks(f, DueRow{c, duties[0]}),
				"list": CasesModal(f, &CaseList{Leads: true, Query: ParseListQuery(""), Cases: one}).Blocks, "found": foundBlocks(f, SearchForm{}, &SearchFound{Cases: one}),
			} {
				if got := strings.Contains(string(mustJSON(t, &Home{Blocks: rows})), about); got != (told && !secret) {
					t.Errorf("%s for %s, confidential %v: says what it is about: %v", name, viewer, secret, got)
				}
			}
			for name, m := range map[string]*Message{"card": Card(f, c), "desk": Desk(f, c), "receipt": Receipt(f, c), "request": ApprovalRequest(f, c, 1), "buttons": Buttons(f, c)} {
				if strings.Contains(string(mustJSON(t, m)), about) {
					t.Errorf("the %s says what it is about", name)
				}
			}
		}
	}
}

// Whoever may not take the step that a case asks for finds its file instead of a
// button that refuses them: the author of an answer that waits for approval.
func TestARowOffersWhatItsReaderMayDo(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	for viewer, want := range map[string]string{mees: "answer.review", milan: "case.open"} {
		f := sampleFrame(t, lang.EN, "2026-03-12 15:30")
		f.Viewer = member(viewer)
		raw := string(mustJSON(t, &Home{Blocks: []slack.Block{taskRow(f, c)}}))
		if !strings.Contains(raw, `"action_id":"`+want+`"`) {
			t.Errorf("%s finds %s", viewer, raw)
		}
	}
	if c.Allows("no such step", member(sanne), at(t, "2026-03-12 15:30")) {
		t.Error("a step that does not exist is allowed")
	}
}

func rowOfFiler(t *testing.T, f *Frame, c *complaint.Case) string {
	t.Helper()
	raw, err := json.Marshal(filedRow(f, c))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestCasesModal(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	list := &CaseList{
		Leads: true,
		Query: ListQuery{Filter: "overdue", Sort: "handler", Handler: milan, After: "x"}, Cases: []*complaint.Case{c}, After: "y",
	}
	inLanguages(t, "list", "2026-03-10 09:00", func(f *Frame) screen { return CasesModal(f, list) })
	inLanguages(t, "list.empty", "2026-03-10 09:00", func(f *Frame) screen {
		return CasesModal(f, &CaseList{Leads: true, Query: ParseListQuery("closed|new||")})
	})
}

// Home shows where each list begins; the whole of it opens in a window, a page at a time.
// Only who leads has menus there.
func TestWholeLists(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	rows := Rows{Cases: []*complaint.Case{c, c, c, c, c, c, c, c, c}, All: 30}
	mine := slices.Repeat([]Turn{turn(t, caseAt(t, complaint.FaceAssigned), milan, "2026-03-10 09:00")}, 9)
	f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
	for name, tc := range map[string]struct {
		lists HomeLists
		want  []string
	}{
		"turns":                {HomeLists{Turns: mine}, []string{`"home.own"`, `"own|"`, "and 3 more", "Show all: Waiting for you"}},
		"turns not found":      {HomeLists{Leads: true, More: true}, []string{`"home.own"`, "None among the first"}},
		"turns without number": {HomeLists{Turns: mine[:5], More: true}, []string{`"home.own"`, "There are more."}},
		"others":               {HomeLists{Leads: true, Others: Rows{Cases: rows.Cases[:5], More: true}}, []string{`"overdue|||"`, "There are more."}},
		"mine":                 {HomeLists{Mine: rows}, []string{`"mine|||"`, "and 22 more", `"My cases"`}},
		"mine beside turns":    {HomeLists{Turns: mine[:1], Mine: rows}, []string{`"mine|||"`, `"My other cases"`}},
		"beside":               {HomeLists{Beside: rows}, []string{`"beside|||"`}},
		"filed":                {HomeLists{Filed: rows}, []string{`"filed|||"`}},
		"all of it shown":      {HomeLists{Filed: Rows{Cases: rows.Cases[:2], All: 2}}, []string{"K-2026-0042"}},
	} {
		raw := string(mustJSON(t, HomeTab(f, &tc.lists)))
		for _, want := range tc.want {
			if !strings.Contains(raw, want) {
				t.Errorf("%s: lacks %s:\n%s", name, want, raw)
			}
		}
		if whole := strings.Contains(raw, "Show all"); whole == (name == "all of it shown") {
			t.Errorf("%s: a button to the whole list: %v", name, whole)
		}
	}
	for filter, want := range map[string]string{ListBeside: "co-responsible", ListFiled: "Recorded or received by me", ListMine: "My cases"} {
		q := ParseListQuery(filter + "|||")
		list := &CaseList{Query: q, Cases: rows.Cases[:2], After: "1//2026/3"}
		raw := string(mustJSON(t, CasesModal(f, list)))
		if !q.Own() || !strings.Contains(raw, want) || strings.Contains(raw, "list.filter") || !strings.Contains(raw, `"`+filter+`|due||1//2026/3"`) {
			t.Errorf("%s: own %v, lacks %q, its next page or has menus:\n%s", filter, q.Own(), want, raw)
		}
		list.Leads = true
		if raw := string(mustJSON(t, CasesModal(f, list))); strings.Contains(raw, "list.filter") != (filter == ListMine) {
			t.Errorf("%s: for who leads, with menus or without:\n%s", filter, raw)
		}
	}
	if ParseListQuery("overdue|due||").Own() || ParseListQuery("open|due||").Own() {
		t.Error("a list of the company is everybody's")
	}
}

func TestListQuery(t *testing.T) {
	for _, q := range []ListQuery{
		{Filter: "open", Sort: "due"},
		{Filter: "closed", Sort: "new", Handler: milan, After: "1/U0MILAN/2026/3"},
	} {
		if got := ParseListQuery(q.String()); got != q {
			t.Errorf("%+v came back as %+v", q, got)
		}
	}
	for _, forged := range []string{"", "x", "a|b|c", "a|b||", "|||", "a|b|c|d|e"} {
		if got := ParseListQuery(forged); got.Filter != "open" || got.Sort != "due" {
			t.Errorf("%q became %+v", forged, got)
		}
	}
}

func TestButtons(t *testing.T) {
	for _, face := range []complaint.Face{complaint.FaceAssigned, complaint.FaceClosed} {
		c := caseAt(t, face)
		inLanguages(t, "thread.buttons."+string(face), "2026-03-18 12:05", func(f *Frame) screen { return Buttons(f, c) })
	}
}

// A row says that half of the time is gone to whoever owes it, from that moment
// until the last day.
func TestHomeSaysThatHalfOfTheTimeIsGone(t *testing.T) {
	const gone = "half of the time is gone"
	for _, tc := range []struct {
		name, now, viewer string
		want              bool
	}{
		{"the first day", "2026-03-06 09:00", milan, false},
		{"before half", "2026-03-12 09:00", milan, false},
		{"past half", "2026-03-16 09:00", milan, true},
		{"past half, for others", "2026-03-16 09:00", sanne, false},
		{"the last day", "2026-03-20 09:00", milan, false},
		{"it is over", "2026-03-23 09:00", milan, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := caseAt(t, complaint.FaceInProgress)
			f := sampleFrame(t, lang.EN, tc.now)
			f.Viewer = member(tc.viewer)
			raw := string(mustJSON(t, HomeTab(f, &HomeLists{Handles: true, Turns: []Turn{{c, complaint.Turn{Duty: &openDuties(c, 1)[0], Step: complaint.StepDraft}}}})))
			if has := strings.Contains(raw, gone); has != tc.want {
				t.Errorf("says so: %v\n%s", has, raw)
			}
			if card := string(mustJSON(t, Card(f, c))); strings.Contains(card, gone) {
				t.Error("the card says so too")
			}
		})
	}
	c := caseAt(t, complaint.FaceInProgress)
	inLanguages(t, "home.half", "2026-03-16 09:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return HomeTab(f, &HomeLists{Handles: true, Turns: []Turn{turn(t, c, milan, "2026-03-16 09:00")}})
	})
}

// A row names who owes what is late, not who handles the case, and has the step
// itself for whoever owes it; others who lead may ask for it.
func TestARowNamesWhoOwes(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-20 09:00")
	waits, contact := caseAt(t, complaint.FaceInApproval), caseAt(t, complaint.FaceAssigned)
	for name, tc := range map[string]struct {
		c           *complaint.Case
		viewer      string
		who, button string
	}{
		"the deputy":     {waits, fatima, "management", "case.chase"},
		"of the handler": {contact, sanne, "Milan de Wit", "case.chase"},
		"who handles it": {contact, milan, "Milan de Wit", "case.open"},
	} {
		t.Run(name, func(t *testing.T) {
			f.Viewer = member(tc.viewer)
			raw := string(mustJSON(t, HomeTab(f, &HomeLists{Leads: true, Others: some(1, tc.c)})))
			names := regexp.MustCompile(" · " + tc.who + `("|\\n:)`)
			if !names.MatchString(raw) || !strings.Contains(raw, tc.button) {
				t.Errorf("not %s with %s:\n%s", tc.who, tc.button, raw)
			}
			due := string(mustJSON(t, DueModal(f, DueQuery{Today: true}, []DueRow{{tc.c, openDuties(tc.c, 1)[0]}}, "")))
			if !strings.Contains(due, " · "+tc.who+`"`) {
				t.Errorf("among the deadlines not %s:\n%s", tc.who, due)
			}
		})
	}
}

// How complaints are handled stands in at most five lines, and what the company promised
// its customers about a deadline is among them.
func TestHowSaysWhatWasPromised(t *testing.T) {
	for _, name := range []string{"exactpi", "okonomi", "cygnus", "klachten", "kerngroep"} {
		f, p := sampleFrame(t, lang.EN, "2026-03-10 09:00"), presetCase(t, name).Procedure
		raw := string(mustJSON(t, &Modal{Blocks: howBlocks(f, p)}))
		if n := strings.Count(raw, "• "); n == 0 || n > 5 {
			t.Errorf("%s: %d lines:\n%s", name, n, raw)
		}
		for _, kind := range []string{"acknowledge", "contact", "decision", "follow_up"} {
			if d := p.Duty(kind); d != nil && d.Within != nil && !d.House && !strings.Contains(raw, f.DutyName(p, kind)) {
				t.Errorf("%s promised %q, and Home does not say so:\n%s", name, kind, raw)
			}
		}
	}
}
