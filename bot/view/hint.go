package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/procedure"
)

// mostFound is how many words to avoid a hint names.
const mostFound = 5

// hints look an answer over for whoever writes it or decides on it; none of
// them is a gate. Words of the answer are named only where it may be read.
func hints(f *Frame, c *complaint.Case, d complaint.Draft, read bool) []string {
	var list []string
	all := c.Hints(d)
	if h, asked := c.NamesHint(d, f.Names); asked {
		all = append(all, h)
	}
	for _, h := range all {
		mark := ":heavy_check_mark: "
		switch {
		case h.Later:
			mark = ":hourglass_flowing_sand: "
		case !h.Good:
			mark = ":warning: "
		}
		if h.Code != complaint.HintOutcome || h.Good { // a form that has none yet asks for it itself
			list = append(list, mark+hintText(f, c, d, h, read))
		}
	}
	return list
}

func hintText(f *Frame, c *complaint.Case, d complaint.Draft, h complaint.Hint, read bool) string {
	switch {
	case h.Code == complaint.HintOutcome:
		return f.P.T("hint.outcome", "outcome", f.P.T("words.outcome."+d.Outcome))
	case h.Code == complaint.HintPromises && h.Good:
		return f.P.T("hint.promises", "n", h.N)
	case h.Code == complaint.HintWords && !h.Good:
		text := f.P.T("hint.words", "n", len(h.Words))
		if read {
			text += ": " + foundWords(f, h.Words)
		}
		return text
	case h.Code == complaint.HintNames && !h.Good:
		text := f.P.T("hint.names", "n", len(h.Users))
		if read {
			text += ": " + Escape(f.NameList(h.Users))
		}
		return text
	case h.Later:
		return f.P.T("hint.letter_coming")
	case h.Code == complaint.HintExternal && !h.Good:
		return f.P.T("hint.external", "who", bodyNames(f, c))
	case h.Good:
		return f.P.T("hint.good." + string(h.Code))
	}
	return f.P.T("hint.lacks." + string(h.Code))
}

// bodyNames are the third parties to whom the complainant of a case may turn, as the
// procedure names them, in the middle of a sentence.
func bodyNames(f *Frame, c *complaint.Case) string {
	var names []string
	for _, i := range c.Bodies() {
		names = append(names, Escape(c.Procedure.External[i].Name))
	}
	if len(names) == 0 {
		return f.P.T("road.dispute.somebody")
	}
	return f.P.Either(names)
}

// foundWords are words to avoid, each with what to say rather.
func foundWords(f *Frame, found []procedure.Found) string {
	var parts []string
	for _, w := range found[:min(mostFound, len(found))] {
		word := "_" + Escape(cut(w.Word, 50)) + "_"
		if w.Rather != "" {
			word = f.P.T("hint.rather", "word", word, "rather", Escape(w.Rather))
		}
		parts = append(parts, word)
	}
	if len(found) > mostFound {
		parts = append(parts, "…")
	}
	return strings.Join(parts, ", ")
}

// lookedOver are the hints of a version that waits, and what changed since the
// one before.
func lookedOver(f *Frame, c *complaint.Case, version int, read bool) []string {
	list := hints(f, c, c.Version(version), read)
	if since := changedSince(f, c, version); since != "" {
		list = append(list, since)
	}
	return list
}

// draftHints stand in the form of an answer once something is written.
func draftHints(f *Frame, c *complaint.Case, typed complaint.Draft) []slack.Block {
	if typed.Text == "" {
		return nil
	}
	return []slack.Block{note(hints(f, c, typed, true)...)}
}
