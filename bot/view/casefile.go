package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// CaseFileShown is the callback id of the case file.
const CaseFileShown = "case.shown"

// Tab is a page of the case file.
type Tab string

// The pages, in the order shown.
const (
	TabOverview Tab = "overview"
	TabContacts Tab = "contacts"
	TabAnswers  Tab = "answers"
	TabDates    Tab = "dates"
	TabPromises Tab = "promises"
	TabMeasures Tab = "measures"
	TabFiles    Tab = "files"
	TabHistory  Tab = "history"
	TabReaders  Tab = "readers"
)

// Tabs lists the pages of the case file.
var Tabs = []Tab{TabOverview, TabContacts, TabAnswers, TabDates, TabPromises, TabMeasures, TabFiles, TabHistory, TabReaders}

// tabPart is the part of a case that one must be allowed to see for a page.
var tabPart = map[Tab]complaint.Part{
	TabOverview: complaint.PartState, TabContacts: complaint.PartAnswer, TabAnswers: complaint.PartAnswer, TabDates: complaint.PartCard,
	TabPromises: complaint.PartPromise, TabMeasures: complaint.PartPromise, TabFiles: complaint.PartFiling, TabHistory: complaint.PartCard,
	TabReaders: complaint.PartReaders,
}

// How many pieces a page of a tab holds at most, so that a file of any length stays
// within what Slack shows.
var tabSize = map[Tab]int{TabContacts: 10, TabAnswers: 2, TabDates: 6, TabPromises: 10, TabMeasures: 10, TabFiles: 20, TabHistory: 40, TabReaders: 40}

// TabAction is the action id of the button that turns to a page.
func TabAction(t Tab) string { return "case.tab." + string(t) }

// CaseFile shows one page of a case, and of it only what the viewer may see. A long
// tab is shown from the piece of that number on; they count from 1.
func CaseFile(f *Frame, c *complaint.Case, tab Tab, from int) *Modal {
	if !f.mayTurnTo(c, tab) {
		tab, from = TabOverview, 1
	}
	m := Metadata{Number: c.Number, Lang: string(f.P.Language()), Pages: []string{pageName(string(tab), from)}}
	modal := &Modal{
		CallbackID: CaseFileShown, Metadata: m.String(),
		Title: f.P.T("casefile.title", "number", c.Number), Close: f.P.T("answer.done.close"),
	}
	if c.Erased() {
		modal.Blocks = erasedBlocks(f, c)
		return modal
	}
	if row := tabRow(f, c, tab); len(row) > 1 {
		modal.Blocks = append(modal.Blocks, actions("tabs", row...))
	}
	if tab == TabOverview {
		modal.Blocks = append(modal.Blocks, overview(f, c)...)
		return modal
	}
	modal.Blocks = append(modal.Blocks, paged(f, c, tab, from)...)
	if tab == TabDates {
		modal.Blocks = append(modal.Blocks, countedBy(f, c))
	}
	if tab == TabMeasures && c.MayTakeMeasure(f.Viewer, f.Now) == nil {
		add := []slack.BlockElement{stepButton(f, c, complaint.StepMeasure)}
		if c.MayRecommend(f.Viewer, f.Now) == nil {
			add = append(add, stepButton(f, c, complaint.StepRecommend))
		}
		modal.Blocks = append(modal.Blocks, actions("add", add...))
	}
	return modal
}

// mayTurnTo tells whether the viewer sees a page at all. Who may read no more of the case
// than what is theirs has no page of corrective actions with none of theirs on it.
func (f *Frame) mayTurnTo(c *complaint.Case, tab Tab) bool {
	if tab == TabMeasures && !f.maySee(c, complaint.PartCard) && !slices.ContainsFunc(c.Measures, func(m complaint.Measure) bool {
		return c.MaySeeMeasure(f.Viewer, m.N, f.Now)
	}) {
		return false
	}
	return f.maySee(c, tabPart[tab])
}

