package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// header is the first line of a message; it never names a person.
func header(text string) slack.Block {
	return slack.NewHeaderBlock(plain(text, 150))
}

// section is a paragraph of mrkdwn; what people typed must come escaped.
func section(text string) *slack.SectionBlock {
	return slack.NewSectionBlock(mrkdwn(text, 3000), nil, nil)
}

// fields is a two-column table of short facts, at most ten.
func fields(texts ...string) slack.Block {
	objects := make([]*slack.TextBlockObject, len(texts))
	for i, t := range texts {
		objects[i] = mrkdwn(t, 2000)
	}
	return slack.NewSectionBlock(nil, objects, nil)
}

// note is small grey print, at most ten pieces.
func note(texts ...string) slack.Block {
	elements := make([]slack.MixedElement, len(texts))
	for i, t := range texts {
		elements[i] = mrkdwn(t, 3000)
	}
	return slack.NewContextBlock("", elements...)
}

// quote shows escaped text of any length as a quotation, split over as many
// sections as it takes.
func quote(escaped string) []slack.Block {
	var blocks []slack.Block
	for _, part := range split(escaped, 2800) {
		blocks = append(blocks, section(quoted(part)))
	}
	return blocks
}

func quoted(s string) string { return ">" + strings.ReplaceAll(s, "\n", "\n>") }

// button is one thing to press. Its label for screen readers names the case.
func button(action, value, text, label string) *slack.ButtonBlockElement {
	b := slack.NewButtonBlockElement(action, value, plain(text, 75))
	b.AccessibilityLabel = cut(clean(label), 75)
	return b
}

// green marks the one step that comes next.
func green(b *slack.ButtonBlockElement) *slack.ButtonBlockElement {
	return b.WithStyle(slack.StylePrimary)
}

// actions is a row of buttons.
func actions(block string, elements ...slack.BlockElement) slack.Block {
	return slack.NewActionBlock(block, elements...)
}

// options turns lines of a picker into Slack's.
func options(lines []Option) []*slack.OptionBlockObject {
	objects := make([]*slack.OptionBlockObject, len(lines))
	for i, l := range lines {
		var note *slack.TextBlockObject
		if l.Note != "" {
			note = plain(l.Note, 75)
		}
		objects[i] = slack.NewOptionBlockObject(l.Value, plain(l.Text, 75), note)
	}
	return objects
}

// chosen finds the option to show as picked, nil when there is none.
func chosen(objects []*slack.OptionBlockObject, value string) *slack.OptionBlockObject {
	for _, o := range objects {
		if o.Value == value {
			return o
		}
	}
	return nil
}

// field is a labelled input; its one element has the action id "v".
type field struct {
	block, label, hint string
	optional           bool
	redraws            bool // changing it sends the form to us at once
}

func (f field) with(element slack.BlockElement) slack.Block {
	var hint *slack.TextBlockObject
	if f.hint != "" {
		hint = plain(f.hint, 2000)
	}
	b := slack.NewInputBlock(f.block, plain(f.label, 2000), hint, element)
	b.Optional, b.DispatchAction = f.optional, f.redraws
	return b
}

// text asks for one line, or several. Value is shown to begin with.
func (f field) text(value, placeholder string, lines bool, most int) slack.Block {
	e := slack.NewPlainTextInputBlockElement(placeholderText(placeholder), "v")
	e.Multiline, e.MaxLength, e.InitialValue = lines, most, cut(value, most)
	return f.with(e)
}

func placeholderText(s string) *slack.TextBlockObject {
	if s == "" {
		return nil
	}
	return plain(s, 150)
}

// email asks for an address.
func (f field) email(value, placeholder string) slack.Block {
	e := slack.NewEmailTextInputBlockElement(placeholderText(placeholder), "v")
	e.InitialValue = value
	return f.with(e)
}

// pick asks for one of a few, as a menu.
func (f field) pick(lines []Option, value string) slack.Block {
	objects := options(lines)
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, "v", objects...)
	e.InitialOption = chosen(objects, value)
	return f.with(e)
}

// radio asks for one of a few, all in sight.
func (f field) radio(lines []Option, value string) slack.Block {
	objects := options(lines)
	e := slack.NewRadioButtonsBlockElement("v", objects...)
	e.InitialOption = chosen(objects, value)
	return f.with(e)
}

// ticks asks for any of a few.
func (f field) ticks(lines []Option, ticked ...string) slack.Block {
	objects := options(lines)
	e := slack.NewCheckboxGroupsBlockElement("v", objects...)
	for _, v := range ticked {
		if o := chosen(objects, v); o != nil {
			e.InitialOptions = append(e.InitialOptions, o)
		}
	}
	return f.with(e)
}

// people asks for colleagues.
func (f field) people(users []string, placeholder string, most int) slack.Block {
	e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeUser, placeholderText(placeholder), "v")
	e.InitialUsers, e.MaxSelectedItems = users, &most
	return f.with(e)
}

// person asks for one colleague.
func (f field) person(user string) slack.Block {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, "v")
	e.InitialUser = user
	return f.with(e)
}

// moment asks for a day and a time.
func (f field) moment(at time.Time) slack.Block {
	e := slack.NewDateTimePickerBlockElement("v")
	if at.Unix() > 0 { // else the person emptied it
		e.InitialDateTime = at.Unix()
	}
	return f.with(e)
}

// day asks for a civil day, 2006-01-02; empty shows none.
func (f field) day(value string) slack.Block {
	e := slack.NewDatePickerBlockElement("v")
	e.InitialDate = value
	return f.with(e)
}

// files asks for documents.
func (f field) files(types []string, most int) slack.Block {
	e := slack.NewFileInputBlockElement("v")
	return f.with(e.WithFileTypes(types...).WithMaxFiles(most))
}
