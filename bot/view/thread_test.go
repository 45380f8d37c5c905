package view

import (
	"testing"

	"ombud/complaint"
)

// Everything that a thread or a history may have to tell, on one page.
func TestLine(t *testing.T) {
	c := caseAt(t, complaint.FaceClosed)
	inLanguages(t, "thread.lines", "2026-03-18 12:05", func(f *Frame) screen {
		all := &Message{Text: "lines"}
		for _, e := range c.Events {
			m := Line(f, c, e)
			if len(m.Blocks) != 1 {
				t.Errorf("%s: %d blocks", e.Kind, len(m.Blocks))
			}
			checkScreen(t, string(e.Kind), m, mustJSON(t, m))
			all.Blocks = append(all.Blocks, m.Blocks...)
		}
		return all
	})
}

func TestLineOfATry(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	err := c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.NoReply, At: at(t, "2026-03-17 09:00"), Via: "phone"},
		member(lotte), at(t, "2026-03-17 09:01"))
	if err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "thread.no_reply", "2026-03-17 09:05", func(f *Frame) screen { return Line(f, c, c.Events[len(c.Events)-1]) })
}

func mustJSON(t *testing.T, s screen) []byte {
	t.Helper()
	raw, err := s.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
