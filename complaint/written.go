package complaint

import "slices"

// The parts of what was written down of a step, as a form asks for them.
const (
	PartWay      = "via"      // how somebody was reached
	PartWith     = "with"     // who was spoken to, or got it
	PartHow      = "how"      // what was agreed
	PartSaid     = "said"     // what was said when an answer was told
	PartNote     = "note"     // the report
	PartHandling = "handling" // the report of the handling, see [Note]
	PartWhy      = "why"      // why the handler asked instead of somebody else
	PartAgreed   = "agreed"   // what was agreed in a contact that was noted as a try
	PartUntil    = "until"    // by when
)

// WordParts are those that are words.
var WordParts = []string{PartWith, PartHow, PartSaid, PartNote, PartHandling, PartWhy}

// written are the steps of which somebody wrote down how they reached somebody, or what
// there was to say of it, with the parts of that in the order of the forms.
var written = map[Kind][]string{
	Contacted:           {PartWay, PartWith, PartHow, PartNote},
	Attempted:           {PartWay, PartWith, PartNote},
	Acknowledged:        {PartWay, PartWith, PartNote},
	ReadBackApproved:    {PartWay, PartNote},
	ReadBackRefused:     {PartWay, PartNote},
	ReadBackUnreachable: {PartWay, PartNote},
	Explained:           {PartWay, PartNote},
	Extended:            {PartWay},
	Told:                {PartWay, PartWith, PartSaid, PartNote, PartHandling},
	Satisfied:           {PartWay, PartNote, PartWhy},
	Dissatisfied:        {PartWay, PartNote, PartWhy},
	NoReply:             {PartWay, PartNote, PartWhy},
	NoContact:           {PartWay, PartNote, PartWhy},
	Informed:            {PartWay, PartWith, PartNote},
	Withdrawn:           {PartWay, PartWith, PartNote},

	Consulted:         {PartNote},
	CommitmentDropped: {PartNote},
	MeasureDone:       {PartNote},
	MeasureDropped:    {PartNote},
	InvolvedFound:     {PartNote},
	Declined:          {PartNote},
	CoOwnerNamed:      {PartNote},
	Updated:           {PartNote},
	Entered:           {PartNote},
	Reported:          {PartNote},
	Reopened:          {PartNote},
	Ruled:             {PartNote},
	HoldSet:           {PartNote},
	HoldReleased:      {PartNote},
	NoComplaint:       {PartNote},
	FiledInError:      {PartNote},
}

// writtenFact is the fact of what was written down of event e, if anything was: of one in
// which somebody was reached how, with whom and what, else only what.
func (c *Case) writtenFact(e Event) (Fact, bool) {
	switch parts := written[e.Kind]; {
	case len(parts) == 0:
		return Fact{}, false
	case parts[0] == PartWay && e.Data.Via != "":
		return Fact{FactContact, e.Seq}, true
	}
	return Fact{FactNote, e.Seq}, slices.Contains(written[e.Kind], PartNote) && c.Note(e).Text != ""
}

// Parts lists what a form asks for of a fact of what was written down of a step: what was
// said when an answer was told only of a conversation of which that has to be known.
func (c *Case) Parts(f CorrectForm) []string {
	if f.Fact.Code == FactNote {
		return []string{PartNote}
	}
	e := c.AsStep(c.Events[f.Fact.Seq-1])
	was := c.conversation(e)
	return slices.DeleteFunc(slices.Clone(written[e.Kind]), func(part string) bool {
		switch part {
		case PartHow:
			return was.Plan == nil
		case PartSaid:
			return was.Note.Said == "" && !(Spoken(f.Code) && c.Procedure.Answer.Spoken.Note)
		case PartHandling:
			return was.Note.Handling == "" && !c.Procedure.Close.Report
		case PartWhy:
			return was.Note.With == ""
		case PartNote:
			return e.Kind == Explained && was.Note.Text == "" && !c.Procedure.Close.Explained
		}
		return false
	})
}

// Of gives where a form holds a part.
func (f *CorrectForm) Of(part string) *string {
	switch part {
	case PartWay:
		return &f.Code
	case PartWith, PartWhy:
		return &f.With
	case PartHow:
		return &f.How
	case PartSaid:
		return &f.Said
	case PartHandling:
		return &f.Handling
	}
	return &f.Text
}

// of gives where a note holds a part, nil for one that is no word of it.
func (n *Note) of(part string) *string {
	switch part {
	case PartWith, PartWhy:
		return &n.With
	case PartSaid:
		return &n.Said
	case PartHandling:
		return &n.Handling
	case PartNote:
		return &n.Text
	}
	return nil
}
