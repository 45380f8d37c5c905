package handlers

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// awayTyped opens the form about an absence with what was typed after the
// command: days and a deputy.
func (h *Handlers) awayTyped(ctx context.Context, r *bot.Request, by complaint.Person, rest string) (bot.Response, error) {
	typed := view.AwayTyped{}
	days := daysIn(rest, calendar.DayOf(h.Now(), h.Company.Zone))
	if len(days) > 0 {
		typed.From, typed.Last = days[0].String(), days[len(days)-1].String()
	}
	if len(r.Mentions) > 0 {
		typed.Deputy = r.Mentions[0]
	}
	return h.showAway(ctx, r, by, typed)
}

// openAway opens the form from a button.
func (h *Handlers) openAway(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	return h.showAway(ctx, r, by, view.AwayTyped{})
}

func (h *Handlers) showAway(ctx context.Context, r *bot.Request, by complaint.Person, typed view.AwayTyped) (bot.Response, error) {
	f := h.frame(r, by)
	around, err := h.around(ctx, f, typed.Deputy)
	if err != nil {
		return bot.Response{}, err
	}
	set := slices.IndexFunc(around.Own, func(a complaint.Absence) bool { return !a.File })
	if set >= 0 && typed == (view.AwayTyped{}) {
		own := &around.Own[set]
		typed = view.AwayTyped{From: view.FirstDay(f, own), Last: view.LastDay(f, own), Deputy: own.Deputy}
	}
	return bot.Response{Open: view.AwayForm(f, typed, around)}, nil
}

// redrawAway shows in which cases the chosen deputy is of no use.
func (h *Handlers) redrawAway(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	f, typed := h.frame(r, by), awayForm(&r.View)
	around, err := h.around(ctx, f, typed.Deputy)
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.AwayForm(f, typed, around)}, nil
}

// submitAway keeps the absence; the deputy is asked.
func (h *Handlers) submitAway(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	f, typed := h.frame(r, by), awayForm(&r.View)
	if err := h.fullMember(ctx, typed.Deputy, "deputy", "error.away_guest"); err != nil {
		return bot.Response{}, err
	}
	var set complaint.Absence
	err = h.Store.UpdateRoster(ctx, f.Now, func(roster *complaint.Roster) ([]complaint.Notice, error) {
		a, before, err := roster.SetAway(h.absence(by, typed), f.Now)
		if err != nil {
			return nil, err
		}
		set = *a
		return complaint.AwayNotices(a, before...), nil
	})
	if err != nil {
		return bot.Response{}, err
	}
	around, err := h.around(ctx, f, set.Deputy)
	if err != nil {
		return bot.Response{}, err
	}
	var told, untold []string
	if typed.Tell {
		told, untold = h.tellOfAbsence(ctx, f, &set, around.Running)
	}
	return bot.Response{Update: view.AwaySaved(f, &set, around.KeptOut, told, untold)}, nil
}

// absence is what the form says, in civil days of the company's zone.
func (h *Handlers) absence(by complaint.Person, typed view.AwayTyped) complaint.Absence {
	a := complaint.Absence{User: by.ID, Deputy: typed.Deputy}
	if from, err := calendar.ParseDay(typed.From); err == nil {
		a.From = from.Start(h.Company.Zone).UTC()
	}
	if last, err := calendar.ParseDay(typed.Last); err == nil {
		a.Until = last.AddDays(1).Start(h.Company.Zone).UTC()
	}
	return a
}

// back ends the absence of whoever types or presses it.
func (h *Handlers) back(ctx context.Context, r *bot.Request, by complaint.Person, _ string) (bot.Response, error) {
	err := h.Store.UpdateRoster(ctx, h.Now(), func(roster *complaint.Roster) ([]complaint.Notice, error) {
		a, err := roster.Back(by.ID, r.Action.Value, h.Now())
		if err != nil {
			return nil, err
		}
		return complaint.AwayNotices(a), nil
	})
	if err != nil {
		return bot.Response{}, err
	}
	f := h.frame(r, by)
	if r.Kind == bot.KindCommand {
		return bot.Response{Ephemeral: view.Sentence(view.BackSaved(f))}, nil
	}
	around, err := h.around(ctx, f, "")
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.AwayForm(f, view.AwayTyped{}, around)}, nil
}

