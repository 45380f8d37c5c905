package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ombud/complaint"
)

// Tell enqueues a notice of a case that no event of it causes, such as a file that
// somebody asked for. Its Ref must name the occasion: the same notice is told once. At
// is business time. It fails with [complaint.ErrNotFound].
func (w *Workspace) Tell(ctx context.Context, number string, n complaint.Notice, at time.Time) error {
	var gates []gateName
	err := w.store.tx(ctx, func(tx *txn) (err error) {
		var version int // the case first, so that the lanes stay in order
		if err := tx.GetContext(ctx, &version, w.store.q(lockCase), w.id, number); errors.Is(err, sql.ErrNoRows) {
			return complaint.ErrNotFound
		} else if err != nil {
			return err
		}
		gates, err = w.enqueue(ctx, tx, []noticeRow{newNotice(w.id, number, n, at)})
		return err
	})
	if err != nil {
		return fmt.Errorf("tell %s of case %s: %w", n.Kind, number, err)
	}
	for _, g := range gates {
		w.store.gates.Store(g, true)
	}
	w.store.nudge()
	return nil
}
