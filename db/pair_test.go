package db_test

import (
	"bytes"
	"cmp"
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

// A link that is taken back goes from both cases in one transaction, or from neither; what
// the newer one was hidden by, it is hidden by no more, and who was kept out is found so.
func TestALinkIsTakenBackInBoth(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		old := file(t, w, "V1").Number
		walkTo(t, w, old, "close")
		before, err := w.Case(t.Context(), old)
		must(t, err)
		r := registration()
		r.Follow(before)
		c, _, err := w.CreateCase(t.Context(), "V2", r.ReceivedAt, func(c *complaint.Case) error { return c.Register(r, member(lotte), at("2026-03-05 10:20")) })
		must(t, err)
		must(t, w.UpdateCases(t.Context(), c.Number, old, func(c, old *complaint.Case) error { // both know of it
			return complaint.Relate(c, old, member(sanne), at("2026-03-20 11:00"))
		}))
		fact := complaint.Fact{}
		for _, f := range c.Facts() {
			if f.Code == complaint.FactLink {
				fact = f
			}
		}
		kept := func() bool {
			t.Helper()
			numbers, err := w.Involving(t.Context(), joost)
			must(t, err)
			return slices.Contains(numbers, c.Number)
		}
		if !kept() || len(c.Related) != 1 {
			t.Fatalf("linked to %v, keeps out %v", c.Related, kept())
		}
		take := func(fail error) error {
			return w.UpdateCases(t.Context(), c.Number, old, func(c, old *complaint.Case) error {
				form := complaint.CorrectForm{Fact: fact, Reason: "another customer"}
				return cmp.Or(complaint.Unrelate(c, old, form, member(sanne), at("2026-03-20 12:00")), fail)
			})
		}
		if err := take(errors.New("no")); err == nil || !kept() {
			t.Errorf("one of both is saved: %v", err)
		}
		must(t, take(nil))
		for _, number := range []string{c.Number, old} {
			if after, err := w.Case(t.Context(), number); err != nil || len(after.Related) > 0 {
				t.Errorf("%s is linked to %v, %v", number, after.Related, err)
			}
		}
		if kept() {
			t.Error("he is kept out of the newer one still")
		}
	})
}
