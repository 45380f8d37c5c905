package db_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// crowd is filings that wait while nobody may have a number.
type crowd struct {
	t       *testing.T
	store   *db.Store
	w       *db.Workspace
	release func()
	wg      sync.WaitGroup
	waiting int
}

// newCrowd comes after cases of these sources, so that numbers may be expected.
func newCrowd(t *testing.T, url string, before ...string) *crowd {
	store := open(t, url, newVault(t))
	c := &crowd{t: t, store: store, w: store.In(firm)}
	settle(t, c.w)
	for _, source := range before {
		file(t, c.w, source)
	}
	c.release = store.HoldNumbers()
	return c
}

// outcome is what became of one of them.
type outcome struct {
	c       *complaint.Case
	created bool
	err     error
}

// join puts a filing behind those that wait.
func (c *crowd) join(ctx context.Context, source string) *outcome {
	c.t.Helper()
	f := &outcome{}
	c.wg.Go(func() {
		f.c, f.created, f.err = c.w.CreateCase(ctx, source, at("2026-03-05 10:00"), register(at("2026-03-05 10:20")))
	})
	c.waiting++
	c.settle(c.waiting)
	return f
}

// settle waits until so many wait.
func (c *crowd) settle(n int) {
	c.t.Helper()
	for end := time.Now().Add(20 * time.Second); c.store.Waiting() != n; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			c.t.Fatalf("%d filings wait for a number, want %d", c.store.Waiting(), n)
		}
	}
}

// Those that wait get their numbers together, in the order in which they came: one
// commit for all.
func TestFilingsThatWaitAreWrittenTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		c := newCrowd(t, url, "V")
		var all []*outcome
		for i := range 6 {
			all = append(all, c.join(t.Context(), fmt.Sprint("V", i)))
		}
		onlyInOneStatement(t, c.store)
		c.release()
		c.wg.Wait()
		for i, f := range all {
			if want := fmt.Sprintf("K-2026-%04d", i+2); f.err != nil || !f.created || f.c.Number != want {
				t.Errorf("filing %d: %+v, want %s", i, f, want)
				continue
			}
			read, err := c.w.Case(t.Context(), f.c.Number)
			must(t, err)
			if read.Filing().Name != "Anna de Vries" || len(read.Involved()) != len(f.c.Involved()) {
				t.Errorf("%s comes back as %+v", f.c.Number, read.Filing())
			}
		}
		if strings.HasPrefix(url, "postgres") {
			var transactions int
			must(t, c.store.Raw().Get(&transactions, "SELECT COUNT(DISTINCT xmin::text) FROM complaint WHERE ordinal > 1"))
			if transactions != 1 {
				t.Errorf("six cases were written in %d transactions, want 1", transactions)
			}
		}
	})
}

// Two processes on one database, and one put back from a copy: no number twice, none left
// out, whatever the process thinks comes next.
func TestNumbersWhateverWasExpected(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		v := newVault(t)
		one, other := open(t, url, v).In(firm), open(t, url, v).In(firm)
		settle(t, one)
		for i, w := range []*db.Workspace{one, one, other, other, one, other, one, one} {
			if c, want := file(t, w, fmt.Sprint("V", i)), fmt.Sprintf("K-2026-%04d", i+1); c.Number != want {
				t.Fatalf("filing %d is %s, want %s", i, c.Number, want)
			}
		}
		again, created, err := other.CreateCase(t.Context(), "V7", at("2026-03-05 10:00"), register(at("2026-03-05 10:20")))
		if err != nil || created || again.Number != "K-2026-0008" {
			t.Errorf("the same source elsewhere gives %v (created %v), %v; want K-2026-0008", again, created, err)
		}
		if c := file(t, one, "V9"); c.Number != "K-2026-0009" {
			t.Errorf("then %s, want K-2026-0009: it used up no number", c.Number)
		}
		raw := open(t, url, v).Raw()
		raw.MustExec("UPDATE counter SET last = 20") // what was between came from the copy
		if c := file(t, one, "V10"); c.Number != "K-2026-0021" {
			t.Errorf("after the counter moved %s, want K-2026-0021", c.Number)
		}
		if c := file(t, one, "V11"); c.Number != "K-2026-0022" {
			t.Errorf("then %s, want K-2026-0022", c.Number)
		}
		raw.MustExec("DELETE FROM counter")
		for i, source := range []string{"V12", "V13"} {
			if strings.HasPrefix(url, "sqlite") {
				break // it expects no number, and finds those before taken
			}
			if c, want := file(t, one, source), fmt.Sprintf("K-2026-%04d", 23+i); c.Number != want {
				t.Errorf("after the counter was lost %s, want %s", c.Number, want)
			}
		}
	})
}

