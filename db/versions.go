package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/procedure"
)

// parsedKey names something that never changes once it is saved.
type parsedKey struct {
	workspace, kind string
	version         int
}

const (
	kindProcedure = "procedure"
	kindCalendar  = "calendar"
	kindRoster    = "roster"
)

// rules names what a case is judged by.
type rules struct {
	Procedure sql.Null[int]
	Calendar  sql.Null[int]
	Roster    sql.Null[int]
}

const insertProcedure = `
	INSERT INTO procedure_version (workspace, version, from_at, hash, content)
	VALUES ($1, (SELECT COALESCE(MAX(version), 0) + 1 FROM procedure_version WHERE workspace = $1), $2, $3, $4)`

const selectProcedureInForce = `
	SELECT content FROM procedure_version WHERE workspace = $1 AND from_at <= $2
	ORDER BY from_at DESC, version DESC LIMIT 1`

// SaveProcedure keeps a procedure as the version in force from that moment on. Cases
// received earlier keep theirs. What is in force at that moment is not saved twice, nor is
// a text that says the same in other words: a comment is no version.
// It fails with the errors of [procedure.Parse].
func (w *Workspace) SaveProcedure(ctx context.Context, yaml []byte, from time.Time) error {
	p, err := procedure.Parse(yaml)
	if err != nil {
		return fmt.Errorf("save procedure: %w", err)
	}
	sum := sha256.Sum256(yaml)
	err = w.saveVersion(ctx, selectProcedureInForce, insertProcedure, from, hex.EncodeToString(sum[:16]), string(yaml), func(content string) bool {
		old, err := procedure.Stored([]byte(content))
		return err == nil && reflect.DeepEqual(old, p)
	})
	if err != nil {
		return fmt.Errorf("save procedure %s: %w", p.Name, err)
	}
	return nil
}

const selectProceduresAhead = `
	SELECT DISTINCT from_at FROM procedure_version WHERE workspace = $1 AND from_at > $2 ORDER BY from_at`

// BringProcedure is SaveProcedure of what the program starts with: it comes instead of
// whatever was to begin after it too.
func (w *Workspace) BringProcedure(ctx context.Context, yaml []byte, from time.Time) error {
	var ahead []instant
	if err := w.store.read.SelectContext(ctx, &ahead, selectProceduresAhead, w.id, ms(from)); err != nil {
		return fmt.Errorf("procedures after %v: %w", from, inContext(ctx, err))
	}
	for _, begins := range append([]instant{instant(from)}, ahead...) {
		if err := w.SaveProcedure(ctx, yaml, time.Time(begins)); err != nil {
			return err
		}
	}
	return nil
}

const selectProcedures = `
	SELECT content FROM procedure_version WHERE workspace = $1 ORDER BY version`

// ErrVersionUsed says that another text was in force under the same name and number.
var ErrVersionUsed = errors.New("another text was in force under this version number")

// CheckVersion fails with ErrVersionUsed when a procedure of that name and version number
// was in force that says something else: a case names its version by that number.
func (w *Workspace) CheckVersion(ctx context.Context, p *procedure.Procedure) error {
	var texts []string
	if err := w.store.read.SelectContext(ctx, &texts, selectProcedures, w.id); err != nil {
		return fmt.Errorf("versions of procedure %s: %w", p.Name, err)
	}
	for i, text := range slices.Backward(texts) {
		old, err := procedure.Stored([]byte(text))
		if i == len(texts)-1 && err == nil && reflect.DeepEqual(old, p) {
			return nil // the newest: it starts as it did before
		}
		if err == nil && old.Name == p.Name && old.Version == p.Version && !reflect.DeepEqual(old, p) {
			return fmt.Errorf("procedure %s, version %s: %w", p.Name, p.Version, ErrVersionUsed)
		}
	}
	return nil
}

