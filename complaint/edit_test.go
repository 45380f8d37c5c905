package complaint

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// Whoever may decide on the answer that waits may also edit it; before that and
// after it, only who writes the answers.
func TestWhoMayEditAnAnswer(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	for _, tc := range []struct {
		who  string
		face Face
		want string
	}{
		{milan, FaceInApproval, ""}, {sanne, FaceInApproval, ""}, {mees, FaceInApproval, ""},
		{fatima, FaceInApproval, "error.not_allowed"}, {lotte, FaceInApproval, "error.not_allowed"}, {joost, FaceInApproval, "none"},
		{mees, FaceInProgress, "error.not_allowed"}, {mees, FaceApproved, "error.not_allowed"},
		{milan, FaceApproved, ""}, {sanne, FaceApproved, ""},
		{mees, FaceAnswered, "error.not_allowed"}, {sanne, FaceAnswered, "error.wrong_state"},
	} {
		c := walkTo(t, tc.face)
		if got := refusalOf(c.MayPrepare(member(tc.who), now)); got != tc.want {
			t.Errorf("%s at %s: %q, want %q", tc.who, tc.face, got, tc.want)
		}
		if offered := slices.Contains(c.Allowed(member(tc.who), now), StepDraft); offered != (tc.want == "") {
			t.Errorf("%s at %s: offered %v", tc.who, tc.face, offered)
		}
	}
}

// An approver's version goes up for somebody else to decide, whatever the form
// says, and its author is kept from deciding as any author is.
func TestAnApproverEditsTheAnswer(t *testing.T) {
	c, now := walkTo(t, FaceInApproval), at(t, "2026-03-12 15:30")
	w, d := &walk{t, c}, draft()
	d.Ask, d.Text = false, "You are right, and we refund the fine of 385 euro."
	w.do("edit", c.Prepare(d, member(mees), now))
	if a := c.Answer(); a.Version != 2 || a.Author != mees || !a.Asked || c.Face() != FaceInApproval {
		t.Fatalf("%+v at %s", a, c.Face())
	}
	if able := c.Approvers(now); !slices.Equal(able, []string{sanne}) {
		t.Errorf("may decide: %v", able)
	}
	for who, want := range map[string]string{mees: "error.own_answer", milan: "error.handler_approves", fatima: "error.not_allowed"} {
		if got := refusalOf(c.Approve(2, member(who), now)); got != want {
			t.Errorf("%s decides: %q, want %q", who, got, want)
		}
	}
	if got := refusalOf(c.Approve(1, member(sanne), now)); got != "error.newer_version" {
		t.Errorf("the version before: %q", got)
	}
	w.do("approve", c.Approve(2, member(sanne), now))
	if c.Face() != FaceApproved {
		t.Errorf("stands at %s", c.Face())
	}
}

// Where nobody else is left to decide the answer that waits stays as it is.
func TestAnApproverWhoIsTheLastCannotEdit(t *testing.T) {
	c, now := walkTo(t, FaceInApproval), at(t, "2026-03-12 15:30")
	c.Interested = append(c.Interested, sanne)
	d := draft()
	if got := refusedFor(c.Prepare(d, member(mees), now)); got != "ask error.no_approver" {
		t.Errorf("%q", got)
	}
	c = walkTo(t, FaceInApproval)
	d.AskOf = mees
	if got := refusedFor(c.Prepare(d, member(mees), now)); got != "approver error.approver_barred" {
		t.Errorf("asks themselves: %q", got)
	}
	if a := c.Answer(); a.Version != 1 || c.MayDecide(1, member(mees), now) != nil {
		t.Errorf("version %d waits", a.Version)
	}
}

