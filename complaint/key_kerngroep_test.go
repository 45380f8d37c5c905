package complaint

import (
	"fmt"
	"strings"
	"testing"

	"ombud/procedure"
)

// calls lets the filer speak with the customer, with a form that was changed.
func callsThen(change func(*ContactForm)) func(*testing.T, *procedure.Procedure) string {
	return does(beforeContact, func(t *testing.T, c *Case) error {
		f := talk(t)
		f.At, f.KeepUnadvised = later(t), true
		change(&f)
		return c.LogContact(f, member(lotte), later(t))
	})
}

// ticks says whether a point of the conversation can be kept to.
func ticks(point string) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		c, f := along(t, p, beforeContact), talk(t)
		f.At, f.KeepUnadvised, f.Points = later(t), true, []string{point}
		must(t, c.LogContact(f, member(lotte), later(t)))
		return strings.Join(c.PointsOf(find(t, c, Contacted)), " ")
	}
}

var keysOfKerngroep = []keyed{
	{id: "KG-01", key: "follow_up.required", meets: unmet(beforeAsking), with: "close.followed_up", without: "may close"},
	{id: "KG-04", key: "steps.take_over", meets: offers(beforeTakeOver, StepTakeOver, mees), with: "offered", without: "not offered"},
	{id: "KG-04", key: "duties[take_over]", meets: owesThen(beforeTakeOver, "take_over"), with: "2026-03-05 14:00", without: "not owed"},
	{id: "KG-05", key: "contact.by", meets: offers(beforeContact, StepContact, lotte), with: "offered", without: "not offered"},
	{id: "KG-05", key: "contact.consult", meets: callsThen(func(f *ContactForm) { f.KeepUnadvised = false }), with: "reached error.contact_unadvised"},
	{id: "KG-05", key: "duties[contact]", meets: owesThen(beforeTakeOver, "contact"), with: "2026-03-06 10:00", without: "not owed"},
	{id: "KG-05", key: "duties[advise]", meets: owesThen(beforeTakeOver, "advise"), with: "2026-03-05 14:00", without: "not owed"},
	{id: "KG-06", key: "steps.first_contact", meets: callsThen(func(f *ContactForm) { f.Day = "" }), with: "day error.plan_day_missing"},
	{id: "KG-06", key: "duties[promised]", meets: owesThen(beforeConsult, "promised"), with: "2026-03-20", without: "not owed"},
	{id: "KG-07", key: "contact.points[let_finish]", meets: ticks("let_finish"), with: "let_finish"},
	{id: "KG-08", key: "contact.note_required", meets: callsThen(func(f *ContactForm) { f.Note = "" }), with: "note error.contact_report"},
	{id: "KG-09", key: "contact.folder", meets: callsThen(func(f *ContactForm) { f.Folder = "" }), with: "folder error.folder_missing"},
	{id: "KG-09", key: "close.archive", meets: closes(wholeRoad, func(r *Report) { r.Archive = "" }), with: "archive error.archive_missing"},
	{id: "KG-10", key: "retention.min", meets: does(wholeRoad, func(t *testing.T, c *Case) error {
		must(t, c.Close(Report{Handling: "Refunded", Archive: "folder 12"}, member(sanne), later(t)))
		return c.OrderErase(EraseForm{EraseRequest, "She asks for it", c.Number}, member(sanne), at(t, "2026-05-01 12:00"))
	}), with: "error.erase_early"},
	{id: "KG-11", key: "retention.max", meets: keptUntil, with: "from 2027-03-10 until 2028-03-09, at the latest 2029-03-09", without: "from 2027-03-10 until 2028-03-09, at the latest "},
	{id: "KG-11", key: "retention.target", meets: keptUntil, with: "from 2027-03-10 until 2028-03-09, at the latest 2029-03-09", without: "from 2027-03-10 until 2029-03-09, at the latest 2029-03-09"},
	{id: "KG-12", key: "intake.address_parts", meets: files(func(r *Registration) { r.Town = "" }), with: "town error.address_part"},
	{id: "KG-13", key: "steps.check_details", meets: unmet(beforeDetails), with: "close.details_checked", without: "may close"},
	{id: "KG-13", key: "duties[check_details]", meets: owesThen(beforeDetails, "check_details"), with: "2026-03-09", without: "not owed"},
	{id: "KG-14", key: "intake.wish_required", meets: files(func(r *Registration) { r.Wish = "" }), with: "wish error.wish_missing"},
	{id: "KG-15", key: "contact.points[at_ease]", meets: ticks("at_ease"), with: "at_ease"},
	{id: "KG-16", key: "contact.points[sorry]", also: "close.points[sorry]", meets: ticks("sorry"), with: "sorry"},
	{id: "KG-16", key: "close.points[sorry]", meets: saysNothing, with: "close.point.sorry", without: "close.point.own_card"},
	{id: "KG-17", key: "contact.points[solution]", meets: ticks("solution"), with: "solution"},
	{id: "KG-18", key: "contact.points[loyal]", meets: ticks("loyal"), with: "loyal"},
	{id: "KG-19", key: "follow_up.required", meets: unmet(beforeAsking), with: "close.followed_up", without: "may close"},
	{id: "KG-19", key: "duties[follow_up]", meets: owesThen(beforeAsking, "follow_up"), with: "2026-03-13", without: "not owed"},
	{id: "KG-20", key: "external", meets: hints(HintExternal, Draft{Answer: Answer{Text: "So it is."}, Form: "letter", Outcome: "upheld"}), with: "looked at: false", without: "nobody looks"},
	{id: "KG-20", key: "duties[ruling]", meets: goesOutside("ruling", false), with: "2026-06-01", without: "not owed"},
	{id: "KG-21", key: "external[de onafhankelijke derde].binding", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAsking)
		outsideOf(t, c)
		_, binding, _ := c.Dispute()
		return "binding: " + binding
	}, with: "binding: yes", without: "binding: unknown"},
	{id: "KG-22", key: "duties[ruling_measure]", meets: goesOutside("ruling_measure", true), with: "2026-03-16", without: "not owed"},
	{id: "KG-25", key: "contact.points[own_card]", also: "close.points[own_card]", meets: ticks("own_card"), with: "own_card"},
	{id: "KG-25", key: "close.points[own_card]", meets: func(t *testing.T, p *procedure.Procedure) string {
		return fmt.Sprint(along(t, p, beforeContact).Unkept())
	}, with: "[sorry own_card]", without: "[sorry]"},
	{id: "KG-26", key: "assign.co_responsible", meets: func(t *testing.T, p *procedure.Procedure) string { return along(t, p, beforeExplain).CoOwner() }, with: lotte},
	{id: "KG-27", key: "duties[decision]", also: "extension", meets: owesThen(beforeTakeOver, "decision"), with: "2026-04-02", without: "not owed"},
	{id: "KG-28", key: "extension.announce", meets: announced, with: "2026-03-26", without: "2026-04-02"},
	{id: "KG-28", key: "extension.ask_before", meets: func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeDraft)
		tick(t, c, at(t, "2026-03-19 08:30"), at(t, "2026-03-19 10:00"))
		return strings.Join(told(c, "decision"), ", ")
	}, with: "2026-03-19 09:00 on_track [" + milan + " " + lotte + "]"},
	{id: "KG-29", key: "extension.agreement", meets: takesLonger, with: "2026-04-02", without: "2026-04-17"},
	{id: "KG-30", key: "extension", meets: offers(beforeDraft, StepExtend, sanne), with: "offered", without: "not offered"},
}

