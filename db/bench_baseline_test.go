package db_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ombud/db/dbtest"
)

// plain is the workspace into which the baseline writes, with a counter of its own.
const plain = "T0PLAIN"

// filed are the tables that a filing writes, in an order that foreign keys allow.
var filed = []string{"complaint", "involved", "event", "sealed", "blind", "file", "duty", "awaited", "notice"}

// baseline is what one filing wrote, read back from the tables: so it has the columns,
// sizes and ciphertext of a filing whatever the schema becomes.
type baseline struct {
	raw    *sql.DB
	tables []tableRows
}

type tableRows struct {
	name    string
	columns []string
	rows    [][]cell
}

// cell gives the value of a column in the next case.
type cell func(number string, ordinal int) any

func newBaseline(t testing.TB, raw *sql.DB, number string) *baseline {
	t.Helper()
	same := &baseline{raw: raw}
	for _, name := range filed {
		if table := readRows(t, raw, name, number); len(table.rows) > 0 {
			same.tables = append(same.tables, table)
		}
	}
	return same
}

func readRows(t testing.TB, raw *sql.DB, name, number string) tableRows {
	t.Helper()
	rows, err := raw.Query("SELECT * FROM "+name+" WHERE workspace = $1 AND number = $2", firm, number)
	must(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(t, err)
	table := tableRows{name: name}
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		must(t, rows.Scan(into...))
		var row []cell
		table.columns = nil
		for i, v := range values {
			if name == "notice" && columns[i] == "id" { // it numbers itself
				continue
			}
			table.columns, row = append(table.columns, columns[i]), append(row, cellOf(columns[i], v, number))
		}
		table.rows = append(table.rows, row)
	}
	must(t, rows.Err())
	return table
}

func cellOf(column string, v any, number string) cell {
	switch column {
	case "workspace":
		return func(string, int) any { return plain }
	case "ordinal":
		return func(_ string, ordinal int) any { return ordinal }
	case "source":
		return func(number string, _ int) any { return number }
	}
	if s, ok := v.(string); ok && strings.Contains(s, number) {
		before, after, _ := strings.Cut(s, number)
		return func(number string, _ int) any { return before + number + after }
	}
	return func(string, int) any { return v }
}

type manner int

const (
	perRow   manner = iota // one tx.Exec per row
	perTable               // one per table
	prepared               // one per table, prepared once
)

const plainNumber = `
	INSERT INTO counter (workspace, year, last) VALUES ($1, 2026, 1)
	ON CONFLICT (workspace, year) DO UPDATE SET last = counter.last + 1 RETURNING last`

// writer gives a function that writes the rows under the next number, in one
// transaction.
func (same *baseline) writer(t testing.TB, m manner) func() error {
	t.Helper()
	w := &plainWriter{raw: same.raw}
	for _, table := range same.tables {
		if m != perRow {
			w.add(table.insert(len(table.rows)), slices.Concat(table.rows...))
			continue
		}
		for _, row := range table.rows {
			w.add(table.insert(1), row)
		}
	}
	if m == prepared {
		w.prepare(t)
	}
	return w.write
}

func (table *tableRows) insert(rows int) string {
	n := 0
	var values []string
	for range rows {
		var marks []string
		for range table.columns {
			n++
			marks = append(marks, fmt.Sprintf("$%d", n))
		}
		values = append(values, "("+strings.Join(marks, ", ")+")")
	}
	return "INSERT INTO " + table.name + " (" + strings.Join(table.columns, ", ") + ") VALUES " + strings.Join(values, ", ")
}

type plainWriter struct {
	raw    *sql.DB
	texts  []string
	cells  [][]cell
	number *sql.Stmt // nil: not prepared
	stmts  []*sql.Stmt
}

func (w *plainWriter) add(text string, cells []cell) {
	w.texts, w.cells = append(w.texts, text), append(w.cells, cells)
}

func (w *plainWriter) prepare(t testing.TB) {
	t.Helper()
	for _, text := range append([]string{plainNumber}, w.texts...) {
		st, err := w.raw.Prepare(text)
		must(t, err)
		t.Cleanup(func() { must(t, st.Close()) })
		w.stmts = append(w.stmts, st)
	}
	w.number, w.stmts = w.stmts[0], w.stmts[1:]
}

func (w *plainWriter) write() error {
	tx, err := w.raw.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var last int
	if w.number != nil {
		err = tx.Stmt(w.number).QueryRow(plain).Scan(&last) //nolint:sqlclosecheck // it ends with the transaction
	} else {
		err = tx.QueryRow(plainNumber, plain).Scan(&last)
	}
	if err != nil {
		return err
	}
	number := fmt.Sprintf("K-2026-%04d", last)
	for i, text := range w.texts {
		args := make([]any, len(w.cells[i]))
		for k, value := range w.cells[i] {
			args[k] = value(number, last)
		}
		if w.number != nil {
			_, err = tx.Stmt(w.stmts[i]).Exec(args...) //nolint:sqlclosecheck // as above
		} else {
			_, err = tx.Exec(text, args...)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
	}
	return tx.Commit()
}

// The rows of the baseline are those of a filing, no fewer.
func TestBaselineWritesTheSameRows(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		settle(t, s.In(firm))
		same := newBaseline(t, s.Raw().DB, file(t, s.In(firm), "V1").Number)
		count := func(table, workspace string) (n int) {
			must(t, s.Raw().GetContext(t.Context(), &n, "SELECT COUNT(*) FROM "+table+" WHERE workspace = $1", workspace))
			return n
		}
		for i, m := range []manner{perRow, perTable, prepared} {
			must(t, same.writer(t, m)())
			for _, table := range append([]string{"counter"}, filed...) {
				ours, is := count(table, firm), count(table, plain)
				if want := ours * (i + 1); table != "counter" && is != want || table == "counter" && is != 1 {
					t.Errorf("%s: after %d cases the baseline has %d rows, a filing writes %d", table, i+1, is, ours)
				}
			}
		}
	})
}
