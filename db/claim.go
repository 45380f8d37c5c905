package db

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"time"

	"ombud/complaint"
)

// Claimed is a notice that one sender holds until its lease is over. Machine time
// (leases, retries, gates) and business time (Created) are not to be mixed.
type Claimed struct {
	ID        int64 // opaque: it may be shown to Slack
	Workspace string
	Number    string // of the case; empty for what belongs to none
	complaint.Notice
	Key      string    // unique per workspace
	Created  time.Time // business time of the event that caused it
	Attempts int       // this one included
	Doubt    bool      // it may have been sent already: look for it first
	Merge    []int64   // waiting notices that this one makes needless
	Gate     string
	Token    string
}

// The queries of this file keep Postgres to the index of the gate and that of the lane.
// Left to guess from old figures it reads the whole queue, or all that was ever sent: so
// the gate stands between two bounds, whose order no other index has, and the head of a
// lane is a MIN. A gate is asked for its first notice only when it is open.
const claimGates = `
	WITH ready AS MATERIALIZED (
		SELECT g.name FROM gate g
		WHERE g.workspace = $1 AND CASE WHEN g.open_at <= $2 AND g.held_at <= $2 THEN (
			SELECT o.id FROM notice o
			WHERE o.workspace = g.workspace AND o.gate >= g.name AND o.gate <= g.name AND o.done_at IS NULL
				AND o.due_at <= $2 AND o.id = (
					SELECT MIN(p.id) FROM notice p
					WHERE p.workspace = o.workspace AND p.lane = o.lane AND p.done_at IS NULL)
			ORDER BY o.gate, o.id LIMIT 1) END IS NOT NULL
		ORDER BY g.open_at, g.name LIMIT $5 + 0 {skip})
	UPDATE gate SET open_at = $3, token = $4
	WHERE workspace = $1 AND name IN (SELECT name FROM ready)
	RETURNING name`

const claimHeads = `
	WITH head AS MATERIALIZED (
		SELECT (
			SELECT o.id FROM notice o
			WHERE o.workspace = g.workspace AND o.gate >= g.name AND o.gate <= g.name AND o.done_at IS NULL
				AND o.due_at <= $2 AND o.id = (
					SELECT MIN(p.id) FROM notice p
					WHERE p.workspace = o.workspace AND p.lane = o.lane AND p.done_at IS NULL)
			ORDER BY o.gate, o.id LIMIT 1) AS first
		FROM gate g WHERE g.workspace = $1 AND g.token = $4)
	UPDATE notice SET doubt = (doubt OR state = 'sending'), state = 'sending', due_at = $3, token = $4,
		attempts = attempts + 1
	FROM head WHERE workspace = $1 AND id = first
	RETURNING id, number, lane, gate, key, kind, recipient, seq, ref, on_delivered, doubt, attempts, created_at`

const releaseGate = `
	UPDATE gate SET open_at = $4, token = '' WHERE workspace = $1 AND name = $2 AND token = $3`

