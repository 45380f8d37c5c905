package handlers

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/lang"
)

// numberLike is what may be meant as a case number.
var numberLike = regexp.MustCompile(`(?i)^(?:(?:[a-z]{1,10}-)?[0-9]{4}-)?[0-9]{1,9}$`)

// command answers /complaint, /klacht and /klage.
func (h *Handlers) command(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	if err := h.guessLanguage(ctx, r); err != nil {
		return bot.Response{}, err
	}
	o := parseOrder(r.Text)
	if o.verb == verbLater {
		return h.notYet(r, o.rest), nil
	}
	row := rowOf(o.verb)
	if row == nil {
		return h.didYouMean(ctx, r, by, o.rest)
	}
	return h.obey(ctx, r, by, row, o.rest)
}

// obey does what a verb asks for, for whoever may use it.
func (h *Handlers) obey(ctx context.Context, r *bot.Request, by complaint.Person, row *verbRow, rest string) (bot.Response, error) {
	if len(row.roles) > 0 {
		roster, err := h.Store.Roster(ctx)
		if err != nil {
			return bot.Response{}, err
		}
		if !row.open(roster, by.ID, h.Now()) {
			return bot.Response{}, h.notYours(roster, row)
		}
	}
	return row.do(h, ctx, r, by, rest)
}

// asTyped gives the handler of a button that does what a verb does.
func (h *Handlers) asTyped(v verb) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		by, err := h.member(ctx, r)
		if err != nil {
			return bot.Response{}, err
		}
		return h.obey(ctx, r, by, rowOf(v), "")
	}
}

// notYours refuses a command to somebody without the role for it, and names
// who has one.
func (h *Handlers) notYours(roster *complaint.Roster, row *verbRow) error {
	return &complaint.Refusal{Text: "error.not_your_command", Args: []any{"who", complaint.Users(roster.HoldingAny(h.Now(), row.roles...))}}
}

// fileFrom opens the filing form with the beginning of a story, if any. A story
// that was typed with the command is not to be lost over a draft.
func (h *Handlers) fileFrom(ctx context.Context, r *bot.Request, by complaint.Person, story string) (bot.Response, error) {
	if story == "" {
		return h.fileOrContinue(ctx, r, by)
	}
	return h.openFiling(ctx, r, by, complaint.Registration{Filing: complaint.Filing{Story: story}, Via: "phone"}, view.Offer{})
}

// show opens the case file of the first case that the person may mean and see. Without a
// number it lists what they may see, the newest first.
func (h *Handlers) show(ctx context.Context, r *bot.Request, by complaint.Person, typed string) (bot.Response, error) {
	if typed == "" {
		modal, err := h.casesModal(ctx, r, by, view.ListQuery{Filter: view.ListRecent})
		return bot.Response{Open: modal}, err
	}
	if !numberLike.MatchString(typed) {
		return h.didYouMean(ctx, r, by, strings.TrimSpace(r.Text))
	}
	c, err := h.meant(ctx, by, typed)
	if err != nil {
		return bot.Response{}, err
	}
	return h.openFile(ctx, r, c.Number)
}

// meant gives the first case that the person may mean by a number and knows of.
func (h *Handlers) meant(ctx context.Context, by complaint.Person, typed string) (*complaint.Case, error) {
	numbers, err := h.Store.Number(ctx, typed, h.Now(), h.Company.Zone)
	if err != nil {
		return nil, err
	}
	for _, number := range numbers {
		if c, err := h.opened(ctx, number, by, complaint.PartState); !errors.Is(err, complaint.ErrNotFound) {
			return c, err
		}
	}
	return nil, &complaint.Refusal{Text: "error.unknown_case", Args: []any{"number", strings.ToUpper(typed)}}
}

// notYet answers the word of something that cannot be done yet.
func (h *Handlers) notYet(r *bot.Request, word string) bot.Response {
	help := rowOf(verbHelp)
	text := h.printer(r).T("error.not_yet", "word", r.Command+" "+strings.ToLower(word), "command", r.Command+" "+help.word(h.language(r)))
	return bot.Response{Ephemeral: view.Sentence(text)}
}

// didYouMean answers a word that is no verb with the verb it may stand for.
func (h *Handlers) didYouMean(ctx context.Context, r *bot.Request, by complaint.Person, word string) (bot.Response, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	first, _, _ := strings.Cut(word, " ")
	row := nearest(first, func(row *verbRow) bool { return row.open(roster, by.ID, h.Now()) })
	example := r.Command + " " + row.word(h.language(r))
	if row.takes == 1 {
		number, err := h.exampleNumber(ctx)
		if err != nil {
			return bot.Response{}, err
		}
		example += " " + number
	}
	return bot.Response{Ephemeral: view.Sentence(h.printer(r).T("error.unknown_command", "word", word, "command", example))}, nil
}

// exampleNumber is a case number to show in a sentence, as the procedure in force
// writes them.
func (h *Handlers) exampleNumber(ctx context.Context) (string, error) {
	p, err := h.Store.Procedure(ctx, h.Now())
	if err != nil {
		return "", err
	}
	return view.ExampleNumber(p, h.Now().In(h.Company.Zone)), nil
}

// CommandOf names the command of a language, for whoever used none.
func CommandOf(l lang.Language) string {
	return map[lang.Language]string{lang.NL: "/klacht", lang.DA: "/klage", lang.EN: "/complaint"}[l]
}
