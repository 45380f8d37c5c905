package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ombud/procedure"
)

var keysOfCygnus = []keyed{
	{id: "CY-02", key: "intake.channels[oral]", meets: files(cameBy("oral")), without: "via error.channel"},
	{id: "CY-03", key: "classify.parties[representative]", meets: classifies(func(f *Classification) { f.Party = "representative" }), with: "represents error.represents_missing", without: "party error.party_missing"},
	{id: "CY-03", key: "classify.parties[associate]", meets: classifies(func(f *Classification) { f.Party = "associate" }), without: "party error.party_missing"},
	{id: "CY-07", key: "answer.reasons_required = false", meets: prepares(func(d *Draft) { d.Reasons = "" }), with: "reasons error.reasons_missing"},
	{id: "CY-08", key: "follow_up", meets: nextAt(beforeAsking), with: "followup", without: "close"},
	{id: "CY-08", key: "duties[follow_up]", meets: owesThen(beforeAsking, "follow_up"), with: "2026-03-13", without: "not owed"},
	{id: "CY-10", key: "close.report", meets: closes(wholeRoad, func(r *Report) { r.Handling = "" }), with: "handling error.report_missing"},
	{id: "CY-11", key: "steps.explain", meets: offers(beforeExplain, StepExplain, sanne), with: "offered", without: "not offered"},
	{id: "CY-11", key: "close.explained", meets: unmet(beforeExplain), with: "close.explained", without: "may close"},
	{id: "CY-11", key: "duties[explain]", meets: owesThen(beforeExplain, "explain"), with: "2026-03-12", without: "not owed"},
	{id: "CY-12", key: "steps.explain", meets: offers(beforeExplain, StepExplain, sanne), with: "offered", without: "not offered"},
	{id: "CY-20", key: "close.archive", meets: closes(wholeRoad, func(r *Report) { r.Archive = "" }), with: "archive error.archive_missing"},
	{id: "CY-22", key: "classify.by", meets: offers(beforeClass, StepClassify, fatima), with: "not offered", without: "offered"},
	{id: "CY-22", key: "classify.required", meets: unmet(beforeClass), with: "close.classified", without: "may close"},
	{id: "CY-22", key: "classify.first", meets: nextAt(beforeClass), with: "classify", without: "assign"},
	{id: "CY-22", key: "duties[classify]", meets: owesThen(beforeClass, "classify"), with: "2026-03-09", without: "not owed"},
	{id: "CY-24", key: "natures[attitude]", meets: classifies(func(f *Classification) { f.Nature = "attitude" }), without: "nature error.nature_missing"},
	{id: "CY-24", key: "natures[quality]", meets: classifies(func(f *Classification) { f.Nature = "quality" }), without: "nature error.nature_missing"},
	{id: "CY-24", key: "natures[financial]", meets: classifies(func(f *Classification) { f.Nature = "financial" }), without: "nature error.nature_missing"},
	{id: "CY-24", key: "classify.second", meets: classifies(func(f *Classification) { f.Nature, f.Second = "attitude", "quality" }), without: "second error.second_same"},
	{id: "CY-25", key: "close.archive", meets: closes(wholeRoad, func(r *Report) { r.Archive = " " }), with: "archive error.archive_missing"},
	{id: "CY-25", key: "duties[close]", meets: owesThen(wholeRoad, "close"), with: "2026-03-13", without: "not owed"},
	{id: "CY-27", key: "close.report", meets: closes(wholeRoad, func(r *Report) { r.Handling = "" }), with: "handling error.report_missing"},
	{id: "CY-30", key: "answer.forms = [letter, email, phone]", meets: prepares(func(d *Draft) { d.Form = "phone" }), with: "form error.form_missing"},
	{id: "CY-30", key: "answer.forms[letter]", meets: prepares(func(d *Draft) { d.Form = "letter" }), without: "form error.form_missing"},
	{id: "CY-30", key: "duties[decision]", meets: owesThen(beforeClass, "decision"), with: "2026-04-02", without: "not owed"},
	{id: "CY-35", key: "classify.required", meets: unmet(beforeClass), with: "close.classified", without: "may close"},
	{id: "CY-35", key: "classify.second", meets: classifies(func(f *Classification) { f.Nature, f.Second = "attitude", "quality" }), without: "second error.second_same"},
	{id: "CY-36", key: "recommend", meets: does(beforeClass, recommends), without: "error.wrong_state"},
}

// withMilan gives the case to Milan, a partner.
func withMilan(t *testing.T, c *Case) {
	t.Helper()
	must(t, toPartner(hourOf(t, beforeAssign))(c))
	must(t, c.Delivered(FormSent, milan, hourOf(t, beforeAssign), hourOf(t, beforeAssign)))
}

// byMilan says until when a duty is owed while Milan, a partner, handles the case.
func byMilan(kind string) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAssign)
		withMilan(t, c)
		return dueOf(t, c, kind)
	}
}

