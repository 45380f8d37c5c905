package db_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// Whoever files hears of the customer's open cases in the same look at the database: the
// newest first, the closed ones not, and nothing of a customer who is not named.
func TestFilingHearsOfOpenCasesOfTheCustomer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		first, second := file(t, w, "V1").Number, file(t, w, "V2").Number
		third := file(t, w, "V3").Number
		_, err := w.UpdateCase(t.Context(), second, func(c *complaint.Case) error {
			return c.MarkFiledInError("filed twice", member(lotte), at("2026-03-05 11:00"))
		})
		must(t, err)
		heard := func(mail, phone string) (alike []string) {
			t.Helper()
			from := db.Origin{Source: "V4", Received: at("2026-03-05 10:00"), Mail: mail, Phone: phone}
			_, created, err := w.FileCase(t.Context(), from, func(_ *complaint.Case, open []string) error {
				alike = open
				return errStop
			})
			if created || !errors.Is(err, errStop) {
				t.Errorf("filed: %v, %v", created, err)
			}
			return alike
		}
		if got, want := heard(" ANNA@example.com", ""), []string{third, first}; !slices.Equal(got, want) {
			t.Errorf("by mail %v, want %v", got, want)
		}
		if got, want := heard("", "06-12345678"), []string{third, first}; !slices.Equal(got, want) {
			t.Errorf("by telephone %v, want %v", got, want)
		}
		if got := heard("", ""); len(got) > 0 {
			t.Errorf("of nobody %v", got)
		}
		if got := heard("bert@example.com", "06-55550000"); len(got) > 0 {
			t.Errorf("of somebody else %v", got)
		}
	})
}

// However many cases there are, those of a customer are looked up by key.
func TestRulesGoByKey(t *testing.T) {
	s := open(t, dbtest.SQLite(t), newVault(t))
	var plan []struct {
		ID, Parent, Notused int
		Detail              string
	}
	must(t, s.Raw().SelectContext(t.Context(), &plan, "EXPLAIN QUERY PLAN "+queries(t)["selectRules"], "T", 1, "V", "mail", "a", "phone", "b", 5))
	looked := 0
	for _, step := range plan {
		if strings.HasPrefix(step.Detail, "SEARCH blind ") || strings.HasPrefix(step.Detail, "SEARCH c ") {
			if looked++; !strings.Contains(step.Detail, "AND") {
				t.Errorf("of a whole workspace: %s", step.Detail)
			}
		}
	}
	if looked < 3 {
		t.Errorf("cases and customers are looked up %d times: %v", looked, plan)
	}
}

// A connection that first filed when the database was empty keeps the plan of that moment:
// even that one must not walk over all open cases.
func TestRulesOfAnEmptyDatabaseGoByKey(t *testing.T) {
	s := open(t, dbtest.Postgres(t), newVault(t))
	conn, err := s.Raw().Connx(t.Context())
	must(t, err)
	defer conn.Close()
	for _, q := range []string{
		"SET plan_cache_mode = force_generic_plan",
		"PREPARE rules (text, bigint, text, text, text, text, text, bigint) AS " + queries(t)["selectRules"],
	} {
		_, err := conn.ExecContext(t.Context(), q)
		must(t, err)
	}
	var plan []string
	must(t, conn.SelectContext(t.Context(), &plan, "EXPLAIN EXECUTE rules ('T', 1, 'V', 'mail', 'a', 'phone', 'b', 5)"))
	all := strings.Join(plan, "\n")
	for _, index := range []string{"complaint_workspace_source_key on complaint", "blind_pkey", "complaint_pkey on complaint"} {
		if !strings.Contains(all, index) {
			t.Errorf("no use of %s in\n%s", index, all)
		}
	}
}
