package handlers

import (
	"context"
	"slices"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// running lists the cases, as far as the viewer may see them, in which somebody promised
// the customer something that is not done.
func (h *Handlers) running(ctx context.Context, f *view.Frame, user string) ([]string, error) {
	return h.owing(ctx, f, user, func(c *complaint.Case) bool { return c.Runs(user) })
}

// owing lists those of the cases that somebody handles, or in which they owe something
// of their own, for which that is so, as far as the viewer may see them.
func (h *Handlers) owing(ctx context.Context, f *view.Frame, user string, is func(*complaint.Case) bool) ([]string, error) {
	rows, err := h.Store.Cases(ctx, db.Filter{Open: true, Handlers: []string{user}, Sort: db.SortDue, Limit: keptOutMost})
	if err != nil {
		return nil, err
	}
	duties, err := h.Store.OwnDuties(ctx, user, keptOutMost)
	if err != nil {
		return nil, err
	}
	var numbers, found []string
	for _, row := range rows {
		numbers = append(numbers, row.Number)
	}
	for _, d := range duties {
		numbers = append(numbers, d.Number)
	}
	slices.Sort(numbers)
	for _, number := range slices.Compact(numbers) {
		c, err := h.Store.Case(ctx, number)
		if err != nil {
			return nil, err
		}
		if is(c) && c.MaySee(f.Viewer, complaint.PartPromise, f.Now) {
			found = append(found, number)
		}
	}
	return found, nil
}

// tellOfAbsence lets the customers of these cases be told. The absence holds whatever
// comes of it: where it failed, the viewer reads so and can do it by themselves.
func (h *Handlers) tellOfAbsence(ctx context.Context, f *view.Frame, a *complaint.Absence, numbers []string) (told, untold []string) {
	company := view.Frame{Company: f.Company, P: h.Company.Printer(h.Company.Language), Names: f.Names, Now: f.Now}
	for _, number := range numbers {
		_, err := h.update(ctx, number, func(c *complaint.Case) error {
			company.CalledIn(c)
			word := complaint.AwayWord{What: view.TellWord(&company, a, c.StandIn(a)), Name: company.Name}
			return c.TellOfAbsence(a, word, f.Viewer, h.Now())
		})
		if err != nil {
			h.Log.WarnContext(ctx, "nobody will tell the customer of an absence", "case", number, "error", err)
			untold = append(untold, number)
			continue
		}
		told = append(told, number)
	}
	return told, untold
}

// absencesGone lets fall away what customers were to be told of absences that were moved
// or ended. That holds whatever comes of it: where it failed, the task stays in the case.
func (h *Handlers) absencesGone(ctx context.Context, f *view.Frame, gone ...complaint.Absence) {
	why := h.Company.Printer(h.Company.Language).T("tellaway.gone")
	for i := range gone {
		a := &gone[i]
		var numbers []string
		for _, user := range []string{a.User, a.Deputy} { // whichever of them was to tell it
			if user == "" {
				continue
			}
			found, err := h.owing(ctx, f, user, func(c *complaint.Case) bool { return c.OwesTellingOf(a) })
			if err != nil {
				h.Log.WarnContext(ctx, "customers may still be told of an absence that is gone", "error", err)
			}
			numbers = append(numbers, found...)
		}
		for _, number := range numbers {
			_, err := h.update(ctx, number, func(c *complaint.Case) error { return c.AbsenceGone(a, why, f.Viewer, h.Now()) })
			if err != nil {
				h.Log.WarnContext(ctx, "a customer may still be told of an absence that is gone", "case", number, "error", err)
			}
		}
	}
}
