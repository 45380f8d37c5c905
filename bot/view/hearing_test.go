package view

import (
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// consultedCase is one in hand, whose handler noted that they spoke with who received
// it, as that procedure wants it confirmed.
func consultedCase(t *testing.T) (*complaint.Case, int) {
	t.Helper()
	c := caseAt(t, complaint.FaceInProgress)
	p := *c.Procedure
	p.Answer.Consult, p.Answer.ConsultConfirmed = "filer", true
	c.Procedure = &p
	f := complaint.Consultation{With: lotte, At: at(t, "2026-03-09 12:00"), Said: "She was promised <September>"}
	must(t, c.Consult(f, member(milan), at(t, "2026-03-09 12:05")))
	return c, len(c.Events)
}

// The question whether they were heard: to who received the complaint, in each of its
// states, and to one who is kept out of the case, who reads the number and the question.
func TestHearing(t *testing.T) {
	const now = "2026-03-09 13:00"
	c, seq := consultedCase(t)
	ask := func(to string) func(f *Frame) screen {
		return func(f *Frame) screen {
			f.Viewer = member(to)
			return Hearing(f, c, c.Hearing(seq))
		}
	}
	inLanguages(t, "hearing.asked", now, ask(lotte))
	inLanguages(t, "hearing.form", now, func(f *Frame) screen { return DenyHearing(f, c, seq) })
	inLanguages(t, "hearing.draft", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, c, complaint.Draft{}, Room{})
	})
	again, _ := consultedCase(t)
	must(t, again.ConfirmHeard(seq, member(lotte), at(t, now)))
	inLanguages(t, "hearing.confirmed", now, func(f *Frame) screen {
		f.Viewer = member(lotte)
		return Hearing(f, again, again.Hearing(seq))
	})
	inLanguages(t, "hearing.heard", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return Heard(f, again, again.Hearing(seq))
	})
	must(t, c.DenyHeard(seq, "We only met in the hall & said nothing", member(lotte), at(t, now)))
	inLanguages(t, "hearing.denied", now, ask(lotte))
	inLanguages(t, "hearing.unheard", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return Heard(f, c, c.Hearing(seq))
	})
	inLanguages(t, "hearing.unheard.file", now, func(f *Frame) screen { return CaseFile(f, c, TabContacts, 1) })
	inLanguages(t, "hearing.line", now, func(f *Frame) screen { return Line(f, c, c.Events[len(c.Events)-1]) })
	inLanguages(t, "hearing.again", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return ConsultForm(f, c, complaint.Consultation{})
	})
}

// Somebody who turned out to be involved may still say whether they were heard, and
// learns nothing from the question: no name, no words, no way into the case.
func TestHearingOfWhoIsKeptOut(t *testing.T) {
	const now = "2026-03-09 13:00"
	c, seq := consultedCase(t)
	must(t, c.DeclareInterest(complaint.Interest{How: "her sister"}, member(lotte), at(t, now)))
	inLanguages(t, "hearing.kept_out", now, func(f *Frame) screen {
		f.Viewer = member(lotte)
		m := Hearing(f, c, c.Hearing(seq))
		raw := asJSON(t, m)
		for _, known := range []string{c.Filing().Name, c.Filing().Summary, "Milan", "September", "case.open"} {
			if strings.Contains(raw, known) {
				t.Errorf("they read %q in %s", known, raw)
			}
		}
		if !strings.Contains(raw, "heard.confirm") || !strings.Contains(raw, "heard.deny.open") {
			t.Errorf("they cannot answer: %s", raw)
		}
		return m
	})
	f := sampleFrame(t, lang.EN, now)
	f.Viewer = member(lotte)
	must(t, c.EndCase(complaint.EndForm{End: complaint.EndInError, Reason: "a test"}, member(sanne), at(t, now)))
	if raw := asJSON(t, Hearing(f, c, c.Hearing(seq))); strings.Contains(raw, "action_id") {
		t.Errorf("a case that ended still asks: %s", raw)
	}
}

