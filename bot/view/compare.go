package view

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// CompareAnswers shows what changed from one version of the answer to another:
// words that went are struck through, words that came are bold.
func CompareAnswers(f *Frame, c *complaint.Case, from, to int) *Modal {
	m := caseMetadata(f, c, complaint.StepDraft)
	m.Version = to
	modal := &Modal{
		CallbackID: "answer.compared", Metadata: m.String(),
		Title: f.P.T("compare.title"), Close: f.P.T("answer.done.close"),
	}
	x, ok := c.Compare(from, to)
	if !ok {
		modal.Blocks = []slack.Block{section(c.Number)}
		return modal
	}
	changed := x.Changed()
	if len(changed) == 0 {
		modal.Blocks = []slack.Block{section("*" + c.Number + "*\n" + f.P.T("compare.same"))}
		return modal
	}
	modal.Blocks = []slack.Block{section("*" + c.Number + "*\n" + f.P.T("compare.legend", "from", from, "to", to))}
	for _, part := range changed {
		modal.Blocks = append(modal.Blocks, section("*"+f.P.T("compare.part."+part)+"*"))
		modal.Blocks = append(modal.Blocks, comparedPart(f, c, &x, part)...)
	}
	return modal
}

func comparedPart(f *Frame, c *complaint.Case, x *complaint.Comparison, part string) []slack.Block {
	switch part {
	case complaint.ChangedForm:
		return []slack.Block{section(replaced(f.P.T("words.via."+x.Old.Form), f.P.T("words.via."+x.New.Form)))}
	case complaint.ChangedOutcome:
		return []slack.Block{section(replaced(f.P.T("words.outcome."+x.Old.Outcome), f.P.T("words.outcome."+x.New.Outcome)))}
	case complaint.ChangedFacts:
		return runBlocks(x.Facts)
	case complaint.ChangedReasons:
		return runBlocks(x.Reasons)
	case complaint.ChangedPromises:
		return []slack.Block{section(comparedPromises(f, c, x))}
	case complaint.ChangedLetter:
		return []slack.Block{section(replaced(letterName(x.Old), letterName(x.New)))}
	}
	return runBlocks(x.Text)
}

func letterName(d complaint.Draft) string {
	if d.Letter == nil {
		return ""
	}
	return Escape(d.Letter.Name)
}

// replaced is one thing that took the place of another; either may be nothing.
func replaced(old, is string) string {
	return strings.TrimSpace(marked("~", old) + " " + marked("*", is))
}

// marked puts a mark around text that stands on one line.
func marked(mark, escaped string) string {
	if escaped == "" {
		return ""
	}
	return mark + unmarked.Replace(cut(escaped, 1000)) + mark
}

// unmarked takes from a text what would be read as a mark of ours.
var unmarked = strings.NewReplacer("*", "∗", "~", "∼", "`", "ˋ")

func comparedPromises(f *Frame, c *complaint.Case, x *complaint.Comparison) string {
	var lines []string
	for _, rows := range []struct {
		mark string
		list []complaint.Promise
	}{{"~", x.Gone}, {"*", x.Added}} {
		for _, p := range rows.list {
			lines = append(lines, marked(rows.mark, promiseLines(f, c, []complaint.Promise{{What: cut(p.What, 300), Who: p.Who, When: p.When}})))
		}
	}
	return strings.Join(lines, "\n")
}

// runBlocks show a text with what went and what came, in as many sections as it
// takes. Of a long run that stayed the ends are shown.
func runBlocks(runs []complaint.Run) []slack.Block {
	var blocks []slack.Block
	text := ""
	for _, piece := range runPieces(runs) {
		if units(text)+units(piece) > 2800 {
			blocks = append(blocks, section(text))
			text = strings.TrimLeft(piece, " \n")
			continue
		}
		text += piece
	}
	if strings.TrimSpace(text) != "" {
		blocks = append(blocks, section(text))
	}
	return blocks
}

// marks go around the words of a run; Slack reads one only with a space before
// and behind it, and within a line.
var marks = map[complaint.Op]string{complaint.OpSame: "", complaint.OpGone: "~", complaint.OpNew: "*"}

// runPieces are runs in mrkdwn, cut where they may be cut.
func runPieces(runs []complaint.Run) []string {
	var pieces []string
	apart := true // nothing, or a space, stands before
	for _, r := range runs {
		mark := marks[r.Op]
		text := r.Text
		if r.Op == complaint.OpSame {
			text = shortened(text)
		}
		for i, line := range strings.Split(Escape(text), "\n") {
			if i > 0 {
				pieces, apart = append(pieces, "\n"), true
			}
			words := strings.TrimSpace(line)
			if words == "" {
				apart = apart || line != ""
				if line != "" {
					pieces = append(pieces, " ")
				}
				continue
			}
			if !apart || strings.TrimLeft(line, " \t") != line {
				words = " " + words
			}
			for n, part := range split(unmarked.Replace(strings.TrimLeft(words, " ")), 900) {
				space := ""
				if n > 0 || words[0] == ' ' {
					space = " "
				}
				pieces = append(pieces, space+mark+part+mark)
			}
			apart = false
		}
	}
	return pieces
}

// longRun is how much of what stayed is shown whole, in characters.
const longRun = 400

// shortened gives both ends of a long text.
func shortened(text string) string {
	words := strings.SplitAfter(text, " ")
	if units(text) <= longRun || len(words) < 50 {
		return text
	}
	return strings.Join(words[:15], "") + "[…] " + strings.Join(words[len(words)-15:], "")
}

// changedSince says in words which parts of a version differ from the one that
// was asked about before; empty when there is none.
func changedSince(f *Frame, c *complaint.Case, version int) string {
	x, ok := c.Compare(c.Before(version), version)
	if !ok {
		return ""
	}
	var parts []string
	for _, part := range x.Changed() {
		words := lang.Inline(f.P.T("compare.part." + part))
		if part == complaint.ChangedText {
			added, gone := complaint.CountWords(x.Text)
			words = f.P.T("compare.words", "part", words, "added", added, "gone", gone)
		}
		parts = append(parts, words)
	}
	if len(parts) == 0 {
		parts = append(parts, f.P.T("compare.nothing"))
	}
	return f.P.T("compare.since", "version", x.From, "what", f.P.List(parts))
}

// compareRow opens the comparison with the version that was asked about before.
func compareRow(f *Frame, c *complaint.Case, version int) []slack.Block {
	before := c.Before(version)
	if before == 0 {
		return nil
	}
	return []slack.Block{actions("compare"+strconv.Itoa(version),
		answerButton(f, c, "answer.compare", f.P.T("compare.button", "version", before), version))}
}
