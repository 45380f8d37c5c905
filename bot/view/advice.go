package view

import (
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// AdviceForm asks what the officer recommends, and to whom.
func AdviceForm(f *Frame, c *complaint.Case, typed complaint.Recommendation) *Modal {
	var to []Option
	for _, user := range c.Addressees(f.Viewer, f.Now) {
		to = append(to, Option{Value: user, Text: f.Name(user)})
	}
	modal := &Modal{
		CallbackID: "case.recommend", Metadata: caseMetadata(f, c, complaint.StepRecommend).String(),
		Title: f.P.T("advice.title", "number", c.Number), Close: f.P.T("filing.close"),
	}
	if len(to) == 0 {
		modal.Blocks = []slack.Block{section(f.P.T("advice.nobody", "role", f.P.T("words.role."+c.Procedure.Recommend.To)))}
		return modal
	}
	if typed.To == "" {
		typed.To = to[0].Value
	}
	modal.Submit = f.P.T("advice.submit")
	modal.Blocks = []slack.Block{
		section(f.P.T("advice.about", "period", PeriodOf(f.P, *c.Procedure.Recommend.Within)) + HouseRule(f.P, c.Procedure.Recommend.House)),
		field{block: "what", label: f.P.T("advice.what.label"), hint: f.P.T("measure.what.hint")}.text(typed.What, "", true, mostNote),
		field{block: "to", label: f.P.T("advice.to.label")}.pick(to, typed.To),
	}
	return modal
}

// AdviceDue asks the officer whether there is anything to recommend.
func AdviceDue(f *Frame, last time.Time) *Message {
	text := f.P.T("advice.due", "since", f.P.Day(last))
	show := f.P.T("measure.list.button")
	return &Message{Text: text, Blocks: []slack.Block{
		section(":bulb: *" + text + "*\n" + f.P.T("advice.due.how")),
		actions("next", button("measure.list", "advice", show, show)),
	}}
}

// measureWord is the text of what is said of a corrective action, or for a
// recommendation the one that says it of that.
func measureWord(m *complaint.Measure, id string) string {
	if m != nil && m.Advice {
		return "advice." + id
	}
	return "measure." + id
}

// adviceEnd is the form by which a recommendation is adopted or rejected, in either
// case with why.
func adviceEnd(f *Frame, modal *Modal, end string, typed Reason) *Modal {
	if end == MeasureDrop {
		modal.Submit = f.P.T("advice.drop.submit")
		modal.Blocks = append(modal.Blocks, field{block: "why", label: f.P.T("advice.why.label")}.text("", "", true, mostNote))
		return modal
	}
	modal.Submit = f.P.T("advice.done.submit")
	modal.Blocks = append(modal.Blocks,
		field{block: "when", label: f.P.T("advice.when.label")}.moment(typed.At),
		field{block: "evidence", label: f.P.T("advice.evidence.label"), hint: f.P.T("advice.evidence.hint")}.text(typed.Text, "", true, mostNote))
	return modal
}
