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
	User               string // who is away
	Changes            string // id of the absence that is changed; empty: another one is set
	From, Last, Deputy string
	Tell               bool // the customers with a running promise
}

// AwayOfMine is the value of the button that opens the form about an absence of the
// viewer's own that is not set yet.
const AwayOfMine = "home"

// Block is the block of a field. The form that changes an absence has its own, so that
// what was typed for other days never stands there.
func (t *AwayTyped) Block(name string) string {
	if t.Changes == "" {
		return name
	}
	return name + ".change"
}

// Around is what the form about an absence shows beside its fields.
type Around struct {
	Others  bool                // the viewer may say that others are away
	Own     []complaint.Absence // of who is away: that run or come, the nearest first; or the one that is changed
	Acting  []complaint.Absence // in which the viewer stands in
	KeptOut []string            // numbers of cases that the chosen deputy must not touch
	Running []string            // numbers of cases in which who is away promised the customer something
}

// AwayForm asks from when to when somebody is away and who stands in: the viewer, or
// whoever they may say that of. What is set is shown, with a button that fills it in
// here to be changed; what the company's configuration says can only be read.
func AwayForm(f *Frame, typed AwayTyped, around Around) *Modal {
	m := &Modal{
		CallbackID: "away", Metadata: Metadata{Hash: typed.Changes, Lang: string(f.P.Language())}.String(),
		Title: f.P.T("away.title"), Submit: f.P.T("away.submit"), Close: f.P.T("filing.close"),
	}
	for _, a := range around.Acting {
		m.Blocks = append(m.Blocks, section(ActingLine(f, &a)))
	}
	if around.Others && typed.Changes == "" {
		m.Blocks = append(m.Blocks, field{block: "about", label: f.P.T("away.about.label"), hint: f.P.T("away.about.hint"), redraws: true}.person(typed.User))
	}
	for i, own := range around.Own {
		m.Blocks = append(m.Blocks, oneAbsence(f, i, &own, typed.Changes != "")...)
	}
	var deputy []string
	if typed.Deputy != "" {
		deputy = []string{typed.Deputy}
	}
	m.Blocks = append(m.Blocks,
		section(awayIntro(f, &typed, around)),
		field{block: typed.Block("from"), label: f.P.T("away.from.label")}.day(typed.From),
		field{block: typed.Block("until"), label: f.P.T("away.until.label")}.day(typed.Last),
		field{block: typed.Block("deputy"), label: f.P.T("away.deputy.label"), hint: f.P.T("away.deputy.hint"), redraws: true}.
			people(deputy, f.P.T("away.deputy.placeholder"), 1),
	)
	if len(around.KeptOut) > 0 {
		m.Blocks = append(m.Blocks, note(keptOut(f, typed.Deputy, around.KeptOut)))
	}
	if len(around.Running) > 0 {
		m.Blocks = append(m.Blocks, tellField(f, &typed, around.Running))
	}
	return m
}

// awayIntro says what the fields below are for, and what follows from them.
func awayIntro(f *Frame, typed *AwayTyped, around Around) string {
	var lines []string
	switch {
	case typed.Changes != "":
		lines = append(lines, f.P.T("away.edit"))
	case len(around.Own) > 0:
		lines = append(lines, "*"+f.P.T("away.another")+"*")
	}
	if typed.User == f.Viewer.ID {
		return strings.Join(append(lines, f.P.T("away.intro")), "\n")
	}
	return strings.Join(append(lines, f.P.T("away.intro_other", "who", Escape(f.Name(typed.User)))), "\n")
}

// oneAbsence is one period in which somebody is away, with the buttons that change it,
// and that end it or take it back, where that can be done here.
func oneAbsence(f *Frame, i int, a *complaint.Absence, changing bool) []slack.Block {
	from, last := f.daysOf(a)
	own := a.User == f.Viewer.ID
	switch {
	case a.File && own:
		return []slack.Block{section(f.P.T("away.file", "from", from, "until", last))}
	case a.File:
		return []slack.Block{section(f.P.T("away.file_other", "who", Escape(f.Name(a.User)), "from", from, "until", last))}
	}
	line, text := AbsenceLine(f, a), f.P.T("away.back.button")
	switch {
	case a.From.After(f.Now):
		text = f.P.T("away.withdraw.button")
	case !own:
		text = f.P.T("away.back_other.button")
	}
	id := "running"
	if i > 0 {
		id = fmt.Sprintf("running.%d", i)
	}
	row := []slack.BlockElement{button("away.back", a.ID, text, text+" · "+from)}
	if !changing {
		change := f.P.T("away.change.button")
		row = append(row, button("away.open", a.ID, change, change+" · "+from))
	}
	return []slack.Block{section(line), actions(id, row...)}
}

// keptOut says in which cases the deputy is of no use, and what happens there.
func keptOut(f *Frame, deputy string, numbers []string) string {
	return f.P.T("away.kept_out", "who", Escape(f.Name(deputy)), "numbers", f.P.List(numbers))
}

