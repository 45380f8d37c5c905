package complaint

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const noor = "U0NOOR" // confidant, invented as well

// confided is a case of discrimination in a company with that confidant, changed
// before it is filed.
func confided(t *testing.T, change func(*Case, *Registration)) (*Case, error) {
	t.Helper()
	c, r := newCase(t), registration(t)
	c.Number = "K-2026-0042"
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleConfidant, User: noor})
	r.Nature, r.Against = "discrimination", "client"
	if change != nil {
		change(c, &r)
	}
	return c, c.Register(r, member(lotte), at(t, "2026-03-05 10:20"))
}

// Of discrimination the confidant hears with those who lead, in confidence (EX-01).
func TestTheConfidantIsTold(t *testing.T) {
	now := at(t, "2026-03-05 10:30")
	for _, tc := range []struct {
		name   string
		change func(*Case, *Registration)
		told   []string
		want   string // refusal
	}{
		{"told beside who leads", nil, []string{sanne, fatima, mees, noor}, ""},
		{"of a service", func(_ *Case, r *Registration) { r.Nature, r.Against = "service", "" }, []string{ToChannel}, ""},
		{"whom it is about", func(_ *Case, r *Registration) { r.About = []string{noor} }, []string{sanne, fatima, mees}, ""},
		{"nobody appointed", func(c *Case, _ *Registration) { c.Roster.Holders = c.Roster.Holders[:len(c.Roster.Holders)-1] }, []string{sanne, fatima, mees}, ""},
		{"and all who lead are concerned", func(_ *Case, r *Registration) { r.About = []string{sanne, fatima, mees} }, nil, " error.nobody_left"},
		{"without saying whom it is against", func(_ *Case, r *Registration) { r.Against = "" }, nil, "nature error.against_missing"},
		{"with a forged word", func(_ *Case, r *Registration) { r.Against = "weather" }, nil, "nature error.against_missing"},
		{"by a procedure that knows no confidant", func(c *Case, _ *Registration) { c.Procedure.Confidant = nil }, []string{sanne, fatima, mees}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, err := confided(t, tc.change)
			if tc.want != "" {
				if got := said(err); !slices.Equal(got, []string{tc.want}) {
					t.Errorf("refused with %v, want %s", got, tc.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got := c.Places(now)
			slices.Sort(got)
			slices.Sort(tc.told)
			if diff := cmp.Diff(tc.told, got); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

// The confidant sees the cases that are theirs to know, whole, and no other; nobody
// stands in for them, and whom a case is about sees nothing of it.
func TestWhatTheConfidantSees(t *testing.T) {
	now := at(t, "2026-03-05 10:30")
	theirs, err := confided(t, nil)
	must(t, err)
	other, err := confided(t, func(_ *Case, r *Registration) { r.Nature, r.Against = "service", "" })
	must(t, err)
	about, err := confided(t, func(_ *Case, r *Registration) { r.About = []string{noor} })
	must(t, err)
	for _, part := range []Part{PartState, PartCard, PartFiling, PartAnswer, PartPromise} {
		for name, tc := range map[string]struct {
			c    *Case
			who  string
			want bool
		}{
			"a case of discrimination":     {theirs, noor, true},
			"a case of a service":          {other, noor, false},
			"a case about the confidant":   {about, noor, false},
			"a colleague without the role": {theirs, "U0OTHER", false},
			"a handler of other cases":     {theirs, milan, false},
			"whoever leads":                {theirs, sanne, true},
		} {
			if got := tc.c.MaySee(member(tc.who), part, now); got != tc.want {
				t.Errorf("%s: sees %s %v, want %v", name, part, got, tc.want)
			}
		}
	}
	theirs.Roster.People[noor] = Profile{Deputy: "U0OTHER"}
	theirs.Roster.Away = []Absence{{User: noor, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-04-01 00:00")}}
	if theirs.MaySee(member("U0OTHER"), PartFiling, now) {
		t.Error("the deputy of a confidant reads what was told to the confidant")
	}
	if theirs.MaySee(Person{ID: noor}, PartFiling, now) {
		t.Error("a guest reads it")
	}
}

// Whoever reads what is of a special category is told who else can: all who may see it now,
// and nobody else, whoever stands in for whom.
func TestWhoSeesIsWhoMay(t *testing.T) {
	now := at(t, "2026-03-05 10:30")
	away := func(user, deputy string) func(*Case, *Registration) {
		return func(c *Case, _ *Registration) {
			c.Roster.Away = []Absence{{User: user, Deputy: deputy, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-04-01 00:00")}}
		}
	}
	for _, tc := range []struct {
		name   string
		change func(*Case, *Registration)
		want   []string
	}{
		{"all are there", nil, []string{fatima, lotte, mees, noor, sanne}},
		{"a deputy stands in for the officer", away(sanne, "U0OTHER"), []string{fatima, "U0OTHER", lotte, mees, noor, sanne}},
		{"whom it is about stands in", func(c *Case, r *Registration) {
			away(sanne, "U0OTHER")(c, r)
			r.About = []string{"U0OTHER"}
		}, []string{fatima, lotte, mees, noor, sanne}},
		{"the standing deputy does", func(c *Case, r *Registration) {
			away(sanne, "")(c, r)
			c.Roster.People[sanne] = Profile{Deputy: "U0THIRD"}
		}, []string{fatima, lotte, mees, noor, "U0THIRD", sanne}},
		{"nobody stands in for the confidant", away(noor, "U0OTHER"), []string{fatima, lotte, mees, noor, sanne}},
		{"one of them left", func(c *Case, _ *Registration) { c.Roster.Left = map[string]time.Time{noor: now} }, []string{fatima, lotte, mees, sanne}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, err := confided(t, tc.change)
			must(t, err)
			slices.Sort(tc.want)
			if diff := cmp.Diff(tc.want, c.WhoSees(PartFiling, now)); diff != "" {
				t.Errorf("sees (-want +got):\n%s", diff)
			}
			for _, user := range []string{sanne, fatima, mees, noor, lotte, milan, joost, "U0OTHER", "U0THIRD"} {
				if named := slices.Contains(tc.want, user); named != c.MaySee(member(user), PartFiling, now) && !c.Roster.HasLeft(user, now) {
					t.Errorf("%s is named: %v", user, named)
				}
			}
		})
	}
}

// The confidant logs what was said to them and to the complainant, and decides
// nothing.
func TestWhatTheConfidantDoes(t *testing.T) {
	now := at(t, "2026-03-06 10:00")
	talks := func(c *Case) error {
		return c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, Note: "she wants a talk"}, member(noor), now)
	}
	notes := func(c *Case) error {
		return c.AddNote(Excerpt{Text: "said", Author: noor, At: now, Source: "D1:1"}, member(noor), now)
	}
	for _, tc := range []struct {
		name   string
		nature string
		step   func(*Case) error
		want   string
	}{
		{"speaks with the complainant", "discrimination", talks, ""},
		{"adds a note", "discrimination", notes, ""},
		{"of a service speaks with nobody", "service", talks, ErrNotFound.Error()},
		{"of a service adds nothing", "service", notes, ErrNotFound.Error()},
		{"assigns nobody", "discrimination", func(c *Case) error { return c.MayAssign(member(noor), now) }, "error.not_allowed"},
		{"answers nothing", "discrimination", func(c *Case) error { return c.MayPrepare(member(noor), now) }, "error.not_allowed"},
		{"closes nothing", "discrimination", func(c *Case) error { return c.MayClose(member(noor), now) }, "error.not_allowed"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, err := confided(t, func(_ *Case, r *Registration) {
				if tc.nature != "discrimination" {
					r.Nature, r.Against = tc.nature, ""
				}
			})
			must(t, err)
			if got := refusedFor(tc.step(c)); got != tc.want {
				t.Errorf("refused with %q, want %q", got, tc.want)
			}
		})
	}
}

// Found out later that it was discrimination, the case leaves the channel, the
// confidant hears of it, and of another nature again does not.
func TestTheConfidantIsCalledInLater(t *testing.T) {
	c, err := confided(t, func(_ *Case, r *Registration) { r.Nature, r.Against = "service", "" })
	must(t, err)
	now := at(t, "2026-03-05 12:00")
	class := Class{Nature: "discrimination", Weight: "serious", Submitted: "oral"}
	if got := said(c.Classify(Classification{Class: class}, member(sanne), now)); !slices.Equal(got, []string{"nature error.against_missing"}) {
		t.Errorf("without saying whom it is against: %v", got)
	}
	class.Against = "employee"
	must(t, c.Classify(Classification{Class: class}, member(sanne), now))
	if !c.Confidential || !slices.Contains(c.Places(now), noor) || c.Against != "employee" {
		t.Errorf("confidential %v, told %v, against %q", c.Confidential, c.Places(now), c.Against)
	}
	again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, slices.Clone(c.Events), c.Entries)
	if again.Class != c.Class {
		t.Errorf("built again it is %+v, not %+v", again.Class, c.Class)
	}
	class.Nature, class.Against = "other", "employee"
	must(t, c.Classify(Classification{Class: class}, member(sanne), now))
	taken := slices.ContainsFunc(c.Notices(c.Events[len(c.Events)-1]), func(n Notice) bool { return n.Kind == NoticeForget && n.Ref == noor })
	if !taken {
		t.Error("what the confidant was told stays with them")
	}
	if c.Against != "" || c.MaySee(member(noor), PartCard, now) || slices.Contains(c.Places(now), noor) {
		t.Errorf("no discrimination after all, and against %q, told %v", c.Against, c.Places(now))
	}
}

// A company whose procedure calls in a confidant is told that it has none.
func TestACompanyWithoutAConfidant(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	worries := func(r *Roster) bool {
		return slices.ContainsFunc(r.Concerns(now), func(c Concern) bool { return c.Code == ConcernConfidant })
	}
	r := sampleRoster()
	if worries(r) || slices.Contains(r.InUse(), RoleConfidant) {
		t.Error("a confidant is missed where no procedure calls one in")
	}
	r.Confides = true
	if !worries(r) || !slices.Contains(r.InUse(), RoleConfidant) {
		t.Error("nobody is told that there is no confidant")
	}
	if err := r.MayName(RoleConfidant, member(sanne), now); err != nil {
		t.Errorf("the admin appoints one: %v", err)
	}
	if err := r.MayName(RoleConfidant, member(fatima), now); refusedFor(err) != "error.not_allowed" {
		t.Errorf("the deputy appoints one: %v", err)
	}
	r.Holders = append(r.Holders, Holder{Role: RoleConfidant, User: noor})
	if worries(r) {
		t.Error("there is one")
	}
}
