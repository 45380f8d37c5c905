package db_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db/dbtest"
)

func TestTellOfACase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		file(t, w, "V1")
		drain(t, w)
		n := complaint.Notice{Kind: complaint.NoticeCopy, To: sanne, Ref: "F1 10:20"}
		for range 2 { // the second is the same
			must(t, w.Tell(t.Context(), "K-2026-0001", n, at("2026-03-05 10:20")))
		}
		n.Ref = "F1 10:21"
		must(t, w.Tell(t.Context(), "K-2026-0001", n, at("2026-03-05 10:21")))
		if diff := cmp.Diff([]string{"K-2026-0001 copyF1 10:20", "K-2026-0001 copyF1 10:21"}, kinds(drain(t, w))); diff != "" {
			t.Errorf("-want +sent:\n%s", diff)
		}
		if err := w.Tell(t.Context(), "K-2026-0099", n, at("2026-03-05 10:21")); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("of no case: %v", err)
		}
	})
}
