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

// The last in line reads what waits for their decision, and what they decided on until the
// round is over; who merely could have decided reads nothing (decision 0030).
func TestTheLastInLineReadsWhatWaitsForThem(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	leave := func(_ *testing.T, c *Case) { gone(c, mees, sanne) } // Fatima leads in their place
	proposed := func(t *testing.T, c *Case) {
		must(t, c.Assign(proposal(milan), member(fatima), now))
	}
	decides := func(t *testing.T, c *Case) { must(t, c.Grant(c.Waits().Seq, member(director), now)) }
	for _, tc := range []struct {
		name string
		face Face
		set  []func(*testing.T, *Case)
		want bool
	}{
		{"assigned", FaceAssigned, []func(*testing.T, *Case){leave}, false},
		{"in approval, with management there", FaceInApproval, nil, false},
		{"in approval", FaceInApproval, []func(*testing.T, *Case){leave}, true},
		{"approved by others", FaceApproved, []func(*testing.T, *Case){leave}, false},
		{"approved by them", FaceInApproval, []func(*testing.T, *Case){leave, func(t *testing.T, c *Case) {
			must(t, c.Approve(1, member(director), now))
		}}, true},
		{"approved by them, who are last in line no more", FaceInApproval, []func(*testing.T, *Case){leave, func(t *testing.T, c *Case) {
			must(t, c.Approve(1, member(director), now))
			loses(c, RoleFallback, director)
		}}, false},
		{"told", FaceAnswered, []func(*testing.T, *Case){leave}, false},
		{"ready to close", FaceReady, []func(*testing.T, *Case){leave}, false},
		{"closed", FaceClosed, []func(*testing.T, *Case){leave}, false},
		{"a proposal waits", FaceConfirmed, []func(*testing.T, *Case){leave, proposed}, true},
		{"a proposal that others agreed to", FaceConfirmed, []func(*testing.T, *Case){proposed, func(t *testing.T, c *Case) {
			must(t, c.Grant(c.Waits().Seq, member(mees), now))
		}, leave}, false},
		{"a proposal that they agreed to", FaceConfirmed, []func(*testing.T, *Case){leave, proposed, decides}, true},
		{"a proposal that they agreed to, told since and not satisfied", FaceAnswered, []func(*testing.T, *Case){func(_ *testing.T, c *Case) {
			c.Requests = append(c.Requests, Request{Round: 1, What: AskHandler, Verdict: AgreementGiven, DecidedBy: director})
		}, func(t *testing.T, c *Case) { heardBy(t, c, Dissatisfied, lotte, "2026-03-18") }, leave}, false},
		{"discrimination in which nothing waits", FaceAnswered, []func(*testing.T, *Case){func(t *testing.T, c *Case) { discriminating(t, c) }, leave}, false},
		{"discrimination in which they decided", FaceAnswered, []func(*testing.T, *Case){func(t *testing.T, c *Case) {
			c.Answers[0].DecidedBy = director
			discriminating(t, c)
		}, leave}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := fromOutside(walkTo(t, tc.face))
			for _, set := range tc.set {
				set(t, c)
			}
			for _, part := range []Part{PartState, PartCard, PartFiling, PartAnswer} {
				if got := c.MaySee(member(director), part, now); got != tc.want {
					t.Errorf("sees %s %v, want %v", part, got, tc.want)
				}
			}
		})
	}
}
