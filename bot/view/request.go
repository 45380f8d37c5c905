package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/procedure"
)

// RequestForAgreement asks those who may agree with a step whether it is taken, then
// says what became of that, also to who asked. The reason stands in the case file, and
// here only at level standard. Seq is the event that asked.
func RequestForAgreement(f *Frame, c *complaint.Case, seq int) *Message {
	r := c.Request(seq)
	if r == nil {
		return Sentence(c.Number)
	}
	head := f.P.T("request.header."+requestGroup(r), "number", c.Number)
	m := &Message{Text: head, Blocks: []slack.Block{header(head)}}
	lines := []string{requestWhy(f, c, r), f.P.T("request.by", "name", "*"+Escape(f.Name(r.By))+"*", "when", f.P.DayClock(r.At))}
	if end := requestEnd(f, r); end != "" {
		lines = append(lines, end)
	}
	if p := c.Petition(r); f.Tells(c) && p.Because() != "" {
		lines = append(lines, quoted(Escape(cut(p.Because(), excerpt))))
	}
	m.Blocks = append(m.Blocks, section(strings.Join(lines, "\n")))
	if !r.Waiting() {
		return m
	}
	if f.Viewer.ID != "" && c.MayDecideRequest(seq, f.Viewer, f.Now) != nil {
		m.Blocks = append(m.Blocks, actions("next", stepButton(f, c, complaint.StepOpenFile)))
		return m
	}
	row := append(requestButtons(f, c, r), stepButton(f, c, complaint.StepOpenFile))
	green(row[0].(*slack.ButtonBlockElement))
	rules := []string{f.P.T("request.rule")}
	if c.Procedure.Agreement.Ours(requestStep(r)) {
		rules = append(rules, f.P.T("request.house"))
	}
	m.Blocks = append(m.Blocks, actions("decide", row...), note(rules...))
	return m
}

// requestStep is what the procedure calls the step that is asked for.
func requestStep(r *complaint.Request) string {
	switch group := requestGroup(r); group {
	case "end":
		return procedure.AgreeNoComplaint
	case "untold":
		return procedure.AgreeUnreached
	default:
		return group
	}
}

// requestGroup is what a request is about, where its words do not depend on more.
func requestGroup(r *complaint.Request) string {
	switch r.What {
	case complaint.AskNoReply, complaint.AskNoContact:
		return "unverified"
	case complaint.AskQuestion, complaint.AskNoComplaint:
		return "end"
	}
	return string(r.What)
}

// requestWhy is what is asked, with whom it concerns.
func requestWhy(f *Frame, c *complaint.Case, r *complaint.Request) string {
	why := "request.why." + string(r.What)
	if r.What == complaint.AskUnreached && c.Filing().Unknown {
		why = "request.why.unknown"
	}
	text := f.P.T(why, "n", c.Procedure.FollowUp.Attempts, "name", "*"+Escape(f.Name(r.User))+"*")
	if a := c.Petition(r).Assign; a != nil {
		text += " · " + Escape(a.Title) + " · " + f.P.T("assign.why."+a.Why)
	}
	return text
}

// requestEnd says what became of a request, empty while it waits.
func requestEnd(f *Frame, r *complaint.Request) string {
	name, when := "*"+Escape(f.Name(r.DecidedBy))+"*", f.P.DayClock(r.DecidedAt)
	switch {
	case r.Verdict == complaint.AgreementGiven:
		text := ":white_check_mark: " + f.P.T("request.given."+requestGroup(r), "name", name, "when", when)
		if r.Alone {
			text += " " + f.P.T("request.alone")
		}
		return text
	case r.Verdict == complaint.AgreementDenied:
		return ":no_entry_sign: " + f.P.T("request.denied", "name", name, "when", when)
	case r.Moot:
		return f.P.T("request.moot")
	}
	return ""
}

func requestButtons(f *Frame, c *complaint.Case, r *complaint.Request) []slack.BlockElement {
	grant, deny := f.P.T("request.grant.button"), f.P.T("request.deny.button")
	return []slack.BlockElement{
		button("agreement.grant", Value(c.Number, r.Seq), grant, grant+" · "+c.Number),
		button("agreement.deny.open", Value(c.Number, r.Seq), deny, deny+" · "+c.Number),
	}
}

// DenyForm asks why a request is refused, and so what is to happen instead.
func DenyForm(f *Frame, c *complaint.Case, seq int, typed string) *Modal {
	m := caseMetadata(f, c, complaint.StepAskClose)
	m.Version = seq
	return &Modal{
		CallbackID: "agreement.deny", Metadata: m.String(),
		Title: f.P.T("request.deny.title", "number", c.Number), Submit: f.P.T("request.deny.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{field{block: "reason", label: f.P.T("request.deny.label"), hint: f.P.T("request.deny.hint")}.text(typed, "", true, mostNote)},
	}
}

// requestPart is the last request on the first page of the file, reason included.
func requestPart(f *Frame, c *complaint.Case) []slack.Block {
	if len(c.Requests) == 0 || !f.maySee(c, complaint.PartAnswer) {
		return nil
	}
	r := &c.Requests[len(c.Requests)-1]
	text := "*" + requestWhy(f, c, r) + "*"
	if r.What == complaint.AskHandler { // the name is bold already
		text = requestWhy(f, c, r)
	}
	if end := requestEnd(f, r); end != "" {
		text += "\n" + end
	}
	blocks := []slack.Block{section(text)}
	for _, words := range []string{c.Petition(r).Because(), c.RequestComment(r)} {
		if words != "" {
			blocks = append(blocks, quote(Escape(words))...)
		}
	}
	blocks = append(blocks, replyBlocks(f, c.Petition(r).Reply)...)
	if r.Waiting() && c.MayDecideRequest(r.Seq, f.Viewer, f.Now) == nil {
		blocks = append(blocks, actions("request", requestButtons(f, c, r)...))
	}
	return blocks
}

// asksFirst is the line of a form whose step somebody else agrees with first; nil for
// who decides in person.
func asksFirst(f *Frame, c *complaint.Case, what complaint.Ask) []slack.Block {
	if !c.MustAsk(what, f.Viewer, f.Now) {
		return nil
	}
	return []slack.Block{note(":busts_in_silhouette: " + f.P.T("request.first", "role", f.P.T("words.role."+string(c.Agrees(what)))))}
}

// requestDetails are what a request is about, with whom it concerns, for a line.
func requestDetails(f *Frame, e complaint.Event) []string {
	parts := []string{f.P.T("request.what." + e.Data.Why)}
	if e.Data.User != "" {
		parts = append(parts, Escape(f.Name(e.Data.User)))
	}
	return parts
}
