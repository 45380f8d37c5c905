package view

import (
	"slices"
	"strings"

	"ombud/complaint"
)

// correctedFact names what a correction is about: of a step also when that was, or which
// promise it is, since there may be several of a kind. A moment or a day that was wrong
// names itself.
func correctedFact(f *Frame, c *complaint.Case, e complaint.Event) string {
	fact := complaint.Fact{Code: complaint.FactCode(e.Data.Why), Seq: e.Data.Event}
	title, which := factTitle(f, c, fact), ""
	switch step, _ := c.Stood(e); {
	case step.Kind == complaint.CommitmentMade:
		which = f.P.T("thread.promise", "n", step.Data.Index)
	case ofStep(fact) && fact.Code != complaint.FactAt:
		which = f.moment(step.At, step.NoHour())
	default:
		return title
	}
	return f.P.T("correct.which", "what", title, "which", which)
}

// classFacts are what a case is classified as, which its thread tells when that is done.
var classFacts = []complaint.FactCode{
	complaint.FactNature, complaint.FactSecond, complaint.FactWeight, complaint.FactCategory, complaint.FactParty, complaint.FactSubmitted,
}

// correctedInThread is what a correction replaced, as far as the thread tells such things
// of the step itself: moments, days, ways, results, what a case is classified as and
// colleagues who have a task in it; no words, nothing of the customer, nobody involved.
func correctedInThread(f *Frame, c *complaint.Case, e complaint.Event) string {
	fact := complaint.Fact{Code: complaint.FactCode(e.Data.Why), Seq: e.Data.Event}
	old, is := complaint.CorrectForm{Fact: fact, Code: e.Data.Old}, complaint.CorrectForm{Fact: fact, Code: e.Data.New}
	switch {
	case fact.Moves():
		return correctedValue(f, c, e)
	case fact.Code == complaint.FactContact:
		return strings.Join(wayChanges(f, c, e), "\n")
	case slices.Contains(classFacts, fact.Code):
		return onRecord(f, c, old) + " → " + onRecord(f, c, is)
	case !slices.Contains([]complaint.FactCode{complaint.FactOwner, complaint.FactInformed, complaint.FactReceiver}, fact.Code):
	case slices.ContainsFunc(slices.Concat(e.Data.Were, e.Data.Users), c.IsInvolved):
	default:
		return taskOf(f, c, fact, e.Data.Were) + " → " + taskOf(f, c, fact, e.Data.Users)
	}
	return ""
}

// taskOf names who has such a task: nobody named means the handler, or whoever filed the case.
func taskOf(f *Frame, c *complaint.Case, fact complaint.Fact, users []string) string {
	if fact.Code == complaint.FactOwner && len(users) == 0 {
		return f.P.T("words.role.handler")
	}
	return onRecord(f, c, complaint.CorrectForm{Fact: fact, Users: users})
}

// wayChanges are how somebody was reached before and after a correction, and when, where
// that goes with it.
func wayChanges(f *Frame, c *complaint.Case, e complaint.Event) []string {
	if e.Data.Old == e.Data.New {
		return nil
	}
	was, is := c.Stood(e)
	lines := []string{wayOf(f, was) + " → " + wayOf(f, is)}
	if e.Data.When > 0 {
		lines = append(lines, f.moment(was.At, was.NoHour())+" → "+f.moment(is.At, is.NoHour()))
	}
	return lines
}

// wayOf is the way in which a step was done, with whether that was a letter of which the
// day of posting is known.
func wayOf(f *Frame, e complaint.Event) string {
	way := f.P.T("words.via." + e.Data.Via)
	if e.Posted() {
		way += " (" + f.P.T("thread.posted") + ")"
	}
	return way
}
