package complaint

import (
	"slices"
	"testing"
	"time"
)

// Who told whom: the partner who filed knows, one who is given the case hears by
// that, the one it is about is told by the officer and sees nothing.
func TestThePartnerConcernedIsInformed(t *testing.T) {
	now := at(t, "2026-03-02 12:00")
	tell := func(f Informing) func(*Case) error {
		return func(c *Case) error { return c.Inform(f, member(sanne), now) }
	}
	for _, tc := range []struct {
		name, filer string
		about       []string
		do          func(*Case) error
		want        string
		open        bool
	}{
		{"filed it", milan, nil, nil, "", false},
		{"filed it about themselves", milan, []string{milan}, nil, "", true},
		{"nobody yet", lotte, nil, nil, "", true},
		{"given the case", lotte, nil, func(c *Case) error {
			if err := toPartner(now)(c); err != nil {
				return err
			}
			return c.Delivered(FormSent, milan, now, now)
		}, "", false},
		{"another partner filed it", milan, []string{joost}, nil, "", true},
		{"given to another partner", lotte, []string{joost}, func(c *Case) error {
			if err := toPartner(now)(c); err != nil {
				return err
			}
			return c.Delivered(FormSent, milan, now, now)
		}, "", true},
		{"another partner told", lotte, []string{joost}, tell(Informing{User: milan, At: now, Via: "phone"}), "who error.inform_named", true},
		{"nobody, though one is named", lotte, []string{joost}, tell(Informing{Nobody: true, Note: "none"}), "who error.inform_named", true},
		{"one of two told", lotte, []string{joost, milan}, tell(Informing{User: joost, At: now, Via: "phone"}), "", true},
		{"about a colleague who is no partner", milan, []string{fatima}, nil, "", false},
		{"told in person", lotte, []string{milan}, tell(Informing{User: milan, At: now, Via: "meeting", Note: "took it well"}), "", false},
		{"outside Slack", lotte, nil, tell(Informing{Name: "P. Partner", At: now, Via: "phone"}), "", false},
		{"nobody named", lotte, nil, tell(Informing{Name: " ", At: now, Via: "phone"}), "who error.inform_who", true},
		{"told oneself", lotte, nil, tell(Informing{User: sanne, At: now, Via: "phone"}), "who error.inform_who", true},
		{"before it came", lotte, nil, tell(Informing{User: milan, At: at(t, "2026-03-01 12:00"), Via: "phone"}), "when error.before_receipt", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := cygnus(t, tc.filer, tc.about...)
			if tc.do != nil {
				if got := refusedFor(tc.do(c)); got != tc.want {
					t.Fatalf("%q, want %q", got, tc.want)
				}
			}
			if d := dutyOf(t, c, "inform"); d.Open() != tc.open {
				t.Errorf("still owed %v", d.Open())
			}
			if c.IsInvolved(milan) && c.MaySee(member(milan), PartCard, now) {
				t.Error("whom it is about sees the case")
			}
			if !tc.open {
				if got := refusedFor(c.Inform(Informing{User: milan, At: now, Via: "phone"}, member(sanne), now)); got != "error.wrong_state" {
					t.Errorf("told again: %q", got)
				}
			}
		})
	}
}

// Whom the case is about is said anew: who is to be told follows from that, and each
// partner is told once (CY-15).
func TestWhoIsInformedFollowsWhomItIsAbout(t *testing.T) {
	c, now := cygnus(t, milan), at(t, "2026-03-02 12:00")
	w := &walk{t, c}
	about := func(users ...string) {
		t.Helper()
		w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactAbout, 1}, Users: users, Reason: "we asked", KeepOld: true}, member(sanne), now))
	}
	owes := func(when string, open bool, untold ...string) {
		t.Helper()
		if d := dutyOf(t, c, "inform"); d.Open() != open || !slices.Equal(c.ToInform(), untold) {
			t.Errorf("%s: owed %v, to be told %v", when, d.Open(), c.ToInform())
		}
	}
	owes("filed by a partner", false)
	about(joost)
	owes("about another one", true, joost)
	about()
	owes("about nobody after all", false)
	about(joost, milan)
	owes("about both", true, joost, milan)
	now = now.Add(time.Hour)
	w.do("tell the first", c.Inform(Informing{User: joost, At: now, Via: "meeting"}, member(sanne), now))
	owes("one was told", true, milan)
	now = now.Add(time.Hour)
	w.do("tell the second", c.Inform(Informing{User: milan, At: now, Via: "phone"}, member(sanne), now))
	owes("both were", false)
	if d := dutyOf(t, c, "inform"); !d.Done.Equal(now) {
		t.Errorf("done %s, want when the last one heard", d.Done)
	}
}

