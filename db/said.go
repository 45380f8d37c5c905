package db

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Sum is what a message says, in a form that tells nothing to whoever reads the database.
func (w *Workspace) Sum(content []byte) string { return w.store.blind.Sum("said", string(content)) }

const updateSaid = `
	UPDATE message SET said = $4 WHERE workspace = $1 AND channel = $2 AND ts = $3`

// Said remembers what a message says since it was changed.
func (w *Workspace) Said(ctx context.Context, channel, ts, sum string) error {
	if _, err := w.count(ctx, updateSaid, w.id, channel, ts, sum); err != nil {
		return fmt.Errorf("what a message says: %w", err)
	}
	return nil
}

const selectNamed = `
	SELECT number FROM message WHERE workspace = $1 AND channel = $2 AND ts = $3`

// NameCases remembers a message of no case under each case that it names now, so that
// whoever takes back or erases what was said of one of them finds it.
func (w *Workspace) NameCases(ctx context.Context, m Message, numbers []string) error {
	err := w.store.tx(ctx, func(tx *txn) error {
		var before []string
		if err := tx.SelectContext(ctx, &before, selectNamed, w.id, m.Channel, m.TS); err != nil {
			return err
		}
		for _, number := range before {
			if number == "" || slices.Contains(numbers, number) {
				continue
			}
			if _, err := tx.ExecContext(ctx, deleteMessage, w.id, number, m.Channel, m.TS); err != nil {
				return err
			}
		}
		for _, m.Number = range numbers {
			if err := w.putMessage(ctx, tx, m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("cases that message %s names: %w", m.Purpose, err)
	}
	return nil
}

// A case that ended and owes nothing has nothing in its messages to be made true.
const selectHeldMessages = `
	SELECT m.number, m.purpose, m.channel, m.ts, m.sent_at, m.said FROM message m
	WHERE m.workspace = $1 AND m.channel <> $2 AND (m.number <> '' OR m.sent_at >= $3) AND m.number IN (
		SELECT '' UNION ALL SELECT c.number FROM complaint c WHERE c.workspace = $1 AND c.is_open
		UNION ALL SELECT d.number FROM duty d WHERE d.workspace = $1 AND d.is_open)
	ORDER BY m.sent_at, m.ts`

// HeldMessages lists what was posted elsewhere than in that channel, and so to people, of
// the cases in which anything is still to be done, and since that business time of none;
// the oldest first.
func (w *Workspace) HeldMessages(ctx context.Context, but string, since time.Time) ([]Message, error) {
	return w.messages(ctx, "messages that people hold", selectHeldMessages, w.id, but, ms(since))
}
