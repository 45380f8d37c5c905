package db

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// batch is statements that need no answer. Postgres gets them as one: whoever waits for
// the row of a case or counter then waits for one way to the server and back, not six.
type batch struct {
	texts []string
	args  [][]any
}

// add puts a named query with its rows behind the others; none for no rows.
func add[T any](b *batch, tx *txn, query string, rows ...T) error {
	if len(rows) == 0 {
		return nil
	}
	text, args, err := tx.BindNamed(query, rows)
	if err != nil {
		return err
	}
	b.texts, b.args = append(b.texts, text), append(b.args, args)
	return nil
}

// run runs the statements in their order.
func (b *batch) run(ctx context.Context, tx *txn) error {
	if !tx.together {
		for i, text := range b.texts {
			if _, err := tx.ExecContext(ctx, text, b.args[i]...); err != nil {
				return err
			}
		}
		return nil
	}
	if len(b.texts) == 0 {
		return nil
	}
	text, args := b.joined()
	_, err := tx.ExecContext(ctx, text, args...)
	return err
}

// joined makes one statement of all: the first one with the others as its parts, which
// Postgres runs after it in their order. Foreign keys are checked at the end.
func (b *batch) joined() (text string, args []any) {
	var parts strings.Builder
	args = b.args[0]
	for i := 1; i < len(b.texts); i++ {
		word := ", "
		if i == 1 {
			word = "WITH "
		}
		fmt.Fprintf(&parts, "%sp%d AS (%s)", word, i, shifted(b.texts[i], len(args)))
		args = append(args[:len(args):len(args)], b.args[i]...)
	}
	return parts.String() + b.texts[0], args
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
