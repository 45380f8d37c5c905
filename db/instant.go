package db

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// instant is a time as both databases keep it: whole milliseconds UTC in a
// BIGINT, the zero time as NULL. Only numbers sort and compare alike in both.
type instant time.Time

// Value gives the milliseconds.
func (t instant) Value() (driver.Value, error) {
	if time.Time(t).IsZero() {
		return nil, nil
	}
	return time.Time(t).UnixMilli(), nil
}

// Scan reads the milliseconds.
func (t *instant) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t = instant{}
	case int64:
		*t = instant(time.UnixMilli(v).UTC())
	default:
		return fmt.Errorf("instant from %T", src)
	}
	return nil
}

// ms is for bounds in queries, where NULL would match nothing.
func ms(t time.Time) int64 { return t.UnixMilli() }

// stored cuts t to what the database keeps, so that what was read compares equal to
// what was written.
func stored(t time.Time) instant {
	if t.IsZero() {
		return instant{}
	}
	return instant(t.UTC().Truncate(time.Millisecond))
}
