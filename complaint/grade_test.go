package complaint

import (
	"slices"
	"testing"
)

// How satisfied a customer is with the handling is noted beside whether it is solved, with
// whether they stay; of somebody who said nothing there is no grade (CY-08).
func TestTheCustomerGradesTheHandling(t *testing.T) {
	now := at(t, "2026-03-18 11:00")
	for _, tc := range []struct {
		name        string
		result      Kind
		grade, kept int
		want        []string
	}{
		{"satisfied", Satisfied, 4, 4, nil},
		{"satisfied, badly handled", Satisfied, 1, 1, nil},
		{"not satisfied, well handled", Dissatisfied, 5, 5, nil},
		{"nobody asked", Satisfied, 0, 0, nil},
		{"no reply", NoReply, 3, 0, nil},
		{"no contact", NoContact, 3, 0, nil},
		{"a forged grade", Satisfied, 6, 0, []string{"grade error.grade"}},
		{"a forged grade below", Satisfied, -1, 0, []string{"grade error.grade"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			f := FollowUpForm{Result: tc.result, At: now, Via: "phone", Note: "said so", Grade: tc.grade, Ticks: []string{"fixed", "stays"}}
			if got := said(c.RecordFollowUp(f, member(lotte), now)); !slices.Equal(got, tc.want) {
				t.Fatalf("refused with %v, want %v", got, tc.want)
			}
			if tc.want != nil {
				return
			}
			for _, events := range [][]Event{c.Events, Anonymous(c.Events)} { // the figure outlives the person
				e := events[slices.IndexFunc(events, func(e Event) bool { return e.Kind == tc.result })]
				if e.Data.Grade != tc.kept || !e.Data.Has("stays") {
					t.Errorf("kept: grade %d, %v", e.Data.Grade, e.Data.Flags)
				}
			}
		})
	}
}
