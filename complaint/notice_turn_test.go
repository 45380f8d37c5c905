package complaint

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// noticesSince lists the notices of these kinds that the events since from cause.
func noticesSince(c *Case, from int, kinds ...NoticeKind) []string {
	var list []string
	for _, e := range c.Events[from:] {
		for _, n := range c.Notices(e) {
			if line := fmt.Sprintf("%s %s %s", n.Kind, n.To, n.Ref); slices.Contains(kinds, n.Kind) && !slices.Contains(list, line) {
				list = append(list, line)
			}
		}
	}
	slices.Sort(list)
	return list
}

// What somebody was told to do is said anew to them, and to whoever does it from now on,
// when the step is over or somebody else's.
func TestWhoWasToldOfAStepHearsThatItIsOver(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	interest := func(user string) func(*testing.T, *Case) {
		return func(t *testing.T, c *Case) {
			must(t, c.DeclareInterest(Interest{Users: []string{user}, How: "a friend"}, member(fatima), now))
		}
	}
	assign := func(t *testing.T, c *Case) {
		must(t, c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "head", Why: "process", Skip: "away", Unknown: "nobody knows"}, member(sanne), now))
	}
	withdraw := func(t *testing.T, c *Case) {
		must(t, c.Withdraw(EndForm{End: EndWithdrawn, Reason: "she drops it", With: "Anna", Via: "phone", At: now}, member(sanne), now))
	}
	sentBack := func(t *testing.T) *Case {
		c := walkTo(t, FaceInApproval)
		must(t, c.AskChanges(1, "Name the amount", member(mees), now))
		return c
	}
	toApprover := func(t *testing.T, c *Case) {
		c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleHandler, User: mees})
		must(t, c.Assign(Assignment{Handler: mees, Name: "Mees", Title: "director", Why: "process", Skip: "away", Unknown: "nobody knows"}, member(sanne), now))
	}
	inApproval := func(t *testing.T) *Case { return walkTo(t, FaceInApproval) }
	vacant := func(t *testing.T) *Case {
		c := walkTo(t, FaceAssigned)
		must(t, c.Decline("no time", member(milan), now))
		return c
	}
	approved := func(t *testing.T) *Case { // of a procedure in which officers tell the answers
		c := walkTo(t, FaceApproved)
		c.Procedure.Answer.ToldBy = string(RoleOfficer)
		return c
	}
	for name, tc := range map[string]struct {
		at   func(*testing.T) *Case
		then func(*testing.T, *Case)
		kind NoticeKind
		want []string
	}{
		"the approver is involved":           {approved, interest(mees), NoticeApproved, []string{"approved " + sanne + " 1"}},
		"approved, then another handler":     {approved, assign, NoticeDesk, []string{"desk " + fatima + " " + fatima, "desk " + milan + " " + milan}},
		"approved, then withdrawn":           {approved, withdraw, NoticeApproved, []string{"approved " + sanne + " 1"}},
		"sent back, then another handler":    {sentBack, assign, NoticeChanges, []string{"changes " + fatima + " 1", "changes " + milan + " 1"}},
		"sent back, then withdrawn":          {sentBack, withdraw, NoticeChanges, []string{"changes " + milan + " 1"}},
		"asked, then an approver handles it": {inApproval, toApprover, NoticeAsk, []string{"ask " + mees + " 1", "ask " + sanne + " 1"}},
		"asked, then another handler":        {inApproval, assign, NoticeAsk, []string{"ask " + mees + " 1", "ask " + sanne + " 1"}},
		"nobody handles it, and withdrawn":   {vacant, withdraw, NoticeAgain, []string{"again  "}}, // whoever has it
	} {
		t.Run(name, func(t *testing.T) {
			c := tc.at(t)
			from := len(c.Events)
			tc.then(t, c)
			if got := noticesSince(c, from, tc.kind); !slices.Equal(got, tc.want) {
				t.Errorf("told %q, want %q", got, tc.want)
			}
		})
	}
}