// daysOf are the first and the last day of an absence.
func (f *Frame) daysOf(a *complaint.Absence) (from, last string) {
	return f.P.Day(a.From), f.P.Day(a.Until.Add(-1))
}

// AbsenceLine says that somebody is or will be away, who stands in, and who set that
// for them.
func AbsenceLine(f *Frame, a *complaint.Absence) string {
	from, last := f.daysOf(a)
	line := f.P.T("away.own", "from", from, "until", last)
	if a.User != f.Viewer.ID {
		line = f.P.T("away.other", "who", Escape(f.Name(a.User)), "from", from, "until", last)
	}
	line += " " + standIn(f, a)
	if a.By != "" {
		line += " " + f.P.T("away.by", "name", Escape(f.Name(a.By)))
	}
	return line
}

// standIn says who takes somebody's place, or that nobody does.
func standIn(f *Frame, a *complaint.Absence) string {
	switch {
	case a.Deputy == "" || a.Answer == complaint.DeputyCannot:
		return f.P.T("away.deputy.nobody")
	case a.Answer == "":
		return f.P.T("away.deputy.asked", "who", Escape(f.Name(a.Deputy)))
	}
	return f.P.T("away.deputy.taken", "who", Escape(f.Name(a.Deputy)))
}

// ActingLine says for whom the viewer stands in, and until when.
func ActingLine(f *Frame, a *complaint.Absence) string {
	_, last := f.daysOf(a)
	return f.P.T("away.acting", "who", Escape(f.Name(a.User)), "until", last)
}

// AwaySaved is what remains of the form once the absence is set: in which cases the
// deputy is of no use, and in which the customer will, or will not, be told.
func AwaySaved(f *Frame, a *complaint.Absence, numbers, told, untold []string) *Modal {
	m := &Modal{Title: f.P.T("away.title"), Close: f.P.T("words.ok.close"), Blocks: []slack.Block{section(AbsenceLine(f, a))}}
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

// AwayOver is what remains of the form that changed an absence once that is ended or
// taken back.
func AwayOver(f *Frame, user string) *Modal {
	text := BackSaved(f)
	if user != f.Viewer.ID {
		text = f.P.T("away.back_saved_other", "who", Escape(f.Name(user)))
	}
	return &Modal{Title: f.P.T("away.title"), Close: f.P.T("words.ok.close"), Blocks: []slack.Block{section(text)}}
}

// awayGone is what remains of a message about an absence that was changed since, or is
// over.
func awayGone(f *Frame) *Message { return Sentence(f.P.T("away.gone")) }

// AwaySet tells somebody that another person recorded, changed or ended their absence. An
// absence that is nil is one that was changed since.
func AwaySet(f *Frame, a *complaint.Absence) *Message {
	if a == nil || !f.Now.Before(a.Until) && !a.Ended {
		return awayGone(f)
	}
	from, last := f.daysOf(a)
	by := Escape(f.Name(a.By))
	m := &Message{Text: f.P.T("away.set.head")}
	switch {
	case f.Now.Before(a.Until):
		change := f.P.T("away.change.button")
		m.Blocks = []slack.Block{
			section("*" + f.P.T("away.set", "by", by, "from", from, "until", last) + "* " + standIn(f, a)),
			actions("set", f.about(a, "away.open", change)), note(f.P.T("away.set.note")),
		}
	case a.From.Equal(a.Until):
		m.Blocks = []slack.Block{section(f.P.T("away.set.withdrawn", "by", by))}
	default:
		m.Blocks = []slack.Block{section(f.P.T("away.set.back", "by", by))}
	}
	return m
}

// about is a button about an absence, which says aloud whose and from when.
func (f *Frame) about(a *complaint.Absence, action, text string) *slack.ButtonBlockElement {
	from, _ := f.daysOf(a)
	return button(action, a.ID, text, text+" · "+f.Name(a.User)+" · "+from)
}

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
	take := f.about(a, "away.take", f.P.T("away.take.button"))
	cannot := f.about(a, "away.cannot", f.P.T("away.cannot.button"))
	m := &Message{Text: f.P.T("away.asked")}
	switch a.Answer {
	case complaint.DeputyTakes:
		m.Blocks = []slack.Block{section(":white_check_mark: " + say("away.taken")), actions("answer", cannot)}
	case complaint.DeputyCannot:
		m.Blocks = []slack.Block{section(say("away.refused")), actions("answer", take)}
	default:
		ask, asker := say("away.ask"), a.User
		switch {
		case a.File:
			ask = say("away.ask_file")
		case a.By != "":
			asker = a.By
			ask = f.P.T("away.ask_other", "who", Escape(f.Name(a.User)), "by", Escape(f.Name(a.By)), "from", from, "until", last)
		}
		m.Blocks = []slack.Block{
			section(ask + "\n" + f.P.T("away.load", "cases", load.Cases, "dates", load.Dates)),
			actions("answer", green(take), cannot), note(f.P.T("away.ask_note", "who", Escape(f.Name(asker)))),
		}
	}
	return m
}

