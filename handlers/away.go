package handlers

import (
	"context"
	"errors"
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
// command: days and a deputy. Whoever may say that others are away begins with whom it
// is about.
func (h *Handlers) awayTyped(ctx context.Context, r *bot.Request, by complaint.Person, rest string) (bot.Response, error) {
	typed := view.AwayTyped{User: by.ID}
	days := daysIn(rest, calendar.DayOf(h.Now(), h.Company.Zone))
	if len(days) > 0 {
		typed.From, typed.Last = days[0].String(), days[len(days)-1].String()
	}
	users := r.Mentions
	if len(users) > 0 && strings.HasPrefix(rest, "@") {
		roster, err := h.Store.Roster(ctx)
		if err != nil {
			return bot.Response{}, err
		}
		if roster.SetsAway(by, h.Now()) {
			typed.User, users = users[0], users[1:]
		}
	}
	if len(users) > 0 {
		typed.Deputy = users[0]
	}
	return h.showAway(ctx, r, by, typed)
}

// openAway opens the form from a button; of an absence, to change that one. It is refused
// of one that is no longer set: the form that would open is about somebody else.
func (h *Handlers) openAway(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	typed := view.AwayTyped{User: by.ID}
	if id := r.Action.Value; id != view.AwayOfMine {
		roster, err := h.Store.Roster(ctx)
		if err == nil {
			err = roster.MayChangeAway(id, h.Now())
		}
		if err != nil {
			return bot.Response{}, err
		}
		typed.Changes = id
	}
	return h.showAway(ctx, r, by, typed)
}

func (h *Handlers) showAway(ctx context.Context, r *bot.Request, by complaint.Person, typed view.AwayTyped) (bot.Response, error) {
	f := h.frame(r, by)
	around, err := h.around(ctx, f, &typed)
	if err != nil {
		return bot.Response{}, err
	}
	modal := view.AwayForm(f, typed, around)
	if r.View.Modal {
		return bot.Response{Update: modal}, nil
	}
	return bot.Response{Open: modal}, nil
}

// redrawAway shows in which cases the chosen deputy is of no use, and what is set of
// whoever was chosen to be away.
func (h *Handlers) redrawAway(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	return h.showAway(ctx, r, by, awayForm(by, &r.View))
}

// submitAway keeps the absence; the deputy is asked, and who is away is told where
// somebody else says so. Whoever would be left without a deputy by it is named once.
func (h *Handlers) submitAway(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	f, typed := h.frame(r, by), awayForm(by, &r.View)
	if err := h.fullMember(ctx, typed.Deputy, typed.Block("deputy"), "error.away_guest"); err != nil {
		return bot.Response{}, err
	}
	if err := h.fullMember(ctx, typed.User, "about", "error.away_whom"); err != nil {
		return bot.Response{}, err
	}
	var set complaint.Absence
	var gone []complaint.Absence
	form := fmt.Sprint(r.View.ID, "/", typed.User, typed.From, typed.Last)
	err = h.soft(ctx, form, "error.away_gap", func(keep bool) (err error) {
		set, gone, err = h.setAway(ctx, h.sent(r, m), typed, by, keep)
		return err
	})
	if err != nil {
		return bot.Response{}, err
	}
	typed.User, typed.Changes = set.User, ""
	around, err := h.around(ctx, f, &typed)
	if err != nil {
		return bot.Response{}, err
	}
	h.absencesGone(ctx, f, gone...)
	var told, untold []string
	if typed.Tell {
		told, untold = h.tellOfAbsence(ctx, f, &set, around.Running)
	}
	return bot.Response{Update: view.AwaySaved(f, &set, around.KeptOut, told, untold)}, nil
}

// setAway keeps the absence and gives it, with those whose place it takes. When the form
// was sent before it gives what it set then. Unless it is kept anyway, colleagues who would
// be left without a deputy are a refusal.
func (h *Handlers) setAway(ctx context.Context, once *db.Workspace, typed view.AwayTyped, by complaint.Person, keep bool) (set complaint.Absence, gone []complaint.Absence, err error) {
	a, first := h.absence(typed), false
	err = once.UpdateRoster(ctx, h.Now(), func(roster *complaint.Roster) ([]complaint.Notice, error) {
		kept, before, err := roster.SetAway(a, by, h.Now())
		if err == nil && !keep {
			err = roster.ConfirmGaps(kept, h.Company.Zone, h.Now())
		}
		if err != nil {
			return nil, inBlocks(err, typed.Block)
		}
		set, gone, first = *kept, before, true
		return append(complaint.AwayNotices(kept, before...), roster.GapNotices(kept, h.Now())...), nil
	})
	if err != nil || first {
		return set, gone, err
	}
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return set, nil, err
	}
	kept := roster.SetBefore(a, by)
	if kept == nil {
		return set, nil, &complaint.Refusal{Text: "error.away_gone"}
	}
	return *kept, nil, nil
}

