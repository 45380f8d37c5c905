package db_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"ombud/db"
)

// BenchmarkSteady files 200 complaints a second for as long as it runs and reports how
// long the slowest took, from the moment each was due.
func BenchmarkSteady(b *testing.B) {
	const rate = 200
	for _, d := range databases {
		b.Run(d.name, func(b *testing.B) {
			file := filer(desk(b, d.url(b)))
			var mu sync.Mutex
			var took []time.Duration
			var wg sync.WaitGroup
			i := 0
			for start := time.Now(); b.Loop(); i++ {
				due := start.Add(time.Duration(i) * time.Second / rate)
				time.Sleep(time.Until(due))
				wg.Go(func() {
					if err := file(); err != nil {
						b.Error(err)
					}
					mu.Lock()
					took = append(took, time.Since(due))
					mu.Unlock()
				})
			}
			wg.Wait()
			slices.Sort(took)
			for _, p := range []int{50, 99} {
				b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
			}
			b.ReportMetric(0, "ns/op") // the rate is ours to choose
		})
	}
}

// BenchmarkWaking asks for 100 due cases among few and among many.
func BenchmarkWaking(b *testing.B) {
	for _, d := range databases {
		for _, cases := range []int{1_000, 100_000} {
			b.Run(fmt.Sprintf("%s/%d", d.name, cases), func(b *testing.B) {
				s := open(b, d.url(b), newVault(b))
				fill(b, s, cases)
				w := s.In(firm)
				b.ResetTimer()
				for b.Loop() {
					if n, err := w.Waking(context.Background(), time.UnixMilli(1000), 200); err != nil || len(n) != 100 {
						b.Fatalf("%d cases wake, %v; want 100", len(n), err)
					}
				}
			})
		}
	}
}

// BenchmarkQueue claims a notice and puts it back, among few that wait and among many,
// with many more that were sent.
func BenchmarkQueue(b *testing.B) {
	for _, d := range databases {
		for _, waiting := range []int{100, 20_000} {
			b.Run(fmt.Sprintf("%s/%d", d.name, waiting), func(b *testing.B) {
				s := open(b, d.url(b), newVault(b))
				fillQueue(b, s, waiting)
				w := s.In(firm)
				b.ResetTimer()
				for b.Loop() {
					claimed, err := w.Claim(context.Background(), machine, time.Minute, 1)
					if err != nil || len(claimed) != 1 {
						b.Fatalf("claimed %d, %v", len(claimed), err)
					}
					must(b, w.Later(context.Background(), claimed[0], db.Retry{Until: machine}))
					if due, err := w.NextDue(context.Background()); err != nil || due.IsZero() {
						b.Fatalf("next due %v, %v", due, err)
					}
				}
			})
		}
	}
}

// fillQueue writes notices of as many cases to twenty destinations, behind 20,000 that
// were sent.
func fillQueue(t testing.TB, s *db.Store, waiting int) {
	t.Helper()
	must(t, exec(s, `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
		INSERT INTO gate SELECT '`+firm+`', 'post:U' || i, 0, 0, '' FROM n`))
	must(t, exec(s, fmt.Sprintf(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
		INSERT INTO notice (workspace, number, lane, gate, key, kind, recipient, seq, ref, on_delivered, state, due_at,
			token, doubt, attempts, class, created_at, done_at)
		SELECT '%s', 'K-2026-' || i, 'K-2026-' || i || '/U' || (i %% 20), 'post:U' || (i %% 20), 'K-2026-' || i, 'receipt', 'U' || (i %% 20),
			1, '', '', CASE WHEN i <= 20000 THEN 'sent' ELSE 'pending' END, 0, '', FALSE, 0, '', 1,
			CASE WHEN i <= 20000 THEN 1 END
		FROM n`, 20000+waiting, firm)))
}

func exec(s *db.Store, statement string) error {
	_, err := s.Raw().Exec(statement)
	return err
}

// fill writes the rows of so many cases, of which 100 are due at 1000 ms.
func fill(t testing.TB, s *db.Store, cases int) {
	t.Helper()
	_, err := s.Raw().Exec(`
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ` + fmt.Sprint(cases) + `)
		INSERT INTO complaint (workspace, number, year, ordinal, source, version, procedure_version, calendar_version, box, state, round, via, nature,
			filer, handler, outcome, followed_up, confidential, is_open, received_at, registered_at, told_at, closed_at, wake_at, next_due)
		SELECT '` + firm + `', 'K-2026-' || i, 2026, i, 'V' || i, 1, 1, 1, NULL, 'recorded', 1, 'phone', '',
			'U0LOTTE', '', '', '', FALSE, TRUE, 0, 0, NULL, NULL, CASE WHEN i % ` + fmt.Sprint(cases/100) + ` = 0 THEN 1000 ELSE 1000000 + i END, 1000000 + i
		FROM n`)
	must(t, err)
	_, err = s.Raw().Exec("ANALYZE")
	must(t, err)
}