// A promise that nobody is named for goes along with the case; one with an owner stays
// theirs, unless they are kept out.
func TestAPromiseOfTheHandlerGoesAlong(t *testing.T) {
	made := at(t, "2026-03-12 15:00")
	promised := func(owner string) *Case {
		c := walkTo(t, FaceInProgress)
		must(t, c.LogContact(ContactForm{At: made, Via: "phone", With: "Anna", Reached: true, How: "call", Day: "2026-03-25",
			Promises: []Promise{{What: "send a copy", User: owner, When: "2026-03-24"}}}, member(milan), made))
		return c
	}
	for name, tc := range map[string]struct {
		owner, out string
		want       []string
	}{
		"nobody named":           {"", "", []string{"promise " + fatima + " 1", "promise " + milan + " 1"}},
		"somebody named":         {lotte, "", nil},
		"who is named is out":    {lotte, lotte, []string{"promise " + milan + " 1"}},
		"somebody else is out":   {lotte, mees, nil},
		"nobody named, one out":  {"", mees, nil},
		"the handler is out now": {"", milan, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c, now := promised(tc.owner), made.Add(time.Hour)
			from := len(c.Events)
			if tc.out != "" {
				must(t, c.DeclareInterest(Interest{Users: []string{tc.out}, How: "a friend"}, member(fatima), now))
			} else {
				must(t, c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "head", Why: "process", Skip: "away", Unknown: "nobody knows"}, member(sanne), now))
			}
			if got := noticesSince(c, from, NoticePromise); !slices.Equal(got, tc.want) {
				t.Errorf("told %q, want %q", got, tc.want)
			}
		})
	}
}

// Whoever is kept out of a case from some event on keeps nothing of what they were told,
// whatever the event is; who was out before, or is in again, has nothing to lose.
func TestWhoIsKeptOutKeepsNothing(t *testing.T) {
	now := at(t, "2026-03-12 16:40")
	correct := func(t *testing.T, c *Case, users ...string) {
		must(t, c.Correct(CorrectForm{Fact: Fact{FactAbout, 1}, Users: users, Reason: "It was them"}, member(sanne), now))
	}
	duplicate := func(t *testing.T) *Case {
		d := newCase(t)
		d.Number = "K-2026-0099"
		r := registration(t)
		r.About = []string{mees}
		must(t, d.Register(r, member(lotte), at(t, "2026-03-12 16:30")))
		return d
	}
	for name, tc := range map[string]struct {
		do   func(t *testing.T) (*Case, int)
		want []string
	}{
		"corrected": {func(t *testing.T) (*Case, int) {
			c := walkTo(t, FaceInApproval)
			from := len(c.Events)
			correct(t, c, mees)
			return c, from
		}, []string{"forget  " + mees}},
		"corrected to one more": {func(t *testing.T) (*Case, int) {
			c := walkTo(t, FaceInApproval)
			correct(t, c, mees)
			from := len(c.Events)
			correct(t, c, mees, lotte)
			return c, from
		}, []string{"forget  " + lotte}},
		"corrected back": {func(t *testing.T) (*Case, int) {
			c := walkTo(t, FaceInApproval)
			correct(t, c, mees)
			from := len(c.Events)
			correct(t, c)
			return c, from
		}, nil},
		"a duplicate is about them": {func(t *testing.T) (*Case, int) {
			c := walkTo(t, FaceInApproval)
			from := len(c.Events)
			must(t, Merge(duplicate(t), c, "same", member(sanne), now))
			return c, from
		}, []string{"forget  " + mees}},
		"the case that goes on is about them": {func(t *testing.T) (*Case, int) {
			d := walkTo(t, FaceInApproval)
			d.Number = "K-2026-0042"
			from := len(d.Events)
			must(t, Merge(d, duplicate(t), "same", member(sanne), now))
			return d, from
		}, []string{"forget  " + mees}},
	} {
		t.Run(name, func(t *testing.T) {
			c, from := tc.do(t)
			got := slices.DeleteFunc(noticesSince(c, from, NoticeForget), func(s string) bool { return s == "forget  "+joost })
			if !slices.Equal(got, tc.want) {
				t.Errorf("took back %q, want %q", got, tc.want)
			}
		})
	}
}

