package view

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// What is of a special category says so to whoever opens it, and who else does.
func TestSpecialCategory(t *testing.T) {
	filed := func(nature, against string) *complaint.Case {
		like := sampleCase(t)
		c := complaint.New(like.Workspace, like.Procedure, like.Calendar, like.Roster)
		c.Number = like.Number
		r := sampleRegistration(t)
		r.Nature, r.Against = nature, against
		must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
		return c
	}
	alone, two := filed("discrimination", "client"), filed("discrimination", "employee")
	roster := *two.Roster
	roster.Holders = append(slices.Clone(roster.Holders), complaint.Holder{Role: complaint.RoleConfidant, User: joost})
	two.Roster = &roster
	inLanguages(t, "casefile.confidant", "2026-03-05 10:40", func(f *Frame) screen { return CaseFile(f, two, TabOverview, 1) })
	for _, tc := range []struct {
		l    lang.Language
		c    *complaint.Case
		want string
	}{
		{lang.EN, two, "Special category of data (discrimination by somebody of ours). Only these people can see this: "},
		{lang.NL, two, "Bijzondere persoonsgegevens (discriminatie door iemand van ons). Alleen deze personen kunnen dit zien: "},
		{lang.DA, alone, "Der er ingen tillidsperson. Kun disse personer kan se dette: "},
		{lang.EN, filed("service", ""), ""},
	} {
		text := jsonText(asJSON(t, CaseFile(sampleFrame(t, tc.l, "2026-03-05 10:40"), tc.c, TabOverview, 1)))
		if !strings.Contains(text, tc.want) || strings.Contains(text, ":lock: ") != (tc.want != "") {
			t.Errorf("%s: %q is not there:\n%s", tc.l, tc.want, text)
		}
	}
}

func TestCaseFile(t *testing.T) {
	c := caseAt(t, complaint.FaceClosed)
	for _, tab := range Tabs {
		inLanguages(t, "casefile."+string(tab), "2026-03-18 12:05", func(f *Frame) screen { return CaseFile(f, c, tab, 1) })
	}
	open := caseAt(t, complaint.FaceInProgress)
	inLanguages(t, "casefile.open", "2026-03-06 12:00", func(f *Frame) screen { return CaseFile(f, open, TabOverview, 1) })
}

// Each page shows what MaySee allows, and no page lets more through.
func TestCaseFileShowsByRole(t *testing.T) {
	running := caseAt(t, complaint.FaceChangesAsked)
	words := map[string]string{
		"filing":  "promised for September",
		"contact": "We check the file",
		"answer":  "two months late, and we are sorry",
		"comment": "by when the fine is refunded",
		"card":    "Hoofd Samenstel",
	}
	tests := []struct {
		user string
		sees []string
	}{
		{sanne, []string{"answer", "card", "comment", "contact", "filing"}},
		{milan, []string{"answer", "card", "comment", "contact", "filing"}},
		{lotte, []string{"filing"}}, // filed it; calls only once the answer was told
		{joost, nil},
	}
	for _, tc := range tests {
		t.Run(tc.user, func(t *testing.T) {
			f := sampleFrame(t, lang.EN, "2026-03-12 15:45")
			f.Viewer = member(tc.user)
			all := ""
			for _, tab := range Tabs {
				all += string(mustJSON(t, CaseFile(f, running, tab, 1)))
			}
			var sees []string
			for part, text := range words {
				if strings.Contains(all, text) {
					sees = append(sees, part)
				}
			}
			slices.Sort(sees)
			if !slices.Equal(sees, tc.sees) {
				t.Errorf("sees %v, want %v", sees, tc.sees)
			}
		})
	}
}

// A long history is paged, and every page is within Slack's limits.
func TestCaseFilePages(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	for i := range 100 {
		when := at(t, "2026-03-17 09:00")
		form := complaint.FollowUpForm{Result: complaint.NoReply, At: when, Via: "phone", Note: strings.Repeat("nobody there & ", 130)}
		if err := c.RecordFollowUp(form, member(lotte), when); err != nil {
			t.Fatalf("try %d: %v", i, err)
		}
	}
	f := sampleFrame(t, lang.EN, "2026-03-18 11:00")
	for _, tab := range []Tab{TabContacts, TabHistory} {
		for from := range 120 {
			m := CaseFile(f, c, tab, from)
			checkScreen(t, string(tab), m, mustJSON(t, m))
		}
	}
	first, last := string(mustJSON(t, CaseFile(f, c, TabHistory, 1))), string(mustJSON(t, CaseFile(f, c, TabHistory, 999)))
	if strings.Contains(first, "case.page.back") || !strings.Contains(first, "case.page.next") {
		t.Error("the first page turns the wrong way")
	}
	if !strings.Contains(last, "case.page.back") || strings.Contains(last, "case.page.next") {
		t.Error("a page past the last is not the last")
	}
	start := turned(t, CaseFile(f, c, TabHistory, turned(t, CaseFile(f, c, TabHistory, 1), "next")), "next")
	back := turned(t, CaseFile(f, c, TabHistory, start), "back")
	if again := turned(t, CaseFile(f, c, TabHistory, back), "next"); start < 3 || again != start {
		t.Errorf("the page before the one from %d begins at %d and goes on at %d", start, back, again)
	}
	value := MoreValue(Value("K-2026-0042", 3), complaint.Step(TabHistory))
	if number, tab, page := ParsePage(value); number != "K-2026-0042" || tab != TabHistory || page != 3 {
		t.Errorf("%q reads as %s %s %d", value, number, tab, page)
	}
}

