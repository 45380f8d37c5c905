package view

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
)

// CorrectForm asks which recorded fact is wrong, then what it should have
// been and why. Moves are the deadlines that this would move, told before it is
// saved, with what else it does.
func CorrectForm(f *Frame, c *complaint.Case, typed complaint.CorrectForm, moves []complaint.Move, effects []complaint.Effect) *Modal {
	blocks := factPicker(f, c, typed.Fact)
	modal := &Modal{
		CallbackID: "case.correct", Title: f.P.T("correct.title", "number", c.Number), Close: f.P.T("filing.close"), Submit: f.P.T("correct.submit"),
	}
	m := caseMetadata(f, c, complaint.StepCorrect)
	if now := c.OnRecord(typed.Fact); now.Fact != (complaint.Fact{}) {
		blocks = append(blocks, section("*"+f.P.T("correct.now")+"* "+cut(onRecord(f, c, now), mostWish)))
		blocks = append(blocks, newValue(f, c, typed)...)
		blocks = append(blocks, field{block: "reason", label: f.P.T("correct.reason.label"), hint: f.P.T("ending.reason.hint")}.
			text(typed.Reason, "", true, mostNote))
	}
	if len(moves)+len(effects) > 0 {
		m.Hash = ShownCorrection(typed)
	}
	if len(effects) > 0 {
		blocks = append(blocks, section("*"+f.P.T("correct.effects")+"*\n"+strings.Join(effectLines(f, c, effects), "\n")))
	}
	if len(moves) > 0 {
		blocks = append(blocks, section("*"+f.P.T("correct.moves")+"*\n"+strings.Join(moveLines(f, c, moves), "\n")))
	}
	if p := typed.Rules.Procedure; p != nil {
		blocks = append(blocks, note(f.P.T("correct.versions", "title", Escape(p.Title), "version", Escape(p.Version))))
	}
	modal.Metadata = m.String()
	modal.Blocks = append(blocks, note(f.P.T("correct.note")))
	return modal
}

// ShownCorrection names the new value of which a form told what it moves,
// without telling the value.
func ShownCorrection(typed complaint.CorrectForm) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %t %q %q %q", typed.Fact, typed.At.Unix(), typed.DayOnly, typed.Code, strings.TrimSpace(typed.Text), typed.Users))
	if typed.Day != "" {
		sum = sha256.Sum256(fmt.Appendf(sum[:], "%s", typed.Day))
	}
	return hex.EncodeToString(sum[:8])
}

// onRecord is the value of a fact in words.
func onRecord(f *Frame, c *complaint.Case, v complaint.CorrectForm) string {
	var parts []string
	switch {
	case v.Fact.Dated():
		parts = append(parts, f.moment(v.At, v.DayOnly))
	case v.Fact.Code == complaint.FactVia:
		parts = append(parts, f.P.T("words.via."+v.Code))
	case v.Fact.Code == complaint.FactDay:
		parts = append(parts, f.dated(c, v.Code)) // the year may be what is wrong
	case v.Fact.Code == complaint.FactResult:
		parts = append(parts, f.P.T("followup.result."+v.Code))
	case v.Fact.Code == complaint.FactReached:
		parts = append(parts, f.P.T("correct.reached."+v.Code))
	case v.Fact.Code == complaint.FactHappened:
		parts = append(parts, f.P.T("correct.happened."+v.Code))
	case v.Fact.Several():
		for code := range strings.FieldsSeq(v.Code) {
			parts = append(parts, codeWord(f, v.Fact, code))
		}
	case v.Fact.Coded():
		parts = append(parts, codeWord(f, v.Fact, v.Code))
	case v.Fact.Code == complaint.FactContact:
		parts = append(parts, f.P.T("words.via."+v.Code))
		for _, part := range []string{v.With, v.How, v.Said, v.Text, v.Handling} {
			if part != "" {
				parts = append(parts, Escape(part))
			}
		}
	case v.Fact.Code == complaint.FactLink:
		if f.Others[v.With] {
			parts = append(parts, v.With)
		}
	case v.Fact.Code == complaint.FactReceiver && len(v.Users) == 0: // then whoever filed it did
		parts = append(parts, Escape(f.Name(c.Filer)))
	default:
		if len(v.Users) > 0 {
			parts = append(parts, Escape(f.NameList(v.Users)))
		}
		if v.Text != "" {
			parts = append(parts, Escape(v.Text))
		}
	}
	if len(parts) == 0 {
		return f.P.T("correct.nothing")
	}
	return strings.Join(parts, " · ")
}

