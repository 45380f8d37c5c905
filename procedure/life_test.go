package procedure

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// owed gives one more duty as YAML.
func owed(kind, starts, done, owner string, more ...string) string {
	return fmt.Sprintf("  - {kind: %s, starts_on: %s, done_by: [%s], owner: %s, %s}\n", kind, starts, done, owner, strings.Join(more, ", "))
}

const (
	within = "within: 9w"
	round  = "per: round"
	calls  = "follow_up: {required: true}\n"
)

// asked is what a procedure owes that asks customers afterwards.
var asked = owed("follow_up", "told", "satisfied, dissatisfied", "follow_up", within, round) +
	owed("decide_request", "agreement_asked", "agreement_given, agreement_denied", "management", within, round)

// A procedure that is good but for one thing: head is written before the duties, more
// among them.
func TestCheckFindsWhatCannotBe(t *testing.T) {
	for _, tc := range []struct{ name, head, more, says string }{
		{"a call afterwards, with no number of tries", calls, asked, ""},

		{"the receipt ends nothing", "", owed("rework", "received", "received", "officer", within), `duty "rework" never ends: received does not come after received`},
		{"what starts a clock does not end it", "", owed("rework", "told", "told", "handler", within), "told does not come after told"},
		{"nobody answers once it is closed", "", owed("rework", "closed", "told", "handler", within), "told does not come after closed"},
		{"nobody is assigned once it is answered", "", owed("rework", "told", "assigned", "officer", within), "assigned does not come after told"},
		{"nobody is asked once it is closed", calls, asked + owed("rework", "closed", "satisfied", "follow_up", within), "satisfied does not come after closed"},
		{"what a third party ruled is answered by no letter", "", owed("rework", "ruled", "told", "handler", "agreed: day"), "told does not come after ruled"},
		{"put right after they said so", calls, asked + owed("rework", "dissatisfied", "told", "handler", within, round), ""},
		{"answered again after they came back", "", owed("reopened", "reopened", "told", "handler", within, round), ""},
		{"to a third party after the end, which few cases go", "", owed("rework", "closed", "disputed", "officer", within), `"rework" is missed in every ordinary case`},
		{"consulted, which anybody who handles may do", "", owed("advise", "received", "consulted", "handler", within), ""},
		{"a customer who is known is not found", "", owed("reach_customer", "received", "reach_found", "filer", within), "never ends where the customer is known"},
		{"a customer who is not known", "", owed("reach_customer", "received", "reach_found", "filer", within, "only_if: customer_unknown"), ""},

		{"ended by what few cases meet", "", owed("rework", "received", "attempted, no_reply", "handler", within), `"rework" is missed in every ordinary case`},
		{"a day that nobody says", "", owed("rework", "received", "told", "handler", "agreed: day"), "no day is agreed with received"},
		{"a day for the handler", "", owed("rework", "assigned", "told", "handler", "agreed: day"), "no day is agreed with assigned"},
		{"a day that was agreed", "", owed("promised", "plan_agreed", "told", "handler", "agreed: day"), ""},

		{"handled by who filed", "assign: {roles: [filer]}\n", "", `unknown word "filer"`},
		{"handled by the last in line", "assign: {roles: [handler, fallback]}\n", "", `unknown word "fallback"`},
		{"agreed by who filed", "answer: {approval: {role: filer}}\n", "", `unknown word "filer"`},
		{"a deputy where another role leads", "lead: management\n", owed("rework", "received", "told", "deputy", within), "deputies act in the place of who leads only"},
		{"a partner who handles nothing", "", owed("rework", "received", "told", "partner", within), "a partner has no part in a case"},
		{"a partner who handles", "assign: {roles: [partner]}\n", owed("rework", "received", "told", "partner", within), ""},
		{"classified by one, owed by another", "classify: {by: officer}\n", owed("classify", "received", "classified", "filer", within), "what ends it is for officer"},
		{"classified by who cannot", "", owed("assess", "received", "classified", "process_owner", within), "what ends it is for officer, deputy"},
		{"classified by who leads", "lead: management\n", owed("assess", "received", "classified", "management", within), ""},
		{"agreed by one, owed by another", "answer: {approval: {role: management}}\n", owed("approve", "approval_asked", "approved, changes_asked", "officer", within), "what ends it is for management"},
		{"asked by themselves", "contact: {by: [filer], consult: filer, gate: true}\n", "", "filer contacts the customer, and would be asked by themselves"},

		{"a first contact that nobody owes", "steps: {first_contact: true}\n", "", "no duty has contacted in done_by|no duty has agreement_given in done_by"},
		{"taken over by when", "steps: {take_over: officer}\n", "", "no duty has taken_over in done_by"},
		{"a partner told by when", "steps: {inform: partner}\n", "", "no duty has informed in done_by"},
		{"read back by when", "steps: {read_back: true}\n", "", "no duty has readback_approved in done_by"},
		{"explained by when", "steps: {explain: true}\n", "", "no duty has explained in done_by"},
		{"name and address by when", "steps: {check_details: true}\n", "", "no duty has details_checked in done_by"},
		{"classified by when", "classify: {required: true}\n", "", "no duty has classified in done_by"},
		{"agreed by when", "answer: {approval: {role: management}}\n", "", "no duty has approved in done_by"},
		{"a handler agreed by when", "agreement: {handler: management}\n", "", "no duty has agreement_given in done_by"},
		{"no complaint by when", "agreement: {no_complaint: management}\n", "", "no duty has agreement_given in done_by"},
		{"more time by when", "extension: {of: decision, most: 2w, agreement: management}\n", "", "no duty has extension_agreed in done_by"},

		{"not after itself", "", owed("rework", "received", "told", "handler", within, "not_after: rework"), `"rework" would wait for itself`},
		{"not after each other", "", owed("rework", "received", "told", "handler", within, "not_after: promised") + owed("promised", "received", "told", "handler", within, "not_after: rework"), `"rework" would wait for itself|"promised" would wait for itself`},
		{"gives way to a term", "", owed("rework", "received", "told", "handler", within, "gives_way_to: decision"), `"decision" is due by no day agreed`},
		{"gives way to nothing", "", owed("rework", "received", "told", "handler", within, "gives_way_to: promised"), `no duty "promised"`},
		{"gives way to a day agreed", "", owed("promised", "plan_agreed", "told", "handler", "agreed: day") + owed("rework", "received", "told", "handler", within, "gives_way_to: promised"), ""},
		{"two days agreed", "", owed("promised", "plan_agreed", "told", "handler", "agreed: day") + owed("rework", "plan_agreed", "told", "handler", "agreed: day", "gives_way_to: promised"), `"rework" has no term that could give way`},
		{"put off and gives way", "extension: {of: rework, most: 2w}\n", owed("promised", "plan_agreed", "told", "handler", "agreed: day") + owed("rework", "received", "told", "handler", within, "gives_way_to: promised"), `"rework" is put off by an extension`},
		{"not after what begins later", "", owed("rework", "received", "told", "handler", within, "not_after: close"), `"close" has no date when "rework" begins`},
		{"not after what begins with it", "", owed("rework", "received", "told", "handler", within, "not_after: decision"), ""},
		{"more time for what is no answer", "extension: {of: acknowledge, most: 2w}\n", "", `"acknowledge" cannot be put off`},
		{"more time for a day that was agreed", "extension: {of: promised, most: 2w}\n", owed("promised", "plan_agreed", "told", "handler", "agreed: day"), `"promised" cannot be put off`},
		{"more time, told too late", "extension: {of: decision, most: 2w, announce: 6w}\n", "", `hear of it after duty "decision" is due`},
		{"more time, told in time", "extension: {of: decision, most: 2w, announce: 3w}\n", "", ""},
		{"taken up again after it is gone", "reopen: {within: 5y}\n", "", "erased while it can still be taken up again"},
		{"a third party after it is gone", "external: [{name: Board, within: 10y}]\n", owed("ruling", "disputed", "ruled", "officer", "agreed: day"), "erased while the customer can still turn to Board"},
		{"a third party before it is gone", "external: [{name: Board, within: 1y}]\n", owed("ruling", "disputed", "ruled", "officer", "agreed: day"), ""},
	} {
		t.Run(tc.name, func(t *testing.T) { finds(t, good+tc.head+duties+tc.more, tc.says) })
	}
}

