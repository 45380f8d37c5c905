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
	Filer      string         // only those filed or received by this person, newest first; it goes with Open alone
	Beside     []string       // only open ones for which these people are co-responsible, by deadline; it goes with NotInvolving alone
	Nature     string         // only those of this nature
	From       time.Time      // only those received at that moment or later
	Until      time.Time      // only those received before that moment
	DueBy      time.Time      // only those whose first deadline is at that moment or before

	AnsweredBefore time.Time // only those whose customer has had the answer since before that moment

	// Reach keeps what these people handle, answer for beside the handler, filed or received
	// and, with Told, what was told to its customer: all that somebody without a role of the whole
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
	WHERE c.workspace = :workspace
		AND (c.is_open OR NOT :open) AND (NOT c.is_open OR NOT :closed) AND COALESCE(c.closed_at, 0) >= :since
		AND (c.handler = '' OR NOT :unassigned)
		AND (:handlers = '' OR :handlers LIKE '%|' || c.handler || '|%' OR :calls AND c.face = 'answered' OR c.passed LIKE '%|' || :passed || '|%')
		AND (:face = '' OR c.face = :face) AND (NOT :answered OR c.told_at < :answered_before)
		AND (:nature = '' OR c.nature = :nature) AND c.received_at >= :received_from AND c.received_at < :received_until
		AND c.next_due <= :due_by
		AND (:reach = '' OR :reach LIKE '%|' || c.handler || '|%' OR :reach LIKE '%|' || c.co_owner || '|%' OR :reach LIKE '%|' || c.filer || '|%'
			OR :reach LIKE '%|' || c.receiver || '|%' OR :told AND c.told_at IS NOT NULL OR c.passed LIKE '%|' || :passed || '|%')
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = :workspace AND i.person = :not_involving)
		AND (c.year, c.ordinal) < (:year, :ordinal)
	ORDER BY c.year DESC, c.ordinal DESC LIMIT :most + 0`

const selectByDue = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = :workspace AND c.is_open AND (c.handler = '' OR NOT :unassigned)
		AND (:handlers = '' OR :handlers LIKE '%|' || c.handler || '|%' OR :calls AND c.face = 'answered' OR c.passed LIKE '%|' || :passed || '|%')
		AND (:face = '' OR c.face = :face) AND (NOT :answered OR c.told_at < :answered_before) AND c.next_due <= :due_by
		AND (:reach = '' OR :reach LIKE '%|' || c.handler || '|%' OR :reach LIKE '%|' || c.co_owner || '|%' OR :reach LIKE '%|' || c.filer || '|%'
			OR :reach LIKE '%|' || c.receiver || '|%' OR :told AND c.told_at IS NOT NULL OR c.passed LIKE '%|' || :passed || '|%')
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = :workspace AND i.person = :not_involving)
		AND (c.next_due, c.year, c.ordinal) > (:due, :year, :ordinal)
	ORDER BY c.next_due, c.year, c.ordinal LIMIT :most + 0`

