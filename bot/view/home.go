package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/procedure"
)

// How many rows a heading of the Home tab shows, and what is overdue within the first
// twelve blocks of it.
const (
	HomeLate = 8 // overdue
	HomeRows = 5 // of most lists
	HomeMine = 8 // of one's own
)

// room is how many rows parts of a page show.
type room struct{ rows, mine int }

// rooms are those of Home: where all its parts are full at once, each shows fewer, so
// that the tab stays within Slack's hundred blocks. What is overdue is never cut short.
var rooms = []room{{HomeRows, HomeMine}, {3, 4}, {2, 2}, {1, 1}}

// mostHome is how many blocks Slack shows on a page.
const mostHome = 100

// HomeLists is what the Home tab shows to one person: cases that they may
// see, each already judged. A list that is not theirs is empty.
type HomeLists struct {
	Leads    bool // officer, deputy or management: the lists of the whole company
	Handles  bool // handler or follow-up caller: a list of their own
	Overdue  Rows
	Today    Rows
	Approve  Rows // cases in which something waits for a decision of theirs
	Nobody   Rows // cases without a handler
	Ready    Rows // cases that only have to be closed
	Mine     Rows
	Beside   Rows         // cases that this person answers for beside the handler
	Changes  Rows         // answers of this person in which changes are asked
	Promises []Promised   // what this person promised to customers
	Measures []Promised   // corrective actions of theirs
	Acts     MeasureCount // of the whole company, for who leads
	Drafts   []Draft
	Filed    Rows
	All      *CaseList // nil for who has no list of all cases
	Acting   []Acting
	AwayTill time.Time // exclusive; zero: this person is here
	How      *procedure.Procedure
	Health   *Health             // nil for who does not look after the app
	Staff    *Staff              // nil for who has no say in who holds which role
	Revision *complaint.Register // nil for who does not see to reviews of the procedure
}

// Rows are the first cases of a list, and how many there are in all.
type Rows struct {
	Cases []*complaint.Case
	All   int
	More  bool // there are more than All, and only opening them would tell how many
}

// Acting is somebody in whose place this person acts.
type Acting struct {
	User  string
	Until time.Time // exclusive
}

// HomeTab is the person's own page: what is overdue and due first, then what
// waits for them, at last what they filed.
func HomeTab(f *Frame, l *HomeLists) *Home {
	var blocks []slack.Block
	for _, most := range rooms {
		if blocks = homeBlocks(f, l, most); len(blocks) <= mostHome {
			break
		}
	}
	q := ParseListQuery("")
	if l.All != nil {
		q = l.All.Query
	}
	m := Metadata{Lang: string(f.P.Language()), Pages: []string{homePage(q)}}
	return &Home{CallbackID: "home", Metadata: m.String(), Blocks: blocks}
}

// homeBlocks draws the page with so many rows in its parts.
func homeBlocks(f *Frame, l *HomeLists, most room) []slack.Block {
	register, search, help := f.P.T("home.register.button"), f.P.T("home.search.button"), f.P.T("home.help.button")
	away := f.P.T("away.open.button")
	blocks := []slack.Block{
		actions("top", green(button("case.file.open", "home", register, register)),
			button("home.search", "home", search, search), button("away.open", "home", away, away), button("home.help", "home", help, help)),
		section(greeting(f, l)),
	}
	if lines := banner(f, l); lines != "" {
		blocks = append(blocks, section(lines))
	}
	blocks = append(blocks, tasks(f, l, most)...)
	if l.All != nil {
		blocks = append(blocks, header(f.P.T("home.all")))
		blocks = append(blocks, l.All.blocks(f, "home")...)
	}
	blocks = append(blocks, draftRows(f, l.Drafts)...)
	blocks = append(blocks, rowsOf(f, "home.filed", "home.filed.none", filedRow, l.Filed, most.mine)...)
	blocks = append(blocks, peopleRow(f, l.Staff)...)
	blocks = append(blocks, revisionRow(f, l.Revision)...)
	blocks = append(blocks, healthRow(f, l.Health)...)
	blocks = append(blocks, howBlocks(f, l.How)...)
	return append(blocks, languageRow(f), note(footer(f, l)))
}

