package view

import (
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
)

// reasonForms are the steps that ask for nothing but the reason, or when it happened.
var reasonForms = map[complaint.Step]string{
	complaint.StepReopen: "case.reopen", complaint.StepReopenLate: "case.reopen_late", complaint.StepAskClose: "case.askclose", complaint.StepUnreached: "case.unreached", complaint.StepUntold: "case.untold", complaint.StepKeepDay: "case.keep_day",
	complaint.StepUpdate: "case.update", complaint.StepEnter: "case.enter", complaint.StepReport: "case.report", complaint.StepRelease: "case.release", complaint.StepCarryOut: "case.ruling.done",
}

// Reason is what stands in the form of such a step.
type Reason struct {
	Text string
	At   time.Time // of what happened outside
}

// askedFor are the steps of that kind for which whoever does not agree in person asks.
var askedFor = map[complaint.Step]complaint.Ask{complaint.StepUnreached: complaint.AskUnreached, complaint.StepUntold: complaint.AskUntold}

// ReasonForm asks why a closed case is taken up again, may close without a reply or
// goes on without a contact; and of what happened outside, such as that a ruling was
// carried out, when that was.
func ReasonForm(f *Frame, c *complaint.Case, s complaint.Step, typed Reason) *Modal {
	asked := s
	if s == complaint.StepReopenLate { // of which all but the beginning is the same
		asked = complaint.StepReopen
	}
	submit := f.P.T("road.submit." + string(asked))
	if what, asks := askedFor[s]; asks && c.MustAsk(what, f.Viewer, f.Now) {
		submit = f.P.T("request.submit")
	}
	about := "road.about." + string(s)
	if s == complaint.StepUnreached && c.Filing().Unknown {
		about = "road.about.unknown"
	}
	m := &Modal{
		CallbackID: reasonForms[s], Metadata: caseMetadata(f, c, s).String(),
		Title: f.P.T("road.title."+string(asked), "number", c.Number), Submit: submit, Close: f.P.T("filing.close"),
		Blocks: []slack.Block{section(f.P.T(about))},
	}
	switch s {
	case complaint.StepReopen, complaint.StepCarryOut, complaint.StepEnter:
		if s == complaint.StepCarryOut {
			m.Blocks = append(append(m.Blocks, rulingPart(f, c)...), rulingTasks(f, c)...)
		}
		m.Blocks = append(m.Blocks, field{block: "when", label: f.P.T("road.when." + string(asked))}.moment(typed.At))
	case complaint.StepReopenLate:
		hint := f.P.T("road.when.within", "closed", f.P.DateClock(c.ClosedAt), "until", f.date(c, c.ReopenableUntil()))
		m.Blocks = append(m.Blocks, field{block: "when", label: f.P.T("road.when." + string(asked)), hint: hint}.moment(typed.At))
	}
	switch s {
	case complaint.StepCarryOut: // that it was done is all there is to say
	case complaint.StepEnter:
		m.Blocks = append(m.Blocks, field{block: "reason", label: f.P.T("road.label." + string(asked))}.text(typed.Text, "", false, mostAddress))
	default:
		m.Blocks = append(m.Blocks, field{block: "reason", label: f.P.T("road.label." + string(asked))}.text(typed.Text, "", true, mostNote))
	}
	return m
}

// Whose initiative it is that a case goes to a third party.
const (
	InitiativeCustomers = "customer"
	InitiativeOurs      = "company"
)

// DisputeForm records that the customer went to a third party: one that the
// procedure names, or another by name. Typed is what stands in the fields.
func DisputeForm(f *Frame, c *complaint.Case, typed complaint.DisputeForm, initiative string) *Modal {
	blocks := []slack.Block{section(f.P.T("road.dispute.about"))}
	named := c.Bodies()
	if len(named) > 0 {
		var bodies []Option
		for _, i := range named {
			body := c.Procedure.External[i]
			bodies = append(bodies, Option{Value: strconv.Itoa(i), Text: cut(clean(body.Name), 75), Note: f.P.T("road.binding." + body.Binding)})
		}
		bodies = append(bodies, Option{Value: "other", Text: f.P.T("road.dispute.other")})
		blocks = append(blocks, field{block: "body", label: f.P.T("road.dispute.body.label"), redraws: true}.radio(bodies, typed.Body))
	}
	if len(named) == 0 || typed.Body == "other" {
		var binds []Option
		for _, b := range complaint.Bindings {
			binds = append(binds, Option{Value: b, Text: f.P.T("road.binding." + b)})
		}
		blocks = append(blocks,
			field{block: "name", label: f.P.T("road.dispute.name.label")}.text(typed.Name, "", false, mostName),
			field{block: "binding", label: f.P.T("road.dispute.binding.label")}.radio(binds, typed.Binding))
	}
	if c.BindsByProcedure(typed) {
		blocks = append(blocks,
			field{block: "known", label: f.P.T("road.dispute.known.label"), hint: f.P.T("road.dispute.known.hint")}.day(typed.Known),
			field{block: "accepted", label: f.P.T("road.dispute.accepted.label"), hint: f.P.T("road.dispute.accepted.hint")}.
				radio(coded(f, "road.dispute.accepted.", complaint.Acceptances), typed.Accepted))
	}
	blocks = append(blocks,
		field{block: "initiative", label: f.P.T("road.dispute.initiative.label"), hint: f.P.T("road.dispute.initiative.hint")}.
			radio(coded(f, "road.dispute.initiative.", []string{InitiativeCustomers, InitiativeOurs}), initiative),
		field{block: "asked_by", label: f.P.T("road.dispute.asked_by.label")}.text(typed.AskedBy, "", false, mostName),
		field{block: "when", label: f.P.T("road.dispute.when.label")}.moment(typed.At),
		field{block: "documents", label: f.P.T("road.dispute.documents.label"), optional: true}.text(typed.Documents, "", true, mostNote),
		field{block: "day", label: f.P.T("road.dispute.day.label"), hint: f.P.T("road.dispute.day.hint")}.day(typed.Day))
	return &Modal{
		CallbackID: "case.dispute", Metadata: caseMetadata(f, c, complaint.StepDispute).String(), Blocks: blocks,
		Title: f.P.T("road.dispute.title", "number", c.Number), Submit: f.P.T("road.dispute.submit"), Close: f.P.T("filing.close"),
	}
}

