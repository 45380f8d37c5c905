package view

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// cardDuties is the number of deadlines a card shows: all that a preset begins with.
const cardDuties = 6

// Card is the one root message of a case: where it stands, what is owed by
// when and the one step that comes next. It tells no more than the company's
// level allows; a confidential case is always minimal.
func Card(f *Frame, c *complaint.Case) *Message {
	m := cardNow(f, c)
	if f.Continues {
		m.Blocks = append(m.Blocks, note(f.P.T("repost.continues")))
	}
	return m
}

func cardNow(f *Frame, c *complaint.Case) *Message {
	switch _, _, aside := c.Ending(); {
	case c.Erased():
		return erasedCard(f, c)
	case aside:
		return endedCard(f, c)
	case !c.Open():
		return closedCard(f, c)
	}
	blocks := []slack.Block{header(title(f, c)), cardTop(f, c), cardFacts(f, c)}
	for _, lines := range []string{stateLine(f, c), cardFlags(f, c)} {
		if lines != "" {
			blocks = append(blocks, section(lines))
		}
	}
	if lines := dutyLines(f, c, cardDuties); lines != "" {
		s := section(lines)
		s.BlockID = "clock"
		blocks = append(blocks, s)
	}
	for _, line := range []string{promisesLine(f, c), measuresLine(f, c)} {
		if line != "" {
			blocks = append(blocks, section(line))
		}
	}
	blocks = withLegend(f, blocks)
	row := cardButtons(f, c)
	if f.fileInRow(c) {
		row = append(row, stepButton(f, c, complaint.StepOpenFile))
	}
	if len(row) > 0 {
		blocks = append(blocks, actions("next", row...))
	}
	blocks = append(blocks, note(trail(f, c)), note(cardFoot(f, c)))
	return &Message{Text: cardText(f, c), Blocks: blocks}
}

// Tells reports whether screens in the channel may tell more than the minimum.
func (f *Frame) Tells(c *complaint.Case) bool { return f.Standard && !c.Confidential }

// cardText is the card in one line, for notifications: the next step with its own day,
// or, where it has none, with what is due first.
func cardText(f *Frame, c *complaint.Case) string {
	if n := c.NextStep(f.Now); n.Duty != nil {
		return c.Number + " · " + stateWord(f, c) + " · " + lang.Inline(stepWords(f, c, n, owedPlainly))
	}
	text := title(f, c)
	if duties := openDuties(c, 1); len(duties) > 0 {
		text += ". " + owedPlainly(f, c, &duties[0])
	}
	return text
}

func cardTop(f *Frame, c *complaint.Case) slack.Block {
	text := f.P.T("card.about")
	if f.Tells(c) {
		text = "*" + Escape(c.Filing().Summary) + "*"
	}
	s := section(text)
	s.Accessory = slack.NewAccessory(more(f, c))
	return s
}

func cardFacts(f *Frame, c *complaint.Case) slack.Block {
	handler := f.P.T("words.nobody")
	if c.Handler != "" {
		handler = Escape(f.Name(c.Handler))
	}
	var facts []string
	if f.Tells(c) {
		facts = append(facts, fact(f.P.T("card.customer"), customer(f, c)))
	}
	facts = append(facts,
		fact(f.P.T("card.received"), f.P.T("words.via."+c.Via)+", "+f.moment(c.ReceivedAt, c.DayOnly)),
		fact(f.P.T("card.handler"), handler),
		fact(f.P.T("card.nature"), natureWord(f, c)),
	)
	if co := c.CoOwner(); co != "" {
		facts = append(facts, fact(f.P.T("coowner.fact"), Escape(f.Name(co))))
	}
	if f.Tells(c) {
		if len(c.About) > 0 {
			facts = append(facts, fact(f.P.T("card.concerns"), Escape(f.P.T("card.kept_out", "names", f.NameList(c.About)))))
		}
		facts = append(facts, fact(f.P.T("card.filed_by"), Escape(f.Name(c.Filer))))
	}
	if c.Round > 1 {
		facts = append(facts, fact(f.P.T("card.round"), fmt.Sprint(c.Round)))
	}
	return fields(facts...)
}

func fact(label, value string) string { return "*" + label + "*\n" + value }

