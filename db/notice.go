package db

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/complaint"
)

// States of a notice.
const (
	noticePending = "pending"
	noticeSending = "sending" // claimed; found again in this state it may have been sent
	noticeSent    = "sent"
	noticeDead    = "dead"
)

// gateName is the key of a gate: what is paced as one.
type gateName struct{ Workspace, Name string }

type noticeRow struct {
	ID          int64
	Workspace   string
	Number      string
	Lane        string
	Gate        string
	Key         string
	Kind        string
	Recipient   string
	Seq         int
	Ref         string
	OnDelivered string `db:"on_delivered"`
	State       string
	DueAt       int64 `db:"due_at"`
	Token       string
	Doubt       bool
	Attempts    int
	Class       string
	CreatedAt   instant `db:"created_at"`
	DoneAt      instant `db:"done_at"`
}

// newNotice places a notice in its lane, which keeps the order of what one case tells
// one destination, and at its gate, which keeps the pace of a channel whatever the
// case. Work for ourselves has neither order nor pace to keep, and of the Homes that are
// to be drawn each waits once.
func newNotice(workspace, number string, n complaint.Notice, created time.Time) noticeRow {
	row := noticeRow{
		Workspace: workspace, Number: number, Key: n.Key(number), Kind: string(n.Kind), Recipient: n.To,
		Seq: n.Seq, Ref: n.Ref, OnDelivered: string(n.OnDelivered), State: noticePending, CreatedAt: stored(created),
		Lane: laneTo(number, n.To), Gate: "post:" + n.To,
	}
	switch {
	case n.Kind == complaint.NoticeHome: // of all cases, and drawn one after the other
		row.Lane, row.Gate = "home/"+n.To, "do:home"
	case n.To == "":
		row.Lane, row.Gate = number+"/"+string(n.Kind)+"/"+n.Ref, "do:"+string(n.Kind)
	}
	return row
}

// laneTo is the lane of what a case tells somewhere: one message after the other.
func laneTo(number, to string) string { return number + "/" + to }

// noticeRows derives what the events of the change tell. Of standing notices that one
// change causes several times the first place stays, and what its delivery means.
func (ch *change) noticeRows() []noticeRow {
	type place struct{ kind, to, ref string }
	told := map[place]int{}
	var rows []noticeRow
	for _, e := range ch.events {
		for _, n := range ch.c.Notices(e) {
			p, row := place{string(n.Kind), n.To, n.Ref}, newNotice(ch.w.id, ch.c.Number, n, e.Recorded)
			if i, again := told[p]; again && n.Kind.Standing() {
				if rows[i].OnDelivered == "" {
					rows[i] = row
				}
				continue
			}
			told[p] = len(rows)
			rows = append(rows, row)
		}
	}
	return rows
}

func (ch *change) saveNotices() {
	if ch.quiet {
		return
	}
	if ch.has(complaint.RouteConfidential) && ch.events[0].Seq > 1 {
		add(ch.batch, hastenLane, laneRow{ch.w.id, laneTo(ch.c.Number, complaint.ToChannel)})
	}
	rows := ch.noticeRows()
	ch.notices, ch.gates = len(rows), ch.w.newGates(rows)
	add(ch.batch, insertGates, ch.gates...)
	add(ch.batch, insertNotices, rows...)
}

// hastenLane lets go at once what waits in the channel's lane of a case that leaves the
// channel: nothing of it is told any more, and the removal waits behind it.
const hastenLane = `
	UPDATE notice SET due_at = 0
	WHERE workspace = :workspace AND lane = :lane AND done_at IS NULL AND state = 'pending'`

type laneRow struct{ Workspace, Lane string }

const insertNotices = `
	INSERT INTO notice (workspace, number, lane, gate, key, kind, recipient, seq, ref, on_delivered,
		state, due_at, token, doubt, attempts, class, created_at, done_at)
	VALUES (:workspace, :number, :lane, :gate, :key, :kind, :recipient, :seq, :ref, :on_delivered,
		:state, :due_at, :token, :doubt, :attempts, :class, :created_at, :done_at)
	ON CONFLICT (workspace, key) DO NOTHING`

const insertGates = `
	INSERT INTO gate (workspace, name, open_at, held_at, token) VALUES (:workspace, :name, 0, 0, '')
	ON CONFLICT (workspace, name) DO NOTHING`

// enqueue writes notices behind the ones of their lanes. The caller holds the row of
// the case, so that ids follow commits. It returns the gates that it wrote, for the
// store to remember once they are committed.
func (w *Workspace) enqueue(ctx context.Context, tx *txn, rows []noticeRow) ([]gateName, error) {
	gates := w.newGates(rows)
	if err := many(ctx, tx, insertGates, gates); err != nil {
		return nil, fmt.Errorf("gates: %w", err)
	}
	return gates, many(ctx, tx, insertNotices, rows)
}

// know remembers gates whose rows are committed.
func (s *Store) know(gates []gateName) {
	for _, g := range gates {
		s.gates.Store(g, true)
	}
}

// newGates gives the gates that notices need and the store does not know of, in an order
// in which two never wait for each other.
func (w *Workspace) newGates(rows []noticeRow) []gateName {
	var gates []gateName
	for _, r := range rows {
		g := gateName{w.id, r.Gate}
		if _, known := w.store.gates.Load(g); !known && !slices.Contains(gates, g) {
			gates = append(gates, g)
		}
	}
	slices.SortFunc(gates, func(a, b gateName) int { return strings.Compare(a.Name, b.Name) })
	return gates
}
