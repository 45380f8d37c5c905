package db

import (
	"context"
	"fmt"

	"ombud/complaint"
)

const eraseKey = `
	UPDATE complaint SET box = NULL, version = version + 1 WHERE workspace = $1 AND number = $2`

const eraseSealed = `
	DELETE FROM sealed WHERE workspace = $1 AND number = $2`

const eraseChunks = `
	DELETE FROM file_chunk WHERE workspace = $1 AND number = $2`

const eraseFiles = `
	UPDATE file SET state = 'lost' WHERE workspace = $1 AND number = $2`

const eraseBlind = `
	DELETE FROM blind WHERE workspace = $1 AND number = $2`

// Erase removes what people said in a case: its key, its sealed entries and files, and
// its search keys. Codes, dates and figures stay. The messages it left in Slack are
// for the caller, see [Workspace.Messages]. On SQLite the erased bytes are overwritten
// when it returns. It fails with [complaint.ErrNotFound].
func (w *Workspace) Erase(ctx context.Context, number string) error {
	err := w.store.tx(ctx, func(tx *txn) error {
		if err := fenced(tx.ExecContext(ctx, eraseKey, w.id, number)); err == ErrFenced { //nolint:errorlint // just made
			return complaint.ErrNotFound
		} else if err != nil {
			return err
		}
		for _, query := range []string{eraseSealed, eraseChunks, eraseFiles, eraseBlind} {
			if _, err := tx.ExecContext(ctx, query, w.id, number); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && w.store.dialect.file != "" { // the log still holds the pages as they were
		_, err = w.store.write.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	if err != nil {
		return fmt.Errorf("erase case %s: %w", number, err)
	}
	return nil
}