const insertCalendar = `
	INSERT INTO calendar_version (workspace, version, from_at, hash, content)
	VALUES ($1, (SELECT COALESCE(MAX(version), 0) + 1 FROM calendar_version WHERE workspace = $1), $2, $3, $4)`

const selectCalendarHash = `
	SELECT hash FROM calendar_version WHERE workspace = $1 AND from_at <= $2
	ORDER BY from_at DESC, version DESC LIMIT 1`

// SaveCalendar keeps a calendar as the version in force from that moment on. Cases
// received earlier keep theirs. What is in force at that moment is not saved twice.
func (w *Workspace) SaveCalendar(ctx context.Context, c *calendar.Calendar, from time.Time) error {
	content, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("save calendar %s: %w", c.Version(), err)
	}
	if err := w.saveVersion(ctx, selectCalendarHash, insertCalendar, from, c.Version(), string(content), func(hash string) bool { return hash == c.Version() }); err != nil {
		return fmt.Errorf("save calendar %s: %w", c.Version(), err)
	}
	return nil
}

func (w *Workspace) saveVersion(ctx context.Context, inForce, insert string, from time.Time, hash, content string, same func(inForce string) bool) error {
	return w.store.tx(ctx, func(tx *txn) error {
		var now string
		err := tx.GetContext(ctx, &now, inForce, w.id, ms(from))
		if err == nil && same(now) {
			return nil
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		_, err = tx.ExecContext(ctx, insert, w.id, ms(from), hash, content)
		if isUnique(err) {
			return errRace
		}
		return err
	})
}

const selectProcedure = `
	SELECT content FROM procedure_version WHERE workspace = $1 AND version = $2`

// procedureVersion gives a saved procedure, read once per process.
func (w *Workspace) procedureVersion(ctx context.Context, q sqlx.QueryerContext, version int) (*procedure.Procedure, error) {
	return cached(ctx, w, q, kindProcedure, version, selectProcedure, procedure.Stored)
}

const selectCalendar = `
	SELECT content FROM calendar_version WHERE workspace = $1 AND version = $2`

// calendarVersion gives a saved calendar, read once per process.
func (w *Workspace) calendarVersion(ctx context.Context, q sqlx.QueryerContext, version int) (*calendar.Calendar, error) {
	return cached(ctx, w, q, kindCalendar, version, selectCalendar, calendar.Load)
}

// cached gives what a version holds. The transaction in which it was read may not
// have been the one that saved it, so only what others committed comes here.
func cached[T any](ctx context.Context, w *Workspace, q sqlx.QueryerContext, kind string, version int, query string,
	parse func([]byte) (*T, error),
) (*T, error) {
	key := parsedKey{w.id, kind, version}
	if v, ok := w.store.parsed.Load(key); ok {
		return v.(*T), nil
	}
	var content string
	if err := sqlx.GetContext(ctx, q, &content, query, w.id, version); err != nil {
		return nil, fmt.Errorf("%s version %d: %w", kind, version, err)
	}
	v, err := parse([]byte(content))
	if err != nil {
		return nil, fmt.Errorf("%s version %d: %w", kind, version, err)
	}
	w.store.parsed.Store(key, v)
	return v, nil
}

// resolve reads the rules that a case is judged by. It fails with ErrNoSettings when
// one of them was never saved.
func (w *Workspace) resolve(ctx context.Context, q sqlx.QueryerContext, r rules) (*procedure.Procedure, *calendar.Calendar, *complaint.Roster, error) {
	if !r.Procedure.Valid || !r.Calendar.Valid || !r.Roster.Valid {
		return nil, nil, nil, fmt.Errorf("workspace %s: %w", w.id, ErrNoSettings)
	}
	p, err := w.procedureVersion(ctx, q, r.Procedure.V)
	if err != nil {
		return nil, nil, nil, err
	}
	c, err := w.calendarVersion(ctx, q, r.Calendar.V)
	if err != nil {
		return nil, nil, nil, err
	}
	people, err := w.rosterVersion(ctx, q, r.Roster.V)
	return p, c, people, err
}
