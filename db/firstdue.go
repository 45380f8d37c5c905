package db

import (
	"context"
	"fmt"
	"time"

	"ombud/complaint"
)

const selectFirstDuties = `
	SELECT d.number, d.kind, d.round, d.owner, d.start_at, d.due_at, d.literal_at, d.hours
	FROM duty d JOIN complaint c ON c.workspace = d.workspace AND c.number = d.number
	WHERE d.workspace = $1 AND d.is_open AND d.due_at < $2
		AND NOT EXISTS (
			SELECT 1 FROM duty e WHERE e.workspace = d.workspace AND e.number = d.number AND e.is_open
				AND (e.due_at < d.due_at OR e.due_at = d.due_at AND (e.kind < d.kind OR e.kind = d.kind AND e.round < d.round)))
		AND NOT EXISTS (
			SELECT 1 FROM involved i WHERE i.workspace = d.workspace AND i.person = $3 AND i.number = d.number)
	ORDER BY d.due_at, c.year, c.ordinal`

// FirstDuties lists for every case that person is not to be kept out of the open duty
// that falls due first, if that is before that moment; the soonest first. It has no
// bound, so that it can be counted.
func (w *Workspace) FirstDuties(ctx context.Context, before time.Time, person string) ([]DutyRow, error) {
	var rows []dutyRow
	if err := w.store.read.SelectContext(ctx, &rows, selectFirstDuties, w.id, ms(before), person); err != nil {
		return nil, fmt.Errorf("first duties: %w", inContext(ctx, err))
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
