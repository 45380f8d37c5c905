package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ombud/complaint"
)

// errNothing is returned when a new case was decided on and nothing recorded.
var errNothing = errors.New("nothing was recorded")

// CreateCase makes a case of what decide records on a blank one, judged by the
// procedure and calendar in force at received, else the oldest, and the roster of
// today. Source says what it is filed by; the second time with the same source gives
// the case of the first time, without created and without calling decide. An error of
// decide is returned as it is; then nothing was saved and no number used up.
func (w *Workspace) CreateCase(ctx context.Context, source string, received time.Time, decide func(*complaint.Case) error) (
	c *complaint.Case, created bool, err error,
) {
	return w.FileDraft(ctx, "", "", source, received, decide)
}

// FileDraft is CreateCase for a form of person, which may have continued a draft. That
// draft, and whatever else was kept of the same form, goes in the same transaction.
func (w *Workspace) FileDraft(ctx context.Context, person, draft, source string, received time.Time, decide func(*complaint.Case) error) (
	c *complaint.Case, created bool, err error,
) {
	return w.file(ctx, draftRow{Workspace: w.id, Person: person, ID: draft, Form: source}, received, false, decide)
}

// ImportCase is [Workspace.CreateCase] for a case with a past of its own, all of which
// decide records: nobody is told of what happened before it came here.
func (w *Workspace) ImportCase(ctx context.Context, source string, received time.Time, decide func(*complaint.Case) error) (
	c *complaint.Case, created bool, err error,
) {
	return w.file(ctx, draftRow{Workspace: w.id, Form: source}, received, true, decide)
}

func (w *Workspace) file(ctx context.Context, of draftRow, received time.Time, quiet bool, decide func(*complaint.Case) error) (
	c *complaint.Case, created bool, err error,
) {
	alone := false
	err = w.store.again(ctx, func() error {
		c, created = nil, false
		row, err := w.rulesAt(ctx, received, of.Form)
		if err != nil {
			return err
		}
		if row.Existing.Valid {
			c, err = w.Case(ctx, row.Existing.V)
			return err
		}
		f, err := w.decided(ctx, row.rules, decide)
		if err != nil {
			return err
		}
		f.of, f.ch.quiet, f.alone, f.row.Source = of, quiet, alone, of.Form
		alone = true
		if err := w.store.filings.number(ctx, f); err != nil {
			return err
		}
		f.ch.committed()
		c, created = f.ch.c, true
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	return c, created, nil
}

const selectRules = `
	SELECT
		(SELECT number FROM complaint WHERE workspace = $1 AND source = $3) AS existing,
		(SELECT version FROM procedure_version WHERE workspace = $1
			ORDER BY CASE WHEN from_at <= $2 THEN 0 ELSE 1 END, ABS(from_at - $2), version DESC LIMIT 1) AS procedure,
		(SELECT version FROM calendar_version WHERE workspace = $1
			ORDER BY CASE WHEN from_at <= $2 THEN 0 ELSE 1 END, ABS(from_at - $2), version DESC LIMIT 1) AS calendar,
		(SELECT version FROM roster WHERE workspace = $1) AS roster`

type rulesRow struct {
	Existing sql.Null[string]
	rules
}

// rulesAt finds the rules for a case received at that moment: of the versions before
// it the nearest, else of those after it the nearest.
func (w *Workspace) rulesAt(ctx context.Context, received time.Time, source string) (row rulesRow, err error) {
	if err := w.store.read.GetContext(ctx, &row, selectRules, w.id, ms(received), source); err != nil {
		return row, fmt.Errorf("new case: rules: %w", err)
	}
	return row, nil
}

// decided makes a case of what decide records, without a number yet.
func (w *Workspace) decided(ctx context.Context, r rules, decide func(*complaint.Case) error) (*filing, error) {
	p, cal, roster, err := w.resolve(ctx, w.store.read, r)
	if err != nil {
		return nil, err
	}
	c := complaint.New(w.id, p, cal, roster)
	if err := decide(c); err != nil {
		return nil, err
	}
	ch := &change{w: w, c: c}
	ch.events, ch.entries = c.Changes()
	if len(ch.events) == 0 {
		return nil, fmt.Errorf("new case: %w", errNothing)
	}
	row, err := ch.row()
	if err != nil {
		return nil, fmt.Errorf("new case: %w", err)
	}
	row.ProcedureVersion, row.CalendarVersion = r.Procedure.V, r.Calendar.V
	row.Year = c.RegisteredAt.In(c.Zone()).Year()
	return &filing{ch: ch, row: row, done: make(chan struct{})}, nil
}

const insertComplaint = `
	INSERT INTO complaint (workspace, number, year, ordinal, source, version, procedure_version, calendar_version, box,
		state, round, via, nature, filer, handler, outcome, followed_up, confidential, is_open,
		received_at, registered_at, told_at, closed_at, wake_at, next_due)
	VALUES (:workspace, :number, :year, :ordinal, :source, 1, :procedure_version, :calendar_version, :box,
		:state, :round, :via, :nature, :filer, :handler, :outcome, :followed_up, :confidential, :is_open,
		:received_at, :registered_at, :told_at, :closed_at, :wake_at, :next_due)`
