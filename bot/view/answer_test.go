package view

import (
	"fmt"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func TestDraftForm(t *testing.T) {
	fresh := caseAt(t, complaint.FaceInProgress)
	inLanguages(t, "answer.draft", "2026-03-12 14:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, fresh, complaint.Draft{Ask: true}, Room{Promises: 1})
	})
	back := caseAt(t, complaint.FaceChangesAsked)
	inLanguages(t, "answer.kept", "2026-03-12 15:45", func(f *Frame) screen { return DraftSaved(f, back) })
	inLanguages(t, "answer.draft.revise", "2026-03-12 15:45", func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, back, sampleDraft(), Room{Promises: 2})
	})
}

// Where the procedure asks for a consultation the form does too, until it is on
// file.
func TestDraftFormAsksForTheConsultation(t *testing.T) {
	now := "2026-03-09 12:00"
	c := inventedCase(t, givenToMilan(t))
	inLanguages(t, "answer.draft.consult", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, c, complaint.Draft{Consulted: complaint.Consultation{With: lotte, At: f.Now, Unsaid: true}}, Room{Promises: 1})
	})
	if err := c.Consult(complaint.Consultation{With: lotte, At: at(t, now), Said: "Gone", Impossible: true}, member(milan), at(t, now)); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "answer.draft.consulted", now, func(f *Frame) screen { return DraftForm(f, c, complaint.Draft{Ask: true}, Room{Promises: 1}) })
}

// The comment stands on top of the form, and the writer is no approver.
func TestDraftFormOfAVersionSentBack(t *testing.T) {
	c := caseAt(t, complaint.FaceChangesAsked)
	f := sampleFrame(t, lang.EN, "2026-03-12 15:45") // Sanne may write, but then not approve
	raw := string(mustJSON(t, DraftForm(f, c, sampleDraft(), Room{Promises: 1})))
	if !strings.Contains(raw, "by when the fine is refunded") {
		t.Error("what must change is not in the form")
	}
	if strings.Contains(raw, `"value":"`+sanne+`"`) || !strings.Contains(raw, `"value":"`+mees+`"`) {
		t.Error("the approvers are not those who may approve what Sanne writes")
	}
}

func TestPromiseRows(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	tests := []struct {
		name       string
		rows, want int
		more       bool
	}{
		{"none asked for", 0, 1, true}, {"two", 2, 2, true}, {"all", 3, 3, false}, {"more than there are", 9, 3, false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			raw := string(mustJSON(t, DraftForm(sampleFrame(t, lang.EN, "2026-03-12 14:00"), c, complaint.Draft{}, Room{Promises: tc.rows})))
			if got := strings.Count(raw, `"block_id":"what`); got != tc.want {
				t.Errorf("%d rows, want %d", got, tc.want)
			}
			if got := strings.Contains(raw, "answer.draft.more"); got != tc.more {
				t.Errorf("button for one more: %v, want %v", got, tc.more)
			}
		})
	}
}

func TestChangesForm(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	inLanguages(t, "answer.changes", "2026-03-12 15:10", func(f *Frame) screen { return ChangesForm(f, c, 1) })
}

func TestReadAnswer(t *testing.T) {
	waiting := caseAt(t, complaint.FaceInApproval)
	inLanguages(t, "answer.read", "2026-03-12 15:10", func(f *Frame) screen { return ReadAnswer(f, waiting, 1) })
	decided := caseAt(t, complaint.FaceApproved)
	inLanguages(t, "answer.read.decided", "2026-03-12 16:05", func(f *Frame) screen { return ReadAnswer(f, decided, 2) })
}

// Only whoever may decide finds the buttons.
func TestReadAnswerOffersTheDecision(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	for user, want := range map[string]bool{sanne: true, mees: true, milan: false, fatima: false, lotte: false} {
		f := sampleFrame(t, lang.EN, "2026-03-12 15:10")
		f.Viewer = member(user)
		raw := string(mustJSON(t, ReadAnswer(f, c, 1)))
		if got := strings.Contains(raw, "answer.approve"); got != want {
			t.Errorf("%s: may approve %v, want %v", user, got, want)
		}
	}
}

