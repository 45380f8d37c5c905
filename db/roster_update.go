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
// all of it is done again. Where change alters nothing, nothing is written. At is
// business time. The error of change comes back as it is, and nothing was saved;
// without a roster it is ErrNoSettings. The Ref of a notice must name the occasion.
func (w *Workspace) UpdateRoster(ctx context.Context, at time.Time, change func(*complaint.Roster) ([]complaint.Notice, error)) error {
	var gates []gateName
	told := false
	err := w.store.tx(ctx, func(tx *txn) error {
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
	return nil
}

// SaveCompanyRoster lets r, which the configuration says, hold over what was set in
// Slack; see [complaint.Roster.Over]. Whom that concerns is told once; at the very
// first start nobody is.
func (w *Workspace) SaveCompanyRoster(ctx context.Context, r *complaint.Roster, at time.Time) error {
	err := w.UpdateRoster(ctx, at, func(old *complaint.Roster) ([]complaint.Notice, error) {
		next := r.Over(old, at)
		told := next.Reread(old, at)
		*old = *next
		return told, nil
	})
	if errors.Is(err, ErrNoSettings) {
		return w.SaveRoster(ctx, r)
	}
	return err
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