// The author hears that somebody else wrote the next version while theirs
// waited, and the thread shows it; not when they revise it themselves.
func TestWhoHearsOfAnEdit(t *testing.T) {
	for _, tc := range []struct {
		name, by string
		prepare  func(*Case)
		told     bool
	}{
		{"an approver edits", mees, nil, true},
		{"the officer edits", sanne, nil, true},
		{"the author replaces it", milan, nil, false},
		{"changes were asked", sanne, func(c *Case) {
			(&walk{t, c}).do("ask", c.AskChanges(1, "more", member(mees), at(t, "2026-03-12 15:20")))
		}, false},
		{"the author is kept out by now", mees, func(c *Case) { c.Interested = append(c.Interested, milan) }, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInApproval)
			if tc.prepare != nil {
				tc.prepare(c)
			}
			before := len(c.Events)
			if err := c.Prepare(draft(), member(tc.by), at(t, "2026-03-12 15:30")); err != nil {
				t.Fatal(err)
			}
			author := slices.ContainsFunc(c.Notices(c.Events[before]), func(n Notice) bool {
				return n.Kind == NoticeChanges && n.To == milan && n.Ref == "1"
			})
			revised := c.Answers[0].Verdict != ""
			if author != tc.told && !revised {
				t.Errorf("the author is told: %v, want %v", author, tc.told)
			}
			line := slices.ContainsFunc(c.Notices(c.Events[before]), func(n Notice) bool { return n.Kind == NoticeLine })
			if want := tc.by != milan && !revised; line != want {
				t.Errorf("a line in the thread: %v, want %v", line, want)
			}
		})
	}
}

// A decision on an answer is said once in the thread: by the request, which becomes what
// was decided. No line says it again.
func TestADecisionIsSaidOnce(t *testing.T) {
	now := at(t, "2026-03-12 16:30")
	for _, tc := range []struct {
		name string
		face Face
		do   func(*Case) error
		kind Kind
		want bool
	}{
		{"approved", FaceInApproval, func(c *Case) error { return c.Approve(1, member(mees), now) }, Approved, true},
		{"changes asked", FaceInApproval, func(c *Case) error { return c.AskChanges(1, "name the amount", member(mees), now) }, ChangesAsked, true},
		{"withdrawn", FaceApproved, func(c *Case) error { return c.WithdrawApproval(1, "wrong", member(mees), now) }, ApprovalWithdrawn, true},
		{"nobody is asked", FaceInProgress, func(c *Case) error {
			c.Procedure.Answer.Approval.Role = ""
			return c.Prepare(draft(), member(milan), now)
		}, Approved, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			if err := tc.do(c); err != nil {
				t.Fatal(err)
			}
			e := c.Events[len(c.Events)-1]
			said := map[NoticeKind]int{}
			for _, n := range c.Notices(e) {
				if n.To == ToChannel {
					said[n.Kind]++
				}
			}
			if e.Kind != tc.kind || said[NoticeLine] > 0 || (said[NoticeApproval] == 1) != tc.want {
				t.Errorf("%s: the thread is told %v, want the request alone: %v", e.Kind, said, tc.want)
			}
		})
	}
}

// Whoever tells answers in the place of the handler hears that one is approved, whoever
// wrote it, and later what became of it; not who said so, nor where nobody's agreement was
// asked. The handler hears it by the message that they have.
func TestWhoTellsAnswersHearsOfAnApproval(t *testing.T) {
	now := at(t, "2026-03-12 16:30")
	for name, tc := range map[string]struct {
		face Face
		do   func(*Case) error
		want string
	}{
		"approved":        {FaceInApproval, func(c *Case) error { return c.Approve(1, member(mees), now) }, "1"},
		"by the officer":  {FaceInApproval, func(c *Case) error { return c.Approve(1, member(sanne), now) }, ""},
		"changes asked":   {FaceInApproval, func(c *Case) error { return c.AskChanges(1, "more", member(mees), now) }, ""},
		"withdrawn":       {FaceApproved, func(c *Case) error { return c.WithdrawApproval(1, "wrong", member(mees), now) }, "1"},
		"another version": {FaceApproved, func(c *Case) error { return c.Prepare(draft(), member(milan), now) }, "1"},
		"told": {FaceApproved, func(c *Case) error {
			return c.Deliver(Delivery{At: now, Via: "phone"}, member(c.whoPlays(c.teller(), now)[0]), now)
		}, "1"},
		"first version": {FaceInProgress, func(c *Case) error { return c.Prepare(draft(), member(milan), now) }, ""},
		"nobody is asked": {FaceInProgress, func(c *Case) error {
			c.Procedure.Answer.Approval.Role = ""
			return c.Prepare(draft(), member(sanne), now)
		}, ""},
		"a note besides": {FaceApproved, func(c *Case) error {
			return c.LogContact(ContactForm{At: now, Via: "phone", Note: "called back", Reached: true}, member(milan), now)
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, teller := range []Role{RoleOfficer, RoleHandler} {
				c := walkTo(t, tc.face)
				c.Procedure.Answer.ToldBy = string(teller)
				before := len(c.Events)
				must(t, tc.do(c))
				want := []string{"approved " + sanne + " " + tc.want}
				if tc.want == "" || teller == RoleHandler {
					want = nil
				}
				if got := noticesSince(c, before, NoticeApproved); !slices.Equal(got, want) {
					t.Errorf("told by %s: told %q, want %q", teller, got, want)
				}
			}
		})
	}
}

