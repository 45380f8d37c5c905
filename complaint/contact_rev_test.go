package complaint

import "testing"

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