// The reminder asks the same question with the same two answers and nothing else to press,
// names nobody, and says by when; once they answered it says that. To who handles the case
// it says of whom it waits, with the step that may take its place.
func TestReminderOfAHearing(t *testing.T) {
	const now = "2026-03-10 15:30"
	c, _ := consultedCase(t)
	d := dutyOf(t, c, complaint.DutyHearing)
	remind := func(to string, stage complaint.Stage) func(f *Frame) screen {
		return func(f *Frame) screen {
			f.Viewer = member(to)
			return Reminder(f, c, d, stage)
		}
	}
	inLanguages(t, "hearing.reminder", now, func(f *Frame) screen {
		f.Viewer = member(lotte)
		m := Reminder(f, c, d, complaint.StageTwoHours)
		raw := asJSON(t, m)
		if n := strings.Count(raw, `"action_id"`); n != 2 || !strings.Contains(raw, "heard.confirm") || !strings.Contains(raw, "heard.deny.open") {
			t.Errorf("%d things to press in %s", n, raw)
		}
		for _, known := range []string{c.Filing().Name, c.Filing().Summary, "Milan", "September"} {
			if strings.Contains(raw, known) {
				t.Errorf("they read %q in %s", known, raw)
			}
		}
		return m
	})
	f := sampleFrame(t, lang.EN, now)
	f.Viewer = member(lotte)
	before := asJSON(t, Reminder(f, c, d, complaint.StageTwoHours))
	must(t, c.DeclareInterest(complaint.Interest{How: "her sister"}, member(lotte), at(t, now)))
	out := dutyOf(t, c, complaint.DutyHearing)
	if after := asJSON(t, Reminder(f, c, out, complaint.StageTwoHours)); out.Open() || after != before {
		t.Errorf("it concerns them, and the message says so:\n%s\nbefore\n%s", after, before)
	}

	c, seq := consultedCase(t)
	d = dutyOf(t, c, complaint.DutyHearing)
	inLanguages(t, "hearing.reminder.handler", "2026-03-11 09:00", remind(milan, complaint.StageOverdue))
	inLanguages(t, "hearing.overdue", "2026-03-11 09:00", func(f *Frame) screen { return Overdue(f, c, d, complaint.StageOverdue) })
	must(t, c.ConfirmHeard(seq, member(lotte), at(t, "2026-03-11 09:10")))
	d = dutyOf(t, c, complaint.DutyHearing)
	inLanguages(t, "hearing.reminder.confirmed", "2026-03-11 09:30", remind(lotte, complaint.StageOverdue))
	inLanguages(t, "hearing.reminder.handler.confirmed", "2026-03-11 09:30", remind(milan, complaint.StageOverdue))
	again, _ := consultedCase(t)
	must(t, again.DenyHeard(seq, "no", member(lotte), at(t, "2026-03-11 09:10")))
	f = sampleFrame(t, lang.EN, "2026-03-11 09:30")
	f.Viewer = member(milan)
	if raw := asJSON(t, Reminder(f, again, dutyOf(t, again, complaint.DutyHearing), complaint.StageOverdue)); !strings.Contains(raw, "Consultation not confirmed (Lotte") {
		t.Errorf("denied, the handler reads %s", raw)
	}
}

