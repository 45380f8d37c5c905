package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Card, file and the page of dates tell of one receipt: a letter that a duplicate had on a
// day, whose clock runs, and not the call that the case began with.
func TestAMergedCaseTellsOfOneReceipt(t *testing.T) {
	c, now := caseAt(t, complaint.FaceConfirmed), "2026-03-06 12:00"
	d := complaint.New(c.Workspace, c.Procedure, c.Calendar, c.Roster)
	d.Number = "K-2026-0041"
	r := sampleRegistration(t)
	r.Via, r.Receiver, r.Address, r.Files = "letter", milan, "Dorpsstraat 1, Utrecht", []complaint.Attachment{{ID: "F1", Name: "brief.pdf", Size: 12}}
	r.ReceivedAt, r.DayOnly = at(t, "2026-03-03 00:00"), true
	must(t, d.Register(r, member(lotte), at(t, "2026-03-05 12:00")))
	must(t, complaint.Merge(d, c, "one matter", member(sanne), at(t, now)))
	for name, draw := range map[string]func(f *Frame) screen{
		"card":  func(f *Frame) screen { return Card(f, c) },
		"file":  func(f *Frame) screen { return CaseFile(f, c, TabOverview, 1) },
		"dates": func(f *Frame) screen { return CaseFile(f, c, TabDates, 1) },
	} {
		f := sampleFrame(t, lang.EN, now)
		text := jsonText(asJSON(t, draw(f)))
		want := map[string]string{
			"card": "Letter, Tue 3 March", "file": "Letter, Tue 3 March · received by Milan de Wit", "dates": "Tue 3 March: Complaint received",
		}[name]
		if !strings.Contains(text, want) || strings.Contains(text, "Phone, ") || strings.Contains(text, "3 March at 00:00") {
			t.Errorf("%s: want %q in\n%s", name, want, text)
		}
	}
}