// tasks are the lists of what this person should look at, the most urgent first.
func tasks(f *Frame, l *HomeLists, most room) []slack.Block {
	none := ""
	if l.Handles && !l.Leads && l.Overdue.All+l.Today.All+l.Changes.All == 0 {
		none = "home.mine.none"
	}
	var blocks []slack.Block
	for _, part := range []struct {
		heading, none string
		draw          func(*Frame, *complaint.Case) slack.Block
		rows          Rows
		most          int
	}{
		{"home.overdue", "", taskRow, l.Overdue, HomeLate},
		{"home.today", "", taskRow, l.Today, most.rows},
		{"home.approvals", "", approvalRow, l.Approve, most.rows},
		{"home.unassigned", "", awaiting(complaint.StepAssign), l.Nobody, most.rows},
		{"home.ready", "", awaiting(complaint.StepClose), l.Ready, most.rows},
		{"home.mine", none, taskRow, l.Mine, most.mine},
		{"home.beside", "", taskRow, l.Beside, most.rows},
		{"home.changes", "", taskRow, l.Changes, most.rows},
	} {
		if part.heading == "home.overdue" && !l.Leads { // the list of their own begins with what is late
			blocks = append(blocks, headed(f, part.heading, ListMine, part.draw, part.rows, part.most)...)
			continue
		}
		blocks = append(blocks, rowsOf(f, part.heading, part.none, part.draw, part.rows, part.most)...)
	}
	blocks = append(blocks, promisedRows(f, "home.promises", l.Promises, most.rows)...)
	return append(append(blocks, promisedRows(f, "home.measures", l.Measures, most.rows)...), measuresRow(f, l.Acts)...)
}

// rowsOf is where the list begins that the heading is named after. Without rows there is
// nothing, or the sentence none.
func rowsOf(f *Frame, heading, none string, draw func(*Frame, *complaint.Case) slack.Block, rows Rows, most int) []slack.Block {
	if len(rows.Cases) == 0 && none != "" {
		return []slack.Block{header(f.P.T(heading)), emptyRow(f, f.P.T(none), heading)}
	}
	_, list, _ := strings.Cut(heading, ".")
	return headed(f, heading, list, draw, rows, most)
}

// headed are at most so many rows under a heading and, where there are more, how many
// and a button that opens the whole list.
func headed(f *Frame, heading, list string, draw func(*Frame, *complaint.Case) slack.Block, rows Rows, most int) []slack.Block {
	blocks := []slack.Block{header(f.P.T(heading))}
	if len(rows.Cases) == 0 && rows.More { // none among those that were opened
		return append(blocks, wholeList(f, f.P.T("home.unseen"), "home.all", ListQuery{Filter: list}.String(), heading))
	}
	if len(rows.Cases) == 0 {
		return nil
	}
	shown := rows.Cases[:min(most, len(rows.Cases))]
	for _, c := range shown {
		blocks = append(blocks, draw(f, c))
	}
	rest := max(rows.All, len(rows.Cases)) - len(shown)
	if rest == 0 && !rows.More {
		return blocks
	}
	says := f.P.T("home.more")
	if rest > 0 && !rows.More {
		says = f.P.T("home.rest", "n", rest)
	}
	return append(blocks, wholeList(f, says, "home.all", ListQuery{Filter: list}.String(), heading))
}

// wholeList says that a list goes on, with the button that shows all of it.
func wholeList(f *Frame, says, action, value, heading string) slack.Block {
	s := section(says)
	text := f.P.T("home.whole.button")
	s.Accessory = slack.NewAccessory(button(action, value, text, f.P.T("home.whole.speak", "list", f.P.T(heading))))
	return s
}

