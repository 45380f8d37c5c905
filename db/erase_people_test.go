package db_test

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

const (
	bo    = "U0BO"    // promised something
	stand = "U0STAND" // stood in for the handler
	other = "U0TWICE" // whom the duplicate is about
)

// closedWithMany is a case that a colleague received and stays co-responsible for, in which
// another promised something and a third stood in for the handler, and the duplicate that
// was joined to it; all that was to be told is told.
func closedWithMany(t *testing.T, w *db.Workspace) (number, duplicate string) {
	t.Helper()
	r, err := w.Roster(t.Context())
	must(t, err)
	r.Away = []complaint.Absence{{User: milan, From: at("2026-03-10 00:00"), Until: at("2026-03-11 00:00"), Deputy: stand}}
	must(t, w.SaveRoster(t.Context(), r))
	number = fileReceived(t, w, "V1", ann)
	twice := registration()
	twice.About = []string{other}
	d, _, err := w.CreateCase(t.Context(), "V2", twice.ReceivedAt, func(c *complaint.Case) error {
		return c.Register(twice, member(lotte), at("2026-03-05 10:20"))
	})
	must(t, err)
	for _, s := range road() {
		do := s.do
		switch s.name {
		case "assign":
			must(t, w.UpdateCases(t.Context(), d.Number, number, func(d, into *complaint.Case) error {
				return complaint.Merge(d, into, "the same", member(sanne), at("2026-03-05 10:50"))
			}))
			do = func(c *complaint.Case) error {
				return c.Assign(complaint.Assignment{
					Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost}, KeepFiler: true,
				}, member(sanne), at("2026-03-05 11:00"))
			}
		case "draft":
			now := at("2026-03-10 10:00")
			_, err := w.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
				return c.LogContact(complaint.ContactForm{
					At: now, Via: "phone", With: "Anna de Vries", Reached: true, Note: "asked",
					Promises: []complaint.Promise{{What: "write", Who: "Bo Jansen", User: bo, When: "2026-03-24"}},
				}, member(stand), now)
			})
			must(t, err)
		}
		if _, err := w.UpdateCase(t.Context(), number, do); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
	}
	drain(t, w)
	return number, d.Number
}

// Of everybody who took part in a case nothing is left when it is erased: not of who
// received it, answers for it too, promised something, stood in for somebody or was told of
// it, nor of whom a duplicate was about (KG-11).
func TestEraseLeavesNobodyWhoTookPart(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		number, duplicate := closedWithMany(t, w)
		people := []string{sanne, mees, milan, joost, lotte, ann, bo, stand, other}
		named := func() map[string][]string {
			in := map[string][]string{}
			for table, rows := range dump(t, s) {
				if table == "roster" || table == "gate" { // which are about no case
					continue
				}
				for _, id := range people {
					if strings.Contains(strings.Join(rows, "\n"), id) {
						in[id] = append(in[id], table)
					}
				}
			}
			return in
		}
		if before := named(); len(before) != len(people) {
			t.Fatalf("some stood nowhere before: %v", before)
		}
		before := dump(t, s)
		for what, where := range map[string][2]string{
			"received it": {"complaint", "receiver=" + ann}, "answers for it too": {"complaint", "co_owner=" + ann},
			"promised something": {"duty", "person=" + bo}, "stood in": {"event", `"for":"` + milan}, "was told": {"notice", ann},
		} {
			if !strings.Contains(strings.Join(before[where[0]], "\n"), where[1]) {
				t.Errorf("who %s does not stand in %s", what, where[0])
			}
		}
		must(t, w.Erase(t.Context(), number, over))
		must(t, w.Erase(t.Context(), duplicate, over))
		for id, tables := range named() {
			t.Errorf("%s is still named in %v", id, tables)
		}
	})
}
