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
	Second    string // a nature beside the main one; empty: none
	Category  string // a code of the procedure
	Party     string // who complains, a code of the procedure
	Urgent    bool
	Against   string // one of Againsts, of a matter of which the confidant hears
}

// Weights are how heavy a case may weigh. All but the first are told to
// management at once; no deadline depends on it.
var Weights = []string{"minor", "serious", "legal"}

// Submissions are how a complaint may be made.
var Submissions = []string{"oral", "written"}

// Classification is what the officer makes of a case.
type Classification struct {
	Class
	Judgement
}

// Judgement is what is said of a case in words when it is classified.
type Judgement struct {
	Object     string `json:"text,omitempty"`       // the product or process it is about
	Represents string `json:"represents,omitempty"` // for whom somebody speaks who does not complain for themselves
	Authority  string `json:"authority,omitempty"`  // how we know that they may
	Assessment string `json:"assessment,omitempty"`
}

// PartyRepresentative is the party who complains for somebody else.
const PartyRepresentative = "representative"

// flagUrgent marks a case that cannot wait.
const flagUrgent = "urgent"

func (d Data) class() Class {
	return Class{
		Nature: d.Why, Weight: d.Weight, Submitted: d.Form, Second: d.Second, Category: d.Category, Party: d.Party, Against: d.Against,
		Urgent: d.Has(flagUrgent),
	}
}

func (c Class) data() Data {
	d := Data{Why: c.Nature, Weight: c.Weight, Form: c.Submitted, Second: c.Second, Category: c.Category, Party: c.Party, Against: c.Against}
	if c.Urgent {
		d.Flags = []string{flagUrgent}
	}
	return d
}

// AwaitsClass tells whether the case waits to be classified before its receipt is
// confirmed.
func (c *Case) AwaitsClass() bool { return c.Procedure.Classify.First && c.Weight == "" }

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

// Judgement gives what was said of the case in words, if anybody did.
func (c *Case) Judgement() Judgement {
	var j Judgement
	if e := c.newest(Classified); e != nil {
		c.read(e.Entry, &j)
	}
	return j
}

// ClassBefore gives what the case was classified as before event e.
func (c *Case) ClassBefore(e Event) Class {
	var before Class
	for _, other := range c.Events {
		if other.Seq < e.Seq && (other.Kind == Received || other.Kind == Classified) {
			before = Class{Nature: other.Data.Why, Against: other.Data.Against}
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
	roles := []Role{RoleOfficer, RoleDeputy}
	if alone := c.Procedure.Classify.By; alone != "" {
		roles = []Role{Role(alone)}
	}
	if err := c.may(by, now, PartCard, roles...); err != nil {
		return err
	}
	if !c.Open() {
		return c.wrongState("classify")
	}
	return nil
}

// Classify records what sort of case it is (CY-22 to CY-24, PK-11). A nature that
// the procedure keeps confidential takes the case out of the channel at once.
// Saying again what stands there records nothing. By the officer or the deputy, or
// by whom the procedure names alone.
func (c *Case) Classify(f Classification, by Person, now time.Time) error {
	if err := c.MayClassify(by, now); err != nil {
		return err
	}
	for _, s := range []*string{&f.Object, &f.Represents, &f.Authority, &f.Assessment} {
		*s = strings.TrimSpace(*s)
	}
	if f.Party != PartyRepresentative {
		f.Represents, f.Authority = "", ""
	}
	rs := append(c.checkClass(f), c.checkAgainst(&f.Class)...)
	hide := c.keepsConfidential(f.Nature) && !c.Confidential
	if hide && len(c.Audience(now)) == 0 {
		rs = append(rs, refuseField("nature", "error.nobody_left"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	if f.Class == c.Class && f.Judgement == c.Judgement() {
		return nil
	}
	entry := 0
	if f.Judgement != (Judgement{}) {
		entry = c.put(f.Judgement)
	}
	if hide { // first, so that the channel learns nothing of why
		c.record(RouteConfidential, by, now, now, Data{Why: f.Nature}, 0)
	}
	c.record(Classified, by, now, now, f.data(), entry)
	c.weighMore(by, now)
	return nil
}

// keepsConfidential tells whether a case of that nature stays out of the channel.
func (c *Case) keepsConfidential(nature string) bool {
	return slices.Contains(c.Procedure.Confidential, nature)
}

func (c *Case) checkClass(f Classification) Refusals {
	var rs Refusals
	one := func(field, code string, of []string, required bool, text string) {
		if len(of) > 0 && !slices.Contains(of, code) && (required || code != "") {
			rs = append(rs, refuseField(field, text))
		}
	}
	rules := c.Procedure.Classify
	one("nature", f.Nature, c.Procedure.Natures, true, "error.nature_missing")
	one("second", f.Second, c.Procedure.Natures, false, "error.nature_missing")
	one("category", f.Category, rules.Categories, true, "error.category_missing")
	one("party", f.Party, rules.Parties, true, "error.party_missing")
	one("weight", f.Weight, Weights, true, "error.weight_missing")
	one("submitted", f.Submitted, Submissions, true, "error.submitted_missing")
	if f.Second != "" && (f.Second == f.Nature || !rules.Second) {
		rs = append(rs, refuseField("second", "error.second_same"))
	}
	if f.Party == PartyRepresentative && f.Represents == "" {
		rs = append(rs, refuseField("represents", "error.represents_missing"))
	}
	if f.Party == PartyRepresentative && f.Authority == "" {
		rs = append(rs, refuseField("authority", "error.authority_missing"))
	}
	if rules.Assess && f.Assessment == "" {
		rs = append(rs, refuseField("assessment", "error.assessment_missing"))
	}
	return rs
}
