package db_test

import (
	"slices"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// fileOf files a complaint of a customer who can be reached in those ways.
func fileOf(t *testing.T, w *db.Workspace, source, name, mail, phone string) string {
	t.Helper()
	c, _, err := w.CreateCase(t.Context(), source, at("2026-03-05 10:00"), func(c *complaint.Case) error {
		return c.Register(complaint.Registration{
			Filing: complaint.Filing{Name: name, Email: mail, Phone: phone, Summary: "Accounts two months late", Story: "The accounts came in November. They were due in September."},
			Via:    "phone", ReceivedAt: at("2026-03-05 10:00"),
		}, member(lotte), at("2026-03-05 10:20"))
	})
	must(t, err)
	return c.Number
}

// found checks by which ways to reach a customer which cases are found.
func found(t *testing.T, w *db.Workspace, when string, want map[[2]string][]string) {
	t.Helper()
	for by, cases := range want {
		numbers, err := w.Alike(t.Context(), by[0], by[1], 5)
		must(t, err)
		slices.Sort(numbers)
		if !slices.Equal(numbers, cases) {
			t.Errorf("%s, %q finds %v, want %v", when, by, numbers, cases)
		}
	}
}

// Two cases that became one are both found by either customer's number and address. Once they
// are apart again each is found by its own, also after either was corrected, and both again
// when they are merged once more.
func TestApartEachIsFoundByItsOwn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		into := fileOf(t, w, "V1", "Anna de Vries", "anna@example.com", "06 12345678")
		gone := fileOf(t, w, "V2", "Berta Jansen", "berta@example.com", "06 87654321")
		both, one := []string{into, gone}, map[[2]string][]string{
			{"anna@example.com"}: {into}, {"", "0612345678"}: {into}, {"berta@example.com"}: {gone}, {"", "+31 6 87654321"}: {gone},
		}
		joined := map[[2]string][]string{{"berta@example.com"}: both, {"", "0687654321"}: both, {"anna@example.com"}: {into}}
		unmerge := func(d, c *complaint.Case) error {
			return complaint.Unmerge(d, c, member(sanne), at("2026-03-05 13:00"))
		}
		found(t, w, "filed", one)
		must(t, w.UpdateCases(t.Context(), gone, into, merge))
		found(t, w, "merged", joined)
		must(t, w.UpdateCases(t.Context(), gone, into, unmerge))
		found(t, w, "apart", one)
		_, err := w.UpdateCase(t.Context(), into, func(c *complaint.Case) error {
			form := complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactPhone, Seq: 1}, Text: "06 11223344", Reason: "misheard"}
			return c.Correct(form, member(sanne), at("2026-03-05 14:00").Add(time.Minute))
		})
		must(t, err)
		found(t, w, "corrected", map[[2]string][]string{
			{"", "0612345678"}: {}, {"", "0611223344"}: {into}, {"anna@example.com"}: {into}, {"berta@example.com"}: {gone}, {"", "0687654321"}: {gone},
		})
		must(t, w.UpdateCases(t.Context(), gone, into, merge))
		found(t, w, "merged again", joined)
	})
}
