package complaint

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/procedure"
)

// bare has no step that a procedure need not have.
const bare = `name: bare
title: Bare
version: "1"
language: nl
calendar: nl-office
intake: {channels: [{name: phone, oral: true}]}
assign: {reasons: [other]ASSIGN}
answer: {forms: [phone], outcomes: [upheld]ANSWER}
retention: {target: 24mo}
`

// under gives bare with one more key, as YAML.
func under(key string) string {
	src := bare
	for place, start := range map[string]string{"ASSIGN": "assign: ", "ANSWER": "answer: "} {
		more := ""
		if rest, inside := strings.CutPrefix(key, start); inside {
			more, key = ", "+rest, ""
		}
		src = strings.Replace(src, place, more, 1)
	}
	return src + key + "\n"
}

// needing are the events that only a procedure with a certain key can have, each
// with the step that records it.
var needing = map[string]struct {
	key string
	do  func(t *testing.T, c *Case) error
}{
	"readback_approved":    {"steps: {read_back: true}", readTo(ReadBackApproved)},
	"readback_refused":     {"steps: {read_back: true}", readTo(ReadBackRefused)},
	"readback_unreachable": {"steps: {read_back: true}", readTo(ReadBackUnreachable)},
	"explained": {"steps: {explain: true}", func(t *testing.T, c *Case) error {
		return c.Explain(Explanation{At: at(t, "2026-03-05 10:30"), Via: "phone", Given: "kopie meegegeven"}, member(sanne), at(t, "2026-03-05 10:31"))
	}},
	"informed": {"steps: {inform: partner}", func(t *testing.T, c *Case) error {
		return c.Inform(Informing{Name: "P.", At: at(t, "2026-03-05 10:30"), Via: "phone"}, member(sanne), at(t, "2026-03-05 10:31"))
	}},
	"entered": {"steps: {enter: true}", func(t *testing.T, c *Case) error {
		return c.Enter("C-118", at(t, "2026-03-05 10:31"), member(sanne), at(t, "2026-03-05 10:31"))
	}},
	"reported": {"steps: {report: true}", func(t *testing.T, c *Case) error {
		answerBare(t, c)
		return c.ReportHandling("paid back", member(milan), at(t, "2026-03-05 13:00"))
	}},
	"updated": {"steps: {updates: true}", func(t *testing.T, c *Case) error {
		(&walk{t, c}).do("assign", giveBare(t, c))
		return c.Update("so so", member(milan), at(t, "2026-03-05 11:30"))
	}},
	"taken_over": {"steps: {take_over: officer}", func(t *testing.T, c *Case) error {
		return c.TakeOver(member(sanne), at(t, "2026-03-05 10:31"))
	}},
	"details_checked": {"steps: {check_details: true}", func(t *testing.T, c *Case) error {
		f := DetailsForm{Name: "Anna", Street: "Kade 1", Postcode: "1234 AB", Town: "Amsterdam", How: DetailHows[0], At: at(t, "2026-03-05 10:30")}
		return c.CheckDetails(f, member(sanne), at(t, "2026-03-05 10:31"))
	}},
	"acknowledged": {"acknowledge: {forms: [phone]}", func(t *testing.T, c *Case) error {
		return c.Acknowledge(Receipt{At: at(t, "2026-03-05 10:30"), Via: "phone", With: "her", Said: "we call"}, member(sanne), at(t, "2026-03-05 10:31"))
	}},
	"form_sent": {"assign: send_form: true", func(t *testing.T, c *Case) error {
		(&walk{t, c}).do("assign", giveBare(t, c))
		return c.Delivered(FormSent, milan, at(t, "2026-03-05 11:01"), at(t, "2026-03-05 11:01"))
	}},
	"approval_asked": {"answer: approval: {role: management}", func(t *testing.T, c *Case) error {
		(&walk{t, c}).do("assign", giveBare(t, c))
		d := draft()
		d.Promises = nil
		return c.Prepare(d, member(milan), at(t, "2026-03-05 12:00"))
	}},
	"extended": {"extension: {of: decision, most: 4w}", func(t *testing.T, c *Case) error {
		(&walk{t, c}).do("assign", giveBare(t, c))
		f := ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill", Via: "phone", At: at(t, "2026-03-05 12:00")}
		return c.Extend(f, member(sanne), at(t, "2026-03-05 12:00"))
	}},
	"changes_asked": {"answer: approval: {role: management}", func(t *testing.T, c *Case) error {
		(&walk{t, c}).do("assign", giveBare(t, c))
		d := draft()
		d.Promises = nil
		(&walk{t, c}).do("ask", c.Prepare(d, member(milan), at(t, "2026-03-05 12:00")))
		return c.AskChanges(1, "shorter", member(mees), at(t, "2026-03-05 12:30"))
	}},
	"extension_asked": {agreedExtension, func(t *testing.T, c *Case) error { return askBare(t, c) }},
	"extension_agreed": {agreedExtension, func(t *testing.T, c *Case) error {
		return errors.Join(askBare(t, c), c.AgreeExtension(1, member(mees), at(t, "2026-03-05 12:30")))
	}},
	"extension_refused": {agreedExtension, func(t *testing.T, c *Case) error {
		return errors.Join(askBare(t, c), c.RefuseExtension(1, "no", member(mees), at(t, "2026-03-05 12:30")))
	}},
	"extension_withdrawn": {agreedExtension, func(t *testing.T, c *Case) error {
		return errors.Join(askBare(t, c), c.KeepDay("found another", member(sanne), at(t, "2026-03-05 12:30")))
	}},
	"satisfied":    {asksAfterwards, heardBare(Satisfied)},
	"dissatisfied": {asksAfterwards, heardBare(Dissatisfied)},
	"no_reply":     {asksAfterwards, heardBare(NoReply)},
	"no_contact":   {asksAfterwards, heardBare(NoContact)},
	"followup_started": {asksAfterwards, func(t *testing.T, c *Case) error {
		answerBare(t, c)
		call := *presetOf(t, "exactpi").Duty(DutyFollowUp)
		c.Procedure.Duties = append(slices.Clone(c.Procedure.Duties), call)
		return c.StartFollowUp(at(t, "2026-03-12 12:00"))
	}},
}

