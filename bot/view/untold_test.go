package view

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// nobody is a case of a caller whom nobody knows, with an approved answer that cannot be
// told.
func nobody(t *testing.T) *complaint.Case {
	t.Helper()
	c := inventedCase(t)
	now := at(t, "2026-03-06 12:00")
	fresh := complaint.New("T0FIRM", c.Procedure, c.Calendar, c.Roster)
	fresh.Number = c.Number
	must(t, fresh.Register(complaint.Registration{
		Via: "phone", ReceivedAt: at(t, "2026-03-05 10:20"), Filing: complaint.Filing{Unknown: true, Summary: "Rude <call>", Story: "Somebody called from a hidden number and hung up."},
	}, member(lotte), at(t, "2026-03-05 10:30")))
	must(t, fresh.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd", Why: "process"}, member(sanne), now))
	return fresh
}

// An answer that nobody can be told: the card, the form and the request say so, and never
// that it goes to an address that is known (D15).
func TestAnAnswerThatNobodyCanBeTold(t *testing.T) {
	const now = "2026-03-09 12:00"
	c := nobody(t)
	inLanguages(t, "untold.unreached", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return ReasonForm(f, c, complaint.StepUnreached, Reason{})
	})
	must(t, c.GoOn("hidden number & nobody knows the voice", member(milan), at(t, now)))
	if !c.Unreached() {
		seq := lastRequest(c).Seq
		inLanguages(t, "untold.goes_on", now, func(f *Frame) screen { return RequestForAgreement(f, c, seq) })
		must(t, c.Grant(seq, member(mees), at(t, now)))
	}
	must(t, c.Consult(complaint.Consultation{With: lotte, At: at(t, now), Said: "a man"}, member(milan), at(t, now)))
	d := complaint.Draft{Answer: complaint.Answer{Text: "We are sorry.", Reasons: "So it is."}, Form: "letter", Outcome: "upheld", Ask: true}
	must(t, c.Prepare(d, member(milan), at(t, now)))
	must(t, c.Approve(1, member(mees), at(t, now)))
	inLanguages(t, "untold.card", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "untold.desk", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return Desk(f, c)
	})
	inLanguages(t, "untold.form", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return ReasonForm(f, c, complaint.StepUntold, Reason{})
	})
	must(t, c.KeepAnswer("Nobody knows <the voice>", member(milan), at(t, now)))
	seq := lastRequest(c).Seq
	inLanguages(t, "untold.asked", now, func(f *Frame) screen { return RequestForAgreement(f, c, seq) })
	must(t, c.Grant(seq, member(mees), at(t, now)))
	inLanguages(t, "untold.agreed", now, func(f *Frame) screen { return RequestForAgreement(f, c, seq) })
	inLanguages(t, "untold.ready", now, func(f *Frame) screen {
		m := Card(f, c)
		for _, wrong := range []string{"adres dat bekend", "adresse, vi kender", "address that is known"} {
			if strings.Contains(asJSON(t, m), wrong) {
				t.Errorf("the card says %q", wrong)
			}
		}
		return m
	})
	inLanguages(t, "untold.close", now, func(f *Frame) screen { return CloseForm(f, c, Closing{}) })
	inLanguages(t, "untold.line", now, func(f *Frame) screen { return Line(f, c, c.Events[len(c.Events)-1]) })
	must(t, c.Close(complaint.Report{Handling: "x", Lesson: "y", Archive: "z", NoMeasure: "once"}, member(sanne), at(t, now)))
	inLanguages(t, "untold.closed", now, func(f *Frame) screen { return Card(f, c) })
}
