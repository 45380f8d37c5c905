package db

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrMasterKey says that the database belongs to another master key.
var ErrMasterKey = errors.New("the master key is not the one that this database was written with: " +
	"check OMBUD_MASTER_KEY, nothing was changed")

// ErrFenced is returned for a notice that somebody else claimed meanwhile, because
// the lease ran out. Nothing was changed.
var ErrFenced = errors.New("the claim is over: another sender has the notice")

// ErrNoSettings says that a workspace has no procedure, calendar or roster yet.
var ErrNoSettings = errors.New("no procedure, calendar or roster saved")

// ErrUncertain says that the connection failed while a change was being committed:
// whether it was saved is not known.
var ErrUncertain = errors.New("not certain that it was saved")

// errRace asks for the transaction to be run again.
var errRace = errors.New("somebody else was first")

// Any of these means: nothing was done, try again.
var pqRaces = []pqerror.Code{pqerror.TRSerializationFailure, pqerror.TRDeadlockDetected, pqerror.LockNotAvailable}

// isRace tells whether the same transaction could succeed when run again.
func isRace(err error) bool {
	if errors.Is(err, errRace) {
		return true
	}
	if e, ok := errors.AsType[*pq.Error](err); ok {
		return slices.Contains(pqRaces, e.Code)
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		primary := e.Code() & 0xff // the low byte; the rest says more
		return primary == sqlite3.SQLITE_BUSY || primary == sqlite3.SQLITE_LOCKED
	}
	return false
}

// unanswered marks the error of a commit that the database did not refuse: what became
// of it is not known.
func unanswered(err error) error {
	_, postgres := errors.AsType[*pq.Error](err)
	_, lite := errors.AsType[*sqlite.Error](err)
	if err == nil || postgres || lite || isRace(err) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrUncertain, err)
}

// isUnprepared tells whether a prepared statement is not where it was prepared, as
// happens behind a pooler that changes connections between transactions.
func isUnprepared(err error) bool {
	e, ok := errors.AsType[*pq.Error](err)
	return ok && (e.Code == pqerror.InvalidSQLStatementName || e.Code == pqerror.DuplicatePstatement)
}

// isUnique tells whether a row with that key exists.
func isUnique(err error) bool {
	if e, ok := errors.AsType[*pq.Error](err); ok {
		return e.Code == pqerror.UniqueViolation
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || e.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return false
}

// isNull tells whether a column was left without its value.
func isNull(err error) bool {
	e, ok := errors.AsType[*pq.Error](err)
	return ok && e.Code == pqerror.NotNullViolation
}

// inContext says that the context ended, where the driver only knows that the
// server stopped.
func inContext(ctx context.Context, err error) error {
	if over := context.Cause(ctx); err != nil && over != nil && !errors.Is(err, over) {
		return fmt.Errorf("%w: %w", over, err)
	}
	return err
}
