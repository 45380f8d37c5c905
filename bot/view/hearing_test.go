package view

import (
	"strings"
	"testing"

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
