package db

import (
	"context"
	"fmt"
	"time"
)

const selectLastAdvice = `
	SELECT COALESCE(MAX(d.start_at), (SELECT MIN(c.registered_at) FROM complaint c WHERE c.workspace = $1), 0) AS at
	FROM duty d WHERE d.workspace = $1 AND d.kind = 'advice'`

// LastAdvice is when the officer recommended something last, without any when the
// first case was registered; the zero time when there is no case either.
func (w *Workspace) LastAdvice(ctx context.Context) (time.Time, error) {
	var at instant
	if err := w.store.read.GetContext(ctx, &at, selectLastAdvice, w.id); err != nil {
		return time.Time{}, fmt.Errorf("last recommendation: %w", inContext(ctx, err))
	}
	if time.Time(at).UnixMilli() == 0 {
		return time.Time{}, nil
	}
	return time.Time(at), nil
}
