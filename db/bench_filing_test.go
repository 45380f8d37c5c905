package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

var databases = []struct {
	name string
	url  func(testing.TB) string
}{{"sqlite", dbtest.SQLite}, {"postgres", dbtest.Postgres}}

// BenchmarkFiling files complaints, and writes the same rows with database/sql alone:
// nothing derived, nothing sealed, nothing checked. The ways take turns in short
// rounds, because the speed of a machine wanders, and the figures are medians over the
// rounds. Rows is one tx.Exec per row, tables one per table, prepared that with
// prepared statements.
func BenchmarkFiling(b *testing.B) {
	for _, d := range databases {
		for _, clients := range []int{1, 8, 32} {
			b.Run(fmt.Sprintf("%s/clients=%d", d.name, clients), func(b *testing.B) {
				url := d.url(b)
				s := open(b, url, newVault(b))
				w := s.In(firm)
				settle(b, w)
				raw := s.Raw().DB // SQLite has one writer, which all share
				if d.name == "postgres" {
					raw = plainPool(b, url, clients)
				}
				same := newBaseline(b, raw, file(b, w, "V0").Number)
				ways := []func() error{filer(w), same.writer(b, perRow), same.writer(b, perTable), same.writer(b, prepared)}
				for b.Loop() {
					reportRates(b, race(b, clients, ways))
				}
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// filer gives a function that files one more complaint, of one more customer.
func filer(w *db.Workspace) func() error {
	var n atomic.Int64
	return func() error {
		i, now := n.Add(1), at("2026-03-05 10:20")
		form := registration()
		form.Email, form.Phone = fmt.Sprintf("anna%d@example.com", i), fmt.Sprintf("+316%08d", i)
		from := db.Origin{Source: fmt.Sprint("V", i), Received: form.ReceivedAt, Mail: form.Email, Phone: form.Phone}
		_, _, err := w.FileCase(context.Background(), from, func(c *complaint.Case, _ []string) error {
			return c.Register(form, member(lotte), now)
		})
		return err
	}
}

// plainPool is how a program opens Postgres that thinks no further about it.
func plainPool(b *testing.B, url string, clients int) *sql.DB {
	pool, err := sql.Open("postgres", url)
	must(b, err)
	pool.SetMaxOpenConns(clients)
	pool.SetMaxIdleConns(clients)
	b.Cleanup(func() { must(b, pool.Close()) })
	return pool
}

const (
	raceRounds = 11
	raceTurn   = 128 // transactions
)

// race lets the ways take turns and gives their rates per second, a line per round.
// The first round only warms up.
func race(b *testing.B, clients int, ways []func() error) (rates [][]float64) {
	for r := range raceRounds + 1 {
		var line []float64
		for _, do := range ways {
			line = append(line, raceTurn/inParallel(b, clients, raceTurn, do).Seconds())
		}
		if r > 0 {
			rates = append(rates, line)
		}
	}
	return rates
}

func inParallel(b *testing.B, clients, times int, do func() error) time.Duration {
	start := time.Now()
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() {
			for range times / clients {
				if err := do(); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	return time.Since(start)
}

// reportRates gives the median rates, and the medians of the first way as a share of
// each other one in the same round.
func reportRates(b *testing.B, rates [][]float64) {
	median := func(of func(line []float64) float64) float64 {
		var all []float64
		for _, line := range rates {
			all = append(all, of(line))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	for i, unit := range []string{"ours/s", "rows/s", "tables/s", "prepared/s"} {
		b.ReportMetric(median(func(l []float64) float64 { return l[i] }), unit)
	}
	for i, unit := range []string{"%rows", "%tables>=60", "%prepared"} {
		b.ReportMetric(median(func(l []float64) float64 { return 100 * l[0] / l[i+1] }), unit)
	}
}
