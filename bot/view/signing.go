package view

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// YearList is the closed days of a year, and who found them right.
type YearList struct {
	Year   int
	Days   []calendar.Holiday
	Hash   string
	Signed complaint.Signature
}

// YearOf is the list of a year, signed by nobody yet.
func YearOf(cal *calendar.Calendar, year int) YearList {
	return YearList{Year: year, Days: cal.Closed(year), Hash: cal.YearHash(year)}
}

// value names the list in a button.
func (y *YearList) value() string { return fmt.Sprintf("%d:%s", y.Year, y.Hash) }

// ParseYear reads the value of the button under a list: its year and its hash.
func ParseYear(value string) (year int, hash string) {
	first, hash, _ := strings.Cut(value, ":")
	year, err := strconv.Atoi(first)
	if err != nil {
		return 0, ""
	}
	return year, hash
}

// mostClosed is how many days of a year are listed; a company rarely closes more.
const mostClosed = 60

// lines are the days, each with its name and, of a half day, from when.
func (y *YearList) lines(f *Frame) string {
	lines := []string{"*" + f.P.T("calendar.year", "year", strconv.Itoa(y.Year)) + "*"}
	for i, h := range y.Days {
		if i == mostClosed {
			lines = append(lines, f.P.T("home.rest", "n", len(y.Days)-i))
			break
		}
		line := f.onDay(h.Day) + " · " + f.P.T("calendar.day."+dayCode(h.Name))
		if h.From != 0 {
			line += " · " + f.P.T("calendar.half", "when", h.From.String())
		}
		lines = append(lines, "• "+line)
	}
	return strings.Join(lines, "\n")
}

// dayCode is the name of a holiday as text ids write it.
func dayCode(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "'", ""), " ", "_")
}

// state says who found the list right, or that nobody did yet.
func (y *YearList) state(f *Frame) string {
	if y.Signed.Person == "" {
		return f.P.T("calendar.unsigned")
	}
	return ":white_check_mark: " + f.P.T("calendar.signed", "who", Escape(f.Name(y.Signed.Person)), "when", f.P.DayClock(y.Signed.At))
}

func signButton(f *Frame, y *YearList) *slack.ButtonBlockElement {
	text := f.P.T("calendar.sign.button")
	return button("days.sign", y.value(), text, text+" · "+strconv.Itoa(y.Year))
}

// how says how a list is changed.
func how(f *Frame) slack.Block {
	if f.File == "" {
		return note(f.P.T("calendar.how_admin"))
	}
	return note(f.P.T("calendar.how", "file", Escape(f.File)))
}

// CalendarModal shows the closed days of some years, with a button under each that
// nobody signed.
func CalendarModal(f *Frame, years []YearList) *Modal {
	m := &Modal{
		CallbackID: "calendar", Title: f.P.T("calendar.title"), Close: f.P.T("answer.done.close"),
		Metadata: Metadata{Lang: string(f.P.Language())}.String(),
	}
	for _, y := range years {
		m.Blocks = append(m.Blocks, section(y.lines(f)), section(y.state(f)))
		if y.Signed.Person == "" {
			m.Blocks = append(m.Blocks, actions("sign"+strconv.Itoa(y.Year), signButton(f, &y)))
		}
	}
	m.Blocks = append(m.Blocks, how(f), note(f.P.T("calendar.kept")))
	return m
}

// daysRow is the line of Home about who found the closed days of these years right, with
// the way to them.
func daysRow(f *Frame, years []YearList) []slack.Block {
	if len(years) == 0 {
		return nil
	}
	lines := []string{"*" + f.P.T("calendar.title") + "*"}
	for _, y := range years {
		lines = append(lines, f.P.T("home.days", "year", strconv.Itoa(y.Year), "state", y.state(f)))
	}
	s := section(strings.Join(lines, "\n"))
	show := f.P.T("people.open.button")
	s.Accessory = slack.NewAccessory(button("home.days", "home", show, show+" · "+f.P.T("calendar.title")))
	return []slack.Block{s}
}

