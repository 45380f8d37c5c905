package procedure

import (
	"fmt"
	"slices"
	"strings"
)

// Doers lists the roles of which somebody can record that event in a case, as package
// complaint keeps it and a test there compares; nil: nobody alone does it, or it says
// nothing of who. Whoever handles a case may hold any role of assign.roles.
func (p *Procedure) Doers(event string) []string {
	lead := []string{"officer", "deputy", p.Lead}
	handles := append(slices.Clone(p.Assign.Roles), "handler")
	switch event {
	case "acknowledged", "informed", "disputed", "ruled", "closed":
		return lead
	case "assigned":
		return append(lead, p.Agreement.Handler)
	case "taken_over":
		return []string{p.Steps.TakeOver, "officer"}
	case "classified":
		if p.Classify.By != "" {
			return []string{p.Classify.By}
		}
		return lead
	case "readback_approved", "readback_refused", "readback_unreachable":
		return append(lead, "filer")
	case "explained", "entered", "details_checked", "reach_found":
		return slices.Concat(lead, handles, []string{"filer"})
	case "attempted", "contacted":
		return slices.Concat(handles, []string{"officer", p.Lead}, p.Contact.By)
	case "plan_agreed": // with a contact, or with the receipt
		return slices.Concat(lead, handles, p.Contact.By)
	case Advised, "consulted":
		return slices.Concat(handles, []string{"officer", p.Lead, p.Contact.Consult}, p.Contact.By)
	case "accepted", "updated":
		return handles
	case "reported":
		return append(lead, handles...)
	case "drafted", "approval_asked", "told": // who leads and who agrees see to it that they come about
		return slices.Concat(lead, handles, []string{p.Answer.Approval.Role, p.Answer.ToldBy})
	case "approved", "changes_asked":
		if p.Answer.Approval.Role == "" { // whoever writes it needs nobody
			return append(lead, handles...)
		}
		return []string{p.Answer.Approval.Role}
	case "extended", "extension_asked", "extension_withdrawn", "ruling_done", "reopened":
		return slices.Concat(lead, handles)
	case "extension_agreed", "extension_refused":
		return []string{p.Extend.Agreement}
	case "agreement_given", "agreement_denied":
		return []string{p.Agreement.Handler, p.Agreement.NoComplaint, p.Agreement.Unreached, p.Agreement.Unverified}
	case "satisfied", "dissatisfied", "no_reply", "no_contact":
		return slices.Concat(handles, []string{"officer", p.Lead, "follow_up", "filer"})
	}
	return nil
}

// lintDoers finds duties whose owner cannot do what ends them, so that whoever is reminded
// has no button for it.
func (p *Procedure) lintDoers(wrong wrong) {
	for i, d := range p.Duties {
		var able []string
		for _, event := range d.DoneBy {
			doers := p.Doers(event)
			if doers == nil {
				able = nil
				break
			}
			for _, role := range doers {
				if role != "" && !slices.Contains(able, role) {
					able = append(able, role)
				}
			}
		}
		if len(able) > 0 && !slices.Contains(able, d.Owner) && p.nobody(d.Owner) == "" {
			wrong(fmt.Sprintf("$.duties[%d].owner", i), "duty %q is nobody's: what ends it is for %s", d.Kind, strings.Join(able, ", "))
		}
	}
}

// lintRoles finds steps that are for a role of which nobody can take them: since nobody
// holds it, or since they see nothing of the case by then.
func (p *Procedure) lintRoles(wrong wrong) {
	first := []string{"officer", "deputy", "management", p.Lead} // who sees a new case
	handles := []string{"handler"}
	if len(p.Assign.Roles) == 1 { // else a case may be handled by the holder of another
		handles = append(handles, p.Assign.Roles[0])
	}
	sees := slices.Concat(first, handles)
	classify := sees
	if p.Classify.First {
		classify = first
	}
	writes := slices.Concat(handles, []string{"officer", p.Lead})
	for _, key := range []struct {
		path, role string
		able       []string // nil: whoever holds it
		why        string
	}{
		{"$.lead", p.Lead, nil, ""},
		{"$.steps.take_over", p.Steps.TakeOver, first, "sees no new case"},
		{"$.classify.by", p.Classify.By, classify, "sees no case by then"},
		{"$.answer.told_by", p.Answer.ToldBy, sees, "sees no case before its answer was told, unless assign.roles names them alone"},
		{"$.answer.spoken.by", p.Answer.Spoken.By, writes, "writes no answer, unless assign.roles names them alone"},
		{"$.answer.consult", p.Answer.Consult, nil, ""},
		{"$.answer.approval.role", p.Answer.Approval.Role, nil, ""},
		{"$.contact.consult", p.Contact.Consult, nil, ""},
		{"$.extension.agreement", p.Extend.Agreement, nil, ""},
		{"$.agreement.handler", p.Agreement.Handler, nil, ""},
		{"$.agreement.no_complaint", p.Agreement.NoComplaint, nil, ""},
		{"$.agreement.unreached", p.Agreement.Unreached, nil, ""},
		{"$.agreement.unverified", p.Agreement.Unverified, nil, ""},
		{"$.recommend.to", p.Recommend.To, nil, ""},
		{"$.review.by", p.Review.By, nil, ""},
	} {
		agreed := key.path != "$.answer.approval.role" && key.role == p.Answer.Approval.Role // said there
		switch why := p.unheld(key.role); {
		case key.role == "" || agreed && key.able == nil:
		case why != "":
			wrong(key.path, "that is for nobody: %s", why)
		case key.role == "filer" && slices.Contains([]string{"$.lead", "$.review.by"}, key.path):
			wrong(key.path, "that is for nobody: a filer is of one case only")
		case key.able != nil && !slices.Contains(key.able, key.role):
			wrong(key.path, "that is for nobody: %s %s", key.role, key.why)
		}
	}
	for i, role := range p.Contact.By {
		if role != "filer" && !slices.Contains(sees, role) {
			wrong(fmt.Sprintf("$.contact.by[%d]", i), "that is for nobody: %s sees no case by then, unless assign.roles names them alone", role)
		}
	}
	if p.Steps.Inform == "filer" {
		wrong("$.steps.inform", "whoever filed a complaint knows of it")
	}
}

// unheld says why nobody is asked in that role, in whatever case; empty: somebody may be.
func (p *Procedure) unheld(role string) string {
	switch {
	case role == "confidant" && len(p.Confidant) == 0:
		return "a confidant hears of no case, see confidant"
	case role == "deputy" && p.Lead != "":
		return "deputies act in the place of who leads only, see lead"
	}
	return ""
}
