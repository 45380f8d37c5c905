package handlers

import (
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
)

// receipt reads when the complaint was received, zero when that is empty; dayOnly where the
// form says that nobody knows the hour.
func (h *Handlers) receipt(v *bot.View) (at time.Time, dayOnly bool) {
	dayOnly = v.Ticked(view.HourBlock, view.HourUnknown) || v.Ticked(view.LetterBlock, view.HourUnknown)
	if day, err := calendar.ParseDay(v.Values["received"].Date); err == nil {
		at, _ = day.At(0, h.Company.Zone)
		return at, dayOnly
	}
	at, _ = v.Time("received")
	return at, dayOnly
}

// presetReceipt is the moment that a form shows for what stood in it: who knows the hour of
// today after all begins at now, as in an empty form.
func (h *Handlers) presetReceipt(reg complaint.Registration) time.Time {
	now := h.Now()
	today, _ := calendar.DayOf(now, h.Company.Zone).At(0, h.Company.Zone)
	if !reg.DayOnly && reg.ReceivedAt.Equal(today) {
		return now
	}
	return reg.ReceivedAt
}
