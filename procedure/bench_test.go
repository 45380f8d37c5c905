package procedure

import (
	"testing"
	"time"
)

// BenchmarkCheck reads a preset and looks for what is wrong in it, as `ombud
// procedure check` does.
func BenchmarkCheck(b *testing.B) {
	for _, name := range Presets() {
		b.Run(name, func(b *testing.B) {
			src := presetSource(b, name)
			n, began := 0, time.Now()
			for b.Loop() {
				if faults := Check(name, src, anyText); len(faults) > 0 {
					b.Fatal(faults)
				}
				n++
			}
			b.ReportMetric(float64(time.Since(began).Microseconds())/1000/float64(n), "check-ms<=50")
		})
	}
}

// Checking a file stays within five times what the benchmark aims at.
func TestCheckIsQuick(t *testing.T) {
	const most = 250 * time.Millisecond
	for _, name := range Presets() {
		src, quickest := presetSource(t, name), time.Hour
		for range 3 {
			began := time.Now()
			_ = Check(name, src, anyText)
			quickest = min(quickest, time.Since(began))
		}
		if quickest > most {
			t.Errorf("%s: the quickest of three took %s, more than %s", name, quickest, most)
		}
	}
}

func presetSource(t testing.TB, name string) []byte {
	t.Helper()
	src, err := Preset(name)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func anyText(string) bool { return true }
