package complaint

import (
	"slices"
	"strings"
	"time"
)

// Class is what sort of case it is.
type Class struct {
	Nature    string // a code of the procedure; empty: nobody said yet
	Weight    string // one of Weights; empty: nobody said yet
	Submitted string // one of Submissions; empty: as the way in tells
}

// Weights are how heavy a case may weigh. All but the first are told to
// management at once; no deadline depends on it.
var Weights = []string{"minor", "serious", "legal"}

// Submissions are how a complaint may be made.
var Submissions = []string{"oral", "written"}

// Classification is what the officer makes of a case.
type Classification struct {
	Class
	Object string // the product or process it is about
}

func (d Data) class() Class { return Class{Nature: d.Why, Weight: d.Weight, Submitted: d.Form} }

// HowSubmitted tells whether the complaint was made orally or in writing: as
// the officer said, else as the way in tells.
func (c *Case) HowSubmitted() string {
	if c.Submitted != "" {
		return c.Submitted
	}
	if ch := c.Procedure.Channel(c.Via); ch != nil && ch.Oral {
		return Submissions[0]
	}
	return Submissions[1]
}

// Object gives the product or process that the case is about, if anybody said.
func (c *Case) Object() string {
	for i := len(c.Events) - 1; i >= 0; i-- {
		if c.Events[i].Kind == Classified {
			return c.Note(c.Events[i]).Text
		}
	}
	return ""
}

// ClassBefore gives what the case was classified as before event e.
func (c *Case) ClassBefore(e Event) Class {
	var before Class
	for _, other := range c.Events {
		if other.Seq < e.Seq && (other.Kind == Received || other.Kind == Classified) {
			before = Class{Nature: other.Data.Why}
			if other.Kind == Classified {
				before = other.Data.class()
			}
		}
	}
	return before
}

// ClassOf gives what event e classified the case as.
func (c *Case) ClassOf(e Event) Class { return e.Data.class() }

// MayClassify refuses whoever may not classify, and any on a closed case.
func (c *Case) MayClassify(by Person, now time.Time) error {
	if err := c.may(by, now, PartCard, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if !c.Open() {
		return c.wrongState("classify")
	}
	return nil
}

// Classify records what sort of case it is. A nature that the procedure keeps
// confidential takes the case out of the channel at once. Saying again what
// stands there records nothing. By the officer or the deputy.
func (c *Case) Classify(f Classification, by Person, now time.Time) error {
	if err := c.MayClassify(by, now); err != nil {
		return err
	}
	f.Object = strings.TrimSpace(f.Object)
	var rs Refusals
	if len(c.Procedure.Natures) > 0 && !slices.Contains(c.Procedure.Natures, f.Nature) {
		rs = append(rs, refuseField("nature", "error.nature_missing"))
	}
	if !slices.Contains(Weights, f.Weight) {
		rs = append(rs, refuseField("weight", "error.weight_missing"))
	}
	if !slices.Contains(Submissions, f.Submitted) {
		rs = append(rs, refuseField("submitted", "error.submitted_missing"))
	}
	hide := slices.Contains(c.Procedure.Confidential, f.Nature) && !c.Confidential
	if hide && len(c.Audience(now)) == 0 {
		rs = append(rs, refuseField("nature", "error.nobody_left"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	if f.Class == c.Class && f.Object == c.Object() {
		return nil
	}
	entry := 0
	if f.Object != "" {
		entry = c.put(Note{Text: f.Object})
	}
	if hide { // first, so that the channel learns nothing of why
		c.record(RouteConfidential, by, now, now, Data{Why: f.Nature}, 0)
	}
	c.record(Classified, by, now, now, Data{Why: f.Nature, Weight: f.Weight, Form: f.Submitted}, entry)
	return nil
}
