package complaint

import (
	"slices"
	"strings"
)

// correctableResults are the results of a follow-up that can take each other's place.
// That somebody wants no contact is not among them: somebody agrees with that.
var correctableResults = []Kind{Satisfied, Dissatisfied, NoReply}

// CorrectableResults lists them as codes.
func CorrectableResults() []string {
	list := make([]string, len(correctableResults))
	for i, result := range correctableResults {
		list[i] = string(result)
	}
	return list
}

// besideResult are the events that may follow on the result of a follow-up without
// resting on it.
var besideResult = []Kind{
	Corrected, Rejudged, RouteConfidential, RouteEnded, Noted, FileKept, FileLost, CommitmentKept, CommitmentDropped, MeasureTaken, MeasureMoved, MeasureDone, MeasureDropped, MeasureTold,
}

// resultStands tells whether an event is the result of a follow-up that may still be
// corrected: it is the last, the case is not closed, and nothing that was done since
// rests on it. After that the case goes on from what was recorded.
func (c *Case) resultStands(e Event) bool {
	if !slices.Contains(correctableResults, e.Kind) {
		return false
	}
	return !slices.ContainsFunc(c.Events[e.Seq:], func(later Event) bool {
		return !later.Kind.AboutReminders() && !slices.Contains(besideResult, later.Kind)
	})
}

// resultIs lets an event count with another result.
func (c *Case) resultIs(target int, result Kind) {
	e := &c.Events[target-1]
	e.Kind, e.Data.Attempt = result, 0
	if result != NoReply {
		return
	}
	for _, other := range c.Events[:target] {
		if other.Kind == NoReply && other.Data.Round == e.Data.Round {
			e.Data.Attempt++
		}
	}
}

// calledSo is the handler under the name or function that a correction gives, or with what
// they were told of the case.
func (c *Case) calledSo(f CorrectForm) (Correction, Refusals) {
	a := c.Appointment()
	words := Correction{New: strings.TrimSpace(f.Text), Appointed: &a}
	word := &a.Name
	switch f.Fact.Code {
	case FactTitle:
		word = &a.Title
	case FactBrief:
		word = &a.Brief
	}
	words.Old, *word = *word, words.New
	switch {
	case words.New != "":
	case f.Fact.Code == FactHandler:
		return words, Refusals{refuseField(f.Fact.Field(), "error.name_missing")}
	case f.Fact.Code == FactBrief:
		return words, Refusals{refuseField(f.Fact.Field(), "error.reason_missing")}
	default:
		return words, Refusals{refuseField(f.Fact.Field(), "error.title_missing")}
	}
	if f.Fact.Code == FactBrief { // for a colleague, and nobody else
		return words, nil
	}
	return words, c.guardTalk(f.Fact.Field(), a.Title, a.Name) // as when the handler was chosen
}
