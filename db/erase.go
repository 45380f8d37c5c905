package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"ombud/complaint"
)

const eraseKey = `
	UPDATE complaint SET box = NULL, filer = '', receiver = '', handler = '', co_owner = '', wake_at = NULL, erase_at = $3
	WHERE workspace = $1 AND number = $2`

const eraseSealed = `
	DELETE FROM sealed WHERE workspace = $1 AND number = $2`

const eraseChunks = `
	DELETE FROM file_chunk WHERE workspace = $1 AND number = $2`

const eraseFiles = `
	UPDATE file SET state = 'lost' WHERE workspace = $1 AND number = $2`

// A file that another case holds too, since one was a duplicate of the other, is needed.
const eraseShared = `
	DELETE FROM file WHERE workspace = $1 AND number = $2 AND id IN (
		SELECT f.id FROM file f JOIN complaint c ON c.workspace = f.workspace AND c.number = f.number
		WHERE f.workspace = $1 AND f.number <> $2 AND c.box IS NOT NULL)`

const eraseBlind = `
	DELETE FROM blind WHERE workspace = $1 AND number = $2`

const eraseInvolved = `
	DELETE FROM involved WHERE workspace = $1 AND number = $2`

const eraseReadings = `
	DELETE FROM reading WHERE workspace = $1 AND number = $2`

const eraseOwners = `
	UPDATE duty SET person = '' WHERE workspace = $1 AND number = $2`

const eraseTold = `
	DELETE FROM notice WHERE workspace = $1 AND number = $2 AND done_at IS NOT NULL`

const eraseDrafts = `
	DELETE FROM draft WHERE workspace = $1 AND form IN (
		SELECT c.source FROM complaint c WHERE c.workspace = $1 AND c.number = $2)`

const eraseEvent = `
	UPDATE event SET actor = $4, data = $5, entry = $6 WHERE workspace = $1 AND number = $2 AND seq = $3`

// Erase removes what people said in a case and who they were: its key, its sealed
// entries and files, its search keys, and every id of a person or a file. Codes, dates
// and figures stay. What it left in Slack is enqueued to be deleted, the newest first.
// All of that is one transaction, and [complaint.Case.Erase] decides whether it may be;
// its refusals are returned as they are. On SQLite the bytes are overwritten once
// [Store.Overwrite] returns.
func (w *Workspace) Erase(ctx context.Context, number string, now time.Time) error {
	var ch *change
	var gates []gateName
	err := w.store.tx(ctx, func(tx *txn) error {
		l, err := w.load(ctx, tx, number)
		if err != nil {
			return err
		}
		if ch, err = w.decide(ctx, tx, l, func(c *complaint.Case) error { return c.Erase(now) }); err != nil {
			return err
		}
		if err := w.anonymise(ctx, tx, l.c); err != nil {
			return fmt.Errorf("erase case %s: %w", number, err)
		}
		if gates, err = w.enqueueErasing(ctx, tx, number, now); err != nil {
			return fmt.Errorf("erase case %s: %w", number, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	w.store.know(gates)
	ch.committed()
	w.store.nudge()
	return nil
}

// anonymise takes the words and the people out of an erased case.
func (w *Workspace) anonymise(ctx context.Context, tx *txn, c *complaint.Case) error {
	if _, err := tx.ExecContext(ctx, eraseKey, w.id, c.Number, ms(c.ErasedAt)); err != nil {
		return err
	}
	for _, query := range []string{
		eraseSealed, eraseChunks, eraseFiles, eraseShared, eraseBlind, eraseInvolved, eraseReadings, eraseOwners, eraseTold, eraseDrafts,
	} {
		if _, err := tx.ExecContext(ctx, query, w.id, c.Number); err != nil {
			return err
		}
	}
	events := slices.Clone(c.Events)
	for i, e := range events { // as it was written: a correction goes on correcting it
		events[i] = c.Written(e)
	}
	for _, e := range complaint.Anonymous(events) {
		data, err := json.Marshal(e.Data)
		if err != nil {
			return fmt.Errorf("event %d: %w", e.Seq, err)
		}
		if _, err := tx.ExecContext(ctx, eraseEvent, w.id, c.Number, e.Seq, e.Actor, string(data), e.Entry); err != nil {
			return fmt.Errorf("event %d: %w", e.Seq, err)
		}
	}
	return nil
}

// enqueueErasing asks that all that was posted about the case be deleted, replies before
// what they hang from.
func (w *Workspace) enqueueErasing(ctx context.Context, tx *txn, number string, now time.Time) ([]gateName, error) {
	var messages []messageRow
	if err := tx.SelectContext(ctx, &messages, selectMessages, w.id, number); err != nil {
		return nil, err
	}
	var rows []noticeRow
	for _, m := range slices.Backward(messages) {
		rows = append(rows, newNotice(w.id, number, complaint.EraseNotice(m.Channel, m.TS), now))
	}
	return w.enqueue(ctx, tx, rows)
}

// Overwrite sees to it that nothing that was deleted can be read in the files of the
// database any more. On Postgres that is for its vacuum to do. It fails when somebody
// reads what was there before for too long.
func (s *Store) Overwrite(ctx context.Context) error {
	if s.dialect.file == "" {
		return nil
	}
	var busy, log, done int // the log still holds the pages as they were
	if err := s.write.QueryRowxContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &done); err != nil {
		return fmt.Errorf("overwrite what was erased: %w", err)
	}
	if busy != 0 {
		return fmt.Errorf("overwrite what was erased: %s is being read", s.name)
	}
	return nil
}

// Overwrite is [Store.Overwrite] of the whole database.
func (w *Workspace) Overwrite(ctx context.Context) error { return w.store.Overwrite(ctx) }
