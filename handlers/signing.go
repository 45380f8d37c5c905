package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
)

// calendar shows the closed days of this year and the next.
func (h *Handlers) calendar(ctx context.Context, r *bot.Request, by complaint.Person, _ string) (bot.Response, error) {
	modal, err := h.calendarModal(ctx, r, by)
	return bot.Response{Open: modal}, err
}

func (h *Handlers) calendarModal(ctx context.Context, r *bot.Request, by complaint.Person) (*view.Modal, error) {
	years, people, err := h.closedDays(ctx)
	if err != nil {
		return nil, err
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, people)
	return view.CalendarModal(f, years), nil
}

// closedDays are the lists of this year and the next, and who found them right.
func (h *Handlers) closedDays(ctx context.Context) (years []view.YearList, people []string, err error) {
	cal, err := h.Store.Calendar(ctx, h.Now())
	if err != nil {
		return nil, nil, err
	}
	this := calendar.DayOf(h.Now(), h.Company.Zone).Year
	for year := this; year <= this+1; year++ {
		y := view.YearOf(cal, year)
		if y.Signed, err = h.Store.Signed(ctx, year, y.Hash); err != nil {
			return nil, nil, err
		}
		years, people = append(years, y), append(people, y.Signed.Person)
	}
	return years, people, nil
}

// errListChanged refuses to sign a list that the configuration changed since it was
// shown.
var errListChanged = &complaint.Refusal{Text: "error.list_changed"}

// signYear notes that the closed days of a year are right, as they were shown. In a
// message the answer comes as the message changes.
func (h *Handlers) signYear(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	if err := roster.MaySign(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	cal, err := h.Store.Calendar(ctx, h.Now())
	if err != nil {
		return bot.Response{}, err
	}
	year, hash := view.ParseYear(r.Action.Value)
	if hash == "" || cal.YearHash(year) != hash {
		err = errListChanged
	} else if err = h.Store.SignYear(ctx, year, hash, by.ID, h.Now()); err == nil {
		h.Log.InfoContext(ctx, "closed days signed", "year", year, "hash", hash, "by", by.ID)
	}
	if err != nil && !errors.Is(err, errListChanged) || !r.View.Modal {
		return bot.Response{}, err
	}
	modal, failed := h.calendarModal(ctx, r, by)
	if err != nil && failed == nil {
		modal = view.Outdated(modal, h.printer(r).T(errListChanged.Text))
	}
	return bot.Response{Update: modal}, failed
}