func (f *Frame) maySee(c *complaint.Case, part complaint.Part) bool {
	return part != "" && c.MaySee(f.Viewer, part, f.Now)
}

// tabRow are the pages that the viewer may turn to; the one in sight is marked, and
// not green, which is the next step alone.
func tabRow(f *Frame, c *complaint.Case, shown Tab) []slack.BlockElement {
	var row []slack.BlockElement
	for _, tab := range Tabs {
		if !f.mayTurnTo(c, tab) {
			continue
		}
		text := f.P.T("casefile.tab." + string(tab))
		label := text + " · " + c.Number
		if tab == shown {
			text = "● " + text
		}
		row = append(row, button(TabAction(tab), Value(c.Number, 0), text, label))
	}
	return row
}

// paged is one page of a tab's pieces, from the one of that number on, with the way
// to the pages beside it.
func paged(f *Frame, c *complaint.Case, tab Tab, from int) []slack.Block {
	pieces, size := tabPieces(f, c, tab), tabSize[tab]
	if len(pieces) == 0 {
		return []slack.Block{section(f.P.T("casefile.empty." + string(tab)))}
	}
	from = min(max(from, 1), len(pieces))
	blocks, n := fill(pieces[from-1:], size)
	blocks = withLegend(f, blocks)
	to := from + n - 1
	var turn []slack.BlockElement
	if from > 1 {
		before := slices.Clone(pieces[:from-1])
		slices.Reverse(before)
		_, back := fill(before, size)
		turn = append(turn, pageButton(f, c, tab, from-back, f.P.T("casefile.earlier.button"), "case.page.back"))
	}
	if to < len(pieces) {
		turn = append(turn, pageButton(f, c, tab, to+1, f.P.T("casefile.later.button"), "case.page.next"))
	}
	if len(turn) == 0 {
		return blocks
	}
	return append(blocks, note(f.P.T("casefile.page", "from", from, "to", to, "of", len(pieces))), actions("page", turn...))
}

// mostBlocks is how many blocks the pieces of a page are, so that whatever stands in
// them fits into a window.
const mostBlocks = 60

// fill draws as many of the pieces as a page holds, and at least one.
func fill(pieces []drawn, size int) (blocks []slack.Block, n int) {
	for _, piece := range pieces[:min(size, len(pieces))] {
		more := piece()
		if n > 0 && len(blocks)+len(more) > mostBlocks {
			break
		}
		blocks = append(blocks, more...)
		n++
	}
	return blocks, n
}

func pageButton(f *Frame, c *complaint.Case, tab Tab, from int, text, action string) slack.BlockElement {
	return button(action, MoreValue(Value(c.Number, from), complaint.Step(tab)), text, text+" · "+c.Number)
}

// ParsePage reads the value of a button that turns within a tab.
func ParsePage(value string) (number string, tab Tab, from int) {
	where, step := ParseMore(value)
	number, from = ParseValue(where)
	return number, Tab(step), from
}

// drawn is a piece of a tab that is drawn when its page is shown: most of a
// long history never is.
type drawn func() []slack.Block

