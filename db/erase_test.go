package db_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// closedCase files a case with a file and walks it to its end on 18 March 2026.
func closedCase(t testing.TB, w *db.Workspace, source string) string {
	t.Helper()
	number := file(t, w, source).Number
	walkTo(t, w, number, "close")
	return number
}

// over is when the term of a case that closed in March 2026 is over: two years later.
var over = at("2028-06-01 04:15")

// What is left of an erased case is codes, dates and figures: no word, no key, nothing
// to find a customer by, and no id of anybody. What it left in Slack is to be deleted,
// replies first.
func TestEraseLeavesNobodyAndNoWords(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		number := closedCase(t, w, "V1")
		must(t, w.Read(t.Context(), number, sanne, at("2026-03-05 10:40")))
		must(t, w.SaveDraft(t.Context(), db.Draft{ID: "d1", Person: lotte, Form: "V1", SavedAt: at("2026-03-05 10:00"), Registration: registration()}))
		before, err := w.Case(t.Context(), number)
		must(t, err)
		for i, m := range []db.Message{
			{Number: number, Purpose: "card/channel", Channel: "C1", TS: "1.1"}, {Number: number, Purpose: "line/channel/2", Channel: "C1", TS: "1.2"},
			{Number: number, Purpose: "copy/" + sanne + "/F1", Channel: "D1", TS: "F0COPY"},
		} {
			m.At = at("2026-03-05 10:20").Add(minute*2).AddDate(0, 0, i)
			must(t, w.PutMessage(t.Context(), m))
		}
		duties := len(rowsOf(t, s, "duty"))
		must(t, w.Erase(t.Context(), number, over))
		for _, table := range []string{"sealed", "file_chunk", "blind", "involved", "awaited", "draft", "reading"} {
			if rows := rowsOf(t, s, table); len(rows) != 0 {
				t.Errorf("%s still holds %v", table, rows)
			}
		}
		left := dump(t, s)
		for _, table := range []string{"complaint", "event", "duty", "file"} {
			for _, row := range left[table] {
				for _, id := range []string{sanne, fatima, mees, milan, joost, lotte, "hash"} {
					if strings.Contains(row, id) {
						t.Errorf("%s still names %s: %s", table, id, row)
					}
				}
			}
		}
		c, err := w.Case(t.Context(), number)
		must(t, err)
		if !c.Erased() || c.ErasedWhy != complaint.EraseTerm || len(c.Entries) != 0 || c.Filing().Story != "" {
			t.Errorf("erased %v because of %q, %d entries", c.ErasedAt, c.ErasedWhy, len(c.Entries))
		}
		if c.State != before.State || c.Outcome != before.Outcome || c.Nature != before.Nature || !c.ClosedAt.Equal(before.ClosedAt) || len(left["duty"]) != duties {
			t.Errorf("figures are lost: %s %s %v, %d duties of %d", c.State, c.Outcome, c.ClosedAt, len(left["duty"]), duties)
		}
		if figures, err := w.Figures(t.Context(), at("2026-03-01 00:00"), at("2026-04-01 00:00"), time.Time{}); err != nil || figures.Closed != 1 || figures.Received != 1 {
			t.Errorf("the figures of that month: %+v %v", figures, err)
		}
		var asked []string
		must(t, s.Raw().SelectContext(t.Context(), &asked, "SELECT ref FROM notice WHERE kind = 'erase' ORDER BY id"))
		if want := []string{"D1 F0COPY", "C1 1.2", "C1 1.1"}; !slices.Equal(asked, want) {
			t.Errorf("to be deleted: %v, want %v", asked, want)
		}
	})
}

// Erasing is all or nothing: where a step of it fails nothing has changed, and doing it
// again, or twice, ends the same.
func TestEraseIsAllOrNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		number := closedCase(t, w, "V1")
		must(t, w.PutMessage(t.Context(), db.Message{Number: number, Purpose: "card/channel", Channel: "C1", TS: "1.1", At: over}))
		before := dump(t, s)
		for _, table := range []string{"blind", "draft", "event", "gate"} { // each is written at another step
			hidden := "hidden_" + table
			_, err := s.Raw().ExecContext(t.Context(), "ALTER TABLE "+table+" RENAME TO "+hidden)
			must(t, err)
			if err := w.Erase(t.Context(), number, over); err == nil && table != "gate" {
				t.Fatalf("erased without the table %s", table)
			} else if err == nil {
				t.Fatal("erased without asking that its messages be deleted")
			}
			_, err = s.Raw().ExecContext(t.Context(), "ALTER TABLE "+hidden+" RENAME TO "+table)
			must(t, err)
			if after := dump(t, s); !maps.EqualFunc(before, after, slices.Equal) {
				t.Fatalf("half erased when %s failed", table)
			}
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if err := w.Erase(ended, number, over); err == nil {
			t.Fatal("erased for a caller who was gone")
		}
		must(t, w.Erase(t.Context(), number, over))
		once := dump(t, s)
		if refused := (*complaint.Refusal)(nil); !errors.As(w.Erase(t.Context(), number, over.AddDate(0, 0, 1)), &refused) || refused.Text != "error.erased" {
			t.Errorf("erased again: %v", refused)
		}
		if twice := dump(t, s); !maps.EqualFunc(once, twice, slices.Equal) {
			t.Error("erasing twice changed something")
		}
	})
}

