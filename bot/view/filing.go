package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/procedure"
)

// Lengths of what may be typed, in characters. A story longer than Slack's
// input takes belongs in an attachment.
const (
	mostName    = 120
	mostPhone   = 40
	mostAddress = 250
	mostSummary = 150
	mostStory   = 3000
	mostNote    = 2000
	mostWish    = 1000
)

// FilingForm is where anybody records a complaint. What is asked first depends
// on how it came in; d is what stands in the fields already, o the documents
// that may be taken along. In m are the language, where to reply, the draft that
// is continued, as Version how often the window was filed, as Number the closed case
// whose complainant came back, if any, and as Hash the Source of the message that the
// story was taken from.
func FilingForm(f *Frame, p *procedure.Procedure, d complaint.Registration, o Offer, m Metadata) *Modal {
	m.Files = o.ids()
	var blocks []slack.Block
	if m.Number != "" {
		blocks = append(blocks, section(f.P.T("filing.anew", "number", m.Number)))
	}
	if d.Quoted != nil {
		blocks = append(blocks, note(f.P.T("filing.quoted", "name", Escape(f.Name(d.Quoted.Author)), "when", f.P.DayClock(d.Quoted.At))))
	}
	blocks = append(blocks,
		field{block: "via", label: f.P.T("filing.via.label"), redraws: true}.pick(channelOptions(f, p), d.Via),
	)
	blocks = append(blocks, receivedFields(f, p, d)...)
	blocks = append(blocks,
		field{block: "receiver", label: f.P.T("filing.receiver.label"), hint: f.P.T("filing.receiver.hint"), optional: true}.
			people(onlyUser(d.Receiver), f.P.T("filing.people.placeholder"), 1),
	)
	blocks = append(blocks, customerFields(f, p, d)...)
	blocks = append(blocks, storyFields(f, p, d)...)
	blocks = append(blocks, signFields(f, p, d)...)
	blocks = append(blocks,
		field{block: "about", label: f.P.T("filing.about.label"), hint: f.P.T("filing.about.hint"), optional: true}.
			people(d.About, f.P.T("filing.people.placeholder"), mostPeople),
		field{block: "deliverers", label: f.P.T("filing.deliverers.label"), optional: true}.
			people(d.Deliverers, f.P.T("filing.people.placeholder"), mostPeople),
		field{block: "deliverer", label: f.P.T("filing.deliverer.label"), optional: true}.text(d.Deliverer, "", false, mostName),
	)
	if len(p.Natures) > 0 && p.Classify.By == "" {
		blocks = append(blocks, field{block: "nature", label: f.P.T("filing.nature.label"), optional: true}.pick(natureOptions(f, p), NatureValue(d.Nature, d.Against)))
	}
	blocks = append(blocks, offerFields(f, d, o)...)
	blocks = append(blocks, filesField(f, p, d.Via))
	blocks = append(blocks, doneFields(f, p, d)...)
	blocks = append(blocks, interestFields(f, d)...)
	save := f.P.T("draft.save.button")
	blocks = append(blocks, actions("draft", button("case.draft.save", "draft", save, save)))
	return &Modal{
		CallbackID: "case.file",
		Title:      f.P.T("filing.title"), Submit: f.P.T("filing.submit"), Close: f.P.T("filing.close"),
		Metadata: m.String(), Blocks: blocks,
	}
}

// onlyUser is who stands in a field for one colleague.
func onlyUser(user string) []string {
	if user == "" {
		return nil
	}
	return []string{user}
}

// mostPeople bounds the colleagues named in one field.
const mostPeople = 5

func channelOptions(f *Frame, p *procedure.Procedure) []Option {
	list := make([]Option, len(p.Intake.Channels))
	for i, ch := range p.Intake.Channels {
		list[i] = Option{Value: ch.Name, Text: f.P.T("filing.via." + ch.Name)}
	}
	return list
}

// customerFields ask who complains and how to reach them, the way they came in
// by first; nothing but a tick when that is unknown.
func customerFields(f *Frame, p *procedure.Procedure, d complaint.Registration) []slack.Block {
	tick := []Option{{Value: "unknown", Text: f.P.T("filing.unknown.option")}}
	unknown := field{block: "unknown", label: f.P.T("filing.unknown.label"), optional: true, redraws: true}
	if d.Unknown {
		return []slack.Block{unknown.ticks(tick, "unknown")}
	}
	blocks := []slack.Block{
		field{block: "name", label: f.P.T("filing.name.label")}.text(d.Name, f.P.T("filing.name.placeholder"), false, mostName),
	}
	hint := f.P.T("filing.reach_one.hint")
	if ch := p.Channel(d.Via); p.Intake.AddressParts {
		hint = f.P.T("filing.reach_parts.hint")
	} else if ch != nil && ch.Oral {
		hint = f.P.T("filing.reach.hint")
	}
	reach := reachFields(f, d.Via, hint, d.Filing, !p.Intake.AddressParts)
	if p.Intake.AddressParts {
		reach = append(reach, addressFields(f, d.Filing)...)
	}
	return append(append(blocks, reach...), unknown.ticks(tick))
}

