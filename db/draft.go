package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"ombud/complaint"
)

// Draft is a filing form that somebody has not sent yet. It belongs to one
// person: nobody else finds it, whatever id they name.
type Draft struct {
	ID           string
	Person       string
	Form         string // the window it was kept from, as CreateCase calls its source
	SavedAt      time.Time
	Registration complaint.Registration
}

// mostDrafts is how many drafts a person has at most; the oldest goes first.
const mostDrafts = 5

type draftRow struct {
	Workspace string
	Person    string
	ID        string
	Form      string
	SavedAt   instant `db:"saved_at"`
	Key       []byte
	Box       []byte
}

// draftPlace binds the key of a draft to whose and which it is. No case has
// such a number.
func draftPlace(person, id string) string { return "draft/" + person + "/" + id }

const upsertDraft = `
	INSERT INTO draft (workspace, person, id, form, saved_at, key, box)
	VALUES (:workspace, :person, :id, :form, :saved_at, :key, :box)
	ON CONFLICT (workspace, person, id) DO UPDATE
	SET form = excluded.form, saved_at = excluded.saved_at, key = excluded.key, box = excluded.box`

const trimDrafts = `
	DELETE FROM draft WHERE workspace = $1 AND person = $2 AND id NOT IN (
		SELECT id FROM draft WHERE workspace = $1 AND person = $2 ORDER BY saved_at DESC, id DESC LIMIT $3 + 0)`

// SaveDraft keeps a draft, in the place of an earlier state of the same one. A
// person's oldest drafts go when there are more than a few.
func (w *Workspace) SaveDraft(ctx context.Context, d Draft) error {
	plain, err := json.Marshal(d.Registration)
	if err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	row := draftRow{Workspace: w.id, Person: d.Person, ID: d.ID, Form: d.Form, SavedAt: stored(d.SavedAt)}
	key, wrapped, err := w.store.vault.NewCaseKey(w.id, draftPlace(d.Person, d.ID))
	if err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	row.Key = wrapped
	if row.Box, err = key.Seal(plain, "draft"); err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	err = w.store.tx(ctx, func(tx *txn) error {
		if _, err := tx.NamedExecContext(ctx, upsertDraft, row); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, trimDrafts, w.id, d.Person, mostDrafts)
		return err
	})
	if err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	return nil
}

const selectDrafts = `
	SELECT d.workspace, d.person, d.id, d.form, d.saved_at, d.key, d.box FROM draft d
	WHERE d.workspace = $1 AND d.person = $2 AND NOT EXISTS (
		SELECT 1 FROM complaint c WHERE c.workspace = d.workspace AND c.source = d.form)
	ORDER BY d.saved_at DESC, d.id DESC`

// Drafts lists what a person began and has not filed, newest first. One that
// was kept while its filing went through after all is not among them.
func (w *Workspace) Drafts(ctx context.Context, person string) ([]Draft, error) {
	var rows []draftRow
	if err := w.store.read.SelectContext(ctx, &rows, selectDrafts, w.id, person); err != nil {
		return nil, fmt.Errorf("drafts: %w", inContext(ctx, err))
	}
	drafts := make([]Draft, len(rows))
	for i, row := range rows {
		d, err := w.openDraft(row)
		if err != nil {
			return nil, err
		}
		drafts[i] = d
	}
	return drafts, nil
}

const selectDraft = `
	SELECT workspace, person, id, form, saved_at, key, box FROM draft WHERE workspace = $1 AND person = $2 AND id = $3`

// Draft opens one draft of a person. It fails with [complaint.ErrNotFound] for
// one that is gone and for one of somebody else.
func (w *Workspace) Draft(ctx context.Context, person, id string) (Draft, error) {
	var row draftRow
	err := w.store.read.GetContext(ctx, &row, selectDraft, w.id, person, id)
	if errors.Is(err, sql.ErrNoRows) {
		return Draft{}, fmt.Errorf("draft: %w", complaint.ErrNotFound)
	}
	if err != nil {
		return Draft{}, fmt.Errorf("draft: %w", inContext(ctx, err))
	}
	return w.openDraft(row)
}

func (w *Workspace) openDraft(row draftRow) (Draft, error) {
	d := Draft{ID: row.ID, Person: row.Person, Form: row.Form, SavedAt: time.Time(row.SavedAt)}
	key, err := w.store.vault.OpenCaseKey(w.id, draftPlace(row.Person, row.ID), row.Key)
	if err != nil {
		return d, fmt.Errorf("open a draft: %w", err)
	}
	plain, err := key.Open(row.Box, "draft")
	if err == nil {
		err = json.Unmarshal(plain, &d.Registration)
	}
	if err != nil {
		return d, fmt.Errorf("open a draft: %w", err)
	}
	return d, nil
}

const deleteDraft = `
	DELETE FROM draft WHERE workspace = :workspace AND person = :person AND (id = :id OR form = :form)`

// DropDraft forgets a draft of a person. One that is not there is none the
// less forgotten.
func (w *Workspace) DropDraft(ctx context.Context, person, id string) error {
	err := w.store.tx(ctx, func(tx *txn) error {
		_, err := tx.NamedExecContext(ctx, deleteDraft, draftRow{Workspace: w.id, Person: person, ID: id, Form: id})
		return err
	})
	if err != nil {
		return fmt.Errorf("drop draft: %w", err)
	}
	return nil
}

const pruneDrafts = `
	DELETE FROM draft WHERE workspace = $1 AND (saved_at < $2 OR EXISTS (
		SELECT 1 FROM complaint c WHERE c.workspace = draft.workspace AND c.source = draft.form))`

// PruneDrafts forgets the drafts that were kept before that moment, and those
// that were filed after all, and returns how many.
func (w *Workspace) PruneDrafts(ctx context.Context, before time.Time) (int, error) {
	n, err := w.count(ctx, pruneDrafts, w.id, ms(before))
	if err != nil {
		return 0, fmt.Errorf("prune drafts: %w", err)
	}
	return n, nil
}

const selectDraftKeys = `
	SELECT workspace, person, id, form, saved_at, key, box FROM draft`

const updateDraftKey = `
	UPDATE draft SET key = $5 WHERE workspace = $1 AND person = $2 AND id = $3 AND key = $4`

// rewrapDrafts wraps the keys of all drafts with the primary master key. There
// are a few per person, so one transaction will do.
func (s *Store) rewrapDrafts(ctx context.Context) error {
	return s.tx(ctx, func(tx *txn) error {
		var rows []draftRow
		if err := tx.SelectContext(ctx, &rows, selectDraftKeys); err != nil {
			return fmt.Errorf("rewrap drafts: %w", err)
		}
		for _, r := range rows {
			key, err := s.vault.Rewrap(r.Workspace, draftPlace(r.Person, r.ID), r.Key)
			if err != nil {
				return fmt.Errorf("rewrap drafts: %w", err)
			}
			if _, err := tx.ExecContext(ctx, updateDraftKey, r.Workspace, r.Person, r.ID, r.Key, key); err != nil {
				return fmt.Errorf("rewrap drafts: %w", err)
			}
		}
		return nil
	})
}
