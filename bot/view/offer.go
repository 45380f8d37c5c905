package view

import (
	"slices"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Offer is documents that lie in Slack already: of the message that became the
// story, or of a draft. A file input cannot be filled in for somebody, so they
// are offered with a tick each.
type Offer struct {
	Files      []complaint.Attachment
	Unreadable []string // ids of those that the app may not fetch or that are gone
}

// MostOffered is how many ticks Slack takes in one field.
const MostOffered = 10

func (o *Offer) ids() []string {
	var ids []string
	for _, a := range o.shown() {
		ids = append(ids, a.ID)
	}
	return append(ids, o.Unreadable...)
}

func (o *Offer) shown() []complaint.Attachment { return o.Files[:min(len(o.Files), MostOffered)] }

// offerFields let the filer choose which documents to take along, and say which
// cannot be, so that they attach those themselves.
func offerFields(f *Frame, d complaint.Registration, o Offer) []slack.Block {
	var blocks []slack.Block
	var list []Option
	var ticked []string
	for _, a := range o.shown() {
		list = append(list, Option{Value: a.ID, Text: a.Name, Note: f.P.Size(a.Size)})
		if slices.ContainsFunc(d.Files, func(file complaint.Attachment) bool { return file.ID == a.ID }) {
			ticked = append(ticked, a.ID)
		}
	}
	if len(list) > 0 {
		blocks = append(blocks, field{block: OfferBlock, label: f.P.T("filing.offer.label"), optional: true}.ticks(list, ticked...))
	}
	if n := len(o.Unreadable); n > 0 {
		blocks = append(blocks, note(":warning: "+f.P.T("filing.offer.unreadable", "n", n)))
	}
	return blocks
}

// OfferBlock is the field of the documents that lie in Slack already.
const OfferBlock = "offer"
