package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Whoever reads an answer to decide on it finds what it is to answer, and what
// was to change since the version before; nobody else finds the complaint in it.
func TestAnAnswerIsReadBesideItsComplaint(t *testing.T) {
	c := revised(t, func(*complaint.Draft) {})
	const asked = "Changes asked by"
	for viewer, told := range map[string]bool{mees: true, sanne: true, milan: true, joost: false} {
		f := sampleFrame(t, lang.EN, "2026-03-13 10:00")
		f.Viewer = member(viewer)
		for version, changes := range map[int]bool{1: false, 2: true} {
			raw := string(mustJSON(t, &Home{Blocks: underReview(f, c, version)}))
			for what, want := range map[string]bool{
				"Annual accounts two months late": told, "promised for September": told, "Agreed with the customer: We check the file and call back (by Fri 20 March)": told, "an apology": told, asked: told && changes, "Say by when the fine is refunded": told && changes,
			} {
				if got := strings.Contains(raw, what); got != want {
					t.Errorf("version %d, %s: %q is there: %v", version, viewer, what, got)
				}
			}
		}
	}
	f := sampleFrame(t, lang.EN, "2026-03-13 10:00")
	raw := string(mustJSON(t, ReadAnswer(f, c, 2)))
	if story, answer := strings.Index(raw, "promised for September"), strings.Index(raw, "You are right"); story < 0 || answer < story {
		t.Errorf("the complaint stands at %d, the answer at %d", story, answer)
	}
}
