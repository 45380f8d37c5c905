package complaint

import (
	"slices"
	"strings"
	"unicode"

	"ombud/procedure"
)

// HintCode names what a hint is about.
type HintCode string

// What an answer is looked over for, in the order shown.
const (
	HintOutcome  HintCode = "outcome"
	HintPromises HintCode = "promises" // who does what by when
	HintOral     HintCode = "oral"     // only of one that is told: why not in writing (OK-14)
	HintHandler  HintCode = "handler"  // only of one in writing: who can be asked (KG-25)
	HintExternal HintCode = "external" // only where there is one: the third party for a dispute (KG-20)
	HintLetter   HintCode = "letter"   // only of one that comes as a letter: we have it
	HintUnread   HintCode = "unread"   // only of one that comes as a letter: nobody checks what stands in it (KG-24)
	HintSides    HintCode = "sides"    // only where the procedure asks: both sides were heard (PK-13)
	HintWords    HintCode = "words"    // only where the procedure avoids any (KG-24)
	HintNames    HintCode = "names"    // only where the procedure asks: no colleague is named (KG-23)
)

// Hint is something to look at before an answer goes on. None is a gate.
type Hint struct {
	Code  HintCode
	Good  bool
	Later bool              // not known yet: the letter is still being fetched
	N     int               // promises with a day; without any: those of before that are open
	Words []procedure.Found // to avoid, as they were written
	Users []string          // colleagues who are named
}

// Hints looks an answer over for whoever writes it or decides on it.
func (c *Case) Hints(d Draft) []Hint {
	made := d.made()
	list := []Hint{
		{Code: HintOutcome, Good: d.Outcome != ""},
		{Code: HintPromises, Good: made > 0, N: made},
	}
	if made == 0 {
		list[1].N = len(c.OpenCommitments())
	}
	words := d.said()
	if d.Letter != nil {
		list = append(list, c.letterHint(d.Letter.ID), Hint{Code: HintUnread})
	}
	unread := d.Letter != nil && d.Text == "" // nobody looked into the letter
	if d.Oral() {
		if c.Procedure.Answer.Spoken.Reason { // it wants answers in writing
			list = append(list, Hint{Code: HintOral, Good: strings.TrimSpace(d.OralWhy) != ""})
		}
	} else if name := c.Appointment().Name; name != "" && !unread {
		list = append(list, Hint{Code: HintHandler, Good: mentions(words, name)})
	}
	if bodies := c.Bodies(); len(bodies) > 0 && !unread {
		list = append(list, Hint{Code: HintExternal, Good: slices.ContainsFunc(bodies, func(i int) bool {
			b := c.Procedure.External[i]
			return mentions(words, b.Name) || mentions(words, b.URL)
		})})
	}
	if c.Procedure.Answer.BothSides {
		list = append(list, Hint{Code: HintSides, Good: c.heardBoth()})
	}
	if wording := c.Procedure.Wording; len(wording.Avoid) > 0 && !unread {
		found := wording.Look(c.besideBodies(words), c.names()...)
		list = append(list, Hint{Code: HintWords, Good: len(found) == 0, Words: found})
	}
	return list
}

// NamesHint looks for the names of colleagues in an answer, since whoever is named
// to a customer is easily blamed (KG-23): false where the procedure does not ask, or
// nobody looked into the letter. Names are what people are called today and are kept
// nowhere. Whoever handles the case, or does what is promised, is named with reason.
func (c *Case) NamesHint(d Draft, names map[string]string) (Hint, bool) {
	if !c.Procedure.Wording.Colleagues || d.Letter != nil && d.Text == "" {
		return Hint{}, false
	}
	words, customer := d.said(), c.Filing().Name
	var found []string
	for user, name := range names {
		promises := slices.ContainsFunc(d.Promises, func(p Promise) bool { return p.User == user })
		if user != c.Handler && !promises && speaksOf(words, name, customer) {
			found = append(found, user)
		}
	}
	slices.Sort(found)
	return Hint{Code: HintNames, Good: len(found) == 0, Users: found}, true
}

// speaksOf tells whether a text speaks of somebody by their whole name, or by their
// first name unless the customer has it as well.
func speaksOf(text, name, customer string) bool {
	first, _, _ := strings.Cut(name, " ")
	whole := len(first) < len(name) && mentions(text, name)
	return whole || len(first) > 2 && !mentions(customer, first) && slices.Contains(strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-'
	}), first)
}

// heardBoth tells whether the file shows that the complainant was spoken to and
// that a colleague concerned was; with nobody named, any colleague.
func (c *Case) heardBoth() bool {
	colleague := slices.ContainsFunc(c.Events, func(e Event) bool {
		return e.Kind == Consulted && (len(c.Involved()) == 0 || c.IsInvolved(e.Data.User)) &&
			!e.Data.Has(FlagImpossible) && !c.Contradicted(e)
	})
	return colleague && !c.ContactedAt.IsZero()
}

// letterHint tells whether we have the letter. In a form that was not sent yet it
// is attached; sent, it has to be fetched from Slack first.
func (c *Case) letterHint(id string) Hint {
	kept, lost := slices.Contains(c.FilesKept, id), slices.Contains(c.FilesLost, id)
	sent := slices.ContainsFunc(c.Attachments(), func(a Attachment) bool { return a.ID == id })
	return Hint{Code: HintLetter, Good: !lost && (kept || !sent), Later: sent && !kept && !lost}
}

// Oral tells whether an answer in this form leaves nothing in writing.
func (d Draft) Oral() bool { return d.Form == "phone" || d.Form == "meeting" }

// made counts the promises that are filled in. A form that is still being
// written hands in its empty rows as well; nobody named means the handler.
func (d Draft) made() int {
	n := 0
	for _, p := range d.Promises {
		if strings.TrimSpace(p.What) != "" && p.When != "" {
			n++
		}
	}
	return n
}

// said is all that the complainant will be told.
func (d Draft) said() string {
	parts := []string{d.Facts, d.Whole(), d.Reasons}
	for _, p := range d.Promises {
		parts = append(parts, p.What)
	}
	return procedure.Visible(strings.Join(parts, "\n"))
}

// mentions tells whether a text contains what, in whatever letters.
func mentions(text, what string) bool {
	return what != "" && strings.Contains(strings.ToLower(text), strings.ToLower(what))
}

// Version gives version v of the answer as its author handed it in, empty for
// an unknown one.
func (c *Case) Version(v int) Draft {
	if v < 1 || v > len(c.Answers) {
		return Draft{}
	}
	a := c.Answers[v-1]
	return Draft{Answer: c.AnswerText(v), Form: a.Form, Outcome: a.Outcome, Ask: a.Asked, AskOf: a.AskedOf}
}