// keptUntil is until when a case is kept that is closed, and until when at the latest.
func keptUntil(t *testing.T, p *procedure.Procedure) string {
	c := along(t, p, wholeRoad)
	must(t, c.Close(Report{Handling: "Refunded", Archive: "folder 12"}, member(sanne), later(t)))
	k, _ := c.Keeping()
	return fmt.Sprintf("from %v until %v, at the latest %v", k.From, k.Until, k.Most)
}

// announced is until when the customer has to be told that it takes longer.
func announced(t *testing.T, p *procedure.Procedure) string {
	c := along(t, p, beforeDraft)
	d := dutyOf(t, c, "decision")
	return c.Calendar.LastDay(c.AnnounceBy(&d)).String()
}

// takesLonger asks for more time, and tells until when the answer is owed after that.
func takesLonger(t *testing.T, p *procedure.Procedure) string {
	c := along(t, p, beforeDraft)
	must(t, c.Extend(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek", Via: "phone", At: later(t)}, member(sanne), later(t)))
	return dueOf(t, c, "decision")
}

func outsideOf(t *testing.T, c *Case) {
	t.Helper()
	must(t, c.HandOver(DisputeForm{Body: "0", AskedBy: "Anna de Vries", At: later(t), Day: "2026-06-01", Known: "2026-03-06", Accepted: "yes"}, member(sanne), later(t)))
}

// goesOutside says until when a duty is owed once the customer called in the third party,
// and after its ruling.
func goesOutside(kind string, ruled bool) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, beforeAsking)
		outsideOf(t, c)
		if ruled {
			must(t, c.RecordRuling(Ruling{Text: "Refund half", At: later(t), Day: "2026-03-16"}, member(sanne), later(t)))
		}
		return dueOf(t, c, kind)
	}
}