// A delay that was asked for is over once the answer was given, and asked for no more.
func TestADelayThatIsNoLongerNeeded(t *testing.T) {
	c := walkTo(t, FaceApproved)
	c.Extensions = []Extension{{Day: "2026-05-01", AskedBy: milan, AskedAt: c.AssignedAt}}
	now := at(t, "2026-03-12 17:00")
	from := len(c.Events)
	must(t, c.Deliver(Delivery{At: now, Via: "phone", With: "Anna"}, member(milan), now))
	if got := noticesSince(c, from, NoticeDelay); len(got) != 1 {
		t.Errorf("the request in the thread is drawn %q", got)
	}
	if c.Pending() != nil {
		t.Error("it still waits")
	}
}

// What somebody puts into the file reaches the handler, who need not be in the channel;
// not what they put there themselves, nor each thing of a duplicate.
func TestTheHandlerHearsWhatIsAdded(t *testing.T) {
	now := at(t, "2026-03-12 16:40")
	add := func(by string) func(*testing.T, *Case) {
		return func(t *testing.T, c *Case) {
			must(t, c.AddInformation(Addition{Registration: Registration{Filing: Filing{Story: "The fine has come."}}, Source: by}, member(by), now))
		}
	}
	for name, tc := range map[string]struct {
		face Face
		do   func(*testing.T, *Case)
		want int
	}{
		"by the filer": {FaceInProgress, add(lotte), 1},
		"a message": {FaceInProgress, func(t *testing.T, c *Case) {
			must(t, c.AddNote(Excerpt{Text: "she rang", Author: lotte, Source: "C1/1"}, member(sanne), now))
		}, 1},
		"by the handler": {FaceInProgress, add(milan), 0},
		"no handler yet": {FaceConfirmed, add(lotte), 0},
		"of a duplicate": {FaceInProgress, func(t *testing.T, c *Case) {
			d := newCase(t)
			d.Number = "K-2026-0099"
			must(t, d.Register(registration(t), member(lotte), at(t, "2026-03-12 16:30")))
			must(t, Merge(d, c, "same", member(sanne), now))
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			c.Number = "K-2026-0040"
			from := len(c.Events)
			tc.do(t, c)
			if got := noticesSince(c, from, NoticeAdded); len(got) != tc.want {
				t.Errorf("told %q, want %d", got, tc.want)
			}
		})
	}
}

// A case that goes on after its handler left needs another one, which is said at once.
func TestReopenedWithoutItsHandler(t *testing.T) {
	now := at(t, "2026-04-01 10:00")
	for name, tc := range map[string]struct {
		face Face
		do   func(*testing.T, *Case)
	}{
		"reopened": {FaceClosed, func(t *testing.T, c *Case) {
			must(t, c.Reopen("she came back", now, member(sanne), now))
		}},
		"not satisfied": {FaceAnswered, func(t *testing.T, c *Case) {
			must(t, c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "no", Why: "x"}, member(lotte), now))
		}},
	} {
		for _, left := range []bool{true, false} {
			t.Run(fmt.Sprint(name, left), func(t *testing.T) {
				c := walkTo(t, tc.face)
				if left {
					c.Roster.Leave(milan, now)
				}
				from := len(c.Events)
				tc.do(t, c)
				next, _ := c.Next()
				if got := noticesSince(c, from, NoticeVacant); left != (len(got) > 0) || left != (next == StepAssign) {
					t.Errorf("left %v: told %q, next %s", left, got, next)
				}
			})
		}
	}
}

// Whoever calls in the place of the callers may ask to close when nobody replies.
func TestTheFilerWhoCallsAsksToClose(t *testing.T) {
	c := walkTo(t, FaceAnswered)
	for _, day := range []string{"2026-12-29 11:00", "2026-12-30 11:00", "2026-12-31 11:00"} {
		must(t, c.RecordFollowUp(FollowUpForm{Result: NoReply, At: at(t, day), Via: "phone"}, member(lotte), at(t, day)))
	}
	c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.User == lotte })
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFollowUp, User: milan}) // who handles it, and so may not
	if err := c.MayAskClose(member(lotte), at(t, "2026-12-31 12:00")); err != nil {
		t.Error(err)
	}
}
