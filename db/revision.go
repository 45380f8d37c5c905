package db

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"ombud/calendar"
	"ombud/complaint"
)

const selectProcedureVersions = `
	SELECT version, hash, from_at FROM procedure_version WHERE workspace = $1 ORDER BY from_at, version`

// Register gives the procedure in force at that moment, else the oldest, with its
// versions and its last review. The first review counts from the first version that
// has the same name, so that a new version alone puts off none. Zone is the company's.
// It fails with ErrNoSettings when no procedure was saved.
func (w *Workspace) Register(ctx context.Context, at time.Time, zone *time.Location) (*complaint.Register, error) {
	var rows []struct {
		Version int
		Hash    string
		FromAt  instant `db:"from_at"`
	}
	if err := w.store.read.SelectContext(ctx, &rows, selectProcedureVersions, w.id); err != nil {
		return nil, fmt.Errorf("versions of the procedure: %w", inContext(ctx, err))
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("procedure of %s: %w", w.id, ErrNoSettings)
	}
	g := &complaint.Register{}
	for i, row := range rows {
		v := complaint.Version{Number: row.Version, Hash: row.Hash, From: time.Time(row.FromAt)}
		if g.Versions = append(g.Versions, v); i == 0 || !v.From.After(at) {
			g.Version = v
		}
	}
	var err error
	if g.Procedure, err = w.procedureVersion(ctx, w.store.read, g.Number); err != nil {
		return nil, err
	}
	reviews, err := w.Revisions(ctx, 1)
	if err != nil {
		return nil, err
	}
	if len(reviews) > 0 {
		g.Last = reviews[0]
		g.Next = g.Procedure.Review.Next(g.Last.Day)
		return g, nil
	}
	for _, v := range g.Versions {
		p, err := w.procedureVersion(ctx, w.store.read, v.Number)
		if err != nil {
			return nil, err
		}
		if p.Name == g.Procedure.Name {
			g.Next = g.Procedure.Review.Next(p.ReviewFrom(calendar.DayOf(v.From, zone)))
			break
		}
	}
	return g, nil
}

type revisionRow struct {
	Workspace  string
	N          int
	Version    int
	Day        string
	Person     string
	RecordedAt instant `db:"recorded_at"`
	Outcome    string
	Attested   bool
	Key        []byte
	Box        []byte
}

// revisionPlace binds the key of a review to which it is. No case has such a number.
func revisionPlace(n int) string { return fmt.Sprintf("revision/%d", n) }

const insertRevision = `
	INSERT INTO revision (workspace, n, version, day, person, recorded_at, outcome, attested, key, box)
	VALUES (:workspace, :n, :version, :day, :person, :recorded_at, :outcome, :attested, :key, :box)`

// AddRevision keeps a review, its words sealed, and lets the reminders of it say so.
// When somebody else kept the review of that number first, nothing is saved and it
// fails with [complaint.ErrConflict].
func (w *Workspace) AddRevision(ctx context.Context, v complaint.Revision) error {
	plain, err := json.Marshal(v.Words)
	if err != nil {
		return fmt.Errorf("review %d: %w", v.N, err)
	}
	row := revisionRow{
		Workspace: w.id, N: v.N, Version: v.Version, Day: v.Day.String(), Person: v.By, RecordedAt: stored(v.Recorded),
		Outcome: v.Outcome, Attested: v.Attested,
	}
	key, wrapped, err := w.store.vault.NewCaseKey(w.id, revisionPlace(v.N))
	if err == nil {
		row.Key = wrapped
		row.Box, err = key.Seal(plain, "revision")
	}
	if err != nil {
		return fmt.Errorf("review %d: %w", v.N, err)
	}
	n := complaint.Notice{Kind: complaint.NoticeRevised, Ref: fmt.Sprint(v.N)}
	_, err = w.tell(ctx, "", []complaint.Notice{n}, v.Recorded, func(tx *txn) (bool, error) {
		if done, err := w.usedUp(ctx, tx); done || err != nil {
			return false, err
		}
		_, err := tx.NamedExecContext(ctx, insertRevision, row)
		if isUnique(err) {
			err = complaint.ErrConflict
		}
		return err == nil, err
	})
	if err != nil {
		return fmt.Errorf("review %d: %w", v.N, err)
	}
	return nil
}