func natureWord(f *Frame, c *complaint.Case) string {
	if c.Nature == "" {
		return f.P.T("card.nature_open")
	}
	word := numbered(c, c.Nature) + f.P.T("card.nature."+c.Nature)
	if c.Second != "" {
		word += " · " + f.P.T("card.nature_also", "nature", numbered(c, c.Second)+lang.Inline(f.P.T("card.nature."+c.Second)))
	}
	if c.Weight != "" && c.Weight != complaint.Weights[0] {
		word += " · " + lang.Inline(f.P.T("words.weight."+c.Weight))
	}
	if c.Urgent {
		word += " · " + f.P.T("card.urgent")
	}
	return word
}

func customer(f *Frame, c *complaint.Case) string {
	if filing := c.Filing(); !filing.Unknown && filing.Name != "" {
		return Escape(filing.Name)
	}
	return f.P.T("words.unknown")
}

// cardFlags are facts that somebody must not overlook.
func cardFlags(f *Frame, c *complaint.Case) string {
	var flags []string
	add := func(on bool, text string) {
		if on {
			flags = append(flags, ":warning: "+text)
		}
	}
	add(c.Confidential, f.P.T("filing.confidential"))
	add(c.Filing().Unknown, f.P.T("card.flag.unknown"))
	add(c.ReadBack == complaint.ReadBackRefused, f.P.T("card.flag.refused"))
	add(c.ReadBack == complaint.ReadBackUnreachable, f.P.T("card.flag.unreachable"))
	add(bornLate(c), f.P.T("card.flag.born_late"))
	if answered := !c.ToldAt.IsZero(); !answered { // until then it says where the days went
		add(c.FiledAfter() > 0, f.P.T("card.flag.filed_after", "n", c.FiledAfter()))
		add(c.SentAfter() > 0, f.P.T("card.flag.sent_after", "n", c.SentAfter()))
	}
	add(f.Together, f.P.T("alike.hint"))
	add(len(f.Alike) > 0, alikeLine(f))
	add(c.LacksCoOwner(), f.P.T("coowner.lost"))
	add(c.Unanswerable(f.Now), f.P.T("card.flag.unagreed"))
	add(unheardOf(f, c) != "", unheardOf(f, c))
	add(c.AwaitsContact() && c.ContactTries() > 0, f.P.T("card.flag.tries", "n", c.ContactTries(), "of", c.Procedure.FollowUp.Attempts))
	add(c.Unverified(), f.P.T("card.flag.unverified"))
	before := beforeClosing(f, c)
	add(before != "", before)
	add(len(c.FilesLost) > 0, f.P.T("card.flag.files_lost", "n", len(c.FilesLost)))
	return strings.Join(flags, "\n")
}

// beforeClosing says what is still to be done before a case that is ready can be closed;
// empty for nothing.
func beforeClosing(f *Frame, c *complaint.Case) string {
	if c.Face() != complaint.FaceReady {
		return ""
	}
	open := unmet(f, c)
	if len(open) == 0 {
		return ""
	}
	return f.P.T("card.flag.before_closing", "what", f.P.List(open))
}

// bornLate tells whether a deadline had passed when the case was filed.
func bornLate(c *complaint.Case) bool {
	duties, err := c.Duties()
	if err != nil {
		return false
	}
	for _, d := range duties {
		if d.Start.Equal(c.ReceivedAt) && d.Open() && !c.RegisteredAt.Before(d.Due) {
			return true
		}
	}
	return false
}

// mostInRow is how many buttons stand beside each other in a card.
const mostInRow = 5

// fileInRow tells whether the way to the file is a button of the card: where its text sends
// the reader there, and there is room.
func (f *Frame) fileInRow(c *complaint.Case) bool {
	return !f.Tells(c) && len(cardButtons(f, c)) < mostInRow
}

// more is the menu of what is rarely needed.
func more(f *Frame, c *complaint.Case) *slack.OverflowBlockElement {
	var lines []Option
	for _, s := range c.More() {
		text := f.P.T("card.button." + string(s))
		if s == complaint.StepClassify {
			text = stepText(f, c, s)
		}
		lines = append(lines, Option{Value: MoreValue(c.Number, s), Text: text})
	}
	return slack.NewOverflowBlockElement("case.more", options(lines)...)
}

// MoreValue is the value of a line in a card's menu: which case, what to do.
func MoreValue(number string, s complaint.Step) string { return number + "|" + string(s) }

// ParseMore reads what MoreValue wrote.
func ParseMore(value string) (number string, s complaint.Step) {
	number, do, _ := strings.Cut(value, "|")
	return number, complaint.Step(do)
}