// addressFields ask where the customer lives, part by part.
func addressFields(f *Frame, d complaint.Filing) []slack.Block {
	return []slack.Block{
		field{block: "street", label: f.P.T("details.street.label")}.text(d.Street, "", false, mostName),
		field{block: "postcode", label: f.P.T("details.postcode.label")}.text(d.Postcode, "", false, mostPhone),
		field{block: "town", label: f.P.T("details.town.label")}.text(d.Town, "", false, mostName),
	}
}

// reachFields ask how to reach the customer, the likeliest way first, with the hint;
// for the address only where it is not asked for in parts.
func reachFields(f *Frame, via, hint string, d complaint.Filing, address bool) []slack.Block {
	order := []string{"phone", "email", "address"}
	switch via {
	case "email":
		order = []string{"email", "phone", "address"}
	case "letter":
		order = []string{"address", "phone", "email"}
	case "chat", "social":
		order = []string{"handle", "phone", "email", "address"}
	}
	var blocks []slack.Block
	if !address {
		order = slices.DeleteFunc(order, func(name string) bool { return name == "address" })
	}
	for _, name := range order {
		blocks = append(blocks, reachField(f, name, hint, d))
		hint = ""
	}
	return blocks
}

func reachField(f *Frame, name, hint string, d complaint.Filing) slack.Block {
	in := field{block: name, hint: hint, optional: true}
	switch name {
	case "email":
		in.label = f.P.T("filing.email.label")
		return in.email(d.Email, f.P.T("filing.email.placeholder"))
	case "address":
		in.label = f.P.T("filing.address.label")
		in.hint = strings.TrimSpace(hint + " " + f.P.T("filing.address.hint"))
		return in.text(d.Address, f.P.T("filing.address.placeholder"), false, mostAddress)
	case "handle":
		in.label = f.P.T("filing.handle.label")
		return in.text(d.Handle, "", false, mostName)
	}
	in.label = f.P.T("filing.phone.label")
	return in.text(d.Phone, f.P.T("filing.phone.placeholder"), false, mostPhone)
}

func storyFields(f *Frame, p *procedure.Procedure, d complaint.Registration) []slack.Block {
	story := field{block: "story", label: f.P.T("filing.story.label"), hint: f.P.T("filing.story.hint")}
	switch d.Via {
	case "email":
		story.label, story.hint = f.P.T("filing.story_email.label"), f.P.T("filing.story_email.hint")
		if ch := p.Channel(d.Via); ch != nil && ch.Original {
			story.hint = f.P.T("filing.story_email.hint_original")
		}
	case "letter":
		story.label, story.hint = f.P.T("filing.story_letter.label"), f.P.T("filing.story_letter.hint")
	case "chat", "social":
		story.label, story.hint = f.P.T("filing.story_chat.label"), ""
	}
	return []slack.Block{
		summaryField(f, p, d.Summary),
		story.text(d.Story, "", true, mostStory),
		field{block: "wish", label: f.P.T("filing.wish.label"), optional: !p.Intake.WishRequired}.text(d.Wish, "", true, mostWish),
	}
}

// signFields ask by what the filer knew it to be a complaint (PK-08).
func signFields(f *Frame, p *procedure.Procedure, d complaint.Registration) []slack.Block {
	if len(p.Intake.Signs) == 0 {
		return nil
	}
	var list []Option
	for _, sign := range p.Intake.Signs {
		list = append(list, Option{Value: sign, Text: f.P.T("filing.sign." + sign)})
	}
	return []slack.Block{field{block: "signs", label: f.P.T("filing.signs.label"), hint: f.P.T("filing.signs.hint"), optional: true}.ticks(list, d.Signs...)}
}

// summaryField asks what it is about; where words are refused in it the customer's own may
// stand there.
func summaryField(f *Frame, p *procedure.Procedure, value string) slack.Block {
	hint := summaryHint(f, f.Standard)
	if slices.Contains(p.Wording.Also, procedure.InSummary) {
		hint = also(hint, f.P.T("error.word_quote"))
	}
	return field{block: "summary", label: f.P.T("filing.summary.label"), hint: hint}.
		text(value, f.P.T("filing.summary.placeholder"), false, mostSummary)
}

