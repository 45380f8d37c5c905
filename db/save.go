package db

import (
	"context"
	"fmt"
	"slices"

	"ombud/complaint"
	"ombud/vault"
)

// change is what a step added to a case, on its way into the database.
type change struct {
	w       *Workspace
	c       *complaint.Case
	key     vault.CaseKey
	events  []complaint.Event
	entries []int
	batch   *batch     // of what is written at the end, perhaps with other cases
	gates   []gateName // written by this change
	notices int
	quiet   bool // nobody is told
}

// caseRow is the row of a case: what it is pinned to, and what lists and figures need.
type caseRow struct {
	Workspace        string
	Number           string
	Year             int
	Ordinal          int
	Source           string
	Version          int
	ProcedureVersion int `db:"procedure_version"`
	CalendarVersion  int `db:"calendar_version"`
	Box              []byte
	State            string
	Round            int
	Via              string
	Nature           string
	Filer            string
	Receiver         string // where that is not the filer
	Handler          string
	CoOwner          string `db:"co_owner"`
	Face             string
	Outcome          string
	FollowedUp       string `db:"followed_up"`
	Confidential     bool
	IsOpen           bool    `db:"is_open"`
	ReceivedAt       instant `db:"received_at"`
	RegisteredAt     instant `db:"registered_at"`
	ToldAt           instant `db:"told_at"`
	ClosedAt         instant `db:"closed_at"`
	WakeAt           instant `db:"wake_at"`
	EraseAt          instant `db:"erase_at"`
	NextDue          int64   `db:"next_due"`
	Passed           string  // to whom a duty was passed on
}

// never stands for the deadline of a case that owes nothing: later than any, and a
// whole number on both databases.
const never = 1<<53 - 1

// row gives the row as the case stands now. The moment to look at it again is seen
// from its last event.
func (ch *change) row() (caseRow, error) {
	c := ch.c
	wake, err := c.WakeAt(ch.events[len(ch.events)-1].Recorded)
	if err != nil {
		return caseRow{}, err
	}
	next := int64(never)
	if d := c.FirstDuty(); d != nil {
		next = ms(d.Due)
	}
	receiver := c.Receiver()
	if receiver == c.Filer {
		receiver = ""
	}
	return caseRow{
		Workspace: ch.w.id, Number: c.Number,
		State: string(c.State), Round: c.Round, Via: c.Via, Nature: c.Nature, Filer: c.Filer, Receiver: receiver, Handler: c.Handler, CoOwner: c.CoOwner(),
		Face: string(c.Face()), Outcome: c.Outcome, FollowedUp: string(c.FollowedUp), Confidential: c.Confidential, IsOpen: c.Open(),
		ReceivedAt: stored(c.ReceivedAt), RegisteredAt: stored(c.RegisteredAt), ToldAt: stored(c.ToldAt),
		ClosedAt: stored(c.ClosedAt), WakeAt: stored(wake), EraseAt: stored(c.EraseAt()), NextDue: next, Passed: among(c.PassedTo()),
	}, nil
}

const insertEvents = `
	INSERT INTO event (workspace, number, seq, kind, actor, at, recorded_at, data, entry)
	VALUES (:workspace, :number, :seq, :kind, :actor, :at, :recorded_at, :data, :entry)`

const insertSealed = `
	INSERT INTO sealed (workspace, number, entry, box) VALUES (:workspace, :number, :entry, :box)`

const upsertDuties = `
	INSERT INTO duty (workspace, number, kind, round, past, owner, person, start_at, due_at, literal_at, done_at, left_at, hours, is_void, is_open)
	VALUES (:workspace, :number, :kind, :round, :past, :owner, :person, :start_at, :due_at, :literal_at, :done_at, :left_at, :hours, :is_void, :is_open)
	ON CONFLICT (workspace, number, kind, round, past) DO UPDATE SET owner = excluded.owner, person = excluded.person, start_at = excluded.start_at,
		due_at = excluded.due_at, literal_at = excluded.literal_at, done_at = excluded.done_at, left_at = excluded.left_at, hours = excluded.hours,
		is_void = excluded.is_void, is_open = excluded.is_open`

