package db_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
	"ombud/vault"
)

const minute = time.Minute

// dump gives every row of every table as text, sorted, for comparing and searching.
func dump(t testing.TB, s *db.Store) map[string][]string {
	t.Helper()
	tables := map[string][]string{}
	for _, table := range tableNames(t, s) {
		tables[table] = rowsOf(t, s, table)
	}
	return tables
}

func tableNames(t testing.TB, s *db.Store) []string {
	t.Helper()
	query := `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`
	if strings.HasPrefix(s.Name(), "postgres") {
		query = `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`
	}
	var names []string
	must(t, s.Raw().SelectContext(t.Context(), &names, query))
	return names
}

func rowsOf(t testing.TB, s *db.Store, table string) []string {
	t.Helper()
	rows, err := s.Raw().QueryxContext(t.Context(), "SELECT * FROM "+table+" ORDER BY 1, 2, 3")
	must(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(t, err)
	var lines []string
	for rows.Next() {
		values, err := rows.SliceScan()
		must(t, err)
		line := ""
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = string(b)
			}
			line += fmt.Sprintf("%s=%v ", columns[i], v)
		}
		lines = append(lines, line)
	}
	must(t, rows.Err())
	return lines
}

func TestWrongMasterKeyEndsTheStart(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		right := newVault(t)
		s := open(t, url, right)
		settle(t, s.In(firm))
		number := file(t, s.In(firm), "V1").Number
		before := dump(t, s)
		if _, err := db.Open(t.Context(), url, newVault(t)); !errors.Is(err, db.ErrMasterKey) {
			t.Fatalf("another key: %v, want ErrMasterKey", err)
		} else if !strings.Contains(err.Error(), "OMBUD_MASTER_KEY") {
			t.Errorf("%q does not say what to check", err)
		}
		if after := dump(t, s); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Error("the start with the wrong key changed something")
		}
		if c, err := open(t, url, right).In(firm).Case(t.Context(), number); err != nil || c.Filing().Name != "Anna de Vries" {
			t.Errorf("with the right key again: %v, %v", c, err)
		}
	})
}

// TestLookingChangesNothing: who opens a database to look makes none, brings none up to
// date, and writes to none.
func TestLookingChangesNothing(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, url string) {
		v := newVault(t)
		path, isFile := strings.CutPrefix(url, "sqlite:")
		if _, err := db.OpenToLook(t.Context(), url, v); isFile && !errors.Is(err, fs.ErrNotExist) || !isFile && !errors.Is(err, db.ErrOutdated) {
			t.Errorf("a database that is not there: %v", err)
		}
		if isFile {
			if there, err := os.ReadDir(filepath.Dir(path)); err != nil || len(there) > 0 {
				t.Errorf("looking made %v, %v", there, err)
			}
		}
		s := open(t, url, v)
		settle(t, s.In(firm))
		number := file(t, s.In(firm), "V1").Number
		before := dump(t, s)
		looks, err := db.OpenToLook(t.Context(), url, v)
		must(t, err)
		defer looks.Close()
		ws := looks.In(firm)
		if c, err := ws.Case(t.Context(), number); err != nil || c.Filing().Name != "Anna de Vries" {
			t.Errorf("read: %v, %v", c, err)
		}
		_, err = ws.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
			return c.MarkFiledInError("twice", member(sanne), at("2026-03-05 11:00"))
		})
		_, began := ws.CronRun(t.Context(), "digest", "2026-03-09T09:00", at("2026-03-05 11:00"), func(*db.Slot) error { return nil })
		for what, err := range map[string]error{"a case": err, "a slot": began, "a reading": ws.Read(t.Context(), number, sanne, at("2026-03-05 11:00"))} {
			if err == nil || !strings.Contains(err.Error(), "to look, not to write") {
				t.Errorf("%s was written: %v", what, err)
			}
		}
		if _, err := db.OpenToLook(t.Context(), url, newVault(t)); !errors.Is(err, db.ErrMasterKey) {
			t.Errorf("another key: %v", err)
		}
		if after := dump(t, s); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Error("looking changed something")
		}
		_, err = s.Raw().ExecContext(t.Context(), `DELETE FROM goose_db_version WHERE version_id > 1`)
		must(t, err)
		if _, err := db.OpenToLook(t.Context(), url, v); !errors.Is(err, db.ErrOutdated) || !strings.Contains(err.Error(), "at 1") {
			t.Errorf("tables of an older version: %v", err)
		}
	})
}

