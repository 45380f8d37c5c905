package main

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// rows reads the whole database past the program, each row as one line by its
// table. What is sealed comes as bytes.
func (s *stage) rows() map[string][]string {
	s.t.Helper()
	driver, dsn, list := "postgres", s.set.Database, `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`
	if path, ok := strings.CutPrefix(dsn, "sqlite:"); ok {
		driver, dsn, list = "sqlite", "file:"+path+"?mode=ro", `SELECT name FROM sqlite_master WHERE type = 'table'`
	}
	db, err := sql.Open(driver, dsn)
	s.do("open the database", err)
	defer func() { _ = db.Close() }()
	all := map[string][]string{}
	for _, table := range s.query(db, list) {
		all[table] = s.query(db, `SELECT * FROM `+table) //nolint:gosec // a name from the database itself
	}
	return all
}

func (s *stage) query(db *sql.DB, query string) []string {
	s.t.Helper()
	rows, err := db.QueryContext(context.Background(), query)
	s.do(query, err)
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	s.do(query, err)
	var lines []string
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		s.do(query, rows.Scan(into...))
		parts := make([]string, len(values))
		for i, v := range values {
			if raw, ok := v.([]byte); ok {
				v = string(raw)
			}
			parts[i] = fmt.Sprint(v)
		}
		lines = append(lines, strings.Join(parts, "|"))
	}
	s.do(query, rows.Err())
	slices.Sort(lines)
	return lines
}

// written runs something and lists the tables that hold something else after
// it. What only paces the sender does not count.
func (s *stage) written(act func()) []string {
	s.t.Helper()
	s.rest()
	before := s.rows()
	act()
	s.rest()
	after := s.rows()
	var changed []string
	for _, table := range slices.Sorted(maps.Keys(after)) {
		if table != "gate" && table != "cron_run" && !slices.Equal(before[table], after[table]) {
			changed = append(changed, table)
		}
	}
	return changed
}

// unchanged fails when something is written.
func (s *stage) unchanged(what string, act func()) {
	s.t.Helper()
	if tables := s.written(act); len(tables) > 0 {
		s.fail("%s wrote to %v", what, tables)
	}
}
