// Package dbtest gives tests a fresh database of each kind.
//
// Its tables are there and empty: making them takes longer than most tests, so that is
// done once, and copied. Who tests how tables come about asks for nothing at all.
//
// Postgres is a private server that lives as long as the process: nothing needs to be
// set up, and nothing is left behind, however the process ends. When TEST_DATABASE_URL
// names a server whose user may create databases, that one is used instead; `make test`
// starts one for all packages that way. Without any Postgres a test fails; it is never
// skipped.
package dbtest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var (
	private *Server // the one this process started, if any
	server  = sync.OnceValues(func() (*Server, error) {
		if u := os.Getenv("TEST_DATABASE_URL"); u != "" {
			return &Server{URL: u}, nil
		}
		var err error
		private, err = Start()
		return private, err
	})
)

// Each runs the test once per kind of database, as subtests named sqlite and postgres,
// with its address as DATABASE_URL takes it.
func Each(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// EachEmpty is Each with databases that nobody opened yet.
func EachEmpty(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, EmptySQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, EmptyPostgres(t)) })
}

// EmptySQLite gives the address of a database file that does not exist yet, in a folder
// that goes with the test.
func EmptySQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "ombud.db")
}

// SQLite gives the address of a database file in a folder that goes with the test.
func SQLite(t testing.TB) string {
	t.Helper()
	file, err := sqliteTables()
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	address := EmptySQLite(t)
	if err := os.WriteFile(strings.TrimPrefix(address, "sqlite:"), file, 0o600); err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	return address
}

// EmptyPostgres gives the address of an empty database that is dropped with the test,
// open connections or not. The first call of a process starts the server, which takes
// about a second. The test fails when there is no Postgres.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	return postgres(t, "template0") // which admits no connections either
}

// Postgres is EmptyPostgres with the tables.
func Postgres(t testing.TB) string {
	t.Helper()
	template, err := postgresTables()
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	return postgres(t, template)
}

func postgres(t testing.TB, template string) string {
	t.Helper()
	s, err := server()
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	name, err := s.create(template)
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	t.Cleanup(func() {
		if err := s.drop(name); err != nil {
			t.Errorf("dbtest: %v", err)
		}
	})
	address, err := s.address(name)
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	return address
}

// create makes a database with a name that nobody has.
func (s *Server) create(template string) (name string, err error) {
	name = "ombud_" + strings.ToLower(rand.Text()[:12])
	if err := s.exec(`CREATE DATABASE ` + name + ` TEMPLATE ` + template + ` STRATEGY file_copy`); err != nil {
		return "", fmt.Errorf("create database %s: %w", name, err)
	}
	return name, nil
}

func (s *Server) drop(name string) error {
	if err := s.exec(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
		return fmt.Errorf("drop database %s: %w", name, err)
	}
	return nil
}

func (s *Server) address(name string) (string, error) {
	u, err := url.Parse(s.URL)
	if err != nil {
		return "", errors.New("TEST_DATABASE_URL is not of the form postgres://…") // the error would quote its password
	}
	u.Path = "/" + name
	return u.String(), nil
}

// exec runs one statement on a connection of its own, so that the package holds none
// open and tests that look for leaks find nothing of ours.
func (s *Server) exec(statement string) error {
	db, err := sql.Open("postgres", s.URL)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	_, err = db.ExecContext(context.Background(), statement)
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	return err
}

// Main runs the tests of a package and exits with their code after the private server
// is gone. A package without it leaves no server behind either, but ends a little
// before the server does. After a run of all tests, or of all but those that are run
// apart, what they did together is held to the given checks.
func Main(m *testing.M, after ...func() error) {
	code := m.Run()
	for _, choice := range []string{"test.run", "test.list"} {
		if flag.Lookup(choice).Value.String() != "" {
			after = nil
		}
	}
	for _, check := range after {
		if err := check(); err != nil && code == 0 {
			fmt.Fprintln(os.Stderr, "FAIL:", err)
			code = 1
		}
	}
	if err := dropTables(); err != nil {
		fmt.Fprintln(os.Stderr, "dbtest:", err)
	}
	if private != nil {
		private.Stop()
	}
	os.Exit(code)
}
