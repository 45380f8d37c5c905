package db_test

import (
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// A case that comes with its past is there whole and is told to nobody: what happens to
// it from now on is.
func TestImportedCaseTellsNobody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		live := func(c *complaint.Case) error {
			if err := c.Register(registration(), member("U0LOTTE"), at("2026-03-05 10:20")); err != nil {
				return err
			}
			if err := c.LoseFile("F0SCAN", "gone", at("2026-03-05 10:20")); err != nil {
				return err
			}
			for _, s := range road()[:3] {
				if err := s.do(c); err != nil {
					return err
				}
			}
			return nil
		}
		c, created, err := w.ImportCase(t.Context(), "old 1", at("2026-03-05 10:00"), live)
		must(t, err)
		if !created || c.Number == "" || c.Handler == "" {
			t.Fatalf("imported: %v %+v", created, c)
		}
		quiet := func(when string) {
			t.Helper()
			claimed, err := w.Claim(t.Context(), at("2030-01-01 00:00"), time.Minute, 100)
			must(t, err)
			if backlog, err := w.Backlog(t.Context()); err != nil || backlog.Waiting > 0 || len(claimed) > 0 {
				t.Errorf("%s there is something to tell: %+v %v", when, backlog, err)
			}
		}
		if files, err := w.Files(t.Context(), c.Number); err != nil || len(files) != 1 || files[0].State != db.FileLost {
			t.Errorf("a file that was lost before is %+v, %v", files, err)
		}
		quiet("after the import")
		again, created, err := w.ImportCase(t.Context(), "old 1", at("2026-03-05 10:00"), live)
		must(t, err)
		if created || again.Number != c.Number {
			t.Errorf("the same import again made %s of %s", again.Number, c.Number)
		}
		quiet("after the same import again")
		duties, err := w.OpenDuties(t.Context(), at("2027-01-01 00:00"), 100)
		must(t, err)
		if len(duties) == 0 {
			t.Error("an imported case owes nothing")
		}

		// The next step is told like any other.
		_, err = w.UpdateCase(t.Context(), c.Number, road()[3].do)
		must(t, err)
		if backlog, err := w.Backlog(t.Context()); err != nil || backlog.Waiting == 0 {
			t.Errorf("the next step is told to nobody: %v", err)
		}
		// And one that is filed takes the number after it.
		if next := file(t, w, "V1").Number; next <= c.Number {
			t.Errorf("%s after %s", next, c.Number)
		}
		rows, err := w.Cases(t.Context(), db.Filter{})
		must(t, err)
		if len(rows) != 2 {
			t.Errorf("%d cases", len(rows))
		}
	})
}
