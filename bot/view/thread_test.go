package view

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
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

// Why an answer went back is quoted in the request that it was, at level standard only,
// and never of a confidential case.
func TestTheRequestOfAnAnswerThatWentBack(t *testing.T) {
	c := caseAt(t, complaint.FaceChangesAsked)
	now := "2026-03-12 15:45"
	inLanguages(t, "approval.request.sent_back", now, func(f *Frame) screen { f.Standard = true; return ApprovalRequest(f, c, 1) })
	approved, back := caseAt(t, complaint.FaceApproved), caseAt(t, complaint.FaceApproved)
	if err := back.WithdrawApproval(2, "The <amount> is wrong", member(mees), at(t, "2026-03-12 16:10")); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name                   string
		c                      *complaint.Case
		standard, confidential bool
		want                   string
	}{
		{"changes asked, standard", c, true, false, "by when the fine is refunded"},
		{"changes asked, minimal", c, false, false, ""},
		{"changes asked, confidential", c, true, true, ""},
		{"withdrawn, standard", back, true, false, "lt;amount"},
		{"withdrawn, minimal", back, false, false, ""},
		{"approved, standard", approved, true, false, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := sampleFrame(t, lang.EN, now)
			f.Standard, tc.c.Confidential = tc.standard, tc.confidential
			m := ApprovalRequest(f, tc.c, len(tc.c.Answers))
			raw := string(mustJSON(t, m))
			checkScreen(t, tc.name, m, []byte(raw))
			if len(m.Blocks) != 3+min(len(tc.want), 1) || !strings.Contains(raw, tc.want) {
				t.Errorf("%d blocks, want %q: %s", len(m.Blocks), tc.want, raw)
			}
		})
	}
	c.Confidential = false
	long := caseAt(t, complaint.FaceInApproval)
	if err := long.AskChanges(1, strings.Repeat("& more ", 280), member(mees), at(t, "2026-03-12 15:40")); err != nil {
		t.Fatal(err)
	}
	f := sampleFrame(t, lang.EN, now)
	f.Standard = true
	m := ApprovalRequest(f, long, 1)
	checkScreen(t, "a long comment", m, mustJSON(t, m))
}

func mustJSON(t *testing.T, s screen) []byte {
	t.Helper()
	raw, err := s.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// What the channel sees beside the thread says of which case it speaks, and names
// nobody: neither who recorded it, nor who complained.
func TestTheLoudLineOfADispute(t *testing.T) {
	for _, tc := range []struct{ name, binding string }{{"binds", "yes"}, {"does not", "no"}, {"not known", "unknown"}} {
		t.Run(tc.name, func(t *testing.T) {
			c := caseAt(t, complaint.FaceAnswered)
			err := c.HandOver(complaint.DisputeForm{
				Name: "Geschillencommissie", Binding: tc.binding, AskedBy: "Anna de Vries", Documents: "the file", At: at(t, "2026-03-19 10:00"), Day: "2026-06-01",
			}, member(sanne), at(t, "2026-03-19 11:00"))
			if err != nil {
				t.Fatal(err)
			}
			e := c.Events[len(c.Events)-1]
			inLanguages(t, "thread.disputed."+tc.binding, "2026-03-19 11:05", func(f *Frame) screen {
				f.Standard = true
				m := Line(f, c, e)
				raw := string(mustJSON(t, m))
				for _, name := range append(slices.Collect(maps.Values(f.Names)), "Anna", "Geschillencommissie", "U0") {
					if strings.Contains(raw, name) {
						t.Errorf("the channel reads %q: %s", name, raw)
					}
				}
				if !strings.Contains(m.Text, c.Number) {
					t.Errorf("%q does not say of which case", m.Text)
				}
				return m
			})
		})
	}
}
