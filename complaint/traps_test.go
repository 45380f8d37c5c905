package complaint

import "testing"

// Who decides on an answer: management, and never who wrote it, who handles the
// case or whom it concerns. To have filed the case is no hindrance; to have an
// interest in it is.
func TestTrapWhoApproves(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	for _, tc := range []struct {
		name string
		by   string
		make func(*Case)
		want string
	}{
		{"management", mees, func(*Case) {}, ""},
		{"the filer, of management", mees, func(c *Case) { c.Filer = mees }, ""},
		{"the filer, not of management", lotte, func(*Case) {}, "none"},
		{"the filer, with an interest", mees, func(c *Case) { c.Filer, c.Interested = mees, []string{mees} }, "none"},
		{"the author, of management", sanne, func(c *Case) { c.Answers[0].Author = sanne }, "error.own_answer"},
		{"the author, who handles it", milan, func(*Case) {}, "error.own_answer"},
		{"the handler, not the author", milan, func(c *Case) { c.Answers[0].Author = sanne }, "error.handler_approves"},
		{"whom it is about", mees, func(c *Case) { c.About = []string{mees} }, "none"},
		{"who delivered the service", joost, func(*Case) {}, "none"},
		{"an officer's deputy", fatima, func(*Case) {}, "error.not_allowed"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInApproval)
			tc.make(c)
			if got := refusalOf(c.Approve(1, member(tc.by), now)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
			if decided := c.Answer().Verdict != ""; decided != (tc.want == "") {
				t.Errorf("decided: %v", decided)
			}
		})
	}
}
