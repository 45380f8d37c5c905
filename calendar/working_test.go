package calendar

import (
	"errors"
	"testing"
)

func TestWorking(t *testing.T) {
	c := cal8(t, "nl-office", "2026-12-24 12:00", "2026-12-23 20:00")
	for _, tt := range []struct {
		name, at   string
		in         bool
		next, prev string
	}{
		{"within", "2026-03-10T10:00", true, "2026-03-10T10:00", "2026-03-10T10:00"},
		{"at the beginning", "2026-03-10T08:30", true, "2026-03-10T08:30", "2026-03-10T08:30"},
		{"at the end", "2026-03-10T17:30", false, "2026-03-11T08:30", "2026-03-10T17:30"},
		{"early", "2026-03-10T03:00", false, "2026-03-10T08:30", "2026-03-09T17:30"},
		{"late on friday", "2026-03-06T22:00", false, "2026-03-09T08:30", "2026-03-06T17:30"},
		{"on sunday", "2026-03-08T12:00", false, "2026-03-09T08:30", "2026-03-06T17:30"},
		{"early on monday", "2026-03-09T03:00", false, "2026-03-09T08:30", "2026-03-06T17:30"},
		{"king's day", "2026-04-27T10:00", false, "2026-04-28T08:30", "2026-04-24T17:30"},
		{"morning of a half day", "2026-12-24T11:59", true, "2026-12-24T11:59", "2026-12-24T11:59"},
		{"afternoon of a half day", "2026-12-24T14:00", false, "2026-12-28T08:30", "2026-12-24T12:00"},
		{"half day that outlasts hours", "2026-12-23T18:00", false, "2026-12-24T08:30", "2026-12-23T17:30"},
		{"after the spring change", "2026-03-29T12:00", false, "2026-03-30T08:30", "2026-03-27T17:30"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			at := when(t, c, tt.at)
			if got := c.InHours(at); got != tt.in {
				t.Errorf("in hours = %v, want %v", got, tt.in)
			}
			if got, err := c.NextWorking(at); err != nil || !got.Equal(when(t, c, tt.next)) {
				t.Errorf("next = %s, %v, want %s", got, err, tt.next)
			}
			if got, err := c.PrevWorking(at); err != nil || !got.Equal(when(t, c, tt.prev)) {
				t.Errorf("prev = %s, %v, want %s", got, err, tt.prev)
			}
		})
	}
}

func TestWorkingDeadline(t *testing.T) {
	c := cal8(t, "nl-office", "2026-12-24 12:00")
	for _, tt := range []struct{ name, literal, want string }{
		{"the end of a business day", "2026-03-11T00:00", "2026-03-10T17:30"},
		{"the end of a sunday", "2026-03-16T00:00", "2026-03-13T17:30"},
		{"the end of a half day", "2026-12-25T00:00", "2026-12-24T12:00"},
		{"an hour within hours", "2026-03-09T16:00", "2026-03-09T16:00"},
		{"an hour in the night", "2026-03-09T03:00", "2026-03-06T17:30"},
		{"an hour in the evening", "2026-03-09T22:00", "2026-03-09T17:30"},
		{"the beginning of hours", "2026-03-09T08:30", "2026-03-06T17:30"},
		{"the end of hours", "2026-03-09T17:30", "2026-03-09T17:30"},
		{"beyond the list", "2040-03-10T00:00", "2040-03-10T00:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := c.WorkingDeadline(when(t, c, tt.literal)); !got.Equal(when(t, c, tt.want)) {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestWorkingBeyondList(t *testing.T) {
	c := cal8(t, "nl-office")
	_, errNext := c.NextWorking(when(t, c, "2031-12-31T18:00"))
	_, errPrev := c.PrevWorking(when(t, c, "2024-01-02T08:00"))
	_, errAfter := c.PrevWorking(when(t, c, "2032-01-02T10:00"))
	_, errBefore := c.NextWorking(when(t, c, "2023-12-29T10:00"))
	for name, err := range map[string]error{"next": errNext, "prev": errPrev, "after": errAfter, "before": errBefore} {
		var beyond *RangeError
		if !errors.As(err, &beyond) {
			t.Errorf("%s: got %v, want a RangeError", name, err)
		}
	}
}

func TestClock(t *testing.T) {
	for in, want := range map[string]Clock{"00:00": 0, "08:30": 510, "8:30": 510, "24:00": 1440} {
		if got, err := ParseClock(in); err != nil || got != want {
			t.Errorf("%q: got %d, %v, want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", "8", "8:3", "08:60", "24:01", "-1:00", "+8:30", "08:30:00", "008:30", " 08:30"} {
		if got, err := ParseClock(in); err == nil {
			t.Errorf("%q was read as %s", in, got)
		}
	}
}
