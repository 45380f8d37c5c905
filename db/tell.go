package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"ombud/complaint"
)

// Tell enqueues a notice of a case that no event of it causes, such as a file that
// somebody asked for. Its Ref must name the occasion: the same notice is told once. At
// is business time. It fails with [complaint.ErrNotFound].
func (w *Workspace) Tell(ctx context.Context, number string, n complaint.Notice, at time.Time) error {
	_, err := w.tell(ctx, number, []complaint.Notice{n}, at, nil)
	return err
}

// toldAtOnce is how many notices one transaction of TellMany takes.
const toldAtOnce = 500

// TellMany enqueues notices of many cases, by number, and of none under "". It locks no
// case, so that there may be as many as a company has: it is for notices that say nothing
// new, whose order does not matter. What was enqueued stays when it fails on the way; a
// second time tells nothing twice.
func (w *Workspace) TellMany(ctx context.Context, notices map[string][]complaint.Notice, at time.Time) error {
	var rows []noticeRow
	for _, number := range slices.Sorted(maps.Keys(notices)) {
		for _, n := range notices[number] {
			rows = append(rows, newNotice(w.id, number, n, at))
		}
	}
	for some := range slices.Chunk(rows, toldAtOnce) {
		var gates []gateName
		err := w.store.tx(ctx, func(tx *txn) (err error) {
			gates, err = w.enqueue(ctx, tx, some)
			return err
		})
		if err != nil {
			return fmt.Errorf("tell %d notices of many cases: %w", len(some), err)
		}
		w.store.know(gates)
	}
	if len(rows) > 0 {
		w.store.nudge()
	}
	return nil
}

const seeAgain = `
	INSERT INTO seen (workspace, key, at) VALUES ($1, $2, $3)
	ON CONFLICT (workspace, key) DO UPDATE SET at = excluded.at WHERE seen.at <= $4`

// TellSince is Tell, unless the last time under that key was less than pause ago. It
// tells whether it did; of two at once one does. Key and notice are one transaction:
// nobody waits for what was never told. Without a number the notice is of no case.
func (w *Workspace) TellSince(ctx context.Context, key string, pause time.Duration, number string, n complaint.Notice, at time.Time) (told bool, err error) {
	return w.tell(ctx, number, []complaint.Notice{n}, at, func(tx *txn) (bool, error) {
		res, err := tx.ExecContext(ctx, seeAgain, w.id, key, ms(at), ms(at.Add(-pause)))
		if err != nil {
			return false, fmt.Errorf("seen since: %w", err)
		}
		counts, err := res.RowsAffected()
		return counts == 1, err
	})
}

// tell enqueues the notices if may says so in the same transaction.
func (w *Workspace) tell(ctx context.Context, number string, notices []complaint.Notice, at time.Time, may func(*txn) (bool, error)) (told bool, err error) {
	var gates []gateName
	err = w.store.tx(ctx, func(tx *txn) (err error) {
		if number != "" {
			var version int // the case first, so that the lanes stay in order
			if err := tx.GetContext(ctx, &version, w.store.q(lockCase), w.id, number); errors.Is(err, sql.ErrNoRows) {
				return complaint.ErrNotFound
			} else if err != nil {
				return err
			}
		}
		if told = true; may != nil {
			if told, err = may(tx); err != nil || !told {
				return err
			}
		}
		rows := make([]noticeRow, len(notices))
		for i, n := range notices {
			rows[i] = newNotice(w.id, number, n, at)
		}
		gates, err = w.enqueue(ctx, tx, rows)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("tell %d notices of case %s: %w", len(notices), number, err)
	}
	w.store.know(gates)
	if told {
		w.store.nudge()
	}
	return told, nil
}
