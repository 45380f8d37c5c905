package db

import (
	"context"
	"fmt"
	"time"
)

// Counts are how many cases there are for one person, without those that the person
// must be kept out of.
type Counts struct {
	Open        int
	Overdue     int // open, with a deadline that passed
	Today       int // open and not overdue, with a deadline before the end of today
	Mine        int // open, handled by the person
	MineOverdue int `db:"mine_overdue"` // of Mine, with a deadline that passed
	MineToday   int `db:"mine_today"`   // of Mine, due today
	Unassigned  int // open, without a handler
	Waiting     int // answered, and the customer not heard yet
	Ready       int // to be closed
	Closed      int // ended since the beginning of the year
}

const selectCounts = `
	SELECT COUNT(*) AS open,
		COUNT(*) FILTER (WHERE c.next_due <= $3) AS overdue,
		COUNT(*) FILTER (WHERE c.next_due > $3 AND c.next_due <= $4) AS today,
		COUNT(*) FILTER (WHERE c.handler = $2) AS mine,
		COUNT(*) FILTER (WHERE c.handler = $2 AND c.next_due <= $3) AS mine_overdue,
		COUNT(*) FILTER (WHERE c.handler = $2 AND c.next_due > $3 AND c.next_due <= $4) AS mine_today,
		COUNT(*) FILTER (WHERE c.handler = '') AS unassigned,
		COUNT(*) FILTER (WHERE c.face = 'answered') AS waiting,
		COUNT(*) FILTER (WHERE c.face = 'ready_to_close') AS ready,
		(SELECT COUNT(*) FROM complaint o WHERE o.workspace = $1 AND o.closed_at >= $5
			AND o.number NOT IN (SELECT j.number FROM involved j WHERE j.workspace = $1 AND j.person = $2)) AS closed
	FROM complaint c
	WHERE c.workspace = $1 AND c.is_open
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $2)`

// Counts counts for a person at now. Today ends at that moment, which counts as today;
// year is the beginning of the year.
func (w *Workspace) Counts(ctx context.Context, person string, now, today, year time.Time) (Counts, error) {
	var c Counts
	if err := w.store.read.GetContext(ctx, &c, selectCounts, w.id, person, ms(now), ms(today), ms(year)); err != nil {
		return Counts{}, fmt.Errorf("counts: %w", inContext(ctx, err))
	}
	return c, nil
}

const selectOwnCounts = `
	SELECT COUNT(*) AS mine,
		COUNT(*) FILTER (WHERE c.next_due <= $3) AS mine_overdue,
		COUNT(*) FILTER (WHERE c.next_due > $3 AND c.next_due <= $4) AS mine_today
	FROM complaint c WHERE c.workspace = $1 AND c.is_open AND c.handler = $2`

// OwnCounts counts only what the person handles; the other counts are zero. It looks
// at no other case.
func (w *Workspace) OwnCounts(ctx context.Context, person string, now, today time.Time) (Counts, error) {
	var c Counts
	if err := w.store.read.GetContext(ctx, &c, selectOwnCounts, w.id, person, ms(now), ms(today)); err != nil {
		return Counts{}, fmt.Errorf("own counts: %w", inContext(ctx, err))
	}
	return c, nil
}
