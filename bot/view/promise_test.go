package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

const boek = "U0BOEK" // a colleague without a role, named for a promise

// promising is an answered case with one promise of each kind: open, kept
// late, dropped, and open and somebody's who holds no role.
func promising(t *testing.T, face complaint.Face) *complaint.Case {
	t.Helper()
	c := caseAt(t, face)
	now := at(t, "2026-03-16 10:00")
	steps := []error{
		c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, Note: "asked about the fine", Promises: []complaint.Promise{
			{What: "Send the letter", When: "2026-03-16"},
			{What: "Call about the planning", Who: "Fatima El Idrissi", User: fatima, When: "2026-03-20"},
			{What: "Check <b>the books</b> & tell her", Who: "Bo Jansen", User: boek, When: "2026-03-17"},
		}}, member(milan), now),
		c.KeepCommitment(2, at(t, "2026-03-16 15:00"), member(milan), at(t, "2026-03-18 09:00")),
		c.DropCommitment(3, "She has no time & asked us to wait", member(fatima), at(t, "2026-03-18 09:10")),
	}
	for _, err := range steps {
		if err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestPromises(t *testing.T) {
	c := promising(t, complaint.FaceAnswered)
	const now = "2026-03-18 10:00"
	inLanguages(t, "promise.file", now, func(f *Frame) screen { return CaseFile(f, c, TabPromises, 1) })
	inLanguages(t, "promise.card", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "promise.followup", now, func(f *Frame) screen {
		f.Viewer = member(lotte)
		return FollowUpForm(f, c, complaint.FollowUpForm{At: f.Now, Via: "phone"})
	})
	inLanguages(t, "promise.close", now, func(f *Frame) screen { return CloseForm(f, c, Closing{}) })
	inLanguages(t, "promise.done", now, func(f *Frame) screen { return PromiseForm(f, c, 1, false, f.Now) })
	inLanguages(t, "promise.drop", now, func(f *Frame) screen { return PromiseForm(f, c, 1, true, f.Now) })
	inLanguages(t, "promise.yours", now, func(f *Frame) screen { f.Viewer = member(boek); return Promise(f, c, 4) })
	inLanguages(t, "promise.kept", now, func(f *Frame) screen { return Promise(f, c, 2) })
	inLanguages(t, "promise.reminder", now, func(f *Frame) screen {
		f.Viewer = member(boek)
		duties := nearest(c, func(d complaint.Duty) bool { return d.Open() && d.Kind == complaint.DutyCommitment })
		return Reminder(f, c, &duties[0], complaint.StageOverdue)
	})
}

// Whoever is named for a promise reads from whom it comes and whom to ask, and reads it
// before they say that it is done; their file has no page with nothing on it.
func TestWhatWhoIsNamedForAPromiseReads(t *testing.T) {
	c := promising(t, complaint.FaceAnswered)
	f := sampleFrame(t, lang.EN, "2026-03-18 10:00")
	f.Viewer = member(boek)
	raw := string(mustJSON(t, Promise(f, c, 4)))
	if !strings.Contains(raw, "named you for it. If you have a question or cannot keep it, ask Milan de Wit.") {
		t.Errorf("it does not say from whom it is:\n%s", raw)
	}
	if read, done := strings.Index(raw, "commitment.open"), strings.Index(raw, "commitment.done.open"); read < 0 || read > done || strings.Index(raw, "primary") > done {
		t.Errorf("to read it does not come first:\n%s", raw)
	}
	f.Standard = true
	if raw := string(mustJSON(t, Promise(f, c, 4))); strings.Index(raw, "commitment.done.open") > strings.Index(raw, "commitment.open") {
		t.Errorf("where it is in sight, to do it does not come first:\n%s", raw)
	}
	if file := string(mustJSON(t, CaseFile(f, c, TabOverview, 0))); strings.Contains(file, "case.tab.measures") || !strings.Contains(file, "case.tab.promises") {
		t.Errorf("the pages of the file:\n%s", file)
	}
}

// Closed, a card still says what is owed.
func TestClosedCardSaysWhatIsPromised(t *testing.T) {
	c := caseAt(t, complaint.FaceClosed)
	raw := string(mustJSON(t, Card(sampleFrame(t, lang.EN, "2026-03-19 10:00"), c)))
	if !strings.Contains(raw, "1 open promise") {
		t.Errorf("the card of the closed case says nothing of it:\n%s", raw)
	}
}

// A colleague who is named sees their own promise and nothing else of the case.
func TestTheNamedColleagueReadsTheirPromiseOnly(t *testing.T) {
	c := promising(t, complaint.FaceAnswered)
	f := sampleFrame(t, lang.EN, "2026-03-18 10:00")
	f.Viewer = member(boek)
	all := ""
	for _, tab := range Tabs {
		all += string(mustJSON(t, CaseFile(f, c, tab, 1)))
	}
	if !strings.Contains(all, "the books") {
		t.Error("does not see what they are to do")
	}
	for _, hidden := range []string{"Refund the fine", "Send the letter", "Anna", "two months late", "Hoofd Samenstel"} {
		if strings.Contains(all, hidden) {
			t.Errorf("sees %q", hidden)
		}
	}
	if strings.Contains(all, "K-2026-0042:v1") || !strings.Contains(all, "K-2026-0042:v4") {
		t.Error("has buttons for other promises than their own")
	}
}

// Nothing of what was promised stands where others could read it.
func TestTheMessageOfAPromiseTellsNoWords(t *testing.T) {
	c := promising(t, complaint.FaceAnswered)
	f := sampleFrame(t, lang.EN, "2026-03-18 10:00")
	if raw := string(mustJSON(t, Promise(f, c, 4))); strings.Contains(raw, "the books") {
		t.Errorf("tells it at the minimal level:\n%s", raw)
	}
	f.Standard = true
	if raw := string(mustJSON(t, Promise(f, c, 4))); !strings.Contains(raw, "the books") {
		t.Error("tells nothing at level standard")
	}
}
