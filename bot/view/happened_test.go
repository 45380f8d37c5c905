package view

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/lang"
)

// confirmedTwice is a case of which the receipt was confirmed by mail, which turned out to be
// of another case, and then by telephone.
func confirmedTwice(t *testing.T) *complaint.Case {
	t.Helper()
	c := presetCase(t, "okonomi")
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	now := at(t, "2026-03-05 12:10")
	do(c.Acknowledge(complaint.Receipt{At: at(t, "2026-03-05 12:00"), Via: "email", Said: "We have it"}, member(sanne), now))
	fact := complaint.Fact{Code: complaint.FactHappened, Seq: len(c.Events)}
	do(c.Correct(complaint.CorrectForm{Fact: fact, Code: complaint.HappenedNot, Reason: "Another case"}, member(sanne), now.Add(time.Minute)))
	said := complaint.Receipt{At: at(t, "2026-03-05 13:00"), Via: "phone", With: "Anna de Vries", Said: "Before Christmas", Day: "2026-12-24", PassedOn: true}
	do(c.Acknowledge(said, member(sanne), now.Add(time.Hour)))
	return c
}

// A step that never happened stands in the contact log and the history as it was written
// down, marked; the thread says what it was thought to be and that it was not.
func TestWhatNeverHappenedIsMarked(t *testing.T) {
	c := confirmedTwice(t)
	at := slices.IndexFunc(c.Events, func(e complaint.Event) bool { return e.Kind == complaint.NotDone })
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		f := sampleFrame(t, l, "2026-03-06 10:00")
		what, mark := f.P.T("thread.event.acknowledged"), f.P.T("thread.event.not_done")+", "+f.P.T("thread.mistaken")
		for _, tab := range []Tab{TabContacts, TabHistory} {
			var lines []string
			for _, block := range CaseFile(f, c, tab, 1).Blocks {
				raw, err := json.Marshal(block)
				if err != nil {
					t.Fatal(err)
				}
				if line := string(raw); strings.Contains(line, "*"+what+"*") {
					lines = append(lines, line)
				}
			}
			if len(lines) != 2 || !strings.Contains(lines[0], mark) || strings.Contains(lines[1], mark) {
				t.Errorf("%s, %s: %q", l, tab, lines)
			}
		}
		told := asJSON(t, Line(f, c, c.Events[at+1]))
		for _, want := range []string{what, f.P.T("correct.happened.yes"), f.P.T("correct.happened.no")} {
			if !strings.Contains(told, want) {
				t.Errorf("%s: the thread says %s, not %q", l, told, want)
			}
		}
		if late := asJSON(t, Line(f, c, c.Events[at])); !strings.Contains(late, what) || !strings.Contains(late, mark) {
			t.Errorf("%s: told after that: %s", l, late)
		}
		form := asJSON(t, CorrectForm(f, c, c.OnRecord(complaint.Fact{Code: complaint.FactHappened, Seq: at + 1}), nil, nil))
		if !strings.Contains(form, f.P.T("correct.happened.no")) {
			t.Errorf("%s: the form does not ask: %s", l, form)
		}
	}
}

// A receipt that was put right to a way that the procedure does not take says so in the log.
func TestAWayThatDoesNotCountIsMarked(t *testing.T) {
	c := confirmedTwice(t)
	f := sampleFrame(t, lang.EN, "2026-03-06 10:00")
	mark := lang.Inline(f.P.T("correct.uncounted"))
	if before := asJSON(t, CaseFile(f, c, TabContacts, 1)); strings.Contains(before, mark) {
		t.Errorf("before: %s", before)
	}
	for _, fact := range c.Facts() {
		if fact.Code != complaint.FactContact {
			continue
		}
		on := c.OnRecord(fact)
		on.Code, on.Reason = "chat", "It was a chat"
		if err := c.Correct(on, member(sanne), at(t, "2026-03-06 09:00")); err != nil {
			t.Fatal(err)
		}
	}
	if after := asJSON(t, CaseFile(f, c, TabContacts, 1)); strings.Count(after, mark) != 1 {
		t.Errorf("after: %s", after)
	}
}

// In the list of what can be corrected no two lines read the same: what is too long is cut
// before the day and hour, and what was of one minute has the number of its line in the
// history.
func TestFactsAreToldApart(t *testing.T) {
	c := confirmedTwice(t)
	now := at(t, "2026-03-06 09:00")
	for _, note := range []string{"first", "second"} { // within a minute
		if err := c.LogContact(complaint.ContactForm{At: now, Via: "phone", Note: note}, member(sanne), now); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		f := sampleFrame(t, l, "2026-03-06 10:00")
		read := map[string]complaint.Fact{}
		var lines []Option
		for _, fact := range c.Facts() {
			lines = append(lines, factOption(f, c, fact))
		}
		tellApart(f, lines)
		for i, o := range options(lines) {
			fact, text := c.Facts()[i], o.Text.Text
			if o.Description != nil {
				text += "\n" + o.Description.Text
			}
			if other, twice := read[text]; twice {
				t.Errorf("%s: %q is %s and %s", l, text, other, fact)
			}
			read[text] = fact
			if e := c.Events[fact.Seq-1]; ofStep(fact) && !strings.Contains(o.Text.Text, f.moment(e.At, e.NoHour())) {
				t.Errorf("%s: %q does not say when", l, o.Text.Text)
			}
		}
	}
}

// In a case that ended nobody owes a step again that never happened: it was not done.
func TestWhatNeverHappenedInACaseThatEnded(t *testing.T) {
	c := caseAt(t, complaint.FaceClosed)
	f := sampleFrame(t, lang.EN, "2026-03-20 10:00")
	seq := slices.IndexFunc(c.Events, func(e complaint.Event) bool { return e.Kind == complaint.Explained }) + 1
	form := complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactHappened, Seq: seq}, Code: complaint.HappenedNot}
	moves := c.Preview(form, f.Now)
	if len(moves) != 1 || moveLine(f, c, moves[0]) != f.DutyName(c.Procedure, "explain")+": not done when the case ended" {
		t.Errorf("%d moves: %q", len(moves), moveLines(f, c, moves))
	}
}
