package view

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/lang"
)

// Forms mark as optional only what may stay empty, as far as that is known when they
// are drawn.
func TestFormsSayWhatTheyNeed(t *testing.T) {
	first, later := caseAt(t, complaint.FaceAssigned), caseAt(t, complaint.FaceInProgress)
	okonomi, plain := presetCase(t, "okonomi"), caseAt(t, complaint.FaceInProgress)
	contact := func(c *complaint.Case, typed complaint.ContactForm) func(*Frame) *Modal {
		return func(f *Frame) *Modal { return ContactForm(f, c, typed, 1) }
	}
	draft := func(c *complaint.Case, form string) func(*Frame) *Modal {
		return func(f *Frame) *Modal { return DraftForm(f, c, complaint.Draft{Form: form}, Room{}) }
	}
	deliver := func(c *complaint.Case, via string) func(*Frame) *Modal {
		return func(f *Frame) *Modal { return DeliverForm(f, c, complaint.Delivery{Via: via}) }
	}
	assign := func(why string) func(*Frame) *Modal {
		return func(f *Frame) *Modal {
			return AssignForm(f, caseAt(t, complaint.FaceNew), complaint.Assignment{Handler: joost, Why: why})
		}
	}
	for _, tc := range []struct {
		name string
		form func(*Frame) *Modal
		has  string // block ids, optional ones with a question mark
		not  string
	}{
		{"first contact", contact(first, complaint.ContactForm{Reached: true}), "how day note?", "how? day?"},
		{"solved at once", contact(first, complaint.ContactForm{Reached: true, Solved: true}), "how? day? note", "note?"},
		{"a try", contact(first, complaint.ContactForm{}), "note", "how day"},
		{"a later contact", contact(later, complaint.ContactForm{Reached: true}), "how? day? note?", "how day"},
		{"told in a conversation, which the procedure has noted", deliver(okonomi, "phone"), "said", "said?"},
		{"told in a letter", deliver(okonomi, "letter"), "with?", "said said?"},
		{"told in a conversation", deliver(plain, "phone"), "with?", "said said?"},
		{"an answer for a conversation, where it is to be in writing", draft(okonomi, "phone"), "oral_why", "oral_why?"},
		{"an answer for a conversation", draft(plain, "phone"), "oral_why?", "oral_why"},
		{"an answer in writing", draft(okonomi, "letter"), "outcome", "oral_why oral_why?"},
		{"a handler for another reason, without waiting for the customer", assign("other"), "why_text skip", "why_text? skip?"},
		{"a handler by their function", assign("process"), "skip", "why_text why_text?"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			asks := inputs(tc.form(sampleFrame(t, lang.NL, "2026-03-09 10:00")))
			for _, block := range strings.Fields(tc.has) {
				if !slices.Contains(asks, block) {
					t.Errorf("%s is not among %v", block, asks)
				}
			}
			for _, block := range strings.Fields(tc.not) {
				if slices.Contains(asks, block) {
					t.Errorf("%s is among %v", block, asks)
				}
			}
		})
	}
}

// What was done late says so, and by how much; reminder and thread word a duty alike.
func TestHowLateADutyWasDone(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-20 10:00")
	for _, tc := range []struct{ contact, want string }{
		{"2026-03-09 16:00", "Mon 9 March at 16:00)"},
		{"2026-03-10 00:30", "(1 working day late)"},
		{"2026-03-12 09:00", "(3 working days late)"},
		{"2026-03-14 09:00", "(4 working days late)"}, // a Saturday
	} {
		c := caseAt(t, complaint.FaceAssigned)
		now := at(t, tc.contact)
		must(t, c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, Solved: true, Note: "solved"}, member(milan), now))
		if got := doneLine(f, c, dutyOf(t, c, "contact")); !strings.HasSuffix(got, tc.want) {
			t.Errorf("done at %s: %q", tc.contact, got)
		}
	}
	c := caseAt(t, complaint.FaceAssigned)
	d := dutyOf(t, c, "contact")
	f.Now, f.Viewer = at(t, "2026-03-12 09:00"), member(sanne)
	told, line := asJSON(t, Reminder(f, c, d, complaint.StageOverdue)), asJSON(t, Overdue(f, c, d, complaint.StageOverdue))
	for _, words := range []string{owedLine(f, c, d), owedText(f, c, d)} {
		if !strings.Contains(told, words) || !strings.Contains(line, words) {
			t.Errorf("%q is not in both\n%s\n%s", words, told, line)
		}
	}
}