// onlyInOneStatement lets Postgres refuse a case whose number was asked for.
func onlyInOneStatement(t *testing.T, s *db.Store) {
	t.Helper()
	if !strings.HasPrefix(s.Name(), "postgres") {
		return // SQLite takes no INSERT as a part of a WITH
	}
	s.Raw().MustExec(`
		CREATE FUNCTION alone() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			IF current_query() NOT LIKE '%INSERT INTO counter%' THEN RAISE 'its number was asked for'; END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER alone BEFORE INSERT ON complaint FOR EACH ROW EXECUTE FUNCTION alone()`)
}

// A filing behind another is one statement, which commits by itself.
func TestAFilingIsOneStatement(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		store := open(t, url, newVault(t))
		w := store.In(firm)
		settle(t, w)
		file(t, w, "V1") // asks for the number
		onlyInOneStatement(t, store)
		if c := file(t, w, "V2"); c.Number != "K-2026-0002" {
			t.Errorf("filed as %s, want K-2026-0002", c.Number)
		}
	})
}

// One that the database refuses takes nobody with it, and leaves no gap.
func TestOneOfAGroupFails(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		c := newCrowd(t, url)
		first, twice, again, last := c.join(t.Context(), "V1"), c.join(t.Context(), "V2"), c.join(t.Context(), "V2"), c.join(t.Context(), "V3")
		c.release()
		c.wg.Wait()
		for _, f := range []*outcome{first, twice, again, last} {
			must(t, f.err)
		}
		if twice.c.Number != again.c.Number || twice.created == again.created {
			t.Errorf("one source gave %s (created %v) and %s (created %v), want one case", twice.c.Number, twice.created, again.c.Number, again.created)
		}
		if !first.created || !last.created || first.c.Number == last.c.Number {
			t.Errorf("the others became %s and %s", first.c.Number, last.c.Number)
		}
		if rows, err := c.w.Cases(t.Context(), db.Filter{}); err != nil || len(rows) != 3 || rows[0].Number != "K-2026-0003" {
			t.Errorf("cases %v, %v; want three up to K-2026-0003", rows, err)
		}
	})
}

// Who gives up before anybody wrote for them leaves nothing and uses up no number.
func TestGivesUpBeforeItsNumber(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		c := newCrowd(t, url)
		ctx, leave := context.WithCancelCause(t.Context())
		first, gone, last := c.join(t.Context(), "V1"), c.join(ctx, "V2"), c.join(t.Context(), "V3")
		leave(errStop)
		c.settle(2)
		c.release()
		c.wg.Wait()
		if !errors.Is(gone.err, errStop) || gone.created {
			t.Errorf("who gave up: %+v, want errStop", gone)
		}
		for i, f := range []*outcome{first, last} {
			if want := fmt.Sprintf("K-2026-%04d", i+1); f.err != nil || f.c.Number != want {
				t.Errorf("filing %d: %+v, want %s", i, f, want)
			}
		}
		if again := file(t, c.w, "V2"); again.Number != "K-2026-0003" {
			t.Errorf("filed again as %s, want K-2026-0003", again.Number)
		}
	})
}

// One that nobody joins has as much time as who files it gave it, however long SQLite's
// one writer keeps it waiting.
func TestFiledBehindASlowWriter(t *testing.T) {
	t.Parallel()
	w := desk(t, dbtest.SQLite(t))
	number := file(t, w, "V1").Number
	busy := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err := w.UpdateCase(t.Context(), number, func(*complaint.Case) error {
			close(busy)
			time.Sleep(db.GroupTime + 100*time.Millisecond)
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-busy
	if c := file(t, w, "V2"); c.Number != "K-2026-0002" {
		t.Errorf("filed as %s, want K-2026-0002", c.Number)
	}
	wg.Wait()
}
