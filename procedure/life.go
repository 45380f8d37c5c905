package procedure

import (
	"fmt"
	"slices"
	"strings"
)

// How far a case has come in one round, as far as it decides what can still happen.
const (
	atNothing  = iota // before it came in
	atHandling        // until the answer was told
	atAnswered        // until it is known what the complainant makes of it
	atSettled         // until it is closed
	atClosed
)

// begins says how far a case has come at the least when an event that is not listed as
// one of handling happened. A third party that does not rule gives the case back.
var begins = map[string]int{
	"told": atAnswered, "followup_started": atAnswered, "no_reply": atAnswered, "no_contact": atAnswered,
	"satisfied": atSettled, Settled: atSettled, "ruled": atSettled, "ruling_done": atSettled, "closed": atClosed,
}

// lasts says until when an event can happen that cannot happen until the case is closed.
var lasts = map[string]int{
	"received": atNothing,
	"assigned": atHandling, "accepted": atHandling, "updated": atHandling, "drafted": atHandling, "approval_asked": atHandling,
	"changes_asked": atHandling, "approved": atHandling, "told": atHandling,
	"closed": atClosed, "disputed": atClosed, "ruled": atClosed, "ruling_done": atClosed, "reopened": atClosed,
}

// Comes tells whether an event can come after another before the case is taken up again:
// the order in which a case goes, which package complaint keeps and a test there compares.
// One that starts a clock does not end it, since it starts it anew.
func Comes(event, after string) bool {
	from, until := begins[after], atSettled
	if from == 0 {
		from = atHandling
	}
	if last, listed := lasts[event]; listed {
		until = last
	}
	return event != after && from <= until
}

// withDay are the events that may carry the day that was agreed with the complainant, or
// that a third party named.
var withDay = []string{"plan_agreed", "disputed", "ruled"}

// gates are what a case goes through on its way to the answer, whatever else is left out.
var gates = []string{"received", "assigned"}

// lintLife finds duties that nothing ends any more once they began, days that nobody
// says, and an answer without a date.
func (p *Procedure) lintLife(wrong wrong) {
	for i, d := range p.Duties {
		at := fmt.Sprintf("$.duties[%d].", i)
		switch {
		case !slices.ContainsFunc(d.DoneBy, func(e string) bool { return Comes(e, d.StartsOn) }):
			wrong(at+"done_by", "duty %q never ends: %s does not come after %s", d.Kind, d.DoneBy[0], d.StartsOn)
		case d.OnlyIf == "" && len(d.DoneBy) == 1 && d.DoneBy[0] == "reach_found":
			wrong(at+"done_by", "duty %q never ends where the customer is known; say only_if: customer_unknown", d.Kind)
		}
		if d.Agreed != "" && !slices.Contains(withDay, d.StartsOn) {
			wrong(at+"agreed", "duty %q is never reached: no day is agreed with %s", d.Kind, d.StartsOn)
		}
	}
	if !slices.ContainsFunc(p.Duties, func(d Duty) bool { return d.always() && slices.Contains(d.DoneBy, "told") }) {
		wrong("$.duties", "a case may have no date for its answer: let a duty that told ends start on received or on assigned; with restarts_on its clock may begin anew, as on acknowledged")
	}
}

// sometimes are events that an ordinary case goes without.
var sometimes = []string{
	"readback_refused", "readback_unreachable", "attempted", "changes_asked", "followup_started", "dissatisfied", "no_reply", "no_contact", "agreement_asked",
	"agreement_denied", "unreached", "reopened", "disputed", "ruled", "ruling_done", "handler_needed", "extended", "extension_asked",
	"extension_agreed", "extension_refused", "extension_withdrawn",
}

// lintOrdinary finds duties that begin in every ordinary case and that nothing in such a
// case ends, so that they are missed whatever anybody does.
func (p *Procedure) lintOrdinary(wrong wrong) {
	never := func(event string) bool {
		return slices.Contains(sometimes, event) || event == "agreement_given" && p.Agreement.Handler == ""
	}
	for i, d := range p.Duties {
		if d.OnlyIf == "" && !slices.Contains(sometimes, d.StartsOn) && len(d.DoneBy) > 0 && !slices.ContainsFunc(d.DoneBy, func(e string) bool { return !never(e) }) {
			wrong(fmt.Sprintf("$.duties[%d].done_by", i), "duty %q is missed in every ordinary case: it goes without %s", d.Kind, strings.Join(d.DoneBy, ", "))
		}
	}
}

// lintClose finds duties that closing asks for anyway, by a line of its own.
func (p *Procedure) lintClose(wrong wrong) {
	anyway := map[string]bool{
		"told": true, "closed": true, "ruling_done": true, "satisfied": p.FollowUp.Required, "contacted": p.Steps.FirstContact,
		"details_checked": p.Steps.CheckDetails, "explained": p.Close.Explained, "classified": p.Classify.Required,
	}
	for i, kind := range p.Close.Duties {
		at := fmt.Sprintf("$.close.duties[%d]", i)
		switch d := p.Duty(kind); {
		case d.Quiet:
			wrong(at, "nobody sees duty %q before it is late, so closing does not wait for it", kind)
		default:
			if j := slices.IndexFunc(d.DoneBy, func(e string) bool { return anyway[e] }); j >= 0 {
				wrong(at, "leave duty %q out: no case closes before %s anyway", kind, d.DoneBy[j])
			}
		}
	}
}

// always tells whether each case owes the duty from early on, with a date that does not
// hang on what somebody may leave out.
func (d *Duty) always() bool {
	return !d.Quiet && d.Within != nil && d.Only == "" && d.OnlyIf == "" && d.While == "" && slices.Contains(gates, d.StartsOn)
}
