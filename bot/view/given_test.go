package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// What a customer was given to read is asked where the procedure wants it told, and stands
// in the file where the explanation does, and in its history (CY-12).
func TestWhatWasGivenToRead(t *testing.T) {
	f := sampleFrame(t, lang.NL, "2026-03-05 10:40")
	f.Published = []string{"https://www.example.org/klachten", "https://www.example.org/other"}
	if f.ReadAt() != f.Published[0] {
		t.Errorf("read at %q", f.ReadAt())
	}
	f.Document = "https://www.example.org/regeling.pdf"
	if f.ReadAt() != f.Document {
		t.Errorf("with a document it is read at %q", f.ReadAt())
	}
	for name, asked := range map[string]bool{"cygnus": true, "exactpi": false} {
		c := presetCase(t, name)
		typed := complaint.Explanation{At: at(t, "2026-03-05 10:30"), Via: "phone", Given: "kopie meegegeven <b>"}
		if got := strings.Contains(string(mustJSON(t, ExplainForm(f, c, typed))), "kopie meegegeven"); got != asked {
			t.Errorf("%s: the form asks: %v", name, got)
		}
		if !asked {
			continue
		}
		if err := c.Explain(typed, complaint.Person{ID: sanne, Member: true}, at(t, "2026-03-05 10:35")); err != nil {
			t.Fatal(err)
		}
		for _, tab := range []Tab{TabContacts, TabHistory} {
			if text := jsonText(string(mustJSON(t, CaseFile(f, c, tab, 1)))); !strings.Contains(text, "kopie meegegeven &lt;b&gt;") {
				t.Errorf("%s: page %s does not show it: %s", name, tab, text)
			}
		}
		fact := complaint.Fact{Code: complaint.FactContact, Seq: len(c.Events)}
		text := string(mustJSON(t, CorrectForm(f, c, c.OnRecord(fact), nil, nil)))
		if label := f.P.T("readback.given.label"); !strings.Contains(text, label) {
			t.Errorf("%s: Correct does not ask %q: %s", name, label, text)
		}
	}
}
