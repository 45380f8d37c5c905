package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func TestAlikeCases(t *testing.T) {
	one, two := caseAt(t, complaint.FaceNew), caseAt(t, complaint.FaceInApproval)
	two.Number = "K-2026-0031"
	now := "2026-03-05 10:25"
	inLanguages(t, "alike", now, func(f *Frame) screen {
		return AlikeCases(f, []*complaint.Case{one, two}, Metadata{Lang: string(f.P.Language()), Draft: "V1/0"})
	})
	inLanguages(t, "alike.added", now, func(f *Frame) screen {
		return AddedTo(f, two, Metadata{Lang: string(f.P.Language()), Draft: "V1/0"})
	})
	inLanguages(t, "card.alike", now, func(f *Frame) screen {
		f.Together = true
		return Card(f, one)
	})
	inLanguages(t, "casefile.alike", now, func(f *Frame) screen {
		f.Alike = []string{"K-2026-0031", "K-2026-0007"}
		return CaseFile(f, one, TabOverview, 1)
	})
}

// Somebody who sees number and state of a case sees no more of it here.
func TestAlikeTellsNoMoreThanOneMaySee(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-05 10:25")
	f.Viewer = member("U0OTHER")
	raw, err := AlikeCases(f, []*complaint.Case{caseAt(t, complaint.FaceNew)}, Metadata{}).JSON()
	if err != nil || strings.Contains(string(raw), "Annual accounts") {
		t.Errorf("shows %s, %v", raw, err)
	}
}
