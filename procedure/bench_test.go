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
				if faults := Check(name, src, anyText, today); len(faults) > 0 {
					b.Fatal(faults)
				}
				n++
			}
			b.ReportMetric(float64(time.Since(began).Microseconds())/1000/float64(n), "check-ms<=50")
		})
	}
}

// Checking a file stays within ten times what the benchmark aims at; whatever else
// runs on the machine may delay nine of ten tries.
func TestCheckIsQuick(t *testing.T) {
	const tries, most = 10, 500 * time.Millisecond
	for _, name := range Presets() {
		src, quickest := presetSource(t, name), time.Hour
		for n := 0; n < tries && quickest > most; n++ {
			began := time.Now()
			_ = Check(name, src, anyText, today)
			quickest = min(quickest, time.Since(began))
		}
		if quickest > most {
			t.Errorf("%s: the quickest of %d took %s, more than %s", name, tries, quickest, most)
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
