package complaint

import (
	"errors"
	"slices"
	"testing"
)

// Where the procedure knows no officer, the holders of another role do what an
// officer does elsewhere, and nobody is called one.
func TestManagementLeadsWhereThereIsNoOfficer(t *testing.T) {
	now := at(t, "2026-03-05 11:00")
	c := walkTo(t, FaceConfirmed)
	c.Roster.Lead = RoleManagement
	c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.Role == RoleOfficer })

	if err := c.MayAssign(member(mees), now); err != nil {
		t.Errorf("management may not assign: %v", err)
	}
	if got := refusalOf(c.MayAssign(member(lotte), now)); got != "error.not_allowed" {
		t.Errorf("a colleague assigns: %q", got)
	}
	if users := c.Responsible(RoleOfficer, now); !slices.Equal(users, []string{sanne, mees}) {
		t.Errorf("%v lead the case", users)
	}
	for _, d := range []Duty{{Kind: "assign", Owner: RoleOfficer}, {Kind: DutyAccept, Owner: RoleHandler, Quiet: true}} {
		if _, role := c.Owes(&d, now); role != RoleManagement {
			t.Errorf("%s is owed by the %s", d.Kind, role)
		}
	}
	if as := c.Capacity(&Duty{Owner: RoleOfficer}, "", mees, now); as.Role != RoleManagement {
		t.Errorf("whoever leads hears of it as %s", as.Role)
	}
	if roles := c.Roster.InUse(); slices.Contains(roles, RoleOfficer) || !slices.Contains(roles, RoleManagement) {
		t.Errorf("roles in use: %v", roles)
	}
	if got := refusalOf(c.Roster.MayName(RoleOfficer, member(sanne), now)); got != "error.role_unknown" {
		t.Errorf("an officer is named: %q", got)
	}
}

// With several who lead nobody needs a deputy, and one of them agrees to what
// the other wrote.
func TestWhatGoesWrongWhereManagementLeads(t *testing.T) {
	now := at(t, "2026-03-05 11:00")
	for _, tc := range []struct {
		name  string
		leads []string
		want  []string
	}{
		{"two", []string{sanne, mees}, nil},
		{"one", []string{sanne}, []string{ConcernUncovered}},
		{"nobody", nil, []string{ConcernMissing}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			r.Lead = RoleManagement
			r.Holders = slices.DeleteFunc(r.Holders, func(h Holder) bool {
				return h.Role == RoleOfficer || h.Role == RoleDeputy || h.Role == RoleManagement
			})
			for _, u := range tc.leads {
				r.Holders = append(r.Holders, Holder{Role: RoleManagement, User: u})
			}
			var got []string
			for _, concern := range r.Concerns(now) {
				got = append(got, concern.Code)
				if concern.Role == RoleOfficer {
					t.Error("an officer is missed")
				}
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("concerns %v, want %v", got, tc.want)
			}
		})
	}
}

// What the procedure gives to who leads is not the deputy's, but while every one of
// them is away or concerned: then the deputy stands in (PK-04, PK-11, PK-12).
func TestDeputiesWhereManagementLeads(t *testing.T) {
	now := at(t, "2026-03-02 10:00")
	away := func(users ...string) func(*Case) {
		return func(c *Case) {
			for _, u := range users {
				c.Roster.Away = append(c.Roster.Away, Absence{User: u, From: now.AddDate(0, 0, -1), Until: now.AddDate(0, 0, 5)})
			}
		}
	}
	for _, tc := range []struct {
		name    string
		prepare func(*Case)
		want    string
	}{
		{"management is there", func(*Case) {}, "error.not_allowed"},
		{"one of two is away", away(mees), "error.not_allowed"},
		{"all are away", away(mees, sanne), ""},
		{"it is about all of them", func(c *Case) { c.About = []string{mees, sanne} }, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := klachten(t)
			leads(c)
			tc.prepare(c)
			for what, err := range map[string]error{
				"assess": c.MayClassify(member(fatima), now), "assign": c.MayAssign(member(fatima), now), "end": c.MayEnd(member(fatima), now),
				"confirm": c.MayAcknowledge(member(fatima), now), "correct": c.MayCorrect(member(fatima), now), "take over": c.MayTakeOver(member(fatima), now),
			} {
				got := refusalOf(err)
				if what == "confirm" && got == "error.classify_first" { // theirs, in its turn
					got = ""
				}
				if got != tc.want {
					t.Errorf("%s: %q, want %q", what, got, tc.want)
				}
			}
		})
	}
	c := klachten(t)
	leads(c)
	r := errorOf(t, c.MayAssign(member(fatima), now))
	roles, _ := r.Args[1].([]Role)
	if who, _ := r.Args[3].(Users); !slices.Equal(who, []string{sanne, mees}) || !slices.Equal(roles, []Role{RoleManagement}) {
		t.Errorf("the refusal names %v", r.Args)
	}
}

