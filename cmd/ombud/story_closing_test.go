package main

import (
	"slices"
	"strings"

	"ombud/complaint"
	"ombud/playground"
)

// notSatisfied: Lotte asks on the way to the deadline; the customer is not
// satisfied, and the second round begins with two business days.
func (r *road) notSatisfied() {
	r.t.Helper()
	r.notYetClosable()
	r.advance("2026-03-17 10:00")
	if r.kase(r.number).State != complaint.StateFollowUp {
		r.fail("nobody was asked to follow up in time")
	}
	reminder := r.lotte.dm(r.number, "followup.open")
	r.joost.forgesPress("followup.open", r.number)
	if r.joost.Modal() != nil {
		r.fail("Joost can ask the customer whether Joost did well")
	}
	r.lotte.presses(reminder, "followup.open")
	if !strings.Contains(r.lotte.reads(), promise) {
		r.fail("the form does not say what was promised")
	}
	r.lotte.fills("result", "dissatisfied")
	r.lotte.fills("note", " ")
	if r.lotte.refusedAt("note") == "" {
		r.fail("dissatisfied without a word")
	}
	r.lotte.closes()
	r.lotte.asks(reminder, "dissatisfied", unhappy)
	r.shows(r.number, "Reopened", "answer.draft.open")
	c := r.kase(r.number)
	if d := r.duty(complaint.DutyRework, 2); c.Round != 2 || !d.Start.Equal(at("2026-03-17 10:00")) || !d.Due.Equal(at("2026-03-20 00:00")) {
		r.fail("round %d, to be put right from %s until %s", c.Round, d.Start, d.Due)
	}
	done := r.lotte.dm(r.number, "")
	if !slices.ContainsFunc(r.lotte.DMs(), func(m playground.Message) bool { return strings.HasPrefix(r.lotte.Text(m), ":white_check_mark: Done:") }) {
		r.fail("the reminder does not say that it is done: %s", r.lotte.Text(done))
	}
	r.sameCard()
}

// notYetClosable: before the customer was asked there is nothing to send.
func (r *road) notYetClosable() {
	r.t.Helper()
	a := r.sanne.forgesPress("case.close.open", r.number)
	if a.Failure != "" {
		r.fail("a press was not answered: %s", a.Failure)
	}
	view := map[string]any{
		"id": "V0FORGED", "type": "modal", "callback_id": "case.close", "private_metadata": r.number + "|0|0||en|", "hash": "1",
		"state": map[string]any{"values": map[string]any{
			"handling": map[string]any{"v": map[string]any{"type": "plain_text_input", "value": handling}},
		}},
	}
	r.sanne.forges(r.sanne.payload("view_submission", map[string]any{"view": view}))
	if c := r.kase(r.number); !c.Open() {
		r.fail("the case was closed before the customer was asked")
	}
}

// answeredAgain: a second answer goes the whole way once more.
func (r *road) answeredAgain() {
	r.t.Helper()
	r.advance("2026-03-18 09:00")
	r.milan.drafts(r.milan.dm(r.number, "answer.draft.open"), answer3)
	r.shows(r.number, "In approval", "answer.review")
	r.mees.presses(r.mees.dm(r.number, "answer.review"), "answer.review")
	if !strings.Contains(r.mees.reads(), answer3) {
		r.fail("Mees cannot read the answer that he is to approve")
	}
	seen, err := r.mees.PressInView("answer.approve")
	r.mees.went("approve", seen, err)
	if !strings.Contains(r.mees.reads(), "Approved by *Mees Vos*") {
		r.fail("the window does not say that the answer is approved")
	}
	r.mees.closes()
	r.shows(r.number, "Approved", "answer.deliver.open")
	r.milan.delivers(r.milan.dm(r.number, "answer.deliver.open"), "2026-03-18 09:00")
	r.milan.does(r.number, "case.report.open", "reason", "Fine refunded, planning moved forward")
	r.shows(r.number, "Answered", "followup.open")
	if d := r.duty(complaint.DutyRework, 2); d.Open() {
		r.fail("the second answer did not end the duty to put it right")
	}
	r.sameCard()
}

// closed: the customer is satisfied, and only then Sanne can close.
func (r *road) closed() {
	r.t.Helper()
	r.advance("2026-03-24 11:00")
	r.lotte.asks(r.lotte.dm(r.number, "followup.open"), "satisfied", happy)
	r.shows(r.number, "Ready to close", "case.close.open")
	r.sanne.presses(r.card(r.number), "case.close.open")
	if list := r.sanne.reads(); strings.Contains(list, "still open") || strings.Count(list, ":white_check_mark:") < 3 {
		r.fail("the checklist says\n%s", list)
	}
	r.sanne.fills("handling", " ", "no_measure", " ") // the customer was not satisfied at first
	if r.sanne.refusedAt("handling") == "" || r.sanne.refusedAt("no_measure") == "" {
		r.fail("closed without a report, or a word of what changes")
	}
	r.sanne.fills("handling", handling, "lesson", lesson, "no_measure", "The checklist was renewed already")
	r.sanne.submits()
	if r.sanne.window().CallbackID != "case.closed" {
		r.fail("Sanne is not told that the case is closed")
	}
	r.sanne.closes()
	r.shows(r.number, "Closed", "")
	card := r.sanne.Text(r.card(r.number))
	for _, line := range []string{"Outcome: Upheld", "Customer: satisfied", "Handled in 13 working days", "Kept until"} {
		if !strings.Contains(card, line) {
			r.fail("the closed card does not say %q", line)
		}
	}
	r.receipt("Closed")
	r.sameCard()
	r.wholeThread()
}

// wholeThread: every form that somebody sent has its line, once, and in the
// order in which they were sent.
func (r *road) wholeThread() {
	r.t.Helper()
	var got []string
	for _, m := range r.thread(r.number) {
		_, said, _ := strings.Cut(m.Text, " · ")
		got = append(got, said)
	}
	want := []string{
		"Customer approved the report", "Handler assigned", "Handler accepts the case", "Customer contacted",
		"Answer v1 · changes asked", "Answer v2 · approved", "Answer given to the customer", "Handling reported",
		"Customer is not satisfied, the case is open again", "Answer v3 · approved", "Answer given to the customer", "Handling reported",
		"Customer is satisfied", "Case closed",
	}
	if !slices.Equal(got, want) {
		r.fail("the thread says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
