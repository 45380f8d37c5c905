package db

import (
	"context"

	"github.com/jmoiron/sqlx"
)

// Down removes all tables, newest migration first.
func (s *Store) Down(ctx context.Context) error {
	p, err := s.migrator()
	if err != nil {
		return err
	}
	_, err = p.DownTo(ctx, 0)
	return err
}

// DownTo takes back the migrations behind that one.
func (s *Store) DownTo(ctx context.Context, version int64) error {
	p, err := s.migrator()
	if err != nil {
		return err
	}
	_, err = p.DownTo(ctx, version)
	return err
}

// Up brings the tables up to date.
func (s *Store) Up(ctx context.Context) error { return s.migrate(ctx) }

// Filled gives a query as this database gets it.
func (s *Store) Filled(query string) string { return s.q(query) }

// Raw is the database itself, to look at what the store wrote.
func (s *Store) Raw() *sqlx.DB { return s.write }

// Batch is rows to write.
type Batch = batch

// Add puts rows behind those of a batch.
func Add[T any](b *Batch, query string, rows ...T) { add(b, query, rows...) }

// Joined gives the statement that a batch becomes.
func (b *batch) Joined() (string, []any, error) { return b.joined() }

// GroupTime bounds filings that are written together.
const GroupTime = groupTime

// HoldNumbers lets nobody have a number until release is called.
func (s *Store) HoldNumbers() (release func()) {
	s.filings.turn <- struct{}{}
	return func() { <-s.filings.turn }
}

// Waiting counts the filings that wait for a number.
func (s *Store) Waiting() int {
	s.filings.mu.Lock()
	defer s.filings.mu.Unlock()
	return len(s.filings.waiting)
}
