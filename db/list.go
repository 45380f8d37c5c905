package db

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"ombud/complaint"
)

// Sort is the order of a list.
type Sort string

// The orders. Those by deadline and by handler hold open cases only.
const (
	SortNewest  Sort = ""        // newest number first
	SortDue     Sort = "due"     // nearest deadline first, what owes nothing last
	SortHandler Sort = "handler" // by handler, nobody first, each by deadline
)

// Filter says which cases a list holds. A zero field asks for nothing.
type Filter struct {
	Open       bool           // only those that still run
	Closed     bool           // only those that ended
	Since      time.Time      // only those that ended at that moment or later
	Asks       bool           // only those in which something waits for a decision
	Handlers   []string       // only those of these handlers
	Calls      bool           // and, with Handlers, those whose customer is to be called
	Passed     string         // and, with Handlers or Reach, those in which a duty was passed on to this person
	Unassigned bool           // only those without a handler
	Face       complaint.Face // only those that stand there
	Filer      string         // only those filed by this person
	Beside     []string       // only those for which these people are co-responsible
	Nature     string         // only those of this nature
	From       time.Time      // only those received at that moment or later
	Until      time.Time      // only those received before that moment
	DueAfter   time.Time      // only those whose first deadline is later than that moment
	DueBy      time.Time      // only those whose first deadline is at that moment or before

	// Reach keeps what these people handle, answer for beside the handler, or filed and, with
	// Told, what was told to its customer: all that somebody without a role of the whole
	// company may see, with those for whom they stand in.
	Reach []string
	Told  bool

	NotInvolving string // without those that this person must be kept out of

	Sort  Sort
	Limit int    // at most so many; 0: 100
	After string // only those behind this place: of the last of the page before
}

// CaseRow is a case as a list finds it. It is only a hint: open the case and judge it.
type CaseRow struct {
	Number  string
	State   complaint.State
	Open    bool
	Handler string
	Due     time.Time // of the first open duty; zero: nothing is owed

	year, ordinal int
	due           int64
}

// Place says where the row stands in its list, for the page after it: codes and ids.
func (r CaseRow) Place() string {
	return fmt.Sprintf("%d/%s/%d/%d", r.due, r.Handler, r.year, r.ordinal)
}

// place reads what Place wrote; for the empty string the place before all others.
func place(s string, sort Sort) (due int64, handler string, year, ordinal int, err error) {
	if s == "" {
		if sort == SortNewest {
			return 0, "", 1 << 30, 0, nil
		}
		return -never, "", 0, 0, nil
	}
	if parts := strings.Split(s, "/"); len(parts) == 4 {
		handler = parts[1]
		if due, err = strconv.ParseInt(parts[0], 10, 64); err == nil {
			if year, err = strconv.Atoi(parts[2]); err == nil {
				if ordinal, err = strconv.Atoi(parts[3]); err == nil {
					return due, handler, year, ordinal, nil
				}
			}
		}
	}
	return 0, "", 0, 0, fmt.Errorf("%q is no place in a list", s)
}

const selectNewest = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = $1 AND (c.is_open OR NOT $2) AND (NOT c.is_open OR NOT $3) AND COALESCE(c.closed_at, 0) >= $4
		AND (c.asks OR NOT $5) AND (c.handler = '' OR NOT $7)
		AND ($6 = '' OR $6 LIKE '%|' || c.handler || '|%' OR $21 AND c.face = 'answered' OR c.passed LIKE '%|' || $23 || '|%')
		AND ($22 = '' OR $22 LIKE '%|' || c.co_owner || '|%')
		AND ($8 = '' OR c.face = $8)
		AND ($9 = '' OR c.filer = $9) AND ($10 = '' OR c.nature = $10) AND c.received_at >= $11 AND c.received_at < $12
		AND c.next_due > $13 AND c.next_due <= $14
		AND ($15 = '' OR $15 LIKE '%|' || c.handler || '|%' OR $15 LIKE '%|' || c.co_owner || '|%' OR $15 LIKE '%|' || c.filer || '|%'
			OR $16 AND c.told_at IS NOT NULL OR c.passed LIKE '%|' || $23 || '|%')
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $17)
		AND (c.year, c.ordinal) < ($18, $19)
	ORDER BY c.year DESC, c.ordinal DESC LIMIT $20 + 0`

const selectByDue = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = $1 AND c.is_open
		AND (c.asks OR NOT $2) AND (c.handler = '' OR NOT $4)
		AND ($3 = '' OR $3 LIKE '%|' || c.handler || '|%' OR $14 AND c.face = 'answered' OR c.passed LIKE '%|' || $18 || '|%')
		AND ($15 = '' OR $15 LIKE '%|' || c.co_owner || '|%')
		AND ($5 = '' OR c.face = $5)
		AND ($6 = '' OR c.filer = $6) AND c.next_due > $7 AND c.next_due <= $8
		AND ($16 = '' OR $16 LIKE '%|' || c.handler || '|%' OR $16 LIKE '%|' || c.co_owner || '|%' OR $16 LIKE '%|' || c.filer || '|%'
			OR $17 AND c.told_at IS NOT NULL OR c.passed LIKE '%|' || $18 || '|%')
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $9)
		AND (c.next_due, c.year, c.ordinal) > ($10, $11, $12)
	ORDER BY c.next_due, c.year, c.ordinal LIMIT $13 + 0`

