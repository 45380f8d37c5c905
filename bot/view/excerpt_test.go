package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// A contact that was a message names who wrote it: in the form, among the contacts with
// the way to it, in the history, and in the case that a duplicate goes on in. Whoever may
// not read what was said is told neither.
func TestAContactFromAMessage(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	q := &complaint.Quoted{Author: mees, At: at(t, "2026-03-06 09:30"), Source: "C1:1772785800.000100", Link: "https://firm.slack.com/archives/C1/p1772785800000100"}
	typed := complaint.ContactForm{Reached: true, Inbound: true, Via: "chat", At: q.At, Note: "She wrote to me", Quoted: q}
	now := at(t, "2026-03-06 12:00")
	if err := c.LogContact(typed, member(milan), now); err != nil {
		t.Fatal(err)
	}
	q.Link = "" // which the form does not know
	inLanguages(t, "contact.message", "2026-03-06 12:00", func(f *Frame) screen { return ContactForm(f, c, typed, 1) })
	inLanguages(t, "casefile.contact_message", "2026-03-06 12:00", func(f *Frame) screen { return CaseFile(f, c, TabContacts, 1) })
	f := sampleFrame(t, lang.EN, "2026-03-06 12:00")
	if text := jsonText(asJSON(t, CaseFile(f, c, TabHistory, 1))); !strings.Contains(text, "written by Mees Vos") {
		t.Errorf("the history:\n%s", text)
	}
	into := caseAt(t, complaint.FaceConfirmed)
	into.Number = "K-2026-0041"
	must(t, complaint.Merge(c, into, "the same file", member(sanne), now))
	text := jsonText(asJSON(t, CaseFile(f, into, TabContacts, 1)))
	if !strings.Contains(text, "written by Mees Vos") || !strings.Contains(text, "p1772785800000100|message in Slack") {
		t.Errorf("in the case that goes on:\n%s", text)
	}
	f.Viewer = member(lotte)
	if raw := string(mustJSON(t, CaseFile(f, c, TabHistory, 1))); strings.Contains(raw, "written by") {
		t.Errorf("the filer reads:\n%s", raw)
	}
}
