package db

import (
	"context"
	"fmt"
	"time"
)

const insertSeen = `
	INSERT INTO seen (workspace, key, at) VALUES ($1, $2, $3) ON CONFLICT (workspace, key) DO NOTHING`

// Seen notes an idempotency key and tells whether this is the first time.
func (w *Workspace) Seen(ctx context.Context, key string, now time.Time) (first bool, err error) {
	n, err := w.count(ctx, insertSeen, w.id, key, ms(now))
	if err != nil {
		return false, fmt.Errorf("seen: %w", err)
	}
	return n == 1, nil
}

const deleteSeen = `
	DELETE FROM seen WHERE workspace = $1 AND key = $2`

// Unsee forgets a key whose work failed after all, so that it may be done again.
func (w *Workspace) Unsee(ctx context.Context, key string) error {
	if _, err := w.count(ctx, deleteSeen, w.id, key); err != nil {
		return fmt.Errorf("unsee: %w", err)
	}
	return nil
}

// Warned notes that a form was answered with a warning and tells whether it was
// already: then whoever submits it again wants to keep what it says.
func (w *Workspace) Warned(ctx context.Context, viewID, warning string, now time.Time) (already bool, err error) {
	first, err := w.Seen(ctx, "warned/"+viewID+"/"+warning, now)
	return !first && err == nil, err
}

const pruneSeen = `
	DELETE FROM seen WHERE workspace = $1 AND at < $2`

// PruneSeen forgets the keys and warnings noted before that moment and returns how many.
func (w *Workspace) PruneSeen(ctx context.Context, before time.Time) (int, error) {
	n, err := w.count(ctx, pruneSeen, w.id, ms(before))
	if err != nil {
		return 0, fmt.Errorf("prune seen: %w", err)
	}
	return n, nil
}
