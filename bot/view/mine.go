package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
)

// MineModal is what a person works on and what they filed.
func MineModal(f *Frame, l *HomeLists) *Modal {
	blocks := append(tasks(f, l, rooms[0]), filedRows(f, l, HomeMine)...)
	return &Modal{
		CallbackID: "case.mine", Title: f.P.T("home.mine"), Close: f.P.T("words.ok.close"),
		Metadata: Metadata{Lang: string(f.P.Language())}.String(), Blocks: withLegend(f, blocks),
	}
}

// DueRow is one deadline of one case.
type DueRow struct {
	Case *complaint.Case
	Duty complaint.Duty
}

// dueRows is how many deadlines one window shows.
const dueRows = 60

// DueQuery says which page of the deadlines a window shows.
type DueQuery struct {
	Today bool   // of today instead of seven days
	Own   bool   // whenever they are, but only what the viewer has to do
	After string // place behind which the page begins
}

// String packs the query into a value.
func (q DueQuery) String() string {
	stretch := "week"
	switch {
	case q.Own:
		stretch = "own"
	case q.Today:
		stretch = "today"
	}
	return stretch + "|" + q.After
}

// ParseDueQuery reads what String wrote. A forged value gives the first page of the week.
func ParseDueQuery(s string) DueQuery {
	stretch, after, _ := strings.Cut(s, "|")
	return DueQuery{Today: stretch == "today", Own: stretch == "own", After: after}
}

// DueModal lists deadlines by the day on which they must be met at the latest,
// what is overdue first. The rows come sorted; next is where the next page begins, empty
// when this is the last.
func DueModal(f *Frame, q DueQuery, rows []DueRow, next string) *Modal {
	day, week := f.P.T("due.today.button"), f.P.T("due.week.button")
	stretch := f.P.T("due.week", "when", f.P.Day(f.Now))
	if q.Today {
		stretch = f.P.T("due.today", "when", f.P.Day(f.Now))
	}
	blocks := []slack.Block{section(stretch), actions("stretch",
		button("due.today", DueQuery{Today: true}.String(), day, day), button("due.week", DueQuery{}.String(), week, week))}
	if len(rows) == 0 && next == "" {
		none := "due.none.week"
		if q.Today {
			none = "due.none.today"
		}
		blocks = append(blocks, section(f.P.T(none)))
	}
	heading := ""
	shown := 0
	for _, row := range rows[:min(dueRows, len(rows))] {
		if len(blocks) > mostRows {
			break
		}
		if h := dueHeading(f, row); h != heading {
			heading = h
			blocks = append(blocks, header(h))
		}
		blocks = append(blocks, dueBlocks(f, row)...)
		shown++
	}
	if rest := len(rows) - shown; rest > 0 {
		blocks = append(blocks, note(f.P.T("home.rest", "n", rest)))
	}
	return dueWindow(f, q, blocks, next)
}

// dueWindow is the window of these blocks, with the button of the page at next.
func dueWindow(f *Frame, q DueQuery, blocks []slack.Block, next string) *Modal {
	if next != "" {
		text := f.P.T("due.next.button")
		q.After = next
		blocks = append(blocks, actions("page", button("due.page", q.String(), text, text)))
	}
	return &Modal{
		CallbackID: "case.due", Title: f.P.T("due.title"), Close: f.P.T("words.ok.close"),
		Metadata: Metadata{Lang: string(f.P.Language())}.String(), Blocks: withLegend(f, blocks),
	}
}

// mostRows is after how many blocks no row begins, a heading and two blocks: a window has
// room for as many as Home, and three come below the rows.
const mostRows = mostHome - 6

// ownRows is how many rows a window of what somebody has to do shows: there may be a
// heading over each.
const ownRows = 45

// TurnsModal lists all that the viewer has to do, by the day on which it must be done at
// the latest, what is overdue first and what has no day at the end. The turns come sorted;
// next is where the next page begins, empty when this is the last.
func TurnsModal(f *Frame, turns []Turn, next string) *Modal {
	blocks := []slack.Block{section("*" + f.P.T("home.turns") + "*")}
	switch {
	case len(turns) == 0 && next == "":
		blocks = append(blocks, section(f.P.T("due.none.own")))
	case len(turns) == 0:
		blocks = append(blocks, section(f.P.T("home.unseen")))
	}
	heading := ""
	shown := 0
	for _, t := range turns[:min(ownRows, len(turns))] {
		if len(blocks) > mostRows {
			break
		}
		h := f.P.T("due.undated")
		if t.Duty != nil {
			h = dueHeading(f, DueRow{t.Case, *t.Duty})
		}
		if h != heading {
			heading = h
			blocks = append(blocks, header(h))
		}
		blocks = append(blocks, offering(f, t.Case, t.Duty, turnLines(f, t), func() *slack.ButtonBlockElement { return turnButton(f, t) })...)
		shown++
	}
	if rest := len(turns) - shown; rest > 0 {
		blocks = append(blocks, note(f.P.T("home.rest", "n", rest)))
	}
	return dueWindow(f, DueQuery{Own: true}, blocks, next)
}

// dueHeading is the day under which a deadline stands.
func dueHeading(f *Frame, row DueRow) string {
	if row.Duty.Overdue(f.Now) {
		return f.P.T("home.overdue")
	}
	if n, known := f.daysLeft(row.Case, &row.Duty); known && n <= 0 {
		return f.P.T("home.today")
	}
	return f.day(row.Case, calendar.DayOf(row.Case.Calendar.WorkingDeadline(row.Duty.Due), row.Case.Zone()))
}

func dueBlocks(f *Frame, row DueRow) []slack.Block {
	lines := []string{rowHead(f, row.Case), owedToday(f, row.Case, &row.Duty)}
	if f.maySee(row.Case, complaint.PartCard) {
		lines[1] += " · " + f.owing(row.Case.Owes(&row.Duty, f.Now))
	}
	return offering(f, row.Case, &row.Duty, lines, func() *slack.ButtonBlockElement { return dutyOffer(f, row.Case, &row.Duty) })
}

// offering is a row with the button of what the viewer can do about it beside it or, where
// they are asked for one of two answers, both of them under it.
func offering(f *Frame, c *complaint.Case, d *complaint.Duty, lines []string, do func() *slack.ButtonBlockElement) []slack.Block {
	s := section(strings.Join(lines, "\n"))
	if h := asksViewer(f, c, d); h != nil {
		return []slack.Block{s, actions("", hearingAnswers(f, c, h)...)}
	}
	s.Accessory = slack.NewAccessory(do())
	return []slack.Block{s}
}
