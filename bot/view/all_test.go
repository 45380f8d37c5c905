package view

import (
	"encoding/json"
	"slices"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func TestAllActions(t *testing.T) {
	c, handled := caseAt(t, complaint.FaceNew), caseAt(t, complaint.FaceInProgress)
	inLanguages(t, "all", "2026-03-05 10:25", func(f *Frame) screen { return AllActions(f, c) })
	inLanguages(t, "all.in_progress", "2026-03-06 12:00", func(f *Frame) screen {
		f.Viewer = member(sanne)
		return AllActions(f, handled)
	})
}

// Whatever can be done to a case has its place under one heading.
func TestEveryActionHasAHeading(t *testing.T) {
	count := map[complaint.Step]int{complaint.StepAll: 1} // the list itself
	for _, g := range actionGroups {
		for _, s := range g.steps {
			count[s]++
		}
	}
	for s := range stepActions {
		if count[s] != 1 {
			t.Errorf("%s stands under %d headings", s, count[s])
		}
	}
}

// However a case stands, the list holds each step that its reader may take once, what the
// procedure asks for first and alone in green, and no heading stands over nothing.
func TestTheListHoldsWhatIsAllowed(t *testing.T) {
	for _, face := range []complaint.Face{
		complaint.FaceNew, complaint.FaceConfirmed, complaint.FaceAssigned, complaint.FaceInProgress, complaint.FaceInApproval, complaint.FaceChangesAsked,
		complaint.FaceApproved, complaint.FaceAnswered, complaint.FaceReady, complaint.FaceClosed,
	} {
		c := caseAt(t, face)
		next, _ := c.Next()
		for _, user := range []string{lotte, sanne, milan, mees, fatima, joost} {
			f := sampleFrame(t, lang.EN, "2026-03-20 12:00")
			f.Viewer = member(user)
			allowed := c.Allowed(f.Viewer, f.Now)
			var v struct {
				Blocks []struct {
					Type     string
					Elements []struct {
						Action string `json:"action_id"`
						Style  string
					}
				}
			}
			must(t, json.Unmarshal(mustJSON(t, AllActions(f, c)), &v))
			var offered []complaint.Step
			for i, b := range v.Blocks[1:] {
				if heads := i%2 == 0; heads != (b.Type == "section") {
					t.Errorf("%s, %s: block %d is %s", face, user, i+1, b.Type)
				}
				for _, e := range b.Elements {
					s := StepOfRoute(e.Action)
					offered = append(offered, s)
					if green := e.Style == "primary"; green != (c.Open() && s == next) {
						t.Errorf("%s, %s: %s in green: %v", face, user, s, green)
					}
				}
			}
			if c.Open() && slices.Contains(allowed, next) && offered[0] != next {
				t.Errorf("%s, %s: first comes %s, not %s", face, user, offered[0], next)
			}
			slices.Sort(offered)
			if slices.Sort(allowed); !slices.Equal(offered, allowed) {
				t.Errorf("%s, %s: offered\n%s, allowed\n%s", face, user, offered, allowed)
			}
		}
	}
}
