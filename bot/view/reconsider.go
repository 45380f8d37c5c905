package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// WithdrawForm asks why an approval is taken back.
func WithdrawForm(f *Frame, c *complaint.Case, version int) *Modal {
	m := caseMetadata(f, c, complaint.StepDraft)
	m.Version = version
	return &Modal{
		CallbackID: "answer.withdraw", Metadata: m.String(),
		Title: f.P.T("reconsider.withdraw.title"), Submit: f.P.T("reconsider.withdraw.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			section(f.P.T("reconsider.withdraw.about", "version", version, "number", c.Number)),
			field{block: "why", label: f.P.T("reconsider.why.label"), hint: f.P.T("reconsider.why.hint")}.text("", "", true, mostNote),
		},
	}
}

// DelegateForm asks who decides on a version instead.
func DelegateForm(f *Frame, c *complaint.Case, version int) *Modal {
	m := caseMetadata(f, c, complaint.StepDraft)
	m.Version = version
	modal := &Modal{
		CallbackID: "answer.delegate", Metadata: m.String(),
		Title: f.P.T("reconsider.delegate.title"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{section(f.P.T("reconsider.delegate.about", "version", version, "number", c.Number))},
	}
	lines := approverOptions(f, c, c.Delegates(f.Viewer, f.Now))
	if len(lines) == 0 {
		modal.Blocks = append(modal.Blocks, section(f.P.T("error.no_approver")))
		return modal
	}
	modal.Submit = f.P.T("reconsider.delegate.submit")
	modal.Blocks = append(modal.Blocks, field{block: "approver", label: f.P.T("reconsider.delegate.label"), hint: f.P.T("answer.approver.hint")}.pick(lines, ""))
	return modal
}

// decidedByAnother says that somebody let another decide, to whoever is not that other: who may
// decide still may. Empty where nobody did, or two have to agree anyway.
func decidedByAnother(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	by := c.PassedBy(a.Version)
	if by == "" || a.AskedOf == f.Viewer.ID || c.Approvals() > 1 {
		return ""
	}
	id := "reconsider.passed_by"
	switch may := c.MayDecide(a.Version, f.Viewer, f.Now) == nil; {
	case may && by == f.Viewer.ID:
		id = "reconsider.passed_self"
	case may:
		id = "reconsider.passed_still"
	}
	return f.P.T(id, "name", Escape(f.Name(by)), "who", Escape(f.Name(a.AskedOf)))
}

// passedToYou says to whoever is asked to decide in the place of another who passed it on, and
// whether those still may; empty where nobody did.
func passedToYou(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	by := c.PassedBy(a.Version)
	if by == "" || a.AskedOf != f.Viewer.ID {
		return ""
	}
	id := "reconsider.passed_you"
	if c.MayDecide(a.Version, complaint.Person{ID: by, Member: true}, f.Now) == nil {
		id = "reconsider.passed_you_still"
	}
	return f.P.T(id, "name", Escape(f.Name(by)))
}

// decidedRow is what a decision leads to: the answer is given, or written anew.
func decidedRow(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) []slack.Block {
	switch {
	case c.ToTell(a.Version):
		return []slack.Block{stepRow(f, c, "decided", complaint.StepDeliver, []complaint.Step{complaint.StepWithdraw})}
	case a.SentBack() && c.Face() == complaint.FaceChangesAsked:
		return []slack.Block{stepRow(f, c, "decided", complaint.StepDraft, nil)}
	}
	return nil
}

// withdrawRow lets an approval be taken back while the answer was not told.
func withdrawRow(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) []slack.Block {
	if !c.ToTell(a.Version) {
		return nil
	}
	return []slack.Block{actions("decided", withdrawButton(f, c, a))}
}

func withdrawButton(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) slack.BlockElement {
	return answerButton(f, c, stepActions[complaint.StepWithdraw], f.P.T("card.button.withdraw"), a.Version)
}