// In Home and in the windows behind it whoever was consulted reads the number and the
// question, with both answers, and nothing else of the case.
func TestTurnOfAHearing(t *testing.T) {
	const now = "2026-03-10 10:00"
	c, _ := consultedCase(t)
	rows := func(f *Frame, viewer string) []Turn {
		f.Viewer = member(viewer)
		return []Turn{{Case: c, Turn: complaint.Turn{Duty: dutyOf(t, c, complaint.DutyHearing), More: 1}}}
	}
	other := *c
	other.Filer = sanne // so that Lotte has no part in the case but this
	inLanguages(t, "hearing.turn", now, func(f *Frame) screen {
		list := rows(f, lotte)
		list[0].Case = &other
		home := HomeTab(f, &HomeLists{Turns: list})
		if raw := asJSON(t, home); strings.Contains(raw, "case.open") || strings.Contains(raw, stateWord(f, c)) || strings.Contains(raw, c.Filing().Summary) {
			t.Errorf("more than the question: %s", raw)
		}
		return home
	})
	inLanguages(t, "hearing.turn.filer", now, func(f *Frame) screen { return MineModal(f, &HomeLists{Turns: rows(f, lotte)}) })
	inLanguages(t, "hearing.turns", now, func(f *Frame) screen { return TurnsModal(f, rows(f, lotte), "") })
	due := []DueRow{{c, *dutyOf(t, c, complaint.DutyHearing)}}
	inLanguages(t, "hearing.due", now, func(f *Frame) screen {
		f.Viewer = member(lotte)
		return DueModal(f, DueQuery{}, due, "")
	})
	for name, m := range map[string]func(*Frame) *Modal{
		"turns": func(f *Frame) *Modal { return TurnsModal(f, slices.Repeat(rows(f, lotte), 60), "x") },
		"due":   func(f *Frame) *Modal { return DueModal(f, DueQuery{}, slices.Repeat(due, 80), "x") },
	} {
		f := sampleFrame(t, lang.EN, now)
		f.Viewer = member(lotte)
		modal := m(f)
		if n := len(modal.Blocks); n > mostHome || !strings.Contains(asJSON(t, modal), "more") {
			t.Errorf("%s of very many: %d blocks", name, n)
		}
	}
}

// What is asked of who filed a case stands with it, of a consultation only to who was asked.
func TestAHearingInWhatSomebodyFiled(t *testing.T) {
	c, _ := consultedCase(t)
	f := sampleFrame(t, lang.EN, "2026-03-10 10:00")
	f.Viewer = member(lotte)
	for with, want := range map[string]bool{lotte: true, joost: false} {
		c.Hearings[0].With = with
		other := *c
		other.Procedure = ptrTo(*c.Procedure) // so that it is derived anew
		must(t, other.DeclareInterest(complaint.Interest{Users: []string{"U0NOBODY"}, How: "a test"}, member(sanne), f.Now))
		raw := asJSON(t, &Home{Blocks: []slack.Block{filedRow(f, &other)}})
		if got := strings.Contains(raw, "Your step: confirm or deny the consultation"); got != want || strings.Contains(raw, "case.consult.open") {
			t.Errorf("asked %s, the filer reads %s", with, raw)
		}
	}
}

func ptrTo[T any](v T) *T { return &v }

// Whoever notes a consultation reads that the one who is to be consulted is kept out of the
// case, sees nothing of it and is asked to confirm nothing (OK-13).
func TestConsultFormOfWhoIsKeptOut(t *testing.T) {
	const now = "2026-03-09 13:00"
	c := caseAt(t, complaint.FaceInProgress)
	p := *c.Procedure
	p.Answer.Consult, p.Answer.ConsultConfirmed = "filer", true
	c.Procedure = &p
	form := func(f *Frame) screen {
		f.Viewer = member(milan)
		return ConsultForm(f, c, complaint.Consultation{With: lotte, At: f.Now, Unsaid: true})
	}
	if raw := asJSON(t, form(sampleFrame(t, lang.EN, now))); strings.Contains(raw, "is kept out") {
		t.Errorf("she is not: %s", raw)
	}
	asked := func(f *Frame) bool { return strings.Contains(asJSON(t, form(f)), f.P.T("hearing.asks")) }
	if !asked(sampleFrame(t, lang.EN, now)) {
		t.Error("nobody says that she is asked to confirm it")
	}
	must(t, c.DeclareInterest(complaint.Interest{How: "it is about her"}, member(lotte), at(t, now)))
	inLanguages(t, "consult.kept_out", now, form)
	if asked(sampleFrame(t, lang.EN, now)) {
		t.Error("it says that she is asked to confirm it")
	}
	f := sampleFrame(t, lang.EN, now)
	f.Viewer = member(milan)
	if raw := asJSON(t, DraftForm(f, c, complaint.Draft{}, Room{})); !strings.Contains(raw, "is kept out") {
		t.Errorf("the form of the answer says nothing of it: %s", raw)
	}
}
