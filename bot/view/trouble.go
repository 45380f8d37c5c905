package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// channelTroubles are the sentences for why the channel takes no messages.
var channelTroubles = map[string]string{
	"gone":     "trouble.gone",
	"archived": "trouble.archived",
	"public":   "trouble.public",
	"shared":   "trouble.shared",
	"outsider": "trouble.outsider",
	"crowded":  "trouble.crowded",
	"refused":  "trouble.refused",
	"nobody":   "trouble.nobody_left",
	"roleless": "trouble.roleless",
	"missing":  "trouble.missing",
	"unheard":  "trouble.unheard",
	"unagreed": "trouble.unagreed",
	"unknown":  "trouble.unknown",
}

// ChannelTrouble tells the admin why nothing, or no more than the minimum, is
// posted in the channel, what mends it, and that nothing is lost. Why is a
// code; an unknown one is told as a channel that is gone. Who is a member of the channel
// whom it is about, named where the frame has a name; of reminders that reach nobody it is
// the kind of duty.
func ChannelTrouble(f *Frame, why, who string) *Message {
	text := channelTrouble(f, why)
	if why == "roleless" && !f.Standard {
		text = f.P.T("trouble.roleless.minimal")
	}
	if name := f.Names[who]; name != "" {
		text += "\n" + f.P.T("trouble.who", "who", "*"+Escape(name)+"*")
	}
	if duty := "duty." + who; why == "unheard" && f.P.Has(duty) { // no version in force has one that only an older did
		text += "\n" + f.P.T("trouble.unheard.duty", "what", lang.Inline(f.P.T(duty)))
	}
	head := ""
	switch {
	case why == "missing":
		head = f.P.T("trouble.missing.head")
	case why == "unheard":
		head = f.P.T("trouble.unheard.head")
	case why == complaint.NobodyAgrees:
		head = f.P.T("trouble.unagreed.head")
	case why == "roleless" && f.Standard:
		head = f.P.T("trouble.roleless.head")
	case why == "roleless":
		head = f.P.T("trouble.roleless.minimal_head")
	}
	if head != "" { // cards are posted, and it is people that need mending
		return &Message{Text: head, Blocks: []slack.Block{section(":warning: *" + head + "*\n" + text), toPeople(f, "channel")}}
	}
	return &Message{Text: f.P.T("trouble.head"), Blocks: []slack.Block{
		section(":warning: *" + f.P.T("trouble.head") + "*\n" + text),
		actions("repair", repairButtons(f, why)...),
		note(f.P.T("trouble.waiting")),
	}}
}

// channelTrouble says what is the matter, by its code, and what mends it.
func channelTrouble(f *Frame, why string) string {
	id := channelTroubles[why]
	if id == "" {
		id = channelTroubles["gone"]
	}
	if matter := channelMatter(f, id); matter != "" {
		return matter + " " + f.P.T(id)
	}
	return f.P.T(id)
}

// channelMatter says what is the matter where it is the channel that takes nothing, empty
// where it is somebody in it.
func channelMatter(f *Frame, id string) string {
	for _, code := range shutChannel {
		if id == channelTroubles[code] {
			return f.P.T("trouble.why." + code)
		}
	}
	return ""
}

// shutChannel are the codes of a channel that takes nothing.
var shutChannel = []string{"gone", "archived", "public", "shared", "outsider", "crowded", "refused"}

// Held tells an officer of a case that the channel cannot show at present: what is the
// matter with the channel and what to do meanwhile. Of the case it has the number alone,
// since the message stays whatever becomes of it.
func Held(f *Frame, number, why string) *Message {
	text := f.P.T("trouble.held", "number", number, "why", channelMatter(f, channelTroubles[why]))
	return &Message{
		Text:   f.P.T("trouble.held.told", "number", number),
		Blocks: []slack.Block{section(":warning: " + text), openRow(f, number)},
	}
}

// deadKinds are what a message that found nobody was about.
var deadKinds = map[complaint.NoticeKind]string{
	complaint.NoticeReminder: "trouble.kind.reminder",
	complaint.NoticeAsk:      "trouble.kind.ask",
	complaint.NoticeDesk:     "trouble.kind.desk",
	complaint.NoticeReceipt:  "trouble.kind.receipt",
	complaint.NoticeChanges:  "trouble.kind.changes",
	complaint.NoticeApproved: "trouble.kind.approved",
	complaint.NoticeRequest:  "trouble.kind.request",
	complaint.NoticeDelayAsk: "trouble.kind.delay",
	complaint.NoticePromise:  "trouble.kind.promise",
	complaint.NoticeMeasure:  "trouble.kind.measure",
	complaint.NoticeVacant:   "trouble.kind.vacant",
	complaint.NoticeCopy:     "trouble.kind.copy",
}

func deadKind(kind string) string {
	if id := deadKinds[complaint.NoticeKind(kind)]; id != "" {
		return id
	}
	return "trouble.kind.other"
}

// Undelivered tells that a message did not reach user, what it was about, and
// offers the case; number is empty for what belongs to none.
func Undelivered(f *Frame, number, kind, user string) *Message {
	what := f.P.T(deadKind(kind))
	m := &Message{Text: f.P.T("trouble.undelivered.head", "number", number), Blocks: []slack.Block{
		section(":warning: " + f.P.T("trouble.undelivered", "what", what, "who", "*"+Escape(f.Name(user))+"*", "number", number)),
	}}
	if number == "" {
		m.Text = f.P.T("trouble.undelivered.none")
		m.Blocks = []slack.Block{section(":warning: " + m.Text)}
		return m
	}
	m.Blocks = append(m.Blocks, openRow(f, number))
	return m
}

// Plain is the sentence in place of a message that could not be built; number
// may be empty.
func Plain(f *Frame, number string) *Message {
	if number == "" {
		return Sentence(f.P.T("trouble.plain.none"))
	}
	return Sentence(f.P.T("trouble.plain", "number", number))
}

// openRow offers the file of a case.
func openRow(f *Frame, number string) slack.Block {
	text := f.P.T("card.button.open")
	return actions("next", button(stepActions[complaint.StepOpenFile], Value(number, 0), text, text+" · "+number))
}
