package procedure

import (
	"strings"
	"testing"
)

// A company's small file that speaks of somebody who cannot do it, or of what does not come.
func TestCheckFindsWhoCannotDoIt(t *testing.T) {
	const spoken = "answer: {forms: [phone], spoken: {by: "
	for _, tc := range []struct{ name, head, more, says string }{
		{"told by who filed", "answer: {told_by: filer}\n", "", "that is for nobody: filer sees no case before its answer was told"},
		{"told by who calls afterwards", "answer: {told_by: follow_up}\n", "", "that is for nobody: follow_up"},
		{"told by the last in line", "answer: {told_by: fallback}\n", "", "that is for nobody: fallback"},
		{"told by a partner who handles nothing", "answer: {told_by: partner}\n", "", "that is for nobody: partner"},
		{"told by a partner who handles", "assign: {roles: [partner]}\nanswer: {told_by: partner}\n", "", ""},
		{"told by a process owner who handles", "assign: {roles: [process_owner]}\nanswer: {told_by: process_owner}\n", "", ""},
		{"told by a process owner, though others may handle", "assign: {roles: [handler, process_owner]}\nanswer: {told_by: process_owner}\n", "", "unless assign.roles names them alone"},
		{"a conversation that only a process owner may choose, though others may handle", "assign: {roles: [handler, process_owner]}\n" + spoken + "process_owner}}\n", "", "process_owner writes no answer, unless assign.roles names them alone"},
		{"told by management", "answer: {told_by: management}\n", "", ""},
		{"told by a deputy where another role leads", "lead: management\nanswer: {told_by: deputy}\n", "", "deputies act in the place of who leads only"},
		{"told by a confidant of nothing", "answer: {told_by: confidant}\n", "", "a confidant hears of no case"},
		{"a conversation that only who filed may choose", spoken + "filer}}\n", "", "filer writes no answer"},
		{"a conversation that only management may choose", spoken + "management}}\n", "", "management writes no answer"},
		{"a conversation that only management may choose, which leads", "lead: management\n" + spoken + "management}}\n", "", ""},
		{"a conversation that only the officer may choose", spoken + "officer}}\n", "", ""},
		{"consulted: a deputy where another role leads", "lead: management\nanswer: {consult: deputy}\n", "", "deputies act in the place"},
		{"consulted: who filed", "answer: {consult: filer}\n", "", ""},
		{"asked before the first contact: a confidant of nothing", "contact: {consult: confidant}\n", "", "a confidant hears of no case"},
		{"called by who sees nothing yet", "contact: {by: [fallback]}\n", "", "fallback sees no case by then"},
		{"called by who filed, or a process owner who handles", "assign: {roles: [process_owner]}\ncontact: {by: [filer, process_owner]}\n", "", ""},
		{"taken over by who filed", "steps: {take_over: filer}\n", owed("take_over", "received", "taken_over", "filer", within), "filer sees no new case"},
		{"taken over by who handles nothing yet", "steps: {take_over: handler}\n", owed("take_over", "received", "taken_over, assigned", "handler", within), "handler sees no new case"},
		{"taken over by management", "steps: {take_over: management}\n", owed("take_over", "received", "taken_over", "management", within), ""},
		{"classified by who filed", "classify: {by: filer}\n", "", "filer sees no case by then"},
		{"classified before all by who handles it", "classify: {by: handler, first: true}\n", owed("assess", "received", "classified", "handler", within), "handler sees no case by then"},
		{"classified by who handles it", "classify: {by: handler}\n", "", ""},
		{"led by who filed", "lead: filer\n", "", "a filer is of one case only"},
		{"led by deputies", "lead: deputy\n", "", "deputies act in the place"},
		{"led by process owners", "lead: process_owner\n", "", ""},
		{"reviewed by who filed", "review: {by: filer}\n", "", "a filer is of one case only"},
		{"told of what they filed", "steps: {inform: filer}\n", owed("inform", "received", "informed", "officer", within), "whoever filed a complaint knows of it"},
		{"agreed by a deputy where another role leads", "lead: management\nanswer: {approval: {role: deputy}}\n", owed("approve", "approval_asked", "approved", "management", within), "deputies act in the place|what ends it is for deputy"},

		{"confirmed by who filed", "", owed("rework", "received", "acknowledged", "filer", "within: 3bd"), `"rework" is nobody's: what ends it is for officer, deputy`},
		{"given to somebody by the handler", "", owed("assign", "received", "assigned", "handler", within), `"assign" is nobody's: what ends it is for officer, deputy`},
		{"given to somebody by management, which leads", "lead: management\n", owed("assign", "received", "assigned", "management", within), ""},
		{"closed by the handler", "", owed("rework", "settled", "closed", "handler", within), `"rework" is nobody's`},
		{"called by management, which does not lead", "steps: {first_contact: true}\n", owed("contact", "received", "contacted", "management", within) + owed("decide_request", "agreement_asked", "agreement_given, agreement_denied", "management", within, round), `"contact" is nobody's: what ends it is for handler, officer`},
		{"called by who files, as the procedure says", "contact: {by: [filer]}\nsteps: {first_contact: true}\n", owed("contact", "received", "contacted", "filer", within) + owed("decide_request", "agreement_asked", "agreement_given, agreement_denied", "management", within, round), ""},
		{"asked afterwards by management", calls, strings.Replace(asked, "owner: follow_up", "owner: management", 1), `"follow_up" is nobody's: what ends it is for handler, officer, follow_up, filer`},
		{"the answer of who calls afterwards", "", owed("rework", "received", "told", "follow_up", within), `"rework" is nobody's`},
		{"the answer of management, which sees to it", "", owed("rework", "received", "told", "management", within), `"rework" is nobody's`},
		{"the answer of management, which agrees", "answer: {approval: {role: management}}\n", owed("rework", "received", "told", "management", within) + owed("approve", "approval_asked", "approved", "management", within, round), ""},
		{"agreed by who is not asked", "agreement: {handler: management}\n", owed("decide_request", "agreement_asked", "agreement_given, agreement_denied", "fallback", within, round), `"decide_request" is nobody's`},

		{"missed in every ordinary case", "", owed("rework", "received", "handler_needed", "officer", within), `"rework" is missed in every ordinary case: it goes without handler_needed`},
		{"ended by a request that few make", "", owed("rework", "received", "agreement_given", "management", within), "missed in every ordinary case"},
		{"ended by the request that each case makes", "agreement: {handler: management}\n", owed("rework", "received", "agreement_given", "management", within), ""},
		{"more time that few need", "extension: {of: decision, most: 2w}\n", owed("rework", "received", "extended", "handler", within), "missed in every ordinary case"},
		{"a ruling, where there is one", "", owed("ruling", "disputed", "ruled", "officer", "agreed: day"), ""},

		{"the answer before closing, which asks for it", "close: {duties: [decision]}\n", "", `leave duty "decision" out: no case closes before told anyway`},
		{"closing before closing", "close: {duties: [close]}\n", "", `leave duty "close" out: no case closes before closed anyway`},
		{"what is asked afterwards, twice", calls + "close: {duties: [follow_up]}\n", asked, `leave duty "follow_up" out`},
		{"what nobody sees", "close: {duties: [assess]}\n", owed("assess", "received", "classified", "officer", within, "quiet: true"), `nobody sees duty "assess"`},
		{"the confirmation before closing", "close: {duties: [acknowledge]}\n", "", ""},
		{"the kind of case before closing", "close: {duties: [assess]}\n", owed("assess", "received", "classified", "officer", within), ""},

		{"a term that no calendar reaches", "", owed("rework", "received", "told", "handler", "within: 99y"), "would end beyond the calendar of a case: 99y is longer than 3 years"},
		{"a term of four years", "", owed("rework", "received", "told", "handler", "within: 48mo"), "48mo is longer than 3 years"},
		{"a term of two years", "", owed("rework", "received", "told", "handler", "within: 2y"), ""},
	} {
		t.Run(tc.name, func(t *testing.T) { finds(t, good+tc.head+duties+tc.more, tc.says) })
	}
}

// A confirmation that begins with something later than the receipt is compared with an
// answer that is owed from the receipt.
func TestAConfirmationAfterTheAnswer(t *testing.T) {
	for _, tc := range []struct{ name, from, to, says string }{
		{"once it is given to somebody, and longer than the answer", "starts_on: received\n    within: 2bd", "starts_on: assigned\n    within: 5w", `"decision" always ends before "acknowledge" does`},
		{"once it is given to somebody, and as long as the answer", "starts_on: received\n    within: 2bd", "starts_on: assigned\n    within: 28d", ""},
		{"longer, but never after it", "starts_on: received\n    within: 2bd", "starts_on: assigned\n    not_after: decision\n    within: 20bd", ""},
		{"once it is given to somebody", "starts_on: received\n    within: 2bd", "starts_on: assigned\n    within: 2bd", ""},
		{"once the answer was told", "starts_on: received\n    within: 2bd", "starts_on: told\n    within: 2bd", `"acknowledge" begins when the answer was told already`},
		{"once nothing but closing is left", "starts_on: received\n    within: 2bd", "starts_on: settled\n    within: 2bd", "begins when the answer was told already"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			src := spoil(t, good+duties, tc.from, tc.to)
			finds(t, src, tc.says)
		})
	}
}
