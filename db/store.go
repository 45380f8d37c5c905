package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/jmoiron/sqlx"

	"ombud/vault"
)

// Store is an open database. It is safe for use by several goroutines at once.
type Store struct {
	name    string // of the database, without credentials
	dialect dialect
	write   *sqlx.DB
	read    *pool // of the same connections as write on Postgres
	vault   *vault.Vault
	blind   *vault.Blind
	wake    chan struct{}
	gates   sync.Map // gateName: rows known to be there; they are never deleted
	parsed  sync.Map // parsedKey: versions of procedures, calendars and rosters
	filings filings

	statements *statements // of write
}

// Workspace is the part of a store that belongs to one workspace, and the only way
// to its queries.
type Workspace struct {
	store *Store
	id    string
	once  onlyOnce // what a change of a case uses up; the zero value nothing
}

// Open opens the database at url ("sqlite:FILE", "postgres://…" or libpq's
// "host=… dbname=…"), brings its tables up to date and checks that v is the master key of what
// it holds. A new database takes v as its master key. It fails with ErrMasterKey for
// another key. Errors name the database without user and password.
func Open(ctx context.Context, url string, v *vault.Vault) (*Store, error) {
	s, err := connect(url)
	if err != nil {
		return nil, err
	}
	s.vault = v
	if s.dialect.file != "" { // already the first connection to a new file changes it, which no other may see half done
		unlock, err := lockFile(ctx, s.dialect.file+".lock")
		if err != nil {
			_ = s.Close()
			return nil, fmt.Errorf("open %s: %w", s.name, err)
		}
		defer unlock()
	}
	if err := errors.Join(s.write.PingContext(ctx), s.read.PingContext(ctx)); err != nil {
		_ = s.Close()
		return nil, fmt.Errorf("open %s: %w", s.name, err)
	}
	if err := s.migrate(ctx); err != nil {
		_ = s.Close()
		return nil, fmt.Errorf("migrate %s: %w", s.name, err)
	}
	if err := s.openKeys(ctx); err != nil {
		_ = s.Close()
		return nil, fmt.Errorf("open %s: %w", s.name, err)
	}
	return s, nil
}

// connect prepares the pools; nothing is dialled yet.
func connect(url string) (*Store, error) {
	s := &Store{
		wake:       make(chan struct{}, 1),
		filings:    filings{turn: make(chan struct{}, 1), last: map[yearKey]int{}},
		statements: newStatements(),
	}
	path, isFile := strings.CutPrefix(url, "sqlite:")
	if isFile {
		return s, s.connectSQLite(path)
	}
	return s, s.connectPostgres(url)
}

// In gives the part of the store that belongs to a workspace.
func (s *Store) In(workspace string) *Workspace { return &Workspace{store: s, id: workspace} }

// Name says which database this is, without user and password.
func (s *Store) Name() string { return s.name }

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.read.PingContext(ctx); err != nil {
		return fmt.Errorf("reach %s: %w", s.name, err)
	}
	return nil
}

// Close closes the connections. Whatever runs is waited for.
func (s *Store) Close() error {
	err := s.write.Close()
	if s.read.DB != s.write {
		err = errors.Join(err, s.read.Close())
	}
	return err
}

// Wake gives a value soon after notices were committed here. Notices of other
// processes give none, so look for them from time to time as well.
func (s *Store) Wake() <-chan struct{} { return s.wake }

func (s *Store) nudge() {
	select {
	case s.wake <- struct{}{}:
	default: // somebody is to wake already
	}
}