// The partner, and who of the firm does what with them.
var keysOfPartners = []keyed{
	{id: "CY-01", key: "assign.roles[partner]", also: "steps.inform duties[inform] close.duties duties[update] duties[step_in] names.roles.partner", meets: func(t *testing.T, p *procedure.Procedure) string {
		r := sampleRoster()
		for _, role := range p.Played() {
			r.Needs = append(r.Needs, Role(role))
		}
		if slices.ContainsFunc(r.Concerns(later(t)), func(c Concern) bool { return c.Role == RolePartner }) {
			return "nobody is a partner"
		}
		return "nobody asks for one"
	}, with: "nobody is a partner", without: "nobody asks for one"},
	{id: "CY-09", key: "contact.consult", also: "contact.gate", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAssign)
		withMilan(t, c)
		next, _ := c.Next()
		return string(next)
	}, with: "consult", without: "draft"},
	{id: "CY-15", key: "steps.inform", meets: offers(beforeAssign, StepInform, sanne), with: "offered", without: "not offered"},
	{id: "CY-15", key: "duties[inform]", also: "close.duties", meets: owesThen(beforeAssign, "inform"), with: "2026-03-06", without: "not owed"},
	{id: "CY-15", key: "close.duties[inform]", meets: unmet(beforeInform), with: "duty.done.inform", without: "may close"},
	{id: "CY-15", key: "assign.send_form", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAssign)
		must(t, toPartner(hourOf(t, beforeAssign))(c))
		for _, n := range c.Notices(find(t, c, HandlerAssigned)) {
			if n.OnDelivered != "" {
				return "its arrival is recorded"
			}
		}
		return "a message like any other"
	}, with: "its arrival is recorded", without: "a message like any other"},
	{id: "CY-17", key: "close.duties", meets: unmet(beforeInform), with: "duty.done.inform", without: "may close"},
	{id: "CY-18", key: "contact.gate", meets: does(beforeAssign, triesAlone), with: "when error.consult_first", without: "reached error.contact_unadvised"},
	{id: "CY-18", key: "contact", meets: does(beforeAssign, triesAlone), with: "when error.consult_first"},
	{id: "CY-19", key: "answer.told_by", meets: does(beforeAssign, tellsIt), with: "error.not_allowed"},
	{id: "CY-20", key: "duties[enter]", meets: owesThen(beforeAssign, "enter"), with: "2026-03-06", without: "not owed"},
	{id: "CY-20", key: "steps.enter", meets: does(beforeAssign, func(t *testing.T, c *Case) error { return c.Enter("C-118", later(t), member(sanne), later(t)) }), without: "error.wrong_state"},
	{id: "CY-21", key: "steps.inform", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := unfiled(t, p)
		must(t, c.Register(filled(t), member(milan), at(t, "2026-03-05 10:20")))
		return fmt.Sprintf("the partner who filed it knows: %v", c.newest(Informed) != nil)
	}, with: "the partner who filed it knows: true", without: "the partner who filed it knows: false"},
	{id: "CY-26", key: "assign.roles[officer]", meets: does(beforeAssign, func(t *testing.T, c *Case) error {
		return c.Assign(Assignment{Handler: sanne, Name: "Sanne", Title: "officer", Why: "officer"}, member(sanne), later(t))
	}), without: "handler error.outsider_handler"},
	{id: "CY-26", key: "assign.roles[partner]", meets: does(beforeAssign, func(t *testing.T, c *Case) error { return toPartner(later(t))(c) }), without: "handler error.outsider_handler"},
	{id: "CY-26", key: "duties[assign]", meets: owesThen(beforeAssign, "assign"), with: "2026-03-06", without: "not owed"},
	{id: "CY-26", key: "duties[step_in]", meets: byMilan("step_in"), with: "2026-03-19", without: "not owed"},
	{id: "CY-28", key: "duties[update]", meets: byMilan("update"), with: "2026-03-12", without: "not owed"},
	{id: "CY-28", key: "steps.updates", meets: does(beforeAssign, func(t *testing.T, c *Case) error {
		withMilan(t, c)
		return c.Update("She thinks about it", member(milan), later(t))
	}), without: "error.wrong_state"},
	{id: "CY-31", key: "answer.told_by", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAssign)
		withMilan(t, c)
		d := inWriting()
		d.Promises = nil
		must(t, c.Prepare(d, member(milan), later(t)))
		must(t, c.Approve(1, member(mees), later(t)))
		var users []string
		for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
			if n.Kind == NoticeApproved {
				users = append(users, n.To)
			}
		}
		if c.MayDeliver(member(c.Handler), later(t)) == nil { // as their own message says
			users = append(users, c.Handler)
		}
		slices.Sort(users)
		return strings.Join(users, " ")
	}, with: sanne, without: milan},
}

// triesAlone lets the partner speak with the client before the officer was consulted.
func triesAlone(t *testing.T, c *Case) error {
	withMilan(t, c)
	return c.LogContact(ContactForm{At: later(t), Via: "phone", Reached: true, Note: "offered"}, member(milan), later(t))
}

// tellsIt lets the partner tell the decision.
func tellsIt(t *testing.T, c *Case) error {
	withMilan(t, c)
	d := inWriting()
	d.Promises = nil
	must(t, c.Prepare(d, member(milan), later(t)))
	must(t, c.Approve(1, member(mees), later(t)))
	return c.Deliver(Delivery{At: later(t), Via: "email"}, member(milan), later(t))
}

// recommends lets the officer recommend something to management.
func recommends(t *testing.T, c *Case) error {
	return c.Recommend(Recommendation{What: "Look at the planning each week", To: mees, Who: "Mees Vos"}, member(sanne), later(t))
}
