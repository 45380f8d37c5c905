package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// A row under "nobody assigned" chooses a handler, whatever else the case asks for
// first; where that has to wait, or is not for the viewer, it says what comes first.
func TestUnassignedRow(t *testing.T) {
	for name, tc := range map[string]struct {
		c         *complaint.Case
		viewer    string
		has, lack string
	}{
		"the wording is not settled": {caseAt(t, complaint.FaceNew), sanne, `"case.assign.open"`, `"case.readback.open"`},
		"ready to assign":            {caseAt(t, complaint.FaceConfirmed), sanne, `"case.assign.open"`, "primary"},
		"not for this person":        {caseAt(t, complaint.FaceConfirmed), mees, `"case.open"`, `"case.assign.open"`},
		"says whose turn it is":      {caseAt(t, complaint.FaceConfirmed), sanne, "Sanne Bakker", "Nobody yet"},
		"when it is due":             {caseAt(t, complaint.FaceConfirmed), sanne, "Assign a handler by", "Approve"},
		"assessed or not":            {presetCase(t, "klachten"), sanne, `"case.assign.open"`, `"case.takeover"`},
	} {
		f := sampleFrame(t, lang.EN, "2026-03-05 11:00")
		f.Viewer = member(tc.viewer)
		raw := string(mustJSON(t, &Modal{Blocks: append(rowsOf(f, "home.unassigned", "", awaiting(complaint.StepAssign), some(1, tc.c), 5), note("."))}))
		if !strings.Contains(raw, tc.has) || strings.Contains(raw, tc.lack) {
			t.Errorf("%s: lacks %q or has %q:\n%s", name, tc.has, tc.lack, raw)
		}
	}
}

// A case that only has to be closed says by when and by whom, whatever else is still
// owed in it, with the button that closes it.
func TestReadyRow(t *testing.T) {
	for name, tc := range map[string]struct{ viewer, has, lack string }{
		"the officer closes":    {sanne, `"case.close.open"`, "Hear how"},
		"by when":               {sanne, "Close the case by Wed 25 Mar", "Keep a promise"},
		"and who":               {sanne, "Sanne Bakker", "Milan"},
		"management looks only": {mees, `"case.open"`, `"case.close.open"`},
	} {
		f := sampleFrame(t, lang.EN, "2026-03-19 11:00")
		f.Viewer = member(tc.viewer)
		raw := string(mustJSON(t, &Modal{Blocks: append(rowsOf(f, "home.ready", "", awaiting(complaint.StepClose), some(1, caseAt(t, complaint.FaceReady)), 5), note("."))}))
		if !strings.Contains(raw, tc.has) || strings.Contains(raw, tc.lack) {
			t.Errorf("%s: lacks %q or has %q:\n%s", name, tc.has, tc.lack, raw)
		}
	}
}

// The mark of a house rule stands in the sentence, and no text names a procedure twice.
func TestSmallWords(t *testing.T) {
	for l, want := range map[lang.Language]string{lang.EN: "_(house rule)_.", lang.NL: "_(huisregel)_.", lang.DA: "_(husregel)_."} {
		f := sampleFrame(t, l, "2026-03-05 10:30")
		c := caseAt(t, complaint.FaceConfirmed)
		f.Viewer = member(lotte)
		if raw := string(mustJSON(t, Receipt(f, c))); !strings.Contains(raw, want) || strings.Contains(raw, ". _(") {
			t.Errorf("%s: %s", l, raw)
		}
		if foot := footer(f, &HomeLists{How: c.Procedure}); strings.Contains(strings.ToLower(foot), `procedure "klachtenproc`) || !strings.Contains(foot, `"Klachtenprocedure"`) {
			t.Errorf("%s: %s", l, foot)
		}
	}
}

// The hint of the lesson says that it may stay empty where it may.
func TestTheHintOfTheLesson(t *testing.T) {
	f, c := sampleFrame(t, lang.EN, "2026-03-18 14:00"), caseAt(t, complaint.FaceReady)
	for needed, want := range map[bool]string{true: "or why there is nothing to learn", false: "if there is anything to learn"} {
		p := *c.Procedure
		p.Close.Lesson = needed
		c.Procedure = &p
		if raw := string(mustJSON(t, CloseForm(f, c, Closing{}))); !strings.Contains(raw, want) {
			t.Errorf("needed %v: lacks %q", needed, want)
		}
	}
}
