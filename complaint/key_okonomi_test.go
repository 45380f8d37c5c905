package complaint

import (
	"testing"

	"ombud/procedure"
)

// cameBy lets a filing come in that way.
func cameBy(via string) func(*Registration) { return func(r *Registration) { r.Via = via } }

// byPhone is an answer that is told in a conversation, and why.
func byPhone() Draft {
	d := inWriting()
	d.Form, d.OralWhy, d.Promises = "phone", "She asked to be called", nil
	return d
}

var keysOfOkonomi = []keyed{
	{id: "OK-01", key: "answer.facts_required", meets: prepares(func(d *Draft) { d.Facts = "" }), with: "facts error.facts_missing"},
	{id: "OK-01", key: "answer.reasons_required = false", meets: prepares(func(d *Draft) { d.Reasons = "" }), with: "reasons error.reasons_missing"},
	{id: "OK-02", key: "natures[product]", meets: classifies(func(f *Classification) { f.Nature = "product" }), without: "nature error.nature_missing"},
	{id: "OK-02", key: "natures[service]", meets: natureOf("service"), with: "service"},
	{id: "OK-06", key: "intake.channels[oral]", meets: files(cameBy("oral")), without: "via error.channel"},
	{id: "OK-07", key: "intake.channels[email].original", meets: files(cameBy("email")), with: "files error.original_missing"},
	{id: "OK-08", key: "intake.channels[letter].scan", meets: files(cameBy("letter")), with: "files error.letter_scan"},
	{id: "OK-09", key: "acknowledge.forms", meets: nextAt(beforeTakeOver), with: "ack", without: "assign"},
	{id: "OK-10", key: "duties[acknowledge]", meets: owesThen(beforeTakeOver, "acknowledge"), with: "2026-03-09", without: "not owed"},
	{id: "OK-13", key: "answer.consult", also: "answer.consult_confirmed", meets: nextAt(beforeConsult), with: "consult", without: "draft"},
	{id: "OK-14", key: "answer.spoken.reason", meets: prepares(func(d *Draft) { d.Form = "phone" }), with: "oral_why error.spoken_reason"},
	{id: "OK-14", key: "answer.spoken.note", meets: does(beforeDraft, func(t *testing.T, c *Case) error {
		must(t, c.Prepare(byPhone(), member(sanne), later(t)))
		return c.Deliver(Delivery{At: later(t), Via: "phone", With: "Anna"}, member(sanne), later(t))
	}), with: "said error.spoken_note"},
	{id: "OK-15", key: "answer.spoken.by", meets: does(beforeAssign, func(t *testing.T, c *Case) error {
		must(t, c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "deputy", Why: "other", WhyText: "free"}, member(sanne), later(t)))
		must(t, c.Consult(Consultation{With: lotte, At: later(t), Said: "said"}, member(fatima), later(t)))
		must(t, c.ConfirmHeard(c.Unconfirmed().Seq, member(lotte), later(t)))
		return c.Prepare(byPhone(), member(fatima), later(t))
	}), with: "form error.spoken_by"},
	{id: "OK-16", key: "duties[decision]", also: "duties[acknowledge].not_after", meets: owesThen(beforeTakeOver, "decision"), with: "2026-04-07", without: "not owed"},
	{id: "OK-16", key: "duties[silence]", meets: owesThen(beforeTakeOver, "silence"), with: "2026-03-12", without: "not owed"},
}

// natureOf says what a case is that was filed as one of a nature.
func natureOf(nature string) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		return along(t, p, beforeTakeOver, func(r *Registration) { r.Nature = nature }).Nature
	}
}
