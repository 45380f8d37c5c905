package db_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// A form that comes ten times at once is taken once, and each of them is told so. One that
// was refused, or that failed, may come again.
func TestWhatCountsOnceCountsOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		now := at("2026-03-09 16:00")
		form := func() *db.Workspace { return w.Once("submit/V2", now) }
		for name, want := range map[string]error{"refused": &complaint.Refusal{Text: "no"}, "failed": errors.New("down")} {
			if _, err := form().UpdateCase(t.Context(), number, func(*complaint.Case) error { return want }); !errors.Is(err, want) {
				t.Fatalf("%s: %v", name, err)
			}
		}
		note := func(c *complaint.Case) error {
			var a complaint.Addition
			a.Story = "And it came late."
			return c.AddInformation(a, member(lotte), now)
		}
		c, err := w.Case(t.Context(), number)
		must(t, err)
		before := len(c.Events)
		var wg sync.WaitGroup
		errs, events := make([]error, 10), make([]int, 10)
		for i := range errs {
			wg.Go(func() {
				c, err := form().UpdateCase(t.Context(), number, note)
				if errs[i] = err; err == nil {
					events[i] = len(c.Events)
				}
			})
		}
		wg.Wait()
		for i := range errs {
			if errs[i] != nil || events[i] != before+1 {
				t.Errorf("time %d: %v, %d events, want %d", i, errs[i], events[i], before+1)
			}
		}
		if _, err := w.Once("submit/V3", now).UpdateCase(t.Context(), number, note); err != nil {
			t.Errorf("another form: %v", err)
		}
	})
}

// A form about two cases too.
func TestAPairCountsOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		one, other := file(t, w, "V1").Number, file(t, w, "V2").Number
		decided := 0
		for range 2 {
			must(t, w.Once("submit/V3", at("2026-03-12 16:00")).UpdateCases(t.Context(), one, other, func(c, o *complaint.Case) error {
				decided++
				return complaint.Relate(c, o, member(sanne), at("2026-03-12 16:00"))
			}))
		}
		if decided != 1 {
			t.Errorf("decided %d times", decided)
		}
	})
}

// A form about who holds which role or who is away, and one about a review, too: what
// comes again decides and tells nothing.
func TestWhatBelongsToNoCaseCountsOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		now := at("2026-03-09 16:00")
		must(t, w.SaveRoster(t.Context(), &complaint.Roster{}))
		decided := 0
		name := func(key string, lost error) error {
			return w.Once(key, now).UpdateRoster(t.Context(), now, func(r *complaint.Roster) ([]complaint.Notice, error) {
				decided++
				r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleHandler, User: lotte})
				return []complaint.Notice{{Kind: complaint.NoticeNamed, To: lotte, Ref: fmt.Sprint(decided)}}, lost
			})
		}
		if err := name("submit/V1", complaint.ErrConflict); !errors.Is(err, complaint.ErrConflict) {
			t.Fatalf("refused: %v", err)
		}
		for range 2 {
			must(t, name("submit/V1", nil))
		}
		if decided != 2 { // refused, and taken
			t.Errorf("decided %d times", decided)
		}
		must(t, name("submit/V2", nil))
		review := func(key string, n int) error {
			return w.Once(key, now).AddRevision(t.Context(), revision(t, n, "2026-03-09"))
		}
		for range 2 {
			must(t, review("submit/V3", 1))
		}
		if err := review("submit/V4", 1); !errors.Is(err, complaint.ErrConflict) {
			t.Errorf("another form with that number: %v", err)
		}
		must(t, review("submit/V4", 2))
		r, err := w.Roster(t.Context())
		must(t, err)
		list, err := w.Revisions(t.Context(), 9)
		must(t, err)
		if len(r.Holders) != 2 || len(list) != 2 {
			t.Errorf("%d holders and %d reviews, want 2 of each", len(r.Holders), len(list))
		}
	})
}
