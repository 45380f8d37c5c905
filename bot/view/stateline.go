package view

import (
	"slices"
	"strings"

	"ombud/complaint"
	"ombud/lang"
)

// mostComment is how much the card quotes of why a case is where it is.
const mostComment = 80

// brought are the events that bring a case to where its face says that it stands.
var brought = map[complaint.Face][]complaint.Kind{
	complaint.FaceConfirmed: {
		complaint.Acknowledged, complaint.ReadBackApproved, complaint.ReadBackRefused, complaint.ReadBackUnreachable,
	},
	complaint.FaceInProgress:   {complaint.Drafted},
	complaint.FaceInApproval:   {complaint.ApprovalAsked, complaint.ApprovalPassed, complaint.ApprovalGiven},
	complaint.FaceChangesAsked: {complaint.ChangesAsked, complaint.ApprovalWithdrawn},
	complaint.FaceApproved:     {complaint.Approved},
	complaint.FaceAnswered:     {complaint.Told, complaint.NoReply, complaint.NoContact, complaint.AgreementDenied},
	complaint.FaceReopened:     {complaint.Dissatisfied, complaint.Reopened, complaint.Drafted},
	complaint.FaceDispute:      {complaint.Disputed},
	complaint.FaceRuled:        {complaint.Ruled},
	complaint.FaceReady:        {complaint.Told, complaint.Satisfied, complaint.AgreementGiven, complaint.RulingDone},
}

// stateLine says what brought the case to where it stands, by whom and when, and
// whom it waits for; under it that nobody handles it any more, and an extension that
// nobody told the customer of yet.
func stateLine(f *Frame, c *complaint.Case) string {
	kinds := [][]complaint.Kind{brought[c.Face()]}
	if c.Handler == "" {
		kinds = append(kinds, []complaint.Kind{complaint.HandlerNeeded})
	}
	if c.Pending() != nil {
		kinds = append(kinds, []complaint.Kind{complaint.ExtensionAsked, complaint.ExtensionAgreed})
	}
	if c.Waits() != nil {
		kinds = append(kinds, []complaint.Kind{complaint.AgreementAsked})
	}
	var lines []string
	for _, which := range kinds {
		for _, e := range slices.Backward(c.Events) {
			if slices.Contains(which, e.Kind) {
				lines = append(lines, broughtLine(f, c, e))
				break
			}
		}
	}
	if c.Answer() != nil && c.AwaitsHearing(c.Writer(), f.Now) {
		lines = append(lines, hearingWaits(f, c.Unconfirmed()))
	}
	return strings.Join(lines, "\n")
}

// broughtLine is such an event as the thread tells it, with whom it made the case
// wait for; at level standard also why, in a few words.
func broughtLine(f *Frame, c *complaint.Case, e complaint.Event) string {
	line := eventLineAt(f, c, e, lateEntry)
	if d, _, ok := c.Dispute(); ok && e.Kind == complaint.Disputed && f.Tells(c) {
		line += " · " + Escape(d.Name)
	}
	if next := nextTry(f, c); next != "" && e.Kind == complaint.NoReply {
		line += " · " + lang.Inline(next)
	}
	if who := waitsFor(f, c, e); len(who) > 0 {
		line += " · " + waitsText(f, c, who)
	}
	if why := c.Note(e).Text; f.Tells(c) && why != "" && (sentBack(e) || e.Kind == complaint.Dissatisfied || e.Kind == complaint.Reopened) {
		line += "\n" + quoted(Escape(cut(why, mostComment)))
	}
	return line
}

// waitsFor lists whose decision the event made the case wait for.
func waitsFor(f *Frame, c *complaint.Case, e complaint.Event) []string {
	switch e.Kind {
	case complaint.ExtensionAsked:
		if x := c.Pending(); x != nil {
			return c.Deciders(x, f.Now)
		}
	case complaint.AgreementAsked:
		if r := c.Waits(); r != nil {
			return c.DecidersOf(r, f.Now)
		}
	case complaint.ApprovalAsked, complaint.ApprovalPassed, complaint.ApprovalGiven:
		return c.WaitsFor(f.Now)
	}
	return nil
}

// waitsText names for whom something waits and, where all of them are away, when the first
// is back.
func waitsText(f *Frame, c *complaint.Case, who []string) string {
	text := f.P.T("card.waits_for", "who", Escape(f.P.Either(f.nameEach(who))))
	if back, away := c.BackOn(who, f.Now); away {
		text += " " + f.P.T("card.waits_away", "when", f.day(c, back))
	}
	return text
}
