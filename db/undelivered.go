package db

import (
	"context"
	"fmt"
	"math"
	"time"
)

// Undelivered is a notice that was given up.
type Undelivered struct {
	ID      int64
	Number  string // of the case; empty: none
	Kind    string
	To      string    // a user id, or the channel
	Class   string    // of the failure: a code
	Created time.Time // business time at which it was caused
}

const selectDead = `
	SELECT id, number, kind, recipient, class, created_at FROM notice
	WHERE workspace = $1 AND done_at IS NOT NULL AND state = 'dead' AND id < $3
	ORDER BY id DESC LIMIT $2 + 0`

// Undelivered lists at most limit notices that were given up, the newest first: those
// before that id, or with 0 all.
func (w *Workspace) Undelivered(ctx context.Context, before int64, limit int) ([]Undelivered, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	var rows []noticeRow
	if err := w.store.read.SelectContext(ctx, &rows, selectDead, w.id, limit, before); err != nil {
		return nil, fmt.Errorf("undelivered: %w", inContext(ctx, err))
	}
	list := make([]Undelivered, len(rows))
	for i, r := range rows {
		list[i] = Undelivered{r.ID, r.Number, r.Kind, r.Recipient, r.Class, time.Time(r.CreatedAt)}
	}
	return list, nil
}

const requeueDead = `
	UPDATE notice SET state = 'pending', done_at = NULL, due_at = 0, attempts = 0, class = ''
	WHERE workspace = $1 AND id = $2 AND state = 'dead'`

// Requeue puts a notice that was given up back, before what its lane holds
// since. One in doubt stays so: it may be there already. It is false when there is none such, or somebody was quicker.
func (w *Workspace) Requeue(ctx context.Context, id int64) (bool, error) {
	n, err := w.count(ctx, requeueDead, w.id, id)
	if err != nil {
		return false, fmt.Errorf("requeue notice %d: %w", id, err)
	}
	w.store.nudge()
	return n == 1, nil
}

const releaseHeld = `
	UPDATE notice SET due_at = 0
	WHERE workspace = $1 AND done_at IS NULL AND state = 'pending' AND class = 'hold'`

// Release lets what waits for the channel try again at once and returns how
// much that is.
func (w *Workspace) Release(ctx context.Context) (int, error) {
	n, err := w.count(ctx, releaseHeld, w.id)
	if err != nil {
		return 0, fmt.Errorf("release: %w", err)
	}
	w.store.nudge()
	return n, nil
}

const putAway = `
	UPDATE notice SET state = 'sent', class = ''
	WHERE workspace = $1 AND id = $2 AND state = 'dead'`

// PutAway forgets that a notice was given up. It is false when there is none such.
func (w *Workspace) PutAway(ctx context.Context, id int64) (bool, error) {
	n, err := w.count(ctx, putAway, w.id, id)
	if err != nil {
		return false, fmt.Errorf("put notice %d away: %w", id, err)
	}
	return n == 1, nil
}
