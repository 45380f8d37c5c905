package db

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// migrate brings the tables up to date. Of several processes that start at once one
// does it and the others wait: with SQLite [Open] holds the lock.
func (s *Store) migrate(ctx context.Context) error {
	p, err := s.migrator()
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

const selectVersion = `
	SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version`

// upToDate fails with ErrOutdated when a migration is missing, or one is unknown.
func (s *Store) upToDate(ctx context.Context) error {
	p, err := s.migrator()
	if err != nil {
		return err
	}
	var there int64
	if err := s.read.GetContext(ctx, &there, selectVersion); err != nil {
		return fmt.Errorf("%w: %w", ErrOutdated, err)
	}
	list := p.ListSources()
	if wanted := list[len(list)-1].Version; there != wanted {
		return fmt.Errorf("%w: they are at %d, and this one needs %d", ErrOutdated, there, wanted)
	}
	return nil
}

func (s *Store) migrator() (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	var opts []goose.ProviderOption
	if s.dialect.goose == goose.DialectPostgres {
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // ask each second for five minutes
		if err != nil {
			return nil, err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(s.dialect.goose, s.write.DB, filled{dir, s.dialect.tokens}, opts...)
}

// lockFile makes others wait until unlock. The lock is SQLite's own on an empty file
// beside the database: it works the same everywhere and ends with the process.
func lockFile(ctx context.Context, path string) (unlock func(), err error) {
	const fiveMinutes = "busy_timeout(300000)"
	db, err := sqlx.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_txlock=exclusive&_pragma="+fiveMinutes)
	if err != nil {
		return nil, fmt.Errorf("lock file: %w", err)
	}
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock file: %w", err), db.Close())
	}
	return func() { _, _ = tx.Rollback(), db.Close() }, nil
}

// filled is a folder of SQL with the words of one dialect filled in.
type filled struct {
	fs.FS
	tokens *strings.Replacer
}

// Open gives a file with its tokens replaced.
func (f filled) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || info.IsDir() {
		return file, err
	}
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return filledFile{file, bytes.NewReader([]byte(f.tokens.Replace(string(text))))}, nil
}

type filledFile struct {
	fs.File
	text *bytes.Reader
}

// Read gives the replaced text.
func (f filledFile) Read(p []byte) (int, error) { return f.text.Read(p) }
