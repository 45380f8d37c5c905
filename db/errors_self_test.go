package db

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// Nobody may be told that nothing was saved when the answer to a commit got lost; what the
// database itself refused was not saved.
func TestUnansweredCommits(t *testing.T) {
	for _, tc := range []struct {
		name      string
		err       error
		uncertain bool
	}{
		{"answered", nil, false},
		{"refused", &pq.Error{Code: pqerror.UniqueViolation}, false},
		{"lost to another", fmt.Errorf("commit: %w", errRace), false},
		{"cut", io.ErrUnexpectedEOF, true},
		{"given up", context.DeadlineExceeded, true},
	} {
		got := unanswered(tc.err)
		if errors.Is(got, ErrUncertain) != tc.uncertain || tc.err != nil && !errors.Is(got, tc.err) || tc.err == nil && got != nil {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}
