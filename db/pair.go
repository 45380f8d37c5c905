package db

import (
	"context"
	"fmt"
	"time"

	"ombud/complaint"
	"ombud/vault"
)

// UpdateCases is [Workspace.UpdateCase] for two cases at once: what decide records on
// both is saved together or not at all. Cases are claimed in the order of their
// numbers, so that two such updates never wait for each other. Files that one case took
// over from the other are sealed anew with its own key.
func (w *Workspace) UpdateCases(ctx context.Context, one, other string, decide func(one, other *complaint.Case) error) error {
	var changes []*change
	err := w.store.tx(ctx, func(tx *txn) error {
		changes = nil
		if done, err := w.usedUp(ctx, tx); done || err != nil {
			return err
		}
		pair, err := w.loadPair(ctx, tx, one, other)
		if err != nil {
			return err
		}
		involved, received := [2][]string{}, [2]time.Time{}
		for i, l := range pair {
			involved[i], received[i] = l.c.Involved(), l.c.ReceivedAt
		}
		if err := decide(pair[0].c, pair[1].c); err != nil {
			return err
		}
		for i, l := range pair {
			if i == 1 && l == pair[0] {
				break
			}
			if err := w.judge(ctx, tx, l, received[i]); err != nil {
				return err
			}
		}
		changes, err = w.savePair(ctx, tx, pair, involved)
		return err
	})
	if err != nil {
		return err
	}
	for _, ch := range changes {
		ch.committed()
	}
	return nil
}

// loadPair loads two cases; the same number twice is one case.
func (w *Workspace) loadPair(ctx context.Context, tx *txn, one, other string) ([]*loaded, error) {
	first, err := w.load(ctx, tx, one)
	if err != nil || one == other {
		return []*loaded{first, first}, err
	}
	second, err := w.load(ctx, tx, other)
	return []*loaded{first, second}, err
}

func (w *Workspace) savePair(ctx context.Context, tx *txn, pair []*loaded, involved [2][]string) ([]*change, error) {
	order := []int{0, 1}
	switch {
	case pair[0] == pair[1]:
		order = []int{0}
	case pair[1].c.Number < pair[0].c.Number:
		order = []int{1, 0}
	}
	changes := make([]*change, 2)
	for _, i := range order {
		var err error
		if changes[i], err = w.claim(ctx, tx, pair[i]); err != nil {
			return nil, err
		}
	}
	var saved []*change
	for _, i := range order {
		if changes[i] == nil {
			continue
		}
		if err := changes[i].write(ctx, tx, involved[i]); err != nil {
			return nil, err
		}
		if err := changes[i].takeFiles(ctx, tx, pair[1-i]); err != nil {
			return nil, err
		}
		saved = append(saved, changes[i])
	}
	return saved, nil
}

// takeFiles copies the kept files that this change took over from the other case.
func (ch *change) takeFiles(ctx context.Context, tx *txn, from *loaded) error {
	for _, e := range ch.events {
		if e.Kind != complaint.FileKept || e.Data.Case != from.c.Number {
			continue
		}
		if err := ch.takeFile(ctx, tx, from.c.Number, from.key, e.Data.File); err != nil {
			return fmt.Errorf("take file %s of case %s: %w", e.Data.File, from.c.Number, err)
		}
	}
	return nil
}

const selectChunks = `
	SELECT COUNT(chunk) FROM file_chunk WHERE workspace = $1 AND number = $2 AND id = $3`

func (ch *change) takeFile(ctx context.Context, tx *txn, number string, key vault.CaseKey, id string) error {
	var chunks int
	if err := tx.GetContext(ctx, &chunks, selectChunks, ch.w.id, number, id); err != nil {
		return err
	}
	var size int64
	for n := range chunks {
		var box []byte
		if err := tx.GetContext(ctx, &box, selectChunk, ch.w.id, number, id, n); err != nil {
			return err
		}
		place := chunkPlace(id, n, n == chunks-1)
		piece, err := key.Open(box, place)
		if err != nil {
			return err
		}
		size += int64(len(piece))
		if box, err = ch.key.Seal(piece, place); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, upsertChunk, ch.w.id, ch.c.Number, id, n, box); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, keepFile, ch.w.id, ch.c.Number, id, size)
	return err
}