// codeWords begin the ids of what the facts of a few codes are called.
var codeWords = map[complaint.FactCode]string{
	complaint.FactOutcome: "words.outcome.", complaint.FactWeight: "words.weight.", complaint.FactBinding: "road.binding.",
	complaint.FactNature: "card.nature.", complaint.FactSecond: "card.nature.", complaint.FactCategory: "words.category.",
	complaint.FactParty: "words.party.", complaint.FactSubmitted: "words.submitted.", complaint.FactChecked: "details.how.", complaint.FactGrade: "followup.grade.",
	complaint.FactTicks: "followup.tick.", complaint.FactPoints: "contact.point.",
}

// codeWord is what a fact of a few codes is called, nothing where it is none.
func codeWord(f *Frame, fact complaint.Fact, code string) string {
	if code == "" {
		return f.P.T("correct.nothing")
	}
	return f.P.T(codeWords[fact.Code] + code)
}

// codeOptions are what such a fact can be.
func codeOptions(f *Frame, c *complaint.Case, fact complaint.Fact) []Option {
	var list []Option
	for _, code := range c.Choices(fact) {
		list = append(list, Option{Value: code, Text: codeWord(f, fact, code)})
	}
	return list
}

// newValue asks for what the fact should have been.
func newValue(f *Frame, c *complaint.Case, v complaint.CorrectForm) []slack.Block {
	in := field{block: v.Fact.Field(), label: f.P.T("correct.new.label")}
	if v.Fact.Coded() {
		in.redraws, in.optional = true, v.Fact.Optional()
		if v.Fact.Several() {
			return []slack.Block{in.ticks(codeOptions(f, c, v.Fact), strings.Fields(v.Code)...)}
		}
		return []slack.Block{in.pick(codeOptions(f, c, v.Fact), v.Code)}
	}
	switch v.Fact.Code {
	case complaint.FactReceived:
		in.redraws = true
		return in.momentOrDay(f, HourBlock, v.At, v.DayOnly)
	case complaint.FactAt:
		in.redraws = true
		if c.Events[v.Fact.Seq-1].ByLetter() {
			return []slack.Block{in.day(calendar.DayOf(v.At, f.Zone).String())}
		}
		return []slack.Block{in.moment(v.At)}
	case complaint.FactVia:
		in.redraws = true
		return []slack.Block{in.pick(channelOptions(f, c.Procedure), v.Code)}
	case complaint.FactDay:
		in.redraws = true
		return []slack.Block{in.day(v.Code)}
	case complaint.FactResult:
		in.redraws = true
		return []slack.Block{in.radio(coded(f, "followup.result.", complaint.CorrectableResults()), v.Code)}
	case complaint.FactReached:
		in.redraws = true
		return append([]slack.Block{in.radio(coded(f, "correct.reached.", complaint.ReachedOrNot()), v.Code)}, agreedFields(f, c, v)...)
	case complaint.FactHappened:
		in.redraws = true
		return []slack.Block{in.radio(coded(f, "correct.happened.", complaint.HappenedOrNot()), v.Code)}
	case complaint.FactInformed:
		return []slack.Block{in.people(v.Users, f.P.T("filing.people.placeholder"), 1)}
	case complaint.FactOwner:
		in.redraws, in.optional, in.hint = true, true, f.P.T("correct.owner.hint")
		return []slack.Block{in.people(v.Users, f.P.T("filing.people.placeholder"), 1)}
	case complaint.FactPromise, complaint.FactDocuments, complaint.FactNothing, complaint.FactChosen:
		return []slack.Block{in.text(v.Text, "", true, mostNote)}
	case complaint.FactBrief, complaint.FactWish:
		in.optional = v.Fact.Code == complaint.FactWish
		return []slack.Block{in.text(v.Text, "", true, mostWish)}
	case complaint.FactContact, complaint.FactNote:
		return partFields(f, c, v)
	case complaint.FactLink:
		return []slack.Block{note(f.P.T("correct.link.note"))}
	case complaint.FactReceiver:
		in.redraws, in.optional = true, true
		in.hint = f.P.T("correct.receiver.hint", "who", f.Name(c.Filer))
		return []slack.Block{in.people(v.Users, f.P.T("filing.people.placeholder"), 1)}
	case complaint.FactAbout, complaint.FactDeliverers, complaint.FactInterest:
		in.redraws = true
		in.hint, in.optional = f.P.T("filing.about.hint"), true
		blocks := []slack.Block{in.people(v.Users, f.P.T("filing.people.placeholder"), mostPeople)}
		if v.Fact.Code == complaint.FactDeliverers {
			typed := field{block: "deliverer", label: f.P.T("filing.deliverer.label"), optional: true}
			blocks = append(blocks, typed.text(v.Text, "", false, mostName))
		}
		return blocks
	case complaint.FactStory:
		return []slack.Block{in.text(v.Text, "", true, mostStory)}
	case complaint.FactSummary:
		in.hint = summaryHint(f, f.Tells(c))
		return []slack.Block{in.text(v.Text, "", false, mostSummary)}
	case complaint.FactName, complaint.FactHandler, complaint.FactTitle, complaint.FactBody, complaint.FactAskedBy, complaint.FactHandle:
		in.optional = v.Fact.Code == complaint.FactHandle
		return []slack.Block{in.text(v.Text, "", false, mostName)}
	case complaint.FactEmail:
		in.optional = true
		return []slack.Block{in.email(v.Text, f.P.T("filing.email.placeholder"))}
	case complaint.FactPhone:
		in.optional = true
		return []slack.Block{in.text(v.Text, f.P.T("filing.phone.placeholder"), false, mostPhone)}
	}
	in.optional = true
	return []slack.Block{in.text(v.Text, f.P.T("filing.address.placeholder"), false, mostAddress)}
}