// collect puts what belongs to a case into the batch, behind its row if that is not
// written yet. Order matters: see the package's comment. Of a change without a past tx
// may be nil.
func (ch *change) collect(ctx context.Context, tx *txn) error {
	wrap := func(what string, err error) error { return fmt.Errorf("save case %s: %s: %w", ch.c.Number, what, err) }
	events, err := ch.eventRows()
	if err != nil {
		return wrap("events", err)
	}
	add(ch.batch, insertEvents, events...)
	if err := ch.saveWords(ctx, tx); err != nil {
		return wrap("words", err)
	}
	duties, err := ch.changedDuties(ctx, tx)
	if err != nil {
		return wrap("duties", err)
	}
	add(ch.batch, upsertDuties, duties...)
	if err := ch.saveAwaited(ctx, tx); err != nil {
		return wrap("on whom it waits", err)
	}
	if err := ch.saveFileStates(ctx, tx); err != nil {
		return wrap("files", err)
	}
	ch.saveNotices()
	return nil
}

// hasPast tells whether [change.collect] reads or takes back something first.
func (ch *change) hasPast() bool {
	return ch.events[0].Seq > 1 || ch.has(complaint.Corrected, complaint.FileLost)
}

// saveWords seals what people said, with what can be searched for without opening it.
func (ch *change) saveWords(ctx context.Context, tx *txn) error {
	anew := ch.has(complaint.Corrected, complaint.Separated) // what is theirs no more finds nothing any more
	if len(ch.entries) == 0 && !anew {
		return nil
	}
	sealed, err := ch.sealedRows()
	if err != nil {
		return err
	}
	add(ch.batch, insertSealed, sealed...)
	if !ch.has(complaint.Received, complaint.TextCorrected, complaint.ReachFound, complaint.Added,
		complaint.Contacted, complaint.Attempted, complaint.Acknowledged, complaint.Drafted) && !anew {
		return nil
	}
	if anew {
		if _, err := tx.ExecContext(ctx, eraseBlind, ch.w.id, ch.c.Number); err != nil {
			return err
		}
	}
	add(ch.batch, insertBlind, ch.blindRows()...)
	add(ch.batch, insertFiles, ch.fileRows()...)
	return nil
}

const selectDuties = `
	SELECT workspace, number, kind, round, past, owner, person, start_at, due_at, literal_at, done_at, left_at, hours, is_void, is_open
	FROM duty WHERE workspace = $1 AND number = $2`

// changedDuties gives the duties that are not stored as they are now. The stored rows
// are read, not derived again: a new release may derive otherwise than the one that
// wrote them.
func (ch *change) changedDuties(ctx context.Context, tx *txn) ([]dutyRow, error) {
	rows, err := ch.dutyRows()
	if err != nil || ch.events[0].Seq == 1 { // a new case has none stored
		return rows, err
	}
	var before []dutyRow
	if err := tx.SelectContext(ctx, &before, selectDuties, ch.w.id, ch.c.Number); err != nil {
		return nil, err
	}
	var changed []dutyRow
	for _, row := range rows {
		if !contains(before, row) {
			changed = append(changed, row)
		}
	}
	for _, row := range before { // a correction may take away what started a duty
		if !row.IsVoid && !slices.ContainsFunc(rows, row.same) {
			row.IsVoid, row.IsOpen = true, false
			changed = append(changed, row)
		}
	}
	return changed, nil
}

func contains(rows []dutyRow, row dutyRow) bool {
	for _, r := range rows {
		if r == row {
			return true
		}
	}
	return false
}

// committed tells the case and whoever waits for notices.
func (ch *change) committed() {
	ch.c.Saved()
	ch.w.store.know(ch.gates)
	if ch.notices > 0 {
		ch.w.store.nudge()
	}
}
