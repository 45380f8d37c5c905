package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// A partner who handles finds what is asked of them on their own message, and not
// what is the officer's.
func TestDeskOfAPartner(t *testing.T) {
	give := func(c *complaint.Case) error {
		c.Roster.Holders = append(c.Roster.Holders, complaint.Holder{Role: complaint.RolePartner, User: milan})
		return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "partner", Why: "partner"}, member(sanne), at(t, "2026-03-05 10:30"))
	}
	c := presetCase(t, "cygnus", give)
	f := sampleFrame(t, lang.NL, "2026-03-05 10:40")
	f.Viewer = member(milan)
	desk := string(mustJSON(t, Desk(f, c)))
	for _, action := range []string{"case.consult.open", "case.explain.open", "case.update.open", "answer.draft.open"} {
		if !strings.Contains(desk, action) {
			t.Errorf("no button %s", action)
		}
	}
	for _, action := range []string{"answer.deliver.open", "case.classify.open", "case.inform.open"} {
		if strings.Contains(desk, action) {
			t.Errorf("a button %s", action)
		}
	}
}

// partnered is a case of a partner, up for approval or further.
func partnered(t *testing.T, steps ...func(*complaint.Case) error) *complaint.Case {
	t.Helper()
	day := at(t, "2026-03-06 11:00")
	return presetCase(t, "cygnus", append([]func(*complaint.Case) error{
		func(c *complaint.Case) error {
			c.Roster.Holders = append(c.Roster.Holders, complaint.Holder{Role: complaint.RolePartner, User: milan})
			return c.Classify(complaint.Classification{Class: complaint.Class{Nature: "quality", Weight: "minor", Submitted: "oral", Party: "client"}}, member(sanne), at(t, "2026-03-05 10:25"))
		},
		func(c *complaint.Case) error {
			return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "partner", Why: "partner"}, member(sanne), at(t, "2026-03-05 10:30"))
		},
		func(c *complaint.Case) error {
			d := sampleDraft()
			d.Form, d.Promises, d.Reasons, d.Ask = "email", nil, "It came late.", true
			return c.Prepare(d, member(milan), day)
		},
	}, steps...)...)
}

// The message of a handler who does not tell the answer says that it was approved and who
// tells it, and the card does not name the handler for that.
func TestAHandlerWhoDoesNotTellTheAnswer(t *testing.T) {
	now := "2026-03-06 12:00"
	c := partnered(t, func(c *complaint.Case) error { return c.Approve(1, member(mees), at(t, now)) })
	inLanguages(t, "desk.given_by", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return Desk(f, c)
	})
	f := sampleFrame(t, lang.NL, now)
	if got := title(f, c); strings.Contains(got, "behandelaar") {
		t.Errorf("the card says %q", got)
	}
	c.Procedure.Answer.ToldBy = string(complaint.RolePartner)
	if got := title(f, c); !strings.Contains(got, "· betrokken partner: ") {
		t.Errorf("told by partners, the card says %q", got)
	}
}

// The handler's message names one next step at most: that of somebody else only while no
// step of the handler is next; what else others owe has its day and whose it is.
func TestOneNextStepOnTheDesk(t *testing.T) {
	next := "Volgende stap ("
	sent := func(c *complaint.Case) error {
		return c.AskChanges(1, "shorter", member(mees), at(t, "2026-03-06 12:00"))
	}
	for name, tc := range map[string]struct {
		c    *complaint.Case
		want int
	}{"the answer is the handler's": {partnered(t, sent), 0}, "in approval": {partnered(t), 1}} {
		f := sampleFrame(t, lang.NL, "2026-03-06 12:05")
		f.Viewer = member(milan)
		desk := jsonText(string(mustJSON(t, Desk(f, tc.c))))
		if got := strings.Count(desk, next); got != tc.want {
			t.Errorf("%s: %d next steps in %s", name, got, desk)
		}
		if !strings.Contains(desk, "Beantwoord de klacht, uiterlijk do 2 april · klachtenfunctionaris") {
			t.Errorf("%s: nothing says by when the officer answers: %s", name, desk)
		}
		if tc.want == 1 && !strings.Contains(desk, next+"directie): beoordeel het antwoord") {
			t.Errorf("%s: the next step is another: %s", name, desk)
		}
	}
}

// Whoever handles a case on which a third party ruled reads so in their own message, and
// records there that it was carried out.
func TestTheDeskOfARuling(t *testing.T) {
	day := at(t, "2026-03-06 14:00")
	c := partnered(t,
		func(c *complaint.Case) error { return c.Approve(1, member(mees), day) },
		func(c *complaint.Case) error {
			return c.Deliver(complaint.Delivery{At: day, Via: "email"}, member(sanne), day)
		},
		func(c *complaint.Case) error {
			return c.HandOver(complaint.DisputeForm{Name: "Committee", Binding: "yes", AskedBy: "Anna", At: day, Day: "2026-06-01"}, member(sanne), day)
		},
		func(c *complaint.Case) error {
			return c.RecordRuling(complaint.Ruling{Text: "Refund half", At: day, Day: "2026-03-20"}, member(sanne), day)
		})
	inLanguages(t, "desk.ruled", "2026-03-06 15:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return Desk(f, c)
	})
	f := sampleFrame(t, lang.EN, "2026-03-06 15:00")
	f.Viewer = member(milan)
	if desk := string(mustJSON(t, Desk(f, c))); !strings.Contains(desk, "case.ruling.done") || strings.Contains(desk, "Refund half") {
		t.Errorf("the handler's message: %s", desk)
	}
}
