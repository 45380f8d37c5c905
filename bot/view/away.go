package view

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
)

// AwayTyped is what stands in the form about an absence: civil days, the last
// one included, 2006-01-02.
type AwayTyped struct {
	From, Last, Deputy string
	Tell               bool // the customers with a running promise
}

// Around is what the form about an absence shows beside its fields.
type Around struct {
	Own     []complaint.Absence // that run or come, the nearest first
	Acting  []complaint.Absence // in which the viewer stands in
	KeptOut []string            // numbers of cases that the chosen deputy must not touch
	Running []string            // numbers of cases in which the viewer promised the customer something
}

// AwayForm asks from when to when somebody is away and who stands in. What the
// company's configuration says is shown and cannot be changed here; other days can be set.
func AwayForm(f *Frame, typed AwayTyped, around Around) *Modal {
	m := &Modal{
		CallbackID: "away", Metadata: Metadata{Lang: string(f.P.Language())}.String(),
		Title: f.P.T("away.title"), Close: f.P.T("filing.close"),
	}
	for _, a := range around.Acting {
		m.Blocks = append(m.Blocks, section(ActingLine(f, &a)))
	}
	for i, own := range around.Own {
		m.Blocks = append(m.Blocks, ownAbsence(f, i, &own)...)
	}
	var deputy []string
	if typed.Deputy != "" {
		deputy = []string{typed.Deputy}
	}
	m.Submit = f.P.T("away.submit")
	m.Blocks = append(m.Blocks,
		section(f.P.T("away.intro")),
		field{block: "from", label: f.P.T("away.from.label")}.day(typed.From),
		field{block: "until", label: f.P.T("away.until.label")}.day(typed.Last),
		field{block: "deputy", label: f.P.T("away.deputy.label"), hint: f.P.T("away.deputy.hint"), redraws: true}.
			people(deputy, f.P.T("away.deputy.placeholder"), 1),
	)
	if len(around.KeptOut) > 0 {
		m.Blocks = append(m.Blocks, note(keptOut(f, typed.Deputy, around.KeptOut)))
	}
	if len(around.Running) > 0 {
		m.Blocks = append(m.Blocks, tellField(f, typed.Tell, around.Running))
	}
	return m
}

// ownAbsence is one period in which the viewer is away, with the button that ends it or
// takes it back where that can be done here.
func ownAbsence(f *Frame, i int, a *complaint.Absence) []slack.Block {
	from, last := f.daysOf(a)
	if a.File {
		return []slack.Block{section(f.P.T("away.file", "from", from, "until", last))}
	}
	line, text := OwnAbsenceLine(f, a), f.P.T("away.back.button")
	if a.From.After(f.Now) {
		text = f.P.T("away.withdraw.button")
	}
	id := "running"
	if i > 0 {
		id = fmt.Sprintf("running.%d", i)
	}
	return []slack.Block{section(line), actions(id, button("away.back", a.ID, text, text+" · "+from))}
}

// keptOut says in which cases the deputy is of no use, and what happens there.
func keptOut(f *Frame, deputy string, numbers []string) string {
	return f.P.T("away.kept_out", "who", Escape(f.Name(deputy)), "numbers", f.P.List(numbers))
}

// daysOf are the first and the last day of an absence.
func (f *Frame) daysOf(a *complaint.Absence) (from, last string) {
	return f.P.Day(a.From), f.P.Day(a.Until.Add(-1))
}

// OwnAbsenceLine says that the viewer is or will be away and who stands in.
func OwnAbsenceLine(f *Frame, a *complaint.Absence) string {
	from, last := f.daysOf(a)
	line := f.P.T("away.own", "from", from, "until", last)
	switch {
	case a.Deputy == "" || a.Answer == complaint.DeputyCannot:
		return line + " " + f.P.T("away.own_nobody")
	case a.Answer == "":
		return line + " " + f.P.T("away.own_asked", "who", Escape(f.Name(a.Deputy)))
	}
	return line + " " + f.P.T("away.own_taken", "who", Escape(f.Name(a.Deputy)))
}

// ActingLine says for whom the viewer stands in, and until when.
func ActingLine(f *Frame, a *complaint.Absence) string {
	_, last := f.daysOf(a)
	return f.P.T("away.acting", "who", Escape(f.Name(a.User)), "until", last)
}

// AwaySaved is what remains of the form once the absence is set: in which cases the
// deputy is of no use, and in which the customer will, or will not, be told.
func AwaySaved(f *Frame, a *complaint.Absence, numbers, told, untold []string) *Modal {
	m := &Modal{Title: f.P.T("away.title"), Close: f.P.T("words.ok.close"), Blocks: []slack.Block{section(OwnAbsenceLine(f, a))}}
	if len(numbers) > 0 {
		m.Blocks = append(m.Blocks, note(keptOut(f, a.Deputy, numbers)))
	}
	if len(told) > 0 {
		m.Blocks = append(m.Blocks, section(f.P.T("tellaway.done", "numbers", f.P.List(shown(f, told)))))
	}
	if len(untold) > 0 {
		m.Blocks = append(m.Blocks, section(":warning: "+f.P.T("tellaway.failed", "numbers", f.P.List(shown(f, untold)))))
	}
	return m
}

