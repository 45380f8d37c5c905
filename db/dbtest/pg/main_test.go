package main

import "testing"

func TestRun(t *testing.T) {
	for _, tc := range []struct {
		name string
		args []string
		code int
		fail bool
	}{
		{"no command", nil, 2, true},
		{"only the dashes", []string{"--"}, 2, true},
		{"durable, but no command", []string{"-durable", "--"}, 2, true},
		{"the child has the address", []string{"--", "sh", "-c", `case $TEST_DATABASE_URL in postgres:*) exit 0;; esac; exit 9`}, 0, false},
		{"a durable one", []string{"-durable", "--", "sh", "-c", `case $TEST_DATABASE_URL in *var%2Ftmp*) exit 0;; esac; exit 9`}, 0, false},
		{"the child's code", []string{"sh", "-c", "exit 7"}, 7, false},
		{"no such program", []string{"--", "/nonexistent"}, 1, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Setenv("TEST_DATABASE_URL", "") // so that each starts its own
			code, err := run(tc.args)
			if code != tc.code || (err != nil) != tc.fail {
				t.Errorf("run = %d, %v; want %d, error %v", code, err, tc.code, tc.fail)
			}
		})
	}
}
