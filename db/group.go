package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// filing is a new case that is decided on and waits for its number.
type filing struct {
	ch    *change
	row   caseRow
	of    draftRow
	alone bool          // is written without others
	done  chan struct{} // closed once err says what became of it
	err   error
}

// filings waits for numbers. Numbers have no gaps, so the row of the counter is locked
// until the one before is on the disk: one at a time, a company could file no faster
// than its disk turns. Whoever's turn it is therefore writes for all that wait.
type filings struct {
	turn    chan struct{}
	last    map[yearKey]int // the newest number as far as whoever has the turn knows
	mu      sync.Mutex
	waiting []*filing
}

// yearKey names a row of the counter.
type yearKey struct {
	workspace string
	year      int
}

const (
	// mostTogether bounds how long one group holds the counter.
	mostTogether = 32
	// groupTime bounds it too: who leads others may give up earlier than they do.
	// What is left to them is enough to try again alone.
	groupTime = time.Second
)

// number gives the filing its number and saves it, together with others that wait.
// When a group fails it fails with errRace for all in it: one of them may be the
// reason, so each is to be tried again alone. A filing that was taken into a group is
// waited for even when ctx ends.
func (q *filings) number(ctx context.Context, f *filing) error {
	q.mu.Lock()
	q.waiting = append(q.waiting, f)
	q.mu.Unlock()
	select {
	case <-f.done:
	case q.turn <- struct{}{}:
		defer func() { <-q.turn }()
		if group := q.take(f); len(group) > 0 {
			q.lead(ctx, group)
		}
	case <-ctx.Done():
		if q.leave(f) {
			return context.Cause(ctx)
		}
		<-f.done
	}
	return f.err
}

// take gives the filings that f leads: itself and those whose number comes from the
// same row, in the order in which they came. None when f was written meanwhile.
func (q *filings) take(f *filing) (group []*filing) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !slices.Contains(q.waiting, f) {
		return nil
	}
	q.waiting = slices.DeleteFunc(q.waiting, func(other *filing) bool {
		with := other == f || !f.alone && !other.alone && len(group) < mostTogether-1 &&
			other.row.Workspace == f.row.Workspace && other.row.Year == f.row.Year
		if with {
			group = append(group, other)
		}
		return with
	})
	return group
}

// leave takes back a filing that nobody leads yet.
func (q *filings) leave(f *filing) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.waiting, f)
	if i >= 0 {
		q.waiting = slices.Delete(q.waiting, i, i+1)
	}
	return i >= 0
}

// lead writes a group in one transaction and tells its members.
func (q *filings) lead(ctx context.Context, group []*filing) {
	err := fmt.Errorf("the group was not written: %w", errRace) // unless it was: a panic must not leave anybody waiting
	defer func() {
		for _, f := range group {
			f.err = err
			close(f.done)
		}
	}()
	if len(group) > 1 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), groupTime)
		defer cancel()
	}
	err = q.write(ctx, group)
	if err != nil && (len(group) > 1 || isUnique(err)) { // unique: the same source a moment ago
		err = errors.Join(errRace, err)
	}
}

// write saves new cases whose numbers come from the same row: in one statement under the
// numbers to be expected, or else with the counter asked first.
func (q *filings) write(ctx context.Context, group []*filing) error {
	s, year := group[0].ch.w.store, yearKey{group[0].row.Workspace, group[0].row.Year}
	last, known := q.last[year]
	delete(q.last, year) // until we know again
	err := errOtherNumber
	if known && s.dialect.together && !slices.ContainsFunc(group, func(f *filing) bool { return f.ch.hasPast() }) {
		err = s.expected(ctx, group, last)
	}
	if errors.Is(err, errOtherNumber) {
		err = s.once(ctx, func(tx *txn) error { return numbered(ctx, tx, group) })
	}
	if err == nil {
		q.last[year] = group[len(group)-1].row.Ordinal
	}
	return err
}

// errOtherNumber is returned when the next number is not the one that was expected.
var errOtherNumber = errors.New("another number comes next")

type counterRow struct {
	Workspace string
	Year      int
	Last      int // as it is expected to be
	Next      int // as it is then
}

// stepCounter refuses to step from any other number, as NULL is none.
const stepCounter = `
	INSERT INTO counter (workspace, year, last) VALUES (:workspace, :year, :next)
	ON CONFLICT (workspace, year) DO UPDATE SET last = CASE WHEN counter.last = :last THEN excluded.last END`

// expected saves new cases under the numbers after last, as one statement: one way to
// the server and back, and the counter is locked no longer than the disk needs. It fails
// with errOtherNumber, and has written nothing, when somebody else had these numbers.
func (s *Store) expected(ctx context.Context, group []*filing, last int) error {
	together := &batch{cases: len(group)}
	// First, so that the row of the counter is what everybody waits for.
	add(together, stepCounter, counterRow{group[0].row.Workspace, group[0].row.Year, last, last + len(group)})
	if err := collectAll(ctx, nil, together, group, last); err != nil {
		return err
	}
	err := together.commit(ctx, s)
	if isUnique(err) || isNull(err) {
		return errors.Join(errOtherNumber, err)
	}
	if err != nil {
		return fmt.Errorf("save %d new cases: %w", len(group), err)
	}
	return nil
}

const nextNumbers = `
	INSERT INTO counter (workspace, year, last) VALUES ($1, $2, $3)
	ON CONFLICT (workspace, year) DO UPDATE SET last = counter.last + excluded.last
	RETURNING last`

// numbered saves new cases under the numbers that the counter gives.
func numbered(ctx context.Context, tx *txn, group []*filing) error {
	var last int
	if err := tx.GetContext(ctx, &last, nextNumbers, group[0].row.Workspace, group[0].row.Year, len(group)); err != nil {
		return fmt.Errorf("new case: number: %w", err)
	}
	together := &batch{cases: len(group)}
	if err := collectAll(ctx, tx, together, group, last-len(group)); err != nil {
		return err
	}
	if err := together.run(ctx, tx); err != nil {
		return fmt.Errorf("save %d new cases: %w", len(group), err)
	}
	return nil
}

// collectAll puts new cases into the batch, under the numbers after last.
func collectAll(ctx context.Context, tx *txn, together *batch, group []*filing, last int) error {
	for i, f := range group {
		f.row.Ordinal, f.ch.batch = last+1+i, together
		if err := f.collect(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// collect puts a new case into the batch, under its number.
func (f *filing) collect(ctx context.Context, tx *txn) (err error) {
	ch, c := f.ch, f.ch.c
	c.Number = fmt.Sprintf("%s-%d-%04d", c.Procedure.Prefix, f.row.Year, f.row.Ordinal)
	f.row.Number = c.Number
	if ch.key, f.row.Box, err = ch.w.store.vault.NewCaseKey(ch.w.id, c.Number); err != nil {
		return err
	}
	add(ch.batch, insertComplaint, f.row)
	add(ch.batch, insertInvolved, ch.involvedRows()...)
	if f.of.Person != "" {
		add(ch.batch, deleteDraft, f.of)
	}
	return ch.collect(ctx, tx)
}
