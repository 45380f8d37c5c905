package view

import (
	"slices"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// factPage is no fact but a page of them, by its number: the steps that are older, or
// newer, than those in the list.
const factPage complaint.FactCode = "page"

// mostFacts is as many lines as a list of Slack may have.
const mostFacts = 100

// factPicker asks which fact is meant: one of the filing, or of a page of the steps, the
// newest page first. Where there are more pages it says so, and the list leads to them.
func factPicker(f *Frame, c *complaint.Case, chosen complaint.Fact) []slack.Block {
	all := c.Facts()
	logged := all[len(all)-c.FactsLogged():]
	filed := all[:len(all)-len(logged)]
	size := mostFacts - len(filed) - 2 // and the ways to the pages beside it
	page, last := chosen.Seq, (len(logged)-1)/size
	if chosen.Code != factPage {
		page = 0
		if i := slices.Index(logged, chosen); i >= 0 {
			page = (len(logged) - 1 - i) / size
		}
	}
	page = max(0, min(page, last))
	until := len(logged) - page*size
	from := max(0, until-size)
	var lines []Option
	for _, fact := range slices.Concat(filed, logged[from:until]) {
		if fact.Code == complaint.FactLink && !f.Others[c.OnRecord(fact).With] { // no other case is known by it
			continue
		}
		lines = append(lines, factOption(f, c, fact))
	}
	tellApart(f, lines)
	turn := func(id string, to int) {
		lines = append(lines, Option{Value: complaint.Fact{Code: factPage, Seq: to}.String(), Text: f.P.T(id)})
	}
	if page < last {
		turn("correct.older", page+1)
	}
	if page > 0 {
		turn("correct.newer", page-1)
	}
	blocks := []slack.Block{field{block: "fact", label: f.P.T("correct.fact.label"), redraws: true}.pick(lines, chosen.String())}
	if last > 0 {
		blocks = append(blocks, note(f.P.T("correct.pages", "from", from+1, "until", until, "count", len(logged))))
	}
	return blocks
}

// mostOption is how much of a line of a list Slack shows.
const mostOption = 75

// factOption is the line of a fact: how it is called, of a step also when that was and what
// was promised in it, since there may be several of a kind.
func factOption(f *Frame, c *complaint.Case, fact complaint.Fact) Option {
	o := Option{Value: fact.String()}
	e := c.Events[fact.Seq-1]
	switch {
	case ofStep(fact):
		o.Text, o.Note = factAt(f, factTitle(f, c, fact), f.moment(e.At, e.NoHour())), promiseIn(c, e)
	case fact.Code == complaint.FactDay:
		o.Text, o.Note = factAt(f, factTitle(f, c, fact), f.dated(c, e.Data.Day)), promiseIn(c, e)
	case fact.Code == complaint.FactLink:
		o.Text = factTitle(f, c, fact) + " · " + c.OnRecord(fact).With
	default:
		o.Text = f.P.T("correct.fact." + string(fact.Code))
	}
	return o
}

// factAt is what a fact is called with when that was, which stays whole: it tells the line
// from others.
func factAt(f *Frame, what, when string) string {
	beside := f.P.T("correct.fact.at", "what", "", "when", when)
	return f.P.T("correct.fact.at", "what", cut(what, mostOption-units(beside)), "when", when)
}

// tellApart adds to lines that read the same which line of the history each is about.
func tellApart(f *Frame, lines []Option) {
	read := map[string]int{}
	for _, o := range lines {
		read[o.Text]++
	}
	for i, o := range lines {
		if read[o.Text] > 1 {
			lines[i].Note = f.P.T("correct.fact.line", "n", complaint.ParseFact(o.Value).Seq)
			if o.Note != "" {
				lines[i].Note += " · " + o.Note
			}
		}
	}
}

// ofStep tells whether a fact is of one of the steps of a case and no civil day, so that it
// is told apart by when the step was.
func ofStep(fact complaint.Fact) bool {
	return fact.Coded() || fact.Worded() || slices.Contains([]complaint.FactCode{
		complaint.FactAt, complaint.FactResult, complaint.FactContact, complaint.FactNote, complaint.FactInterest, complaint.FactReached, complaint.FactHappened, complaint.FactInformed, complaint.FactOwner,
	}, fact.Code)
}

// promiseIn is what was promised in an event, nothing of another event.
func promiseIn(c *complaint.Case, e complaint.Event) string {
	if e.Kind != complaint.CommitmentMade {
		return ""
	}
	return c.Promise(e.Data.Index).What
}

// factTitle is how the kind of a fact is called.
func factTitle(f *Frame, c *complaint.Case, fact complaint.Fact) string {
	switch fact.Code {
	case complaint.FactAt:
		return eventText(f, c, c.AsStep(c.Events[fact.Seq-1]))
	case complaint.FactHappened:
		return f.P.T("correct.fact.happened", "what", eventText(f, c, c.AsStep(c.Events[fact.Seq-1])))
	case complaint.FactInterest:
		if c.Events[fact.Seq-1].Kind == complaint.Absorbed {
			return f.P.T("correct.fact.brought")
		}
	case complaint.FactDay:
		return f.P.T("correct.day." + string(c.Events[fact.Seq-1].Kind))
	case complaint.FactContact, complaint.FactNote:
		return stepTitle(f, c, fact)
	}
	return f.P.T("correct.fact." + string(fact.Code))
}

// stepTitle is how what was written down of a step is called: after the step, but of a
// contact, which is nothing else.
func stepTitle(f *Frame, c *complaint.Case, fact complaint.Fact) string {
	e, parts := c.AsStep(c.Events[fact.Seq-1]), c.Parts(complaint.CorrectForm{Fact: fact})
	switch {
	case fact.Code == complaint.FactNote:
		return f.P.T("correct.fact.note", "what", eventText(f, c, e))
	case e.Kind == complaint.Contacted || e.Kind == complaint.Attempted:
		return f.P.T("correct.fact.contact")
	case slices.Equal(parts, []string{complaint.PartWay}):
		return f.P.T("correct.fact.way", "what", eventText(f, c, e))
	case !slices.Contains(parts, complaint.PartWith):
		return f.P.T("correct.fact.went", "what", eventText(f, c, e))
	}
	return f.P.T("correct.fact.reached", "what", eventText(f, c, e))
}