const selectByHandler = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = :workspace AND c.is_open AND (c.handler = '' OR NOT :unassigned)
		AND (:handlers = '' OR :handlers LIKE '%|' || c.handler || '|%' OR :calls AND c.face = 'answered' OR c.passed LIKE '%|' || :passed || '|%')
		AND (:face = '' OR c.face = :face) AND (NOT :answered OR c.told_at < :answered_before) AND c.next_due <= :due_by
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = :workspace AND i.person = :not_involving)
		AND (c.handler, c.next_due, c.year, c.ordinal) > (:handler, :due, :year, :ordinal)
	ORDER BY c.handler, c.next_due, c.year, c.ordinal LIMIT :most + 0`

// Each half goes down its own index, and ends as early as the page does.
const selectFiled = `
	SELECT f.number, f.year, f.ordinal, f.state, f.is_open, f.handler, f.next_due FROM (
		SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
		WHERE c.workspace = :workspace AND c.filer = :filer AND (c.year, c.ordinal) < (:year, :ordinal) AND (c.is_open OR NOT :open)
		ORDER BY c.year DESC, c.ordinal DESC LIMIT :most + 0) f
	UNION SELECT r.number, r.year, r.ordinal, r.state, r.is_open, r.handler, r.next_due FROM (
		SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
		WHERE c.workspace = :workspace AND c.receiver <> '' AND c.receiver = :filer AND (c.year, c.ordinal) < (:year, :ordinal) AND (c.is_open OR NOT :open)
		ORDER BY c.year DESC, c.ordinal DESC LIMIT :most + 0) r
	ORDER BY year DESC, ordinal DESC LIMIT :most + 0`

// Few cases have somebody co-responsible: they are looked up and put in order.
const selectBeside = `
	SELECT c.number, c.year, c.ordinal, c.state, c.is_open, c.handler, c.next_due FROM complaint c
	WHERE c.workspace = :workspace AND c.is_open AND c.co_owner <> '' AND c.co_owner > '' AND :beside LIKE '%|' || c.co_owner || '|%'
		AND c.number NOT IN (SELECT i.number FROM involved i WHERE i.workspace = :workspace AND i.person = :not_involving)
		AND (c.next_due + 0, c.year, c.ordinal) > (:due, :year, :ordinal)
	ORDER BY c.next_due + 0, c.year, c.ordinal LIMIT :most + 0`

const listLimit = 100

// asked is what a list asks its query for, by the names that the query has for it.
type asked struct {
	Workspace, Filer, Face, Nature  string
	Handlers, Beside, Reach, Passed string // people as among writes them, but for Passed
	NotInvolving                    string `db:"not_involving"`
	Open, Closed, Unassigned        bool
	Calls, Told, Answered           bool
	Since                           int64
	AnsweredBefore                  int64 `db:"answered_before"`
	ReceivedFrom                    int64 `db:"received_from"`
	ReceivedUntil                   int64 `db:"received_until"`
	DueBy                           int64 `db:"due_by"`

	Due, Year, Ordinal int64 // the place behind which the page begins
	Handler            string
	Most               int
}

// Cases lists cases in the order that the filter asks for. Closed, Since, Nature, From
// and Until are for [SortNewest] alone, Reach and Told not for [SortHandler].
func (w *Workspace) Cases(ctx context.Context, f Filter) ([]CaseRow, error) {
	query := selectNewest
	switch {
	case f.Filer != "":
		query, f.Sort = selectFiled, SortNewest
	case len(f.Beside) > 0:
		query, f.Sort = selectBeside, SortDue
	case f.Sort == SortDue:
		query = selectByDue
	case f.Sort == SortHandler:
		query = selectByHandler
	}
	a, err := w.asked(f)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	text, args, err := part{query, []any{a}}.bound(0)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	var rows []listRow
	if err := w.store.read.SelectContext(ctx, &rows, text, args...); err != nil {
		return nil, fmt.Errorf("list cases: %w", inContext(ctx, err))
	}
	return listed(rows), nil
}

// asked reads a filter. It fails when the place where the page begins is none.
func (w *Workspace) asked(f Filter) (asked, error) {
	due, handler, year, ordinal, err := place(f.After, f.Sort)
	if f.Limit <= 0 {
		f.Limit = listLimit
	}
	return asked{
		Workspace: w.id, Filer: f.Filer, Face: string(f.Face), Nature: f.Nature,
		Handlers: among(f.Handlers), Beside: among(f.Beside), Reach: among(f.Reach), Passed: f.Passed, NotInvolving: f.NotInvolving,
		Open: f.Open, Closed: f.Closed, Unassigned: f.Unassigned, Calls: f.Calls, Told: f.Told, Answered: !f.AnsweredBefore.IsZero(),
		Since: bound(f.Since, 0), AnsweredBefore: bound(f.AnsweredBefore, 0),
		ReceivedFrom: bound(f.From, -never), ReceivedUntil: bound(f.Until, never), DueBy: bound(f.DueBy, never),
		Due: due, Year: int64(year), Ordinal: int64(ordinal), Handler: handler, Most: f.Limit,
	}, err
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
