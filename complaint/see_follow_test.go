package complaint

import (
	"slices"
	"testing"
)

const caller = "U0BEL"

// discriminating turns an answered case into one that only those hear of who act on it.
func discriminating(t *testing.T, c *Case) {
	t.Helper()
	must(t, c.Classify(Classification{Class: Class{Nature: "discrimination", Against: "employee", Weight: "serious", Submitted: "oral"}}, member(sanne), at(t, "2026-03-16 10:00")))
	if !c.Confidential {
		t.Fatal("discrimination is told in the channel")
	}
}

func heardBy(t *testing.T, c *Case, result Kind, by, day string) {
	t.Helper()
	f := FollowUpForm{Result: result, At: at(t, day+" 11:00"), Via: "phone", Note: "said so"}
	must(t, c.RecordFollowUp(f, member(by), at(t, day+" 11:05")))
}

// Who asks the customer reads a case while that is to be asked, and what they asked
// themselves until the case is over; of a confidential one only whom it reaches (EX-01).
func TestWhatAFollowUpCallerReads(t *testing.T) {
	for _, tc := range []struct {
		name string
		face Face
		set  func(*testing.T, *Case)
		want bool
	}{
		{"not answered yet", FaceApproved, nil, false},
		{"to be called", FaceAnswered, nil, true},
		{"to be called, by a colleague who is away", FaceAnswered, func(_ *testing.T, c *Case) {
			loses(c, RoleFollowUp, caller)
			c.Roster.People[lotte] = Profile{Deputy: caller}
			gone(c, lotte)
		}, true},
		{"called by somebody else", FaceReady, nil, false},
		{"called, and there was no reply", FaceAnswered, func(t *testing.T, c *Case) { heardBy(t, c, NoReply, caller, "2026-03-18") }, true},
		{"called by them", FaceAnswered, func(t *testing.T, c *Case) { heardBy(t, c, Satisfied, caller, "2026-03-18") }, true},
		{"called by them, not satisfied", FaceAnswered, func(t *testing.T, c *Case) { heardBy(t, c, Dissatisfied, caller, "2026-03-18") }, true},
		{"called by them, whose role is over", FaceAnswered, func(t *testing.T, c *Case) {
			heardBy(t, c, Satisfied, caller, "2026-03-18")
			loses(c, RoleFollowUp, caller)
		}, false},
		{"called by them, and closed", FaceAnswered, func(t *testing.T, c *Case) {
			heardBy(t, c, Satisfied, caller, "2026-03-18")
			must(t, c.Close(Report{Handling: "x", NoMeasure: "slip"}, member(sanne), at(t, "2026-03-18 12:00")))
		}, false},
		{"not satisfied by somebody else", FaceAnswered, func(t *testing.T, c *Case) { heardBy(t, c, Dissatisfied, lotte, "2026-03-18") }, false},
		{"closed", FaceClosed, nil, false},
		{"discrimination, to be called", FaceAnswered, discriminating, false},
		{"discrimination, called by them before it was", FaceAnswered, func(t *testing.T, c *Case) {
			heardBy(t, c, NoReply, caller, "2026-03-13")
			discriminating(t, c)
		}, false},
		{"discrimination, and they lead in the place of an officer", FaceAnswered, func(t *testing.T, c *Case) {
			discriminating(t, c)
			c.Roster.People[sanne] = Profile{Deputy: caller}
			gone(c, sanne)
		}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFollowUp, User: caller})
			if tc.set != nil {
				tc.set(t, c)
			}
			now := at(t, "2026-03-19 10:00")
			for _, part := range []Part{PartState, PartCard, PartFiling, PartAnswer, PartPromise} {
				if got := c.MaySee(member(caller), part, now); got != tc.want {
					t.Errorf("sees %s %v, want %v", part, got, tc.want)
				}
			}
			if got := c.MayFollowUp(member(caller), now) == nil; got && !tc.want {
				t.Error("asks about what they may not read")
			}
		})
	}
}

