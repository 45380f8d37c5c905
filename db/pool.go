package db

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
)

// pool is connections for reading. Like a [txn] it runs prepared statements, and it is
// used like a *sqlx.DB.
type pool struct {
	*sqlx.DB
	statements *statements
}

func newPool(db *sqlx.DB) *pool { return &pool{db, newStatements()} }

// stmt gives the prepared statement, which it prepares if it is missed; nil when it is
// to go as text.
func (p *pool) stmt(ctx context.Context, query string) *sqlx.Stmt {
	st := p.statements.find(query)
	if st == nil {
		p.statements.prepare(ctx, p.DB)
		st = p.statements.find(query)
	}
	return st
}

// QueryContext is that of sqlx.
func (p *pool) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if st := p.stmt(ctx, query); st != nil {
		rows, err := st.QueryContext(ctx, args...)
		if !p.lost(err) {
			return rows, err
		}
	}
	return p.DB.QueryContext(ctx, query, args...)
}

// QueryxContext is that of sqlx.
func (p *pool) QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error) {
	if st := p.stmt(ctx, query); st != nil { //nolint:sqlclosecheck // kept as long as the pool
		rows, err := st.QueryxContext(ctx, args...)
		if !p.lost(err) {
			return rows, err
		}
	}
	return p.DB.QueryxContext(ctx, query, args...)
}

// QueryRowxContext is that of sqlx.
func (p *pool) QueryRowxContext(ctx context.Context, query string, args ...any) *sqlx.Row {
	if st := p.stmt(ctx, query); st != nil { //nolint:sqlclosecheck // kept as long as the pool
		row := st.QueryRowxContext(ctx, args...)
		if !p.lost(row.Err()) {
			return row
		}
	}
	return p.DB.QueryRowxContext(ctx, query, args...)
}

// lost tells whether a statement is not where it was prepared; then all go as text.
func (p *pool) lost(err error) bool {
	lost := isUnprepared(err)
	if lost {
		p.statements.forget()
	}
	return lost
}

// GetContext is that of sqlx.
func (p *pool) GetContext(ctx context.Context, dest any, query string, args ...any) error {
	return sqlx.GetContext(ctx, p, dest, query, args...)
}

// SelectContext is that of sqlx.
func (p *pool) SelectContext(ctx context.Context, dest any, query string, args ...any) error {
	return sqlx.SelectContext(ctx, p, dest, query, args...)
}
