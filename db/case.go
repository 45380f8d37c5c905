package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"ombud/complaint"
	"ombud/vault"
)

// loaded is a case with what is needed to save it again.
type loaded struct {
	c       *complaint.Case
	version int
	pins    rules
	key     vault.CaseKey // the zero key, which seals nothing, once the case is erased
}

// Case reads a case. It fails with [complaint.ErrNotFound].
func (w *Workspace) Case(ctx context.Context, number string) (*complaint.Case, error) {
	l, err := w.load(ctx, w.store.read, number)
	if err != nil {
		return nil, inContext(ctx, err)
	}
	return l.c, nil
}

const selectCase = `
	SELECT c.version, c.box, c.procedure_version AS procedure, c.calendar_version AS calendar, r.version AS roster
	FROM complaint c LEFT JOIN roster r ON r.workspace = c.workspace
	WHERE c.workspace = $1 AND c.number = $2`

// load reads a case: its row, then the events, then the words. In this order it is
// whole even without a transaction, as the words of an event are saved with it.
func (w *Workspace) load(ctx context.Context, q sqlx.QueryerContext, number string) (*loaded, error) {
	var row struct {
		Version int
		Box     []byte
		rules
	}
	if err := sqlx.GetContext(ctx, q, &row, selectCase, w.id, number); errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("case %s: %w", number, complaint.ErrNotFound)
	} else if err != nil {
		return nil, fmt.Errorf("load case %s: %w", number, err)
	}
	p, cal, roster, err := w.resolve(ctx, q, row.rules)
	if err != nil {
		return nil, fmt.Errorf("load case %s: %w", number, err)
	}
	events, err := w.loadEvents(ctx, q, number)
	if err != nil {
		return nil, fmt.Errorf("load case %s: %w", number, err)
	}
	l := &loaded{version: row.Version, pins: row.rules}
	entries := complaint.Entries{}
	if row.Box != nil {
		if l.key, err = w.store.vault.OpenCaseKey(w.id, number, row.Box); err != nil {
			return nil, fmt.Errorf("load case: %w", err)
		}
		if entries, err = w.loadEntries(ctx, q, number, l.key); err != nil {
			return nil, fmt.Errorf("load case %s: %w", number, err)
		}
	}
	l.c = complaint.Load(w.id, number, p, cal, roster, events, entries)
	return l, nil
}

const selectEvents = `
	SELECT seq, kind, actor, at, recorded_at, data, entry FROM event
	WHERE workspace = $1 AND number = $2 ORDER BY seq`

func (w *Workspace) loadEvents(ctx context.Context, q sqlx.QueryerContext, number string) ([]complaint.Event, error) {
	var rows []eventRow
	if err := sqlx.SelectContext(ctx, q, &rows, selectEvents, w.id, number); err != nil {
		return nil, fmt.Errorf("events: %w", err)
	}
	events := make([]complaint.Event, len(rows))
	for i, r := range rows {
		events[i] = complaint.Event{
			Seq: r.Seq, Kind: complaint.Kind(r.Kind), Actor: r.Actor,
			At: time.Time(r.At), Recorded: time.Time(r.RecordedAt), Entry: r.Entry,
		}
		if err := json.Unmarshal([]byte(r.Data), &events[i].Data); err != nil {
			return nil, fmt.Errorf("event %d: %w", r.Seq, err)
		}
	}
	return events, nil
}

const selectSealed = `
	SELECT entry, box FROM sealed WHERE workspace = $1 AND number = $2 ORDER BY entry`

func (w *Workspace) loadEntries(ctx context.Context, q sqlx.QueryerContext, number string, key vault.CaseKey) (complaint.Entries, error) {
	var rows []sealedRow
	if err := sqlx.SelectContext(ctx, q, &rows, selectSealed, w.id, number); err != nil {
		return nil, fmt.Errorf("sealed entries: %w", err)
	}
	entries := make(complaint.Entries, len(rows))
	for _, r := range rows {
		plain, err := key.Open(r.Box, entryPlace(r.Entry))
		if err != nil {
			return nil, err
		}
		entries[r.Entry] = plain
	}
	return entries, nil
}
