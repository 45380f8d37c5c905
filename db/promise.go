package db

import (
	"context"
	"fmt"
	"time"

	"ombud/complaint"
)

const selectOwnDuties = `
	SELECT number, kind, round, owner, start_at, due_at, literal_at, hours FROM duty
	WHERE workspace = $1 AND person = $2 AND person <> '' AND is_open ORDER BY due_at, number, kind, round LIMIT $3 + 0`

// OwnDuties lists at most limit open duties that person alone answers for, the
// soonest first: what they promised to customers and corrective actions, of closed cases
// too.
func (w *Workspace) OwnDuties(ctx context.Context, person string, limit int) ([]DutyRow, error) {
	var rows []dutyRow
	if err := w.store.read.SelectContext(ctx, &rows, selectOwnDuties, w.id, person, limit); err != nil {
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
