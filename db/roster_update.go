package db

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"ombud/complaint"
)

const updateRoster = `
	UPDATE roster SET version = version + 1, content = $3 WHERE workspace = $1 AND version = $2`

// UpdateRoster reads the roster, lets change change it, and saves it with the
// notices that come of it, in one transaction; when somebody else saved meanwhile
// all of it is done again. Whoever hears of a duty may be another then, so every case
// that owes something wakes, and what people hold is made true. Where change alters
// nothing, nothing is written. At is
// business time. The error of change comes back as it is, and nothing was saved;
// without a roster it is ErrNoSettings. The Ref of a notice must name the occasion.
func (w *Workspace) UpdateRoster(ctx context.Context, at time.Time, change func(*complaint.Roster) ([]complaint.Notice, error)) error {
	var gates []gateName
	told := false
	err := w.store.tx(ctx, func(tx *txn) error {
		gates, told = nil, false
		if done, err := w.usedUp(ctx, tx); done || err != nil {
			return err
		}
		r, version, err := w.readRoster(ctx, tx)
		if err != nil {
			return err
		}
		before, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("roster: %w", err)
		}
		notices, err := change(r)
		if err != nil {
			return err
		}
		content, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("roster: %w", err)
		}
		if string(before) != string(content) {
			if err := w.replaceRoster(ctx, tx, version, string(content)); err != nil {
				return err
			}
		}
		var rows []noticeRow
		for _, n := range notices {
			rows = append(rows, newNotice(w.id, "", n, at))
		}
		if string(before) != string(content) { // behind them: what is told now need not be told again
			rows = append(rows, newNotice(w.id, "", complaint.Notice{Kind: complaint.NoticeAgain, Ref: fmt.Sprint(version + 1)}, at))
		}
		if told = len(rows) > 0; told {
			gates, err = w.enqueue(ctx, tx, rows)
		}
		return err
	})
	if err != nil {
		return err
	}
	w.store.know(gates)
	if told {
		w.store.nudge()
	}
	return nil
}

func (w *Workspace) replaceRoster(ctx context.Context, tx *txn, version int, content string) error {
	res, err := tx.ExecContext(ctx, updateRoster, w.id, version, content)
	if err != nil {
		return fmt.Errorf("save roster: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fmt.Errorf("save roster: %w", errRace)
	}
	return w.wakeOwing(ctx, tx)
}

// wakeOwingCases lets each case wake at once. The version rises, so that who is about to
// save one by the roster before, and with it when to wake, begins anew.
const wakeOwingCases = `
	UPDATE complaint SET version = version + 1, wake_at = 0
	WHERE workspace = $1 AND number IN (SELECT number FROM duty WHERE workspace = $1 AND is_open)`

// wakeOwing lets every case wake that owes something.
func (w *Workspace) wakeOwing(ctx context.Context, tx *txn) error {
	if _, err := tx.ExecContext(ctx, wakeOwingCases, w.id); err != nil {
		return fmt.Errorf("save roster: wake cases: %w", err)
	}
	return nil
}

const insertRoster = `
	INSERT INTO roster (workspace, version, content) VALUES ($1, 1, $2) ON CONFLICT DO NOTHING`

// SaveCompanyRoster lets r, which the configuration says, hold over what was set in
// Slack; see [complaint.Roster.Over]. Whom that concerns is told once; at the very
// first start nobody is. Of several processes that start at once the first says it.
func (w *Workspace) SaveCompanyRoster(ctx context.Context, r *complaint.Roster, at time.Time) error {
	err := w.UpdateRoster(ctx, at, func(old *complaint.Roster) ([]complaint.Notice, error) {
		next := r.Over(old, at)
		told := next.Reread(old, at)
		*old = *next
		return told, nil
	})
	if !errors.Is(err, ErrNoSettings) {
		return err
	}
	content, err := json.Marshal(r.Over(&complaint.Roster{}, at))
	if err == nil {
		_, err = w.count(ctx, insertRoster, w.id, string(content))
	}
	if err != nil {
		return fmt.Errorf("save roster: %w", err)
	}
	return nil
}

const selectTouched = `
	SELECT number FROM event
	WHERE workspace = $1 AND recorded_at >= $2 AND recorded_at < $3 AND kind NOT IN ('reminded', 'snoozed', 'passed_on', 'chased')
	GROUP BY number ORDER BY number LIMIT $4 + 0`

// Touched lists the numbers of at most limit cases in which something was done in
// a period, from (inclusive) until until (exclusive); reminders do not count.
func (w *Workspace) Touched(ctx context.Context, from, until time.Time, limit int) ([]string, error) {
	return w.numbers(ctx, "cases touched", selectTouched, w.id, ms(from), ms(until), limit)
}
