// Package dbtest gives tests a fresh, empty database of each kind.
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
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	_ "github.com/lib/pq" // the driver "postgres"
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
// with the address of an empty database as DATABASE_URL takes it.
func Each(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite gives the address of a database file that does not exist yet, in a folder
// that goes with the test.
func SQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "ombud.db")
}

// Postgres gives the address of an empty database that is dropped with the test, open
// connections or not. The first call of a process starts the server, which takes about
// a second. The test fails when there is no Postgres.
func Postgres(t testing.TB) string {
	t.Helper()
	s, err := server()
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	name := "ombud_" + strings.ToLower(rand.Text()[:12])
	// template0 admits no connections, so tests that run side by side never lock each other out.
	if err := s.exec(`CREATE DATABASE ` + name + ` TEMPLATE template0 STRATEGY file_copy`); err != nil {
		t.Fatalf("dbtest: create database %s: %v", name, err)
	}
	t.Cleanup(func() {
		if err := s.exec(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Errorf("dbtest: drop database %s: %v", name, err)
		}
	})
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal("dbtest: TEST_DATABASE_URL is not of the form postgres://…") // the error would quote its password
	}
	u.Path = "/" + name
	return u.String()
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
// before the server does. After a run of all tests, what they did together is held to
// the given checks.
func Main(m *testing.M, after ...func() error) {
	code := m.Run()
	for _, choice := range []string{"test.run", "test.skip", "test.list"} {
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
	if private != nil {
		private.Stop()
	}
	os.Exit(code)
}