// BackSaved says that the viewer is no longer away.
func BackSaved(f *Frame) string { return f.P.T("away.back_saved") }

// AwayLoad is how much a deputy would take over.
type AwayLoad struct {
	Cases int // open cases in which something of theirs is owed
	Dates int // deadlines in these days
}

// AwayAsk asks a deputy to stand in; once answered it says what they said and
// lets them change their mind, and when nobody needs them it says that. An absence
// that is nil is one that was changed or withdrawn.
func AwayAsk(f *Frame, a *complaint.Absence, load AwayLoad) *Message {
	if a == nil || !f.Now.Before(a.Until) {
		return &Message{Text: f.P.T("away.over"), Blocks: []slack.Block{section(f.P.T("away.over"))}}
	}
	from, last := f.daysOf(a)
	say := func(id string) string {
		return f.P.T(id, "who", Escape(f.Name(a.User)), "from", from, "until", last)
	}
	take := button("away.take", a.ID, f.P.T("away.take.button"), f.P.T("away.take.button"))
	cannot := button("away.cannot", a.ID, f.P.T("away.cannot.button"), f.P.T("away.cannot.button"))
	m := &Message{Text: f.P.T("away.asked")}
	switch a.Answer {
	case complaint.DeputyTakes:
		m.Blocks = []slack.Block{section(":white_check_mark: " + say("away.taken")), actions("answer", cannot)}
	case complaint.DeputyCannot:
		m.Blocks = []slack.Block{section(say("away.refused")), actions("answer", take)}
	default:
		m.Blocks = []slack.Block{
			section(say("away.ask") + "\n" + f.P.T("away.load", "cases", load.Cases, "dates", load.Dates)),
			actions("answer", green(take), cannot), note(say("away.ask_note")),
		}
	}
	return m
}

// AwayAnswer tells who is away, or an officer, what the deputy said.
func AwayAnswer(f *Frame, a *complaint.Absence) *Message {
	from, last := f.daysOf(a)
	own := f.Viewer.ID == a.User
	id := "away.answer.taken"
	switch {
	case a.Answer == complaint.DeputyCannot && own:
		id = "away.answer.refused"
	case a.Answer == complaint.DeputyCannot:
		id = "away.answer.nobody"
	}
	text := f.P.T(id, "deputy", Escape(f.Name(a.Deputy)), "who", Escape(f.Name(a.User)), "from", from, "until", last)
	m := &Message{Text: f.P.T("away.answered"), Blocks: []slack.Block{section(text)}}
	if a.Answer == complaint.DeputyCannot && own {
		choose := f.P.T("away.choose.button")
		m.Blocks = append(m.Blocks, actions("choose", button("away.open", "choose", choose, choose)))
	}
	return m
}

// returnLines bounds what somebody who is back reads at once.
const returnLines = 10

// Returned tells who is back what happened in their cases meanwhile.
func Returned(f *Frame, a *complaint.Absence, cases []*complaint.Case) *Message {
	from, last := f.daysOf(a)
	lines := []string{f.P.T("away.return", "from", from, "until", last)}
	for i, c := range cases {
		if i == returnLines {
			lines = append(lines, f.P.T("home.rest", "n", len(cases)-i))
			break
		}
		lines = append(lines, "• "+returnLine(f, c, a))
	}
	if len(cases) == 0 {
		lines = append(lines, f.P.T("away.return_quiet"))
	}
	return &Message{Text: f.P.T("away.returned"), Blocks: []slack.Block{section(strings.Join(lines, "\n"))}}
}

// returnLine is one case: where it stands and the last that somebody did.
func returnLine(f *Frame, c *complaint.Case, a *complaint.Absence) string {
	line := "*" + c.Number + "* · " + stateWord(f, c)
	for i := len(c.Events) - 1; i >= 0; i-- {
		e := c.Events[i]
		if e.Actor == "" || e.Kind.AboutReminders() || e.Recorded.Before(a.From) || !e.Recorded.Before(a.Until) {
			continue
		}
		return strings.Join([]string{line, eventText(f, c, e), Escape(f.Name(e.Actor)), f.P.DayClock(e.At)}, " · ")
	}
	return line
}

// FirstDay and LastDay give the civil days of an absence as a form has them.
func FirstDay(f *Frame, a *complaint.Absence) string { return calendar.DayOf(a.From, f.Zone).String() }

// LastDay is the last whole day of an absence.
func LastDay(f *Frame, a *complaint.Absence) string {
	return calendar.DayOf(a.Until.Add(-1), f.Zone).String()
}