// Claim takes at most limit notices, one per gate, each the first that waits in its
// lane, in the order in which they were written. Nobody else gets them, or another
// notice of their gates, until lease (30 s or more, and more than a send may take) is
// over. Now is machine time.
func (w *Workspace) Claim(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]Claimed, error) {
	var claimed []Claimed
	token, until := rand.Text(), ms(now.Add(lease))
	err := w.store.tx(ctx, func(tx *txn) error {
		claimed = nil
		var gates []string
		if err := tx.SelectContext(ctx, &gates, w.store.q(claimGates), w.id, ms(now), until, token, limit); err != nil {
			return fmt.Errorf("gates: %w", err)
		}
		if len(gates) == 0 {
			return nil
		}
		var rows []noticeRow
		if err := tx.SelectContext(ctx, &rows, claimHeads, w.id, ms(now), until, token); err != nil {
			return fmt.Errorf("notices: %w", err)
		}
		slices.SortFunc(rows, func(a, b noticeRow) int { return int(a.ID - b.ID) }) // RETURNING has no order
		for _, r := range rows {
			gates = slices.DeleteFunc(gates, func(g string) bool { return g == r.Gate })
			merge, err := w.merge(ctx, tx, r)
			if err != nil {
				return err
			}
			claimed = append(claimed, r.claimed(w.id, token, merge))
		}
		for _, g := range gates { // another sender finished what it had claimed just before us
			if _, err := tx.ExecContext(ctx, releaseGate, w.id, g, token, ms(now)); err != nil {
				return fmt.Errorf("gate %s: %w", g, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	return claimed, nil
}

func (r noticeRow) claimed(workspace, token string, merge []int64) Claimed {
	return Claimed{
		ID: r.ID, Workspace: workspace, Number: r.Number, Key: r.Key, Created: time.Time(r.CreatedAt),
		Notice: complaint.Notice{
			Kind: complaint.NoticeKind(r.Kind), To: r.Recipient, Seq: r.Seq, Ref: r.Ref,
			OnDelivered: complaint.Kind(r.OnDelivered),
		},
		Attempts: r.Attempts, Doubt: r.Doubt, Merge: merge, Gate: r.Gate, Token: token,
	}
}

const selectMerge = `
	SELECT id FROM notice
	WHERE workspace = $1 AND lane = $2 AND id > $3 AND done_at IS NULL AND kind = $4 AND ref = $5
		AND state = 'pending' AND on_delivered = ''
	ORDER BY id`

// merge finds the notices that a claimed one makes needless. They are read before the
// sender loads the case, so what it then tells is at least as new as they are.
func (w *Workspace) merge(ctx context.Context, tx *txn, r noticeRow) (ids []int64, err error) {
	if !complaint.NoticeKind(r.Kind).Standing() {
		return nil, nil
	}
	if err := tx.SelectContext(ctx, &ids, selectMerge, w.id, r.Lane, r.ID, r.Kind, r.Ref); err != nil {
		return nil, fmt.Errorf("merge: %w", err)
	}
	return ids, nil
}

// selectNextDue asks each gate first whether anything could go as soon as it opens: the
// oldest notice mostly answers that, however long the queue behind a closed gate is.
const selectNextDue = `
	SELECT MIN(CASE WHEN (
			SELECT o.id FROM notice o
			WHERE o.workspace = g.workspace AND o.gate >= g.name AND o.gate <= g.name AND o.done_at IS NULL
				AND o.due_at <= g.opens AND o.id = (
					SELECT MIN(p.id) FROM notice p
					WHERE p.workspace = o.workspace AND p.lane = o.lane AND p.done_at IS NULL)
			ORDER BY o.gate, o.id LIMIT 1) IS NOT NULL
		THEN g.opens
		ELSE (
			SELECT MIN(o.due_at) FROM notice o
			WHERE o.workspace = g.workspace AND o.gate = g.name AND o.done_at IS NULL AND o.id = (
				SELECT MIN(p.id) FROM notice p
				WHERE p.workspace = o.workspace AND p.lane = o.lane AND p.done_at IS NULL))
		END)
	FROM (
		SELECT workspace, name, CASE WHEN open_at >= held_at THEN open_at ELSE held_at END AS opens
		FROM gate WHERE workspace = $1) g`

// NextDue is the machine time from which [Workspace.Claim] finds something, as far as
// is known now; the zero time when nothing waits.
func (w *Workspace) NextDue(ctx context.Context) (time.Time, error) {
	var at *int64
	if err := w.store.read.GetContext(ctx, &at, selectNextDue, w.id); err != nil {
		return time.Time{}, fmt.Errorf("next due notice: %w", inContext(ctx, err))
	}
	if at == nil {
		return time.Time{}, nil
	}
	return time.UnixMilli(*at).UTC(), nil
}
