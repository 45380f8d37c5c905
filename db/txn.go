package db

import (
	"context"
	"database/sql"
	"sync"

	"github.com/jmoiron/sqlx"
)

// txn is a transaction that runs prepared statements: the databases spend more time on
// understanding our queries than on running them. It is used like a *sqlx.Tx.
type txn struct {
	*sqlx.Tx
	statements *statements
	together   bool // the database takes several statements as one
}

// statements are those of a pool, by their text.
type statements struct {
	mu       sync.Mutex
	prepared map[string]*sqlx.Stmt
	wanted   map[string]bool
	off      bool // something between us and the server does not keep them
}

// There are some hundred texts, as a statement for two rows is another than for three.
const maxStatements = 400

func newStatements() *statements {
	return &statements{prepared: map[string]*sqlx.Stmt{}, wanted: map[string]bool{}}
}

// stmt gives the prepared statement in this transaction; nil while there is none.
func (t *txn) stmt(ctx context.Context, query string) *sqlx.Stmt {
	st := t.statements.find(query)
	if st == nil {
		return nil
	}
	return t.StmtxContext(ctx, st)
}

// find gives a statement, or notes that it is missed.
func (s *statements) find(query string) *sqlx.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.off {
		return nil
	}
	if s.prepared[query] == nil && len(s.prepared)+len(s.wanted) < maxStatements {
		s.wanted[query] = true
	}
	return s.prepared[query]
}

// prepare makes the statements that were missed. It must not run inside a transaction,
// nor hold what one waits for: with one connection it would wait for itself. So inside a
// transaction nothing is read by the [pool].
func (s *statements) prepare(ctx context.Context, db *sqlx.DB) {
	s.mu.Lock()
	wanted := s.wanted
	s.wanted = map[string]bool{}
	s.mu.Unlock()
	for query := range wanted {
		st, err := db.PreparexContext(ctx, query) //nolint:sqlclosecheck // kept as long as the pool
		if err != nil {
			continue // it goes on as text, and fails there if it must
		}
		s.mu.Lock()
		if s.prepared[query] == nil {
			s.prepared[query], st = st, nil
		}
		s.mu.Unlock()
		if st != nil { // somebody else missed it too
			_ = st.Close()
		}
	}
}

// forget goes on without prepared statements.
func (s *statements) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.off = true
}

// ExecContext is that of sqlx.
func (t *txn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if st := t.stmt(ctx, query); st != nil {
		return st.ExecContext(ctx, args...)
	}
	return t.Tx.ExecContext(ctx, query, args...)
}

// NamedExecContext is that of sqlx.
func (t *txn) NamedExecContext(ctx context.Context, query string, arg any) (sql.Result, error) {
	query, args, err := t.BindNamed(query, arg)
	if err != nil {
		return nil, err
	}
	return t.ExecContext(ctx, query, args...)
}

// QueryContext is that of sqlx.
func (t *txn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if st := t.stmt(ctx, query); st != nil {
		return st.QueryContext(ctx, args...)
	}
	return t.Tx.QueryContext(ctx, query, args...)
}

// QueryxContext is that of sqlx.
func (t *txn) QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error) {
	if st := t.stmt(ctx, query); st != nil { //nolint:sqlclosecheck // closed with the transaction
		return st.QueryxContext(ctx, args...)
	}
	return t.Tx.QueryxContext(ctx, query, args...)
}

// QueryRowxContext is that of sqlx.
func (t *txn) QueryRowxContext(ctx context.Context, query string, args ...any) *sqlx.Row {
	if st := t.stmt(ctx, query); st != nil { //nolint:sqlclosecheck // closed with the transaction
		return st.QueryRowxContext(ctx, args...)
	}
	return t.Tx.QueryRowxContext(ctx, query, args...)
}

// GetContext is that of sqlx.
func (t *txn) GetContext(ctx context.Context, dest any, query string, args ...any) error {
	return sqlx.GetContext(ctx, t, dest, query, args...)
}

// SelectContext is that of sqlx.
func (t *txn) SelectContext(ctx context.Context, dest any, query string, args ...any) error {
	return sqlx.SelectContext(ctx, t, dest, query, args...)
}