// Who decides whether a case may be erased is the case: before its term is over, on
// hold and while it runs nothing happens. Nothing is written to one that was erased.
func TestEraseIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		open, closed, held := file(t, w, "V1").Number, closedCase(t, w, "V2"), closedCase(t, w, "V3")
		_, err := w.UpdateCase(t.Context(), held, func(c *complaint.Case) error {
			return c.PutOnHold(complaint.HoldForm{Reason: "a claim", Day: "2028-09-01"}, member(mees), at("2028-03-01 09:00"))
		})
		must(t, err)
		before := dump(t, s)
		for number, when := range map[string]string{open: "2030-01-01 00:00", closed: "2028-03-18 23:59", held: "2028-06-01 04:15", "K-2026-0099": "2030-01-01 00:00"} {
			if err := w.Erase(t.Context(), number, at(when)); err == nil {
				t.Errorf("%s was erased", number)
			}
		}
		if after := dump(t, s); !maps.EqualFunc(before, after, slices.Equal) {
			t.Error("a refused erasure changed something")
		}
		if err := w.Erase(t.Context(), "K-2026-0099", over); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("unknown number: %v, want ErrNotFound", err)
		}
		must(t, w.Erase(t.Context(), closed, over))
		before = dump(t, s)
		_, err = w.UpdateCase(t.Context(), closed, func(c *complaint.Case) error { return complaint.Relate(c, c, member(sanne), over) })
		if refused := (*complaint.Refusal)(nil); !errors.As(err, &refused) {
			t.Errorf("a step in an erased case: %v", err)
		}
		if _, err := w.PutFile(t.Context(), closed, "F0SCAN", strings.NewReader("late")); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("a file comes into an erased case: %v", err)
		}
		if after := dump(t, s); !maps.EqualFunc(before, after, slices.Equal) {
			t.Error("an erased case was changed")
		}
	})
}

// A file of which a part is written when its case is erased leaves no part behind, also
// none that comes later.
func TestEraseAmidAFile(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		number := closedCase(t, w, "V1")
		content := make([]byte, 5<<20/2)
		given, erased := 0, false
		r := readerFunc(func(p []byte) (int, error) {
			if given > 1<<20 && !erased && len(rowsOf(t, s, "file_chunk")) == 1 {
				must(t, w.Erase(t.Context(), number, over))
				erased = true
			}
			n := copy(p[:min(len(p), 1<<19)], content[given:])
			given += n
			if n == 0 {
				return 0, io.EOF
			}
			return n, nil
		})
		if _, err := w.PutFile(t.Context(), number, "F0SCAN", r); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("a file of a case that is erased meanwhile: %v", err)
		}
		if rows := rowsOf(t, s, "file_chunk"); len(rows) > 0 || !strings.Contains(rowsOf(t, s, "file")[0], "state="+db.FileLost) {
			t.Errorf("%d parts are left, of %v", len(rows), rowsOf(t, s, "file"))
		}
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// The job reads those whose term is over and no others, also of cases that closed before
// the program knew of terms; what is left in Slack keeps an erased case in sight until
// it is gone.
func TestExpiring(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		_, closed, held := file(t, w, "V1").Number, closedCase(t, w, "V2"), closedCase(t, w, "V3")
		expiring := func(when string, want ...string) {
			t.Helper()
			if got, err := w.Expiring(t.Context(), at(when)); err != nil || !slices.Equal(got, want) {
				t.Errorf("at %s: %v %v, want %v", when, got, err, want)
			}
		}
		_, err := w.UpdateCase(t.Context(), held, func(c *complaint.Case) error {
			return c.PutOnHold(complaint.HoldForm{Reason: "a claim", Day: "2028-09-01"}, member(mees), at("2026-04-01 09:00"))
		})
		must(t, err)
		expiring("2028-03-18 23:59")
		expiring("2028-03-19 00:00", closed, held)
		if holds, err := w.Holds(t.Context()); err != nil || !slices.Equal(holds, []string{held}) {
			t.Errorf("on hold: %v %v", holds, err)
		}
		_, err = s.Raw().ExecContext(t.Context(), "UPDATE complaint SET erase_at = closed_at") // as the migration leaves them
		must(t, err)
		expiring("2026-04-01 00:00", closed, held)
		for _, number := range []string{closed, held} {
			_, err = w.VisitCase(t.Context(), number, at("2026-04-01 00:00"), func(*complaint.Case) error { return nil })
			must(t, err)
		}
		expiring("2028-03-18 23:59")

		m := db.Message{Number: closed, Purpose: "card/channel", Channel: "C1", TS: "1.1", At: over}
		must(t, w.PutMessage(t.Context(), m))
		must(t, w.DropFile(t.Context(), closed, "F0SCAN"))
		files := len(rowsOf(t, s, "file"))
		if files != 3 {
			t.Fatalf("a file of a case that is kept was forgotten: %d are left", files)
		}
		must(t, w.Erase(t.Context(), closed, over))
		_, err = w.VisitCase(t.Context(), closed, over, func(*complaint.Case) error { return nil })
		must(t, err)
		for _, step := range []func(){
			func() {},
			func() { must(t, w.DropMessage(t.Context(), m)) },
			func() { must(t, w.DropFile(t.Context(), closed, "F0SCAN")) },
		} {
			step()
			must(t, w.SettleErased(t.Context(), closed))
			expiring("2028-06-02 04:15", held, closed)
		}
		_, err = s.Raw().ExecContext(t.Context(), "UPDATE notice SET done_at = 1 WHERE number = '"+closed+"'") // all was deleted
		must(t, err)
		must(t, w.SettleErased(t.Context(), held))
		must(t, w.SettleErased(t.Context(), closed))
		expiring("2028-06-02 04:15", held)
	})
}

