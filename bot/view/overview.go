package view

import (
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// overview is the first page of the case file. A filer who is kept out of the
// case finds number and state word, and nothing else.
func overview(f *Frame, c *complaint.Case) []slack.Block {
	if !f.maySee(c, complaint.PartCard) && !f.maySee(c, complaint.PartFiling) {
		return []slack.Block{section("*" + c.Number + "* · " + stateWord(f, c))}
	}
	blocks := []slack.Block{section("*" + title(f, c) + "*")}
	blocks = append(blocks, endingBlocks(f, c)...)
	blocks = append(blocks, linkBlocks(f, c)...)
	blocks = append(blocks, disputePart(f, c)...)
	blocks = append(blocks, requestPart(f, c)...)
	blocks = append(blocks, delayPart(f, c)...)
	if f.maySee(c, complaint.PartCard) {
		blocks = append(blocks, standPart(f, c)...)
		blocks = append(blocks, section(overviewFacts(f, c)))
		if flags := cardFlags(f, c); flags != "" {
			blocks = append(blocks, section(flags))
		}
		if lines := dutyLines(f, c, len(c.Procedure.Duties)); lines != "" {
			blocks = append(blocks, section(lines))
		}
		if slices.ContainsFunc(openDuties(c, len(c.Procedure.Duties)), func(d complaint.Duty) bool { return d.House }) {
			blocks = append(blocks, note(f.P.T("card.house_mark")))
		}
		for _, line := range []string{promisesLine(f, c), measuresLine(f, c)} {
			if line != "" {
				blocks = append(blocks, section(line))
			}
		}
		blocks = append(blocks, keepBlocks(f, c)...)
		if row := cardButtons(f, c); c.Open() && len(row) > 0 {
			blocks = append(blocks, actions("steps", row...))
		} else { // its card has no menu any more
			blocks = append(blocks, actions("steps", stepButton(f, c, complaint.StepAll)))
		}
	}
	if f.maySee(c, complaint.PartFiling) {
		blocks = append(blocks, specialPart(f, c)...)
		blocks = append(append(blocks, filingBlocks(f, c)...), additions(f, c)...)
	}
	if f.maySee(c, complaint.PartCard) {
		blocks = append(blocks, note(trail(f, c)))
	}
	return blocks
}

// standPart says first where the case stands: what brought it there, and of a closed one
// how it ended, with the report for who reads answers.
func standPart(f *Frame, c *complaint.Case) []slack.Block {
	if c.Open() {
		if line := stateLine(f, c); line != "" {
			return []slack.Block{section(line)}
		}
		return nil
	}
	closing := c.LastClosing()
	if c.State != complaint.StateClosed || c.Erased() || closing.Seq == 0 {
		return nil
	}
	blocks := []slack.Block{section(strings.Join(closedLines(f, c), "\n"))}
	if report := c.Report(closing).Handling; report != "" && f.maySee(c, complaint.PartAnswer) {
		blocks = append(blocks, section("*"+f.P.T("close.handling.label")+"*"))
		blocks = append(blocks, quote(Escape(report))...)
	}
	return blocks
}

// specialPart warns whoever reads or writes what is of a special category, and says
// who else sees it.
func specialPart(f *Frame, c *complaint.Case) []slack.Block {
	if !c.Confides() {
		return nil
	}
	against := lang.Inline(f.P.T("card.nature." + c.Nature))
	if c.Against != "" {
		against += " " + f.P.T("filing.against."+c.Against)
	}
	text := "casefile.special"
	if len(c.Confidants(f.Now)) == 0 {
		text = "casefile.special_alone"
	}
	who := Escape(f.NameList(c.WhoSees(complaint.PartFiling, f.Now)))
	return []slack.Block{section(":lock: " + f.P.T(text, "against", against, "who", who))}
}

// overviewFacts are the facts of the card and what only the file tells: the
// handler's function, who is kept out.
func overviewFacts(f *Frame, c *complaint.Case) string {
	handler := f.P.T("words.nobody")
	if c.Handler != "" {
		handler = Escape(f.Name(c.Handler))
		if title := c.Appointment().Title; title != "" {
			handler += ", " + Escape(title)
		}
	}
	lines := []string{
		"*" + f.P.T("card.received") + "* " + f.P.T("words.via."+c.Via) + ", " + f.moment(c.ReceivedAt, c.DayOnly) +
			receivedBy(f, c) + " · " + f.P.T("casefile.filed_by", "name", Escape(f.Name(c.Filer)), "when", f.P.DayClock(c.RegisteredAt)),
		"*" + f.P.T("card.handler") + "* " + handler,
		"*" + f.P.T("card.nature") + "* " + natureWord(f, c),
	}
	if co := c.CoOwner(); co != "" {
		lines = append(lines, "*"+f.P.T("coowner.fact")+"* "+Escape(f.Name(co)))
	}
	if c.Round > 1 {
		lines = append(lines, "*"+f.P.T("card.round")+"* "+strconv.Itoa(c.Round))
	}
	if f.maySee(c, complaint.PartFiling) {
		lines = append(lines, judgementLines(f, c)...)
		if place := c.CustomerFile(); place != "" {
			lines = append(lines, "*"+f.P.T("casefile.customer_file")+"* "+Escape(place))
		}
	}
	lines = append(lines, involvedLines(f, c)...)
	if brief := c.Appointment().Brief; brief != "" && f.maySee(c, complaint.PartAnswer) {
		lines = append(lines, "*"+f.P.T("casefile.brief")+"* "+Escape(cut(brief, 1000)))
	}
	if plan, ok := agreedPlan(f, c); ok && f.maySee(c, complaint.PartAnswer) {
		lines = append(lines, plan)
	}
	if f.maySee(c, complaint.PartAnswer) {
		lines = append(lines, extensionLines(f, c)...)
	}
	return strings.Join(lines, "\n")
}

// receivedBy is whom the complaint reached, where that was not whoever filed it.
func receivedBy(f *Frame, c *complaint.Case) string {
	if c.ReceivedBy() == c.Filer {
		return ""
	}
	return " · " + f.P.T("casefile.received_by", "name", Escape(f.Name(c.ReceivedBy())))
}

// involvedLines say whom the complaint is about, who delivered the service and who has an
// interest, each kept out of the case, and whoever else is: by a case that it goes on with.
func involvedLines(f *Frame, c *complaint.Case) []string {
	outside := ""
	if f.maySee(c, complaint.PartFiling) {
		outside = c.OutsideDeliverer()
	}
	var lines, said []string
	for _, part := range []struct {
		label, outside string
		users          []string
	}{
		{"casefile.about", "", c.About}, {"casefile.deliverers", outside, c.Deliverers}, {"casefile.interested", "", c.Interested},
	} {
		var names []string
		if len(part.users) > 0 {
			names = append(names, f.P.T("card.kept_out", "names", f.NameList(part.users)))
		}
		if part.outside != "" {
			names = append(names, part.outside)
		}
		if len(names) > 0 {
			lines = append(lines, "*"+f.P.T(part.label)+"* "+Escape(strings.Join(names, ", ")))
		}
		said = append(said, part.users...)
	}
	others := slices.DeleteFunc(c.Involved(), func(u string) bool { return slices.Contains(said, u) })
	if len(others) > 0 {
		lines = append(lines, "*"+f.P.T("casefile.kept_out")+"* "+Escape(f.NameList(others)))
	}
	return lines
}

// quotedLine says which message of Slack a story was taken from; empty for none.
func quotedLine(f *Frame, q *complaint.Quoted) string {
	if q == nil {
		return ""
	}
	return f.P.T("casefile.quoted", "name", Escape(f.Name(q.Author)), "when", f.P.DayClock(q.At)) + messageLink(f, q.Link)
}

// filingBlocks are what the filer wrote down, with the contact details.
func filingBlocks(f *Frame, c *complaint.Case) []slack.Block {
	filing := c.Filing()
	who := contactLine(filing)
	if filing.Unknown {
		who = f.P.T("card.flag.unknown")
	}
	blocks := []slack.Block{
		section("*" + f.P.T("card.customer") + "* " + who),
		section("*" + Escape(filing.Summary) + "*"),
	}
	blocks = append(blocks, quote(Escape(filing.Story))...)
	if line := quotedLine(f, filing.Quoted); line != "" {
		blocks = append(blocks, note(line))
	}
	if filing.Wish != "" {
		blocks = append(blocks, section("*"+f.P.T("casefile.wish")+"*"))
		blocks = append(blocks, quote(Escape(filing.Wish))...)
	}
	if len(c.Signs) > 0 {
		blocks = append(blocks, section("*"+f.P.T("casefile.signs")+"* "+f.P.List(worded(f.P, "filing.sign.", c.Signs))))
	}
	if filing.Interest != "" {
		blocks = append(blocks, section("*"+f.P.T("casefile.interest")+"*"))
		blocks = append(blocks, quote(Escape(filing.Interest))...)
	}
	return blocks
}