const selectByHandler = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = $1 AND c.is_open
		AND (c.asks OR NOT $2) AND (c.handler = '' OR NOT $4)
		AND ($3 = '' OR $3 LIKE '%|' || c.handler || '|%' OR $15 AND c.face = 'answered' OR c.passed LIKE '%|' || $17 || '|%')
		AND ($16 = '' OR $16 LIKE '%|' || c.co_owner || '|%')
		AND ($5 = '' OR c.face = $5)
		AND ($6 = '' OR c.filer = $6) AND c.next_due > $7 AND c.next_due <= $8
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $9)
		AND (c.handler, c.next_due, c.year, c.ordinal) > ($10, $11, $12, $13)
	ORDER BY c.handler, c.next_due, c.year, c.ordinal LIMIT $14 + 0`

const listLimit = 100

// Cases lists cases in the order that the filter asks for. Closed, Since, Nature, From
// and Until are for [SortNewest] alone, Reach and Told not for [SortHandler].
func (w *Workspace) Cases(ctx context.Context, f Filter) ([]CaseRow, error) {
	due, handler, year, ordinal, err := place(f.After, f.Sort)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	if f.Limit <= 0 {
		f.Limit = listLimit
	}
	after, by := bound(f.DueAfter, -never), bound(f.DueBy, never)
	handlers, beside, reach := among(f.Handlers), among(f.Beside), among(f.Reach)
	narrow := []any{w.id, f.Asks, handlers, f.Unassigned, string(f.Face), f.Filer, after, by, f.NotInvolving}
	var rows []listRow
	switch f.Sort {
	case SortDue:
		err = w.store.read.SelectContext(ctx, &rows, selectByDue, append(narrow, due, year, ordinal, f.Limit, f.Calls, beside, reach, f.Told, f.Passed)...)
	case SortHandler:
		err = w.store.read.SelectContext(ctx, &rows, selectByHandler, append(narrow, handler, due, year, ordinal, f.Limit, f.Calls, beside, f.Passed)...)
	default:
		err = w.store.read.SelectContext(ctx, &rows, selectNewest, w.id, f.Open, f.Closed, bound(f.Since, 0), f.Asks,
			handlers, f.Unassigned, string(f.Face), f.Filer, f.Nature, bound(f.From, -never), bound(f.Until, never), after, by,
			reach, f.Told, f.NotInvolving, year, ordinal, f.Limit, f.Calls, beside, f.Passed)
	}
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", inContext(ctx, err))
	}
	return listed(rows), nil
}

const selectConfidential = `
	SELECT number FROM complaint WHERE workspace = $1 AND is_open AND confidential ORDER BY year, ordinal`

// Confidential lists the numbers of the confidential cases that still run.
func (w *Workspace) Confidential(ctx context.Context) ([]string, error) {
	return w.numbers(ctx, "confidential cases", selectConfidential, w.id)
}

// numbers runs a query that gives numbers of cases; what says which, for its errors.
func (w *Workspace) numbers(ctx context.Context, what, query string, args ...any) ([]string, error) {
	var numbers []string
	if err := w.store.read.SelectContext(ctx, &numbers, query, args...); err != nil {
		return nil, fmt.Errorf("%s: %w", what, inContext(ctx, err))
	}
	return numbers, nil
}

type listRow struct {
	Number        string
	Year, Ordinal int
	State         string
	IsOpen        bool `db:"is_open"`
	Handler       string
	NextDue       int64 `db:"next_due"`
}

func listed(rows []listRow) []CaseRow {
	cases := make([]CaseRow, len(rows))
	for i, r := range rows {
		cases[i] = CaseRow{
			Number: r.Number, State: complaint.State(r.State), Open: r.IsOpen, Handler: r.Handler,
			year: r.Year, ordinal: r.Ordinal, due: r.NextDue,
		}
		if r.NextDue < never {
			cases[i].Due = time.UnixMilli(r.NextDue).UTC()
		}
	}
	return cases
}

// among writes people for a query that looks for one of them, "" for nobody in
// particular. Slack's ids hold letters and digits only.
func among(users []string) string {
	if len(users) == 0 {
		return ""
	}
	return "|" + strings.Join(users, "|") + "|"
}

// bound is a moment as queries compare it, or other for the zero time.
func bound(t time.Time, other int64) int64 {
	if t.IsZero() {
		return other
	}
	return ms(t)
}
