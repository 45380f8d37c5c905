package complaint

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// noticeKinds lists the kinds of notices that the package has.
func noticeKinds(t *testing.T) []NoticeKind {
	t.Helper()
	files, err := filepath.Glob("*.go")
	must(t, err)
	var kinds []NoticeKind
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		must(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			spec, is := n.(*ast.ValueSpec)
			if !is {
				return true
			}
			typed, is := spec.Type.(*ast.Ident)
			if !is || typed.Name != "NoticeKind" {
				return true
			}
			for _, v := range spec.Values {
				kind, err := strconv.Unquote(v.(*ast.BasicLit).Value)
				must(t, err)
				kinds = append(kinds, NoticeKind(kind))
			}
			return true
		})
	}
	return kinds
}

// goesAway lets somebody be away all of March 2026, with that deputy and what they answered.
func goesAway(t *testing.T, c *Case, user, deputy string, answer DeputyAnswer) {
	t.Helper()
	c.Roster.Away = append(c.Roster.Away, Absence{
		ID: "off-" + user, User: user, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-04-01 00:00"), Deputy: deputy, Answer: answer,
	})
}

// telling is something that happens, of which somebody is told.
type telling struct {
	face Face
	who  string // is told
	too  string // is told beside them, here or away
	do   func(t *testing.T, c *Case, now time.Time)
}

// tellings has one for each kind of which whoever stands in is told as well.
var tellings = map[NoticeKind]telling{
	NoticeDesk: {FaceInProgress, milan, "", func(t *testing.T, c *Case, now time.Time) { must(t, c.Prepare(draft(), member(sanne), now)) }},
	NoticeChanges: {FaceInApproval, milan, "", func(t *testing.T, c *Case, now time.Time) {
		must(t, c.AskChanges(1, "Name the amount", member(mees), now))
	}},
	NoticeApproved: {FaceInApproval, sanne, "", func(t *testing.T, c *Case, now time.Time) {
		c.Procedure.Answer.ToldBy = string(RoleOfficer)
		must(t, c.Approve(1, member(mees), now))
	}},
	NoticeAdded: {FaceInProgress, milan, "", func(t *testing.T, c *Case, now time.Time) {
		must(t, c.AddNote(Excerpt{Text: "she rang", Author: mees, Source: "C1/1"}, member(mees), now))
	}},
	NoticePromise: {FaceInProgress, bo, "", func(t *testing.T, c *Case, now time.Time) {
		must(t, c.LogContact(ContactForm{At: now, Via: "phone", With: "Anna", Reached: true, How: "call", Day: "2026-03-25",
			Promises: []Promise{{What: "send a copy", User: bo, When: "2026-03-24"}}}, member(milan), now))
	}},
	NoticeMeasure: {FaceAnswered, bo, "", func(t *testing.T, c *Case, now time.Time) {
		must(t, c.TakeMeasure(action(), member(fatima), now))
	}},
	NoticeHeard: {FaceInProgress, milan, mees, func(t *testing.T, c *Case, now time.Time) {
		c.Hearings = append(c.Hearings, Hearing{Seq: len(c.Events), By: mees, With: joost, At: now})
		must(t, c.ConfirmHeard(len(c.Events), member(joost), now))
	}},
}

// Each kind of notice says what becomes of it while the person whom it is for is away.
func TestEachNoticeDecidesWhatBecomesOfItInAnAbsence(t *testing.T) {
	kinds := noticeKinds(t)
	if len(kinds) < 50 {
		t.Fatalf("%d kinds found", len(kinds))
	}
	for _, kind := range kinds {
		rule, decided := absent[kind]
		if _, shown := tellings[kind]; !decided || shown != (rule == awayShared) {
			t.Errorf("%s: decided %v, %q, shown below: %v", kind, decided, rule, shown)
		}
	}
	for kind := range absent {
		if !slices.Contains(kinds, kind) {
			t.Errorf("%s: there is no such notice", kind)
		}
	}
}

