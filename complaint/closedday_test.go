package complaint

import (
	"errors"
	"slices"
	"testing"

	"ombud/calendar"
)

// A day on which nobody works is warned of under its field with the next working day,
// whichever form it stands in; what is no day is for the step to refuse.
func TestClosedDays(t *testing.T) {
	cal, err := calendar.New(calendar.Config{
		Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2028,
		Closed: []string{"2026-12-24"},
	})
	must(t, err)
	c := walkTo(t, FaceNew)
	c.Calendar = cal
	for _, tc := range []struct {
		name  string
		typed map[string]string
		want  []string // field, why, next
	}{
		{"working days", map[string]string{"day": "2026-04-07", "when1": "2026-04-10"}, nil},
		{"a Saturday", map[string]string{"day": "2026-04-11"}, []string{"day weekend 2026-04-13"}},
		{"a Sunday before a holiday", map[string]string{"day": "2026-04-05"}, []string{"day weekend 2026-04-07"}},
		{"a holiday", map[string]string{"when2": "2026-04-06"}, []string{"when2 holiday 2026-04-07"}},
		{"a closing day of the firm", map[string]string{"day": "2026-12-24"}, []string{"day company 2026-12-28"}},
		{"several", map[string]string{"when1": "2026-04-11", "day": "2026-04-06", "when2": "2026-04-08"}, []string{"day holiday 2026-04-07", "when1 weekend 2026-04-13"}},
		{"nothing typed", map[string]string{"day": "", "when1": ""}, nil},
		{"no day", map[string]string{"day": "soon"}, nil},
		{"beyond the calendar", map[string]string{"day": "2099-01-03"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			var rs Refusals
			errors.As(c.ClosedDays(tc.typed), &rs)
			for _, r := range rs {
				if r.Text != "error.day_closed" {
					t.Errorf("warns with %s", r.Text)
				}
				got = append(got, r.Field+" "+r.Args[3].(string)+" "+r.Args[5].(calendar.Day).String())
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("warns of %v, want %v", got, tc.want)
			}
		})
	}
}
