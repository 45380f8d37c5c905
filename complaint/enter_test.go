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
			if got := refusedFor(c.Enter(tc.where, now, member(tc.by), now)); got != tc.want {
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
			if got := refusedFor(c.Enter("C-119", now, member(sanne), now)); got != "error.wrong_state" {
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
			must(t, c.Enter(own, now, member(sanne), now))
		}
		must(t, d.Enter("C-2", now, member(sanne), now))
		must(t, Merge(d, c, "the same", member(sanne), now.Add(time.Hour)))
		owed := dutyOf(t, c, "enter")
		if got := c.CustomerFile(); got != want || owed.Open() {
			t.Errorf("entered as %q, want %q", got, want)
		}
	}
}

// When it was entered ends the duty, not when that was written down; both times stay, and
// the first can be put right.
func TestEnteredBeforeThatWasWrittenDown(t *testing.T) {
	c, when, now := cygnus(t, lotte), at(t, "2026-03-02 15:00"), at(t, "2026-03-09 09:00")
	for _, tc := range []struct {
		at   time.Time
		want string
	}{
		{now.Add(time.Minute), "when error.future"},
		{c.ReceivedAt.Add(-time.Minute), "when error.before_receipt"},
		{when, ""},
	} {
		if got := refusedFor(c.Enter("C-118", tc.at, member(sanne), now)); got != tc.want {
			t.Fatalf("%v: refused with %q, want %q", tc.at, got, tc.want)
		}
	}
	e := c.newest(Entered)
	if d := dutyOf(t, c, "enter"); !d.Done.Equal(when) || !d.Done.Before(d.Due) || !e.Recorded.Equal(now) {
		t.Errorf("done %v, due %v, written down %v", d.Done, d.Due, e.Recorded)
	}
	late := at(t, "2026-03-06 10:00")
	must(t, c.Correct(CorrectForm{Fact: Fact{FactAt, e.Seq}, At: late, Reason: "It was Friday"}, member(sanne), now))
	if d := dutyOf(t, c, "enter"); !d.Done.Equal(late) || d.Done.Before(d.Due) {
		t.Errorf("corrected: done %v, due %v", d.Done, d.Due)
	}
}
