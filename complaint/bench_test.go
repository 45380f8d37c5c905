package complaint

import (
	"testing"
	"time"

	"ombud/procedure"
)

// answered is a case of a preset that went most of its road, so that most duties of
// its procedure have begun.
func answered(t testing.TB, name string) *Case {
	t.Helper()
	like := presetCase(t, name, zoneOf(name))
	clock := time.Date(2026, 3, 5, 10, 20, 0, 0, like.Calendar.Zone())
	r := registration(t)
	r.Street, r.Postcode, r.Town = "Markt 1", "1234 AB", "Utrecht"
	must(t, like.Register(r, member(lotte), clock))
	for _, step := range roadOf(like) {
		clock = clock.Add(time.Hour)
		_ = step(clock) // some are none of this procedure's
	}
	if like.ToldAt.IsZero() {
		t.Fatalf("%s is %s", name, like.Face())
	}
	return like
}

// underived is the same case as it comes out of the store: nothing is remembered.
func (c *Case) underived() *Case {
	other := *c
	other.derived, other.derivedAt = nil, 0
	return &other
}

// BenchmarkDuties derives every duty of a case, steps included, anew each time.
func BenchmarkDuties(b *testing.B) {
	for _, name := range procedure.Presets() {
		b.Run(name, func(b *testing.B) {
			c, n := answered(b, name), 0
			b.ReportAllocs()
			began := time.Now()
			for b.Loop() {
				if _, err := c.underived().Duties(); err != nil {
					b.Fatal(err)
				}
				n++
			}
			duties, _ := c.Duties()
			b.ReportMetric(float64(len(duties)), "duties")
			b.ReportMetric(float64(time.Since(began).Microseconds())/float64(n), "case-µs<=50")
		})
	}
}

// BenchmarkFirm derives the duties of 100,000 cases on one core, those of each preset
// in turn.
func BenchmarkFirm(b *testing.B) {
	const firm = 100_000
	var cases []*Case
	for _, name := range procedure.Presets() {
		cases = append(cases, answered(b, name))
	}
	var took time.Duration
	n := 0
	for b.Loop() {
		began := time.Now()
		for i := range firm {
			if _, err := cases[i%len(cases)].underived().Duties(); err != nil {
				b.Fatal(err)
			}
		}
		took += time.Since(began)
		n++
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(took.Seconds()/float64(n), "firm-s<=5")
}

// Deriving stays within ten times what the benchmark aims at, on whatever machine
// and beside whatever else runs there: a slip such as going through the calendar
// for each event would not.
func TestDerivingIsQuick(t *testing.T) {
	const tries, most = 200, 500 * time.Microsecond
	for _, name := range procedure.Presets() {
		c, quickest := answered(t, name), time.Hour
		for n := 0; n < tries && quickest > most; n++ {
			began := time.Now()
			_, err := c.underived().Duties()
			quickest = min(quickest, time.Since(began))
			must(t, err)
		}
		if quickest > most {
			t.Errorf("%s: the quickest of %d took %s, more than %s", name, tries, quickest, most)
		}
	}
}
