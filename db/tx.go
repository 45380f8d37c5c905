package db

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// races bounds how often a transaction is run again. Each lost race means that
// another transaction went through, so more than this is not a race.
const races = 50

// tx runs fn in a transaction that commits when fn returns nil. It runs fn again
// when somebody else was first. A commit that was not answered fails with ErrUncertain.
func (s *Store) tx(ctx context.Context, fn func(*txn) error) error {
	return s.again(ctx, func() error { return s.once(ctx, fn) })
}

// again runs fn until nobody else was first.
func (s *Store) again(ctx context.Context, fn func() error) error {
	for try := 1; ; try++ {
		err := fn()
		if err == nil || !isRace(err) {
			return inContext(ctx, err)
		}
		if try == races {
			return fmt.Errorf("lost %d races: %w", races, err)
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(rand.N(time.Duration(try) * time.Millisecond)): // so that two do not meet again
		}
	}
}

func (s *Store) once(ctx context.Context, fn func(*txn) error) error {
	if err := s.commit(ctx, fn); err != nil {
		return err
	}
	s.statements.prepare(ctx, s.write)
	return nil
}

func (s *Store) commit(ctx context.Context, fn func(*txn) error) error {
	tx, err := s.write.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	t := &txn{Tx: tx, statements: s.statements, together: s.dialect.together}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := fn(t); err != nil {
		if isUnprepared(err) {
			s.statements.forget()
			return errors.Join(errRace, err)
		}
		return err
	}
	if err := unanswered(tx.Commit()); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// exec runs a statement that commits by itself. It fails with ErrUncertain where that was
// not answered.
func (s *Store) exec(ctx context.Context, query string, args []any) error {
	st := s.statements.find(query)
	if st == nil {
		_, err := s.write.ExecContext(ctx, query, args...)
		if err == nil {
			s.statements.prepare(ctx, s.write)
		}
		return unanswered(err)
	}
	_, err := st.ExecContext(ctx, args...)
	if isUnprepared(err) {
		s.statements.forget()
		return errors.Join(errRace, err)
	}
	return unanswered(err)
}
