package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func TestReconsider(t *testing.T) {
	asked, approved := caseAt(t, complaint.FaceInApproval), caseAt(t, complaint.FaceApproved)
	inLanguages(t, "reconsider.delegate", "2026-03-12 15:10", func(f *Frame) screen { return DelegateForm(f, asked, 1) })
	inLanguages(t, "reconsider.withdraw", "2026-03-12 16:05", func(f *Frame) screen { return WithdrawForm(f, approved, 2) })
	if err := asked.Delegate(1, mees, member(sanne), at(t, "2026-03-12 15:20")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "reconsider.passed", "2026-03-12 15:25", func(f *Frame) screen { return Ask(f, asked, 1) })
	inLanguages(t, "reconsider.passed.window", "2026-03-12 15:25", func(f *Frame) screen { return ReadAnswer(f, asked, 1) })
	inLanguages(t, "reconsider.passed.to", "2026-03-12 15:25", func(f *Frame) screen { f.Viewer = member(mees); return Ask(f, asked, 1) })
	for viewer, green := range map[string]bool{sanne: false, mees: true} {
		f := sampleFrame(t, lang.EN, "2026-03-12 15:25")
		f.Viewer = member(viewer)
		for what, s := range map[string]screen{"window": ReadAnswer(f, asked, 1), "message": Ask(f, asked, 1)} {
			raw := string(mustJSON(t, s))
			if strings.Contains(raw, `"primary"`) != green || strings.Contains(raw, "asked Mees Vos to decide. You can still decide as well.") == green || strings.Contains(raw, "nothing left") {
				t.Errorf("the %s of %s, after Sanne let Mees decide: %s", what, viewer, raw)
			}
			if strings.Contains(raw, "Sanne Bakker asked you to decide instead. They can still decide as well.") != green {
				t.Errorf("the %s of %s does not say right who let whom decide: %s", what, viewer, raw)
			}
			if !strings.Contains(raw, `"answer.approve"`) && !strings.Contains(raw, `"answer.review"`) {
				t.Errorf("%s, who may decide, cannot from the %s", viewer, what)
			}
		}
	}
	if err := approved.WithdrawApproval(2, "The amount is <b>wrong</b>", member(mees), at(t, "2026-03-12 16:10")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "reconsider.withdrawn", "2026-03-12 16:15", func(f *Frame) screen { return ApprovalRequest(f, approved, 2) })
	inLanguages(t, "reconsider.changes", "2026-03-12 16:15", func(f *Frame) screen { f.Viewer = member(milan); return Changes(f, approved, 2) })
	inLanguages(t, "reconsider.draft", "2026-03-12 16:15", func(f *Frame) screen {
		f.Viewer = member(milan)
		return DraftForm(f, approved, complaint.Draft{Ask: true}, Room{Promises: 1})
	})
}

// Somebody who was to decide wrote the next version: the author is told by whom,
// and finds nothing to do.
func TestTheAuthorOfAnEditedVersion(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	d := sampleDraft()
	d.Text += " You get 385 euro."
	if err := c.Prepare(d, member(mees), at(t, "2026-03-12 15:20")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "reconsider.edited", "2026-03-12 15:25", func(f *Frame) screen { f.Viewer = member(milan); return Changes(f, c, 1) })
	inLanguages(t, "reconsider.draft.approver", "2026-03-12 15:25", func(f *Frame) screen {
		f.Viewer = member(sanne)
		c.Roster.Holders[0].User = fatima // she approves, and is no officer any more
		return DraftForm(f, c, c.Version(2), Room{Promises: 1})
	})
	f := sampleFrame(t, lang.EN, "2026-03-12 15:25")
	if raw := string(mustJSON(t, ApprovalRequest(f, c, 2))); !strings.Contains(raw, "becomes v3") || !strings.Contains(raw, "answer.more") {
		t.Errorf("nothing to edit it with: %s", raw)
	}
	if raw := string(mustJSON(t, Changes(f, c, 2))); strings.Contains(raw, "edited") {
		t.Error("the newest version was edited by nobody")
	}
}

// Only an approval that still counts can be taken back.
func TestWithdrawIsOfferedWhileItCounts(t *testing.T) {
	for _, at := range road {
		c := caseAt(t, at.face)
		if len(c.Answers) == 0 {
			continue
		}
		f := sampleFrame(t, lang.EN, at.now)
		for name, s := range map[string]screen{"request": ApprovalRequest(f, c, len(c.Answers)), "card": Card(f, c), "list": AllActions(f, c)} {
			if got, want := strings.Contains(string(mustJSON(t, s)), `"answer.withdraw.open"`), at.face == complaint.FaceApproved; got != want {
				t.Errorf("at %s the %s offers it: %v", at.face, name, got)
			}
		}
	}
}
