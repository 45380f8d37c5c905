package view

import (
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// What the written procedure promises is told apart from the house rules, with
// version, date and where the document is.
func TestWritten(t *testing.T) {
	for _, name := range procedure.Presets() {
		p := presetOf(t, name)
		inLanguages(t, "written."+name, "2026-03-05 10:25", func(f *Frame) screen {
			f.Document, f.P = "https://noorderlicht.example/regeling.pdf", f.P.Named(WordsOf(p))
			return Written(f, registerOf(t, p), nil, false)
		})
	}
	f, p := sampleFrame(t, lang.EN, "2026-03-05 10:25"), presetOf(t, "okonomi")
	text := asJSON(t, Written(f, registerOf(t, p), nil, false))
	promised, house, _ := strings.Cut(text, "House rules")
	if !strings.Contains(promised, "8 April 2022") || !strings.Contains(promised, "Confirm receipt: within 2 working days") || strings.Contains(promised, "within 4 weeks") {
		t.Errorf("promised: %s", promised)
	}
	if !strings.Contains(house, "within 4 weeks") || strings.Contains(house, "The document itself") {
		t.Errorf("house rules: %s", house)
	}
	help := HelpText{Command: "/klage", Lines: []string{"help.line.new"}, Register: registerOf(t, p)}
	if text := asJSON(t, Help(f, help)); !strings.Contains(text, "Forretningsgang for klager, version 1") || !strings.Contains(text, "Next review by") {
		t.Errorf("help says %s", text)
	}
}

func presetOf(t *testing.T, name string) *procedure.Procedure {
	t.Helper()
	src, err := procedure.Preset(name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := procedure.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// asJSON is a screen as Slack gets it.
func asJSON(t *testing.T, s screen) string {
	t.Helper()
	raw, err := s.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// What a procedure asks for stands in the form of the step, and only there.
func TestFormsAskWhatTheProcedureAsks(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-18 12:00")
	answered, ready := caseAt(t, complaint.FaceApproved), caseAt(t, complaint.FaceReady)
	filing := func(c *complaint.Case) screen {
		return FilingForm(f, c.Procedure, complaint.Registration{Via: "email"}, Offer{}, Metadata{})
	}
	deliver := func(c *complaint.Case) screen {
		return DeliverForm(f, c, complaint.Delivery{Via: "phone", Said: "We refund"})
	}
	closing := func(c *complaint.Case) screen {
		return CloseForm(f, c, Closing{Report: complaint.Report{Archive: "folder 12"}})
	}
	for _, tc := range []struct {
		name, says string
		c          *complaint.Case
		ask        func(c *complaint.Case)
		form       func(c *complaint.Case) screen
	}{
		{"note of a conversation", "What was said?", answered, func(c *complaint.Case) { c.Procedure.Answer.Spoken.Note = true }, deliver},
		{"archive", "folder 12", ready, func(c *complaint.Case) { c.Procedure.Close.Archive = true }, closing},
		{"the message itself", "The message itself", answered, func(c *complaint.Case) {
			c.Procedure.Intake.Channels = slices.Clone(c.Procedure.Intake.Channels)
			c.Procedure.Channel("email").Original = true
		}, filing},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if strings.Contains(asJSON(t, tc.form(tc.c)), tc.says) {
				t.Errorf("%q stands there unasked", tc.says)
			}
			tc.ask(tc.c)
			if !strings.Contains(asJSON(t, tc.form(tc.c)), tc.says) {
				t.Errorf("there is no %q", tc.says)
			}
		})
	}
}

// What is to be kept in mind stands before a conversation, and what was kept to
// is ticked after it.
func TestFormsOfAConversation(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	c.Procedure.Contact.Points = []string{"let_finish", "at_ease", "sorry", "solution", "loyal", "own_card"}
	c.Procedure.Contact.Consult, c.Procedure.Contact.NoteRequired = "management", true
	c.Procedure.Contact.Folder = true
	typed := complaint.ContactForm{Reached: true, Via: "phone", At: at(t, "2026-03-06 09:30"), Points: []string{"sorry"}, Folder: "Klantmap De Vries"}
	inLanguages(t, "contact.points", "2026-03-06 09:45", func(f *Frame) screen { return ContactForm(f, c, typed, 1) })
	inLanguages(t, "consult.before_contact", "2026-03-06 09:45", func(f *Frame) screen {
		return ConsultForm(f, c, complaint.Consultation{With: mees, At: f.Now, Unsaid: true})
	})
	typed.How, typed.Day, typed.Note, typed.KeepUnadvised = "We look into it", "2026-03-20", "She expected the accounts in September", true
	if err := c.LogContact(typed, member(milan), at(t, "2026-03-06 09:45")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "consult.after_contact", "2026-03-06 10:45", func(f *Frame) screen {
		return ConsultForm(f, c, complaint.Consultation{With: mees, At: f.Now})
	})
}

func TestDetailsForm(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	typed := complaint.DetailsForm{Name: "Anna de Vries", Street: "Markt 1", Postcode: "1234 AB", Town: "Utrecht", How: "asked", At: at(t, "2026-03-06 09:30")}
	inLanguages(t, "details.other", "2026-03-06 09:45", func(f *Frame) screen { return DetailsForm(f, c, typed) })
	typed.Name = c.Filing().Name
	typed.Street, typed.Postcode, typed.Town = c.Filing().AddressParts()
	inLanguages(t, "details", "2026-03-06 09:45", func(f *Frame) screen { return DetailsForm(f, c, typed) })
}
