package main

import "testing"

func TestCores(t *testing.T) {
	for _, c := range []struct {
		database  string
		all, want int
	}{
		{"sqlite:ombud.db", 1, 1},
		{"sqlite:ombud.db", 4, 4},
		{"postgres://ombud@db/ombud", 1, 1},
		{"postgres://ombud@db/ombud", 2, 1},
		{"host=db dbname=ombud", 5, 2},
	} {
		if got := cores(c.database, c.all); got != c.want {
			t.Errorf("%s on %d cores: %d, want %d", c.database, c.all, got, c.want)
		}
	}
}
