package handlers

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
)

// settings shows who holds which role, to those with business to know.
func (h *Handlers) settings(ctx context.Context, r *bot.Request, by complaint.Person, _ string) (bot.Response, error) {
	modal, err := h.people(ctx, r, by, "")
	return bot.Response{Open: modal}, err
}

// openPeople is settings by a button.
func (h *Handlers) openPeople(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	return h.settings(ctx, r, by, "")
}

func (h *Handlers) people(ctx context.Context, r *bot.Request, by complaint.Person, saved string) (*view.Modal, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return nil, err
	}
	f := h.frame(r, by)
	if err := roster.MayLookAtPeople(by, f.Now); err != nil {
		return nil, err
	}
	staff := &view.Staff{Roster: roster, Saved: saved}
	if staff.Left, err = h.whoLeft(ctx, by); err != nil {
		return nil, err
	}
	f.Names = h.names(ctx, namesTime, staff.Users())
	return view.PeopleModal(f, staff), nil
}

// openRole turns the window into the form about one role.
func (h *Handlers) openRole(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	modal, err := h.roleForm(ctx, r, by, complaint.Role(r.Action.Value), nil)
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: nth(modal, m.Version+1)}, nil
}

// roleForm is the form as things stand, or with what was typed.
func (h *Handlers) roleForm(ctx context.Context, r *bot.Request, by complaint.Person, role complaint.Role, typed *view.RoleTyped) (*view.Modal, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return nil, err
	}
	f := h.frame(r, by)
	if err := roster.MayName(role, by, f.Now); err != nil {
		return nil, err
	}
	if typed == nil {
		typed = &view.RoleTyped{}
		for _, holder := range roster.Named(role, f.Now) {
			if !roster.HasLeft(holder.User, f.Now) { // Slack offers no closed account
				typed.Users = append(typed.Users, holder.User)
			}
		}
	}
	f.Names = h.names(ctx, namesTime, (&view.Staff{Roster: roster}).Users())
	return view.RoleForm(f, roster, role, *typed), nil
}

// submitRole keeps who holds the role. A form that was opened before somebody
// else changed it is shown again with what was chosen.
func (h *Handlers) submitRole(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	role, stamp := view.RoleOf(m)
	typed := view.RoleTyped{Users: slices.Clone(r.View.Values["users"].Users), From: r.View.Values["from"].Date, Until: r.View.Values["until"].Date}
	naming := complaint.Naming{Users: typed.Users, From: h.startOf(typed.From, 0), Until: h.startOf(typed.Until, 1), Stamp: stamp}
	if naming.Profiles, err = h.newcomers(ctx, role, typed.Users); err != nil {
		return bot.Response{}, err
	}
	var come, gone []string
	first := false
	err = h.sent(r, m).UpdateRoster(ctx, h.Now(), func(roster *complaint.Roster) (_ []complaint.Notice, err error) {
		if come, gone, err = roster.Name(role, naming, by, h.Now()); err != nil {
			return nil, err
		}
		first = true
		return roster.NamedNotices(complaint.NamedRef{Role: role, By: by.ID, Come: come, Gone: gone}, h.Now()), nil
	})
	if errors.Is(err, complaint.ErrConflict) {
		modal, err := h.roleForm(ctx, r, by, role, &typed)
		if err != nil {
			return bot.Response{}, err
		}
		return bot.Response{Update: view.Outdated(nth(modal, m.Version), h.printer(r).T("people.stale"))}, nil
	}
	if err != nil {
		return bot.Response{}, err
	}
	f := h.frame(r, by)
	if !first { // sent before: who came and went then is not known any more, who holds the role is
		roster, err := h.Store.Roster(ctx)
		if err != nil {
			return bot.Response{}, err
		}
		f.Names = h.names(ctx, namesTime, (&view.Staff{Roster: roster}).Users())
		return h.named(ctx, r, by, view.Holding(f, roster, role), m.Version)
	}
	h.Log.InfoContext(ctx, "role changed", "role", role, "come", come, "gone", gone, "by", by.ID)
	f.Names = h.names(ctx, namesTime, slices.Concat(come, gone))
	return h.named(ctx, r, by, view.Named(f, role, come, gone), m.Version)
}

// named says what was done and shows who holds which role now. Used is how many forms the
// window held.
func (h *Handlers) named(ctx context.Context, r *bot.Request, by complaint.Person, said string, used int) (bot.Response, error) {
	modal, err := h.people(ctx, r, by, said)
	if _, refused := errors.AsType[*complaint.Refusal](err); refused { // they gave away their own role
		modal, err = view.Changed(h.frame(r, by), said), nil
	}
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: nth(modal, used)}, nil
}

// nth lets a window remember how many forms it held: it keeps its id, and each of its
// forms counts one time. See formID.
func nth(modal *view.Modal, n int) *view.Modal {
	if m, err := view.ParseMetadata(modal.Metadata); err == nil {
		m.Version = n
		modal.Metadata = m.String()
	}
	return modal
}

// startOf is when a civil day begins, so many days later; the zero time for none.
func (h *Handlers) startOf(day string, later int) time.Time {
	d, err := calendar.ParseDay(day)
	if err != nil {
		return time.Time{}
	}
	return d.AddDays(later).Start(h.Company.Zone).UTC()
}

// newcomers is what Slack says of those who are new in a role, or whom we believe
// gone: full members only.
func (h *Handlers) newcomers(ctx context.Context, role complaint.Role, users []string) (map[string]complaint.Profile, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return nil, err
	}
	known := slices.DeleteFunc(roster.Named(role, h.Now()), func(holder complaint.Holder) bool { return roster.HasLeft(holder.User, h.Now()) })
	users = slices.DeleteFunc(slices.Clone(users), func(u string) bool {
		return slices.ContainsFunc(known, func(holder complaint.Holder) bool { return holder.User == u })
	})
	h.names(ctx, namesTime, users) // all at once; below they are remembered
	profiles := map[string]complaint.Profile{}
	var outside complaint.Users
	for _, u := range users {
		p, err := h.Slack.Person(ctx, u)
		if err != nil && bot.ClassOf(err) != bot.Destination {
			return nil, fmt.Errorf("look up %s: %w", u, err)
		}
		if err != nil || !p.Colleague() {
			outside = append(outside, u)
			continue
		}
		profiles[u] = complaint.Profile{Zone: p.TZ, Title: p.Title}
	}
	if len(outside) > 0 {
		return nil, complaint.Refusals{{Text: "error.role_guest", Field: "users", Args: []any{"who", outside}}}
	}
	return profiles, nil
}
