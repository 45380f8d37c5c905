package complaint

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ombud/procedure"
)

// Untold marks an answer that stays in the file: nobody knows how to reach who complained.
const (
	Untold    Kind = "untold"
	AskUntold Ask  = "untold" // the same, asked for
)

// KeptBack tells whether the answer of the round could not be told to anybody. A way to
// reach the complainant that is found after all makes it one to be told.
func (c *Case) KeptBack() bool { return c.FollowedUp == Untold }

// MayKeepAnswer tells whether this person may say that the answer cannot be told, with the
// reason when not: an approved answer of a case whose complainant is unknown, or left no
// way to be reached (D15). By whoever tells answers, the deputy, and the role that agrees
// to going on without a contact.
func (c *Case) MayKeepAnswer(by Person, now time.Time) error {
	roles := []Role{Role(cmp.Or(c.Procedure.Answer.ToldBy, string(RoleHandler))), RoleOfficer, RoleDeputy}
	if role := c.Agrees(AskUntold); role != "" {
		roles = append(roles, role)
	}
	if err := c.may(by, now, PartAnswer, roles...); err != nil {
		return err
	}
	if a := c.Answer(); !c.Filing().Unknown || a == nil || a.Verdict != Approved || c.State != StatePrepared || c.waitsFor(AskUntold) {
		return c.wrongState("untold")
	}
	if c.AuthorInvolved() {
		return refuse("error.author_tell")
	}
	return nil
}

// KeepAnswer leaves the answer in the file because nobody can be told, with the reason.
// The case may then close, and counts as not verified; what only the complainant could
// have ended is owed no more. Whoever does not agree in person asks for it first.
func (c *Case) KeepAnswer(reason string, by Person, now time.Time) error {
	if err := c.MayKeepAnswer(by, now); err != nil {
		return err
	}
	return c.orAsk(AskUntold, Untold, reason, by, now)
}

// orAsk takes a step with its reason, or asks for it whoever has to agree.
func (c *Case) orAsk(what Ask, kind Kind, reason string, by Person, now time.Time) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return Refusals{refuseField("reason", "error.reason_missing")}
	}
	if !c.MustAsk(what, by, now) {
		c.record(kind, by, now, now, Data{}, c.put(Note{Text: reason}))
		return nil
	}
	if err := c.mayAsk(what, "", by, now); err != nil {
		return err
	}
	c.ask(what, Petition{Text: reason}, by, now)
	return nil
}

// applyReach takes the effect of a way to reach who complained that was found: what was
// left out because there was none is owed again.
func (c *Case) applyReach(e Event) {
	c.filingEntry, c.UnreachedAt = e.Entry, time.Time{}
	if c.KeptBack() {
		c.State, c.FollowedUp = StatePrepared, ""
	}
}

// needsComplainant tells whether nothing ends a duty but something that the complainant
// hears or says, or that they are found.
func needsComplainant(spec *procedure.Duty) bool {
	return slices.ContainsFunc([]Kind{Told, Acknowledged, Explained, Contacted, ReachFound}, func(k Kind) bool { return slices.Contains(spec.DoneBy, string(k)) })
}