const selectRevisions = `
	SELECT workspace, n, version, day, person, recorded_at, outcome, attested, key, box FROM revision
	WHERE workspace = $1 ORDER BY n DESC LIMIT $2 + 0`

// Revisions opens at most limit reviews, the last one first.
func (w *Workspace) Revisions(ctx context.Context, limit int) ([]complaint.Revision, error) {
	var rows []revisionRow
	if err := w.store.read.SelectContext(ctx, &rows, selectRevisions, w.id, limit); err != nil {
		return nil, fmt.Errorf("reviews of the procedure: %w", inContext(ctx, err))
	}
	list := make([]complaint.Revision, len(rows))
	for i, row := range rows {
		v, err := w.openRevision(row)
		if err != nil {
			return nil, fmt.Errorf("review %d: %w", row.N, err)
		}
		list[i] = v
	}
	return list, nil
}

func (w *Workspace) openRevision(row revisionRow) (complaint.Revision, error) {
	v := complaint.Revision{
		N: row.N, Version: row.Version, By: row.Person, Recorded: time.Time(row.RecordedAt), Outcome: row.Outcome, Attested: row.Attested,
	}
	day, err := calendar.ParseDay(row.Day)
	if err != nil {
		return v, err
	}
	v.Day = day
	key, err := w.store.vault.OpenCaseKey(w.id, revisionPlace(row.N), row.Key)
	if err != nil {
		return v, err
	}
	plain, err := key.Open(row.Box, "revision")
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(plain, &v.Words)
}

const selectRevisionKeys = `
	SELECT workspace, n, version, day, person, recorded_at, outcome, attested, key, box FROM revision`

const updateRevisionKey = `
	UPDATE revision SET key = $4 WHERE workspace = $1 AND n = $2 AND key = $3`

// rewrapRevisions wraps the keys of all reviews with the primary master key: the
// only thing of them that ever changes.
func (s *Store) rewrapRevisions(ctx context.Context) error {
	return s.tx(ctx, func(tx *txn) error {
		var rows []revisionRow
		if err := tx.SelectContext(ctx, &rows, selectRevisionKeys); err != nil {
			return fmt.Errorf("rewrap reviews: %w", err)
		}
		for _, r := range rows {
			key, err := s.vault.Rewrap(r.Workspace, revisionPlace(r.N), r.Key)
			if err != nil {
				return fmt.Errorf("rewrap review %d: %w", r.N, err)
			}
			if _, err := tx.ExecContext(ctx, updateRevisionKey, r.Workspace, r.N, r.Key, key); err != nil {
				return fmt.Errorf("rewrap review %d: %w", r.N, err)
			}
		}
		return nil
	})
}

const selectMissed = `
	SELECT COUNT(*) AS due, COUNT(*) FILTER (WHERE d.done_at IS NULL OR d.done_at >= d.due_at) AS missed
	FROM duty d WHERE d.workspace = $1 AND d.due_at > $2 AND d.due_at <= $3 AND NOT d.is_void`

// Missed counts the duties that fell due in a period, after from and up to until,
// and those of them that were not done in time.
func (w *Workspace) Missed(ctx context.Context, from, until time.Time) (due, missed int, err error) {
	var n struct{ Due, Missed int }
	if err := w.store.read.GetContext(ctx, &n, selectMissed, w.id, ms(from), ms(until)); err != nil {
		return 0, 0, fmt.Errorf("missed duties: %w", inContext(ctx, err))
	}
	return n.Due, n.Missed, nil
}
