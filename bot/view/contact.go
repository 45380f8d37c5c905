package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Who took the initiative for a contact, or that nobody was reached.
const (
	ContactReached = "yes"
	ContactInbound = "in"
	ContactTried   = "no"
)

// ContactForm records a contact with the customer, or a try. Only somebody
// who was reached can have agreed a plan, so those fields come with that
// answer; typed is what stands in the fields, rows how many promises have a row.
func ContactForm(f *Frame, c *complaint.Case, typed complaint.ContactForm, rows int) *Modal {
	reached := ContactTried
	if typed.Reached {
		reached = ContactReached
	}
	if typed.Inbound {
		reached = ContactInbound
	}
	blocks := []slack.Block{section(contactTop(f, c))}
	if line := quotedLine(f, typed.Quoted); line != "" {
		blocks = append(blocks, note(line))
	}
	blocks = append(blocks, takesOn(f, c)...)
	blocks = append(blocks, tips(f, c)...)
	blocks = append(blocks,
		field{block: "reached", label: f.P.T("contact.reached.label"), redraws: true}.radio([]Option{
			{Value: ContactReached, Text: f.P.T("contact.reached.option")},
			{Value: ContactInbound, Text: f.P.T("contact.inbound.option")},
			{Value: ContactTried, Text: f.P.T("contact.attempt.option"), Note: f.P.T("contact.attempt_note.option")},
		}, reached),
		field{block: "via", label: f.P.T("contact.via.label")}.pick(contactOptions(f), typed.Via),
		field{block: "when", label: f.P.T("contact.when.label")}.moment(typed.At),
	)
	if typed.Reached {
		blocks = append(append(blocks, planFields(f, c, typed)...), pointFields(f, c, typed)...)
	}
	note := field{block: "note", label: f.P.T("contact.note.label"), optional: typed.Reached && !typed.Solved && !c.Procedure.Contact.NoteRequired}
	if !typed.Reached {
		note.hint = f.P.T("contact.note_attempt.hint")
	}
	note.hint = also(note.hint, talkHint(f, c))
	blocks = append(blocks, note.text(typed.Note, "", true, mostNote))
	if typed.Reached && c.Procedure.Contact.Folder {
		blocks = append(blocks, field{block: "folder", label: f.P.T("contact.folder.label"), hint: f.P.T("contact.folder.hint")}.
			text(typed.Folder, "", false, mostAddress))
	}
	blocks = append(blocks,
		field{block: "files", label: f.P.T("contact.files.label"), hint: f.P.T("filing.files.hint"), optional: true}.
			files(complaint.FileTypes, complaint.MaxFiles))
	if typed.Reached {
		blocks = append(blocks, section("*"+f.P.T("contact.promised")+"*"))
		blocks = append(blocks, promiseFields(f, typed.Promises, rows, "contact.more")...)
	}
	m := caseMetadata(f, c, complaint.StepContact)
	m.Quote(typed.Quoted)
	return &Modal{
		CallbackID: "case.contact", Metadata: m.String(), Blocks: blocks,
		Title: f.P.T("contact.title", "number", c.Number), Submit: f.P.T("contact.submit"), Close: f.P.T("filing.close"),
	}
}

// tips are what the procedure asks to keep in mind in a conversation.
func tips(f *Frame, c *complaint.Case) []slack.Block {
	var lines []string
	for _, point := range c.Procedure.Contact.Points {
		lines = append(lines, "• "+f.P.T("contact.tip."+point))
	}
	if c.AwaitsAdvice() {
		role := f.P.T("words.role." + c.Procedure.Contact.Consult)
		lines = append([]string{"• " + f.P.T("contact.tip_consult", "role", role)}, lines...)
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{section("*" + f.P.T("contact.tips") + "*\n" + strings.Join(lines, "\n"))}
}

// callTips are the tips for a message that tells somebody to call: they are read before,
// by those whose duty the first contact is.
func callTips(f *Frame, c *complaint.Case, whose complaint.Role) []slack.Block {
	for _, d := range openDuties(c, len(c.Procedure.Duties)) {
		if d.Kind == complaint.DutyContact && d.Owner == whose {
			return tips(f, c)
		}
	}
	return nil
}

// pointFields ask for what of that was kept to.
func pointFields(f *Frame, c *complaint.Case, typed complaint.ContactForm) []slack.Block {
	return ticksOf(f, "contact.points.label", c.Procedure.Contact.Points, typed.Points)
}

// ticksOf ask by that label which of some points of a conversation were kept to.
func ticksOf(f *Frame, label string, points, ticked []string) []slack.Block {
	var list []Option
	for _, point := range points {
		list = append(list, Option{Value: point, Text: f.P.T("contact.point." + point)})
	}
	if len(list) == 0 {
		return nil
	}
	return []slack.Block{field{block: "points", label: f.P.T(label), optional: true}.ticks(list, ticked...)}
}

// contactTop is whom to contact and how: this window is the handler's.
func contactTop(f *Frame, c *complaint.Case) string {
	filing := c.Filing()
	text := "*" + Escape(filing.Summary) + "*"
	if filing.Unknown {
		return text + "\n" + f.P.T("contact.unknown")
	}
	text += "\n" + Escape(filing.Name)
	for _, way := range []string{filing.Phone, filing.Email, filing.Address, filing.Handle} {
		if way != "" {
			text += " · " + Escape(way)
		}
	}
	return text
}

// planFields ask how and by when it will be solved, which the first contact must
// say unless it is solved already.
func planFields(f *Frame, c *complaint.Case, typed complaint.ContactForm) []slack.Block {
	ticked, may := "", typed.Solved || !c.AwaitsContact()
	if typed.Solved {
		ticked = "solved"
	}
	hint := "contact.day.hint"
	if c.PastAnswer() {
		hint = "contact.day_after.hint"
	}
	return []slack.Block{
		field{block: "with", label: f.P.T("contact.with.label"), optional: true}.text(typed.With, "", false, mostName),
		field{block: "solved", label: f.P.T("contact.solved.label"), optional: true, redraws: true}.
			ticks([]Option{{Value: "solved", Text: f.P.T("contact.solved.option")}}, ticked),
		field{block: "how", label: f.P.T("contact.how.label"), hint: f.P.T("contact.how.hint"), optional: may}.
			text(typed.How, "", true, mostWish),
		field{block: "day", label: f.P.T("contact.day.label"), hint: f.P.T(hint), optional: may}.day(typed.Day),
	}
}
