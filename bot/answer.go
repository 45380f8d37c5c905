package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ombud/bot/view"
)

// answer turns a handler's response into what Slack gets back. Views are opened
// here, before the acknowledgement, while the trigger is fresh.
func (rt *Router) answer(r *Request, resp *Response, started time.Time) answer {
	a := rt.nothing(r)
	switch r.Kind {
	case KindOptions:
		a.options = optionsOf(resp.Options)
		return a
	case KindSubmit:
		a.form = formAnswerOf(resp)
	default:
		if err := rt.show(r, resp, started); err != nil {
			said := rt.explain(r, fmt.Errorf("%w: %w", ErrNotShown, err), time.Time{}, newReference())
			a.after = append(a.after, said.after...)
		}
	}
	if resp.Home != nil {
		a.after = append(a.after, rt.later(r, func(ctx context.Context) error { return rt.publish(ctx, r, resp.Home) }))
	}
	if resp.Replace != nil {
		a.after = append(a.after, rt.later(r, func(ctx context.Context) error {
			return rt.Client.RespondURL(ctx, r.ResponseURL, "", resp.Replace, true)
		}))
	}
	if resp.Ephemeral != nil {
		a.after = append(a.after, rt.later(r, func(ctx context.Context) error {
			return rt.whisper(ctx, r, resp.Ephemeral)
		}))
	}
	return a
}

// show opens, stacks or updates the modal that the response asks for.
func (rt *Router) show(r *Request, resp *Response, started time.Time) error {
	top := resp.Push
	if top == nil {
		top = resp.Open
	}
	if top == nil && resp.Update == nil {
		return nil
	}
	ctx, cancel := context.WithDeadline(context.Background(), started.Add(answerTime))
	defer cancel()
	if resp.Update != nil {
		err := rt.Client.UpdateView(ctx, r.View.ID, r.View.Hash, resp.Update)
		if ClassOf(err) == Stale {
			return nil // closed meanwhile, or a later click updated it
		}
		return err
	}
	if r.View.Modal {
		return rt.Client.PushView(ctx, r.TriggerID, top)
	}
	return rt.Client.OpenView(ctx, r.TriggerID, top)
}

// publish sets the person's Home. One that was drawn anew since it was used stays.
func (rt *Router) publish(ctx context.Context, r *Request, home *view.Home) error {
	hash := ""
	if !r.View.Modal {
		hash = r.View.Hash
	}
	err := rt.Client.PublishHome(ctx, r.User, hash, home)
	if ClassOf(err) == Stale {
		return nil
	}
	return err
}

// redraw updates windows that lie beneath, or beside, what was answered, and Home.
func (rt *Router) redraw(ctx context.Context, r *Request, draw func(context.Context) (Redrawn, error)) error {
	open, err := draw(ctx)
	if err != nil {
		return err
	}
	for id, m := range open.Windows {
		if e := rt.Client.UpdateView(ctx, id, "", m); ClassOf(e) != Stale {
			err = errors.Join(err, e)
		}
	}
	if open.Home != nil {
		err = errors.Join(err, rt.publish(ctx, r, open.Home))
	}
	return err
}

// explain answers with an error, of which log and person have the reference. With a zero
// start the time for views is over, and only what can be said afterwards is.
func (rt *Router) explain(r *Request, err error, started time.Time, ref string) answer {
	if r.Kind == KindOptions {
		rt.logFailure(r, err, ref)
		return rt.nothing(r)
	}
	resp, failure := rt.Explain(r, err, ref)
	if failure {
		rt.logFailure(r, err, ref)
		if r.Kind == KindEvent {
			return answer{failed: true} // Slack will send it again
		}
	} else {
		rt.Log.Info("refused", append(attributes(r), "error", err)...)
	}
	if r.Kind != KindSubmit {
		if started.IsZero() {
			resp = Response{Ephemeral: resp.Ephemeral}
		} else if shown := rt.show(r, &resp, started); shown != nil {
			rt.logFailure(r, shown, ref)
			resp = Response{Ephemeral: resp.Ephemeral}
		} else if resp.Open != nil || resp.Push != nil || resp.Update != nil {
			// The modal said it; the whisper was for when it could not.
			resp = Response{}
		}
	}
	return rt.answer(r, &resp, started)
}

// whisper says something to the person alone, by the best way there is.
func (rt *Router) whisper(ctx context.Context, r *Request, m *view.Message) error {
	thread := r.Event.ThreadTS
	if thread == "" {
		thread = r.Message.ThreadTS
	}
	if r.ResponseURL != "" {
		return rt.Client.RespondURL(ctx, r.ResponseURL, thread, m, false)
	}
	if r.Channel != "" {
		err := rt.Client.PostEphemeral(ctx, r.Channel, r.User, thread, m)
		if ClassOf(err) != Destination {
			return err
		}
	}
	dm, err := rt.Client.OpenDM(ctx, r.User)
	if err != nil {
		return err
	}
	_, _, err = rt.Client.Post(ctx, dm, "", m, "")
	return err
}

// later wraps what is said after the acknowledgement: its own time, and a log line
// when it fails or panics, because nobody waits for it.
func (rt *Router) later(r *Request, f func(context.Context) error) func() {
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), afterTime)
		defer cancel()
		err := Guard(func() error { return f(ctx) })
		switch {
		case errors.Is(err, ErrPanic):
			rt.logFailure(r, fmt.Errorf("afterwards: %w", err), newReference())
		case err != nil:
			rt.Log.Warn("not said", append(attributes(r), "error", err)...)
		}
	}
}
