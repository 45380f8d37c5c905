package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Of an answer each thing that changed is told as old and new, and in its own place the
// history keeps what was written there first.
func TestHistoryTellsWhatWasCorrectedOfAnAnswer(t *testing.T) {
	c, now := caseAt(t, complaint.FaceReady), at(t, "2026-03-19 10:00")
	form := c.OnRecord(writtenOf(t, c, complaint.Told))
	form.Code, form.With, form.Text, form.Reason = "meeting", "Bert <2>", "He was glad", "Chose the wrong line"
	must(t, c.Correct(form, member(sanne), now))
	f := sampleFrame(t, lang.EN, "2026-03-19 10:05")
	if got, want := changed(f, c, c.Events[len(c.Events)-1]), "Phone → Meeting\nAnna de Vries → Bert &lt;2&gt;\nRelieved → He was glad"; got != want {
		t.Errorf("told as\n%s\nwant\n%s", got, want)
	}
	raw := string(mustJSON(t, CaseFile(f, c, TabHistory, 1)))
	for _, want := range []string{"Phone", "Answer given to the customer: how and with whom", "Chose the wrong line"} {
		if !strings.Contains(raw, want) {
			t.Errorf("the history lacks %q:\n%s", want, raw)
		}
	}
	if contacts := string(mustJSON(t, CaseFile(f, c, TabContacts, 1))); !strings.Contains(contacts, "Bert") || !strings.Contains(contacts, "He was glad") {
		t.Errorf("the contacts say %s", contacts)
	}
}

// The result of a follow-up, what the handler is called and a promised day are told as
// old and new; the thread tells that of the result and the day, and words nowhere.
func TestHistoryTellsWhatElseWasCorrected(t *testing.T) {
	c, now := caseAt(t, complaint.FaceReady), at(t, "2026-03-19 10:00")
	for _, form := range []complaint.CorrectForm{
		{Fact: factOf(t, c, complaint.FactDay), Code: "2026-03-16", Reason: "Misread"},
		{Fact: factOf(t, c, complaint.FactTitle), Text: "Adviser", Reason: "New function"},
		{Fact: factOf(t, c, complaint.FactResult), Code: "no_reply", Reason: "Pressed the wrong one"},
	} {
		if err := c.Correct(form, member(sanne), now); err != nil {
			t.Fatalf("%s: %v", form.Fact, err)
		}
	}
	f := sampleFrame(t, lang.EN, "2026-03-19 10:05")
	raw := string(mustJSON(t, CaseFile(f, c, TabHistory, 1)))
	for _, want := range []string{"→ Mon 16 March", "→ Adviser", "Satisfied, it is solved → No reply", "Promised day", "The handler's function"} {
		if !strings.Contains(raw, want) {
			t.Errorf("the history lacks %q:\n%s", want, raw)
		}
	}
	lines := map[complaint.FactCode]string{
		complaint.FactDay:    "→ Mon 16 March",
		complaint.FactTitle:  "",
		complaint.FactResult: "Satisfied, it is solved → No reply",
	}
	for _, e := range c.Events {
		line := Line(f, c, e)
		want, corrected := lines[complaint.FactCode(e.Data.Why)]
		corrected = corrected && e.Kind == complaint.Corrected
		text := string(mustJSON(t, line))
		if strings.Contains(text, "Adviser") || strings.Contains(text, "→") != (corrected && want != "") || corrected && !strings.Contains(text, want) {
			t.Errorf("the thread tells %s, want %q", text, want)
		}
		if strings.Contains(line.Text, "→") {
			t.Errorf("the notification tells %s", line.Text)
		}
	}
}

// A code is told by its word as old and new, for who may read the answers.
func TestHistoryTellsWhichCodeWasCorrected(t *testing.T) {
	c, now := classifiedAndClosed(t), at(t, "2026-03-20 10:00")
	for code, is := range wrongCodes {
		must(t, c.Correct(complaint.CorrectForm{Fact: factOf(t, c, code), Code: is, Reason: "Chose the wrong line"}, member(sanne), now))
	}
	f := sampleFrame(t, lang.EN, "2026-03-20 10:05")
	raw := string(mustJSON(t, CaseFile(f, c, TabHistory, 1)))
	for _, want := range []string{"Upheld → Partly upheld", "Chose the wrong line", "The outcome of the answer", "Minor → Serious"} {
		if !strings.Contains(raw, want) {
			t.Errorf("the history lacks %q:\n%s", want, raw)
		}
	}
	if raw := string(mustJSON(t, CaseFile(f, c, TabAnswers, 1))); !strings.Contains(raw, "Partly upheld (corrected after it was told)") {
		t.Errorf("the answer does not say so:\n%s", raw)
	}
}