// What somebody has to act on is told to them and, while they are away, to who stands in for
// them, else to who leads the case and is there: the same notice, to each once.
func TestWhoeverStandsInHearsTheNews(t *testing.T) {
	now := at(t, "2026-03-19 10:00")
	for kind, tc := range tellings {
		leads := sanne
		if tc.who == sanne {
			leads = fatima
		}
		for name, v := range map[string]struct {
			deputy   string // empty: nobody; "-": they are there
			answer   DeputyAnswer
			involved bool
			hears    string
		}{
			"there":                  {"-", "", false, ""},
			"away":                   {lotte, "", false, lotte},
			"the deputy takes it":    {lotte, DeputyTakes, false, lotte},
			"no deputy":              {"", "", false, leads},
			"the deputy cannot":      {lotte, DeputyCannot, false, leads},
			"the deputy is involved": {lotte, DeputyTakes, true, leads},
		} {
			t.Run(fmt.Sprint(kind, " ", name), func(t *testing.T) {
				c := walkTo(t, tc.face)
				c.Roster.People = map[string]Profile{}
				if v.deputy != "-" {
					goesAway(t, c, tc.who, v.deputy, v.answer)
				}
				if v.involved {
					c.Interested = append(c.Interested, v.deputy)
				}
				from := len(c.Events)
				tc.do(t, c, now)
				var got []string
				for _, line := range noticesSince(c, from, kind) {
					got = append(got, strings.Fields(line)[1])
				}
				want := slices.DeleteFunc([]string{tc.who, tc.too, v.hears}, func(u string) bool { return u == "" })
				slices.Sort(got)
				slices.Sort(want)
				if !slices.Equal(got, want) {
					t.Errorf("told %q, want %q", got, want)
				}
			})
		}
	}
}

// Whoever stands in is not told what they did themselves, nor in two messages of one
// approval; and what was told is made true for them as for the one who is away.
func TestWhatWhoeverStandsInIsNotTold(t *testing.T) {
	now := at(t, "2026-03-19 10:00")
	changes := func(by string) func(*testing.T, *Case) {
		return func(t *testing.T, c *Case) { must(t, c.AskChanges(1, "Name the amount", member(by), now)) }
	}
	alsoManages := func(c *Case) { c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleManagement, User: fatima}) }
	officersTell := func(c *Case) { c.Procedure.Answer.ToldBy = string(RoleOfficer) }
	for name, tc := range map[string]struct {
		set  func(*Case)
		do   func(*testing.T, *Case)
		kind NoticeKind
		want []string
	}{
		"asks for changes herself": {alsoManages, changes(fatima), NoticeChanges, []string{"changes " + milan + " 1"}},
		"another one asks":         {alsoManages, changes(mees), NoticeChanges, []string{"changes " + fatima + " 1", "changes " + milan + " 1"}},
		"changed it then": {nil, func(t *testing.T, c *Case) {
			changes(mees)(t, c)
			must(t, c.Prepare(draft(), member(fatima), now.Add(time.Hour)))
		}, NoticeChanges, []string{"changes " + fatima + " 1", "changes " + milan + " 1"}},
		"approved it herself": {func(c *Case) { alsoManages(c); officersTell(c) }, func(t *testing.T, c *Case) {
			must(t, c.Approve(1, member(fatima), now))
		}, NoticeApproved, []string{"approved " + sanne + " 1"}},
		"for the handler and for the officer": {func(c *Case) {
			officersTell(c)
			goesAway(t, c, sanne, fatima, DeputyTakes)
		}, func(t *testing.T, c *Case) { must(t, c.Approve(1, member(mees), now)) }, NoticeApproved, []string{"approved " + sanne + " 1"}},
		"for the officer alone": {func(c *Case) {
			officersTell(c)
			c.Roster.Away = nil
			goesAway(t, c, sanne, fatima, DeputyTakes)
		}, func(t *testing.T, c *Case) { must(t, c.Approve(1, member(mees), now)) }, NoticeApproved, []string{"approved " + fatima + " 1", "approved " + sanne + " 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, FaceInApproval)
			goesAway(t, c, milan, fatima, DeputyTakes)
			if tc.set != nil {
				tc.set(c)
			}
			from := len(c.Events)
			tc.do(t, c)
			if got := noticesSince(c, from, tc.kind); !slices.Equal(got, tc.want) {
				t.Errorf("told %q, want %q", got, tc.want)
			}
		})
	}
}

