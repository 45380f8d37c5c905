package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// improving is a case with a corrective action of each kind: of somebody
// without a role and the customer still to be told, done and told late,
// dropped, and late.
func improving(t *testing.T, face complaint.Face) *complaint.Case {
	t.Helper()
	c := caseAt(t, face)
	now := at(t, "2026-03-18 14:00")
	take := func(what, owner, day, changes string) error {
		f := complaint.MeasureForm{What: what, Owner: owner, Who: "Bo Jansen", Day: day, Changes: changes, TellBy: "2026-03-27", ToldAt: at(t, "2026-03-17 11:00")}
		return c.TakeMeasure(f, member(sanne), now)
	}
	steps := []error{
		take("Plan <b>the accounts</b> & the staff in June", boek, "2026-06-30", complaint.ChangesToTell),
		take("A second reader for each letter", milan, "2026-03-31", complaint.ChangesTold),
		take("Sell that service no longer", sanne, "2026-04-30", complaint.ChangesToTell),
		take("Teach the team & the trainees", fatima, "2026-03-20", complaint.ChangesNothing),
		c.FinishMeasure(2, at(t, "2026-03-30 15:00"), "Version 4 of the procedure & its annex", member(milan), at(t, "2026-04-02 09:00")),
		c.DropMeasure(3, "The firm sells it & will go on", member(sanne), at(t, "2026-04-02 09:10")),
	}
	for i, err := range steps {
		if err != nil {
			t.Fatalf("step %d: %v", i+1, err)
		}
	}
	return c
}

func TestMeasures(t *testing.T) {
	c, early := improving(t, complaint.FaceAnswered), caseAt(t, complaint.FaceAnswered)
	const now = "2026-03-26 10:00"
	typed := complaint.MeasureForm{What: "Plan & check", Owner: boek, Day: "2026-06-30", Changes: complaint.ChangesToTell, TellBy: "2026-03-27"}
	told := complaint.MeasureForm{Changes: complaint.ChangesTold, ToldAt: at(t, now)}
	inLanguages(t, "measure.form", now, func(f *Frame) screen { return MeasureForm(f, early, complaint.MeasureForm{}) })
	inLanguages(t, "measure.form.tell", now, func(f *Frame) screen { return MeasureForm(f, early, typed) })
	inLanguages(t, "measure.form.told", now, func(f *Frame) screen { return MeasureForm(f, early, told) })
	inLanguages(t, "measure.file", now, func(f *Frame) screen { return CaseFile(f, c, TabMeasures, 1) })
	inLanguages(t, "measure.file.none", now, func(f *Frame) screen { return CaseFile(f, early, TabMeasures, 1) })
	inLanguages(t, "measure.card", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "measure.done", now, func(f *Frame) screen { return MeasureEnd(f, c, 1, MeasureDone, Reason{At: f.Now}) })
	inLanguages(t, "measure.drop", now, func(f *Frame) screen { return MeasureEnd(f, c, 1, MeasureDrop, Reason{At: f.Now}) })
	inLanguages(t, "measure.told", now, func(f *Frame) screen { return MeasureEnd(f, c, 1, MeasureTell, Reason{At: f.Now}) })
	inLanguages(t, "measure.yours", now, func(f *Frame) screen { f.Viewer = member(boek); return Measure(f, c, 1) })
	inLanguages(t, "measure.over", now, func(f *Frame) screen { return Measure(f, c, 2) })
	inLanguages(t, "measure.listed", now, func(f *Frame) screen {
		return Measures(f, &MeasureList{Rows: []MeasureRow{{c, 4}, {c, 1}}, First: "0", After: "16"})
	})
	inLanguages(t, "measure.listed.none", now, func(f *Frame) screen { return Measures(f, &MeasureList{}) })
	inLanguages(t, "measure.reminder", now, func(f *Frame) screen {
		f.Viewer = member(fatima)
		return Reminder(f, c, owedDuty(t, c, complaint.DutyMeasure, 4), complaint.StageOverdue)
	})
	inLanguages(t, "measure.reminder.tell", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return Reminder(f, c, owedDuty(t, c, complaint.DutyTellMeasure, 1), complaint.StageDayBefore)
	})
	inLanguages(t, "measure.history", now, func(f *Frame) screen { return CaseFile(f, c, TabHistory, 1) })
}

