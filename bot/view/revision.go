package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
)

// mostNoted is how much may be written into each field about a review, in
// characters.
const mostNoted = 3000

// on words a civil day with its year.
func (f *Frame) on(day calendar.Day) string {
	at, _ := day.At(noon, f.Zone)
	return f.P.Date(at)
}

// onDay words a civil day without its year.
func (f *Frame) onDay(day calendar.Day) string {
	at, _ := day.At(noon, f.Zone)
	return f.P.Day(at)
}

// RevisionDue reminds somebody of the review of the written procedure: by when,
// when the last one was, and the button to record it.
func RevisionDue(f *Frame, g *complaint.Register) *Message {
	mark, id := ":calendar:", "revision.due"
	if g.Late(f.Now, f.Zone) {
		mark, id = ":red_circle:", "revision.late"
	}
	text := f.P.T(id, "version", Escape(g.Procedure.Version), "day", f.on(g.Next))
	line := mark + " *" + text + "*" + HouseRule(f.P, g.Procedure.Review.House)
	return &Message{Text: text, Blocks: []slack.Block{
		section(line + "\n" + lastRevision(f, g)),
		actions("next", green(revisionButton(f))),
		note(f.P.T("revision.foot")),
	}}
}

func revisionButton(f *Frame) *slack.ButtonBlockElement {
	text := f.P.T("revision.button")
	return button("procedure.review.open", "procedure", text, text+" · "+f.P.T("revision.procedure"))
}

// lastRevision says when the procedure was reviewed, by whom and with what result,
// and when the document at its address was last seen to be the version in force.
func lastRevision(f *Frame, g *complaint.Register) string {
	v := g.Last
	if v.N == 0 {
		return f.P.T("revision.never")
	}
	line := f.P.T("revision.last", "day", f.on(v.Day), "who", Escape(f.Name(v.By)), "outcome", f.P.T("revision.outcome."+v.Outcome))
	if v.Attested {
		line += " " + f.P.T("revision.attested")
	}
	return line
}

// RevisionDone is what becomes of a reminder once the review was recorded.
func RevisionDone(f *Frame, g *complaint.Register) *Message {
	text := f.P.T("revision.done", "day", f.on(g.Last.Day))
	return &Message{Text: text, Blocks: []slack.Block{section(":white_check_mark: " + lastRevision(f, g) + "\n" + f.P.T("revision.next", "day", f.on(g.Next)))}}
}

// RevisionFigures is what a review looks back on: since the last one, or since the
// version came into force.
type RevisionFigures struct {
	Since            calendar.Day
	Received, Closed int // complaints
	Due, Missed      int // deadlines
	Measures         int // corrective actions that are open
	// Past are the newest [MostReviews] reviews, the last one first.
	Past []complaint.Revision
}

// MostReviews is how many reviews can be read back where one is recorded.
const MostReviews = 3