func errorOf(t *testing.T, err error) *Refusal {
	t.Helper()
	r, ok := errors.AsType[*Refusal](err)
	if !ok {
		t.Fatalf("no refusal: %v", err)
	}
	return r
}

// Where those who handle also agree, a complaint about one of two leaves one person, who
// writes the answer and cannot agree with it: the company is told before there is one, and
// in the case who leads and who looks after the app are, when it is filed (PK-20).
func TestWhomNobodyCouldAnswerAbout(t *testing.T) {
	now := at(t, "2026-03-02 10:00")
	for _, tc := range []struct {
		name                        string
		management, fallback, about []string
		alone                       bool
		concern                     []string // about whom a case would be stuck
		stuck                       bool     // whether the case filed is
	}{
		{"two, one of them last in line", []string{sanne, mees}, []string{mees}, []string{sanne}, false, []string{sanne, mees}, true},
		{"the same, about the other", []string{sanne, mees}, []string{mees}, []string{mees}, false, []string{sanne, mees}, true},
		{"the same, about neither", []string{sanne, mees}, []string{mees}, []string{joost}, false, []string{sanne, mees}, false},
		{"the same, found to be involved later", []string{sanne, mees}, []string{mees}, nil, false, []string{sanne, mees}, true},
		{"a third as last in line", []string{sanne, mees}, []string{mees, milan}, []string{sanne}, false, nil, false},
		{"a third who manages", []string{sanne, mees, joost}, []string{mees}, []string{sanne}, false, nil, false},
		{"one who may agree alone", []string{sanne, mees}, []string{mees}, []string{sanne}, true, nil, false},
		{"one with a substitute", []string{sanne}, []string{mees}, []string{joost}, false, []string{mees}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, r := presetCase(t, "klachten", "Europe/Amsterdam"), registration(t)
			ro := c.Roster
			ro.Handles, ro.Agrees, ro.Alone = []Role{RoleManagement}, RoleManagement, tc.alone
			ro.Holders = slices.DeleteFunc(ro.Holders, func(h Holder) bool { return h.Role == RoleManagement || h.Role == RoleFallback })
			for role, users := range map[Role][]string{RoleManagement: tc.management, RoleFallback: tc.fallback} {
				for _, u := range users {
					ro.Holders = append(ro.Holders, Holder{Role: role, User: u})
				}
			}
			var concern []string
			for _, c := range ro.Concerns(now) {
				if c.Code == ConcernAbout {
					concern = c.Users
				}
			}
			if !slices.Equal(concern, tc.concern) {
				t.Errorf("concern about %v, want %v", concern, tc.concern)
			}
			r.ReceivedAt, r.About = now, tc.about
			w := &walk{t, c}
			w.do("file", c.Register(r, member(lotte), now))
			if tc.about == nil {
				if c.Unanswerable(now) {
					t.Error("stuck before")
				}
				w.do("interest", c.DeclareInterest(Interest{How: "her sister", Users: []string{mees}}, member(sanne), now))
			}
			told := 0
			for _, e := range c.Events {
				for _, n := range c.Notices(e) {
					if n.Kind == NoticeUnheard && n.Ref == NobodyAgrees {
						told++
					}
				}
			}
			if c.Unanswerable(now) != tc.stuck || (told > 0) != tc.stuck {
				t.Errorf("stuck: %v, told %d times", c.Unanswerable(now), told)
			}
			if !tc.stuck {
				return
			}
			ro.Holders = append(ro.Holders, Holder{Role: RoleFallback, User: "U0THIRD"})
			if c.Unanswerable(now) {
				t.Error("stuck though somebody was named")
			}
		})
	}
}
