// Package complaint holds the rules: what a case is, which steps it may take,
// who may take them, what is owed by when and who must be told. It does no
// input or output and reads no clock; time, people and texts come in as values.
//
// A case is the fold of its events. A step is a method of *Case that checks
// the rules and records events; a step that a rule forbids returns a Refusal
// and records nothing.
//
//	recorded → confirmed → assigned → in_handling → decision_prepared → decided → follow_up → closed
//	                                      ↑                │                           │
//	                                      └── changes ─────┘            rework ←───────┘ not satisfied
//
//	decided, follow_up, rework, closed ──→ external_dispute ──→ follow_up, to be closed after the ruling
//	closed ──→ rework, when the customer came back
//	follow_up ──→ closed unverified, once management agreed: no reply, or wants no contact
//
//	any open state ──→ withdrawn · duplicate · filed_in_error         recorded, confirmed ──→ not_a_complaint
//	                        └── undone within 24 hours: back to where it stood ──┘
//
// Acknowledgement, contact and read-back are duties beside these states; a
// missing one blocks exactly one step, and the refusal names it.
package complaint
