package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"ombud/complaint"
)

// many inserts rows with one statement. A named query takes one row per element.
func many[T any](ctx context.Context, tx *txn, query string, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	_, err := tx.NamedExecContext(ctx, query, rows)
	return err
}

type eventRow struct {
	Workspace  string
	Number     string
	Seq        int
	Kind       string
	Actor      string
	At         instant
	RecordedAt instant `db:"recorded_at"`
	Data       string
	Entry      int
}

func (ch *change) eventRows() ([]eventRow, error) {
	rows := make([]eventRow, len(ch.events))
	for i, e := range ch.events {
		data, err := json.Marshal(e.Data)
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", e.Seq, err)
		}
		rows[i] = eventRow{
			Workspace: ch.w.id, Number: ch.c.Number, Seq: e.Seq, Kind: string(e.Kind), Actor: e.Actor,
			At: instant(e.At), RecordedAt: instant(e.Recorded), Data: string(data), Entry: e.Entry,
		}
	}
	return rows, nil
}

type sealedRow struct {
	Workspace string
	Number    string
	Entry     int
	Box       []byte
}

func entryPlace(n int) string { return fmt.Sprintf("sealed/%d", n) }

func (ch *change) sealedRows() ([]sealedRow, error) {
	rows := make([]sealedRow, len(ch.entries))
	for i, n := range ch.entries {
		box, err := ch.key.Seal(ch.c.Entries[n], entryPlace(n))
		if err != nil {
			return nil, err
		}
		rows[i] = sealedRow{ch.w.id, ch.c.Number, n, box}
	}
	return rows, nil
}

type dutyRow struct {
	Workspace string
	Number    string
	Kind      string
	Round     int
	Past      int
	Owner     string
	Person    string
	StartAt   instant `db:"start_at"`
	DueAt     instant `db:"due_at"`
	LiteralAt instant `db:"literal_at"`
	DoneAt    instant `db:"done_at"`
	LeftAt    instant `db:"left_at"`
	Hours     bool
	IsVoid    bool `db:"is_void"`
	IsOpen    bool `db:"is_open"`
}

// same tells whether two rows are of one duty.
func (r dutyRow) same(other dutyRow) bool {
	return r.Kind == other.Kind && r.Round == other.Round && r.Past == other.Past
}

func (ch *change) dutyRows() ([]dutyRow, error) {
	duties, err := ch.c.Duties()
	if err != nil {
		return nil, err
	}
	rows := make([]dutyRow, 0, len(duties))
	for _, d := range duties {
		if d.Quiet { // no list shows it
			continue
		}
		var left instant
		if d.Left {
			left = stored(d.Ended)
		}
		rows = append(rows, dutyRow{
			Workspace: ch.w.id, Number: ch.c.Number, Kind: d.Kind, Round: d.Round, Past: d.Past, Owner: string(d.Owner), Person: d.User,
			StartAt: stored(d.Start), DueAt: stored(d.Due), LiteralAt: stored(d.Literal), DoneAt: stored(d.Done),
			LeftAt: left, Hours: d.Hours, IsVoid: d.Void, IsOpen: d.Open(),
		})
	}
	return rows, nil
}

type involvedRow struct{ Workspace, Person, Number string }

func (ch *change) involvedRows() []involvedRow {
	var rows []involvedRow
	for _, person := range ch.c.Involved() {
		rows = append(rows, involvedRow{ch.w.id, person, ch.c.Number})
	}
	return rows
}

type fileRow struct {
	Workspace string
	Number    string
	ID        string
	State     string
	MIME      string `db:"mime"`
	Size      int64
}

func (ch *change) fileRows() []fileRow {
	var rows []fileRow
	for _, f := range ch.c.Attachments() {
		row := fileRow{ch.w.id, ch.c.Number, f.ID, FileWaiting, f.MIME, f.Size}
		if slices.Contains(ch.c.FilesLost, f.ID) { // at once, in a case that comes with its past
			row.State = FileLost
		}
		rows = append(rows, row)
	}
	return rows
}

// has tells whether the change holds an event of one of these kinds.
func (ch *change) has(kinds ...complaint.Kind) bool {
	for _, e := range ch.events {
		for _, k := range kinds {
			if e.Kind == k {
				return true
			}
		}
	}
	return false
}