// The partner whom a duplicate is about is told in the case that goes on, by the term of
// the duplicate where those of the case were told before.
func TestThePartnerOfADuplicateIsTold(t *testing.T) {
	told := func(c *Case, user, when string) {
		t.Helper()
		must(t, c.Inform(Informing{User: user, At: at(t, when), Via: "phone"}, member(sanne), at(t, when)))
	}
	both := func() (*Case, *Case) {
		c, d := cygnus(t, lotte), presetCase(t, "cygnus", "Europe/Amsterdam")
		d.Roster, d.Number = c.Roster, "K-2026-0043"
		r := registration(t)
		r.ReceivedAt, r.Nature, r.About = at(t, "2026-03-09 09:00"), "financial", []string{milan, joost}
		must(t, d.Register(r, member(lotte), at(t, "2026-03-09 09:20")))
		return c, d
	}
	merged := at(t, "2026-03-10 11:00")

	c, d := both()
	own, theirs := dutyOf(t, c, "inform"), dutyOf(t, d, "inform")
	told(c, joost, "2026-03-02 12:00")
	told(d, joost, "2026-03-10 10:00")
	must(t, Merge(d, c, "the same", member(sanne), merged))
	if got := c.ToInform(); !slices.Equal(got, []string{milan}) {
		t.Fatalf("to be told: %v, want Milan alone: Joost was told in the duplicate, or here", got)
	}
	if got := dutyOf(t, c, "inform"); !got.Open() || !got.Due.Equal(theirs.Due) || got.Steps[len(got.Steps)-1].Code != StepBrought {
		t.Errorf("the duty is open %v until %v by %v, want until %v as the duplicate's", got.Open(), got.Due, got.Steps, theirs.Due)
	}
	told(c, milan, "2026-03-10 12:00")
	if got := dutyOf(t, c, "inform"); got.Open() || !got.Due.Equal(theirs.Due) {
		t.Errorf("told: open %v until %v", got.Open(), got.Due)
	}
	must(t, Unmerge(d, c, member(sanne), at(t, "2026-03-10 13:00")))
	if got := dutyOf(t, c, "inform"); got.Open() || !got.Due.Equal(own.Due) {
		t.Errorf("apart again: open %v until %v, want its own %v, met", got.Open(), got.Due, own.Due)
	}
	if !slices.Equal(d.ToInform(), []string{milan}) {
		t.Errorf("apart again, the duplicate is to tell %v", d.ToInform())
	}

	c, d = both() // what was missed stays missed
	told(c, joost, "2026-03-06 12:00")
	told(d, joost, "2026-03-10 10:00")
	must(t, Merge(d, c, "the same", member(sanne), merged))
	told(c, milan, "2026-03-10 12:00")
	if got := dutyOf(t, c, "inform"); !got.Due.Equal(own.Due) || got.Done.Before(got.Due) {
		t.Errorf("told too late before: due %v, done %v", got.Due, got.Done)
	}

	c, d = both() // nobody heard of either: the earlier term runs
	must(t, Merge(d, c, "the same", member(sanne), merged))
	if got := dutyOf(t, c, "inform"); !got.Open() || !got.Due.Equal(own.Due) {
		t.Errorf("nobody told: open %v until %v, want %v", got.Open(), got.Due, own.Due)
	}
}
