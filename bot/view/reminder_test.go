package view

import (
	"testing"
	"time"

	"ombud/calendar"
	"ombud/complaint"
)

// dutyOf finds a duty of the case by its kind.
func dutyOf(t *testing.T, c *complaint.Case, kind string) *complaint.Duty {
	t.Helper()
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	for i := range duties {
		if duties[i].Kind == kind {
			return &duties[i]
		}
	}
	t.Fatalf("no duty %s", kind)
	return nil
}

func TestReminder(t *testing.T) {
	tests := []struct {
		name  string
		face  complaint.Face
		duty  string
		stage complaint.Stage
		now   string
		user  string
	}{
		{"due_day", complaint.FaceAssigned, "contact", complaint.StageDueDay, "2026-03-09 09:00", milan},
		{"overdue", complaint.FaceAssigned, "contact", complaint.StageOverdue, "2026-03-10 08:30", sanne},
		{"approve", complaint.FaceInApproval, "approve", complaint.StageTwoHours, "2026-03-13 15:30", mees},
		{"filer", complaint.FaceNew, "read_back", complaint.StageHalf, "2026-03-05 17:00", lotte},
		{"done", complaint.FaceInProgress, "contact", complaint.StageDueDay, "2026-03-09 09:00", milan},
	}
	for _, tc := range tests {
		c := caseAt(t, tc.face)
		d := dutyOf(t, c, tc.duty)
		inLanguages(t, "reminder."+tc.name, tc.now, func(f *Frame) screen {
			f.Viewer = member(tc.user)
			return Reminder(f, c, d, tc.stage)
		})
	}
}

// A duty that the end of the case took away was neither met nor missed.
func TestReminderOfAVoidDuty(t *testing.T) {
	c := caseAt(t, complaint.FaceClosed)
	d := *dutyOf(t, c, "approve")
	d.Done, d.Void = time.Time{}, true
	inLanguages(t, "reminder.void", "2026-03-19 09:00", func(f *Frame) screen { return Reminder(f, c, &d, complaint.StageDueDay) })
}

func TestOverdue(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	d := dutyOf(t, c, "contact")
	inLanguages(t, "reminder.thread", "2026-03-11 09:00", func(f *Frame) screen { return Overdue(f, c, d, complaint.StageDeputy) })
	done := caseAt(t, complaint.FaceInProgress)
	over := dutyOf(t, done, "contact")
	inLanguages(t, "reminder.thread.done", "2026-03-11 09:00", func(f *Frame) screen { return Overdue(f, done, over, complaint.StageDeputy) })
}

func TestRemoved(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	inLanguages(t, "card.removed", "2026-03-09 09:00", func(f *Frame) screen { return Removed(f, c) })
}

func TestDigest(t *testing.T) {
	figures := DigestFigures{
		From: at(t, "2026-03-02 00:00"), To: at(t, "2026-03-09 00:00"), Received: 4, Closed: 1, Open: 9, Overdue: 2,
		Needs: []DigestLine{
			{"K-2026-0037", "decision", calendar.Day{Year: 2026, Month: 3, Day: 4}, true, milan},
			{"K-2026-0042", "contact", calendar.Day{Year: 2026, Month: 3, Day: 9}, false, ""},
		},
	}
	inLanguages(t, "digest", "2026-03-09 09:00", func(f *Frame) screen { return Digest(f, figures) })
	for range 12 {
		figures.Needs = append(figures.Needs, figures.Needs[1])
	}
	inLanguages(t, "digest.many", "2026-03-09 09:00", func(f *Frame) screen { return Digest(f, figures) })
	quiet := DigestFigures{From: figures.From, To: figures.To, Open: 1}
	inLanguages(t, "digest.quiet", "2026-03-09 09:00", func(f *Frame) screen { return Digest(f, quiet) })
}
