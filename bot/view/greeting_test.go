package view

import (
	"encoding/json"
	"strings"
	"testing"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// Home greets by the hour of the company and by first name, and counts only
// what waits.
func TestGreeting(t *testing.T) {
	late := turn(t, caseAt(t, complaint.FaceNew), sanne, "2026-03-10 09:00")
	counts := &HomeLists{Leads: true, Late: 5, Turns: []Turn{late, late, turn(t, caseAt(t, complaint.FaceInApproval), sanne, "2026-03-12 16:00")}}
	for _, tc := range []struct {
		name, now string
		l         lang.Language
		lists     *HomeLists
		want      string
	}{
		{"Sanne Bakker", "2026-03-10 09:00", lang.NL, counts, "*Goedemorgen, Sanne.* In 1 zaak is iets te laat, 1 zaak wacht op je akkoord. In het hele bedrijf is in 5 zaken iets te laat."},
		{"Sanne Bakker", "2026-03-10 12:00", lang.EN, counts, "*Good afternoon, Sanne.* Something is overdue in 1 case, 1 case waits for your approval. Across the company something is overdue in 5 cases."},
		{"Sanne Bakker", "2026-03-10 18:00", lang.DA, counts, "*Godaften, Sanne.* I 1 sag er noget forsinket, 1 sag venter på din godkendelse. I hele virksomheden er noget forsinket i 5 sager."},
		{"Sanne", "2026-03-10 09:00", lang.NL, &HomeLists{Leads: true, Late: 1, Turns: []Turn{late, late}}, "*Goedemorgen, Sanne.* In 1 zaak is iets te laat."},
		{"", "2026-03-10 00:00", lang.EN, &HomeLists{Handles: true}, "*Good morning.* Nothing of yours is overdue or due today."},
		{"<!channel>", "2026-03-10 09:00", lang.EN, &HomeLists{}, "*Good morning, &lt;!channel&gt;.*"},
	} {
		f := sampleFrame(t, tc.l, tc.now)
		f.Names = map[string]string{sanne: tc.name}
		if got := greeting(f, tc.lists); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}

// What is late in the company, and what was answered long ago, is counted on top of Home and
// not once more in the menu of its list; in the window of the list the menu counts it.
func TestACountStandsOnHomeOnce(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
	list := &CaseList{Leads: true, Query: ParseListQuery(""), Counts: map[string]int{"open": 9, "overdue": 5, "answered": 2, "unassigned": 4}}
	home := string(mustJSON(t, HomeTab(f, &HomeLists{Leads: true, Late: 5, Answered: 2, All: list})))
	window := string(mustJSON(t, CasesModal(f, list)))
	for text, once := range map[string]bool{"Overdue (5)": true, "Answered over 5 working days ago (2)": true, "Not assigned (4)": false, "Open (9)": false} {
		if strings.Contains(home, text) == once || !strings.Contains(window, text) {
			t.Errorf("%q on Home: %v, in the window: %v", text, strings.Contains(home, text), strings.Contains(window, text))
		}
	}
	for _, said := range []string{"overdue in 5 cases", "2 cases were answered"} {
		if strings.Count(home, said) != 1 {
			t.Errorf("%q is not there once", said)
		}
	}
}

// An absence ends before its end: the last day is the one before midnight.
func TestBanner(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
	l := &HomeLists{AwayTill: at(t, "2026-03-12 00:00"), Acting: []Acting{
		{User: mees, Until: at(t, "2026-03-16 12:00")}, {User: "U0GONE", Until: at(t, "2026-03-11 00:00")},
	}}
	got := banner(f, l)
	for _, want := range []string{"away up to and including Wed 11 March", "*Mees Vos* up to and including Mon 16 March", "Tue 10 March"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q: %s", want, got)
		}
	}
	if got := banner(f, &HomeLists{}); got != "" {
		t.Errorf("nobody is away, and the banner says %q", got)
	}
}

func TestPeriodsInWords(t *testing.T) {
	for period, want := range map[string][3]string{
		"1bd": {"1 werkdag", "1 arbejdsdag", "1 working day"}, "24bh": {"24 uur op werkdagen", "24 timer på arbejdsdage", "24 hours on working days"},
		"4wh": {"4 werkuren", "4 arbejdstimer", "4 working hours"}, "72h": {"72 uur", "72 timer", "72 hours"},
		"14d": {"14 dagen", "14 dage", "14 days"}, "1w": {"1 week", "1 uge", "1 week"}, "2mo": {"2 maanden", "2 måneder", "2 months"},
		"3y": {"3 jaar", "3 år", "3 years"},
	} {
		p, err := calendar.ParsePeriod(period)
		if err != nil {
			t.Fatal(err)
		}
		for i, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
			if got := PeriodOf(sampleFrame(t, l, "2026-03-10 09:00").P, p); got != want[i] {
				t.Errorf("%s in %s is %q, want %q", period, l, got, want[i])
			}
		}
	}
}

// The lines on how complaints are handled come from the procedure: at most
// five, none for what it does not have.
func TestHowWeHandleComplaints(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
	p := caseAt(t, complaint.FaceNew).Procedure
	for _, tc := range []struct {
		p    *procedure.Procedure
		want int
	}{{p, 5}, {&procedure.Procedure{Duties: p.Duties[:1]}, 1}, {&procedure.Procedure{}, 0}, {nil, 0}} {
		raw, err := json.Marshal(howBlocks(f, tc.p))
		if n := strings.Count(string(raw), "within "); err != nil || n != tc.want {
			t.Errorf("%d lines, want %d: %s", n, tc.want, raw)
		}
	}
}

// Every empty list says what will appear there; the button to record something stands on
// the page once, on top.
func TestEmptyListsSayWhatComes(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
	empty := &HomeLists{Leads: true, Handles: true, All: &CaseList{Leads: true, Query: ParseListQuery("")}}
	for name, blocks := range map[string][]any{
		"officer": anyOf(t, HomeTab(f, empty)), "handler": anyOf(t, HomeTab(f, &HomeLists{Handles: true})),
		"filer": anyOf(t, HomeTab(f, &HomeLists{})),
	} {
		said, buttons := 0, 0
		for _, b := range blocks {
			raw, err := json.Marshal(b)
			if err != nil {
				t.Fatal(err)
			}
			buttons += strings.Count(string(raw), `"action_id":"case.file.open"`)
			if strings.Contains(string(raw), "will show up") {
				said++
			}
		}
		if buttons != 1 {
			t.Errorf("%s: %d buttons to record a complaint", name, buttons)
		}
		if said == 0 {
			t.Errorf("%s: nothing says what will appear", name)
		}
	}
}

func anyOf(t *testing.T, h *Home) []any {
	t.Helper()
	var list []any
	for _, b := range h.Blocks {
		list = append(list, b)
	}
	return list
}