// turned is the number of the piece from which the page beside it is shown, 0 for none.
func turned(t testing.TB, m *Modal, way string) int {
	t.Helper()
	var page any
	raw, err := m.JSON()
	if err == nil {
		err = json.Unmarshal(raw, &page)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range elements(page) {
		if e["action_id"] == "case.page."+way {
			_, _, from := ParsePage(e["value"].(string))
			return from
		}
	}
	return 0
}

// shownLines are the numbers of the lines of the history that a page shows.
func shownLines(t testing.TB, m *Modal) (numbers []string) {
	t.Helper()
	raw, err := m.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range regexp.MustCompile(`"text": ?"(\d+) · \*`).FindAllStringSubmatch(string(raw), -1) {
		numbers = append(numbers, found[1])
	}
	return numbers
}

// The file tells apart whom a complaint is about, who delivered the service, in Slack or
// not, and who has an interest; history says whom each step named.
func TestTheFileSaysWhomItConcerns(t *testing.T) {
	like := sampleCase(t)
	c := complaint.New(like.Workspace, like.Procedure, like.Calendar, like.Roster)
	c.Number = like.Number
	r := sampleRegistration(t)
	r.About, r.Deliverers, r.Deliverer = []string{mees}, []string{joost}, "Bureau <Buiten>"
	must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
	must(t, c.DeclareInterest(complaint.Interest{Users: []string{milan}, How: "His sister works there"}, member(sanne), at(t, "2026-03-05 10:30")))
	f := sampleFrame(t, lang.EN, "2026-03-05 10:40")
	f.Viewer = member(sanne)
	text := jsonText(asJSON(t, CaseFile(f, c, TabOverview, 1)))
	for _, want := range []string{
		"*Concerns* Mees Vos (kept out of this case)", "*Service delivered by* Joost", "Bureau &lt;Buiten&gt;",
		"*Has a conflict of interest* Milan de Wit (kept out of this case)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the overview lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Kept out of this case:") {
		t.Errorf("somebody is kept out twice:\n%s", text)
	}
	if past := jsonText(asJSON(t, CaseFile(f, c, TabHistory, 1))); !strings.Contains(past, "Joost") || !strings.Contains(past, "· Bureau &lt;Buiten&gt;") {
		t.Errorf("the history does not say who delivered it:\n%s", past)
	}
	must(t, c.Assign(complaint.Assignment{
		Handler: fatima, Name: "Fatima", Title: "adviser", Why: "officer", Deliverer: "Atelier Noord", Skip: "urgent",
	}, member(sanne), at(t, "2026-03-05 11:00")))
	if text := jsonText(asJSON(t, CaseFile(f, c, TabOverview, 1))); !strings.Contains(text, "Atelier Noord") || strings.Contains(text, "Buiten") {
		t.Errorf("after it was named anew:\n%s", text)
	}
	must(t, c.Correct(complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactDeliverers, Seq: 1}, Text: "Atelier Zuid", Reason: "wrong"}, member(sanne), at(t, "2026-03-05 11:10")))
	if text := jsonText(asJSON(t, CaseFile(f, c, TabOverview, 1))); !strings.Contains(text, "Atelier Zuid") || strings.Contains(text, "Noord") {
		t.Errorf("after a correction:\n%s", text)
	}
}

// The file opens with where the case stands: what brought it there, and of a closed one
// how it ended, with the report for whoever reads answers.
func TestTheFileOpensWithHowItStands(t *testing.T) {
	for _, tc := range []struct {
		face   complaint.Face
		viewer string
		want   []string
		not    string
	}{
		{complaint.FaceInApproval, sanne, []string{"Approval asked"}, "Outcome"},
		{complaint.FaceClosed, sanne, []string{"Outcome", "How was it handled?"}, ""},
	} {
		c := caseAt(t, tc.face)
		f := sampleFrame(t, lang.EN, "2026-03-20 09:00")
		f.Viewer = member(tc.viewer)
		text := jsonText(asJSON(t, CaseFile(f, c, TabOverview, 1)))
		facts := strings.Index(text, "*Came in*")
		for _, want := range tc.want {
			if at := strings.Index(text, want); at < 0 || at > facts {
				t.Errorf("%s: %q stands at %d, the facts at %d:\n%s", tc.face, want, at, facts, text)
			}
		}
		if tc.not != "" && strings.Contains(text, tc.not) {
			t.Errorf("%s tells %s %q", tc.face, tc.viewer, tc.not)
		}
	}
}

// A consultation of somebody who had not received the complaint is in the file as one that
// no longer counts, as long as that is so.
func TestWhatCountsNoMoreIsMarked(t *testing.T) {
	c, now := caseAt(t, complaint.FaceInProgress), at(t, "2026-03-12 10:00")
	p := *c.Procedure
	p.Answer.Consult = string(complaint.RoleFiler)
	c.Procedure = &p
	must(t, c.Consult(complaint.Consultation{With: lotte, At: now, Said: "Promised"}, member(milan), now))
	f := sampleFrame(t, lang.EN, "2026-03-12 10:30")
	form := complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactReceiver, Seq: 1}, Reason: "He took the call"}
	for i, users := range [][]string{nil, {mees}, nil} {
		if form.Users = users; i > 0 {
			must(t, c.Correct(form, member(sanne), now))
		}
		marked := users != nil
		for _, tab := range []Tab{TabContacts, TabHistory} {
			if text := jsonText(asJSON(t, CaseFile(f, c, tab, 1))); strings.Contains(text, "no longer counts") != marked {
				t.Errorf("%s, marked %v: %s", tab, marked, text)
			}
		}
	}
}
