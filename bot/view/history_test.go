package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// The reason of a step stands with it in the history, for those who may read
// the words of the case.
func TestHistoryTellsWhy(t *testing.T) {
	reason := "because of <this> & that"
	shown := ">because of &lt;this&gt; &amp; that"
	for _, tc := range []struct {
		name string
		face complaint.Face
		do   func(c *complaint.Case) error
	}{
		{"withdrawn", complaint.FaceConfirmed, func(c *complaint.Case) error {
			return c.EndCase(complaint.EndForm{End: complaint.EndWithdrawn, Reason: reason, With: "Anna", Via: "phone", At: at(t, "2026-03-20 10:00")}, member(sanne), at(t, "2026-03-20 10:00"))
		}},
		{"no complaint", complaint.FaceConfirmed, func(c *complaint.Case) error {
			return c.NotAComplaint(question(reason, at(t, "2026-03-20 10:00")), member(sanne), at(t, "2026-03-20 10:00"))
		}},
		{"filed in error", complaint.FaceConfirmed, func(c *complaint.Case) error {
			return c.MarkFiledInError(reason, member(sanne), at(t, "2026-03-20 10:00"))
		}},
		{"changes asked", complaint.FaceInApproval, func(c *complaint.Case) error {
			return c.AskChanges(1, reason, member(mees), at(t, "2026-03-12 15:30"))
		}},
		{"assigned anew", complaint.FaceInProgress, func(c *complaint.Case) error {
			return c.Assign(complaint.Assignment{Handler: fatima, Name: "Fatima", Title: "Adviser", Why: "other", WhyText: reason}, member(sanne), at(t, "2026-03-20 10:00"))
		}},
		{"reopened", complaint.FaceClosed, func(c *complaint.Case) error {
			return c.Reopen(reason, at(t, "2026-03-20 10:00"), member(milan), at(t, "2026-03-20 10:00"))
		}},
		{"promise dropped", complaint.FaceAnswered, func(c *complaint.Case) error {
			return c.DropCommitment(1, reason, member(sanne), at(t, "2026-03-20 10:00"))
		}},
		{"corrected", complaint.FaceAnswered, func(c *complaint.Case) error {
			form := complaint.CorrectForm{Fact: factOf(t, c, complaint.FactWish), Text: "An apology", Reason: reason}
			return c.Correct(form, member(sanne), at(t, "2026-03-20 10:00"))
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := caseAt(t, tc.face)
			if err := tc.do(c); err != nil {
				t.Fatal(err)
			}
			f := sampleFrame(t, lang.EN, "2026-03-20 10:05")
			if raw := unescaped(mustJSON(t, CaseFile(f, c, TabHistory, 1))); !strings.Contains(raw, shown) {
				t.Errorf("the history lacks %q:\n%s", shown, raw)
			}
			f.Viewer = member("U0OTHER")
			if raw := unescaped(mustJSON(t, CaseFile(f, c, TabHistory, 1))); strings.Contains(raw, "because of") {
				t.Errorf("somebody without a part in it reads why:\n%s", raw)
			}
		})
	}
}

// unescaped undoes how JSON writes the signs of HTML.
func unescaped(raw []byte) string {
	return strings.NewReplacer(`\u0026`, "&", `\u003e`, ">", `\u003c`, "<").Replace(string(raw))
}

// A step that somebody took in the place of the handler says so, in the file and in the thread.
func TestWhoActedInWhosePlace(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	c.Roster.Away = []complaint.Absence{{User: milan, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-09 00:00"), Deputy: fatima}}
	must(t, c.LogContact(complaint.ContactForm{At: at(t, "2026-03-06 09:30"), Via: "phone", Note: "Voicemail"}, member(fatima), at(t, "2026-03-06 09:35")))
	c.Roster.Away = nil // it stays true
	inLanguages(t, "history.instead", "2026-03-10 09:00", func(f *Frame) screen { return Line(f, c, c.Events[len(c.Events)-1]) })
}
