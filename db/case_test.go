package db_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// sameCase compares what a case is, not how it came to be in memory.
var sameCase = cmp.Options{
	cmpopts.IgnoreUnexported(complaint.Case{}, complaint.AnswerVersion{}),
	cmpopts.IgnoreFields(complaint.Case{}, "Procedure", "Calendar", "Roster"),
	cmpopts.EquateEmpty(),
}

func TestCaseComesBackAsItWasSaved(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		for _, s := range road() {
			t.Run(s.name, func(t *testing.T) {
				saved, err := w.UpdateCase(t.Context(), number, s.do)
				must(t, err)
				read, err := w.Case(t.Context(), number)
				must(t, err)
				if diff := cmp.Diff(saved, read, sameCase); diff != "" {
					t.Errorf("-saved +read:\n%s", diff)
				}
				if events, entries := saved.Changes(); len(events)+len(entries) > 0 {
					t.Errorf("after the commit %d events and %d entries count as new", len(events), len(entries))
				}
				if diff := cmp.Diff(saved.Filing(), read.Filing()); diff != "" {
					t.Errorf("filing -saved +read:\n%s", diff)
				}
			})
		}
		rows, err := w.Cases(t.Context(), db.Filter{})
		must(t, err)
		if len(rows) != 1 || rows[0].State != complaint.StateClosed || rows[0].Open {
			t.Errorf("rows after closing: %+v", rows)
		}
	})
}

func TestSameSourceIsOneCase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		first := file(t, w, "V1")
		again, created, err := w.CreateCase(t.Context(), "V1", at("2026-03-05 10:00"), func(*complaint.Case) error {
			t.Error("decide was called for a source that has its case")
			return nil
		})
		if err != nil || created || again.Number != first.Number {
			t.Errorf("second time: %v, created %v, %v; want %s", again, created, err, first.Number)
		}
		var wg, decided sync.WaitGroup
		numbers := make([]string, 8)
		decided.Add(len(numbers))
		for i := range numbers {
			wg.Go(func() {
				meet := sync.OnceFunc(func() { decided.Done(); decided.Wait() })
				c, _, err := w.CreateCase(t.Context(), "V2", at("2026-03-05 10:00"), func(c *complaint.Case) error {
					if strings.HasPrefix(url, "postgres") { // SQLite lets in one at a time
						meet() // nobody found a case
					}
					return register(at("2026-03-05 10:20"))(c)
				})
				if err != nil {
					t.Error(err)
					return
				}
				numbers[i] = c.Number
			})
		}
		wg.Wait()
		for _, n := range numbers {
			if n != "K-2026-0002" {
				t.Errorf("eight at once with one source gave %v, want K-2026-0002 throughout", numbers)
				break
			}
		}
	})
}

func TestNumbersHaveNoGaps(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		var wg sync.WaitGroup
		for client := range 8 {
			wg.Go(func() {
				for i := range 10 {
					decide := register(at("2026-03-05 10:20"))
					refused := (client+i)%3 == 0
					if refused {
						decide = func(c *complaint.Case) error { // recorded, then refused
							return errors.Join(register(at("2026-03-05 10:20"))(c), errStop)
						}
					}
					_, created, err := w.CreateCase(t.Context(), fmt.Sprintf("V%d-%d", client, i), at("2026-03-05 10:00"), decide)
					if refused != errors.Is(err, errStop) || created == refused {
						t.Errorf("client %d, form %d: created %v, %v", client, i, created, err)
					}
				}
			})
		}
		wg.Wait()
		rows, err := w.Cases(t.Context(), db.Filter{Limit: 1000})
		must(t, err)
		for i, r := range rows {
			if want := fmt.Sprintf("K-2026-%04d", len(rows)-i); r.Number != want {
				t.Fatalf("case %d of %d is %s, want %s", i, len(rows), r.Number, want)
			}
		}
		if len(rows) != 53 {
			t.Errorf("%d cases, want 53", len(rows))
		}
	})
}

func TestOneOfTenApprovesOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		walkTo(t, w, number, "draft")
		var wg, loaded sync.WaitGroup
		errs := make([]error, 10)
		loaded.Add(len(errs))
		for i := range errs {
			wg.Go(func() {
				by, meet := []string{mees, sanne}[i%2], sync.OnceFunc(func() { loaded.Done(); loaded.Wait() })
				_, errs[i] = w.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
					if strings.HasPrefix(url, "postgres") { // SQLite lets in one at a time
						meet() // all have loaded the same case
					}
					return c.Approve(1, member(by), at("2026-03-12 16:00"))
				})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			refusal, _ := errors.AsType[*complaint.Refusal](err)
			switch {
			case err == nil:
				won++
			case refusal == nil || refusal.Text != "error.already_decided":
				t.Errorf("a loser got %v, want to be told who was first", err)
			}
		}
		if won != 1 {
			t.Errorf("%d approved, want 1", won)
		}
	})
}

func TestNothingRecordedNothingWritten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		number := file(t, w, "V1").Number
		before := dump(t, s)
		for name, decide := range map[string]func(*complaint.Case) error{
			"nothing": func(*complaint.Case) error { return nil },
			"refused": func(c *complaint.Case) error {
				return errors.Join(c.Explain(complaint.Explanation{At: at("2026-03-05 10:30"), Via: "phone", Given: "kopie meegegeven"}, member(lotte), at("2026-03-05 10:31")), errStop)
			},
		} {
			if _, err := w.UpdateCase(t.Context(), number, decide); err != nil && !errors.Is(err, errStop) {
				t.Errorf("%s: %v", name, err)
			}
			if diff := cmp.Diff(before, dump(t, s)); diff != "" {
				t.Errorf("%s: -before +after:\n%s", name, diff)
			}
		}
		if _, err := w.UpdateCase(t.Context(), "K-2026-0099", road()[0].do); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("unknown number: %v, want ErrNotFound", err)
		}
		if _, _, err := w.CreateCase(t.Context(), "V9", at("2026-03-05 10:00"), func(*complaint.Case) error { return nil }); err == nil {
			t.Error("a case without an event was saved")
		}
	})
}

func TestOtherWorkspaceSeesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w, other := s.In(firm), s.In("T0OTHER")
		settle(t, w)
		number := file(t, w, "V1").Number
		if _, err := other.Case(t.Context(), number); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("Case: %v, want ErrNotFound", err)
		}
		if _, err := other.Roster(t.Context()); !errors.Is(err, db.ErrNoSettings) {
			t.Errorf("Roster: %v, want ErrNoSettings", err)
		}
		if _, _, err := other.CreateCase(t.Context(), "V1", at("2026-03-05 10:00"), register(at("2026-03-05 10:20"))); !errors.Is(err, db.ErrNoSettings) {
			t.Errorf("CreateCase without settings: %v, want ErrNoSettings", err)
		}
		rows, err := other.Cases(t.Context(), db.Filter{})
		must(t, err)
		claimed, err := other.Claim(t.Context(), machine, minute, 10)
		must(t, err)
		waking, err := other.Waking(t.Context(), at("2030-01-01 00:00"), 10)
		must(t, err)
		duties, err := other.OpenDuties(t.Context(), at("2030-01-01 00:00"), 10)
		must(t, err)
		alike, err := other.Alike(t.Context(), "anna@example.com", "", 10)
		must(t, err)
		found, err := other.Number(t.Context(), number, at("2026-03-05 10:00"), amsterdam)
		must(t, err)
		files, err := other.Files(t.Context(), number)
		must(t, err)
		if n := len(rows) + len(claimed) + len(waking) + len(duties) + len(alike) + len(found) + len(files); n != 0 {
			t.Errorf("the other workspace finds %v %v %v %v %v %v %v", rows, claimed, waking, duties, alike, found, files)
		}
		settle(t, other)
		if c := file(t, other, "V1"); c.Number != number {
			t.Errorf("first case of the other workspace is %s, want %s: counters and sources are its own", c.Number, number)
		}
	})
}
