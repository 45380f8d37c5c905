package complaint

import (
	"slices"
	"testing"
)

const director = "U0DIRECTEUR" // of management, where a test names them

// Nobody approves words of their own, through whatever hands they went since
// management last decided: the whole way of an answer, and who may approve what
// came out of it.
func TestWhoHadAHandInAnAnswer(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	writes := func(by string) func(*Case) error {
		return func(c *Case) error { return c.Prepare(draft(), member(by), now) }
	}
	keeps := func(by string) func(*Case) error {
		return func(c *Case) error {
			d := draft()
			d.Ask = false
			return c.Prepare(d, member(by), now)
		}
	}
	sendsBack := func(by string) func(*Case) error {
		return func(c *Case) error { return c.AskChanges(len(c.Answers), "Name the amount", member(by), now) }
	}
	approves := func(by string) func(*Case) error {
		return func(c *Case) error { return c.Approve(len(c.Answers), member(by), now) }
	}
	withdraws := func(by string) func(*Case) error {
		return func(c *Case) error { return c.WithdrawApproval(len(c.Answers), "Wrong day", member(by), now) }
	}
	type ways = []func(*Case) error
	for _, tc := range []struct {
		name    string
		ways    ways
		able    []string
		refused map[string]string
	}{
		{"one writes", ways{writes(milan)}, []string{sanne, mees, director}, map[string]string{milan: "error.own_answer"}},
		{"an approver saves it unchanged", ways{writes(sanne), writes(mees)}, []string{director},
			map[string]string{sanne: "error.own_part", mees: "error.own_answer", milan: "error.handler_approves", fatima: "error.not_allowed"}},
		{"the handler saves it again", ways{writes(sanne), writes(milan)}, []string{mees, director}, map[string]string{sanne: "error.own_part"}},
		{"by way of a third version", ways{writes(sanne), writes(mees), writes(milan)}, []string{director},
			map[string]string{sanne: "error.own_part", mees: "error.own_part", milan: "error.own_answer"}},
		{"begun as a draft that nobody was asked about", ways{keeps(sanne), writes(milan)}, []string{mees, director}, map[string]string{sanne: "error.own_part"}},
		{"the same one twice", ways{writes(sanne), writes(sanne)}, []string{mees, director}, map[string]string{sanne: "error.own_answer"}},
		{"sent back and written anew", ways{writes(sanne), sendsBack(mees), writes(milan)}, []string{sanne, mees, director}, nil},
		{"sent back once, edited since", ways{writes(milan), sendsBack(sanne), writes(milan), writes(mees)}, []string{sanne, director},
			map[string]string{mees: "error.own_answer"}},
		{"approved, and another on top", ways{writes(sanne), approves(mees), writes(milan)}, []string{sanne, mees, director}, nil},
		{"an approval withdrawn", ways{writes(sanne), approves(mees), withdraws(mees), writes(milan)}, []string{sanne, mees, director}, nil},
		{"nothing is written", nil, []string{sanne, mees, director}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInProgress)
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleManagement, User: director})
			for _, do := range tc.ways {
				(&walk{t, c}).do("the way there", do(c))
			}
			if able := c.Approvers(now); !slices.Equal(able, tc.able) {
				t.Errorf("may approve: %v, want %v", able, tc.able)
			}
			before := len(c.Events)
			for who, want := range tc.refused {
				for what, err := range map[string]error{
					"approves": c.Approve(len(c.Answers), member(who), now), "sends back": c.AskChanges(len(c.Answers), "no", member(who), now),
				} {
					if got := refusalOf(err); got != want {
						t.Errorf("%s %s: %q, want %q", who, what, got, want)
					}
				}
			}
			if len(c.Events) != before {
				t.Errorf("a refused decision left %v", c.Events[before:])
			}
			if len(tc.ways) > 0 {
				(&walk{t, c}).do("approve", c.Approve(len(c.Answers), member(tc.able[0]), now))
			}
		})
	}
}

// With two of management, the one who is asked about the other's answer cannot
// edit it, for then nobody is left: they ask for changes.
func TestTheLastWithoutAHandAsksForChanges(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	for _, tc := range []struct {
		name, author, editor, askOf string
		fallback                    bool
		want                        string
	}{
		{"of the other manager", sanne, mees, "", false, "ask error.no_approver"},
		{"of the handler", milan, mees, "", false, ""},
		{"where somebody else is left", sanne, mees, "", true, ""},
		{"and asks them", sanne, mees, director, true, ""},
		{"and asks the first author", sanne, mees, sanne, true, "approver error.approver_barred"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInProgress)
			if tc.fallback {
				c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFallback, User: director})
			}
			(&walk{t, c}).do("write", c.Prepare(draft(), member(tc.author), now))
			d := draft()
			d.AskOf = tc.askOf
			if got := refusedFor(c.Prepare(d, member(tc.editor), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want != "" {
				(&walk{t, c}).do("ask for changes", c.AskChanges(1, "Name the amount", member(tc.editor), now))
				(&walk{t, c}).do("write anew", c.Prepare(draft(), member(tc.author), now))
			}
		})
	}
}

// A request to close unverified is no answer: its approvers are those of before.
func TestHandsInAnAnswerDoNotBarFromAWaiver(t *testing.T) {
	c := walkTo(t, FaceAnswered)
	c.Answers[0].Author = sanne
	if able := c.ApproversFor(lotte, at(t, "2026-03-20 10:00")); !slices.Equal(able, []string{sanne, mees}) {
		t.Errorf("may agree: %v", able)
	}
}

// Who was asked about a version is told that another took its place: also who
// wrote that one.
func TestWhoEditedIsAskedNoMore(t *testing.T) {
	c, now := walkTo(t, FaceInApproval), at(t, "2026-03-12 15:30")
	before := len(c.Events)
	(&walk{t, c}).do("edit", c.Prepare(draft(), member(mees), now))
	for _, who := range []string{sanne, mees} {
		if !slices.ContainsFunc(c.Notices(c.Events[before]), func(n Notice) bool { return n.Kind == NoticeAsk && n.To == who && n.Ref == "1" }) {
			t.Errorf("%s still has the question about version 1", who)
		}
	}
}
