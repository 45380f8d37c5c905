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

// A new round is about what the customer still misses: its writer finds it on top of the
// form and on the way there, who decides beside the old agreement, and nobody else; of the
// answer of the first round it says nothing.
func TestANewRoundBeginsWithWhatIsMissing(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	missed := complaint.FollowUpForm{Result: complaint.Dissatisfied, At: at(t, "2026-03-18 11:00"), Via: "phone", Note: "Two payslips are still wrong"}
	if err := c.RecordFollowUp(missed, member(lotte), at(t, "2026-03-18 11:05")); err != nil {
		t.Fatal(err)
	}
	now, written := "2026-03-18 12:00", "Two payslips are still wrong"
	inLanguages(t, "answer.draft.missing", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, c, c.Version(2), Room{Promises: 1})
	})
	inLanguages(t, "desk.missing", now, func(f *Frame) screen { f.Viewer = member(milan); return Desk(f, c) })
	f := sampleFrame(t, lang.EN, now)
	f.Viewer, f.Standard = member(milan), true
	if raw := string(mustJSON(t, Desk(f, c))); !strings.Contains(raw, written) {
		t.Errorf("at level standard the handler's message does not say what is missing: %s", raw)
	}
	f.Standard = false
	if raw := string(mustJSON(t, Desk(f, c))); strings.Contains(raw, "payslips") || !strings.Contains(raw, "What is still missing is at the top of the form") {
		t.Errorf("below it the handler reads %s", raw)
	}
	if err := c.Prepare(sampleDraft(), member(milan), at(t, "2026-03-18 13:00")); err != nil {
		t.Fatal(err)
	}
	if raw := string(mustJSON(t, Desk(f, c))); strings.Contains(raw, "still missing") {
		t.Errorf("while the answer waits for an approval the handler reads %s", raw)
	}
	for viewer, told := range map[string]bool{mees: true, sanne: true, joost: false} {
		f.Viewer = member(viewer)
		for version, want := range map[int]bool{2: false, 3: told} {
			raw := string(mustJSON(t, &Home{Blocks: underReview(f, c, version)}))
			if got := strings.Contains(raw, written) && strings.Contains(raw, "What the customer still misses"); got != want {
				t.Errorf("version %d, %s finds what is missing: %v", version, viewer, got)
			}
			if missing, plan := strings.Index(raw, written), strings.Index(raw, "Agreed with the customer"); want && plan < missing {
				t.Errorf("what is missing stands at %d, the old agreement at %d", missing, plan)
			}
		}
	}
}

// Who decides in a new round reads what was promised before and still stands, and not that it
// changed; the file says of each version of which round it is, and of one that was given how,
// when and by whom instead of how it is to be.
func TestAnAnswerOfANewRound(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	missed := complaint.FollowUpForm{Result: complaint.Dissatisfied, At: at(t, "2026-03-18 11:00"), Via: "phone", Note: "Two payslips are still wrong"}
	must(t, c.RecordFollowUp(missed, member(lotte), at(t, "2026-03-18 11:05")))
	d := sampleDraft()
	d.Text, d.Promises = "We put the payslips right.", nil
	must(t, c.Prepare(d, member(milan), at(t, "2026-03-18 15:00")))
	now := "2026-03-18 15:10"
	window := func(f *Frame) screen { f.Viewer = member(mees); return ReadAnswer(f, c, 3) }
	inLanguages(t, "answer.round", now, window)
	inLanguages(t, "casefile.answers.round", now, func(f *Frame) screen { return CaseFile(f, c, TabAnswers, 2) })
	inLanguages(t, "casefile.overview.round", now, func(f *Frame) screen { return CaseFile(f, c, TabOverview, 1) })
	f := sampleFrame(t, lang.EN, now)
	raw := string(mustJSON(t, window(f)))
	if !strings.Contains(raw, "Promised before and still open*\\n") || !strings.Contains(raw, "Refund the fine") || strings.Contains(raw, "and the promises") {
		t.Errorf("who decides reads %s", raw)
	}
	if older := string(mustJSON(t, ReadAnswer(f, c, 2))); strings.Contains(older, "Promised before") || strings.Contains(older, "gets it by phone") {
		t.Errorf("of the answer that was given it says %s", older)
	}
}
