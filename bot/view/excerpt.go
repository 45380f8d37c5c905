package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// What a message of Slack becomes in the file.
const (
	ExcerptNote    = "note"
	ExcerptContact = "contact"
)

// ExcerptForm asks what a message becomes and, where the conversation does not
// tell, in which case: one of those that the person works on, or any whose number they type.
// In m are the case, if known, and the message's place and author.
func ExcerptForm(f *Frame, m Metadata, x complaint.Excerpt, kind string) *Modal {
	blocks := []slack.Block{note(f.P.T("excerpt.from", "name", Escape(f.Name(x.Author)), "when", f.P.DayClock(x.At)))}
	if m.Number != "" {
		blocks = append(blocks, section(f.P.T("excerpt.case", "number", m.Number)))
	} else {
		blocks = append(blocks, otherField(f, field{block: "number", label: f.P.T("excerpt.number.label"), hint: f.P.T("excerpt.number.hint")}, nil))
	}
	blocks = append(blocks,
		field{block: "text", label: f.P.T("excerpt.text.label"), hint: f.P.T("excerpt.text.hint")}.text(x.Text, "", true, mostStory),
		field{block: "kind", label: f.P.T("excerpt.kind.label"), hint: f.P.T("excerpt.contact.hint")}.radio([]Option{
			{Value: ExcerptNote, Text: f.P.T("excerpt.note.option")},
			{Value: ExcerptContact, Text: f.P.T("excerpt.contact.option")},
		}, kind),
	)
	return &Modal{
		CallbackID: "case.note", Metadata: m.String(), Blocks: blocks,
		Title: f.P.T("excerpt.title"), Submit: f.P.T("excerpt.submit"), Close: f.P.T("filing.close"),
	}
}

// ExcerptAdded is what that form becomes: in whose file the message is now, with the way there.
func ExcerptAdded(f *Frame, c *complaint.Case) *Modal {
	return &Modal{
		CallbackID: "case.noted", Metadata: Metadata{Number: c.Number, Lang: string(f.P.Language())}.String(),
		Title: f.P.T("excerpt.title"), Close: f.P.T("words.ok.close"),
		Blocks: []slack.Block{
			section(f.P.T("excerpt.added") + "\n" + rowHead(f, c)),
			actions("next", stepButton(f, c, complaint.StepOpenFile)),
		},
	}
}

// Source packs where a message stands and who wrote it, as the form of an
// excerpt remembers it.
func Source(channel, ts, author string) string {
	return strings.Join([]string{channel, ts, author}, ":")
}

// Quote puts the message that a form was begun with into what the form remembers.
func (m *Metadata) Quote(q *complaint.Quoted) {
	if q != nil {
		channel, ts, _ := ParseSource(q.Source)
		m.Hash = Source(channel, ts, q.Author)
	}
}

// ParseSource reads what Source wrote; parts that are missing are empty.
func ParseSource(s string) (channel, ts, author string) {
	channel, rest, _ := strings.Cut(s, ":")
	ts, author, _ = strings.Cut(rest, ":")
	return channel, ts, author
}
