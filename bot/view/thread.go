package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// lateEntry is from when on a line tells that something was written down later
// than it happened.
const lateEntry = time.Hour

// Line is one step of the case in its thread: what, by whom, when. It quotes
// nothing that anybody said or wrote.
func Line(f *Frame, c *complaint.Case, e complaint.Event) *Message {
	if e.Kind.Loud() {
		return loudLine(f, c, e)
	}
	mark := ""
	if e.Kind == complaint.NotDone { // which it turned out to be before this was told
		mark, e = noMore(f, c, e), c.Written(e)
	}
	line := eventLineAt(f, c, e, lateEntry) + mark
	if e.Kind == complaint.Corrected {
		if change := correctedInThread(f, c, e); change != "" {
			line += "\n" + change
		}
	}
	return &Message{Text: c.Number + " · " + eventText(f, c, e), Blocks: []slack.Block{note(line)}}
}

// loudLine is a step that the channel sees beside the thread: it stands without
// the card, so that it says of which case, and names nobody.
func loudLine(f *Frame, c *complaint.Case, e complaint.Event) *Message {
	text := c.Number + " · " + eventText(f, c, e)
	told := f.P.T("thread.disputed", "at", f.P.DayClock(e.At), "when", f.civil(c, e.Data.Day),
		"binding", lang.Inline(f.P.T("road.binding."+e.Data.Why)))
	return &Message{Text: text, Blocks: []slack.Block{
		section(":scales: *" + text + "*\n" + told), actions("loud", stepButton(f, c, complaint.StepOpenFile)),
	}}
}

// sentBack tells whether an event gave a version back to its author.
func sentBack(e complaint.Event) bool {
	return e.Kind == complaint.ChangesAsked || e.Kind == complaint.ApprovalWithdrawn
}

// eventText is what happened, without anybody's name.
func eventText(f *Frame, c *complaint.Case, e complaint.Event) string {
	if c.IsAdvice(e) {
		return f.P.T("advice.event." + string(e.Kind))
	}
	switch {
	case e.Undecided():
		return f.P.T("thread.event.undecided")
	case e.Kind == complaint.Approved && decidesAlone(c):
		return f.P.T("thread.event.answer_ready")
	case e.Kind == complaint.Informed && e.Data.Has(complaint.FlagNobody):
		return f.P.T("thread.event.informed_nobody")
	}
	return f.P.T("thread.event." + string(e.Kind))
}

// eventLineAt is what happened with who and when, and the codes that belong to
// it; written down later by least or more, it says so.
func eventLineAt(f *Frame, c *complaint.Case, e complaint.Event, least time.Duration) string {
	parts := append([]string{"*" + eventText(f, c, e) + "*"}, eventDetails(f, c, e)...)
	if e.Carried() {
		parts = append([]string{f.P.T("ending.carried")}, parts...)
	}
	if e.Actor != "" {
		parts = append(parts, doneBy(f, e))
	}
	parts = append(parts, bothTimes(f, e, least))
	return strings.Join(parts, " · ")
}

// doneBy is who did it, and in whose place, or to whom they passed it on.
func doneBy(f *Frame, e complaint.Event) string {
	name := Escape(f.Name(e.Actor))
	switch {
	case e.Kind == complaint.ApprovalPassed:
		return f.P.T("thread.passed", "by", name, "to", Escape(f.Name(e.Data.User)))
	case e.Data.For == "":
		return name
	}
	return f.P.T("thread.instead", "name", name, "who", Escape(f.Name(e.Data.For)))
}

// bothTimes is when it was true and, where that differs, when somebody wrote it down. A
// message was put into the file when somebody did: when it was written stands with its author.
// Two cases were merged when somebody did, too: the event counts from the other one's receipt.
func bothTimes(f *Frame, e complaint.Event, least time.Duration) string {
	if e.Kind == complaint.Noted || e.Kind == complaint.Absorbed {
		return f.P.DayClock(e.Logged())
	}
	when := f.moment(e.At, e.NoHour())
	if late := e.Logged().Sub(e.At); late >= least {
		when += " " + f.P.T("thread.recorded", "when", f.P.DayClock(e.Logged()))
	}
	return when
}

