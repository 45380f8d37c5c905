package db

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"ombud/complaint"
)

// Filter says which cases a list holds. A zero field asks for nothing.
type Filter struct {
	Open         bool            // only those that still run
	State        complaint.State // only those in this state
	Handler      string          // only those of this handler
	Filer        string          // only those filed by this person
	NotInvolving string          // without those that this person must be kept out of
	Limit        int             // at most so many; 0: 100
	After        string          // only those older than this number: the last of the page before
}

// CaseRow is a case as lists show it: codes, ids and dates.
type CaseRow struct {
	Number       string
	State        complaint.State
	Round        int
	Via          string
	Nature       string
	Filer        string
	Handler      string
	Outcome      string
	FollowedUp   complaint.Kind
	Confidential bool
	Open         bool
	Received     time.Time
	Registered   time.Time
	Told         time.Time // zero: not yet
	Closed       time.Time // zero: not yet
	Next         *DutyRow  // the open duty that is due first; nil: none
}

type listRow struct {
	caseRow
	DutyKind  string `db:"duty_kind"`
	DutyRound int    `db:"duty_round"`
	Owner     string
	StartAt   instant `db:"start_at"`
	DueAt     instant `db:"due_at"`
	LiteralAt instant `db:"literal_at"`
	Hours     bool
}

const selectCases = `
	SELECT c.number, c.state, c.round, c.via, c.nature, c.filer, c.handler, c.outcome, c.followed_up, c.confidential,
		c.is_open, c.received_at, c.registered_at, c.told_at, c.closed_at, COALESCE(d.kind, '') AS duty_kind,
		COALESCE(d.round, 0) AS duty_round, COALESCE(d.owner, '') AS owner, d.start_at, d.due_at, d.literal_at,
		COALESCE(d.hours, FALSE) AS hours
	FROM complaint c LEFT JOIN duty d ON d.workspace = c.workspace AND d.number = c.number AND d.is_open
		AND NOT EXISTS (
			SELECT 1 FROM duty e WHERE e.workspace = d.workspace AND e.number = d.number AND e.is_open
				AND (e.due_at < d.due_at OR e.due_at = d.due_at AND (e.kind < d.kind OR e.kind = d.kind AND e.round < d.round)))
	WHERE c.workspace = $1 AND (c.is_open OR NOT $2)
		AND ($3 = '' OR c.state = $3) AND ($4 = '' OR c.handler = $4) AND ($5 = '' OR c.filer = $5)
		AND ($6 = '' OR NOT EXISTS (
			SELECT 1 FROM involved i WHERE i.workspace = c.workspace AND i.person = $6 AND i.number = c.number))
		AND (c.year < $7 OR c.year = $7 AND c.ordinal < $8)
	ORDER BY c.year DESC, c.ordinal DESC LIMIT $9`

const listLimit = 100

// Cases lists cases, newest number first.
func (w *Workspace) Cases(ctx context.Context, f Filter) ([]CaseRow, error) {
	year, ordinal := 1<<30, 0
	if f.After != "" {
		var err error
		if year, ordinal, err = splitNumber(f.After); err != nil {
			return nil, fmt.Errorf("list cases: %w", err)
		}
	}
	if f.Limit <= 0 {
		f.Limit = listLimit
	}
	var rows []listRow
	err := w.store.read.SelectContext(ctx, &rows, selectCases,
		w.id, f.Open, string(f.State), f.Handler, f.Filer, f.NotInvolving, year, ordinal, f.Limit)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", inContext(ctx, err))
	}
	cases := make([]CaseRow, len(rows))
	for i, r := range rows {
		cases[i] = r.caseRow.listed()
		if r.DutyKind != "" {
			cases[i].Next = &DutyRow{
				Number: r.Number, Kind: r.DutyKind, Round: r.DutyRound, Owner: complaint.Role(r.Owner),
				Handler: r.Handler, Filer: r.Filer, Start: time.Time(r.StartAt), Due: time.Time(r.DueAt),
				Literal: time.Time(r.LiteralAt), Hours: r.Hours,
			}
		}
	}
	return cases, nil
}

func (r caseRow) listed() CaseRow {
	return CaseRow{
		Number: r.Number, State: complaint.State(r.State), Round: r.Round, Via: r.Via, Nature: r.Nature,
		Filer: r.Filer, Handler: r.Handler, Outcome: r.Outcome, FollowedUp: complaint.Kind(r.FollowedUp),
		Confidential: r.Confidential, Open: r.IsOpen, Received: time.Time(r.ReceivedAt),
		Registered: time.Time(r.RegisteredAt), Told: time.Time(r.ToldAt), Closed: time.Time(r.ClosedAt),
	}
}

// splitNumber takes a whole number, K-2026-0042, apart.
func splitNumber(number string) (year, ordinal int, err error) {
	parts := strings.Split(number, "-")
	if len(parts) == 3 {
		if year, err = strconv.Atoi(parts[1]); err == nil {
			if ordinal, err = strconv.Atoi(parts[2]); err == nil {
				return year, ordinal, nil
			}
		}
	}
	return 0, 0, fmt.Errorf("%q is not a case number", number)
}

const selectWaking = `
	SELECT number FROM complaint WHERE workspace = $1 AND wake_at <= $2 ORDER BY wake_at LIMIT $3`

// Waking lists the numbers of at most limit cases in which something could be due at
// now, the longest waiting first. Pass each to [Workspace.VisitCase].
func (w *Workspace) Waking(ctx context.Context, now time.Time, limit int) ([]string, error) {
	var numbers []string
	if err := w.store.read.SelectContext(ctx, &numbers, selectWaking, w.id, ms(now), limit); err != nil {
		return nil, fmt.Errorf("cases to wake: %w", inContext(ctx, err))
	}
	return numbers, nil
}
