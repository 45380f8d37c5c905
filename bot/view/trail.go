package view

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
	"ombud/complaint"
)

// trail says how far the case has come on the straight road of its procedure, which
// need not have every step. What the case passed over, as another role or a third party
// went on without it, is struck out and does not count; a receipt that is still owed is to
// come.
func trail(f *Frame, c *complaint.Case) string {
	p, reached := c.Procedure, trailStep(c.Face())
	a, owesReceipt := c.Answer(), c.Open() && c.Acknowledges() && c.ReceiptAt.IsZero()
	var words []string
	done, now, left := 0, 0, 0
	for i, step := range []struct {
		word      string
		has, done bool
	}{
		{"received", true, true},
		{"confirmed", c.Acknowledges() || p.Steps.ReadBack, !c.ReceiptAt.IsZero() || p.Steps.ReadBack && !c.AwaitsReport()},
		{"assigned", true, !c.AssignedAt.IsZero()},
		{"approved", p.Answer.Approval.Role != "", a != nil && a.Asked && a.Verdict == complaint.Approved},
		{"answered", true, !c.ToldAt.IsZero()},
		{"followed_up", p.FollowUp.Required, c.FollowedUp == complaint.Satisfied},
		{"closed", true, !c.Open()},
	} {
		word := f.P.T("card.trail." + step.word)
		switch {
		case !step.has:
			continue
		case i >= reached || step.word == "confirmed" && owesReceipt:
			left++
		case step.done:
			done, now = done+1, len(words)
		default:
			word = "~" + word + "~"
		}
		words = append(words, word)
	}
	words[now] = "*" + words[now] + "*"
	return f.P.T("card.trail.step", "step", done, "steps", done+left) + " " + strings.Join(words, " › ")
}

// trailStep is the last of the seven steps that the case has reached.
func trailStep(face complaint.Face) int {
	switch face {
	case complaint.FaceNew:
		return 1
	case complaint.FaceConfirmed:
		return 2
	case complaint.FaceApproved:
		return 4
	case complaint.FaceAnswered, complaint.FaceDispute, complaint.FaceRuled:
		return 5
	case complaint.FaceReady:
		return 6
	case complaint.FaceClosed, complaint.FaceWithdrawn, complaint.FaceNoComplaint, complaint.FaceDuplicate, complaint.FaceFiledInError:
		return 7
	}
	return 3
}

// nearing are the reminders with which the words change for how near a deadline is, and with
// them what a message of the case says.
var nearing = []complaint.Stage{complaint.StageDayBefore, complaint.StageDueDay, complaint.StageOverdue}

// updated is when the case last changed, or how near one of its deadlines is; that somebody
// was reminded besides is no change.
func updated(c *complaint.Case) time.Time {
	at := c.RegisteredAt
	for _, e := range c.Events {
		if !e.Kind.AboutReminders() || e.Kind == complaint.Reminded && slices.Contains(nearing, complaint.Stage(e.Data.Stage)) {
			at = e.Recorded
		}
	}
	return at
}

// date shows a civil day of the company with its year.
func (f *Frame) date(c *complaint.Case, d calendar.Day) string {
	at, _ := d.At(noon, c.Zone())
	return f.P.In(c.Zone()).Date(at)
}

// noon is the time of day that stands for a whole day.
const noon = 12 * time.Hour
