package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"ombud/complaint"
)

const upsertRoster = `
	INSERT INTO roster (workspace, version, content) VALUES ($1, 1, $2)
	ON CONFLICT (workspace) DO UPDATE SET version = roster.version + 1, content = excluded.content
	WHERE roster.content <> excluded.content`

// SaveRoster makes r the roster of the workspace.
func (w *Workspace) SaveRoster(ctx context.Context, r *complaint.Roster) error {
	content, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("save roster: %w", err)
	}
	err = w.store.tx(ctx, func(tx *txn) error {
		res, err := tx.ExecContext(ctx, upsertRoster, w.id, string(content))
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 { // as it was
			return err
		}
		return w.wakeOwing(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("save roster: %w", err)
	}
	return nil
}

const selectRoster = `
	SELECT version, content FROM roster WHERE workspace = $1`

// Roster gives the roster of the workspace as a copy, or ErrNoSettings.
func (w *Workspace) Roster(ctx context.Context) (*complaint.Roster, error) {
	r, _, err := w.readRoster(ctx, w.store.read)
	return r, err
}

func (w *Workspace) readRoster(ctx context.Context, q sqlx.QueryerContext) (*complaint.Roster, int, error) {
	var row struct {
		Version int
		Content string
	}
	if err := sqlx.GetContext(ctx, q, &row, selectRoster, w.id); errors.Is(err, sql.ErrNoRows) {
		return nil, 0, fmt.Errorf("roster of %s: %w", w.id, ErrNoSettings)
	} else if err != nil {
		return nil, 0, fmt.Errorf("roster of %s: %w", w.id, err)
	}
	r := new(complaint.Roster)
	if err := json.Unmarshal([]byte(row.Content), r); err != nil {
		return nil, 0, fmt.Errorf("roster of %s: %w", w.id, err)
	}
	return r, row.Version, nil
}

// rosterVersion gives the roster that cases share; nobody may change it. Only the
// newest is kept, so a version that passed meanwhile gives the one after it.
func (w *Workspace) rosterVersion(ctx context.Context, q sqlx.QueryerContext, version int) (*complaint.Roster, error) {
	type versioned struct {
		roster  *complaint.Roster
		version int
	}
	key := parsedKey{workspace: w.id, kind: kindRoster}
	if v, ok := w.store.parsed.Load(key); ok && v.(versioned).version == version {
		return v.(versioned).roster, nil
	}
	r, version, err := w.readRoster(ctx, q)
	if err == nil {
		w.store.parsed.Store(key, versioned{r, version})
	}
	return r, err
}
