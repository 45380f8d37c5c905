package complaint

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// shared is a case in that face in which whoever filed it stays co-responsible.
func shared(t *testing.T, face Face) *Case {
	t.Helper()
	was := walkTo(t, face)
	c := Load(was.Workspace, was.Number, was.Procedure, was.Calendar, was.Roster, was.Events[:1], was.Entries)
	for _, e := range was.Events[1:] {
		c.record(e.Kind, Person{ID: e.Actor}, e.At, e.Recorded, e.Data, e.Entry)
		if e.Kind == HandlerAssigned {
			c.keepFiler(true, member(sanne), e.Recorded)
		}
	}
	return c
}

func TestWhoStaysCoResponsible(t *testing.T) {
	now := at(t, "2026-03-05 11:00")
	for _, tc := range []struct {
		name    string
		change  func(c *Case, a *Assignment)
		refused string
		want    string
	}{
		{"asked", func(*Case, *Assignment) {}, "", lotte},
		{"not asked", func(_ *Case, a *Assignment) { a.KeepFiler = false }, "", ""},
		{"the procedure asks", func(c *Case, a *Assignment) { a.KeepFiler, c.Procedure.Assign.CoResponsible = false, true }, "", lotte},
		{"the filer handles", func(c *Case, a *Assignment) {
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleHandler, User: lotte})
			a.Handler = lotte
		}, "", ""},
		{"the filer is named in the same form", func(_ *Case, a *Assignment) { a.Deliverers = []string{joost, lotte} }, "error.co_owner_involved", ""},
		{"the filer is involved", func(c *Case, _ *Assignment) { c.Interested = []string{lotte} }, "error.co_owner_involved", ""},
		{"the procedure asks for one who is involved", func(c *Case, a *Assignment) {
			a.KeepFiler, c.Procedure.Assign.CoResponsible, c.Interested = false, true, []string{lotte}
		}, "", ""},
		{"the filer left", func(c *Case, _ *Assignment) { c.Roster.Left = map[string]time.Time{lotte: now} }, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceConfirmed)
			a := Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process", Deliverers: []string{joost}, KeepFiler: true}
			tc.change(c, &a)
			before := len(c.Events)
			if got := textOf(c.Assign(a, member(sanne), now)); got != tc.refused {
				t.Fatalf("%q, want %q", got, tc.refused)
			}
			if c.CoOwner() != tc.want || tc.refused != "" && len(c.Events) != before {
				t.Errorf("co-responsible is %q, want %q", c.CoOwner(), tc.want)
			}
		})
	}
}

