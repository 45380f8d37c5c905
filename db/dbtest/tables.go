package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"ombud/db"
	"ombud/vault"
)

// sqliteTables is the database file that others are copies of.
var sqliteTables = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "ombud-tables-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "ombud.db")
	if err := makeTables("sqlite:"+path, "sqlite", "file:"+path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

var (
	template       string // the database that others are copies of, if one was made
	postgresTables = sync.OnceValues(func() (string, error) {
		s, err := server()
		if err != nil {
			return "", err
		}
		name, err := s.create("template0")
		if err != nil {
			return "", err
		}
		template = name
		address, err := s.address(name)
		if err != nil {
			return "", err
		}
		if err := makeTables(address, "postgres", address); err != nil {
			return "", err
		}
		// Nobody is ever connected to it, so tests that run side by side never lock each other out.
		return name, s.exec("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false")
	})
)

// makeTables opens a new database as the program does, and forgets the keys it got:
// each test brings its own.
func makeTables(address, driver, source string) error {
	keyset, err := vault.NewKeyset()
	if err != nil {
		return err
	}
	v, err := vault.New(keyset)
	if err != nil {
		return err
	}
	store, err := db.Open(context.Background(), address, v)
	if err != nil {
		return err
	}
	if err := store.Close(); err != nil {
		return err
	}
	raw, err := sql.Open(driver, source)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	_, err = raw.ExecContext(context.Background(), "DELETE FROM keyring")
	return errors.Join(err, raw.Close())
}

// dropTables leaves nothing on a server that stays.
func dropTables() error {
	if template == "" || private != nil {
		return nil
	}
	s, err := server()
	if err != nil {
		return err
	}
	return s.drop(template)
}
