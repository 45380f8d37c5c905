package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// leaveLines is how many cases are listed of somebody who leaves.
const leaveLines = 15

// MostHandedOver is how many cases are handed over at once.
const MostHandedOver = 25

// Leaving is somebody whose cases somebody else must take, as far as the viewer
// may see them.
type Leaving struct {
	User     string
	Here     bool             // they are a colleague, still or again
	Leads    bool             // the viewer leads cases; others hear of the roles alone
	Roles    []complaint.Role // that they are named for
	Deputy   []string         // for whom they are named to stand in
	Cases    []*complaint.Case
	More     int               // cases beyond those
	Promised []string          // numbers of cases in which they promised something by name
	Beside   []*complaint.Case // for which they were co-responsible
}

// Left tells who leads that somebody is gone, and shows what is still theirs; once they
// are back it says that.
func Left(f *Frame, l *Leaving) *Message {
	if l.Here {
		return &Message{Text: f.P.T("leave.back.told"), Blocks: []slack.Block{
			section(f.P.T("leave.back", "who", "*"+Escape(f.Name(l.User))+"*")),
		}}
	}
	blocks := []slack.Block{section(":wave: " + f.P.T("leave.head", "who", "*"+Escape(f.Name(l.User))+"*"))}
	if len(l.Roles) > 0 {
		blocks = append(blocks, section(f.P.T("leave.roles", "roles", f.P.List(RoleWords(f.P, l.Roles)))))
	}
	if len(l.Deputy) > 0 {
		blocks = append(blocks, section(f.P.T("leave.deputy", "who", Escape(f.NameList(l.Deputy)))))
	}
	if l.Leads {
		blocks = append(blocks, section(leavingCases(f, l)))
	}
	if len(l.Promised) > 0 {
		blocks = append(blocks, section(f.P.T("leave.promised", "numbers", f.P.List(l.Promised))))
	}
	blocks = append(blocks, besideCases(f, l)...)
	var row []slack.BlockElement
	if len(l.Cases) > 0 {
		text := f.P.T("leave.button")
		row = append(row, green(button("people.handover", l.User, text, text+" · "+f.Name(l.User))))
	}
	if len(l.Roles) > 0 {
		text := f.P.T("people.title")
		row = append(row, button("people.open", "left", text, text))
	}
	if len(row) > 0 {
		blocks = append(blocks, actions("left", row...))
	}
	if len(l.Cases) > 0 {
		blocks = append(blocks, note(f.P.T("leave.meanwhile")))
	}
	return &Message{Text: f.P.T("leave.told"), Blocks: blocks}
}

// mostBesideButtons is how many cases have a button to name another co-responsible.
const mostBesideButtons = 5

// besideCases lists the cases for which they were co-responsible, with the way to name
// another one in the first of them; of the others each card offers it.
func besideCases(f *Frame, l *Leaving) []slack.Block {
	if len(l.Beside) == 0 {
		return nil
	}
	var numbers []string
	var row []slack.BlockElement
	for i, c := range l.Beside {
		if i < leaveLines {
			numbers = append(numbers, c.Number)
		}
		if i < mostBesideButtons {
			b := stepButton(f, c, complaint.StepCoOwner)
			b.Text.Text = c.Number
			row = append(row, b)
		}
	}
	text := f.P.T("leave.beside", "n", len(l.Beside), "numbers", f.P.List(numbers))
	return []slack.Block{section(text), actions("beside", row...)}
}

// leavingCases lists the cases, number and state word each.
func leavingCases(f *Frame, l *Leaving) string {
	if len(l.Cases) == 0 {
		return f.P.T("leave.none")
	}
	lines := []string{f.P.T("leave.cases", "n", len(l.Cases)+l.More)}
	for i, c := range l.Cases {
		if i == leaveLines {
			break
		}
		line := "• *" + c.Number + "* · " + stateWord(f, c)
		if duties := openDuties(c, 1); len(duties) > 0 {
			_, word := standing(f, c, &duties[0])
			line += " · " + word
		}
		lines = append(lines, line)
	}
	if rest := len(l.Cases) + l.More - min(leaveLines, len(l.Cases)); rest > 0 {
		lines = append(lines, f.P.T("home.rest", "n", rest))
	}
	return strings.Join(lines, "\n")
}

// HandOverTyped is what stands in the form that hands over.
type HandOverTyped struct{ To, Title string }

