package db

import (
	"context"
	"fmt"
	"time"

	"ombud/complaint"
)

const selectOwnDuties = `
	SELECT number, kind, round, owner, start_at, due_at, literal_at, hours FROM duty
	WHERE workspace = $1 AND person = $2 AND person <> '' AND kind <> 'hearing' AND is_open ORDER BY due_at, number, kind, round LIMIT $3 + 0`

// OwnDuties lists at most limit open duties that person alone answers for, the
// soonest first: what they promised to customers and corrective actions, of closed cases
// too. A consultation that they are to confirm is none of these, and nobody else's ever.
func (w *Workspace) OwnDuties(ctx context.Context, person string, limit int) ([]DutyRow, error) {
	return w.named(ctx, selectOwnDuties, person, limit)
}

// selectAskedOf are those of [Workspace.OwnDuties] with what is asked of that person alone besides.
const selectAskedOf = `
	SELECT number, kind, round, owner, start_at, due_at, literal_at, hours FROM duty
	WHERE workspace = $1 AND person = $2 AND person <> '' AND is_open ORDER BY due_at, number, kind, round LIMIT $3 + 0`

func (w *Workspace) named(ctx context.Context, query, person string, limit int) ([]DutyRow, error) {
	var rows []dutyRow
	if err := w.store.read.SelectContext(ctx, &rows, query, w.id, person, limit); err != nil {
		return nil, fmt.Errorf("own duties: %w", inContext(ctx, err))
	}
	duties := make([]DutyRow, len(rows))
	for i, r := range rows {
		duties[i] = DutyRow{
			Number: r.Number, Kind: r.Kind, Round: r.Round, Owner: complaint.Role(r.Owner), Start: time.Time(r.StartAt),
			Due: time.Time(r.DueAt), Literal: time.Time(r.LiteralAt), Hours: r.Hours,
		}
	}
	return duties, nil
}

const selectPassed = `
	SELECT d.number, d.kind, d.round, d.owner, d.start_at, d.due_at, d.literal_at, d.hours
	FROM complaint c CROSS JOIN duty d
	WHERE c.workspace = $1 AND c.passed <> '' AND c.passed LIKE '%|' || $2 || '|%'
		AND d.workspace = c.workspace AND d.number = c.number AND d.person <> '' AND d.kind <> 'hearing' AND d.is_open
	ORDER BY d.due_at, d.number, d.kind, d.round LIMIT $3 + 0`

// PassedDuties lists at most limit open duties that others alone answer for, the soonest
// first, of cases in which one was passed on to that person, closed cases too. Which of
// them it was the case tells.
func (w *Workspace) PassedDuties(ctx context.Context, person string, limit int) ([]DutyRow, error) {
	return w.named(ctx, selectPassed, person, limit)
}

const selectAfterClosing = `
	SELECT d.number FROM duty d JOIN complaint c ON c.workspace = d.workspace AND c.number = d.number
	WHERE d.workspace = $1 AND d.is_open AND d.kind = 'commitment' AND d.due_at <= $2 AND NOT c.is_open
		AND d.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $3)
	GROUP BY d.number ORDER BY MIN(d.due_at), d.number LIMIT $4 + 0`

// AfterClosing lists the numbers of at most limit cases that ended while something promised
// to the customer is still owed, with its day over at that moment, the first day first.
// Cases that the person must be kept out of are left out.
func (w *Workspace) AfterClosing(ctx context.Context, person string, by time.Time, limit int) ([]string, error) {
	return w.numbers(ctx, "promises of closed cases", selectAfterClosing, w.id, ms(by), person, limit)
}
