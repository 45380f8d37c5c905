package complaint

import "testing"

// After a try that nobody answered the next one counts from the next business day
// on, until there were enough, or it is known how the customer looks back.
func TestNextTry(t *testing.T) {
	for _, tc := range []struct {
		name string
		days []string
		want string
	}{
		{"none", nil, ""},
		{"on a Monday", threeDays[:1], "2026-03-17"},
		{"twice on a Monday", []string{"2026-03-16 09:00", "2026-03-16 16:00"}, "2026-03-17"},
		{"on a Friday", []string{"2026-03-13 16:00"}, "2026-03-16"},
		{"on a Saturday", []string{"2026-03-14 10:00"}, "2026-03-16"},
		{"recorded out of order", []string{"2026-03-17 10:00", "2026-03-16 10:00"}, "2026-03-18"},
		{"enough", threeDays, ""},
	} {
		c := walkTo(t, FaceAnswered)
		tries(t, c, tc.days...)
		got := ""
		if day, ok := c.NextTry(); ok {
			got = day.String()
		}
		if got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
	c := walkTo(t, FaceAnswered)
	tries(t, c, threeDays[:1]...)
	when := at(t, "2026-03-17 10:00")
	must(t, c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: when, Via: "phone", Note: "the fine came again"}, member(lotte), when))
	if day, ok := c.NextTry(); ok {
		t.Errorf("in the next round still to be tried on %s", day)
	}
}