// Closing asks for a corrective action, and why none follows where the matter
// came up before; those that were recorded are shown instead.
func TestClosingAsksForMeasures(t *testing.T) {
	const now = "2026-03-18 15:00"
	ready := caseAt(t, complaint.FaceReady)
	inLanguages(t, "close.measure", now, func(f *Frame) screen {
		return CloseForm(f, ready, Closing{Takes: true, Measure: complaint.MeasureForm{What: "Plan earlier", Changes: complaint.ChangesToTell}})
	})
	again := caseAt(t, complaint.FaceReady)
	again.Related = []string{"K-2026-0007"}
	inLanguages(t, "close.no_measure", now, func(f *Frame) screen { return CloseForm(f, again, Closing{}) })
	inLanguages(t, "close.measures", now, func(f *Frame) screen { return CloseForm(f, improving(t, complaint.FaceReady), Closing{}) })
}

func owedDuty(t *testing.T, c *complaint.Case, kind string, n int) *complaint.Duty {
	t.Helper()
	d, err := c.Owed(kind, n)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Closed, a card still says what is to be put right, and no more of it.
func TestClosedCardSaysWhatIsToBePutRight(t *testing.T) {
	c := improving(t, complaint.FaceClosed)
	f := sampleFrame(t, lang.EN, "2026-03-26 10:00")
	f.Standard = true
	raw := string(mustJSON(t, Card(f, c)))
	if !strings.Contains(raw, "2 open corrective actions") || strings.Contains(raw, "the accounts") {
		t.Errorf("the card of the closed case says:\n%s", raw)
	}
	for _, n := range []int{1, 4} {
		if err := c.DropMeasure(n, "not needed", member(sanne), at(t, "2026-03-26 10:00")); err != nil {
			t.Fatal(err)
		}
	}
	if raw := string(mustJSON(t, Card(f, c))); strings.Contains(raw, "corrective") {
		t.Errorf("nothing is left to be done, and it says:\n%s", raw)
	}
}

// The owner sees their own action and nothing else of the case, and not what
// others have to do.
func TestTheOwnerReadsTheirActionOnly(t *testing.T) {
	c := improving(t, complaint.FaceAnswered)
	f := sampleFrame(t, lang.EN, "2026-03-26 10:00")
	f.Viewer = member(boek)
	all := ""
	for _, tab := range Tabs {
		all += string(mustJSON(t, CaseFile(f, c, tab, 1)))
	}
	if !strings.Contains(all, "the accounts") {
		t.Error("does not see what they are to do")
	}
	for _, hidden := range []string{"second reader", "Refund the fine", "Anna", "two months late", "Hoofd Samenstel", "measure.drop.open", "case.measure.open", "K-2026-0042:v2"} {
		if strings.Contains(all, hidden) {
			t.Errorf("sees %q", hidden)
		}
	}
	if !strings.Contains(all, "measure.done.open") || !strings.Contains(all, "measure.told.open") {
		t.Error("cannot say what became of it")
	}
}

// What is to be done stands in no message at the minimal level.
func TestTheMessageOfAnActionTellsNoWords(t *testing.T) {
	c := improving(t, complaint.FaceAnswered)
	f := sampleFrame(t, lang.EN, "2026-03-26 10:00")
	f.Viewer = member(boek)
	if raw := string(mustJSON(t, Measure(f, c, 1))); strings.Contains(raw, "the accounts") {
		t.Errorf("tells it at the minimal level:\n%s", raw)
	}
	f.Standard = true
	if raw := string(mustJSON(t, Measure(f, c, 1))); !strings.Contains(raw, "the accounts") {
		t.Error("tells nothing at level standard")
	}
	if raw := string(mustJSON(t, Measure(f, c, 9))); strings.Contains(raw, "button") {
		t.Errorf("an action that is not there: %s", raw)
	}
}
