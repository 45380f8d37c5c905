package db

import (
	"context"
	"fmt"
	"time"
)

// Counts are how many cases there are for one person, without those that the person
// must be kept out of.
type Counts struct {
	Open       int
	Overdue    int // open, with a deadline that passed
	Mine       int // open, handled by the person or for somebody else, or with a customer whom they call
	Unassigned int // open, without a handler
	Waiting    int // answered, and the customer not heard yet
	Ready      int // to be closed
	Answered   int // answered before the moment that was asked for, and open still
	Closed     int // ended since the beginning of the year
}

const selectCounts = `
	SELECT COUNT(*) AS open,
		COUNT(*) FILTER (WHERE c.next_due <= $3) AS overdue,
		COUNT(*) FILTER (WHERE c.mine) AS mine,
		COUNT(*) FILTER (WHERE c.handler = '') AS unassigned,
		COUNT(*) FILTER (WHERE c.face = 'answered') AS waiting,
		COUNT(*) FILTER (WHERE c.face = 'ready_to_close') AS ready,
		COUNT(*) FILTER (WHERE c.told_at < $8) AS answered,
		(SELECT COUNT(*) FROM complaint o WHERE o.workspace = $1 AND o.closed_at >= $4
			AND o.number NOT IN (SELECT j.number FROM involved j WHERE j.workspace = $1 AND j.person = $2)) AS closed
	FROM (
		SELECT o.handler, o.face, o.next_due, o.told_at, $5 LIKE '%|' || o.handler || '|%' OR $6 AND o.face = 'answered' OR
			o.passed LIKE '%|' || $7 || '|%' AS mine
		FROM complaint o WHERE o.workspace = $1 AND o.is_open
			AND o.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $2)) c`

// Desk is whose cases somebody works on: their own and those of whom they stand in for,
// those in which a duty was passed on to them and, with Calls, those of customers whom
// they call.
type Desk struct {
	Handlers []string
	Passed   string
	Calls    bool
}

// Counts counts for a person at now. Year is the beginning of the year, answered the
// moment before which an answer was long ago, see [complaint.LongAnswered].
func (w *Workspace) Counts(ctx context.Context, person string, desk Desk, now, year, answered time.Time) (Counts, error) {
	var c Counts
	args := []any{w.id, person, ms(now), ms(year), among(desk.Handlers), desk.Calls, desk.Passed, bound(answered, -never)}
	if err := w.store.read.GetContext(ctx, &c, selectCounts, args...); err != nil {
		return Counts{}, fmt.Errorf("counts: %w", inContext(ctx, err))
	}
	return c, nil
}

const selectOwnCounts = `
	SELECT COUNT(*) AS mine FROM complaint c WHERE c.workspace = $1 AND c.is_open AND c.number IN (
			SELECT o.number FROM complaint o WHERE o.workspace = $1 AND o.is_open AND o.handler = $3
			UNION ALL SELECT p.number FROM complaint p WHERE p.workspace = $1 AND p.passed <> '' AND p.passed LIKE '%|' || $4 || '|%')
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $2)`

const selectDeskCounts = `
	SELECT COUNT(*) AS mine FROM complaint c
	WHERE c.workspace = $1 AND c.is_open AND ($3 LIKE '%|' || c.handler || '|%' OR $4 AND c.face = 'answered' AND NOT c.confidential OR c.passed LIKE '%|' || $5 || '|%')
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $2)`

// OwnCounts counts only what the person works on; the other counts are zero. For most
// people, who work for themselves, it looks at no other case.
func (w *Workspace) OwnCounts(ctx context.Context, person string, desk Desk) (Counts, error) {
	var c Counts
	query, args := selectOwnCounts, []any{w.id, person, person, desk.Passed}
	if desk.Calls || len(desk.Handlers) > 1 {
		query, args = selectDeskCounts, []any{w.id, person, among(desk.Handlers), desk.Calls, desk.Passed}
	}
	if err := w.store.read.GetContext(ctx, &c, query, args...); err != nil {
		return Counts{}, fmt.Errorf("own counts: %w", inContext(ctx, err))
	}
	return c, nil
}
