package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"ombud/vault"
)

// Rows of the keyring. They belong to the whole database, hence to workspace "".
const (
	keyProbe = "probe"
	keyBlind = "blind"
)

const insertKey = `
	INSERT INTO keyring (workspace, name, box) VALUES ('', $1, $2)
	ON CONFLICT (workspace, name) DO NOTHING`

const selectKey = `
	SELECT box FROM keyring WHERE workspace = '' AND name = $1`

const updateKey = `
	UPDATE keyring SET box = $2 WHERE workspace = '' AND name = $1`

// openKeys checks the master key before anything is written with it, and opens the
// key of the search keys. A new database gets both.
func (s *Store) openKeys(ctx context.Context) error {
	return s.tx(ctx, func(tx *txn) error {
		box, err := ensureKey(ctx, tx, keyProbe, s.vault.Check)
		if err != nil {
			return err
		}
		if err := s.verify(box); err != nil {
			return err
		}
		if box, err = ensureKey(ctx, tx, keyBlind, s.vault.NewBlindKey); err != nil {
			return err
		}
		s.blind, err = s.vault.Blind(box)
		return err
	})
}

// readKeys is openKeys of a database that has both.
func (s *Store) readKeys(ctx context.Context) error {
	var probe, blind []byte
	err := s.read.GetContext(ctx, &probe, selectKey, keyProbe)
	if err == nil {
		err = s.read.GetContext(ctx, &blind, selectKey, keyBlind)
	}
	if err == nil {
		err = s.verify(probe)
	}
	if err == nil {
		s.blind, err = s.vault.Blind(blind)
	}
	return err
}

func (s *Store) verify(probe []byte) error {
	err := s.vault.Verify(probe)
	if errors.Is(err, vault.ErrRefused) {
		return fmt.Errorf("%w (key %s)", ErrMasterKey, s.vault.Fingerprint())
	}
	return err
}

// ensureKey reads a row, or makes it unless another process was first.
func ensureKey(ctx context.Context, tx *txn, name string, fresh func() ([]byte, error)) ([]byte, error) {
	var box []byte
	err := tx.GetContext(ctx, &box, selectKey, name)
	if !errors.Is(err, sql.ErrNoRows) {
		return box, err
	}
	made, err := fresh()
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, insertKey, name, made); err != nil {
		return nil, err
	}
	err = tx.GetContext(ctx, &box, selectKey, name)
	return box, err
}

const rewrapBatch = 500

const selectBoxes = `
	SELECT workspace, number, box FROM complaint
	WHERE box IS NOT NULL AND (workspace > $1 OR workspace = $1 AND number > $2)
	ORDER BY workspace, number LIMIT $3 + 0`

const updateBox = `
	UPDATE complaint SET box = $3 WHERE workspace = $1 AND number = $2 AND box IS NOT NULL`

// Rewrap wraps every key of the database with the primary master key and returns how
// many cases it went through. After it the older master keys may be retired. What
// people said stays sealed as it is. It can be stopped and run again.
func (s *Store) Rewrap(ctx context.Context) (cases int, err error) {
	type row struct {
		Workspace, Number string
		Box               []byte
	}
	var last row
	for {
		var rows []row
		err := s.tx(ctx, func(tx *txn) error {
			rows = nil
			if err := tx.SelectContext(ctx, &rows, selectBoxes, last.Workspace, last.Number, rewrapBatch); err != nil {
				return err
			}
			for _, r := range rows {
				box, err := s.vault.Rewrap(r.Workspace, r.Number, r.Box)
				if err != nil {
					return err
				}
				if _, err := tx.ExecContext(ctx, updateBox, r.Workspace, r.Number, box); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return cases, fmt.Errorf("rewrap keys after case %s: %w", last.Number, err)
		}
		if len(rows) == 0 {
			return cases, errors.Join(s.rewrapDrafts(ctx), s.rewrapRevisions(ctx), s.rewrapRing(ctx))
		}
		cases, last = cases+len(rows), rows[len(rows)-1]
	}
}

func (s *Store) rewrapRing(ctx context.Context) error {
	return s.tx(ctx, func(tx *txn) error {
		var box []byte
		if err := tx.GetContext(ctx, &box, selectKey, keyBlind); err != nil {
			return fmt.Errorf("rewrap the blind key: %w", err)
		}
		blind, err := s.vault.RewrapBlind(box)
		if err != nil {
			return err
		}
		probe, err := s.vault.Check()
		if err != nil {
			return err
		}
		for name, box := range map[string][]byte{keyBlind: blind, keyProbe: probe} {
			if _, err := tx.ExecContext(ctx, updateKey, name, box); err != nil {
				return fmt.Errorf("rewrap the %s key: %w", name, err)
			}
		}
		return nil
	})
}
