package complaint

import (
	"slices"
	"testing"
	"time"
)

// Whatever waits for a decision is found in one place, by those who may take it and by
// nobody else; once it is taken, or not needed any more, it is gone.
func TestToDecide(t *testing.T) {
	longer := ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill"}
	for _, tc := range []struct {
		name string
		walk func(*testing.T) (*Case, time.Time)
		want Decision
		able []string
		over func(*Case, time.Time) error
	}{
		{
			"an answer", func(t *testing.T) (*Case, time.Time) { return walkTo(t, FaceInApproval), at(t, "2026-03-12 15:30") },
			Decision{Version: 1}, []string{sanne, mees},
			func(c *Case, now time.Time) error { return c.Approve(1, member(mees), now) },
		},
		{
			"closing without a reply", func(t *testing.T) (*Case, time.Time) { return asksClose(t, lotte), at(t, "2026-03-19 11:00") },
			Decision{Request: 0}, []string{sanne, mees},
			func(c *Case, now time.Time) error { return c.Deny(c.Waits().Seq, "call once more", member(mees), now) },
		},
		{
			"more time", func(t *testing.T) (*Case, time.Time) {
				c, now := inHand(t), at(t, "2026-03-10 12:00")
				must(t, c.Extend(longer, member(milan), now))
				return c, now
			},
			Decision{Delay: 1}, []string{sanne},
			func(c *Case, now time.Time) error { return c.AgreeExtension(1, member(sanne), now) },
		},
		{
			"an answer of a case that ended", func(t *testing.T) (*Case, time.Time) {
				c := walkTo(t, FaceInApproval)
				must(t, c.EndCase(EndForm{End: EndInError, Reason: "twice"}, member(sanne), at(t, "2026-03-12 15:20")))
				return c, at(t, "2026-03-12 15:30")
			}, Decision{}, nil, nil,
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, now := tc.walk(t)
			if r := c.Waits(); r != nil {
				tc.want.Request = r.Seq
			}
			for _, user := range []string{sanne, mees, milan, lotte, joost, fatima, "U0OTHER"} {
				got := c.ToDecide(member(user), now)
				if able := slices.Contains(tc.able, user); able && !slices.Equal(got, []Decision{tc.want}) || !able && len(got) > 0 {
					t.Errorf("%s is to decide on %+v", user, got)
				}
			}
			if tc.over == nil {
				return
			}
			must(t, tc.over(c, now))
			if got := c.Undecided(); len(got) > 0 {
				t.Errorf("decided, and still waiting: %+v", got)
			}
		})
	}
}

// A request comes before the answer, which may wait beside it.
func TestToDecideOnSeveral(t *testing.T) {
	c, now := inHand(t), at(t, "2026-03-10 12:00")
	must(t, c.Extend(ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill"}, member(milan), now))
	must(t, c.Consult(Consultation{With: lotte, At: now, Said: "she was promised September"}, member(milan), now))
	d := draft()
	d.Reasons = "the file lay unread"
	must(t, c.Prepare(d, member(milan), now))
	if got, want := c.ToDecide(member(sanne), now), []Decision{{Delay: 1}, {Version: 1}}; !slices.Equal(got, want) {
		t.Errorf("to decide: %+v, want %+v", got, want)
	}
	must(t, c.AgreeExtension(1, member(sanne), now))
	if got, want := c.ToDecide(member(sanne), now), []Decision{{Version: 1}}; !slices.Equal(got, want) {
		t.Errorf("with more time given: %+v, want %+v", got, want)
	}
}
