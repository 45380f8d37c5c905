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
// them is a gate. Words of the answer are named only where it may be read, and its
// outcome and its promises only where they are not in sight.
func hints(f *Frame, c *complaint.Case, d complaint.Draft, read, inSight bool) []string {
	var list []string
	all := c.Hints(d)
	if h, asked := c.NamesHint(d, f.Names); asked {
		all = append(all, h)
	}
	for _, h := range all {
		shown := inSight && (h.Code == complaint.HintOutcome || h.Code == complaint.HintPromises)
		if h.Good && (shown || unwritten(d)) || h.Code == complaint.HintOutcome && !h.Good { // a form that has no outcome yet asks for it itself
			continue
		}
		list = append(list, hintMark(d, h)+hintText(f, c, d, h, read))
	}
	return list
}

// unwritten tells of an answer of which nothing is written yet.
func unwritten(d complaint.Draft) bool { return strings.TrimSpace(d.Text) == "" && d.Letter == nil }

// hintMark repeats for the eye what a hint says: of an answer that is not written yet
// nothing is amiss, and whether its text promises anything is a question.
func hintMark(d complaint.Draft, h complaint.Hint) string {
	switch {
	case h.Later:
		return ":hourglass_flowing_sand: "
	case h.Good:
		return ":heavy_check_mark: "
	case unwritten(d):
		return ":white_circle: "
	case h.Code == complaint.HintPromises:
		return ":question: "
	}
	return ":warning: "
}

func hintText(f *Frame, c *complaint.Case, d complaint.Draft, h complaint.Hint, read bool) string {
	switch {
	case h.Code == complaint.HintOutcome:
		return f.P.T("hint.outcome", "outcome", f.P.T("words.outcome."+d.Outcome))
	case h.Code == complaint.HintPromises && h.Good:
		return f.P.T("hint.promises", "n", h.N)
	case h.Code == complaint.HintPromises && h.N > 0:
		return f.P.T("hint.promises_elsewhere", "n", h.N)
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

// lookedOver are the hints of a version that waits, that whoever wrote it turned out to be
// involved, and what changed since the one before; in sight: beside the whole of it.
func lookedOver(f *Frame, c *complaint.Case, version int, read, inSight bool) []slack.Block {
	list := hints(f, c, c.Version(version), read, inSight)
	if since := changedSince(f, c, version); since != "" {
		list = append(list, since)
	}
	if c.AuthorInvolved() {
		list = append([]string{f.P.T("error.author_approve")}, list...)
	}
	if len(list) == 0 {
		return nil
	}
	return []slack.Block{note(list...)}
}

// draftHints stand in the form of an answer, so that whoever writes it knows what it is
// looked over for before anybody does, and may see how it stands.
func draftHints(f *Frame, c *complaint.Case, typed complaint.Draft) []slack.Block {
	check := f.P.T("hint.check.button")
	list := hints(f, c, typed, true, true)
	if len(list) == 0 {
		return nil
	}
	return []slack.Block{
		section("*" + f.P.T("hint.looked_at") + "*"), note(list...),
		actions("check", button("answer.draft.check", "check", check, check+" · "+c.Number)),
	}
}