// agreedFields ask what was agreed in a first contact that was noted as a try.
func agreedFields(f *Frame, c *complaint.Case, v complaint.CorrectForm) []slack.Block {
	if !c.WantsPlan(v) {
		return nil
	}
	how := field{block: v.Fact.Part(complaint.PartAgreed), label: f.P.T("correct.agreed.label")}
	until := field{block: v.Fact.Part(complaint.PartUntil), label: f.P.T("correct.until.label"), redraws: true}
	return []slack.Block{how.text(v.How, "", true, mostWish), until.day(v.Day)}
}

// partLabels ask for the parts of what was written down of a step, as its own form does;
// a part of any other step is called by what stands for none.
var partLabels = map[string]map[complaint.Kind]string{
	complaint.PartWay: {"": "contact.via.label"},
	complaint.PartWith: {
		"": "contact.with.label", complaint.Informed: "inform.name.label", complaint.Withdrawn: "ending.with.label",
	},
	complaint.PartHow:  {"": "contact.how.label"},
	complaint.PartSaid: {"": "deliver.said.label"},
	complaint.PartNote: {
		"": "correct.note.label", complaint.Contacted: "contact.note.label", complaint.Attempted: "contact.note.label",
		complaint.Told: "deliver.reaction.label", complaint.Informed: "inform.note.label", complaint.Withdrawn: "ending.words.label",
		complaint.Satisfied: "followup.note.label", complaint.Dissatisfied: "followup.note.label",
		complaint.NoReply: "followup.note.label", complaint.NoContact: "followup.note.label",
		complaint.Explained:        "readback.given.label",
		complaint.ReadBackApproved: "readback.note.label", complaint.ReadBackRefused: "readback.note.label", complaint.ReadBackUnreachable: "readback.note.label",
	},
	complaint.PartHandling: {"": "close.handling.label"},
	complaint.PartWhy:      {"": "followup.why.label"},
}

