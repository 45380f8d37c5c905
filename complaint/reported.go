package complaint

import (
	"slices"
	"time"

	"ombud/procedure"
)

// FlagReported marks a telling with which the handling was reported, or the correction after
// which it was: then nothing is owed of that any more (EX-17).
const FlagReported = "reported"

// MayReport refuses whoever neither handles the case nor leads it, and any where the
// procedure has no report of its own, no answer was told, or the handling was reported.
func (c *Case) MayReport(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleHandler, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if !c.lacksReport() {
		return c.wrongState("report")
	}
	return nil
}

// lacksReport tells whether the handling is still to be reported by a step of its own: the
// answer of the round that runs was told without.
func (c *Case) lacksReport() bool {
	return c.Procedure.Steps.Report && c.Open() && c.toldRound == max(c.Round, 1) && c.ReportedNow() == ""
}

// ReportHandling records how the complaint was handled, by whoever handled it or leads
// the case: what closing, which is somebody else's, begins with (EX-17).
func (c *Case) ReportHandling(words string, by Person, now time.Time) error {
	if err := c.MayReport(by, now); err != nil {
		return err
	}
	return c.recordWords(Reported, Data{}, words, refuseField("reason", "error.report_missing"), by, now)
}

// reportedWith tells whether the telling e carried the report that is the duty's end: the
// duty does not start with it, and one that an earlier telling started is done (EX-17).
func reportedWith(e *Event, spec *procedure.Duty) bool {
	return e.Kind == Told && e.Data.Has(FlagReported) && slices.Contains(spec.DoneBy, string(Reported))
}

// flags is what the correction of a step of that kind has known beside its words.
func (w Correction) flags(of Kind) []string {
	if of == Told && w.Contact.Note.Handling != "" {
		return []string{FlagReported}
	}
	return nil
}

// reports tells whether a telling stands with a report of the handling after its correction
// e. The flag says so once the words are erased.
func (c *Case) reports(e Event) bool {
	is := c.CorrectionOf(e).Contact
	return e.Data.Has(FlagReported) || is != nil && is.Note.Handling != ""
}

// flagReport lets a telling count as one with which the handling was reported, or not.
func flagReport(told *Event, reported bool) {
	told.Data.Flags = slices.DeleteFunc(slices.Clone(told.Data.Flags), func(flag string) bool { return flag == FlagReported })
	if reported {
		told.Data.Flags = append(told.Data.Flags, FlagReported)
	}
}
