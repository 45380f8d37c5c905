package view

import (
	"fmt"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// revised is a case whose second version waits, changed from the first.
func revised(t *testing.T, change func(*complaint.Draft)) *complaint.Case {
	t.Helper()
	c, d := caseAt(t, complaint.FaceChangesAsked), sampleDraft()
	change(&d)
	if err := c.Prepare(d, member(milan), at(t, "2026-03-12 15:50")); err != nil {
		t.Fatal(err)
	}
	return c
}

func everythingElse(d *complaint.Draft) {
	d.Form, d.Outcome = "letter", "partly"
	d.Text = "You are right: the accounts came two months late, and for that we are very sorry. We refund *half* of the fine."
	d.More = []string{"Milan <calls> you & explains."}
	d.Facts, d.Reasons = "Fatima found the *file* & the <planning>.", "Half of the delay was ours."
	d.Promises = []complaint.Promise{{What: "Refund half", Who: "Milan de Wit", When: "2026-03-27"}}
	d.Letter = &complaint.Attachment{ID: "F0BRIEF", Name: "letter.pdf", Size: 9}
}

func TestCompareAnswers(t *testing.T) {
	now := "2026-03-12 15:55"
	c := revised(t, everythingElse)
	inLanguages(t, "compare", now, func(f *Frame) screen { return CompareAnswers(f, c, 1, 2) })
	inLanguages(t, "approval.request.revised", now, func(f *Frame) screen { return ApprovalRequest(f, c, 2) })
	same := revised(t, func(*complaint.Draft) {})
	inLanguages(t, "compare.same", now, func(f *Frame) screen { return CompareAnswers(f, same, 1, 2) })
	f := sampleFrame(t, lang.EN, now)
	for _, v := range [][2]int{{0, 1}, {2, 9}, {-1, 2}} {
		if raw := string(mustJSON(t, CompareAnswers(f, c, v[0], v[1]))); !strings.Contains(raw, c.Number) || strings.Contains(raw, "sorry") {
			t.Errorf("versions %v: %s", v, raw)
		}
	}
}

// Marks stand around whole words within a line, with a space on both sides, and
// nothing that was typed is read as one.
func TestMarksOfAComparison(t *testing.T) {
	gone, is, same := complaint.OpGone, complaint.OpNew, complaint.OpSame
	for _, tc := range []struct {
		name string
		runs []complaint.Run
		want string
	}{
		{"a word", []complaint.Run{{Op: same, Text: "We refund "}, {Op: gone, Text: "350 "}, {Op: is, Text: "385 "}, {Op: same, Text: "euro."}}, "We refund ~350~ *385* euro."},
		{"at the start", []complaint.Run{{Op: is, Text: "Sorry. "}, {Op: same, Text: "We refund."}}, "*Sorry.* We refund."},
		{"over lines", []complaint.Run{{Op: same, Text: "One.\n\n"}, {Op: is, Text: "Two.\nThree."}}, "One.\n\n*Two.*\n*Three.*"},
		{"a line that went", []complaint.Run{{Op: gone, Text: "One.\n"}, {Op: same, Text: "Two."}}, "~One.~\nTwo."},
		{"typed marks", []complaint.Run{{Op: is, Text: "*a* ~b~ `c` <d> & e"}}, "*∗a∗ ∼b∼ ˋcˋ &lt;d&gt; &amp; e*"},
		{"nothing", nil, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := strings.Join(runPieces(tc.runs), ""); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

// Of much that stayed the ends are shown; what changed is shown whole, however
// much it is.
func TestALongComparison(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-12 15:55")
	long := func(word string) string {
		text := ""
		for i := 0; len(text) < mostAnswer-40; i++ {
			text += fmt.Sprintf("%s%d & ", word, i)
		}
		return text
	}
	changed := revised(t, func(d *complaint.Draft) {
		d.Text, d.More = long("a"), []string{long("b"), long("c"), long("d")}
	})
	d := changed.Version(2)
	d.Text, d.More, d.Reasons, d.Promises = long("e"), []string{long("f"), long("g"), strings.Repeat("x", mostAnswer)}, long("h"), largestPromises()
	d.Facts = long("i")
	if err := changed.Prepare(d, member(milan), at(t, "2026-03-12 15:52")); err != nil {
		t.Fatal(err)
	}
	s := CompareAnswers(f, changed, 2, 3)
	raw := mustJSON(t, s)
	checkScreen(t, "all of it", s, raw)
	for _, want := range []string{"a0 ", "d100 ", "e0 ", "g100 ", "h100 ", "i100 "} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("%q is not shown", want)
		}
	}
	d.More[2] = strings.Repeat("x", mostAnswer-1)
	if err := changed.Prepare(d, member(milan), at(t, "2026-03-12 15:53")); err != nil {
		t.Fatal(err)
	}
	s = CompareAnswers(f, changed, 3, 4)
	raw = mustJSON(t, s)
	checkScreen(t, "the last word", s, raw)
	if !strings.Contains(string(raw), "e0 ") || !strings.Contains(string(raw), "[…]") || strings.Contains(string(raw), "f100 ") {
		t.Errorf("what stayed is shown whole, or not at all: %s", raw)
	}
}

// The comparison is offered where there is something to compare with, to who
// decides in the menu and to others beside the version.
func TestWhereAComparisonIsOffered(t *testing.T) {
	c := revised(t, everythingElse)
	f := sampleFrame(t, lang.EN, "2026-03-12 15:55")
	for name, tc := range map[string]struct {
		s    screen
		want string
	}{
		"request": {ApprovalRequest(f, c, 2), "K-2026-0042:v2|diff"}, "read": {ReadAnswer(f, c, 2), "K-2026-0042:v2|diff"},
		"the first version": {ReadAnswer(f, c, 1), ""}, "file": {CaseFile(f, c, TabAnswers, 1), `"value":"K-2026-0042:v2"`},
	} {
		raw := string(mustJSON(t, tc.s))
		if got := strings.Contains(raw, "Compare with v1"); got != (tc.want != "") || !strings.Contains(raw, tc.want) {
			t.Errorf("%s: offered %v, want %q", name, got, tc.want)
		}
	}
	if raw := string(mustJSON(t, ApprovalRequest(f, c, 2))); !strings.Contains(raw, "the text (+12 and −2 words)") || strings.Contains(raw, "sorry") {
		t.Errorf("at level minimal the request says: %s", raw)
	}
}
