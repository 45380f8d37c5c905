package view

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// ExtendForm asks until when the answer may take and why, or, once that is
// agreed or needs nobody's agreement, how and when the customer was told.
// Typed is what stands in the fields.
func ExtendForm(f *Frame, c *complaint.Case, typed complaint.ExtensionForm) *Modal {
	m := &Modal{
		CallbackID: "case.extend", Metadata: caseMetadata(f, c, complaint.StepExtend).String(),
		Title: f.P.T("extend.title", "number", c.Number), Submit: f.P.T("extend.submit"), Close: f.P.T("filing.close"),
	}
	d, agreed := c.Extendable(), c.Pending()
	if d == nil {
		return m
	}
	asks := agreed == nil && c.NeedsAgreement()
	if agreed != nil {
		m.Blocks = append(m.Blocks, section(f.P.T("extend.agreed", "day", f.civil(c, agreed.Day))), section(strings.Join(append([]string{"*" + f.P.T("extend.letter") + "*"}, theirLanguage(f, c)...), "\n")))
		m.Blocks = append(m.Blocks, quote(Escape(DelayText(f, c, agreed)))...)
	} else {
		m.Blocks = append(m.Blocks, section(extendNow(f, c, d)))
	}
	m.Blocks = append(m.Blocks, note(announceLine(f, c, d), f.P.T("extend.valid")))
	if agreed == nil {
		m.Blocks = append(m.Blocks,
			field{block: "day", label: f.P.T("extend.day.label")}.day(typed.Day),
			field{block: "reason", label: f.P.T("extend.reason.label")}.text(typed.Reason, f.P.T("extend.reason.placeholder"), true, mostWish),
			field{block: "internal", label: f.P.T("extend.internal.label"), optional: true}.text(typed.Internal, "", true, mostWish),
		)
	}
	if asks {
		m.Submit = f.P.T("extend.ask.submit")
		return m
	}
	m.Blocks = append(m.Blocks, field{block: "via", label: f.P.T("extend.via.label"), redraws: true}.pick(contactOptions(f), typed.Via))
	m.Blocks = append(m.Blocks, addressed(f, c, typed.Via, typed.Address, false)...)
	if typed.Via == "letter" {
		m.Blocks = append(m.Blocks, posted(f, "extend.posted.hint", typed.Posted))
		return m
	}
	m.Blocks = append(m.Blocks, field{block: "when", label: f.P.T("extend.when.label")}.moment(typed.At))
	return m
}

func extendNow(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	latest := ""
	if day, err := c.LatestDay(d); err == nil {
		latest = f.day(c, day)
	}
	return f.P.T("extend.now", "current", f.day(c, c.Calendar.LastDay(d.Due)), "latest", latest)
}

// announceLine says until when the customer must be told, or should have been.
func announceLine(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	by := c.AnnounceBy(d)
	when := f.day(c, c.Calendar.LastDay(by))
	if !f.Now.Before(by) {
		return ":warning: " + f.P.T("extend.late", "when", when)
	}
	return f.P.T("extend.announce", "when", when)
}

// ExtensionRequest is one request for more time, for the thread and for who is
// asked or asked it: with buttons while it waits, then what became of it.
func ExtensionRequest(f *Frame, c *complaint.Case, n int) *Message {
	if n < 1 || n > len(c.Extensions) {
		return Sentence(c.Number)
	}
	x := &c.Extensions[n-1]
	text := f.P.T("extend.request.header", "number", c.Number, "state", extensionWord(f, x))
	m := &Message{Text: text, Blocks: []slack.Block{header(text)}}
	switch {
	case !x.ToldAt.IsZero():
		m.Blocks = append(m.Blocks, section(decidedExtension(f, x)))
	case x.Verdict == complaint.ExtensionRefused, x.Verdict == complaint.ExtensionWithdrawn:
		m.Blocks = append(m.Blocks, section(decidedExtension(f, x)), actions("next", stepButton(f, c, complaint.StepOpenFile)))
	case x.Verdict == complaint.ExtensionAgreed:
		m.Blocks = withLegend(f, append(append(m.Blocks, section(decidedExtension(f, x))), tellDelay(f, c)...))
	case c.Extendable() == nil:
		m.Blocks = append(m.Blocks, section(f.P.T("request.moot")))
	case f.Viewer.ID != "" && c.MayDecideExtension(n, f.Viewer, f.Now) != nil:
		m.Blocks = append(m.Blocks, section(delayAsked(f, c, x)), actions("next", stepButton(f, c, complaint.StepOpenFile)))
	default:
		row := append(delayButtons(f, c, n), stepButton(f, c, complaint.StepOpenFile))
		green(row[0].(*slack.ButtonBlockElement))
		m.Blocks = append(m.Blocks, section(delayAsked(f, c, x)), actions("decide", row...), note(f.P.T("extend.reasons")))
	}
	return m
}

// tellDelay says of an extension that was agreed by when the customer is to be told: to
// whoever owes that, with the step; to others, whose it is. Where no duty says so, it is for
// whoever may, by the last day on which it is in time.
func tellDelay(f *Frame, c *complaint.Case) []slack.Block {
	d, by := c.Extendable(), tellingOf(c)
	if d == nil {
		return nil
	}
	when := f.day(c, c.Calendar.LastDay(c.AnnounceBy(d)))
	if by != nil {
		when = f.day(c, c.Calendar.LastDay(by.Due))
	}
	row := stepRow(f, c, "next", complaint.StepExtend, []complaint.Step{complaint.StepOpenFile})
	if by == nil || slices.Contains(c.OwedBy(by, f.Now), f.Viewer.ID) {
		return []slack.Block{section(f.P.T("extend.tell_customer", "when", when)), row}
	}
	if f.Viewer.ID != "" {
		row = actions("next", stepButton(f, c, complaint.StepOpenFile))
	}
	return []slack.Block{section(dutyLine(f, c, by) + " · " + f.P.T("words.role."+string(by.Owner)) + "\n" + f.P.T("extend.until_told")), row}
}

