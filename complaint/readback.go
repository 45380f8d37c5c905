package complaint

import (
	"strings"
	"time"

	"ombud/procedure"
)

// ReadBackForm is how the complainant took the report that was read to them.
type ReadBackForm struct {
	Verdict   Kind      // ReadBackApproved, ReadBackRefused or ReadBackUnreachable
	Summary   string    // as corrected by the complainant
	Story     string    // as corrected by the complainant
	At        time.Time // when it was read back
	Via       string
	Note      string // required unless approved
	Explained bool   // the procedure was explained after the approval
	Hash      string // of the text that the form showed
}

// MayReadBack refuses whoever may not record a read-back, and any when the
// case no longer waits for one.
func (c *Case) MayReadBack(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleFiler, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	switch {
	case !c.Procedure.Steps.ReadBack || !c.Open():
		return c.wrongState("readback")
	case c.readBackSettled() && c.State != StateRecorded:
		return c.takenAlready("readback", c.ReadBack)
	}
	return nil
}

// RecordReadBack records that the complainant approved the report (EX-05,
// EX-06), refused it or could not be reached, and that the procedure was
// explained (EX-07). The approval is bound to the words: a correction is kept
// first, and a later one voids the approval. By the filer or the officer.
func (c *Case) RecordReadBack(f ReadBackForm, by Person, now time.Time) error {
	if err := c.MayReadBack(by, now); err != nil {
		return err
	}
	if f.Hash != c.TextHash {
		return ErrConflict
	}
	filing := c.Filing()
	f.Summary, f.Story, f.Note = strings.TrimSpace(f.Summary), strings.TrimSpace(f.Story), strings.TrimSpace(f.Note)
	rs := checkWay("via", f.Via)
	if f.Summary != filing.Summary {
		rs = append(rs, c.checkSummary("summary", f.Summary, filing.Name)...)
	}
	if !hasSentence(f.Story) && f.Story != filing.Story {
		rs = append(rs, refuseField("story", "error.story_short"))
	}
	switch f.Verdict {
	case ReadBackApproved:
	case ReadBackRefused, ReadBackUnreachable:
		if f.Note == "" {
			rs = append(rs, refuseField("note", "error.reason_missing"))
		}
	default:
		rs = append(rs, refuseField("verdict", "error.verdict_missing"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.recordReadBack(f, filing, by, now)
	return nil
}

func (c *Case) recordReadBack(f ReadBackForm, filing Filing, by Person, now time.Time) {
	if f.Summary != filing.Summary || f.Story != filing.Story {
		filing.Summary, filing.Story = f.Summary, f.Story
		c.record(TextCorrected, by, f.At, now, Data{Hash: filing.hash()}, c.put(filing))
	}
	entry := 0
	if f.Note != "" {
		entry = c.put(Note{Text: f.Note})
	}
	c.record(f.Verdict, by, f.At, now, Data{Hash: c.TextHash, Via: f.Via}, entry)
	if f.Explained && f.Verdict != ReadBackUnreachable && ExplainedBeside(c.Procedure) {
		c.explained(Explanation{At: f.At, Via: f.Via}, by, now)
	}
}

// ExplainedBeside tells whether the read-back can say that the procedure was explained as
// well: not where what was given has to be said of that, which has a form of its own.
func ExplainedBeside(p *procedure.Procedure) bool { return p.Steps.Explain && !p.Close.Explained }

// Explanation is how the complainant heard of the procedure.
type Explanation struct {
	At  time.Time
	Via string
	// Given is where they can read it, or the copy that they got (CY-12). It has to be said
	// where no case closes without the explanation, and is not asked elsewhere.
	Given string
}

// MayExplain refuses whoever may not record the explanation, and any when the
// case does not wait for it.
func (c *Case) MayExplain(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleFiler, RoleOfficer, RoleDeputy, RoleHandler); err != nil {
		return err
	}
	steps := c.Procedure.Steps
	if !steps.Explain || !c.ExplainedAt.IsZero() || steps.ReadBack && !c.readBackSettled() || !c.Open() {
		return c.wrongState("explain")
	}
	return nil
}

// Explain records that the procedure was explained to the complainant, or that
// they were pointed to it (EX-07, CY-11, CY-12), when that did not happen with a
// read-back.
func (c *Case) Explain(e Explanation, by Person, now time.Time) error {
	if err := c.MayExplain(by, now); err != nil {
		return err
	}
	rs := append(checkWay("via", e.Via), c.checkGiven(e.Given)...)
	if r := c.checkWhen("when", e.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.explained(e, by, now)
	return nil
}

// checkGiven refuses an explanation that does not say what was given.
func (c *Case) checkGiven(given string) Refusals {
	if c.Procedure.Close.Explained && strings.TrimSpace(given) == "" {
		return Refusals{refuseField("given", "error.given_missing")}
	}
	return nil
}

func (c *Case) explained(e Explanation, by Person, now time.Time) {
	entry := 0
	if given := strings.TrimSpace(e.Given); given != "" && c.Procedure.Close.Explained {
		entry = c.put(Note{Text: given})
	}
	c.record(Explained, by, e.At, now, Data{Via: e.Via}, entry)
}