// An answer of the greatest length that Slack lets people type, in all its
// parts, is shown whole wherever it is read; at its worst Slack makes each
// character five.
func TestLongAnswerIsShownWhole(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	d := sampleDraft()
	full := strings.Repeat("<&> one two\n", 250)[:mostAnswer]
	d.Text, d.More = full, []string{full, full, strings.Repeat("&", mostAnswer)}
	d.Facts, d.Reasons, d.Internal = strings.Repeat("&", mostAnswer), strings.Repeat("&", mostAnswer), strings.Repeat("<", mostNote)
	if err := c.Prepare(d, member(milan), at(t, "2026-03-12 15:00")); err != nil {
		t.Fatal(err)
	}
	if err := c.AskChanges(1, strings.Repeat(">", mostNote), member(mees), at(t, "2026-03-12 15:05")); err != nil {
		t.Fatal(err)
	}
	if err := c.Prepare(d, member(milan), at(t, "2026-03-12 15:06")); err != nil {
		t.Fatal(err)
	}
	f := sampleFrame(t, lang.EN, "2026-03-12 15:10")
	file := CaseFile(f, c, TabAnswers, 1)
	for name, s := range map[string]screen{
		"read": ReadAnswer(f, c, 2), "deliver": DeliverForm(f, c, complaint.Delivery{}),
		"file": file, "next page of the file": CaseFile(f, c, TabAnswers, turned(t, file, "next")),
	} {
		raw := mustJSON(t, s)
		checkScreen(t, name, s, raw)
		if got := strings.Count(string(raw), "one two"); got != 750 {
			t.Errorf("%s: %d lines of 750", name, got)
		}
	}
}

// Each part that is wanted, or filled in, has its field, and up to the last
// there is a button for one more.
func TestPartsOfTheForm(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	for _, tc := range []struct {
		name  string
		typed []string
		room  int
		want  int
		more  string
	}{
		{"one", nil, 1, 1, "More text (part 2)"}, {"nothing said of it", nil, 0, 1, "More text (part 2)"}, {"two wanted", nil, 2, 2, "More text (part 3)"},
		{"three filled in", []string{"b", "c"}, 1, 3, "More text (part 4)"}, {"all", []string{"b"}, 4, 4, ""}, {"more than there are", nil, 9, 4, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := sampleFrame(t, lang.EN, "2026-03-12 14:00")
			d := complaint.Draft{Answer: complaint.Answer{Text: "a", More: tc.typed}}
			raw := string(mustJSON(t, DraftForm(f, c, d, Room{Parts: tc.room})))
			if got := strings.Count(raw, `"block_id":"text`); got != tc.want {
				t.Errorf("%d parts, want %d", got, tc.want)
			}
			for n := 2; n <= complaint.Parts+1; n++ {
				text := fmt.Sprintf(`"text":"More text (part %d)"`, n)
				if got, want := strings.Contains(raw, text), tc.more == fmt.Sprintf("More text (part %d)", n); got != want {
					t.Errorf("%s: %v, want %v", text, got, want)
				}
			}
		})
	}
	inLanguages(t, "answer.draft.parts", "2026-03-12 14:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		d := sampleDraft()
		d.More = []string{"And this is what we do about it."}
		return DraftForm(f, c, d, Room{Parts: 3})
	})
}

// A letter is attached in the form, kept for the next version, and named to
// whoever reads the answer; in the thread nobody learns what it is called.
func TestTheLetterOfAnAnswer(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	now := "2026-03-12 15:05"
	inLanguages(t, "answer.draft.letter", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, c, complaint.Draft{Form: "letter"}, Room{Letter: true})
	})
	d := sampleDraft()
	d.Text, d.Form = "", "letter"
	d.Letter = &complaint.Attachment{ID: "F0BRIEF", Name: "Letter to <Anna>.pdf", MIME: "application/pdf", Size: 240_000}
	if err := c.Prepare(d, member(milan), at(t, "2026-03-12 15:00")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "approval.request.letter", now, func(f *Frame) screen {
		f.Standard = true
		return ApprovalRequest(f, c, 1)
	})
	if err := c.KeepFile("F0BRIEF", at(t, "2026-03-12 15:01")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "answer.read.letter", now, func(f *Frame) screen { return ReadAnswer(f, c, 1) })
	inLanguages(t, "answer.draft.letter.kept", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, c, complaint.Draft{KeepLetter: true}, Room{})
	})
	inLanguages(t, "casefile.promised", now, func(f *Frame) screen { return FilePromised(f, c) })
	f := sampleFrame(t, lang.EN, now)
	f.Standard = true
	if strings.Contains(string(mustJSON(t, ApprovalRequest(f, c, 1))), "Anna") {
		t.Error("the thread says what the letter is called")
	}
	f.Viewer = member(lotte)
	if strings.Contains(string(mustJSON(t, CaseFile(f, c, TabFiles, 1))), "Letter to") {
		t.Error("the filer sees the letter among the files")
	}
}