// tabPieces are the pieces of a tab, oldest first.
func tabPieces(f *Frame, c *complaint.Case, tab Tab) []drawn {
	var pieces []drawn
	add := func(d drawn) { pieces = append(pieces, d) }
	switch tab {
	case TabContacts:
		for _, e := range c.Events {
			if e.Kind == complaint.Absorbed {
				for _, piece := range carriedPieces(f, c, e) {
					add(func() []slack.Block { return piece })
				}
			}
			if slices.Contains(contactKinds, c.Written(e).Kind) {
				add(func() []slack.Block { return contactPiece(f, c, e) })
			}
		}
	case TabAnswers:
		for i := range c.Answers {
			add(func() []slack.Block { return answerPiece(f, c, &c.Answers[i]) })
		}
	case TabDates:
		for _, d := range nearest(c, dated) {
			add(func() []slack.Block { return whyPiece(f, c, &d) })
		}
	case TabPromises:
		for i := range c.Commitments {
			if m := &c.Commitments[i]; c.MaySeePromise(f.Viewer, m.N, f.Now) {
				add(func() []slack.Block { return promisePiece(f, c, m) })
			}
		}
	case TabMeasures:
		for i := range c.Measures {
			if m := &c.Measures[i]; c.MaySeeMeasure(f.Viewer, m.N, f.Now) {
				add(func() []slack.Block { return measurePiece(f, c, m) })
			}
		}
	case TabFiles:
		for _, a := range c.Attachments() {
			if !c.MaySeeFile(f.Viewer, a.ID, f.Now) {
				continue
			}
			add(func() []slack.Block { return []slack.Block{filePiece(f, c, a)} })
		}
	case TabHistory:
		for _, e := range c.Events {
			add(func() []slack.Block { return historyPiece(f, c, e) })
		}
	case TabReaders:
		for _, r := range f.Readings {
			add(func() []slack.Block {
				return []slack.Block{note(Escape(f.Name(r.User)) + " · " + f.P.DayClock(r.At))}
			})
		}
	}
	return pieces
}

// answerPiece is one version of the answer with what became of it.
func answerPiece(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) []slack.Block {
	blocks := answerBlocks(f, c, a)
	if a.Verdict != "" {
		blocks = append(blocks, section(decided(f, c, a)))
	}
	if words := c.Comment(a.Version); words != "" {
		blocks = append(blocks, quote(Escape(words))...)
	}
	if why := c.LateWhy(a.Version); why != "" {
		blocks = append(append(blocks, note("*"+f.P.T("deliver.late.label")+"*")), quote(Escape(why))...)
	}
	return append(append(blocks, compareRow(f, c, a.Version)...), slack.NewDividerBlock())
}

// contactKinds are the events in which somebody spoke or wrote to the
// customer, or tried to.
var contactKinds = []complaint.Kind{
	complaint.ReadBackApproved, complaint.ReadBackRefused, complaint.ReadBackUnreachable, complaint.Explained,
	complaint.Attempted, complaint.Contacted, complaint.PlanAgreed, complaint.Told, complaint.Added,
	complaint.Satisfied, complaint.Dissatisfied, complaint.NoReply, complaint.NoContact, complaint.Ruled, complaint.Reopened,
	complaint.Acknowledged, complaint.Consulted, complaint.ConsultConfirmed, complaint.ConsultDenied, complaint.Untold, complaint.Noted, complaint.Extended,
}

func contactPiece(f *Frame, c *complaint.Case, e complaint.Event) []slack.Block {
	mark := wentBack(f, c, e) + noMore(f, c, e) + correctedMark(f, c, e)
	e = c.AsStep(e)
	line := eventLineAt(f, c, e, time.Minute) + mark
	if e.Kind == complaint.Added {
		return append([]slack.Block{section(line)}, quote(added(f, c.Added(e)))...)
	}
	words := c.Note(e)
	switch {
	case e.Kind == complaint.PlanAgreed:
		words.Text = c.PlanOf(e).How
	case e.Kind == complaint.Consulted:
		line += " · " + f.P.T("casefile.with", "name", Escape(f.Name(e.Data.User)))
	case e.Kind == complaint.Extended:
		words.Text = c.DelayOf(e).Reason
	case e.Kind == complaint.Explained && words.Text != "":
		line += " · " + f.P.T("casefile.given", "what", Escape(words.Text))
		words.Text = ""
	case words.With != "" && !slices.Contains(complaint.FollowUpKinds, e.Kind):
		line += " · " + f.P.T("casefile.with", "name", Escape(words.With))
	}
	blocks := []slack.Block{section(line + messageSource(f, e, words))}
	if words.Text != "" {
		blocks = append(blocks, quote(Escape(words.Text))...)
	}
	if slices.Contains(complaint.FollowUpKinds, e.Kind) {
		if heard := followUpHeard(f, c, e); heard != "" {
			blocks = append(blocks, note(Escape(heard)))
		}
	}
	if words.Folder != "" {
		blocks = append(blocks, note(f.P.T("contact.folder", "place", Escape(words.Folder))))
	}
	if words.Handling != "" {
		blocks = append(blocks, note("*"+f.P.T("close.handling.label")+"*"))
		blocks = append(blocks, quote(Escape(words.Handling))...)
	}
	if words.Nothing != "" {
		blocks = append(blocks, note(f.P.T("road.ruling.nothing", "why", Escape(words.Nothing))))
	}
	if n := len(words.Files); n > 0 {
		blocks = append(blocks, note(f.P.T("casefile.added.files", "n", n)))
	}
	return blocks
}

