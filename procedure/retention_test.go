package procedure

import "testing"

// How many days after its term a case may be erased without the longest term being broken.
func TestWhatARetentionCanBear(t *testing.T) {
	for src, want := range map[string]int{
		"retention: {target: 24mo}\n":                  30,
		"retention: {target: 24mo, max: 3y}\n":         30,
		"retention: {target: 24mo, max: 2y}\n":         0,
		"retention: {max: 3y}\n":                       0,
		"retention: {target: 104w, max: 730d}\n":       2,
		"retention: {target: 23mo, max: 2y}\n":         28,
		"retention: {min: 1y, target: 51w, max: 1y}\n": 8,
	} {
		p, err := Parse([]byte(good + src))
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Retention.Spare(); got != want {
			t.Errorf("%s: %d days, want %d", src, got, want)
		}
	}
}
