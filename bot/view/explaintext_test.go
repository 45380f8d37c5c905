package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// What is to be told of the procedure is only what is so by then: nobody is named who does
// not handle the case yet, or of whom the one who speaks may not know, and no day or period
// but what the procedure itself promises.
func TestWhatToSayOfTheProcedure(t *testing.T) {
	said := func(c *complaint.Case, viewer string) string {
		f := sampleFrame(t, lang.EN, "2026-03-09 10:00")
		f.Viewer = member(viewer)
		return ExplainText(f, c)
	}
	for _, tc := range []struct {
		name, viewer string
		c            *complaint.Case
		want, not    []string
	}{
		{"nobody handles it", lotte, caseAt(t, complaint.FaceConfirmed), []string{"procedure", "relatiemanager zorgt daarvoor", "binnen 2 werkdagen"}, []string{"Milan", "uiterlijk"}},
		{"somebody does, for whoever may know", sanne, caseAt(t, complaint.FaceAssigned), []string{"Milan de Wit behandelt de zaak", "binnen 2 werkdagen"}, []string{"staat nog niet vast"}},
		{"for whoever may not", lotte, caseAt(t, complaint.FaceAssigned), []string{"procedure"}, []string{"Milan"}},
		{"who handles it got in touch", sanne, caseAt(t, complaint.FaceInProgress), []string{"Milan de Wit behandelt de zaak"}, []string{"neemt binnen"}},
		{"a day that the procedure promises", lotte, presetCase(t, "cygnus"), []string{"Wie de zaak behandelt, staat nog niet vast", "U hoort uiterlijk"}, []string{"neemt binnen", "terecht bij"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := said(tc.c, tc.viewer)
			for _, want := range tc.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in it:\n%s", want, got)
				}
			}
			for _, not := range tc.not {
				if strings.Contains(got, not) {
					t.Errorf("%q is in it:\n%s", not, got)
				}
			}
		})
	}
	c := presetCase(t, "cygnus")
	c.Procedure.External = presetCase(t, "kerngroep").Procedure.External
	if len(c.Bodies()) == 0 || !strings.Contains(said(c, lotte), "terecht bij "+c.Procedure.External[c.Bodies()[0]].Name) {
		t.Errorf("it names no third party:\n%s", said(c, lotte))
	}
}
