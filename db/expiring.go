package db

import (
	"context"
	"fmt"
	"time"
)

const selectExpiring = `
	SELECT number FROM complaint WHERE workspace = $1 AND erase_at <= $2 ORDER BY erase_at, number`

// Expiring lists the numbers of the cases whose term is over at that moment, those on
// hold too, and of the erased ones of which something is left in Slack. Some are not due
// after all: pass each that is not to [Workspace.VisitCase].
func (w *Workspace) Expiring(ctx context.Context, at time.Time) ([]string, error) {
	return w.numbers(ctx, "cases whose term is over", selectExpiring, w.id, ms(at))
}

const countExpiring = `
	SELECT COUNT(*) FROM complaint c WHERE c.workspace = $1 AND c.erase_at <= $2 AND c.box IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM duty d WHERE d.workspace = $1 AND d.number = c.number AND d.kind = 'hold' AND d.is_open)
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $3)`

// ExpiringFor counts the cases that are erased by that moment, without those on hold and
// those that the person must be kept out of.
func (w *Workspace) ExpiringFor(ctx context.Context, person string, at time.Time) (int, error) {
	var n int
	if err := w.store.read.GetContext(ctx, &n, countExpiring, w.id, ms(at), person); err != nil {
		return 0, fmt.Errorf("count cases whose term is over: %w", inContext(ctx, err))
	}
	return n, nil
}

const selectHolds = `
	SELECT number FROM duty WHERE workspace = $1 AND is_open AND kind = 'hold' ORDER BY due_at, number`

// Holds lists the numbers of the cases that are on hold, the first to be looked at again
// first.
func (w *Workspace) Holds(ctx context.Context) ([]string, error) {
	return w.numbers(ctx, "cases on hold", selectHolds, w.id)
}

const deleteFile = `
	DELETE FROM file WHERE workspace = $1 AND number = $2 AND id = $3 AND EXISTS (
		SELECT 1 FROM complaint c WHERE c.workspace = $1 AND c.number = $2 AND c.box IS NULL)`

// DropFile forgets a file of an erased case that is gone from Slack.
func (w *Workspace) DropFile(ctx context.Context, number, id string) error {
	if _, err := w.count(ctx, deleteFile, w.id, number, id); err != nil {
		return fmt.Errorf("drop file %s of case %s: %w", id, number, err)
	}
	return nil
}

const settleErased = `
	UPDATE complaint SET erase_at = NULL WHERE workspace = $1 AND number = $2 AND box IS NULL
		AND NOT EXISTS (SELECT 1 FROM message m WHERE m.workspace = $1 AND m.number = $2)
		AND NOT EXISTS (SELECT 1 FROM file f WHERE f.workspace = $1 AND f.number = $2)
		AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.workspace = $1 AND n.number = $2 AND n.done_at IS NULL)`

// SettleErased notes that nothing of an erased case is left in Slack, if that is so, so
// that nobody looks for it again.
func (w *Workspace) SettleErased(ctx context.Context, number string) error {
	if _, err := w.count(ctx, settleErased, w.id, number); err != nil {
		return fmt.Errorf("settle erased case %s: %w", number, err)
	}
	return nil
}
