package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"ombud/complaint"
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

const selectCrossed = `
	SELECT
		(SELECT version FROM procedure_version WHERE workspace = $1
			ORDER BY CASE WHEN from_at <= $2 THEN 0 ELSE 1 END, ABS(from_at - $2), version DESC LIMIT 1) AS procedure_was,
		(SELECT version FROM procedure_version WHERE workspace = $1
			ORDER BY CASE WHEN from_at <= $3 THEN 0 ELSE 1 END, ABS(from_at - $3), version DESC LIMIT 1) AS procedure,
		(SELECT version FROM calendar_version WHERE workspace = $1
			ORDER BY CASE WHEN from_at <= $2 THEN 0 ELSE 1 END, ABS(from_at - $2), version DESC LIMIT 1) AS calendar_was,
		(SELECT version FROM calendar_version WHERE workspace = $1
			ORDER BY CASE WHEN from_at <= $3 THEN 0 ELSE 1 END, ABS(from_at - $3), version DESC LIMIT 1) AS calendar,
		(SELECT version FROM roster WHERE workspace = $1) AS roster`

// crossed names the rules in force at to, none where these are the ones in force at from.
func (w *Workspace) crossed(ctx context.Context, q sqlx.QueryerContext, from, to time.Time) (rules, error) {
	var row struct {
		rules
		ProcedureWas sql.Null[int] `db:"procedure_was"`
		CalendarWas  sql.Null[int] `db:"calendar_was"`
	}
	if err := sqlx.GetContext(ctx, q, &row, selectCrossed, w.id, ms(from), ms(to)); err != nil {
		return rules{}, err
	}
	if row.Procedure == row.ProcedureWas && row.Calendar == row.CalendarWas {
		return rules{}, nil
	}
	return row.rules, nil
}

// Crossed gives the rules that a case received at to is judged by, none where one that was
// received at from is judged by the same.
func (w *Workspace) Crossed(ctx context.Context, from, to time.Time) (complaint.Rules, error) {
	r, err := w.crossed(ctx, w.store.read, from, to)
	if err != nil || !r.Procedure.Valid {
		return complaint.Rules{}, inContext(ctx, err)
	}
	p, cal, _, err := w.resolve(ctx, w.store.read, r)
	return complaint.Rules{Procedure: p, Calendar: cal}, inContext(ctx, err)
}

// judge pins the case anew where what was decided moved its receipt, since was, to where
// other rules were in force.
func (w *Workspace) judge(ctx context.Context, tx *txn, l *loaded, was time.Time) error {
	if l.c.ReceivedAt.Equal(was) {
		return nil
	}
	r, err := w.crossed(ctx, tx, was, l.c.ReceivedAt)
	if err != nil {
		return fmt.Errorf("rules of case %s: %w", l.c.Number, err)
	}
	if !r.Procedure.Valid || r.Procedure == l.pins.Procedure && r.Calendar == l.pins.Calendar {
		return nil
	}
	p, cal, _, err := w.resolve(ctx, tx, r)
	if err != nil {
		return fmt.Errorf("rules of case %s: %w", l.c.Number, err)
	}
	events, _ := l.c.Changes()
	if err := l.c.Judge(complaint.Rules{Procedure: p, Calendar: cal}, events[len(events)-1].Recorded); err != nil {
		return err
	}
	l.pins.Procedure, l.pins.Calendar = r.Procedure, r.Calendar
	return nil
}
