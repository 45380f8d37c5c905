package db

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jmoiron/sqlx"
)

// batch is rows to write that need no answer. Postgres gets them as one statement:
// whoever waits for the row of a case or counter then waits for one way to the server
// and back, not six.
type batch struct {
	parts []part
	cases int // whose rows these are
}

// part is the rows of one query.
type part struct {
	query string
	rows  []any
}

// add puts the rows of a named query behind the others; those of an INSERT join the
// rows that it has.
func add[T any](b *batch, query string, rows ...T) {
	for _, row := range rows {
		i := slices.IndexFunc(b.parts, func(p part) bool { return p.query == query })
		if i < 0 || !strings.Contains(query, "VALUES") {
			i, b.parts = len(b.parts), append(b.parts, part{query: query})
		}
		b.parts[i].rows = append(b.parts[i].rows, row)
	}
}

// run runs the queries, one by one in the order in which they were first added or all
// in one.
func (b *batch) run(ctx context.Context, tx *txn) error {
	texts, args, err := b.bound(tx.together)
	if err != nil {
		return err
	}
	exec := tx.ExecContext
	if b.cases > 1 { // so many rows of each do not come again
		exec = tx.Tx.ExecContext
	}
	for i, text := range texts {
		if _, err := exec(ctx, text, args[i]...); err != nil {
			return err
		}
	}
	return nil
}

// commit runs all in one, which commits by itself. Only for a database that takes several
// statements as one.
func (b *batch) commit(ctx context.Context, s *Store) error {
	texts, args, err := b.bound(true)
	if err != nil {
		return err
	}
	if b.cases > 1 {
		_, err = s.write.ExecContext(ctx, texts[0], args[0]...)
		return err
	}
	return s.exec(ctx, texts[0], args[0])
}

// bound gives the statements with their arguments.
func (b *batch) bound(together bool) (texts []string, args [][]any, err error) {
	texts, args = make([]string, len(b.parts)), make([][]any, len(b.parts))
	for i, p := range b.parts {
		if texts[i], args[i], err = sqlx.BindNamed(sqlx.DOLLAR, p.query, p.rows); err != nil {
			return nil, nil, err
		}
	}
	if together && len(texts) > 0 {
		text, all := joined(texts, args)
		texts, args = []string{text}, [][]any{all}
	}
	return texts, args, nil
}

// joined makes one statement of all: the first one with the others as its parts.
// Postgres promises no order among them, and none sees what another wrote; foreign keys
// are checked at the end.
func joined(texts []string, all [][]any) (text string, args []any) {
	var parts strings.Builder
	args = all[0]
	for i := 1; i < len(texts); i++ {
		word := ", "
		if i == 1 {
			word = "WITH "
		}
		fmt.Fprintf(&parts, "%sp%d AS (%s)", word, i, shifted(texts[i], len(args)))
		args = append(args[:len(args):len(args)], all[i]...)
	}
	return parts.String() + texts[0], args
}

// shifted counts the placeholders of a query on from by. No query of ours holds a $
// that is none.
func shifted(query string, by int) string {
	pieces := strings.Split(query, "$")
	var out strings.Builder
	out.WriteString(pieces[0])
	for _, piece := range pieces[1:] {
		digits := len(piece) - len(strings.TrimLeft(piece, "0123456789"))
		n, _ := strconv.Atoi(piece[:digits]) // sqlx wrote it
		out.WriteString("$" + strconv.Itoa(n+by) + piece[digits:])
	}
	return out.String()
}
