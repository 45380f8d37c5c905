package view

import (
	"cmp"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// InformForm notes how the partner concerned heard of the complaint. Typed is
// what stands in the fields.
func InformForm(f *Frame, c *complaint.Case, typed complaint.Informing) *Modal {
	ticked := ""
	if typed.Nobody {
		ticked = "nobody"
	}
	about, untold := f.P.T("inform.about")+partners(f, c), c.ToInform()
	if len(untold) > 0 {
		about = f.P.T("inform.named", "who", Escape(f.NameList(untold)))
		typed.User = cmp.Or(typed.User, untold[0])
	}
	return &Modal{
		CallbackID: "case.inform", Metadata: caseMetadata(f, c, complaint.StepInform).String(),
		Title: f.P.T("inform.title", "number", c.Number), Submit: f.P.T("inform.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			section(about),
			field{block: "nobody", label: f.P.T("inform.nobody.label"), optional: true}.
				ticks([]Option{{Value: "nobody", Text: f.P.T("inform.nobody.option")}}, ticked),
			field{block: "who", label: f.P.T("inform.who.label"), optional: true}.person(typed.User),
			field{block: "name", label: f.P.T("inform.name.label"), optional: true}.text(typed.Name, "", false, mostName),
			field{block: "via", label: f.P.T("inform.via.label")}.pick(viaOptions(f, complaint.Ways), typed.Via),
			field{block: "when", label: f.P.T("inform.when.label")}.moment(typed.At),
			field{block: "note", label: f.P.T("inform.note.label"), optional: true}.text(typed.Note, "", true, mostNote),
		},
	}
}

// partners lists who is a partner and for which firm they work, so that one knows
// who is told.
func partners(f *Frame, c *complaint.Case) string {
	var lines []string
	for _, user := range c.Roster.Holding(complaint.RolePartner, f.Now) {
		line := Escape(f.Name(user))
		if firm := c.Roster.People[user].Employer; firm != "" {
			line += " · " + Escape(clean(firm))
		}
		lines = append(lines, "\n• "+line)
	}
	return strings.Join(lines, "")
}
