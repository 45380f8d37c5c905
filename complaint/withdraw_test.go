package complaint

import (
	"slices"
	"testing"
)

// What lies with a third party is taken back there, and what one ruled that binds is
// carried out, whatever the customer says since (KG-22): neither ends by a withdrawal.
func TestNobodyWithdrawsFromARuling(t *testing.T) {
	now := at(t, "2026-03-19 11:00")
	for _, tc := range []struct {
		name, binding string
		ruling        *Ruling
		want          string
	}{
		{"not ruled on yet", "no", nil, "error.wrong_state"},
		{"to be carried out", "yes", &Ruling{Text: "Refund", Day: "2026-06-10"}, "error.wrong_state"},
		{"nothing to carry out", "yes", &Ruling{Text: "Denied", Nothing: "denied"}, "error.wrong_state"},
		{"does not bind", "no", &Ruling{Text: "Refund", Day: "2026-06-10"}, ""},
		{"was not taken up", "yes", &Ruling{Text: "Too small", Undecided: true}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, walkTo(t, FaceAnswered)}
			f := outside(t, tc.binding)
			f.At = now
			w.do("hand over", w.c.HandOver(f, member(sanne), now))
			if tc.ruling != nil {
				tc.ruling.At = now
				w.do("rule", w.c.RecordRuling(*tc.ruling, member(sanne), now))
			}
			for _, by := range []string{milan, sanne} {
				if got := slices.Contains(w.c.Ends(member(by), now), EndWithdrawn); got != (tc.want == "") {
					t.Errorf("%s is offered to: %v", by, got)
				}
			}
			if got := textOf(w.c.Withdraw(withdrawal(now), member(milan), now)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
