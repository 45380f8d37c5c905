package complaint

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPartsOfAnAnswer(t *testing.T) {
	for _, tc := range []struct {
		name   string
		typed  []string
		kept   Answer
		whole  string
		wanted string
	}{
		{"one", []string{" You are right. "}, Answer{Text: "You are right."}, "You are right.", ""},
		{"three", []string{"One.", " Two.\n", "Three."}, Answer{Text: "One.", More: []string{"Two.", "Three."}}, "One.\n\nTwo.\n\nThree.", ""},
		{"an empty one between", []string{"One.", "  ", "Three."}, Answer{Text: "One.", More: []string{"Three."}}, "One.\n\nThree.", ""},
		{"the first empty", []string{"", "Two."}, Answer{Text: "Two."}, "Two.", ""},
		{"all empty", []string{" ", "\n", ""}, Answer{}, "", "text error.answer_missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, d := walkTo(t, FaceInProgress), draft()
			d.Text, d.More, d.Promises = tc.typed[0], tc.typed[1:], nil
			if got := refusedFor(c.Prepare(d, member(milan), at(t, "2026-03-12 15:00"))); got != tc.wanted {
				t.Fatalf("%q, want %q", got, tc.wanted)
			}
			got := c.AnswerText(1)
			if diff := cmp.Diff(tc.kept.Text, got.Text) + cmp.Diff(append([]string{}, tc.kept.More...), append([]string{}, got.More...)); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
			if got.Whole() != tc.whole {
				t.Errorf("%q, want %q", got.Whole(), tc.whole)
			}
		})
	}
}

// An approval is bound to every part: whatever the customer would be told
// otherwise is another answer.
func TestTheHashOfAnAnswer(t *testing.T) {
	full := draft()
	full.More = []string{"Two.", "Three."}
	same := full
	same.Internal, same.OralWhy, same.AskOf = "for us", "she asked", mees
	if full.hash() != same.hash() {
		t.Error("what the customer is not told changes the hash")
	}
	for name, change := range map[string]func(*Draft){
		"form":               func(d *Draft) { d.Form = "email" },
		"outcome":            func(d *Draft) { d.Outcome = "partly" },
		"first part":         func(d *Draft) { d.Text += "!" },
		"second part":        func(d *Draft) { d.More = []string{"Two!", "Three."} },
		"third part":         func(d *Draft) { d.More = []string{"Two.", "Three!"} },
		"a part less":        func(d *Draft) { d.More = d.More[:1] },
		"the order of parts": func(d *Draft) { d.More = []string{"Three.", "Two."} },
		"where a part ends":  func(d *Draft) { d.More = []string{"Two.Three."} },
		"facts":              func(d *Draft) { d.Facts = "the file lay unread since June" },
		"reasons":            func(d *Draft) { d.Reasons = "the file lay unread" },
		"a promise":          func(d *Draft) { d.Promises = nil },
	} {
		other := full
		change(&other)
		if other.hash() == full.hash() {
			t.Errorf("%s: the hash stays", name)
		}
	}
}

// What is approved carries the hash of what was asked, in all its parts.
func TestTheApprovalOfALongAnswer(t *testing.T) {
	c, d := walkTo(t, FaceInProgress), draft()
	d.More = []string{"Two.", "Three.", "Four."}
	w := &walk{t, c}
	w.do("draft", c.Prepare(d, member(milan), at(t, "2026-03-12 15:00")))
	w.do("approve", c.Approve(1, member(mees), at(t, "2026-03-12 16:00")))
	approved := c.Events[len(c.Events)-1]
	words := c.Version(1)
	if approved.Kind != Approved || approved.Data.Hash != words.hash() || approved.Data.Hash != c.Answers[0].Hash {
		t.Errorf("approved %s, the words are %s", approved.Data.Hash, words.hash())
	}
	again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
	if got := again.AnswerText(1).Whole(); got != words.Whole() {
		t.Errorf("read back: %q", got)
	}
}
