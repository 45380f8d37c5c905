package view

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// FollowUpForm records how the customer looks back. What was promised stands
// on top, what each result does below. The handler is asked why they call
// themselves. Typed is what stands in the fields.
func FollowUpForm(f *Frame, c *complaint.Case, typed complaint.FollowUpForm) *Modal {
	noteField := field{block: "note", label: f.P.T("followup.note.label"), optional: true}
	if typed.Result == complaint.Dissatisfied || typed.Result == complaint.NoContact {
		noteField.optional, noteField.hint = false, f.P.T("followup.note.hint")
	}
	blocks := []slack.Block{
		section(followUpTop(f, c)),
		field{block: "result", label: f.P.T("followup.result.label"), redraws: true}.radio(resultOptions(f, c), string(typed.Result)),
		note(resultMeaning(f, c, typed.Result)),
	}
	if complaint.Heard(typed.Result) {
		blocks = append(blocks, gradeField(f, typed.Grade))
	}
	blocks = append(blocks,
		field{block: "ticks", label: f.P.T("followup.ticks.label"), optional: true}.ticks(tickOptions(f, c.TicksAsked()), typed.Ticks...),
		field{block: "when", label: f.P.T("followup.when.label")}.moment(typed.At),
		field{block: "via", label: f.P.T("followup.via.label")}.pick(contactOptions(f), typed.Via),
		noteField.text(typed.Note, "", true, mostNote),
	)
	if c.AsksAboutOwn(f.Viewer) {
		blocks = append(blocks, field{block: "why", label: f.P.T("followup.why.label"), hint: f.P.T("followup.why.hint")}.
			text(typed.Why, "", false, mostNote))
	}
	if c.OffersDispute() {
		blocks = append(blocks, note(f.P.T("road.dispute.offer", "who", bodyNames(f, c))))
	}
	return &Modal{
		CallbackID: "case.followup", Metadata: caseMetadata(f, c, complaint.StepFollowUp).String(), Blocks: blocks,
		Title: f.P.T("followup.title", "number", c.Number), Submit: f.P.T("followup.submit"), Close: f.P.T("filing.close"),
	}
}

// gradeField asks how satisfied the customer is with the handling; that nobody asked is an
// answer too, since Slack takes no choice back.
func gradeField(f *Frame, grade int) slack.Block {
	var options []Option
	for _, g := range complaint.Grades {
		n := strconv.Itoa(g)
		options = append(options, Option{Value: n, Text: f.P.T("followup.grade." + n)})
	}
	options = append(options, Option{Value: GradeNone, Text: f.P.T("followup.grade.none")})
	return field{block: "grade", label: f.P.T("followup.grade.label"), optional: true}.pick(options, strconv.Itoa(grade))
}

// GradeNone is the answer that nobody asked for a grade.
const GradeNone = "none"

func tickOptions(f *Frame, ticks []string) []Option {
	var list []Option
	for _, tick := range ticks {
		list = append(list, Option{Value: tick, Text: f.P.T("followup.tick." + tick)})
	}
	return list
}

// followUpHeard is what a follow-up found besides its result: the grade, what was checked,
// and why the handler asked.
func followUpHeard(f *Frame, c *complaint.Case, e complaint.Event) string {
	var parts []string
	if e.Data.Grade > 0 {
		parts = append(parts, f.P.T("followup.graded", "n", e.Data.Grade))
	}
	for _, tick := range tickOptions(f, complaint.FollowUpTicks) {
		if e.Data.Has(tick.Value) {
			parts = append(parts, tick.Text)
		}
	}
	if why := askedSelf(f, c, e); why != "" {
		parts = append(parts, why)
	}
	return strings.Join(parts, " · ")
}

// followUpTop says when the answer was given, until when to ask, whom, and
// what was promised.
func followUpTop(f *Frame, c *complaint.Case) string {
	told := "followup.told"
	if c.Posted() {
		told = "followup.posted"
	}
	lines := []string{f.P.T(told, "when", f.moment(c.ToldAt, c.ToldDayOnly()))}
	for _, d := range openDuties(c, len(c.Procedure.Duties)) {
		if d.Kind == complaint.DutyFollowUp {
			lines[0] += " · " + owed(f, c, &d)
		}
	}
	if next := nextTry(f, c); next != "" {
		lines = append(lines, next)
	}
	if who := contactLine(c.Filing()); who != "" {
		lines = append(lines, who)
	}
	if c.FollowedUp == complaint.Satisfied {
		lines = append(lines, f.P.T("followup.known", "when", f.P.DayClock(c.FollowUps[len(c.FollowUps)-1].At)))
	}
	if promises := promisedLines(f, c, false); promises != "" {
		lines = append(lines, "*"+f.P.T("followup.promised")+"*", promises)
	}
	return strings.Join(lines, "\n")
}

// contactLine is whom to reach and how.
func contactLine(filing complaint.Filing) string {
	var parts []string
	for _, s := range []string{filing.Name, filing.Phone, filing.Email, filing.Address, filing.Handle} {
		if s != "" {
			parts = append(parts, Escape(s))
		}
	}
	return strings.Join(parts, " · ")
}

func resultOptions(f *Frame, c *complaint.Case) []Option {
	results := c.FollowUpResults()
	list := make([]Option, len(results))
	for i, result := range results {
		list[i] = Option{Value: string(result), Text: f.P.T("followup.result." + string(result))}
		if result == complaint.NoReply {
			list[i].Note = attemptWord(f, c, c.Unanswered()+1)
		}
	}
	return list
}

// attemptWord numbers a try that nobody answered. There may be more of them than
// the procedure asks for: those it does not count.
func attemptWord(f *Frame, c *complaint.Case, n int) string {
	if of := c.Procedure.FollowUp.Attempts; n <= of {
		return f.P.T("thread.attempt", "n", n, "of", of)
	}
	return f.P.T("thread.attempt_more", "n", n)
}

// nextTry says from which day the next try counts, after one that nobody answered.
func nextTry(f *Frame, c *complaint.Case) string {
	day, ok := c.NextTry()
	if !ok {
		return ""
	}
	return f.P.T("followup.next_try", "when", f.day(c, day), "n", c.Tries(), "of", c.Procedure.FollowUp.Attempts)
}

// resultMeaning says what a result does, of all results while none is chosen.
func resultMeaning(f *Frame, c *complaint.Case, chosen complaint.Kind) string {
	var lines []string
	for _, result := range c.FollowUpResults() {
		if chosen == "" || chosen == result {
			lines = append(lines, f.P.T("followup.means."+string(result), "n", c.Procedure.FollowUp.Attempts))
		}
	}
	return strings.Join(lines, "\n")
}