// Replaced by the officer with a reason, in every face of an open case, and never
// taken off; nobody else may, and refusals record nothing.
func TestReplacingTheCoResponsible(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct{ name, by, user, reason, want string }{
		{"by the officer", sanne, mees, "Lotte is on leave", ""},
		{"by the deputy", fatima, mees, "Lotte is on leave", ""},
		{"by the handler", milan, mees, "why", "error.not_allowed"},
		{"by themselves", lotte, mees, "why", "error.not_allowed"},
		{"by whom it concerns", joost, mees, "why", "no such case"},
		{"by a stranger", "U0OTHER", mees, "why", "no such case"},
		{"without a reason", sanne, mees, " ", "error.reason_missing"},
		{"by nobody", sanne, "", "why", "error.co_owner_missing"},
		{"by one who is involved", sanne, joost, "why", "error.co_owner_involved"},
		{"by the handler of the case", sanne, milan, "why", "error.co_owner_same"},
		{"by the same", sanne, lotte, "why", "error.co_owner_same"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := shared(t, FaceInProgress)
			before := len(c.Events)
			if got := textOf(c.ReplaceCoOwner(tc.user, tc.reason, member(tc.by), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want != "" && (c.CoOwner() != lotte || len(c.Events) != before) {
				t.Errorf("refused, and co-responsible is %q", c.CoOwner())
			}
			if tc.want == "" && (c.CoOwner() != tc.user || c.CoOwnerBefore(find(t, c, CoOwnerNamed)) != lotte || c.Note(find(t, c, CoOwnerNamed)).Text != tc.reason) {
				t.Errorf("co-responsible is %q", c.CoOwner())
			}
		})
	}
	for _, face := range road[2:] { // from the assignment on
		c := shared(t, face)
		err := c.ReplaceCoOwner(mees, "on leave", member(sanne), now)
		if allowed := slices.Contains(c.Allowed(member(sanne), now), StepCoOwner); (err == nil) != (face != FaceClosed) || allowed != (err == nil) {
			t.Errorf("%s: %v, offered %v", face, err, allowed)
		}
		if got := textOf(walkTo(t, face).ReplaceCoOwner(mees, "on leave", member(sanne), now)); got != "error.co_owner_none" {
			t.Errorf("%s without one: %q", face, got)
		}
	}
}

// Whoever turns out to be involved, or leaves, is replaced and not just gone: who leads
// is asked for another one until there is one or the case has ended (KG-26).
func TestALostCoResponsibleIsAskedFor(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	involved := func(c *Case) error {
		return c.DeclareInterest(Interest{Users: []string{lotte}, How: "her sister"}, member(sanne), now)
	}
	for _, tc := range []struct {
		name  string
		lose  func(c *Case) error
		lacks bool
		asks  bool // by a notice of that step; of who leaves the message about that tells
	}{
		{"nothing happened", func(*Case) error { return nil }, false, false},
		{"found to be involved", involved, true, true},
		{"delivered the service", func(c *Case) error {
			return c.DeclareInterest(Interest{Users: []string{lotte, mees}, How: "wrote the report"}, member(sanne), now)
		}, true, true},
		{"left", func(c *Case) error { c.Roster.Leave(lotte, now); return nil }, true, false},
		{"another one is involved", func(c *Case) error {
			return c.DeclareInterest(Interest{Users: []string{fatima}, How: "her sister"}, member(sanne), now)
		}, false, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := shared(t, FaceInProgress)
			asked := func(since int) (users []string) {
				for _, e := range c.Events[since:] {
					for _, n := range c.Notices(e) {
						if n.Kind == NoticeCoOwnerless {
							users = append(users, n.To)
						}
					}
				}
				return users
			}
			before := len(c.Events)
			must(t, tc.lose(c))
			_, others := c.Next()
			if c.LacksCoOwner() != tc.lacks || slices.Contains(others, StepCoOwner) != tc.lacks {
				t.Errorf("another one is needed: %v, offered %v", c.LacksCoOwner(), others)
			}
			if got := asked(before); slices.Equal(got, []string{sanne}) != tc.asks || len(got) > 1 {
				t.Errorf("asked: %v", got)
			}
			if !tc.lacks {
				return
			}
			before = len(c.Events)
			must(t, c.ReplaceCoOwner("U0OTHER", "in her place", member(sanne), now))
			if _, others := c.Next(); c.LacksCoOwner() || c.CoOwner() != "U0OTHER" || slices.Contains(others, StepCoOwner) {
				t.Errorf("named, and needed still: %v", others)
			}
			if got := asked(before); !slices.Equal(got, []string{sanne}) {
				t.Errorf("the message is made true for %v", got)
			}
		})
	}
	c := shared(t, FaceInProgress)
	must(t, involved(c))
	must(t, c.EndCase(EndForm{End: EndWithdrawn, Reason: "It is fine now", With: "Anna", Via: "phone", At: now}, member(sanne), now))
	if c.LacksCoOwner() {
		t.Error("a case that ended asks for another one")
	}
}

// Who is co-responsible sees what the handler sees, as long as they are.
func TestWhatTheCoResponsibleSees(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		name   string
		change func(c *Case)
		user   string
		want   bool
	}{
		{"they", func(*Case) {}, lotte, true},
		{"the filer alone", func(c *Case) { c.coOwner = "" }, lotte, false},
		{"somebody else instead", func(c *Case) { c.coOwner = "U0OTHER" }, "U0OTHER", true},
		{"who was it before", func(c *Case) { c.coOwner = "U0OTHER" }, lotte, false},
		{"who turns out to be involved", func(c *Case) { c.Interested = []string{lotte} }, lotte, false},
		{"their deputy while they are away", func(c *Case) {
			c.Roster.Away = []Absence{{User: lotte, From: now.Add(-time.Hour), Until: now.Add(time.Hour), Deputy: "U0OTHER"}}
		}, "U0OTHER", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := shared(t, FaceInProgress)
			tc.change(c)
			for _, part := range []Part{PartCard, PartAnswer, PartPromise} {
				if c.MaySee(member(tc.user), part, now) != tc.want {
					t.Errorf("%s: %v", part, !tc.want)
				}
			}
		})
	}
}

