package complaint

import (
	"strings"
	"testing"

	"ombud/procedure"
)

var keysOfKlachten = []keyed{
	{id: "PK-01", key: "close.lesson", meets: closes(wholeRoad, func(r *Report) { r.Lesson = "" }), with: "lesson error.lesson_missing"},
	{id: "PK-03", key: "steps.take_over", meets: offers(beforeTakeOver, StepTakeOver, mees), with: "offered", without: "not offered"},
	{id: "PK-03", key: "duties[take_over]", meets: owesThen(beforeTakeOver, "take_over"), with: "2026-03-05 14:00", without: "not owed"},
	{id: "PK-04", key: "assign.roles", meets: does(beforeAssign, func(t *testing.T, c *Case) error {
		return c.Assign(Assignment{Handler: joost, Name: "Joost", Title: "adviser", Why: "officer"}, member(mees), later(t))
	}), with: "handler error.outsider_handler"},
	{id: "PK-04", key: "lead", meets: offers(beforeAssign, StepAssign, mees), with: "offered", without: "not offered"},
	{id: "PK-05", key: "close.lesson", meets: closes(wholeRoad, func(r *Report) { r.Lesson = "" }), with: "lesson error.lesson_missing"},
	{id: "PK-06", key: "natures[treatment]", meets: natureOf("treatment"), with: "treatment"},
	{id: "PK-07", key: "classify.categories[advice]", meets: classifies(func(f *Classification) { f.Category = "advice" }), without: "category error.category_missing"},
	{id: "PK-07", key: "classify.categories[information]", meets: classifies(func(f *Classification) { f.Category = "information" }), without: "category error.category_missing"},
	{id: "PK-07", key: "classify.categories[duration]", meets: classifies(func(f *Classification) { f.Category = "duration" }), without: "category error.category_missing"},
	{id: "PK-07", key: "classify.categories", meets: classifies(func(f *Classification) { f.Category = "" }), with: "category error.category_missing"},
	{id: "PK-07", key: "agreement.no_complaint", meets: does(beforeClass, func(t *testing.T, c *Case) error {
		f := EndForm{End: EndNoComplaint, Reason: "She only asked", At: later(t), Via: "phone"}
		c.Roster.Lead = RoleOfficer // a company whose officer leads
		c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleOfficer, User: fatima})
		if err := c.EndCase(f, member(fatima), later(t)); err != nil {
			return err
		}
		if c.Waits() != nil {
			return refuse("waits for management")
		}
		return nil
	}), with: "waits for management"},
	{id: "PK-08", key: "classify.parties[prospect]", meets: classifies(func(f *Classification) { f.Party = "prospect" }), without: "party error.party_missing"},
	{id: "PK-08", key: "intake.signs", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeTakeOver, func(r *Registration) { r.Signs = []string{"manner", "word", "weather"} })
		return strings.Join(c.Signs, " ")
	}, with: "word manner"},
	{id: "PK-09", key: "intake.channels[letter].scan", meets: files(cameBy("letter")), with: "files error.letter_scan"},
	{id: "PK-09", key: "intake.channels[email].original", meets: files(cameBy("email")), with: "files error.original_missing"},
	{id: "PK-10", key: "intake.channels[phone]", meets: files(cameBy("phone")), without: "via error.channel"},
	{id: "PK-10", key: "intake.channels[oral]", meets: files(cameBy("oral")), without: "via error.channel"},
	{id: "PK-11", key: "classify.first", meets: does(beforeClass, func(t *testing.T, c *Case) error {
		return c.Acknowledge(Receipt{At: later(t), Via: "email", Said: "We have it"}, member(mees), later(t))
	}), with: "error.classify_first"},
	{id: "PK-11", key: "classify.assess", meets: classifies(func(f *Classification) { f.Assessment = "" }), with: "assessment error.assessment_missing"},
	{id: "PK-11", key: "duties[assess]", meets: owesThen(beforeTakeOver, "assess"), with: "2026-03-09", without: "not owed"},
}

// The position of management, and what comes after it.
var keysOfPositions = []keyed{
	{id: "PK-12", key: "acknowledge.forms = [letter, email, phone]", meets: does(beforeReceipt, func(t *testing.T, c *Case) error {
		return c.Acknowledge(Receipt{At: later(t), Via: "phone", With: "Anna", Said: "We have it"}, member(mees), later(t))
	}), with: "via error.ack_form"},
	{id: "PK-12", key: "duties[acknowledge]", meets: owesThen(beforeTakeOver, "acknowledge"), with: "2026-03-16", without: "not owed"},
	{id: "PK-13", key: "answer.both_sides", meets: hints(HintSides, Draft{Answer: Answer{Text: "So it is."}, Form: "letter", Outcome: "upheld"}), with: "looked at: false", without: "nobody looks"},
	{id: "PK-14", key: "duties[decision]", also: "duties[acknowledge].not_after", meets: owesThen(beforeTakeOver, "decision"), with: "2026-03-19", without: "not owed"},
	{id: "PK-15", key: "answer.reasons_required = false", meets: prepares(func(d *Draft) { d.Reasons = "" }), with: "reasons error.reasons_missing"},
	{id: "PK-16", key: "answer.forms[meeting]", meets: prepares(func(d *Draft) { d.Form = "meeting" }), without: "form error.form_missing"},
	{id: "PK-16", key: "answer.spoken.note", meets: does(beforeTelling, func(t *testing.T, c *Case) error {
		return c.Deliver(Delivery{At: later(t), Via: "meeting", With: "Anna"}, member(sanne), later(t))
	}), with: "said error.spoken_note"},
	{id: "PK-17", key: "close.archive", meets: closes(wholeRoad, func(r *Report) { r.Archive = "" }), with: "archive error.archive_missing"},
	{id: "PK-17", key: "duties[close]", meets: owesThen(wholeRoad, "close"), with: "2026-03-13", without: "not owed"},
	{id: "PK-20", key: "duties[reassign]", meets: handlerGone, with: "2026-03-06", without: "not owed"},
}
