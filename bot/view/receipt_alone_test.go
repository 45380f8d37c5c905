package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Whoever filed a case reads who is away, who is back first and when, and who was told, as
// long as nobody is there to take it up.
func TestTheReceiptWhileEverybodyIsAway(t *testing.T) {
	alone := func(there string) *complaint.Case {
		c := caseAt(t, complaint.FaceNew)
		for _, u := range c.Roster.HoldingAny(c.RegisteredAt, complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleFallback, complaint.RoleManagement) {
			until := at(t, "2026-03-24 00:00")
			if u == sanne {
				until = at(t, "2026-03-17 00:00")
			}
			if u != there {
				c.Roster.Away = append(c.Roster.Away, complaint.Absence{User: u, From: at(t, "2026-03-02 00:00"), Until: until})
			}
		}
		return c
	}
	inLanguages(t, "receipt.alone", "2026-03-05 10:25", func(f *Frame) screen { return Receipt(f, alone("")) })
	f := sampleFrame(t, lang.EN, "2026-03-05 10:25")
	const away, back = "Everybody who could take up this case is away", "Back first: Sanne Bakker, on Tue 17 March"
	if raw := string(mustJSON(t, Receipt(f, alone("")))); !strings.Contains(raw, away) || !strings.Contains(raw, back) {
		t.Errorf("it says %s", raw)
	}
	if raw := string(mustJSON(t, Receipt(f, alone(fatima)))); strings.Contains(raw, away) {
		t.Errorf("with the deputy there it says %s", raw)
	}
}
