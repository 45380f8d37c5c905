package complaint

import (
	"strings"
	"time"
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
	if f.Explained && f.Verdict != ReadBackUnreachable && c.Procedure.Steps.Explain {
		c.record(Explained, by, f.At, now, Data{Via: f.Via}, 0)
	}
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
func (c *Case) Explain(at time.Time, via string, by Person, now time.Time) error {
	if err := c.MayExplain(by, now); err != nil {
		return err
	}
	if r := c.checkWhen("when", at, c.ReceivedAt, now); r != nil {
		return r
	}
	c.record(Explained, by, at, now, Data{Via: via}, 0)
	return nil
}
