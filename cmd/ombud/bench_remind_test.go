package main

import (
	"database/sql"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
	"ombud/scheduler"
	"ombud/vault"
)

// dueCases are those that the reminder job has to visit, among few and among many.
const dueCases = 100

// BenchmarkRemind runs the reminder job at each moment at which the due cases wake,
// in turn on a workspace of 1,000 open cases and on one of 100,000. The due ones are
// the same in both. The others are copies that cannot even be opened, so a job that
// touched one would fail.
func BenchmarkRemind(b *testing.B) {
	for _, d := range []struct {
		name string
		url  func(testing.TB) string
	}{{"sqlite", dbtest.SQLite}, {"postgres", dbtest.Postgres}} {
		b.Run(d.name, func(b *testing.B) {
			few, many := newReminded(b, d.url(b), 1_000), newReminded(b, d.url(b), 100_000)
			var small, large, ratios []float64
			for b.Loop() {
				for at := few.next(b, benchReceived); len(ratios) < 9; at = few.next(b, at) {
					s, l := few.remind(b, at), many.remind(b, at)
					small, large, ratios = append(small, s), append(large, l), append(ratios, l/s)
				}
			}
			b.ReportMetric(median(small), "ms-of-1000")
			b.ReportMetric(median(large), "ms-of-100000")
			b.ReportMetric(median(ratios), "ratio<=1.3")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

// reminded is a workspace with the job.
type reminded struct {
	store *db.Workspace
	job   *scheduler.Scheduler
}

var benchReceived = time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC)

func newReminded(b *testing.B, url string, cases int) *reminded {
	b.Helper()
	cfg := benchConfig(b)
	keyset, err := vault.NewKeyset()
	mustBench(b, err)
	v, err := vault.New(keyset)
	mustBench(b, err)
	store, err := db.Open(b.Context(), url, v)
	mustBench(b, err)
	b.Cleanup(func() { mustBench(b, store.Close()) })
	ws := store.In(cfg.Workspace)
	mustBench(b, ws.SaveProcedure(b.Context(), cfg.yaml, benchReceived))
	mustBench(b, ws.SaveCalendar(b.Context(), cfg.cal, benchReceived))
	mustBench(b, ws.SaveRoster(b.Context(), cfg.roster()))
	for i := range dueCases {
		_, _, err := ws.CreateCase(b.Context(), fmt.Sprint("V", i), benchReceived, registerBench)
		mustBench(b, err)
	}
	copyCases(b, url, cases-dueCases)
	return &reminded{ws, &scheduler.Scheduler{Store: ws, Company: cfg.company(), Log: slog.New(slog.DiscardHandler)}}
}

// registerBench files an invented complaint.
func registerBench(c *complaint.Case) error {
	return c.Register(complaint.Registration{
		Filing: complaint.Filing{
			Name: "Anna de Vries", Phone: "+31 6 12345678", Summary: "Annual accounts two months late",
			Story: "The accounts were promised for September and came in November.",
		},
		Via: "phone", ReceivedAt: benchReceived,
	}, complaint.Person{ID: "U0LOTTE", Member: true}, benchReceived)
}

// next is the moment at which the due cases wake after that one.
func (r *reminded) next(b *testing.B, after time.Time) time.Time {
	b.Helper()
	at, err := r.store.NextWake(b.Context(), after)
	mustBench(b, err)
	return at
}

// remind runs the job and gives the time that it took, in ms.
func (r *reminded) remind(b *testing.B, at time.Time) float64 {
	b.Helper()
	waking, err := r.store.Waking(b.Context(), at, 2*dueCases)
	mustBench(b, err)
	if len(waking) != dueCases {
		b.Fatalf("%d cases wake at %s, want %d", len(waking), at, dueCases)
	}
	start := time.Now()
	_, err = r.job.Run(b.Context(), "remind", at, false)
	took := time.Since(start)
	mustBench(b, err)
	return float64(took.Microseconds()) / 1000
}

// copied says, for the columns in which copies of a case differ, what they hold; the
// rest is as in the case. What is told was told long ago, and nothing wakes for years.
var copied = map[string]string{
	"number": "'K-2026-' || i", "ordinal": "i", "source": "'copy' || i", "wake_at": "4102444800000 + i",
	"lane": "'K-2026-' || i || '/' || id", "key": "'K-2026-' || i || '/' || id",
}

// copyCases copies the first case so many times, with all its rows.
func copyCases(b *testing.B, url string, n int) {
	b.Helper()
	driver, address, _ := strings.Cut(url, ":")
	if driver == "postgres" {
		address = url
	}
	pool, err := sql.Open(driver, address)
	mustBench(b, err)
	defer pool.Close()
	for _, table := range []string{"complaint", "event", "sealed", "blind", "duty", "notice"} {
		_, err := pool.Exec(copyStatement(b, pool, table, n))
		mustBench(b, err)
	}
	if driver == "postgres" { // it does so by itself, some time after a change as large as this one
		_, err = pool.Exec("ANALYZE")
		mustBench(b, err)
	}
}

func copyStatement(b *testing.B, pool *sql.DB, table string, n int) string {
	b.Helper()
	rows, err := pool.Query("SELECT * FROM " + table + " LIMIT 0")
	mustBench(b, err)
	defer rows.Close()
	columns, err := rows.Columns()
	mustBench(b, err)
	mustBench(b, rows.Err())
	if table == "notice" {
		columns = slices.DeleteFunc(columns, func(c string) bool { return c == "id" })
	}
	values := make([]string, len(columns))
	for i, c := range columns {
		values[i] = c
		switch {
		case table == "notice" && c == "state":
			values[i] = "'sent'"
		case table == "notice" && c == "done_at":
			values[i] = "created_at"
		case copied[c] != "":
			values[i] = copied[c]
		}
	}
	return fmt.Sprintf(`WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
		INSERT INTO %s (%s) SELECT %s FROM %[2]s, n WHERE number = 'K-2026-0001'`,
		1000+n-1, table, strings.Join(columns, ", "), strings.Join(values, ", "))
}