// partFields ask for what was written down of a step.
func partFields(f *Frame, c *complaint.Case, v complaint.CorrectForm) []slack.Block {
	var blocks []slack.Block
	kind, on := c.Events[v.Fact.Seq-1].Kind, c.OnRecord(v.Fact)
	for _, part := range c.Parts(v) {
		label, own := partLabels[part][kind]
		if !own {
			label = partLabels[part][""]
		}
		in := field{block: v.Fact.Part(part), label: f.P.T(label), optional: part == complaint.PartWith || *on.Of(part) == ""}
		switch part {
		case complaint.PartWay:
			in.redraws, in.optional = true, false
			blocks = append(blocks, in.pick(wayOptions(f, c, v.Fact), v.Code))
			blocks = append(blocks, whenFields(f, c, v)...)
		case complaint.PartWith:
			blocks = append(blocks, in.text(v.With, "", false, mostName))
		case complaint.PartHow:
			blocks = append(blocks, in.text(v.How, "", true, mostWish))
		default:
			blocks = append(blocks, in.text(*v.Of(part), "", true, mostNote))
		}
	}
	return blocks
}

// effectLines word what a correction does besides moving deadlines.
func effectLines(f *Frame, c *complaint.Case, effects []complaint.Effect) []string {
	lines := make([]string, len(effects))
	for i, e := range effects {
		args := []any{"who", Escape(f.NameList(e.Users))}
		for i, name := range []string{"agreed", "term"}[:len(e.Duties)] {
			args = append(args, name, f.Deadline(c, &e.Duties[i]))
		}
		lines[i] = "• " + f.P.T("correct.effect."+e.Code, args...)
	}
	return lines
}

// SeesAgain tells somebody that they see a case again who were kept out of it by mistake.
func SeesAgain(f *Frame, c *complaint.Case) *Message {
	head := f.P.T("correct.back", "number", c.Number)
	return &Message{Text: head, Blocks: []slack.Block{
		header(head), section(f.P.T("correct.back.why")), actions("open", stepButton(f, c, complaint.StepOpenFile)),
	}}
}

// moveLines word what a correction does to the deadlines.
func moveLines(f *Frame, c *complaint.Case, moves []complaint.Move) []string {
	lines := make([]string, len(moves))
	for i, m := range moves {
		lines[i] = "• " + moveLine(f, c, m)
		if m.Late {
			lines[i] += " · :red_circle: *" + f.P.T("correct.late") + "*"
		}
	}
	return lines
}

func moveLine(f *Frame, c *complaint.Case, m complaint.Move) string {
	owed := func(d *complaint.Duty) bool { return d != nil && !d.Void }
	switch before, after := m.Before, m.After; {
	case !owed(after), owed(before) && before.Open() && after.Left: // missed, and owed no more
		return f.P.T("correct.move.gone", "what", f.DutyName(c.Procedure, before.Kind))
	case !owed(before):
		return f.P.T("correct.move.new", "what", f.DutyName(c.Procedure, after.Kind), "new", f.Deadline(c, after))
	case after.Left && !before.Left:
		return f.P.T("correct.move.left", "what", f.DutyName(c.Procedure, after.Kind))
	case after.Open() && !before.Open():
		return f.P.T("correct.move.again", "what", f.DutyName(c.Procedure, after.Kind), "new", f.Deadline(c, after))
	case before.Due.Equal(after.Due) && before.Open():
		return f.P.T("correct.move.done", "what", f.DutyName(c.Procedure, after.Kind), "new", f.P.DayClock(after.Done))
	case before.Due.Equal(after.Due):
		return f.P.T("correct.move.redone", "what", f.DutyName(c.Procedure, after.Kind), "old", f.P.DayClock(before.Done), "new", f.P.DayClock(after.Done))
	default:
		return f.P.T("correct.move.due", "what", f.DutyName(c.Procedure, after.Kind), "old", f.Deadline(c, before), "new", f.Deadline(c, after))
	}
}
