package view

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// mostBeside is up to how much a line of the history is one piece of small print with
// what was said; longer words follow it whole.
const mostBeside = 1000

// historyPiece is one line of the history: what was written down, as it was
// written down, numbered so that a later line can be pointed to. What was
// wrong stays, marked; a line that changed something says what it was before.
func historyPiece(f *Frame, c *complaint.Case, e complaint.Event) []slack.Block {
	line := strconv.Itoa(e.Seq) + " · " + eventLineAt(f, c, c.Written(e), time.Minute)
	if e.Kind != complaint.Absorbed { // which happened, and so did that they are apart again
		line += wentBack(f, c, e)
	}
	line += noMore(f, c, e) + correctedMark(f, c, e)
	texts, change := []string{line}, changed(f, c, e)
	was := c.Written(e)
	if change != "" {
		texts = append(texts, change)
	}
	var words []string
	for _, said := range []string{whyOf(f, c, was), besidesWhy(f, c, was), belatedWhy(f, c, e)} {
		if said != "" {
			words, texts = append(words, Escape(said)), append(texts, quoted(Escape(said)))
		}
	}
	if whole := strings.Join(texts, "\n"); units(whole) <= mostBeside {
		return []slack.Block{note(whole)}
	}
	blocks := []slack.Block{note(line)}
	if change != "" {
		for _, part := range split(change, 2800) {
			blocks = append(blocks, section(part))
		}
	}
	for _, said := range words {
		blocks = append(blocks, quote(said)...)
	}
	return blocks
}

// changed is what an event replaced, "old → new", for who may see that part.
func changed(f *Frame, c *complaint.Case, e complaint.Event) string {
	switch e.Kind {
	case complaint.Corrected:
		return correctedValue(f, c, e)
	case complaint.TextCorrected:
		if !f.maySee(c, complaint.PartFiling) {
			return ""
		}
		old, is := c.FilingBefore(e), c.Added(e)
		var parts []string
		for _, words := range [][2]string{{old.Summary, is.Summary}, {old.Story, is.Story}} {
			if words[0] != words[1] {
				parts = append(parts, arrow(f, words[0], words[1]))
			}
		}
		return strings.Join(parts, "\n")
	case complaint.HandlerAssigned:
		for _, other := range slices.Backward(c.Events[:e.Seq-1]) {
			if other.Kind == complaint.HandlerAssigned && other.Data.User != e.Data.User {
				return arrow(f, f.Name(other.Data.User), f.Name(e.Data.User))
			}
		}
	case complaint.CoOwnerNamed:
		if before := c.CoOwnerBefore(e); before != "" {
			return arrow(f, f.Name(before), f.Name(e.Data.User))
		}
	case complaint.MeasureMoved:
		return measureMoved(f, c, e)
	case complaint.PlanAgreed:
		for _, other := range slices.Backward(c.Events[:e.Seq-1]) {
			if other.Kind == complaint.PlanAgreed && !other.Data.Has(complaint.FlagMistaken) {
				return arrow(f, f.civil(c, other.Data.Day), f.civil(c, e.Data.Day))
			}
		}
	}
	return ""
}

// correctedValue is what a correction replaced. Moments, days and channels are
// no words of anybody; names and words are for who may read the filing.
func correctedValue(f *Frame, c *complaint.Case, e complaint.Event) string {
	fact := complaint.Fact{Code: complaint.FactCode(e.Data.Why), Seq: e.Data.Event}
	old, is := complaint.CorrectForm{Fact: fact, Code: e.Data.Old}, complaint.CorrectForm{Fact: fact, Code: e.Data.New}
	if fact.Dated() {
		old.At, old.DayOnly = c.Moment(e.Data.Old)
		is.At, is.DayOnly = c.Moment(e.Data.New)
		if fact.Code == complaint.FactAt { // of a letter nobody gave the hour
			was, now := c.Stood(e)
			old.DayOnly, is.DayOnly = was.NoHour(), now.NoHour()
		}
	}
	if fact.Moves() {
		return onRecord(f, c, old) + " → " + onRecord(f, c, is)
	}
	if !f.maySee(c, wordsOf(fact)) {
		return ""
	}
	if fact.Code == complaint.FactLink && !f.Others[e.Data.Old] {
		return ""
	}
	words := c.CorrectionOf(e)
	if words.Contact != nil {
		return contactChanges(f, c, e, words)
	}
	old.With = e.Data.Old
	old.Users, old.Text, is.Users, is.Text = e.Data.Were, words.Old, e.Data.Users, words.New
	if fact.Code == complaint.FactOwner { // as they were called then, and not twice
		old.Users, is.Users = nil, nil
	}
	return onRecord(f, c, old) + " → " + onRecord(f, c, is)
}

