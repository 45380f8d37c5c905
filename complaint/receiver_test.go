package complaint

import (
	"slices"
	"testing"
)

// Whoever files may name the colleague whom the complaint reached. That is on record, the
// filer has what is theirs to do, and who received it stays co-responsible where the
// procedure says so (PK-02, EX-03, KG-26).
func TestAColleagueReceivedIt(t *testing.T) {
	for _, tc := range []struct {
		name, receiver string
		about          []string
		want, co       string
	}{
		{"the filer", "", nil, lotte, lotte},
		{"the filer, named", lotte, nil, lotte, lotte},
		{"a colleague", fatima, nil, fatima, fatima},
		{"who handles it", milan, nil, milan, ""},
		{"whom it is about", joost, []string{joost}, joost, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, r := &walk{t, presetCase(t, "kerngroep", "Europe/Amsterdam")}, reported(t)
			r.Receiver, r.About = tc.receiver, tc.about
			w.do("register", w.c.Register(r, member(lotte), at(t, "2026-03-06 16:20")))
			e := find(t, w.c, Received)
			if w.c.Receiver() != tc.want || w.c.Filer != lotte || (e.Data.User == "") != (tc.want == lotte) {
				t.Errorf("received by %s, filed by %s, recorded %q", w.c.Receiver(), w.c.Filer, e.Data.User)
			}
			if w.c.IsInvolved(joost) && w.c.MaySee(member(joost), PartState, at(t, "2026-03-06 17:00")) {
				t.Error("whom it is about sees the case because they received it")
			}
			w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
			if got := w.c.CoOwner(); got != tc.co {
				t.Errorf("co-responsible is %q, want %q", got, tc.co)
			}
			if d := dutyOf(t, w.c, DutyContact); !slices.Equal(w.c.Responsible(d.Owner, at(t, "2026-03-06 17:00")), []string{lotte}) {
				t.Errorf("the call is %s's", d.Owner)
			}
			if left := Anonymous(w.c.Events)[0]; left.Data.User != "" {
				t.Error("erased, the receiver is still named")
			}
		})
	}
	c, r := presetCase(t, "cygnus", "Europe/Amsterdam"), registration(t)
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RolePartner, User: milan})
	r.Receiver = milan
	must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
	if d := dutyOf(t, c, "inform"); d.Open() {
		t.Error("the partner whom it reached is still to be told of it (CY-21)")
	}
}
