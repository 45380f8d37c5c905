package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// waived is an answered case for which the caller asked to close without a
// reply on 19 March.
func waived(t *testing.T) *complaint.Case {
	t.Helper()
	c := caseAt(t, complaint.FaceAnswered)
	for _, day := range []string{"2026-03-16 10:00", "2026-03-17 10:00", "2026-03-18 10:00"} {
		when := at(t, day)
		if err := c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.NoReply, At: when, Via: "phone"}, member(lotte), when); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.AskClose("Never answers & has moved", member(lotte), at(t, "2026-03-19 10:00")); err != nil {
		t.Fatal(err)
	}
	return c
}

// lastRequest is what was asked last.
func lastRequest(c *complaint.Case) *complaint.Request { return &c.Requests[len(c.Requests)-1] }

func TestRequestToClose(t *testing.T) {
	const now = "2026-03-19 10:10"
	c := waived(t)
	inLanguages(t, "waiver.asked", now, func(f *Frame) screen { return RequestForAgreement(f, c, lastRequest(c).Seq) })
	inLanguages(t, "waiver.card", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "waiver.file", now, func(f *Frame) screen { return CaseFile(f, c, TabOverview, 1) })
	inLanguages(t, "waiver.deny", now, func(f *Frame) screen { return DenyForm(f, c, lastRequest(c).Seq, "") })
	for name, decide := range map[string]func(c *complaint.Case) error{
		"granted": func(c *complaint.Case) error { return c.Grant(lastRequest(c).Seq, member(mees), at(t, now)) },
		"denied": func(c *complaint.Case) error {
			return c.Deny(lastRequest(c).Seq, "Write a letter", member(mees), at(t, now))
		},
		"moot": func(c *complaint.Case) error {
			return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: at(t, now), Via: "phone"}, member(lotte), at(t, now))
		},
	} {
		decided := waived(t)
		if err := decide(decided); err != nil {
			t.Fatal(err)
		}
		inLanguages(t, "waiver."+name, "2026-03-19 10:20", func(f *Frame) screen { return RequestForAgreement(f, decided, lastRequest(decided).Seq) })
		if name != "granted" {
			continue
		}
		if err := decided.Close(complaint.Report{Handling: "Fine refunded"}, member(sanne), at(t, "2026-03-19 11:00")); err != nil {
			t.Fatal(err)
		}
		inLanguages(t, "card.unverified", "2026-03-19 11:05", func(f *Frame) screen { return Card(f, decided) })
	}
}

// The reason is for the file; the channel reads it only at level standard.
func TestARequestTellsNoMoreThanItsLevel(t *testing.T) {
	for _, standard := range []bool{false, true} {
		f, asked := sampleFrame(t, lang.EN, "2026-03-19 10:10"), waived(t)
		f.Standard = standard
		raw, err := RequestForAgreement(f, asked, lastRequest(asked).Seq).JSON()
		if err != nil {
			t.Fatal(err)
		}
		if told := strings.Contains(string(raw), "has moved"); told != standard {
			t.Errorf("standard %v: the reason is told: %v", standard, told)
		}
	}
}

func TestReasonForms(t *testing.T) {
	closed, answered := caseAt(t, complaint.FaceClosed), caseAt(t, complaint.FaceAnswered)
	inLanguages(t, "reopen", "2026-03-19 10:00", func(f *Frame) screen {
		return ReasonForm(f, closed, complaint.StepReopen, Reason{At: at(t, "2026-03-19 10:00")})
	})
	inLanguages(t, "reopen_late", "2027-03-25 10:00", func(f *Frame) screen { return ReasonForm(f, closed, complaint.StepReopenLate, Reason{}) })
	inLanguages(t, "waive", "2026-03-19 10:00", func(f *Frame) screen { return ReasonForm(f, answered, complaint.StepAskClose, Reason{Text: "Moved"}) })
}

func TestExternalRoad(t *testing.T) {
	const now = "2026-03-19 11:00"
	c := caseAt(t, complaint.FaceAnswered)
	form := complaint.DisputeForm{
		Name: "Geschillencommissie", Binding: "yes", AskedBy: "Anna de Vries", Documents: "The whole file", At: at(t, "2026-03-19 10:00"), Day: "2026-06-01",
	}
	inLanguages(t, "dispute", now, func(f *Frame) screen { return DisputeForm(f, c, form, InitiativeCustomers) })
	named := caseAt(t, complaint.FaceAnswered)
	named.Procedure.External = []procedure.Body{{Name: "Arbiter", URL: "https://arbiter.example", Binding: "no"}}
	inLanguages(t, "dispute.named", now, func(f *Frame) screen {
		return DisputeForm(f, named, complaint.DisputeForm{Body: "0", Day: "2026-06-01"}, "")
	})
	binding := caseAt(t, complaint.FaceAnswered)
	binding.Procedure.External = []procedure.Body{{Name: "Arbiter", Binding: "yes"}}
	asked := complaint.DisputeForm{
		Body: "0", AskedBy: "Anna de Vries", At: at(t, "2026-03-19 10:00"), Day: "2026-06-01", Known: "2026-03-13", Accepted: "no",
	}
	inLanguages(t, "dispute.binding", now, func(f *Frame) screen { return DisputeForm(f, binding, asked, "") })
	if err := binding.HandOver(asked, member(sanne), at(t, now)); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "ruling.not_accepted", now, func(f *Frame) screen { return RulingForm(f, binding, complaint.Ruling{At: at(t, now)}, 1) })
	if err := c.HandOver(form, member(sanne), at(t, now)); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "card.external_dispute", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "dispute.receipt", now, func(f *Frame) screen { return Receipt(f, c) })
	inLanguages(t, "ruling", now, func(f *Frame) screen { return RulingForm(f, c, complaint.Ruling{At: at(t, now)}, 2) })
	inLanguages(t, "ruling.undecided", now, func(f *Frame) screen { return RulingForm(f, c, complaint.Ruling{At: at(t, now), Undecided: true}, 2) })
	if err := c.RecordRuling(complaint.Ruling{Text: "Refund half", At: at(t, now), Day: "2026-04-01", Promises: []complaint.Promise{{What: "Pay it back", Who: "Milan de Wit", When: "2026-03-31"}}}, member(sanne), at(t, now)); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "card.ruled", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "ruled.file", now, func(f *Frame) screen { return CaseFile(f, c, TabOverview, 1) })
	carry := func(f *Frame) screen { return ReasonForm(f, c, complaint.StepCarryOut, Reason{At: at(t, now)}) }
	inLanguages(t, "carry_out", now, carry)
	for who, reads := range map[string]bool{sanne: true, lotte: false} {
		f := sampleFrame(t, lang.EN, now)
		f.Viewer = member(who)
		raw := string(mustJSON(t, carry(f)))
		if got := strings.Contains(raw, "Refund half"); got != reads {
			t.Errorf("%s reads what was ruled %v, want %v", who, got, reads)
		}
		if got := strings.Contains(raw, "Pay it back") && strings.Contains(raw, "commitment.done.open"); got != reads || strings.Contains(raw, "Refund the fine") {
			t.Errorf("%s reads who does what of it, and no more: %v, want %v", who, got, reads)
		}
	}
}
