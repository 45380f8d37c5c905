package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// Written tells a colleague what the written procedure promises: who does what
// by when, what of that is a house rule, for how long a case is kept, where the
// document itself can be read, and when it was reviewed. Who may review it has a
// button for that.
func Written(f *Frame, g *complaint.Register, links []complaint.Link, may bool) *Message {
	p, text := g.Procedure, writtenTitle(f, g)
	m := &Message{Text: text, Blocks: []slack.Block{section("*" + text + "*")}}
	promised, house := writtenDuties(f, p, false), writtenDuties(f, p, true)
	for _, part := range []struct{ title, lines string }{{f.P.T("written.promised"), promised}, {f.P.T("written.house"), house}} {
		if part.lines != "" {
			m.Blocks = append(m.Blocks, section("*"+part.title+"*\n"+part.lines))
		}
	}
	if house != "" {
		m.Blocks = append(m.Blocks, note(f.P.T("card.house_rule_is")))
	}
	m.Blocks = append(m.Blocks, section("*"+f.P.T("guards.heading")+"*\n• "+strings.Join(Guards(f.P, p), "\n• ")))
	more := []string{f.P.T("promises.reopen", "period", PeriodOf(f.P, *p.Reopen.Within)) + HouseRule(f.P, p.Reopen.House)}
	for _, b := range p.External {
		ours := HouseRule(f.P, b.House)
		more = append(more, f.P.T("written.external", "name", Escape(strings.TrimSpace(b.Name+" "+b.URL)), "binding", f.P.T("road.binding."+b.Binding))+ours)
		if len(b.For) > 0 {
			more = append(more, f.P.T("promises.body_for", "name", Escape(b.Name), "kinds", BodyKinds(f.P, p, b))+ours)
		}
		if b.Within != nil {
			more = append(more, f.P.T("promises.body_within", "name", Escape(b.Name), "period", PeriodOf(f.P, *b.Within))+ours)
		}
	}
	for _, t := range p.Retention.Terms() {
		more = append(more, f.P.T("promises.kept."+t.Name, "period", PeriodOf(f.P, *t.Period))+HouseRule(f.P, t.House))
	}
	for _, r := range p.Reports {
		more = append(more, f.P.T("promises.report."+r.Every)+HouseRule(f.P, r.House))
	}
	for _, where := range p.Publish.On {
		more = append(more, f.P.T("promises.publish."+where))
	}
	if f.Document != "" {
		more = append(more, f.P.T("written.document", "url", Escape(f.Document))+looked(f, links, f.Document))
	}
	for _, address := range f.Published {
		more = append(more, f.P.T("written.page", "url", Escape(address))+looked(f, links, address))
	}
	m.Blocks = append(m.Blocks, section(strings.Join(more, "\n")))
	next := f.P.T("revision.next", "day", f.on(g.Next)) + HouseRule(f.P, p.Review.House)
	m.Blocks = append(m.Blocks, section(lastRevision(f, g)+"\n"+next))
	if may {
		m.Blocks = append(m.Blocks, actions("review", revisionButton(f)))
	}
	m.Blocks = append(m.Blocks, note(f.P.T("revision.in_force", "when", f.P.Date(g.From))))
	return m
}

// HouseRule marks what is our rule and not the company's promise; empty where it is none.
func HouseRule(say *lang.Printer, is bool) string {
	if !is {
		return ""
	}
	return " (" + say.T("card.house_rule") + ")"
}

// houseSign marks in what is told of a case a deadline that is a rule of the house.
const houseSign = " ⌂"

// houseMark marks such a deadline; withLegend says below what the mark means.
func houseMark(is bool) string {
	if is {
		return houseSign
	}
	return ""
}

// withLegend explains the mark of house rules below blocks that have it.
func withLegend(f *Frame, blocks []slack.Block) []slack.Block {
	for _, b := range blocks {
		if s, ok := b.(*slack.SectionBlock); ok && s.Text != nil && strings.Contains(s.Text.Text, houseSign) {
			return append(blocks, note(f.P.T("card.house_mark")))
		}
	}
	return blocks
}

// looked says how an address was last found, where it was looked at.
func looked(f *Frame, links []complaint.Link, address string) string {
	i := slices.IndexFunc(links, func(l complaint.Link) bool { return l.Address == address })
	if i < 0 {
		return ""
	}
	return " (" + linkState(f, links[i]) + ")"
}

// writtenTitle is what the document is called, with its version, its date and who
// approved it.
func writtenTitle(f *Frame, g *complaint.Register) string {
	p := g.Procedure
	text := Escape(p.Title) + ", " + f.P.T("promises.version", "version", Escape(p.Version))
	if day, err := calendar.ParseDay(p.Dated); err == nil {
		text += " · " + f.on(day)
	}
	if p.Approver != "" {
		text += " · " + f.P.T("promises.approver", "who", Escape(p.Approver))
	}
	return text
}

// writtenDuties are the duties that somebody is reminded of, a line each: those
// that the company promised, or the house rules.
func writtenDuties(f *Frame, p *procedure.Procedure, house bool) string {
	var lines []string
	for _, d := range p.Duties {
		if d.House != house || d.Quiet {
			continue
		}
		what, who := f.DutyName(p, d.Kind), f.P.T("words.role."+d.Owner)
		line := f.P.T("written.agreed", "what", what, "who", who)
		if d.Within != nil {
			line = f.P.T("home.how.line", "what", what, "within", PeriodOf(f.P, *d.Within), "who", who)
		}
		if d.StartsOn != "received" {
			line += " · " + f.P.T("written.from", "event", f.P.T("thread.event."+d.StartsOn))
		}
		if d.GivesWay != "" {
			line += " · " + f.P.T("written.gives_way")
		}
		lines = append(lines, "• "+line)
	}
	return strings.Join(lines, "\n")
}
