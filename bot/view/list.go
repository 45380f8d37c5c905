package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// ListPage is how many cases a page of a list shows.
const ListPage = 8

// What a list may hold, and in which order.
var (
	ListFilters = []string{"open", "overdue", "mine", "unassigned", "waiting", "ready", "answered", "closed"}
	ListSorts   = []string{"due", "new", "handler"}
)

// The lists that everybody has of what is theirs, beside the menus: Home shows where each
// begins.
const (
	ListMine   = "mine"
	ListBeside = "beside"
	ListFiled  = "filed"
	ListRecent = "recent" // all that the person may see, closed cases too, the newest first
)

// ownLists are those without menus, by the text that heads them in Home too.
var ownLists = map[string]string{
	ListBeside: "home.beside", ListFiled: "home.filed", ListRecent: "list.which",
}

// Own tells whether the list is of what the person has to do themselves, so that
// everybody has it.
func (q ListQuery) Own() bool { return q.Filter == ListMine || ownLists[q.Filter] != "" }

// ListQuery says which cases a list shows, as its menus and buttons carry it.
type ListQuery struct {
	Filter  string // one of ListFilters or of the own lists; empty: open
	Sort    string // one of ListSorts; empty: due
	Handler string // only those of this handler; empty: of all
	After   string // place in the list behind which the page begins
}

// String packs the query into a value: codes and ids only.
func (q ListQuery) String() string {
	return strings.Join([]string{q.Filter, q.Sort, q.Handler, q.After}, "|")
}

// ParseListQuery reads what String wrote. A forged value gives the list of all
// open cases.
func ParseListQuery(s string) ListQuery {
	q := ListQuery{}
	if parts := strings.Split(s, "|"); len(parts) == 4 {
		q = ListQuery{Filter: parts[0], Sort: parts[1], Handler: parts[2], After: parts[3]}
	}
	if !slices.Contains(ListFilters, q.Filter) && ownLists[q.Filter] == "" {
		q.Filter = ListFilters[0]
	}
	if !slices.Contains(ListSorts, q.Sort) {
		q.Sort = ListSorts[0]
	}
	return q
}

// CaseList is a page of a list: cases that the viewer may see, each already
// judged.
type CaseList struct {
	Query  ListQuery
	Leads  bool // the menus are for who has the lists of the company
	Cases  []*complaint.Case
	After  string         // place where the next page begins; empty: no more
	Counts map[string]int // by filter, of all cases that the viewer may see
	// LateClosed are the closed cases in which a promise is late: the overdue ones are shown
	// with them, and counted without, as open ones are.
	LateClosed int
}

// blocks draws the menus, the page and its buttons. Where names the screen in
// the ids of menus and buttons: home or list.
func (l *CaseList) blocks(f *Frame, where string) []slack.Block {
	var blocks []slack.Block
	if l.menued() {
		blocks = append(blocks, l.menus(f, where))
	}
	for _, c := range l.Cases {
		blocks = append(blocks, l.row(f, c))
	}
	switch {
	case len(l.Cases) == 0 && where == "home": // whose top has that button
		blocks = append(blocks, section(f.P.T("list.none")))
	case len(l.Cases) == 0:
		blocks = append(blocks, emptyRow(f, f.P.T("list.none"), where))
	}
	var turn []slack.BlockElement
	if l.Query.After != "" {
		text, first := f.P.T("list.first.button"), l.Query
		first.After = ""
		turn = append(turn, button(where+".first", first.String(), text, text))
	}
	if l.After != "" {
		text, next := f.P.T("list.next.button", "n", ListPage), l.Query
		next.After = l.After
		turn = append(turn, button(where+".page", next.String(), text, text))
	}
	if len(turn) > 0 {
		blocks = append(blocks, actions("page", turn...))
	}
	return blocks
}

// menued tells whether the list is one of those that menus choose among.
func (l *CaseList) menued() bool { return l.Leads && slices.Contains(ListFilters, l.Query.Filter) }

// row draws a case as Home does in the part where the list begins.
func (l *CaseList) row(f *Frame, c *complaint.Case) slack.Block {
	switch l.Query.Filter {
	case ListFiled:
		return filedRow(f, c)
	case ListRecent:
		return soughtRow(f, c)
	}
	if !l.menued() {
		return taskRow(f, c)
	}
	return caseRow(f, c)
}

// greeted are the lists whose count Home says on top, and not once more.
var greeted = map[string]bool{"overdue": true, "answered": true}

// menus choose what the list holds and in which order; each choice carries the
// whole query that it leads to.
func (l *CaseList) menus(f *Frame, where string) slack.Block {
	var filters, sorts []Option
	now := l.Query
	now.After = ""
	for _, name := range ListFilters {
		q := now
		q.Filter = name
		text := f.P.T("list.filter." + name)
		if n, counted := l.Counts[name]; counted && q.Handler == "" {
			said := "list.counted"
			switch {
			case name == "overdue" && l.LateClosed > 0: // so that it says which of them the list holds
				said = "list.counted_closed"
			case where == "home" && n > 0 && greeted[name]:
				said = "list.filter." + name
			}
			text = f.P.T(said, "what", text, "count", n, "closed", l.LateClosed)
		}
		filters = append(filters, Option{Value: q.String(), Text: text})
	}
	for _, name := range ListSorts {
		q := now
		q.Sort = name
		sorts = append(sorts, Option{Value: q.String(), Text: f.P.T("list.sort." + name)})
	}
	// Another block with each query, or Slack would keep showing an old choice.
	return actions("filters:"+now.Filter+":"+now.Sort, menu(where+".filter", filters, now.String()), menu(where+".sort", sorts, now.String()))
}

// menu is a picker that acts at once.
func menu(action string, lines []Option, value string) *slack.SelectBlockElement {
	objects := options(lines)
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, action, objects...)
	e.InitialOption = chosen(objects, value)
	return e
}

// emptyRow says what will appear in a list, and holds the one useful button.
func emptyRow(f *Frame, says, where string) slack.Block {
	s := section(says)
	text := f.P.T("home.register.button")
	s.Accessory = slack.NewAccessory(button("case.file.open", where, text, text))
	return s
}

// CasesModal is the list of cases that a command asked for.
func CasesModal(f *Frame, l *CaseList) *Modal {
	var blocks []slack.Block
	switch {
	case !l.menued() && l.Query.Filter == ListMine:
		blocks = append(blocks, header(f.P.T("home.mine")))
	case !l.menued():
		blocks = append(blocks, header(f.P.T(ownLists[l.Query.Filter])))
	case l.Query.Handler != "":
		blocks = append(blocks, section(f.P.T("list.of_handler", "name", "*"+Escape(f.Name(l.Query.Handler))+"*")))
	}
	return &Modal{
		CallbackID: "case.list", Title: f.P.T("list.title"), Close: f.P.T("words.ok.close"),
		Metadata: Metadata{Lang: string(f.P.Language())}.String(), Blocks: withLegend(f, append(blocks, l.blocks(f, "list")...)),
	}
}
