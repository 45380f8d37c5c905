package complaint

import "testing"

// Where nobody of management may approve or is there, the fallback does, and so reads the
// case while it is asked; before that it is none of their business.
func TestTheFallbackApprovesWhenManagementMayNot(t *testing.T) {
	for _, tc := range []struct {
		name     string
		face     Face
		involved []string
		away     []string
		may      bool
	}{
		{"management may", FaceInApproval, nil, nil, false},
		{"all of management is involved", FaceInApproval, []string{sanne, mees}, nil, true},
		{"nothing is asked yet", FaceInProgress, []string{mees}, []string{sanne}, false},
		{"the fallback is involved too", FaceInApproval, []string{sanne, mees, director}, nil, false},
		{"one of two is away", FaceInApproval, nil, []string{mees}, false},
		{"both are away", FaceInApproval, nil, []string{mees, sanne}, true},
		{"one is involved and one away", FaceInApproval, []string{sanne}, []string{mees}, true},
		{"the fallback is involved, and both away", FaceInApproval, []string{director}, []string{mees, sanne}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			c.Interested = append(c.Interested, tc.involved...)
			fromOutside(c)
			gone(c, tc.away...)
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