// inBlocks lets refusals stand under the blocks that a form has for their fields.
func inBlocks(err error, block func(field string) string) error {
	rs, ok := errors.AsType[complaint.Refusals](err)
	if !ok {
		return err
	}
	for _, r := range rs {
		r.Field = block(r.Field)
	}
	return rs
}

// absence is what the form says, in civil days of the company's zone.
func (h *Handlers) absence(typed view.AwayTyped) complaint.Absence {
	a := complaint.Absence{ID: typed.Changes, User: typed.User, Deputy: typed.Deputy}
	if from, err := calendar.ParseDay(typed.From); err == nil {
		a.From = from.Start(h.Company.Zone).UTC()
	}
	if last, err := calendar.ParseDay(typed.Last); err == nil {
		a.Until = last.AddDays(1).Start(h.Company.Zone).UTC()
	}
	return a
}

// back ends an absence: of whoever types it, or the one whose button was pressed.
func (h *Handlers) back(ctx context.Context, r *bot.Request, by complaint.Person, _ string) (bot.Response, error) {
	var gone complaint.Absence
	err := h.Store.UpdateRoster(ctx, h.Now(), func(roster *complaint.Roster) ([]complaint.Notice, error) {
		a, err := roster.Back(r.Action.Value, by, h.Now())
		if err != nil {
			return nil, err
		}
		gone = *a
		return complaint.AwayNotices(a), nil
	})
	if err != nil {
		return bot.Response{}, err
	}
	f := h.frame(r, by)
	h.absencesGone(ctx, f, gone)
	if r.Kind == bot.KindCommand {
		return bot.Response{Ephemeral: view.Sentence(view.BackSaved(f))}, nil
	}
	typed := awayForm(by, &r.View)
	if typed.Changes == "" {
		return h.showAway(ctx, r, by, typed)
	}
	f.Names = h.names(ctx, lookUpTime, []string{gone.User})
	return bot.Response{Update: view.AwayOver(f, gone.User)}, nil
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

// around is what the form shows beside its fields, with the names it needs. An absence
// to be changed fills empty fields; one that is over gives way to an empty form. It is
// refused to whoever may not say that this person is away.
func (h *Handlers) around(ctx context.Context, f *view.Frame, typed *view.AwayTyped) (view.Around, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return view.Around{}, err
	}
	around := view.Around{Others: roster.SetsAway(f.Viewer, f.Now), Acting: roster.ActingFor(f.Viewer.ID, f.Now)}
	if a := roster.Absence(typed.Changes); a != nil && f.Now.Before(a.Until) {
		around.Own, typed.User = []complaint.Absence{*a}, a.User
		if typed.From+typed.Last+typed.Deputy == "" {
			typed.From, typed.Last, typed.Deputy = view.FirstDay(f, a), view.LastDay(f, a), a.Deputy
		}
	} else {
		typed.Changes = ""
		around.Own = roster.OwnAbsences(typed.User, f.Now)
	}
	if err := roster.MaySetAway(typed.User, f.Viewer, f.Now); err != nil {
		return view.Around{}, err
	}
	users := []string{typed.User, typed.Deputy}
	for _, a := range around.Acting {
		users = append(users, a.User)
	}
	for _, a := range around.Own {
		users = append(users, a.Deputy, a.By)
	}
	f.Names = h.names(ctx, lookUpTime, slices.DeleteFunc(users, func(u string) bool { return u == "" }))
	if around.Running, err = h.running(ctx, f, typed.User); err != nil || typed.Deputy == "" {
		return around, err
	}
	around.KeptOut, err = h.keptOut(ctx, f, roster, typed)
	return around, err
}

// keptOut lists the open cases of who is away that concern the deputy: those that they
// handle, of an officer all. Only what the viewer may see is among them.
func (h *Handlers) keptOut(ctx context.Context, f *view.Frame, roster *complaint.Roster, typed *view.AwayTyped) ([]string, error) {
	mine, deputy := db.Filter{Open: true, Handlers: []string{typed.User}, Limit: keptOutMost}, typed.Deputy
	if roster.Has(typed.User, complaint.RoleOfficer, f.Now) {
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

// awayForm reads the form. Of an absence that is changed the roster says whose it is.
func awayForm(by complaint.Person, v *bot.View) view.AwayTyped {
	typed := view.AwayTyped{User: by.ID}
	if m, err := view.ParseMetadata(v.Metadata); err == nil {
		typed.Changes = m.Hash
	}
	if about := v.User("about"); about != "" {
		typed.User = about
	}
	typed.From, typed.Last = v.Values[typed.Block("from")].Date, v.Values[typed.Block("until")].Date
	typed.Deputy, typed.Tell = v.User(typed.Block("deputy")), v.Ticked(typed.Block("tell"), "tell")
	return typed
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
