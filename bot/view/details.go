package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// DetailsForm asks whether name and address of the customer are right, and how
// somebody checked that. Typed is what stands in the fields.
func DetailsForm(f *Frame, c *complaint.Case, typed complaint.DetailsForm) *Modal {
	var hows []Option
	for _, how := range complaint.DetailHows {
		hows = append(hows, Option{Value: how, Text: f.P.T("details.how." + how)})
	}
	blocks := []slack.Block{section(f.P.T("details.intro"))}
	is := c.Filing()
	street, postcode, town := is.AddressParts()
	if typed.Name != is.Name || typed.Street != street || typed.Postcode != postcode || typed.Town != town { // corrected meanwhile
		what := strings.TrimSuffix("*"+Escape(is.Name)+"*, "+Escape(is.Address), ", ")
		blocks = append(blocks, section(f.P.T("details.recorded", "what", what)))
	}
	blocks = append(blocks, field{block: "name", label: f.P.T("filing.name.label")}.text(typed.Name, f.P.T("filing.name.placeholder"), false, mostName))
	blocks = append(blocks, addressFields(f, complaint.Filing{Street: typed.Street, Postcode: typed.Postcode, Town: typed.Town})...)
	blocks = append(blocks,
		field{block: "how", label: f.P.T("details.how.label")}.radio(hows, typed.How),
		field{block: "when", label: f.P.T("details.when.label")}.moment(typed.At),
	)
	return &Modal{
		CallbackID: "case.details", Metadata: caseMetadata(f, c, complaint.StepDetails).String(), Blocks: blocks,
		Title: f.P.T("details.title", "number", c.Number), Submit: f.P.T("details.submit"), Close: f.P.T("filing.close"),
	}
}
