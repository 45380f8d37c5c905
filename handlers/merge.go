package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// submitMerge ends the case as a duplicate of the one chosen. When deadlines of that one
// would move of which the form did not tell yet, it tells them first.
func (h *Handlers) submitMerge(ctx context.Context, r *bot.Request, form complaint.EndForm) (bot.Response, error) {
	if modal := h.foretell(ctx, r, form); modal != nil {
		return bot.Response{Update: modal}, nil
	}
	err := h.pair(ctx, r, complaint.StepEnd, func(c, into *complaint.Case, by complaint.Person) error {
		return complaint.Merge(c, into, form.Reason, by, h.Now())
	})
	if errors.Is(err, complaint.ErrConflict) {
		return h.outdatedForm(ctx, r, h.ending(ctx, r, form))
	}
	return bot.Response{}, err
}

// foretell is the form with what the merge would move, nil where it told so already, or
// nothing would.
func (h *Handlers) foretell(ctx context.Context, r *bot.Request, typed complaint.EndForm) *view.Modal {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil || m.Rev != c.Rev(complaint.StepEnd) { // which is refused with the reason
		return nil
	}
	modal := h.ending(ctx, r, typed).draw(f, c)
	drawn, err := view.ParseMetadata(modal.Metadata)
	if _, number, moves := strings.Cut(drawn.Hash, ":"); err != nil || !moves || strings.HasSuffix(m.Hash, ":"+number) {
		return nil
	}
	return view.Outdated(modal, f.P.T("correct.check"))
}

// onward is the case chosen to go on where c is its duplicate, with what would move in it,
// nil for none and for one that the person may not see.
func (h *Handlers) onward(ctx context.Context, f *view.Frame, c *complaint.Case, number string) *view.Onward {
	into, err := h.opened(ctx, number, f.Viewer, complaint.PartCard)
	if err != nil {
		return nil
	}
	on := &view.Onward{Option: view.CaseOption(f, into), Case: into}
	if !c.ReceivedAt.Before(into.ReceivedAt) {
		on.Moves = complaint.MergePreview(c, into, complaint.Rules{}, f.Viewer, h.Now())
		return on
	}
	then, err := h.Store.Crossed(ctx, into.ReceivedAt, c.ReceivedAt)
	if err != nil {
		h.Log.WarnContext(ctx, "what a merge moves is left out", "number", number, "error", err)
		return on
	}
	on.Moves = complaint.MergePreview(c, into, then, f.Viewer, h.Now())
	return on
}

// openRelate asks which other case has to do with this one.
func (h *Handlers) openRelate(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayRelate(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.RelateForm(f, c, nil)}, nil
}

// submitRelate links the two cases; that they are already is no mistake.
func (h *Handlers) submitRelate(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return bot.Response{}, h.pair(ctx, r, complaint.StepRelate, func(c, other *complaint.Case, by complaint.Person) error {
		return complaint.Relate(c, other, by, h.Now())
	})
}

// pair does what a form asks for with its case and the one chosen in it. One
// that is not there, or not for this person, is told apart nowhere.
func (h *Handlers) pair(ctx context.Context, r *bot.Request, s complaint.Step, do func(c, other *complaint.Case, by complaint.Person) error) error {
	by, err := h.member(ctx, r)
	if err != nil {
		return err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return err
	}
	if _, err := h.opened(ctx, m.Number, by, complaint.PartAnswer); err != nil {
		return err
	}
	number := r.View.Option("other")
	if number == "" {
		return complaint.Refusals{{Text: "error.other_missing", Field: "other"}}
	}
	if _, err := h.opened(ctx, number, by, complaint.PartState); errors.Is(err, complaint.ErrNotFound) {
		return complaint.Refusals{{Text: "error.unknown_case", Field: "other", Args: []any{"number", number}}}
	}
	return h.sent(r, m).UpdateCases(ctx, m.Number, number, func(c, other *complaint.Case) error {
		if err := fresh(c, s, m); err != nil {
			return err
		}
		return do(c, other, by)
	})
}

// duplicateOptions lists the cases in which a duplicate may go on, while a
// number is typed; one that was typed whole is there even when it may not, so
// that the refusal can say why.
func (h *Handlers) duplicateOptions(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.caseOptions(ctx, r, func(c *complaint.Case, by complaint.Person) bool { return c.MayMergeInto(by, h.Now()) == nil })
}

// relatedOptions lists the cases that may be linked.
func (h *Handlers) relatedOptions(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.caseOptions(ctx, r, func(*complaint.Case, complaint.Person) bool { return true })
}

func (h *Handlers) caseOptions(ctx context.Context, r *bot.Request, keep func(*complaint.Case, complaint.Person) bool) (bot.Response, error) {
	by, own, f, _, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	query := strings.ToUpper(strings.TrimSpace(r.Query))
	numbers, err := h.Store.Number(ctx, query, h.Now(), h.Company.Zone)
	if err != nil {
		return bot.Response{}, err
	}
	whole := slices.Clone(numbers)
	filing := own.Filing()
	alike, err := h.Store.AlikeOpen(ctx, filing.Email, filing.Phone, own.Number) // of the same customer, most likely meant
	if err != nil {
		return bot.Response{}, err
	}
	for _, c := range alike {
		numbers = append(numbers, c.Number)
	}
	rows, err := h.Store.Cases(ctx, db.Filter{Open: true, NotInvolving: by.ID, Limit: lookAt})
	if err != nil {
		return bot.Response{}, err
	}
	for _, row := range rows {
		numbers = append(numbers, row.Number)
	}
	var list []view.Option
	for i, number := range numbers {
		if slices.Contains(numbers[:i], number) {
			continue
		}
		c, err := h.opened(ctx, number, by, complaint.PartCard)
		if errors.Is(err, complaint.ErrNotFound) || number == own.Number {
			continue
		}
		if err != nil {
			return bot.Response{}, err
		}
		o := view.CaseOption(f, c)
		found := strings.Contains(number, query) || strings.Contains(strings.ToUpper(o.Note), query)
		if found && keep(c, by) || slices.Contains(whole, number) {
			list = append(list, o)
		}
	}
	return bot.Response{Options: list}, nil
}

// others tells which of the cases that a case speaks of the person may know of.
func (h *Handlers) others(ctx context.Context, by complaint.Person, c *complaint.Case) map[string]bool {
	seen := map[string]bool{}
	for _, number := range c.Links() {
		other, err := h.Store.Case(ctx, number)
		seen[number] = err == nil && other.KnownTo(by, h.Now())
	}
	return seen
}
