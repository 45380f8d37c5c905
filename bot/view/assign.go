package view

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// AssignForm asks who handles the case and why, and who delivered the service
// it is about. Typed is what stands in the fields; with a handler chosen it
// holds the function to propose.
func AssignForm(f *Frame, c *complaint.Case, typed complaint.Assignment) *Modal {
	blocks := []slack.Block{section(assignTop(f, c)), handlerField(f, c, typed)}
	if lines := unavailable(f, c); lines != "" {
		blocks = append(blocks, note(lines))
	}
	blocks = append(blocks, titleField(f, typed))
	blocks = append(blocks, whyFields(f, c, typed)...)
	blocks = append(blocks, delivererFields(f, c, typed)...)
	blocks = append(blocks, field{block: "brief", label: f.P.T("assign.brief.label"), optional: true}.
		text(typed.Brief, f.P.T("assign.brief.placeholder"), true, mostWish))
	blocks = append(blocks, keepField(f, c, typed)...)
	if c.AwaitsCustomer() {
		hint := f.P.T("assign.skip_explain.hint")
		if c.AwaitsReport() {
			hint = f.P.T("assign.skip_report.hint")
		}
		blocks = append(blocks, field{block: "skip", label: f.P.T("assign.skip.label"), hint: hint}.
			text(typed.Skip, "", false, mostAddress))
	}
	first := asksFirst(f, c, complaint.AskHandler)
	modal := &Modal{
		CallbackID: "case.assign", Metadata: caseMetadata(f, c, complaint.StepAssign).String(), Blocks: withLegend(f, append(blocks, first...)),
		Title: f.P.T("assign.title", "number", c.Number), Submit: f.P.T("assign.submit"), Close: f.P.T("filing.close"),
	}
	if first != nil {
		modal.Submit = f.P.T("request.submit")
	}
	return modal
}

// assignTop says what the case is about and what is owed. The window is seen
// by officers only, so the summary may stand in it.
func assignTop(f *Frame, c *complaint.Case) string {
	text := "*" + Escape(c.Filing().Summary) + "*"
	if lines := dutyLines(f, c, math.MaxInt); lines != "" {
		text += "\n" + lines
	}
	return text
}

// handlerField answers from our list while the person types; choosing redraws
// the form to propose the function.
func handlerField(f *Frame, c *complaint.Case, typed complaint.Assignment) slack.Block {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, placeholderText(f.P.T("assign.handler.placeholder")), "v")
	none := 0
	e.MinQueryLength = &none
	if typed.Handler != "" {
		e.InitialOption = options([]Option{HandlerOption(f, typed.Handler, HandlerNote(c, typed.Handler, typed.Title, f.Now))})[0]
	}
	return field{block: "handler", label: f.P.T("assign.handler.label"), hint: f.P.T("assign.handler.hint"), redraws: true}.with(e)
}

// HandlerNote is what stands below a name in the list of handlers: the function, and
// of a partner for which firm they work.
func HandlerNote(c *complaint.Case, user, title string, now time.Time) string {
	firm := c.Roster.People[user].Employer
	if firm == "" || !c.Roster.Has(user, complaint.RolePartner, now) {
		return title
	}
	return strings.TrimPrefix(title+" · "+clean(firm), " · ")
}

// HandlerOption is one line of the list of handlers: name and function.
func HandlerOption(f *Frame, user, title string) Option {
	return Option{Value: user, Text: f.Name(user), Note: title}
}

// titleField proposes the function that belongs to the chosen handler. Slack
// keeps what stands in an input while its ids stay the same, so the id names
// the handler: another choice brings another proposal.
func titleField(f *Frame, typed complaint.Assignment) slack.Block {
	e := slack.NewPlainTextInputBlockElement(placeholderText(f.P.T("assign.function.placeholder")), "title."+typed.Handler)
	e.MaxLength, e.InitialValue = mostName, cut(typed.Title, mostName)
	return field{block: "title", label: f.P.T("assign.function.label"), hint: f.P.T("assign.function.hint")}.with(e)
}

func whyFields(f *Frame, c *complaint.Case, typed complaint.Assignment) []slack.Block {
	codes := c.Procedure.Assign.Reasons
	list := make([]Option, len(codes))
	for i, code := range codes {
		list[i] = Option{Value: code, Text: f.P.T("assign.why." + code)}
		if lead := c.Roster.Lead; code == "officer" && lead != "" {
			list[i].Text = f.P.T("people.role." + string(lead))
		}
	}
	why := cmp.Or(typed.Why, c.WhyOf(typed.Handler, f.Now))
	if typed.Handler != "" {
		why = cmp.Or(why, codes[0])
	}
	blocks := []slack.Block{
		field{block: WhyBlock(c, typed.Handler, f.Now), label: f.P.T("assign.why.label"), redraws: true}.radio(list, why),
	}
	if why == "other" {
		blocks = append(blocks, field{block: "why_text", label: f.P.T("assign.reason.label")}.text(typed.WhyText, "", false, mostAddress))
	}
	return blocks
}

