package db

import (
	"context"
	"fmt"
)

const insertInvolved = `
	INSERT INTO involved (workspace, person, number) VALUES (:workspace, :person, :number)`

const deleteInvolved = `
	DELETE FROM involved WHERE workspace = $1 AND number = $2`

func (ch *change) replaceInvolved(ctx context.Context, tx *txn) error {
	if _, err := tx.ExecContext(ctx, deleteInvolved, ch.w.id, ch.c.Number); err != nil {
		return fmt.Errorf("save case %s: involved: %w", ch.c.Number, err)
	}
	if err := many(ctx, tx, insertInvolved, ch.involvedRows()); err != nil {
		return fmt.Errorf("save case %s: involved: %w", ch.c.Number, err)
	}
	return nil
}

const selectInvolving = `
	SELECT c.number FROM involved i CROSS JOIN complaint c
	WHERE i.workspace = $1 AND i.person = $2 AND c.workspace = i.workspace AND c.number = i.number ORDER BY c.year, c.ordinal`

// Involving lists the numbers of the cases that person must be kept out of, oldest
// first, closed ones included.
func (w *Workspace) Involving(ctx context.Context, person string) ([]string, error) {
	return w.numbers(ctx, "cases involving "+person, selectInvolving, w.id, person)
}
