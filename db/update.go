package db

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ombud/complaint"
)

// UpdateCase loads a case, lets decide record what happens and saves that, in one
// transaction. When somebody else changed the case meanwhile, all of it is done again.
// Where decide records nothing, nothing is written. It fails with
// [complaint.ErrNotFound], or with the error of decide as it is; then nothing was saved.
func (w *Workspace) UpdateCase(ctx context.Context, number string, decide func(*complaint.Case) error) (*complaint.Case, error) {
	return w.change(ctx, number, decide, nil)
}

// VisitCase is UpdateCase for a job that [Workspace.Waking] or [Workspace.Expiring]
// sent: where decide records nothing, it still notes when to look at the case again,
// seen from now.
func (w *Workspace) VisitCase(ctx context.Context, number string, now time.Time, decide func(*complaint.Case) error) (*complaint.Case, error) {
	return w.change(ctx, number, decide, func(tx *txn, l *loaded) error {
		wake, err := l.c.WakeAt(now)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, updateWake, w.id, number, l.version, stored(wake), stored(l.c.EraseAt()))
		return err // a lost race is fine: who won it wrote when to look again
	})
}

const updateWake = `
	UPDATE complaint SET wake_at = $4, erase_at = $5
	WHERE workspace = $1 AND number = $2 AND version = $3 AND box IS NOT NULL`

func (w *Workspace) change(ctx context.Context, number string, decide func(*complaint.Case) error,
	unchanged func(*txn, *loaded) error,
) (*complaint.Case, error) {
	var ch *change
	var c *complaint.Case
	err := w.store.tx(ctx, func(tx *txn) error {
		ch = nil
		done, err := w.usedUp(ctx, tx)
		if err != nil {
			return err
		}
		l, err := w.load(ctx, tx, number)
		if err != nil {
			return err
		}
		if c = l.c; done {
			return nil
		}
		ch, err = w.decide(ctx, tx, l, decide)
		if err == nil && ch == nil && unchanged != nil {
			err = unchanged(tx, l)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if ch != nil {
		ch.committed()
	}
	return c, nil
}

// decide saves what decide records on a loaded case; nil when that is nothing.
func (w *Workspace) decide(ctx context.Context, tx *txn, l *loaded, decide func(*complaint.Case) error) (*change, error) {
	involved, erased, received := l.c.Involved(), l.c.Erased(), l.c.ReceivedAt
	if err := decide(l.c); err != nil {
		return nil, err
	}
	if err := w.judge(ctx, tx, l, received); err != nil {
		return nil, err
	}
	if events, _ := l.c.Changes(); erased && len(events) > 0 {
		return nil, fmt.Errorf("save case %s: %s after it was erased: %w", l.c.Number, events[0].Kind, complaint.ErrNotFound)
	}
	ch, err := w.claim(ctx, tx, l)
	if ch == nil || err != nil {
		return nil, err
	}
	return ch, ch.write(ctx, tx, involved)
}

// claim takes the right to save what was recorded on a loaded case; nil when that is
// nothing.
func (w *Workspace) claim(ctx context.Context, tx *txn, l *loaded) (*change, error) {
	ch := &change{w: w, c: l.c, key: l.key, batch: &batch{cases: 1}}
	if ch.events, ch.entries = l.c.Changes(); len(ch.events) == 0 {
		return nil, nil
	}
	row, err := ch.row()
	if err != nil {
		return nil, fmt.Errorf("save case %s: %w", l.c.Number, err)
	}
	row.Version, row.ProcedureVersion, row.CalendarVersion = l.version, l.pins.Procedure.V, l.pins.Calendar.V
	return ch, updateCase(ctx, tx, row)
}

// write saves a claimed change; involved are those whom the case kept out before.
func (ch *change) write(ctx context.Context, tx *txn, involved []string) error {
	if !slices.Equal(involved, ch.c.Involved()) {
		if err := ch.replaceInvolved(ctx, tx); err != nil {
			return err
		}
	}
	if err := ch.collect(ctx, tx); err != nil {
		return err
	}
	if err := ch.batch.run(ctx, tx); err != nil {
		return fmt.Errorf("save case %s: %w", ch.c.Number, err)
	}
	return nil
}

const updateComplaint = `
	UPDATE complaint SET version = version + 1, state = :state, round = :round, via = :via, nature = :nature, receiver = :receiver,
		handler = :handler, co_owner = :co_owner, face = :face, outcome = :outcome, followed_up = :followed_up, confidential = :confidential,
		is_open = :is_open, received_at = :received_at, told_at = :told_at, closed_at = :closed_at, wake_at = :wake_at, erase_at = :erase_at,
		next_due = :next_due, passed = :passed, procedure_version = :procedure_version, calendar_version = :calendar_version
	WHERE workspace = :workspace AND number = :number AND version = :version`

// updateCase is the first write of a change: whoever loses here has written nothing.
func updateCase(ctx context.Context, tx *txn, row caseRow) error {
	res, err := tx.NamedExecContext(ctx, updateComplaint, row)
	if err != nil {
		return fmt.Errorf("save case %s: %w", row.Number, err)
	}
	n, err := res.RowsAffected()
	if err == nil && n == 0 {
		return fmt.Errorf("save case %s: %w", row.Number, errRace)
	}
	return err
}