// ofAnswer are facts of the steps, beside those of a few codes and the words of them.
var ofAnswer = []complaint.FactCode{
	complaint.FactContact, complaint.FactNote, complaint.FactInterest, complaint.FactLink, complaint.FactReached, complaint.FactHappened, complaint.FactBrief, complaint.FactInformed, complaint.FactOwner,
}

// wordsOf is the part of a case that one must be allowed to see to read what a correction
// of that fact replaced, and why: what was said in a contact is not for whoever filed.
func wordsOf(fact complaint.Fact) complaint.Part {
	switch {
	case fact.Coded(), fact.Worded(), slices.Contains(ofAnswer, fact.Code):
		return complaint.PartAnswer
	}
	return complaint.PartFiling
}

// contactChanges is what a correction changed of what was written down of a step, each of it by itself.
func contactChanges(f *Frame, c *complaint.Case, e complaint.Event, words complaint.Correction) string {
	was, is := words.Before, words.Contact
	pairs := [][2]string{
		{was.Note.With, is.Note.With}, {was.Note.Said, is.Note.Said}, {was.Note.Text, is.Note.Text}, {was.Note.Handling, is.Note.Handling},
	}
	if was.Plan != nil && was.Plan.How != was.Note.Text { // one sentence may say both
		pairs = append(pairs, [2]string{was.Plan.How, is.Plan.How})
	}
	lines := wayChanges(f, c, e)
	for _, pair := range pairs {
		if pair[0] != pair[1] {
			lines = append(lines, arrow(f, pair[0], pair[1]))
		}
	}
	return strings.Join(lines, "\n")
}

func arrow(f *Frame, old, is string) string {
	if old == "" {
		old = f.P.T("correct.nothing")
	}
	return Escape(old) + " → " + Escape(is)
}

// whyOf is the reason that was given for a step, for who may see it.
func whyOf(f *Frame, c *complaint.Case, e complaint.Event) string {
	switch e.Kind {
	case complaint.Corrected:
		if f.maySee(c, wordsOf(complaint.Fact{Code: complaint.FactCode(e.Data.Why)})) {
			return c.CorrectionOf(e).Reason
		}
	case complaint.Withdrawn, complaint.NoComplaint, complaint.FiledInError, complaint.Duplicate:
		if f.maySee(c, complaint.PartFiling) {
			return c.Note(e).Text
		}
	case complaint.HandlerAssigned:
		if f.maySee(c, complaint.PartAnswer) {
			return c.AppointmentOf(e).Why
		}
	case complaint.CaseClosed:
		if f.maySee(c, complaint.PartAnswer) {
			r := c.Report(e)
			return strings.Join(slices.DeleteFunc([]string{r.Handling, r.Lesson, r.Archive}, func(s string) bool { return s == "" }), " · ")
		}
	case complaint.AgreementAsked:
		if f.maySee(c, complaint.PartAnswer) {
			return c.PetitionOf(e).Because()
		}
	case complaint.Contacted:
		var kept []string
		for _, point := range c.PointsOf(e) {
			kept = append(kept, f.P.T("contact.point."+point))
		}
		return strings.Join(kept, " · ")
	case complaint.Told:
		if f.maySee(c, complaint.PartAnswer) {
			return c.Note(e).Said
		}
	case complaint.DelivererNamed:
		if f.maySee(c, complaint.PartAnswer) {
			return delivererNamed(f, c, e)
		}
	case complaint.MeasureMoved:
		if f.maySee(c, complaint.PartAnswer) {
			return c.MeasureMoveWhy(e)
		}
	case complaint.ReadBackRefused, complaint.ReadBackUnreachable, complaint.ChangesAsked,
		complaint.AgreementDenied, complaint.Unreached, complaint.Reopened, complaint.CommitmentDropped, complaint.CoOwnerNamed, complaint.ColleagueTold,
		complaint.MeasureDone, complaint.MeasureDropped, complaint.HoldSet, complaint.HoldReleased, complaint.EraseOrdered,
		complaint.Declined, complaint.ExtensionRefused, complaint.ExtensionWithdrawn, complaint.InvolvedFound, complaint.Updated, complaint.Entered, complaint.Reported, complaint.Informed, complaint.Explained:
		if f.maySee(c, complaint.PartAnswer) {
			return c.Note(e).Text
		}
	}
	return ""
}

