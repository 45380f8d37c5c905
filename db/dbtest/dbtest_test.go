package dbtest

import (
	"bufio"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	if os.Getenv("DBTEST_CHILD") != "" {
		startAndHang()
	}
	Main(m)
}

func TestEach(t *testing.T) {
	var names []string
	Each(t, func(t *testing.T, url string) {
		kind := t.Name()[strings.LastIndex(t.Name(), "/")+1:]
		names = append(names, kind)
		if !strings.HasPrefix(url, kind+":") {
			t.Errorf("address %s, want one of %s", url, kind)
		}
	})
	if want := []string{"sqlite", "postgres"}; !slices.Equal(names, want) {
		t.Errorf("subtests %v, want %v", names, want)
	}
}

func TestPostgresDatabasesAreEmptyApartAndDropped(outer *testing.T) {
	var first, second string
	outer.Run("inside", func(t *testing.T) {
		first, second = EmptyPostgres(t), EmptyPostgres(t)
		if first == second {
			t.Fatalf("the same database twice: %s", first)
		}
		a := open(outer, first) // open to the end: the drop must not wait for it
		if _, err := a.Exec(`CREATE TABLE mine (id BIGINT)`); err != nil {
			t.Fatal(err)
		}
		var tables int
		err := open(t, second).QueryRow(`SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'`).Scan(&tables)
		if err != nil || tables != 0 {
			t.Errorf("the other database has %d tables (%v), want 0", tables, err)
		}
	})
	for _, u := range []string{first, second} {
		if err := open(outer, u).Ping(); err == nil || !strings.Contains(err.Error(), "does not exist") {
			outer.Errorf("after the test: %v, want a database that does not exist", err)
		}
	}
}

// A copy has all tables and not a row: no key above all, for each test brings its own.
func TestTablesAreThereAndEmpty(t *testing.T) {
	Each(t, func(t *testing.T, url string) {
		driver, source, tables := "postgres", url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`
		if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
			driver, source, tables = "sqlite", "file:"+path, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`
		}
		raw, err := sql.Open(driver, source)
		if err != nil {
			t.Fatal(err)
		}
		defer raw.Close()
		rows, err := raw.Query(tables)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		var names []string
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		if err := rows.Err(); err != nil || !slices.Contains(names, "complaint") {
			t.Fatalf("tables %v, %v", names, err)
		}
		for _, name := range names {
			var n int
			if err := raw.QueryRow("SELECT COUNT(*) FROM " + name).Scan(&n); err != nil || (n != 0) != (name == "goose_db_version") {
				t.Errorf("%s has %d rows, %v", name, n, err)
			}
		}
	})
}

func open(t *testing.T, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestNoPostgresIsAnErrorThatHelps(t *testing.T) {
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb"); len(found) == 0 {
		t.Setenv("PATH", t.TempDir())
		if _, err := Start(); !errors.Is(err, ErrNoPostgres) {
			t.Errorf("Start = %v, want ErrNoPostgres", err)
		}
	}
	for _, want := range []string{"apt-get install postgresql", "TEST_DATABASE_URL"} {
		if !strings.Contains(ErrNoPostgres.Error(), want) {
			t.Errorf("%q does not name %s", ErrNoPostgres, want)
		}
	}
}

func TestDurableServerWaitsForTheDisk(t *testing.T) {
	for name, start := range map[string]func() (*Server, error){"off": Start, "on": StartDurable} {
		s, err := start()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Stop)
		for _, setting := range []string{"fsync", "synchronous_commit"} {
			var is string
			if err := open(t, s.URL).QueryRow("SHOW " + setting).Scan(&is); err != nil || is != name {
				t.Errorf("%s is %s, %v; want %s", setting, is, err, name)
			}
		}
	}
}

func TestStopLeavesNothing(t *testing.T) {
	s, err := Start()
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t, s.URL)
	if _, err := os.Stat(dir); err != nil {
		t.Fatal(err)
	}
	s.Stop()
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("folder %s after Stop: %v, want none", dir, err)
	}
	s.Stop() // a second time does nothing
}

// A killed process runs no cleanup of its own.
func TestKilledProcessLeavesNothing(t *testing.T) {
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), "DBTEST_CHILD=1")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "postgres:") {
		t.Fatalf("the child said %q, %v", line, err)
	}
	dir := folder(t, strings.TrimSpace(line))
	if _, err := os.Stat(dir); err != nil {
		t.Fatal(err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	for range 200 {
		if _, err := os.Stat(dir); os.IsNotExist(err) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("folder %s is still there 10 s after the kill", dir)
}

func startAndHang() {
	s, err := Start()
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(s.URL)
	time.Sleep(time.Minute)
	os.Exit(1)
}

func folder(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("host")
}

func BenchmarkPostgres(b *testing.B) {
	for b.Loop() {
		Postgres(b)
	}
}
