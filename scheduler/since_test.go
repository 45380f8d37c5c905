package scheduler

import (
	"testing"
	"time"

	"ombud/db"
)

// Slack is searched from before the message may have come, also when a job ran as if it
// were later and so caused a notice of the future.
func TestSinceWhenADoubtfulMessageIsLookedFor(t *testing.T) {
	machine := time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC)
	s := &Scheduler{Machine: func() time.Time { return machine }}
	for name, tc := range map[string]struct{ created, want time.Time }{
		"as it was caused":          {machine.Add(-time.Hour), machine.Add(-time.Hour)},
		"caused long ago":           {machine.AddDate(0, -1, 0), machine.AddDate(0, -1, 0)},
		"caused by a job of a week": {machine.AddDate(0, 0, 7), machine.Add(-24 * time.Hour)},
	} {
		if got := (&delivery{s: s, n: db.Claimed{Created: tc.created}}).since(); !got.Equal(tc.want) {
			t.Errorf("%s: since %v, want %v", name, got, tc.want)
		}
	}
}