// HandOver asks who takes all cases of somebody, where there are handlers. With a handler chosen it says
// which cases stay, and why.
func HandOver(f *Frame, l *Leaving, handlers bool, typed HandOverTyped) *Modal {
	m := leaveWindow(f)
	m.Metadata = Metadata{Hash: l.User, Lang: string(f.P.Language())}.String()
	m.Blocks = []slack.Block{section("*" + Escape(f.Name(l.User)) + "*\n" + leavingCases(f, l))}
	switch {
	case len(l.Cases) == 0:
		return m
	case !handlers:
		m.Blocks = append(m.Blocks, section(":warning: "+f.P.T("leave.nobody")))
		return m
	}
	m.Submit, m.Close = f.P.T("leave.submit"), f.P.T("filing.close")
	if l.Here {
		m.Blocks = append(m.Blocks, note(f.P.T("leave.here", "who", Escape(f.Name(l.User)))))
	}
	m.Blocks = append(m.Blocks, takerField(f, typed.To))
	if i := slices.IndexFunc(l.Cases, func(c *complaint.Case) bool { return c.MustAsk(complaint.AskHandler, f.Viewer, f.Now) }); i >= 0 {
		m.Blocks = append(m.Blocks, asksFirst(f, l.Cases[i], complaint.AskHandler)...)
	}
	if stays := staying(f, l, typed.To); len(stays) > 0 {
		m.Blocks = append(m.Blocks, note(staysText(f, stays)))
	}
	m.Blocks = append(m.Blocks, field{block: "title", label: f.P.T("leave.function.label"), hint: f.P.T("leave.function.hint"), optional: true}.
		text(typed.Title, "", false, mostName))
	return m
}

// takerField answers from our list of handlers while the person types, which may be
// longer than a menu takes; choosing redraws the form to say which cases stay.
func takerField(f *Frame, to string) slack.Block {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, placeholderText(f.P.T("assign.handler.placeholder")), "v")
	none := 0
	e.MinQueryLength = &none
	if to != "" {
		e.InitialOption = options([]Option{HandlerOption(f, to, "")})[0]
	}
	return field{block: "to", label: f.P.T("leave.to.label"), redraws: true}.with(e)
}

func leaveWindow(f *Frame) *Modal {
	return &Modal{
		CallbackID: "people.handover", Metadata: Metadata{Lang: string(f.P.Language())}.String(),
		Title: f.P.T("leave.title"), Close: f.P.T("answer.done.close"),
	}
}

// staying lists the cases that the one chosen must not touch, with the reason.
func staying(f *Frame, l *Leaving, to string) []string {
	var lines []string
	for _, c := range l.Cases {
		if bar := c.Bars(to, nil, f.Now); to != "" && bar != "" && bar != complaint.BarredAway {
			lines = append(lines, "• *"+c.Number+"* · "+f.P.T("assign.bar."+string(bar)))
		}
	}
	return lines
}

// staysText lists cases that stay, as far as one text takes them: the others it
// counts, so that none goes missing unsaid.
func staysText(f *Frame, lines []string) string {
	text, most := f.P.T("leave.stays"), 2900
	for i, line := range lines {
		if len(text)+len(line) > most {
			return text + "\n" + f.P.T("home.rest", "n", len(lines)-i)
		}
		text += "\n" + line
	}
	return text
}

// Stayed is a case that was not handed over, and why.
type Stayed struct{ Number, Why string }

// Handed is what became of a hand-over: how many cases passed on, were proposed or were
// not touched yet, and which stay.
type Handed struct {
	To                     string
	Passed, Proposed, Rest int
	Agrees                 complaint.Role // who agrees with what was proposed
	Stayed                 []Stayed
}

// HandedOver says how many cases passed on, or wait for an agreement, and which stay.
func HandedOver(f *Frame, h Handed) *Modal {
	m, who := leaveWindow(f), "*"+Escape(f.Name(h.To))+"*"
	if h.Passed > 0 || h.Proposed == 0 {
		m.Blocks = append(m.Blocks, section(f.P.T("leave.done", "n", h.Passed, "who", who)))
	}
	if h.Proposed > 0 {
		m.Blocks = append(m.Blocks, section(f.P.T("leave.proposed", "n", h.Proposed, "who", who, "role", f.P.T("words.role."+string(h.Agrees)))))
	}
	rest, stayed := h.Rest, h.Stayed
	if len(stayed) > 0 {
		lines := make([]string, len(stayed))
		for i, s := range stayed {
			lines[i] = "• *" + s.Number + "* · " + Escape(s.Why)
		}
		m.Blocks = append(m.Blocks, section(staysText(f, lines)))
	}
	if rest > 0 {
		m.Blocks = append(m.Blocks, note(f.P.T("leave.rest", "n", rest)))
	}
	return m
}

// leavers are the rows of the list of roles about handing cases over: of those who
// left, and of whoever is chosen.
func leavers(f *Frame, s *Staff) []slack.Block {
	if s.Roster.MayHandOver(f.Viewer, f.Now) != nil {
		return nil
	}
	var blocks []slack.Block
	text := f.P.T("leave.button")
	for _, l := range s.Left {
		row := section(f.P.T("leave.head", "who", "*"+Escape(f.Name(l.User))+"*") + " " + f.P.T("leave.open", "n", l.Cases))
		row.Accessory = slack.NewAccessory(button("people.handover", l.User, text, text+" · "+f.Name(l.User)))
		blocks = append(blocks, row)
	}
	pick := section(f.P.T("leave.pick"))
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, placeholderText(f.P.T("leave.pick.placeholder")), "people.handover")
	pick.Accessory = slack.NewAccessory(e)
	return append(blocks, pick)
}