// RulingForm records what the third party decided, who does what of it, with rows of
// that in sight, and until when all of it is to
// be carried out.
func RulingForm(f *Frame, c *complaint.Case, typed complaint.Ruling, rows int) *Modal {
	hint := "road.ruling.day.hint"
	if c.ProposedDay(f.Now) != "" {
		hint = "road.ruling.day.proposed"
	}
	words, ticked := "road.ruling.text.label", ""
	if typed.Undecided {
		words, ticked = "road.ruling.undecided.why", "undecided"
	}
	modal := &Modal{
		CallbackID: "case.ruling", Metadata: caseMetadata(f, c, complaint.StepRuling).String(),
		Title: f.P.T("road.ruling.title", "number", c.Number), Submit: f.P.T("road.ruling.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			section(disputeLine(f, c)),
			field{block: "undecided", label: f.P.T("road.ruling.undecided.label"), optional: true, redraws: true}.
				ticks([]Option{{Value: "undecided", Text: f.P.T("road.ruling.undecided.option"), Note: f.P.T("road.ruling.undecided.note")}}, ticked),
			field{block: "text", label: f.P.T(words)}.text(typed.Text, "", true, mostNote),
			field{block: "when", label: f.P.T("road.ruling.when.label")}.moment(typed.At),
		},
	}
	if typed.Undecided {
		return modal
	}
	modal.Blocks = append(modal.Blocks,
		field{block: "day", label: f.P.T("road.ruling.day.label"), hint: f.P.T(hint), optional: true}.day(typed.Day),
		section("*"+f.P.T("road.ruling.promises")+"*"))
	modal.Blocks = append(modal.Blocks, promiseFields(f, typed.Promises, rows, "ruling.more")...)
	why := field{block: "nothing", label: f.P.T("road.ruling.nothing.label"), hint: f.P.T("road.ruling.nothing.hint"), optional: true}
	if _, binding, _ := c.Dispute(); binding != "yes" {
		why.label, why.hint = f.P.T("road.ruling.unfollowed.label"), f.P.T("road.ruling.unfollowed.hint")
	}
	modal.Blocks = append(modal.Blocks, why.text(typed.Nothing, "", true, mostNote))
	return modal
}

// disputeLine is where the case went, for those who may read its words.
func disputeLine(f *Frame, c *complaint.Case) string {
	d, binding, _ := c.Dispute()
	line := "*" + Escape(d.Name) + "* · " + f.P.T("road.binding."+binding)
	if d.Reach != "" {
		line += " · " + Escape(d.Reach)
	}
	line += "\n" + f.P.T("road.dispute.asked", "name", Escape(d.AskedBy))
	if day, err := calendar.ParseDay(d.Known); err == nil {
		line += "\n" + f.P.T("road.dispute.said."+d.Accepted, "since", f.day(c, day))
	}
	return line
}

// disputePart is the third party on the first page of the file.
func disputePart(f *Frame, c *complaint.Case) []slack.Block {
	d, binding, ok := c.Dispute()
	if !ok || !f.maySee(c, complaint.PartAnswer) {
		return nil
	}
	blocks := []slack.Block{section(disputeLine(f, c))}
	if d.Documents != "" {
		blocks = append(blocks, quote(Escape(d.Documents))...)
	}
	blocks = append(blocks, rulingPart(f, c)...)
	if why := c.RulingNothing(); why != "" {
		id := "road.ruling.nothing"
		if binding != "yes" {
			id = "road.ruling.unfollowed"
		}
		blocks = append(blocks, note(f.P.T(id, "why", Escape(why))))
	}
	return blocks
}

// rulingTasks are who does what of a ruling and how that stands, each with what the viewer may
// say of it: all of it comes before the ruling was carried out.
func rulingTasks(f *Frame, c *complaint.Case) []slack.Block {
	var blocks []slack.Block
	for _, m := range c.RulingTasks() {
		if c.MaySeePromise(f.Viewer, m.N, f.Now) {
			blocks = append(blocks, promisePiece(f, c, &m)...)
		}
	}
	if len(blocks) > 0 {
		blocks = append([]slack.Block{section("*" + f.P.T("road.ruling.promises") + "*")}, blocks...)
	}
	return blocks
}

// rulingPart is what the third party decided, for those who may read the words of the
// answer; nothing before it did.
func rulingPart(f *Frame, c *complaint.Case) []slack.Block {
	text := c.RulingText()
	if text == "" || !f.maySee(c, complaint.PartAnswer) {
		return nil
	}
	return append([]slack.Block{section("*" + f.P.T("road.ruling.text.label") + "*")}, quote(Escape(text))...)
}
