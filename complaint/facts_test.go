package complaint

import "testing"

// What was established, what was decided and why are kept each apart: an answer of okonomi
// goes nowhere, nor is it kept as a draft, before the first is written down (OK-01).
func TestOkonomiKeepsFactsApart(t *testing.T) {
	for name, tc := range map[string]struct {
		facts, wanted string
		ask           bool
	}{
		"none":             {"", "facts error.facts_missing", true},
		"nothing but room": {" \n", "facts error.facts_missing", true},
		"none, of a draft": {"", "facts error.facts_missing", false},
		"some":             {" Milan found the file unread.\n", "", true},
		"some, of a draft": {"Milan found the file unread.", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			c, d := heardCase(t), inWriting()
			d.Facts, d.Ask = tc.facts, tc.ask
			if got := refusedFor(c.Prepare(d, member(sanne), later(t))); got != tc.wanted {
				t.Fatalf("refused with %q, want %q", got, tc.wanted)
			}
			if tc.wanted != "" {
				return
			}
			got := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries).Version(1)
			if got.Facts != "Milan found the file unread." || got.Outcome != d.Outcome || got.Reasons != d.Reasons || got.Text != d.Text {
				t.Errorf("kept %+v", got)
			}
		})
	}
}

// An answer from before facts had a place is told as it was, with the hash that it had; the
// next one needs them.
func TestAnAnswerFromBeforeThereWereFacts(t *testing.T) {
	c, d := heardCase(t), inWriting()
	d.Facts, c.Procedure.Answer.FactsRequired = "", false
	w := &walk{t, c}
	w.do("draft", c.Prepare(d, member(sanne), later(t)))
	c.Procedure.Answer.FactsRequired = true
	d.trim()
	before := salted(c.Version(1).Salt, d.Form, d.Outcome, d.Text, d.More, d.Letter, d.Reasons, d.Promises)
	if got := c.Answer().Hash; got != before {
		t.Errorf("its hash is %s, and was %s", got, before)
	}
	w.do("deliver", c.Deliver(Delivery{At: later(t), Via: "email"}, member(sanne), later(t)))
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: later(t), Via: "phone", Note: "The fine is not back"}, member(lotte), later(t)))
	w.do("hear", hear(c, later(t)))
	if got := refusedFor(c.Prepare(d, member(sanne), later(t))); got != "facts error.facts_missing" {
		t.Errorf("another without: %q", got)
	}
}

// heardCase is one of okonomi whose answer may go on.
func heardCase(t *testing.T) *Case {
	t.Helper()
	w := danish(t, "phone")
	w.handled()
	w.do("hear", hear(w.c, at(t, "2026-03-09 11:00")))
	return w.c
}
