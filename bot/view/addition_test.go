package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// addedCase is a case to which the filer added what she forgot.
func addedCase(t *testing.T) *complaint.Case {
	t.Helper()
	c := caseAt(t, complaint.FaceAssigned)
	err := c.AddInformation(complaint.Addition{Registration: complaint.Registration{
		Filing: complaint.Filing{
			Summary: "Also no reply", Story: "She wrote three times & got *nothing* <!here>", Name: "Bram de Vries", Phone: "010 987 65 43",
			Files: []complaint.Attachment{{ID: "F9", Name: "mails.pdf", Size: 2 << 20}},
		},
		Via: "phone", ReceivedAt: at(t, "2026-03-05 11:20"),
	}}, member(lotte), at(t, "2026-03-05 11:30"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAdditionInTheFile(t *testing.T) {
	c := addedCase(t)
	inLanguages(t, "casefile.added", "2026-03-05 11:35", func(f *Frame) screen { return CaseFile(f, c, TabOverview, 1) })
	inLanguages(t, "casefile.added.contacts", "2026-03-05 11:35", func(f *Frame) screen { return CaseFile(f, c, TabContacts, 1) })
	f := sampleFrame(t, lang.EN, "2026-03-05 11:35")
	line, err := Line(f, c, c.Events[len(c.Events)-1]).JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"three times", "Bram", "mails", "010 987"} {
		if strings.Contains(string(line), secret) {
			t.Errorf("the thread tells %q: %s", secret, line)
		}
	}
	for range 40 { // a talkative customer
		more := complaint.Addition{}
		more.Story = strings.Repeat("& again ", 370)
		if err := c.AddInformation(more, member(lotte), at(t, "2026-03-05 11:40")); err != nil {
			t.Fatal(err)
		}
	}
	for _, tab := range []Tab{TabOverview, TabContacts} {
		raw, err := CaseFile(f, c, tab, 2).JSON()
		if err != nil {
			t.Fatal(err)
		}
		checkScreen(t, string(tab), CaseFile(f, c, tab, 2), raw)
	}
}

func TestAddForm(t *testing.T) {
	c := caseAt(t, complaint.FaceNew)
	inLanguages(t, "add", "2026-03-05 10:25", func(f *Frame) screen { return AddForm(f, c, complaint.Filing{Story: "typed <b> already"}) })
}
