package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// DeclineForm asks the handler why they cannot take the case.
func DeclineForm(f *Frame, c *complaint.Case, reason string) *Modal {
	return &Modal{
		CallbackID: "case.decline", Metadata: caseMetadata(f, c, complaint.StepAccept).String(),
		Title: f.P.T("respond.decline.title"), Submit: f.P.T("respond.decline.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{
			field{block: "reason", label: f.P.T("respond.decline.label"), hint: f.P.T("respond.decline.hint")}.text(reason, "", true, mostNote),
		},
	}
}

// InterestForm asks how the viewer is involved, and the officer also who.
func InterestForm(f *Frame, c *complaint.Case, typed complaint.Interest) *Modal {
	how := field{block: "how", label: f.P.T("respond.interest.self.label")}
	blocks := []slack.Block{section(f.P.T("respond.interest.intro"))}
	if c.MayDeclareFor(f.Viewer, f.Now) == nil {
		how.label = f.P.T("respond.interest.how.label")
		blocks = append(blocks, field{block: "who", label: f.P.T("respond.interest.who.label"), hint: f.P.T("respond.interest.who.hint"), optional: true}.
			people(typed.Users, f.P.T("filing.people.placeholder"), mostPeople))
	}
	return &Modal{
		CallbackID: "case.interest", Metadata: caseMetadata(f, c, complaint.StepInterest).String(),
		Title: f.P.T("respond.interest.title", "number", c.Number), Submit: f.P.T("respond.interest.submit"), Close: f.P.T("filing.close"),
		Blocks: append(blocks, how.text(typed.How, "", false, mostAddress)),
	}
}

// InterestKept says that the viewer is kept out of the case from now on.
func InterestKept(f *Frame, number string) *Modal {
	return &Modal{
		CallbackID: "case.shown", Metadata: Metadata{Number: number, Lang: string(f.P.Language())}.String(),
		Title: f.P.T("respond.interest.title", "number", number), Close: f.P.T("words.ok.close"),
		Blocks: []slack.Block{section(f.P.T("respond.interest.done", "number", number))},
	}
}

// takesOn says in a form that recording it is an answer to having been asked, for
// who has not answered yet.
func takesOn(f *Frame, c *complaint.Case) []slack.Block {
	if !c.TakesOn(f.Viewer, f.Now) {
		return nil
	}
	return []slack.Block{section(f.P.T("respond.takes_on"))}
}

// Vacant tells the officer that the case needs a handler, and why; later that
// there is one, or how the case ended.
func Vacant(f *Frame, c *complaint.Case, why string) *Message {
	text := f.P.T("respond.vacant", "number", c.Number)
	blocks := []slack.Block{header(text)}
	switch {
	case !c.Open():
		return &Message{Text: text, Blocks: append(blocks, section(deskOver(f, c)))}
	case c.Handler != "":
		return &Message{Text: text, Blocks: append(blocks, section(f.P.T("respond.vacant.done")))}
	}
	return &Message{Text: text, Blocks: append(blocks, section(f.P.T("respond.vacant."+why)),
		stepRow(f, c, "next", complaint.StepAssign, []complaint.Step{complaint.StepOpenFile}))}
}

// PutInto tells the handler that somebody put something into the file of their case.
func PutInto(f *Frame, c *complaint.Case, e complaint.Event) *Message {
	return &Message{
		Text: c.Number + " · " + f.P.T("thread.event."+string(e.Kind)),
		Blocks: append([]slack.Block{
			section(":heavy_plus_sign: " + f.P.T("respond.added", "who", "*"+Escape(f.Name(e.Actor))+"*", "number", c.Number)),
			stepRow(f, c, "next", complaint.StepOpenFile, nil),
		}, instead(f, c, []string{c.Handler})...),
	}
}
