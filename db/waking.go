package db

import (
	"context"
	"time"
)

const selectWaking = `
	SELECT number FROM complaint WHERE workspace = $1 AND wake_at <= $2 ORDER BY wake_at LIMIT $3 + 0`

// Waking lists the numbers of at most limit cases in which something could be due at
// now, the longest waiting first. Pass each to [Workspace.VisitCase].
func (w *Workspace) Waking(ctx context.Context, now time.Time, limit int) ([]string, error) {
	return w.numbers(ctx, "cases to wake", selectWaking, w.id, ms(now), limit)
}
