package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/procedure"
)

// How many rows a heading of the Home tab shows. What is late comes first of what the
// viewer has to do, and so within the first twelve blocks.
const (
	HomeTurns = 6  // of what the viewer has to do
	MostTurns = 20 // of it are looked up, to be counted
	HomeRows  = 5  // of most lists
	HomeMine  = 8  // of one's own
)

// room is how many rows parts of a page show.
type room struct{ turns, rows, mine int }

// rooms are those of Home: where all its parts are full at once, each shows fewer, so
// that the tab stays within Slack's hundred blocks.
var rooms = []room{{HomeTurns, HomeRows, HomeMine}, {HomeTurns, 3, 4}, {5, 2, 2}, {4, 1, 1}}

// mostHome is how many blocks Slack shows on a page.
const mostHome = 100

// HomeLists is what the Home tab shows to one person: cases that they may
// see, each already judged. A list that is not theirs is empty.
type HomeLists struct {
	Leads    bool         // officer, deputy or management: the lists of the whole company
	Handles  bool         // handler or follow-up caller: a list of their own
	Turns    []Turn       // what this person has to do next, each case and each promise once, the first due first
	More     bool         // there is more of it, and only opening more cases would tell how much
	Late     int          // cases of the company in which something is late, for who leads
	Answered int          // cases of the company that were answered long ago and are open still, for who leads
	Others   Rows         // in which something is late or due today for others to do, for who leads
	Mine     Rows         // further cases that they work on
	Beside   Rows         // further cases that they answer for beside the handler
	Acts     MeasureCount // corrective actions of the whole company, for who leads
	Drafts   []Draft
	Filed    Rows
	All      *CaseList // nil for who has no list of all cases
	Acting   []Acting
	AwayTill time.Time // exclusive; zero: this person is here
	How      *procedure.Procedure
	Health   *Health             // nil for who does not look after the app
	Staff    *Staff              // nil for who has no say in who holds which role
	Revision *complaint.Register // nil for who does not see to reviews of the procedure
	Keeping  *Keeping            // nil for who does not lead
	Days     []YearList          // closed days of this year and the next; nil for who has no say in them
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
			button("home.search", "home", search, search), button("away.open", AwayOfMine, away, away), button("home.help", "home", help, help)),
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
	blocks = append(blocks, filedRows(f, l, most.mine)...)
	blocks = append(blocks, peopleRow(f, l.Staff)...)
	blocks = append(blocks, daysRow(f, l.Days)...)
	blocks = append(blocks, keepingRow(f, l.Keeping)...)
	blocks = append(blocks, revisionRow(f, l.Revision)...)
	blocks = append(blocks, healthRow(f, l.Health)...)
	blocks = append(blocks, howBlocks(f, l.How)...)
	return withLegend(f, append(blocks, languageRow(f), note(footer(f, l))))
}

// tasks are what this person has to do, and the cases that they should look at beside
// that, none of them twice.
func tasks(f *Frame, l *HomeLists, most room) []slack.Block {
	blocks := turnRows(f, l, most.turns)
	blocks = append(blocks, headed(f, "home.others", "overdue", besideRow, l.Others, most.rows)...)
	mine, none := "home.mine", ""
	if len(l.Turns) > 0 {
		mine = "home.mine.others"
	} else if l.Handles && !l.Leads {
		none = "home.mine.none"
	}
	blocks = append(blocks, rowsOf(f, mine, none, ListMine, besideRow, l.Mine, most.mine)...)
	blocks = append(blocks, headed(f, "home.beside", ListBeside, besideRow, l.Beside, most.rows)...)
	return append(blocks, measuresRow(f, l.Acts)...)
}

// rowsOf are headed rows of that list; without rows the sentence none.
func rowsOf(f *Frame, heading, none, list string, draw rowsFunc, rows Rows, most int) []slack.Block {
	if len(rows.Cases) == 0 && none != "" {
		return []slack.Block{header(f.P.T(heading)), section(f.P.T(none))} // the button to record one stands on top
	}
	return headed(f, heading, list, draw, rows, most)
}

// rowsFunc draws a case in a list of Home.
type rowsFunc func(*Frame, *complaint.Case) []slack.Block

// filedRows are the cases that the viewer filed and that do not stand above.
func filedRows(f *Frame, l *HomeLists, most int) []slack.Block {
	none := "home.filed.none"
	if len(l.Turns) > 0 {
		none = ""
	}
	return rowsOf(f, "home.filed", none, ListFiled, func(f *Frame, c *complaint.Case) []slack.Block { return []slack.Block{filedRow(f, c)} }, l.Filed, most)
}

// headed are at most so many rows under a heading and, where there are more, how many
// and a button that opens the whole list.
func headed(f *Frame, heading, list string, draw rowsFunc, rows Rows, most int) []slack.Block {
	blocks := []slack.Block{header(f.P.T(heading))}
	if len(rows.Cases) == 0 && rows.More { // none among those that were opened
		return append(blocks, wholeList(f, f.P.T("home.unseen"), "home.all", ListQuery{Filter: list}.String(), heading))
	}
	if len(rows.Cases) == 0 {
		return nil
	}
	shown := rows.Cases[:min(most, len(rows.Cases))]
	for _, c := range shown {
		blocks = append(blocks, draw(f, c)...)
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
