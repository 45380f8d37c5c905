package view

import (
	"maps"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// A case that waits for others opens; where what they owe is late, whoever may asks them.
func TestBesideRow(t *testing.T) {
	late := caseAt(t, complaint.FaceAssigned)
	for name, tc := range map[string]struct {
		viewer, now string
		has         []string
		lack        string
	}{
		"late, to who leads": {sanne, "2026-03-10 11:00", []string{`"case.chase"`, `"case.open"`, "Milan de Wit"}, "primary"},
		"late, to others":    {lotte, "2026-03-10 11:00", []string{`"case.open"`, "Assigned"}, "chase"},
		"in time":            {sanne, "2026-03-05 16:00", []string{`"case.open"`}, "chase"},
	} {
		f := sampleFrame(t, lang.EN, tc.now)
		f.Viewer = member(tc.viewer)
		raw := string(mustJSON(t, &Modal{Blocks: besideRow(f, late)}))
		for _, want := range tc.has {
			if !strings.Contains(raw, want) {
				t.Errorf("%s: lacks %q:\n%s", name, want, raw)
			}
		}
		if strings.Contains(raw, tc.lack) {
			t.Errorf("%s: has %q:\n%s", name, tc.lack, raw)
		}
	}
}

// The mark of a house rule stands in the sentence, and no text names a procedure twice.
func TestSmallWords(t *testing.T) {
	for l, want := range map[lang.Language]string{lang.EN: "6 March ⌂.", lang.NL: "6 maart ⌂.", lang.DA: "6. marts ⌂."} {
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

// A row under a heading says what is late or due today and whose it is, also where that
// is a promise and what the procedure asks for has time; before its day it does not.
func TestARowNamesTheLatePromise(t *testing.T) {
	const promise = "Do what was promised by"
	for name, tc := range map[string]struct {
		face      complaint.Face
		now, user string
		has       []string
		lack      string
	}{
		"late":           {complaint.FaceAnswered, "2026-03-18 10:00", sanne, []string{"1 working day late", promise + " Tue 17 March · Bo Jansen", "Follow up with the customer by"}, ""},
		"due today":      {complaint.FaceAnswered, "2026-03-17 11:00", sanne, []string{"Due today", promise + " Tue 17 March · Bo Jansen", "Follow up with the customer by"}, "working day late"},
		"in time":        {complaint.FaceAnswered, "2026-03-16 11:00", sanne, []string{"Follow up with the customer by"}, promise},
		"without a card": {complaint.FaceAnswered, "2026-03-18 10:00", joost, nil, promise},
		"closed":         {complaint.FaceClosed, "2026-03-27 09:00", sanne, []string{"Closed", "5 working days late", promise + " Fri 20 March · Milan de Wit"}, "handles it"},
		"closed in time": {complaint.FaceClosed, "2026-03-19 09:00", sanne, []string{"Closed", "Milan de Wit"}, promise},
	} {
		t.Run(name, func(t *testing.T) {
			c := caseAt(t, tc.face)
			if c.Open() {
				c = promising(t, tc.face)
			}
			f := sampleFrame(t, lang.EN, tc.now)
			f.Names = maps.Clone(f.Names)
			f.Names[boek] = "Bo Jansen"
			f.Viewer = member(tc.user)
			for kind, row := range map[string]slack.Block{"task": taskRow(f, c), "case": caseRow(f, c)} {
				raw := string(mustJSON(t, &Modal{Blocks: []slack.Block{row}}))
				for _, want := range tc.has {
					if !strings.Contains(raw, want) {
						t.Errorf("%s row lacks %q:\n%s", kind, want, raw)
					}
				}
				if tc.lack != "" && strings.Contains(raw, tc.lack) {
					t.Errorf("%s row has %q:\n%s", kind, tc.lack, raw)
				}
			}
		})
	}
}

// Beside a deadline that another owes, the list of all cases does not leave its handler's
// name bare, as if it were theirs.
func TestTheListSaysWhoHandles(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-19 11:00")
	for face, want := range map[complaint.Face]string{
		complaint.FaceReady: " · Milan de Wit handles it", complaint.FaceConfirmed: " · no handler yet", complaint.FaceClosed: "nMilan de Wit",
	} {
		if raw := string(mustJSON(t, &Modal{Blocks: []slack.Block{caseRow(f, caseAt(t, face))}})); !strings.Contains(raw, want+`"`) && !strings.Contains(raw, want+`\n:red_circle: `) {
			t.Errorf("%s: lacks %q:\n%s", face, want, raw)
		}
	}
}