// besidesWhy is what else was asked and written down at a step, for who may read
// the answers: a line of its own, so that a long reason does not push it out.
func besidesWhy(f *Frame, c *complaint.Case, e complaint.Event) string {
	switch {
	case e.Kind == complaint.Received && e.Data.User != "" && f.maySee(c, complaint.PartFiling):
		return f.P.T("casefile.received_by", "name", f.Name(e.Data.User))
	case !f.maySee(c, complaint.PartAnswer):
		return ""
	case e.Kind == complaint.HandlerAssigned: // as called and told then; the overview has only the last
		a := c.AppointmentOf(e)
		return strings.Join(slices.DeleteFunc([]string{a.Title, a.Brief}, func(s string) bool { return s == "" }), " · ")
	case e.Kind == complaint.CaseClosed:
		var parts []string
		if len(e.Data.Undone) > 0 {
			parts = append(parts, undoneAt(f, c, e))
		}
		if why := c.Report(e).NoMeasure; why != "" {
			parts = append(parts, f.P.T("casefile.no_measure", "why", why))
		}
		return strings.Join(parts, " · ")
	case e.Kind == complaint.Told && c.Note(e).Late != "":
		return f.P.T("casefile.told_late", "why", c.Note(e).Late)
	case e.Kind == complaint.Informed:
		name := c.Note(e).With
		if name == "" && e.Data.User != e.Actor && e.Data.User != "" {
			name = f.Name(e.Data.User)
		}
		if name != "" {
			return f.P.T("casefile.informed", "name", name)
		}
	case slices.Contains(complaint.FollowUpKinds, e.Kind):
		return followUpHeard(f, c, e)
	case e.Author() != "":
		return writtenBy(f, e)
	}
	return ""
}

// belatedWhy is why a step was written down only after its deadline, for who may read the
// answers.
func belatedWhy(f *Frame, c *complaint.Case, e complaint.Event) string {
	why := c.BelatedWhy(e)
	if why == "" || !f.maySee(c, complaint.PartAnswer) {
		return ""
	}
	return f.P.T("casefile.belated", "why", why)
}

// undoneAt names the duties that were left when the case closed.
func undoneAt(f *Frame, c *complaint.Case, e complaint.Event) string {
	names := make([]string, len(e.Data.Undone))
	for i, kind := range e.Data.Undone {
		names[i] = lang.Inline(f.DutyName(c.Procedure, kind))
	}
	return f.P.T("casefile.undone", "what", f.P.List(names))
}

// askedSelf is why the handler asked the customer, where the procedure prefers
// that somebody else does.
func askedSelf(f *Frame, c *complaint.Case, e complaint.Event) string {
	why := c.Note(e).With
	if why == "" {
		return ""
	}
	return f.P.T("casefile.asked_self", "why", why)
}

// correctedMark points from what was corrected to its corrections.
func correctedMark(f *Frame, c *complaint.Case, e complaint.Event) string {
	var numbers []string
	for _, seq := range c.CorrectedBy(e.Seq) {
		numbers = append(numbers, strconv.Itoa(seq))
	}
	if len(numbers) == 0 {
		return ""
	}
	return " " + f.P.T("correct.mark", "n", f.P.List(numbers))
}

// delivererNamed says who delivered the service, else why nobody can be named.
func delivererNamed(f *Frame, c *complaint.Case, e complaint.Event) string {
	note := c.Note(e)
	outside := note.With
	if e.Entry == 0 { // said in the filing
		outside = c.Filing().Deliverer
	}
	var parts []string
	if len(e.Data.Users) > 0 {
		parts = append(parts, f.NameList(e.Data.Users))
	}
	return strings.Join(slices.DeleteFunc(append(parts, outside, note.Text), func(s string) bool { return s == "" }), " · ")
}
