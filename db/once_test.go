package db_test

import (
	"errors"
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
