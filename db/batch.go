package db

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
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

// fewCases bounds the cases whose statement is worth keeping: the text for many rows of
// each does not come again.
const fewCases = 4

// run runs the queries, one by one in the order in which they were first added or all
// in one.
func (b *batch) run(ctx context.Context, tx *txn) error {
	exec := tx.ExecContext
	if b.cases > fewCases {
		exec = tx.Tx.ExecContext
	}
	if tx.together && len(b.parts) > 0 {
		text, args, err := b.joined()
		if err == nil {
			_, err = exec(ctx, text, args...)
		}
		return err
	}
	for _, p := range b.parts {
		text, args, err := p.bound(0)
		if err == nil {
			_, err = exec(ctx, text, args...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// commit runs all in one, which commits by itself. Only for a database that takes several
// statements as one.
func (b *batch) commit(ctx context.Context, s *Store) error {
	text, args, err := b.joined()
	if err != nil {
		return err
	}
	if b.cases > fewCases {
		_, err = s.write.ExecContext(ctx, text, args...)
		return err
	}
	return s.exec(ctx, text, args)
}

// joined makes one statement of all: the first one with the others as its parts.
// Postgres promises no order among them, and none sees what another wrote; foreign keys
// are checked at the end.
func (b *batch) joined() (text string, args []any, err error) {
	first, args, err := b.parts[0].bound(0)
	var with strings.Builder
	for i, p := range b.parts[1:] {
		text, more, failed := p.bound(len(args))
		err = errors.Join(err, failed)
		word := ", p"
		if i == 0 {
			word = "WITH p"
		}
		for _, piece := range []string{word, strconv.Itoa(i + 1), " AS (", text, ")"} {
			with.WriteString(piece)
		}
		args = append(args, more...)
	}
	return with.String() + first, args, err
}
