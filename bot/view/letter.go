package view

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// letter words what a customer reads of a case: in the language and the form of address
// of the procedure that the case keeps, and without the words that it avoids.
type letter struct {
	f *Frame
	c *complaint.Case
	p *lang.Printer
}

func letterOf(f *Frame, c *complaint.Case) letter {
	l, ok := lang.Parse(c.Procedure.Language)
	if !ok {
		l = f.Language
	}
	return letter{f, c, lang.New(l, c.Procedure.Address, c.Zone()).Named(WordsOf(c.Procedure))}
}

// says gives a text with what every letter may name.
func (w letter) says(id string, more ...any) string {
	name := cmp.Or(w.c.Filing().Name, w.p.T("letter.customer"))
	return w.p.T(id, append([]any{
		"dear", w.dear(), "name", name, "received", w.p.Long(w.c.ReceivedAt), "number", w.c.Number, "complaint", w.complaint(), "rules", w.rules(), "sender", w.sender(),
	}, more...)...)
}

// theirLanguage tells why a text for the customer is in another language than the screen,
// nothing where it is in the same.
func theirLanguage(f *Frame, c *complaint.Case) []string {
	if letterOf(f, c).p.Language() == f.P.Language() {
		return nil
	}
	return []string{f.P.T("greeting.language")}
}

// dear greets who complains: by name where that has a title or is of a person, as far as
// the form of address allows.
func (w letter) dear() string {
	name, titled := lang.Greeted(w.p.Language(), w.c.Filing().Name)
	if w.p.Language() == lang.NL && w.c.Procedure.Address != "je" && !titled && name != "" {
		return w.p.T("greeting.anybody")
	}
	return w.p.T("greeting.named", "name", cmp.Or(name, w.p.T("letter.customer")))
}

// reason is why something takes longer, as a sentence by itself; a company's own text
// gets the words as they were typed.
func (w letter) reason(typed string) string {
	if w.c.Procedure.Texts["letter.delay"] != "" {
		return typed
	}
	return lang.Sentence(typed)
}

// complaint is the word for one, or what the procedure says rather.
func (w letter) complaint() string {
	word := w.p.T("words.complaint")
	for _, found := range w.c.Procedure.Wording.Look(word) {
		return cmp.Or(found.Rather, word)
	}
	return word
}

// fit tells whether something may go to the customer as it stands.
func (w letter) fit(text string) bool {
	return text != "" && len(w.c.Procedure.Wording.Guarded(text)) == 0
}

// rules says by which version of the procedure the case is handled, by the name that the
// document itself has, and where it can be read (OK-19, CY-12, KG-31).
func (w letter) rules() string {
	document := w.p.T("promises.untitled")
	if w.fit(w.c.Procedure.Title) {
		document = w.p.T("promises.titled", "title", w.c.Procedure.Title)
	}
	text := w.p.T("letter.rules", "complaint", w.complaint(), "document", document, "version", versionOf(w.p, w.c))
	for _, url := range append([]string{w.f.Document}, w.f.Published...) {
		if w.fit(url) {
			return text + " " + w.p.T("letter.read", "url", url)
		}
	}
	return text
}

