package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// keepLine says when a closed case goes, or that it does not for now; empty where
// that is not known.
func keepLine(f *Frame, c *complaint.Case) string {
	day, ok := c.KeepUntil()
	switch {
	case c.Hold() != nil:
		return ":lock: " + f.P.T("keeping.held", "when", f.dated(c, c.Hold().Day))
	case !ok:
		return ""
	case c.Order != nil:
		return ":wastebasket: " + f.P.T("keeping.ordered", "when", f.date(c, day.AddDays(1)))
	}
	return f.P.T("card.closed.keep", "when", f.date(c, day))
}

// dated is a stored civil day with its year, since it may lie far ahead.
func (f *Frame) dated(c *complaint.Case, stored string) string {
	day, err := calendar.ParseDay(stored)
	if err != nil {
		return Escape(stored)
	}
	return f.date(c, day)
}

// keepBlocks tell in the file until when a case is kept, how that is derived, and who
// keeps it longer or has it erased earlier, and why.
func keepBlocks(f *Frame, c *complaint.Case) []slack.Block {
	k, closed := c.Keeping()
	var lines []string
	if line := keepLine(f, c); line != "" {
		lines = append(lines, line)
	}
	if why := derivedKeeping(f, c, k); closed && why != "" {
		lines = append(lines, why)
	}
	words := ""
	if h := c.Hold(); h != nil {
		lines, words = append(lines, f.P.T("keeping.held_by", "name", Escape(f.Name(h.By)), "when", f.P.DayClock(h.At))), c.HoldReason()
	}
	if o := c.Order; o != nil {
		lines = append(lines, f.P.T("keeping.ordered_by", "name", Escape(f.Name(o.By)), "when", f.P.DayClock(o.At), "why", lang.Inline(f.P.T("keeping.why."+o.Why))))
	}
	if len(lines) == 0 {
		return nil
	}
	blocks := []slack.Block{section(strings.Join(lines, "\n"))}
	if words != "" && f.maySee(c, complaint.PartAnswer) {
		blocks = append(blocks, quote(Escape(words))...)
	}
	if c.MayStopErase(f.Viewer, f.Now) == nil {
		blocks = append(blocks, actions("keeping", stepButton(f, c, complaint.StepStopErase)))
	}
	return blocks
}

// derivedKeeping is what the term is counted from, and its bounds.
func derivedKeeping(f *Frame, c *complaint.Case, k complaint.Keeping) string {
	r := c.Procedure.Retention
	var parts []string
	add := func(p *calendar.Period, id string, day calendar.Day) {
		if p != nil && !day.IsZero() {
			parts = append(parts, f.P.T(id, "period", PeriodOf(f.P, *p), "when", f.date(c, day)))
		}
	}
	if r.Target != nil {
		term := f.P.T("keeping.term", "period", PeriodOf(f.P, *r.Target), "when", f.date(c, k.Closed))
		parts = append(parts, term+HouseRule(f.P, r.House))
	}
	add(r.Min, "keeping.least", k.From)
	add(r.Max, "keeping.most", k.Most)
	return strings.Join(parts, " · ")
}

// HoldForm keeps a case from being erased. Typed is what stands in the fields.
func HoldForm(f *Frame, c *complaint.Case, typed complaint.HoldForm) *Modal {
	return &Modal{
		CallbackID: "case.hold", Metadata: caseMetadata(f, c, complaint.StepHold).String(),
		Title: f.P.T("keeping.hold.title", "number", c.Number), Submit: f.P.T("keeping.hold.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			section(f.P.T("keeping.hold.about")),
			field{block: "reason", label: f.P.T("keeping.hold.reason.label"), hint: f.P.T("keeping.hold.reason.hint")}.text(typed.Reason, "", true, mostNote),
			field{block: "day", label: f.P.T("keeping.hold.day.label"), hint: f.P.T("keeping.hold.day.hint")}.day(typed.Day),
		},
	}
}

// EraseForm has a case erased before its term is over: what goes, what stays, why, and
// its number typed, since nothing brings it back. Typed is what stands in the fields.
func EraseForm(f *Frame, c *complaint.Case, typed complaint.EraseForm) *Modal {
	var reasons []Option
	for _, why := range complaint.EraseReasons {
		reasons = append(reasons, Option{Value: why, Text: f.P.T("keeping.why." + why)})
	}
	return &Modal{
		CallbackID: "case.erase", Metadata: caseMetadata(f, c, complaint.StepErase).String(),
		Title: f.P.T("keeping.erase.title", "number", c.Number), Submit: f.P.T("keeping.erase.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			section(f.P.T("keeping.erase.goes") + "\n" + f.P.T("keeping.erase.stays")),
			field{block: "why", label: f.P.T("keeping.erase.why.label")}.radio(reasons, typed.Why),
			field{block: "reason", label: f.P.T("keeping.erase.reason.label"), hint: f.P.T("keeping.erase.reason.hint")}.text(typed.Reason, "", true, mostNote),
			field{block: "number", label: f.P.T("keeping.erase.number.label", "number", c.Number)}.text(typed.Number, "", false, mostName),
			note(f.P.T("keeping.erase.note")),
		},
	}
}

// erasedLine says when the personal data of a case went, and why.
func erasedLine(f *Frame, c *complaint.Case) string {
	return f.P.T("keeping.erased", "when", f.P.In(c.Zone()).Date(c.ErasedAt), "why", lang.Inline(f.P.T("keeping.why."+c.ErasedWhy)))
}

// erasedBlocks are all that is left to show of an erased case: codes and dates.
func erasedBlocks(f *Frame, c *complaint.Case) []slack.Block {
	blocks := []slack.Block{section("*" + c.Number + "* · " + stateWord(f, c)), section(erasedLine(f, c))}
	if !f.maySee(c, complaint.PartCard) {
		return blocks
	}
	lines := []string{
		"*" + f.P.T("card.received") + "* " + f.P.T("words.via."+c.Via) + ", " + f.date(c, calendar.DayOf(c.ReceivedAt, c.Zone())),
		"*" + f.P.T("card.nature") + "* " + natureWord(f, c),
		"*" + f.P.T("keeping.ended") + "* " + f.P.T("state."+string(c.EndedAs())) + ", " + f.date(c, calendar.DayOf(c.ClosedAt, c.Zone())),
	}
	if c.Outcome != "" {
		lines = append(lines, f.P.T("card.closed.outcome", "outcome", outcomeWord(f, c)))
	}
	return append(blocks, section(strings.Join(lines, "\n")), note(f.P.T("keeping.left")))
}

// erasedCard is what a card says of an erased case, should one be drawn.
func erasedCard(f *Frame, c *complaint.Case) *Message {
	return &Message{Text: title(f, c), Blocks: []slack.Block{header(title(f, c)), section(erasedLine(f, c))}}
}
