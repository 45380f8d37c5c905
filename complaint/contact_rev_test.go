package complaint

import (
	"strings"
	"testing"
)

// A contact or a try that a colleague logs does not make the form about one's own stale;
// what a colleague agreed with the customer does (D5).
func TestWhatMakesTheFormOfAContactStale(t *testing.T) {
	now := at(t, "2026-03-06 11:00")
	for _, tc := range []struct {
		name  string
		form  ContactForm
		stale bool
	}{
		{"a try", ContactForm{At: now, Via: "phone", Note: "voicemail"}, false},
		{"a call", ContactForm{At: now, Via: "phone", Reached: true, Inbound: true, Note: "She asks how it goes"}, false},
		{"a plan", ContactForm{At: now, Via: "phone", Reached: true, How: "we look into it", Day: "2026-03-20"}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInProgress)
			before := c.Rev(StepContact)
			must(t, c.LogContact(tc.form, member(milan), now))
			if stale := c.Rev(StepContact) != before; stale != tc.stale {
				t.Errorf("stale: %v, want %v", stale, tc.stale)
			}
			if c.Taken(StepContact, now.Add(-1)) == nil {
				t.Error("nobody asked for it sees that it was done")
			}
		})
	}
}

// A contact of which nothing says what it was about asks for a few words; any one thing
// that says it does.
func TestAContactThatSaysNothingAsksForWords(t *testing.T) {
	for name, tc := range map[string]struct {
		says func(*ContactForm)
		want string
	}{
		"nothing":          {func(*ContactForm) {}, "note error.contact_report"},
		"an empty promise": {func(f *ContactForm) { f.Promises = []Promise{{What: " "}} }, "note error.contact_report"},
		"a note":           {func(f *ContactForm) { f.Note = "Wants to know when" }, ""},
		"an agreement":     {func(f *ContactForm) { f.How = "we call again" }, ""},
		"a promise":        {func(f *ContactForm) { f.Promises = []Promise{{What: "a copy", Who: milan, When: "2026-03-20"}} }, ""},
		"a file":           {func(f *ContactForm) { f.Files = []Attachment{{ID: "F1", Name: "mail.eml", Size: 9}} }, ""},
		"a message":        {func(f *ContactForm) { f.Quoted = &Quoted{Source: "C1:3"} }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			c, now := contactOwed(t, "2026-03-06 09:00"), at(t, "2026-03-06 09:30")
			first := ContactForm{At: now, Via: "phone", Reached: true, How: "we look into it", Day: "2026-03-20"}
			must(t, c.LogContact(first, member(milan), now))
			f := ContactForm{At: now, Via: "phone", With: "Anna", Reached: true}
			tc.says(&f)
			if got := strings.Join(said(c.LogContact(f, member(milan), now)), ", "); got != tc.want {
				t.Errorf("refused with %q, want %q", got, tc.want)
			}
		})
	}
}
