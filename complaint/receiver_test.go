package complaint

import (
	"slices"
	"testing"
	"time"
)

// Whoever files may name the colleague whom the complaint reached. That is on record, what
// is asked of the filer is theirs, unless they are involved, and they stay co-responsible
// where the procedure says so (PK-02, EX-03, KG-05, KG-26).
func TestAColleagueReceivedIt(t *testing.T) {
	for _, tc := range []struct {
		name, receiver string
		about          []string
		want, co, call string
	}{
		{"the filer", "", nil, lotte, lotte, lotte},
		{"the filer, named", lotte, nil, lotte, lotte, lotte},
		{"a colleague", fatima, nil, fatima, fatima, fatima},
		{"who handles it", milan, nil, milan, "", milan},
		{"whom it is about", joost, []string{joost}, joost, "", lotte},
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
			if d := dutyOf(t, w.c, DutyContact); !slices.Equal(w.c.Responsible(d.Owner, at(t, "2026-03-06 17:00")), []string{tc.call}) {
				t.Errorf("the call is for %v, want %s", w.c.Responsible(d.Owner, at(t, "2026-03-06 17:00")), tc.call)
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

// ann is a colleague without any role.
const ann = "U0ANN"

// Who received the complaint calls, checks, reads back and explains, though somebody else
// recorded it: they see what they need for that, the clocks and reminders are theirs, and
// they have a message of their own. Who filed it may still do it as well (KG-05, EX-05, EX-07).
func TestWhoReceivedItHasTheFirstSteps(t *testing.T) {
	filed, now := at(t, "2026-03-06 16:20"), at(t, "2026-03-06 17:00")
	for _, tc := range []struct {
		preset string
		duties []string
		may    []func(*Case, Person, time.Time) error
	}{
		{"kerngroep", []string{DutyContact, "check_details"}, []func(*Case, Person, time.Time) error{(*Case).MayLogContact, (*Case).MayCheckDetails}},
		{"exactpi", []string{DutyReadBack}, []func(*Case, Person, time.Time) error{(*Case).MayReadBack, (*Case).MayExplain}},
	} {
		for _, by := range []string{ann, lotte} {
			t.Run(tc.preset+" "+by, func(t *testing.T) {
				c, r := presetCase(t, tc.preset, "Europe/Amsterdam"), reported(t)
				r.Receiver = ann
				must(t, c.Register(r, member(lotte), filed))
				for _, part := range []Part{PartState, PartFiling} {
					if !c.MaySee(member(by), part, now) {
						t.Errorf("may not see %s", part)
					}
				}
				for i, may := range tc.may {
					if got := textOf(may(c, member(by), now)); got != "" && got != "error.wrong_state" {
						t.Errorf("step %d: %q", i, got)
					}
				}
				for _, kind := range tc.duties {
					d := dutyOf(t, c, kind)
					if got := c.Recipients(&d, StageHalf, now); !slices.Equal(got, []string{ann}) {
						t.Errorf("%s reminds %v", kind, got)
					}
				}
				waits := slices.ContainsFunc(c.AwaitedBy(), func(a Awaited) bool { return a.By == by })
				if waits != (by == ann) || !slices.Contains(c.Homes(now), by) {
					t.Errorf("the case waits for them: %v, in their Home: %v", waits, slices.Contains(c.Homes(now), by))
				}
				if !heardAtOnce(c, NoticeReceipt, by) || c.Receives(by, now) != (by == ann) {
					t.Errorf("has a message of their own: %v, has the turn: %v", heardAtOnce(c, NoticeReceipt, by), c.Receives(by, now))
				}
			})
		}
	}
}

// heardAtOnce tells whether filing the case gives user a notice of that kind.
func heardAtOnce(c *Case, kind NoticeKind, user string) bool {
	return slices.ContainsFunc(c.Notices(c.Events[0]), func(n Notice) bool { return n.Kind == kind && n.To == user })
}

// Somebody involved, or gone, received it: then it is the filer's, and whom the complaint is
// about hears nothing.
func TestAReceiverWhoIsKeptOut(t *testing.T) {
	filed, now := at(t, "2026-03-06 16:20"), at(t, "2026-03-09 09:00")
	for name, lose := range map[string]func(*Case){
		"involved": func(c *Case) { c.Interested = []string{ann} },
		"gone":     func(c *Case) { c.Roster.Left = map[string]time.Time{ann: filed} },
		"about":    func(*Case) {},
	} {
		t.Run(name, func(t *testing.T) {
			c, r := presetCase(t, "kerngroep", "Europe/Amsterdam"), reported(t)
			r.Receiver = ann
			if name == "about" {
				r.About = []string{ann}
			}
			must(t, c.Register(r, member(lotte), filed))
			lose(c)
			if got := c.Responsible(RoleFiler, now); !slices.Equal(got, []string{lotte}) || c.Receives(ann, now) {
				t.Errorf("for %v", got)
			}
			if heardAtOnce(c, NoticeReceipt, ann) || name != "gone" && c.MaySee(member(ann), PartState, now) {
				t.Error("they hear of it")
			}
		})
	}
}
