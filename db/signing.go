package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ombud/calendar"
	"ombud/complaint"
)

const insertSigned = `
	INSERT INTO signed_year (workspace, year, hash, person, at) VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (workspace, year, hash) DO NOTHING`

// SignYear notes that somebody found the closed days of a year right, by the hash of
// the list, and lets the requests say so. Who signed first stays.
func (w *Workspace) SignYear(ctx context.Context, year int, hash, person string, at time.Time) error {
	n := complaint.Notice{Kind: complaint.NoticeSigned, Ref: fmt.Sprintf("%d %s", year, hash)}
	_, err := w.tell(ctx, "", []complaint.Notice{n}, at, func(tx *txn) (bool, error) {
		res, err := tx.ExecContext(ctx, insertSigned, w.id, year, hash, person, ms(at))
		if err != nil {
			return false, err
		}
		first, err := res.RowsAffected()
		return first == 1, err
	})
	if err != nil {
		return fmt.Errorf("sign %d: %w", year, err)
	}
	return nil
}

const selectSigned = `
	SELECT person, at FROM signed_year WHERE workspace = $1 AND year = $2 AND hash = $3`

// Signed tells who signed that list of a year, the zero Signature when nobody did.
func (w *Workspace) Signed(ctx context.Context, year int, hash string) (complaint.Signature, error) {
	var row struct {
		Person string
		At     instant
	}
	err := w.store.read.GetContext(ctx, &row, selectSigned, w.id, year, hash)
	if errors.Is(err, sql.ErrNoRows) {
		return complaint.Signature{}, nil
	}
	if err != nil {
		return complaint.Signature{}, fmt.Errorf("signature of %d: %w", year, inContext(ctx, err))
	}
	return complaint.Signature{Person: row.Person, At: time.Time(row.At)}, nil
}

// CalendarVersion gives the calendar in force at that moment with its version, as
// the program counts them, from 1. It fails with ErrNoSettings.
func (w *Workspace) CalendarVersion(ctx context.Context, at time.Time) (int, *calendar.Calendar, error) {
	var version int
	err := w.store.read.GetContext(ctx, &version, selectCalendarInForce, w.id, ms(at))
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil, fmt.Errorf("calendar of %s: %w", w.id, ErrNoSettings)
	}
	if err != nil {
		return 0, nil, fmt.Errorf("calendar of %s: %w", w.id, inContext(ctx, err))
	}
	cal, err := w.calendarVersion(ctx, w.store.read, version)
	return version, cal, err
}

const selectOtherwise = `
	SELECT number FROM complaint WHERE workspace = $1 AND is_open AND calendar_version <> $2
	ORDER BY next_due, year, ordinal LIMIT $3 + 0`

// OnOtherCalendars lists at most limit open cases that began with another version of
// the calendar, the nearest deadline first.
func (w *Workspace) OnOtherCalendars(ctx context.Context, version, limit int) ([]string, error) {
	return w.numbers(ctx, "cases on other calendars", selectOtherwise, w.id, version, limit)
}

const upsertLink = `
	INSERT INTO link (workspace, address, checked_at, status, dead_since) VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (workspace, address) DO UPDATE SET checked_at = excluded.checked_at, status = excluded.status,
		dead_since = CASE WHEN excluded.status = '' THEN NULL ELSE COALESCE(link.dead_since, excluded.dead_since) END`

// SaveLink keeps how an address was found at a moment; an empty status says that it
// answers. Since when it does not stays as it was.
func (w *Workspace) SaveLink(ctx context.Context, address, status string, at time.Time) error {
	since := sql.Null[int64]{V: ms(at), Valid: status != ""}
	if _, err := w.count(ctx, upsertLink, w.id, address, ms(at), status, since); err != nil {
		return fmt.Errorf("address %s: %w", address, err)
	}
	return nil
}

const selectLinks = `
	SELECT address, checked_at, status, dead_since FROM link WHERE workspace = $1 ORDER BY address`

// Links lists every address that was looked at.
func (w *Workspace) Links(ctx context.Context) ([]complaint.Link, error) {
	var rows []struct {
		Address   string
		CheckedAt instant `db:"checked_at"`
		Status    string
		DeadSince instant `db:"dead_since"`
	}
	if err := w.store.read.SelectContext(ctx, &rows, selectLinks, w.id); err != nil {
		return nil, fmt.Errorf("addresses: %w", inContext(ctx, err))
	}
	links := make([]complaint.Link, len(rows))
	for i, r := range rows {
		links[i] = complaint.Link{Address: r.Address, Checked: time.Time(r.CheckedAt), Status: r.Status, Dead: time.Time(r.DeadSince)}
	}
	return links, nil
}