// WhyBlocks are the block ids of the reason: Slack keeps what is chosen in an
// input while its ids stay, so each proposal has a field of its own, and so has the
// time before anybody is chosen.
var WhyBlocks = []string{"why", "why_first", "why_officer", "why_process", "why_other"}

// WhyBlock is the block id of the reason while that handler is chosen.
func WhyBlock(c *complaint.Case, handler string, now time.Time) string {
	switch block := "why_" + c.WhyOf(handler, now); {
	case handler == "":
		return WhyBlocks[0]
	case slices.Contains(WhyBlocks, block):
		return block
	}
	return WhyBlocks[1]
}

func delivererFields(f *Frame, c *complaint.Case, typed complaint.Assignment) []slack.Block {
	if !c.Procedure.Assign.DelivererRequired {
		return nil
	}
	if !c.DelivererSaid() {
		return delivererWanted(f, typed)
	}
	said := f.P.T("assign.delivered_unknown")
	if who := f.delivered(c); who != "" {
		said = f.P.T("assign.delivered", "who", who)
	}
	return []slack.Block{
		section("*" + f.P.T("filing.deliverers.label") + "* " + said),
		field{block: "deliverers", label: f.P.T("assign.deliverers.label"), optional: true}.
			people(typed.Deliverers, f.P.T("filing.people.placeholder"), mostPeople),
		field{block: "deliverer", label: f.P.T("assign.deliverer.label"), optional: true}.text(typed.Deliverer, "", false, mostName),
		field{block: "unknown", label: f.P.T("assign.unknown.label"), optional: true}.text(typed.Unknown, "", false, mostAddress),
	}
}

// delivererWanted asks who delivered the service where that must be said: by whom, and in
// the one field that this asks for, who or why nobody knows.
func delivererWanted(f *Frame, typed complaint.Assignment) []slack.Block {
	list := make([]Option, len(complaint.DeliveredBy))
	for i, by := range complaint.DeliveredBy {
		list[i] = Option{Value: by, Text: f.P.T("assign.by." + by)}
	}
	by := cmp.Or(typed.Delivered, complaint.DeliveredBy[0])
	blocks := []slack.Block{
		field{block: "delivered", label: f.P.T("filing.deliverers.label"), hint: f.P.T("assign.deliverers.hint"), redraws: true}.radio(list, by),
	}
	switch by {
	case "outside":
		return append(blocks, field{block: "deliverer", label: f.P.T("assign.deliverer.label")}.text(typed.Deliverer, "", false, mostName))
	case "unknown":
		return append(blocks, field{block: "unknown", label: f.P.T("assign.unknown.label")}.text(typed.Unknown, "", false, mostAddress))
	}
	return append(blocks, field{block: "deliverers", label: f.P.T("assign.deliverers.label")}.
		people(typed.Deliverers, f.P.T("filing.people.placeholder"), mostPeople))
}

// delivered names who delivered the service, as far as that is known.
func (f *Frame) delivered(c *complaint.Case) string {
	var names []string
	if len(c.Deliverers) > 0 {
		names = append(names, f.NameList(c.Deliverers))
	}
	if outside := c.OutsideDeliverer(); outside != "" {
		names = append(names, outside)
	}
	return Escape(f.P.List(names))
}

// unavailable lists the handlers who cannot be chosen and why, and those who
// are away and who stands in, so that nobody hunts for a missing name.
func unavailable(f *Frame, c *complaint.Case) string {
	candidates := c.Candidates(f.Now)
	var lines []string
	if others := f.handlersElsewhere(c, candidates); len(others) > 0 {
		var roles []string
		for _, role := range c.Procedure.Assign.Roles {
			roles = append(roles, f.P.T("words.role."+role))
		}
		lines = append(lines, ":information_source: "+f.P.T("assign.roles", "roles", f.P.List(roles), "who", "*"+Escape(f.NameList(others))+"*"))
	}
	for _, user := range candidates {
		name := "*" + Escape(f.Name(user)) + "*"
		switch bar := c.Bars(user, nil, f.Now); bar {
		case "":
		case complaint.BarredAway:
			back, _ := c.BackOn([]string{user}, f.Now)
			line := f.P.T("assign.away", "name", name, "back", f.day(c, back))
			if deputy := c.Roster.DeputyOf(user, f.Now); deputy != "" {
				line += " · " + f.P.T("assign.deputy", "name", "*"+Escape(f.Name(deputy))+"*")
			}
			lines = append(lines, ":palm_tree: "+line)
		default:
			lines = append(lines, ":no_entry: "+f.P.T("assign.barred", "name", name, "why", f.P.T("assign.bar."+string(bar))))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// handlersElsewhere lists who is called a handler in this company and is no choice,
// because the procedure has others handle its cases.
func (f *Frame) handlersElsewhere(c *complaint.Case, candidates []string) []string {
	return slices.DeleteFunc(c.Roster.Holding(complaint.RoleHandler, f.Now), func(user string) bool {
		return slices.Contains(candidates, user) || c.IsInvolved(user)
	})
}
