package db

import (
	"context"
	"fmt"
	"time"
)

const selectWaking = `
	SELECT number FROM complaint WHERE workspace = $1 AND wake_at <= $2 ORDER BY wake_at LIMIT $3`

// Waking lists the numbers of at most limit cases in which something could be due at
// now, the longest waiting first. Pass each to [Workspace.VisitCase].
func (w *Workspace) Waking(ctx context.Context, now time.Time, limit int) ([]string, error) {
	var numbers []string
	if err := w.store.read.SelectContext(ctx, &numbers, selectWaking, w.id, ms(now), limit); err != nil {
		return nil, fmt.Errorf("cases to wake: %w", inContext(ctx, err))
	}
	return numbers, nil
}
