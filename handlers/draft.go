package handlers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// draftGone is for a draft that is no longer there, and for one of somebody
// else: the two are told apart nowhere.
var draftGone = &complaint.Refusal{Text: "draft.gone"}

// fileOrContinue opens the empty form, or asks somebody who has drafts first
// whether to go on with one.
func (h *Handlers) fileOrContinue(ctx context.Context, r *bot.Request, by complaint.Person) (bot.Response, error) {
	drafts, err := h.drafts(ctx, by)
	if err != nil {
		return bot.Response{}, err
	}
	if len(drafts) == 0 {
		return h.openFiling(ctx, r, by, complaint.Registration{Via: "phone"}, view.Offer{})
	}
	f := h.frame(r, by)
	return bot.Response{Open: view.DraftChoice(f, drafts, filingMetadata(r, f))}, nil
}

// drafts lists what somebody began and did not file.
func (h *Handlers) drafts(ctx context.Context, by complaint.Person) ([]view.Draft, error) {
	kept, err := h.Store.Drafts(ctx, by.ID)
	if err != nil {
		return nil, err
	}
	list := make([]view.Draft, len(kept))
	for i, d := range kept {
		list[i] = view.Draft{ID: d.ID, SavedAt: d.SavedAt, Registration: d.Registration}
	}
	return list, nil
}

// saveDraft keeps what stands in the form for later, as when the phone rings.
func (h *Handlers) saveDraft(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	reg := h.registration(&r.View)
	if blank(reg) {
		return bot.Response{}, &complaint.Refusal{Text: "draft.empty"}
	}
	d, err := h.keep(ctx, r, m, reg)
	if err != nil {
		return bot.Response{}, err
	}
	f := h.frame(r, by)
	shown := view.Draft{ID: d.ID, SavedAt: d.SavedAt, Registration: d.Registration}
	return bot.Response{Update: view.DraftKept(f, shown, CommandOf(f.P.Language()), m)}, nil
}

// blank tells whether nobody typed or attached anything yet; what is chosen
// for them is nothing.
func blank(reg complaint.Registration) bool {
	f := reg.Filing
	typed := f.Name + f.Phone + f.Email + f.Address + f.Handle + f.Summary + f.Story + f.Wish + f.Deliverer + f.Interest + f.Street + f.Postcode + f.Town
	return typed == "" && len(f.Files)+len(reg.About)+len(reg.Deliverers) == 0
}

// keep saves a draft of the form, in the place of the one that it continues.
func (h *Handlers) keep(ctx context.Context, r *bot.Request, m view.Metadata, reg complaint.Registration) (db.Draft, error) {
	form := formID(r, m)
	if reg.After = m.Number; reg.Quoted == nil {
		reg.Quoted = quoted(m)
	}
	d := db.Draft{ID: m.Draft, Person: r.User, Form: form, SavedAt: h.Now(), Registration: reg}
	if d.ID == "" {
		d.ID = form
	}
	return d, h.Store.SaveDraft(ctx, d)
}

// continueDraft shows the form as it was kept.
func (h *Handlers) continueDraft(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	d, err := h.Store.Draft(ctx, by.ID, r.Action.Value)
	if errors.Is(err, complaint.ErrNotFound) {
		err = draftGone
	}
	if err != nil {
		return bot.Response{}, err
	}
	f := h.filingFrame(ctx, r, by, d.Registration.Quoted)
	m := filingMetadata(r, f)
	if r.View.Modal {
		if m, err = view.ParseMetadata(r.View.Metadata); err != nil {
			return bot.Response{}, err
		}
	}
	m.Draft, m.Number = d.ID, d.Registration.After
	m.Quote(d.Registration.Quoted)
	p, err := h.Store.Procedure(ctx, h.Now())
	if err != nil {
		return bot.Response{}, err
	}
	var ids []string
	for _, file := range d.Registration.Files {
		ids = append(ids, file.ID)
	}
	form := view.FilingForm(f, p, d.Registration, h.offer(ctx, ids), m)
	if r.View.Modal {
		return bot.Response{Update: form}, nil
	}
	return bot.Response{Open: form}, nil
}

// dropDraft throws a draft away and shows those that are left, or the form.
func (h *Handlers) dropDraft(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	if err := h.Store.DropDraft(ctx, by.ID, r.Action.Value); err != nil {
		return bot.Response{}, err
	}
	drafts, err := h.drafts(ctx, by)
	if err != nil {
		return bot.Response{}, err
	}
	if len(drafts) == 0 {
		return h.emptyFiling(ctx, r)
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.DraftChoice(h.frame(r, by), drafts, m)}, nil
}

// keepTime is how long we try to keep what was typed into a form that failed.
// Slack was answered by then, or will be.
const keepTime = 5 * time.Second

// kept lets what was typed into the filing form survive a failure: whatever
// goes wrong in handle, a draft is left. A refusal is no failure; the form is
// still open then.
func (h *Handlers) kept(handle bot.Handler) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (resp bot.Response, err error) {
		fine := false
		defer func() { // on a panic too
			if fine {
				return
			}
			late, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepTime)
			defer cancel()
			m, lost := view.ParseMetadata(r.View.Metadata)
			if lost == nil {
				_, lost = h.keep(late, r, m, h.registration(&r.View))
			}
			if lost != nil {
				h.Log.ErrorContext(ctx, "what was typed could not be kept as a draft", "error", lost)
			}
		}()
		resp, err = handle(ctx, r)
		fine = err == nil || expected(err)
		return resp, err
	}
}

// expected tells whether an error is an answer to the person and no failure.
func expected(err error) bool {
	_, one := errors.AsType[*complaint.Refusal](err)
	_, many := errors.AsType[complaint.Refusals](err)
	return one || many || errors.Is(err, complaint.ErrNotFound) || errors.Is(err, complaint.ErrConflict)
}

// filingFailed words a failure of the filing form: what did not happen, and
// where the words are now.
func (h *Handlers) filingFailed(r *bot.Request, err error) string {
	kept := h.isKept(r)
	switch {
	case uncertain(err) && kept:
		return "draft.uncertain_kept"
	case uncertain(err):
		return "draft.uncertain"
	case kept:
		return "draft.failed_kept"
	}
	return "draft.failed"
}

// isKept tells whether a draft holds the form as it was sent. When that cannot
// be told in time nothing is claimed.
func (h *Handlers) isKept(r *bot.Request) bool {
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), lookUpTime/2)
	defer cancel()
	id := m.Draft
	if id == "" {
		id = formID(r, m)
	}
	d, err := h.Store.Draft(ctx, r.User, id)
	if err != nil {
		return false
	}
	typed := h.registration(&r.View)
	typed.After, typed.Quoted = m.Number, quoted(m)
	sent, _ := json.Marshal(typed) // plain structs always marshal
	there, _ := json.Marshal(d.Registration)
	return bytes.Equal(sent, there)
}
