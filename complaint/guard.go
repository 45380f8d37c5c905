package complaint

import (
	"regexp"
	"slices"
	"strconv"

	"ombud/procedure"
)

// guardDraft refuses an answer with a word that the procedure keeps from
// customers: in its text, its facts, its reasons, what it promises, or what its letter is
// called (KG-24).
func (c *Case) guardDraft(d Draft) Refusals {
	var who []string
	for _, p := range d.Promises {
		who = append(who, p.Who)
	}
	rs := append(c.guardWords("facts", d.Facts, who...), c.guardWords("text", d.Whole(), who...)...)
	rs = append(rs, c.guardWords("reasons", d.Reasons, who...)...)
	rs = append(rs, c.guardPromises(d.Promises)...)
	if d.Letter != nil {
		rs = append(rs, c.guardFiles([]Attachment{*d.Letter})...)
	}
	return rs
}

// guardContact refuses such a word in what was said to the customer, in the report of
// it and in what a document is called that went with it, where the procedure looks
// there too. What the customer said or sent themselves is theirs.
func (c *Case) guardContact(f ContactForm) Refusals {
	if !c.guardsTalk() {
		return nil
	}
	rs := append(c.guardWords("how", f.How, c.asName(f.With)), c.guardTalk("note", f.Note, f.With)...)
	if !f.Inbound {
		rs = append(rs, c.guardFiles(f.Files)...)
	}
	return append(rs, c.guardPromises(f.Promises, c.asName(f.With))...)
}

// guardPromises refuses it in what is promised, whoever keeps it.
func (c *Case) guardPromises(rows []Promise, names ...string) Refusals {
	for _, p := range rows {
		names = append(names, p.Who)
	}
	var rs Refusals
	for i, p := range rows {
		rs = append(rs, c.guardWords("what"+strconv.Itoa(i+1), p.What, names...)...)
	}
	return rs
}

// guardsTalk tells whether the procedure looks into conversations too.
func (c *Case) guardsTalk() bool {
	return slices.Contains(c.Procedure.Wording.Also, procedure.InContact)
}

// guardTalk refuses it in the report of a conversation with somebody of that name, except
// as the customer's own words.
func (c *Case) guardTalk(field, text, with string) Refusals {
	if !c.guardsTalk() {
		return nil
	}
	return c.guardWords(field, procedure.Unquoted(text), c.asName(with))
}

// guardFiles refuses it in what a document is called that the customer gets.
func (c *Case) guardFiles(files []Attachment) Refusals {
	for _, a := range files {
		if rs := c.guardWords("files", a.Name); rs != nil {
			return rs
		}
	}
	return nil
}

// guardWords refuses a text that goes to the customer with such a word in it.
// What people of the case and third parties are called is no such word, nor is what more names.
func (c *Case) guardWords(field, text string, more ...string) Refusals {
	found, bad := c.Procedure.Wording.Guarded(c.besideBodies(text), append(c.names(), more...)...)
	switch {
	case !bad:
		return nil
	case found.Rather == "":
		return Refusals{refuseField(field, "error.word", "word", found.Word)}
	}
	return Refusals{refuseField(field, "error.word_rather", "word", found.Word, "rather", found.Rather)}
}

// besideBodies is a text without the third parties to which the complainant may turn, and
// without where these are found: an answer is to name them (KG-20), whatever words they
// are called by. Each goes as a whole, so that its words stay words of their own.
func (c *Case) besideBodies(text string) string {
	text = procedure.Visible(text)
	bodies := c.Procedure.External
	if d, _, ok := c.Dispute(); ok {
		bodies = append(slices.Clone(bodies), procedure.Body{Name: d.Name})
	}
	for _, b := range bodies {
		for _, called := range []string{b.URL, b.Address, b.Name} {
			if called != "" {
				text = regexp.MustCompile(`(?i)(^|[^\pL\pN])`+regexp.QuoteMeta(called)+`($|[^\pL\pN])`).ReplaceAllString(text, "$1 $2")
			}
		}
	}
	return text
}

// names are what people of the case are called, as far as it says: who complains, who
// was spoken to, who handles or handled it, who delivered the service, and who does
// what was promised.
func (c *Case) names() []string {
	names := []string{c.Filing().Name, c.OutsideDeliverer()}
	for _, e := range c.Events {
		switch e.Kind {
		case HandlerAssigned:
			names = append(names, c.AppointmentOf(e).Name)
		case Contacted, Attempted, Acknowledged, Told:
			names = append(names, c.asName(c.Note(e).With))
		}
	}
	for _, m := range c.Commitments {
		names = append(names, c.Promise(m.N).Who)
	}
	return names
}

// asName is what can be a name of the words that somebody typed for whom they spoke with:
// what else they wrote there frees no word.
func (c *Case) asName(with string) string { return c.Procedure.Wording.AsName(with) }
