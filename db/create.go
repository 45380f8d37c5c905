package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"ombud/complaint"
)

// errNothing is returned when a new case was decided on and nothing recorded.
var errNothing = errors.New("nothing was recorded")

// Origin is what a new case comes from.
type Origin struct {
	Source   string    // what it is filed by; a second time it gives the case of the first time
	Received time.Time // the rules in force then hold for it, else the oldest
	// Of a form: whose it is, and the draft that it may have continued. That draft, and
	// whatever else was kept of the same form, goes in the same transaction.
	Person, Draft string
	// Of the customer, to find their other cases; either may be empty.
	Mail, Phone string
}

// CreateCase makes a case of what decide records on a blank one, judged by the
// procedure and calendar in force at received, else the oldest, and the roster of
// today. Source says what it is filed by; the second time with the same source gives
// the case of the first time, without created and without calling decide. An error of
// decide is returned as it is; then nothing was saved and no number used up.
func (w *Workspace) CreateCase(ctx context.Context, source string, received time.Time, decide func(*complaint.Case) error) (
	c *complaint.Case, created bool, err error,
) {
	return w.FileCase(ctx, Origin{Source: source, Received: received}, func(c *complaint.Case, _ []string) error { return decide(c) })
}

// FileCase is CreateCase for what somebody filed. Decide is also given the numbers of the
// customer's open cases, newest first and at most twenty, as of [Workspace.Alike].
func (w *Workspace) FileCase(ctx context.Context, from Origin, decide func(c *complaint.Case, alike []string) error) (
	c *complaint.Case, created bool, err error,
) {
	return w.file(ctx, from, false, decide)
}

// ImportCase is [Workspace.CreateCase] for a case with a past of its own, all of which
// decide records: nobody is told of what happened before it came here.
func (w *Workspace) ImportCase(ctx context.Context, source string, received time.Time, decide func(*complaint.Case) error) (
	c *complaint.Case, created bool, err error,
) {
	return w.file(ctx, Origin{Source: source, Received: received}, true, func(c *complaint.Case, _ []string) error { return decide(c) })
}

func (w *Workspace) file(ctx context.Context, from Origin, quiet bool, decide func(*complaint.Case, []string) error) (
	c *complaint.Case, created bool, err error,
) {
	alone := false
	err = w.store.again(ctx, func() error {
		c, created = nil, false
		row, err := w.rulesAt(ctx, from)
		if err != nil {
			return err
		}
		if row.Existing.Valid {
			c, err = w.Case(ctx, row.Existing.V)
			return err
		}
		f, err := w.decided(ctx, row, decide)
		if err != nil {
			return err
		}
		f.of = draftRow{Workspace: w.id, Person: from.Person, ID: from.Draft, Form: from.Source}
		f.ch.quiet, f.alone, f.row.Source = quiet, alone, from.Source
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

// Cases are looked up one by one, between two bounds and in an order that only the key has:
// as long as the tables are new to it, Postgres walks over all open cases otherwise, as a
// connection keeps the plan that was good when there were none.
const selectRules = `
	SELECT
		(SELECT number FROM complaint WHERE workspace = $1 AND source >= $3 AND source <= $3
			ORDER BY source LIMIT 1) AS existing,
		(SELECT version FROM procedure_version WHERE workspace = $1
			ORDER BY CASE WHEN from_at <= $2 THEN 0 ELSE 1 END, ABS(from_at - $2), version DESC LIMIT 1) AS procedure,
		(SELECT version FROM calendar_version WHERE workspace = $1
			ORDER BY CASE WHEN from_at <= $2 THEN 0 ELSE 1 END, ABS(from_at - $2), version DESC LIMIT 1) AS calendar,
		(SELECT version FROM roster WHERE workspace = $1) AS roster,
		(SELECT STRING_AGG(number, ' ') FROM (
			SELECT number FROM (
				SELECT theirs.number, (
					SELECT CAST(c.year AS BIGINT) * 1000000000 + c.ordinal FROM complaint c
					WHERE c.workspace = $1 AND c.number >= theirs.number AND c.number <= theirs.number AND c.is_open
					ORDER BY c.number LIMIT 1) AS place
				FROM (
					SELECT number FROM blind WHERE workspace = $1 AND kind = $4 AND sum = $5
					UNION SELECT number FROM blind WHERE workspace = $1 AND kind = $6 AND sum = $7) AS theirs) AS placed
			WHERE place IS NOT NULL ORDER BY place DESC LIMIT $8 + 0) AS newest) AS alike`

type rulesRow struct {
	Existing sql.Null[string]
	Alike    sql.Null[string] // numbers between spaces
	rules
}

// rulesAt finds the rules for a case received at that moment: of the versions before
// it the nearest, else of those after it the nearest. And what else is asked before one is
// filed, all in one: whether it was, and the open cases of the customer.
func (w *Workspace) rulesAt(ctx context.Context, from Origin) (row rulesRow, err error) {
	sums := w.sums(from.Mail, from.Phone)
	err = w.store.read.GetContext(ctx, &row, selectRules, w.id, ms(from.Received), from.Source,
		blindMail, sums[blindMail], blindPhone, sums[blindPhone], mostAlike)
	if err != nil {
		return row, fmt.Errorf("new case: rules: %w", err)
	}
	return row, nil
}

// decided makes a case of what decide records, without a number yet.
func (w *Workspace) decided(ctx context.Context, r rulesRow, decide func(*complaint.Case, []string) error) (*filing, error) {
	p, cal, roster, err := w.resolve(ctx, w.store.read, r.rules)
	if err != nil {
		return nil, err
	}
	c := complaint.New(w.id, p, cal, roster)
	if err := decide(c, strings.Fields(r.Alike.V)); err != nil {
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
		state, round, via, nature, filer, receiver, handler, co_owner, face, outcome, followed_up, confidential, is_open,
		received_at, registered_at, told_at, closed_at, wake_at, erase_at, next_due, passed)
	VALUES (:workspace, :number, :year, :ordinal, :source, 1, :procedure_version, :calendar_version, :box,
		:state, :round, :via, :nature, :filer, :receiver, :handler, :co_owner, :face, :outcome, :followed_up, :confidential, :is_open,
		:received_at, :registered_at, :told_at, :closed_at, :wake_at, :erase_at, :next_due, :passed)`