// The thread quotes the beginning, and says that there is more.
func TestTheBeginningOfALongAnswer(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	d := sampleDraft()
	d.Text, d.More = strings.Repeat("You are right. ", 190), []string{"We refund the fine."}
	if err := c.Prepare(d, member(milan), at(t, "2026-03-12 15:00")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "approval.request.long", "2026-03-12 15:05", func(f *Frame) screen {
		f.Standard = true
		return ApprovalRequest(f, c, 1)
	})
	f := sampleFrame(t, lang.EN, "2026-03-12 15:05")
	f.Standard = true
	if raw := string(mustJSON(t, ApprovalRequest(f, c, 1))); !strings.Contains(raw, "581 words") {
		t.Error("does not say how long all of it is, with the reasons")
	}
}

func TestDeliverForm(t *testing.T) {
	c := caseAt(t, complaint.FaceApproved)
	inLanguages(t, "answer.deliver", "2026-03-13 10:05", func(f *Frame) screen {
		return DeliverForm(f, c, complaint.Delivery{At: f.Now, Via: "phone", With: "Anna de Vries"})
	})
}

func TestFollowUpForm(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	inLanguages(t, "followup", "2026-03-18 11:00", func(f *Frame) screen {
		f.Viewer = member(lotte)
		return FollowUpForm(f, c, complaint.FollowUpForm{At: f.Now, Via: "phone"})
	})
	inLanguages(t, "followup.dissatisfied", "2026-03-18 11:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return FollowUpForm(f, c, complaint.FollowUpForm{At: f.Now, Via: "phone", Result: complaint.Dissatisfied, Ticks: []string{"kept", "stays"}, Grade: 2})
	})
	if err := c.RecordFollowUp(complaint.FollowUpForm{
		Result: complaint.Satisfied, At: at(t, "2026-03-18 11:00"), Via: "phone", Grade: 4, Ticks: []string{"fixed", "stays"}, Why: "she called me",
	}, member(milan), at(t, "2026-03-18 11:05")); err != nil {
		t.Fatal(err)
	}
	f := sampleFrame(t, lang.EN, "2026-03-18 12:00")
	want := "On the handling: 4 of 5 · It cannot happen the same way again · The customer stays with us · "
	if raw := string(mustJSON(t, CaseFile(f, c, TabHistory, 1))); !strings.Contains(raw, want) {
		t.Errorf("the history lacks %q", want)
	}
	f.Viewer = member("U0OTHER")
	if raw := string(mustJSON(t, CaseFile(f, c, TabHistory, 1))); strings.Contains(raw, "of 5") {
		t.Error("somebody without a part in it reads the grade")
	}
	ready := caseAt(t, complaint.FaceReady)
	inLanguages(t, "followup.ready", "2026-03-18 12:00", func(f *Frame) screen {
		return FollowUpForm(f, ready, complaint.FollowUpForm{At: f.Now, Via: "phone", Result: complaint.Dissatisfied})
	})
}

// The handler alone is asked why they call themselves.
func TestFollowUpAsksTheHandlerWhy(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	for user, want := range map[string]bool{milan: true, lotte: false, sanne: false} {
		f := sampleFrame(t, lang.EN, "2026-03-18 11:00")
		f.Viewer = member(user)
		raw := string(mustJSON(t, FollowUpForm(f, c, complaint.FollowUpForm{At: f.Now, Via: "phone"})))
		if got := strings.Contains(raw, `"block_id":"why"`); got != want {
			t.Errorf("%s is asked why: %v, want %v", user, got, want)
		}
	}
}

func TestCloseForm(t *testing.T) {
	ready := caseAt(t, complaint.FaceReady)
	inLanguages(t, "close", "2026-03-18 11:10", func(f *Frame) screen { return CloseForm(f, ready, Closing{}) })
	early := caseAt(t, complaint.FaceAnswered)
	inLanguages(t, "close.early", "2026-03-13 10:20", func(f *Frame) screen { return CloseForm(f, early, Closing{}) })
	closed := caseAt(t, complaint.FaceClosed)
	inLanguages(t, "close.closed", "2026-03-18 12:05", func(f *Frame) screen { return ClosedCase(f, closed) })
}
