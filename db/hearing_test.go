package db_test

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// A consultation that is to be confirmed is found for whoever was asked, and while they are
// away for who handles the case; it wakes the case, and is nothing that they promised.
func TestAConsultationToConfirmIsFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		yaml := strings.Replace(string(preset(t, "exactpi")), "answer:\n", "answer:\n  consult: filer\n  consult_confirmed: true\n", 1)
		must(t, w.SaveProcedure(t.Context(), []byte(yaml), at("2025-06-01 00:00")))
		number := file(t, w, "V1").Number
		walkTo(t, w, number, "contact")
		c, err := w.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
			return c.Consult(complaint.Consultation{With: lotte, At: at("2026-03-09 12:00"), Said: "September"}, member(milan), at("2026-03-09 12:00"))
		})
		must(t, err)
		finds(t, w, number, "asked", true)
		if turn, theirs := c.TurnOf(member(lotte), at("2026-03-09 12:00")); !theirs || turn.Duty.Kind != complaint.DutyHearing {
			t.Fatalf("whoever was asked has no turn: %+v", turn)
		}
		owed(t, w, lotte, nil)
		if woken, err := w.Waking(t.Context(), at("2026-03-09 16:30"), 9); err != nil || len(woken) != 1 {
			t.Errorf("nobody is reminded: %v, %v", woken, err)
		}
		_, err = w.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
			return c.ConfirmHeard(c.Unconfirmed().Seq, member(lotte), at("2026-03-09 13:00"))
		})
		must(t, err)
		finds(t, w, number, "confirmed", true)
		if got := numbersOf(t, w, absent(w, t), lotte, at("2026-03-09 13:00"), 9); got != "" {
			t.Errorf("confirmed, and it still waits for them: %q", got)
		}
	})
}