// CalendarAsk asks somebody whether the closed days of the next year are right;
// once somebody said so it says who.
func CalendarAsk(f *Frame, y YearList) *Message {
	text := f.P.T("calendar.ask", "year", strconv.Itoa(y.Year))
	m := &Message{Text: text, Blocks: []slack.Block{section(":calendar: *" + text + "*"), section(y.lines(f))}}
	if y.Signed.Person != "" {
		m.Blocks = append(m.Blocks, section(y.state(f)))
		return m
	}
	m.Blocks = append(m.Blocks, actions("next", green(signButton(f, &y))), how(f))
	return m
}

// CalendarMove is a deadline that a changed calendar would move.
type CalendarMove struct {
	Number string
	Rules  *procedure.Procedure // that the case keeps
	complaint.Move
	Was, New calendar.Day // last days, by the calendar of the case and by the new one
}

// mostMoves is how many of them a message lists.
const mostMoves = 15

// CalendarMoves tells what a changed calendar would move, and that nothing was
// moved. More is in how many other cases, which this person does not read.
func CalendarMoves(f *Frame, moves []CalendarMove, more int) *Message {
	text := f.P.T("calendar.changed")
	var lines []string
	for i, m := range moves {
		if i == mostMoves {
			lines = append(lines, f.P.T("home.rest", "n", len(moves)-i))
			break
		}
		was, would := f.onDay(m.Was), f.onDay(m.New)
		if m.Before.Hours {
			was, would = f.P.DayClock(m.Before.Due), f.P.DayClock(m.After.Due)
		}
		lines = append(lines, "• *"+m.Number+"* · "+lang.Inline(f.DutyName(m.Rules, m.Before.Kind))+" · "+f.P.T("calendar.would", "was", was, "new", would))
	}
	if more > 0 {
		lines = append(lines, f.P.T("calendar.more", "n", more))
	}
	return &Message{Text: text, Blocks: []slack.Block{
		section(":calendar: *" + text + "*\n" + strings.Join(lines, "\n")), note(f.P.T("calendar.unmoved")),
	}}
}

// LinkTold tells that an address at which customers find the procedure does not
// answer, or does again. Without an address it says which one the configuration
// lacks.
func LinkTold(f *Frame, l complaint.Link, missing []string) *Message {
	if len(missing) > 0 {
		text := f.P.T("link.missing")
		lines := []string{":warning: *" + text + "*"}
		for _, where := range missing {
			lines = append(lines, f.P.T("promises.publish."+where))
		}
		return &Message{Text: text, Blocks: []slack.Block{section(strings.Join(lines, "\n")), note(f.P.T("link.where"))}}
	}
	if l.Status == "" {
		text := f.P.T("link.mended")
		return &Message{Text: text, Blocks: []slack.Block{section(":white_check_mark: " + text + "\n" + Escape(l.Address))}}
	}
	text := f.P.T("link.dead")
	return &Message{Text: text, Blocks: []slack.Block{
		section(":warning: *" + text + "*\n" + Escape(l.Address) + "\n" + linkState(f, l)), note(f.P.T("link.foot")),
	}}
}

// linkState says how an address was last found.
func linkState(f *Frame, l complaint.Link) string {
	if l.Status == "" {
		return f.P.T("link.answers", "day", f.P.Date(l.Checked))
	}
	return f.P.T("link.since", "day", f.P.Date(l.Dead), "status", linkStatus(f, l.Status))
}

// linkStatus words why an address does not answer: a code of ours, or what the
// server said, as in 404.
func linkStatus(f *Frame, status string) string {
	if _, err := strconv.Atoi(status); err == nil {
		return f.P.T("link.status.http", "code", status)
	}
	return f.P.T("link.status." + status)
}
