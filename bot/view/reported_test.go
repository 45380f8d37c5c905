package view

import (
	"testing"

	"ombud/complaint"
)

// Whoever handled a complaint is asked how, by a form of one field (EX-17).
func TestReportForm(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	inLanguages(t, "report", "2026-03-16 10:40", func(f *Frame) screen { return ReasonForm(f, c, complaint.StepReport, Reason{Text: "Fine refunded"}) })
}