// The handler's message comes anew for an approval that somebody else gave, once for each,
// while the answer is the handler's to give; for what the handler does it only changes.
func TestWhatIsNewsToTheHandler(t *testing.T) {
	now := at(t, "2026-03-12 16:30")
	for name, tc := range map[string]struct {
		face Face
		do   func(*Case) error
		want string
	}{
		"in approval": {FaceInApproval, func(*Case) error { return nil }, ""},
		"approved":    {FaceInApproval, func(c *Case) error { return c.Approve(1, member(mees), now) }, "v1"},
		"withdrawn":   {FaceApproved, func(c *Case) error { return c.WithdrawApproval(1, "wrong", member(mees), now) }, ""},
		"told":        {FaceApproved, func(c *Case) error { return c.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now) }, ""},
		"told by somebody else": {FaceInApproval, func(c *Case) error {
			c.Procedure.Answer.ToldBy = string(RoleOfficer)
			return c.Approve(1, member(mees), now)
		}, "v1"},
		"nobody is asked": {FaceInProgress, func(c *Case) error {
			c.Procedure.Answer.Approval.Role = ""
			return c.Prepare(draft(), member(sanne), now)
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			must(t, tc.do(c))
			want := tc.want
			if want != "" { // it is the event of the approval
				want = fmt.Sprint("v", c.newest(Approved).Seq)
			}
			if got := c.DeskNews(c.Handler); got != want {
				t.Errorf("news %q, want %q", got, want)
			}
			c.Round = 2
			for i := range c.Answers {
				c.Answers[i].Round = 2
			}
			if c.DeskNews(c.Handler) != "2"+want {
				t.Errorf("in round 2: %q, want %q", c.DeskNews(c.Handler), "2"+want)
			}
		})
	}
}

// An answer that is approved once more, as whoever approved it turned out to be involved,
// is news once more.
func TestAnApprovalAfterAnotherIsNews(t *testing.T) {
	c, now := walkTo(t, FaceInApproval), at(t, "2026-03-12 16:30")
	must(t, c.Approve(1, member(mees), now))
	first := c.DeskNews(c.Handler)
	must(t, c.DeclareInterest(Interest{Users: []string{mees}, How: "a brother"}, member(sanne), now.Add(time.Minute)))
	must(t, c.Approve(1, member(sanne), now.Add(time.Hour)))
	if again := c.DeskNews(c.Handler); first == "" || again == "" || again == first {
		t.Errorf("news %q, then %q", first, again)
	}
}

// Only the newest version waits to be told, and only while it counts.
func TestWhichVersionIsToBeTold(t *testing.T) {
	for face, want := range map[Face]int{FaceInProgress: 0, FaceInApproval: 0, FaceApproved: 1, FaceAnswered: 0, FaceClosed: 0} {
		c, got := walkTo(t, face), 0
		for v := -1; v <= len(c.Answers)+1; v++ {
			if c.ToTell(v) {
				got = v
			}
		}
		if (got != 0) != (want != 0) || got != 0 && got != len(c.Answers) {
			t.Errorf("at %s version %d waits", face, got)
		}
	}
}