// sender signs with all that is known of how to reach whoever writes: name, function,
// firm, their telephone and mail address, and where the firm is written to (KG-25).
func (w letter) sender() string {
	lines := []string{w.f.Name(w.f.Viewer.ID)}
	own := w.c.Roster.People[w.f.Viewer.ID]
	for _, line := range []string{own.Title, w.f.Company.Name, own.Phone, own.Email, w.f.Contact} {
		if w.fit(line) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// ReceiptText is a text for the customer to begin with, in the language of the
// procedure. Where management leads it promises its position with the reasons
// (PK-12). While the officer is away it says who stands in (OK-12).
func ReceiptText(f *Frame, c *complaint.Case) string {
	w, due := letterOf(f, c), ""
	if day, ok := answerDay(c); ok {
		at, _ := day.At(noon, c.Zone())
		if rules := c.Procedure.Answer; c.Procedure.Lead == string(complaint.RoleManagement) && rules.ReasonsRequired && !rules.ReasonsHouse {
			return w.says("letter.position", "when", w.p.Long(at))
		}
		due = " " + w.p.T("letter.until", "when", w.p.Long(at))
	}
	if officer, until := c.StandsFor(f.Viewer.ID, f.Now); officer != "" {
		return w.says("letter.received_deputy", append(w.standing(officer, until), "due", due)...)
	}
	officers := slices.DeleteFunc(c.Roster.Holding(complaint.RoleOfficer, f.Now), c.IsInvolved)
	who := c.Handler
	if who == "" && len(officers) > 0 {
		who = officers[0]
	}
	return w.says("letter.received", "who", f.Name(who), "due", due)
}

// PassedText is what whoever stands in for an officer who is away says to the customer in a
// conversation that confirms the receipt, as the text to send says it (OK-12); empty for
// anybody else.
func PassedText(f *Frame, c *complaint.Case) string {
	officer, until := c.StandsFor(f.Viewer.ID, f.Now)
	if officer == "" {
		return ""
	}
	w := letterOf(f, c)
	return w.says("letter.passed_on", w.standing(officer, until)...)
}

// standing are the variables of a text about an officer who is away until then.
func (w letter) standing(officer string, until time.Time) []any {
	return []any{"who", w.f.Name(officer), "role", w.p.T("words.role." + string(w.c.Roster.Leads())), "back", w.p.Long(until)}
}

// DelayText is a text that tells the customer of more time: why, and by when to expect
// the answer (KG-28 to KG-30).
func DelayText(f *Frame, c *complaint.Case, x *complaint.Extension) string {
	w := letterOf(f, c)
	when := x.Day
	if day, err := calendar.ParseDay(x.Day); err == nil {
		at, _ := day.At(noon, c.Zone())
		when = w.p.Long(at)
	}
	return w.says("letter.delay", "reason", w.reason(c.Delay(x).Reason), "when", when)
}

// BelowAnswer is what belongs under an answer in writing: by which procedure it was
// given, and who gives it.
func BelowAnswer(f *Frame, c *complaint.Case) string {
	w := letterOf(f, c)
	return w.rules() + "\n\n" + w.sender()
}

// answerDay is the day by which the customer was promised the answer: the first of
// those that the procedure names and that were agreed. Our own rules promise nothing.
func answerDay(c *complaint.Case) (day calendar.Day, ok bool) {
	for _, d := range openDuties(c, len(c.Procedure.Duties)) {
		spec := c.Procedure.Duty(d.Kind)
		if spec != nil && slices.Contains(spec.DoneBy, string(complaint.Told)) && (!d.House || spec.Agreed != "") {
			return c.Calendar.LastDay(d.Due), true
		}
	}
	return calendar.Day{}, false
}

// ExplainText is what to tell a customer of the procedure: by which one their complaint is
// handled and where that can be read, who handles it, by when they hear, and to whom they
// can turn after that (EX-07, CY-11, CY-12). It says only what is so by now: it names nobody
// who does not handle it yet or whom the one who speaks may not know of, and no day or
// period but those that the procedure promises.
func ExplainText(f *Frame, c *complaint.Case) string {
	w := letterOf(f, c)
	lines := []string{w.rules(), w.handledBy()}
	if day, ok := answerDay(c); ok {
		at, _ := day.At(noon, c.Zone())
		lines = append(lines, w.p.T("letter.until", "when", w.p.Long(at)))
	}
	for _, i := range c.Bodies() {
		if b := c.Procedure.External[i]; w.fit(b.Name) {
			lines = append(lines, w.p.T("readback.say.body", "name", strings.TrimSpace(b.Name+" "+b.URL)))
		}
	}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}

// handledBy says who handles the complaint and how soon that person gets in touch, where
// the procedure promises a period for it and they did not yet.
func (w letter) handledBy() string {
	line := w.p.T("readback.say.handler", "who", w.f.Name(w.c.Handler))
	switch {
	case w.c.Handler == "":
		line = w.p.T("readback.say.nobody", "role", w.p.T("words.role."+string(w.c.Roster.Leads())))
	case !w.c.MaySee(w.f.Viewer, complaint.PartCard, w.f.Now):
		line = ""
	}
	spec := w.c.Procedure.Duty(complaint.DutyContact)
	if spec == nil || spec.House || spec.Within == nil || spec.Owner != string(complaint.RoleHandler) || !w.c.ContactedAt.IsZero() {
		return line
	}
	return strings.TrimSpace(line + " " + w.p.T("readback.say.contact", "period", PeriodOf(w.p, *spec.Within)))
}
