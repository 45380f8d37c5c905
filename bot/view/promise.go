package view

import (
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// mostPromises is how many rows of who does what by when a form takes.
const mostPromises = 3

// promiseFields are rows of who does what by when, and a button for one more,
// whose action is more. Rows is how many are wanted in sight.
func promiseFields(f *Frame, promises []complaint.Promise, rows int, more string) []slack.Block {
	var blocks []slack.Block
	rows = min(max(rows, len(promises), 1), mostPromises)
	for i := range rows {
		var p complaint.Promise
		if i < len(promises) {
			p = promises[i]
		}
		n := strconv.Itoa(i + 1)
		blocks = append(blocks,
			field{block: "what" + n, label: f.P.T("answer.what.label", "n", i+1), optional: true}.text(p.What, f.P.T("answer.what.placeholder"), false, mostNote),
			field{block: "who" + n, label: f.P.T("answer.who.label"), hint: f.P.T("answer.who.hint"), optional: true}.person(p.User),
			field{block: "when" + n, label: f.P.T("answer.when.label"), optional: true}.day(p.When),
		)
	}
	if rows < mostPromises {
		text := f.P.T("answer.more.button")
		blocks = append(blocks, actions("more", button(more, strconv.Itoa(rows), text, text)))
	}
	return blocks
}

// PromiseNames lists in a few plain words what is to be done and by whom.
func PromiseNames(promises []complaint.Promise) string {
	names := make([]string, len(promises))
	for i, p := range promises {
		names[i] = cut(p.What, 80) + " (" + p.Who + ")"
	}
	return strings.Join(names, "; ")
}

// promisesLine counts what was promised and is still owed, with the nearest
// day, empty when nothing is.
func promisesLine(f *Frame, c *complaint.Case) string {
	return openLine(f, c, complaint.DutyCommitment, "promise.open")
}

// commitmentLine is one promise: what, who, by when, and how it stands.
func commitmentLine(f *Frame, c *complaint.Case, m *complaint.Commitment) string {
	line := taskLine(f, c, complaint.DutyCommitment, &m.Task, c.Promise(m.N).What, f.owner(c, m), promiseOver(f, m))
	if m.Verdict == complaint.CommitmentDropped {
		line += "\n" + quoted(Escape(cut(c.WhyDropped(m.N), 1000)))
	}
	return line
}

// owner is what the person who answers for a promise is called: by the name
// they are known by now, else as they were called then.
func (f *Frame) owner(c *complaint.Case, m *complaint.Commitment) string {
	return f.called(c.CommitmentOwner(m.N), c.Promise(m.N).Who)
}

// promiseOver says who settled a promise, how, and both times.
func promiseOver(f *Frame, m *complaint.Commitment) string {
	id := "promise.kept"
	if m.Verdict == complaint.CommitmentDropped {
		id = "promise.dropped"
	}
	return f.P.T(id, "name", Escape(f.Name(m.By)), "when", taskTimes(f, &m.Task))
}

// promisePiece is one promise on its page of the case file, with what the
// viewer may say of it.
func promisePiece(f *Frame, c *complaint.Case, m *complaint.Commitment) []slack.Block {
	return taskPiece(commitmentLine(f, c, m), "promise", m.N, settleButtons(f, c, m.N))
}

func settleButtons(f *Frame, c *complaint.Case, n int) []slack.BlockElement {
	var row []slack.BlockElement
	if c.MaySettle(n, false, f.Viewer, f.Now) == nil {
		row = append(row, promiseButton(f, c, "commitment.done.open", f.P.T("promise.done.button"), n))
	}
	if c.MaySettle(n, true, f.Viewer, f.Now) == nil {
		row = append(row, promiseButton(f, c, "commitment.drop.open", f.P.T("promise.drop.button"), n))
	}
	return row
}

// promiseButton is a button about one promise.
func promiseButton(f *Frame, c *complaint.Case, action, text string, n int) *slack.ButtonBlockElement {
	return button(action, Value(c.Number, n), text, f.P.T("promise.speak", "what", text, "n", n, "number", c.Number))
}

// dutyButton begins what gets a duty done.
func dutyButton(f *Frame, c *complaint.Case, d *complaint.Duty) *slack.ButtonBlockElement {
	switch d.Kind {
	case complaint.DutyCommitment:
		return promiseButton(f, c, "commitment.done.open", f.P.T("promise.done.button"), d.Round)
	case complaint.DutyMeasure, complaint.DutyAdvice:
		return measureButton(f, c, MeasureDone, d.Round)
	case complaint.DutyTellMeasure:
		return measureButton(f, c, MeasureTell, d.Round)
	}
	return stepButton(f, c, stepOf(f, c, d))
}

// mayDo tells whether the viewer may do what gets a duty done.
func mayDo(f *Frame, c *complaint.Case, d *complaint.Duty) bool {
	switch d.Kind {
	case complaint.DutyCommitment:
		return c.MaySettle(d.Round, false, f.Viewer, f.Now) == nil
	case complaint.DutyMeasure, complaint.DutyAdvice:
		return c.MayEndMeasure(d.Round, false, f.Viewer, f.Now) == nil
	case complaint.DutyTellMeasure:
		return c.MayTellMeasure(d.Round, f.Viewer, f.Now) == nil
	}
	return c.Allows(stepOf(f, c, d), f.Viewer, f.Now)
}

// stepOf is the step that gets a duty done, by whoever reads it where that is one person.
func stepOf(f *Frame, c *complaint.Case, d *complaint.Duty) complaint.Step {
	if f.Viewer.ID == "" {
		return c.StepOf(d)
	}
	return c.StepFor(d, f.Viewer, f.Now)
}

// dutyOffer is what one person is offered to do about a duty: get it done, else ask
// those who owe it, else look.
func dutyOffer(f *Frame, c *complaint.Case, d *complaint.Duty) *slack.ButtonBlockElement {
	switch {
	case mayDo(f, c, d):
		return dutyButton(f, c, d)
	case MayChase(f, c, d):
		return ChaseButton(f, c, d)
	}
	return stepButton(f, c, complaint.StepOpenFile)
}

// PromiseForm asks when a promise was kept, beginning with at, or with drop why it falls away.
func PromiseForm(f *Frame, c *complaint.Case, n int, drop bool, at time.Time) *Modal {
	m := Metadata{Number: c.Number, Version: n, Lang: string(f.P.Language())}
	modal := &Modal{
		CallbackID: "commitment.done", Metadata: m.String(),
		Title: f.P.T("promise.title", "number", c.Number), Submit: f.P.T("promise.done.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{section(commitmentLine(f, c, c.Commitment(n)))},
	}
	if drop {
		modal.CallbackID, modal.Submit = "commitment.drop", f.P.T("promise.drop.submit")
		modal.Blocks = append(modal.Blocks, field{block: "why", label: f.P.T("promise.why.label"), hint: f.P.T("promise.why.hint")}.
			text("", "", true, mostNote))
		return modal
	}
	modal.Blocks = append(modal.Blocks, field{block: "when", label: f.P.T("promise.when.label")}.moment(at))
	return modal
}

// Promise tells a colleague in private that a promise to a customer is
// theirs, by when, from whom and whom to ask, and later what became of it. What was
// promised stands behind the button, beyond level standard.
func Promise(f *Frame, c *complaint.Case, n int) *Message {
	m := c.Commitment(n)
	if m == nil {
		return Sentence(c.Number)
	}
	if m.Verdict != "" {
		return &Message{
			Text:   c.Number + " · " + f.P.T("reminder.over"),
			Blocks: []slack.Block{section(promiseOver(f, m) + " · " + c.Number)},
		}
	}
	if f.Viewer.ID != "" && c.MaySettle(n, false, f.Viewer, f.Now) != nil {
		return handedOver(f, c)
	}
	text := f.P.T("promise.yours", "number", c.Number, "when", f.civil(c, m.Day))
	blocks := []slack.Block{section(":handshake: *" + text + "*")}
	if f.Tells(c) {
		blocks = append(blocks, section(quoted(Escape(cut(c.Promise(n).What, 1000)))))
	}
	done := promiseButton(f, c, "commitment.done.open", f.P.T("promise.done.button"), n)
	read := promiseButton(f, c, "commitment.open", f.P.T("promise.look.button"), n)
	row := []slack.BlockElement{green(read), done} // who does not know what it is reads it first
	if f.Tells(c) {
		row = []slack.BlockElement{green(done), read}
	}
	return &Message{Text: text, Blocks: append(append(blocks, actions("next", row...)), instead(f, c, []string{c.CommitmentOwner(n)}, promiseFrom(f, c, m))...)}
}

// promiseFrom says who named its reader for a promise and whom they can ask: the handler,
// else who named them.
func promiseFrom(f *Frame, c *complaint.Case, m *complaint.Commitment) string {
	for _, e := range c.Events {
		if e.Kind != complaint.CommitmentMade || e.Data.Index != m.N || m.Owner != f.Viewer.ID || e.Actor == f.Viewer.ID {
			continue
		}
		ask := c.Handler
		if ask == "" || ask == f.Viewer.ID {
			ask = e.Actor
		}
		return f.P.T("promise.from", "by", Escape(f.Name(e.Actor)), "ask", Escape(f.Name(ask)))
	}
	return f.P.T("promise.note")
}

// promisedLines lists every promise of the case that the viewer may read, for
// whoever asks the customer whether it is solved, or closes the case.
func promisedLines(f *Frame, c *complaint.Case, open bool) string {
	var lines []string
	for i := range c.Commitments {
		m := &c.Commitments[i]
		if open && m.Verdict != "" || m.Verdict == complaint.CommitmentDropped || !c.MaySeePromise(f.Viewer, m.N, f.Now) {
			continue
		}
		first, _, _ := strings.Cut(commitmentLine(f, c, m), "\n")
		lines = append(lines, first)
	}
	if most := 10; len(lines) > most {
		lines = append(lines[:most], f.P.T("promise.rest", "n", len(lines)-most))
	}
	return strings.Join(lines, "\n")
}
