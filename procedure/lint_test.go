package procedure

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func all(string) bool { return true }

// today is when the procedures of these tests are checked.
var today = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

const duties = `retention: {target: 24mo}
acknowledge: {forms: [email]}
duties:
  - kind: acknowledge
    starts_on: received
    within: 2bd
    done_by: [acknowledged]
    owner: officer
  - kind: decision
    starts_on: received
    within: 4w
    done_by: [told]
    owner: handler
  - kind: close
    starts_on: settled
    within: 5bd
    done_by: [closed]
    owner: officer
  - kind: step_in
    starts_on: received
    within: 9w
    done_by: [told]
    owner: handler
`

// whole adds to a procedure that ends with its duties those that each has to have, as far
// as it has none that begins alike.
func whole(src string) string {
	for _, r := range roads {
		if strings.Contains(src, "starts_on: "+r.starts) && strings.Contains(src, r.ends) && r.starts != "received" ||
			strings.Contains(src, "kind: "+r.kind+",") && r.starts == "received" || r.asks && !strings.Contains(src, "follow_up: {required: true}") {
			continue
		}
		kind := r.kind
		if strings.Contains(src, "kind: "+kind+",") {
			kind = "update"
		}
		src += fmt.Sprintf("  - {kind: %s, starts_on: %s, done_by: [%s], %s}\n", kind, r.starts, r.ends, r.rest)
	}
	return src
}

func TestPresetsHaveNothingWrong(t *testing.T) {
	for _, name := range Presets() {
		src, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Check(name, src, all, today) {
			t.Errorf("%s", f)
		}
		p, err := ParseFile(name, src)
		if err != nil {
			t.Fatal(err)
		}
		for kind, event := range map[string]string{"ruling": "disputed", "ruling_measure": "ruled"} { // any case may go to a third party
			if d := p.Duty(kind); d == nil || d.StartsOn != event {
				t.Errorf("%s: nothing is owed from %s on", name, event)
			}
		}
	}
	for _, src := range []string{invented(t), whole(good + duties)} {
		for _, f := range Check("", []byte(src), all, today) {
			t.Errorf("%s", f)
		}
	}
}

