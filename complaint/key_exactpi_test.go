package complaint

import (
	"fmt"
	"slices"
	"testing"

	"ombud/procedure"
)

// discriminates is a filing of discrimination by a colleague.
func discriminates(r *Registration) { r.Nature, r.Against = "discrimination", "employee" }

var keysOfExactpi = []keyed{
	{id: "EX-01", key: "natures[discrimination]", also: "confidant confidential", meets: func(t *testing.T, p *procedure.Procedure) string {
		return along(t, p, beforeTakeOver, discriminates).Nature
	}, with: "discrimination"},
	{id: "EX-01", key: "confidential", also: "confidant", meets: func(t *testing.T, p *procedure.Procedure) string {
		return fmt.Sprintf("confidential: %v", along(t, p, beforeTakeOver, discriminates).Confidential)
	}, with: "confidential: true", without: "confidential: false"},
	{id: "EX-01", key: "confidant", meets: func(t *testing.T, p *procedure.Procedure) string {
		return fmt.Sprintf("the confidant sees it: %v", along(t, p, beforeTakeOver, discriminates).MaySee(member("U0VERA"), PartFiling, later(t)))
	}, with: "the confidant sees it: true", without: "the confidant sees it: false"},
	{id: "EX-02", key: "duties[decision]", meets: owesThen(beforeTakeOver, "decision"), with: "2026-04-02", without: "not owed"},
	{id: "EX-05", key: "steps.read_back", meets: nextAt(beforeReadBack), with: "readback", without: "assign"},
	{id: "EX-05", key: "duties[read_back]", meets: owesThen(beforeReadBack, "read_back"), with: "2026-03-06", without: "not owed"},
	{id: "EX-06", key: "steps.read_back", meets: does(beforeReadBack, func(t *testing.T, c *Case) error {
		return c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Deliverers: []string{joost}}, member(sanne), later(t))
	}), with: "skip error.not_confirmed"},
	{id: "EX-07", key: "steps.explain", meets: does(beforeReadBack, func(t *testing.T, c *Case) error {
		f := c.Filing()
		must(t, c.RecordReadBack(ReadBackForm{Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: later(t), Via: "phone"}, member(lotte), later(t)))
		return c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Deliverers: []string{joost}}, member(sanne), later(t))
	}), with: "skip error.not_explained"},
	{id: "EX-07", key: "duties[explain]", meets: func(t *testing.T, p *procedure.Procedure) string {
		return dueOf(t, along(t, p, beforeDetails), "explain")
	}, with: "2026-03-06", without: "not owed"},
	{id: "EX-09", key: "agreement.handler", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAssign)
		c.Roster.Holders = append(without(c.Roster, RoleOfficer), Holder{Role: RoleOfficer, User: fatima})
		must(t, c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Deliverers: []string{joost}}, member(fatima), later(t)))
		return "handler: " + c.Handler
	}, with: "handler: ", without: "handler: " + milan},
	{id: "EX-09", key: "assign.reasons[process]", meets: does(beforeAssign, func(t *testing.T, c *Case) error {
		return c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Deliverers: []string{joost}}, member(sanne), later(t))
	}), without: "why error.reason_missing"},
	{id: "EX-09", key: "duties[assign]", meets: owesThen(beforeAssign, "assign"), with: "2026-03-06", without: "not owed"},
	{id: "EX-10", key: "assign.deliverer_required", meets: does(beforeAssign, func(t *testing.T, c *Case) error {
		return c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process"}, member(sanne), later(t))
	}), with: "deliverers error.deliverer_missing"},
	{id: "EX-10", key: "duties[reassign]", meets: handlerGone, with: "2026-03-06", without: "not owed"},
	{id: "EX-12", key: "assign.send_form", also: "duties[contact]", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeExplain)
		for _, n := range c.Notices(find(t, c, HandlerAssigned)) {
			if n.OnDelivered != "" {
				return "its arrival is recorded"
			}
		}
		return "a message like any other"
	}, with: "its arrival is recorded", without: "a message like any other"},
	{id: "EX-13", key: "duties[contact]", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeExplain)
		must(t, c.Delivered(FormSent, c.Handler, hourOf(t, beforeExplain), hourOf(t, beforeExplain)))
		return dueOf(t, c, "contact")
	}, with: "2026-03-09", without: "not owed"},
	{id: "EX-13", key: "steps.first_contact", meets: nextAt(beforeContact), with: "contact", without: "draft"},
	{id: "EX-14", key: "steps.first_contact", meets: does(beforeContact, func(t *testing.T, c *Case) error {
		f := ContactForm{At: later(t), Via: "phone", Reached: true, Note: "said"}
		open := c.LogContact(f, member(c.Handler), later(t)) // neither solved nor a plan
		f.Solved = true
		must(t, c.LogContact(f, member(c.Handler), later(t)))
		return open
	}), with: "how error.plan_missing"},
	{id: "EX-15", key: "duties[promised]", also: "duties[decision].gives_way_to", meets: owesThen(beforeConsult, "promised"), with: "2026-03-20", without: "not owed"},
	{id: "EX-15", key: "duties[decision].gives_way_to", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeContact)
		must(t, c.LogContact(ContactForm{At: later(t), Via: "phone", Reached: true, Note: "said", How: "we rebuild it", Day: "2026-04-30"}, member(c.Handler), later(t)))
		return dueOf(t, c, "decision")
	}, with: "2026-04-30", without: "2026-04-02"},
	{id: "EX-15", key: "steps.first_contact", meets: does(beforeContact, func(t *testing.T, c *Case) error {
		return c.LogContact(ContactForm{At: later(t), Via: "phone", Reached: true, Note: "said", How: "we look into it"}, member(c.Handler), later(t))
	}), with: "day error.plan_day_missing"},
	{id: "EX-17", key: "close.report", meets: closes(wholeRoad, func(r *Report) { r.Handling = "" }), with: "handling error.report_missing"},
	{id: "EX-17", key: "steps.report", meets: does(beforeAsking, func(t *testing.T, c *Case) error { return c.ReportHandling("Paid back", member(c.Handler), later(t)) }), without: "error.wrong_state"},
	{id: "EX-17", key: "duties[report]", meets: owesThen(beforeAsking, "report"), with: "2026-03-10", without: "not owed"},
	{id: "EX-18", key: "duties[follow_up]", meets: owesThen(beforeAsking, "follow_up"), with: "2026-03-13", without: "not owed"},
	{id: "EX-18", key: "follow_up.handler_may_ask = true", meets: does(beforeAsking, func(t *testing.T, c *Case) error {
		return c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: later(t), Via: "phone"}, member(c.Handler), later(t))
	}), with: "why error.handler_asks"},
	{id: "EX-19", key: "duties[rework]", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAsking)
		must(t, c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: later(t), Via: "phone", Note: "The fine"}, member(lotte), later(t)))
		return dueOf(t, c, "rework")
	}, with: "2026-03-11", without: "not owed"},
	{id: "EX-20", key: "duties[follow_up]", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAsking)
		must(t, c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: later(t), Via: "phone", Note: "The fine"}, member(lotte), later(t)))
		for _, step := range roadOf(c)[beforeDraft:beforeAsking] { // answered anew
			must(t, step(later(t)))
		}
		duties, err := c.Duties()
		must(t, err)
		return fmt.Sprintf("asked again: %v", slices.ContainsFunc(duties, func(d Duty) bool { return d.Kind == DutyFollowUp && d.Open() }))
	}, with: "asked again: true", without: "asked again: false"},
	{id: "EX-21", key: "follow_up.required", meets: unmet(beforeAsking), with: "close.followed_up", without: "may close"},
	{id: "EX-21", key: "follow_up.attempts = 1", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAsking)
		must(t, c.RecordFollowUp(FollowUpForm{Result: NoReply, At: later(t), Via: "phone", Note: "voicemail"}, member(lotte), later(t)))
		return fmt.Sprintf("may close without a reply: %v", c.Allows(StepAskClose, member(sanne), later(t)))
	}, with: "may close without a reply: false", without: "may close without a reply: true"},
	{id: "EX-23", key: "natures[service]", meets: natureOf("service"), with: "service"},
	{id: "EX-23", key: "answer.outcomes[goodwill]", meets: prepares(func(d *Draft) { d.Outcome = "goodwill" }), without: "outcome error.outcome_missing"},
}