// tellingOf is the duty to tell the customer of an extension, nil where none is owed.
func tellingOf(c *complaint.Case) *complaint.Duty {
	for _, d := range openDuties(c, math.MaxInt) {
		if c.StepOf(&d) == complaint.StepExtend {
			return &d
		}
	}
	return nil
}

// delayAsked says who asks to move the answer, from which day to which.
func delayAsked(f *Frame, c *complaint.Case, x *complaint.Extension) string {
	old := f.P.T("words.unknown")
	if d := c.Extendable(); d != nil {
		old = f.day(c, c.Calendar.LastDay(d.Due))
	}
	return f.P.T("extend.request", "name", "*"+Escape(f.Name(x.AskedBy))+"*", "old", old, "new", f.civil(c, x.Day))
}

func delayButtons(f *Frame, c *complaint.Case, n int) []slack.BlockElement {
	return []slack.BlockElement{
		extensionButton(f, c, "extension.agree", f.P.T("extend.agree.button"), n),
		extensionButton(f, c, "extension.refuse.open", f.P.T("extend.refuse.button"), n),
	}
}

// delayPart is the request for more time on the first page of the file, for whoever may
// decide on it; the reasons stand among the facts.
func delayPart(f *Frame, c *complaint.Case) []slack.Block {
	n := len(c.Extensions)
	if n == 0 || c.MayDecideExtension(n, f.Viewer, f.Now) != nil {
		return nil
	}
	return []slack.Block{section(delayAsked(f, c, &c.Extensions[n-1])), actions("delay", delayButtons(f, c, n)...)}
}

func extensionButton(f *Frame, c *complaint.Case, action, text string, n int) *slack.ButtonBlockElement {
	return button(action, Value(c.Number, n), text, text+" · "+c.Number)
}

func extensionWord(f *Frame, x *complaint.Extension) string {
	switch {
	case !x.ToldAt.IsZero():
		return f.P.T("extend.word.told")
	case x.Verdict == complaint.ExtensionAgreed:
		return f.P.T("extend.word.agreed")
	case x.Verdict == complaint.ExtensionRefused:
		return f.P.T("extend.word.refused")
	case x.Verdict == complaint.ExtensionWithdrawn:
		return f.P.T("extend.word.withdrawn")
	}
	return f.P.T("extend.word.asked")
}

func decidedExtension(f *Frame, x *complaint.Extension) string {
	mark, id := ":white_check_mark: ", "extend.agreed_by"
	switch x.Verdict {
	case complaint.ExtensionRefused:
		mark, id = ":no_entry_sign: ", "extend.refused_by"
	case complaint.ExtensionWithdrawn:
		mark, id = ":leftwards_arrow_with_hook: ", "extend.withdrawn_by"
	}
	text := mark + f.P.T(id, "name", "*"+Escape(f.Name(x.DecidedBy))+"*", "when", f.P.DayClock(x.DecidedAt))
	if x.Alone {
		text += " " + f.P.T("request.alone")
	}
	return text
}

// RefuseExtensionForm asks why there is no more time.
func RefuseExtensionForm(f *Frame, c *complaint.Case, n int) *Modal {
	m := caseMetadata(f, c, complaint.StepExtend)
	m.Version = n
	return &Modal{
		CallbackID: "extension.refuse", Metadata: m.String(),
		Title: f.P.T("extend.refuse.title"), Submit: f.P.T("extend.refuse.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{field{block: "reason", label: f.P.T("extend.refuse.label")}.text("", "", true, mostNote)},
	}
}

// extensionLines are the requests of a case with their reasons, for the file.
func extensionLines(f *Frame, c *complaint.Case) []string {
	var lines []string
	for i := range c.Extensions {
		x := &c.Extensions[i]
		delay := c.Delay(x)
		line := f.P.T("extend.file", "day", f.civil(c, x.Day)) + " · " + extensionWord(f, x)
		if x.Late {
			line += " · " + f.P.T("extend.told_late")
		}
		if delay.Reason != "" {
			line += "\n" + quoted(f.P.T("extend.file.reason", "text", Escape(delay.Reason)))
		}
		if delay.Internal != "" {
			line += "\n" + quoted(f.P.T("extend.file.internal", "text", Escape(delay.Internal)))
		}
		lines = append(lines, line)
	}
	return lines
}

// toldLate says which day the customer was told of when it was too late for that; empty
// when there is none.
func toldLate(f *Frame, c *complaint.Case) string {
	for i := range c.Extensions {
		if x := &c.Extensions[i]; x.Late {
			return f.P.T("extend.expected", "day", f.civil(c, x.Day))
		}
	}
	return ""
}

// struck is the deadline of a duty that was put off: the old dates struck out,
// the new one, and how often.
func struck(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	day := func(due time.Time) string { return f.day(c, c.Calendar.LastDay(due)) }
	old := make([]string, len(d.Was))
	for i, was := range d.Was {
		old[i] = "~" + day(was) + "~"
	}
	why := f.P.T("extend.once")
	if n := len(d.Was); n > 1 {
		why = f.P.T("extend.more", "n", n)
	}
	return fmt.Sprintf("%s %s (%s)", strings.Join(old, " "), day(d.Due), why)
}
