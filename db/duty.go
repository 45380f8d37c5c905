package db

import (
	"context"
	"fmt"
	"time"

	"ombud/complaint"
)

// DutyRow is an open duty as lists show it.
type DutyRow struct {
	Number  string
	Kind    string
	Round   int
	Owner   complaint.Role
	Handler string // of the case
	Filer   string // of the case
	Start   time.Time
	Due     time.Time // exclusive
	Literal time.Time // exclusive, before rolling to a business day
	Hours   bool      // the time of day matters
}

const selectOpenDuties = `
	SELECT d.number, d.kind, d.round, d.owner, d.start_at, d.due_at, d.literal_at, d.hours, c.handler, c.filer
	FROM duty d JOIN complaint c ON c.workspace = d.workspace AND c.number = d.number
	WHERE d.workspace = $1 AND d.is_open AND d.due_at < $2
	ORDER BY d.due_at, c.year, c.ordinal, d.kind, d.round LIMIT $3 + 0`

// OpenDuties lists at most limit open duties that fall due before that moment, the
// soonest first.
func (w *Workspace) OpenDuties(ctx context.Context, before time.Time, limit int) ([]DutyRow, error) {
	var rows []struct {
		dutyRow
		Handler, Filer string
	}
	if err := w.store.read.SelectContext(ctx, &rows, selectOpenDuties, w.id, ms(before), limit); err != nil {
		return nil, fmt.Errorf("open duties: %w", inContext(ctx, err))
	}
	duties := make([]DutyRow, len(rows))
	for i, r := range rows {
		duties[i] = DutyRow{
			Number: r.Number, Kind: r.Kind, Round: r.Round, Owner: complaint.Role(r.Owner),
			Handler: r.Handler, Filer: r.Filer, Start: time.Time(r.StartAt), Due: time.Time(r.DueAt),
			Literal: time.Time(r.LiteralAt), Hours: r.Hours,
		}
	}
	return duties, nil
}

// Figures counts the cases of a workspace.
type Figures struct {
	Received int // registered in the period
	Closed   int // closed in the period
	Open     int // of those registered before its end, still open now
	Overdue  int // open cases with a duty that was due at the end of the period
	Promises int // closed cases with a promise to the customer that was due by then
	Heard    int // customers who said in the period whether it is solved
	Content  int // of Heard, those who are satisfied
	Answered int // open cases that were answered before the moment that was asked for
}

const selectFigures = `
	SELECT
		(SELECT COUNT(*) FROM complaint WHERE workspace = $1 AND registered_at >= $2 AND registered_at < $3) AS received,
		(SELECT COUNT(*) FROM complaint WHERE workspace = $1 AND closed_at >= $2 AND closed_at < $3) AS closed,
		(SELECT COUNT(*) FROM complaint WHERE workspace = $1 AND is_open AND registered_at < $3) AS open,
		(SELECT COUNT(DISTINCT d.number) FROM duty d JOIN complaint c ON c.workspace = d.workspace AND c.number = d.number
			WHERE d.workspace = $1 AND d.is_open AND c.is_open AND d.kind <> 'measure' AND d.due_at <= $3) AS overdue,
		(SELECT COUNT(DISTINCT d.number) FROM duty d JOIN complaint c ON c.workspace = d.workspace AND c.number = d.number
			WHERE d.workspace = $1 AND d.is_open AND NOT c.is_open AND d.kind = 'commitment' AND d.due_at <= $3) AS promises,
		(SELECT COUNT(*) FROM event WHERE workspace = $1 AND kind IN ('satisfied', 'dissatisfied') AND at >= $2 AND at < $3) AS heard,
		(SELECT COUNT(*) FROM event WHERE workspace = $1 AND kind = 'satisfied' AND at >= $2 AND at < $3) AS content,
		(SELECT COUNT(*) FROM complaint WHERE workspace = $1 AND is_open AND told_at < $4) AS answered`

// Figures counts for the period from (inclusive) until until (exclusive); answered is the
// moment before which an answer was long ago, see [complaint.LongAnswered].
func (w *Workspace) Figures(ctx context.Context, from, until, answered time.Time) (Figures, error) {
	var f Figures
	if err := w.store.read.GetContext(ctx, &f, selectFigures, w.id, ms(from), ms(until), bound(answered, -never)); err != nil {
		return Figures{}, fmt.Errorf("figures: %w", inContext(ctx, err))
	}
	return f, nil
}

const selectInTime = `
	SELECT COUNT(*) AS done, COALESCE(SUM(in_time), 0) AS in_time FROM (
		SELECT MIN(CASE WHEN d.done_at < d.due_at THEN 1 ELSE 0 END) AS in_time FROM duty d
		WHERE d.workspace = $1 AND NOT d.is_void AND $2 LIKE '%|' || d.kind || '|%' AND COALESCE(d.done_at, d.left_at) >= $3 AND COALESCE(d.done_at, d.left_at) < $4
		GROUP BY d.number, COALESCE(d.done_at, d.left_at)) a`

// InTime counts how often duties of these kinds were done in the period, or over without
// that and never met, and how often they were done in time: what ends several at once
// counts once, and as late when one of them was.
func (w *Workspace) InTime(ctx context.Context, kinds []string, from, until time.Time) (over, inTime int, err error) {
	var n struct {
		Done   int
		InTime int `db:"in_time"`
	}
	if err := w.store.read.GetContext(ctx, &n, selectInTime, w.id, among(kinds), ms(from), ms(until)); err != nil {
		return 0, 0, fmt.Errorf("count what was in time: %w", inContext(ctx, err))
	}
	return n.Done, n.InTime, nil
}
