package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Message is something that the app posted. A purpose says what for, such as the card
// of a case in the channel; posting anew for the same purpose keeps the older ones, to
// be erased with the case.
type Message struct {
	Number  string // of the case; empty: none
	Purpose string
	Channel string
	TS      string    // Slack's name of the message in its channel; of a copied file its id
	At      time.Time // business time
	Said    string    // what it says, as [Workspace.Sum] gives it; empty: not known
}

type messageRow struct {
	Workspace, Number, Purpose, Channel, TS, Said string
	SentAt                                        instant `db:"sent_at"`
}

func (r messageRow) message() Message {
	return Message{r.Number, r.Purpose, r.Channel, r.TS, time.Time(r.SentAt), r.Said}
}

const selectMessage = `
	SELECT number, purpose, channel, ts, sent_at, said FROM message
	WHERE workspace = $1 AND number = $2 AND purpose = $3 ORDER BY sent_at DESC, ts DESC LIMIT 1`

// Message gives the newest message of a case for a purpose, false when there is none.
func (w *Workspace) Message(ctx context.Context, number, purpose string) (Message, bool, error) {
	var row messageRow
	err := w.store.read.GetContext(ctx, &row, selectMessage, w.id, number, purpose)
	if errors.Is(err, sql.ErrNoRows) {
		return Message{}, false, nil
	}
	if err != nil {
		return Message{}, false, fmt.Errorf("message %s of case %s: %w", purpose, number, inContext(ctx, err))
	}
	return row.message(), true, nil
}

const selectMessages = `
	SELECT number, purpose, channel, ts, sent_at, said FROM message
	WHERE workspace = $1 AND number = $2 ORDER BY sent_at, ts`

// Messages lists all that was posted about a case, oldest first.
func (w *Workspace) Messages(ctx context.Context, number string) ([]Message, error) {
	return w.messages(ctx, "messages of case "+number, selectMessages, w.id, number)
}

func (w *Workspace) messages(ctx context.Context, what, query string, args ...any) ([]Message, error) {
	var rows []messageRow
	if err := w.store.read.SelectContext(ctx, &rows, query, args...); err != nil {
		return nil, fmt.Errorf("%s: %w", what, inContext(ctx, err))
	}
	messages := make([]Message, len(rows))
	for i, r := range rows {
		messages[i] = r.message()
	}
	return messages, nil
}

const selectPosted = `
	SELECT number FROM message WHERE workspace = $1 AND purpose = $2 GROUP BY number ORDER BY number`

// Posted lists the numbers of the cases of which a message for that purpose was posted.
func (w *Workspace) Posted(ctx context.Context, purpose string) ([]string, error) {
	return w.numbers(ctx, "cases with a message "+purpose, selectPosted, w.id, purpose)
}

const upsertMessage = `
	INSERT INTO message (workspace, number, channel, ts, purpose, sent_at, said)
	VALUES (:workspace, :number, :channel, :ts, :purpose, :sent_at, :said)
	ON CONFLICT (workspace, number, channel, ts) DO UPDATE SET purpose = excluded.purpose,
		said = CASE WHEN excluded.said = '' THEN message.said ELSE excluded.said END`

func (w *Workspace) putMessage(ctx context.Context, tx *txn, m Message) error {
	row := messageRow{w.id, m.Number, m.Purpose, m.Channel, m.TS, m.Said, stored(m.At)}
	if _, err := tx.NamedExecContext(ctx, upsertMessage, row); err != nil {
		return fmt.Errorf("message %s of case %s: %w", m.Purpose, m.Number, err)
	}
	return nil
}

// PutMessage remembers a message. Known already, it only takes the new purpose.
func (w *Workspace) PutMessage(ctx context.Context, m Message) error {
	return w.store.tx(ctx, func(tx *txn) error { return w.putMessage(ctx, tx, m) })
}

const deleteMessage = `
	DELETE FROM message WHERE workspace = $1 AND number = $2 AND channel = $3 AND ts = $4`

const deletePlace = `
	DELETE FROM message WHERE workspace = $1 AND channel = $2 AND ts = $3`

// DropMessage forgets a message that is gone from Slack; one of no case under each case
// that it names, too.
func (w *Workspace) DropMessage(ctx context.Context, m Message) error {
	query, args := deleteMessage, []any{w.id, m.Number, m.Channel, m.TS}
	if m.Number == "" {
		query, args = deletePlace, []any{w.id, m.Channel, m.TS}
	}
	if _, err := w.count(ctx, query, args...); err != nil {
		return fmt.Errorf("drop message %s of case %s: %w", m.Purpose, m.Number, err)
	}
	return nil
}