// Whoever reads of a house rule finds what that is; where there is none, nothing.
func TestAHouseRuleIsExplained(t *testing.T) {
	f := sampleFrame(t, lang.NL, "2026-03-05 12:00")
	const means, mark = "regel die we onszelf stellen", "⌂ huisregel: van onszelf"
	open, closed := caseAt(t, complaint.FaceNew), caseAt(t, complaint.FaceClosed)
	for name, tc := range map[string]struct {
		text string
		want bool
	}{
		"the file":           {asJSON(t, CaseFile(f, open, TabOverview, 0)), true},
		"the file when over": {asJSON(t, CaseFile(f, closed, TabOverview, 0)), false},
		"the procedure":      {asJSON(t, Written(f, registerOf(t, presetOf(t, "exactpi")), nil, false)), true},
		"help":               {asJSON(t, Help(f, HelpText{Command: "/klacht", Lines: []string{"help.line.new"}})), true},
	} {
		if (strings.Contains(tc.text, means) || strings.Contains(tc.text, mark)) != tc.want {
			t.Errorf("%s explains it: %v", name, !tc.want)
		}
	}
}

// Nobody approves by one press what they do not have in sight: a request that shows
// the whole answer offers to approve it, any other to read it first.
func TestARequestOffersToReadFirst(t *testing.T) {
	for _, tc := range []struct {
		name   string
		tells  bool
		change func(*complaint.Draft)
		whole  bool
	}{
		{"little is told", false, func(*complaint.Draft) {}, false},
		{"all is told", true, func(*complaint.Draft) {}, true},
		{"a long answer", true, func(d *complaint.Draft) { d.Text = strings.Repeat("word ", 599) }, false},
		{"one that just fits", true, func(d *complaint.Draft) { d.Text = strings.Repeat("word ", 530) }, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, now := caseAt(t, complaint.FaceInProgress), at(t, "2026-03-12 10:00")
			d := sampleDraft()
			tc.change(&d)
			must(t, c.Prepare(d, member(milan), now))
			f := sampleFrame(t, lang.EN, "2026-03-12 10:05")
			f.Standard = tc.tells
			raw := mustJSON(t, ApprovalRequest(f, c, 1))
			want := map[bool]string{true: "answer.approve", false: "answer.read"}[tc.whole]
			if got := greenIn(t, raw); got != want {
				t.Errorf("the green button is %s, want %s", got, want)
			}
			if asks := strings.Contains(string(raw), "Approve without reading?"); asks == tc.whole {
				t.Errorf("it asks before it approves: %v", asks)
			}
			if strings.Contains(string(raw), strings.TrimSpace(d.Text)) != tc.whole {
				t.Errorf("the whole text is shown: %v", !tc.whole)
			}
		})
	}
}

// What was late and never done says whether it fell away, began anew or was left at closing.
func TestHowADutyWasMissed(t *testing.T) {
	f, c := sampleFrame(t, lang.EN, "2026-03-20 10:00"), caseAt(t, complaint.FaceAssigned)
	late := dutyOf(t, c, "contact")
	over := func(past int, at time.Time) *complaint.Duty {
		d := *late
		d.Past, d.Left, d.Ended = past, true, at
		return &d
	}
	if got := doneLine(f, c, over(1, at(t, "2026-03-16 10:00"))); got != "Not done in time: contact the customer. It began anew on Mon 16 March." {
		t.Errorf("begun anew: %q", got)
	}
	if got := doneLine(f, c, over(0, at(t, "2026-03-16 10:00"))); got != "Not done in time: contact the customer. It is no longer needed." {
		t.Errorf("fallen away: %q", got)
	}
	c.State, c.ClosedAt = complaint.StateClosed, at(t, "2026-03-19 10:00")
	for when, want := range map[string]string{
		"2026-03-16 10:00": "Not done in time: contact the customer. It is no longer needed.",
		"2026-03-19 10:00": "Not done: contact the customer. The case was closed without it.",
	} {
		if got := doneLine(f, c, over(0, at(t, when))); got != want {
			t.Errorf("over on %s: %q", when, got)
		}
	}
	if text := asJSON(t, &Message{Blocks: whyPiece(f, c, over(1, at(t, "2026-03-16 10:00")))}); !strings.Contains(text, "It began anew") {
		t.Errorf("the page of dates says %s", text)
	}
}