func cardFoot(f *Frame, c *complaint.Case) string {
	parts := []string{f.P.T("card.updated", "when", f.P.DayClock(updated(c)))}
	officers := c.Recipients(&complaint.Duty{Owner: complaint.RoleOfficer}, complaint.StageHalf, f.Now)
	if len(officers) > 0 {
		parts = append(parts, f.P.T("words.role."+string(c.Roster.Leads()))+": "+onDuty(f, c, officers))
	}
	if f.Tells(c) {
		parts = append(parts, f.P.T("card.contacts_in_file"))
	}
	return strings.Join(parts, " · ")
}

// onDuty calls who leads now, so that a new card pings them even where the channel
// is muted; changes of the message ping nobody. A card that goes on from an older
// one, or is told in private, only names them, as it does whoever may not see the case.
func onDuty(f *Frame, c *complaint.Case, officers []string) string {
	called := make([]string, len(officers))
	for i, u := range officers {
		called[i] = Escape(f.Name(u))
		if !f.Continues && !c.Confidential && c.MaySee(complaint.Person{ID: u, Member: true}, complaint.PartCard, f.Now) {
			called[i] = "<@" + u + ">"
		}
	}
	return f.P.List(called)
}

// unheardOf says that the answer stayed in the file, or goes to somebody who was never
// reached; empty for any other case.
func unheardOf(f *Frame, c *complaint.Case) string {
	switch {
	case c.KeptBack():
		return f.P.T("card.flag.untold")
	case c.Unreached() && !c.Filing().Unknown:
		return f.P.T("card.flag.unreached")
	}
	return ""
}

// closedCard is what stays of a card: four lines and the way to the file.
func closedCard(f *Frame, c *complaint.Case) *Message {
	lines := closedLines(f, c)
	if line := unheardOf(f, c); line != "" {
		lines = append(lines, line)
	}
	if line := keepLine(f, c); line != "" {
		lines = append(lines, line)
	}
	for _, line := range []string{promisesLine(f, c), measuresLine(f, c)} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	back := complaint.StepReopen
	if c.BecomesAnother(f.Now) {
		back = complaint.StepAnew
	}
	row := []slack.BlockElement{stepButton(f, c, complaint.StepOpenFile)}
	if f.offers(c, back) {
		row = append(row, stepButton(f, c, back))
	}
	return &Message{
		Text:   title(f, c),
		Blocks: []slack.Block{header(title(f, c)), section(strings.Join(lines, "\n")), actions("next", row...)},
	}
}

// closedLines say how a closed case ended.
func closedLines(f *Frame, c *complaint.Case) []string {
	lines := []string{
		f.P.T("card.closed.outcome", "outcome", outcomeWord(f, c)),
		f.P.T("card.closed.satisfaction", "result", satisfactionWord(f, c)),
	}
	if line := closedWithin(f, c); line != "" {
		lines = append(lines, line)
	}
	if e := c.LastClosing(); len(e.Data.Undone) > 0 {
		lines = append(lines, ":warning: "+undoneAt(f, c, e))
	}
	return lines
}

func outcomeWord(f *Frame, c *complaint.Case) string {
	if c.Outcome == "" {
		return f.P.T("words.unknown")
	}
	return f.P.T("words.outcome." + c.Outcome)
}

// satisfactionWord is how the customer looked back, as far as anybody knows. One who
// went to a third party, which ruled, was not satisfied, whatever they said before.
func satisfactionWord(f *Frame, c *complaint.Case) string {
	switch {
	case !c.RuledAt.IsZero():
		return f.P.T("card.satisfaction.ruled")
	case c.FollowedUp == "":
		return f.P.T("card.satisfaction.unverified")
	}
	return f.P.T("card.satisfaction." + string(c.FollowedUp))
}

// closedWithin says how long the case took in business days, from receipt to closing;
// empty where the case's calendar does not reach so far.
func closedWithin(f *Frame, c *complaint.Case) string {
	n, err := c.Calendar.BusinessDaysBetween(
		calendar.DayOf(c.ReceivedAt, c.Zone()), calendar.DayOf(c.ClosedAt, c.Zone()))
	switch {
	case err != nil:
		return ""
	case n <= 0:
		return f.P.T("card.closed.at_once")
	}
	return f.P.T("card.closed.days", "n", n)
}
