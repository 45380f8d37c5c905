package calendar

import (
	"errors"
	"fmt"
	"time"
)

// ErrNoSuchTime says that a local time was skipped when the clock was put forward.
var ErrNoSuchTime = errors.New("this local time does not exist: the clock was put forward over it")

// At returns the instant at which the wall clock in loc shows wall (a duration
// since midnight, as on the clock's face) on day d. When the clock is put back
// and shows it twice, that is the first time. When the clock is put forward
// over it, exists is false and the instant is the first one after the gap.
func (d Day) At(wall time.Duration, loc *time.Location) (t time.Time, exists bool) {
	// Written out because time.Date promises nothing about gaps and repeats.
	face := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Add(wall)
	early := instant(face, face.Add(-24*time.Hour), loc)
	if shows(early, face) {
		return early, true
	}
	late := instant(face, face.Add(24*time.Hour), loc)
	if shows(late, face) {
		return late, true
	}
	_, jump := late.ZoneBounds() // late lies before the gap, seen with the offset after it
	return jump.In(loc), false
}

// instant reads face with the offset that loc has around the given moment.
func instant(face, around time.Time, loc *time.Location) time.Time {
	_, offset := around.In(loc).Zone()
	return face.Add(-time.Duration(offset) * time.Second).In(loc)
}

func shows(t, face time.Time) bool {
	_, offset := t.Zone()
	return t.Add(time.Duration(offset) * time.Second).Equal(face)
}

// wallOf returns the civil day of t in loc and what the wall clock shows.
func wallOf(t time.Time, loc *time.Location) (Day, time.Duration) {
	t = t.In(loc)
	wall := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute +
		time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
	return DayOf(t, loc), wall
}

// localLayouts are the forms of a moment without an offset.
var localLayouts = []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05", dayLayout}

// ParseMoment reads an instant. With an offset ("2026-03-06T16:00:00+01:00",
// seconds optional) it is absolute; without one ("2026-03-06T16:00") it is
// local to loc, the first of two when the clock shows it twice; a date alone
// is the first instant of that day. The result is in loc. It fails with
// [ErrNoSuchTime] on a local time that the clock skipped.
func ParseMoment(s string, loc *time.Location) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.In(loc), nil
		}
	}
	for _, layout := range localLayouts {
		face, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		day, wall := wallOf(face, time.UTC)
		t, exists := day.At(wall, loc)
		if !exists && layout != dayLayout {
			return time.Time{}, fmt.Errorf("%s in %s: %w", s, loc, ErrNoSuchTime)
		}
		return t, nil
	}
	return time.Time{}, fmt.Errorf("%q is not a moment like 2026-03-06T16:00 or 2026-03-06T16:00:00+01:00", s)
}
