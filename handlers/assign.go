package handlers

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openAssign shows the form that asks who handles the case.
func (h *Handlers) openAssign(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayAssign(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.AssignForm(f, c, complaint.Assignment{Deliverer: c.OutsideDeliverer()})}, nil
}

// handlerOptions lists who may be chosen while a name is typed: handlers who
// are not barred, nor named as deliverer in the same form.
func (h *Handlers) handlerOptions(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, _, err := h.filled(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayAssign(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	query := strings.ToLower(strings.TrimSpace(r.Query))
	all := c.Handlers(f.Now)
	titles := h.functions(ctx, c, all)
	var list []view.Option
	for _, user := range all {
		if slices.Contains(r.View.Values["deliverers"].Users, user) || !strings.Contains(strings.ToLower(f.Name(user)), query) {
			continue
		}
		list = append(list, view.HandlerOption(f, user, view.HandlerNote(c, user, titles[user], f.Now)))
	}
	return bot.Response{Options: list}, nil
}

// functions is what people do in the company: as the roster has it, else as
// they wrote it in Slack, as far as that is known in time.
func (h *Handlers) functions(ctx context.Context, c *complaint.Case, users []string) map[string]string {
	titles := map[string]string{}
	var asked []string
	for _, user := range users {
		if titles[user] = c.Roster.People[user].Title; titles[user] == "" {
			asked = append(asked, user)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, lookUpTime)
	defer cancel()
	written, err := h.Slack.Titles(ctx, asked)
	if err != nil {
		h.Log.WarnContext(ctx, "functions left out", "asked", len(asked), "known", len(written), "error", err)
	}
	maps.Copy(titles, written)
	return titles
}

// redrawAssign proposes function and reason of the handler who was chosen, and
// asks for the reason in words where none of the codes says it.
func (h *Handlers) redrawAssign(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	typed := assignment(&r.View)
	if _, there := r.View.Values[view.WhyBlock(c, typed.Handler, f.Now)]; !there { // another proposal
		typed.Why = ""
	}
	typed.Title = ""
	if typed.Handler != "" {
		typed.Title = h.functions(ctx, c, []string{typed.Handler})[typed.Handler]
	}
	return redrawn(r, f, view.AssignForm(f, c, typed), m), nil
}

// submitAssign gives the case to the handler chosen. The list was a
// convenience: the rules, and Slack, are asked again (a form can be forged).
func (h *Handlers) submitAssign(ctx context.Context, r *bot.Request) (bot.Response, error) {
	a := assignment(&r.View)
	_, c, _, _, err := h.filled(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	if a.Name, err = h.handlerName(ctx, c, a.Handler); err != nil {
		return bot.Response{}, err
	}
	again := form{complaint.StepAssign, complaint.PartCard, (*complaint.Case).MayAssign, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.AssignForm(f, c, a)
	}}
	return h.recordSoft(ctx, r, again, a.Handler, "error.handler_away", func(c *complaint.Case, by complaint.Person, keep bool) error {
		a.KeepAway = keep
		return c.Assign(a, by, h.Now())
	})
}

// handlerName is what Slack calls somebody who may handle: full members only.
// Whom the rules bar is left to the rules, which say why.
func (h *Handlers) handlerName(ctx context.Context, c *complaint.Case, user string) (string, error) {
	if user == "" || c.IsInvolved(user) {
		return "", nil
	}
	p, err := h.Slack.Person(ctx, user)
	if err != nil && bot.ClassOf(err) != bot.Destination {
		return "", fmt.Errorf("look up handler %s: %w", user, err)
	}
	if err != nil || !p.Colleague() {
		return "", &complaint.Refusal{Text: "error.handler_guest", Field: "handler"}
	}
	return p.Name, nil
}

// assignment reads the form.
func assignment(v *bot.View) complaint.Assignment {
	return complaint.Assignment{
		Handler: v.Option("handler"), Title: v.Text("title"), Why: whyOf(v), WhyText: v.Text("why_text"),
		Brief: v.Text("brief"), Delivered: v.Option("delivered"), Deliverers: slices.Clone(v.Values["deliverers"].Users), Deliverer: v.Text("deliverer"),
		Unknown: v.Text("unknown"), Skip: v.Text("skip"), KeepFiler: v.Ticked("keep", "filer"),
	}
}

// whyOf is the reason that is chosen, in whichever field it stands.
func whyOf(v *bot.View) string {
	for _, block := range view.WhyBlocks {
		if why := v.Option(block); why != "" {
			return why
		}
	}
	return ""
}
