package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"ombud/complaint"
)

const selectThread = `
	SELECT COALESCE(MAX(number), '') FROM message WHERE workspace = $1 AND channel = $2 AND ts = $3 HAVING MIN(number) <> ''`

// CaseOf gives the number of the case that a message of ours is about. It fails with
// [complaint.ErrNotFound] when the message is about none, as one that lists several, or
// not ours.
func (w *Workspace) CaseOf(ctx context.Context, channel, ts string) (string, error) {
	var number string
	err := w.store.read.GetContext(ctx, &number, selectThread, w.id, channel, ts)
	if errors.Is(err, sql.ErrNoRows) {
		err = complaint.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("case of message %s in %s: %w", ts, channel, inContext(ctx, err))
	}
	return number, nil
}
