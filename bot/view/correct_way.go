package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// wayOptions are the ways in which a step can have been done: first those that the procedure
// takes for it. The others are marked, as somebody may have chosen one all the same.
func wayOptions(f *Frame, c *complaint.Case, fact complaint.Fact) []Option {
	var taken, others []Option
	for _, way := range contactOptions(f) {
		if c.Takes(fact, way.Value) {
			taken = append(taken, way)
			continue
		}
		way.Note = f.P.T("correct.uncounted")
		others = append(others, way)
	}
	return append(taken, others...)
}

// whenTexts ask when a step was of which the way is put right, as its own form does: on which
// day it was posted, with what counts from then on, or at which moment it was.
var whenTexts = map[complaint.Kind]struct{ posted, hour string }{
	complaint.Acknowledged: {"ack.posted.hint", "ack.when.label"},
	complaint.Extended:     {"extend.posted.hint", "extend.when.label"},
	complaint.Told:         {"deliver.day.hint", "deliver.when.label"},
}

// whenFields ask that, where the way goes to a letter or from one.
func whenFields(f *Frame, c *complaint.Case, v complaint.CorrectForm) []slack.Block {
	part, texts := c.WhenPart(v), whenTexts[c.Events[v.Fact.Seq-1].Kind]
	in := field{block: v.Fact.Part(part), redraws: true}
	switch part {
	case complaint.PartPosted:
		in.label, in.hint = f.P.T("deliver.day.label"), f.P.T(texts.posted)
		return []slack.Block{in.day(v.Day)}
	case complaint.PartHour:
		in.label = f.P.T(texts.hour)
		return []slack.Block{in.moment(v.At)}
	}
	return nil
}