// messageSource is who wrote the message that something said elsewhere was taken from, and
// where that is; empty for what was taken from none.
func messageSource(f *Frame, e complaint.Event, words complaint.Note) string {
	text := ""
	if e.Author() != "" {
		text = " · " + Escape(writtenBy(f, e))
	}
	return text + messageLink(f, words.Link)
}

// writtenBy is who wrote the message that an event was taken from, and of one that was put
// into the file when.
func writtenBy(f *Frame, e complaint.Event) string {
	if e.Kind == complaint.Noted {
		return f.P.T("excerpt.written", "name", f.Name(e.Author()), "when", f.P.DayClock(e.At))
	}
	return f.P.T("excerpt.author", "name", f.Name(e.Author()))
}

// messageLink is the way to a message of Slack, empty where its address is not known.
func messageLink(f *Frame, link string) string {
	if !strings.HasPrefix(link, "https://") || strings.ContainsAny(link, "<>| ") {
		return ""
	}
	return " · <" + link + "|" + f.P.T("excerpt.link") + ">"
}

// filePiece is one attachment; one that is kept can be asked for.
func filePiece(f *Frame, c *complaint.Case, a complaint.Attachment) slack.Block {
	state, kept := f.P.T("casefile.file.waiting"), slices.Contains(c.FilesKept, a.ID)
	switch {
	case kept:
		state = f.P.T("casefile.file.kept")
	case slices.Contains(c.FilesLost, a.ID):
		state = f.P.T("casefile.file.lost")
	}
	s := section(Escape(a.Name) + " · " + f.P.Size(a.Size) + " · " + state)
	if kept {
		text := f.P.T("casefile.file.get.button")
		s.Accessory = slack.NewAccessory(button("case.file.get", FileValue(c.Number, a.ID), text, c.Number+" · "+f.P.T("casefile.file.get.speak", "file", a.Name)))
	}
	return s
}

// FileValue is the value of the button that asks for a file: which case, which
// file.
func FileValue(number, file string) string { return number + "|" + file }

// ParseFile reads what FileValue wrote.
func ParseFile(value string) (number, file string) {
	number, file, _ = strings.Cut(value, "|")
	return number, file
}

// FileComing is the page of the files for somebody who asked for one of them.
func FileComing(f *Frame, c *complaint.Case) *Modal {
	m := CaseFile(f, c, TabFiles, 1)
	m.Blocks = append(m.Blocks, note(":outbox_tray: "+f.P.T("casefile.file.coming")))
	return m
}

// FilePromised says the same to somebody who reads something else, on top of it.
func FilePromised(f *Frame, c *complaint.Case) *Modal {
	return &Modal{
		CallbackID: "case.file.promised", Metadata: Metadata{Number: c.Number, Lang: string(f.P.Language())}.String(),
		Title: f.P.T("casefile.title", "number", c.Number), Close: f.P.T("answer.done.close"),
		Blocks: []slack.Block{section(":outbox_tray: " + f.P.T("casefile.file.coming"))},
	}
}
