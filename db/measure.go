package db

import (
	"context"
	"fmt"
	"time"
)

// MeasureRow is a corrective action that is still to be carried out, or that the
// customer is still to be told of.
type MeasureRow struct {
	Number string
	N      int       // of the action in its case
	Due    time.Time // exclusive, of what comes first
}

const selectMeasures = `
	WITH d AS MATERIALIZED (
		SELECT number, round, due_at FROM duty WHERE workspace = $1 AND is_open AND kind IN ('measure', 'tell_measure', 'advice'))
	SELECT d.number, d.round, MIN(d.due_at) AS due_at FROM d
	WHERE d.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $2)
	GROUP BY d.number, d.round ORDER BY MIN(d.due_at), d.number, d.round LIMIT $3 + 0 OFFSET $4`

// Measures lists at most limit open corrective actions of all cases, of closed ones
// too, the nearest day first, without the first skip of them. Cases that the person
// must be kept out of are left out; person may be empty.
func (w *Workspace) Measures(ctx context.Context, person string, skip, limit int) ([]MeasureRow, error) {
	var rows []struct {
		Number string
		Round  int
		DueAt  instant `db:"due_at"`
	}
	if err := w.store.read.SelectContext(ctx, &rows, selectMeasures, w.id, person, limit, skip); err != nil {
		return nil, fmt.Errorf("corrective actions: %w", inContext(ctx, err))
	}
	list := make([]MeasureRow, len(rows))
	for i, r := range rows {
		list[i] = MeasureRow{r.Number, r.Round, time.Time(r.DueAt)}
	}
	return list, nil
}

// MeasureCount is how many corrective actions are open.
type MeasureCount struct {
	Open    int
	Overdue int // with something that was due at that moment
}

const selectMeasureCount = `
	WITH d AS MATERIALIZED (
		SELECT number, round, due_at FROM duty WHERE workspace = $1 AND is_open AND kind IN ('measure', 'tell_measure', 'advice'))
	SELECT COUNT(*) AS open, COUNT(*) FILTER (WHERE a.due_at <= $3) AS overdue FROM (
		SELECT MIN(d.due_at) AS due_at FROM d
		WHERE d.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $2)
		GROUP BY d.number, d.round) a`

// MeasureCount counts them at now, without those of cases that the person must be
// kept out of; person may be empty.
func (w *Workspace) MeasureCount(ctx context.Context, person string, now time.Time) (MeasureCount, error) {
	var n MeasureCount
	if err := w.store.read.GetContext(ctx, &n, selectMeasureCount, w.id, person, ms(now)); err != nil {
		return MeasureCount{}, fmt.Errorf("count corrective actions: %w", inContext(ctx, err))
	}
	return n, nil
}
