package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// listWords are the words for what a list holds: in English, Dutch and Danish,
// then other spellings.
var listWords = map[string][]string{
	"open":       {"open", "åben", "åbne", "aaben"},
	"overdue":    {"overdue", "telaat", "forsinket"},
	"unassigned": {"unassigned", "nieuw", "ny"},
	"ready":      {"ready", "klaar", "klar"},
	"closed":     {"closed", "gesloten", "lukket"},
}

// listCases opens the list of cases that the words after the command ask for.
func (h *Handlers) listCases(ctx context.Context, r *bot.Request, by complaint.Person, rest string) (bot.Response, error) {
	q := view.ParseListQuery("")
	for _, word := range strings.Fields(strings.ToLower(rest)) {
		switch filter := listFilter(word); {
		case filter != "":
			q.Filter = filter
		case strings.HasPrefix(word, "@") && len(r.Mentions) > 0:
			q.Handler = r.Mentions[0]
		default:
			return bot.Response{}, &complaint.Refusal{Text: "error.unknown_list", Args: []any{
				"word", word, "command", r.Command + " " + rowOf(verbList).word(h.language(r)),
			}}
		}
	}
	modal, err := h.casesModal(ctx, r, by, q)
	return bot.Response{Open: modal}, err
}

func listFilter(word string) string {
	for filter, words := range listWords {
		if slices.Contains(words, word) {
			return filter
		}
	}
	return ""
}

// turnList shows what was chosen in the menus of the list, or the page asked
// for, to whoever may still see the cases of the company.
func (h *Handlers) turnList(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	if row := rowOf(verbList); !row.open(roster, by.ID, h.Now()) {
		return bot.Response{}, h.notYours(roster, row)
	}
	modal, err := h.casesModal(ctx, r, by, view.ParseListQuery(r.Action.Value))
	return bot.Response{Update: modal}, err
}

func (h *Handlers) casesModal(ctx context.Context, r *bot.Request, by complaint.Person, q view.ListQuery) (*view.Modal, error) {
	l, err := h.lister(ctx, by)
	if err != nil {
		return nil, err
	}
	today, err := l.todayEnd(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := l.counts(ctx, today)
	if err != nil {
		return nil, err
	}
	list, err := l.list(ctx, q, counts)
	if err != nil {
		return nil, err
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, l.people(q.Handler))
	return view.CasesModal(f, list), nil
}

// myCases is mineCases from a button.
func (h *Handlers) myCases(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	return h.mineCases(ctx, r, by, "")
}

// mineCases opens what the person works on and what they filed.
func (h *Handlers) mineCases(ctx context.Context, r *bot.Request, by complaint.Person, _ string) (bot.Response, error) {
	l, err := h.lister(ctx, by)
	if err != nil {
		return bot.Response{}, err
	}
	lists := &view.HomeLists{Handles: l.has(complaint.RoleHandler, complaint.RoleFollowUp)}
	if err := errors.Join(l.filed(ctx, lists), l.beside(ctx, lists)); err != nil {
		return bot.Response{}, err
	}
	today, err := l.todayEnd(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	counts, err := l.counts(ctx, today)
	if err != nil {
		return bot.Response{}, err
	}
	if lists.Handles || counts.Mine > 0 || len(l.places()) > 1 {
		if err := l.handling(ctx, lists, counts, today); err != nil {
			return bot.Response{}, err
		}
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, l.people())
	return bot.Response{Open: view.MineModal(f, lists)}, nil
}
