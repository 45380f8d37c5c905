package complaint

import (
	"testing"
	"time"
)

// A complaint is entered in the customer system as soon as it was filed, by whoever
// received it or leads it, and is owed until it was.
func TestEnteredInTheCustomerSystem(t *testing.T) {
	now := at(t, "2026-03-02 12:00")
	for _, tc := range []struct {
		name, by, where string
		want            string
	}{
		{"by the officer", sanne, " C-118 ", ""},
		{"by whoever filed it", lotte, "C-118", ""},
		{"without saying where", sanne, " ", "reason error.enter_missing"},
		{"by another partner", milan, "C-118", "no such case"},
		{"by whom it is about", joost, "C-118", "no such case"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := cygnus(t, lotte, joost)
			d := dutyOf(t, c, "enter")
			if !d.House || d.Due.After(at(t, "2026-03-04 00:00")) || d.Owner != RoleOfficer {
				t.Errorf("owed by %s until %v, house rule %v", d.Owner, d.Due, d.House)
			}
			if got := refusedFor(c.Enter(tc.where, member(tc.by), now)); got != tc.want {
				t.Fatalf("refused with %q, want %q", got, tc.want)
			}
			owed := dutyOf(t, c, "enter")
			if done := !owed.Open(); done != (tc.want == "") {
				t.Errorf("done is %v", done)
			}
			if tc.want != "" {
				return
			}
			if c.CustomerFile() != "C-118" {
				t.Errorf("it stands at %q", c.CustomerFile())
			}
			if got := refusedFor(c.Enter("C-119", member(sanne), now)); got != "error.wrong_state" {
				t.Errorf("a second time: %q", got)
			}
			e := c.newest(Entered)
			must(t, c.Correct(CorrectForm{Fact: Fact{FactNote, e.Seq}, Text: "C-119", Reason: "mistyped"}, member(sanne), now.Add(time.Hour)))
			if c.CustomerFile() != "C-119" {
				t.Errorf("corrected, it stands at %q", c.CustomerFile())
			}
		})
	}
}

// What a duplicate was entered as holds for the case that goes on, unless that was entered itself.
func TestEnteredAsADuplicate(t *testing.T) {
	now := at(t, "2026-03-02 12:00")
	for own, want := range map[string]string{"": "C-2", "C-1": "C-1"} {
		c, d := cygnus(t, lotte), cygnus(t, lotte)
		d.Number = "K-2026-0043"
		if own != "" {
			must(t, c.Enter(own, member(sanne), now))
		}
		must(t, d.Enter("C-2", member(sanne), now))
		must(t, Merge(d, c, "the same", member(sanne), now.Add(time.Hour)))
		owed := dutyOf(t, c, "enter")
		if got := c.CustomerFile(); got != want || owed.Open() {
			t.Errorf("entered as %q, want %q", got, want)
		}
	}
}
