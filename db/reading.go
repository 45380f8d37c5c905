package db

import (
	"context"
	"fmt"
	"time"

	"ombud/complaint"
)

// Nothing is noted of an erased case: nobody is to stand there again.
const insertReading = `
	INSERT INTO reading (workspace, number, at, person)
	SELECT workspace, number, CAST($3 AS BIGINT), CAST($4 AS TEXT) FROM complaint
	WHERE workspace = $1 AND number = $2 AND box IS NOT NULL
	ON CONFLICT DO NOTHING`

// Read notes that somebody opened the file of a case at that moment (KG-02, CY-32). The
// case is not changed by it.
func (w *Workspace) Read(ctx context.Context, number, person string, at time.Time) error {
	err := w.store.again(ctx, func() error {
		return w.store.exec(ctx, insertReading, []any{w.id, number, ms(at), person})
	})
	if err != nil {
		return fmt.Errorf("note who opened case %s: %w", number, err)
	}
	return nil
}

const selectReadings = `
	SELECT person, at FROM reading WHERE workspace = $1 AND number = $2
	ORDER BY at DESC, person LIMIT 500`

// Readings lists who opened the file of a case, the newest first, and no more than the
// last 500 times.
func (w *Workspace) Readings(ctx context.Context, number string) ([]complaint.Reading, error) {
	var rows []struct {
		Person string  `db:"person"`
		At     instant `db:"at"`
	}
	if err := w.store.read.SelectContext(ctx, &rows, selectReadings, w.id, number); err != nil {
		return nil, fmt.Errorf("who opened case %s: %w", number, err)
	}
	readings := make([]complaint.Reading, len(rows))
	for i, row := range rows {
		readings[i] = complaint.Reading{User: row.Person, At: time.Time(row.At)}
	}
	return readings, nil
}