// Of a contact each thing that changed is told as old and new and nothing else of it, for
// who may read the answers: whoever filed the case learns that it was corrected, not what
// was said.
func TestHistoryTellsWhatWasCorrectedOfAContact(t *testing.T) {
	c, now := caseAt(t, complaint.FaceReady), at(t, "2026-03-19 10:00")
	form := c.OnRecord(writtenOf(t, c, complaint.Contacted))
	form.Code, form.How, form.Text, form.Reason = "meeting", "The fine comes back by giro", "She <came> along", "It was no call"
	if err := c.Correct(form, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	last := len(c.Events)
	f := sampleFrame(t, lang.EN, "2026-03-19 10:05")
	if got, want := changed(f, c, c.Events[last-1]), "Phone → Meeting\nnothing → She &lt;came&gt; along\nWe check the file and call back → The fine comes back by giro"; got != want {
		t.Errorf("told as\n%s\nwant\n%s", got, want)
	}
	contacts := string(mustJSON(t, CaseFile(f, c, TabContacts, 1)))
	if !strings.Contains(contacts, "Meeting") || !strings.Contains(contacts, "by giro") || !strings.Contains(contacts, fmt.Sprintf("corrected, see %d", last)) {
		t.Errorf("the contacts say %s", contacts)
	}
	f.Viewer = member(lotte)
	c.Roster = &complaint.Roster{Holders: slices.DeleteFunc(slices.Clone(c.Roster.Holders), func(h complaint.Holder) bool { return h.User == lotte })}
	if !f.maySee(c, complaint.PartFiling) || changed(f, c, c.Events[last-1]) != "" || whyOf(f, c, c.Events[last-1]) != "" {
		t.Errorf("whoever filed reads %q, %q", changed(f, c, c.Events[last-1]), whyOf(f, c, c.Events[last-1]))
	}
}

// Beside a step that replaced something stands what it was before, and why.
func TestHistoryTellsOldAndNew(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	now := at(t, "2026-03-06 12:00")
	if err := c.Assign(complaint.Assignment{Handler: fatima, Name: "Fatima", Title: "Adviser", Why: "other", WhyText: "Milan is ill"}, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	if err := c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "later", Day: "2026-03-27"}, member(fatima), now); err != nil {
		t.Fatal(err)
	}
	raw := string(mustJSON(t, CaseFile(sampleFrame(t, lang.EN, "2026-03-06 12:05"), c, TabHistory, 1)))
	for _, want := range []string{"Milan de Wit → Fatima El Idrissi", "Milan is ill", "Fri 20 March → Fri 27 March"} {
		if !strings.Contains(raw, want) {
			t.Errorf("the history lacks %q:\n%s", want, raw)
		}
	}
}

// A day agreed anew is told beside the one that was agreed before, not beside one of a
// contact that was none.
func TestAPlanThatNobodyMadeIsNotReplaced(t *testing.T) {
	c, now := caseAt(t, complaint.FaceInProgress), at(t, "2026-03-06 12:00")
	must(t, c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "later", Day: "2026-03-27"}, member(milan), now))
	must(t, c.Correct(complaint.CorrectForm{Fact: factOf(t, c, complaint.FactReached), Code: "attempted", Reason: "It was the voicemail"}, member(sanne), now))
	must(t, c.LogContact(complaint.ContactForm{At: at(t, "2026-03-06 13:00"), Via: "phone", Reached: true, How: "sooner", Day: "2026-03-24"}, member(milan), at(t, "2026-03-06 13:00")))
	f := sampleFrame(t, lang.EN, "2026-03-06 13:05")
	if got, want := changed(f, c, c.Events[len(c.Events)-1]), "Fri 20 March → Tue 24 March"; got != want {
		t.Errorf("told as %q, want %q", got, want)
	}
}
