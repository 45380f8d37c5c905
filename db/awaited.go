package db

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/complaint"
)

type awaitedRow struct {
	Workspace string
	Number    string
	Who       string
	DueAt     int64 `db:"due_at"`
	Without   string
}

const insertAwaited = `
	INSERT INTO awaited (workspace, number, who, due_at, without) VALUES (:workspace, :number, :who, :due_at, :without)
	ON CONFLICT (workspace, number, who) DO UPDATE SET due_at = excluded.due_at, without = excluded.without`

const deleteAwaited = `
	DELETE FROM awaited WHERE workspace = :workspace AND number = :number AND who = :who`

const selectAwaitedOf = `
	SELECT workspace, number, who, due_at, without FROM awaited WHERE workspace = $1 AND number = $2`

// saveAwaited keeps on whom the case may wait, as far as that is not stored as it is now.
func (ch *change) saveAwaited(ctx context.Context, tx *txn) error {
	var rows, before []awaitedRow
	for _, a := range ch.c.AwaitedBy() {
		rows = append(rows, awaitedRow{ch.w.id, ch.c.Number, a.By, bound(a.Due, never), among(a.Out)})
	}
	if ch.events[0].Seq > 1 {
		if err := tx.SelectContext(ctx, &before, selectAwaitedOf, ch.w.id, ch.c.Number); err != nil {
			return err
		}
	}
	for _, row := range rows {
		if !slices.Contains(before, row) {
			add(ch.batch, insertAwaited, row)
		}
	}
	for _, row := range before {
		if !slices.ContainsFunc(rows, func(now awaitedRow) bool { return now.Who == row.Who }) {
			add(ch.batch, deleteAwaited, row)
		}
	}
	return nil
}

// Awaiting is a case that may wait for somebody. It is only a hint: open it and ask.
type Awaiting struct {
	Number string
	Due    time.Time // of the first duty that may be theirs; zero: without a day

	due int64
}

// Place says where the row stands in its list, for the page after it: codes and ids, and
// no number as people read it.
func (a Awaiting) Place() string {
	return fmt.Sprintf("%d/%s", a.due, strings.ReplaceAll(a.Number, "-", "/"))
}

// Behind tells whether the row stands behind one of the same case that is due then; the
// zero time: without a day.
func (a Awaiting) Behind(due time.Time) bool { return bound(due, never) < a.due }

const selectAwaited = `
	SELECT a.number, a.due_at FROM awaited a
	WHERE a.workspace = $1 AND a.who = $2 AND (a.due_at, a.number) > ($3, $4)
		AND a.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $5)
	ORDER BY a.due_at, a.number LIMIT $6 + 0`

// Most of these keys hold little or nothing, and there may be many of them. A number is
// put together so that SQLite does not walk over all of a workspace in its order.
const selectAwaitedAny = `
	SELECT a.number || '' AS number, MIN(a.due_at) AS due_at FROM awaited a
	WHERE a.workspace = $1 AND a.who IN ($2, $3, $4, $5, $6, $7, $8, $9) AND (a.due_at, a.number) > ($10, $11)
		AND a.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $12)
	GROUP BY a.number || '' ORDER BY 2, 1 LIMIT $13 + 0`

const selectAwaitedWithout = `
	SELECT a.number || '' AS number, MIN(a.due_at) AS due_at FROM awaited a
	WHERE a.workspace = $1 AND a.who IN ($2, $3, $4, $5, $6, $7, $8, $9) AND (a.due_at, a.number) > ($10, $11)
		AND a.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $12)
		AND a.without <> '' AND (a.without LIKE '%|*|%' OR a.without LIKE '%|' || $14 || '|%' OR a.without LIKE '%|' || $15 || '|%')
	GROUP BY a.number || '' ORDER BY 2, 1 LIMIT $13 + 0`

