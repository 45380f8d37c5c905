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
	Handlers   []string       // only those of these handlers
	Calls      bool           // and, with Handlers, those whose customer is to be called
	Passed     string         // and, with Handlers or Reach, those in which a duty was passed on to this person
	Unassigned bool           // only those without a handler
	Face       complaint.Face // only those that stand there
	Filer      string         // only those filed by this person, newest first; it goes alone
	Beside     []string       // only open ones for which these people are co-responsible, by deadline; it goes with NotInvolving alone
	Nature     string         // only those of this nature
	From       time.Time      // only those received at that moment or later
	Until      time.Time      // only those received before that moment
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
		AND (c.handler = '' OR NOT $6)
		AND ($5 = '' OR $5 LIKE '%|' || c.handler || '|%' OR $18 AND c.face = 'answered' OR c.passed LIKE '%|' || $19 || '|%')
		AND ($7 = '' OR c.face = $7)
		AND ($8 = '' OR c.nature = $8) AND c.received_at >= $9 AND c.received_at < $10 AND c.next_due <= $11
		AND ($12 = '' OR $12 LIKE '%|' || c.handler || '|%' OR $12 LIKE '%|' || c.co_owner || '|%' OR $12 LIKE '%|' || c.filer || '|%'
			OR $13 AND c.told_at IS NOT NULL OR c.passed LIKE '%|' || $19 || '|%')
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $14)
		AND (c.year, c.ordinal) < ($15, $16)
	ORDER BY c.year DESC, c.ordinal DESC LIMIT $17 + 0`

const selectByDue = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = $1 AND c.is_open AND (c.handler = '' OR NOT $3)
		AND ($2 = '' OR $2 LIKE '%|' || c.handler || '|%' OR $11 AND c.face = 'answered' OR c.passed LIKE '%|' || $14 || '|%')
		AND ($4 = '' OR c.face = $4) AND c.next_due <= $5
		AND ($12 = '' OR $12 LIKE '%|' || c.handler || '|%' OR $12 LIKE '%|' || c.co_owner || '|%' OR $12 LIKE '%|' || c.filer || '|%'
			OR $13 AND c.told_at IS NOT NULL OR c.passed LIKE '%|' || $14 || '|%')
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $6)
		AND (c.next_due, c.year, c.ordinal) > ($7, $8, $9)
	ORDER BY c.next_due, c.year, c.ordinal LIMIT $10 + 0`

const selectByHandler = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = $1 AND c.is_open AND (c.handler = '' OR NOT $3)
		AND ($2 = '' OR $2 LIKE '%|' || c.handler || '|%' OR $12 AND c.face = 'answered' OR c.passed LIKE '%|' || $13 || '|%')
		AND ($4 = '' OR c.face = $4) AND c.next_due <= $5
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $6)
		AND (c.handler, c.next_due, c.year, c.ordinal) > ($7, $8, $9, $10)
	ORDER BY c.handler, c.next_due, c.year, c.ordinal LIMIT $11 + 0`

const selectFiled = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = $1 AND c.filer = $2 AND (c.year, c.ordinal) < ($3, $4) AND (c.is_open OR NOT $6)
	ORDER BY c.year DESC, c.ordinal DESC LIMIT $5 + 0`

// Few cases have somebody co-responsible: they are looked up and put in order.
const selectBeside = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = $1 AND c.is_open AND c.co_owner <> '' AND c.co_owner > '' AND $2 LIKE '%|' || c.co_owner || '|%'
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = $1 AND i.person = $3)
		AND (c.next_due + 0, c.year, c.ordinal) > ($4, $5, $6)
	ORDER BY c.next_due + 0, c.year, c.ordinal LIMIT $7 + 0`

const listLimit = 100

// Cases lists cases in the order that the filter asks for. Closed, Since, Nature, From
// and Until are for [SortNewest] alone, Reach and Told not for [SortHandler].
func (w *Workspace) Cases(ctx context.Context, f Filter) ([]CaseRow, error) {
	switch {
	case f.Filer != "":
		f.Sort = SortNewest
	case len(f.Beside) > 0:
		f.Sort = SortDue
	}
	due, handler, year, ordinal, err := place(f.After, f.Sort)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	if f.Limit <= 0 {
		f.Limit = listLimit
	}
	handlers, reach, by := among(f.Handlers), among(f.Reach), bound(f.DueBy, never)
	narrow := []any{w.id, handlers, f.Unassigned, string(f.Face), by, f.NotInvolving}
	var query string
	var args []any
	switch {
	case f.Filer != "":
		query, args = selectFiled, []any{w.id, f.Filer, year, ordinal, f.Limit, f.Open}
	case len(f.Beside) > 0:
		query, args = selectBeside, []any{w.id, among(f.Beside), f.NotInvolving, due, year, ordinal, f.Limit}
	case f.Sort == SortDue:
		query, args = selectByDue, append(narrow, due, year, ordinal, f.Limit, f.Calls, reach, f.Told, f.Passed)
	case f.Sort == SortHandler:
		query, args = selectByHandler, append(narrow, handler, due, year, ordinal, f.Limit, f.Calls, f.Passed)
	default:
		query, args = selectNewest, []any{
			w.id, f.Open, f.Closed, bound(f.Since, 0), handlers, f.Unassigned, string(f.Face), f.Nature,
			bound(f.From, -never), bound(f.Until, never), by, reach, f.Told, f.NotInvolving, year, ordinal, f.Limit, f.Calls, f.Passed,
		}
	}
	var rows []listRow
	if err := w.store.read.SelectContext(ctx, &rows, query, args...); err != nil {
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