// greeting says good morning and what waits.
func greeting(f *Frame, l *HomeLists) string {
	id := "home.evening"
	switch hour := f.Now.In(f.Zone).Hour(); {
	case hour < 12:
		id = "home.morning"
	case hour < 18:
		id = "home.afternoon"
	}
	hello := f.P.T(id)
	if name := strings.Fields(clean(f.Names[f.Viewer.ID])); len(name) > 0 {
		hello += ", " + Escape(name[0])
	}
	late, today := f.waiting(l)
	approvals := "home.count.approvals"
	if l.Approve.More {
		approvals = "home.count.approvals_more"
	}
	var counts []string
	for _, c := range []struct {
		id string
		n  int
	}{{"home.count.overdue", late}, {"home.count.today", today}, {approvals, l.Approve.All}} {
		if c.n > 0 {
			counts = append(counts, f.P.T(c.id, "n", c.n))
		}
	}
	if len(counts) == 0 && (l.Approve.More || !l.Leads && !l.Handles) { // something may wait that nobody counted
		return "*" + hello + ".*"
	}
	if len(counts) == 0 {
		return "*" + hello + ".* " + f.P.T("home.count.none")
	}
	return "*" + hello + ".* " + strings.Join(counts, ", ") + "."
}

// waiting counts what is late and what is due today wherever the page shows it: the cases
// under those two headings, and below them what this person promised, has to put right or
// answers for beside the handler. A promise makes its case late, and counts with it where
// the case is counted.
func (f *Frame) waiting(l *HomeLists) (late, today int) {
	late, today = l.Overdue.All, l.Today.All
	counted := func(c *complaint.Case) bool {
		return slices.Contains(l.Overdue.Cases, c) || slices.Contains(l.Today.Cases, c) || c.Open() && (l.Leads || c.Handler == f.Viewer.ID)
	}
	below := slices.DeleteFunc(slices.Clone(l.Promises), func(p Promised) bool { return counted(p.Case) })
	below = append(below, l.Measures...)
	for _, c := range l.Beside.Cases {
		if d := c.FirstDuty(); d != nil && d.User != f.Viewer.ID && !counted(c) {
			below = append(below, Promised{c, d})
		}
	}
	for _, p := range below {
		n, known := f.daysLeft(p.Case, p.Duty)
		switch {
		case p.Duty.Overdue(f.Now):
			late++
		case known && n <= 0:
			today++
		}
	}
	return late, today
}

// banner says that this person is away, and in whose place they act.
func banner(f *Frame, l *HomeLists) string {
	var lines []string
	if !l.AwayTill.IsZero() {
		lines = append(lines, ":palm_tree: "+f.P.T("home.away", "until", f.P.Day(l.AwayTill.Add(-time.Second))))
	}
	for _, a := range l.Acting {
		lines = append(lines, ":busts_in_silhouette: "+f.P.T("home.acting", "name", "*"+Escape(f.Name(a.User))+"*", "until", f.P.Day(a.Until.Add(-time.Second))))
	}
	return strings.Join(lines, "\n")
}

// footer says how fresh the page is and which procedure is in force.
func footer(f *Frame, l *HomeLists) string {
	text := f.P.T("home.refreshed", "when", f.P.DayClock(f.Now))
	if l.How != nil {
		text += " · " + f.P.T("home.procedure", "title", Escape(l.How.Title), "version", Escape(l.How.Version))
	}
	return text
}

// HomeOutside is the page of people who are no full members of the company.
func HomeOutside(f *Frame) *Home {
	return &Home{CallbackID: "home", Blocks: []slack.Block{section(f.P.T("home.outside", "company", Escape(f.Company.Name)))}}
}

// Buttons are the steps of a case for somebody who asked in its thread.
func Buttons(f *Frame, c *complaint.Case) *Message {
	row := append(cardButtons(f, c), stepButton(f, c, complaint.StepOpenFile))
	if !c.Open() {
		row = []slack.BlockElement{stepButton(f, c, complaint.StepOpenFile)}
	}
	text := title(f, c)
	return &Message{Text: text, Blocks: []slack.Block{section("*" + text + "*"), actions("next", row...)}}
}
