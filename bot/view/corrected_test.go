package view

import (
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// lineOf gives the line of the last event in the thread, without its notification.
func lineOf(t *testing.T, f *Frame, c *complaint.Case) string {
	t.Helper()
	block := Line(f, c, c.Events[len(c.Events)-1]).Blocks[0].(*slack.ContextBlock)
	return block.ContextElements.Elements[0].(*slack.TextBlockObject).Text
}

// A correction says which of several facts of a kind it is about, by when that was as it
// stood then, and what the thread tells of such a step: never words, nor anybody involved.
func TestTheThreadTellsWhichFactWasCorrected(t *testing.T) {
	c, now := caseAt(t, complaint.FaceApproved), at(t, "2026-03-19 10:00")
	must(t, c.Deliver(complaint.Delivery{At: at(t, "2026-03-16 14:30"), Via: "phone", With: "Anna", Reaction: "Relieved"}, member(milan), at(t, "2026-03-18 09:00")))
	must(t, c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: now, Via: "phone", Grade: 4}, member(lotte), now))
	told := writtenOf(t, c, complaint.Told)
	written := func(change func(f *complaint.CorrectForm)) complaint.CorrectForm {
		form := c.OnRecord(told)
		change(&form)
		return form
	}
	f := sampleFrame(t, lang.EN, "2026-03-19 10:05")
	for _, tc := range []struct {
		name        string
		form        func() complaint.CorrectForm
		want, never string
	}{
		{"the moment names itself", func() complaint.CorrectForm {
			return complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactAt, Seq: told.Seq}, At: at(t, "2026-03-16 13:00")}
		}, "*Corrected* · Answer given to the customer · Sanne Bakker · Thu 19 March at 10:00\nMon 16 March at 14:30 → Mon 16 March at 13:00", ""},
		{"a way, by when it was by then", func() complaint.CorrectForm {
			return written(func(f *complaint.CorrectForm) { f.Code, f.With = "meeting", "Bert" })
		}, "*Corrected* · Answer given to the customer: how and with whom (Mon 16 March at 13:00) · Sanne Bakker · Thu 19 March at 10:00\nPhone → Meeting", "Bert"},
		{"a letter, with its day", func() complaint.CorrectForm {
			return written(func(f *complaint.CorrectForm) { f.Code, f.Day = "letter", "2026-03-13" })
		}, "(Mon 16 March at 13:00) · Sanne Bakker · Thu 19 March at 10:00\nMeeting → Letter (posted)\nMon 16 March at 13:00 → Fri 13 March", ""},
		{"its day", func() complaint.CorrectForm {
			return complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactAt, Seq: told.Seq}, At: at(t, "2026-03-17 00:00")}
		}, "\nFri 13 March → Tue 17 March", ""},
		{"no letter, with its hour", func() complaint.CorrectForm {
			return written(func(f *complaint.CorrectForm) { f.Code, f.At = "email", at(t, "2026-03-17 12:00") })
		}, "(Tue 17 March) · Sanne Bakker · Thu 19 March at 10:00\nLetter (posted) → E-mail\nTue 17 March → Tue 17 March at 12:00", ""},
		{"words", func() complaint.CorrectForm {
			return written(func(f *complaint.CorrectForm) { f.Text = "He was glad" })
		}, "how and with whom (Tue 17 March at 12:00) · Sanne Bakker · Thu 19 March at 10:00", "glad"},
		{"a promise, by its number", func() complaint.CorrectForm {
			return complaint.CorrectForm{Fact: factOf(t, c, complaint.FactPromise), Text: "Half the fine"}
		}, "*Corrected* · What was promised (promise 1) · Sanne Bakker · Thu 19 March at 10:00", "fine"},
		{"who keeps it", func() complaint.CorrectForm {
			return complaint.CorrectForm{Fact: factOf(t, c, complaint.FactOwner), Users: []string{fatima}, Text: "Fatima"}
		}, "*Corrected* · Who keeps the promise (promise 1) · Sanne Bakker · Thu 19 March at 10:00\nhandler → Fatima El Idrissi", ""},
		{"what the customer found", func() complaint.CorrectForm {
			return complaint.CorrectForm{Fact: factOf(t, c, complaint.FactGrade), Code: "1"}
		}, "*Corrected* · How satisfied the customer is with the handling (", "→"},
		{"whom it is about", func() complaint.CorrectForm {
			return complaint.CorrectForm{Fact: factOf(t, c, complaint.FactAbout), Users: []string{joost}}
		}, "*Corrected* · Who the complaint is about · Sanne Bakker", "→"},
		{"somebody involved", func() complaint.CorrectForm {
			return complaint.CorrectForm{Fact: factOf(t, c, complaint.FactReceiver), Users: []string{joost}}
		}, "*Corrected* · Who received the complaint · Sanne Bakker", "Joost"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			form := tc.form()
			form.Reason = "Chose the wrong line"
			must(t, c.Correct(form, member(sanne), now))
			if got := lineOf(t, f, c); !strings.Contains(got, tc.want) || strings.HasSuffix(tc.want, "10:00") && !strings.HasSuffix(got, tc.want) || tc.never != "" && strings.Contains(got, tc.never) {
				t.Errorf("told as\n%s\nwant\n%s", got, tc.want)
			}
		})
	}
	for _, tab := range []int{1, 2} { // the history keeps saying it as it was then
		raw := string(mustJSON(t, CaseFile(f, c, TabHistory, tab)))
		if strings.Contains(raw, "Meeting → Letter (posted)") && strings.Contains(raw, "how and with whom (Mon 16 March at 13:00)") && strings.Contains(raw, "Mon 16 March at 14:30 → Mon 16 March at 13:00") {
			return
		}
	}
	t.Error("the history does not say which answer it was")
}

// What a case is classified as is told like the classification itself.
func TestTheThreadTellsWhichClassWasCorrected(t *testing.T) {
	c, now := classifiedAndClosed(t), at(t, "2026-03-20 10:00")
	f := sampleFrame(t, lang.EN, "2026-03-20 10:05")
	for code, is := range wrongCodes {
		must(t, c.Correct(complaint.CorrectForm{Fact: factOf(t, c, code), Code: is, Reason: "Chose the wrong line"}, member(sanne), now))
		if got := lineOf(t, f, c); strings.Contains(got, "→") != slices.Contains(classFacts, code) {
			t.Errorf("%s: told as %s", code, got)
		}
	}
}

// The ways that the procedure takes come first, the others are there and marked.
func TestWaysThatDoNotCountAreMarked(t *testing.T) {
	c := caseAt(t, complaint.FaceReady)
	c.Procedure.Answer.Forms = []string{"letter", "email"}
	f := sampleFrame(t, lang.EN, "2026-03-19 10:00")
	words := func(kind complaint.Kind) (taken, marked []string) {
		for _, o := range wayOptions(f, c, writtenOf(t, c, kind)) {
			if o.Note == "" {
				taken = append(taken, o.Value)
			} else {
				marked = append(marked, o.Value)
			}
		}
		return taken, marked
	}
	if taken, marked := words(complaint.Told); !slices.Equal(taken, []string{"email", "letter"}) || !slices.Equal(marked, []string{"phone", "meeting", "chat"}) {
		t.Errorf("of an answer: %v, marked %v", taken, marked)
	}
	if taken, marked := words(complaint.Contacted); !slices.Equal(taken, complaint.Ways) || len(marked) > 0 {
		t.Errorf("of a contact: %v, marked %v", taken, marked)
	}
}