// finds holds that check finds these faults of a file and no others, one of a line after
// the other.
func finds(t *testing.T, src, want string) {
	t.Helper()
	fs := Check("own.yml", []byte(whole(src)), all, today)
	var says []string
	if want != "" {
		says = strings.Split(want, "|")
	}
	if len(fs) != len(says) {
		t.Fatalf("found %v\nwant %q", fs, says)
	}
	for i, f := range fs {
		if !strings.Contains(f.Says, says[i]) || f.Line == 0 {
			t.Errorf("found %v\nwant %q", f, says[i])
		}
	}
}

// Whatever is left out on the way, a case has a date for its answer.
func TestACaseHasADateForItsAnswer(t *testing.T) {
	const none = "a case may have no date for its answer"
	decision := owed("decision", "received", "told", "handler", "within: 4w")
	for name, tc := range map[string]struct {
		instead string
		none    bool
	}{
		"from the receipt":                            {decision, false},
		"from the receipt, and anew":                  {strings.Replace(decision, "owner:", "restarts_on: [acknowledged], owner:", 1), false},
		"from when somebody handles it":               {strings.Replace(decision, "received", "assigned", 1), false},
		"none at all":                                 {"", true},
		"once it is confirmed, which may be left out": {strings.Replace(decision, "received", "acknowledged", 1), true},
		"once it is classified":                       {strings.Replace(decision, "received", "classified", 1), true},
		"of letters only":                             {strings.Replace(decision, "owner:", "only: email, owner:", 1), true},
		"while one handles it":                        {strings.Replace(decision, "owner:", "while: handler, owner:", 1), true},
		"that no list shows":                          {strings.Replace(decision, "owner:", "quiet: true, owner:", 1), true},
		"that is agreed":                              {owed("promised", "plan_agreed", "told", "handler", "agreed: day"), true},
	} {
		t.Run(name, func(t *testing.T) {
			src := strings.Split(duties, "  - kind: ")
			rest := src[0] + "  - kind: " + src[1] + "  - kind: " + src[3] // without what told ends
			fs := Check("own.yml", []byte(whole(good+rest+tc.instead)), all, today)
			if found := slices.ContainsFunc(fs, func(f *Fault) bool { return strings.Contains(f.Says, none) }); found != tc.none || len(fs) > 1 {
				t.Errorf("found %v, want that it has none: %v", fs, tc.none)
			}
		})
	}
}
