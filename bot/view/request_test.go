package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// tried is an assigned case whose handler called on three days and got no answer.
func tried(t *testing.T) *complaint.Case {
	t.Helper()
	c := caseAt(t, complaint.FaceAssigned)
	for _, day := range []string{"2026-03-09 10:00", "2026-03-10 10:00", "2026-03-11 10:00"} {
		if err := c.LogContact(complaint.ContactForm{At: at(t, day), Via: "phone", Note: "voicemail"}, member(milan), at(t, day)); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// proposed is a case for which the deputy proposed a handler, which management agrees
// with.
func proposed(t *testing.T) *complaint.Case {
	t.Helper()
	c := caseAt(t, complaint.FaceConfirmed)
	a := complaint.Assignment{
		Handler: milan, Name: "Milan de Wit", Title: "Hoofd <Samenstel>", Why: "other", WhyText: "Knows her & her books", Deliverers: []string{joost},
	}
	if err := c.Assign(a, member(fatima), at(t, "2026-03-05 11:00")); err != nil {
		t.Fatal(err)
	}
	return c
}

// A customer nobody reaches: the card says how often it was tried and then how the
// case goes on, the request who decides, and all that shows the case what became of it.
func TestGoingOnWithoutContact(t *testing.T) {
	const now = "2026-03-12 10:00"
	c := tried(t)
	inLanguages(t, "unreached.card", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "unreached.form", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return ReasonForm(f, c, complaint.StepUnreached, Reason{})
	})
	inLanguages(t, "unreached.desk", now, func(f *Frame) screen {
		f.Viewer = member(milan)
		return Desk(f, c)
	})
	if err := c.GoOn("Moved & no other number", member(milan), at(t, now)); err != nil {
		t.Fatal(err)
	}
	seq := lastRequest(c).Seq
	inLanguages(t, "unreached.asked", now, func(f *Frame) screen { return RequestForAgreement(f, c, seq) })
	if err := c.Grant(seq, member(mees), at(t, now)); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "unreached.agreed", now, func(f *Frame) screen { return RequestForAgreement(f, c, seq) })
	inLanguages(t, "unreached.on", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "unreached.history", now, func(f *Frame) screen { return CaseFile(f, c, TabHistory, 1) })
	inLanguages(t, "unreached.close", now, func(f *Frame) screen { return CloseForm(f, c, Closing{}) })
}

// Who proposes a handler, or ends a case as no complaint, reads in the form that
// somebody else agrees first; who agrees in person does not.
func TestFormsThatAskForAgreement(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed)
	for name, draw := range map[string]func(*Frame) screen{
		"assign": func(f *Frame) screen { return AssignForm(f, c, complaint.Assignment{Handler: milan}) },
		"end":    func(f *Frame) screen { return EndForm(f, c, complaint.EndForm{End: complaint.EndQuestion}, nil) },
	} {
		for who, asks := range map[string]bool{fatima: true, sanne: false} {
			f := sampleFrame(t, lang.EN, "2026-03-05 11:00")
			f.Viewer = member(who)
			raw := asJSON(t, draw(f))
			if strings.Contains(raw, "Ask for agreement") != asks || strings.Contains(raw, "in the role management") != asks {
				t.Errorf("%s by %s: asks %v\n%s", name, who, !asks, raw)
			}
		}
	}
	p := proposed(t)
	seq := lastRequest(p).Seq
	inLanguages(t, "handler.asked", "2026-03-05 11:05", func(f *Frame) screen { return RequestForAgreement(f, p, seq) })
	inLanguages(t, "handler.file", "2026-03-05 11:05", func(f *Frame) screen { return CaseFile(f, p, TabOverview, 1) })
	if err := p.Deny(seq, "Too busy", member(mees), at(t, "2026-03-05 11:10")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "handler.denied", "2026-03-05 11:12", func(f *Frame) screen { return RequestForAgreement(f, p, seq) })
	if got := RequestForAgreement(sampleFrame(t, lang.EN, "2026-03-05 11:12"), p, 1).Text; got != p.Number {
		t.Errorf("of an event that asked nothing: %q", got)
	}
}

