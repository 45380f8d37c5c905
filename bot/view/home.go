package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// How many rows a heading of the Home tab shows, so that the tab stays within
// Slack's hundred blocks whatever the number of cases.
const (
	HomeRows = 10 // of a list
	HomePage = 8  // of the list of all open cases
)

// HomeLists is what the Home tab shows to one person: cases that they may
// see, each already judged. A list that is not theirs is empty.
type HomeLists struct {
	Leads      bool // officer, deputy or management: the lists of the whole company
	Handles    bool // handler or follow-up caller: a list of their own
	Due        []HomeRow
	Overdue    int // how many cases are, of which Due may hold only the first
	Today      int // how many are due today, likewise
	Approvals  []HomeRow
	Unassigned []HomeRow
	Open       []HomeRow
	After      string // number after which the next page of Open begins; empty: no more
	Mine       []HomeRow
	Drafts     []Draft
	Filed      []HomeRow
}

// HomeRow is one case in a list, with the duty that put it there, if any.
type HomeRow struct {
	Case *complaint.Case
	Duty *complaint.Duty
}

// HomeTab is the person's own page: what is overdue and due first, then what
// waits for them, at last what they filed.
func HomeTab(f *Frame, l HomeLists) *Home {
	text := f.P.T("home.register.button")
	blocks := []slack.Block{actions("top", green(button("case.file.open", "home", text, text)))}
	if l.Leads {
		blocks = append(blocks, leaderLists(f, l)...)
	}
	if l.Handles || len(l.Mine) > 0 {
		blocks = append(blocks, rowsUnder(f, "home.mine", "home.mine.none", l.Mine)...)
	}
	if l.Leads {
		blocks = append(blocks, openList(f, l)...)
	}
	blocks = append(blocks, draftRows(f, l.Drafts)...)
	blocks = append(blocks, header(f.P.T("home.filed")))
	for _, row := range l.Filed {
		blocks = append(blocks, filedRow(f, row.Case))
	}
	if len(l.Filed) == 0 {
		blocks = append(blocks, section(f.P.T("home.filed.none")))
	}
	blocks = append(blocks, note(f.P.T("home.refreshed", "when", f.P.DayClock(f.Now))))
	return &Home{CallbackID: "home", Metadata: Metadata{Lang: string(f.P.Language())}.String(), Blocks: blocks}
}

// leaderLists are what officers, deputies and management look at first.
func leaderLists(f *Frame, l HomeLists) []slack.Block {
	var overdue, today []HomeRow
	for _, row := range l.Due {
		if row.Duty.Overdue(f.Now) {
			overdue = append(overdue, row)
		} else if n, known := f.daysLeft(row.Case, row.Duty); known && n <= 0 {
			today = append(today, row)
		}
	}
	late, soon := max(l.Overdue, len(overdue)), max(l.Today, len(today))
	blocks := []slack.Block{section(f.P.T("home.counts", "overdue", late, "today", soon, "approvals", len(l.Approvals)))}
	blocks = append(blocks, rowsOf(f, "home.overdue", "", overdue, late)...)
	blocks = append(blocks, rowsOf(f, "home.today", "", today, soon)...)
	blocks = append(blocks, rowsUnder(f, "home.approvals", "", l.Approvals)...)
	return append(blocks, rowsUnder(f, "home.unassigned", "", l.Unassigned)...)
}

// rowsUnder are rows with their heading. Without rows there is nothing, or
// the sentence none.
func rowsUnder(f *Frame, heading, none string, rows []HomeRow) []slack.Block {
	return rowsOf(f, heading, none, rows, len(rows))
}

// rowsOf is rowsUnder for the first of so many rows.
func rowsOf(f *Frame, heading, none string, rows []HomeRow, all int) []slack.Block {
	if len(rows) == 0 && none == "" {
		return nil
	}
	blocks := []slack.Block{header(f.P.T(heading))}
	if len(rows) == 0 {
		return append(blocks, section(f.P.T(none)))
	}
	for _, row := range rows[:min(HomeRows, len(rows))] {
		blocks = append(blocks, homeRow(f, row))
	}
	if rest := all - min(HomeRows, len(rows)); rest > 0 {
		blocks = append(blocks, note(f.P.T("home.rest", "n", rest)))
	}
	return blocks
}

func openList(f *Frame, l HomeLists) []slack.Block {
	blocks := rowsUnder(f, "home.open", "home.open.none", l.Open)
	if l.After == "" {
		return blocks
	}
	text := f.P.T("home.next.button")
	return append(blocks, actions("page", button("home.page", l.After, text, text)))
}

// homeRow is one case with the step that it asks for. It tells what it is
// about only at level standard.
func homeRow(f *Frame, row HomeRow) slack.Block {
	c := row.Case
	text := "*" + c.Number + "* · " + stateWord(f, c)
	if f.tells(c) && f.maySee(c, complaint.PartFiling) {
		text += " · " + Escape(cut(c.Filing().Summary, 200))
	}
	handler := f.P.T("words.nobody")
	if c.Handler != "" {
		handler = Escape(f.Name(c.Handler))
	}
	step, _ := c.Next()
	duty := row.Duty
	if duty != nil {
		step = stepOf(c, duty)
	} else if open := openDuties(c, 1); len(open) > 0 {
		duty = &open[0]
	}
	if duty != nil {
		mark, word := standing(f, c, duty)
		text += "\n" + mark + " *" + word + "* · " + owed(f, c, duty) + " · " + handler
	} else {
		text += "\n" + handler
	}
	s := section(text)
	s.Accessory = slack.NewAccessory(stepButton(f, c, step))
	return s
}

// filedRow is a case as its filer may always see it: number and state word.
func filedRow(f *Frame, c *complaint.Case) slack.Block {
	return section("*" + c.Number + "* · " + stateWord(f, c))
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