// RevisionForm asks what was found in a review of the procedure, with what was
// typed.
func RevisionForm(f *Frame, g *complaint.Register, n RevisionFigures, typed complaint.RevisionForm) *Modal {
	var outcomes []Option
	for _, o := range complaint.RevisionOutcomes {
		outcomes = append(outcomes, Option{Value: o, Text: f.P.T("revision.outcome." + o)})
	}
	m := &Modal{
		CallbackID: "procedure.review", Title: f.P.T("revision.title"), Submit: f.P.T("revision.submit"), Close: f.P.T("filing.close"),
		Metadata: Metadata{Rev: g.Last.N, Version: g.Number, Lang: string(f.P.Language())}.String(),
		Blocks: append(append([]slack.Block{
			section("*" + writtenTitle(f, g) + "*\n" + lastRevision(f, g) + "\n" + f.P.T("revision.next", "day", f.on(g.Next))),
		}, unchanged(f, g, n.Past)...),
			section(f.P.T("revision.since", "day", f.on(n.Since))+" "+f.P.T("revision.received", "n", n.Received, "closed", n.Closed)+" "+
				f.P.T("revision.missed", "n", n.Missed, "due", n.Due)+" "+f.P.T("revision.measures", "n", n.Measures)),
			field{block: "day", label: f.P.T("revision.day.label")}.day(typed.Day),
			field{block: "findings", label: f.P.T("revision.findings.label"), hint: f.P.T("revision.findings.hint")}.text(typed.Findings, "", true, mostNoted),
			field{block: "outcome", label: f.P.T("revision.outcome.label")}.radio(outcomes, typed.Outcome),
			field{block: "changes", label: f.P.T("revision.changes.label"), hint: f.P.T("revision.changes.hint"), optional: true}.text(typed.Changes, "", true, mostNoted),
		),
	}
	m.Blocks = append(m.Blocks, note(f.P.T("revision.in_force", "when", f.P.Date(g.From))+"\n"+f.P.T("revision.hash", "hash", g.Hash)))
	if f.Document != "" {
		seen := Option{Value: "yes", Text: f.P.T("revision.attest.option", "version", g.Procedure.Version)}
		var ticked []string
		if typed.Attested {
			ticked = []string{"yes"}
		}
		m.Blocks = append(m.Blocks, field{block: "attested", label: f.P.T("revision.attest.label"), hint: f.Document, optional: true}.ticks([]Option{seen}, ticked...))
	}
	m.Blocks = append(m.Blocks, pastReviews(f, n.Past)...)
	return m
}

// unchanged warns that a review decided on a change and the version it was about is still in
// force, whatever a later review said.
func unchanged(f *Frame, g *complaint.Register, past []complaint.Revision) []slack.Block {
	for _, v := range past {
		if v.Outcome == complaint.RevisionChanges && v.Version == g.Number {
			return []slack.Block{section(":warning: " + f.P.T("revision.unchanged", "day", f.on(v.Day), "who", Escape(f.Name(v.By)), "version", Escape(g.Procedure.Version)))}
		}
	}
	return nil
}

// pastReviews are what was found in each and what was to change.
func pastReviews(f *Frame, past []complaint.Revision) []slack.Block {
	if len(past) == 0 {
		return nil
	}
	blocks := []slack.Block{slack.NewDividerBlock(), section("*" + f.P.T("revision.past") + "*")}
	for _, v := range past {
		blocks = append(blocks, section("*"+f.on(v.Day)+"* · "+Escape(f.Name(v.By))+" · "+f.P.T("revision.outcome."+v.Outcome)))
		blocks = append(blocks, quote(Escape(v.Words.Findings))...)
		if v.Words.Changes != "" {
			blocks = append(blocks, section("*"+f.P.T("revision.changes.label")+"*"))
			blocks = append(blocks, quote(Escape(v.Words.Changes))...)
		}
	}
	return blocks
}

// RevisionSaved says when the next review is due.
func RevisionSaved(f *Frame, g *complaint.Register) *Modal {
	text := ":white_check_mark: " + f.P.T("revision.saved", "day", f.on(g.Next))
	if g.Last.Outcome == complaint.RevisionChanges {
		text += "\n" + f.P.T("revision.then")
	}
	return &Modal{Title: f.P.T("revision.title"), Close: f.P.T("words.ok.close"), Blocks: []slack.Block{section(text)}}
}

// revisionRow is the line of Home about the review, for whoever sees to it.
func revisionRow(f *Frame, g *complaint.Register) []slack.Block {
	if g == nil {
		return nil
	}
	line := f.P.T("revision.next", "day", f.on(g.Next))
	if g.Late(f.Now, f.Zone) {
		line = ":warning: " + f.P.T("revision.late", "version", Escape(g.Procedure.Version), "day", f.on(g.Next))
	}
	row := section(strings.Join([]string{"*" + f.P.T("revision.home") + "*", line, lastRevision(f, g)}, "\n"))
	row.Accessory = slack.NewAccessory(revisionButton(f))
	return []slack.Block{row}
}
