package db

import (
	"context"
	"fmt"
	"time"

	"ombud/complaint"
)

// Slot is the transaction in which a slot of a job is taken.
type Slot struct {
	w     *Workspace
	tx    *txn
	at    time.Time
	gates []gateName
	told  int
}

// Enqueue tells something that belongs to no case, such as a digest, if and only if
// the slot is taken. Its Ref must name the slot: the same notice is told once.
func (s *Slot) Enqueue(ctx context.Context, n complaint.Notice) error {
	return s.EnqueueOf(ctx, "", n)
}

// EnqueueOf is Enqueue of something about a case that no event of it causes.
func (s *Slot) EnqueueOf(ctx context.Context, number string, n complaint.Notice) error {
	gates, err := s.w.enqueue(ctx, s.tx, []noticeRow{newNotice(s.w.id, number, n, s.at)})
	if err != nil {
		return fmt.Errorf("enqueue %s: %w", n.Kind, err)
	}
	s.gates, s.told = append(s.gates, gates...), s.told+1
	return nil
}

const insertSlot = `
	INSERT INTO cron_run (workspace, job, slot, at) VALUES ($1, $2, $3, $4)
	ON CONFLICT (workspace, job, slot) DO NOTHING`

// CronRun takes a slot of a job, named by its local wall time such as
// "2026-10-25T09:00", and runs fn in the same transaction. Of several that try, one
// runs; the others wait for it and get false. When fn fails the slot stays free.
func (w *Workspace) CronRun(ctx context.Context, job, slot string, at time.Time, fn func(*Slot) error) (ran bool, err error) {
	var s *Slot
	err = w.store.tx(ctx, func(tx *txn) error {
		s = nil
		res, err := tx.ExecContext(ctx, insertSlot, w.id, job, slot, ms(at))
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		s = &Slot{w: w, tx: tx, at: at}
		return fn(s)
	})
	if err != nil {
		return false, fmt.Errorf("job %s at %s: %w", job, slot, err)
	}
	if s == nil {
		return false, nil
	}
	w.store.know(s.gates)
	if s.told > 0 {
		w.store.nudge()
	}
	return true, nil
}

// TellOnce enqueues a notice about no case for each of users, unless it was told before:
// what names the matter, ref the fact of it. It reports whether it is news.
func (w *Workspace) TellOnce(ctx context.Context, what, ref string, at time.Time, kind complaint.NoticeKind, users []string) (bool, error) {
	return w.CronRun(ctx, what, ref, at, func(s *Slot) error {
		for _, u := range users {
			if err := s.Enqueue(ctx, complaint.Notice{Kind: kind, To: u, Ref: ref}); err != nil {
				return err
			}
		}
		return nil
	})
}

// TakeBack has what the channel holds of a case removed, once for each ref.
func (w *Workspace) TakeBack(ctx context.Context, number, ref string, at time.Time) error {
	_, err := w.CronRun(ctx, "takeback", number+" "+ref, at, func(s *Slot) error {
		return s.EnqueueOf(ctx, number, complaint.Notice{Kind: complaint.NoticeRemove, Ref: ref})
	})
	return err
}

const selectLastSlot = `
	SELECT COALESCE(MAX(slot), '') FROM cron_run WHERE workspace = $1 AND job = $2`

// LastSlot gives the newest slot of a job that was taken, empty when none was.
func (w *Workspace) LastSlot(ctx context.Context, job string) (string, error) {
	var slot string
	if err := w.store.read.GetContext(ctx, &slot, selectLastSlot, w.id, job); err != nil {
		return "", fmt.Errorf("last slot of %s: %w", job, inContext(ctx, err))
	}
	return slot, nil
}

const pruneSlots = `
	DELETE FROM cron_run WHERE workspace = $1 AND at < $2 AND slot < (
		SELECT MAX(r.slot) FROM cron_run r WHERE r.workspace = cron_run.workspace AND r.job = cron_run.job)`

// PruneSlots forgets the slots taken before that moment and returns how many. The
// newest of each job stays, or a yearly one would be caught up again.
func (w *Workspace) PruneSlots(ctx context.Context, before time.Time) (int, error) {
	n, err := w.count(ctx, pruneSlots, w.id, ms(before))
	if err != nil {
		return 0, fmt.Errorf("prune slots: %w", err)
	}
	return n, nil
}
