package procedure

import "slices"

// roads are what becomes of cases whatever a procedure says of it: each leaves something
// to be done that nobody would be reminded of, unless a duty starts on the one event and
// the other ends it. The kind and the rest are such a duty as a house rule.
var roads = []struct {
	kind, starts, ends, rest, says string
	asks                           bool // only where complainants are asked afterwards
}{
	{"assign", "received", "assigned", "within: 1bd, owner: officer", "a case may lie about without anybody who handles it", false},
	{"reach_customer", "received", "reach_found", "within: 2bd, owner: filer, only_if: customer_unknown", "nobody looks for a complainant whom the company cannot reach", false},
	{"reassign", "handler_needed", "assigned", "within: 1bd, owner: officer, per: round", "a case whose handler is no more is nobody's", false},
	{"rework", "dissatisfied", "told", "within: 5bd, owner: handler, per: round", "whoever is not satisfied is put right by no date", true},
	{"reopened", "reopened", "told", "within: 10bd, owner: handler, per: round", "a case that is taken up again has no date for its answer", false},
	{"ruling", "disputed", "ruled", "agreed: day, owner: officer, per: round", "a case may go to a third party, and nobody asks for its ruling", false},
	{"ruling_measure", "ruled", "ruling_done", "agreed: day, owner: officer, per: round", "what a third party ruled is carried out by no date", false},
}

// lintRoads finds roads of a case on which nobody owes the next step.
func (p *Procedure) lintRoads(wrong wrong) {
	for _, r := range roads {
		owed := slices.ContainsFunc(p.Duties, func(d Duty) bool { return d.StartsOn == r.starts && slices.Contains(d.DoneBy, r.ends) })
		if !owed && (p.FollowUp.Required || !r.asks) {
			wrong("$.duties", "%s: no duty that starts on %s is done by %s; as a house rule: {kind: %s, starts_on: %s, done_by: [%s], %s, house: true}",
				r.says, r.starts, r.ends, r.kind, r.starts, r.ends, r.rest)
		}
	}
}