func TestErrorsHoldNoPassword(t *testing.T) {
	for _, url := range []string{
		"postgres://ombud:hunter2@127.0.0.1:1/x?sslmode=disable",
		"postgres://ombud:hunter2@127.0.0.1:one/x",
		"host=127.0.0.1 port=1 password=hunter2 sslmode=sometimes",
		"mysql://ombud:hunter2@127.0.0.1/x",
	} {
		_, err := db.Open(t.Context(), url, newVault(t))
		if err == nil || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "ombud:") {
			t.Errorf("error %q", err)
		}
	}
}

func TestFourStartAtOnce(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, url string) {
		v := newVault(t)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				s, err := db.Open(t.Context(), url, v)
				if err != nil {
					t.Error(err)
					return
				}
				must(t, s.Close())
			})
		}
		wg.Wait()
	})
}

func TestMigrationsDownAndUp(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		full := tableNames(t, s)
		must(t, s.Down(t.Context()))
		if left := tableNames(t, s); len(left) != 1 {
			t.Errorf("after down: %v, want the table of versions alone", left)
		}
		must(t, s.Up(t.Context()))
		if again := tableNames(t, s); len(again) != len(full) {
			t.Errorf("after up: %v, want %v", again, full)
		}
	})
}

// Markers stand for what people say; they may only lie in sealed columns.
func TestNothingPersonalOutsideTheSeal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		marked := complaint.Registration{
			Filing: complaint.Filing{
				Name: "QQZname", Phone: "+31699999999", Email: "QQZmail@example.com", Address: "QQZaddress", Handle: "QQZhandle",
				Summary: "QQZsummary", Story: "QQZstory is long enough to be taken", Wish: "QQZwish", Deliverer: "QQZdeliverer",
				Interest: "QQZinterest", Files: []complaint.Attachment{{ID: "F0A", Name: "QQZfile.pdf", MIME: "application/pdf"}},
			},
			Via: "phone", ReceivedAt: at("2026-03-05 10:00"), About: []string{joost}, Interested: true,
		}
		c, _, err := w.CreateCase(t.Context(), "V1", marked.ReceivedAt, func(c *complaint.Case) error {
			return c.Register(marked, member(lotte), at("2026-03-05 10:20"))
		})
		must(t, err)
		_, err = w.PutFile(t.Context(), c.Number, "F0A", strings.NewReader("QQZcontent"))
		must(t, err)
		if c, err = w.Case(t.Context(), c.Number); err != nil || c.Filing().Name != "QQZname" {
			t.Fatalf("%v, %v: the markers did not get in", c, err)
		}
		for table, rows := range dump(t, s) {
			for _, row := range rows {
				if low := strings.ToLower(row); strings.Contains(low, "qqz") || strings.Contains(row, "99999999") {
					t.Errorf("%s: %s", table, row)
				}
			}
		}
	})
}

func TestEndedContextSavesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		ctx, cancel := context.WithCancelCause(t.Context())
		gone := errors.New("shutting down")
		_, err := w.UpdateCase(ctx, number, func(c *complaint.Case) error {
			cancel(gone) // after the decision, before the writes and the commit
			return road()[0].do(c)
		})
		if !errors.Is(err, gone) && !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want that of the context", err)
		}
		c, err := w.Case(t.Context(), number)
		must(t, err)
		if c.ReadBack != "" {
			t.Error("half of the step was saved")
		}
	})
}

