package db_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db/dbtest"
)

func TestTellOfACase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		file(t, w, "V1")
		drain(t, w)
		n := complaint.Notice{Kind: complaint.NoticeCopy, To: sanne, Ref: "F1 10:20"}
		for range 2 { // the second is the same
			must(t, w.Tell(t.Context(), "K-2026-0001", n, at("2026-03-05 10:20")))
		}
		n.Ref = "F1 10:21"
		must(t, w.Tell(t.Context(), "K-2026-0001", n, at("2026-03-05 10:21")))
		if diff := cmp.Diff([]string{"K-2026-0001 copyF1 10:20", "K-2026-0001 copyF1 10:21"}, kinds(drain(t, w))); diff != "" {
			t.Errorf("-want +sent:\n%s", diff)
		}
		if err := w.Tell(t.Context(), "K-2026-0099", n, at("2026-03-05 10:21")); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("of no case: %v", err)
		}
	})
}

// What is asked again too soon is told once, also when many ask at once, and again
// when the pause is over. What could not be told holds nobody up.
func TestTellSince(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		file(t, w, "V1")
		drain(t, w)
		start, pause := at("2026-03-05 10:00"), 15*time.Minute
		nudge := func(number, key string, after time.Duration) (bool, error) {
			n := complaint.Notice{Kind: complaint.NoticeNudge, To: sanne, Ref: fmt.Sprintf("assign/%s/%d", key, after)}
			return w.TellSince(t.Context(), key, pause, number, n, start.Add(after))
		}
		if told, err := nudge("K-2026-0099", "a", 0); told || !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("of no case: %v, %v", told, err)
		}
		for _, tc := range []struct {
			after  time.Duration
			key    string
			number string
			want   int
		}{
			{0, "a", "K-2026-0001", 1}, // what failed before does not count
			{14 * time.Minute, "a", "K-2026-0001", 0},
			{14 * time.Minute, "b", "K-2026-0001", 1},
			{15 * time.Minute, "a", "K-2026-0001", 1},
			{29 * time.Minute, "a", "K-2026-0001", 0},
			{31 * time.Minute, "a", "K-2026-0001", 1},
			{31 * time.Minute, "c", "", 1},
		} {
			var told atomic.Int32
			var wg sync.WaitGroup
			for range 4 {
				wg.Go(func() {
					ok, err := nudge(tc.number, tc.key, tc.after)
					if err != nil {
						t.Error(err)
					}
					if ok {
						told.Add(1)
					}
				})
			}
			wg.Wait()
			if sent := len(drain(t, w)); int(told.Load()) != tc.want || sent != tc.want {
				t.Errorf("%s after %v: said told %d times and told %d times, want %d", tc.key, tc.after, told.Load(), sent, tc.want)
			}
		}
	})
}

// Notices of many cases are enqueued together, more than one transaction takes; a second
// time tells nothing twice.
func TestTellMany(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		one, other := file(t, w, "V1").Number, file(t, w, "V2").Number
		drain(t, w)
		notices := map[string][]complaint.Notice{"": nil, one: nil, other: nil}
		for number := range notices {
			for i := range 300 {
				notices[number] = append(notices[number], complaint.Notice{Kind: complaint.NoticeReturn, To: sanne, Ref: fmt.Sprint("U", i), Seq: -7})
			}
		}
		for range 2 {
			must(t, w.TellMany(t.Context(), notices, at("2026-03-05 10:20")))
		}
		got := map[string]int{}
		for _, c := range drain(t, w) {
			got[c.Number]++
		}
		if diff := cmp.Diff(map[string]int{"": 300, one: 300, other: 300}, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	})
}
