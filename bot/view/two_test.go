package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// serious is an answer that waits for two people: for both, or after Mees for
// one more.
func serious(t *testing.T, agreed bool) *complaint.Case {
	t.Helper()
	c := caseAt(t, complaint.FaceInApproval)
	c.Procedure.Answer.Approval.TwoFor = []string{"serious", "legal"}
	class := complaint.Classification{Class: complaint.Class{Nature: "service", Weight: "serious", Submitted: "oral"}}
	if err := c.Classify(class, member(sanne), at(t, "2026-03-12 15:05")); err != nil {
		t.Fatal(err)
	}
	if agreed {
		if err := c.Approve(1, member(mees), at(t, "2026-03-12 15:40")); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestTwoApprovals(t *testing.T) {
	const now = "2026-03-12 16:00"
	none, one, two := serious(t, false), serious(t, true), serious(t, true)
	if err := two.Approve(1, member(sanne), at(t, "2026-03-12 15:50")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "two.request", now, func(f *Frame) screen { return ApprovalRequest(f, none, 1) })
	inLanguages(t, "two.request.one", now, func(f *Frame) screen { return ApprovalRequest(f, one, 1) })
	inLanguages(t, "two.request.both", now, func(f *Frame) screen { return ApprovalRequest(f, two, 1) })
	inLanguages(t, "two.ask.one", now, func(f *Frame) screen { return Ask(f, one, 1) })
	inLanguages(t, "two.ask.mine", now, func(f *Frame) screen { f.Viewer = member(mees); return Ask(f, one, 1) })
	inLanguages(t, "two.read.one", now, func(f *Frame) screen { return ReadAnswer(f, one, 1) })
	inLanguages(t, "two.line", now, func(f *Frame) screen { return Line(f, one, one.Events[len(one.Events)-1]) })
	inLanguages(t, "two.card", now, func(f *Frame) screen { return Card(f, one) })
	waits := serious(t, false)
	if err := waits.Classify(complaint.Classification{Class: complaint.Class{Nature: "service", Weight: "minor", Submitted: "oral"}}, member(sanne), at(t, "2026-03-12 15:10")); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		waits.Approve(1, member(mees), at(t, "2026-03-12 15:40")),
		waits.Classify(complaint.Classification{Class: complaint.Class{Nature: "service", Weight: "legal", Submitted: "oral"}}, member(sanne), at(t, "2026-03-12 15:45")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	inLanguages(t, "two.waits", now, func(f *Frame) screen { f.Viewer = member(milan); return Approved(f, waits, 1) })
}

// Who agreed has nothing to press, and whoever still may has; where one is
// enough nobody reads of two.
func TestWhoAgreedHasNothingToPress(t *testing.T) {
	one := serious(t, true)
	f := sampleFrame(t, lang.EN, "2026-03-12 16:00")
	for user, want := range map[string]bool{mees: false, sanne: true} {
		f.Viewer = member(user)
		for name, raw := range map[string]string{"message": string(mustJSON(t, Ask(f, one, 1))), "window": string(mustJSON(t, ReadAnswer(f, one, 1)))} {
			if !strings.Contains(raw, "1 of 2") || (strings.Contains(raw, `"answer.approve"`) || strings.Contains(raw, `"answer.review"`)) != want {
				t.Errorf("%s of %s: %s", name, user, raw)
			}
		}
	}
	plain := caseAt(t, complaint.FaceInApproval)
	for _, m := range []*Message{ApprovalRequest(f, plain, 1), Ask(f, plain, 1)} {
		if raw := string(mustJSON(t, m)); strings.Contains(raw, "Two people") || strings.Contains(raw, "of 2") {
			t.Errorf("speaks of two: %s", raw)
		}
	}
}