// eventDetails are the codes of an event in words.
func eventDetails(f *Frame, c *complaint.Case, e complaint.Event) []string {
	var parts []string
	add := func(s string) { parts = append(parts, s) }
	switch e.Kind {
	case complaint.HandlerAssigned:
		add(f.P.T("thread.handler", "name", Escape(f.Name(e.Data.User))))
	case complaint.Classified:
		parts = append(parts, classChanges(f, c, e)...)
	case complaint.ExtensionAsked, complaint.ExtensionAgreed, complaint.ExtensionRefused, complaint.ExtensionWithdrawn, complaint.Extended:
		add(f.P.T("thread.until", "when", f.civil(c, e.Data.Day)))
		if c.ToldLate(e) {
			add(f.P.T("extend.told_late"))
		}
	case complaint.Consulted:
		if e.Data.Has(complaint.FlagImpossible) {
			add(f.P.T("thread.impossible"))
		}
	case complaint.Corrected:
		add(correctedFact(f, c, e))
	case complaint.Rejudged:
		add(f.P.T("thread.version", "version", Escape(e.Data.New)))
	case complaint.PlanAgreed:
		if day, err := calendar.ParseDay(e.Data.Day); err == nil {
			add(f.P.T("thread.until", "when", f.day(c, day)))
		}
	case complaint.Drafted, complaint.ApprovalAsked, complaint.ApprovalGiven, complaint.Approved, complaint.ChangesAsked, complaint.ApprovalWithdrawn, complaint.ApprovalPassed:
		add(f.P.T("thread.version", "version", e.Data.Version))
	case complaint.CoOwnerNamed, complaint.ColleagueTold:
		add(Escape(f.Name(e.Data.User)))
	case complaint.HoldSet:
		add(f.P.T("keeping.review", "when", f.dated(c, e.Data.Day)))
	case complaint.EraseOrdered, complaint.CaseErased:
		add(lang.Inline(f.P.T("keeping.why." + e.Data.Why)))
	case complaint.CommitmentMade, complaint.MeasureTaken:
		add(f.P.T("thread.until", "when", f.civil(c, e.Data.Day)))
	case complaint.CommitmentKept, complaint.CommitmentDropped:
		add(f.P.T("thread.promise", "n", e.Data.Index))
	case complaint.MeasureDone, complaint.MeasureDropped, complaint.MeasureTold, complaint.MeasureMoved:
		add(f.P.T("thread.measure", "n", e.Data.Index))
	case complaint.NoReply:
		add(attemptWord(f, c, e.Data.Attempt))
	case complaint.Contacted:
		if e.Data.Has(complaint.FlagSolved) {
			add(f.P.T("thread.solved"))
		}
		if e.Data.Has(complaint.FlagInbound) {
			add(f.P.T("thread.inbound"))
		}
		if c.Unadvised(&e) {
			add(f.P.T("thread.unadvised"))
		}
	case complaint.DetailsChecked:
		add(f.P.T("details.how." + e.Data.Why))
	case complaint.Reminded, complaint.PassedOn, complaint.Chased:
		add(f.DutyName(c.Procedure, e.Data.Duty))
		add(Escape(f.NameList(e.Data.Users)))
	case complaint.Unheard:
		add(f.DutyName(c.Procedure, e.Data.Duty))
		if e.Data.Until > 0 {
			add(f.P.T("thread.back", "when", f.P.Day(time.UnixMilli(e.Data.Until))))
		}
	case complaint.Snoozed:
		add(f.DutyName(c.Procedure, e.Data.Duty))
		add(f.P.T("thread.until_then", "when", f.P.DayClock(time.UnixMilli(e.Data.Until))))
	case complaint.CaseClosed:
		add(outcomeWord(f, c))
	case complaint.Duplicate, complaint.Absorbed, complaint.Separated, complaint.RelatedTo:
		if number := otherNumber(f, e); number != "" {
			add(number)
		}
	case complaint.AgreementAsked, complaint.AgreementGiven, complaint.AgreementDenied:
		parts = append(parts, requestDetails(f, e)...)
	case complaint.Disputed:
		add(f.P.T("road.binding." + e.Data.Why))
	case complaint.NoComplaint:
		add(f.P.T("ending.end." + e.Data.Why))
	}
	return append(parts, aboutAny(f, e)...)
}

// aboutAny are the codes that belong to events of several kinds.
func aboutAny(f *Frame, e complaint.Event) []string {
	var parts []string
	if e.Data.Via != "" && e.Kind != complaint.Absorbed { // of that it is how the duplicate came in
		parts = append(parts, f.P.T("words.via."+e.Data.Via))
	}
	if e.Posted() {
		parts = append(parts, f.P.T("thread.posted"))
	}
	if e.Data.Has(complaint.FlagPassedOn) {
		parts = append(parts, f.P.T("thread.passed_on"))
	}
	if e.Data.Has(complaint.FlagAlone) {
		parts = append(parts, f.P.T("request.alone.word"))
	}
	return parts
}