// AwayAnswer tells who is away, whoever set that, or an officer, what the deputy said.
// The first two choose somebody else, unless the configuration says it. An absence that is nil is one that was changed since.
func AwayAnswer(f *Frame, a *complaint.Absence) *Message {
	if a == nil || !f.Now.Before(a.Until) {
		return awayGone(f)
	}
	from, last := f.daysOf(a)
	own, cannot := f.Viewer.ID == a.User, a.Answer == complaint.DeputyCannot
	id := "away.answer.taken"
	switch {
	case cannot && own && a.File:
		id = "away.answer.refused_file"
	case cannot && a.File:
		id = "away.answer.nobody_file"
	case cannot && own:
		id = "away.answer.refused"
	case cannot:
		id = "away.answer.nobody"
	case !own:
		id = "away.answer.taken_other"
	}
	text := f.P.T(id, "deputy", Escape(f.Name(a.Deputy)), "who", Escape(f.Name(a.User)), "from", from, "until", last)
	m := &Message{Text: f.P.T("away.answered"), Blocks: []slack.Block{section(text)}}
	if cannot && !a.File && (own || f.Viewer.ID == a.By) {
		choose := f.P.T("away.choose.button")
		m.Blocks = append(m.Blocks, actions("choose", f.about(a, "away.open", choose)))
	}
	return m
}

// AwayGap tells whoever is left without a deputy on some days, and who leads, that another
// one is needed; the first, and whoever set that absence, choose one, unless the
// configuration says it. The zero Gap is one that is mended.
func AwayGap(f *Frame, g complaint.Gap) *Message {
	if g.Of == nil {
		return awayGone(f)
	}
	id, own := "away.gap.other", f.Viewer.ID == g.Of.User
	if own {
		id = "away.gap"
	}
	next := f.P.T("away.gap.nobody")
	if len(g.Next) > 0 {
		next = Escape(f.NameList(g.Next))
	}
	text := f.P.T(id, "deputy", Escape(f.Name(g.By.User)), "who", Escape(f.Name(g.Of.User)), "from", f.P.Day(g.From), "until", f.P.Day(g.Until.Add(-1)), "next", next)
	m := &Message{Text: f.P.T("away.gap.head"), Blocks: []slack.Block{section(":warning: " + text)}}
	switch {
	case g.Of.File:
		m.Blocks = append(m.Blocks, note(f.P.T("away.gap.file")))
	case own || f.Viewer.ID == g.Of.By:
		m.Blocks = append(m.Blocks, actions("choose", f.about(g.Of, "away.open", f.P.T("away.choose.button"))))
	}
	return m
}

// returnLines bounds what somebody who is back reads at once.
const returnLines = 10

// Returned tells who is back what happened in their cases meanwhile.
func Returned(f *Frame, a *complaint.Absence, cases []*complaint.Case) *Message {
	from, last := f.daysOf(a)
	lines := []string{f.P.T("away.return", "from", from, "until", last)}
	for _, c := range cases[:min(returnLines, len(cases))] {
		lines = append(lines, "• "+returnLine(f, c, a))
	}
	if len(cases) == 0 {
		lines = append(lines, f.P.T("away.return_quiet"))
	}
	m := &Message{Text: f.P.T("away.returned"), Blocks: []slack.Block{section(strings.Join(lines, "\n"))}}
	if rest := len(cases) - returnLines; rest > 0 {
		m.Blocks = append(m.Blocks, wholeList(f, f.P.T("home.rest", "n", rest), "home.all", ListQuery{Filter: ListMine}.String(), "home.mine"))
	}
	return m
}

// returnLine is one case: where it stands and the last that somebody did; of one that is
// somebody else's by now, no more than that.
func returnLine(f *Frame, c *complaint.Case, a *complaint.Absence) string {
	line := "*" + c.Number + "* · " + stateWord(f, c)
	if !c.MaySee(f.Viewer, complaint.PartCard, f.Now) {
		return line + " · " + f.P.T("away.return_passed")
	}
	if e := c.LastDuring(a); e != nil {
		return strings.Join([]string{line, eventText(f, c, *e), Escape(f.Name(e.Actor)), f.moment(e.At, e.NoHour())}, " · ")
	}
	return line
}

// FirstDay and LastDay give the civil days of an absence as a form has them.
func FirstDay(f *Frame, a *complaint.Absence) string { return calendar.DayOf(a.From, f.Zone).String() }

// LastDay is the last whole day of an absence.
func LastDay(f *Frame, a *complaint.Absence) string {
	return calendar.DayOf(a.Until.Add(-1), f.Zone).String()
}
