package db

import (
	"context"
	"fmt"
	"time"

	"ombud/calendar"
)

const selectCalendarInForce = `
	SELECT version FROM calendar_version WHERE workspace = $1
	ORDER BY CASE WHEN from_at <= $2 THEN 0 ELSE 1 END, ABS(from_at - $2), version DESC LIMIT 1`

// Calendar gives the calendar in force at that moment, else the oldest, or
// ErrNoSettings.
func (w *Workspace) Calendar(ctx context.Context, at time.Time) (*calendar.Calendar, error) {
	_, cal, err := w.CalendarVersion(ctx, at)
	return cal, err
}

const selectNextWake = `
	SELECT MIN(wake_at) FROM complaint WHERE workspace = $1 AND wake_at > $2`

// NextWake gives the first moment after at when something could be due in a case, the
// zero time when there is none.
func (w *Workspace) NextWake(ctx context.Context, at time.Time) (time.Time, error) {
	var wake instant
	if err := w.store.read.GetContext(ctx, &wake, selectNextWake, w.id, ms(at)); err != nil {
		return time.Time{}, fmt.Errorf("next wake: %w", inContext(ctx, err))
	}
	return time.Time(wake), nil
}
