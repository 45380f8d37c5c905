package handlers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// form is what it takes to show a form again when somebody changed the case
// while it was open (decision D5).
type form struct {
	step complaint.Step // whose part of the case it edits; empty: what is settled already is refused with who did it
	part complaint.Part // that one must see to use it
	may  func(*complaint.Case, complaint.Person, time.Time) error
	draw func(*view.Frame, *complaint.Case) *view.Modal // with what was typed
}

// recordOf does what a short form asks for and closes it; do is told what the form was
// opened about. It needs no revision: what was decided meanwhile is refused with who did
// it, and whatever else happened to the case does not matter. A form that asks when
// something was done is one for [Handlers.recordForm].
func (h *Handlers) recordOf(ctx context.Context, r *bot.Request, do func(*complaint.Case, view.Metadata, complaint.Person) error) (bot.Response, error) {
	_, _, err := h.submit(ctx, r, do)
	return bot.Response{}, err
}

// submit is recordOf for a form that does not just close: it gives the case as it is
// afterwards, and who sent the form.
func (h *Handlers) submit(ctx context.Context, r *bot.Request, do func(*complaint.Case, view.Metadata, complaint.Person) error) (*complaint.Case, complaint.Person, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return nil, by, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return nil, by, err
	}
	c, err := h.sent(r, m).UpdateCase(ctx, m.Number, func(c *complaint.Case) error { return do(c, m, by) })
	return c, by, err
}

// sent is the store for a form that was sent. Slack, or a person who saw no answer, may
// send it again: it counts one time, and is answered as it was the first time (decision
// D7), whatever it changes: a case, who holds a role, who is away, a review. A form that
// was refused may be sent again, and one that is shown anew is another.
func (h *Handlers) sent(r *bot.Request, m view.Metadata) *db.Workspace {
	return h.Store.Once(fmt.Sprintf("submit/%s/%s/%s/%d", r.User, r.Route, formID(r, m), m.Rev), h.Now())
}

// record is submit, unless somebody changed that part of the case while the form was
// open; without a step that does not matter.
func (h *Handlers) record(ctx context.Context, r *bot.Request, s complaint.Step, do func(*complaint.Case, complaint.Person) error) (*complaint.Case, complaint.Person, error) {
	return h.submit(ctx, r, func(c *complaint.Case, m view.Metadata, by complaint.Person) error {
		if err := fresh(c, s, m); err != nil {
			return err
		}
		return do(c, by)
	})
}

// recordForm does what a form asks for and closes it. When somebody changed
// the part that it edits, nothing is recorded and the form is shown again; so it is when
// it says that something was done in time of which the deadline is over ([complaint.Case.Belated]),
// or that an answer was told after its deadline.
// Held are the blocks of days by which somebody is held to something from then on.
func (h *Handlers) recordForm(ctx context.Context, r *bot.Request, w form, do func(*complaint.Case, complaint.Person) error, held ...string) (bot.Response, error) {
	return h.recordSoft(ctx, r, w, "", "", func(c *complaint.Case, by complaint.Person, _ bool) error { return do(c, by) }, held...)
}

// recordSoft is recordForm for a form that a warning may stop once. A held day on which
// nobody works does so too, once all else is right.
func (h *Handlers) recordSoft(ctx context.Context, r *bot.Request, w form, key, warning string, do func(c *complaint.Case, by complaint.Person, keep bool) error, held ...string) (bot.Response, error) {
	days := map[string]string{}
	for _, block := range held {
		days[block] = r.View.Values[block].Date
	}
	err := h.soft(ctx, fmt.Sprint(r.View.ID, "/", days), "error.day_closed", func(keepDays bool) error {
		return h.soft(ctx, r.View.ID+"/"+key, warning, func(keep bool) error {
			_, _, err := h.record(ctx, r, w.step, func(c *complaint.Case, by complaint.Person) error {
				err := c.Belated(r.View.Text("belated"), h.Now(), func() error { return do(c, by, keep) })
				if err != nil || keepDays {
					return err
				}
				return c.ClosedDays(days)
			})
			return err
		})
	})
	for _, q := range afterDeadline {
		if _, asked := r.View.Values[q.block]; !asked && warns(err, q.warning) {
			return h.belatedForm(ctx, r, w, q)
		}
	}
	if !errors.Is(err, complaint.ErrConflict) {
		return bot.Response{}, err
	}
	return h.outdatedForm(ctx, r, w)
}

// question is what a form asks once it turns out to be about something after its deadline:
// its field, what says so over the form, and the form with it.
type question struct {
	block, warning string
	ask            func(f *view.Frame, m *view.Modal, why string) *view.Modal
}

// afterDeadline are those questions, of which a form has one at most: what was done in time
// was not late.
var afterDeadline = []question{{"belated", "error.belated", view.Belated}, {"late", "error.told_late", view.ToldLate}}

// belatedForm shows a form again that turns out to be about something after its deadline,
// with the question that goes with that.
func (h *Handlers) belatedForm(ctx context.Context, r *bot.Request, w form, q question) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, w.part)
	if err != nil {
		return bot.Response{}, err
	}
	modal := view.Outdated(q.ask(f, w.draw(f, c), ""), f.P.T(q.warning))
	modal.Metadata = m.String()
	return bot.Response{Update: modal}, nil
}

// redrawn is a form that is drawn anew while somebody fills it in: what it was opened on
// stays what it is judged by.
func redrawn(r *bot.Request, f *view.Frame, modal *view.Modal, m view.Metadata) bot.Response {
	modal.Metadata = m.String()
	return bot.Response{Update: stillAsking(r, f, modal)}
}

// stillAsking has a form that asked why something is written down only now, or was told late,
// ask it again, with what was typed.
func stillAsking(r *bot.Request, f *view.Frame, modal *view.Modal) *view.Modal {
	for _, q := range afterDeadline {
		if why, asked := r.View.Values[q.block]; asked {
			return q.ask(f, modal, why.Text)
		}
	}
	return modal
}

// outdatedForm shows a form again with the case as it is now and what was
// typed, or says why the step is no longer possible: somebody else may have
// taken it.
func (h *Handlers) outdatedForm(ctx context.Context, r *bot.Request, w form) (bot.Response, error) {
	by, c, f, _, err := h.filled(ctx, r, w.part)
	if err != nil {
		return bot.Response{}, err
	}
	if err := w.may(c, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.Outdated(stillAsking(r, f, w.draw(f, c)), h.outdated(f, c, w.step))}, nil
}

// outdated words that somebody changed what a form edits while it was open:
// who, and how long ago.
func (h *Handlers) outdated(f *view.Frame, c *complaint.Case, s complaint.Step) string {
	user, at := c.LastIn(s)
	if user == "" {
		return f.P.T("error.stale_form")
	}
	if user == f.Viewer.ID { // in another window
		return f.P.T("error.stale_self", "ago", f.P.Ago(f.Now.Sub(at)))
	}
	return f.P.T("error.stale_by", "who", f.Name(user), "ago", f.P.Ago(f.Now.Sub(at)))
}
