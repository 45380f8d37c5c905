package db

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// fenced turns "no row" into ErrFenced.
func fenced(res sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err == nil && n == 0 {
		return ErrFenced
	}
	return err
}

// Backlog says how the outbox stands.
type Backlog struct {
	Waiting int
	Held    int // of those, how many wait until the channel is put right
	Dead    int
	Oldest  time.Time // business time at which the oldest waiting notice was caused; zero: none waits
}

const selectBacklog = `
	SELECT COUNT(*) FILTER (WHERE done_at IS NULL) AS waiting, COUNT(*) FILTER (WHERE state = 'dead') AS dead,
		COUNT(*) FILTER (WHERE done_at IS NULL AND class = 'hold') AS held,
		MIN(created_at) FILTER (WHERE done_at IS NULL) AS oldest
	FROM notice WHERE workspace = $1 AND (done_at IS NULL OR state = 'dead')`

// Backlog counts what waits and what was given up.
func (w *Workspace) Backlog(ctx context.Context) (Backlog, error) {
	var row struct {
		Waiting, Held, Dead int
		Oldest              instant
	}
	if err := w.store.read.GetContext(ctx, &row, selectBacklog, w.id); err != nil {
		return Backlog{}, fmt.Errorf("backlog: %w", inContext(ctx, err))
	}
	return Backlog{row.Waiting, row.Held, row.Dead, time.Time(row.Oldest)}, nil
}

const pruneSent = `
	DELETE FROM notice WHERE workspace = $1 AND done_at < $2 AND (state = 'sent' OR state = 'dead' AND EXISTS (
		SELECT 1 FROM complaint c WHERE c.workspace = notice.workspace AND c.number = notice.number AND c.box IS NULL))`

// PruneNotices forgets what was sent before that business time, and what was given up of
// a case that is erased, of which nobody sends anything again; it returns how much.
func (w *Workspace) PruneNotices(ctx context.Context, before time.Time) (int, error) {
	n, err := w.count(ctx, pruneSent, w.id, ms(before))
	if err != nil {
		return 0, fmt.Errorf("prune notices: %w", err)
	}
	return n, nil
}

// count runs one statement and tells how many rows it touched.
func (w *Workspace) count(ctx context.Context, query string, args ...any) (int, error) {
	var n int64
	err := w.store.tx(ctx, func(tx *txn) error {
		res, err := tx.ExecContext(ctx, query, args...)
		if err == nil {
			n, err = res.RowsAffected()
		}
		return err
	})
	return int(n), err
}
