package view

import (
	"fmt"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// hasty is an answer with nothing in its favour, by the invented procedure.
func hasty() complaint.Draft {
	return complaint.Draft{
		Answer: complaint.Answer{Text: "Een fout, een rekenfout zelfs. Uw klacht is terecht.", Reasons: "Problemen met het systeem."},
		Form:   "letter", Address: "Molenstraat 1, Utrecht", Outcome: "upheld", Ask: true,
	}
}

// hastyCase waits for the approval of such an answer, with a third party that
// it does not name.
func hastyCase(t *testing.T) *complaint.Case {
	t.Helper()
	c := inventedCase(t, givenToMilan(t))
	c.Procedure.External = []procedure.Body{{Name: "Geschillencommissie"}}
	d := hasty()
	d.Consulted = complaint.Consultation{With: lotte, At: at(t, "2026-03-09 11:00"), Said: "She was told September"}
	if err := c.Prepare(d, member(milan), at(t, "2026-03-09 12:00")); err != nil {
		t.Fatal(err)
	}
	return c
}

// The request in the thread says what to look at. Words of the answer stand
// there only where the answer does.
func TestHintsOfARequest(t *testing.T) {
	c := hastyCase(t)
	inLanguages(t, "approval.request.hints", "2026-03-09 12:05", func(f *Frame) screen { return ApprovalRequest(f, c, 1) })
	inLanguages(t, "approval.request.hints.standard", "2026-03-09 12:05", func(f *Frame) screen {
		f.Standard = true
		return ApprovalRequest(f, c, 1)
	})
	f := sampleFrame(t, lang.EN, "2026-03-09 12:05")
	for standard, want := range map[bool]bool{true: true, false: false} {
		f.Standard = standard
		if got := strings.Contains(string(mustJSON(t, ApprovalRequest(f, c, 1))), "rekenfout"); got != want {
			t.Errorf("standard %v: names a word of the answer %v, want %v", standard, got, want)
		}
	}
	c.Confidential, f.Standard = true, true
	if strings.Contains(string(mustJSON(t, ApprovalRequest(f, c, 1))), "rekenfout") {
		t.Error("a confidential answer is quoted in the thread")
	}
	if !strings.Contains(string(mustJSON(t, ReadAnswer(f, c, 1))), "rekenfout") {
		t.Error("whoever reads the answer is not told which words")
	}
}

// A colleague who is named is pointed out by name only where the answer is read.
func TestHintOfNames(t *testing.T) {
	c := hastyCase(t)
	c.Procedure.Wording.Colleagues = true
	d := hasty()
	d.Text = "Dat deed Joost <Visser>."
	for _, tc := range []struct {
		l     lang.Language
		read  bool
		names string
		want  string
	}{
		{lang.EN, true, "Joost <Visser>", ":warning: A colleague is named (blame nobody): Joost &lt;Visser&gt;"},
		{lang.EN, false, "Joost <Visser>", ":warning: A colleague is named (blame nobody)"},
		{lang.NL, true, "Joost Bakker", ":warning: Er wordt een collega bij naam genoemd (geef niemand de schuld): Joost Bakker"},
		{lang.DA, true, "Karin Holm", ":heavy_check_mark: Ingen kollega er nævnt ved navn"},
	} {
		f := sampleFrame(t, tc.l, "2026-03-09 12:05")
		f.Names = map[string]string{joost: tc.names, milan: "Milan de Wit"}
		if list := hints(f, c, d, tc.read, false); list[len(list)-1] != tc.want {
			t.Errorf("%s: last comes %q, want %q", tc.l, list[len(list)-1], tc.want)
		}
	}
}

// Whoever writes an answer knows from the start what it is looked over for, and nothing
// is called amiss before a word is written; then the form says how it stands.
func TestHintsOfADraft(t *testing.T) {
	c := inventedCase(t, givenToMilan(t))
	inLanguages(t, "answer.draft.hints", "2026-03-09 12:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, c, hasty(), Room{Promises: 1})
	})
	raw := string(mustJSON(t, DraftForm(sampleFrame(t, lang.EN, "2026-03-09 12:00"), c, complaint.Draft{}, Room{Promises: 1})))
	if strings.Contains(raw, ":warning:") || strings.Contains(raw, ":heavy_check_mark:") || strings.Contains(raw, ":question:") {
		t.Error("an empty form is judged")
	}
	for _, want := range []string{":white_circle: The handler is not named", "What an answer is looked over for", "answer.draft.check"} {
		if !strings.Contains(raw, want) {
			t.Errorf("an empty form lacks %q", want)
		}
	}
}

// Of promises a hint says no more than is known: what is recorded, what is open in the
// case, and that the text may hold one. The window with the whole answer says nothing twice.
func TestHintOfPromises(t *testing.T) {
	c, d := hastyCase(t), hasty()
	f := sampleFrame(t, lang.EN, "2026-03-09 12:05")
	d.Text = "We pay the fine of 134 euro by 4 December."
	says := func() string { return strings.Join(hints(f, c, d, true, true), "\n") }
	if got := says(); !strings.Contains(got, ":question: No promise is recorded with this answer. Does the text hold one?") {
		t.Errorf("with none: %s", got)
	}
	c.Commitments = []complaint.Commitment{{}}
	if got := says(); len(c.OpenCommitments()) != 1 || !strings.Contains(got, ":question: No promise is recorded with this answer; 1 made before is still open. Does the text hold another?") {
		t.Errorf("with one elsewhere: %s", got)
	}
	d.Promises = []complaint.Promise{{What: "Refund", Who: "Milan", When: "2026-03-20"}}
	if got := says(); strings.Contains(got, "romise") {
		t.Errorf("with one in sight: %s", got)
	}
	f.Viewer = member(sanne)
	if raw := string(mustJSON(t, ReadAnswer(f, c, 1))); strings.Count(raw, "Outcome: Upheld") != 1 {
		t.Errorf("the outcome is said %d times", strings.Count(raw, "Outcome: Upheld"))
	}
}

// However many words are found, Slack takes the hint.
func TestManyWordsToAvoid(t *testing.T) {
	c := inventedCase(t, givenToMilan(t))
	f := sampleFrame(t, lang.EN, "2026-03-09 12:00")
	d := hasty()
	d.Text = ""
	for i := range 300 {
		d.Text += fmt.Sprintf("fout%d ", i)
	}
	d.Text += strings.Repeat("foutfout", 300)
	s := DraftForm(f, c, d, Room{Promises: 1})
	raw := mustJSON(t, s)
	checkScreen(t, "many words", s, raw)
	if !strings.Contains(string(raw), "302 words") || !strings.Contains(string(raw), "_fout4_, …") {
		t.Errorf("not counted, or all are named:\n%s", raw)
	}
	d.Text = strings.Repeat("foutfout", 300)
	if raw := mustJSON(t, DraftForm(f, c, d, Room{Promises: 1})); !strings.Contains(string(raw), "…_") {
		t.Error("a word without an end is named whole")
	}
}