// summaryHint says where the line is read that tells what a case is about.
func summaryHint(f *Frame, channel bool) string {
	if channel {
		return f.P.T("filing.summary_channel.hint")
	}
	return f.P.T("filing.summary.hint")
}

func natureOptions(f *Frame, p *procedure.Procedure) []Option {
	list := []Option{{Value: NatureLater, Text: f.P.T("filing.nature_later.option")}}
	for _, code := range p.Natures {
		list = append(list, natureLines(f, p, code)...)
	}
	return list
}

// natureLines are the lines that offer a nature: of one that is the confidant's to
// know there is one for each sort of people whom it may be against.
func natureLines(f *Frame, p *procedure.Procedure, code string) []Option {
	text := f.P.T("filing.nature." + code)
	if !slices.Contains(p.Confidant, code) {
		return []Option{{Value: code, Text: text}}
	}
	var list []Option
	for _, against := range complaint.Againsts {
		list = append(list, Option{Value: NatureValue(code, against), Text: text + " · " + f.P.T("filing.against."+against)})
	}
	return list
}

// NatureValue is what such a line is chosen by: "service", "discrimination/client".
func NatureValue(nature, against string) string {
	if against == "" {
		return nature
	}
	return nature + "/" + against
}

// ParseNature reads what NatureValue wrote.
func ParseNature(value string) (nature, against string) {
	nature, against, _ = strings.Cut(value, "/")
	return nature, against
}

// NatureLater is the choice to leave the nature to the officer.
const NatureLater = "later"

// filesField stands in every form of the filing, so that documents survive a
// redraw. Slack asks for them only where the message itself is needed: elsewhere our
// sentence says what is missing.
func filesField(f *Frame, p *procedure.Procedure, via string) slack.Block {
	in := field{block: "files", label: f.P.T("filing.files.label"), hint: f.P.T("filing.files.hint"), optional: true}
	if ch := p.Channel(via); ch != nil && ch.Scan {
		in.label, in.hint = f.P.T("filing.scan.label"), f.P.T("filing.scan.hint")
	} else if ch != nil && ch.Original {
		in.label, in.hint, in.optional = f.P.T("filing.original.label"), f.P.T("filing.original.hint"), false
	}
	return in.files(complaint.FileTypes, complaint.MaxFiles)
}

// doneFields ask what was done already, as far as it can be on that way in.
func doneFields(f *Frame, p *procedure.Procedure, d complaint.Registration) []slack.Block {
	done := map[string]bool{complaint.DoneReadBack: d.ReadBack, complaint.DoneExplained: d.Explained, complaint.DoneOwnCard: d.OwnCard}
	said := map[string]string{
		complaint.DoneReadBack: f.P.T("filing.readback.option"), complaint.DoneExplained: f.P.T("filing.explained.option"), complaint.DoneOwnCard: f.P.T("filing.own_card.option"),
	}
	hint, asksGiven := f.P.T("filing.done_later.hint"), false
	var list []Option
	var ticked []string
	for _, code := range complaint.Doable(p, d.Via) {
		list = append(list, Option{Value: code, Text: said[code]})
		switch code {
		case complaint.DoneReadBack:
			hint = f.P.T("filing.done.hint")
		case complaint.DoneExplained:
			asksGiven = p.Close.Explained
		}
		if done[code] {
			ticked = append(ticked, code)
		}
	}
	if len(list) == 0 {
		return nil
	}
	blocks := []slack.Block{field{block: "done", label: f.P.T("filing.done.label"), hint: hint, optional: true, redraws: asksGiven}.ticks(list, ticked...)}
	if asksGiven && d.Explained {
		blocks = append(blocks, givenField(f, cmp.Or(d.Given, f.ReadAt())))
	}
	return blocks
}

// interestFields ask for a conflict of interest, and for the involvement once
// that is ticked.
func interestFields(f *Frame, d complaint.Registration) []slack.Block {
	list := []Option{{Value: "coi", Text: f.P.T("filing.coi.option"), Note: f.P.T("filing.coi_note.option")}}
	tick := field{block: "coi", label: f.P.T("filing.coi.label"), optional: true, redraws: true}
	if !d.Interested {
		return []slack.Block{tick.ticks(list)}
	}
	return []slack.Block{
		tick.ticks(list, "coi"),
		field{block: "interest", label: f.P.T("filing.interest.label")}.text(d.Interest, "", false, mostAddress),
	}
}
