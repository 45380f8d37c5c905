package db_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// merge says that one case is a duplicate of another, as the officer.
func merge(one, other *complaint.Case) error {
	return complaint.Merge(one, other, "same", member(sanne), at("2026-03-05 12:00"))
}

func TestTwoCasesAreSavedTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		first := file(t, w, "V1")
		second := file(t, w, "V2")
		content := bytes.Repeat([]byte("scan"), 300_000) // more than a piece
		_, err := w.PutFile(t.Context(), first.Number, "F0SCAN", bytes.NewReader(content))
		must(t, err)
		_, err = w.UpdateCase(t.Context(), first.Number, func(c *complaint.Case) error { return c.KeepFile("F0SCAN", at("2026-03-05 11:00")) })
		must(t, err)
		must(t, w.UpdateCases(t.Context(), first.Number, second.Number, merge))
		var got bytes.Buffer
		must(t, w.File(t.Context(), second.Number, "F0SCAN", &got))
		if !bytes.Equal(got.Bytes(), content) {
			t.Errorf("the file came over with %d bytes of %d", got.Len(), len(content))
		}
		rows, err := w.Cases(t.Context(), db.Filter{})
		must(t, err)
		if rows[1].State != complaint.StateDuplicate || rows[1].Open || !rows[0].Open {
			t.Errorf("rows %+v", rows)
		}
		// A step that fails on one saves nothing on the other.
		third := file(t, w, "V3")
		broken := errors.New("broken")
		err = w.UpdateCases(t.Context(), third.Number, second.Number, func(a, b *complaint.Case) error {
			return errors.Join(merge(a, b), broken)
		})
		if c, _ := w.Case(t.Context(), third.Number); !errors.Is(err, broken) || !c.Open() {
			t.Errorf("failed with %v, open %v", err, c.Open())
		}
		err = w.UpdateCases(t.Context(), third.Number, third.Number, merge)
		if err == nil || !strings.Contains(err.Error(), "merge_itself") {
			t.Errorf("into itself: %v", err)
		}
	})
}

// Two people who merge the same two cases into each other at once do not wait
// for each other, and one of them wins.
func TestMergedIntoEachOtherAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		numbers := []string{file(t, w, "V1").Number, file(t, w, "V2").Number}
		errs := make([]error, 8)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() { errs[i] = w.UpdateCases(t.Context(), numbers[i%2], numbers[1-i%2], merge) })
		}
		wg.Wait()
		if won := len(slices.DeleteFunc(errs, func(err error) bool { return err != nil })); won != 1 {
			t.Errorf("%d of them merged the cases", won)
		}
		open, err := w.Cases(t.Context(), db.Filter{Open: true})
		must(t, err)
		if len(open) != 1 {
			t.Errorf("%d cases are open, want 1", len(open))
		}
	})
}
