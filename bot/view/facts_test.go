package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// factsCase is one in hand by a procedure that wants the facts apart (OK-01).
func factsCase(t *testing.T) *complaint.Case {
	t.Helper()
	c := caseAt(t, complaint.FaceInProgress)
	p := *c.Procedure
	p.Answer.FactsRequired, c.Procedure = true, &p
	return c
}

// What was established has a field before the answer, and stands before it for whoever
// decides on the answer and in the file.
func TestFactsOfAnAnswer(t *testing.T) {
	c, d := factsCase(t), sampleDraft()
	d.Facts = "The planning named <September>.\nMilan found the file unread & told nobody."
	inLanguages(t, "answer.draft.facts", "2026-03-12 14:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, c, d, Room{Promises: 1})
	})
	must(t, c.Prepare(d, member(milan), at(t, "2026-03-12 15:00")))
	inLanguages(t, "answer.read.facts", "2026-03-12 15:10", func(f *Frame) screen { return ReadAnswer(f, c, 1) })
	f := sampleFrame(t, lang.EN, "2026-03-12 15:10")
	for name, s := range map[string]screen{"read": ReadAnswer(f, c, 1), "file": CaseFile(f, c, TabAnswers, 1)} {
		text := unescaped(mustJSON(t, s))
		last := 0
		for _, part := range []string{"*What we established*", "told nobody", "The answer, as", "You are right", "*Reasons for the outcome*", "lay unread for two"} {
			at := strings.Index(text, part)
			if at < last {
				t.Errorf("%s: %q does not follow what comes before it: %s", name, part, text)
			}
			last = at
		}
	}
}

// An answer that is a letter has no text to stand after the facts.
func TestFactsBesideALetter(t *testing.T) {
	c, d := factsCase(t), sampleDraft()
	d.Text, d.Facts, d.Form, d.Letter = "", "Nobody opened the file.", "letter", &complaint.Attachment{ID: "F0BRIEF", Name: "letter.pdf", Size: 9}
	must(t, c.Prepare(d, member(milan), at(t, "2026-03-12 15:00")))
	text := asJSON(t, ReadAnswer(sampleFrame(t, lang.EN, "2026-03-12 15:10"), c, 1))
	if !strings.Contains(text, "Nobody opened the file.") || strings.Contains(text, "The answer, as") {
		t.Error(text)
	}
}

// Only a procedure that wants the facts apart has a field for them.
func TestWhoAsksForFacts(t *testing.T) {
	for _, name := range procedure.Presets() {
		raw := asJSON(t, DraftForm(sampleFrame(t, lang.DA, "2026-03-12 14:00"), presetCase(t, name), complaint.Draft{}, Room{}))
		if asks := strings.Contains(raw, "Hvad vi har konstateret"); asks != (name == "okonomi") {
			t.Errorf("%s asks for facts: %v", name, asks)
		}
	}
}