func TestCommitErrorIsNotLost(t *testing.T) {
	s := open(t, dbtest.Postgres(t), newVault(t))
	w := s.In(firm)
	settle(t, w)
	number := file(t, w, "V1").Number
	for _, statement := range []string{
		`CREATE FUNCTION refuse() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not today''; END'`,
		`CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()`,
	} {
		_, err := s.Raw().ExecContext(t.Context(), statement)
		must(t, err)
	}
	_, err := w.UpdateCase(t.Context(), number, road()[0].do)
	if err == nil || !strings.Contains(err.Error(), "commit") || !strings.Contains(err.Error(), "not today") {
		t.Errorf("a commit that failed gave %v", err)
	}
	if c, created, err := w.CreateCase(t.Context(), "V2", at("2026-03-05 10:00"), register(at("2026-03-05 10:20"))); err == nil {
		t.Errorf("a filing that was not committed gave %v, created %v", c, created)
	}
}

func TestRewrapAndRetire(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		keyset, err := vault.NewKeyset()
		must(t, err)
		first, err := vault.New(keyset)
		must(t, err)
		w := open(t, url, first).In(firm)
		settle(t, w)
		for i := range 3 {
			file(t, w, fmt.Sprint("V", i))
		}
		rotated, err := vault.Rotate(keyset)
		must(t, err)
		both, err := vault.New(rotated)
		must(t, err)
		s := open(t, url, both)
		if n, err := s.Rewrap(t.Context()); err != nil || n != 3 {
			t.Fatalf("Rewrap = %d, %v; want 3", n, err)
		}
		alone, err := vault.Retire(rotated)
		must(t, err)
		last, err := vault.New(alone)
		must(t, err)
		w = open(t, url, last).In(firm)
		if c, err := w.Case(t.Context(), "K-2026-0003"); err != nil || c.Filing().Name != "Anna de Vries" {
			t.Errorf("with the new key alone: %v, %v", c, err)
		}
		if numbers, err := w.Alike(t.Context(), "Anna@Example.com", "", 10); err != nil || len(numbers) != 3 {
			t.Errorf("search keys after the rotation find %v, %v; want 3", numbers, err)
		}
	})
}

// A pooler that gives each transaction another connection loses prepared statements.
func TestLostStatementsAreDoneWithout(t *testing.T) {
	s := open(t, dbtest.Postgres(t), newVault(t))
	w := s.In(firm)
	settle(t, w)
	s.Raw().SetMaxOpenConns(1)
	for i := range 3 { // the second and third use what the first made the store prepare
		file(t, w, fmt.Sprint("V", i))
	}
	var prepared int
	must(t, s.Raw().GetContext(t.Context(), &prepared, `SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE '%INSERT INTO complaint%'`))
	if prepared == 0 {
		t.Error("a filing is not prepared")
	}
	_, err := s.Raw().ExecContext(t.Context(), `DEALLOCATE ALL`)
	must(t, err)
	if c := file(t, w, "V9"); c.Number != "K-2026-0004" {
		t.Errorf("number %s, want K-2026-0004", c.Number)
	}
	drain(t, w)
}

// Postgres compiles what it thinks is costly: the sender's look for its next notice took
// 50 ms instead of 1 behind a queue of some thousand.
func TestConnectionsToPostgres(t *testing.T) {
	s := open(t, dbtest.Postgres(t), newVault(t))
	for setting, want := range map[string]string{"jit": "off", "timezone": "UTC", "application_name": "ombud"} {
		var is string
		must(t, s.Raw().QueryRow("SHOW "+setting).Scan(&is))
		if is != want {
			t.Errorf("%s is %s, want %s", setting, is, want)
		}
	}
}

func TestPathsWithOddCharacters(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a b.db", "50%.db", "why?.db", "#1.db", "klachtenprocedure-æøå.db"} {
		w := desk(t, "sqlite:"+dir+"/"+name)
		if c := file(t, w, "V1"); c.Number != "K-2026-0001" {
			t.Errorf("%s: %s", name, c.Number)
		}
		if _, err := os.Stat(dir + "/" + name); err != nil {
			t.Error(err)
		}
	}
}