func TestCheckFinds(t *testing.T) {
	for _, tc := range []struct {
		name, from, to string
		line           int
		says           string
	}{
		{"unreachable duty", "starts_on: received\n    within: 9w", "starts_on: form_sent\n    within: 9w", 24, `duty "step_in" is never reached: form_sent happens only with assign.send_form`},
		{"unreachable without a read-back", "starts_on: received\n    within: 9w", "starts_on: readback_approved\n    within: 9w", 24, "only with steps.read_back"},
		{"unreachable without an approval", "starts_on: received\n    within: 9w", "starts_on: approval_asked\n    within: 9w", 24, "only with answer.approval"},
		{"unreachable without an extension", "starts_on: received\n    within: 9w", "starts_on: extended\n    within: 9w", 24, "only with extension"},
		{"unreachable without somebody who agrees to more time", "starts_on: received\n    within: 9w", "starts_on: extension_asked\n    within: 9w", 24, "only with extension.agreement"},
		{"unreachable without who refuses more time", "starts_on: received\n    within: 9w", "starts_on: extension_refused\n    within: 9w", 24, "only with extension.agreement"},
		{"unreachable without who asks for changes", "starts_on: received\n    within: 9w", "starts_on: changes_asked\n    within: 9w", 24, "only with answer.approval"},
		{"ended by a consultation that nobody owes", "done_by: [told]", "done_by: [advised]", 16, "only with contact.consult"},
		{"unreachable without asking afterwards", "starts_on: received\n    within: 9w", "starts_on: dissatisfied\n    within: 9w", 24, `duty "step_in" is never reached: dissatisfied happens only with follow_up.required`},
		{"ended by an answer that nobody asks for", "done_by: [told]", "done_by: [satisfied, no_reply]", 16, `nothing ends duty "decision": satisfied happens only with follow_up.required`},
		{"asked afterwards", "done_by: [told]", "done_by: [told, satisfied]", 0, ""},
		{"duty that nothing ends", "acknowledge: {forms: [email]}\n", "\n", 11, `nothing ends duty "acknowledge": acknowledged happens only with acknowledge.forms`},
		{"duty that two steps would end", "done_by: [told]", "done_by: [explained, form_sent]", 16, "nothing ends"},
		{"owner without a role", "owner: handler", "owner: boss", 17, `unknown word "boss"`},
		{"owner missing", "    owner: handler\n", "", 13, "a duty needs kind"},
		{"unknown text of a duty", "kind: decision", "kind: verdict", 13, `the program has no words for "verdict"; name it under names: {duties: {verdict: {do: `},
		{"unknown text of a nature", "retention:", "natures: [verdict]\nretention:", 5, `the program has no words for "verdict"; say what it is called, as in names: {natures: {verdict: `},
		{"unknown text of a reason", "retention:", "assign: {reasons: [verdict]}\nretention:", 5, `as in names: {reasons: {verdict: `},
		{"decision always before the acknowledgement", "within: 2bd", "within: 6w", 10, `duty "decision" always ends before "acknowledge" does`},
		{"decision may be before the acknowledgement", "within: 4w", "within: 2bd", 0, ""},
		{"retention missing", "retention: {target: 24mo}\n", "\n", 1, "retention is missing"},
		{"retention without a length", "retention: {target: 24mo}", "retention: {house: true}", 5, "retention is missing"},
		{"retention in working days", "retention: {target: 24mo}", "retention: {target: 500bd}", 5, "say target in days, weeks, months or years"},
		{"retention that ends before it may", "retention: {target: 24mo}", "retention: {min: 3y, max: 1y}", 5, "max ends before min does"},
		{"retention shorter than its least", "retention: {target: 24mo}", "retention: {min: 25mo, target: 24mo}", 5, "target ends before min does"},
		{"retention longer than its most", "retention: {target: 24mo}", "retention: {target: 24mo, max: 100w}", 5, "max ends before target does"},
		{"retention of equal terms", "retention: {target: 24mo}", "retention: {min: 2y, target: 24mo, max: 2y}", 0, ""},
		{"follow-up without a day", "retention:", "follow_up: {required: true}\nretention:", 5, "no duty has agreement_given in done_by|no duty of the kind follow_up"},
		{"a case that nobody closes", "starts_on: settled", "starts_on: told", 8, "a case that only has to be closed is nobody's"},
		{"closing that nothing ends", "done_by: [closed]", "done_by: [told]", 8, "a case that only has to be closed is nobody's|told does not come after settled"},
		{"owed while somebody handles who never does", "owner: handler", "owner: handler\n    while: partner", 18, `duty "decision" is never owed: partner handles no case`},
		{"owed while somebody handles who may", "owner: handler", "owner: handler\n    while: handler", 0, ""},
		{"owed for a way in that there is not", "owner: handler", "owner: handler\n    only: letter", 18, `duty "decision" is never owed: nothing comes in by letter`},
		{"owed by a confidant of nothing", "owner: handler", "owner: confidant", 17, `duty "decision" is nobody's`},
		{"owed by a confidant of something", "retention:", "natures: [discrimination]\nconfidential: [discrimination]\nconfidant: [discrimination]\nretention:", 0, ""},
		{"a confidant with a name and no case", "retention:", "language: nl\nnames: {roles: {confidant: luisteraar}}\nretention:", 6, "there is a confidant, and no nature"},
		{"a second nature of one", "retention:", "natures: [service]\nclassify: {second: true}\nretention:", 6, "there is no second nature to choose"},
		{"a second nature of none", "retention:", "classify: {second: true}\nretention:", 5, "there is no second nature to choose"},
		{"a second nature that only the confidant knows", "retention:", "natures: [a, b]\nconfidential: [a, b]\nconfidant: [a, b]\nclassify: {second: true}\nretention:", 8, "there is no second nature to choose"},
		{"a second nature of two", "retention:", "natures: [a, b]\nclassify: {second: true}\nretention:", 0, ""},
		{"a document of a far day", "retention:", "dated: 2062-04-08\nretention:", 5, "2062-04-08 lies more than a year ahead"},
		{"a document that is put in before its day", "retention:", "dated: 2027-11-30\nretention:", 0, ""},
		{"a rule of the house that only its clause says", "owner: handler", "owner: handler\n    clause: house rule", 18, "this is a house rule; say house: true beside it"},
		{"a rule of the house that says so", "owner: handler", "owner: handler\n    clause: house rule\n    house: true", 0, ""},
		{"a review that is ours by its clause", "retention:", "review: {within: 6mo, clause: House Rule}\nretention:", 5, "say house: true"},
		{"a third party that is ours by its clause", "retention:", "external: [{name: court, clause: house rule}]\nretention:", 5, "say house: true"},
		{"a report that is ours by its clause", "retention:", "reports: [{every: year, clause: house rule}]\nretention:", 5, "say house: true"},
		{"natures that are named nowhere", "retention:", "confidential: [service]\nretention:", 5, `unknown word "service"; the procedure names none`},
		{"a language that there is not, and a form of address", "retention:", "language: de\naddress: je\nretention:", 5, `unknown word "de"`},
		{"what cannot be read", "duties:", "dutys:", 7, "unknown field"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			bad := spoil(t, good+duties, tc.from, tc.to)
			fs := Check("own.yml", []byte(whole(bad)), func(id string) bool { return !strings.Contains(id, "verdict") }, today)
			if tc.says == "" {
				if len(fs) > 0 {
					t.Errorf("found %v", fs)
				}
				return
			}
			says := strings.Split(tc.says, "|") // of one line after the other
			if len(fs) != len(says) || fs[0].Line != tc.line || fs[0].File != "own.yml" {
				t.Fatalf("found %v\nwant line %d and %q", fs, tc.line, says)
			}
			for i, f := range fs {
				if !strings.Contains(f.Says, says[i]) {
					t.Errorf("found %v\nwant %q", f, says[i])
				}
			}
		})
	}
}