// What somebody agreed with alone says so wherever it shows.
func TestAloneShows(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed)
	c.Procedure.Agreement.Alone = true
	c.Roster.Holders = nil
	for _, role := range []complaint.Role{complaint.RoleOfficer, complaint.RoleManagement, complaint.RoleHandler} {
		c.Roster.Holders = append(c.Roster.Holders, complaint.Holder{Role: role, User: sanne})
	}
	now := at(t, "2026-03-06 10:00")
	d := sampleDraft()
	d.Promises = nil
	for _, err := range []error{
		c.Assign(complaint.Assignment{Handler: sanne, Name: "Sanne", Title: "Directeur", Why: "officer", Deliverers: []string{joost}}, member(sanne), now),
		c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "we call", Day: "2026-03-20"}, member(sanne), now),
		c.Prepare(d, member(sanne), now), c.Approve(1, member(sanne), now),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	f := sampleFrame(t, lang.EN, "2026-03-06 11:00")
	for name, s := range map[string]screen{
		"the request": ApprovalRequest(f, c, 1), "the card": Card(f, c), "the answers in the file": CaseFile(f, c, TabAnswers, 1),
		"the history": CaseFile(f, c, TabHistory, 1), "the line in the thread": Line(f, c, c.Events[len(c.Events)-1]),
	} {
		if raw := strings.ToLower(asJSON(t, s)); !strings.Contains(raw, "decided alone") {
			t.Errorf("%s does not say so: %s", name, raw)
		}
	}
}

// Whoever closes a case reads first what would be left, with the button that does it;
// afterwards card, file and the reminder of it say that it was left.
func TestClosingNamesWhatIsLeft(t *testing.T) {
	spoken := sampleDraft() // which confirms no receipt in writing (PK-12)
	spoken.Form, spoken.Reasons, spoken.Promises = "phone", "She was told twice.", nil
	now := at(t, "2026-03-12 12:00")
	class := complaint.Classification{
		Class:     complaint.Class{Nature: "treatment", Weight: "minor", Submitted: "oral", Category: "duration", Party: "customer"},
		Judgement: complaint.Judgement{Assessment: "Hear both"},
	}
	c := presetCase(t, "klachten",
		func(c *complaint.Case) error { return c.Classify(class, member(mees), now) },
		func(c *complaint.Case) error {
			return c.Assign(complaint.Assignment{Handler: mees, Name: "Mees", Title: "directeur", Why: "officer"}, member(mees), now)
		},
		func(c *complaint.Case) error { return c.Prepare(spoken, member(mees), now) },
		func(c *complaint.Case) error { return c.Approve(1, member(sanne), now) },
		func(c *complaint.Case) error {
			return c.Deliver(complaint.Delivery{At: now, Via: "phone", Said: "All of it"}, member(mees), now)
		},
		func(c *complaint.Case) error {
			return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: now, Via: "phone"}, member(lotte), now)
		})
	inLanguages(t, "close.left", "2026-03-19 10:00", func(f *Frame) screen { return CloseForm(f, c, Closing{}) })
	if err := c.Close(complaint.Report{Lesson: "Call back", Archive: "map 4"}, member(sanne), at(t, "2026-03-19 10:05")); err != nil {
		t.Fatal(err)
	}
	f := sampleFrame(t, lang.EN, "2026-03-19 11:00")
	for name, s := range map[string]screen{"the card": Card(f, c), "the history": CaseFile(f, c, TabHistory, 1)} {
		if raw := asJSON(t, s); !strings.Contains(raw, "Not done when it was closed: confirm") {
			t.Errorf("%s does not say so: %s", name, raw)
		}
	}
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range duties {
		if d.Left && !strings.Contains(asJSON(t, dutyOver(f, c, &d)), "Not done: confirm") {
			t.Errorf("the reminder of %s does not say so", d.Kind)
		}
	}
}
