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

// onlyOnce is the key of something that counts one time.
type onlyOnce struct {
	key string
	at  time.Time
}

// Once gives the workspace for a request that counts one time, however often it comes
// (decision D7): what it changes by [Workspace.UpdateCase], [Workspace.UpdateCases],
// [Workspace.UpdateRoster] or [Workspace.AddRevision] commits together with the key. When
// the key is there already nothing is decided or kept, it is no error, and a case is
// returned as it is. A change that fails or is refused does not use it up.
func (w *Workspace) Once(key string, now time.Time) *Workspace {
	return &Workspace{store: w.store, id: w.id, once: onlyOnce{key: key, at: now}}
}

// usedUp notes the key of a request that counts one time, if this is one, and tells
// whether it was there already. Another request with it is waited for.
func (w *Workspace) usedUp(ctx context.Context, tx *txn) (bool, error) {
	if w.once.key == "" {
		return false, nil
	}
	res, err := tx.ExecContext(ctx, insertSeen, w.id, w.once.key, ms(w.once.at))
	if err != nil {
		return false, fmt.Errorf("once: %w", err)
	}
	n, err := res.RowsAffected()
	return n == 0, err
}

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