// A file that was carried over into a case that goes on is not to be deleted from Slack
// when the duplicate is erased.
func TestErasingADuplicateLeavesTheFilesOfTheOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		duplicate, into := file(t, w, "V1").Number, file(t, w, "V2").Number
		must(t, w.UpdateCases(t.Context(), duplicate, into, func(d, into *complaint.Case) error {
			return complaint.Merge(d, into, "the same", member(sanne), at("2026-03-06 09:00"))
		}))
		must(t, w.Erase(t.Context(), duplicate, over))
		if files, err := w.Files(t.Context(), duplicate); err != nil || len(files) != 0 {
			t.Errorf("still asked to be deleted: %v %v", files, err)
		}
		c, err := w.Case(t.Context(), into)
		must(t, err)
		if files, err := w.Files(t.Context(), into); err != nil || len(files) == 0 || c.Filing().Story == "" {
			t.Errorf("the case that goes on lost %v %v", files, err)
		}
	})
}

// On SQLite the sealed bytes are in no file of the database once it was overwritten,
// and while somebody reads what was there before, it says so.
func TestOverwriteOnSQLite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ombud.db")
	s := open(t, "sqlite:"+path, newVault(t))
	w := s.In(firm)
	settle(t, w)
	number := closedCase(t, w, "V1")
	var boxes [][]byte
	must(t, s.Raw().SelectContext(t.Context(), &boxes, "SELECT box FROM sealed UNION ALL SELECT box FROM complaint"))
	found := func() (n int) {
		for _, name := range []string{path, path + "-wal"} {
			raw, err := os.ReadFile(name)
			must(t, err)
			for _, box := range boxes {
				n += bytes.Count(raw, box)
			}
		}
		return n
	}
	if found() < len(boxes) {
		t.Fatal("the sealed bytes are nowhere: this test looks for them in vain")
	}
	must(t, w.Erase(t.Context(), number, over))
	must(t, w.Overwrite(t.Context()))
	if n := found(); n != 0 {
		t.Errorf("%d of %d pieces can still be read", n, len(boxes))
	}
	must(t, open(t, dbtest.Postgres(t), newVault(t)).Overwrite(t.Context()))
}

// Erasing goes by indexes: among ten thousand cases those that are kept are not read.
func TestExpiringReadsItsIndex(t *testing.T) {
	s := open(t, "sqlite:"+filepath.Join(t.TempDir(), "ombud.db"), newVault(t))
	for query, index := range map[string]string{
		"SELECT number FROM complaint WHERE workspace = 'T' AND erase_at <= 5 ORDER BY erase_at, number":      "complaint_erase",
		"SELECT number FROM duty WHERE workspace = 'T' AND is_open AND kind = 'hold' ORDER BY due_at, number": "duty_hold",
	} {
		rows, err := s.Raw().QueryxContext(t.Context(), "EXPLAIN QUERY PLAN "+query)
		must(t, err)
		plan := ""
		for rows.Next() {
			values, err := rows.SliceScan()
			must(t, err)
			plan += fmt.Sprint(values[3], "\n")
		}
		must(t, errors.Join(rows.Err(), rows.Close()))
		if !strings.Contains(plan, index) {
			t.Errorf("%s\nis read as\n%s", query, plan)
		}
	}
}