// Reminders of what the handler owes go to both, and only the handler owes it.
func TestTheCoResponsibleIsRemindedBesideTheHandler(t *testing.T) {
	c := shared(t, FaceAssigned)
	if err := c.Delivered(FormSent, milan, at(t, "2026-03-05 11:01"), at(t, "2026-03-05 11:01")); err != nil {
		t.Fatal(err)
	}
	tick(t, c, at(t, "2026-03-05 11:05"), at(t, "2026-03-14 00:00"))
	want := []string{
		"2026-03-06 09:00 day_before [U0MILAN U0LOTTE]",
		"2026-03-09 09:00 due_day [U0MILAN U0LOTTE]",
		"2026-03-09 15:30 two_hours [U0MILAN U0LOTTE]",
		"2026-03-10 08:30 overdue [U0MILAN U0SANNE U0LOTTE]",
		"2026-03-11 09:00 overdue_1 [U0FATIMA U0SANNE]",
		"2026-03-13 09:00 overdue_3 [U0MEES]",
	}
	if diff := cmp.Diff(want, told(c, "contact")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	d := dutyOf(t, c, DutyContact)
	now := at(t, "2026-03-09 10:00")
	if user, _ := c.Owes(&d, now); user != milan {
		t.Errorf("%q owes it", user)
	}
	if as := c.Capacity(&d, StageDueDay, lotte, now); as.Role != RoleCoOwner {
		t.Errorf("she hears of it as %+v", as)
	}
	if users := c.Recipients(&Duty{Kind: DutyCommitment, Owner: RoleHandler, User: fatima}, StageDueDay, now); !slices.Equal(users, []string{fatima}) {
		t.Errorf("of a promise of somebody else hear %v", users)
	}
}

func TestWhoHearsOfTheCoResponsible(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	c := shared(t, FaceAssigned)
	if got := toldOf(c, find(t, c, CoOwnerNamed)); !slices.Contains(got, "co_owner U0LOTTE ") || !slices.Contains(got, "line channel ") {
		t.Errorf("at the assignment: %v", got)
	}
	c = shared(t, FaceInProgress)
	if err := c.ReplaceCoOwner(mees, "on leave", member(sanne), now); err != nil {
		t.Fatal(err)
	}
	got := toldOf(c, find(t, c, CoOwnerNamed))
	for _, want := range []string{"co_owner U0MEES ", "co_owner U0LOTTE "} {
		if !slices.Contains(got, want) {
			t.Errorf("when replaced: %v, want %q", got, want)
		}
	}
	again := Assignment{Handler: fatima, Name: "Fatima", Title: "adviser", Why: "officer"}
	if err := c.Assign(again, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	if got := toldOf(c, find(t, c, HandlerAssigned)); !slices.Contains(got, "co_owner U0MEES ") || slices.Contains(got, "co_owner U0LOTTE ") {
		t.Errorf("when another handles: %v", got)
	}
	c = shared(t, FaceClosed)
	if got := toldOf(c, find(t, c, CaseClosed)); !slices.Contains(got, "co_owner U0LOTTE ") {
		t.Errorf("when it closed: %v", got)
	}
}

// kept is a case of kerngroep in which whoever received it cannot be co-responsible when it
// is given to somebody.
func kept(t *testing.T, lose func(w *walk, r *Registration)) *walk {
	t.Helper()
	w := &walk{t, presetCase(t, "kerngroep", "Europe/Amsterdam")}
	r := reported(t)
	lose(w, &r)
	w.do("register", w.c.Register(r, member(lotte), at(t, "2026-03-06 16:20")))
	if len(r.About) == 0 {
		lose(w, &r)
	}
	w.do("contact", w.c.LogContact(talk(t), member(sanne), at(t, "2026-03-09 10:05")))
	w.do("details", w.c.CheckDetails(checked(t), member(sanne), at(t, "2026-03-09 10:10")))
	if w.c.LacksCoOwner() {
		t.Error("asked for before anybody handles it")
	}
	w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
	return w
}

// Who received the complaint may be involved, or gone, before anybody could be co-responsible:
// somebody else is asked for all the same from the assignment on (KG-26).
func TestACoResponsibleWhoNeverCouldBe(t *testing.T) {
	for name, lose := range map[string]func(w *walk, r *Registration){
		"it is about them": func(_ *walk, r *Registration) { r.About = []string{lotte} },
		"they left": func(w *walk, _ *Registration) {
			if len(w.c.Events) > 0 {
				w.c.Roster.Leave(lotte, at(w.t, "2026-03-06 17:00"))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, now := kept(t, lose), at(t, "2026-03-09 12:00")
			c := w.c
			asks := func(kind Kind) (users []string) {
				for _, n := range c.Notices(*c.newest(kind)) {
					if n.Kind == NoticeCoOwnerless {
						users = append(users, n.To)
					}
					if n.Kind == NoticeCoOwner && n.To == lotte {
						t.Error("who never was it is told of it")
					}
				}
				return users
			}
			if _, others := c.Next(); c.CoOwner() != "" || !c.LacksCoOwner() || !slices.Contains(others, StepCoOwner) || !c.Allows(StepCoOwner, member(sanne), now) {
				t.Errorf("co-responsible %q, another one is needed %v, offered %v", c.CoOwner(), c.LacksCoOwner(), others)
			}
			if got := asks(HandlerAssigned); !slices.Equal(got, []string{sanne, mees}) {
				t.Errorf("asked: %v", got)
			}
			w.do("name", c.ReplaceCoOwner(fatima, "in her place", member(sanne), now))
			if c.CoOwner() != fatima || c.LacksCoOwner() {
				t.Errorf("co-responsible is %q", c.CoOwner())
			}
			if got := asks(CoOwnerNamed); !slices.Equal(got, []string{sanne, mees}) {
				t.Errorf("the message is made true for %v", got)
			}
		})
	}
	for _, face := range []Face{FaceAssigned, FaceInProgress} { // where no procedure asks for one
		c := walkTo(t, face)
		c.Interested = append(c.Interested, lotte)
		if c.LacksCoOwner() {
			t.Errorf("%s: asked for where nobody has to be", face)
		}
	}
}

// Who is co-responsible for a duplicate is so for the case that goes on, where nobody is.
// Otherwise that case keeps its own, and they read that it goes on (KG-26).
func TestTheCoResponsibleOfADuplicate(t *testing.T) {
	now := at(t, "2026-03-10 11:00")
	given := func(number, by string) *walk {
		w := &walk{t, presetCase(t, "kerngroep", "Europe/Amsterdam")}
		w.c.Number = number
		w.do("register", w.c.Register(reported(t), member(by), at(t, "2026-03-06 16:20")))
		first := talk(t)
		first.KeepUnadvised = true
		w.do("contact", w.c.LogContact(first, member(by), at(t, "2026-03-09 10:05")))
		w.do("details", w.c.CheckDetails(checked(t), member(by), at(t, "2026-03-09 10:10")))
		w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
		return w
	}
	hears := func(c *Case, e Event, kind NoticeKind, user string) bool {
		return slices.ContainsFunc(c.Notices(e), func(n Notice) bool { return n.Kind == kind && n.To == user })
	}
	for _, tc := range []struct {
		name   string
		before func(c *Case)
		want   string
	}{
		{"the other has its own", func(*Case) {}, lotte},
		{"the other lost its own", func(c *Case) { c.Roster.Leave(lotte, now) }, lotte}, // it asks for another one, whom a person names
		{"the other has none", func(c *Case) { c.coOwner = "" }, joost},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d, c := given("M-2026-0002", joost).c, given("M-2026-0001", lotte).c
			w := &walk{t, c}
			tc.before(c)
			w.do("merge", Merge(d, c, "the same", member(sanne), now))
			if c.coOwner != tc.want || !hears(d, *d.newest(Duplicate), NoticeCoOwner, joost) {
				t.Errorf("co-responsible is %q", c.coOwner)
			}
			if tc.want != joost {
				return
			}
			if !hears(c, *c.newest(Absorbed), NoticeCoOwner, joost) || !c.MaySee(member(joost), PartFiling, now) {
				t.Error("who is co-responsible from now on is not told, or reads nothing")
			}
			w.do("unmerge", Unmerge(d, c, member(sanne), now.Add(time.Hour)))
			if c.CoOwner() == joost || d.CoOwner() != joost || !hears(c, *c.newest(Separated), NoticeCoOwner, joost) {
				t.Errorf("apart again, co-responsible is %q, of the duplicate %q", c.CoOwner(), d.CoOwner())
			}
		})
	}
}