const agreedExtension = "extension: {of: decision, most: 4w, agreement: management}"

const asksAfterwards = "follow_up: {required: true, attempts: 3}"

func answerBare(t *testing.T, c *Case) {
	w, d := &walk{t, c}, draft()
	d.Promises = nil
	w.do("assign", giveBare(t, c))
	w.do("draft", c.Prepare(d, member(milan), at(t, "2026-03-05 12:00")))
	w.do("tell", c.Deliver(Delivery{At: at(t, "2026-03-05 12:30"), Via: "phone"}, member(milan), at(t, "2026-03-05 12:30")))
}

func heardBare(result Kind) func(*testing.T, *Case) error {
	return func(t *testing.T, c *Case) error {
		answerBare(t, c)
		f := FollowUpForm{Result: result, At: at(t, "2026-03-05 13:00"), Via: "phone", Note: "said so"}
		return c.RecordFollowUp(f, member(lotte), at(t, "2026-03-05 13:00"))
	}
}

func askBare(t *testing.T, c *Case) error {
	(&walk{t, c}).do("assign", giveBare(t, c))
	return c.Extend(ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill"}, member(sanne), at(t, "2026-03-05 12:00"))
}

func readTo(verdict Kind) func(*testing.T, *Case) error {
	return func(t *testing.T, c *Case) error {
		f := c.Filing()
		return c.RecordReadBack(ReadBackForm{
			Verdict: verdict, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: at(t, "2026-03-05 10:30"), Via: "phone", Note: "said so",
		}, member(lotte), at(t, "2026-03-05 10:31"))
	}
}

func giveBare(t *testing.T, c *Case) error {
	return c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "other", WhyText: "free"}, member(sanne), at(t, "2026-03-05 11:00"))
}

// decisionBy is a duty that only that event ends.
func decisionBy(event string) string {
	return "duties:\n  - {kind: decision, starts_on: received, within: 4w, done_by: [" + event + "], owner: officer}\n"
}

// What ombud procedure check says of an event is what the step says that records
// it: without its key the check finds that nothing ends the duty and the step is
// refused, with it both go through. An event that check knows a key for and that
// has no line above fails.
func TestCheckAgreesWithTheSteps(t *testing.T) {
	anyText := func(string) bool { return true }
	endless := func(src string) bool {
		return slices.ContainsFunc(procedure.Check("own.yml", []byte(src), anyText, time.Now()), func(f *procedure.Fault) bool {
			return strings.Contains(f.Says, "nothing ends duty")
		})
	}
	for _, event := range procedure.Events {
		n, listed := needing[event]
		if found := endless(under("") + decisionBy(event)); found != listed {
			t.Errorf("%s: check asks for a key: %v, the steps do: %v", event, found, listed)
		}
		if !listed {
			continue
		}
		t.Run(event, func(t *testing.T) {
			if endless(under(n.key) + decisionBy(event)) {
				t.Errorf("check says that %s cannot happen with %s", event, n.key)
			}
			for key, want := range map[string]bool{"": false, n.key: true} {
				p, err := procedure.Parse([]byte(under(key) + decisionBy("told")))
				if err != nil {
					t.Fatal(err)
				}
				c, r := New("T0FIRM", p, sampleCalendar(t), sampleRoster()), registration(t)
				(&walk{t, c}).do("register", c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
				err = n.do(t, c)
				if got := slices.ContainsFunc(c.Events, func(e Event) bool { return string(e.Kind) == event }); got != want {
					t.Errorf("with %q it happened: %v (%v), want %v", key, got, err, want)
				}
			}
		})
	}
}
