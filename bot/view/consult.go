package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// ConsultForm notes whom somebody asked and what they said.
func ConsultForm(f *Frame, c *complaint.Case, typed complaint.Consultation) *Modal {
	blocks := []slack.Block{section("*" + Escape(c.Filing().Summary) + "*")}
	if role := complaint.Role(c.Procedure.Contact.Consult); c.AwaitsAdvice() {
		blocks = append(blocks, note(f.P.T("consult.before_contact", "role", f.P.T("words.role."+string(role)))))
	} else if missed := c.MissedAdvice(); !missed.IsZero() {
		blocks = append(blocks, note(f.P.T("consult.after_contact", "role", f.P.T("words.role."+string(role)), "when", f.P.DayClock(missed))))
	} else if role := c.ConsultMissing("", f.Now); role != "" {
		blocks = append(blocks, advisers(f, c, role)...)
	}
	blocks = append(blocks, unconfirmed(f, c)...)
	blocks = append(blocks, consultFields(f, f.P.T("consult.with.label"), typed, false)...)
	return &Modal{
		CallbackID: "case.consult", Metadata: caseMetadata(f, c, complaint.StepConsult).String(), Blocks: blocks,
		Title: f.P.T("consult.title", "number", c.Number), Submit: f.P.T("consult.submit"), Close: f.P.T("filing.close"),
	}
}

// consultFields ask with whom somebody spoke and what was said; optional where
// what they stand beside can be kept without.
func consultFields(f *Frame, with string, typed complaint.Consultation, optional bool) []slack.Block {
	done := "yes"
	switch {
	case typed.Impossible:
		done = complaint.FlagImpossible
	case typed.Unsaid:
		done = ""
	}
	who := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, placeholderText(f.P.T("filing.people.placeholder")), "v")
	who.InitialUser = typed.With
	return []slack.Block{
		field{block: "with", label: with, optional: optional}.with(who),
		field{block: "done", label: f.P.T("consult.done.label"), optional: optional}.radio([]Option{
			{Value: "yes", Text: f.P.T("consult.yes.option")},
			{Value: complaint.FlagImpossible, Text: f.P.T("consult.impossible.option")},
		}, done),
		field{block: "when", label: f.P.T("consult.when.label"), optional: optional}.moment(typed.At),
		field{block: "said", label: f.P.T("consult.said.label"), optional: optional}.text(typed.Said, "", true, mostNote),
	}
}

// adviceFields are the consultation in the form of an answer, where the
// procedure asks for one: what is on file, else what is to be filled in.
func adviceFields(f *Frame, c *complaint.Case, typed complaint.Consultation) []slack.Block {
	if e, ok := c.Advice(); ok {
		parts := []string{f.P.T("answer.consulted"), Escape(f.Name(e.Data.User)), f.P.DayClock(e.At)}
		return []slack.Block{note(strings.Join(append(parts, eventDetails(f, c, e)...), " · "))}
	}
	role := c.ConsultMissing(f.Viewer.ID, f.Now)
	if role == "" {
		return unconfirmed(f, c)
	}
	return append(append(advisers(f, c, role), unconfirmed(f, c)...), consultFields(f, f.P.T("answer.consulted"), typed, true)...)
}

// answerLacks says what an answer that is written still needs before it may be told: that
// somebody is consulted, or confirms that they were (OK-13).
func answerLacks(f *Frame, c *complaint.Case) []slack.Block {
	if role := c.ConsultMissing(f.Viewer.ID, f.Now); role != "" {
		return []slack.Block{section(adviceNeeded(f, c, role))}
	}
	if c.AwaitsHearing(f.Viewer.ID, f.Now) {
		return []slack.Block{section(hearingWaits(f, c.Unconfirmed()))}
	}
	return nil
}

func adviceNeeded(f *Frame, c *complaint.Case, role complaint.Role) string {
	return f.P.T("consult.needed", "role", f.P.T("words.role."+string(role)), "who", Escape(f.NameList(c.ToConsult(f.Now))))
}

// advisers are notes of who is to be consulted, and of whoever is kept out of the case that
// they see nothing of it and are asked nothing.
func advisers(f *Frame, c *complaint.Case, role complaint.Role) []slack.Block {
	blocks := []slack.Block{note(adviceNeeded(f, c, role))}
	for _, user := range c.ToConsult(f.Now) {
		if c.IsInvolved(user) {
			blocks = append(blocks, note(f.P.T("consult.kept_out", "who", Escape(f.Name(user)))))
		}
	}
	return blocks
}
