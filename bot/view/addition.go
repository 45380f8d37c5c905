package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// How much of what was added the first page of the file shows; all of it
// stands in the contact log.
const (
	mostAdditions = 3
	mostAdded     = 600 // characters of each
)

// additions are the newest pieces of information that came after the filing, without those
// that went back with a duplicate, which only the contact log has.
func additions(f *Frame, c *complaint.Case) []slack.Block {
	var blocks []slack.Block
	for _, e := range c.Events {
		if e.Kind == complaint.Added && !c.WentBack(e) {
			text := eventLineAt(f, c, e, time.Minute) + "\n" + quoted(cut(added(f, c.Added(e)), mostAdded))
			blocks = append(blocks, section(text))
		}
	}
	return blocks[max(0, len(blocks)-mostAdditions):]
}

// added is what an addition says, escaped: the words, then how whoever sent it
// can be reached, then what came with it.
func added(f *Frame, a complaint.Filing) string {
	var lines []string
	for _, s := range []string{a.Summary, a.Story, a.Wish} {
		if s != "" {
			lines = append(lines, Escape(s))
		}
	}
	if line := quotedLine(f, a.Quoted); line != "" {
		lines = append(lines, line)
	}
	if who := contactLine(a); who != "" {
		lines = append(lines, who)
	}
	if n := len(a.Files); n > 0 {
		lines = append(lines, f.P.T("casefile.added.files", "n", n))
	}
	return strings.Join(lines, "\n")
}

// AddForm asks for what the complaint does not say yet.
func AddForm(f *Frame, c *complaint.Case, typed complaint.Filing) *Modal {
	return &Modal{
		CallbackID: "case.add", Metadata: caseMetadata(f, c, complaint.StepAdd).String(),
		Title: f.P.T("addition.title"), Submit: f.P.T("addition.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			section("*" + c.Number + "* · " + stateWord(f, c)),
			field{block: "story", label: f.P.T("addition.story.label"), hint: f.P.T("addition.story.hint"), optional: true}.
				text(typed.Story, "", true, mostStory),
			field{block: "files", label: f.P.T("filing.files.label"), hint: f.P.T("filing.files.hint"), optional: true}.
				files(complaint.FileTypes, complaint.MaxFiles),
		},
	}
}
