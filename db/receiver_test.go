package db_test

import (
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

const ann = "U0ANN" // a colleague without a role

// fileReceived files a case that Lotte recorded and user received.
func fileReceived(t *testing.T, w *db.Workspace, source, user string) string {
	t.Helper()
	r := registration()
	r.Receiver = user
	c, _, err := w.CreateCase(t.Context(), source, r.ReceivedAt, func(c *complaint.Case) error {
		return c.Register(r, member(lotte), at("2026-03-05 10:20"))
	})
	must(t, err)
	return c.Number
}

// Whoever received a complaint finds it as whoever filed it does, page after page, as long as
// they did receive it and are not kept out; an erased case names nobody.
func TestTheReceiverFindsTheCase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		for i, user := range []string{"", ann, ann, lotte, ann} {
			fileReceived(t, w, string(rune('A'+i)), user)
		}
		file := db.Filter{Filer: ann}
		finds := func(name string, f db.Filter, want string) {
			t.Helper()
			if rows, err := w.Cases(t.Context(), f); err != nil || ordinals(rows) != want {
				t.Errorf("%s: %q, %v, want %q", name, ordinals(rows), err, want)
			}
		}
		finds("received", file, "5 3 2")
		finds("filed", db.Filter{Filer: lotte}, "5 4 3 2 1")
		finds("within reach", db.Filter{Reach: []string{ann}}, "5 3 2")
		finds("within reach by deadline", db.Filter{Open: true, Sort: db.SortDue, Reach: []string{ann}}, "2 3 5")
		finds("of nobody", db.Filter{Filer: "U0OTHER"}, "")
		var pages string
		for file.Limit = 1; ; {
			rows, err := w.Cases(t.Context(), file)
			must(t, err)
			if len(rows) == 0 {
				break
			}
			file.After, pages = rows[0].Place(), pages+ordinals(rows)
		}
		if pages != "532" {
			t.Errorf("page after page: %s", pages)
		}
		correct := func(number string, users ...string) {
			t.Helper()
			_, err := w.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
				fact := complaint.Fact{Code: complaint.FactReceiver, Seq: 1}
				return c.Correct(complaint.CorrectForm{Fact: fact, Users: users, Reason: "it was not"}, member(sanne), at("2026-03-05 10:40"))
			})
			must(t, err)
		}
		correct("K-2026-0001", ann)
		correct("K-2026-0002")
		finds("put right", db.Filter{Filer: ann}, "5 3 1")
		must(t, func() error {
			_, err := w.UpdateCase(t.Context(), "K-2026-0003", func(c *complaint.Case) error {
				return c.DeclareInterest(complaint.Interest{Users: []string{ann}, How: "a sister"}, member(sanne), at("2026-03-05 10:50"))
			})
			return err
		}())
		finds("kept out", db.Filter{Reach: []string{ann}, NotInvolving: ann}, "5 1")
		walkTo(t, w, "K-2026-0005", "close")
		finds("closed too", db.Filter{Filer: ann}, "5 3 1")
		finds("open ones", db.Filter{Filer: ann, Open: true}, "3 1")
		must(t, w.Erase(t.Context(), "K-2026-0005", over))
		finds("erased", db.Filter{Filer: ann}, "3 1")
	})
}

// Cases of before are found by who received them as well.
func TestTheReceiversOfBeforeAreFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		for i, user := range []string{"", ann, lotte, ann} {
			fileReceived(t, w, string(rune('A'+i)), user)
		}
		must(t, s.DownTo(t.Context(), 15))
		must(t, s.Up(t.Context()))
		rows, err := w.Cases(t.Context(), db.Filter{Filer: ann})
		if err != nil || ordinals(rows) != "4 2" {
			t.Errorf("found %q, %v", ordinals(rows), err)
		}
		if rows, err := w.Cases(t.Context(), db.Filter{Filer: lotte}); err != nil || ordinals(rows) != "4 3 2 1" {
			t.Errorf("filed are %q, %v", ordinals(rows), err)
		}
	})
}
