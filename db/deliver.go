package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ombud/complaint"
)

// Delivery is what became of a claimed notice that arrived.
type Delivery struct {
	Channel, TS string    // where Slack put it; empty TS: no message
	Purpose     string    // what the message is for, see [Workspace.Message]
	Said        string    // what it says, see [Workspace.Sum]; empty: as before
	At          time.Time // business time of the arrival
	GateOpenAt  time.Time // machine time of the next send through the gate; zero: at once
}

// Done marks a claimed notice, and those that it merges, as sent, and remembers its
// message. Where the notice says OnDelivered, after records that on the case in the
// same transaction; a refusal of after changes nothing, because the message is out.
// It fails with ErrFenced when the lease ran out and somebody else has the notice.
func (w *Workspace) Done(ctx context.Context, n Claimed, d Delivery, after func(*complaint.Case) error) error {
	var ch *change
	err := w.store.tx(ctx, func(tx *txn) (err error) {
		ch = nil
		if n.OnDelivered != "" && n.Number != "" && after != nil {
			if ch, err = w.recordDelivery(ctx, tx, n.Number, after); err != nil {
				return err
			}
		}
		if err := w.finish(ctx, tx, n, noticeSent, "", d.At, d.GateOpenAt); err != nil {
			return err
		}
		for _, id := range n.Merge {
			if _, err := tx.ExecContext(ctx, mergeNotice, w.id, id, ms(d.At)); err != nil {
				return fmt.Errorf("merge notice %d: %w", id, err)
			}
		}
		if d.TS == "" {
			return nil
		}
		return w.putMessage(ctx, tx, Message{Number: n.Number, Purpose: d.Purpose, Channel: d.Channel, TS: d.TS, At: d.At, Said: d.Said})
	})
	if err != nil {
		return fmt.Errorf("notice %d sent: %w", n.ID, err)
	}
	if ch != nil {
		ch.committed()
	}
	return nil
}

const mergeNotice = `
	UPDATE notice SET state = 'sent', done_at = $3
	WHERE workspace = $1 AND id = $2 AND state = 'pending' AND done_at IS NULL`

func (w *Workspace) recordDelivery(ctx context.Context, tx *txn, number string, after func(*complaint.Case) error) (*change, error) {
	l, err := w.load(ctx, tx, number)
	if err != nil {
		return nil, err
	}
	ch, err := w.decide(ctx, tx, l, after)
	if isRefusal(err) {
		return nil, nil
	}
	return ch, err
}

func isRefusal(err error) bool {
	_, one := errors.AsType[*complaint.Refusal](err)
	_, several := errors.AsType[complaint.Refusals](err)
	return one || several
}

// Retry is what to do with a claimed notice that did not arrive.
type Retry struct {
	Until      time.Time // machine time of the next try
	Class      string    // of the failure: a code, never what the far end said
	Doubt      bool      // it may have arrived nevertheless
	GateOpenAt time.Time // machine time of the next send through the gate; zero: at once
}

const retryNotice = `
	UPDATE notice SET state = 'pending', due_at = $4, class = $5, doubt = $6, token = ''
	WHERE workspace = $1 AND id = $2 AND token = $3 AND done_at IS NULL`

// Later puts a claimed notice back for another try. What waits in its lane goes on
// waiting behind it. It fails with ErrFenced.
func (w *Workspace) Later(ctx context.Context, n Claimed, r Retry) error {
	err := w.store.tx(ctx, func(tx *txn) error {
		if err := w.leaveGate(ctx, tx, n, r.GateOpenAt); err != nil {
			return err
		}
		return fenced(tx.ExecContext(ctx, retryNotice, w.id, n.ID, n.Token, ms(r.Until), r.Class, r.Doubt))
	})
	if err != nil {
		return fmt.Errorf("notice %d later: %w", n.ID, err)
	}
	return nil
}

const lockCase = `
	SELECT version FROM complaint WHERE workspace = $1 AND number = $2 {lock}`

// Dead gives up a claimed notice for a reason (a code) and tells the fallback instead,
// in the same transaction. At is business time. It fails with ErrFenced.
func (w *Workspace) Dead(ctx context.Context, n Claimed, reason string, at time.Time, fallback []complaint.Notice) error {
	var gates []gateName
	err := w.store.tx(ctx, func(tx *txn) (err error) {
		if len(fallback) > 0 && n.Number != "" { // the case first, so that the lanes stay in order
			var version int
			if err := tx.GetContext(ctx, &version, w.store.q(lockCase), w.id, n.Number); err != nil {
				return fmt.Errorf("case %s: %w", n.Number, err)
			}
		}
		if err := w.finish(ctx, tx, n, noticeDead, reason, at, time.Time{}); err != nil {
			return err
		}
		rows := make([]noticeRow, len(fallback))
		for i, f := range fallback {
			rows[i] = newNotice(w.id, n.Number, f, at)
		}
		gates, err = w.enqueue(ctx, tx, rows)
		return err
	})
	if err != nil {
		return fmt.Errorf("notice %d dead: %w", n.ID, err)
	}
	w.store.know(gates)
	w.store.nudge()
	return nil
}

const finishNotice = `
	UPDATE notice SET state = $4, class = $5, done_at = $6, token = ''
	WHERE workspace = $1 AND id = $2 AND token = $3 AND done_at IS NULL`

// finish ends a claimed notice, the gate first: that is the order in which Claim locks.
func (w *Workspace) finish(ctx context.Context, tx *txn, n Claimed, state, class string, at, gateOpenAt time.Time) error {
	if err := w.leaveGate(ctx, tx, n, gateOpenAt); err != nil {
		return err
	}
	return fenced(tx.ExecContext(ctx, finishNotice, w.id, n.ID, n.Token, state, class, ms(at)))
}

// leaveGate opens the gate of a claimed notice again, unless somebody else has it.
func (w *Workspace) leaveGate(ctx context.Context, tx *txn, n Claimed, openAt time.Time) error {
	open := int64(0)
	if !openAt.IsZero() {
		open = ms(openAt)
	}
	if _, err := tx.ExecContext(ctx, releaseGate, w.id, n.Gate, n.Token, open); err != nil {
		return fmt.Errorf("gate %s: %w", n.Gate, err)
	}
	return nil
}

const holdGate = `
	INSERT INTO gate (workspace, name, open_at, held_at, token) VALUES ($1, $2, 0, $3, '')
	ON CONFLICT (workspace, name) DO UPDATE SET held_at = excluded.held_at WHERE gate.held_at < excluded.held_at`

// GateUntil keeps everybody from passing a gate before that machine time. It never
// opens one earlier. A gate that no notice names is for [Workspace.GateHeld] to ask.
func (w *Workspace) GateUntil(ctx context.Context, gate string, until time.Time) error {
	err := w.store.tx(ctx, func(tx *txn) error {
		_, err := tx.ExecContext(ctx, holdGate, w.id, gate, ms(until))
		return err
	})
	if err != nil {
		return fmt.Errorf("gate %s: %w", gate, err)
	}
	return nil
}

const selectHeld = `
	SELECT held_at FROM gate WHERE workspace = $1 AND name = $2`

// GateHeld is the machine time that a gate was last kept until, the zero time when it
// never was.
func (w *Workspace) GateHeld(ctx context.Context, gate string) (time.Time, error) {
	var held int64
	err := w.store.read.GetContext(ctx, &held, selectHeld, w.id, gate)
	if errors.Is(err, sql.ErrNoRows) || err == nil && held == 0 {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("gate %s: %w", gate, inContext(ctx, err))
	}
	return time.UnixMilli(held).UTC(), nil
}
