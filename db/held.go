package db

import (
	"context"
	"fmt"
)

const countHeld = `
	SELECT COUNT(*) FROM complaint c
	WHERE c.workspace = $1 AND c.is_open AND c.handler = $2
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $3)`

// CountHeld counts the open cases of a handler, without those that the person who
// asks must be kept out of.
func (w *Workspace) CountHeld(ctx context.Context, handler, person string) (int, error) {
	var n int
	if err := w.store.read.GetContext(ctx, &n, countHeld, w.id, handler, person); err != nil {
		return 0, fmt.Errorf("count cases of %s: %w", handler, inContext(ctx, err))
	}
	return n, nil
}