// The handler's message is new to whoever stands in only where something is: not with each
// step of others, nor once the handler is back.
func TestWhenTheHandlersMessageIsNewToWhoeverStandsIn(t *testing.T) {
	now := at(t, "2026-03-19 10:00")
	for name, tc := range map[string]struct {
		face Face
		do   func(*testing.T, *Case)
		want bool
	}{
		"assigned": {FaceInProgress, func(t *testing.T, c *Case) {
			must(t, c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "head", Why: "process", Skip: "busy", Unknown: "nobody knows"}, member(sanne), now))
			must(t, c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Skip: "busy", Unknown: "nobody knows", KeepAway: true}, member(sanne), now))
		}, true},
		"approved": {FaceInApproval, func(t *testing.T, c *Case) { must(t, c.Approve(1, member(mees), now)) }, true},
		"not satisfied": {FaceAnswered, func(t *testing.T, c *Case) {
			must(t, c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "no", Why: "x"}, member(lotte), now))
		}, true},
		"a step of somebody else": {FaceInProgress, func(t *testing.T, c *Case) { must(t, c.Prepare(draft(), member(sanne), now)) }, false},
		"approved, and told": {FaceInApproval, func(t *testing.T, c *Case) {
			must(t, c.Approve(1, member(mees), now))
			must(t, c.Deliver(Delivery{At: now, Via: "phone", With: "Anna"}, member(sanne), now))
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			goesAway(t, c, milan, joost, DeputyTakes)
			c.Roster.Away[0].Deputy = bo
			from := len(c.Events)
			tc.do(t, c)
			if got := c.DeskIsNews(from+1, bo, now); got != tc.want {
				t.Errorf("it is news: %v, want %v", got, tc.want)
			}
			if c.DeskIsNews(from+1, bo, at(t, "2026-04-02 10:00")) || c.DeskIsNews(from+1, milan, now) || c.DeskIsNews(0, bo, now) {
				t.Error("it is news to who is back, or of no event")
			}
		})
	}
	c := walkTo(t, FaceConfirmed)
	goesAway(t, c, milan, bo, DeputyTakes)
	must(t, c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Unknown: "nobody knows", KeepAway: true}, member(sanne), now))
	for _, n := range c.Notices(find(t, c, HandlerAssigned)) {
		if n.Kind == NoticeDesk && (n.OnDelivered == FormSent) != (n.To == milan) {
			t.Errorf("the form is %+v", n)
		}
	}
}

// Who was asked by name to approve may be away: then whoever may and is there is asked as
// well, and the case waits for them; what was decided reaches all of them.
func TestWhoIsAskedToApproveWhileTheOneByNameIsAway(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	for name, tc := range map[string]struct {
		askOf string
		away  []string
		asked []string
		waits []string
	}{
		"nobody by name":                   {"", nil, []string{mees, sanne}, []string{sanne, mees}},
		"nobody by name, one of them away": {"", []string{sanne}, []string{mees, sanne}, []string{mees}},
		"there":                            {sanne, nil, []string{sanne}, []string{sanne}},
		"another one is away":              {sanne, []string{mees}, []string{sanne}, []string{sanne}},
		"away":                             {sanne, []string{sanne}, []string{mees, sanne}, []string{mees}},
		"everybody away":                   {sanne, []string{sanne, mees}, []string{mees, sanne}, []string{sanne}},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, FaceInProgress)
			c.Procedure.Answer.Approval.TwoFor = nil
			for _, u := range tc.away {
				goesAway(t, c, u, "", "")
			}
			d, from := draft(), len(c.Events)
			d.AskOf = tc.askOf
			must(t, c.Prepare(d, member(milan), now))
			to := func(from int) (users []string) {
				for _, line := range noticesSince(c, from, NoticeAsk) {
					users = append(users, strings.Fields(line)[1])
				}
				return users
			}
			if got := to(from); !slices.Equal(got, tc.asked) {
				t.Errorf("asked %q, want %q", got, tc.asked)
			}
			if got := c.WaitsFor(now); !slices.Equal(got, tc.waits) {
				t.Errorf("waits for %q, want %q", got, tc.waits)
			}
			for i := range c.Roster.Away { // they are back when it is decided
				c.Roster.Away[i].Until = now.Add(30 * time.Minute)
			}
			from = len(c.Events)
			must(t, c.Approve(1, member(mees), now.Add(time.Hour)))
			if got := to(from); !slices.Equal(got, tc.asked) {
				t.Errorf("of the decision %q hear, want %q", got, tc.asked)
			}
		})
	}
}

