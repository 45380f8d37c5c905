package complaint

import (
	"slices"
	"strconv"

	"ombud/procedure"
)

// guardDraft refuses an answer with a word that the procedure keeps from
// customers: in its text, its reasons, what it promises, or what its letter is
// called (KG-24).
func (c *Case) guardDraft(d Draft) Refusals {
	var who []string
	for _, p := range d.Promises {
		who = append(who, p.Who)
	}
	rs := append(c.guardWords("text", d.Whole(), who...), c.guardWords("reasons", d.Reasons, who...)...)
	for i, p := range d.Promises {
		rs = append(rs, c.guardWords("what"+strconv.Itoa(i+1), p.What, who...)...)
	}
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
	rs := append(c.guardWords("how", f.How, f.With), c.guardTalk("note", f.Note, f.With)...)
	if !f.Inbound {
		rs = append(rs, c.guardFiles(f.Files)...)
	}
	for i, p := range f.Promises {
		rs = append(rs, c.guardWords("what"+strconv.Itoa(i+1), p.What, f.With, p.Who)...)
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
	return c.guardWords(field, procedure.Unquoted(text), with)
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

// guardSummary refuses it in the line that says what the case is about and is called
// by, where the procedure looks there too, except as the customer's own words.
func (c *Case) guardSummary(text, customer string) Refusals {
	if !slices.Contains(c.Procedure.Wording.Also, procedure.InSummary) {
		return nil
	}
	rs := c.guardWords("summary", procedure.Unquoted(text), customer)
	for _, r := range rs {
		r.Text = map[string]string{"error.word": "error.summary_word", "error.word_rather": "error.summary_word_rather"}[r.Text]
	}
	return rs
}

// guardWords refuses a text that goes to the customer with such a word in it.
// What people of the case are called is no such word, nor is what more names.
func (c *Case) guardWords(field, text string, more ...string) Refusals {
	found, bad := c.Procedure.Wording.Guarded(text, append(c.names(), more...)...)
	switch {
	case !bad:
		return nil
	case found.Rather == "":
		return Refusals{refuseField(field, "error.word", "word", found.Word)}
	}
	return Refusals{refuseField(field, "error.word_rather", "word", found.Word, "rather", found.Rather)}
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
			names = append(names, c.Note(e).With)
		}
	}
	for _, m := range c.Commitments {
		names = append(names, c.Promise(m.N).Who)
	}
	return names
}
