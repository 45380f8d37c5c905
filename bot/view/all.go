package view

import (
	"slices"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// actionGroups are the headings in the list of all actions and what stands under each,
// the likelier first.
var actionGroups = []struct {
	heading string
	steps   []complaint.Step
}{
	{"all.handling", []complaint.Step{
		complaint.StepTakeOver, complaint.StepAccept, complaint.StepDecline, complaint.StepContact, complaint.StepReadBack, complaint.StepExplain,
		complaint.StepReach, complaint.StepDetails, complaint.StepAck, complaint.StepClassify, complaint.StepAssign, complaint.StepConsult,
		complaint.StepUnreached, complaint.StepDraft, complaint.StepReview, complaint.StepDeliver, complaint.StepUntold, complaint.StepWithdraw, complaint.StepExtend, complaint.StepKeepDay,
		complaint.StepFollowUp, complaint.StepUpdate, complaint.StepEnter, complaint.StepReport,
	}},
	{"all.people", []complaint.Step{complaint.StepInterest, complaint.StepInform, complaint.StepColleague, complaint.StepCoOwner}},
	{"all.promises", []complaint.Step{complaint.StepPromises, complaint.StepMeasure, complaint.StepMeasures, complaint.StepRecommend}},
	{"all.endings", []complaint.Step{
		complaint.StepClose, complaint.StepAskClose, complaint.StepRuling, complaint.StepCarryOut, complaint.StepDispute,
		complaint.StepEnd, complaint.StepUndo, complaint.StepReopen, complaint.StepAnew, complaint.StepReopenLate,
	}},
	{"all.file", []complaint.Step{
		complaint.StepOpenFile, complaint.StepAdd, complaint.StepCorrect, complaint.StepWhy, complaint.StepRelate, complaint.StepRepost,
		complaint.StepHold, complaint.StepRelease, complaint.StepErase, complaint.StepStopErase,
	}},
}

// AllActions lists what the viewer may do with the case now, a button each: first what
// the procedure asks for, then the rest by what it is about.
func AllActions(f *Frame, c *complaint.Case) *Modal {
	modal := &Modal{
		CallbackID: "case.all", Metadata: Metadata{Number: c.Number, Lang: string(f.P.Language()), Pages: []string{pageName(pageAll, 1)}}.String(),
		Title: f.P.T("ending.all.title", "number", c.Number), Close: f.P.T("answer.done.close"),
		Blocks: []slack.Block{section("*" + c.Number + "* · " + stateWord(f, c))},
	}
	left := c.Allowed(f.Viewer, f.Now)
	group := func(heading string, steps []complaint.Step, next complaint.Step) {
		var row []slack.BlockElement
		for _, s := range steps {
			i := slices.Index(left, s)
			if i < 0 {
				continue
			}
			left = slices.Delete(left, i, i+1)
			b := stepButton(f, c, s)
			if s == next {
				b = green(b)
			}
			row = append(row, b)
		}
		if len(row) > 0 {
			modal.Blocks = append(modal.Blocks, section("*"+f.P.T(heading)+"*"), actions("", row...))
		}
	}
	if next, others := c.Next(); c.Open() {
		group("all.next", append([]complaint.Step{next}, others...), next)
	}
	for _, g := range actionGroups {
		group(g.heading, g.steps, "")
	}
	return modal
}