// saysNothing is the first point that closing still asks for, of a contact without any.
func saysNothing(t *testing.T, p *procedure.Procedure) string {
	c := along(t, p, beforeContact)
	for _, cond := range c.ClosingConditions() {
		if !cond.Met && strings.HasPrefix(cond.Text, "close.point.") {
			return cond.Text
		}
	}
	return "no point"
}

// writes hands in an answer with these words.
func writes(text string) func(*testing.T, *procedure.Procedure) string {
	return prepares(func(d *Draft) { d.Text = text })
}

// words are what a look over an answer points out.
func words(text string) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		for _, h := range along(t, p, beforeDraft).Hints(Draft{Answer: Answer{Text: text}, Form: "email", Outcome: "upheld"}) {
			if h.Code == HintWords && !h.Good {
				return "rather: " + h.Words[0].Rather
			}
		}
		return "nothing to avoid"
	}
}

// What is never said to a customer.
var keysOfWords = []keyed{
	{id: "KG-18", key: "wording.avoid[collega]", meets: words("Mijn collega vergat het"), with: "rather: bij ons", without: "nothing to avoid"},
	{id: "KG-23", key: "wording.avoid[computer]", meets: words("De computer deed het niet"), with: "rather: bij ons", without: "nothing to avoid"},
	{id: "KG-23", key: "wording.avoid[systeem]", meets: words("Het systeem deed het niet"), with: "rather: bij ons", without: "nothing to avoid"},
	{id: "KG-23", key: "wording.avoid[fabrikant]", meets: words("De fabrikant deed het niet"), with: "rather: bij ons", without: "nothing to avoid"},
	{id: "KG-23", key: "wording.avoid[afdeling]", meets: words("De afdeling vergat het"), with: "rather: bij ons", without: "nothing to avoid"},
	{id: "KG-23", key: "wording.colleagues", meets: func(t *testing.T, p *procedure.Procedure) string {
		d := Draft{Answer: Answer{Text: "Joost Visser vergat het"}, Form: "email", Outcome: "upheld"}
		h, looked := along(t, p, beforeDraft).NamesHint(d, map[string]string{joost: "Joost Visser"})
		return fmt.Sprint(looked, h.Users)
	}, with: "true [" + joost + "]", without: "false []"},
	{id: "KG-24", key: "wording.avoid[klacht]", meets: writes("Over uw klachten"), with: "text error.word"},
	{id: "KG-24", key: "wording.avoid[probleem]", also: "wording.allow", meets: writes("Het probleem is weg"), with: "text error.word"},
	{id: "KG-24", key: "wording.avoid[problem]", meets: writes("De problemen zijn weg"), with: "text error.word"},
	{id: "KG-24", key: "wording.avoid[fout]", also: "wording.allow", meets: writes("Een rekenfout"), with: "text error.word"},
	{id: "KG-24", key: "wording.also[contact]", meets: callsThen(func(f *ContactForm) { f.Note = "De klacht besproken" }), with: "note error.word"},
	{id: "KG-24", key: "wording.also[summary]", meets: files(func(r *Registration) { r.Summary = "Klacht over de jaarrekening" }), with: "summary error.word"},
}