const selectAwaitedPassed = `
	SELECT c.number, c.next_due AS due_at FROM complaint c
	WHERE c.workspace = $1 AND (c.next_due, c.number) > ($3, $4) AND c.number IN (
			SELECT p.number FROM complaint p WHERE p.workspace = $1 AND p.passed <> '' AND p.passed LIKE '%|' || $2 || '|%')
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $2)
	ORDER BY c.next_due, c.number LIMIT $5 + 0`

// slots is how many keys one query takes.
const slots = 8

// Awaiting lists at most limit cases under these keys of a person, and those in which a
// duty was passed on to them, each once, the first due first and without a day at the end:
// those behind the place after, empty for the first. Cases that the person must be kept out
// of are left out.
func (w *Workspace) Awaiting(ctx context.Context, person string, keys []complaint.AwaitedKey, after string, limit int) ([]Awaiting, error) {
	due, number, err := awaitingPlace(after)
	if err != nil {
		return nil, fmt.Errorf("what waits for %s: %w", person, err)
	}
	var found []awaitedRow
	read := func(query string, args ...any) error {
		var rows []awaitedRow
		if err := w.store.read.SelectContext(ctx, &rows, query, args...); err != nil {
			return fmt.Errorf("what waits for %s: %w", person, inContext(ctx, err))
		}
		found = append(found, rows...)
		return nil
	}
	if err := read(selectAwaitedPassed, w.id, person, due, number, limit); err != nil {
		return nil, err
	}
	for _, group := range grouped(keys) {
		if len(group) == 1 && len(group[0].Without) == 0 {
			err = read(selectAwaited, w.id, group[0].By, due, number, person, limit)
		} else {
			query, args := selectAwaitedAny, []any{w.id}
			for i := range slots {
				args = append(args, group[min(i, len(group)-1)].By)
			}
			args = append(args, due, number, person, limit)
			if without := group[0].Without; len(without) > 0 {
				query, args = selectAwaitedWithout, append(args, without[0], without[len(without)-1])
			}
			err = read(query, args...)
		}
		if err != nil {
			return nil, err
		}
	}
	return firstOf(found, limit), nil
}

// grouped are keys that one query takes: a role, which may hold most of the cases, by
// itself, and others that are limited in the same way together.
func grouped(keys []complaint.AwaitedKey) [][]complaint.AwaitedKey {
	var groups [][]complaint.AwaitedKey
	for _, key := range keys {
		alone := func(k complaint.AwaitedKey) bool { return k.Role() && len(k.Without) == 0 }
		i := slices.IndexFunc(groups, func(g []complaint.AwaitedKey) bool {
			return len(g) < slots && !alone(g[0]) && !alone(key) && slices.Equal(g[0].Without, key.Without)
		})
		if i < 0 {
			i, groups = len(groups), append(groups, nil)
		}
		groups[i] = append(groups[i], key)
	}
	return groups
}

// firstOf are the first rows of all, each case once.
func firstOf(found []awaitedRow, limit int) []Awaiting {
	slices.SortFunc(found, func(a, b awaitedRow) int {
		return cmp.Or(cmp.Compare(a.DueAt, b.DueAt), strings.Compare(a.Number, b.Number))
	})
	var list []Awaiting
	for _, row := range found {
		if len(list) == limit {
			break
		}
		if slices.ContainsFunc(list, func(a Awaiting) bool { return a.Number == row.Number }) {
			continue
		}
		a := Awaiting{Number: row.Number, due: row.DueAt}
		if row.DueAt < never {
			a.Due = time.UnixMilli(row.DueAt).UTC()
		}
		list = append(list, a)
	}
	return list
}

// awaitingPlace reads what [Awaiting.Place] wrote; for the empty string the place before
// all others.
func awaitingPlace(s string) (due int64, number string, err error) {
	if s == "" {
		return -never, "", nil
	}
	moment, number, _ := strings.Cut(s, "/")
	if due, err = strconv.ParseInt(moment, 10, 64); err != nil || number == "" {
		return 0, "", fmt.Errorf("%q is no place in a list", s)
	}
	return due, strings.ReplaceAll(number, "/", "-"), nil
}