// pressBack is back by a button.
func (h *Handlers) pressBack(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	return h.back(ctx, r, by, "")
}

// answerAway records whether the deputy stands in. The message is redrawn by
// the sender.
func (h *Handlers) answerAway(answer complaint.DeputyAnswer) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		by, err := h.member(ctx, r)
		if err != nil {
			return bot.Response{}, err
		}
		err = h.Store.UpdateRoster(ctx, h.Now(), func(roster *complaint.Roster) ([]complaint.Notice, error) {
			a, err := roster.AnswerAway(r.Action.Value, answer, by, h.Now())
			if err != nil {
				return nil, err
			}
			return roster.AnswerNotices(a, h.Now()), nil
		})
		return bot.Response{}, err
	}
}

// keptOutMost bounds how many cases are compared for a deputy.
const keptOutMost = 50

// around is what the form shows beside its fields, with the names it needs.
func (h *Handlers) around(ctx context.Context, f *view.Frame, deputy string) (view.Around, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return view.Around{}, err
	}
	around := view.Around{Own: roster.OwnAbsences(f.Viewer.ID, f.Now), Acting: roster.ActingFor(f.Viewer.ID, f.Now)}
	users := []string{f.Viewer.ID, deputy}
	for _, a := range around.Acting {
		users = append(users, a.User)
	}
	for _, a := range around.Own {
		users = append(users, a.Deputy)
	}
	f.Names = h.names(ctx, lookUpTime, slices.DeleteFunc(users, func(u string) bool { return u == "" }))
	if around.Running, err = h.running(ctx, f); err != nil || deputy == "" {
		return around, err
	}
	around.KeptOut, err = h.keptOut(ctx, f, roster, deputy)
	return around, err
}

// keptOut lists the open cases of the viewer that concern the deputy: those that
// they handle, for an officer all that they may see.
func (h *Handlers) keptOut(ctx context.Context, f *view.Frame, roster *complaint.Roster, deputy string) ([]string, error) {
	mine := db.Filter{Open: true, Handlers: []string{f.Viewer.ID}, Limit: keptOutMost}
	if roster.Has(f.Viewer.ID, complaint.RoleOfficer, f.Now) {
		mine.Handlers = nil
	}
	all, err := h.Store.Cases(ctx, mine)
	if err != nil {
		return nil, err
	}
	mine.NotInvolving = deputy
	fine, err := h.Store.Cases(ctx, mine)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, row := range all {
		if slices.ContainsFunc(fine, func(other db.CaseRow) bool { return other.Number == row.Number }) {
			continue
		}
		c, err := h.Store.Case(ctx, row.Number)
		if err != nil {
			return nil, err
		}
		if c.IsInvolved(deputy) && c.MaySee(f.Viewer, complaint.PartCard, f.Now) { // else it fell off the end of the list
			out = append(out, row.Number)
		}
	}
	return out, nil
}

// awayForm reads the form.
func awayForm(v *bot.View) view.AwayTyped {
	return view.AwayTyped{From: v.Values["from"].Date, Last: v.Values["until"].Date, Deputy: v.User("deputy"), Tell: v.Ticked("tell", "tell")}
}

// daysIn reads the days in what was typed: 2026-11-23, 23-11-2026, or 23/11 for
// the next such day.
func daysIn(text string, today calendar.Day) []calendar.Day {
	var days []calendar.Day
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' }) {
		if day, err := calendar.ParseDay(word); err == nil {
			days = append(days, day)
			continue
		}
		var n [3]int
		parts := strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune("-/.", r) })
		if len(parts) > len(n) {
			continue
		}
		for i := range parts {
			n[i], _ = strconv.Atoi(parts[i])
		}
		first, last := n[2], n[2]
		if len(parts) == 2 {
			first, last = today.Year, today.Year+mostLeap
		}
		for year := first; year <= last; year++ {
			day, err := calendar.ParseDay(fmt.Sprintf("%04d-%02d-%02d", year, n[1], n[0]))
			if err == nil && (len(parts) == len(n) || !day.Before(today)) {
				days = append(days, day)
				break
			}
		}
	}
	return days
}

// mostLeap is how many years there may be until the next 29 February.
const mostLeap = 8
