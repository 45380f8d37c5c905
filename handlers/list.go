package handlers

import (
	"context"
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
	"answered":   {"answered", "beantwoord", "besvaret"},
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
	modal, err := h.casesModal(ctx, r, by, view.ParseListQuery(r.Action.Value))
	return bot.Response{Update: modal}, err
}

// openList opens the whole list of which Home shows the beginning.
func (h *Handlers) openList(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	modal, err := h.casesModal(ctx, r, by, view.ParseListQuery(r.Action.Value))
	return bot.Response{Open: modal}, err
}

// casesModal is a list for whoever may have it: their own, or those of the company.
func (h *Handlers) casesModal(ctx context.Context, r *bot.Request, by complaint.Person, q view.ListQuery) (*view.Modal, error) {
	l, err := h.lister(ctx, by)
	if err != nil {
		return nil, err
	}
	if !l.reads() && !q.Own() {
		return nil, h.notYours(l.roster, rowOf(verbList))
	}
	counts, err := l.counts(ctx)
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
	l.alone = true
	lists := &view.HomeLists{}
	if lists.How, err = h.Store.Procedure(ctx, l.now); err != nil {
		return bot.Response{}, err
	}
	if _, err := l.own(ctx, lists); err != nil {
		return bot.Response{}, err
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, l.people())
	return bot.Response{Open: view.MineModal(f, lists)}, nil
}