// Nobody is owed a call about what they may not know: of a confidential case it is theirs
// who received or filed it, where they call, else of who leads.
func TestWhoCallsInAConfidentialCase(t *testing.T) {
	now := at(t, "2026-03-19 10:00")
	for _, tc := range []struct {
		name    string
		callers []string
		set     func(*Case)
		want    []string
	}{
		{"who filed it calls", []string{caller, lotte}, nil, []string{lotte}},
		{"no caller may know", []string{caller}, nil, []string{sanne}},
		{"an officer calls", []string{caller, sanne}, nil, []string{sanne}},
		{"who filed it is away, and a stranger stands in", []string{lotte}, func(c *Case) {
			c.Roster.People[lotte] = Profile{Deputy: caller}
			gone(c, lotte)
		}, []string{sanne}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			discriminating(t, c)
			loses(c, RoleFollowUp, lotte)
			for _, u := range tc.callers {
				c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFollowUp, User: u})
			}
			if tc.set != nil {
				tc.set(c)
			}
			d := dutyOf(t, c, DutyFollowUp)
			got := c.OwedBy(&d, now)
			if !slices.Equal(got, tc.want) {
				t.Errorf("owed by %v, want %v", got, tc.want)
			}
			for _, u := range got {
				if err := c.MayFollowUp(member(u), now); err != nil {
					t.Errorf("%s may not: %v", u, err)
				}
				keys := c.Roster.AwaitedKeys(u, now)
				if !slices.ContainsFunc(c.AwaitedBy(), func(a Awaited) bool {
					return slices.ContainsFunc(keys, func(k AwaitedKey) bool { return k.Holds(a) })
				}) {
					t.Errorf("%s does not find it among what waits for them", u)
				}
			}
			if c.mayCall(caller, now) || c.MaySee(member(caller), PartAnswer, now) {
				t.Error("a stranger to it calls")
			}
		})
	}
}

// Whoever told the answer asks about their own work as its handler does (EX-18).
func TestWhoToldTheAnswerSaysWhyTheyAsk(t *testing.T) {
	now := at(t, "2026-03-18 10:00")
	calling := func(u string) func(*testing.T, *Case) {
		return func(_ *testing.T, c *Case) {
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFollowUp, User: u})
		}
	}
	reassigned := func(t *testing.T, c *Case) {
		must(t, c.Reassign(milan, Assignment{Handler: fatima, Name: "F", Title: "x", WhyText: "on leave"}, member(sanne), now))
	}
	for _, tc := range []struct {
		name string
		set  []func(*testing.T, *Case)
		by   string
		want string
		owed []string
	}{
		{"who did neither", nil, lotte, "", []string{lotte}},
		{"the handler", []func(*testing.T, *Case){calling(milan)}, milan, "why error.handler_asks", []string{lotte}},
		{"a handler of before, who told it", []func(*testing.T, *Case){calling(milan), reassigned}, milan, "why error.handler_asks", []string{lotte}},
		{"where handlers ask", []func(*testing.T, *Case){calling(milan), func(_ *testing.T, c *Case) { handlersAsk(c) }, reassigned}, milan, "", []string{lotte, milan}},
		{"alone of those who call: who filed it", []func(*testing.T, *Case){calling(milan), func(_ *testing.T, c *Case) { loses(c, RoleFollowUp, lotte) }, reassigned}, milan, "why error.handler_asks", []string{lotte}},
		{"who told an answer of an earlier round", []func(*testing.T, *Case){calling(milan), reassigned, func(t *testing.T, c *Case) {
			heardBy(t, c, Dissatisfied, lotte, "2026-03-17")
			must(t, c.Prepare(draft(), member(fatima), now))
			must(t, c.Approve(2, member(mees), now))
			must(t, c.Deliver(Delivery{At: now, Via: "phone", With: "A"}, member(fatima), now))
		}}, milan, "", []string{lotte, milan}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			for _, set := range tc.set {
				set(t, c)
			}
			ask := FollowUpForm{Result: Satisfied, At: now, Via: "phone"}
			d := dutyOf(t, c, DutyFollowUp)
			if got := c.OwedBy(&d, now); !slices.Equal(got, tc.owed) {
				t.Errorf("owed by %v, want %v", got, tc.owed)
			}
			if got := c.AsksAboutOwn(member(tc.by)); got != (tc.want != "") {
				t.Errorf("the form asks why: %v", got)
			}
			if got := refusedFor(c.RecordFollowUp(ask, member(tc.by), now)); got != tc.want {
				t.Errorf("asks without a reason: %q, want %q", got, tc.want)
			}
		})
	}
	c := walkTo(t, FaceInProgress)
	calling(fatima)(t, c)
	gone(c, milan)
	must(t, c.Prepare(draft(), member(fatima), at(t, "2026-03-12 15:00")))
	must(t, c.Approve(1, member(mees), at(t, "2026-03-12 16:00")))
	must(t, c.Deliver(Delivery{At: at(t, "2026-03-13 10:00"), Via: "phone", With: "A"}, member(fatima), at(t, "2026-03-13 10:15")))
	if got := refusedFor(c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(fatima), now)); got != "why error.handler_asks" {
		t.Errorf("who told it in the place of the handler asks: %q", got)
	}
}