// Handing the decision on to somebody who is away asks the others as well, who are not the
// one that handed it on.
func TestADecisionHandedOnToWhoIsAway(t *testing.T) {
	c := walkTo(t, FaceInApproval)
	c.Procedure.Answer.Approval.TwoFor = nil
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleManagement, User: bo})
	goesAway(t, c, sanne, "", "")
	now, from := at(t, "2026-03-12 15:30"), len(c.Events)
	must(t, c.Delegate(1, sanne, member(mees), now))
	want := []string{"ask " + bo + " 1", "ask " + mees + " 1", "ask " + sanne + " 1"}
	if got := noticesSince(c, from, NoticeAsk); !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
}

// That a deputy cannot is told to those who lead and are there: they name another one.
func TestWhoHearsThatADeputyCannot(t *testing.T) {
	now := at(t, "2026-03-10 09:00")
	for name, tc := range map[string]struct {
		away   []string // beside Milan
		deputy string
		file   bool
		want   string
	}{
		"the officer is there":             {nil, lotte, false, "away U0LOTTE, away_answer U0MILAN, away_answer U0SANNE"},
		"the officer is away":              {[]string{sanne}, lotte, false, "away U0LOTTE, away_answer U0MILAN, away_answer U0FATIMA"},
		"their deputy is who cannot":       {[]string{sanne}, fatima, false, "away U0FATIMA, away_answer U0MILAN, away_answer U0MEES"},
		"all who lead are away":            {[]string{sanne, fatima}, lotte, false, "away U0LOTTE, away_answer U0MILAN, away_answer U0MEES"},
		"of the configuration":             {nil, lotte, true, "away U0LOTTE, away_answer U0MILAN, away_answer U0SANNE"},
		"of it, and who keeps it is away":  {[]string{sanne}, lotte, true, "away U0LOTTE, away_answer U0MILAN, away_answer U0FATIMA, away_answer U0MEES"},
		"of it, with the officer's deputy": {[]string{sanne}, fatima, true, "away U0FATIMA, away_answer U0MILAN, away_answer U0MEES"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCase(t)
			c.Roster.People = map[string]Profile{}
			for _, u := range tc.away {
				goesAway(t, c, u, "", "")
			}
			goesAway(t, c, milan, tc.deputy, DeputyCannot)
			a := &c.Roster.Away[len(c.Roster.Away)-1]
			a.File = tc.file
			if got := tells(c.Roster.AnswerNotices(a, now)); got != tc.want {
				t.Errorf("told %s\nwant %s", got, tc.want)
			}
		})
	}
}

// Who looks after the app is told what is wrong with it, or whoever is there in their place.
func TestWhoLooksAfterTheAppAndIsThere(t *testing.T) {
	now := at(t, "2026-03-10 09:00")
	for name, tc := range map[string]struct {
		away   []string
		deputy string
		want   []string
	}{
		"there":               {nil, "", []string{sanne}},
		"away":                {[]string{sanne}, "", []string{mees}},
		"away, with a deputy": {[]string{sanne}, fatima, []string{fatima}},
		"everybody away":      {[]string{sanne, mees}, "", []string{sanne}},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCase(t)
			for _, u := range tc.away {
				goesAway(t, c, u, tc.deputy, "")
			}
			if got := c.Roster.KeepersThere(now); !slices.Equal(got, tc.want) {
				t.Errorf("told %q, want %q", got, tc.want)
			}
			wantCase := []string{sanne}
			if len(tc.away) > 0 {
				wantCase = []string{fatima} // the standing deputy leads
			}
			if got := c.InCharge(now); !slices.Equal(got, wantCase) {
				t.Errorf("of a case %q are told, want %q", got, wantCase)
			}
		})
	}
}

// Whoever was consulted, and stands in for the handler, is not told in that place what they
// said themselves, nor at a later event.
func TestNobodyIsToldWhatTheySaidThemselves(t *testing.T) {
	w, seq := asked(t)
	c, now := w.c, at(t, "2026-03-09 13:00")
	goesAway(t, c, sanne, lotte, DeputyTakes)
	from := len(c.Events)
	w.do("confirm", c.ConfirmHeard(seq, member(lotte), now))
	w.do("consult anew", c.Consult(Consultation{With: lotte, At: now, Said: "Once more"}, member(sanne), now))
	if got := noticesSince(c, from, NoticeHeard); !slices.Equal(got, []string{fmt.Sprintf("%s %s %d", NoticeHeard, sanne, seq)}) {
		t.Errorf("told %v", got)
	}
}
