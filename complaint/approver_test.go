package complaint

import "testing"

// Where nobody of management may approve, the fallback does, and so reads the
// case while it is asked; before that it is none of their business.
func TestTheFallbackApprovesWhenManagementMayNot(t *testing.T) {
	for _, tc := range []struct {
		name     string
		face     Face
		involved []string
		may      bool
	}{
		{"management may", FaceInApproval, nil, false},
		{"all of management is involved", FaceInApproval, []string{sanne, mees}, true},
		{"nothing is asked yet", FaceInProgress, []string{sanne, mees}, false},
		{"the fallback is involved too", FaceInApproval, []string{sanne, mees, director}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			c.Interested = append(c.Interested, tc.involved...)
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFallback, User: director})
			now := at(t, "2026-03-12 15:30")
			if got := c.MaySee(member(director), PartAnswer, now); got != tc.may {
				t.Errorf("may see the answer: %v, want %v", got, tc.may)
			}
			if got := c.MayDecide(1, member(director), now) == nil; got != tc.may {
				t.Errorf("may decide: %v, want %v", got, tc.may)
			}
		})
	}
}
