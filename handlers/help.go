package handlers

import (
	"context"
	"slices"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// helpAll are the words that ask for every command instead of the first few.
var helpAll = []string{"all", "alles", "alt"}

// help says what this person can ask for, and whom to turn to with questions; of one
// thing when they name it.
func (h *Handlers) help(ctx context.Context, r *bot.Request, by complaint.Person, topic string) (bot.Response, error) {
	topic = strings.ToLower(topic)
	all := slices.Contains(helpAll, topic)
	var about *verbRow
	if topic != "" && !all {
		if about = verbOf(topic); about == nil || about.line == "" {
			return h.didYouMean(ctx, r, by, topic)
		}
	}
	f, help, err := h.helpFor(ctx, r, by, all, about)
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Ephemeral: view.Help(f, help)}, nil
}

// helpFor gathers what this person can ask for: the first few things, all, or the one
// that they ask about.
func (h *Handlers) helpFor(ctx context.Context, r *bot.Request, by complaint.Person, all bool, about *verbRow) (*view.Frame, view.HelpText, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return nil, view.HelpText{}, err
	}
	f := h.frame(r, by)
	help := view.HelpText{
		Command: r.Command, All: all, Officers: roster.Holding(complaint.RoleOfficer, f.Now), Lead: roster.Leads(),
	}
	if help.Command == "" {
		help.Command = CommandOf(f.P.Language())
	}
	for _, row := range verbs() {
		shown := all || row.first
		if about != nil {
			shown = row.verb == about.verb
		}
		if row.line == "" || !shown {
			continue
		}
		if row.open(roster, by.ID, f.Now) {
			help.Lines = append(help.Lines, row.line)
		} else if about != nil {
			return nil, help, h.notYours(roster, &row)
		}
	}
	if help.Register, err = h.register(ctx); err != nil {
		return nil, view.HelpText{}, err
	}
	help.Number = view.ExampleNumber(help.Register.Procedure, f.Now.In(h.Company.Zone))
	f.Names = h.names(ctx, namesTime, help.Officers)
	return f, help, nil
}

// helpMentioned is help for somebody who wrote the app's name.
func (h *Handlers) helpMentioned(ctx context.Context, r *bot.Request, by complaint.Person) (bot.Response, error) {
	return h.help(ctx, r, by, "")
}
