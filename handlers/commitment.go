package handlers

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openPromise gives the handler of a button that asks how a promise ended:
// when it was kept, or with drop why it falls away.
func (h *Handlers) openPromise(drop bool) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		by, c, f, err := h.pressed(ctx, r, complaint.PartPromise)
		if err != nil {
			return bot.Response{}, err
		}
		_, n := view.ParseValue(r.Action.Value)
		if err := c.MaySettle(n, drop, by, h.Now()); err != nil {
			return bot.Response{}, err
		}
		return bot.Response{Open: view.PromiseForm(f, c, n, drop, h.Now())}, nil
	}
}

// submitKept records that a promise was kept, and when that was.
func (h *Handlers) submitKept(ctx context.Context, r *bot.Request) (bot.Response, error) {
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	at, _ := r.View.Time("when")
	may := func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.MaySettle(m.Version, false, by, now)
	}
	again := form{"", complaint.PartPromise, may, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.PromiseForm(f, c, m.Version, false, at)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error {
		return c.KeepCommitment(m.Version, at, by, h.Now())
	})
}

// submitDropped records that a promise falls away, and why.
func (h *Handlers) submitDropped(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.recordOf(ctx, r, func(c *complaint.Case, m view.Metadata, by complaint.Person) error {
		return c.DropCommitment(m.Version, r.View.Text("why"), by, h.Now())
	})
}

// promises reads the rows of who does what by when.
func promises(v *bot.View) []complaint.Promise {
	var rows []complaint.Promise
	for i := range promiseRows(v) {
		n := strconv.Itoa(i + 1)
		rows = append(rows, complaint.Promise{What: v.Text("what" + n), User: v.User("who" + n), When: v.Values["when"+n].Date})
	}
	return rows
}

// promiseDays are the blocks of the days in those rows.
func promiseDays(v *bot.View) []string {
	var blocks []string
	for i := range promiseRows(v) {
		blocks = append(blocks, "when"+strconv.Itoa(i+1))
	}
	return blocks
}

// promiseRows counts the rows that the form shows.
func promiseRows(v *bot.View) int {
	n := 0
	for {
		if _, there := v.Values["what"+strconv.Itoa(n+1)]; !there {
			return n
		}
		n++
	}
}

// promised gives the rows with the names of the people in them, as they are
// called now. Only colleagues can be named; a form can be forged.
func (h *Handlers) promised(ctx context.Context, rows []complaint.Promise) ([]complaint.Promise, error) {
	var refused complaint.Refusals
	for i := range rows {
		if rows[i].User == "" {
			continue
		}
		name, ok, err := h.colleague(ctx, rows[i].User)
		if err != nil {
			return nil, err
		}
		if !ok {
			refused = append(refused, &complaint.Refusal{Text: "error.promise_guest", Field: "who" + strconv.Itoa(i+1)})
			continue
		}
		rows[i].Who = name
	}
	if len(refused) > 0 {
		return nil, refused
	}
	return rows, nil
}

// colleague gives what somebody is called now, false for guests, bots, closed
// accounts and ids that nobody has.
func (h *Handlers) colleague(ctx context.Context, user string) (name string, ok bool, err error) {
	p, err := h.Slack.Person(ctx, user)
	if err != nil && bot.ClassOf(err) != bot.Destination {
		return "", false, fmt.Errorf("look up %s: %w", user, err)
	}
	if err != nil || !p.Colleague() {
		return "", false, nil
	}
	return p.Name, true, nil
}
