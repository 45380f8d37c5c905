package view

import (
	"time"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/procedure"
)

// Where a form asks when the complaint was received. Slack keeps what stands in an element
// of the same ids: the day has an action of its own, and the tick of a letter, which is
// there to begin with, a block.
const (
	DayAction   = "case.received.day"
	HourBlock   = "hour"
	LetterBlock = "hour.letter"
	HourUnknown = "unknown"
)

// receivedFields ask for the moment of the receipt, or for its day alone where nobody
// knows the hour.
func receivedFields(f *Frame, p *procedure.Procedure, d complaint.Registration) []slack.Block {
	in := field{block: "received", label: f.P.T("filing.received.label"), hint: receivedHint(f, d.Via)}
	block := HourBlock
	if ch := p.Channel(d.Via); ch != nil && ch.Scan {
		block = LetterBlock
	}
	return in.momentOrDay(f, block, d.ReceivedAt, d.DayOnly)
}

// momentOrDay asks for a moment, or for a day alone, with the tick in block that says which.
func (f field) momentOrDay(fr *Frame, block string, at time.Time, dayOnly bool) []slack.Block {
	hour := field{block: block, label: fr.P.T("filing.hour.label"), hint: fr.P.T("filing.hour.hint"), optional: true, redraws: true}
	tick := []Option{{Value: HourUnknown, Text: fr.P.T("filing.hour.option")}}
	if !dayOnly {
		return []slack.Block{f.moment(at), hour.ticks(tick)}
	}
	picker := slack.NewDatePickerBlockElement(DayAction)
	if at.Unix() > 0 { // else the person emptied it
		picker.InitialDate = calendar.DayOf(at, fr.Company.Zone).String()
	}
	return []slack.Block{f.with(picker), hour.ticks(tick, HourUnknown)}
}

// moment is a day with the time of day, or without it where that is not known.
func (f *Frame) moment(at time.Time, dayOnly bool) string {
	if dayOnly {
		return f.P.Day(at)
	}
	return f.P.DayClock(at)
}

// receivedHint says which moment is meant for that way in.
func receivedHint(f *Frame, via string) string {
	switch via {
	case "email":
		return f.P.T("filing.received_email.hint")
	case "letter":
		return f.P.T("filing.received_letter.hint")
	case "chat", "social":
		return f.P.T("filing.received_chat.hint")
	}
	return f.P.T("filing.received.hint")
}