// Seven business days with two weeks: over Christmas the letter would be due after the
// position. Where the file says nothing it is due with the position; where it names a later
// day it is a mistake.
func TestADecisionBeforeItsAcknowledgement(t *testing.T) {
	src := strings.NewReplacer("2bd", "7bd", "4w", "2w").Replace(whole(good+duties)) + "calendar: dk-office\n"
	if fs := Check("", []byte(src), all, today); len(fs) > 0 {
		t.Errorf("found %v although it is capped", fs)
	}
	src = strings.Replace(src, "done_by: [acknowledged]", "done_by: [acknowledged]\n    not_after: step_in", 1)
	fs := Check("", []byte(src), all, today)
	if len(fs) != 1 || fs[0].Line != 10 || !strings.Contains(fs[0].Says, "say not_after: decision") || !strings.Contains(fs[0].Says, "starts on 2026-") {
		t.Errorf("found %v", fs)
	}
}

// Which duty that is: the first that telling the answer ends, of those that every case owes
// from the receipt on; what the file names itself stays.
func TestTheReceiptIsConfirmedNoLaterThanTheAnswer(t *testing.T) {
	for _, tc := range []struct{ name, from, to, want string }{
		{"as it is", "", "", "decision"},
		{"another name", "kind: decision", "kind: position", "position"},
		{"the later one first", "within: 4w", "within: 12w", "step_in"},
		{"named", "done_by: [acknowledged]", "done_by: [acknowledged]\n    not_after: step_in", "step_in"},
		{"from a later moment on", "starts_on: received\n    within: 4w", "starts_on: assigned\n    within: 4w", "step_in"},
		{"of some cases", "within: 4w", "within: 4w\n    only: email", "step_in"},
		{"of no answer", "done_by: [told]", "done_by: [closed]", "step_in"},
		{"none", "told", "closed", ""},
		{"two receipts", "starts_on: received\n    within: 9w\n    done_by: [told]", "starts_on: assigned\n    within: 1bd\n    done_by: [acknowledged]", "decision"},
	} {
		src := strings.Replace(good+duties, tc.from, tc.to, 1)
		if tc.want == "" {
			src = strings.ReplaceAll(good+duties, tc.from, tc.to)
		}
		p, err := Parse([]byte(src))
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range p.Duties {
			want := ""
			if d.DoneBy[0] == "acknowledged" {
				want = tc.want
			}
			if d.NotAfter != want {
				t.Errorf("%s: %s is due no later than %q, want %q", tc.name, d.Kind, d.NotAfter, want)
			}
		}
	}
}
