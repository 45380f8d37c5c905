package complaint

import (
	"slices"
	"testing"
)

// What is filed of a complainant who came back keeps out whom the closed case
// keeps out and is as confidential, whether the form still says so or not.
func TestFollowingAClosedCase(t *testing.T) {
	now := at(t, "2027-03-20 10:20")
	for _, tc := range []struct {
		name   string
		closed func(*Case) // what holds in the closed case, besides that Joost delivered
		form   func(*Registration)
		kept   []string
		hidden bool
		kinds  []Kind // recorded after the filing
	}{
		{"nothing in the form", nil, nil, []string{joost}, false, []Kind{InvolvedFound, RelatedTo}},
		{"named in the form as well", nil, func(r *Registration) { r.Deliverers = []string{joost} }, []string{joost}, false, []Kind{DelivererNamed, RelatedTo}},
		{"another named", nil, func(r *Registration) { r.About = []string{mees} }, []string{joost, mees}, false, []Kind{InvolvedFound, RelatedTo}},
		{"about somebody, with an interest", func(c *Case) { c.About, c.Interested = []string{fatima}, []string{lotte} }, nil,
			[]string{fatima, joost, lotte}, false, []Kind{InvolvedFound, RelatedTo}},
		{"kept out by a duplicate", func(c *Case) { c.joints = []joint{{number: "K-2026-0001", users: []string{fatima}}} }, nil,
			[]string{fatima, joost}, false, []Kind{InvolvedFound, RelatedTo}},
		{"confidential", func(c *Case) { c.Confidential = true }, nil, []string{joost}, true, []Kind{InvolvedFound, RelatedTo, RouteConfidential}},
		{"confidential, and so is its nature", func(c *Case) { c.Confidential = true }, func(r *Registration) { r.Nature = "safety" },
			[]string{joost}, true, []Kind{InvolvedFound, RelatedTo, RouteConfidential}},
		{"keeps nobody out", func(c *Case) { c.Deliverers = nil }, nil, []string{}, false, []Kind{RelatedTo}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			closed := walkTo(t, FaceClosed)
			closed.Number = "K-2026-0042"
			if tc.closed != nil {
				tc.closed(closed)
			}
			c, form := newCase(t), registration(t)
			c.Procedure.Natures, c.Procedure.Confidential = []string{"safety"}, []string{"safety"}
			form.ReceivedAt = now
			if tc.form != nil {
				tc.form(&form)
			}
			form.Follow(closed)
			if form.Apart(c.Procedure) != tc.hidden {
				t.Errorf("a case of its own: %v", !tc.hidden)
			}
			(&walk{t, c}).do("register", c.Register(form, member(milan), now))
			if got := c.Involved(); !slices.Equal(got, tc.kept) || c.Confidential != tc.hidden || !slices.Equal(c.Related, []string{closed.Number}) {
				t.Errorf("keeps out %v, confidential %v, linked to %v", got, c.Confidential, c.Related)
			}
			var kinds []Kind
			for _, e := range c.Events[1:] {
				kinds = append(kinds, e.Kind)
			}
			if !slices.Equal(kinds, tc.kinds) {
				t.Errorf("records %v, want %v", kinds, tc.kinds)
			}
			again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			if !slices.Equal(again.Involved(), tc.kept) || again.Confidential != tc.hidden {
				t.Errorf("built again it keeps out %v, confidential %v", again.Involved(), again.Confidential)
			}
		})
	}
}

// A confidential case with nobody left to tell is refused, and so is adding to
// an open case in the channel what must stay out of it.
func TestFollowingIsRefused(t *testing.T) {
	now := at(t, "2027-03-20 10:20")
	closed := walkTo(t, FaceClosed)
	closed.Confidential, closed.Interested = true, []string{sanne, fatima, mees}
	c, form := newCase(t), registration(t)
	form.ReceivedAt = now
	form.Follow(closed)
	if got := textOf(c.Register(form, member(milan), now)); got != "error.nobody_left" {
		t.Errorf("nobody left: %q", got)
	}
	closed.Interested = nil
	form.Follow(closed)
	open := walkTo(t, FaceAssigned)
	if got := textOf(open.AddInformation(Addition{Registration: form, Source: "V1"}, member(sanne), now)); got != "error.add_apart" {
		t.Errorf("added to a case in the channel: %q", got)
	}
}
