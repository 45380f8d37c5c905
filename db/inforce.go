package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"ombud/procedure"
)

const selectInForce = `
	SELECT version FROM procedure_version WHERE workspace = $1
	ORDER BY CASE WHEN from_at <= $2 THEN 0 ELSE 1 END, ABS(from_at - $2), version DESC LIMIT 1`

// Procedure gives the procedure in force at that moment, else the oldest; it is
// shared and nobody may change it. It fails with ErrNoSettings when none was saved.
func (w *Workspace) Procedure(ctx context.Context, at time.Time) (*procedure.Procedure, error) {
	var version int
	err := sqlx.GetContext(ctx, w.store.read, &version, selectInForce, w.id, ms(at))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("procedure of %s: %w", w.id, ErrNoSettings)
	}
	if err != nil {
		return nil, fmt.Errorf("procedure of %s: %w", w.id, inContext(ctx, err))
	}
	return w.procedureVersion(ctx, w.store.read, version)
}
